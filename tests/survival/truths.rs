//! What holds whatever comes back: each function takes bytes as a server or a user may send them,
//! goes through the door that the program uses, and asserts what must be true of what was read.
//!
//! The property tests beside this file and the fuzz targets in `.fuzz` share it.

use std::cell::OnceCell;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use serde_json::Value;
use trace::directory::Directory;
use trace::model::answer::Misread;
use trace::model::chain::Chain;
use trace::model::contact::ContactKind;
use trace::model::dns::RecordKind;
use trace::model::exchange::{Ask, Exchange, Failure, HttpReply, Reply, RequestPurpose};
use trace::model::record::{DomainRecord, NumberRecord, PartyRecord, PublishedContact};
use trace::model::target::Target;
use trace::model::text::{MARK, acts};
use trace::render::{Format, Look, Outcome, Printer};
use trace::source::rdap::bootstrap::{Bootstrap, Kind};
use trace::source::security_txt::{self, Fetched};
use trace::source::{rdap, whois};
use trace::trace::{Trace, Tracer};
use trace::walk::{BootstrapPlan, Plan};
use trace::wire::case::{Case, Line};
use trace::wire::memo::Memo;
use trace::wire::replay::Replay;
use trace::wire::{Sent, Wire};

/// Servers with a charset, a query language or a layout of their own.
const DOMAIN_SERVERS: [&str; 12] = [
    "whois.verisign-grs.com",
    "whois.nic.uk",
    "whois.denic.de",
    "whois.jprs.jp",
    "whois.registro.br",
    "whois.nic.cz",
    "whois.kr",
    "whois.nic.it",
    "whois.tcinet.ru",
    "whois.cnnic.cn",
    "whois.nic.kz:43",
    "192.0.2.43",
];

/// The address registries and one server that they refer to.
const NUMBER_SERVERS: [&str; 6] = [
    "whois.ripe.net",
    "whois.arin.net",
    "whois.apnic.net",
    "whois.lacnic.net",
    "whois.afrinic.net",
    "rwhois.example.net:4321",
];

/// When every trace here is made.
const STARTED: &str = "2026-11-22T10:00:00Z";

/// A WHOIS answer about a domain; its last byte picks the server. Gives what was read.
pub fn whois_domain(body: &[u8]) -> Option<DomainRecord> {
    let server = picked(&DOMAIN_SERVERS, body);
    let mut asked = "example.com".to_owned();
    let mut read = whois::read_domain(server, body, &asked);
    if let Err(Misread::Malformed(what)) = &read
        && let Some(other) = other_name(what)
    {
        asked = other;
        read = whois::read_domain(server, body, &asked);
    }
    let Ok(Some(record)) = read else {
        // The walk below would put the same text to the readers of top-level domains.
        let _ = whois::read_tld(body);
        let _ = whois::read_referral(body);
        return None;
    };
    holds_of_domain(&record);
    let world = World { whois: Some(body.to_vec()), rdap: None };
    traced(&asked, &world, Some(server));
    Some(record)
}

/// A WHOIS answer about an address or AS number; its last byte picks the server.
pub fn whois_number(body: &[u8]) -> Option<NumberRecord> {
    let server = picked(&NUMBER_SERVERS, body);
    let asked = number_in(&whois::decode(server, body));
    let record = whois::read_number(server, body, &asked).ok().flatten()?;
    holds_of_number(&record);
    let world = World { whois: Some(body.to_vec()), rdap: None };
    traced(&asked, &world, Some(server));
    Some(record)
}

/// An RDAP answer about a domain.
pub fn rdap_domain(body: &[u8]) -> Option<DomainRecord> {
    let reply = rdap_reply(body);
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    let asked = value["ldhName"].as_str().unwrap_or("example.com");
    let record = rdap::read_domain(&reply, asked).ok().flatten()?;
    holds_of_domain(&record);
    traced(&record.name, &World { whois: None, rdap: Some(reply) }, None);
    Some(record)
}

