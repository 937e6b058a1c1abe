//! The parts of a record about somebody of whom nothing could be read: they are no word that there is
//! nobody.

use crate::model::answer::{ReasonCode, Why};
use crate::model::chain::{Entry, Lack, LayerId};
use crate::model::observations::RegistrationFacts;
use crate::model::record::RecordPart;

/// The entry of a layer whose party some record has such a part about.
pub(super) fn entry(layer: LayerId, facts: &RegistrationFacts) -> Option<Entry> {
    let (part, about) = match layer {
        LayerId::Registrar => (RecordPart::Registrar, "the registrar"),
        LayerId::Reseller => (RecordPart::Reseller, "a reseller"),
        LayerId::Registrant => (RecordPart::Holder, "the holder"),
        _ => return None,
    };
    let record = facts.records().find(|record| record.facts.unread.contains(&part))?;
    let text = format!(
        "the record of {} has a part about {about} from which no name can be read",
        facts.domain
    );
    let mut why = Why::new(ReasonCode::Malformed, text);
    why.evidence = Some(record.evidence.clone());
    Some(Entry::missing(layer, Lack::Unknown, why))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Stage, evidence, name};
    use super::super::{registrant, registrar, reseller};
    use super::*;
    use crate::model::entry::Who;
    use crate::model::observations::{Source, Sourced};
    use crate::source::whois;

    /// What the three layers of parties come to, by what stands in the registry's answer.
    fn states(part: &str) -> [(Option<Lack>, String); 3] {
        let text = format!("Domain Name: example.com\nCreation Date: 2031-01-02\n\n{part}");
        let facts = whois::read_domain("whois.example", text.as_bytes(), "example.com");
        let facts = facts.unwrap().unwrap();
        let mut seen = name("example.com", "example.com");
        let record = Sourced { facts, source: Source::Whois, evidence: evidence("example.com") };
        seen.registration.registry.push(record);
        let mut stage = Stage::of("example.com", &[]);
        stage.seen.name = Some(seen);
        let view = stage.view();
        [registrar::SPEC, reseller::SPEC, registrant::SPEC].map(|spec| {
            let entries = (spec.attribute)(&view);
            match &entries.first().unwrap().is {
                Who::Missing { lack, why } => (Some(*lack), why.text.clone()),
                Who::Identified { party, .. } => (None, party.name.clone()),
            }
        })
    }

    #[test]
    fn a_part_that_was_not_understood_leaves_its_party_unknown_and_no_other() {
        let [registrar, reseller, holder] = states("Registrar:\n   Trade mark: Example\n");
        assert!(registrar.1.contains("a part about the registrar"), "{registrar:?}");
        assert!(!reseller.1.contains("a part") && !holder.1.contains("a part"));
        let [_, _, holder] = states("Registrant:\n   Denomination: Example\n");
        assert_eq!(holder.0, Some(Lack::Unknown), "{holder:?}");
        let [_, _, holder] = states("Registrant:\n   Country: US\n   Street: Example\n");
        assert_eq!(holder.0, Some(Lack::Hidden), "{holder:?}");
    }
}
