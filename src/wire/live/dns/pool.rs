//! The sockets from which a resolver is asked by datagram: several, each for many questions.
//!
//! A socket of its own costs more than the question that it is for. What it gives must not be lost:
//! whoever forges an answer without seeing the question has to guess the port as well as the number.
//! So each question leaves from one of [`ABREAST`] sockets, which is drawn by lot as its port was, under
//! a number that is drawn by lot too. That is as much to guess, and the same question is never on its
//! way twice ([`Memo`](crate::wire::memo::Memo)), which would halve it. A port that stays can be found out by
//! trying, which takes longer than [`LIFE`]; and a socket where anything came that answers none of its
//! questions takes no further one. Each is connected, so that the system drops what comes from
//! anywhere else, and an answer counts only if it repeats the question.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket as PlainSocket};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hickory_resolver::proto::op::Message;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::net::UdpSocket;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;
use tokio::time::{Instant, timeout};

use crate::model::exchange::Failure;

/// So many sockets are open to one server.
const ABREAST: usize = 16;
/// So many questions leave from one socket.
const QUESTIONS: u32 = 256;
/// For how long a socket takes questions.
const LIFE: Duration = Duration::from_secs(10);
/// A lost datagram is sent again after this time.
const RESEND: Duration = Duration::from_millis(400);
/// How often a datagram is sent at most.
const DATAGRAMS: usize = 8;
/// The first port that is no server's by custom.
const FIRST_PORT: u16 = 1024;
/// How often a port is drawn before the system chooses one.
const DRAWS: usize = 8;
/// The largest datagram that is read; larger ones were not asked for.
const LARGEST: usize = 4096;
/// The bytes before the question.
const HEADER: usize = 12;

/// The sockets to one server.
#[derive(Debug)]
pub(super) struct Pool {
    /// The server.
    server: SocketAddr,
    /// The sockets, each once it was drawn.
    sockets: Mutex<[Option<Arc<PooledSocket>>; ABREAST]>,
}

/// One socket.
#[derive(Debug)]
struct PooledSocket {
    /// The socket.
    socket: Arc<UdpSocket>,
    /// What is asked through it.
    open: Arc<Mutex<OpenQuestions>>,
    /// When it was opened.
    since: Instant,
    /// Whoever reads what comes.
    reader: AbortHandle,
}

/// What is asked through a socket.
#[derive(Debug, Default)]
struct OpenQuestions {
    /// How many were ever asked.
    asked: u32,
    /// Whether the socket takes no further ones.
    is_spent: bool,
    /// Those that wait for an answer, by their numbers.
    waiting: BTreeMap<u16, OpenQuestion>,
}

/// A question that waits for its answer.
#[derive(Debug)]
struct OpenQuestion {
    /// The name, type and class as they were sent.
    question: Vec<u8>,
    /// Who waits.
    answer: oneshot::Sender<Vec<u8>>,
}

impl Pool {
    /// The sockets to a server; none is opened yet.
    pub(super) fn new(server: SocketAddr) -> Self {
        Self { server, sockets: Mutex::default() }
    }

    /// The server.
    pub(super) fn server(&self) -> SocketAddr {
        self.server
    }

    /// Asks, and sends the question again when it seems lost. Waits for as long as it is let.
    pub(super) async fn ask(&self, message: &Message) -> Result<Message, Failure> {
        let mut bytes = message.to_vec().map_err(|_| undecodable())?;
        let pooled = self.draw().map_err(|error| failure(&error))?;
        let (_waiting, mut answer) = pooled.begin(&mut bytes).map_err(|error| failure(&error))?;
        for _ in 0..DATAGRAMS {
            pooled.socket.send(&bytes).await.map_err(|error| failure(&error))?;
            if let Ok(answer) = timeout(RESEND, &mut answer).await {
                return read(answer.ok());
            }
        }
        read(answer.await.ok())
    }

    /// A socket drawn by lot.
    fn draw(&self) -> io::Result<Arc<PooledSocket>> {
        let place = usize::from(draw()?) % ABREAST;
        let mut sockets = self.sockets.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = sockets.get_mut(place).ok_or(ErrorKind::NotFound)?;
        if let Some(pooled) = slot.as_ref().filter(|pooled| pooled.is_fit()) {
            return Ok(Arc::clone(pooled));
        }
        // Those that still wait at the one before keep it open.
        Ok(Arc::clone(slot.insert(Arc::new(PooledSocket::open(self.server)?))))
    }
}

