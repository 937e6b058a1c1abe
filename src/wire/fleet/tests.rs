//! Stories over a `redis-server` of their own; left out, with a word, where none is installed.

use std::process::{Child, Command, Stdio};

use redis::Cmd;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::tasks::Task;
use super::*;
use crate::model::exchange::Ask;
use crate::wire::limits::ledger::{Heard, Ledger, Turn, micros};
use crate::wire::limits::rules::{Limit, Origin, Pace, Window};

/// A server that ends with the test.
struct Server {
    child: Child,
    address: Address,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts a server on a free port.
    fn start() -> Option<Self> {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let folder = tempfile::tempdir().expect("a folder");
        let port = port.to_string();
        let child = Command::new("redis-server")
            .args(["--port", &port, "--bind", "127.0.0.1", "--save", "", "--dir"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn();
        let Ok(child) = child else {
            eprintln!("left out: no redis-server is installed");
            return None;
        };
        let address = Address::parse(&format!("redis://127.0.0.1:{port}")).expect("an address");
        Some(Self { child, address, _folder: folder })
    }

    /// A machine that uses it.
    fn machine(&self) -> Fleet {
        Fleet::new(self.address.clone(), Duration::from_secs(10))
    }
}

/// Does something by hand.
async fn by_hand(fleet: &Fleet, words: &[&str]) {
    let mut command = Cmd::new();
    for word in words {
        command.arg(*word);
    }
    let mut commands = redis::pipe();
    commands.add_command(command).ignore();
    fleet.send::<()>(&commands).await.expect("is done");
}

/// One of a queue's tasks for a worker.
async fn take(fleet: &Fleet) -> Option<Task> {
    fleet.take(1).await.expect("takes").pop()
}

#[tokio::test]
async fn a_target_is_taken_by_one_worker_and_has_one_result() {
    let Some(server) = Server::start() else { return };
    let (one, other) = (server.machine(), server.machine());
    let targets = ["a.example", "b.example"].map(str::to_owned);
    assert_eq!(one.push("{}", &targets).await.expect("pushes"), 2);
    assert_eq!(other.push("{}", &targets).await.expect("pushes"), 0, "they are there already");
    let first = take(&one).await.expect("a task");
    let second = take(&other).await.expect("a task");
    assert!(take(&other).await.is_none(), "nothing is left");
    let taken = [&first, &second].map(|task| task.target.clone().expect("a target"));
    assert_eq!(taken, targets);
    assert_eq!(first.options.as_deref(), Some("{}"));
    one.finish(&first, "first").await.expect("is done");
    one.finish(&first, "again").await.expect("changes nothing");
    let (results, _) = other.results(1).await.expect("reads").expect("some");
    assert_eq!(results, [(1, "first".to_owned())]);
    let standing = other.standing().await.expect("stands");
    assert_eq!((standing.pushed, standing.done, standing.open), (2, 1, 1));
    assert_eq!(standing.in_hand, [(other.name.clone(), 1)]);
    assert!(other.retry(1).await.expect("is queued"));
    assert_eq!(take(&one).await.expect("again").target.as_deref(), Some("a.example"));
}

/// Gives tasks to a worker that has died.
async fn lose(fleet: &Fleet, tasks: &[&str]) {
    for id in tasks {
        let lost = ["XCLAIM", "trace:queue", "trace", "dead", "0", id, "IDLE", "60000"];
        by_hand(fleet, &lost).await;
    }
}

#[tokio::test]
async fn what_a_dead_worker_had_is_taken_over_and_given_up_after_three_deaths() {
    let Some(server) = Server::start() else { return };
    let (dead, alive) = (server.machine(), server.machine());
    dead.push("{}", &["a.example".to_owned()]).await.expect("pushes");
    let task = take(&dead).await.expect("a task");
    assert!(take(&alive).await.is_none(), "its worker lives");
    let id = task.id().to_owned();
    for deaths in 1..=3 {
        lose(&dead, &[&id]).await;
        let taken = take(&alive).await.expect("is taken over");
        assert_eq!(taken.deaths, (deaths == 3).then_some(3), "{taken:?}");
        // Renewals are no deaths.
        alive.hold(&[taken]).await.expect("is held");
        assert!(take(&alive).await.is_none());
    }
}

#[tokio::test]
async fn a_task_that_was_in_company_when_its_workers_died_is_done_alone_before_it_is_given_up() {
    let Some(server) = Server::start() else { return };
    let (dead, alive) = (server.machine(), server.machine());
    dead.push("{}", &["a.example", "b.example"].map(str::to_owned)).await.expect("pushes");
    let tasks = dead.take(2).await.expect("takes");
    let ids: Vec<&str> = tasks.iter().map(Task::id).collect();
    for _ in 1..=2 {
        lose(&dead, &ids).await;
        let taken = alive.take(9).await.expect("takes");
        assert_eq!(taken.len(), 2);
        assert!(taken.iter().all(|task| !task.alone && task.deaths.is_none()), "{taken:?}");
    }
    lose(&dead, &ids).await;
    let first = alive.take(9).await.expect("takes");
    assert!(matches!(first.as_slice(), [task] if task.alone && task.deaths.is_none()), "{first:?}");
    let other = dead.take(9).await.expect("takes");
    assert!(matches!(other.as_slice(), [task] if task.alone && task.deaths.is_none()), "{other:?}");
    dead.finish(&other[0], "done").await.expect("is done");
    for deaths in 4..=6 {
        lose(&dead, &[first[0].id()]).await;
        let taken = take(&alive).await.expect("is taken over");
        assert_eq!(taken.deaths, (deaths == 6).then_some(6), "{taken:?}");
    }
    alive.finish(&first[0], "given up").await.expect("is done");
    let left: (u64,) =
        alive.send(redis::pipe().cmd("EXISTS").arg("trace:deaths")).await.expect("says");
    assert_eq!(left, (0,), "nothing of it is kept");
}

#[tokio::test]
async fn what_a_worker_had_whose_connection_is_gone_is_free_before_it_is_overdue() {
    let Some(server) = Server::start() else { return };
    let alive = server.machine();
    let ask = Ask::rdap("https://rdap.example/domain/a.example");
    {
        let dead = server.machine();
        dead.push("{}", &["a.example".to_owned()]).await.expect("pushes");
        assert!(take(&dead).await.is_some() && dead.lease(&ask).await);
        assert!(take(&alive).await.is_none() && !alive.lease(&ask).await, "it lives");
    }
    let (started, mut taken, mut ours) = (Instant::now(), false, false);
    while !(taken && ours) && started.elapsed() < tasks::LOST {
        sleep(Duration::from_millis(50)).await;
        taken |= take(&alive).await.is_some();
        ours |= alive.lease(&ask).await;
    }
    assert!(taken && ours && started.elapsed() < tasks::LOST * 3 / 4, "{:?}", started.elapsed());
}

#[tokio::test]
async fn the_script_and_the_ledger_are_one_rule() {
    let Some(server) = Server::start() else { return };
    let fleet = server.machine();
    let windows = vec![
        Window { count: 4, span: Duration::from_millis(300) },
        Window { count: 9, span: Duration::from_secs(5) },
    ];
    let pace = Pace { rate: 50.0, burst: 3 };
    let limit = Limit { at_once: 4, pace, windows, origin: Origin::Given };
    let patience = micros(Duration::from_secs(2));
    let mut ledger = Ledger::default();
    let busy = |said| Heard::Busy(said, Duration::from_millis(2));
    let hearings = [
        Heard::Fine,
        busy(Some(Duration::from_millis(3))),
        busy(None),
        Heard::Fine,
        Heard::Down,
        Heard::Down,
        Heard::Down,
        Heard::Fine,
    ];
    for step in 0..160 {
        let (script, theirs) = fleet.turn_there("rdap-x.example", &limit, patience).await;
        assert_eq!(script, ledger.turn(theirs, &limit, patience), "at step {step}");
        ledger.trim(&limit);
        if step % 3 == 0 {
            let heard = hearings[step / 3 % hearings.len()];
            let asked = theirs - 500;
            let now = fleet.heard_there("rdap-x.example", asked, &limit, heard).await;
            ledger.heard(now, asked, &limit, heard);
        }
        sleep(Duration::from_millis(7)).await;
    }
    // A turn that is far away is refused by both.
    let closed = fleet.shut("rdap-x.example", 0, &limit).await;
    assert!(!matches!(closed, Some(Turn::At(_))));
}

#[tokio::test]
async fn machines_hold_one_limit_together_by_the_servers_clock() {
    let Some(server) = Server::start() else { return };
    let (one, other) = (server.machine(), server.machine());
    let windows = vec![Window { count: 2, span: Duration::from_mins(1) }];
    let limit = Limit { at_once: 4, pace: Pace::UNBOUNDED, windows, origin: Origin::Given };
    // Their own clocks are years apart.
    let (now, then) = (1_700_000_000_000_000, 1_900_000_000_000_000);
    for (machine, now) in [(&one, now), (&other, then)] {
        let turn = machine.turn("whois-x.example", now, &limit, 0).await;
        let at_once = |at| (now..now + 5_000_000).contains(&at);
        assert!(matches!(turn, Turn::At(at) if at_once(at)), "{turn:?}");
    }
    let full = one.turn("whois-x.example", now, &limit, 0).await;
    assert!(
        matches!(full, Turn::Full(until) if until > now && until < now + 75_000_000),
        "{full:?}"
    );
    one.heard("whois-x.example", now, now, &limit, Heard::Busy(None, Duration::from_secs(9))).await;
    let silent = other.turn("whois-x.example", then, &limit, 0).await;
    assert!(matches!(silent, Turn::Silent(until) if until > then), "{silent:?}");
}

#[tokio::test]
async fn one_machine_asks_and_the_others_have_the_answer() {
    let Some(server) = Server::start() else { return };
    let (one, other) = (server.machine(), server.machine());
    let ask = Ask::rdap("https://rdap.example/domain/a.example");
    assert!(one.lease(&ask).await && !other.lease(&ask).await);
    other.release(&ask).await;
    assert!(!other.lease(&ask).await, "nobody ends the lease of another");
    one.keep(&ask, b"answer", jiff::SignedDuration::from_secs(60)).await;
    assert_eq!(other.answer(&ask).await.as_deref(), Some(&b"answer"[..]));
    let (lines, read) = one.lines(0).await.expect("a log");
    assert_eq!((lines.len(), read), (0, 0));
    assert!(one.add_line(0, "first").await && !other.add_line(0, "too late").await);
    assert_eq!(other.lines(0).await, Some((vec!["first".to_owned()], 1)));
}

#[tokio::test]
async fn what_is_hostile_in_the_server_harms_nobody() {
    let Some(server) = Server::start() else { return };
    let fleet = server.machine();
    let long = "x".repeat(1 << 20);
    fleet.push("{}", &[long, "b.example".to_owned()]).await.expect("pushes");
    by_hand(&fleet, &["XADD", "trace:queue", "*", "place", "-1"]).await;
    by_hand(&fleet, &["XADD", "trace:queue", "*", "place", "77", "more", "fields"]).await;
    by_hand(&fleet, &["HSET", "trace:results", "2", "\u{1b}[2Jnothing"]).await;
    let tasks = fleet.take(9).await.expect("takes");
    let targets: Vec<Option<&str>> = tasks.iter().map(|task| task.target.as_deref()).collect();
    assert_eq!(targets, [None, Some("b.example"), None]);
    let ask = Ask::rdap("https://rdap.example/domain/a.example");
    for words in [["SET", "trace:queue", "text"], ["SET", "trace:results", "text"]] {
        by_hand(&fleet, &words).await;
    }
    by_hand(&fleet, &["LPUSH", "trace:limit:rdap-x", "list"]).await;
    assert!(fleet.take(1).await.is_err() && fleet.results(1).await.is_err());
    assert!(fleet.standing().await.is_err());
    assert!(fleet.answer(&ask).await.is_none());
}

/// A server that answers the same to everything.
async fn answering(answer: &'static [u8]) -> Fleet {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = [0; 4096];
            while matches!(stream.read(&mut asked).await, Ok(count) if count > 0) {
                if stream.write_all(answer).await.is_err() {
                    break;
                }
            }
        }
    });
    let address = Address::parse(&format!("redis://{address}")).expect("an address");
    Fleet::new(address, Duration::from_millis(400))
}

