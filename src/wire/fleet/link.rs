//! The connection to the queue's server: plain or encrypted, and bounded in what it takes in.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, RedisConnectionInfo, RedisError, cmd};
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::address::Address;
use crate::wire::live::trusting;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long one answer may take.
const ANSWER: Duration = Duration::from_secs(10);
/// The most bytes that are taken in between two of ours: a server that sends without end harms
/// nobody.
const MOST: usize = 64 << 20;

/// Opens a connection and gives it a name, by which others see that it is open.
pub(super) async fn open(
    address: &Address,
    name: &str,
) -> Result<MultiplexedConnection, RedisError> {
    let open = async {
        let stream = TcpStream::connect((address.host.as_str(), address.port)).await?;
        stream.set_nodelay(true)?;
        if !address.is_secure {
            return speak(address, name, Bounded::new(stream)).await;
        }
        let host = ServerName::try_from(address.host.clone())
            .map_err(|_| io::Error::other("no certificate can bear the server's name"))?;
        let mut config = trusting().map_err(io::Error::other)?;
        config.alpn_protocols.clear();
        let stream = TlsConnector::from(Arc::new(config)).connect(host, stream).await?;
        speak(address, name, Bounded::new(stream)).await
    };
    timeout(CONNECT, open)
        .await
        .unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut).into()))
}

/// Greets the server over a stream.
async fn speak<S>(
    address: &Address,
    name: &str,
    stream: Bounded<S>,
) -> Result<MultiplexedConnection, RedisError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut info = RedisConnectionInfo::default().set_db(address.database).set_skip_set_lib_name();
    if let Some(user) = &address.user {
        info = info.set_username(user);
    }
    if let Some(password) = &address.password {
        info = info.set_password(password);
    }
    let config = AsyncConnectionConfig::new().set_response_timeout(Some(ANSWER));
    let (mut connection, driver) =
        MultiplexedConnection::new_with_config(&info, stream, config).await?;
    // It ends with the last handle to the connection.
    tokio::spawn(driver);
    // Where the user may not name it, the end of a worker is noticed later.
    let _: Result<(), _> =
        cmd("CLIENT").arg("SETNAME").arg(name).query_async(&mut connection).await;
    Ok(connection)
}

/// A stream that ends when it takes in too much at a time.
struct Bounded<S> {
    /// The stream.
    inner: S,
    /// Bytes taken in since the last of ours went out.
    taken: usize,
}

impl<S> Bounded<S> {
    /// Bounds a stream.
    fn new(inner: S) -> Self {
        Self { inner, taken: 0 }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Bounded<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.inner).poll_read(context, buffer);
        self.taken += buffer.filled().len() - before;
        if self.taken > MOST {
            return Poll::Ready(Err(io::Error::other("the queue's server sends too much")));
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Bounded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.taken = 0;
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
