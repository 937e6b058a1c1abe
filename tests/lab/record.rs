//! The whole program against a resolver, a registry and a WHOIS server on loopback, named by the
//! options that a user has; what was recorded replays to the same bytes.

use std::sync::Arc;

use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::RecordType;
use serde_json::{Value, json};

use super::loopback::dns::Asked;
use super::loopback::tcp::{Step, response};
use super::loopback::{dns, tcp};
use super::program::{Program, Ran};

/// The Internet, as far as example.com is concerned.
pub(super) struct Internet {
    /// The resolver.
    resolver: dns::Server,
    /// The lists of RDAP servers, the registry and the address registry.
    rdap: tcp::Server,
    /// The address registry's WHOIS server.
    whois: tcp::Server,
}

impl Internet {
    /// Starts the servers.
    pub(super) async fn new() -> Self {
        Self {
            resolver: dns::serve(resolve).await,
            rdap: tcp::serve("\r\n\r\n", |request, _| answer(request)).await,
            whois: tcp::serve("\r\n", |query, _| vec![Step::Send(whois(query))]).await,
        }
    }

    /// The options that name the servers.
    pub(super) fn options(&self) -> Vec<String> {
        vec![
            "--resolver".to_owned(),
            self.resolver.address.to_string(),
            "--rdap-bootstrap".to_owned(),
            format!("http://{}/lists", self.rdap.address),
            "--whois-server".to_owned(),
            self.whois.address.to_string(),
        ]
    }

    /// How often each server was asked.
    pub(super) fn asked(&self) -> [usize; 3] {
        [self.resolver.asked().len(), self.rdap.requests().len(), self.whois.requests().len()]
    }
}

/// The resolver's answers.
pub(super) fn resolve(asked: &Asked, reply: Message) -> Vec<Vec<u8>> {
    let origin = "64500 | 192.0.2.0/24 | NL | ripencc | 2020-01-31";
    let system = "64500 | NL | ripencc | 2020-01-31 | EXAMPLE-AS, NL";
    let name = asked.name.as_str();
    let reply = match (asked.kind, name) {
        (RecordType::A, "www.example.com") => dns::address(reply, name, [192, 0, 2, 80]),
        (RecordType::A, "ns1.example.net" | "ns2.example.net" | "mx.example.net") => {
            dns::address(reply, name, [192, 0, 2, 53])
        }
        (RecordType::NS, "example.com") => {
            dns::name_servers(reply, name, &["ns1.example.net", "ns2.example.net"])
        }
        (
            RecordType::MX,
            "example.com" | "registrar.example" | "hosting.example" | "transit.example",
        ) => dns::mail_exchange(reply, name, "mx.example.net"),
        (
            RecordType::TXT,
            "80.2.0.192.origin.asn.cymru.com" | "53.2.0.192.origin.asn.cymru.com",
        ) => dns::text(reply, name, origin),
        (RecordType::TXT, "as64500.asn.cymru.com") => dns::text(reply, name, system),
        _ => dns::negative(reply, "example.com", ResponseCode::NoError),
    };
    vec![dns::packet(&reply)]
}

/// The answers of the lists and of the registries.
fn answer(request: &str) -> Vec<Step> {
    let path = request.split(' ').nth(1).unwrap_or_default();
    let host = request
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("every request names its host");
    let here = format!("http://{host}/rdap/");
    let list = |covered: &str| {
        json!({ "version": "1.0", "publication": "2026-11-22T10:00:00Z",
                "services": [[[covered], [here]]] })
    };
    let body = match path {
        "/lists/dns.json" => list("com"),
        "/lists/ipv4.json" => list("192.0.2.0/24"),
        "/lists/ipv6.json" => list("2001:db8::/32"),
        "/lists/asn.json" => list("64496-64511"),
        "/rdap/domain/example.com" => domain(),
        "/rdap/ip/192.0.2.80" | "/rdap/ip/192.0.2.53" => network(),
        _ => return response("503 Service Unavailable", "", "come back later"),
    };
    response("200 OK", "content-type: application/rdap+json\r\n", &body.to_string())
}

/// An entity of an RDAP object.
fn entity(role: &str, name: &str, email: &str) -> Value {
    let card = json!([
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", name],
        ["email", {}, "text", email],
    ]);
    json!({ "objectClassName": "entity", "roles": [role], "vcardArray": ["vcard", card] })
}

