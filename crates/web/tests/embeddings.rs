//! An own layer that leans on an embedding service: nothing is sent before one is fitted, comments are read with it while the service answers
//! and without it while it does not, nobody else waits, and what leans on it is not forgotten because it is away.

mod serving;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use serving::{Desk, House};
use store::comments::{self, Channel, Clause, Comment, NewComment, Read, Ready, Which};
use store::tokens::{self, TokenScope};
use store::{Id, Role, Time};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use web::embeddings::{Patience, Service};

/// A word that nobody knows; only the service says that those of even numbers are alike.
fn strange(n: usize) -> String {
    let dice = |at: usize| {
        let mixed = (n * 9 + at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40
    };
    let letter = |at: usize| char::from(b"bcdfghjklmnpqrstvwxz"[dice(at) % 20]);
    (0..9).map(letter).collect()
}

fn labels(n: usize) -> ::comments::Said {
    let factors = n.is_multiple_of(2).then_some(service::Factor::Tangibles).into_iter().collect();
    let polarity = ::comments::Polarity::Neutral;
    ::comments::Said { factors, polarity, expectation: ::comments::said::fitting(polarity)[0] }
}

/// How the service is.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Up,
    /// Whoever asks waits.
    Held,
    /// Whoever asks is hung up on.
    Away,
}

/// A service of our own.
struct Own {
    url: String,
    state: Arc<(Mutex<State>, Condvar)>,
    /// How many clauses it was asked for, call by call.
    asked: UnboundedReceiver<usize>,
}

impl Own {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/v1", listener.local_addr().expect("its address"));
        let state = Arc::new((Mutex::new(State::Up), Condvar::new()));
        let (tell, asked) = unbounded_channel();
        let groups: Arc<HashMap<String, usize>> = Arc::new((0..400).map(|n| (strange(n), n)).collect());
        let held = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (state, tell, groups) = (Arc::clone(&held), tell.clone(), Arc::clone(&groups));
                std::thread::spawn(move || answer(stream.expect("somebody"), &state, &tell, &groups));
            }
        });
        Self { url, state, asked }
    }

    fn is(&self, state: State) {
        *self.state.0.lock().expect("nobody failed") = state;
        self.state.1.notify_all();
    }

    /// What it was asked since, by now.
    fn asked(&mut self) -> Vec<usize> {
        std::iter::from_fn(|| self.asked.try_recv().ok()).collect()
    }
}

