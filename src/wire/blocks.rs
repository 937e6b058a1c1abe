//! The address blocks whose registration was learnt, so that one answer serves every address for
//! which the registry would say the same.
//!
//! An answer is about the smallest block that holds the question, and says nothing of smaller ones
//! beside it. So it may serve another address only where a smaller block would change nothing that
//! is said (an edge's own range), or where there can be none (a block that its record calls
//! indivisible). Whoever is served asks as the address that was asked first: the exchange, its time
//! and its digest stay those of the answer. All processes of a user share what is known.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

pub use self::log::BlockLog;

mod log;

/// For how long a block is known, in seconds: not quite as long as the answer is kept.
const TERM: i64 = 55 * 60;
/// How many blocks that begin before an address are looked at.
const LOOK_BACK: usize = 8;
/// Whose a block is that cannot be divided.
const WHOLE: &str = "-";

/// What is known of blocks.
#[derive(Debug, Default)]
pub struct Blocks {
    /// What is shared with others.
    log: BlockLog,
    /// What is known.
    known: Mutex<KnownBlocks>,
}

/// An address that was asked, with the first and last address of the block that came of it.
type Asked = (IpAddr, Option<(IpAddr, IpAddr)>);

/// What is known.
#[derive(Debug, Default)]
struct KnownBlocks {
    /// The blocks by whose they are and where they begin: the end, and the address that was asked.
    blocks: BTreeMap<(String, IpAddr), (IpAddr, IpAddr)>,
    /// The addresses that were asked, or are being asked, for a neighbourhood; with the block that
    /// came of it, if one did.
    asked: HashMap<String, Vec<Asked>>,
    /// How much of the log was read.
    read: u64,
    /// In a replay: the addresses that the case holds answers about.
    recorded: Option<BTreeSet<IpAddr>>,
}

/// A line of the log.
enum BlockLine {
    /// An address is asked for a neighbourhood.
    Asked(String, IpAddr),
    /// A block was learnt.
    Block(String, IpAddr, IpAddr, IpAddr),
}

impl Blocks {
    /// Shares what is known with others through a log.
    pub fn new(log: BlockLog) -> Self {
        Self { log, known: Mutex::default() }
    }

    /// Goes by what a case holds, because a replay learns in another order than the run did.
    pub fn replay(&self, asked: impl Iterator<Item = IpAddr>) {
        self.known().recorded = Some(asked.collect());
    }

    /// As which address an edge's address is asked: one whose answer serves it, or may turn out
    /// to; itself if there is none. Those that were `tried` did not.
    pub async fn as_edge(&self, whose: &str, address: IpAddr, tried: &[IpAddr]) -> IpAddr {
        let recorded =
            |recorded: &BTreeSet<_>| nearest(recorded, address, tried).unwrap_or(address);
        if let Some(asked) = self.known().recorded.as_ref().map(recorded) {
            return asked;
        }
        let near = neighbourhood(whose, address);
        loop {
            self.sync().await;
            let read = {
                let mut known = self.known();
                if let Some(asked) = known.serves(whose, &near, address, tried) {
                    return asked;
                }
                if self.log.is_none() {
                    known.take(BlockLine::Asked(near, address));
                    return address;
                }
                known.read
            };
            // Somebody else may have asked meanwhile; then that is looked at first.
            if self.append(read, BlockLine::Asked(near.clone(), address)).await {
                return address;
            }
        }
    }

    /// As which address one is asked that lies in a block which cannot be divided.
    pub async fn as_whole(&self, address: IpAddr) -> Option<IpAddr> {
        {
            let known = self.known();
            if let Some(recorded) = &known.recorded {
                return nearest(recorded, address, &[]).filter(|asked| *asked != address);
            }
            if let Some(asked) = known.find(WHOLE, address) {
                return Some(asked);
            }
        }
        self.sync().await;
        self.known().find(WHOLE, address)
    }

    /// Learns what came of asking an address for an edge's sake: its block, if it is the edge's.
    pub async fn learn_edge(&self, whose: &str, asked: IpAddr, block: Option<(IpAddr, IpAddr)>) {
        let near = neighbourhood(whose, asked);
        {
            let mut known = self.known();
            let place = known.asked.get_mut(&near).and_then(|asks| {
                asks.iter_mut().find(|(address, block)| *address == asked && block.is_none())
            });
            if let Some((_, known)) = place {
                // An answer that serves nobody else serves itself.
                *known = Some(block.unwrap_or((asked, asked)));
            }
        }
        if let Some(block) = block {
            self.learn(whose, asked, block).await;
        }
    }

