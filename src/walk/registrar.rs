//! The registrar's own WHOIS server, where nobody names it.
//!
//! A registry's RDAP record of a registrar without RDAP does not say where that answers on port 43; the
//! registry's WHOIS record does, at the price of a question and its time. Most such servers are called
//! `whois.` and the registrar's domain, so that one is asked first. It is believed only where it has a
//! record of the name whose registrar bears the same number.

use url::Url;

use super::Walk;
use super::registration::Registered;
use crate::model::answer::Answer;
use crate::model::contact::ContactKind;
use crate::model::mailbox::mail_domain;
use crate::model::record::{DomainRecord, RegistrarRecord};
use crate::model::target::Suffixes;
use crate::wire::Wire;

impl<W: Wire> Walk<'_, W> {
    /// The registrar's own record at the WHOIS server that is called after it, if it is there.
    pub(super) async fn at_namesake(
        &self,
        registered: &Registered,
        registrar: &RegistrarRecord,
    ) -> Option<Answer<DomainRecord>> {
        if self.plan.whois_server.is_some() {
            return None;
        }
        let number = registrar.iana_id?;
        let server = namesake(registrar)?;
        if self.detour(&server).await.is_some() {
            return None;
        }
        let answer = self.whois_domain(&server, &registered.name).await;
        let named = answer.found()?.registrar.as_ref()?;
        (named.iana_id == Some(number)).then_some(answer)
    }
}

/// The name that a registrar's WHOIS server most likely has: by its site, else by its mailbox.
fn namesake(registrar: &RegistrarRecord) -> Option<String> {
    let site = registrar.url.as_deref().and_then(|url| Url::parse(url).ok());
    let site = site.and_then(|site| site.host_str().map(str::to_owned));
    let mut emails = registrar.contacts.iter().filter(|contact| contact.kind == ContactKind::Email);
    let domain = site.or_else(|| emails.find_map(|contact| mail_domain(&contact.value)))?;
    Some(format!("whois.{}", Suffixes::of(&domain).registrable?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::{ContactRole, PublishedContact};

    #[test]
    fn a_whois_server_is_called_after_the_registrars_site_or_else_after_its_mailbox() {
        let mut registrar = RegistrarRecord::default();
        assert_eq!(namesake(&registrar), None);
        registrar.contacts = vec![PublishedContact {
            kind: ContactKind::Email,
            value: "abuse@mail.registrar.example.net".to_owned(),
            role: ContactRole::Abuse,
        }];
        assert_eq!(namesake(&registrar).as_deref(), Some("whois.example.net"));
        registrar.url = Some("https://www.example.org/domains".to_owned());
        assert_eq!(namesake(&registrar).as_deref(), Some("whois.example.org"));
    }
}
