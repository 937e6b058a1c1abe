//! Which resolvers there are.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hickory_resolver::config::ConnectionConfig;
use hickory_resolver::system_conf::read_system_conf;
use tokio::sync::Mutex;
use tokio::time::timeout;
use url::Host;

use super::super::Resolver;
use super::super::tls::Authorities;
use super::pool::Pool;
use super::transport::Secure;
use crate::model::exchange::Failure;

/// The system's resolvers beyond this number are not asked, as in the C library.
const RESOLVERS: usize = 3;
/// The port of DNS.
const PORT: u16 = 53;

/// A server that can be asked.
pub(super) enum Server {
    /// Over UDP and TCP.
    Plain(Pool),
    /// Over TLS, by itself or within HTTPS.
    Secure(Box<Secure>),
}

/// Finds the resolvers that were chosen.
pub(super) async fn find(
    resolver: &Resolver,
    trust: &Authorities,
    is_proxied: bool,
    patience: Duration,
) -> Result<Vec<Server>, Failure> {
    match resolver {
        Resolver::System => system(),
        Resolver::Plain(address) => Ok(vec![Server::Plain(Pool::new(*address))]),
        Resolver::Tls { name, address } => {
            let protocol = ConnectionConfig::tls(name.as_str().into());
            Ok(vec![secure(*address, protocol, trust)?])
        }
        Resolver::Https(url) => {
            let looking = https(url, trust, is_proxied);
            timeout(patience, looking).await.unwrap_or(Err(Failure::TimedOut))
        }
    }
}

/// The resolvers that the system names.
fn system() -> Result<Vec<Server>, Failure> {
    let (config, _) = read_system_conf()
        .map_err(|error| unusable(&format!("the system's resolvers are not known: {error}")))?;
    let mut addresses: Vec<SocketAddr> = Vec::new();
    for server in config.name_servers() {
        let address = SocketAddr::new(server.ip, PORT);
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    Ok(addresses.into_iter().take(RESOLVERS).map(Pool::new).map(Server::Plain).collect())
}

/// A resolver within HTTPS. Its name is looked up by the system, since somebody has to.
async fn https(
    url: &url::Url,
    trust: &Authorities,
    is_proxied: bool,
) -> Result<Vec<Server>, Failure> {
    let port = url.port().unwrap_or(443);
    let (name, addresses) = match url.host() {
        Some(Host::Ipv4(address)) => (address.to_string(), vec![IpAddr::V4(address)]),
        Some(Host::Ipv6(address)) => (address.to_string(), vec![IpAddr::V6(address)]),
        // Nor may the system's own question go past a proxy.
        Some(Host::Domain(name)) if is_proxied => {
            return Err(unusable(&format!(
                "the name {name} cannot be looked up through the environment's SOCKS proxy; use \
                 the resolver's address"
            )));
        }
        Some(Host::Domain(name)) => {
            let found = tokio::net::lookup_host((name, port)).await;
            let found = found.map_err(|error| unusable(&format!("{name}: {error}")))?;
            (name.to_owned(), found.map(|address| address.ip()).collect())
        }
        None => return Err(unusable(&format!("{url} names no resolver"))),
    };
    let path = Some(url.path()).filter(|path| *path != "/").map(Into::into);
    let protocol = ConnectionConfig::https(name.as_str().into(), path);
    let servers = addresses.into_iter().take(RESOLVERS);
    servers.map(|ip| secure(SocketAddr::new(ip, port), protocol.clone(), trust)).collect()
}

/// A resolver behind TLS, not connected yet.
fn secure(
    address: SocketAddr,
    mut protocol: ConnectionConfig,
    trust: &Authorities,
) -> Result<Server, Failure> {
    protocol.port = address.port();
    let tls = trust.config()?;
    Ok(Server::Secure(Box::new(Secure { address, protocol, tls, open: Mutex::new(None) })))
}

/// The failure of having no resolver.
fn unusable(detail: &str) -> Failure {
    Failure::Unreachable { detail: detail.to_owned() }
}
