//! Turns the chain and what was learnt into the structs of the schema.

use super::contact::contact_v1;
use super::ledger::EvidenceLedger;
use super::v1::{
    EntryV1, IdentifiersV1, PartyV1, PowerV1, RegistrationV1, RejectedV1, RelatedV1, RemarkV1,
    ResolutionV1, TargetV1, ViewV1,
};
use crate::model::answer::Answer;
use crate::model::chain::{Entry, Power, Registration, Remark};
use crate::model::observations::ResolverView;
use crate::model::sight::Sight;
use crate::model::target::{Subject, Target};
use crate::trace::Trace;

/// The target.
pub(super) fn target_v1(trace: &Trace) -> TargetV1 {
    let target: &Target = &trace.target;
    let name = target.name();
    let registration = trace.seen.name.as_ref().map(|name| &name.registration);
    TargetV1 {
        input: target.input.clone(),
        url: target.url.as_ref().map(ToString::to_string),
        host: target.host(),
        host_unicode: name.and_then(|name| name.unicode.clone()),
        kind: match (&target.subject, &target.url) {
            (Subject::System(_), _) => "asn",
            _ if target.mailbox.is_some() => "mailbox",
            _ if target.range.is_some() => "network",
            (_, Some(_)) => "url",
            (Subject::Address(_), None) => "address",
            (Subject::Name(_), None) => "domain",
        },
        wrapped_by: target.wrapped_by.clone(),
        registrable_domain: registration.map(|facts| facts.domain.clone()),
        public_suffix: registration.map(|facts| facts.suffix.clone()),
        private_suffix: name.and_then(|name| name.suffixes.private.clone()),
    }
}

/// Where the name leads.
pub(super) fn resolution_v1(trace: &Trace) -> ResolutionV1 {
    let name = trace.seen.name.as_ref();
    let resolution = name.and_then(|name| name.resolution.found());
    let zone = name.and_then(|name| name.delegation.zone.found());
    ResolutionV1 {
        cname_chain: resolution.map(|found| found.aliases.clone()).unwrap_or_default(),
        addresses: resolution
            .map(|found| found.addresses.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
        name_servers: zone.map(|zone| zone.servers.clone()).unwrap_or_default(),
        zone: zone.map(|zone| zone.apex.clone()),
        dnssec: match name.map(|name| &name.delegation.signed) {
            Some(Answer::Found(true, _)) => "signed",
            Some(Answer::Found(false, _)) => "unsigned",
            _ => "unknown",
        },
    }
}

/// What one of several resolvers says.
pub(super) fn view_v1(view: &ResolverView, ledger: &mut EvidenceLedger<'_>) -> ViewV1 {
    let found = view.says.found();
    let why = view.says.why();
    let families = found.map_or(&[][..], |found| found.families.as_slice());
    let asked = view.says.evidence().filter(|_| families.is_empty());
    ViewV1 {
        resolver: view.resolver.clone(),
        sees: Sight::of(view).word(),
        reason: why.map(|why| why.text.clone()),
        reason_code: why.map(|why| why.code),
        cname_chain: found.map(|found| found.aliases.clone()).unwrap_or_default(),
        addresses: found
            .map(|found| found.addresses.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
        used: view.used,
        evidence: families.iter().chain(asked).map(|evidence| ledger.id(evidence)).collect(),
    }
}

/// One entry.
pub(super) fn entry_v1(entry: &Entry, ledger: &mut EvidenceLedger<'_>) -> EntryV1 {
    EntryV1 {
        layer: entry.layer,
        status: entry.status(),
        reason: entry.reason().map(|why| why.text.clone()),
        reason_code: entry.reason().map(|why| why.code),
        party: entry.party().map(|party| PartyV1 {
            name: party.name.clone(),
            id: party.id.clone(),
            country: party.country.clone(),
            country_from: party
                .country
                .as_ref()
                .map(|_| if party.country_listed { "directory" } else { "record" }),
            identifiers: IdentifiersV1 {
                iana_id: party.iana_id,
                asn: party.asn,
                handle: party.handle.clone(),
            },
        }),
        contacts: entry.contacts.iter().map(|contact| contact_v1(contact, ledger)).collect(),
        contacts_reason: entry.unreached.clone(),
        rejected_contacts: entry
            .rejected
            .iter()
            .map(|rejected| RejectedV1 {
                value: rejected.contact.value.clone(),
                reason: rejected.contact.reason.clone(),
                evidence: rejected.evidence.as_ref().map(|evidence| ledger.id(evidence)),
            })
            .collect(),
        can: entry.can.iter().map(power_v1).collect(),
        cannot: entry.cannot.iter().map(power_v1).collect(),
        subjects: entry.subjects.clone(),
        signs: entry.signs.clone(),
        notes: entry.notes.clone(),
        confidence: entry.confidence,
        said_by: entry.said_by(),
        evidence: entry.evidence.iter().map(|evidence| ledger.id(evidence)).collect(),
    }
}

/// One power.
fn power_v1(power: &Power) -> PowerV1 {
    PowerV1 {
        id: power.ability,
        condition: power.condition.clone(),
        collateral: power.collateral.clone(),
        why: power.why.to_owned(),
    }
}

/// One related name.
pub(super) fn related_v1(related: &crate::model::chain::Related) -> RelatedV1 {
    RelatedV1 {
        name: related.name.clone(),
        differs: related.differs.clone(),
        addresses: related.addresses.clone(),
    }
}

/// The registration.
pub(super) fn registration_v1(registration: &Registration) -> RegistrationV1 {
    let remark = |remark: &Remark| RemarkV1 {
        code: remark.code,
        set_by: remark.set_by,
        status: remark.statuses.clone(),
        says: remark.says.clone(),
        follows: remark.follows,
    };
    RegistrationV1 {
        status: registration.statuses.clone(),
        created: registration.created.clone(),
        expires: registration.expires.clone(),
        state: registration.state,
        remarks: registration.remarks.iter().map(remark).collect(),
    }
}
