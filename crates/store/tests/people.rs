//! Who may come in, as what, and for how long.
//!
//! One file, because the rules are about each other: what happens to a person must show at once in the person's sessions and
//! tokens. Each test has a second organisation beside the first.

mod common;

use common::{
    MORNING, done, member, number, on_both, operator, organisation, owned, refusal, refused, scope_of, seen, sign_in,
};
use store::people::{self, NewOwner};
use store::staff_invitations as invitations;
use store::tokens::{self, Area, TokenScope};
use store::webhooks::{self, Event};
use store::{
    Id, Role, Scope, Secret, Store, StoreError, Time, Transaction, audit, outbox, second_factor, sessions, values,
};

const READ_RESULTS: TokenScope = TokenScope { area: Area::Results, write: false };

fn only_webhook(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Id, StoreError> {
    Ok(webhooks::list(tx, scope)?.remove(0).id)
}

fn finds(store: &Store, session: &Secret, now: Time) -> bool {
    let hash = session.hash();
    seen(store, move |tx| sessions::find(tx, &hash, now)).is_some()
}

fn api(store: &Store, token: &Secret, now: Time) -> Option<tokens::ApiToken> {
    let hash = token.hash();
    seen(store, move |tx| tokens::find(tx, &hash, now))
}

#[test]
fn the_setup_link_makes_one_owner_and_nothing_afterwards() {
    on_both(|store| {
        let owner = || NewOwner {
            organisation: "Klinik Melati".into(),
            zone: "Asia/Jakarta".into(),
            language: "id".into(),
            name: "Sari".into(),
            email: " Sari@Klinik.example ".into(),
            password_hash: "hash".into(),
        };
        assert!(seen(&store, people::setup_needed));
        let old = done(&store, |tx| people::make_setup_link(tx, MORNING)).hash();
        let link = done(&store, |tx| people::make_setup_link(tx, MORNING)).hash();
        let (first, late) = (owner(), owner());
        assert_eq!(refused(&store, move |tx| people::claim_setup(tx, &old, &first, MORNING)), StoreError::NotFound);
        let (again, tomorrow) = (link.clone(), MORNING.plus_seconds(24 * 3600));
        assert_eq!(refused(&store, move |tx| people::claim_setup(tx, &again, &late, tomorrow)), StoreError::NotFound);
        let (again, new) = (link.clone(), owner());
        let (scope, user) = done(&store, move |tx| people::claim_setup(tx, &link, &new, MORNING));
        assert_eq!((scope.role(), scope.team()), (Role::Owner, None));
        let known = seen(&store, |tx| people::credentials(tx, "SARI@klinik.example"));
        assert_eq!(known.map(|known| known.user), Some(user));
        let second = owner();
        assert_eq!(refused(&store, move |tx| people::claim_setup(tx, &again, &second, MORNING)), StoreError::NotFound);
        assert_eq!(refused(&store, |tx| people::make_setup_link(tx, MORNING)), refusal("store-setup-done"));
        assert!(!seen(&store, people::setup_needed));
    });
}

#[test]
fn the_last_owner_can_be_neither_removed_nor_suspended_nor_demoted() {
    on_both(|store| {
        let (scope, owner) = owned(&store, "Melati");
        owned(&store, "Mawar");
        let last = refusal("store-last-owner");
        let team = {
            let scope = scope.clone();
            done(&store, move |tx| people::create_team(tx, &scope, "North", MORNING))
        };
        let check = |user: &Id| {
            for attempt in 0..4 {
                let (scope, user, team) = (scope.clone(), user.clone(), team.clone());
                let why = refused(&store, move |tx| match attempt {
                    0 => people::remove(tx, &scope, &user, MORNING),
                    1 => people::suspend(tx, &scope, &user, MORNING),
                    2 => people::set_role(tx, &scope, &user, Role::Manager, None, MORNING),
                    _ => people::set_role(tx, &scope, &user, Role::Owner, Some(&team), MORNING),
                });
                assert_eq!(why, last, "attempt {attempt}");
            }
        };
        check(&owner);
        // Neither a manager nor a suspended owner can take the place.
        member(&store, &scope, "manager@melati.example", Role::Manager);
        let second = member(&store, &scope, "second@melati.example", Role::Owner);
        let (by, who) = (scope.clone(), second.clone());
        done(&store, move |tx| people::suspend(tx, &by, &who, MORNING));
        check(&owner);
        // With another owner it goes, and then that one is the last.
        let (by, who) = (scope.clone(), second.clone());
        done(&store, move |tx| people::resume(tx, &by, &who, MORNING));
        let by = scope.clone();
        done(&store, move |tx| people::set_role(tx, &by, &owner, Role::Viewer, None, MORNING));
        check(&second);
    });
}

#[test]
fn the_next_request_of_one_who_was_removed_suspended_or_demoted_fails() {
    on_both(|store| {
        let (scope, _) = owned(&store, "Melati");
        let (elsewhere, _) = owned(&store, "Mawar");
        for attempt in 0..3 {
            let email = format!("m{attempt}@both.example");
            let user = member(&store, &scope, &email, Role::Owner);
            member(&store, &elsewhere, &email, Role::Viewer);
            let here = sign_in(&store, &user, MORNING);
            let organisations = {
                let user = user.clone();
                seen(&store, move |tx| people::organisations_of(tx, &user))
            };
            let (hash, to) = (sign_in(&store, &user, MORNING).hash(), organisations[1].id.clone());
            let there = done(&store, move |tx| sessions::switch(tx, &hash, &to, MORNING));
            let own = scope_of(&store, &here, MORNING);
            let (_, token) = done(&store, move |tx| tokens::create(tx, &own, "t", &[READ_RESULTS], 90, MORNING));
            assert!(finds(&store, &here, MORNING) && finds(&store, &there, MORNING));
            assert_eq!(api(&store, &token, MORNING).map(|token| token.scope.role()), Some(Role::Owner));

            let (by, who) = (scope.clone(), user.clone());
            done(&store, move |tx| match attempt {
                0 => people::remove(tx, &by, &who, MORNING),
                1 => people::suspend(tx, &by, &who, MORNING),
                _ => people::set_role(tx, &by, &who, Role::Agent, None, MORNING),
            });
            assert!(!finds(&store, &here, MORNING), "attempt {attempt}");
            assert!(finds(&store, &there, MORNING), "what one organisation decides touches no other");
            let token = api(&store, &token, MORNING).map(|token| token.scope.role());
            assert_eq!(token, if attempt == 2 { Some(Role::Agent) } else { None });
        }
    });
}

#[test]
fn a_membership_that_is_taken_away_in_the_database_itself_ends_the_session_too() {
    on_both(|store| {
        let (scope, _) = owned(&store, "Melati");
        let user = member(&store, &scope, "m@melati.example", Role::Manager);
        let session = sign_in(&store, &user, MORNING);
        let mut past = common::past(&store);
        past.execute("UPDATE memberships SET suspended = 1 WHERE user_id = ?1", &values![&user])
            .expect("it can be changed");
        assert!(!finds(&store, &session, MORNING));
        past.execute("UPDATE memberships SET suspended = 0, role = 'viewer' WHERE user_id = ?1", &values![&user])
            .expect("it can be changed");
        assert_eq!(scope_of(&store, &session, MORNING).role(), Role::Viewer);
    });
}

#[test]
fn a_revocation_that_was_answered_wins_every_race() {
    on_both(|store| {
        let (scope, _) = owned(&store, "Melati");
        let user = member(&store, &scope, "m@melati.example", Role::Manager);
        for _ in 0..20 {
            let session = sign_in(&store, &user, MORNING);
            std::thread::scope(|threads| {
                let late = threads.spawn(|| {
                    let (by, who) = (scope.clone(), user.clone());
                    done(&store, move |tx| people::suspend(tx, &by, &who, MORNING));
                    (0..5).filter(|_| finds(&store, &session, MORNING)).count()
                });
                for _ in 0..5 {
                    threads.spawn(|| finds(&store, &session, MORNING));
                }
                assert_eq!(late.join().expect("the thread ends"), 0);
            });
            let (by, who) = (scope.clone(), user.clone());
            done(&store, move |tx| people::resume(tx, &by, &who, MORNING));
            assert!(!finds(&store, &session, MORNING), "a session does not come back to life");
        }
    });
}

/// A function that takes the id of something, and does nothing else with it than look it up.
type ById = fn(&mut Transaction<'_>, &Scope, &Id) -> Result<(), StoreError>;

/// Ids of things in another organisation, by the kind of thing.
struct Others {
    user: Id,
    team: Id,
    token: Id,
    invitation: Id,
    webhook: Id,
    delivery: Id,
    organisation: Id,
}

fn furnish(store: &Store, scope: &Scope) -> Others {
    let user = member(store, scope, "m@mawar.example", Role::Manager);
    let scope = scope.clone();
    done(store, move |tx| {
        let team = people::create_team(tx, &scope, "South", MORNING)?;
        let (token, _) = tokens::create(tx, &scope, "t", &[READ_RESULTS], 90, MORNING)?;
        invitations::invite(tx, &scope, "new@mawar.example", Role::Agent, None, MORNING)?;
        let invitation = invitations::list(tx, &scope, MORNING)?.remove(0).id;
        let (webhook, _) = webhooks::create(tx, &scope, "https://mawar.example", &[Event::WaveClosed], MORNING)?;
        outbox::emit(tx, &scope, "wave.closed", serde_json::json!({}), MORNING)?;
        let delivery = outbox::list(tx, &scope, None, 10)?.remove(0).id;
        let organisation = people::organisation(tx, &scope)?.id;
        Ok(Others { user, team, token, invitation, webhook, delivery, organisation })
    })
}

#[test]
fn what_belongs_to_others_is_as_absent_as_what_is_not_there() {
    let by_user: &[ById] = &[
        |tx, scope, id| people::member(tx, scope, id).map(|_| ()),
        |tx, scope, id| people::set_role(tx, scope, id, Role::Viewer, None, MORNING),
        |tx, scope, id| people::suspend(tx, scope, id, MORNING),
        |tx, scope, id| people::resume(tx, scope, id, MORNING),
        |tx, scope, id| people::remove(tx, scope, id, MORNING),
        |tx, scope, id| sessions::end_all(tx, scope, id, MORNING),
    ];
    let by_team: &[ById] = &[
        |tx, scope, id| people::rename_team(tx, scope, id, "Mine", MORNING),
        |tx, scope, id| people::delete_team(tx, scope, id, MORNING),
        |tx, scope, id| invitations::invite(tx, scope, "n@n.example", Role::Agent, Some(id), MORNING).map(|_| ()),
        |tx, scope, id| {
            let own = people::members(tx, scope)?.remove(0).user;
            people::set_role(tx, scope, &own, Role::Owner, Some(id), MORNING)
        },
    ];
    let by_token: &[ById] = &[|tx, scope, id| tokens::revoke(tx, scope, id, MORNING)];
    let by_invitation: &[ById] = &[|tx, scope, id| invitations::withdraw(tx, scope, id, MORNING)];
    let by_webhook: &[ById] = &[
        |tx, scope, id| webhooks::rotate(tx, scope, id, MORNING).map(|_| ()),
        |tx, scope, id| webhooks::disable(tx, scope, id, MORNING),
        |tx, scope, id| webhooks::enable(tx, scope, id, MORNING),
        |tx, scope, id| webhooks::delete(tx, scope, id, MORNING),
    ];
    let by_delivery: &[ById] = &[|tx, scope, id| outbox::replay(tx, scope, id, MORNING)];
    let by_organisation: &[ById] = &[|tx, scope, id| {
        let own = people::members(tx, scope)?.remove(0).user;
        sessions::begin(tx, &own, Some(id), MORNING).map(|_| ())
    }];
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let others = furnish(&store, &theirs);
        let head = |scope: &Scope| {
            let scope = scope.clone();
            seen(&store, move |tx| audit::head(tx, &scope))
        };
        let before = (head(&own), head(&theirs));
        let table = [
            (by_user, &others.user),
            (by_team, &others.team),
            (by_token, &others.token),
            (by_invitation, &others.invitation),
            (by_webhook, &others.webhook),
            (by_delivery, &others.delivery),
            (by_organisation, &others.organisation),
        ];
        for (functions, real) in table {
            for (position, function) in functions.iter().enumerate() {
                for id in [real.clone(), Id::random()] {
                    let (scope, function) = (own.clone(), *function);
                    let why = refused(&store, move |tx| function(tx, &scope, &id));
                    assert_eq!(why, StoreError::NotFound, "{position}");
                }
            }
        }
        let by = operator(&store, &own);
        let user = others.user.clone();
        assert_eq!(refused(&store, move |tx| second_factor::remove(tx, &by, &user, MORNING)), StoreError::NotFound);
        assert_eq!((head(&own), head(&theirs)), before, "a refusal leaves no trace in either log");
    });
}

