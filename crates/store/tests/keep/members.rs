//! Who serves, who can be reached, and who answers for whom.

use store::people;
use store::{Id, Role, StoreError};

use crate::common::{MORNING, member, on_both};
use crate::scene::House;

#[test]
fn colleagues_are_those_who_serve_here_at_present() {
    on_both(|store| {
        let house = House::new(&store);
        let team = house.team("Counter");
        let (tono, tono_scope) = house.colleague("tono@melati.example", Role::Agent, Some(&team));
        let away = member(&store, &house.owner, "away@melati.example", Role::Agent);
        let who = away.clone();
        house.by(&house.owner, move |tx, scope| people::suspend(tx, scope, &who, MORNING)).expect("suspended");
        let see = |scope: &store::Scope| house.by(scope, people::colleagues);
        let all = see(&tono_scope).expect("an agent sees them");
        assert_eq!(all.len(), 4, "owner, manager, two agents; neither the viewer nor who is away");
        assert_eq!(all.iter().find(|one| one.user == tono).and_then(|one| one.team.clone()), Some(team));
        assert!(all.iter().all(|one| one.user != away));
        assert_eq!(see(&house.viewer), Err(StoreError::Forbidden));
        assert_eq!(see(&house.stranger).expect("their own").len(), 1);
        let reach = |scope: &store::Scope, user: &Id| {
            let user = user.clone();
            house.by(scope, move |tx, scope| people::reachable(tx, scope, &user)).expect("it can be read")
        };
        assert_eq!(
            reach(&house.owner, &tono).map(|one| (one.email, one.language)),
            Some(("tono@melati.example".into(), "id".into()))
        );
        assert_eq!(reach(&house.owner, &away), None);
        assert_eq!(reach(&house.stranger, &tono), None);
    });
}

#[test]
fn a_team_s_managers_answer_for_it_and_the_owners_where_there_are_none() {
    on_both(|store| {
        let house = House::new(&store);
        let (counter, kitchen) = (house.team("Counter"), house.team("Kitchen"));
        let answerable = |scope: &store::Scope, team: Option<&Id>| {
            let team = team.cloned();
            let all =
                house.by(scope, move |tx, scope| people::answerable(tx, scope, team.as_ref())).expect("it can be read");
            all.into_iter().map(|one| one.email).collect::<Vec<_>>()
        };
        house.colleague("chef@melati.example", Role::Manager, Some(&kitchen));
        assert_eq!(answerable(&house.owner, Some(&kitchen)), ["chef@melati.example", "manager@melati.example"]);
        assert_eq!(answerable(&house.owner, Some(&counter)), ["manager@melati.example"]);
        assert_eq!(answerable(&house.owner, None), ["manager@melati.example"]);
        assert_eq!(answerable(&house.stranger, None), ["owner@mawar.example"]);
        assert_eq!(answerable(&house.stranger, Some(&kitchen)), ["owner@mawar.example"]);
    });
}