/// The registry's record of the domain.
fn domain() -> Value {
    let mut registrar = entity("registrar", "Example Registrar, Inc.", "office@registrar.example");
    registrar["entities"] = json!([entity("abuse", "Abuse desk", "abuse@registrar.example")]);
    json!({
        "objectClassName": "domain",
        "ldhName": "EXAMPLE.COM",
        "status": ["client transfer prohibited"],
        "events": [
            { "eventAction": "registration", "eventDate": "2011-03-04T00:00:00Z" },
            { "eventAction": "expiration", "eventDate": "2031-03-04T00:00:00Z" },
        ],
        "nameservers": [{ "objectClassName": "nameserver", "ldhName": "ns1.example.net" }],
        "entities": [registrar],
    })
}

/// The address registry's record of the block.
fn network() -> Value {
    json!({
        "objectClassName": "ip network",
        "handle": "192.0.2.0 - 192.0.2.255",
        "startAddress": "192.0.2.0",
        "endAddress": "192.0.2.255",
        "ipVersion": "v4",
        "name": "EXAMPLE-NET",
        "country": "NL",
        "entities": [
            entity("registrant", "Example Hosting B.V.", "office@hosting.example"),
            entity("abuse", "Abuse desk", "abuse@hosting.example"),
        ],
    })
}

/// The WHOIS server's answer: it knows the network that RDAP keeps to itself.
fn whois(query: &str) -> String {
    if !query.contains("AS64500") {
        return "%ERROR:101: no entries found\n".to_owned();
    }
    "aut-num:        AS64500\nas-name:        EXAMPLE-AS\norg:            ORG-EX1-RIPE\n\
     abuse-c:        AB1-RIPE\nsource:         RIPE\n\n\
     organisation:   ORG-EX1-RIPE\norg-name:       Example Transit B.V.\ncountry:        NL\n\
     source:         RIPE\n\n\
     role:           Abuse desk\nnic-hdl:        AB1-RIPE\nabuse-mailbox:  abuse@transit.example\n\
     source:         RIPE\n"
        .to_owned()
}

/// Runs the program while the servers go on serving.
pub(super) async fn run(program: &Arc<Program>, arguments: &[&[String]]) -> Ran {
    let (program, arguments) = (Arc::clone(program), arguments.concat());
    let run = move || program.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    tokio::task::spawn_blocking(run).await.expect("joins")
}

/// Arguments from words.
pub(super) fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// The first entry of a layer.
pub(super) fn entry<'a>(trace: &'a Value, layer: &str) -> &'a Value {
    let chain = trace["chain"].as_array().expect("a chain");
    chain.iter().find(|entry| entry["layer"] == layer).expect("an entry")
}

#[tokio::test]
async fn a_run_over_the_wire_names_the_parties_and_its_case_replays_to_the_same_bytes() {
    let (program, internet) = (Arc::new(Program::new()), Internet::new().await);
    let ask = words("--json --no-cache --save-case run.case https://www.example.com/");
    let live = run(&program, &[&internet.options(), &ask]).await;
    assert_eq!((live.code, live.err.as_str()), (0, ""));
    let trace: Value = serde_json::from_str(&live.out).expect("is JSON");
    let [registrar, host] = ["registrar", "host"].map(|layer| entry(&trace, layer));
    assert_eq!(registrar["party"]["name"], "Example Registrar, Inc.");
    assert_eq!(registrar["contacts"][0]["value"], "abuse@registrar.example");
    assert_eq!(host["party"]["name"], "Example Hosting B.V.");
    assert_eq!(host["contacts"][0]["value"], "abuse@hosting.example");
    let network = entry(&trace, "network");
    assert_eq!(network["party"]["identifiers"]["asn"], 64500);
    assert_eq!(network["contacts"][0]["value"], "abuse@transit.example");
    let asked = internet.asked();
    assert!(asked.iter().all(|count| *count > 0), "{asked:?}");

    let replayed = run(&program, &[&words("--json --replay run.case")]).await;
    assert_eq!(replayed, live);
    assert_eq!(internet.asked(), asked, "a replay asks nobody");
    let verified = run(&program, &[&words("case verify run.case")]).await;
    assert_eq!((verified.code, verified.err.as_str()), (0, ""));
}

