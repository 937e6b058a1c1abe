//! A DNS server over UDP and TCP whose answers a test makes up.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use hickory_resolver::proto::op::{Edns, Message, MessageType, ResponseCode};
use hickory_resolver::proto::rr::rdata::opt::EdnsOption;
use hickory_resolver::proto::rr::rdata::{A, CNAME, MX, NS, SOA, TXT};
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

/// One question as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The name without the final dot.
    pub(crate) name: String,
    /// The type.
    pub(crate) kind: RecordType,
    /// Whether it came over TCP.
    pub(crate) over_tcp: bool,
    /// How many questions came before it.
    pub(crate) earlier: usize,
}

/// Makes the packets that answer a question from an empty answer to it.
type Play = dyn Fn(&Asked, Message) -> Vec<Vec<u8>> + Send + Sync;

/// A running server.
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// What it was asked.
    log: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// What it was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.log.lock().expect("unpoisoned").clone()
    }
}

/// Starts a server.
pub(crate) async fn serve(
    play: impl Fn(&Asked, Message) -> Vec<Vec<u8>> + Send + Sync + 'static,
) -> Server {
    let (udp, tcp) = loop {
        let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("binds");
        let address = tcp.local_addr().expect("has an address");
        if let Ok(udp) = UdpSocket::bind(address).await {
            break (udp, tcp);
        }
    };
    let server = Server { address: tcp.local_addr().expect("has an address"), log: Arc::default() };
    let play: Arc<Play> = Arc::new(play);
    tokio::spawn(datagrams(udp, Arc::clone(&play), Arc::clone(&server.log)));
    let log = Arc::clone(&server.log);
    tokio::spawn(async move {
        while let Ok((stream, _)) = tcp.accept().await {
            tokio::spawn(connection(stream, Arc::clone(&play), Arc::clone(&log)));
        }
    });
    server
}

/// Answers datagrams.
async fn datagrams(socket: UdpSocket, play: Arc<Play>, log: Arc<Mutex<Vec<Asked>>>) {
    let mut buffer = [0; 2048];
    while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
        for packet in answer(&buffer[..length], false, &*play, &log) {
            socket.send_to(&packet, from).await.expect("sends");
        }
    }
}

/// Answers what comes over one connection.
async fn connection(mut stream: TcpStream, play: Arc<Play>, log: Arc<Mutex<Vec<Asked>>>) {
    while let Ok(length) = stream.read_u16().await {
        let mut query = vec![0; length.into()];
        if stream.read_exact(&mut query).await.is_err() {
            return;
        }
        for packet in answer(&query, true, &*play, &log) {
            let length = u16::try_from(packet.len()).expect("fits");
            let sent = stream.write_u16(length).await;
            if sent.is_err() || stream.write_all(&packet).await.is_err() {
                return;
            }
        }
    }
}

/// The packets for one query.
fn answer(query: &[u8], over_tcp: bool, play: &Play, log: &Mutex<Vec<Asked>>) -> Vec<Vec<u8>> {
    let mut reply = Message::from_vec(query).expect("a query");
    reply.metadata.message_type = MessageType::Response;
    let question = reply.queries.first().expect("a question").clone();
    let asked = {
        let mut log = log.lock().expect("unpoisoned");
        let name = question.name().to_ascii().trim_end_matches('.').to_owned();
        let asked = Asked { name, kind: question.query_type(), over_tcp, earlier: log.len() };
        log.push(asked.clone());
        asked
    };
    play(&asked, reply)
}

/// The packet of a message.
pub(crate) fn packet(message: &Message) -> Vec<u8> {
    message.to_vec().expect("encodes")
}

/// Adds an address to an answer.
pub(crate) fn address(mut message: Message, name: &str, address: [u8; 4]) -> Message {
    message.answers.push(record(name, RData::A(A(Ipv4Addr::from(address)))));
    message
}

/// Adds an alias to an answer.
pub(crate) fn alias(mut message: Message, name: &str, target: &str) -> Message {
    message.answers.push(record(name, RData::CNAME(CNAME(parse(target)))));
    message
}

/// Adds name servers to an answer.
pub(crate) fn name_servers(mut message: Message, zone: &str, servers: &[&str]) -> Message {
    let records = servers.iter().map(|server| record(zone, RData::NS(NS(parse(server)))));
    message.answers.extend(records);
    message
}

/// Adds a mail exchange to an answer.
pub(crate) fn mail_exchange(mut message: Message, name: &str, exchange: &str) -> Message {
    message.answers.push(record(name, RData::MX(MX::new(10, parse(exchange)))));
    message
}

/// Adds text to an answer.
pub(crate) fn text(mut message: Message, name: &str, text: &str) -> Message {
    message.answers.push(record(name, RData::TXT(TXT::new(vec![text.to_owned()]))));
    message
}

/// An answer with an extended error (RFC 8914).
pub(crate) fn because(mut message: Message, code: u16) -> Message {
    let mut edns = Edns::new();
    let bytes = [&code.to_be_bytes()[..], b"by order"].concat();
    edns.options_mut().insert(EdnsOption::Unknown(15, bytes));
    message.set_edns(edns);
    message
}

/// Makes an answer negative.
pub(crate) fn negative(mut message: Message, zone: &str, code: ResponseCode) -> Message {
    let (mname, rname) = (parse(&format!("ns.{zone}")), parse(&format!("host.{zone}")));
    message.metadata.response_code = code;
    message.authorities.push(record(zone, RData::SOA(SOA::new(mname, rname, 1, 2, 3, 4, 5))));
    message
}

/// A record of a name.
fn record(name: &str, data: RData) -> Record {
    Record::from_rdata(parse(name), 60, data)
}

/// A name from its text.
fn parse(name: &str) -> Name {
    Name::from_ascii(format!("{name}.")).expect("a name")
}
