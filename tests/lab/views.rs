//! Several resolvers: what they say of the target is compared, and the next is asked where one fails.

use std::fs;
use std::sync::Arc;

use hickory_resolver::proto::op::ResponseCode;
use serde_json::Value;
use trace::model::dns::RecordKind;
use trace::model::exchange::{Ask, Failure, Reply};
use trace::wire::Wire;
use trace::wire::live::{Live, LiveConfig, Resolver};

use super::loopback::dns;
use super::program::Program;
use super::record::{Internet, entry, resolve, run, words};
use super::{PATIENCE, look_up};

/// The number of the extended error "Censored" (RFC 8914).
const CENSORED: u16 = 16;

/// A resolver that says of the target that there is no such name, and is right about all others.
async fn liar() -> dns::Server {
    dns::serve(|asked, reply| match asked.name.as_str() {
        "www.example.com" => {
            vec![dns::packet(&dns::negative(reply, "example.com", ResponseCode::NXDomain))]
        }
        _ => resolve(asked, reply),
    })
    .await
}

/// A resolver that says that it blocks whatever it is asked for.
async fn censor() -> dns::Server {
    dns::serve(|_, reply| {
        let reply = dns::negative(reply, "example.com", ResponseCode::NXDomain);
        vec![dns::packet(&dns::because(reply, CENSORED))]
    })
    .await
}

/// A resolver in trouble.
async fn broken() -> dns::Server {
    dns::serve(|_, reply| {
        vec![dns::packet(&dns::negative(reply, "example.com", ResponseCode::ServFail))]
    })
    .await
}

/// A resolver with one address for every name.
async fn sound(last: u8) -> dns::Server {
    dns::serve(move |asked, reply| {
        vec![dns::packet(&dns::address(reply, &asked.name, [192, 0, 2, last]))]
    })
    .await
}

/// A wire with some resolvers.
fn wire(resolvers: &[&dns::Server]) -> Live {
    let resolvers = resolvers.iter().map(|server| Resolver::Plain(server.address)).collect();
    Live::new(LiveConfig { resolvers, patience: PATIENCE, ..LiveConfig::default() })
}

/// The first address that a wire finds.
async fn found(wire: &Live, name: &str) -> String {
    let reply = look_up(wire, name).await.expect("an answer");
    reply.to_string()
}

#[tokio::test]
async fn of_several_the_first_answers_and_the_next_where_it_fails_or_blocks() {
    let (one, two) = (sound(1).await, sound(2).await);
    let first = found(&wire(&[&one, &two]), "www.example.com").await;
    assert!(first.ends_with("A 192.0.2.1"), "{first}");
    assert_eq!(two.asked().len(), 0);
    for bad in [broken().await, censor().await] {
        let second = found(&wire(&[&bad, &one]), "www.example.com").await;
        assert!(second.ends_with("A 192.0.2.1"), "{second}");
    }
    let none = found(&wire(&[&broken().await, &broken().await]), "www.example.com").await;
    assert!(none.starts_with("SERVFAIL"), "{none}");
}

#[tokio::test]
async fn each_is_asked_by_itself_and_nobody_twice() {
    let (one, two) = (sound(1).await, sound(2).await);
    let wire = wire(&[&one, &two]);
    found(&wire, "www.example.com").await;
    for (server, last) in [(&one, "192.0.2.1"), (&two, "192.0.2.2")] {
        let ask = Ask::view("www.example.com", RecordKind::A, server.address.to_string());
        let Ok(Reply::Dns(reply)) = wire.send(&ask).await.outcome else { panic!("no answer") };
        assert!(reply.to_string().ends_with(last), "{reply}");
        assert_eq!(server.asked().len(), 1);
    }
    let stranger = Ask::view("www.example.com", RecordKind::A, "192.0.2.53");
    assert!(matches!(wire.send(&stranger).await.outcome, Err(Failure::Unreachable { .. })));
}

#[tokio::test]
async fn a_blocked_name_is_not_one_that_does_not_exist() {
    let reply = found(&wire(&[&censor().await]), "www.example.com").await;
    let head = reply.lines().next().unwrap_or_default();
    assert!(head.starts_with("NXDOMAIN") && head.ends_with(" censored"), "{reply}");
}