impl PooledSocket {
    /// Opens a socket at a port drawn by lot.
    fn open(server: SocketAddr) -> io::Result<Self> {
        let from: IpAddr = match server {
            SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
            SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
        };
        let mut bound = None;
        for _ in 0..DRAWS {
            let port = draw()?;
            if port >= FIRST_PORT
                && let Ok(socket) = PlainSocket::bind((from, port))
            {
                bound = Some(socket);
                break;
            }
        }
        let socket = bound.map_or_else(|| PlainSocket::bind((from, 0)), Ok)?;
        socket.set_nonblocking(true)?;
        socket.connect(server)?;
        let socket = Arc::new(UdpSocket::from_std(socket)?);
        let open = Arc::<Mutex<OpenQuestions>>::default();
        let reader = tokio::spawn(listen(Arc::clone(&socket), Arc::clone(&open))).abort_handle();
        Ok(Self { socket, open, since: Instant::now(), reader })
    }

    /// Whether it takes one more question.
    fn is_fit(&self) -> bool {
        let open = locked(&self.open);
        !open.is_spent && open.asked < QUESTIONS && self.since.elapsed() < LIFE
    }

    /// Gives a message a number that is drawn by lot, and waits for its answer from now on.
    fn begin(&self, bytes: &mut [u8]) -> io::Result<(HeldNumber<'_>, oneshot::Receiver<Vec<u8>>)> {
        let question = question(bytes).ok_or(ErrorKind::InvalidInput)?.to_vec();
        let mut open = locked(&self.open);
        let mut number = draw()?;
        while open.waiting.contains_key(&number) {
            number = draw()?;
        }
        let place = bytes.first_chunk_mut().ok_or(ErrorKind::InvalidInput)?;
        *place = number.to_be_bytes();
        let (answer, comes) = oneshot::channel();
        open.asked += 1;
        open.waiting.insert(number, OpenQuestion { question, answer });
        Ok((HeldNumber { at: self, number }, comes))
    }
}

impl Drop for PooledSocket {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// Takes a question off the list, however the waiting ends.
struct HeldNumber<'a> {
    /// Where it was asked.
    at: &'a PooledSocket,
    /// Its number.
    number: u16,
}

impl Drop for HeldNumber<'_> {
    fn drop(&mut self) {
        locked(&self.at.open).waiting.remove(&self.number);
    }
}

impl OpenQuestions {
    /// Hands an answer to whoever waits for it.
    fn take(&mut self, bytes: &[u8]) {
        let number = bytes.first_chunk().map(|number| u16::from_be_bytes(*number));
        let asked = number.and_then(|number| {
            self.waiting.get(&number).filter(|asked| repeats(bytes, &asked.question))?;
            self.waiting.remove(&number)
        });
        match asked {
            // Whoever no longer waits needs it no more.
            Some(asked) => drop(asked.answer.send(bytes.to_vec())),
            None => self.is_spent = true,
        }
    }
}

/// Reads what comes at a socket until nobody holds it any more.
async fn listen(socket: Arc<UdpSocket>, open: Arc<Mutex<OpenQuestions>>) {
    let mut buffer = vec![0; LARGEST];
    loop {
        match socket.recv(&mut buffer).await {
            Ok(length) => locked(&open).take(buffer.get(..length).unwrap_or_default()),
            // Somebody on the way says that nobody listens there. Anybody could say so; the time tells.
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => {}
            Err(_) => {
                let mut open = locked(&open);
                open.is_spent = true;
                open.waiting.clear();
                return;
            }
        }
    }
}

/// Locks what is asked, which is never left in a half-changed state.
fn locked(open: &Mutex<OpenQuestions>) -> MutexGuard<'_, OpenQuestions> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A number drawn by lot.
fn draw() -> io::Result<u16> {
    let mut bytes = [0; 2];
    SystemRandom::new().fill(&mut bytes).map_err(|_| io::Error::other("no random numbers"))?;
    Ok(u16::from_be_bytes(bytes))
}

/// The name, type and class of a message that asks one question.
fn question(bytes: &[u8]) -> Option<&[u8]> {
    let mut end = HEADER;
    loop {
        match usize::from(*bytes.get(end)?) {
            0 => break,
            label => end += 1 + label,
        }
    }
    bytes.get(HEADER..end + 5)
}

/// Whether a message is an answer that repeats a question; names may come back in other letters.
fn repeats(bytes: &[u8], question: &[u8]) -> bool {
    let Some((name, kind)) = question.split_last_chunk::<4>() else { return false };
    let is_answer = bytes.get(2).is_some_and(|flags| flags & 0x80 != 0);
    let has_one = bytes.get(4..6) == Some(&[0, 1]);
    let echo = bytes.get(HEADER..HEADER + question.len()).and_then(<[u8]>::split_last_chunk::<4>);
    is_answer
        && has_one
        && echo.is_some_and(|(echoed, of)| echoed.eq_ignore_ascii_case(name) && of == kind)
}

