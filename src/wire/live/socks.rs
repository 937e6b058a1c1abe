//! The way through a SOCKS proxy (RFC 1928, RFC 1929) for what is no HTTP.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

/// The version of the protocol.
const VERSION: u8 = 5;
/// Without a name, and with a name and a password.
const METHODS: [u8; 2] = [0, 2];

/// A SOCKS proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Socks {
    /// One of version 5.
    Five {
        /// Its name or address and its port.
        place: (String, u16),
        /// The name and the password that it wants.
        login: Option<(String, String)>,
    },
    /// One of a version that carries nothing but HTTP for us.
    Other,
}

impl Socks {
    /// The proxy that a URL names, if it is a SOCKS proxy.
    pub(super) fn of(url: &str) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        match url.scheme() {
            "socks5" | "socks5h" => {}
            scheme if scheme.starts_with("socks") => return Some(Self::Other),
            _ => return None,
        }
        let host = url.host_str()?.trim_matches(['[', ']']).to_owned();
        let login = url.password().map(|password| (url.username().to_owned(), password.to_owned()));
        Some(Self::Five { place: (host, url.port().unwrap_or(1080)), login })
    }

    /// Connects to an address through the proxy.
    pub(super) async fn connect(&self, to: SocketAddr) -> io::Result<TcpStream> {
        let Self::Five { place: (host, port), login } = self else {
            return Err(bad("the environment's SOCKS proxy carries HTTP only"));
        };
        let mut stream = TcpStream::connect((host.as_str(), *port)).await.map_err(|error| {
            io::Error::new(error.kind(), format!("the environment's SOCKS proxy: {error}"))
        })?;
        greet(&mut stream, login.as_ref()).await?;
        stream.write_all(&request(to)).await?;
        let mut head = [0; 4];
        stream.read_exact(&mut head).await?;
        let rest = match head {
            [VERSION, 0, _, 1] => 4 + 2,
            [VERSION, 0, _, 4] => 16 + 2,
            [VERSION, 0, _, 3] => usize::from(stream.read_u8().await?) + 2,
            [VERSION, code, ..] => return Err(refused(code)),
            _ => return Err(bad("the environment's SOCKS proxy speaks another protocol")),
        };
        let mut bound = vec![0; rest];
        stream.read_exact(&mut bound).await?;
        Ok(stream)
    }
}

/// Agrees on how to log in, and logs in.
async fn greet(stream: &mut TcpStream, login: Option<&(String, String)>) -> io::Result<()> {
    let methods = if login.is_some() { &METHODS[..] } else { &METHODS[..1] };
    let count = u8::try_from(methods.len()).unwrap_or(1);
    stream.write_all(&[&[VERSION, count], methods].concat()).await?;
    let mut chosen = [0; 2];
    stream.read_exact(&mut chosen).await?;
    match (chosen, login) {
        ([VERSION, 0], _) => Ok(()),
        ([VERSION, 2], Some((name, password))) => {
            let mut message = vec![1];
            for word in [name, password] {
                let length = u8::try_from(word.len())
                    .map_err(|_| bad("the SOCKS proxy's name or password is too long"))?;
                message.push(length);
                message.extend_from_slice(word.as_bytes());
            }
            stream.write_all(&message).await?;
            let mut answer = [0; 2];
            stream.read_exact(&mut answer).await?;
            if answer[1] == 0 { Ok(()) } else { Err(bad("the SOCKS proxy refuses the password")) }
        }
        _ => Err(bad("the environment's SOCKS proxy offers no way in")),
    }
}

/// The request for a connection.
fn request(to: SocketAddr) -> Vec<u8> {
    let mut request = vec![VERSION, 1, 0];
    match to {
        SocketAddr::V4(to) => {
            request.push(1);
            request.extend_from_slice(&to.ip().octets());
        }
        SocketAddr::V6(to) => {
            request.push(4);
            request.extend_from_slice(&to.ip().octets());
        }
    }
    request.extend_from_slice(&to.port().to_be_bytes());
    request
}

/// Why the proxy made no connection.
fn refused(code: u8) -> io::Error {
    match code {
        5 => io::Error::from(ErrorKind::ConnectionRefused),
        6 => io::Error::from(ErrorKind::TimedOut),
        3 | 4 => bad("the environment's SOCKS proxy does not reach it"),
        _ => bad("the environment's SOCKS proxy refuses to carry it"),
    }
}

/// An error in our words.
fn bad(text: &str) -> io::Error {
    io::Error::other(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_read_with_its_port_and_login_and_others_are_none() {
        let five = |host: &str, port, login: Option<(&str, &str)>| {
            let login = login.map(|(name, password)| (name.to_owned(), password.to_owned()));
            Some(Socks::Five { place: (host.to_owned(), port), login })
        };
        assert_eq!(Socks::of("socks5://192.0.2.1:9050"), five("192.0.2.1", 9050, None));
        assert_eq!(Socks::of("socks5h://n:p@[::1]"), five("::1", 1080, Some(("n", "p"))));
        assert_eq!(Socks::of("socks4://192.0.2.1:1080"), Some(Socks::Other));
        assert_eq!(Socks::of("http://192.0.2.1:3128"), None);
    }

    /// A proxy that wants a name and a password, then plays the server; what it was asked for.
    async fn proxy(listener: tokio::net::TcpListener, code: u8) -> Vec<u8> {
        let (mut stream, _) = listener.accept().await.expect("a client");
        let mut heard = vec![0; 4];
        stream.read_exact(&mut heard).await.expect("a greeting");
        stream.write_all(&[5, 2]).await.expect("writes");
        heard.resize(4 + 5, 0);
        stream.read_exact(&mut heard[4..]).await.expect("a login");
        stream.write_all(&[1, 0]).await.expect("writes");
        heard.resize(9 + 10, 0);
        stream.read_exact(&mut heard[9..]).await.expect("a request");
        stream.write_all(&[5, code, 0, 1, 0, 0, 0, 0, 0, 0]).await.expect("writes");
        stream.write_all(b"served").await.expect("writes");
        heard
    }

    #[tokio::test]
    async fn what_is_no_http_goes_through_the_proxy_or_not_at_all() {
        let to: SocketAddr = "192.0.2.1:43".parse().expect("an address");
        for (code, expected) in [(0, Ok("served")), (5, Err(ErrorKind::ConnectionRefused))] {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("binds");
            let url = format!("socks5://n:p@{}", listener.local_addr().expect("an address"));
            let socks = Socks::of(&url).expect("a proxy");
            let (heard, stream) = tokio::join!(proxy(listener, code), socks.connect(to));
            assert_eq!(heard[..9], [5, 2, 0, 2, 1, 1, b'n', 1, b'p']);
            assert_eq!(heard[9..], request(to));
            let read = match stream {
                Ok(mut stream) => {
                    let mut text = String::new();
                    stream.read_to_string(&mut text).await.expect("reads");
                    Ok(text)
                }
                Err(error) => Err(error.kind()),
            };
            assert_eq!(read.as_deref().map_err(|kind| *kind), expected);
        }
        assert!(Socks::Other.connect(to).await.is_err());
    }

    #[test]
    fn a_request_names_the_address_and_the_port() {
        let four = request("192.0.2.1:43".parse().expect("an address"));
        assert_eq!(four, [5, 1, 0, 1, 192, 0, 2, 1, 0, 43]);
        assert_eq!(request("[2001:db8::1]:53".parse().expect("an address")).len(), 4 + 16 + 2);
    }
}