/// An RDAP answer about a network, an AS number or an entity.
pub fn rdap_number(body: &[u8]) -> Option<NumberRecord> {
    let reply = rdap_reply(body);
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    if let Ok(Some(party)) = rdap::read_entity(&reply) {
        holds_of_party(&party);
    }
    let system = value["startAutnum"].as_u64().and_then(|number| u32::try_from(number).ok());
    let system = system.unwrap_or(64500);
    let address = value["startAddress"].as_str().and_then(|text| text.parse().ok());
    let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)));
    let (target, read) = match rdap::read_autnum(&reply, system) {
        Ok(Some(record)) => (format!("AS{system}"), Some(record)),
        _ => (address.to_string(), rdap::read_network(&reply, address).ok().flatten()),
    };
    let record = read?;
    holds_of_number(&record);
    traced(&target, &World { whois: None, rdap: Some(reply) }, None);
    Some(record)
}

/// A jCard, as the card of a registrar, its abuse desk and the holder, and of an entity.
pub fn jcard(card: &[u8]) -> Option<DomainRecord> {
    let around = |before: &str, after: &str| [before.as_bytes(), card, after.as_bytes()].concat();
    let entity = r#"{"objectClassName":"entity","handle":"DESK-1","roles":["abuse"],"vcardArray":"#;
    if let Ok(Some(party)) = rdap::read_entity(&rdap_reply(&around(entity, "}"))) {
        holds_of_party(&party);
    }
    let domain = r#"{"objectClassName":"domain","ldhName":"example.com","entities":[
        {"objectClassName":"entity","roles":["registrar","registrant"],"vcardArray":"#;
    let card = std::str::from_utf8(card).unwrap_or("[]");
    let rest = format!(
        ",\"entities\":[{{\"objectClassName\":\"entity\",\"roles\":[\"abuse\"],\"vcardArray\":{card}}}]}}]}}"
    );
    rdap_domain(&around(domain, &rest))
}

/// The labels under which a text that may be a day stands.
const DAY_LABELS: [&str; 6] = [
    "Creation Date",
    "Registry Expiry Date",
    "Updated Date",
    "paid-till",
    "Registered on",
    "[有効期限]                     ",
];

/// A text where a day should stand: whatever is read of it is one.
pub fn day(text: &[u8]) -> Option<DomainRecord> {
    let text = String::from_utf8_lossy(text).replace(['\r', '\n', '\0'], " ");
    let text = text.get(..text.floor_char_boundary(200)).unwrap_or_default();
    let lines = DAY_LABELS.map(|label| {
        let mark = if label.starts_with('[') { "" } else { ": " };
        format!("{label}{mark}{text}\n")
    });
    let body = format!("Domain Name: example.com\n{}Status: connected ({text})\n", lines.concat());
    let record = whois::read_domain("whois.example.net", body.as_bytes(), "example.com");
    let record = record.ok().flatten()?;
    holds_of_domain(&record);
    // Nobody registered a domain before there were any, or for longer than a hundred years.
    for day in record.created.iter().chain(&record.expires).chain(&record.updated) {
        let year: i32 = day.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
        assert!((1970..=2200).contains(&year), "{text:?} became {day:?}");
    }
    Some(record)
}

/// A list of RDAP servers: whatever it names as a server is an address of one.
pub fn bootstrap(body: &[u8]) -> Option<Bootstrap> {
    let mut read = None;
    for kind in [Kind::Dns, Kind::Ipv4, Kind::Ipv6, Kind::Asn] {
        let Ok(list) = Bootstrap::parse(kind, body) else { continue };
        let domains = list.for_domain("www.example.com").into_iter();
        let addresses = list.for_address(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)));
        for url in domains.chain(addresses).chain(list.for_asn(64500)) {
            let parsed: url::Url = url.parse().expect("a base URL");
            assert!(matches!(parsed.scheme(), "http" | "https"), "{url}");
            assert!(url.ends_with('/'), "{url}");
        }
        read = Some(list);
    }
    read
}

/// A site's `security.txt`.
pub fn security_txt(body: &[u8]) -> Option<Fetched> {
    let reply =
        HttpReply { status: 200, headers: Vec::new(), body: body.to_vec(), certificate: None };
    let read = security_txt::read(&Reply::Http(reply)).ok().flatten()?;
    if let Fetched::File(file) = &read {
        for text in file.contacts.iter().chain(&file.canonical).chain(&file.expires) {
            assert!(!text.trim().is_empty() && !text.contains('\n'), "{text:?}");
        }
    }
    Some(read)
}

