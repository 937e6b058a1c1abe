//! The strands of mail: who takes the domain's mail, and whether the contacts found can be
//! delivered to at all.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;

use super::Walk;
use crate::model::answer::{Answer, Evidence};
use crate::model::contact::ContactKind;
use crate::model::dns::RecordKind;
use crate::model::exchange::Ask;
use crate::model::mailbox::mail_domain;
use crate::model::observations::{MailDomain, MailFacts, NumberFacts, Observations, ServerFacts};
use crate::model::record::{ContactRole, DomainRecord, PartyRecord, PublishedContact};
use crate::model::target::Suffixes;
use crate::source::{consult, dns};
use crate::wire::Wire;

/// More mail domains than this are not looked up.
const MAX_MAIL_DOMAINS: usize = 24;

impl<W: Wire> Walk<'_, W> {
    /// Who takes a domain's mail.
    pub(super) async fn mail(&self, domain: &str) -> MailFacts {
        let exchanges = self.exchanges(domain).await;
        let (servers, left_out) = match &exchanges {
            Answer::Found(hosts, evidence) => {
                self.servers(hosts, evidence, |host| !self.known.by_mail_exchange(host).is_empty())
                    .await
            }
            Answer::Absent(_) | Answer::Unknown(_) => (Vec::new(), Vec::new()),
        };
        MailFacts { exchanges, servers, left_out }
    }

    /// The mail exchanges of a domain.
    pub(super) async fn exchanges(&self, domain: &str) -> Answer<Vec<String>> {
        let ask = Ask::dns(domain, RecordKind::Mx);
        consult(self.net, &ask, |reply| dns::mail_exchanges(reply, domain)).await
    }

    /// Whether the domains of the mail contacts in all records take mail. This is the last
    /// strand: it starts when the contacts are known.
    pub(super) async fn mail_domains(
        &self,
        seen: &Observations,
    ) -> BTreeMap<String, Answer<MailDomain>> {
        let domains: BTreeSet<String> = emails(published(seen))
            .chain(offices(seen))
            .filter_map(mail_domain)
            .chain(main_domains(seen))
            .chain(self.tenants(seen))
            .collect();
        let domains: Vec<String> = domains.into_iter().take(MAX_MAIL_DOMAINS).collect();
        let answers = join_all(domains.iter().map(|domain| self.mail_domain(domain))).await;
        domains.into_iter().zip(answers).collect()
    }

    /// Asks whether the domains of contacts take mail as soon as these are known, while others are still
    /// asked. The answers are there when they are wanted.
    pub(super) async fn mail_ahead<'m>(&self, mailboxes: impl Iterator<Item = &'m str>) {
        let domains: BTreeSet<String> = mailboxes.filter_map(mail_domain).collect();
        let domains = domains.iter().take(MAX_MAIL_DOMAINS);
        Box::pin(join_all(domains.map(|domain| self.mail_domain(domain)))).await;
    }

    /// The domains of servers whose names the directory does not know, and the web sites of companies
    /// that it cannot reach: a mailbox there may be guessed.
    fn tenants(&self, seen: &Observations) -> Vec<String> {
        let Some(name) = &seen.name else { return Vec::new() };
        let servers = name.delegation.servers.iter().chain(&name.mail.servers);
        let unknown = servers.filter(|server| matches!(server.address, Some(Answer::Found(..))));
        let hosts = unknown.map(|server| server.host.clone());
        let sites = seen.own_networks.keys().filter_map(|id| self.site_domain(id));
        let domains = hosts.filter_map(|host| Suffixes::of(&host).registrable).chain(sites);
        domains.filter(|domain| *domain != name.registration.domain).collect()
    }

    /// The domain of a company's web site.
    pub(super) fn site_domain(&self, id: &str) -> Option<String> {
        let site = self.known.provider(id)?.website.as_deref()?;
        Suffixes::of(url::Url::parse(site).ok()?.host_str()?).registrable
    }

    /// Whether one domain takes mail.
    pub(super) async fn mail_domain(&self, domain: &str) -> Answer<MailDomain> {
        match self.exchanges(domain).await {
            Answer::Found(hosts, evidence) if hosts.is_empty() => {
                Answer::Found(MailDomain::Refuses, evidence)
            }
            Answer::Found(_, evidence) => Answer::Found(MailDomain::Takes, evidence),
            Answer::Absent(evidence) => self.implicit_exchange(domain, evidence).await,
            Answer::Unknown(why) => Answer::Unknown(why),
        }
    }

    /// A domain without MX takes mail at its own address (RFC 5321 §5.1).
    async fn implicit_exchange(&self, domain: &str, mx: Evidence) -> Answer<MailDomain> {
        match self.resolve(domain).await {
            Answer::Found(resolution, evidence) if !resolution.addresses.is_empty() => {
                Answer::Found(MailDomain::Takes, evidence)
            }
            Answer::Found(..) | Answer::Absent(_) => Answer::Found(MailDomain::Nowhere, mx),
            Answer::Unknown(why) => Answer::Unknown(why),
        }
    }
}

