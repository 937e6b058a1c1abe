//! The live wire against servers on loopback.
//!
//! They are reached as a user would reach them: named in the configuration, and so exempt from
//! the guard.

// The futures of a trace are deep; without a feature the compiler lays them out in one go.
#![recursion_limit = "256"]

use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::RecordType;
use trace::model::dns::{DnsReply, Rcode, RecordKind};
use trace::model::exchange::{Ask, DnsServer, Failure, HttpReply, Reply, RequestPurpose};
use trace::source::temper::temper;
use trace::wire::Wire;
use trace::wire::guard::Guard;
use trace::wire::limits::{Limits, Manners};
use trace::wire::live::{Live, LiveConfig, Proxies, Resolver};

#[cfg(feature = "queue")]
mod fleet;
mod record;
mod update;
mod views;

#[path = "../support/loopback/mod.rs"]
mod loopback;
#[path = "../support/program.rs"]
mod program;

use loopback::tcp::{Step, response};
use loopback::{dns, tcp};

/// How long an exchange may take here.
const PATIENCE: Duration = Duration::from_millis(1800);
/// How long one may take that is meant to run out.
const LITTLE: Duration = Duration::from_millis(300);

/// A wire that asks one resolver and may contact one server.
fn live(resolver: Option<&dns::Server>, exempt: Option<&tcp::Server>, patience: Duration) -> Live {
    let mut guard = Guard::default();
    if let Some(server) = exempt {
        guard.exempt(&server.address.ip().to_string(), Some(server.address.port()));
    }
    let resolver = resolver.map(|server| Resolver::Plain(server.address)).unwrap_or_default();
    Live::new(LiveConfig { resolvers: vec![resolver], guard, patience, ..LiveConfig::default() })
}

/// Asks for the addresses of a name.
async fn look_up(wire: &impl Wire, name: &str) -> Result<DnsReply, Failure> {
    match wire.send(&Ask::dns(name, RecordKind::A)).await.outcome {
        Ok(Reply::Dns(reply)) => Ok(reply),
        Ok(_) => panic!("DNS is answered with DNS"),
        Err(failure) => Err(failure),
    }
}

/// Fetches a URL.
async fn get(wire: &impl Wire, url: &str, purpose: RequestPurpose) -> Result<HttpReply, Failure> {
    match wire.send(&Ask::Http { url: url.to_owned(), purpose }).await.outcome {
        Ok(Reply::Http(reply)) => Ok(reply),
        Ok(_) => panic!("HTTP is answered with HTTP"),
        Err(failure) => Err(failure),
    }
}

/// Fetches an RDAP object from a server.
async fn rdap(server: &tcp::Server, patience: Duration) -> Result<HttpReply, Failure> {
    let url = format!("http://{}/domain/example.com", server.address);
    get(&live(None, Some(server), patience), &url, RequestPurpose::Rdap).await
}

/// Starts an HTTP server that answers every request alike.
async fn http(steps: Vec<Step>) -> tcp::Server {
    tcp::serve("\r\n\r\n", move |_, _| steps.clone()).await
}

/// Asks a WHOIS server that does the same for every query.
async fn whois(steps: Vec<Step>, patience: Duration) -> Result<(Vec<u8>, bool), Failure> {
    let server = tcp::serve("\r\n", move |_, _| steps.clone()).await;
    let wire = live(None, Some(&server), patience);
    let ask = Ask::whois(server.address.to_string(), "example.com");
    let sent = wire.send(&ask).await;
    assert_eq!(server.requests(), ["example.com\r\n"]);
    match sent.outcome {
        Ok(Reply::Text(bytes)) => Ok((bytes, sent.whole)),
        Ok(_) => panic!("WHOIS is answered with WHOIS"),
        Err(failure) => Err(failure),
    }
}

/// Text to send.
fn send(text: &str) -> Step {
    Step::Send(text.to_owned())
}

#[tokio::test]
async fn a_truncated_answer_is_asked_for_again_over_tcp() {
    let resolver = dns::serve(|asked, mut reply| {
        reply.metadata.truncation = !asked.over_tcp;
        let reply =
            if asked.over_tcp { dns::address(reply, &asked.name, [192, 0, 2, 1]) } else { reply };
        vec![dns::packet(&reply)]
    })
    .await;
    let reply = look_up(&live(Some(&resolver), None, PATIENCE), "example.com").await;
    assert_eq!(reply.expect("an answer").answers.len(), 1);
    assert_eq!(resolver.asked().len(), 2);
}