#[test]
fn only_owners_change_people_tokens_and_webhooks() {
    let functions: &[ById] = &[
        |tx, scope, _| people::members(tx, scope).map(|_| ()),
        |tx, scope, id| people::set_role(tx, scope, id, Role::Owner, None, MORNING),
        |tx, scope, id| people::suspend(tx, scope, id, MORNING),
        |tx, scope, id| people::resume(tx, scope, id, MORNING),
        |tx, scope, id| people::remove(tx, scope, id, MORNING),
        |tx, scope, _| people::create_team(tx, scope, "Mine", MORNING).map(|_| ()),
        |tx, scope, _| people::update_organisation(tx, scope, "Mine", "en", "UTC", MORNING),
        |tx, scope, id| sessions::end_all(tx, scope, id, MORNING),
        |tx, scope, id| second_factor::remove(tx, scope, id, MORNING),
        |tx, scope, _| tokens::create(tx, scope, "t", &[READ_RESULTS], 90, MORNING).map(|_| ()),
        |tx, scope, _| tokens::list(tx, scope).map(|_| ()),
        |tx, scope, id| tokens::revoke(tx, scope, id, MORNING),
        |tx, scope, _| invitations::invite(tx, scope, "n@n.example", Role::Owner, None, MORNING).map(|_| ()),
        |tx, scope, _| invitations::list(tx, scope, MORNING).map(|_| ()),
        |tx, scope, id| invitations::withdraw(tx, scope, id, MORNING),
        |tx, scope, _| webhooks::create(tx, scope, "https://a.example", &[Event::WaveOpened], MORNING).map(|_| ()),
        |tx, scope, _| webhooks::list(tx, scope).map(|_| ()),
        |tx, scope, id| webhooks::rotate(tx, scope, id, MORNING).map(|_| ()),
        |tx, scope, id| webhooks::disable(tx, scope, id, MORNING),
        |tx, scope, id| webhooks::enable(tx, scope, id, MORNING),
        |tx, scope, id| webhooks::delete(tx, scope, id, MORNING),
        |tx, scope, id| outbox::replay(tx, scope, id, MORNING),
        |tx, scope, _| outbox::list(tx, scope, None, 10).map(|_| ()),
        |tx, scope, _| audit::list(tx, scope, None, 10).map(|_| ()),
        |tx, scope, _| people::add_member(tx, scope, &common::someone("n@n.example", Role::Owner), MORNING).map(|_| ()),
    ];
    on_both(|store| {
        let (owner_scope, owner) = owned(&store, "Melati");
        for role in [Role::Manager, Role::Agent, Role::Viewer] {
            let user = member(&store, &owner_scope, &format!("{}@melati.example", role.name()), role);
            let scope = scope_of(&store, &sign_in(&store, &user, MORNING), MORNING);
            for (position, function) in functions.iter().enumerate() {
                let (scope, id, function) = (scope.clone(), owner.clone(), *function);
                let why = refused(&store, move |tx| function(tx, &scope, &id));
                assert_eq!(why, StoreError::Forbidden, "{role:?} {position}");
            }
        }
        // An owner may not add people past an invitation, nor take away another's second factor.
        let (by, other) = (owner_scope.clone(), member(&store, &owner_scope, "x@melati.example", Role::Agent));
        let why = refused(&store, move |tx| second_factor::remove(tx, &by, &other, MORNING));
        assert_eq!(why, StoreError::Forbidden);
        let by = owner_scope.clone();
        let new = common::someone("n@n.example", Role::Agent);
        assert_eq!(refused(&store, move |tx| people::add_member(tx, &by, &new, MORNING)), StoreError::Forbidden);
    });
}

