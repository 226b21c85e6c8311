//! Mailboxes: connected by owners alone, read by one at a time, and up to where they were read together with what was read.

use store::comments::{self as kept, Channel, Comment, NewComment, Read, Which};
use store::mailboxes::{
    self, AT_ONCE_MAX, Account, EVERY_SECONDS, End, LEASE_SECONDS, Letter, MAILBOXES_MAX, NewMailbox, Password,
    Position, REFUSALS_KEPT, Security, Turn, Unread,
};
use store::{Id, Scope, StoreError, Time, audit, touchpoints};

use crate::common::{MORNING, number, on_both, refusal};
use crate::scene::{House, at};

const SECRET: &str = "canary-password";

fn mailbox(login: &str) -> NewMailbox {
    let account = Account {
        host: "imap.example.org".to_owned(),
        port: 993,
        security: Security::Tls,
        login: login.to_owned(),
        password: Password::new(SECRET.to_owned()),
        folder: String::new(),
    };
    NewMailbox { account, channel: Channel::Mail, site: String::new(), touchpoint: None, since: Some(20_514) }
}

fn connect(house: &House, scope: &Scope, new: NewMailbox) -> Result<Id, StoreError> {
    house.by(scope, move |tx, scope| mailboxes::connect(tx, scope, &new, MORNING))
}

fn take(house: &House, now: Time) -> Vec<Turn> {
    house.store.write(move |tx| mailboxes::take_due(tx, now, 10)).wait().expect("a look")
}

fn one(house: &House, now: Time) -> Turn {
    let mut turns = take(house, now);
    assert_eq!(turns.len(), 1);
    turns.remove(0)
}

fn keep(
    house: &House,
    turn: &Turn,
    moved: (Position, Position),
    names: &[&str],
    unread: usize,
    now: Time,
) -> Result<(), StoreError> {
    let comment = |name: &&str| {
        let new = NewComment::of(format!("It was late, says {name}."), Channel::Mail, MORNING);
        Letter::of(NewComment { external: Some((*name).to_owned()), ..new }, Read::default())
    };
    let all: Vec<_> = names.iter().map(comment).collect();
    let unread = vec![Unread { reason: "large".to_owned(), came_at: Some(MORNING), bytes: 50 << 20 }; unread];
    let turn = turn.clone();
    house.store.write(move |tx| mailboxes::keep(tx, &turn, moved, &all, &unread, now).map(drop)).wait()
}

fn end(house: &House, turn: &Turn, end: End, now: Time) -> Result<(), StoreError> {
    let turn = turn.clone();
    house.store.write(move |tx| mailboxes::ended(tx, &turn, &end, now)).wait()
}

fn comments(house: &House) -> Vec<Comment> {
    house.by(&house.owner, |tx, scope| kept::list(tx, scope, &Which::default(), None, 100)).expect("a list")
}

fn shown(house: &House) -> mailboxes::Mailbox {
    house.by(&house.owner, mailboxes::list).expect("a list").remove(0)
}

fn place(validity: u32, uid: u32) -> Position {
    Position { validity, uid }
}