/// A target as somebody pastes it: what is shown of it leads back to the same target.
pub fn target(text: &str) -> Option<Target> {
    let target = match Target::parse(text) {
        Ok(target) => target,
        Err(refusal) => {
            assert!(!refusal.code().is_empty());
            let shown = refusal.to_string();
            assert!(!shown.chars().any(char::is_control), "{shown:?}");
            return None;
        }
    };
    let host = Target::parse(&target.host()).expect("the host of a target is a target");
    assert_eq!(host.subject, target.subject, "{text:?}");
    if let Some(url) = &target.url {
        let again = Target::parse(url.as_str()).expect("the URL of a target is a target");
        assert_eq!(again.subject, target.subject, "{text:?}");
        assert!(url.username().is_empty() && url.password().is_none(), "{url}");
    }
    if let Some(name) = target.name() {
        assert!(name.ascii.len() <= 253 && name.ascii.is_ascii(), "{name:?}");
        assert_eq!(name.ascii, name.ascii.to_ascii_lowercase());
        let registrable = name.suffixes.registrable.as_deref().expect("is no public suffix");
        assert!(name.ascii.ends_with(registrable), "{name:?}");
    }
    Some(target)
}

/// A case file: what reads writes back and reads the same, and its replay prints.
pub fn case(text: &str) -> Option<Case> {
    let case = Case::read(text).ok()?;
    let again = Case::read(&written(&case)).expect("what was written reads");
    assert_eq!(again.header, case.header);
    assert_eq!(again.lines, case.lines);
    assert_eq!(again.footer, case.footer);
    case.lines.iter().for_each(holds_of_line);
    let header = case.header.clone();
    let plan = Plan {
        countries_only: false,
        follow: false,
        probe_url: false,
        probe: header.mode == "probe",
        whois_server: header.whois_server,
        bootstrap: header.rdap_bootstrap.map_or(BootstrapPlan::Embedded, BootstrapPlan::Url),
        asn_database: header.asn_database,
        ..Plan::default()
    };
    let net = Memo::new(Replay::new(case.clone()));
    outcome_of(&header.target, &net, &plan);
    Some(case)
}

/// The case as the program writes it.
fn written(case: &Case) -> String {
    let mut lines = vec![serde_json::to_string(&case.header).expect("writes")];
    lines.extend(case.lines.iter().map(|line| serde_json::to_string(line).expect("writes")));
    lines.extend(case.footer.map(|footer| serde_json::json!({ "footer": footer }).to_string()));
    lines.join("\n") + "\n"
}

/// A line of a case: whatever it answers is recorded again as the same answer.
fn holds_of_line(line: &Line) {
    let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));
    for ask in [
        Ask::dns("example.com", RecordKind::A),
        Ask::whois("whois.example.net", "example.com"),
        Ask::rdap("https://rdap.example.net/domain/example.com"),
        Ask::Database { address },
    ] {
        let outcome = line.outcome(&ask);
        let exchange = Exchange {
            ask: ask.clone(),
            outcome: outcome.clone(),
            at: line.at,
            ms: line.ms,
            whole: !line.cut,
        };
        let again = Line::of(&exchange);
        assert!(again.is_intact(), "{ask}");
        assert_eq!(again.outcome(&ask), outcome, "{ask}");
    }
}

/// What holds of every record of a domain.
fn holds_of_domain(record: &DomainRecord) {
    holds_of_texts(&[Some(&record.name), record.related.as_ref(), record.whois_server.as_ref()]);
    if let Some(registrar) = &record.registrar {
        holds_of_texts(&[
            registrar.name.as_ref(),
            registrar.handle.as_ref(),
            registrar.url.as_ref(),
        ]);
        holds_of_country(registrar.country.as_deref());
        holds_of_contacts(&registrar.contacts);
    }
    for party in record.reseller.iter().chain(&record.registrant) {
        holds_of_party(party);
    }
    holds_of_contacts(&record.contacts);
    for day in record.created.iter().chain(&record.expires).chain(&record.updated) {
        let is_day = day.parse::<jiff::civil::Date>().is_ok();
        assert!(is_day || day.parse::<jiff::Timestamp>().is_ok(), "{day:?} is no day");
    }
    assert!(record.name_servers.is_sorted(), "{:?}", record.name_servers);
    for server in &record.name_servers {
        holds_of_texts(&[Some(server)]);
        assert_eq!(*server, server.to_lowercase());
    }
}