#[tokio::test]
async fn where_one_resolver_lies_the_host_says_who_sees_what_and_the_case_replays() {
    let (program, internet, liar) = (Arc::new(Program::new()), Internet::new().await, liar().await);
    let (options, false_one) = (internet.options(), liar.address.to_string());
    let ask = words("--json --no-cache --save-case run.case https://www.example.com/");
    let live = run(&program, &[&options, &words(&format!("--resolver {false_one}")), &ask]).await;
    assert_eq!((live.code, live.err.as_str()), (0, ""));
    let trace: Value = serde_json::from_str(&live.out).expect("is JSON");
    let truth = &options[1];
    let [first, second] = trace["views"].as_array().expect("views").as_slice() else {
        panic!("two views: {}", trace["views"]);
    };
    assert_eq!((&first["resolver"], &first["sees"]), (&truth.as_str().into(), &"addresses".into()));
    assert_eq!((&first["used"], &first["addresses"][0]), (&true.into(), &"192.0.2.80".into()));
    assert_eq!(
        (&second["resolver"], &second["sees"]),
        (&false_one.as_str().into(), &"no-such-name".into())
    );
    assert_eq!(second["used"], false);
    for view in [first, second] {
        assert_eq!(view["evidence"].as_array().expect("evidence").len(), 2, "{view}");
    }
    let host = entry(&trace, "host");
    assert_eq!(host["party"]["name"], "Example Hosting B.V.");
    let says = format!(
        "the resolvers see different things: {truth}: 192.0.2.80; {false_one}: no such name; this chain \
         follows {truth}"
    );
    assert_eq!(host["notes"][0], says.as_str());
    let seen = run(&program, &[&words("--replay run.case --color never")]).await;
    let words_of = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words_of(&seen.out).contains(&says), "{}", seen.out);
    let replayed = run(&program, &[&words("--json --replay run.case")]).await;
    assert_eq!(replayed, live);
    // Asked the other way round, the chain follows the false_one, and says so.
    let turned =
        words(&format!("--json --no-cache --resolver {false_one},{truth} www.example.com"));
    let turned = run(&program, &[&options[2..], &turned]).await;
    let trace: Value = serde_json::from_str(&turned.out).expect("is JSON");
    let host = entry(&trace, "host");
    assert_eq!(host["status"], "absent");
    assert!(
        host["notes"].to_string().contains(&format!("follows {false_one}")),
        "{}",
        host["notes"]
    );
}

#[tokio::test]
async fn resolvers_are_named_in_the_file_too_and_one_makes_no_views() {
    let (program, internet, censor) =
        (Arc::new(Program::new()), Internet::new().await, censor().await);
    let options = internet.options();
    let folder = program.home().join("config/trace");
    fs::create_dir_all(&folder).expect("a folder");
    let list = format!("resolver = [\"{}\", \"{}\"]\n", censor.address, options[1]);
    fs::write(folder.join("config.toml"), list).expect("is written");
    let ask = words("--json --no-cache www.example.com");
    let both = run(&program, &[&options[2..], &ask]).await;
    let trace: Value = serde_json::from_str(&both.out).expect("is JSON");
    let sees = |at: usize| trace["views"][at]["sees"].clone();
    assert_eq!((sees(0), sees(1)), ("blocked".into(), "addresses".into()), "{}", trace["views"]);
    assert_eq!(trace["views"][0]["reason_code"], "blocked");
    assert_eq!(trace["views"][1]["used"], true);
    assert_eq!(entry(&trace, "host")["party"]["name"], "Example Hosting B.V.");
    // The command line wins.
    let one = run(&program, &[&options, &ask]).await;
    let trace: Value = serde_json::from_str(&one.out).expect("is JSON");
    assert!(trace.get("views").is_none() && !one.out.contains("resolvers see"), "{}", one.out);
    let nine: Vec<String> = (1..=9).map(|last| format!("192.0.2.{last}")).collect();
    let nine = words(&format!("--resolver {} www.example.com", nine.join(",")));
    let ran = run(&program, &[&nine]).await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("give at most 8"), "{}", ran.err);
}
