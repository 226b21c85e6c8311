//! The service of embeddings against a server that does what it is told: what is sent, what is believed, how long is waited, when nobody asks.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use ::comments::embedding::Embedding;
use serde_json::{Value, json};

use super::{BadService, Patience, Reason, Service, Trouble};

/// What a server does with a request.
enum Does {
    /// Says this, with this status.
    Says(u16, String),
    /// Says this after a while.
    SaysAfter(Duration, String),
    /// Leads elsewhere.
    Leads(String),
    /// Says nothing until whoever asked is gone.
    Waits,
    /// Hangs up.
    Closes,
}

/// What was asked of it: the head, and the body.
type Heard = (String, Value);

fn hear(stream: &mut TcpStream) -> Heard {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(0 < reader.read_line(&mut head).expect("a line"), "{head}");
    }
    let length = head.to_lowercase().split_once("content-length: ").expect("its length").1.to_owned();
    let mut body = vec![0; length.split("\r\n").next().expect("a line").parse().expect("a number")];
    reader.read_exact(&mut body).expect("the body");
    (head, serde_json::from_slice(&body).expect("it is JSON"))
}

/// A server that does this, request by request, and then takes none any more: its address, and what it was asked.
fn server(script: Vec<Does>) -> (String, Receiver<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1", listener.local_addr().expect("its address"));
    let (tell, heard) = channel();
    std::thread::spawn(move || {
        for does in script {
            let (mut stream, _) = listener.accept().expect("somebody");
            let _ = tell.send(hear(&mut stream));
            let say = |stream: &mut TcpStream, head: &str, body: &str| {
                let length = body.len();
                // Whoever asked may have had enough.
                let _ = write!(stream, "HTTP/1.1 {head}\r\ncontent-length: {length}\r\n\r\n{body}");
            };
            match does {
                Does::Says(status, body) => say(&mut stream, &format!("{status} X"), &body),
                Does::SaysAfter(while_, body) => {
                    std::thread::sleep(while_);
                    say(&mut stream, "200 X", &body);
                }
                Does::Leads(to) => say(&mut stream, &format!("307 X\r\nlocation: {to}"), ""),
                Does::Waits => drop(stream.read_to_end(&mut vec![])),
                Does::Closes => {}
            }
        }
    });
    (url, heard)
}

/// A reply with these embeddings of these texts.
fn reply(of: &[(usize, &[f64])]) -> String {
    let one =
        |(index, embedding): &(usize, &[f64])| json!({ "object": "embedding", "index": index, "embedding": embedding });
    json!({ "object": "list", "model": "small", "data": of.iter().map(one).collect::<Vec<_>>() }).to_string()
}

fn says(of: &[(usize, &[f64])]) -> Does {
    Does::Says(200, reply(of))
}

fn service(url: &str) -> Service {
    Service::new(url, "small", None, Patience::default()).expect("a service")
}

#[test]
fn clauses_are_sent_as_they_stand_and_their_blocks_come_in_order_and_of_one_length() {
    let (url, heard) = server(vec![says(&[(1, &[0.0, 2.0]), (2, &[0.0, 0.0]), (0, &[3.0, -4.0])])]);
    let service = Service::new(&format!("{url}/"), "small", Some("sesame"), Patience::default()).expect("a service");
    assert_eq!(service.dimensions(), None);
    let blocks = service.blocks(&["Slow.", "Sangat “ramah”", "?"]);
    // Of the last the model knows no word.
    assert_eq!(blocks, Some(vec![vec![1.2, -1.6], vec![0.0, 2.0], vec![0.0, 0.0]]));
    assert_eq!((service.dimensions(), service.is_far()), (Some(2), true));
    let (head, body) = heard.recv().expect("it was asked");
    assert!(head.starts_with("POST /v1/embeddings HTTP/1.1\r\n"), "{head}");
    let has = |line: &str| head.to_lowercase().contains(&format!("\r\n{line}\r\n"));
    assert!(has("authorization: bearer sesame") && has("content-type: application/json"), "{head}");
    assert_eq!(body, json!({ "model": "small", "input": ["Slow.", "Sangat “ramah”", "?"] }));
    assert!(!format!("{service:?}").contains("sesame"));
    assert_eq!(service.blocks(&[]), Some(vec![]), "nobody is asked for nothing");
}

