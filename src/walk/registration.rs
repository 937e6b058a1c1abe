//! The strand of the registration: registry record, then the registrar's own, by RDAP where there
//! is any, else by WHOIS.

use tokio::join;

use super::mail::mailboxes;
use super::rdap::not_elsewhere;
use super::{Walk, only_fast};
use crate::directory::{Directory, Role, best_for, tld};
use crate::model::answer::{Answer, Evidence, ReasonCode, Why};
use crate::model::observations::{RegistrationFacts, Source, Sourced};
use crate::model::record::{ContactRole, DomainRecord, RegistrarRecord};
use crate::model::target::HostName;
use crate::source::rdap;
use crate::source::rdap::bootstrap::{self, Bootstrap, Kind};
use crate::source::whois::{self, ServerKnowledge};
use crate::wire::Wire;

/// A name as it was registered.
#[derive(Clone)]
pub(super) struct Registered {
    /// The registered name.
    pub(super) name: String,
    /// The suffix that it was registered under.
    pub(super) suffix: String,
    /// Whether the suffix is that of a registry below a top-level domain's.
    pub(super) third_level: bool,
}

impl Registered {
    /// The name that was registered: by the ICANN section of the Public Suffix List, or below a
    /// private suffix whose owner sells names as a registry does.
    pub(super) fn of(name: &HostName, known: &Directory) -> Self {
        let suffixes = &name.suffixes;
        if let (Some(private), Some(tenant)) = (&suffixes.private, suffixes.tenant(&name.ascii))
            && best_for(&known.by_suffix_registry(private), Role::Registry).is_some()
        {
            return Self { name: tenant.to_owned(), suffix: private.clone(), third_level: true };
        }
        let name = suffixes.registrable.clone().unwrap_or_else(|| name.ascii.clone());
        Self { name, suffix: suffixes.public.clone(), third_level: false }
    }

    /// The name as a registry below the top level would hold it, where one that the Public Suffix
    /// List does not know answers (or answered) on port 43.
    fn below(name: &HostName) -> Option<Self> {
        let (suffix, _) = whois::suffix_with_server(&name.ascii)?;
        let head = name.ascii.strip_suffix(suffix)?.strip_suffix('.')?;
        let label = head.rsplit('.').next()?;
        // Both are ends of one name, so that the longer one stands below the other.
        (suffix.len() > name.suffixes.public.len()).then(|| Self {
            name: format!("{label}.{suffix}"),
            suffix: suffix.to_owned(),
            third_level: true,
        })
    }

    /// What is known of a registration about which nobody was asked.
    pub(super) fn unasked(self, why: Why) -> RegistrationFacts {
        RegistrationFacts {
            domain: self.name,
            suffix: self.suffix,
            tld: Answer::Unknown(why.clone()),
            registry: Vec::new(),
            registrar: Vec::new(),
            absent: None,
            why: vec![why],
            registrar_why: Vec::new(),
            web_only: None,
        }
    }

    /// The top-level domain.
    pub(super) fn tld(&self) -> &str {
        self.suffix.rsplit('.').next().unwrap_or(&self.suffix)
    }

    /// The RDAP servers that a list names. Those of the top-level domain know nothing of names that
    /// a registry below it sells.
    pub(super) fn rdap_servers(&self, list: &Bootstrap) -> Vec<String> {
        let servers = list.for_domain(&self.name);
        let of_parent = self.third_level && servers == list.for_domain(self.tld());
        if of_parent { Vec::new() } else { servers }
    }
}

/// What one protocol yielded so far.
#[derive(Default)]
struct Found {
    /// Records.
    records: Vec<Sourced<DomainRecord>>,
    /// The word that there is none.
    absent: Option<Evidence>,
    /// Why something is missing.
    why: Vec<Why>,
}

impl Found {
    /// Adds an answer.
    fn take(&mut self, answer: Answer<DomainRecord>, source: Source) {
        match answer {
            Answer::Found(facts, evidence) => {
                self.records.push(Sourced { facts, source, evidence });
            }
            Answer::Absent(evidence) => self.absent = Some(evidence),
            Answer::Unknown(why) => self.why.push(why),
        }
    }
}