/// What holds of every record of a range or AS number.
fn holds_of_number(record: &NumberRecord) {
    assert!(record.range.is_none_or(|(first, last)| first <= last), "{:?}", record.range);
    holds_of_texts(&[record.name.as_ref(), record.handle.as_ref(), record.referral.as_ref()]);
    holds_of_country(record.country.as_deref());
    holds_of_contacts(&record.contacts);
    record.holder.iter().for_each(holds_of_party);
}

/// What holds of every party.
fn holds_of_party(party: &PartyRecord) {
    holds_of_texts(&[party.handle.as_ref(), party.organisation.value(), party.name.value()]);
    holds_of_country(party.country.as_deref());
    holds_of_contacts(&party.contacts);
}

/// A country is two capitals.
fn holds_of_country(country: Option<&str>) {
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|c| c.is_ascii_uppercase());
    assert!(country.is_none_or(is_code), "{country:?}");
}

/// Nothing that was read acts on a terminal or turns the writing around, and nothing is empty.
fn holds_of_texts(texts: &[Option<&String>]) {
    for text in texts.iter().copied().flatten() {
        assert!(!text.trim().is_empty(), "an empty text instead of none");
        let turns = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!text.chars().any(|c| c.is_control() || turns(c)), "{text:?}");
    }
}

/// A published contact is what its kind says.
fn holds_of_contacts(contacts: &[PublishedContact]) {
    for contact in contacts {
        holds_of_contact(contact.kind, &contact.value);
    }
}

/// A contact is what its kind says.
fn holds_of_contact(kind: ContactKind, value: &str) {
    assert!(!value.chars().any(char::is_control), "{value:?}");
    match kind {
        ContactKind::Email => {
            assert_eq!(value.matches('@').count(), 1, "{value:?}");
            assert!(!value.chars().any(char::is_whitespace), "{value:?}");
        }
        ContactKind::Phone => {
            assert!(value.chars().filter(char::is_ascii_digit).count() >= 4, "{value:?}");
        }
        ContactKind::Form | ContactKind::Url => {
            assert!(!value.chars().any(char::is_whitespace), "{value:?}");
        }
        ContactKind::Postal => {}
    }
}

/// What holds of every chain: nobody is named by a text that was tampered with, whoever is not
/// named is so for a reason, and a contact that is offered can be used.
fn holds_of_chain(chain: &Chain) {
    for entry in &chain.entries {
        assert!(entry.reason().is_none_or(|why| !why.text.is_empty()), "{entry:?}");
        if let Some(party) = entry.party() {
            assert!(!party.name.trim().is_empty(), "{party:?}");
            assert!(!party.name.contains(MARK), "{party:?}");
            assert!(!party.name.chars().any(char::is_control), "{party:?}");
        }
        for contact in &entry.contacts {
            holds_of_contact(contact.kind, &contact.value);
            assert!(!contact.value.chars().any(acts), "{contact:?}");
            if matches!(contact.kind, ContactKind::Form | ContactKind::Url) {
                let url: url::Url = contact.value.parse().expect("a link");
                assert!(matches!(url.scheme(), "http" | "https"), "{url}");
                assert!(url.username().is_empty() && url.password().is_none(), "{url}");
            }
        }
    }
}

/// A world in which every server of a protocol says the same, and the DNS gives one address.
struct World {
    /// What WHOIS servers say.
    whois: Option<Vec<u8>>,
    /// What RDAP servers say.
    rdap: Option<HttpReply>,
}

impl Wire for World {
    async fn send(&self, ask: &Ask) -> Sent {
        let address = "NOERROR\nanswer example.com 60 A 192.0.2.7";
        let reply = match ask {
            Ask::Whois { .. } => self.whois.clone().map(Reply::Text),
            Ask::Http { purpose: RequestPurpose::Rdap, .. } => self.rdap.clone().map(Reply::Http),
            Ask::Dns { kind: RecordKind::A, .. } => address.parse().ok().map(Reply::Dns),
            _ => None,
        };
        let at = STARTED.parse().expect("a time");
        Sent::then(reply.ok_or(Failure::NotRecorded), at, 1)
    }
}