#[test]
fn only_owners_connect_mailboxes_and_each_once() {
    on_both(|store| {
        let house = House::new(&store);
        for scope in [&house.manager, &house.agent, &house.viewer] {
            assert_eq!(connect(&house, scope, mailbox("us")), Err(StoreError::Forbidden));
            assert_eq!(house.by(scope, mailboxes::list).map(|all| all.len()), Err(StoreError::Forbidden));
        }
        let id = connect(&house, &house.owner, mailbox("us")).expect("connected");
        assert_eq!(connect(&house, &house.owner, mailbox("us")), Err(refusal("store-mailbox-there")));
        // What is ours is not there for others, whatever they do with it.
        let stranger = &house.stranger;
        assert_eq!(house.by(stranger, mailboxes::list).map(|all| all.len()), Ok(0));
        let absent = |done: Result<(), StoreError>| assert_eq!(done, Err(StoreError::NotFound));
        let named = id.clone();
        absent(house.by(stranger, move |tx, scope| mailboxes::account(tx, scope, &named).map(drop)));
        for job in [mailboxes::pause, mailboxes::resume, mailboxes::disconnect] {
            let named = id.clone();
            absent(house.by(stranger, move |tx, scope| job(tx, scope, &named, MORNING)));
            let named = id.clone();
            let by_manager = house.by(&house.manager, move |tx, scope| job(tx, scope, &named, MORNING));
            assert_eq!(by_manager, Err(StoreError::Forbidden));
        }
        for number in 1..MAILBOXES_MAX {
            connect(&house, &house.owner, mailbox(&format!("us{number}"))).expect("connected");
        }
        let most = vec![("most", MAILBOXES_MAX.to_string())];
        let refused = StoreError::Refused("store-mailboxes-many", most);
        assert_eq!(connect(&house, &house.owner, mailbox("more")), Err(refused));
        assert_eq!(number(&store, "SELECT COUNT(*) FROM audit WHERE action = 'mailbox.connect'", &[]), MAILBOXES_MAX);
        assert!(house.by(&house.owner, audit::verify).expect("a chain").sound());
    });
}

#[test]
fn a_mailbox_of_a_touchpoint_hands_on_what_its_comments_get() {
    on_both(|store| {
        let house = House::new(&store);
        let desk = house.by(&house.owner, |tx, scope| touchpoints::create(tx, scope, "Desk", MORNING)).expect("one");
        let new = NewMailbox { site: " North ".to_owned(), touchpoint: Some(desk.clone()), ..mailbox("us") };
        let id = connect(&house, &house.owner, new).expect("connected");
        let turn = one(&house, MORNING);
        assert_eq!((turn.id, turn.site.as_str(), turn.touchpoint, turn.since), (id, "North", Some(desk), Some(20_514)));
        assert_eq!((turn.account.folder.as_str(), turn.account.password.reveal()), ("INBOX", SECRET));
        assert_eq!((turn.position, turn.language.as_str()), (place(0, 0), "en"));
        let absent = NewMailbox { touchpoint: Some(Id::random()), ..mailbox("them") };
        assert_eq!(connect(&house, &house.owner, absent), Err(StoreError::NotFound));
    });
}

#[test]
fn one_reads_at_a_time_until_the_lease_runs_out_and_then_goes_on_where_the_other_stood() {
    on_both(|store| {
        let house = House::new(&store);
        connect(&house, &house.owner, mailbox("us")).expect("connected");
        let first = one(&house, MORNING);
        assert_eq!(take(&house, at(LEASE_SECONDS - 1)), []);
        keep(&house, &first, (place(0, 0), place(7, 0)), &[], 0, MORNING).expect("its turn");
        keep(&house, &first, (place(7, 0), place(7, 20)), &["a", "b"], 1, at(60)).expect("its turn");
        // Whoever writes keeps its lease.
        assert_eq!(take(&house, at(LEASE_SECONDS)), []);
        // The reader is killed; the next takes up where it stood, and what the dead one still wanted to keep is not kept.
        let second = one(&house, at(60 + LEASE_SECONDS));
        assert_eq!(second.position, place(7, 20));
        let late = keep(&house, &first, (place(7, 20), place(7, 30)), &["c"], 1, at(700));
        assert_eq!(late, Err(StoreError::NotFound));
        assert_eq!(end(&house, &first, End::Read, at(700)), Err(StoreError::NotFound));
        keep(&house, &second, (place(7, 20), place(7, 30)), &["c", "b"], 0, at(700)).expect("its turn");
        // Nor is anything kept from another place than where the mailbox stands.
        let again = keep(&house, &second, (place(7, 20), place(7, 30)), &["d"], 0, at(700));
        assert_eq!(again, Err(StoreError::NotFound));
        end(&house, &second, End::Read, at(800)).expect("its turn");
        assert_eq!(comments(&house).len(), 3);
        let mailbox = shown(&house);
        assert_eq!((mailbox.added, mailbox.again, mailbox.refused), (3, 1, 1));
        assert_eq!((mailbox.read_at, mailbox.next_at), (Some(at(800)), at(800 + EVERY_SECONDS)));
        assert_eq!(take(&house, at(799 + EVERY_SECONDS)), []);
        assert_eq!(one(&house, at(800 + EVERY_SECONDS)).position, place(7, 30));
    });
}

