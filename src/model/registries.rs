//! Registries of numbers. They keep the register and run none of the networks, so their own
//! desks are no contacts of an operator.

use super::contact::ContactKind;
use super::mailbox::mail_domain;
use super::name::{at_or_below, registrable};
use super::record::{NumberRecord, PartyRecord, PublishedContact, RejectedContact};

/// A registry of the Internet's numbers, regional or national.
#[derive(Debug)]
pub struct Registry {
    /// Its short name.
    pub name: &'static str,
    /// The domains of its mailboxes.
    domains: &'static [&'static str],
    /// How its full name begins, lower case.
    full_names: &'static [&'static str],
    /// Whether networks that it has given out may carry its own name, as in the pools that APNIC
    /// registers to national registries.
    has_pools: bool,
}

/// The five regional registries, and the national ones below two of them.
const REGISTRIES: &[Registry] = &[
    plain("AFRINIC", &["afrinic.net"], &["african network information cent"]),
    plain("APNIC", &["apnic.net"], &["asia pacific network information cent"]),
    plain("ARIN", &["arin.net"], &["american registry for internet numbers"]),
    plain(
        "LACNIC",
        &["lacnic.net"],
        &["latin american and caribbean ip address regional registry", "lacnic -"],
    ),
    plain(
        "RIPE NCC",
        &["ripe.net"],
        &["ripe network coordination cent", "reseaux ip europeens", "réseaux ip européens"],
    ),
    pooled("CNNIC", &["cnnic.cn", "cnnic.net.cn"], &["china internet network information cent"]),
    pooled(
        "IDNIC",
        &["idnic.id", "idnic.net", "apjii.or.id"],
        &["indonesia network information cent", "asosiasi penyelenggara jasa internet"],
    ),
    pooled("IRINN", &["irinn.in", "nixi.in"], &["indian registry for internet names and numbers"]),
    pooled("JPNIC", &["nic.ad.jp"], &["japan network information cent"]),
    pooled(
        "KRNIC",
        &["nic.or.kr", "kisa.or.kr", "krnic.or.kr"],
        &["korea network information cent", "korea internet & security agency"],
    ),
    pooled("TWNIC", &["twnic.net.tw", "twnic.tw"], &["taiwan network information cent"]),
    pooled("VNNIC", &["vnnic.vn", "vnnic.net.vn"], &["vietnam internet network information cent"]),
    plain("NIC.br", &["registro.br", "nic.br"], &["núcleo de inf. e coord. do ponto br"]),
    plain("NIC Mexico", &["nic.mx", "iar.mx"], &["network information center méxico"]),
];

/// A registry whose name stands for itself.
const fn plain(
    name: &'static str,
    domains: &'static [&'static str],
    full_names: &'static [&'static str],
) -> Registry {
    Registry { name, domains, full_names, has_pools: false }
}

/// A national registry with pools.
const fn pooled(
    name: &'static str,
    domains: &'static [&'static str],
    full_names: &'static [&'static str],
) -> Registry {
    Registry { name, domains, full_names, has_pools: true }
}

impl Registry {
    /// The registry that an e-mail address belongs to.
    pub fn of_address(address: &str) -> Option<&'static Self> {
        let host = mail_domain(address)?;
        let within = |domain: &&str| at_or_below(&host, domain);
        REGISTRIES.iter().find(|registry| registry.domains.iter().any(within))
    }

    /// The registry whose incident response team has this handle (`IRT-KRNIC-KR`).
    pub fn of_team(handle: &str) -> Option<&'static Self> {
        let handle = handle.to_ascii_uppercase();
        let team = handle.strip_prefix("IRT-")?.split('-').next()?;
        REGISTRIES.iter().find(|registry| registry.name == team)
    }

    /// The registry whose name this is.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        REGISTRIES.iter().find(|registry| registry.is_named(name))
    }

    /// Whether a name is its short or full name.
    fn is_named(&self, name: &str) -> bool {
        let lower = name.trim().to_lowercase();
        name.trim().eq_ignore_ascii_case(self.name)
            || self.full_names.iter().any(|full| lower.starts_with(full))
    }

    /// Whether it holds a network itself, judged by the holder's name and the network's. A pool
    /// that a national registry gives out from carries its name as well, so only a network of
    /// exactly that name is its own.
    pub fn holds(&self, holder: Option<&str>, network: Option<&str>) -> bool {
        let short = self.name.replace(' ', "-");
        let network = network.unwrap_or_default();
        let is_own_network = network.eq_ignore_ascii_case(&short)
            || (!self.has_pools
                && network
                    .get(..short.len() + 1)
                    .is_some_and(|start| start.eq_ignore_ascii_case(&format!("{short}-"))));
        is_own_network || (!self.has_pools && holder.is_some_and(|holder| self.is_named(holder)))
    }

    /// Whether it holds the range of a record itself.
    pub fn is_holder_of(&self, record: &NumberRecord) -> bool {
        let holder = record.holder.as_ref().and_then(PartyRecord::label);
        record.elsewhere.is_none() && self.holds(holder, record.name.as_deref())
    }

    /// Whether networks that it has given out may carry its own name.
    pub fn has_pools(&self) -> bool {
        self.has_pools
    }
}