#[test]
fn every_change_leaves_exactly_one_entry_and_no_personal_data() {
    let changes: &[ById] = &[
        |tx, scope, _| people::update_organisation(tx, scope, "Melati Jaya", "es", "America/Bogota", MORNING),
        |tx, scope, _| people::create_team(tx, scope, "North", MORNING).map(|_| ()),
        |tx, scope, _| {
            let team = people::teams(tx, scope)?.remove(0).id;
            people::rename_team(tx, scope, &team, "East", MORNING)
        },
        |tx, scope, id| {
            let team = people::teams(tx, scope)?.remove(0).id;
            people::set_role(tx, scope, id, Role::Agent, Some(&team), MORNING)
        },
        |tx, scope, id| people::set_role(tx, scope, id, Role::Agent, None, MORNING),
        |tx, scope, _| {
            let team = people::teams(tx, scope)?.remove(0).id;
            people::delete_team(tx, scope, &team, MORNING)
        },
        |tx, scope, id| people::suspend(tx, scope, id, MORNING),
        |tx, scope, id| people::resume(tx, scope, id, MORNING),
        |tx, _, id| sessions::begin(tx, id, None, MORNING).map(|_| ()),
        |tx, scope, id| sessions::end_all(tx, scope, id, MORNING),
        |tx, scope, _| tokens::create(tx, scope, "Secret name", &[READ_RESULTS], 90, MORNING).map(|_| ()),
        |tx, scope, _| {
            let token = tokens::list(tx, scope)?.remove(0).id;
            tokens::revoke(tx, scope, &token, MORNING)
        },
        |tx, scope, _| invitations::invite(tx, scope, "new@melati.example", Role::Viewer, None, MORNING).map(|_| ()),
        |tx, scope, _| {
            let invitation = invitations::list(tx, scope, MORNING)?.remove(0).id;
            invitations::withdraw(tx, scope, &invitation, MORNING)
        },
        |tx, scope, _| webhooks::create(tx, scope, "https://melati.example", &Event::ALL, MORNING).map(|_| ()),
        |tx, scope, _| {
            let webhook = only_webhook(tx, scope)?;
            webhooks::rotate(tx, scope, &webhook, MORNING).map(|_| ())
        },
        |tx, scope, _| {
            let webhook = only_webhook(tx, scope)?;
            webhooks::disable(tx, scope, &webhook, MORNING)
        },
        |tx, scope, _| {
            let webhook = only_webhook(tx, scope)?;
            webhooks::enable(tx, scope, &webhook, MORNING)
        },
        |tx, scope, _| {
            let webhook = only_webhook(tx, scope)?;
            webhooks::delete(tx, scope, &webhook, MORNING)
        },
        |tx, scope, _| second_factor::begin(tx, scope, MORNING).map(|_| ()),
        |tx, scope, _| people::rename_self(tx, scope, "Budi Santoso", "en", MORNING),
        |tx, scope, _| people::change_password(tx, scope, "other hash", MORNING),
        |tx, scope, id| people::remove(tx, scope, id, MORNING),
    ];
    on_both(|store| {
        let (scope, _) = owned(&store, "Melati");
        let user = member(&store, &scope, "sari@melati.example", Role::Manager);
        let key = number(&store, "SELECT key FROM organisations WHERE name = ?1", &values!["Melati"]);
        let count = || number(&store, "SELECT COUNT(*) FROM audit WHERE organisation = ?1", &values![key]);
        for (position, change) in changes.iter().enumerate() {
            let before = count();
            let (scope, user, change) = (scope.clone(), user.clone(), *change);
            done(&store, move |tx| change(tx, &scope, &user));
            assert_eq!(count(), before + 1, "change {position}");
        }
        let (by, kept) = (scope.clone(), scope.clone());
        assert!(seen(&store, move |tx| audit::verify(tx, &by)).sound());
        for entry in seen(&store, move |tx| audit::list(tx, &kept, None, 1000)) {
            let text = format!("{entry:?}");
            for private in ["@", "Sari", "Budi", "Secret name", "hash", "https", "Melati", "North"] {
                assert!(!text.contains(private), "{private} in {text}");
            }
        }
    });
}