    /// Learns a block that cannot be divided.
    pub async fn learn_whole(&self, asked: IpAddr, block: (IpAddr, IpAddr)) {
        self.learn(WHOLE, asked, block).await;
    }

    /// Learns a block, once.
    async fn learn(&self, whose: &str, asked: IpAddr, (first, last): (IpAddr, IpAddr)) {
        let line = || BlockLine::Block(whose.to_owned(), first, last, asked);
        loop {
            let read = {
                let mut known = self.known();
                if known.find(whose, asked).is_some() {
                    return;
                }
                if self.log.is_none() {
                    known.take(line());
                    return;
                }
                known.read
            };
            if self.append(read, line()).await {
                return;
            }
            self.sync().await;
        }
    }

    /// Locks what is known, which is never left in a half-changed state.
    fn known(&self) -> MutexGuard<'_, KnownBlocks> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what others have added.
    async fn sync(&self) {
        let from = self.known().read;
        let Some(tail) = self.log.tail(from).await else { return };
        let mut known = self.known();
        let now = Timestamp::now().as_second();
        let lines = tail.lines.iter().filter_map(|line| BlockLine::parse(line, now));
        // Another strand may have read the same, which changes nothing.
        lines.for_each(|line| known.take(line));
        known.read = tail.read;
    }

    /// Adds a line unless others have added some since `read`; says whether it is there. Where the
    /// log cannot be used, this process knows what it has learnt itself.
    async fn append(&self, read: u64, line: BlockLine) -> bool {
        let text = line.text(Timestamp::now().as_second());
        match self.log.append(read, &text).await {
            Some(0) => return false,
            Some(length) => self.known().read = length,
            None => {}
        }
        self.known().take(line);
        true
    }
}

impl KnownBlocks {
    /// The address that was asked for the block of somebody that holds another address.
    fn find(&self, whose: &str, address: IpAddr) -> Option<IpAddr> {
        let before = (whose.to_owned(), IpAddr::V4(0.into()))..=(whose.to_owned(), address);
        let mut blocks = self.blocks.range(before).rev().take(LOOK_BACK);
        let (_, (_, asked)) = blocks.find(|((_, first), (last, _))| {
            first.is_ipv4() == address.is_ipv4() && (*first..=*last).contains(&address)
        })?;
        Some(*asked)
    }

    /// The address whose answer serves an edge's address, or may turn out to.
    fn serves(&self, whose: &str, near: &str, address: IpAddr, tried: &[IpAddr]) -> Option<IpAddr> {
        if let Some(asked) = self.find(whose, address).filter(|asked| !tried.contains(asked)) {
            return Some(asked);
        }
        let serves = |block: &Option<(IpAddr, IpAddr)>| {
            block.is_none_or(|(first, last)| (first..=last).contains(&address))
        };
        let mut others = self.asked.get(near)?.iter();
        let other = others.find(|(asked, block)| !tried.contains(asked) && serves(block));
        other.map(|(asked, _)| *asked)
    }

    /// Takes a line in.
    fn take(&mut self, line: BlockLine) {
        match line {
            BlockLine::Asked(near, address) => {
                let asks = self.asked.entry(near).or_default();
                if !asks.iter().any(|(asked, _)| *asked == address) {
                    asks.push((address, None));
                }
            }
            BlockLine::Block(whose, first, last, asked) => {
                self.blocks.entry((whose, first)).or_insert((last, asked));
            }
        }
    }
}

impl BlockLine {
    /// Reads a line, unless it is too old.
    fn parse(text: &str, now: i64) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        let at: i64 = words.first()?.parse().ok()?;
        if !(now - TERM..=now + 60).contains(&at) {
            return None;
        }
        match words.get(1..)? {
            ["?", near, asked] => Some(Self::Asked((*near).to_owned(), asked.parse().ok()?)),
            [whose, first, last, asked] => {
                let (first, last) = (first.parse().ok()?, last.parse().ok()?);
                Some(Self::Block((*whose).to_owned(), first, last, asked.parse().ok()?))
            }
            _ => None,
        }
    }

    /// The line as it is written.
    fn text(&self, now: i64) -> String {
        match self {
            Self::Asked(near, asked) => format!("{now} ? {near} {asked}"),
            Self::Block(whose, first, last, asked) => {
                format!("{now} {whose} {first} {last} {asked}")
            }
        }
    }
}

/// The recorded address that is closest to another one: itself, if it is recorded.
fn nearest(recorded: &BTreeSet<IpAddr>, address: IpAddr, tried: &[IpAddr]) -> Option<IpAddr> {
    let others = recorded.iter().filter(|other| !tried.contains(other));
    let common = |other: &IpAddr| match (*other, address) {
        (IpAddr::V4(one), IpAddr::V4(two)) => (one.to_bits() ^ two.to_bits()).leading_zeros(),
        (IpAddr::V6(one), IpAddr::V6(two)) => (one.to_bits() ^ two.to_bits()).leading_zeros(),
        _ => 0,
    };
    others.copied().filter(|other| common(other) > 0).max_by_key(common)
}

