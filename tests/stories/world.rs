//! A world of a few answers, traced through the library as a recorded case is.

use std::time::Duration;

use serde_json::{Value, json};
use trace::directory::Directory;
use trace::model::chain::{Chain, Entry, LayerId, Status};
use trace::model::dns::RecordKind;
use trace::model::exchange::{Ask, DnsServer, Exchange, HttpReply, Reply, RequestPurpose};
use trace::model::target::Target;
use trace::trace::{Trace, Tracer};
use trace::walk::Plan;
use trace::wire::case::{Case, Header, Line};
use trace::wire::memo::Memo;
use trace::wire::replay::Replay;

/// The answers of a world, and the target that is traced in it.
pub(crate) struct World {
    target: String,
    lines: Vec<Line>,
    show_registrant: bool,
    plan: Plan,
}

impl World {
    /// A world in which nothing answers yet.
    pub(crate) fn of(target: &str) -> Self {
        let (target, plan) = (target.to_owned(), Plan::default());
        Self { target, lines: Vec::new(), show_registrant: false, plan }
    }

    /// Adds an answer.
    fn answer(mut self, ask: Ask, reply: Reply) -> Self {
        let at = "2026-11-22T10:00:00Z".parse().expect("a time");
        let exchange = Exchange { ask, outcome: Ok(reply), at, ms: 1, whole: true };
        self.lines.push(Line::of(&exchange));
        self
    }

    /// The resolver answers a question; the text is that of a case file.
    pub(crate) fn dns(self, name: &str, kind: RecordKind, text: &str) -> Self {
        let reply = text.parse().expect("a DNS answer");
        self.answer(Ask::dns(name, kind), Reply::Dns(reply))
    }

    /// A name server, asked itself, answers a question.
    pub(crate) fn dns_at(self, server: &str, name: &str, kind: RecordKind, text: &str) -> Self {
        let reply = text.parse().expect("a DNS answer");
        let server = DnsServer::At(server.parse().expect("an address and a port"));
        self.answer(Ask::Dns { name: name.to_owned(), kind, server }, Reply::Dns(reply))
    }

    /// A name has one IPv4 address, with nothing else.
    pub(crate) fn address(self, name: &str, address: &str) -> Self {
        self.dns(name, RecordKind::A, &format!("NOERROR\nanswer {name} 60 A {address}")).dns(
            name,
            RecordKind::Aaaa,
            "NOERROR",
        )
    }

    /// A name is an alias, and the alias has one IPv4 address.
    pub(crate) fn alias(self, name: &str, alias: &str, address: &str) -> Self {
        let four =
            format!("NOERROR\nanswer {name} 60 CNAME {alias}\nanswer {alias} 60 A {address}");
        let six = format!("NOERROR\nanswer {name} 60 CNAME {alias}");
        self.dns(name, RecordKind::A, &four).dns(name, RecordKind::Aaaa, &six)
    }

    /// A domain is a zone of its own with these name servers.
    pub(crate) fn zone(self, domain: &str, servers: &[&str]) -> Self {
        let records = servers.iter().fold(String::new(), |records, server| {
            records + "\nanswer " + domain + " 60 NS " + server
        });
        self.dns(domain, RecordKind::Ns, &format!("NOERROR{records}"))
    }

    /// An AS announces an address.
    pub(crate) fn origin(self, reversed: &str, system: u32) -> Self {
        let name = format!("{reversed}.origin.asn.cymru.com");
        let text =
            format!("NOERROR\nanswer {name} 60 TXT {system} | 0.0.0.0/0 | US | arin | 2020-01-01");
        self.dns(&name, RecordKind::Txt, &text)
    }

    /// An RDAP server answers.
    pub(crate) fn rdap(self, url: &str, status: u16, body: &Value) -> Self {
        let reply = HttpReply {
            status,
            headers: vec![("content-type".to_owned(), "application/rdap+json".to_owned())],
            body: body.to_string().into_bytes(),
            certificate: None,
        };
        self.answer(Ask::rdap(url), Reply::Http(reply))
    }

    /// An RDAP server sends the question elsewhere.
    pub(crate) fn redirect(self, from: &str, to: &str) -> Self {
        let headers = vec![("location".to_owned(), to.to_owned())];
        let reply = HttpReply { status: 302, headers, ..HttpReply::default() };
        self.answer(Ask::rdap(from), Reply::Http(reply))
    }

    /// A WHOIS server answers.
    pub(crate) fn whois(self, server: &str, query: &str, text: &str) -> Self {
        self.answer(Ask::whois(server, query), Reply::Text(text.as_bytes().to_vec()))
    }

    /// A WHOIS server answers with bytes.
    pub(crate) fn whois_bytes(self, server: &str, query: &str, bytes: Vec<u8>) -> Self {
        self.answer(Ask::whois(server, query), Reply::Text(bytes))
    }

