//! One DNS message to one server and back: over TCP and TLS through hickory, by datagram through a
//! [`Pool`].

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::config::{ConnectionConfig, ProtocolConfig, ResolverOpts};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::{RuntimeProvider, Spawn};
use hickory_resolver::net::tcp::TcpClientStream;
use hickory_resolver::net::tls::tls_client_connect;
use hickory_resolver::net::xfer::{DnsExchange, DnsHandle, DnsMultiplexer, FirstAnswer};
use hickory_resolver::proto::op::{DnsRequest, DnsRequestOptions, DnsResponse, Message};
use hickory_resolver::{ConnectionProvider, PoolContext, TlsConfig};
use rustls::pki_types::ServerName;
use tokio::sync::Mutex;

use super::outlet::Outlet;
use super::pool::Pool;
use crate::model::exchange::Failure;
use crate::wire::live::socks::Socks;
use crate::wire::live::tls;

/// Carries messages. The background tasks of all connections live as long as the provider.
#[derive(Clone, Default)]
pub(super) struct Transport {
    /// Opens sockets and holds background tasks.
    runtime: Outlet,
}

/// A resolver behind TLS, by itself or within HTTPS, with the connection that is kept open.
pub(super) struct Secure {
    /// Where it is.
    pub(super) address: SocketAddr,
    /// The protocol with the name that its certificate must bear.
    pub(super) protocol: ConnectionConfig,
    /// What is trusted.
    pub(super) tls: Arc<rustls::ClientConfig>,
    /// The connection, once it is open.
    pub(super) open: Mutex<Option<Connection>>,
}

/// An open connection.
#[derive(Clone)]
pub(super) struct Connection {
    /// The library's handle, shared by all questions.
    exchange: DnsExchange<Outlet>,
    /// How many connections died before it.
    number: u64,
}

impl Transport {
    /// A transport that goes through a proxy if there is one.
    pub(super) fn new(socks: Option<Socks>) -> Self {
        Self { runtime: Outlet::new(socks) }
    }

    /// Asks by datagram.
    pub(super) async fn udp(&self, pool: &Pool, message: &Message) -> Result<Message, Failure> {
        self.runtime
            .datagrams()
            .map_err(|error| Failure::Unreachable { detail: error.to_string() })?;
        pool.ask(message).await
    }

    /// Asks over a TCP connection of its own.
    pub(super) async fn tcp(
        &self,
        server: SocketAddr,
        message: Message,
        patience: Duration,
    ) -> Result<DnsResponse, Failure> {
        let open = TcpClientStream::exchange(server, None, patience, None, self.runtime.clone());
        let exchange = open.await.map_err(|error| failure(&error))?;
        exchange.send(request(message)).first_answer().await.map_err(|error| failure(&error))
    }

    /// Asks over the connection that is kept open, and once more over a new one if that has died.
    pub(super) async fn secure(
        &self,
        server: &Secure,
        message: Message,
        patience: Duration,
    ) -> Result<DnsResponse, Failure> {
        let used = self.open(server, patience, None).await.map_err(|error| failure(&error))?;
        let answer = used.exchange.send(request(message.clone())).first_answer().await;
        if let Ok(answer) = answer {
            return Ok(answer);
        }
        let dead = Some(used.number);
        let fresh = self.open(server, patience, dead).await.map_err(|error| failure(&error))?;
        fresh.exchange.send(request(message)).first_answer().await.map_err(|error| failure(&error))
    }

    /// The connection that is kept open; a new one if there is none or it is the dead one.
    async fn open(
        &self,
        server: &Secure,
        patience: Duration,
        dead: Option<u64>,
    ) -> Result<Connection, NetError> {
        let mut kept = server.open.lock().await;
        if let Some(open) = kept.as_ref().filter(|open| Some(open.number) != dead) {
            return Ok(open.clone());
        }
        let mut options = ResolverOpts::default();
        options.timeout = patience;
        let mut config = (*server.tls).clone();
        // A resolver may offer `dot` or only `h2`; hickory sets what DNS over HTTPS needs.
        config.alpn_protocols.clear();
        let exchange = if let ProtocolConfig::Tls { server_name } = &server.protocol.protocol {
            self.over_tls(server.address, server_name, config, patience).await?
        } else {
            let context = PoolContext::new(options, TlsConfig { config });
            self.runtime.new_connection(server.address.ip(), &server.protocol, &context)?.await?
        };
        let number = dead.map_or(0, |number| number.saturating_add(1));
        Ok(kept.insert(Connection { exchange, number }).clone())
    }
}

impl Transport {
    /// A connection for DNS over TLS that says which name it wants to talk to. Left to itself the
    /// library keeps that back, and resolvers that choose their certificate by it show another.
    async fn over_tls(
        &self,
        address: SocketAddr,
        name: &str,
        config: rustls::ClientConfig,
        patience: Duration,
    ) -> Result<DnsExchange<Outlet>, NetError> {
        let name = ServerName::try_from(name.to_owned())
            .map_err(|error| NetError::Message(bad_name(&error)))?;
        let (stream, sender) =
            tls_client_connect(address, name, Arc::new(config), self.runtime.clone());
        let multiplexer = DnsMultiplexer::new(stream.await?, sender).with_timeout(patience);
        let (exchange, background) = DnsExchange::from_stream(multiplexer);
        self.runtime.create_handle().spawn_bg(background);
        Ok(exchange)
    }
}

/// What is wrong with a name that no certificate can bear.
fn bad_name(_: &rustls::pki_types::InvalidDnsNameError) -> &'static str {
    "the resolver's name is no name that a certificate can bear"
}

/// The message as the library wants it.
fn request(message: Message) -> DnsRequest {
    DnsRequest::new(message, DnsRequestOptions::default())
}

/// The library's errors in our words.
fn failure(error: &NetError) -> Failure {
    use std::io::ErrorKind;
    let detail = error.to_string();
    match error {
        NetError::Timeout => Failure::TimedOut,
        NetError::Proto(_) => {
            Failure::Garbled { detail: "the message cannot be decoded".to_owned() }
        }
        NetError::RustlsError(error) => tls::failure(error),
        NetError::Io(error) => match error.kind() {
            ErrorKind::TimedOut => Failure::TimedOut,
            ErrorKind::InvalidData => {
                let cause = error.get_ref().and_then(|cause| cause.downcast_ref());
                cause.map_or(Failure::Tls { detail }, tls::failure)
            }
            ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof => Failure::Refused,
            _ => Failure::Unreachable { detail },
        },
        _ => Failure::Unreachable { detail },
    }
}
