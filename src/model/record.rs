//! Registration data in one shape, whatever protocol and registry it came from.
//!
//! RDAP and WHOIS readers fill the same structs, so that layers need not know which one answered.
//! Values are as the source gives them, trimmed; a field that the source leaves empty is `None`,
//! and one that it withholds is named in `redacted`.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::company::same_company;
use super::contact::ContactKind;
use super::mailbox::{Link, mail_domain};
use super::name::registrable;
use super::said::Said;
use super::text::reliable;
use super::writer::Writer;

/// What a registry or registrar says about a domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DomainRecord {
    /// The domain that the record is about: lower-case A-labels without a final dot.
    pub name: String,
    /// The sponsoring registrar.
    pub registrar: Option<RegistrarRecord>,
    /// Whether the source says in words that the registry registered the name without a registrar.
    pub direct: bool,
    /// The reseller, where the source names one.
    pub reseller: Option<PartyRecord>,
    /// The parts that the source has about somebody of whom nothing could be read: they are no word
    /// that there is nobody.
    pub unread: BTreeSet<RecordPart>,
    /// The holder, where the source shows anything of it.
    pub registrant: Option<PartyRecord>,
    /// What the source withholds of the holder, in the source's words ("Registrant Name", …).
    pub redacted: Vec<String>,
    /// Contacts that the source publishes with the registration without saying whose they are
    /// (a top-level abuse entity of a domain, for one).
    pub contacts: Vec<PublishedContact>,
    /// Where the registry itself takes reports of abuse, as the notes around the record say.
    pub registry_desks: Vec<PublishedContact>,
    /// Status words as RDAP spells them (RFC 8056): "client transfer prohibited", "active", …
    pub statuses: Vec<String>,
    /// When it was registered: RFC 3339, or a day (`2020-01-31`) where the source gives no more.
    pub created: Option<String>,
    /// When the registration ends, in the same form.
    pub expires: Option<String>,
    /// When it was last changed, in the same form.
    pub updated: Option<String>,
    /// The delegation: lower case, without final dots, sorted.
    pub name_servers: Vec<String>,
    /// Whether a DS record stands at the registry, where the source says so.
    pub signed: Option<bool>,
    /// The registrar's own RDAP object for the same domain (link relation `related`).
    pub related: Option<String>,
    /// The WHOIS server of the registrar.
    pub whois_server: Option<String>,
    /// What the source says of parts that it left out for want of capacity, not by policy.
    pub truncated: Option<String>,
    /// Contacts that stand in the text but must not be used, each with the reason.
    pub rejected: Vec<RejectedContact>,
    /// What was odd about the answer and has been forgiven.
    pub oddities: Vec<String>,
}

/// A part of a domain's record that is about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordPart {
    /// About the registrar.
    Registrar,
    /// About the reseller.
    Reseller,
    /// About the holder.
    Holder,
    /// About where to report abuse.
    Abuse,
}

/// The registrar as a record shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegistrarRecord {
    /// Its name.
    pub name: Option<String>,
    /// Its number at the Internet Assigned Numbers Authority.
    pub iana_id: Option<u32>,
    /// The registry's own handle or tag for it, where it is not the IANA number.
    pub handle: Option<String>,
    /// Its web site.
    pub url: Option<String>,
    /// ISO 3166-1 code of its registered address.
    pub country: Option<String>,
    /// Contacts of the registrar that the source publishes, abuse first.
    pub contacts: Vec<PublishedContact>,
    /// Whether the record says only through whom the name was bought (`Registration Service
    /// Provided By`): a registrar, or a reseller.
    pub only_sold_by: bool,
}

impl RegistrarRecord {
    /// Its name, if it can be relied on.
    pub fn label(&self) -> Option<&str> {
        reliable(self.name.as_deref())
    }

    /// The same company as a reseller, where another one is the registrar.
    pub fn as_reseller(self) -> PartyRecord {
        PartyRecord {
            handle: self.handle,
            organisation: self.name.map_or(Said::Nothing, Said::Value),
            writer: Writer::Registrar,
            country: self.country,
            contacts: self.contacts,
            ..PartyRecord::default()
        }
    }

