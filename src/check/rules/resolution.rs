//! The rules about where the name leads.

use super::{CheckView, Rule, nothing, on};
use crate::check::form::ValueForm;
use crate::check::verdict::{Finding, Verdict};
use crate::model::answer::Answer;
use crate::model::chain::{LayerId, Leads, TwinLeads};
use crate::model::observations::Resolution;

/// That no alias leads nowhere.
pub(super) static NO_DANGLING_ALIAS: Rule = Rule {
    key: "no_dangling_alias",
    says: "No alias of the name, or of its www twin, leads to a name without an address.",
    form: ValueForm::Switch,
    likely: "the service behind the alias was given up; whoever takes its name there has the site",
    at_registry: false,
    bare_only: false,
    wants: nothing,
    judge: |view, _| of_name(view, dangling),
    today: on,
};

/// That the bare domain and `www` are served by the same parties.
pub(super) static SAME_AS_WWW: Rule = Rule {
    key: "same_as_www",
    says: "The bare domain and its www twin are served by the same parties.",
    form: ValueForm::Switch,
    likely: "one of the two was moved and the other forgotten",
    at_registry: false,
    bare_only: true,
    wants: nothing,
    judge: |view, _| of_name(view, same_as_www),
    today: on,
};

/// That both address families are served.
pub(super) static BOTH_FAMILIES: Rule = Rule {
    key: "both_families",
    says: "The name has IPv4 and IPv6 addresses.",
    form: ValueForm::Switch,
    likely: "the A or AAAA records were removed, or a provider without them took over",
    at_registry: false,
    bare_only: false,
    wants: nothing,
    judge: |view, _| of_name(view, both_families),
    today: on,
};

/// Judges what only names have.
fn of_name(view: &CheckView<'_>, judge: fn(&CheckView<'_>, &Leads) -> Finding) -> Finding {
    match &view.chain.leads {
        Some(leads) => judge(view, leads),
        None => Finding::unknown("the target is no name"),
    }
}

/// Judges the aliases of the name and of its twin.
fn dangling(view: &CheckView<'_>, leads: &Leads) -> Finding {
    let own = end_of(&view.host, &leads.resolution);
    let twin = leads.twin.as_ref().map(|twin| end_of(&twin.name, &twin.resolution));
    let findings = [Some(own), twin].into_iter().flatten();
    let gravity = |finding: &Finding| match finding.verdict {
        Verdict::Pass => 0,
        Verdict::CouldNotTell => 1,
        Verdict::Fail => 2,
    };
    findings.rev().max_by_key(gravity).unwrap_or_else(|| Finding::pass("no alias"))
}

/// Where the aliases of one name end.
fn end_of(host: &str, resolution: &Answer<Resolution>) -> Finding {
    Finding::from(resolution, |found| {
        let Some(found) = found else { return Finding::pass("no alias") };
        let Some(last) = found.aliases.last() else { return Finding::pass("no alias") };
        match &found.partial {
            _ if !found.addresses.is_empty() => Finding::pass(format!("{host} leads to {last}")),
            Some(why) => Finding::untold(why),
            None => {
                let what = if found.exists { "has no address" } else { "does not exist" };
                Finding::fail(format!("{host} leads to {last}, which {what}"))
                    .resting_on(&found.families)
            }
        }
    })
}

/// Judges the twin.
fn same_as_www(view: &CheckView<'_>, leads: &Leads) -> Finding {
    let Some(twin) = &leads.twin else {
        return Finding::unknown("the www twin is looked up for bare domains only");
    };
    let (own, other) = match (&leads.resolution, &twin.resolution) {
        (Answer::Unknown(why), _) | (_, Answer::Unknown(why)) => return Finding::untold(why),
        (own, other) => (own.found(), other.found()),
    };
    let answers =
        |found: Option<&Resolution>| found.is_some_and(|found| !found.addresses.is_empty());
    let finding = match (answers(own), answers(other)) {
        (true, false) => Finding::fail(format!("{} has no address", twin.name)),
        (false, true) => Finding::fail(format!("only {} has an address", twin.name)),
        (false, false) => Finding::pass("neither has an address"),
        (true, true) => parties(view, twin),
    };
    finding.resting_on(leads.resolution.evidence()).resting_on(twin.resolution.evidence())
}

/// Compares the parties of both.
fn parties(view: &CheckView<'_>, twin: &TwinLeads) -> Finding {
    let Some(related) = view.chain.related.iter().find(|one| one.name == twin.name) else {
        return Finding::pass("the same parties");
    };
    let own = || view.chain.layer(LayerId::Host).find_map(|entry| entry.doubt.as_ref());
    if let Some(why) = related.doubt.as_ref().or_else(own) {
        return Finding::unknown(why.text.clone());
    }
    let layers: Vec<&str> = related.differs.iter().map(|layer| layer.word()).collect();
    let note = related.note.as_ref().map_or(String::new(), |note| format!(": {note}"));
    Finding::fail(format!("{} has another {}{note}", twin.name, layers.join(" and ")))
}

/// Judges the address families.
fn both_families(_: &CheckView<'_>, leads: &Leads) -> Finding {
    Finding::from(&leads.resolution, |found| {
        let Some(found) = found else { return Finding::fail("no address") };
        let four = found.addresses.iter().any(std::net::IpAddr::is_ipv4);
        let six = found.addresses.iter().any(std::net::IpAddr::is_ipv6);
        let words = match (four, six) {
            (true, true) => return Finding::pass("IPv4 and IPv6").resting_on(&found.families),
            (true, false) => "IPv4 only",
            (false, true) => "IPv6 only",
            (false, false) => "no address",
        };
        match &found.partial {
            Some(why) => Finding::untold(why),
            None => Finding::fail(words).resting_on(&found.families),
        }
    })
}