fn answer(
    mut stream: TcpStream,
    state: &(Mutex<State>, Condvar),
    tell: &UnboundedSender<usize>,
    groups: &HashMap<String, usize>,
) {
    let mut reader = BufReader::new(&mut stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && 0 < reader.read_line(&mut head).expect("a line") {}
    let length = head.to_lowercase().split_once("content-length: ").expect("its length").1.to_owned();
    let mut body = vec![0; length.split("\r\n").next().expect("a line").parse().expect("a number")];
    reader.read_exact(&mut body).expect("the body");
    let asked: Value = serde_json::from_slice(&body).expect("it is JSON");
    let clauses = asked["input"].as_array().expect("texts");
    let _ = tell.send(clauses.len());
    let state = state.1.wait_while(state.0.lock().expect("nobody failed"), |state| *state == State::Held);
    if *state.expect("nobody failed") == State::Away {
        return;
    }
    let one = |(index, clause): (usize, &Value)| {
        let n = groups.get(clause.as_str().unwrap_or_default()).copied();
        let side = n.map_or(0.0, |n| if n.is_multiple_of(2) { 1.0 } else { -1.0 });
        json!({ "index": index, "embedding": [side, 0.1, (n.unwrap_or(0) % 7) as f64 / 10.0] })
    };
    let data: Vec<Value> = clauses.iter().enumerate().map(one).rev().collect();
    let body = json!({ "data": data }).to_string();
    let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
}

/// Notes a comment as somebody at the desk; gives its id.
async fn note(desk: &Desk<'_>, n: usize) -> String {
    let page = desk.post("/comments/new", &[("words", &strange(n)), ("channel", "phone")]).await;
    page.is(StatusCode::SEE_OTHER);
    page.location().trim_start_matches("/comments/").split('?').next().unwrap_or_default().to_owned()
}

/// Sends a comment as a program; gives whether it was sorted as tangibles.
async fn sent(desk: &Desk<'_>, token: &str, n: usize) -> bool {
    let request = Request::post("/api/v1/comments")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", Id::random().as_str());
    let body = json!({ "words": strange(n), "channel": "mail" }).to_string();
    let reply = desk.send(request.body(Body::from(body)).expect("a request")).await;
    reply.is(StatusCode::CREATED).has("\"clauses\"").has("\"factors\"").text.contains("\"tangibles\"")
}

impl House {
    async fn every(&self) -> Vec<Comment> {
        let all = self.does(|tx, scope| {
            let mut all: Vec<Comment> = vec![];
            comments::each(tx, scope, &Which::default(), |comment| {
                all.push(comment);
                Ok(())
            })?;
            Ok(all)
        });
        all.await
    }

    /// Whether a comment that is kept was sorted as tangibles.
    async fn tangible(&self, id: &str) -> bool {
        let id = Id::parse(id).expect("an id");
        let comment = self.does(move |tx, scope| comments::get(tx, scope, &id)).await;
        comment.clauses[0].said.factors.has(service::Factor::Tangibles)
    }

    /// Brings comments of one clause that somebody corrects at once.
    async fn taught(&self, numbers: std::ops::Range<usize>) {
        let now = Time::now();
        let row = |n: usize| {
            let words = strange(n);
            let said = ::comments::Said { factors: ::comments::Factors::NONE, ..labels(n) };
            let by = comments::By::Machine;
            let clause =
                Clause { start: 0, end: words.len(), said, machine: said, by, confidence: 800, evidence: vec![] };
            let read = Read { language: "en".to_owned(), clauses: vec![clause], reader: "test".to_owned() };
            Ready::of(NewComment::of(words, Channel::Mail, now), read)
        };
        let rows: Vec<Ready> = numbers.clone().map(row).collect();
        self.does(move |tx, scope| comments::bring(tx, scope, &rows, now)).await;
        let all = self.every().await;
        let correct = move |tx: &mut store::Transaction<'_>, scope: &store::Scope| {
            for n in numbers {
                let comment = all.iter().find(|comment| comment.words == strange(n)).expect("it was brought");
                comments::correct(tx, scope, &comment.id, 0, labels(n), now)?;
            }
            Ok(())
        };
        self.does(correct).await;
    }

    /// Imports a file of comments; gives how many were read without the layer.
    async fn imports(&self, numbers: std::ops::Range<usize>) -> u64 {
        let path = std::env::temp_dir().join(format!("embeddings_{}.csv", std::process::id()));
        let lines: String = numbers.map(|n| format!("{}\n", strange(n))).collect();
        std::fs::write(&path, format!("comment\n{lines}")).expect("it can be written");
        let (store, scope) = (self.store.clone(), self.scope.clone());
        let done = tokio::task::spawn_blocking(move || {
            let opened = web::comments_file::Opened::new(&path, None, Channel::Mail, "Asia/Jakarta").expect("a file");
            let done = opened.bring(&store, &scope, "en", &mut |_| ()).expect("it is brought");
            std::fs::remove_file(path).expect("it is there");
            done
        });
        let done = done.await.expect("no panic");
        assert_eq!(done.refused, 0);
        done.without_layer
    }

    /// How many attempts there were, and which is applied.
    async fn attempts(&self) -> (usize, Option<i64>) {
        let state = self.does(|tx, scope| comments::layer_state(tx, scope, web::listen::model())).await;
        (state.attempts.len(), state.applied.map(|(sequence, _)| sequence))
    }

    /// The reader that it is read by, as it stands beside what is kept.
    async fn reader(&self, n: usize) -> String {
        let taught = self.does(web::listen::memory).await;
        web::listen::read_in_turn(&strange(n), "en", &taught).await.expect("it is read").reader
    }
}

