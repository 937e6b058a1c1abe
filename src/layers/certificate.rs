//! The certificate authority: whoever issued the certificate that the host shows. Only contact
//! with the target shows it.

use super::{LayerSpec, View, parties};
use crate::directory::{Role, best_for};
use crate::model::answer::{Answer, ReasonCode, Why};
use crate::model::chain::{Confidence, Entry, Lack, LayerId};
use crate::model::observations::CertificateFacts;
use crate::model::target::Subject;
use crate::model::writer::Writer;

/// The layer.
pub(super) const SPEC: LayerSpec = LayerSpec { id: LayerId::Certificate, attribute };

/// Names the issuer of the certificate.
fn attribute(view: &View<'_>) -> Vec<Entry> {
    vec![match (&view.target.subject, &view.seen.site) {
        (Subject::System(_), _) => {
            let text = "the target is an AS number, which shows no certificate";
            Entry::without(LayerId::Certificate, Lack::Absent, ReasonCode::AddressLiteral, text)
        }
        (_, None) if view.target.range.is_some() => {
            let text = "the target is a range of addresses, which shows no certificate";
            Entry::without(LayerId::Certificate, Lack::Absent, ReasonCode::AddressLiteral, text)
        }
        (_, None) => {
            let text = "only --probe, which contacts the target, shows it";
            Entry::without(LayerId::Certificate, Lack::Skipped, ReasonCode::NeedsProbe, text)
        }
        (_, Some(Answer::Unknown(why))) => {
            Entry::missing(LayerId::Certificate, Lack::Unknown, why.clone())
        }
        (_, Some(answer)) => shown(view, answer),
    }]
}

/// The entry of a site that answered.
fn shown(view: &View<'_>, answer: &Answer<crate::model::observations::Site>) -> Entry {
    let certificate = answer.found().and_then(|site| site.certificate.as_ref());
    let named = certificate.and_then(|facts| Some((facts, facts.issuer.as_deref()?)));
    let Some((facts, issuer)) = named else {
        let text = "the site was looked at over http, which shows no certificate";
        let mut why = Why::new(ReasonCode::NotNamed, text);
        why.evidence = answer.evidence().cloned();
        return Entry::missing(LayerId::Certificate, Lack::Absent, why);
    };
    if facts.self_signed {
        let text = "the certificate is self-signed: no authority issued it";
        let mut why = Why::new(ReasonCode::NotNamed, text);
        why.evidence = answer.evidence().cloned();
        return Entry::missing(LayerId::Certificate, Lack::Absent, why);
    }
    let matches = view.known.by_issuer(issuer);
    let found = best_for(&matches, Role::Certificate);
    let mut party = parties::of_name(view.known, issuer, facts.country.as_deref());
    if let Some(found) = found {
        party.id.clone_from(&found.provider.id);
    }
    // Whoever signs a certificate that nobody trusts can write any name into it.
    let confidence =
        if facts.distrust.is_some() { Confidence::Weak } else { Confidence::Confirmed };
    let mut entry = Entry::identified(LayerId::Certificate, party, Writer::Certificate, confidence);
    if let Some(evidence) = answer.evidence() {
        entry.rests_on(evidence);
    }
    entry.notes = details(facts);
    view.judge
        .settle(&mut entry, found.map(|found| view.judge.of_match(found)).unwrap_or_default());
    entry
}

/// What a certificate problem report needs.
fn details(facts: &CertificateFacts) -> Vec<String> {
    let mut notes = vec![
        format!("serial {}", facts.serial),
        format!("SHA-256 {}", facts.fingerprint),
        format!("valid {} to {}", facts.validity.0, facts.validity.1),
    ];
    notes.extend(facts.distrust.iter().map(|why| format!("not trusted by this system: {why}")));
    notes
}
