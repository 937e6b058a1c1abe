//! The rules about where the name leads.

use super::{Rule, View, nothing, on, trouble};
use crate::check::policy::Form;
use crate::check::verdict::{Finding, Verdict};
use crate::model::answer::Answer;
use crate::model::chain::LayerId;
use crate::model::observations::{NameFacts, Resolution, Twin};

/// That no alias leads nowhere.
pub(super) static NO_DANGLING_ALIAS: Rule = Rule {
    key: "no_dangling_alias",
    says: "No alias of the name, or of its www twin, leads to a name without an address.",
    form: Form::Switch,
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
    form: Form::Switch,
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
    form: Form::Switch,
    likely: "the A or AAAA records were removed, or a provider without them took over",
    at_registry: false,
    bare_only: false,
    wants: nothing,
    judge: |view, _| of_name(view, both_families),
    today: on,
};

/// Judges what only names have.
fn of_name(view: &View<'_>, judge: fn(&View<'_>, &NameFacts) -> Finding) -> Finding {
    match &view.trace.seen.name {
        Some(name) => judge(view, name),
        None => Finding::unknown("the target is no name"),
    }
}

/// Judges the aliases of the name and of its twin.
fn dangling(view: &View<'_>, name: &NameFacts) -> Finding {
    let own = end_of(&view.trace.target.host(), &name.resolution);
    let twin = name.twin.as_ref().map(|twin| end_of(&twin.name, &twin.resolution));
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
fn same_as_www(view: &View<'_>, name: &NameFacts) -> Finding {
    let Some(twin) = &name.twin else {
        return Finding::unknown("the www twin is looked up for bare domains only");
    };
    let (own, other) = match (&name.resolution, &twin.resolution) {
        (Answer::Unknown(why), _) | (_, Answer::Unknown(why)) => return Finding::untold(why),
        (own, other) => (own.found(), other.found()),
    };
    let leads = |found: Option<&Resolution>| found.is_some_and(|found| !found.addresses.is_empty());
    let finding = match (leads(own), leads(other)) {
        (true, false) => Finding::fail(format!("{} has no address", twin.name)),
        (false, true) => Finding::fail(format!("only {} has an address", twin.name)),
        (false, false) => Finding::pass("neither has an address"),
        (true, true) => parties(view, twin),
    };
    finding.resting_on(name.resolution.evidence()).resting_on(twin.resolution.evidence())
}

/// Compares the parties of both.
fn parties(view: &View<'_>, twin: &Twin) -> Finding {
    let Some(related) = view.trace.chain.related.iter().find(|one| one.name == twin.name) else {
        return Finding::pass("the same parties");
    };
    let silent = twin.addresses.iter().find_map(|facts| trouble::number(&facts.registry));
    if let Some(why) = silent.or_else(|| trouble::trouble(view, LayerId::Host)) {
        return Finding::unknown(why);
    }
    let layers: Vec<&str> = related.differs.iter().map(|layer| layer.word()).collect();
    let note = related.note.as_ref().map_or(String::new(), |note| format!(": {note}"));
    Finding::fail(format!("{} has another {}{note}", twin.name, layers.join(" and ")))
}

/// Judges the address families.
fn both_families(_: &View<'_>, name: &NameFacts) -> Finding {
    Finding::from(&name.resolution, |found| {
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