    /// The registered names of its web site and its mailboxes.
    pub fn domains(&self) -> Vec<String> {
        let site = self.url.as_deref().and_then(Link::of);
        let site = site.map(|site| site.host().registrable());
        let mail = self.contacts.iter().filter(|contact| contact.kind == ContactKind::Email);
        let mail = mail.filter_map(|contact| mail_domain(&contact.value));
        site.into_iter().chain(mail.map(|domain| registrable(&domain))).collect()
    }

    /// Whether another record may speak of the same registrar: their numbers decide, and where one
    /// has none, their whole names.
    pub fn may_be(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (self.iana_id, other.iana_id) {
            return one == other;
        }
        let (Some(one), Some(other)) = (&self.name, &other.name) else { return true };
        same_company(one, other)
    }
}

/// A person or organisation in a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartyRecord {
    /// The source's handle for it.
    pub handle: Option<String>,
    /// The organisation's name.
    pub organisation: Said<String>,
    /// The name of a natural person, or one of which nothing says whose it is.
    pub name: Said<String>,
    /// Whether the source calls the party a natural person.
    pub is_person: bool,
    /// Whether it is a service that stands in for the party and is not the party.
    pub stands_in: bool,
    /// Who wrote what stands here.
    pub writer: Writer,
    /// ISO 3166-1 code of its registered address.
    pub country: Option<String>,
    /// Its contacts, as published.
    pub contacts: Vec<PublishedContact>,
    /// How to reach it without being shown its address: a form or relay (RFC 8605).
    pub relay: Option<String>,
}

impl PartyRecord {
    /// The organisation, or else the name, if it can be relied on.
    pub fn label(&self) -> Option<&str> {
        reliable(self.organisation.text()).or(reliable(self.name.text()))
    }
}

/// A contact that a source publishes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PublishedContact {
    /// What kind it is.
    pub kind: ContactKind,
    /// The address, number or URL: e-mail without `mailto:`, phone as given without `tel:`.
    pub value: String,
    /// What the source says it is for.
    pub role: ContactRole,
}

/// What a source says a contact is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContactRole {
    /// Reports of abuse.
    Abuse,
    /// Technical questions.
    Technical,
    /// The network operation centre.
    Noc,
    /// Everything else that the source publishes.
    General,
}

/// A contact that was found and must not be used.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RejectedContact {
    /// The address, number or URL.
    pub value: String,
    /// Why: a clause, lower case, without a final stop.
    pub reason: String,
}

/// What an address registry says about a range of addresses or an AS number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberRecord {
    /// The first and last address of the range; `None` for an AS number.
    pub range: Option<(IpAddr, IpAddr)>,
    /// What kind of block it is, as the registry calls it (`ASSIGNED PA`, `REASSIGNMENT`, …).
    pub kind: Option<String>,
    /// The network's or AS's short name (`netname`, `as-name`).
    pub name: Option<String>,
    /// The registry's handle for the object.
    pub handle: Option<String>,
    /// The holder: the organisation that it is registered to.
    pub holder: Option<PartyRecord>,
    /// The holder's name is only the first line of a description that anybody may word, or of the
    /// address of the desk that takes its reports.
    pub described: bool,
    /// ISO 3166-1 code of the object itself.
    pub country: Option<String>,
    /// Abuse contacts that apply to the range, best first, and other contacts after them.
    pub contacts: Vec<PublishedContact>,
    /// Abuse entities that are only linked (RDAP): their URLs.
    pub linked: Vec<String>,
    /// The less specific registration in the same answer whose abuse contact applies, where this
    /// one publishes none.
    pub above: Option<Box<Self>>,
    /// The less specific registration (RDAP link relation `up` or `rdap-up`).
    pub parent: Option<String>,
    /// Where finer data is kept (`ReferralServer:`): `host` or `host:port`.
    pub referral: Option<String>,
    /// The object is a placeholder of another registry's space: whose.
    pub elsewhere: Option<String>,
    /// The registry itself says that no abuse contact is registered.
    pub says_no_abuse: bool,
    /// Which of the contacts stand in remarks, which the holder words, and in no field for them.
    pub remarked: Vec<String>,
    /// Contacts that stand in the answer but must not be used, each with the reason.
    pub rejected: Vec<RejectedContact>,
    /// What was odd about the answer and has been forgiven.
    pub oddities: Vec<String>,
}

