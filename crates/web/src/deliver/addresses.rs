//! Which addresses a webhook may be sent to or a mailbox read at: those of the open internet, by number.
//!
//! Separate from the calling, because it is a wall: whoever may enter an address must not reach this machine, its network, or
//! the cloud's own servers. A name is looked up once, every number it stands for is checked, and the connection goes to one
//! of these. It refuses whatever it does not know to be public, and spellings of numbers that libraries read differently.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::http::Uri;

/// Why an address is not called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is not written as one of ours must be: a scheme, a host, nobody's name or password.
    Spelling,
    /// It leads to this machine, its network, or nowhere public.
    Inward,
    /// The name stands for nothing.
    Unknown,
}

/// Looks a name up: the numbers it stands for, with the port.
pub type LookUp = fn(&str, u16) -> std::io::Result<Vec<SocketAddr>>;

/// By the system's resolver.
///
/// # Errors
/// When the name is not known.
pub fn look_up(host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
    std::net::ToSocketAddrs::to_socket_addrs(&(host, port)).map(Iterator::collect)
}

/// Host and port of an address, if it is written as it must be.
///
/// # Errors
/// [`Refusal::Spelling`].
pub fn host_and_port(uri: &Uri, inward_too: bool) -> Result<(String, u16), Refusal> {
    let authority = uri.authority().ok_or(Refusal::Spelling)?;
    let usual_port = match uri.scheme_str() {
        Some("https") => 443,
        Some("http") if inward_too => 80,
        _ => return Err(Refusal::Spelling),
    };
    let text = authority.as_str();
    if text.contains(['@', '%', '\\']) {
        return Err(Refusal::Spelling);
    }
    let port = authority.port_u16().unwrap_or(usual_port);
    // A port that is there but is no number must not silently become the usual one.
    if port == 0 || (authority.port().is_none() && text.rsplit(']').next().unwrap_or_default().contains(':')) {
        return Err(Refusal::Spelling);
    }
    let host = authority.host();
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    match bare {
        Some(number) => {
            number.parse::<Ipv6Addr>().map(|number| (number.to_string(), port)).map_err(|_| Refusal::Spelling)
        }
        None if well_spelled(host) => Ok((host.to_owned(), port)),
        None => Err(Refusal::Spelling),
    }
}

/// A name, or a number in the one way that everybody reads alike: four decimal parts without leading noughts.
fn well_spelled(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.rsplit('.').next().unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let hex = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    if digits(last) || hex.is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        return host.parse::<Ipv4Addr>().is_ok_and(|number| number.to_string() == host);
    }
    let labels = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    host.len() <= 253 && host.split('.').all(labels)
}

/// The places that an address stands for, all of them public.
///
/// # Errors
/// A [`Refusal`]; one inward number among several is enough for it.
pub fn targets(uri: &Uri, inward_too: bool, look_up: LookUp) -> Result<Vec<SocketAddr>, Refusal> {
    let (host, port) = host_and_port(uri, inward_too)?;
    places(&host, port, inward_too, look_up)
}

/// The places that a name stands for as somebody wrote it into a form, all of them public.
///
/// # Errors
/// As [`targets`].
pub fn named_places(host: &str, port: u16, inward_too: bool, look_up: LookUp) -> Result<Vec<SocketAddr>, Refusal> {
    let number = host.parse::<Ipv6Addr>().map(|number| number.to_string());
    if number.is_err() && !well_spelled(host) {
        return Err(Refusal::Spelling);
    }
    places(number.as_deref().unwrap_or(host), port, inward_too, look_up)
}

fn places(host: &str, port: u16, inward_too: bool, look_up: LookUp) -> Result<Vec<SocketAddr>, Refusal> {
    let found = look_up(host, port).map_err(|_| Refusal::Unknown)?;
    if found.is_empty() {
        return Err(Refusal::Unknown);
    }
    if inward_too || found.iter().all(|place| public(place.ip())) {
        return Ok(found);
    }
    Err(Refusal::Inward)
}

/// Whether a number belongs to the open internet.
#[must_use]
pub fn public(number: IpAddr) -> bool {
    match number {
        IpAddr::V4(number) => public_v4(number),
        IpAddr::V6(number) => public_v6(number),
    }
}

/// What is not public of the numbers of four bytes: the registry of special purposes, and what clouds use within.
const SPECIAL_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // Azure's own server for its machines, in spite of its looks.
    ([168, 63, 129, 16], 32),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 52, 193, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([192, 175, 48, 0], 24),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

fn public_v4(number: Ipv4Addr) -> bool {
    let bits = number.to_bits();
    !SPECIAL_V4.iter().any(|(start, length)| {
        let shift = 32 - length;
        bits.checked_shr(shift) == u32::from_be_bytes(*start).checked_shr(shift)
    })
}

/// What is not public of 2000::/3, outside of which nothing is: a tunnel's number holds another one, and a number for
/// examples leads nowhere.
const SPECIAL_V6: &[(u128, u32)] = &[
    // The registry of protocols, with Teredo, ORCHID and the like.
    (0x2001_0000 << 96, 23),
    (0x2001_0db8 << 96, 32),
    // 6to4.
    (0x2002 << 112, 16),
    (0x2620_004f_8000 << 80, 48),
    (0x3fff << 112, 20),
];

fn public_v6(number: Ipv6Addr) -> bool {
    let bits = number.to_bits();
    let within = |start: u128, length: u32| bits >> (128 - length) == start >> (128 - length);
    // ISATAP: the last 32 bits are a number of four bytes behind a tunnel.
    let [.., a, b, _, _] = number.segments();
    let tunnelled = a & 0xfcff == 0 && b == 0x5efe;
    within(0x2000 << 112, 3) && !tunnelled && !SPECIAL_V6.iter().any(|(start, length)| within(*start, *length))
}

#[cfg(test)]
#[path = "addresses_tests.rs"]
mod tests;