#[tokio::test]
async fn nothing_is_asked_twice_and_the_target_is_not_contacted() {
    let (program, internet) = (Arc::new(Program::new()), Internet::new().await);
    let ask = words("-q --json --no-cache www.example.com https://www.example.com/a example.com");
    let ran = run(&program, &[&internet.options(), &ask]).await;
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let first = |text: &String| text.lines().next().unwrap_or_default().to_owned();
    let mut requests: Vec<String> = internet.rdap.requests().iter().map(first).collect();
    requests.extend(internet.whois.requests());
    requests
        .extend(internet.resolver.asked().iter().map(|ask| format!("{} {}", ask.name, ask.kind)));
    let all = requests.len();
    requests.sort();
    requests.dedup();
    assert_eq!(requests.len(), all, "{requests:?}");
    assert!(!requests.iter().any(|request| request.starts_with("GET / ")));
}

#[tokio::test]
async fn what_registries_said_is_kept_for_the_next_run_and_cleared_on_demand() {
    let (program, internet) = (Arc::new(Program::new()), Internet::new().await);
    let ask = words("-q --json https://www.example.com/");
    let first = run(&program, &[&internet.options(), &ask]).await;
    let asked = internet.asked();
    let second = run(&program, &[&internet.options(), &ask]).await;
    assert_eq!((first.code, second.code), (0, 0));
    let chain =
        |ran: &Ran| serde_json::from_str::<Value>(&ran.out).expect("is JSON")["chain"].take();
    assert_eq!(chain(&first), chain(&second));
    let [_, registries, whois] = internet.asked();
    let refused = |request: &&String| request.contains("/autnum/");
    let again = internet.rdap.requests().iter().skip(asked[1]).filter(|r| !refused(r)).count();
    assert_eq!((again, whois), (0, asked[2]), "{registries} requests to the registries");

    assert_eq!(run(&program, &[&words("cache clear")]).await.code, 0);
    run(&program, &[&internet.options(), &ask]).await;
    assert!(internet.asked()[2] > whois);
}

#[tokio::test]
async fn fast_asks_the_resolver_only_and_says_what_only_a_registry_shows() {
    let (program, internet) = (Arc::new(Program::new()), Internet::new().await);
    let ask = words("--json --no-cache --depth fast --save-case run.case www.example.com");
    let fast = run(&program, &[&internet.options(), &ask]).await;
    assert_eq!((fast.code, fast.err.as_str()), (0, ""));
    let [resolver, rdap, whois] = internet.asked();
    assert!(resolver > 0);
    assert_eq!((rdap, whois), (0, 0), "no registry, no registrar, no list of servers");
    let trace: Value = serde_json::from_str(&fast.out).expect("is JSON");
    for layer in ["registrar", "reseller", "registrant"] {
        let entry = entry(&trace, layer);
        assert_eq!(entry["status"], "skipped", "{entry}");
        assert_eq!(entry["reason_code"], "fast", "{entry}");
        assert!(entry["reason"].as_str().is_some_and(|reason| reason.contains("--depth fast")));
    }
    let network = entry(&trace, "network");
    assert_eq!(network["party"]["identifiers"]["asn"], 64500, "the DNS says who announces it");
    let evidence = trace["evidence"].as_array().expect("a list");
    assert!(evidence.iter().all(|one| one["protocol"] == "dns"), "{evidence:?}");

    let replayed = run(&program, &[&words("--json --replay run.case")]).await;
    assert_eq!(replayed.out, fast.out, "the case remembers how much was asked");
}

#[tokio::test]
async fn a_plan_asks_nobody_and_with_dns_the_resolver_only() {
    let (program, internet) = (Arc::new(Program::new()), Internet::new().await);
    let plan = words("plan -o json www.example.com example.com");
    let alone = run(&program, &[&plan[..1], &internet.options(), &plan[1..]]).await;
    assert_eq!((alone.code, internet.asked()), (0, [0, 0, 0]), "{}", alone.err);
    let ask = words("plan --dns -o json www.example.com example.com");
    let planned = run(&program, &[&ask[..1], &internet.options(), &ask[1..]]).await;
    let [resolver, rdap, whois] = internet.asked();
    assert!(resolver > 0);
    assert_eq!((planned.code, rdap, whois), (0, 0, 0), "{}", planned.err);
    let plan: Value = serde_json::from_str(&planned.out).expect("is JSON");
    assert_eq!(plan["asked"], "dns");
    assert!(plan["seconds"]["likely"].is_number());
}