impl<W: Wire> Walk<'_, W> {
    /// The name as it was registered. A registry below the top level that is on no list may have
    /// ended; so it is believed only where it has a record.
    pub(super) async fn registered(&self, name: &HostName) -> Registered {
        let listed = Registered::of(name, self.known);
        if !listed.third_level
            && !self.plan.fast
            && let Some(below) = Registered::below(name)
            && let Some((_, answer)) = self.registry_whois(&below).await
            && answer.found().is_some()
        {
            return below;
        }
        listed
    }

    /// Everything about the registration of a name.
    pub(super) async fn registration(&self, registered: &Registered) -> RegistrationFacts {
        if self.plan.fast {
            return registered.clone().unasked(only_fast());
        }
        let tld = async {
            let tld = self.tld(registered.tld()).await;
            let emails = tld.found().into_iter().flat_map(|record| &record.emails);
            self.mail_ahead(emails.map(String::as_str)).await;
            tld
        };
        let ((registry, registrar), tld) = join!(self.records(registered), tld);
        RegistrationFacts {
            domain: registered.name.clone(),
            suffix: registered.suffix.clone(),
            tld,
            registry: registry.records,
            registrar: registrar.records,
            absent: registry.absent,
            why: registry.why,
            registrar_why: registrar.why,
            web_only: match whois::server_for(&registered.suffix) {
                ServerKnowledge::Web(url) => Some(url.to_owned()),
                _ => None,
            },
        }
    }

    /// The records of the registry and of the registrar.
    async fn records(&self, registered: &Registered) -> (Found, Found) {
        let (mut registry, ()) = join!(self.registry_rdap(registered), self.ahead(registered));
        let mut registrar = Found::default();
        if let Some(url) = registry.records.first().and_then(|record| record.facts.related.clone())
        {
            let read = |reply: &_| rdap::read_domain(reply, &registered.name);
            let fetched = async {
                match self.detour_by_url(&url).await {
                    Some(why) => Answer::Unknown(why),
                    None => self.rdap(url, &registered.name, read).await,
                }
            };
            let known = registry.records.iter().flat_map(|record| mailboxes(&record.facts));
            let (answer, ()) = join!(fetched, self.mail_ahead(known));
            registrar.take(of_same_registrar(&registry, answer), Source::Rdap);
            // A registrar that does not know the name is in error: the registry has the last word.
            registrar.absent = None;
        }
        if let Some(named) = sought_registrar(&registry, &registrar) {
            let known = registry.records.iter().flat_map(|record| mailboxes(&record.facts));
            let own = self.at_namesake(registered, named);
            let (own, ()) = join!(own, self.mail_ahead(known));
            if let Some(answer) = own {
                registrar.take(answer, Source::Whois);
            }
        }
        if needs_whois(registered, &registry, &registrar) {
            self.whois_records(registered, &mut registry, &mut registrar).await;
        }
        if registry.records.is_empty() && registry.absent.is_none() {
            self.unofficial_rdap(registered, &mut registry).await;
        }
        self.weigh_absence(registered, &mut registry).await;
        (registry, registrar)
    }

    /// Asks the registry's WHOIS server while the current list of RDAP servers is fetched, where the
    /// one at hand names none for the suffix. The answer is there when it is wanted.
    async fn ahead(&self, registered: &Registered) {
        let listed = self.rdap_servers(Kind::Dns, |list| registered.rdap_servers(list)).await;
        if listed.is_empty() {
            self.registry_whois(registered).await;
        }
    }

    /// The registry's RDAP record. Whatever is not a found object is checked against the current
    /// list before it is believed: the embedded one may name a server that was left behind.
    async fn registry_rdap(&self, registered: &Registered) -> Found {
        let path = format!("domain/{}", registered.name);
        let pick = |list: &Bootstrap| registered.rdap_servers(list);
        let read = |reply: &_| rdap::read_domain(reply, &registered.name);
        let mut found = Found::default();
        let servers = self.rdap_servers(Kind::Dns, pick).await;
        if !servers.is_empty() {
            let answer = self.rdap_at(&servers, (&path, &registered.name), read).await;
            found.take(not_elsewhere(&servers, answer), Source::Rdap);
        }
        if found.records.is_empty() {
            let current = self.current_rdap_servers(Kind::Dns, pick).await;
            if let Some(current) =
                current.found().filter(|list| !list.is_empty() && **list != servers)
            {
                found.absent = None;
                let answer = self.rdap_at(current, (&path, &registered.name), read).await;
                found.take(not_elsewhere(current, answer), Source::Rdap);
            }
        }
        if servers.is_empty() && found.records.is_empty() && found.why.is_empty() {
            found.why.push(Why::new(
                ReasonCode::NoServer,
                format!("no RDAP service is published for .{}", registered.suffix),
            ));
        }
        found
    }

    /// The registry's WHOIS record, and the registrar's where the registry names its server.
    async fn whois_records(
        &self,
        registered: &Registered,
        registry: &mut Found,
        registrar: &mut Found,
    ) {
        let Some((server, answer)) = self.registry_whois(registered).await else {
            registry.why.push(Why::new(
                ReasonCode::NoServer,
                format!("no WHOIS service is known for .{}", registered.suffix),
            ));
            return;
        };
        if let (Some(_), Some(why)) = (sought_registrar(registry, registrar), answer.why()) {
            registrar.why.push(why.clone());
        }
        let referral = answer.found().and_then(|record| record.whois_server.clone());
        registry.take(answer, Source::Whois);
        let Some(referral) = referral.filter(|referral| *referral != server) else { return };
        if registrar.records.is_empty() {
            let fetched = async {
                match self.detour(&referral).await {
                    Some(why) => Answer::Unknown(why),
                    None => self.whois_domain(&referral, &registered.name).await,
                }
            };
            let known = registry.records.iter().flat_map(|record| mailboxes(&record.facts));
            let (answer, ()) = join!(fetched, self.mail_ahead(known));
            registrar.take(of_same_registrar(registry, answer), Source::Whois);
            registrar.absent = None;
        }
    }

    /// The registry's WHOIS answer and the server that gave it: the user's server, the embedded
    /// table's, or the one in the record of the top-level domain. Whatever the table's server says
    /// that is not a record is checked against the current one: it may have been left behind.
    async fn registry_whois(
        &self,
        registered: &Registered,
    ) -> Option<(String, Answer<DomainRecord>)> {
        let mut first = None;
        if let Some(server) = &self.plan.whois_server {
            let answer = self.whois_domain(server, &registered.name).await;
            return Some((server.clone(), answer));
        }
        if let ServerKnowledge::Server(server) = whois::server_for(&registered.suffix) {
            let answer = self.whois_domain(server, &registered.name).await;
            if answer.found().is_some() {
                return Some((server.to_owned(), answer));
            }
            first = Some((server.to_owned(), answer));
        }
        let left = first.as_ref().map(|(server, _)| server.as_str());
        let Some(server) = self.current_whois_server(registered, left).await else { return first };
        let answer = self.whois_domain(&server, &registered.name).await;
        // The server of the top level need not know of names below a second-level registry.
        let apart = whois::server_for(&registered.suffix) != whois::server_for(registered.tld());
        let vague = apart && registered.suffix.contains('.') && answer.found().is_none();
        if vague && first.is_some() { first } else { Some((server, answer)) }
    }

    /// The WHOIS server in the record of the top-level domain, unless it has been asked.
    async fn current_whois_server(
        &self,
        registered: &Registered,
        asked: Option<&str>,
    ) -> Option<String> {
        if registered.third_level {
            return None;
        }
        let record = self.tld(registered.tld()).await;
        record.found()?.whois.clone().filter(|server| Some(server.as_str()) != asked)
    }

    /// The RDAP server that the registry runs without having it listed; the last resort.
    async fn unofficial_rdap(&self, registered: &Registered, registry: &mut Found) {
        let Some(server) = bootstrap::unofficial(&registered.suffix) else { return };
        let path = format!("domain/{}", registered.name);
        let read = |reply: &_| rdap::read_domain(reply, &registered.name);
        let answer = self.rdap_at(&[server], (&path, &registered.name), read).await;
        // A server that nobody vouches for cannot say that a name does not exist.
        if let Answer::Found(..) = answer {
            registry.take(answer, Source::Rdap);
        }
    }

    /// A registry that denies a name which the DNS delegates is in error: then it is not known. Nor
    /// is it where the name stands in the zone of a suffix below the top level (`www.gov.uk`): that
    /// zone's holder names it, and no registry has a record of it. A top level may answer for
    /// every name, so that there the registry is believed.
    async fn weigh_absence(&self, registered: &Registered, registry: &mut Found) {
        if !registry.records.is_empty() {
            registry.absent = None;
        } else if let Some(evidence) = registry.absent.take() {
            let in_zone_of_suffix = registered.suffix.contains('.');
            let doubt = if self.zone(&registered.name).await.found().is_some() {
                "the DNS delegates it"
            } else if in_zone_of_suffix && self.leads_somewhere(&registered.name).await {
                "the DNS answers for it"
            } else {
                registry.absent = Some(evidence);
                return;
            };
            registry.why.push(Why {
                code: ReasonCode::Malformed,
                text: format!("the registry denies {}, but {doubt}", registered.name),
                evidence: Some(evidence),
            });
        }
    }
}