/// Traces a target in a world and prints what was found: for one answer in eight, because reading
/// takes a hundredth of the time.
fn traced(target: &str, world: &World, whois_server: Option<&str>) {
    let body = world.whois.as_ref().or(world.rdap.as_ref().map(|reply| &reply.body));
    let sum = body.into_iter().flatten().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    if sum % 8 != 0 {
        return;
    }
    let whois_server = whois_server.map(str::to_owned);
    outcome_of(target, &Memo::new(world), &Plan { whois_server, ..Plan::default() });
}

thread_local! {
    /// The directory, read once.
    static KNOWN: OnceCell<Directory> = const { OnceCell::new() };
    /// What drives the futures.
    static RUNTIME: tokio::runtime::Runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
}

/// Traces a target over a wire, judges the chain and prints it in every format.
fn outcome_of(target: &str, net: &impl Wire, plan: &Plan) {
    let outcome: Outcome = match Target::parse(target) {
        Err(refusal) => Err((target.to_owned(), refusal)),
        Ok(target) => KNOWN.with(|known| {
            let tracer = Tracer {
                request: None,
                known: known.get_or_init(Directory::embedded),
                plan,
                show_registrant: true,
                patience: Duration::from_mins(1),
                resolver: "system",
            };
            let started = STARTED.parse().expect("a time");
            let trace = tracer.trace(target, net, started, &|_| ());
            let trace: Trace = RUNTIME.with(|runtime| runtime.block_on(trace));
            holds_of_chain(&trace.chain);
            Ok(Box::new(trace))
        }),
    };
    holds_of_prints(&outcome);
}

/// Nothing that is printed acts on a terminal, and JSON is JSON.
fn holds_of_prints(outcome: &Outcome) {
    let look = Look { verbose: true, ..Look::default() };
    for format in [Format::Human, Format::Markdown, Format::Json] {
        let mut bytes = Vec::new();
        let mut printer = Printer::new(&mut bytes, format, look, false);
        printer.write(outcome).expect("prints");
        printer.finish().expect("prints");
        let text = String::from_utf8(bytes).expect("prints text");
        let acting = without_isolates(&text).chars().find(|c| *c != '\n' && acts(*c));
        assert_eq!(acting, None, "{format:?}: {text:?}");
        if format == Format::Json {
            serde_json::from_str::<Value>(&text).expect("prints JSON");
        }
    }
}

/// What is printed without the isolates that keep right-to-left words in their place: each is closed
/// on the line that opens it, and none stands in another.
fn without_isolates(text: &str) -> String {
    const OPEN: char = '\u{2068}';
    const CLOSE: char = '\u{2069}';
    let mut rest = String::with_capacity(text.len());
    let mut is_open = false;
    for character in text.chars() {
        match character {
            OPEN if !is_open => is_open = true,
            CLOSE if is_open => is_open = false,
            '\n' if is_open => rest.push(OPEN),
            _ => rest.push(character),
        }
    }
    rest
}

/// The server that the last byte of an answer picks, so that real answers are seeds as they are.
fn picked<'a>(servers: &[&'a str], body: &[u8]) -> &'a str {
    servers[usize::from(body.last().copied().unwrap_or_default()) % servers.len()]
}

/// The name that an answer is about, out of the complaint that it is not about another one.
fn other_name(complaint: &str) -> Option<String> {
    let name = complaint.strip_prefix("an answer about ")?.strip_suffix(" instead")?;
    Some(name.to_owned())
}

/// The first address or AS number in a text: what was asked for, more likely than not.
fn number_in(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || ",/'()[]".contains(c)).take(10_000);
    let is_number = |word: &&str| {
        let system = word.strip_prefix("AS").is_some_and(|digits| digits.parse::<u32>().is_ok());
        system || word.parse::<IpAddr>().is_ok()
    };
    words.into_iter().find(is_number).unwrap_or("192.0.2.7").to_owned()
}

/// An RDAP answer that claims success.
fn rdap_reply(body: &[u8]) -> HttpReply {
    let headers = vec![("content-type".to_owned(), "application/rdap+json".to_owned())];
    HttpReply { status: 200, headers, body: body.to_vec(), certificate: None }
}