#[tokio::test]
async fn whatever_a_server_answers_ends_in_one_line_of_plain_text() {
    let answers: [&[u8]; 7] = [
        b"-ERR \x1b[2Jevil\r\n-ERR \x1b[2J\r\n-ERR x\r\n-ERR x\r\n",
        b"-NOAUTH Authentication required.\r\n-ERR x\r\n-ERR x\r\n",
        b"-MOVED 1 192.0.2.1:6379\r\n-ERR x\r\n-ERR x\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"%1\r\n+a\r\n+b\r\n:1\r\n:1\r\n:1\r\n",
        b"$-1\r\n$-1\r\n$-1\r\n$-1\r\n",
        b"*3\r\n$1\r\n\xff\r\n*-1\r\n:9223372036854775807\r\n:1\r\n:1\r\n:1\r\n",
    ];
    for answer in answers {
        let fleet = answering(answer).await;
        let shown = String::from_utf8_lossy(answer);
        for error in [fleet.standing().await.err(), fleet.results(1).await.err()] {
            let said = error.unwrap_or_else(|| panic!("{shown}: is no queue")).to_string();
            assert!(said.len() < 250 && !said.contains(char::is_control), "{shown}: {said}");
        }
        let tasks = fleet.take(1).await.unwrap_or_default();
        assert!(tasks.is_empty(), "{shown}: holds no task");
        assert!(fleet.answer(&Ask::rdap("https://rdap.example/domain/a.example")).await.is_none());
    }
}
