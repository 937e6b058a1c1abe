//! Opens the sockets for hickory: straight, or through the environment's SOCKS proxy.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use hickory_resolver::net::runtime::iocompat::AsyncIoTokioAsStd;
use hickory_resolver::net::runtime::{RuntimeProvider, TokioRuntimeProvider};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::wire::live::socks::Socks;

/// How long a connection through a proxy may take where nothing else is said.
const CONNECT: Duration = Duration::from_secs(5);

/// Opens sockets. The background tasks of all connections live as long as it does.
#[derive(Clone, Default)]
pub(super) struct Outlet {
    /// Opens them straight.
    straight: TokioRuntimeProvider,
    /// The proxy, if there is one.
    socks: Option<Socks>,
}

impl Outlet {
    /// Opens sockets, through a proxy if there is one.
    pub(super) fn new(socks: Option<Socks>) -> Self {
        Self { straight: TokioRuntimeProvider::default(), socks }
    }

    /// Whether datagrams can go out; a proxy takes none.
    pub(super) fn datagrams(&self) -> io::Result<()> {
        match self.socks {
            None => Ok(()),
            Some(_) => Err(io::Error::other(
                "DNS datagrams cannot go through the environment's SOCKS proxy",
            )),
        }
    }
}

impl RuntimeProvider for Outlet {
    type Handle = <TokioRuntimeProvider as RuntimeProvider>::Handle;
    type Timer = <TokioRuntimeProvider as RuntimeProvider>::Timer;
    type Udp = <TokioRuntimeProvider as RuntimeProvider>::Udp;
    type Tcp = <TokioRuntimeProvider as RuntimeProvider>::Tcp;

    fn create_handle(&self) -> Self::Handle {
        self.straight.create_handle()
    }

    fn connect_tcp(
        &self,
        to: SocketAddr,
        from: Option<SocketAddr>,
        patience: Option<Duration>,
    ) -> Pin<Box<dyn Send + Future<Output = io::Result<Self::Tcp>>>> {
        let Some(socks) = self.socks.clone() else {
            return self.straight.connect_tcp(to, from, patience);
        };
        Box::pin(async move {
            let opening = timeout(patience.unwrap_or(CONNECT), socks.connect(to)).await;
            let stream: io::Result<TcpStream> =
                opening.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
            stream.map(AsyncIoTokioAsStd)
        })
    }

    fn bind_udp(
        &self,
        from: SocketAddr,
        to: SocketAddr,
    ) -> Pin<Box<dyn Send + Future<Output = io::Result<Self::Udp>>>> {
        if let Err(error) = self.datagrams() {
            return Box::pin(async move { Err(error) });
        }
        self.straight.bind_udp(from, to)
    }
}
