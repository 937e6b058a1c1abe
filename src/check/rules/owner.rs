//! The rules for which more is asked than for a trace: CAA records, `security.txt`, and each name
//! server itself.

use jiff::Timestamp;

use super::{CheckView, Rule, listed, lists, on};
use crate::check::form::NONE;
use crate::check::form::{Set, Value, ValueForm};
use crate::check::verdict::Finding;
use crate::model::answer::Answer;
use crate::model::owner::{SecurityTxt, Spoke};

/// Which authorities may issue.
pub(super) static CAA: Rule = Rule {
    key: "caa",
    says: "The CAA records admit these certificate authorities.",
    form: ValueForm::Issuers,
    likely: "the CAA records were changed, or were lost when the zone was moved",
    at_registry: false,
    bare_only: false,
    wants: |wants| wants.caa = true,
    judge: caa,
    today: |view| match &view.chain.owner.caa {
        Some(Answer::Found(found, _)) if !found.issue.is_empty() => Ok(listed(&found.issue)),
        Some(Answer::Unknown(why)) => Err(why.text.clone()),
        _ => Err("no CAA record names an authority today".to_owned()),
    },
};

/// That each name server holds the zone.
pub(super) static NAME_SERVERS_ANSWER: Rule = Rule {
    key: "name_servers_answer",
    says: "Each name server of the zone answers for it (with --probe).",
    form: ValueForm::Switch,
    likely: "a server is down, or the zone was removed from it while the delegation still names it",
    at_registry: false,
    bare_only: false,
    wants: |wants| wants.name_servers = true,
    judge: |view, _| name_servers(view),
    today: on,
};

/// That vulnerabilities can be reported.
pub(super) static SECURITY_TXT: Rule = Rule {
    key: "security_txt",
    says: "The site has a security.txt with a contact, and it has not expired (with --probe).",
    form: ValueForm::Switch,
    likely: "nobody renewed the file, or the site was rebuilt without it",
    at_registry: false,
    bare_only: false,
    wants: |wants| wants.security_txt = true,
    judge: |view, _| security_txt(view),
    today: on,
};

/// What only contact with the target shows.
const NEEDS_PROBE: &str = "only contact with the target shows it; --probe looks";

/// Judges the CAA records.
fn caa(view: &CheckView<'_>, value: &Value) -> Finding {
    let Some(answer) = &view.chain.owner.caa else {
        return Finding::unknown("CAA records were not asked for");
    };
    Finding::from(answer, |found| {
        let issuers = found.map(|found| found.issue.clone()).unwrap_or_default();
        let issuers = if issuers.is_empty() { vec![NONE.to_owned()] } else { issuers };
        let set: Set = value.set();
        lists::compare(&set, &issuers, |issuer, want| issuer == want)
    })
}

/// Judges what the name servers said. One that is silent is dead only if another one answered:
/// else it may be us who cannot reach them.
fn name_servers(view: &CheckView<'_>) -> Finding {
    let asked = &view.chain.owner.name_servers;
    if asked.is_empty() {
        return match view.chain.leads.as_ref().map(|leads| &leads.zone) {
            Some(Answer::Absent(evidence)) => Finding::fail("none").resting_on(Some(evidence)),
            Some(Answer::Unknown(why)) => Finding::untold(why),
            Some(Answer::Found(..)) | None => Finding::unknown(NEEDS_PROBE),
        };
    }
    let mut bad: Vec<String> = Vec::new();
    let mut silent = None;
    for (server, spoke) in asked {
        match spoke {
            Answer::Found(Spoke::WithAuthority, _) => {}
            Answer::Found(Spoke::Lame, _) => bad.push(format!("{server} does not hold the zone")),
            Answer::Absent(_) => bad.push(format!("{server} has no address")),
            Answer::Unknown(why) => {
                bad.push(format!("{server} does not answer"));
                silent = silent.or(Some(why));
            }
        }
    }
    let one_speaks = asked.iter().any(|(_, spoke)| spoke.found() == Some(&Spoke::WithAuthority));
    let finding = match silent {
        _ if bad.is_empty() => Finding::pass(format!("all {} answer", asked.len())),
        Some(why) if !one_speaks => Finding::untold(why),
        _ => Finding::fail(bad.join("; ")),
    };
    finding.resting_on(asked.iter().filter_map(|(_, spoke)| spoke.evidence()))
}

/// Judges the `security.txt`.
fn security_txt(view: &CheckView<'_>) -> Finding {
    let Some(answer) = &view.chain.owner.security_txt else {
        return Finding::unknown(NEEDS_PROBE);
    };
    Finding::from(answer, |file| match file {
        None => Finding::fail("none"),
        Some(file) => judge_file(file, view.now, &view.host),
    })
}

/// Judges the file itself (RFC 9116 §2.5): a contact and an end are required.
fn judge_file(file: &SecurityTxt, now: Timestamp, host: &str) -> Finding {
    let Some(contact) = file.contacts.first() else { return Finding::fail("it has no Contact") };
    let Some(expires) = &file.expires else { return Finding::fail("it has no Expires") };
    let Ok(end) = expires.parse::<Timestamp>() else {
        return Finding::fail(format!("its Expires is no date: {expires}"));
    };
    if end <= now {
        return Finding::fail(format!("expired on {end}"));
    }
    let place = format!("//{host}/");
    if !file.canonical.is_empty() && !file.canonical.iter().any(|url| url.contains(&place)) {
        return Finding::fail(format!("it says that it is that of {}", file.canonical.join(", ")))
            .because("the file was copied from another site");
    }
    Finding::pass(format!("{contact}, until {end}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::verdict::Verdict;

    fn judged(contact: Option<&str>, expires: Option<&str>, canonical: &[&str]) -> Finding {
        let file = SecurityTxt {
            contacts: contact.iter().map(ToString::to_string).collect(),
            expires: expires.map(str::to_owned),
            canonical: canonical.iter().map(ToString::to_string).collect(),
        };
        let now = "2026-11-22T10:00:00Z".parse().expect("a time");
        judge_file(&file, now, "example.com")
    }

    #[test]
    fn a_security_txt_needs_a_contact_and_an_end_that_lies_ahead() {
        let contact = Some("mailto:security@example.com");
        let ahead = Some("2027-01-01T00:00:00+01:00");
        assert_eq!(judged(contact, ahead, &[]).verdict, Verdict::Pass);
        assert_eq!(judged(None, ahead, &[]).found, "it has no Contact");
        assert_eq!(judged(contact, None, &[]).found, "it has no Expires");
        let past = judged(contact, Some("2026-11-21T00:00:00Z"), &[]);
        assert_eq!(past.found, "expired on 2026-11-21T00:00:00Z");
        assert_eq!(judged(contact, Some("next year"), &[]).verdict, Verdict::Fail);
    }

    #[test]
    fn a_security_txt_of_another_site_does_not_count() {
        let (contact, ahead) = (Some("mailto:a@example.net"), Some("2027-01-01T00:00:00Z"));
        let own = "https://example.com/.well-known/security.txt";
        let other = "https://example.net/.well-known/security.txt";
        assert_eq!(judged(contact, ahead, &[other, own]).verdict, Verdict::Pass);
        assert_eq!(judged(contact, ahead, &[other]).verdict, Verdict::Fail);
    }
}
