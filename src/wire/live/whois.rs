//! One hop of WHOIS (RFC 3912) over a plain TCP connection.
//!
//! Some registries reset the connection instead of closing it, and some never close it: what was
//! read until then is the answer.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use url::Host;

use super::addresses::Door;
use super::race::first_good;
use crate::model::exchange::{Failure, Reply};

/// The port of WHOIS.
const PORT: u16 = 43;
/// How much of an answer is read.
const LARGEST: usize = 256 << 10;
/// How long one address is tried before the next is tried as well.
const HEAD_START: Duration = Duration::from_millis(300);
/// How many addresses of a server are tried.
const ADDRESSES: usize = 4;

/// Puts the query to the server and keeps what comes back until the deadline; the flag tells
/// whether the server had finished.
pub(super) async fn ask(
    door: &Door,
    server: &str,
    query: &str,
    deadline: Instant,
) -> Result<(Reply, bool), Failure> {
    if query.chars().any(char::is_control) {
        return Err(unreachable("the query holds a control character"));
    }
    let (host, port) = split(server).ok_or_else(|| unreachable("not the name of a server"))?;
    let mut read = Vec::new();
    let work = async {
        let addresses = door.find(&host, Some(port)).await?;
        let mut stream = connect(door, &addresses, port).await?;
        converse(&mut stream, query, &mut read).await
    };
    let end = timeout_at(deadline, work).await.unwrap_or(Err(Failure::TimedOut));
    match end {
        Err(failure) if read.is_empty() => Err(failure),
        Ok(()) if read.is_empty() => {
            Err(Failure::Garbled { detail: "it hung up without an answer".to_owned() })
        }
        end => {
            let whole = end.is_ok() && read.len() < LARGEST;
            Ok((Reply::Text(read), whole))
        }
    }
}

/// Sends the query and reads until the end, the limit or an error.
async fn converse(stream: &mut TcpStream, query: &str, read: &mut Vec<u8>) -> Result<(), Failure> {
    let line = format!("{query}\r\n");
    stream.write_all(line.as_bytes()).await.map_err(|error| failure(&error))?;
    let mut limited = stream.take(LARGEST as u64);
    limited.read_to_end(read).await.map_err(|error| failure(&error))?;
    Ok(())
}

/// Connects to the first address that answers.
async fn connect(door: &Door, addresses: &[IpAddr], port: u16) -> Result<TcpStream, Failure> {
    let attempts = addresses.iter().copied().take(ADDRESSES).map(|address| {
        let socket = SocketAddr::new(address, port);
        let attempt = async move {
            match &door.socks {
                Some(socks) => socks.connect(socket).await,
                None => TcpStream::connect(socket).await,
            }
        };
        (HEAD_START, async { attempt.await.map_err(|error| failure(&error)) })
    });
    first_good(attempts).await.map_err(|failures| {
        let refused = failures.iter().find(|failure| **failure == Failure::Refused).cloned();
        refused.or(failures.into_iter().next()).unwrap_or(Failure::TimedOut)
    })
}

/// Splits `host`, `host:port`, `[address]:port` or a bare address. Hosts are read as in a URL, so
/// that a number is the address it stands for.
fn split(server: &str) -> Option<(String, u16)> {
    if let Ok(address) = server.parse::<IpAddr>() {
        return Some((address.to_string(), PORT));
    }
    let (host, port) = match server.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
        _ => (server, PORT),
    };
    let host = match Host::parse(host).ok()? {
        Host::Domain(name) => name,
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    };
    Some((host, port))
}

/// The system's errors in our words.
fn failure(error: &std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::ConnectionRefused
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe => Failure::Refused,
        ErrorKind::TimedOut => Failure::TimedOut,
        _ => unreachable(&error.to_string()),
    }
}

/// The failure of a server that cannot be reached.
fn unreachable(detail: &str) -> Failure {
    Failure::Unreachable { detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_read_with_and_without_a_port() {
        let at = |host: &str, port| Some((host.to_owned(), port));
        assert_eq!(split("WHOIS.example.net"), at("whois.example.net", 43));
        assert_eq!(split("whois.example.net:4343"), at("whois.example.net", 4343));
        assert_eq!(split("2001:db8::1"), at("2001:db8::1", 43));
        assert_eq!(split("[2001:db8::1]:4343"), at("2001:db8::1", 4343));
        assert_eq!(split("[2001:db8::1]"), at("2001:db8::1", 43));
        assert_eq!(split("whois.example.net:port"), None);
        assert_eq!(split(""), None);
    }

    #[test]
    fn a_number_is_the_address_it_stands_for() {
        assert_eq!(split("2130706433"), Some(("127.0.0.1".to_owned(), 43)));
        assert_eq!(split("0x7f.1:43"), Some(("127.0.0.1".to_owned(), 43)));
    }
}