#[test]
fn a_change_that_fails_leaves_no_entry() {
    on_both(|store| {
        let (scope, _) = owned(&store, "Melati");
        let by = scope.clone();
        let before = seen(&store, move |tx| audit::head(tx, &by));
        let by = scope.clone();
        let why = refused(&store, move |tx| {
            people::create_team(tx, &by, "North", MORNING)?;
            Err::<(), _>(StoreError::Busy)
        });
        assert_eq!(why, StoreError::Busy);
        let by = scope.clone();
        assert_eq!(seen(&store, move |tx| Ok((audit::head(tx, &by)?, people::teams(tx, &by)?))), (before, vec![]));
    });
}

#[test]
fn a_session_ends_by_itself_when_idle_or_old() {
    on_both(|store| {
        let (_, owner) = owned(&store, "Melati");
        let session = sign_in(&store, &owner, MORNING);
        let almost = MORNING.plus_seconds(sessions::IDLE_SECONDS - 1);
        assert!(finds(&store, &session, almost));
        assert!(!finds(&store, &session, MORNING.plus_seconds(sessions::IDLE_SECONDS)));
        // In use it lives on, but for half a day at most.
        let mut now = MORNING;
        while now < MORNING.plus_seconds(sessions::SESSION_SECONDS - 900) {
            now = now.plus_seconds(900);
            let hash = session.hash();
            done(&store, move |tx| sessions::touch(tx, &hash, now));
            assert!(finds(&store, &session, now));
        }
        assert!(!finds(&store, &session, MORNING.plus_seconds(sessions::SESSION_SECONDS)));
        // A note that comes late does not wake it.
        let (idle, hash) = (sign_in(&store, &owner, MORNING), session.hash());
        let (late, idle_hash) = (MORNING.plus_seconds(sessions::IDLE_SECONDS), idle.hash());
        done(&store, move |tx| sessions::touch(tx, &idle_hash, late));
        assert!(!finds(&store, &idle, late));
        done(&store, move |tx| sessions::purge(tx, MORNING.plus_seconds(sessions::SESSION_SECONDS)));
        assert_eq!(number(&store, "SELECT COUNT(*) FROM sessions WHERE hash = ?1", &values![&hash]), 0);
    });
}