/// The contacts in all records.
fn published(seen: &Observations) -> impl Iterator<Item = &PublishedContact> {
    let registration = seen.name.iter().flat_map(|name| {
        let servers = name.delegation.servers.iter().chain(&name.mail.servers);
        let numbers = servers
            .filter_map(|server| server.address.as_ref()?.found())
            .flat_map(|facts| of_numbers(&facts.registry));
        let records = name.registration.records().flat_map(|record| of_record(&record.facts));
        records.chain(numbers)
    });
    let own = seen.addresses.iter().chain(seen.own_networks.values());
    let addresses = own.flat_map(|facts| of_numbers(&facts.registry));
    let systems = seen.systems.values().flat_map(|facts| of_numbers(&facts.registry));
    registration.chain(addresses).chain(systems)
}

/// The contacts of a domain's record.
fn of_record(record: &DomainRecord) -> impl Iterator<Item = &PublishedContact> {
    let registrar = record.registrar.iter().flat_map(|registrar| &registrar.contacts);
    let reseller = record.reseller.iter().flat_map(of_party);
    let holder = record.registrant.iter().flat_map(of_party);
    registrar.chain(reseller).chain(holder).chain(&record.contacts)
}

/// The mailboxes of a domain's record.
pub(super) fn mailboxes(record: &DomainRecord) -> impl Iterator<Item = &str> {
    emails(of_record(record))
}

/// The mailboxes of the holders of addresses and networks.
pub(super) fn mailboxes_of_numbers<'f>(
    facts: impl Iterator<Item = &'f NumberFacts>,
) -> impl Iterator<Item = &'f str> {
    emails(facts.flat_map(of_numbers))
}

/// The mailboxes of the holders of servers' addresses.
pub(super) fn mailboxes_of_servers(servers: &[ServerFacts]) -> impl Iterator<Item = &str> {
    mailboxes_of_numbers(
        servers.iter().filter_map(|server| Some(&server.address.as_ref()?.found()?.registry)),
    )
}

/// The mailboxes among contacts.
fn emails<'c>(
    contacts: impl Iterator<Item = &'c PublishedContact>,
) -> impl Iterator<Item = &'c str> {
    let emails = contacts.filter(|contact| contact.kind == ContactKind::Email);
    emails.map(|contact| contact.value.as_str())
}

/// The contacts of a number's registrations.
fn of_numbers(facts: &NumberFacts) -> impl Iterator<Item = &PublishedContact> {
    facts.levels.iter().flat_map(|level| &level.facts.contacts)
}

/// The contacts of a party.
fn of_party(party: &PartyRecord) -> impl Iterator<Item = &PublishedContact> {
    party.contacts.iter()
}

/// The mailboxes of the registry of the top-level domain.
fn offices(seen: &Observations) -> impl Iterator<Item = &str> {
    let tld = seen.name.iter().filter_map(|name| name.registration.tld.found());
    tld.flat_map(|record| &record.emails).map(String::as_str)
}

/// The main domains of registrars and of holders of addresses of which no record publishes an abuse
/// contact: a mailbox there may be guessed, if it takes mail.
fn main_domains(seen: &Observations) -> impl Iterator<Item = String> {
    let registrars = seen.name.iter().flat_map(|name| name.registration.records());
    let registrars = registrars.filter_map(|record| record.facts.registrar.as_ref());
    let sites = registrars
        .filter(|registrar| !registrar.contacts.iter().any(is_for_abuse))
        .filter_map(|registrar| url::Url::parse(registrar.url.as_deref()?).ok())
        .filter_map(|site| site.host_str().map(str::to_owned));
    let addresses = seen.addresses.iter().map(|facts| &facts.registry);
    let numbers = addresses.chain(seen.systems.values().map(|facts| &facts.registry));
    let mailboxes = numbers
        .filter(|facts| !of_numbers(facts).any(is_for_abuse))
        .flat_map(of_numbers)
        .filter_map(|contact| mail_domain(&contact.value));
    sites.chain(mailboxes).filter_map(|host| Suffixes::of(&host).registrable)
}

/// Whether a contact is published for abuse.
fn is_for_abuse(contact: &PublishedContact) -> bool {
    contact.role == ContactRole::Abuse
}