/// Reads an answer; none comes where the socket died.
fn read(answer: Option<Vec<u8>>) -> Result<Message, Failure> {
    let detail = || "the socket to the resolver failed".to_owned();
    let answer = answer.ok_or_else(|| Failure::Unreachable { detail: detail() })?;
    Message::from_vec(&answer).map_err(|_| undecodable())
}

/// What cannot be read.
fn undecodable() -> Failure {
    Failure::Garbled { detail: "the message cannot be decoded".to_owned() }
}

/// A socket's error in our words.
fn failure(error: &io::Error) -> Failure {
    Failure::Unreachable { detail: error.to_string() }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use hickory_resolver::proto::op::Query;
    use hickory_resolver::proto::rr::{Name, RecordType};

    use super::*;

    /// A question about a name.
    fn asked(name: &str) -> Message {
        let mut message = Message::query();
        let name = Name::from_ascii(name).expect("a name");
        message.add_query(Query::query(name, RecordType::A));
        message
    }

    /// A server that says what it gets to `answer` and sends back what that makes of it.
    async fn server(
        mut answer: impl FnMut(SocketAddr, Vec<u8>) -> Vec<Vec<u8>> + Send + 'static,
    ) -> SocketAddr {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("binds");
        let address = socket.local_addr().expect("an address");
        tokio::spawn(async move {
            let mut buffer = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                for bytes in answer(from, buffer[..length].to_vec()) {
                    let _ = socket.send_to(&bytes, from).await;
                }
            }
        });
        address
    }

    /// A question turned into an answer.
    fn answer(mut bytes: Vec<u8>) -> Vec<u8> {
        bytes[2] |= 0x80;
        bytes
    }

    #[tokio::test]
    async fn many_questions_leave_from_few_sockets_under_numbers_of_their_own() {
        let seen = Arc::new(Mutex::new((HashSet::new(), HashSet::new())));
        let noted = Arc::clone(&seen);
        let address = server(move |from, bytes| {
            let mut seen = noted.lock().expect("unpoisoned");
            seen.0.insert(from.port());
            seen.1.insert([bytes[0], bytes[1]]);
            vec![answer(bytes)]
        });
        let pool = Pool::new(address.await);
        for number in 0..64 {
            let name = format!("name{number}.example.");
            let answer = pool.ask(&asked(&name)).await.expect("an answer");
            assert_eq!(answer.queries[0].name().to_string(), name);
        }
        let (ports, numbers) = &*seen.lock().expect("unpoisoned");
        assert!((5..=ABREAST).contains(&ports.len()), "{ports:?}");
        assert!(numbers.len() > 60, "{numbers:?}");
    }

    #[tokio::test]
    async fn what_answers_no_question_is_ignored_and_ends_the_use_of_its_socket() {
        let address = server(|_, bytes| {
            let (mut number, mut name, mut echo) = (bytes.clone(), bytes.clone(), bytes.clone());
            number[0] ^= 1;
            name[HEADER + 1] ^= 1;
            echo[2] &= 0x7f;
            vec![answer(number), answer(name), echo, vec![1], answer(bytes)]
        });
        let pool = Pool::new(address.await);
        for _ in 0..4 {
            let answer = pool.ask(&asked("a.example.")).await.expect("an answer");
            assert_eq!(answer.queries, asked("a.example.").queries);
        }
        let sockets = pool.sockets.lock().expect("unpoisoned");
        assert!(sockets.iter().flatten().all(|one| !one.is_fit()));
    }

    #[tokio::test]
    async fn a_question_that_is_lost_is_sent_again() {
        let mut got = 0;
        let address = server(move |_, bytes| {
            got += 1;
            if got < 3 { Vec::new() } else { vec![answer(bytes)] }
        });
        let pool = Pool::new(address.await);
        let begun = Instant::now();
        pool.ask(&asked("a.example.")).await.expect("an answer");
        assert!(begun.elapsed() >= 2 * RESEND);
    }

    #[tokio::test]
    async fn a_socket_takes_so_many_questions_and_no_more_and_one_given_up_leaves_no_trace() {
        let address = server(|_, bytes| vec![answer(bytes)]).await;
        let pooled = PooledSocket::open(address).expect("opens");
        for _ in 0..QUESTIONS {
            assert!(pooled.is_fit());
            let mut bytes = asked("a.example.").to_vec().expect("bytes");
            drop(pooled.begin(&mut bytes).expect("begins"));
        }
        assert!(!pooled.is_fit());
        assert!(locked(&pooled.open).waiting.is_empty());
    }
}
