//! A connection that stays open, and asks for one thing after another.
//!
//! Separate from the loads, which decide when to ask. It knows as little of HTTP as our server's replies need: every reply
//! says how long it is.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::shell::{Failure, While};

/// Longer than any page may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// An open connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
    head: String,
}

impl Connection {
    /// Connects.
    pub fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).doing("Cannot reach the server")?;
        stream.set_nodelay(true).and_then(|()| stream.set_read_timeout(Some(PATIENCE))).doing("Cannot set up")?;
        Ok(Self { stream: BufReader::new(stream), address, head: String::new() })
    }

    /// Asks for a page as somebody who is signed in; gives its length in bytes.
    pub fn get(&mut self, path: &str, session: &str) -> Result<usize, Failure> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: rater={session}\r\nAccept: text/html\r\n\r\n",
            self.address
        );
        self.ask(request.as_bytes())
    }

    /// Sends an answer as the page's script does. Only a whole reply that says `received` is an acknowledgement.
    pub fn send_answer(&mut self, token: &str, attempt: &str, form: &str) -> Result<(), Failure> {
        let body = format!("a={attempt}&go=0:send{form}");
        let request = format!(
            "POST /s/{token} HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        self.ask(request.as_bytes()).map(drop)
    }

    fn ask(&mut self, request: &[u8]) -> Result<usize, Failure> {
        self.stream.get_mut().write_all(request).doing("Cannot ask the server")?;
        let (mut status, mut length) = (None, None);
        loop {
            self.head.clear();
            self.stream.read_line(&mut self.head).doing("The server did not answer")?;
            let line = self.head.trim_end();
            if line.is_empty() {
                break;
            }
            match (&status, line.split_once(':')) {
                (None, _) => status = Some(line.to_owned()),
                (_, Some((name, value))) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse::<usize>().ok();
                }
                _ => {}
            }
        }
        let length = length.ok_or_else(|| Failure::new("The server did not say how long its reply is."))?;
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).doing("The server's reply was cut off")?;
        match status {
            Some(status) if status.contains(" 200 ") => Ok(length),
            status => {
                let said = String::from_utf8_lossy(&body).chars().take(300).collect::<String>();
                Err(Failure::new(format!("The server said {}: {said}", status.unwrap_or_default())))
            }
        }
    }
}
