//! Finds the registry's own desk for reports of abuse in the notes around a record (`%% Registry Abuse
//! Contact Email: abuse@nic.example`).

use crate::model::contact::ContactKind;
use crate::model::name::{at_or_below, registrable};
use crate::model::record::{ContactRole, PublishedContact};

use super::{rejected, values};

/// The mailboxes for abuse that the notes give at the registry's own domain: that of the server which
/// answered, or the one by which registries go in the top-level domain of the name.
pub(super) fn read(server: &str, text: &str, name: &str) -> Vec<PublishedContact> {
    let top = name.rsplit('.').next().unwrap_or_default();
    let own = [registrable(server), format!("nic.{top}"), format!("registry.{top}")];
    let is_own = |domain: &str| own.iter().any(|own| !own.is_empty() && at_or_below(domain, own));
    let mut desks: Vec<PublishedContact> = Vec::new();
    for value in rejected::notes(text).flat_map(values::emails) {
        let lower = value.to_lowercase();
        let (local, domain) = lower.split_once('@').unwrap_or_default();
        // The name itself may be the registry's: then its desk is the holder's, too.
        let desk = local.contains("abuse") && is_own(domain) && !at_or_below(domain, name);
        if desk && !desks.iter().any(|known| known.value.eq_ignore_ascii_case(&value)) {
            desks.push(PublishedContact {
                kind: ContactKind::Email,
                value,
                role: ContactRole::Abuse,
            });
        }
    }
    desks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mailbox_for_abuse_at_the_registrys_own_domain_is_its_desk() {
        let found = |text: &str| {
            let desks = read("whois.nic.test", text, "example.test");
            desks.into_iter().map(|desk| desk.value).collect::<Vec<_>>()
        };
        assert_eq!(found("%% Registry Abuse Contact Email: abuse@nic.test"), ["abuse@nic.test"]);
        assert_eq!(
            found("% receipt of SPAM, please send an\n% email to abuse@nic.test ."),
            ["abuse@nic.test"]
        );
        assert_eq!(found("% mail-abuse@cert.example and cert@nic.test"), [""; 0]);
        assert_eq!(found("Registrar Abuse Contact Email: abuse@nic.test"), [""; 0]);
        assert_eq!(found("% abuse@example.test"), [""; 0]);
    }
}