/// The record of a registrar, unless it says that another one sponsors the name: after a transfer
/// the old registrar may go on answering, with the old holder.
fn of_same_registrar(registry: &Found, answer: Answer<DomainRecord>) -> Answer<DomainRecord> {
    let sponsor = registry.records.first().and_then(|record| record.facts.registrar.as_ref());
    match answer {
        Answer::Found(mut record, evidence) => match (sponsor, &record.registrar) {
            // It says only through whom the name was bought, and that is not the registrar.
            (Some(sponsor), Some(other)) if other.only_sold_by && !sponsor.may_be(other) => {
                let seller = record.registrar.take().map(RegistrarRecord::as_reseller);
                record.reseller = record.reseller.take().or(seller);
                Answer::Found(record, evidence)
            }
            (Some(sponsor), Some(other)) if !sponsor.may_be(other) => Answer::Unknown(Why {
                code: ReasonCode::Malformed,
                text: "the record is that of another registrar".to_owned(),
                evidence: Some(evidence),
            }),
            _ => Answer::Found(record, evidence),
        },
        other => other,
    }
}

/// The registrar that has a record of its own which was not found yet.
fn sought_registrar<'f>(registry: &'f Found, registrar: &Found) -> Option<&'f RegistrarRecord> {
    let named = registry.records.first()?.facts.registrar.as_ref()?;
    (registrar.records.is_empty() && named.iana_id.is_some()).then_some(named)
}