#[test]
fn signing_out_and_changing_the_password_end_sessions() {
    on_both(|store| {
        let (scope, owner) = owned(&store, "Melati");
        let (one, two) = (sign_in(&store, &owner, MORNING), sign_in(&store, &owner, MORNING));
        let hash = one.hash();
        done(&store, move |tx| sessions::end(tx, &hash, MORNING));
        assert!(!finds(&store, &one, MORNING) && finds(&store, &two, MORNING));
        done(&store, move |tx| people::change_password(tx, &scope, "new", MORNING));
        assert!(!finds(&store, &two, MORNING));
    });
}

#[test]
fn a_token_can_do_what_its_scopes_say_and_no_longer_than_it_lasts() {
    on_both(|store| {
        let (scope, _) = owned(&store, "Melati");
        let write_surveys = TokenScope { area: Area::Surveys, write: true };
        let by = scope.clone();
        let (id, secret) =
            done(&store, move |tx| tokens::create(tx, &by, "Sync", &[write_surveys, READ_RESULTS], 7, MORNING));
        let token = api(&store, &secret, MORNING).expect("it is good");
        let allowed: Vec<String> =
            TokenScope::all().into_iter().filter(|scope| token.allows(*scope)).map(|scope| scope.to_string()).collect();
        assert_eq!(allowed, ["surveys:read", "surveys:write", "results:read"]);
        assert!(TokenScope::all().iter().all(|scope| TokenScope::parse(&scope.to_string()) == Some(*scope)));
        assert_eq!(TokenScope::parse("surveys:all"), None);
        // A token makes no other and invites nobody.
        let by = token.scope.clone();
        let why = refused(&store, move |tx| tokens::create(tx, &by, "t", &[READ_RESULTS], 7, MORNING));
        assert_eq!(why, StoreError::Forbidden);
        let by = token.scope.clone();
        let why = refused(&store, move |tx| invitations::invite(tx, &by, "n@n.example", Role::Owner, None, MORNING));
        assert_eq!(why, StoreError::Forbidden);
        let week = 7 * 24 * 3600;
        assert!(api(&store, &secret, MORNING.plus_seconds(week - 1)).is_some());
        assert!(api(&store, &secret, MORNING.plus_seconds(week)).is_none());
        let by = scope.clone();
        done(&store, move |tx| tokens::revoke(tx, &by, &id, MORNING));
        assert!(api(&store, &secret, MORNING).is_none());
        assert!(api(&store, &Secret::new("api"), MORNING).is_none());
        for (scopes, days, why) in [
            (vec![], 7, refusal("store-token-scopes")),
            (vec![READ_RESULTS], 366, StoreError::Refused("store-token-days", vec![("most", "365".into())])),
            (vec![READ_RESULTS], 0, StoreError::Refused("store-token-days", vec![("most", "365".into())])),
        ] {
            let by = scope.clone();
            assert_eq!(refused(&store, move |tx| tokens::create(tx, &by, "t", &scopes, days, MORNING)), why);
        }
    });
}

