//! A top-level domain or a suffix below one: who runs it, how names are sold there, and where
//! registrations can be looked up.

use super::Sheet;
use crate::directory::{Directory, RECALLED, RegistrationModel, Role, best_for, tld};
use crate::model::target::{HostName, Target};
use crate::source::rdap::bootstrap::{self, Kind};
use crate::source::whois::{self, ServerKnowledge};

/// A name below the suffix in question, deep enough for suffixes whose every label is one (`*.ck`).
const BELOW: &str = "www.example.";

/// What is known about a suffix, which may be given in Unicode.
pub(super) fn sheet(suffix: &str, known: &Directory) -> Option<Sheet> {
    let example = Target::parse(&format!("{BELOW}{suffix}")).ok()?;
    let name = example.name()?;
    let suffix = name.ascii.strip_prefix(BELOW)?;
    let mut rows = registry(name, suffix, known)?;
    let third_level = name.suffixes.public.len() < suffix.len();
    rows.push(("RDAP", rdap(suffix, third_level)));
    rows.push(("WHOIS", whois(suffix)));
    if !suffix.contains('.') {
        rows.push(("IANA", format!("https://www.iana.org/domains/root/db/{suffix}.html")));
    }
    let unicode = name.unicode.as_deref().and_then(|name| name.strip_prefix(BELOW));
    let title =
        unicode.map_or_else(|| format!(".{suffix}"), |spelt| format!(".{spelt} (.{suffix})"));
    Some(Sheet { title, rows })
}

/// Who runs it and how names are sold there; `None` where no table has it.
fn registry(
    name: &HostName,
    suffix: &str,
    known: &Directory,
) -> Option<Vec<(&'static str, String)>> {
    let matches = known.by_suffix_registry(suffix);
    if let Some(found) = best_for(&matches, Role::Registry) {
        let mut rows = vec![("registry", found.provider.name.clone())];
        rows.extend(found.provider.website.iter().map(|site| ("web site", site.clone())));
        rows.extend(found.contacts().iter().map(|contact| {
            let day = contact.dated().unwrap_or("no date");
            ("abuse", format!("{} ({day}, {})", contact.value, contact.source))
        }));
        return Some(rows);
    }
    let entry =
        tld(suffix).filter(|entry| name.suffixes.public == suffix || entry.suffix == suffix)?;
    let country = entry.country.map(|code| format!(", {code}")).unwrap_or_default();
    let below = if entry.suffix == suffix {
        String::new()
    } else {
        format!(", as all of .{}", entry.suffix)
    };
    let mut rows = vec![
        ("registry", format!("{}{country}{below}", entry.operator)),
        ("", format!("as of {}, {}", entry.as_of, entry.source)),
        ("sells", model(entry.model).to_owned()),
    ];
    rows.extend(basis(entry.model_source, entry.model_as_of));
    rows.extend(entry.website.map(|site| ("web site", site.to_owned())));
    rows.extend(basis(entry.website_source, entry.website_as_of));
    let desks = [entry.abuse_form, entry.abuse_email];
    rows.extend(desks.into_iter().flatten().map(|desk| ("abuse", desk.to_owned())));
    Some(rows)
}

/// Where a statement comes from.
fn basis(source: Option<&str>, day: Option<&str>) -> Option<(&'static str, String)> {
    let (source, day) = (source?, day?);
    let words = if source == RECALLED {
        format!("entered from memory on {day}")
    } else {
        format!("as of {day}, {source}")
    };
    Some(("", words))
}

/// How names are sold, and what follows for a report.
fn model(model: Option<RegistrationModel>) -> &'static str {
    match model {
        Some(RegistrationModel::Registrars) => "through registrars, whom its records name",
        Some(RegistrationModel::Direct) => "itself: there is no registrar to write to",
        Some(RegistrationModel::Both) => {
            "through registrars and itself: a name without a registrar may be its own customer's"
        }
        Some(RegistrationModel::Unpublished) => {
            "through registrars, whom its records do not name: only the registry can say which"
        }
        None => "how it sells names is not known to this program",
    }
}

/// The RDAP server. That of a top-level domain knows nothing of names which a registry below it
/// sells.
fn rdap(suffix: &str, third_level: bool) -> String {
    let list = bootstrap::embedded(Kind::Dns);
    let servers = list.for_domain(suffix);
    let parent = suffix.rsplit('.').next().unwrap_or(suffix);
    let of_parent = third_level && servers == list.for_domain(parent);
    if !servers.is_empty() && !of_parent {
        let day = list.publication().and_then(|time| time.get(..10)).unwrap_or("no date");
        return format!("{} (IANA's list of {day})", servers.join(", "));
    }
    match bootstrap::unofficial(suffix) {
        Some(server) => format!("{server} (not in IANA's list: a hint, never proof of absence)"),
        None => {
            "none is published; that says nothing about whether a name is registered".to_owned()
        }
    }
}

/// The WHOIS server, or the page that takes its place.
fn whois(suffix: &str) -> String {
    match whois::server_for(suffix) {
        ServerKnowledge::Server(server) => {
            format!("{server} (port 43, table of {})", whois::TABLE_DAY)
        }
        ServerKnowledge::Web(page) => format!("on a web page only: {page}"),
        ServerKnowledge::NoService => "none".to_owned(),
        ServerKnowledge::Unlisted => {
            "not in the table; whois.iana.org is asked for it when a name is traced".to_owned()
        }
    }
}