/// One thread serves everybody: whoever waited on it for the service would hold up the end of the waiting.
#[tokio::test]
async fn comments_are_read_with_the_service_while_it_answers_and_without_it_while_it_does_not() {
    let mut own = Own::new();
    let patience = Patience { rest: Duration::ZERO, comment: Duration::from_secs(20), ..Patience::default() };
    web::listen::lean_on(Service::new(&own.url, "small", None, patience).expect("a service"));
    let house = House::speaking("en").await;
    let (agent, manager) = (house.desk(Role::Agent, "en").await, house.desk(Role::Manager, "en").await);
    let of_token = |tx: &mut store::Transaction<'_>, scope: &store::Scope| {
        Ok(tokens::create(tx, scope, "program", &TokenScope::all(), 1, Time::now())?.1)
    };
    let token = house.by(&house.desk(Role::Owner, "en").await.scope, of_token).await;
    assert!(!house.tangible(&note(&agent, 399).await).await);
    assert!(own.asked().is_empty(), "no layer leans on it");

    house.taught(0..160).await;
    assert_eq!(web::refit::due(&house.app).await, Ok(1));
    assert_eq!(own.asked(), [32; 5]);
    assert_eq!(house.attempts().await, (1, Some(1)));
    let page = manager.get("/comments/agreement").await;
    page.has("Adopted: on average neither").has("the embedding service of this server");

    // Neither stood in a comment.
    assert!(house.tangible(&note(&agent, 180).await).await && !house.tangible(&note(&agent, 181).await).await);
    assert!(sent(&agent, token.reveal(), 182).await && !sent(&agent, token.reveal(), 183).await);
    let door = format!("/f/{}", house.does(store::people::organisation).await.id);
    house.stranger().post(&door, &[("words", &strange(184))]).await.is(StatusCode::SEE_OTHER);
    let left = house.every().await.into_iter().find(|one| one.words == strange(184)).expect("it is kept");
    assert!(house.tangible(&left.id.to_string()).await);
    assert!(house.reader(186).await.ends_with("+1"));
    assert_eq!(own.asked(), [1; 6]);

    // Others are served while it thinks, and the database's readers are three.
    own.is(State::Held);
    let others = async {
        for _ in 0..6 {
            own.asked.recv().await.expect("it is asked");
        }
        manager.get("/comments").await.is(StatusCode::OK);
        own.is(State::Up);
    };
    let send = |n: usize| sent(&agent, token.reveal(), n);
    let stranger = house.stranger();
    let leave = async |n: usize| {
        stranger.post(&door, &[("words", &strange(n))]).await.is(StatusCode::SEE_OTHER);
    };
    let (a, b, c, d, noted, (), ()) =
        tokio::join!(send(190), send(192), send(194), send(196), note(&agent, 198), leave(200), others);
    assert!(a && b && c && d && house.tangible(&noted).await);

    // Away: what is written is kept, and read as without a layer.
    own.is(State::Away);
    assert!(!house.tangible(&note(&agent, 210).await).await && !sent(&agent, token.reveal(), 212).await);
    assert!(!house.reader(214).await.contains('+'));
    assert_eq!(own.asked(), [1; 3]);

    // The next attempt is put off: it would forget what leans on the service.
    house.taught(220..240).await;
    assert_eq!(web::refit::due(&house.app).await, Ok(1));
    assert_eq!(own.asked(), [32]);
    assert_eq!(house.attempts().await, (1, Some(1)));
    own.is(State::Up);
    assert!(house.tangible(&note(&agent, 250).await).await);
    assert!(house.reader(252).await.ends_with("+1"));

    // Of a file, several comments are asked for together, and read as each by itself.
    own.asked();
    assert_eq!(house.imports(260..360).await, 0);
    assert_eq!(own.asked(), [32, 32, 32, 4]);
    let (all, taught) = (house.every().await, house.does(web::listen::memory).await);
    let mut tangible = [0, 0];
    for n in 260..360 {
        let found = all.iter().find(|comment| comment.words == strange(n)).expect("it was brought");
        let read = web::listen::read_in_turn(&strange(n), "en", &taught).await.expect("it is read");
        assert_eq!(found.clauses, read.clauses, "{n}");
        tangible[n % 2] += u32::from(read.clauses[0].said.factors.has(service::Factor::Tangibles));
    }
    assert!(45 <= tangible[0] && tangible[1] <= 5, "{tangible:?}");
    own.is(State::Away);
    assert_eq!(house.imports(400..403).await, 3, "and how many it was not asked for is told");
}