/// The neighbourhood of an edge's address, in which blocks are likely to be one.
fn neighbourhood(whose: &str, address: IpAddr) -> String {
    let length = if address.is_ipv4() { 12 } else { 28 };
    let net = ipnet::IpNet::new(address, length).map(|net| net.trunc().to_string());
    format!("{whose}/{}", net.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[expect(clippy::unnecessary_wraps, reason = "as an answer has it")]
    fn block(first: &str, last: &str) -> Option<(IpAddr, IpAddr)> {
        Some((ip(first), ip(last)))
    }

    #[tokio::test]
    async fn neighbours_of_an_edge_ask_as_the_first_and_those_outside_its_block_for_themselves() {
        let blocks = Blocks::default();
        let (first, second, third) = (ip("192.0.2.1"), ip("192.0.2.9"), ip("192.0.3.9"));
        assert_eq!(blocks.as_edge("edge", first, &[]).await, first);
        assert_eq!(
            blocks.as_edge("edge", second, &[]).await,
            first,
            "while the first is under way"
        );
        assert_eq!(blocks.as_edge("other", second, &[]).await, second);
        blocks.learn_edge("edge", first, block("192.0.2.0", "192.0.2.255")).await;
        assert_eq!(blocks.as_edge("edge", second, &[]).await, first);
        assert_eq!(blocks.as_edge("edge", third, &[]).await, third);
    }

    #[tokio::test]
    async fn an_answer_that_is_not_the_edges_own_serves_nobody_else() {
        let blocks = Blocks::default();
        let (first, second) = (ip("2001:db8::1"), ip("2001:db8::9"));
        assert_eq!(blocks.as_edge("edge", first, &[]).await, first);
        assert_eq!(blocks.as_edge("edge", second, &[]).await, first);
        blocks.learn_edge("edge", first, None).await;
        assert_eq!(blocks.as_edge("edge", second, &[first]).await, second);
        assert_eq!(blocks.as_edge("edge", second, &[]).await, second);
    }

    #[tokio::test]
    async fn what_cannot_be_divided_serves_all_inside_and_nothing_beside_it() {
        let blocks = Blocks::default();
        blocks.learn_whole(ip("192.0.2.7"), (ip("192.0.2.0"), ip("192.0.2.127"))).await;
        assert_eq!(blocks.as_whole(ip("192.0.2.100")).await, Some(ip("192.0.2.7")));
        assert_eq!(blocks.as_whole(ip("192.0.2.128")).await, None);
        assert_eq!(blocks.as_whole(ip("::c000:207")).await, None);
    }

    #[tokio::test]
    async fn a_replay_asks_what_the_case_holds() {
        let blocks = Blocks::default();
        blocks.replay([ip("192.0.2.9"), ip("198.51.100.1")].into_iter());
        assert_eq!(blocks.as_edge("edge", ip("192.0.2.9"), &[]).await, ip("192.0.2.9"));
        assert_eq!(blocks.as_edge("edge", ip("192.0.2.1"), &[]).await, ip("192.0.2.9"));
        assert_eq!(blocks.as_whole(ip("198.51.100.200")).await, Some(ip("198.51.100.1")));
        assert_eq!(blocks.as_whole(ip("198.51.100.1")).await, None);
    }

    #[tokio::test]
    async fn processes_share_what_they_know_and_half_a_line_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let one = Blocks::new(BlockLog::folder(Some(folder.path().to_owned())));
        let other = Blocks::new(BlockLog::folder(Some(folder.path().to_owned())));
        let (first, second) = (ip("192.0.2.1"), ip("192.0.2.9"));
        assert_eq!(one.as_edge("edge", first, &[]).await, first);
        assert_eq!(other.as_edge("edge", second, &[]).await, first);
        let path = folder.path().join("blocks");
        let mut file = File::options().append(true).open(&path).expect("a file");
        file.write_all(b"17999 edge 1.2.3").expect("writes");
        one.learn_whole(ip("198.51.100.1"), (ip("198.51.100.0"), ip("198.51.100.255"))).await;
        assert_eq!(other.as_whole(ip("198.51.100.2")).await, Some(ip("198.51.100.1")));
        let text = fs::read_to_string(&path).expect("text");
        assert!(text.lines().all(|line| line.split(' ').count() >= 4), "{text}");
    }
}