#[test]
fn no_secret_stands_in_the_database() {
    on_both(|store| {
        let (scope, owner) = owned(&store, "Melati");
        let session = sign_in(&store, &owner, MORNING);
        let (_, token) = {
            let by = scope.clone();
            done(&store, move |tx| tokens::create(tx, &by, "t", &[READ_RESULTS], 90, MORNING))
        };
        let by = scope.clone();
        let join = done(&store, move |tx| invitations::invite(tx, &by, "n@n.example", Role::Agent, None, MORNING));
        let digests = [("sessions", session), ("tokens", token), ("staff_invitations", join)];
        for (table, secret) in digests {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE hash = ?1");
            assert_eq!(number(&store, &sql, &values![&secret.hash()]), 1, "{table}");
            assert_eq!(number(&store, &sql, &values![secret.reveal().as_bytes()]), 0, "{table}");
        }
    });
}

#[test]
fn an_invitation_is_good_once_for_a_week_and_while_its_maker_is_an_owner() {
    on_both(|store| {
        let (scope, owner) = owned(&store, "Melati");
        owned(&store, "Mawar");
        let invite = |scope: &Scope, email: &'static str| {
            let by = scope.clone();
            done(&store, move |tx| invitations::invite(tx, &by, email, Role::Manager, None, MORNING))
        };
        let accept = |link: &Secret, now: Time| {
            let hash = link.hash();
            store.write(move |tx| invitations::accept(tx, &hash, "Budi", "hash", "id", now)).wait()
        };
        let replaced = invite(&scope, "budi@melati.example");
        let link = invite(&scope, "Budi@Melati.example");
        assert_eq!(accept(&replaced, MORNING), Err(StoreError::NotFound));
        assert_eq!(accept(&link, MORNING.plus_seconds(invitations::INVITATION_SECONDS)), Err(StoreError::NotFound));
        let (joined, user) = accept(&link, MORNING).expect("the link is good");
        assert_eq!((joined.role(), joined.actor()), (Role::Manager, &store::Actor::User(user)));
        assert_eq!(accept(&link, MORNING), Err(StoreError::NotFound));
        assert_eq!(number(&store, "SELECT COUNT(*) FROM staff_invitations", &[]), 0);
        let by = scope.clone();
        let why =
            refused(&store, move |tx| invitations::invite(tx, &by, "budi@melati.example", Role::Owner, None, MORNING));
        assert_eq!(why, refusal("store-member-exists"));

        // An owner who leaves behind a way in for later finds it closed.
        let second = member(&store, &scope, "second@melati.example", Role::Owner);
        let second_scope = scope_of(&store, &sign_in(&store, &second, MORNING), MORNING);
        let back_door = invite(&second_scope, "door@melati.example");
        let (by, who) = (scope.clone(), second.clone());
        done(&store, move |tx| people::set_role(tx, &by, &who, Role::Manager, None, MORNING));
        assert_eq!(accept(&back_door, MORNING), Err(StoreError::NotFound));
        assert_ne!(owner, second);
    });
}