#[tokio::test]
async fn an_answer_that_is_truncated_even_over_tcp_is_garbled() {
    let resolver = dns::serve(|_, mut reply| {
        reply.metadata.truncation = true;
        vec![dns::packet(&reply)]
    })
    .await;
    let reply = look_up(&live(Some(&resolver), None, PATIENCE), "example.com").await;
    assert!(matches!(reply, Err(Failure::Garbled { .. })), "{reply:?}");
}

#[tokio::test]
async fn a_lost_datagram_is_sent_again() {
    let resolver = dns::serve(|asked, reply| match asked.earlier {
        0 => vec![],
        _ => vec![dns::packet(&dns::address(reply, &asked.name, [192, 0, 2, 1]))],
    })
    .await;
    assert!(look_up(&live(Some(&resolver), None, PATIENCE), "example.com").await.is_ok());
    assert!(resolver.asked().len() > 1 && resolver.asked().iter().all(|asked| !asked.over_tcp));
}

#[tokio::test]
async fn answers_with_a_wrong_number_or_question_are_ignored() {
    let resolver = dns::serve(|asked, reply| {
        let right = dns::packet(&dns::address(reply.clone(), &asked.name, [192, 0, 2, 1]));
        let mut forged = dns::address(reply, &asked.name, [192, 0, 2, 66]);
        let other_question = {
            let mut forged = forged.clone();
            forged.queries[0].set_query_type(RecordType::MX);
            dns::packet(&forged)
        };
        forged.metadata.id = forged.metadata.id.wrapping_add(1);
        vec![dns::packet(&forged), other_question, right]
    })
    .await;
    let reply = look_up(&live(Some(&resolver), None, PATIENCE), "example.com").await;
    assert_eq!(
        reply.expect("an answer").to_string(),
        "NOERROR ad\nanswer example.com 60 A 192.0.2.1"
    );
}

#[tokio::test]
async fn a_garbled_datagram_is_made_up_for_over_tcp() {
    let resolver = dns::serve(|asked, reply| {
        let right = dns::packet(&dns::address(reply, &asked.name, [192, 0, 2, 1]));
        if asked.over_tcp { vec![right] } else { vec![right[..20].to_vec()] }
    })
    .await;
    assert!(look_up(&live(Some(&resolver), None, PATIENCE), "example.com").await.is_ok());
}

#[tokio::test]
async fn a_resolver_that_answers_over_tcp_only_is_heard() {
    let resolver = dns::serve(|asked, reply| {
        let answer = dns::packet(&dns::address(reply, &asked.name, [192, 0, 2, 1]));
        if asked.over_tcp { vec![answer] } else { vec![] }
    })
    .await;
    assert!(look_up(&live(Some(&resolver), None, PATIENCE), "example.com").await.is_ok());
}

#[tokio::test]
async fn a_server_that_does_not_know_extensions_is_asked_without() {
    let resolver = dns::serve(|asked, mut reply| {
        if reply.edns.is_some() {
            reply.metadata.response_code = ResponseCode::FormErr;
            return vec![dns::packet(&reply)];
        }
        vec![dns::packet(&dns::address(reply, &asked.name, [192, 0, 2, 1]))]
    })
    .await;
    let reply = look_up(&live(Some(&resolver), None, PATIENCE), "example.com").await;
    assert_eq!(reply.expect("an answer").rcode, Rcode::NoError);
}

#[tokio::test]
async fn the_chain_is_kept_when_its_end_does_not_exist() {
    let resolver = dns::serve(|asked, reply| {
        let reply = dns::alias(reply, &asked.name, "gone.example.net");
        vec![dns::packet(&dns::negative(reply, "example.net", ResponseCode::NXDomain))]
    })
    .await;
    let reply = look_up(&live(Some(&resolver), None, PATIENCE), "www.example.com").await;
    let reply = reply.expect("an answer");
    assert_eq!(reply.rcode, Rcode::NxDomain);
    assert_eq!(reply.chain("www.example.com"), ["gone.example.net"]);
    assert_eq!(resolver.asked().len(), 1);
}