    /// A web site sends its visitors elsewhere.
    pub(crate) fn site(self, url: &str, location: &str) -> Self {
        let headers = vec![("location".to_owned(), location.to_owned())];
        let reply = HttpReply { status: 302, headers, ..HttpReply::default() };
        let ask = Ask::Http { url: url.to_owned(), purpose: RequestPurpose::Site };
        self.answer(ask, Reply::Http(reply))
    }

    /// The target is contacted, and its redirects are followed.
    pub(crate) fn followed(mut self) -> Trace {
        self.plan = Plan { probe: true, follow: true, ..Plan::default() };
        self.trace()
    }

    /// Natural persons may be named.
    pub(crate) fn showing_registrants(mut self) -> Self {
        self.show_registrant = true;
        self
    }

    /// Traces the target.
    pub(crate) fn chain(self) -> Chain {
        self.trace().chain
    }

    /// Traces the target, with all that is kept of it.
    pub(crate) fn trace(self) -> Trace {
        let started = "2026-11-22T10:00:00Z".parse().expect("a time");
        let header = Header::new(&self.target, started, false, "system");
        let case = Case { header, lines: self.lines, footer: None };
        let known = Directory::embedded();
        let tracer = Tracer {
            known: &known,
            plan: &self.plan,
            show_registrant: self.show_registrant,
            request: None,
            patience: Duration::from_mins(1),
            resolver: "system",
        };
        let target = Target::parse(&self.target).expect("a target");
        let net = Memo::new(Replay::new(case));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        runtime.block_on(tracer.trace(target, &net, started, &|_| ()))
    }
}

/// The only entry of a layer.
pub(crate) fn only(chain: &Chain, layer: LayerId) -> &Entry {
    let entries: Vec<&Entry> = chain.layer(layer).collect();
    assert_eq!(entries.len(), 1, "{layer:?}: {entries:#?}");
    entries[0]
}

/// The name of the party of a layer's only entry, or its status and the code of the reason.
pub(crate) fn said(chain: &Chain, layer: LayerId) -> String {
    let entry = only(chain, layer);
    match (entry.party(), entry.reason()) {
        (Some(party), _) => party.name.clone(),
        (None, Some(why)) => format!("{} {:?}", entry.status().word(), why.code),
        (None, None) => entry.status().word().to_owned(),
    }
}

/// Whether a layer's only entry names nobody.
pub(crate) fn is(chain: &Chain, layer: LayerId, status: Status) -> bool {
    only(chain, layer).status() == status
}

/// The contacts of a layer's only entry.
pub(crate) fn contacts(chain: &Chain, layer: LayerId) -> Vec<&str> {
    only(chain, layer).contacts.iter().map(|contact| contact.value.as_str()).collect()
}

/// The notes of a layer's only entry, in one text.
pub(crate) fn notes(chain: &Chain, layer: LayerId) -> String {
    only(chain, layer).notes.join("\n")
}

/// An entity with a name and, if given, a mailbox.
pub(crate) fn entity(role: &str, name: &str, email: Option<&str>) -> Value {
    let mut card = vec![json!(["version", {}, "text", "4.0"]), json!(["fn", {}, "text", name])];
    card.push(json!(["kind", {}, "text", "org"]));
    card.extend(email.map(|email| json!(["email", {}, "text", email])));
    json!({"objectClassName": "entity", "roles": [role], "vcardArray": ["vcard", card]})
}

/// An RDAP domain with a registrar (number 9000, abuse contact below it) and a few more members.
pub(crate) fn domain(name: &str, more: &Value) -> Value {
    let mut registrar = entity("registrar", "Example Registrar Ltd", None);
    registrar["publicIds"] = json!([{"type": "IANA Registrar ID", "identifier": "9000"}]);
    registrar["entities"] = json!([entity("abuse", "Abuse", Some("abuse@registrar.example.net"))]);
    let mut domain = json!({
        "objectClassName": "domain", "ldhName": name, "status": ["active"], "entities": [registrar],
    });
    merge(&mut domain, more);
    domain
}

/// An RDAP network with a holder.
pub(crate) fn network(first: &str, last: &str, entities: &[Value]) -> Value {
    json!({
        "objectClassName": "ip network", "handle": "NET-EXAMPLE", "startAddress": first,
        "endAddress": last, "entities": entities,
    })
}

/// Adds members to an object; lists are continued.
fn merge(object: &mut Value, more: &Value) {
    for (key, value) in more.as_object().into_iter().flatten() {
        match (object.get_mut(key).and_then(Value::as_array_mut), value.as_array()) {
            (Some(list), Some(items)) => list.extend(items.iter().cloned()),
            _ => object[key] = value.clone(),
        }
    }
}