#[test]
fn an_invitation_never_sets_the_password_of_an_account_that_is_there() {
    on_both(|store| {
        let (_, victim) = owned(&store, "Mawar");
        let (attacker, own) = owned(&store, "Melati");
        let by = attacker.clone();
        let link =
            done(&store, move |tx| invitations::invite(tx, &by, "owner@mawar.example", Role::Viewer, None, MORNING));
        let hash = link.hash();
        let why = refused(&store, move |tx| invitations::accept(tx, &hash, "Me", "my hash", "en", MORNING));
        assert_eq!(why, refusal("store-invitation-has-account"));
        let hash = link.hash();
        let why = refused(&store, move |tx| invitations::accept_as(tx, &hash, &own, MORNING));
        assert_eq!(why, refusal("store-invitation-for-another"));
        let (hash, who) = (link.hash(), victim.clone());
        let (joined, _) = done(&store, move |tx| invitations::accept_as(tx, &hash, &who, MORNING));
        assert_eq!(joined.role(), Role::Viewer);
        let known = seen(&store, |tx| people::credentials(tx, "owner@mawar.example")).expect("the account is there");
        assert_eq!((known.user, known.password.as_str()), (victim, "$argon2id$none"));
    });
}

#[test]
fn an_account_that_works_nowhere_any_more_is_gone() {
    on_both(|store| {
        let (scope, _) = owned(&store, "Melati");
        let user = member(&store, &scope, "budi@melati.example", Role::Agent);
        let (by, who) = (scope.clone(), user.clone());
        done(&store, move |tx| people::remove(tx, &by, &who, MORNING));
        assert_eq!(seen(&store, |tx| people::credentials(tx, "budi@melati.example")), None);
        assert_eq!(
            refused(&store, move |tx| sessions::begin(tx, &user, None, MORNING)),
            refusal("store-works-nowhere")
        );
    });
}

#[test]
fn the_operator_names_the_organisation_when_there_are_several() {
    on_both(|store| {
        assert_eq!(refused(&store, |tx| people::operator_scope(tx, None)), StoreError::NotFound);
        let only = organisation(&store, "Melati");
        assert_eq!(seen(&store, |tx| people::operator_scope(tx, None)), only);
        organisation(&store, "Mawar");
        let why = refused(&store, |tx| people::operator_scope(tx, None));
        assert_eq!(why, refusal("store-several-organisations"));
    });
}

#[test]
fn odd_names_addresses_and_zones_are_refused() {
    on_both(|store| {
        for email in [
            "",
            "a",
            "a@b",
            "a@@b.example",
            "a b@c.example",
            "a@.example",
            "a@b.example.",
            "a\r\nBcc: x@y.example",
            "<a@b.example>",
        ] {
            assert_eq!(people::email_address(email), Err(refusal("store-email-invalid")), "{email}");
        }
        assert_eq!(people::email_address(" Sari.Dewi+x@Klinik.Example "), Ok("sari.dewi+x@klinik.example".to_owned()));
        let (scope, _) = owned(&store, "Melati");
        for (name, language, zone, why) in [
            (" \u{7} ", "en", "UTC", "store-name-empty"),
            ("x", "fr", "UTC", "store-language-unknown"),
            ("x", "en", "Mars/Phobos", "store-zone-unknown"),
        ] {
            let by = scope.clone();
            let refused =
                refused(&store, move |tx| people::update_organisation(tx, &by, name, language, zone, MORNING));
            assert_eq!(refused, refusal(why));
        }
        let by = scope.clone();
        let long = "ã".repeat(201);
        assert_eq!(refused(&store, move |tx| people::create_team(tx, &by, &long, MORNING)), refusal("store-name-long"));
    });
}

