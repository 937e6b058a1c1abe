//! A draft in words. The first lines say all of it: why this desk, what, where, when, what is asked,
//! by what evidence, who else was told, whom to answer. Details, records and digests follow.

mod details;

use super::defang::{address, defang};
use super::desk::Desk;
use super::draft::{Draft, Told};
use crate::model::advice::{Nature, Stage};
use crate::texts::Language;

/// A draft on its way into words of a language.
pub(super) struct Wording<'a> {
    /// The draft.
    draft: &'a Draft,
    /// The language.
    language: Language,
}

/// What a blank looks like.
pub(super) fn blank(key: &str, language: Language) -> String {
    let question = language.find(&format!("report.fact.{key}")).unwrap_or_default();
    format!("[[{key}: {question}]]")
}

/// The subject of a mail: category, place, address and day. Machines sort by it, so that it has no
/// language.
pub fn subject(draft: &Draft) -> String {
    let Some(place) = draft.place() else { return format!("[{}]", draft.harm) };
    let mut parts = vec![match (&place.url, draft.places.len()) {
        (_, count) if count > 1 => format!("{count} URLs"),
        (Some(url), _) => shown(url),
        (None, _) => defang(&place.host, &[&place.host]),
    }];
    parts.extend(place.addresses.first().filter(|_| draft.places.len() == 1).cloned());
    parts.push(draft.at.chars().take(10).collect());
    format!("[{}] {}", draft.harm, parts.join(" - "))
}