#[tokio::test]
async fn a_loop_of_aliases_ends() {
    let resolver = dns::serve(|asked, reply| {
        let next = if asked.name == "a.example.com" { "b.example.com" } else { "a.example.com" };
        vec![dns::packet(&dns::alias(reply, &asked.name, next))]
    })
    .await;
    let reply = look_up(&live(Some(&resolver), None, PATIENCE), "a.example.com").await;
    assert_eq!(reply.expect("an answer").chain("a.example.com"), ["b.example.com"]);
    assert_eq!(resolver.asked().len(), 2);
}

#[tokio::test]
async fn trouble_of_the_resolver_is_its_answer_and_silence_is_none() {
    let resolver = dns::serve(|asked, mut reply| {
        reply.metadata.response_code = ResponseCode::ServFail;
        if asked.name == "silent.example.com" { vec![] } else { vec![dns::packet(&reply)] }
    })
    .await;
    let wire = live(Some(&resolver), None, LITTLE);
    assert_eq!(look_up(&wire, "silent.example.com").await, Err(Failure::TimedOut));
    let earlier = resolver.asked().len();
    assert_eq!(look_up(&wire, "example.com").await.expect("an answer").rcode, Rcode::ServFail);
    assert_eq!(resolver.asked().len(), earlier + 1);
}

#[tokio::test]
async fn fifty_who_ask_for_the_same_name_cause_one_question() {
    let resolver = dns::serve(|asked, reply| {
        vec![dns::packet(&dns::address(reply, &asked.name, [192, 0, 2, 1]))]
    })
    .await;
    let wire = live(Some(&resolver), None, PATIENCE);
    let all = (0..50).map(|_| look_up(&wire, "example.com"));
    assert!(futures_util::future::join_all(all).await.iter().all(Result::is_ok));
    assert_eq!(resolver.asked().len(), 1);
}

#[tokio::test]
async fn a_name_server_is_asked_without_recursion_and_only_if_it_is_public() {
    let server = dns::serve(|asked, reply| {
        assert!(!reply.metadata.recursion_desired);
        vec![dns::packet(&dns::address(reply, &asked.name, [192, 0, 2, 1]))]
    })
    .await;
    let name = "example.com".to_owned();
    let ask = Ask::Dns { name, kind: RecordKind::A, server: DnsServer::At(server.address) };
    let refused = live(None, None, PATIENCE).send(&ask).await.outcome;
    assert!(matches!(refused, Err(Failure::Guarded { .. })));
    assert!(server.asked().is_empty());
    let mut guard = Guard::default();
    guard.exempt("127.0.0.1", None);
    let wire = Live::new(LiveConfig { guard, ..LiveConfig::default() });
    assert!(matches!(wire.send(&ask).await.outcome, Ok(Reply::Dns(_))));
}