/// The code an authenticator shows at a time, by the arithmetic of RFC 6238 as a library other than the store's door has it.
fn code(secret: [u8; 20], now: Time) -> String {
    let totp = totp_rs::Builder::new().with_secret(secret).build().expect("twenty bytes are enough");
    totp.generate(u64::try_from(now.0 / 1000).expect("after 1970")).to_string()
}

#[test]
fn every_code_counts_once_and_the_session_gets_a_new_token() {
    on_both(|store| {
        let (_, owner) = owned(&store, "Melati");
        let first = sign_in(&store, &owner, MORNING);
        let scope = scope_of(&store, &first, MORNING);
        let secret = done(&store, move |tx| second_factor::begin(tx, &scope, MORNING));
        // Begun is not set: the session is as good as before.
        let hash = first.hash();
        let session = seen(&store, move |tx| sessions::find(tx, &hash, MORNING)).expect("the session is good");
        assert_eq!(session.second_factor, sessions::SecondFactor::NotSet);
        let wrong = refusal("store-code-wrong");
        let (hash, guess) = (first.hash(), if code(secret, MORNING) == "000000" { "000001" } else { "000000" });
        assert_eq!(refused(&store, move |tx| sessions::confirm_second_factor(tx, &hash, guess, MORNING)), wrong);
        let (hash, right) = (first.hash(), code(secret, MORNING));
        let (confirmed, recovery) = done(&store, move |tx| sessions::confirm_second_factor(tx, &hash, &right, MORNING));
        assert!(!finds(&store, &first, MORNING) && finds(&store, &confirmed, MORNING));
        assert_eq!(recovery.len(), second_factor::RECOVERY_CODES);

        let needed = sign_in(&store, &owner, MORNING);
        let hash = needed.hash();
        let session = seen(&store, move |tx| sessions::find(tx, &hash, MORNING)).expect("the password was right");
        assert_eq!(session.second_factor, sessions::SecondFactor::Needed);
        let show = |token: &Secret, code: String, now: Time| {
            let hash = token.hash();
            store.write(move |tx| sessions::show_code(tx, &hash, &code, now)).wait()
        };
        // The code that confirmed was used up by it; the one before it is no longer good either.
        assert_eq!(show(&needed, code(secret, MORNING), MORNING), Err(wrong.clone()));
        assert_eq!(show(&needed, code(secret, MORNING.plus_seconds(-30)), MORNING), Err(wrong.clone()));
        let later = MORNING.plus_seconds(60);
        let through = show(&needed, code(secret, later), later).expect("a fresh code is good");
        assert!(!finds(&store, &needed, later), "the token from before the second factor is dead");
        let hash = through.hash();
        let session = seen(&store, move |tx| sessions::find(tx, &hash, later)).expect("the session is good");
        assert_eq!(session.second_factor, sessions::SecondFactor::Done);
        let again = sign_in(&store, &owner, later);
        assert_eq!(show(&again, code(secret, later), later), Err(wrong.clone()));
        assert_eq!(
            show(&again, code(secret, later.plus_seconds(90)), later),
            Err(wrong.clone()),
            "not from the future"
        );

        // Recovery codes: however they are typed, once.
        let typed = recovery[3].to_lowercase().replace('-', " ");
        let (hash, given) = (again.hash(), typed.clone());
        done(&store, move |tx| sessions::show_recovery_code(tx, &hash, &given, later));
        let hash = sign_in(&store, &owner, later).hash();
        assert_eq!(refused(&store, move |tx| sessions::show_recovery_code(tx, &hash, &typed, later)), wrong);
        let who = owner.clone();
        assert_eq!(seen(&store, move |tx| second_factor::recovery_codes_left(tx, &who)), 9);
        let scope = scope_of(&store, &through, later);
        assert_eq!(
            refused(&store, move |tx| second_factor::begin(tx, &scope, later)),
            refusal("store-second-factor-set")
        );
    });
}

#[test]
fn of_many_who_show_the_same_code_at_once_one_gets_in() {
    on_both(|store| {
        let (scope, owner) = owned(&store, "Melati");
        let by = scope.clone();
        let secret = done(&store, move |tx| second_factor::begin(tx, &by, MORNING));
        let right = code(secret, MORNING);
        done(&store, move |tx| second_factor::confirm(tx, &scope, &right, MORNING));
        let later = MORNING.plus_seconds(90);
        let tries: Vec<_> = (0..20)
            .map(|_| {
                let (owner, code) = (owner.clone(), code(secret, later));
                store.write(move |tx| second_factor::check(tx, &owner, &code, later))
            })
            .collect();
        let through = tries.into_iter().filter_map(|tried| tried.wait().ok()).count();
        assert_eq!(through, 1);
    });
}