/// Who that is, where only the reporter knows.
pub(super) fn addressee(draft: &Draft) -> String {
    let words = Wording { draft, language: Language::English };
    let names = words.names();
    defang(&words.party(), &names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The recipient's role, for people.
pub(super) fn role(draft: &Draft) -> String {
    let words = Wording { draft, language: Language::English };
    let names = words.names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    defang(&words.say(&format!("report.role.{}", draft.desk.word())), &names)
}

/// An address for people, of a length that a line bears.
fn shown(url: &str) -> String {
    let whole = address(url);
    if whole.chars().count() <= 150 {
        return whole;
    }
    whole.chars().take(149).chain(['…']).collect()
}

/// The body of a draft in a language.
pub fn body(draft: &Draft, language: Language) -> String {
    let words = Wording { draft, language };
    let mut lines = words.head();
    lines.push(words.line("reply", &words.reply()));
    let names = words.names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut text = lines.join("\n");
    // Digests have no language: they stand once, in English.
    let proofs = if language == Language::English { words.proofs() } else { String::new() };
    let rest = [words.addresses(), words.details(), words.reproduce(), words.records(), proofs];
    for part in rest.into_iter().filter(|part| !part.is_empty()) {
        text.push_str("\n\n");
        text.push_str(&defang(&part, &names));
    }
    text.push_str("\n\n");
    text.push_str(language.find("report.defanged").unwrap_or_default());
    text.push('\n');
    text
}

/// What happened, for a field of a form: without the reporter, and whole or in short.
pub fn account(draft: &Draft, whole: bool) -> String {
    let words = Wording { draft, language: Language::English };
    let names = words.names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let head = words.head().split_off(1).join("\n");
    if !whole {
        return head;
    }
    let details = words.account_details();
    let parts = [head, details, words.reproduce(), words.records()];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| defang(&part, &names))
        .collect();
    parts.join("\n\n")
}

impl Wording<'_> {
    /// The names that are not written live.
    fn names(&self) -> Vec<String> {
        let is_name = |name: &&String| name.parse::<std::net::IpAddr>().is_err();
        let places = self.draft.places.iter();
        places
            .flat_map(|place| std::iter::once(&place.host).chain(&place.domain))
            .filter(is_name)
            .cloned()
            .collect()
    }

    /// A fact, or its blank.
    fn fact(&self, key: &str) -> String {
        let value = self.draft.fact(key).map(|value| flat(&value));
        value.unwrap_or_else(|| blank(key, self.language))
    }

    /// A text of the language, with everything that may stand in it.
    fn say(&self, key: &str) -> String {
        let place = self.draft.place().cloned().unwrap_or_default();
        let domain = place.domain.clone().unwrap_or_else(|| place.host.clone());
        let none = self.language.find("report.where.no-address").unwrap_or_default();
        let addresses =
            if place.addresses.is_empty() { none.to_owned() } else { short_list(&place.addresses) };
        let subjects = short_list(&place.subjects);
        let facts =
            ["brand", "rights_holder", "fraud_type", "attack_type", "source_ip", "source_port"];
        let facts: Vec<(&str, String)> = facts.iter().map(|key| (*key, self.fact(key))).collect();
        let mut values: Vec<(&str, &str)> = vec![
            ("host", &place.host),
            ("domain", &domain),
            ("record", &place.record),
            ("addresses", &addresses),
            ("subjects", &subjects),
        ];
        values.extend(facts.iter().map(|(key, value)| (*key, value.as_str())));
        self.language.fill(key, &values)
    }

    /// A line of the head.
    fn line(&self, label: &str, text: &str) -> String {
        let label = self.language.find(&format!("report.label.{label}")).unwrap_or_default();
        format!("{label}: {}", flat(text))
    }

    /// The first lines, without whom to answer.
    fn head(&self) -> Vec<String> {
        let draft = self.draft;
        let names = self.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let role = self.say(&format!("report.role.{}", draft.desk.word()));
        let lines = [
            ("for", format!("{}, {role}", self.party())),
            ("because", self.because()),
            ("what", self.say(&format!("report.what.{}", draft.harm))),
            ("where", self.whereabouts()),
            ("seen", self.seen()),
            ("ask", self.ask()),
            ("evidence", self.evidence()),
            ("told", self.told()),
        ];
        lines.iter().map(|(label, text)| defang(&self.line(label, text), &names)).collect()
    }

    /// The recipient, or its blank where only the reporter knows who that is.
    fn party(&self) -> String {
        let draft = self.draft;
        if draft.is_reachable() {
            return draft.party.clone();
        }
        format!("{} {}", draft.party, self.fact("recipient"))
    }

    /// Where it is.
    fn whereabouts(&self) -> String {
        let draft = self.draft;
        let Some(place) = draft.place() else { return String::new() };
        if draft.places.len() > 1 {
            let count = draft.places.len().to_string();
            return self.language.fill("report.where.many", &[("count", &count)]);
        }
        if self.is_about_packets() {
            return self.say("report.where.source");
        }
        match &place.url {
            Some(url) => {
                let site = self.site(place, url);
                let values = [("url", address(url)), ("site", site)];
                let values: Vec<_> =
                    values.iter().map(|(key, text)| (*key, text.as_str())).collect();
                self.language.fill("report.where.one", &values)
            }
            None if draft.needs.contains(&"url") => {
                format!("{} {}", self.say("report.where.host"), blank("url", self.language))
            }
            None => self.say("report.where.host"),
        }
    }

    /// Whether it is about what came from an address, and not about what is found there.
    fn is_about_packets(&self) -> bool {
        let draft = self.draft;
        match draft.harm {
            "spam" => true,
            "malicious-spam" => draft.needs.contains(&"message"),
            "attack-traffic" => draft.fact("source_ip").is_some(),
            _ => false,
        }
    }

    /// Host, addresses and port of an address of the web.
    fn site(&self, place: &super::draft::Place, url: &str) -> String {
        let port = url::Url::parse(url).ok().and_then(|url| url.port_or_known_default());
        let port = port.map(|port| port.to_string());
        let port =
            port.map(|port| self.language.fill("report.where.port", &[("port", port.as_str())]));
        let host = (!place.addresses.contains(&place.host)).then(|| place.host.clone());
        let none = self.language.find("report.where.no-address").unwrap_or_default();
        let addresses =
            if place.addresses.is_empty() { none.to_owned() } else { short_list(&place.addresses) };
        let parts = [host, Some(addresses), port];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Why this desk, by its own record.
    fn because(&self) -> String {
        let key = format!("report.because.{}", self.draft.desk.word());
        let place = self.draft.place();
        let is_address = place.is_some_and(|place| place.addresses.contains(&place.host));
        let of_address = format!("{key}.address");
        let has = is_address && self.language.find(&of_address).is_some();
        self.say(if has { &of_address } else { &key })
    }

    /// When it was seen, and how.
    fn seen(&self) -> String {
        let at = self.fact("seen_at");
        if !self.draft.needs.contains(&"seen_how") {
            return at;
        }
        let how = self.fact("seen_how");
        self.language.fill("report.seen", &[("seen_at", &at), ("seen_how", &how)])
    }

    /// The one thing that is asked, and what else it would stop.
    fn ask(&self) -> String {
        let draft = self.draft;
        let direct = draft.place().is_some_and(|place| place.is_direct);
        let desk = match draft.desk {
            Desk::Registry if direct => Desk::Registrar,
            desk => desk,
        };
        let plain = format!("report.ask.{}", draft.action);
        let of_desk = format!("{plain}.{}", desk.word());
        // Whoever made a site for this is not to be told by those who serve it.
        let made = format!("{of_desk}.malicious");
        let own = [made, of_desk, plain]
            .into_iter()
            .filter(|key| draft.nature == Nature::Malicious || !key.ends_with(".malicious"))
            .find(|key| self.language.find(key).is_some())
            .unwrap_or_default();
        let ask = self.say(&own);
        let breaks = format!("report.breaks.{}", draft.action);
        let of_desk = format!("{breaks}.{}", desk.word());
        let breaks = if self.language.find(&of_desk).is_some() { of_desk } else { breaks };
        if self.language.find(&breaks).is_none() {
            return ask;
        }
        self.language.fill("report.breaks", &[("ask", &ask), ("breaks", &self.say(&breaks))])
    }

    /// What shows it.
    fn evidence(&self) -> String {
        let draft = self.draft;
        let count: usize = draft.places.iter().map(|place| place.evidence.len()).sum();
        let count = count.to_string();
        if !draft.needs.contains(&"screenshot") && draft.fact("screenshot").is_none() {
            return self.language.fill("report.evidence", &[("count", &count)]);
        }
        let screenshot = self.fact("screenshot");
        let values = [("count", count.as_str()), ("screenshot", screenshot.as_str())];
        self.language.fill("report.evidence.shown", &values)
    }

    /// Who was told already.
    fn told(&self) -> String {
        let draft = self.draft;
        let told = draft.before.told.iter().filter(|one| draft.is_about(one));
        let told: Vec<String> = told.map(|one| self.told_one(one)).collect();
        if !told.is_empty() {
            return told.join("; ");
        }
        let escalates = draft.stage == Stage::IfSilent;
        if !escalates && draft.fact("told_before").is_none() {
            return self.language.find("report.told.nobody").unwrap_or_default().to_owned();
        }
        let before = match (&draft.previous, draft.fact("told_before")) {
            (Some(previous), None) => format!("{previous}, {}", self.fact("told_before")),
            _ => self.fact("told_before"),
        };
        self.language.fill("report.told.before", &[("told_before", &before)])
    }

    /// One who was told.
    fn told_one(&self, one: &Told) -> String {
        let role = self.say(&format!("report.role.{}", one.desk.word()));
        let reference = one.reference.as_deref().unwrap_or_default();
        let values = [
            ("party", one.party.as_str()),
            ("role", role.as_str()),
            ("day", one.day.as_str()),
            ("reference", reference),
        ];
        let key = if reference.is_empty() { "report.told.one" } else { "report.told.reference" };
        self.language.fill(key, &values)
    }

    /// Whom to answer, and whether this may be passed on.
    fn reply(&self) -> String {
        let given = &self.draft.given;
        let or_blank = |key: &str| given.get(key).map_or_else(|| blank(key, self.language), flat);
        let part = |key: &str, text: &str| {
            let value = given.get(key).map(flat);
            value.map(|value| self.language.fill(text, &[(key, &value)])).unwrap_or_default()
        };
        let behalf =
            part("organisation", "report.organisation") + &part("on_behalf_of", "report.behalf");
        let reply = self.language.fill(
            "report.reply",
            &[("name", &or_blank("name")), ("mailbox", &or_blank("mailbox")), ("behalf", &behalf)],
        );
        let consent = given.get("forward").unwrap_or("anonymous");
        let label = self.language.find("report.label.forward").unwrap_or_default();
        let consent = self.language.find(&format!("report.forward.{consent}")).unwrap_or_default();
        format!("{reply}; {label}: {consent}")
    }
}

/// A text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first few of a list, with the number of the rest.
fn short_list(items: &[String]) -> String {
    let shown = items.iter().take(4).cloned().collect::<Vec<_>>().join(", ");
    match items.len().saturating_sub(4) {
        0 => shown,
        more => format!("{shown} +{more}"),
    }
}
