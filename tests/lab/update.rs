//! Fetching the ranges that providers publish, from servers on loopback.

use std::net::SocketAddr;

use trace::directory::{Directory, RangeBlock, write_ranges};
use trace::run::update::{Kept, fetch};
use trace::wire::Sent;

use super::*;

/// A wire that takes every https URL to one server on loopback, with the host as the first part of
/// the path.
struct Rerouted(Live, SocketAddr);

impl Wire for Rerouted {
    async fn send(&self, ask: &Ask) -> Sent {
        let Ask::Http { url, purpose } = ask else { panic!("only HTTP is asked") };
        let rest = url.strip_prefix("https://").expect("only https is asked");
        let url = format!("http://{}/{rest}", self.1);
        self.0.send(&Ask::Http { url, purpose: *purpose }).await
    }
}

/// A directory of one provider with one list and four known ranges.
fn known(format: &str, only: &str) -> Directory {
    let text = format!(
        "[[provider]]\nid = \"example\"\nname = \"Example\"\nsource = \"https://example.com/\"\n\
         read = \"2026-01-01\"\n\
         ranges = [{{ url = \"https://ranges.example/list\", format = \"{format}\", role = \"cdn\"{only} }}]\n\
         signs = [{{ kind = \"prefix\", role = \"cdn\", \
         values = [\"9.9.9.0/24\", \"8.8.8.0/24\", \"8.8.4.0/24\", \"1.1.1.0/24\"] }}]\n"
    );
    Directory::default().with_overlay(&text, "own.toml").expect("is read")
}

/// Fetches from a server that answers with some text, or redirects.
async fn fetched(
    known: &Directory,
    status: &str,
    headers: &str,
    body: &str,
) -> Result<RangeBlock, Kept> {
    let answer = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let server = tcp::serve("\r\n\r\n", move |request, _| {
        let moved = request.starts_with("GET /elsewhere.example/");
        let answer = if moved {
            "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n9.9.9.0/24\n"
                .to_owned()
        } else {
            answer.clone()
        };
        vec![Step::Send(answer)]
    })
    .await;
    let net = Rerouted(live(None, Some(&server), PATIENCE), server.address);
    fetch(known, &net, "2026-11-22", &[]).await.into_iter().next().expect("one result")
}

#[tokio::test]
async fn a_list_is_fetched_verified_dated_and_can_be_used() {
    let known = known("list", "");
    let list = "9.9.9.0/24\n8.8.8.0/24\n4.4.4.0/24\n";
    let block = fetched(&known, "200 OK", "", list).await.expect("is believed");
    assert_eq!((block.read.as_str(), block.ranges.len()), ("2026-11-22", 3));
    assert_eq!(block.source, "https://ranges.example/list");
    assert!(Directory::embedded().with_ranges(&write_ranges(&[block])).is_some());
}

#[tokio::test]
async fn what_cannot_be_had_or_believed_is_kept_as_it_was_and_the_reason_said() {
    let page = "<html>\n<p>sorry</p>\n<p>not here</p>\n</html>\n";
    for (status, headers, body, reason) in [
        ("200 OK", "", "9.9.9.0/24\n10.0.0.0/8\n", "10.0.0.0/8 is no public address space"),
        ("200 OK", "", "9.9.9.0/24\n", "it lacks most of the ranges that were known; not believed"),
        ("200 OK", "", "", "it names no range"),
        ("200 OK", "", page, "4 of its lines are no ranges"),
        ("503 Busy", "", "", "HTTP 503"),
        (
            "302 Found",
            "Location: http://ranges.example/list\r\n",
            "",
            "it leads to http://ranges.example/list, which is not https",
        ),
        ("302 Found", "Location: /again\r\n", "", "it redirects more than 3 times"),
    ] {
        let kept = fetched(&known("list", ""), status, headers, body).await.expect_err(reason);
        assert_eq!(kept.why, format!("https://ranges.example/list: {reason}"));
        assert_eq!(kept.old, None);
    }
}

#[tokio::test]
async fn a_redirect_within_https_is_followed_and_json_read_by_its_group() {
    let text = known("list", "");
    let moved = "Location: https://elsewhere.example/list\r\n";
    let kept = fetched(&text, "301 Moved", moved, "").await.expect_err("one of four is too few");
    assert!(kept.why.contains("not believed"), "{}", kept.why);
    let group = known("json", ", only = \"edge\"");
    let json = r#"{"edge":["9.9.9.0/24","8.8.8.0/24"],"other":["4.4.4.0/24"]}"#;
    let block = fetched(&group, "200 OK", "", json).await.expect("is believed");
    assert_eq!(block.ranges.len(), 2);
}

#[tokio::test]
async fn without_a_network_what_was_fetched_before_is_kept() {
    let known = known("list", "");
    let server = http(vec![Step::Reset]).await;
    let net = Rerouted(live(None, Some(&server), PATIENCE), server.address);
    let before = RangeBlock {
        provider: "example".to_owned(),
        role: trace::directory::Role::Cdn,
        service: None,
        source: "https://ranges.example/list".to_owned(),
        read: "2026-10-01".to_owned(),
        ranges: vec!["9.9.9.0/24".parse().expect("a range")],
    };
    let results = fetch(&known, &net, "2026-11-22", std::slice::from_ref(&before)).await;
    let kept = results.into_iter().next().expect("one result").expect_err("no network");
    assert_eq!(kept.old, Some(before));
    assert!(kept.why.starts_with("https://ranges.example/list: "), "{}", kept.why);
}
