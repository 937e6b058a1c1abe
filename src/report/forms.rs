//! Forms of recipients as data: what each asks for by name, how long it may be, and what it refuses.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::desk::Desk;

/// The table, with its sources and days.
const FORMS: &str = include_str!("forms.toml");

/// The forms; a table that cannot be read has none, which the tests find.
static ALL: LazyLock<Vec<Form>> =
    LazyLock::new(|| toml::from_str(FORMS).map(|table: FormTable| table.form).unwrap_or_default());

/// The table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormTable {
    /// Its forms.
    form: Vec<Form>,
}

/// One form.
#[expect(clippy::struct_excessive_bools, reason = "each is a statement of its own in the table")]
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Form {
    /// Its identifier.
    pub id: String,
    /// The party whose it is, by the directory's identifier.
    pub party: String,
    /// Hosts of pages by which it is known, where many parties use it.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// The kinds of desk that it is for.
    pub desks: Vec<String>,
    /// The harms that it takes.
    pub harms: Vec<String>,
    /// Its page, where every party that uses it has the same.
    pub page: Option<String>,
    /// Where its fields were read.
    pub source: String,
    /// When.
    pub read: String,
    /// Whether the fields are named as its help describes them, and not as the form itself does.
    #[serde(default)]
    pub described: bool,
    /// Whether it was entered from memory.
    #[serde(default)]
    pub recalled: bool,
    /// Whether one report may name one host only.
    #[serde(default)]
    pub one_host: bool,
    /// Whether one report may name one address only.
    #[serde(default)]
    pub one_url: bool,
    /// Whether what is written reaches the customer.
    #[serde(default)]
    pub forwards: bool,
    /// The most addresses of one report.
    pub most_urls: Option<usize>,
    /// What it refuses.
    #[serde(default)]
    pub refuses: Vec<String>,
    /// Its fields, in order.
    pub field: Vec<FormField>,
}

/// One field.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Its name.
    pub name: String,
    /// What goes in.
    pub fill: String,
    /// The most characters.
    pub most: Option<usize>,
    /// Whether it may stay empty.
    #[serde(default)]
    pub optional: bool,
    /// Whether it reaches others than the desk.
    #[serde(default)]
    pub shared: bool,
    /// The words of the form for ours.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

/// All forms.
pub fn all() -> &'static [Form] {
    &ALL
}

/// The form of a party for a kind of desk and a harm, known by the party or by the page.
pub fn form(party: &str, page: Option<&str>, desk: Desk, harm: &str) -> Option<&'static Form> {
    let host = page.and_then(|page| url::Url::parse(page).ok());
    let host = host.as_ref().and_then(url::Url::host_str);
    let own = |form: &&Form| {
        form.party == party || host.is_some_and(|host| form.hosts.iter().any(|known| known == host))
    };
    let fits = |form: &&Form| {
        form.desks.iter().any(|known| known == desk.word())
            && form.harms.iter().any(|known| known == harm)
    };
    ALL.iter().filter(own).find(fits)
}

/// Whether a party is known to have forms for a kind of desk, and none of them for a harm.
pub fn refuses(party: &str, desk: Desk, harm: &str) -> bool {
    let mut own = ALL
        .iter()
        .filter(|form| form.party == party && form.desks.iter().any(|known| known == desk.word()))
        .peekable();
    own.peek().is_some() && !own.any(|form| form.harms.iter().any(|known| known == harm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::given;

    /// What a field can be filled with besides a fact.
    const FILLS: &[&str] =
        &["account", "category", "consent", "domain", "source", "told", "urls", "what"];

    #[test]
    fn every_form_reads_and_names_known_facts_harms_and_desks() {
        let table: FormTable = toml::from_str(FORMS).expect("reads");
        assert!(table.form.len() >= 14);
        for form in all() {
            assert!(form.read.parse::<jiff::civil::Date>().is_ok(), "{}", form.id);
            assert!(!form.source.is_empty(), "{}", form.id);
            for harm in &form.harms {
                assert!(crate::advice::harms::harm(harm).is_some(), "{harm} of {}", form.id);
                assert_ne!(harm, "csam", "{}", form.id);
            }
            for desk in &form.desks {
                assert!(
                    Desk::ALL.iter().any(|known| known.word() == desk),
                    "{desk} of {}",
                    form.id
                );
            }
            for field in &form.field {
                let known = given::known().any(|fact| fact.key == field.fill);
                assert!(
                    known || FILLS.contains(&field.fill.as_str()),
                    "{} of {}",
                    field.fill,
                    form.id
                );
            }
        }
    }

    #[test]
    fn a_form_is_known_by_its_party_or_its_page() {
        let by_party = form("cloudflare", None, Desk::Cdn, "phishing").expect("is known");
        assert_eq!(by_party.id, "cloudflare-phishing");
        let page = Some("https://abuse.cleandns.space/porkbun");
        let by_page = form("porkbun", page, Desk::Registrar, "phishing").expect("is known");
        assert_eq!(by_page.id, "cleandns");
        assert!(form("cloudflare", None, Desk::Cdn, "trademark-in-name").is_none());
        assert!(refuses("cloudflare", Desk::Cdn, "trademark-in-name"));
        assert!(!refuses("nobody", Desk::Cdn, "trademark-in-name"));
    }
}