/// Whether WHOIS may know what RDAP did not say: the record itself, the registrar, its abuse
/// contact, or the registrar's own record.
fn needs_whois(registered: &Registered, registry: &Found, registrar: &Found) -> bool {
    let Some(record) = registry.records.first() else { return true };
    if record.facts.registrar.is_none() {
        // Where the registry sells names itself there is no registrar that another record might name.
        return !tld(&registered.suffix).is_some_and(|entry| entry.is_direct());
    }
    let abuse = [registry, registrar]
        .iter()
        .flat_map(|found| &found.records)
        .filter_map(|record| record.facts.registrar.as_ref())
        .flat_map(|registrar| &registrar.contacts)
        .any(|contact| contact.role == ContactRole::Abuse);
    !abuse || sought_registrar(registry, registrar).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::contact::ContactKind;
    use crate::model::exchange::Ask;
    use crate::model::record::{PublishedContact, RegistrarRecord};
    use crate::model::target::Target;

    /// A name as it was registered, by the directory of today.
    fn registered(name: &str) -> (String, String, bool) {
        let target = Target::parse(name).expect("a target");
        let name = target.name().expect("a name");
        let of = Registered::of(name, &Directory::embedded());
        (of.name, of.suffix, of.third_level)
    }

    /// A record of a registrar with a number and, if it has one, an abuse mailbox.
    fn record(number: Option<u32>, abuse: bool) -> DomainRecord {
        let contact = PublishedContact {
            kind: ContactKind::Email,
            value: "abuse@registrar.example.net".to_owned(),
            role: ContactRole::Abuse,
        };
        let contacts = abuse.then_some(contact).into_iter().collect();
        let name = Some("Example Registrar Ltd".to_owned());
        let registrar = RegistrarRecord { name, iana_id: number, contacts, ..Default::default() };
        DomainRecord { registrar: Some(registrar), ..DomainRecord::default() }
    }

    /// What was found with one record.
    fn found(record: DomainRecord) -> Found {
        let mut found = Found::default();
        found.take(Answer::Found(record, asked("rdap.example.net")), Source::Rdap);
        found
    }

    /// The exchange with a server.
    fn asked(host: &str) -> Evidence {
        Evidence::of(&Ask::rdap(format!("https://{host}/domain/example.com")))
    }

    #[test]
    fn a_name_is_registered_below_its_registrys_suffix() {
        let plain = |name: &str, suffix: &str| (name.to_owned(), suffix.to_owned(), false);
        assert_eq!(registered("a.b.example.co.uk"), plain("example.co.uk", "co.uk"));
        assert_eq!(registered("shop.example.github.io"), plain("github.io", "io"));
        let sold = ("example.uk.com".to_owned(), "uk.com".to_owned(), true);
        assert_eq!(registered("www.example.uk.com"), sold);
    }

    #[test]
    fn only_the_registrys_own_servers_deny_a_name() {
        let servers = ["https://rdap.example.net/v1/".to_owned()];
        let denied = |host: &str| not_elsewhere(&servers, Answer::Absent(asked(host)));
        assert!(matches!(denied("rdap.example.net"), Answer::Absent(_)));
        assert!(matches!(denied("rdap2.example.net"), Answer::Absent(_)), "the same company's");
        let other = denied("rdap.example.org");
        assert_eq!(other.why().map(|why| why.code), Some(ReasonCode::NoServer));
    }

    #[test]
    fn the_record_of_another_registrar_is_not_believed() {
        let registry = found(record(Some(9_000), false));
        let of = |number| {
            let answer = Answer::Found(record(number, true), asked("rdap.example.org"));
            of_same_registrar(&registry, answer).found().is_some()
        };
        assert!(of(Some(9_000)));
        assert!(!of(Some(9_001)));
        assert!(of(None), "the same name");
    }

    #[test]
    fn whois_is_asked_for_what_rdap_did_not_say() {
        let none = Found::default;
        let below = |suffix: &str| Registered {
            name: format!("example.{suffix}"),
            suffix: suffix.to_owned(),
            third_level: false,
        };
        let needs_whois =
            |registry: &Found, registrar: &Found| needs_whois(&below("com"), registry, registrar);
        assert!(needs_whois(&none(), &none()), "no record at all");
        assert!(needs_whois(&found(DomainRecord::default()), &none()), "no registrar");
        assert!(needs_whois(&found(record(None, false)), &none()), "no abuse contact");
        assert!(!needs_whois(&found(record(None, true)), &none()));
        let numbered = || found(record(Some(9_000), true));
        assert!(needs_whois(&numbered(), &none()), "the registrar's own record");
        assert!(!needs_whois(&numbered(), &numbered()));
        let direct = super::needs_whois(&below("com.br"), &found(DomainRecord::default()), &none());
        assert!(!direct, "there are no registrars");
    }
}