#[test]
fn a_failure_is_told_and_tried_again_and_forgotten_when_it_works() {
    on_both(|store| {
        let house = House::new(&store);
        connect(&house, &house.owner, mailbox("us")).expect("connected");
        end(&house, &one(&house, MORNING), End::Failed("slow"), MORNING).expect("its turn");
        end(&house, &one(&house, at(300)), End::Failed("login"), at(300)).expect("its turn");
        let mailbox = shown(&house);
        assert_eq!((mailbox.failure.as_deref(), mailbox.failing_since), (Some("login"), Some(MORNING)));
        // A password that was refused is not tried every five minutes.
        assert_eq!(take(&house, at(300 + 3599)), []);
        let turn = one(&house, at(300 + 3600));
        end(&house, &turn, End::More, at(4000)).expect("its turn");
        let mailbox = shown(&house);
        assert_eq!((mailbox.failure, mailbox.failing_since, mailbox.read_at), (None, None, None));
        assert_eq!(mailbox.next_at, at(4000), "there is more");
    });
}

#[test]
fn a_reader_that_is_stopped_leaves_what_is_known_of_a_failure() {
    on_both(|store| {
        let house = House::new(&store);
        connect(&house, &house.owner, mailbox("us")).expect("connected");
        end(&house, &one(&house, MORNING), End::Failed("login"), MORNING).expect("its turn");
        end(&house, &one(&house, at(3600)), End::Stopped, at(3610)).expect("its turn");
        let mailbox = shown(&house);
        assert_eq!((mailbox.failure.as_deref(), mailbox.failing_since), (Some("login"), Some(MORNING)));
        // It was due, and is so at the next start; if the password is refused again, the wait is the second one.
        let turn = one(&house, at(3610));
        assert_eq!(turn.failures, 1);
        end(&house, &turn, End::Failed("login"), at(3620)).expect("its turn");
        assert_eq!(shown(&house).next_at, at(3620 + 7200));
    });
}

#[test]
fn what_failed_before_for_another_reason_makes_nobody_wait_longer() {
    on_both(|store| {
        let house = House::new(&store);
        connect(&house, &house.owner, mailbox("us")).expect("connected");
        let mut now = MORNING;
        for night in 0..6 {
            let turn = one(&house, now);
            assert_eq!(turn.failures, night);
            end(&house, &turn, End::Failed("connection"), now).expect("its turn");
            now = shown(&house).next_at;
        }
        // Refused for the first time: an hour, not a day; and since when nothing works stays as it was.
        end(&house, &one(&house, now), End::Failed("login"), now).expect("its turn");
        let mailbox = shown(&house);
        assert_eq!((mailbox.next_at, mailbox.failing_since), (now.plus_seconds(3600), Some(MORNING)));
        let turn = one(&house, mailbox.next_at);
        assert_eq!((turn.failure.as_deref(), turn.failures), (Some("login"), 1));
    });
}

