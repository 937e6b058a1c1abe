//! The queue that many machines share, over a `redis-server` of its own; left out, with a word, where
//! none is installed.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use serde_json::Value;

use super::program::{Program, Ran};
use super::record::{Internet, run, words};

/// The password of the queue's server.
const PASSWORD: &str = "correct-horse";

/// A server that ends with the test.
struct Server {
    child: Child,
    url: String,
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
        let port = free.local_addr().expect("an address").port().to_string();
        drop(free);
        let folder = tempfile::tempdir().expect("a folder");
        let child = Command::new("redis-server")
            .args(["--port", &port, "--bind", "127.0.0.1", "--save", ""])
            .args(["--requirepass", PASSWORD, "--dir"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn();
        let Ok(child) = child else {
            let _ = writeln!(std::io::stderr(), "left out: no redis-server is installed");
            return None;
        };
        let url = format!("redis://:{PASSWORD}@127.0.0.1:{port}/1");
        Some(Self { child, url, _folder: folder })
    }

    /// The option that names it.
    fn option(&self) -> Vec<String> {
        vec!["--queue".to_owned(), self.url.clone()]
    }
}

/// The lines of NDJSON without what differs between any two runs.
fn lines(text: &str) -> Vec<Value> {
    let read = |line: &str| {
        let mut value: Value = serde_json::from_str(line).expect("is JSON");
        for field in ["traced_at", "elapsed_ms"] {
            value[field].take();
        }
        let evidence = value["evidence"].as_array_mut().into_iter().flatten();
        for one in evidence {
            one["at"].take();
            one["ms"].take();
        }
        value
    };
    text.lines().map(read).collect()
}

/// Runs `trace queue` or `trace worker`.
async fn over(program: &Arc<Program>, server: &Server, command: &str, more: &[String]) -> Ran {
    let ran = run(program, &[&words(command), &server.option(), more]).await;
    for text in [&ran.out, &ran.err] {
        assert!(!text.contains(PASSWORD), "{text}");
    }
    ran
}

#[tokio::test]
async fn what_comes_out_of_the_queue_is_what_one_machine_says() {
    let Some(server) = Server::start() else { return };
    let (program, internet) = (Arc::new(Program::new()), Internet::new().await);
    let list = "www.example.com localhost example.com www.example.com";
    let alone = words(&format!("-q -o ndjson --no-cache {list}"));
    let alone = run(&program, &[&internet.options(), &alone]).await;

    let pushed = over(&program, &server, &format!("queue push {list}"), &[]).await;
    assert_eq!((pushed.code, pushed.err.as_str()), (0, ""), "{}", pushed.out);
    assert_eq!(pushed.out, "3 targets pushed, 1 were there already\n");
    let status = over(&program, &server, "queue status", &[]).await;
    assert_eq!(status.out, "3 targets: 0 done, 0 in hand, 3 waiting\n");
    let before = internet.asked();
    let worked = over(&program, &server, "worker --drain", &internet.options()).await;
    assert_eq!((worked.code, worked.err.as_str()), (0, ""));
    assert!(internet.asked()[1] > before[1]);
    let results = over(&program, &server, "queue results", &[]).await;
    assert_eq!(lines(&results.out), lines(&alone.out)[..3]);
    let again = over(&program, &server, "queue results", &[]).await;
    assert_eq!(again.out, results.out, "nothing is taken away");

    // Nobody asks for what another worker has asked for already.
    let asked = internet.asked();
    over(&program, &server, "queue push https://www.example.com/another", &[]).await;
    let worked = over(&program, &server, "worker --drain", &internet.options()).await;
    assert_eq!((worked.code, internet.asked()[2]), (0, asked[2]));
    let retry = over(&program, &server, "queue retry", &[]).await;
    assert!(retry.out.ends_with("targets queued again\n"), "{}", retry.out);
}

#[tokio::test]
async fn what_must_not_enter_a_queue_does_not_and_probes_need_a_word_of_the_worker() {
    let Some(server) = Server::start() else { return };
    let (program, internet) = (Arc::new(Program::new()), Internet::new().await);
    let csam = over(&program, &server, "queue push --harm csam www.example.com", &[]).await;
    assert_eq!(csam.code, 2);
    assert!(csam.err.contains("nothing of it enters a queue"), "{}", csam.err);
    over(&program, &server, "queue push --probe www.example.com", &[]).await;
    let worked = over(&program, &server, "worker --drain", &internet.options()).await;
    assert_eq!(worked.code, 0, "{}", worked.err);
    let results = over(&program, &server, "queue results", &[]).await;
    assert_eq!(lines(&results.out)[0]["error"]["code"], "probe-not-allowed");
    let retry = over(&program, &server, "queue retry", &[]).await;
    assert_eq!(retry.out, "1 targets queued again\n");
}

#[tokio::test]
async fn a_queue_that_cannot_be_used_is_named_without_its_password() {
    let Some(server) = Server::start() else { return };
    let program = Arc::new(Program::new());
    let wrong = server.url.replace(PASSWORD, "wrong-password");
    for url in [wrong.as_str(), "redis://:wrong-password@127.0.0.1:1/", "http://:wrong-password@x/"]
    {
        let ran = run(&program, &[&words("queue status --queue"), &[url.to_owned()]]).await;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{url}");
        assert!(!ran.err.contains("wrong-password"), "{}", ran.err);
    }
}
