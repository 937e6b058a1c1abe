//! Whose word counts for what: how sure an entry can be at most when its party's name is the word
//! of one writer alone. `trace explain trust` prints this table.

use crate::model::chain::Confidence::{Confirmed, Strong, Weak};
use crate::model::chain::{Confidence, Entry, LayerId};
use crate::model::writer::Writer;

/// One row: the writer, what he writes, and how sure a name by his word alone is in which layers.
pub struct Trust {
    /// Who writes.
    pub writer: Writer,
    /// What.
    pub writes: &'static str,
    /// The layers that it can name somebody in, each with the highest confidence.
    pub highest: &'static [(LayerId, Confidence)],
}

/// All writers, those whom the suspect cannot steer first.
pub const TRUST: &[Trust] = &[
    Trust {
        writer: Writer::Registry,
        writes: "what a registry of names or numbers decides itself: delegation, sponsor, allocation",
        highest: &[
            (LayerId::Registry, Confirmed),
            (LayerId::Registrar, Confirmed),
            (LayerId::Network, Confirmed),
            (LayerId::Dns, Strong),
            (LayerId::Host, Strong),
            (LayerId::Mail, Strong),
        ],
    },
    Trust {
        writer: Writer::Registrar,
        writes: "the registrar's own record of a name that it sponsors",
        highest: &[(LayerId::Registrar, Confirmed)],
    },
    Trust {
        writer: Writer::AllocationHolder,
        writes: "the holder of address space that a registry allocated",
        highest: &[
            (LayerId::Network, Confirmed),
            (LayerId::Dns, Strong),
            (LayerId::Host, Strong),
            (LayerId::Mail, Strong),
        ],
    },
    Trust {
        writer: Writer::OriginData,
        writes: "what networks announce, as others see it",
        highest: &[(LayerId::Network, Strong)],
    },
    Trust {
        writer: Writer::Certificate,
        writes: "the authority that signed a certificate which the system trusts",
        highest: &[(LayerId::Certificate, Confirmed)],
    },
    Trust {
        writer: Writer::Directory,
        writes: "our tables of names, prefixes and numbers, each with its source and day",
        highest: TABLES,
    },
    Trust {
        writer: Writer::UserDirectory,
        writes: "tables that the user brought; the user answers for them",
        highest: TABLES,
    },
    Trust {
        writer: Writer::CustomerObject,
        writes: "a part of an allocation, as its customer words it",
        highest: &[
            (LayerId::Network, Weak),
            (LayerId::Dns, Weak),
            (LayerId::Host, Weak),
            (LayerId::Mail, Weak),
        ],
    },
    Trust {
        writer: Writer::AccountHolder,
        writes: "what whoever has the account typed: reseller, holder of the name",
        highest: &[(LayerId::Reseller, Weak), (LayerId::Registrant, Weak)],
    },
    Trust {
        writer: Writer::Zone,
        writes: "records of the zone: name servers of its own, aliases, exchanges, SOA",
        highest: &[(LayerId::Dns, Weak), (LayerId::Mail, Weak)],
    },
    Trust {
        writer: Writer::ReverseZone,
        writes: "the reverse name of an address; it counts only where it leads back",
        highest: &[(LayerId::Host, Weak)],
    },
    Trust {
        writer: Writer::Server,
        writes: "header fields that any server can send",
        highest: &[(LayerId::Cdn, Weak)],
    },
];

/// The layers that tables can name somebody in.
const TABLES: &[(LayerId, Confidence)] = &[
    (LayerId::Registry, Confirmed),
    (LayerId::Dns, Confirmed),
    (LayerId::Cdn, Confirmed),
    (LayerId::Host, Confirmed),
    (LayerId::Network, Confirmed),
    (LayerId::Mail, Confirmed),
];

/// How sure a name by a writer's word alone is in a layer, at most. Where the table has no row
/// for it, the word counts for as little as any.
fn highest(writer: Writer, layer: LayerId) -> Confidence {
    let row = TRUST.iter().find(|trust| trust.writer == writer);
    let found = row.and_then(|trust| trust.highest.iter().find(|(of, _)| *of == layer));
    found.map_or(Weak, |(_, confidence)| *confidence)
}

/// Makes an entry no surer than its writer's word is.
pub(super) fn bound(entry: &mut Entry) {
    if let Some(writer) = entry.said_by() {
        entry.confidence = entry.confidence.max(highest(writer, entry.layer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_writer_has_one_row() {
        for (at, trust) in TRUST.iter().enumerate() {
            assert!(TRUST[..at].iter().all(|other| other.writer != trust.writer));
        }
        assert_eq!(TRUST.len(), 12);
    }

    #[test]
    fn what_the_suspect_can_write_is_never_more_than_weak() {
        let suspects = [
            Writer::CustomerObject,
            Writer::AccountHolder,
            Writer::Zone,
            Writer::ReverseZone,
            Writer::Server,
        ];
        for writer in suspects {
            for layer in [LayerId::Host, LayerId::Registrant, LayerId::Dns, LayerId::Cdn] {
                assert_eq!(highest(writer, layer), Weak, "{writer:?} {layer:?}");
            }
        }
        assert_eq!(highest(Writer::Registry, LayerId::Registrar), Confirmed);
    }
}