#[test]
fn a_reply_that_does_not_hold_what_was_asked_for_is_refused_as_a_whole() {
    let right: (usize, &[f64]) = (0, &[1.0, 0.0]);
    let many = vec![1.0; 4097];
    let two = |text: &str| {
        format!(r#"{{"data": [{{"index": 0, "embedding": [1, 0]}}, {{"index": 1, "embedding": {text}}}]}}"#)
    };
    let cases = [
        ("fewer embeddings", reply(&[right])),
        ("two of one text", reply(&[right, right])),
        ("not sent", reply(&[right, (2, &[1.0, 0.0])])),
        ("not sent", reply(&[right, (1, &[0.0, 1.0]), (2, &[0.0, 1.0])])),
        ("not all as many", reply(&[right, (1, &[1.0, 0.0, 0.0])])),
        ("no numbers", reply(&[(0, &[]), (1, &[])])),
        ("no numbers", reply(&[])),
        ("more than 4096", reply(&[(0, &many), (1, &many)])),
        ("no list of embeddings", two("[NaN, 0]")),
        ("no list of embeddings", two(r#"["1", 0]"#)),
        ("no list of embeddings", two("[null, 0]")),
        ("no list of embeddings", two(r#""AACAPw==""#)),
        ("no number", two("[1e300, 0]")),
        ("no list of embeddings", r#"{"error": "no such model"}"#.to_owned()),
        ("no list of embeddings", "<html>".to_owned()),
        ("too long", " ".repeat(5 << 20)),
    ];
    for (said, body) in cases {
        let shown = body.chars().take(200).collect::<String>();
        let (url, _) = server(vec![Does::Says(200, body)]);
        match service(&url).ask(&["Slow.", "Kind."], Duration::from_secs(30)) {
            Err(Trouble::Odd(found)) => assert!(found.contains(said), "{said}: {found}: {shown}"),
            other => panic!("{said}: {other:?}: {shown}"),
        }
    }
}

#[test]
fn a_service_that_has_another_model_meanwhile_is_not_believed() {
    let (url, _) = server(vec![says(&[(0, &[1.0, 0.0])]), says(&[(0, &[1.0, 0.0, 0.0])])]);
    let service = service(&url);
    assert!(service.blocks(&["Slow."]).is_some() && service.blocks(&["Slow."]).is_none());
    assert_eq!(service.dimensions(), Some(2));
    // What is fitted is fitted beside what is there now.
    let (url, _) = server(vec![says(&[(0, &[1.0, 0.0])]), says(&[(0, &[1.0, 0.0, 0.0])])]);
    let service = self::service(&url);
    assert!(service.blocks(&["Slow."]).is_some() && service.many(&["Slow."]).is_some());
    assert_eq!(service.dimensions(), Some(3));
}

#[test]
fn what_goes_wrong_on_the_way_has_its_reason() {
    let ask = |does: Does| {
        let (url, heard) = server(vec![does]);
        let done = service(&url).ask(&["Slow."], Duration::from_secs(30)).map_err(|trouble| match trouble {
            Trouble::Call(reason) => reason,
            odd => panic!("{odd}"),
        });
        assert!(heard.recv().is_ok(), "it was asked");
        done
    };
    assert_eq!(ask(Does::Says(500, reply(&[(0, &[1.0])]))), Err(Reason::Status(500)));
    assert_eq!(ask(Does::Says(401, String::new())), Err(Reason::Status(401)));
    assert!(matches!(ask(Does::Closes), Err(Reason::Connection | Reason::Reply)));
    // Clauses go nowhere else.
    let (elsewhere, led) = server(vec![says(&[(0, &[1.0])])]);
    assert_eq!(ask(Does::Leads(format!("{elsewhere}/embeddings"))), Err(Reason::Status(307)));
    assert!(led.try_recv().is_err());
    let (gone, _) = server(vec![]);
    assert!(matches!(service(&gone).ask(&["Slow."], Duration::from_secs(30)), Err(Trouble::Call(_))));
}

#[test]
fn nobody_waits_longer_than_was_said() {
    let (url, _) = server(vec![Does::Waits, Does::Waits]);
    let patience =
        Patience { comment: Duration::from_millis(100), lot: Duration::from_millis(200), ..Patience::default() };
    let service = Service::new(&url, "small", None, patience).expect("a service");
    let begun = Instant::now();
    assert_eq!(service.ask(&["Slow."], patience.comment), Err(Trouble::Call(Reason::Slow)));
    let took = begun.elapsed();
    assert!((patience.comment..Duration::from_secs(20)).contains(&took), "{took:?}");
    assert_eq!(service.many(&["Slow."]), None);
    assert!(patience.lot <= begun.elapsed() - took);
    // Of a long letter, all together: each lot comes in time, both do not. That says nothing of the service.
    let late = |many: usize| {
        let body = reply(&(0..many).map(|n| (n, &[1.0][..])).collect::<Vec<_>>());
        Does::SaysAfter(Duration::from_millis(700), body)
    };
    let (url, _) = server(vec![late(32), late(1)]);
    let patience = Patience { comment: Duration::from_secs(1), ..Patience::default() };
    let service = Service::new(&url, "small", None, patience).expect("a service");
    assert_eq!(service.blocks(&["Slow."; 33]), None);
    assert!(!service.rests());
}

#[test]
fn a_text_that_is_refused_costs_nobody_else_the_service() {
    for status in [400, 413, 422] {
        let (url, heard) = server(vec![Does::Says(status, String::new()), says(&[(0, &[1.0])])]);
        let service = service(&url);
        assert_eq!(service.blocks(&["Slow."]), None);
        assert_eq!(service.blocks(&["Kind."]), Some(vec![vec![2.0]]), "{status}");
        assert_eq!(heard.try_iter().count(), 2);
    }
    // Of many, the lot is divided until it is alone, and then it is nought.
    let refuse = || Does::Says(413, String::new());
    let (url, heard) = server(vec![refuse(), says(&[(0, &[1.0, 0.0])]), refuse(), says(&[(0, &[0.0, 1.0])]), refuse()]);
    let service = service(&url);
    let blocks = service.many(&["Slow.", "Kind.", "Long."]).expect("the others");
    assert_eq!(blocks, [vec![2.0, 0.0], vec![0.0, 2.0], vec![0.0, 0.0]]);
    assert!(!service.rests());
    assert_eq!(heard.try_iter().count(), 5);
    // A service that takes nothing is not asked for each of thousands: 32 texts, and what 31 divisions leave of them.
    let (url, heard) = server((0..100).map(|_| Does::Says(400, String::new())).collect());
    assert_eq!(self::service(&url).many(&["Slow."; 64]), None);
    assert_eq!(heard.try_iter().count(), 63);
}

#[test]
fn a_slow_service_is_not_asked_for_more_than_a_few_comments_at_a_time() {
    let (url, heard) = server(vec![says(&[(0, &[1.0])])]);
    let service = service(&url);
    service.asking.store(super::AT_ONCE_MAX, super::Ordering::Relaxed);
    assert_eq!(service.blocks(&["Slow."]), None);
    assert_eq!(heard.try_iter().count(), 0);
    service.asking.store(super::AT_ONCE_MAX - 1, super::Ordering::Relaxed);
    assert_eq!(service.blocks(&["Slow."]), Some(vec![vec![2.0]]), "that was no failure");
    assert_eq!(service.asking.load(super::Ordering::Relaxed), super::AT_ONCE_MAX - 1);
}

#[test]
fn an_answer_to_an_older_question_says_nothing_of_a_failure_since() {
    let service = service("http://127.0.0.1:1/v1");
    let before = Instant::now();
    assert_eq!(service.noted::<()>(Err(Trouble::Call(Reason::Slow)), before), None);
    assert!(service.noted(Ok(()), before).is_some() && service.rests());
    assert!(service.noted(Ok(()), Instant::now()).is_some() && !service.rests());
}

#[test]
fn after_a_failure_nobody_asks_until_the_time_is_over_and_then_one_does() {
    let (url, heard) = server(vec![
        Does::Says(500, String::new()),
        says(&[(0, &[1.0])]),
        Does::Closes,
        says(&[(0, &[1.0])]),
        says(&[(0, &[1.0])]),
    ]);
    let service = service(&url);
    let asked = || heard.try_iter().count();
    assert_eq!(service.blocks(&["Slow."]), None);
    assert_eq!(asked(), 1);
    assert_eq!(service.blocks(&["Slow."]), None);
    assert_eq!(asked(), 0, "it rests");
    let over = || {
        let mut rests = service.failed();
        rests.as_mut().expect("it failed").1 = Instant::now();
    };
    over();
    assert!(!service.rests() && service.rests(), "one asks, and others do without until it knows");
    over();
    assert_eq!(service.blocks(&["Slow."]), Some(vec![vec![2.0]]));
    assert!(!service.rests(), "it is there again");
    assert_eq!(service.blocks(&["Slow."]), None);
    assert!(service.rests());
    // What comes seldom is asked all the same, and shows that it is there.
    assert_eq!(service.many(&["Slow."]), Some(vec![vec![2.0]]));
    assert_eq!(service.blocks(&["Slow."]), Some(vec![vec![2.0]]));
    assert_eq!(asked(), 4);
}

#[test]
fn many_clauses_go_in_lots_and_one_that_fails_leaves_none() {
    let texts: Vec<String> = (0..130).map(|n| format!("Clause {n}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let lot = |from: usize, many: usize| {
        let all: Vec<(usize, Vec<f64>)> =
            (0..many).map(|n| (n, vec![1.0, f64::from(u16::try_from(from + n).expect("few"))])).collect();
        says(&all.iter().map(|(n, block)| (*n, block.as_slice())).collect::<Vec<_>>())
    };
    let (url, heard) =
        server(vec![lot(0, 32), lot(32, 32), lot(64, 32), lot(96, 32), lot(128, 2), lot(0, 32), Does::Closes]);
    let service = service(&url);
    let blocks = service.many(&texts).expect("all lots");
    let tangents: Vec<f32> = blocks.iter().map(|block| (block[1] / block[0]).round()).collect();
    assert_eq!(tangents, (0_u8..130).map(f32::from).collect::<Vec<_>>());
    let sent: Vec<usize> = heard.try_iter().map(|(_, body)| body["input"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(sent, [32, 32, 32, 32, 2]);
    assert_eq!(service.many(&texts), None);
}

#[test]
fn a_letter_of_very_many_clauses_is_not_sent_and_is_no_failure() {
    let lot = || says(&(0..32).map(|n| (n, &[1.0][..])).collect::<Vec<_>>());
    let (url, heard) = server(vec![lot(), lot()]);
    let service = service(&url);
    assert_eq!(service.blocks(&["Slow."; 65]), None);
    assert_eq!(service.blocks(&["Slow."; 64]).map(|blocks| blocks.len()), Some(64));
    assert_eq!(heard.try_iter().count(), 2);
}

#[test]
fn of_a_clause_without_an_end_only_its_beginning_is_sent() {
    let (url, heard) = server(vec![says(&[(0, &[1.0])])]);
    assert!(service(&url).blocks(&["é漢".repeat(1000).as_str()]).is_some());
    let (_, body) = heard.recv().expect("it was asked");
    assert_eq!(body["input"][0], "é漢".repeat(100));
}

#[test]
fn clauses_leave_this_machine_encrypted_or_not_at_all() {
    let told =
        |url: &str| Service::new(url, "small", None, Patience::default()).map(|service| service.host().to_owned());
    for (url, host) in [
        ("http://127.0.0.1:11434/v1", "127.0.0.1:11434"),
        ("http://127.8.8.8/v1/", "127.8.8.8"),
        ("http://localhost:8080", "localhost:8080"),
        ("http://[::1]:8080/v1", "[::1]:8080"),
        ("https://embeddings.example.org/v1", "embeddings.example.org"),
        ("https://10.0.0.5:8443/v1", "10.0.0.5:8443"),
    ] {
        assert_eq!(told(url), Ok(host.to_owned()), "{url}");
    }
    for url in [
        "http://10.0.0.5/v1",
        "http://localhost.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://[2001:db8::1]/v1",
    ] {
        assert_eq!(told(url), Err(BadService::Plain), "{url}");
    }
    for url in [
        "",
        "v1",
        "ftp://127.0.0.1/v1",
        "https://me:secret@example.org/v1",
        "https://example.org/v1?a=b",
        "https://example.org/#v1",
        "http://0x7f.1/v1",
    ] {
        assert_eq!(told(url), Err(BadService::Spelling), "{url}");
    }
    let key = Service::new("https://example.org", "small", Some("two\nlines"), Patience::default());
    assert_eq!(key.err(), Some(BadService::Key));
}

#[test]
fn another_address_or_model_is_another_service() {
    let of =
        |url: &str, model: &str| Service::new(url, model, None, Patience::default()).expect("a service").fingerprint();
    let one = of("http://127.0.0.1:1/v1", "small");
    assert_eq!(one, of("http://127.0.0.1:1/v1/", "small"));
    assert_ne!(one, of("http://127.0.0.1:2/v1", "small"));
    assert_ne!(one, of("http://127.0.0.1:1/v1", "large"));
}

#[test]
fn where_nothing_is_encrypted_a_name_is_this_machine_or_nothing() {
    use ureq::unversioned::resolver::{DefaultResolver, Resolver};
    use ureq::unversioned::transport::NextTimeout;
    let found = |here_alone: bool, place: &str| {
        let places = super::Places { here_alone, system: DefaultResolver::default() };
        let timeout = NextTimeout { after: Duration::from_secs(20).into(), ..NextTimeout::default() };
        places
            .resolve(&place.parse().expect("an address"), &ureq::config::Config::default(), timeout)
            .map(|all| all.len())
    };
    assert!(matches!(found(true, "http://10.0.0.5:1/v1"), Err(ureq::Error::HostNotFound)));
    assert!(
        matches!(found(true, "http://127.0.0.1:1/v1"), Ok(1)) && matches!(found(false, "https://10.0.0.5:1/v1"), Ok(1))
    );
}
