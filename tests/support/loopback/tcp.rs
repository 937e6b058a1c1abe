//! A server for HTTP and WHOIS: it reads one request at a time and plays the steps that a test
//! makes up.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does next.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Sends text.
    Send(String),
    /// Waits.
    Pause(Duration),
    /// Sends the same text for ever.
    Endless(String),
    /// Resets the connection.
    Reset,
    /// Reads the next request on this connection instead of closing it.
    Next,
}

/// Makes the steps that follow a request, given how many came before it.
type Play = dyn Fn(&str, usize) -> Vec<Step> + Send + Sync;

/// A running server.
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// The requests and the number of connections.
    log: Arc<Mutex<(Vec<String>, usize)>>,
}

impl Server {
    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.log.lock().expect("unpoisoned").0.clone()
    }

    /// The connections so far.
    pub(crate) fn connections(&self) -> usize {
        self.log.lock().expect("unpoisoned").1
    }
}

/// Starts a server whose requests end with the mark given.
pub(crate) async fn serve(
    mark: &'static str,
    play: impl Fn(&str, usize) -> Vec<Step> + Send + Sync + 'static,
) -> Server {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("binds");
    let address = listener.local_addr().expect("has an address");
    let server = Server { address, log: Arc::default() };
    let (play, log): (Arc<Play>, _) = (Arc::new(play), Arc::clone(&server.log));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            log.lock().expect("unpoisoned").1 += 1;
            tokio::spawn(connection(stream, mark, Arc::clone(&play), Arc::clone(&log)));
        }
    });
    server
}

/// Serves one connection.
async fn connection(
    mut stream: TcpStream,
    mark: &'static str,
    play: Arc<Play>,
    log: Arc<Mutex<(Vec<String>, usize)>>,
) {
    while let Some(request) = request(&mut stream, mark).await {
        let earlier = {
            let mut log = log.lock().expect("unpoisoned");
            log.0.push(request.clone());
            log.0.len() - 1
        };
        let steps = play(&request, earlier);
        let goes_on = matches!(steps.last(), Some(Step::Next));
        for step in steps {
            if perform(&mut stream, step).await.is_err() {
                return;
            }
        }
        if !goes_on {
            return;
        }
    }
}

/// Reads one request; `None` when there is none.
async fn request(stream: &mut TcpStream, mark: &str) -> Option<String> {
    let mut read = Vec::new();
    while !read.ends_with(mark.as_bytes()) {
        read.push(stream.read_u8().await.ok()?);
    }
    Some(String::from_utf8_lossy(&read).into_owned())
}

/// Performs one step.
async fn perform(stream: &mut TcpStream, step: Step) -> std::io::Result<()> {
    match step {
        Step::Send(text) => stream.write_all(text.as_bytes()).await,
        Step::Pause(time) => {
            tokio::time::sleep(time).await;
            Ok(())
        }
        Step::Endless(text) => loop {
            stream.write_all(text.as_bytes()).await?;
        },
        Step::Reset => {
            // What was sent must have arrived before the reset throws it away.
            tokio::time::sleep(Duration::from_millis(50)).await;
            stream.set_zero_linger()?;
            Err(std::io::ErrorKind::ConnectionReset.into())
        }
        Step::Next => Ok(()),
    }
}

/// A whole HTTP response that leaves the connection open.
pub(crate) fn response(status: &str, headers: &str, body: &str) -> Vec<Step> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n");
    vec![Step::Send(format!("{head}{body}")), Step::Next]
}