#[test]
fn of_an_organisation_no_more_than_two_are_read_at_once() {
    on_both(|store| {
        let house = House::new(&store);
        for number in 0..5 {
            connect(&house, &house.owner, mailbox(&format!("us{number}"))).expect("connected");
        }
        let first = take(&house, MORNING);
        assert_eq!(first.len() as i64, AT_ONCE_MAX);
        let waiting = |now| house.store.read(move |tx| mailboxes::waiting(tx, now)).wait().expect("a number");
        assert_eq!((take(&house, MORNING), waiting(MORNING)), (vec![], 0));
        // Another organisation has its turn, though it came later.
        connect(&house, &house.stranger, mailbox("them")).expect("connected");
        assert_eq!(waiting(MORNING), 1);
        assert_eq!(one(&house, MORNING).account.login, "them");
        end(&house, &first[0], End::Read, MORNING).expect("its turn");
        let next = one(&house, MORNING);
        assert!(first.iter().all(|turn| turn.id != next.id));
        // Leases that ran out count no more.
        assert_eq!(take(&house, at(LEASE_SECONDS)).len(), 3);
    });
}

#[test]
fn another_password_counts_at_once_and_a_pause_takes_the_turn_away() {
    on_both(|store| {
        let house = House::new(&store);
        let id = connect(&house, &house.owner, mailbox("us")).expect("connected");
        end(&house, &one(&house, MORNING), End::Failed("login"), MORNING).expect("its turn");
        let named = id.clone();
        let password = Password::new("another".to_owned());
        house
            .by(&house.owner, move |tx, scope| mailboxes::renew(tx, scope, &named, password, at(60)))
            .expect("renewed");
        let turn = one(&house, at(60));
        assert_eq!(turn.account.password.reveal(), "another");
        let named = id.clone();
        house.by(&house.owner, move |tx, scope| mailboxes::pause(tx, scope, &named, at(70))).expect("paused");
        let kept = keep(&house, &turn, (place(0, 0), place(7, 5)), &["a"], 0, at(80));
        assert_eq!((kept, comments(&house).len()), (Err(StoreError::NotFound), 0));
        assert_eq!((take(&house, at(1_000_000)), shown(&house).paused_at), (vec![], Some(at(70))));
        house.by(&house.owner, move |tx, scope| mailboxes::resume(tx, scope, &id, at(90))).expect("on again");
        assert_eq!(one(&house, at(90)).position, place(0, 0));
    });
}

#[test]
fn of_messages_that_were_not_taken_the_newest_are_listed_and_all_are_counted() {
    on_both(|store| {
        let house = House::new(&store);
        let id = connect(&house, &house.owner, mailbox("us")).expect("connected");
        let turn = one(&house, MORNING);
        keep(&house, &turn, (place(0, 0), place(7, 1)), &[], 150, MORNING).expect("its turn");
        assert_eq!(shown(&house).refused, 150);
        let listed = house.by(&house.owner, move |tx, scope| mailboxes::refusals(tx, scope, &id)).expect("a list");
        assert_eq!((listed.len() as i64, listed[0].bytes), (REFUSALS_KEPT, 50 << 20));
    });
}

#[test]
fn with_a_mailbox_its_password_goes_and_its_comments_stay() {
    on_both(|store| {
        let house = House::new(&store);
        let id = connect(&house, &house.owner, mailbox("us")).expect("connected");
        let turn = one(&house, MORNING);
        keep(&house, &turn, (place(0, 0), place(7, 1)), &["a"], 1, MORNING).expect("its turn");
        house.by(&house.owner, move |tx, scope| mailboxes::disconnect(tx, scope, &id, at(60))).expect("gone");
        assert_eq!(end(&house, &turn, End::Read, at(70)), Err(StoreError::NotFound));
        assert_eq!(comments(&house).len(), 1);
        for table in ["mailboxes", "mailbox_refusals"] {
            assert_eq!(number(&store, &format!("SELECT COUNT(*) FROM {table}"), &[]), 0);
        }
        store.erase_traces().wait().expect("the log is brought in");
        if let store::DatabaseUrl::Sqlite(path) = store.url() {
            for file in [path.clone(), path.with_extension("db-wal")] {
                let bytes = std::fs::read(file).unwrap_or_default();
                assert!(!bytes.windows(SECRET.len()).any(|some| some == SECRET.as_bytes()), "not a byte of it");
            }
        }
    });
}