impl NumberRecord {
    /// Whether any contact is for abuse.
    pub fn has_abuse(&self) -> bool {
        self.contacts.iter().any(|contact| contact.role == ContactRole::Abuse)
    }

    /// Whether the registry registers no smaller block inside: assignments of RIPE, APNIC and
    /// AFRINIC, and blocks that ARIN's customers hand on to those who use them.
    pub fn is_indivisible(&self) -> bool {
        let kind = self.kind.as_deref().unwrap_or_default().to_ascii_uppercase();
        kind.starts_with("ASSIGNED") || kind == "REASSIGNMENT" || kind == "REASSIGNED"
    }

    /// Whether the range holds more addresses than a prefix of so many bits.
    pub fn is_wider_than(&self, bits: u32) -> bool {
        let (span, width) = match self.range {
            Some((IpAddr::V4(first), IpAddr::V4(last))) => {
                (u128::from(last.to_bits().saturating_sub(first.to_bits())), 32)
            }
            Some((IpAddr::V6(first), IpAddr::V6(last))) => {
                (last.to_bits().saturating_sub(first.to_bits()), 128_u32)
            }
            _ => return false,
        };
        let free = width.saturating_sub(bits);
        span > 1_u128.checked_shl(free).unwrap_or(0).wrapping_sub(1)
    }
}

/// What the Internet Assigned Numbers Authority says about a top-level domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TldRecord {
    /// The manager.
    pub organisation: Option<String>,
    /// ISO 3166-1 code of the manager's address.
    pub country: Option<String>,
    /// The administrative contact's e-mail, then the technical one's.
    pub emails: Vec<String>,
    /// The registry's WHOIS server.
    pub whois: Option<String>,
    /// The URL for registration services.
    pub url: Option<String>,
}

impl TldRecord {
    /// The manager's name, if it can be relied on.
    pub fn label(&self) -> Option<&str> {
        reliable(self.organisation.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registrar(name: &str, iana_id: Option<u32>) -> RegistrarRecord {
        RegistrarRecord { name: Some(name.to_owned()), iana_id, ..RegistrarRecord::default() }
    }

    #[test]
    fn numbers_decide_who_a_registrar_is_and_names_where_there_is_none() {
        let numbered = registrar("Example Registrar Ltd", Some(9_000));
        assert!(numbered.may_be(&registrar("Another Name GmbH", Some(9_000))));
        assert!(!numbered.may_be(&registrar("Example Registrar Ltd", Some(9_001))));
        assert!(numbered.may_be(&registrar("EXAMPLE REGISTRAR LIMITED", None)));
        assert!(!numbered.may_be(&registrar("Example Registrar Services Ltd", None)));
        assert!(numbered.may_be(&RegistrarRecord::default()), "one that is not named");
    }

    #[test]
    fn the_domains_of_a_registrar_are_those_of_its_site_and_its_mailboxes() {
        let contact = |kind, value: &str| PublishedContact {
            kind,
            value: value.to_owned(),
            role: ContactRole::Abuse,
        };
        let record = RegistrarRecord {
            url: Some("https://www.registrar.example/about".to_owned()),
            contacts: vec![
                contact(ContactKind::Email, "abuse@desk.registrar.example"),
                contact(ContactKind::Phone, "+1.5555550100"),
                contact(ContactKind::Email, "abuse@mail.example.org"),
            ],
            ..RegistrarRecord::default()
        };
        let domains = ["registrar.example", "registrar.example", "example.org"];
        assert_eq!(record.domains(), domains);
    }

    #[test]
    fn a_range_is_wider_than_a_prefix_by_its_addresses() {
        let (first, last) = ("192.0.2.0".parse().unwrap(), "192.0.2.127".parse().unwrap());
        let record = NumberRecord { range: Some((first, last)), ..NumberRecord::default() };
        assert!(record.is_wider_than(26));
        assert!(!record.is_wider_than(25));
        assert!(!NumberRecord::default().is_wider_than(32), "an AS number");
    }
}
