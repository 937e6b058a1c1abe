//! A contact is judged once: what a trace does not offer lets no check pass, and what it offers as
//! published or inherited does.

use serde_json::json;
use trace::check::policy::Policy;
use trace::check::verdict::Verdict;
use trace::directory::Directory;
use trace::model::chain::{Entry, LayerId};
use trace::model::contact::{Basis, Purpose};
use trace::trace::Trace;

use super::recorded::{names, traced};
use super::world::{World, domain, only};

/// Mailboxes that nobody reads, or of somebody who registers nothing.
const UNFIT: [&str; 5] = [
    "noreply@registrar.example.net",
    "null@registrar.example.net",
    "cert@cert.pl",
    "abuse@ripe.net",
    "support@icann.org",
];

/// What a check of the registrar's abuse contact says.
fn checked(trace: &Trace) -> Verdict {
    let text = "version = 1\n[domain.\"example.com\"]\nabuse_contact = [\"registrar\"]\n";
    let policy = Policy::read(text, "trace.toml").expect("a policy");
    let report = trace::check::check(&policy.of("example.com"), trace, &Directory::embedded());
    report.results[0].verdict
}

/// A domain whose registrar publishes a mailbox for abuse by RDAP.
fn by_rdap(mailbox: &str) -> Trace {
    let mut record = domain("example.com", &json!({}));
    let card = &mut record["entities"][0]["entities"][0]["vcardArray"][1];
    *card = json!([["fn", {}, "text", "Abuse"], ["email", {}, "text", mailbox]]);
    let url = "https://rdap.verisign.com/com/v1/domain/example.com";
    let text =
        "Domain Name: EXAMPLE.COM\nRegistrar: Example Registrar Ltd\nRegistrar IANA ID: 9000\n";
    World::of("example.com")
        .rdap(url, 200, &record)
        .whois("whois.verisign-grs.com", "domain example.com", text)
        .trace()
}

/// A domain whose registrar publishes a mailbox for abuse by WHOIS.
fn by_whois(mailbox: &str) -> Trace {
    let record = format!(
        "Domain Name: example.ma\nRegistrar: Example Registrar Ltd\nRegistrar Abuse Contact Email: \
         {mailbox}\n"
    );
    World::of("example.ma").whois("whois.registre.ma", "example.ma", &record).trace()
}

/// Whether an entry offers a contact for abuse by its party's own word or its registry's.
fn offers(entry: &Entry) -> bool {
    let published = |basis: Basis| matches!(basis, Basis::Published | Basis::Inherited);
    let mut contacts = entry.contacts.iter();
    contacts.any(|contact| contact.purpose == Purpose::Abuse && published(contact.basis))
}

#[test]
fn a_mailbox_that_a_trace_rejects_fails_the_check() {
    for trace_of in [by_rdap, by_whois] {
        for mailbox in UNFIT {
            let trace = trace_of(mailbox);
            let entry = only(&trace.chain, LayerId::Registrar);
            assert!(entry.contacts.iter().all(|contact| contact.value != mailbox), "{entry:#?}");
            let rejected: Vec<&str> =
                entry.rejected.iter().map(|one| one.contact.value.as_str()).collect();
            assert_eq!(rejected, [mailbox]);
            assert_eq!(checked(&trace), Verdict::Fail, "{mailbox}");
        }
        assert_eq!(checked(&trace_of("desk@registrar.example.net")), Verdict::Pass);
    }
}

#[test]
fn the_check_of_a_recorded_registrar_passes_exactly_what_its_trace_offers() {
    for name in names() {
        let trace = traced(&name);
        let mut registrars = trace.chain.layer(LayerId::Registrar);
        if let Some(entry) = registrars.find(|entry| entry.party().is_some()) {
            assert_eq!(checked(&trace) == Verdict::Pass, offers(entry), "{name}: {entry:#?}");
        }
    }
}