/// Words by which incident teams name themselves.
const TEAM_WORDS: &[&str] = &["cert", "csirt", "cirt"];

/// National incident teams whose domain is one word.
const TEAMS: &[&str] = &[
    "auscert", "cncert", "govcert", "hkcert", "jpcert", "krcert", "mycert", "singcert", "thaicert",
    "twcert",
];

/// Whether a domain is that of an incident team, which watches over networks and runs none.
pub fn is_incident_team(domain: &str) -> bool {
    let registrable = registrable(domain);
    let label = registrable.split('.').next().unwrap_or_default();
    TEAMS.contains(&label) || label.split('-').any(|word| TEAM_WORDS.contains(&word))
}

/// Takes the desks of registries that do not hold the range themselves out of a record's
/// contacts.
pub fn drop_desks(record: &mut NumberRecord) {
    let contacts = std::mem::take(&mut record.contacts);
    record.contacts = without_desks(contacts, record);
    if let Some(mut above) = record.above.take() {
        // They would be taken for this range, so its holder decides.
        let contacts = std::mem::take(&mut above.contacts);
        above.contacts = without_desks(contacts, record);
        record.above = Some(above).filter(|above| above.has_abuse());
    }
}

/// The contacts without the desks of registries that do not hold the range themselves: those
/// keep the register and run no network. With the last mailbox the telephone numbers go as well,
/// being the same desk's.
pub fn without_desks(
    contacts: Vec<PublishedContact>,
    record: &mut NumberRecord,
) -> Vec<PublishedContact> {
    let is_email = |contact: &PublishedContact| contact.kind == ContactKind::Email;
    let had_email = contacts.iter().any(is_email);
    let mut kept = Vec::with_capacity(contacts.len());
    for contact in contacts {
        let desk = is_email(&contact).then(|| Registry::of_address(&contact.value)).flatten();
        if desk.is_some_and(|registry| !registry.is_holder_of(record)) {
            reject_desk(record, &contact.value);
        } else {
            kept.push(contact);
        }
    }
    if had_email && !kept.iter().any(is_email) {
        kept.retain(|contact| contact.kind != ContactKind::Phone);
    }
    kept
}

/// Notes a registry's desk as a contact that must not be used.
pub fn reject_desk(record: &mut NumberRecord, value: &str) {
    let reason = "registry-level, not the operator".to_owned();
    let rejected = RejectedContact { value: value.to_owned(), reason };
    if record.rejected.len() < 20 && !record.rejected.contains(&rejected) {
        record.rejected.push(rejected);
    }
}

#[cfg(test)]
mod tests {
    use super::Registry;

    #[test]
    fn mailboxes_of_registries_are_known_by_domain_and_not_by_ending() {
        let name = |address| Registry::of_address(address).map(|registry| registry.name);
        assert_eq!(name("hostmaster@nic.ad.jp"), Some("JPNIC"));
        assert_eq!(name("x@mail.APNIC.net"), Some("APNIC"));
        assert_eq!(name("abuse@notripe.net"), None);
        assert_eq!(name("abuse@example.net"), None);
    }

    #[test]
    fn a_registry_holds_what_carries_its_name() {
        let apnic = Registry::of_name("Asia Pacific Network Information Centre").unwrap();
        assert!(apnic.holds(None, Some("APNIC-SERVICES")));
        assert!(!apnic.holds(Some("Example Ltd"), Some("APNICISH")));
        let jpnic = Registry::of_name("Japan Network Information Center").unwrap();
        assert!(jpnic.holds(None, Some("JPNIC")));
        assert!(!jpnic.holds(Some("Japan Network Information Center"), Some("EXAMPLE-JPNIC-JP")));
    }
}
