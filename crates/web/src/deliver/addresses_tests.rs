//! Every way we know to write an address that leads inward.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};

use ureq::http::Uri;

use super::*;
use crate::deliver::call::{Caller, Message, Outcome, Reason};

/// Numbers stand for themselves; a few names stand for what the table says. Nothing is asked of the network.
fn table(host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    let numbers: Vec<&str> = match name.as_str() {
        "public.example" => vec!["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"],
        "inward.example" => vec!["10.0.0.7"],
        "six.example" => vec!["fd00::7"],
        "mixed.example" => vec!["93.184.215.14", "::1"],
        "mixed-too.example" => vec!["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "127.0.0.1"],
        "mapped.example" => vec!["::ffff:127.0.0.1"],
        "localhost" | "a.localhost" | "localtest.example" => vec!["127.0.0.1"],
        "ip6-localhost" => vec!["::1"],
        "metadata.internal.example" => vec!["169.254.169.254"],
        "nothing.example" => vec![],
        number => vec![number],
    };
    let numbers =
        numbers.into_iter().map(|number| number.parse::<IpAddr>().map(|number| SocketAddr::new(number, port)));
    numbers.collect::<Result<_, _>>().map_err(|_| ErrorKind::NotFound.into())
}

fn verdict(address: &str) -> Result<Vec<SocketAddr>, Refusal> {
    let uri: Uri = address.parse().map_err(|_| Refusal::Spelling)?;
    targets(&uri, false, table)
}

/// All ways to write an inward number of four bytes, in six-byte clothes too.
fn disguises(number: Ipv4Addr) -> Vec<String> {
    let [a, b, c, d] = number.octets();
    let bits = number.to_bits();
    let six = |text: String| format!("[{text}]");
    let high = bits >> 16;
    let low = bits & 0xffff;
    vec![
        format!("{number}"),
        format!("{number}."),
        format!("{bits}"),
        format!("{bits:#x}"),
        format!("0X{bits:X}"),
        format!("0{bits:o}"),
        format!("{a:#x}.{b:#x}.{c:#x}.{d:#x}"),
        format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
        format!("{a:03}.{b:03}.{c:03}.{d:03}"),
        format!("{a}.{b}.{}", bits & 0xffff),
        format!("{a}.{}", bits & 0x00ff_ffff),
        format!("{a:#x}.{}", bits & 0x00ff_ffff),
        format!("0{a:o}.{b}.{c}.{d:#x}"),
        format!("{}", u64::from(bits) + (1 << 32)),
        six(format!("::ffff:{number}")),
        six(format!("::ffff:{high:x}:{low:x}")),
        six(format!("0:0:0:0:0:ffff:{high:04x}:{low:04x}")),
        six(format!("0000:0000:0000:0000:0000:FFFF:{high:04X}:{low:04X}")),
        six(format!("::{number}")),
        six(format!("::{high:x}:{low:x}")),
        six(format!("::ffff:0:{number}")),
        six(format!("2002:{high:x}:{low:x}::1")),
        six(format!("64:ff9b::{number}")),
        six(format!("64:ff9b::{high:x}:{low:x}")),
        six(format!("64:ff9b:1::{number}")),
        six(format!("2001:0:5ef5:79fb::{:x}:{:x}", !high & 0xffff, !low & 0xffff)),
        six(format!("2606:4700::5efe:{number}")),
        six(format!("2606:4700::200:5efe:{high:x}:{low:x}")),
    ]
}

/// Inward numbers of every kind.
const INWARD: [[u8; 4]; 9] = [
    [127, 0, 0, 1],
    [10, 1, 2, 3],
    [172, 16, 0, 1],
    [192, 168, 1, 1],
    [169, 254, 169, 254],
    [100, 64, 0, 1],
    [0, 0, 0, 0],
    [224, 0, 0, 1],
    [255, 255, 255, 255],
];

/// Whole addresses that are none of the above.
const OTHERS: &[&str] = &[
    // Other corners of the same blocks.
    "https://127.255.255.254/",
    "https://10.255.255.255/",
    "https://172.31.255.255/",
    "https://192.168.255.255/",
    "https://169.254.0.1/",
    "https://100.127.255.255/",
    "https://0.1.2.3/",
    "https://239.255.255.255/",
    "https://240.0.0.1/",
    "https://192.0.0.8/",
    "https://192.0.2.1/",
    "https://198.51.100.1/",
    "https://203.0.113.1/",
    "https://198.18.0.1/",
    "https://198.19.255.255/",
    "https://192.88.99.1/",
    "https://192.31.196.1/",
    "https://192.52.193.1/",
    "https://192.175.48.1/",
    "https://168.63.129.16/",
    // IPv6 that is not public.
    "https://[::]/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[fe80::1]/",
    "https://[febf::1]/",
    "https://[fec0::1]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/",
    "https://[fdff:ffff::1]/",
    "https://[ff02::1]/",
    "https://[ff0e::1]/",
    "https://[100::1]/",
    "https://[2001:db8::1]/",
    "https://[2001:2::1]/",
    "https://[2001:10::1]/",
    "https://[2001:20::1]/",
    "https://[2001::1]/",
    "https://[3fff::1]/",
    "https://[5f00::1]/",
    "https://[4000::1]/",
    "https://[2620:4f:8000::1]/",
    // Zones, and brackets that are not in order.
    "https://[fe80::1%25eth0]/",
    "https://[fe80::1%eth0]/",
    "https://[::1%25lo]/",
    "https://[::1/",
    "https://::1/",
    "https://[127.0.0.1]/",
    "https://[]/",
    "https://[::ffff:127.0.0.1%25lo]/",
    "https://[v1.x]/",
    // Somebody's name before the host.
    "https://public.example@127.0.0.1/",
    "https://public.example:443@127.0.0.1/",
    "https://user:word@public.example/",
    "https://@127.0.0.1/",
    "https://public.example%40127.0.0.1/",
    "https://public.example\\@127.0.0.1/",
    // Names that stand for inward numbers, alone and beside public ones.
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://a.localhost/",
    "https://ip6-localhost/",
    "https://localtest.example/",
    "https://inward.example/",
    "https://six.example/",
    "https://mixed.example/",
    "https://mixed-too.example/",
    "https://mapped.example/",
    "https://metadata.internal.example/",
    "https://nothing.example/",
    // Digits and dots of other scripts, which some libraries read as ours.
    "https://①②⑦.⓪.⓪.①/",
    "https://１２７.0.0.1/",
    "https://127。0。0。1/",
    "https://127．0．0．1/",
    "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "https://loc\u{ad}alhost/",
    // Escapes and blanks.
    "https://%31%32%37.0.0.1/",
    "https://127.0.0.1%00.public.example/",
    "https://127.0.0.1%2f.public.example/",
    "https://127.0.0.1 .public.example/",
    "https://\t127.0.0.1/",
    "https://127.0.0.1\r\nHost: a/",
    "https:///127.0.0.1/",
    // Ports.
    "https://127.0.0.1:443/",
    "https://127.0.0.1:0/",
    "https://public.example:0/",
    "https://public.example:99999/",
    "https://public.example:80a/",
    "https://public.example:/",
    "https://public.example:-1/",
    "https://[::1]:8443/",
    // Other schemes, and none.
    "http://public.example/",
    "ftp://public.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "//127.0.0.1/",
    "127.0.0.1",
    "/etc/passwd",
    "",
    "unix:/var/run/docker.sock",
    "https:127.0.0.1",
    "https:/127.0.0.1/",
    // Labels that are none.
    "https://.127.0.0.1/",
    "https://127..0.0.1/",
    "https://a..example/",
    "https://./",
    "https://127.0.0.1../",
    "https://0x/",
    "https://0x7f.1/",
    "https://1.2.3.4.5/",
    "https://256.0.0.1/",
    "https://public.example.0x7f/",
];

fn spellings() -> Vec<String> {
    let disguised = INWARD.iter().flat_map(|bytes| disguises(Ipv4Addr::from(*bytes)));
    let mut all: Vec<String> = disguised.map(|host| format!("https://{host}/hook")).collect();
    all.extend(OTHERS.iter().map(|address| (*address).to_owned()));
    all
}

#[test]
fn every_spelling_of_an_inward_address_is_refused() {
    let all = spellings();
    assert!(200 <= all.len(), "{} spellings", all.len());
    let reached: Vec<&String> = all.iter().filter(|address| verdict(address).is_ok()).collect();
    assert!(reached.is_empty(), "{reached:#?}");
    // They are refused for what they are, not because a name is not known here: only a name without numbers is unknown.
    let unknown: Vec<&String> = all.iter().filter(|address| verdict(address) == Err(Refusal::Unknown)).collect();
    assert_eq!(unknown, ["https://nothing.example/"]);
}

#[test]
fn public_addresses_are_called() {
    for (address, port) in [
        ("https://public.example/hook", 443),
        ("https://PUBLIC.example./hook?a=b#c", 443),
        ("https://public.example:8443/", 8443),
        ("https://1.1.1.1/", 443),
        ("https://172.32.0.1/", 443),
        ("https://100.128.0.1/", 443),
        ("https://[2606:4700:4700::1111]:444/", 444),
        ("https://[2a00:1450:4001:82a::200e]/", 443),
    ] {
        let places = verdict(address).unwrap_or_else(|refusal| panic!("{address}: {refusal:?}"));
        assert!(places.iter().all(|place| place.port() == port), "{address}: {places:?}");
    }
}

/// No packet leaves for an inward listener, by the system's own resolver and the whole way that a call takes.
#[test]
fn nothing_arrives_at_a_listener_on_this_machine() {
    let canary = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = canary.local_addr().expect("bound").port();
    canary.set_nonblocking(true).expect("possible");
    let caller = Caller::new(false, look_up);
    let hosts =
        disguises(Ipv4Addr::LOCALHOST).into_iter().chain(["localhost".to_owned(), "[::1]".to_owned(), "0".to_owned()]);
    for host in hosts {
        let url = format!("https://{host}:{port}/hook");
        let message = Message { id: "1", url: &url, secrets: &[vec![1; 32]], body: "{}", timestamp: 1 };
        let outcome = caller.call(&message);
        // A trailing dot after a number is no name; whoever looks it up finds nothing.
        let refused = [Reason::Inward, Reason::Address, Reason::Unknown].map(Outcome::Failed);
        assert!(refused.contains(&outcome), "{url}: {outcome:?}");
    }
    assert_eq!(canary.accept().map(|_| ()).map_err(|error| error.kind()), Err(ErrorKind::WouldBlock));
}

#[test]
fn a_name_is_looked_up_once_and_the_call_goes_to_what_was_checked() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    static PORT: AtomicUsize = AtomicUsize::new(0);
    // Answers with the listener first, and with nowhere from then on, as a name that is bound anew would.
    fn rebinding(_: &str, _: u16) -> std::io::Result<Vec<SocketAddr>> {
        let place = if ASKED.fetch_add(1, Ordering::SeqCst) == 0 { PORT.load(Ordering::SeqCst) as u16 } else { 9 };
        Ok(vec![SocketAddr::from(([127, 0, 0, 1], place))])
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    PORT.store(listener.local_addr().expect("bound").port().into(), Ordering::SeqCst);
    let answered = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a call");
        super::super::tests::read_request(&mut stream);
        std::io::Write::write_all(&mut stream, b"HTTP/1.1 204 No Content\r\n\r\n").expect("written");
    });
    let message = Message { id: "1", url: "http://rebinding.example/", secrets: &[], body: "{}", timestamp: 1 };
    assert_eq!(Caller::new(true, rebinding).call(&message), Outcome::Arrived);
    answered.join().expect("the receiver ends");
    assert_eq!(ASKED.load(Ordering::SeqCst), 1);
}