#[tokio::test]
async fn a_redirect_is_a_reply_and_cookies_are_not_kept() {
    let headers = "location: http://127.0.0.1/\r\nset-cookie: a=b\r\nx-odd: c\r\n";
    let server = http(response("302 Found", headers, "")).await;
    let reply = rdap(&server, PATIENCE).await.expect("a reply");
    assert_eq!(reply.status, 302);
    assert_eq!(reply.headers, [("location".to_owned(), "http://127.0.0.1/".to_owned())]);
    let wire = live(None, Some(&server), PATIENCE);
    let site = get(&wire, &format!("http://{}/", server.address), RequestPurpose::Site).await;
    let site = site.expect("a reply");
    assert_eq!((site.header("x-odd"), site.header("set-cookie")), (Some("c"), None));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_request_says_what_it_wants_and_who_asks_and_nothing_else() {
    let server = http(response("200 OK", "content-type: application/rdap+json\r\n", "{}")).await;
    let wire = live(None, Some(&server), PATIENCE);
    let url = format!("http://user:secret@{}/ip/192.0.2.1", server.address);
    let reply = get(&wire, &url, RequestPurpose::Rdap).await.expect("a reply");
    assert_eq!(reply.header("content-type"), Some("application/rdap+json"));
    assert_eq!(reply.body, b"{}");
    let request = server.requests().concat();
    let mut names: Vec<&str> = request
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
    assert!(request.starts_with("GET /ip/192.0.2.1 HTTP/1.1\r\n"));
    assert!(request.contains("accept: application/rdap+json, application/json;q=0.9\r\n"));
    assert!(
        request.contains(&format!("user-agent: trace/{} (+https://", env!("CARGO_PKG_VERSION")))
    );
}

#[tokio::test]
async fn requests_to_one_server_share_a_connection() {
    let server = http(response("200 OK", "", "{}")).await;
    let wire = live(None, Some(&server), PATIENCE);
    for path in ["a", "b", "c"] {
        let url = format!("http://{}/{path}", server.address);
        get(&wire, &url, RequestPurpose::Rdap).await.expect("a reply");
    }
    assert_eq!((server.requests().len(), server.connections()), (3, 1));
}

#[tokio::test]
async fn a_body_is_read_up_to_the_limit() {
    let whole = "x".repeat(1 << 20);
    let server = http(response("200 OK", "", &whole)).await;
    assert_eq!(rdap(&server, PATIENCE).await.expect("a reply").body.len(), 1 << 20);
    let server = http(response("200 OK", "", &format!("{whole}x"))).await;
    assert_eq!(rdap(&server, PATIENCE).await, Err(Failure::TooLarge));
}

#[tokio::test]
async fn an_endless_body_is_given_up_but_the_head_of_a_page_is_kept() {
    let endless =
        vec![send("HTTP/1.1 200 OK\r\nserver: x\r\n\r\n"), Step::Endless("y".repeat(4096))];
    let server = http(endless).await;
    assert_eq!(rdap(&server, PATIENCE).await, Err(Failure::TooLarge));
    let wire = live(None, Some(&server), PATIENCE);
    let site = get(&wire, &format!("http://{}/", server.address), RequestPurpose::Site).await;
    let site = site.expect("a reply");
    assert_eq!((site.header("server"), site.body.len()), (Some("x"), 256 << 10));
}

#[tokio::test]
async fn a_dripping_body_times_out() {
    let mut steps = vec![send("HTTP/1.1 200 OK\r\n\r\n")];
    for _ in 0..100 {
        steps.extend([send("z"), Step::Pause(Duration::from_millis(50))]);
    }
    let server = http(steps).await;
    assert_eq!(rdap(&server, LITTLE).await, Err(Failure::TimedOut));
}

#[tokio::test]
async fn a_body_that_is_cut_short_is_garbled_but_a_refusal_still_counts() {
    let server = http(vec![send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")]).await;
    let outcome = rdap(&server, PATIENCE).await;
    assert!(matches!(outcome, Err(Failure::Garbled { .. })), "{outcome:?}");
    let server = http(vec![send("HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n{")]).await;
    assert_eq!(rdap(&server, PATIENCE).await.expect("a reply").status, 404);
}

#[tokio::test]
async fn what_is_not_http_is_garbled_and_what_hangs_up_is_told() {
    let server = http(vec![send("SSH-2.0-x\r\n\r\n")]).await;
    let outcome = rdap(&server, PATIENCE).await;
    assert!(matches!(outcome, Err(Failure::Garbled { .. })), "{outcome:?}");
    let server = http(vec![Step::Reset]).await;
    assert_eq!(rdap(&server, PATIENCE).await, Err(Failure::Refused));
    let server = http(vec![]).await;
    let outcome = rdap(&server, PATIENCE).await;
    assert!(matches!(outcome, Err(Failure::Garbled { .. })), "{outcome:?}");
}

#[tokio::test]
async fn a_closed_port_refuses() {
    let server = http(vec![]).await;
    let url = format!("http://127.0.0.1:{}/", server.address.port());
    let mut guard = Guard::default();
    guard.exempt("127.0.0.1", None);
    let wire = Live::new(LiveConfig { guard, ..LiveConfig::default() });
    get(&wire, &url, RequestPurpose::Rdap).await.expect_err("hangs up");
    let closed = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr());
    let closed = closed.expect("a free port");
    let outcome = get(&wire, &format!("http://{closed}/"), RequestPurpose::Rdap).await;
    assert_eq!(outcome, Err(Failure::Refused));
    let outcome = wire.send(&Ask::whois(closed.to_string(), "x")).await.outcome;
    assert_eq!(outcome, Err(Failure::Refused));
}

#[tokio::test]
async fn the_guard_refuses_every_way_to_write_a_special_address() {
    let server = http(response("200 OK", "", "{}")).await;
    let port = server.address.port();
    let wire = live(None, None, PATIENCE);
    for host in [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "169.254.169.254",
        "10.0.0.1",
        "[fe80::1]",
        "[fd00::1]",
        "[64:ff9b::7f00:1]",
    ] {
        for purpose in [RequestPurpose::Rdap, RequestPurpose::Site] {
            let outcome = get(&wire, &format!("http://{host}:{port}/"), purpose).await;
            assert!(matches!(outcome, Err(Failure::Guarded { .. })), "{host}: {outcome:?}");
        }
        let outcome = wire.send(&Ask::whois(format!("{host}:{port}"), "x")).await.outcome;
        assert!(matches!(outcome, Err(Failure::Guarded { .. })), "{host}: {outcome:?}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn the_guard_refuses_names_that_lead_to_special_addresses() {
    let resolver = dns::serve(|asked, reply| {
        let reply = match asked.kind {
            RecordType::A if asked.name == "alias.example.com" => {
                let reply = dns::alias(reply, &asked.name, "inner.example.com");
                dns::address(reply, "inner.example.com", [127, 0, 0, 1])
            }
            RecordType::A => dns::address(reply, &asked.name, [10, 0, 0, 1]),
            _ => dns::negative(reply, "example.com", ResponseCode::NoError),
        };
        vec![dns::packet(&reply)]
    })
    .await;
    let wire = live(Some(&resolver), None, PATIENCE);
    for name in ["private.example.com", "alias.example.com"] {
        let outcome = get(&wire, &format!("http://{name}/"), RequestPurpose::Rdap).await;
        assert!(matches!(outcome, Err(Failure::Guarded { .. })), "{outcome:?}");
        let outcome = wire.send(&Ask::whois(name, "example.com")).await.outcome;
        assert!(matches!(outcome, Err(Failure::Guarded { .. })), "{outcome:?}");
    }
    assert_eq!(resolver.asked().len(), 4);
}

#[tokio::test]
async fn only_http_is_fetched() {
    let wire = live(None, None, PATIENCE);
    for url in ["file:///etc/passwd", "gopher://192.0.2.1/", "ftp://example.com/", "data:,x"] {
        let outcome = get(&wire, url, RequestPurpose::Rdap).await;
        assert_eq!(outcome, Err(Failure::Guarded { to: url.to_owned() }));
    }
    let outcome = get(&wire, "//example.com", RequestPurpose::Rdap).await;
    assert!(matches!(outcome, Err(Failure::Unreachable { .. })));
}

#[tokio::test]
async fn a_server_whose_name_does_not_exist_or_has_no_address_is_told_so() {
    let resolver = dns::serve(|asked, reply| {
        let gone = asked.name == "gone.example.com";
        let code = if gone { ResponseCode::NXDomain } else { ResponseCode::NoError };
        vec![dns::packet(&dns::negative(reply, "example.com", code))]
    })
    .await;
    let wire = live(Some(&resolver), None, PATIENCE);
    let because = |detail: &str| Err(Failure::Unreachable { detail: detail.to_owned() });
    let outcome = get(&wire, "http://gone.example.com/", RequestPurpose::Rdap).await;
    assert_eq!(outcome, because("its name does not exist"));
    let outcome = get(&wire, "http://empty.example.com/", RequestPurpose::Rdap).await;
    assert_eq!(outcome, because("its name has no address"));
}

#[tokio::test]
async fn a_named_server_is_looked_up_once_by_the_guard_the_client_and_the_walk() {
    let server = http(response("200 OK", "", "{}")).await;
    let resolver = dns::serve(|asked, reply| {
        let reply = match asked.kind {
            RecordType::A => dns::address(reply, &asked.name, [127, 0, 0, 1]),
            _ => dns::negative(reply, "example.net", ResponseCode::NoError),
        };
        vec![dns::packet(&reply)]
    })
    .await;
    let mut guard = Guard::default();
    guard.exempt("rdap.example.net", Some(server.address.port()));
    let config = LiveConfig {
        resolvers: vec![Resolver::Plain(resolver.address)],
        guard,
        ..LiveConfig::default()
    };
    let wire = Live::new(config);
    let url = format!("http://rdap.example.net:{}/", server.address.port());
    get(&wire, &url, RequestPurpose::Rdap).await.expect("a reply");
    look_up(&wire, "rdap.example.net").await.expect("an answer");
    assert_eq!(resolver.asked().len(), 2, "{:?}", resolver.asked());
    let elsewhere = get(&wire, "http://rdap.example.net/", RequestPurpose::Rdap).await;
    assert!(matches!(elsewhere, Err(Failure::Guarded { .. })), "{elsewhere:?}");
}

#[tokio::test]
async fn a_proxy_is_used_after_the_guard_has_judged_the_target() {
    let proxy = http(response("200 OK", "", "{}")).await;
    let resolver = dns::serve(|asked, reply| {
        let address = if asked.name.starts_with("private") { [10, 0, 0, 1] } else { [8, 8, 8, 8] };
        let reply = match asked.kind {
            RecordType::A => dns::address(reply, &asked.name, address),
            _ => dns::negative(reply, "example.net", ResponseCode::NoError),
        };
        vec![dns::packet(&reply)]
    })
    .await;
    let proxies = Proxies { http: Some(format!("http://{}", proxy.address)), ..Proxies::default() };
    let config = LiveConfig {
        resolvers: vec![Resolver::Plain(resolver.address)],
        proxies,
        ..LiveConfig::default()
    };
    let wire = Live::new(config);
    get(&wire, "http://rdap.example.net/x", RequestPurpose::Rdap).await.expect("a reply");
    assert!(proxy.requests().concat().starts_with("GET http://rdap.example.net/x HTTP/1.1\r\n"));
    let refused = get(&wire, "http://private.example.net/x", RequestPurpose::Rdap).await;
    assert!(matches!(refused, Err(Failure::Guarded { .. })));
    assert_eq!(proxy.requests().len(), 1);
}

#[tokio::test]
async fn what_a_whois_server_sent_before_it_reset_is_the_answer() {
    let text = "Domain: example.com\r\n";
    assert_eq!(whois(vec![send(text)], PATIENCE).await, Ok((text.into(), true)));
    assert_eq!(whois(vec![send(text), Step::Reset], PATIENCE).await, Ok((text.into(), false)));
    assert_eq!(whois(vec![Step::Reset], PATIENCE).await, Err(Failure::Refused));
}

#[tokio::test]
async fn a_whois_server_that_never_closes_is_read_until_the_time_is_over() {
    let text = "Domain: example.com\r\n";
    assert_eq!(whois(vec![send(text), Step::Next], LITTLE).await, Ok((text.into(), false)));
    assert_eq!(whois(vec![Step::Next], LITTLE).await, Err(Failure::TimedOut));
}

#[tokio::test]
async fn a_whois_answer_is_read_up_to_the_limit() {
    let endless = whois(vec![Step::Endless("x".repeat(4096))], PATIENCE).await;
    let (answer, whole) = endless.expect("an answer");
    assert_eq!((answer.len(), whole), (256 << 10, false));
    let nothing = whois(vec![], PATIENCE).await;
    assert!(matches!(nothing, Err(Failure::Garbled { .. })));
}

#[tokio::test]
async fn a_whois_query_cannot_hold_a_second_line() {
    let server = tcp::serve("\r\n", |_, _| vec![]).await;
    let wire = live(None, Some(&server), PATIENCE);
    let ask = Ask::whois(server.address.to_string(), "example.com\r\nhelp");
    assert!(matches!(wire.send(&ask).await.outcome, Err(Failure::Unreachable { .. })));
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn too_many_requests_is_waited_out_and_asked_again() {
    let server = tcp::serve("\r\n\r\n", |_, earlier| match earlier {
        0 => response("429 Too Many Requests", "retry-after: 1\r\n", ""),
        _ => response("200 OK", "", "{}"),
    })
    .await;
    let wire = Limits::new(live(None, Some(&server), LITTLE), temper, Manners::default());
    let url = format!("http://{}/domain/example.com", server.address);
    assert_eq!(get(&wire, &url, RequestPurpose::Rdap).await.expect("a reply").status, 200);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn the_wire_can_be_shared_by_tasks() {
    let server = http(response("200 OK", "", "{}")).await;
    let wire = Arc::new(live(None, Some(&server), PATIENCE));
    let url = format!("http://{}/", server.address);
    let task = tokio::spawn(async move { get(&*wire, &url, RequestPurpose::Rdap).await });
    assert!(task.await.expect("joins").is_ok());
}
