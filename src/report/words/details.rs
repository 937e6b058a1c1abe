//! What follows the first lines: addresses, details, how to reproduce it, records, digests.

use super::super::defang::address;
use super::super::desk::Desk;
use super::super::draft::Place;
use super::{Wording, short_list};
use crate::model::advice::Nature;

/// Facts that the first lines hold already, or that say who writes.
const IN_THE_HEAD: &[&str] = &[
    "country",
    "forward",
    "mailbox",
    "name",
    "on_behalf_of",
    "organisation",
    "recipient",
    "screenshot",
    "seen_at",
    "seen_how",
    "told_before",
    "url",
];

/// Addresses of those who were wronged: they stay as they are.
const HONEST: &[&str] = &["original_url", "real_site"];

impl Wording<'_> {
    /// The addresses, where there are several.
    pub(super) fn addresses(&self) -> String {
        if self.draft.places.len() < 2 {
            return String::new();
        }
        let line = |place: &Place| {
            let what = place.url.as_deref().map_or_else(|| place.host.clone(), address);
            format!("- {what} ({}): {}", short_list(&place.addresses), place.record)
        };
        self.section("where", &self.draft.places.iter().map(line).collect::<Vec<_>>())
    }

    /// A heading with its lines; nothing where there are none.
    fn section(&self, heading: &str, lines: &[String]) -> String {
        if lines.is_empty() {
            return String::new();
        }
        let heading = self.language.find(&format!("report.heading.{heading}")).unwrap_or_default();
        format!("{heading}\n{}", lines.join("\n"))
    }

    /// What the matrix asks for, and what else was said.
    pub(super) fn details(&self) -> String {
        let mut lines = self.notes();
        lines.extend(self.facts(&[]));
        self.section("details", &lines)
    }

    /// The details without what names people: headers, logs and addresses stay with the desk.
    pub(super) fn account_details(&self) -> String {
        let mut lines = self.notes();
        lines.extend(self.facts(&["address", "log", "lure", "smtp_from", "smtp_to"]));
        self.section("details", &lines)
    }

    /// A line a fact.
    fn facts(&self, except: &[&str]) -> Vec<String> {
        let draft = self.draft;
        let mut keys: Vec<&str> = draft.needs.clone();
        keys.extend(draft.given.all().map(|(key, _)| key));
        let mut lines: Vec<String> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for key in keys {
            if IN_THE_HEAD.contains(&key) || except.contains(&key) || seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let label = self.language.find(&format!("report.fact.{key}")).unwrap_or_default();
            let value = match draft.fact(key) {
                Some(value) if value.starts_with("http") && !HONEST.contains(&key) => {
                    address(&value)
                }
                Some(value) if value.contains('\n') => format!("\n{}", indented(&value)),
                Some(value) => value,
                None => format!("[[{key}]]"),
            };
            lines.push(format!("- {label}: {value}"));
        }
        lines
    }

    /// What has to be said besides.
    fn notes(&self) -> Vec<String> {
        let draft = self.draft;
        let legal = ["copyright", "counterfeit", "defamation", "terrorist-content"];
        let on_name = draft.desk.is_on_name() && draft.desk != Desk::Dns;
        let of_site = on_name && draft.needs.contains(&"why_domain");
        let notes = [
            ("dns-abuse", draft.dns_abuse),
            ("malicious", of_site && draft.nature == Nature::Malicious),
            ("unknown", of_site && draft.nature == Nature::Unknown),
            ("compromised", draft.nature == Nature::Compromised || draft.harm == "hacked-site"),
            ("sinkhole", draft.harm == "botnet-c2"),
            ("hash-only", draft.harm == "malware"),
            ("victim", draft.harm == "intimate-images"),
            ("law", legal.contains(&draft.harm)),
            ("dispute", draft.harm == "trademark-in-name" && draft.action != "decide-dispute"),
        ];
        let mut lines: Vec<String> = notes
            .iter()
            .filter(|(_, says)| *says)
            .filter_map(|(key, _)| self.language.find(&format!("report.note.{key}")))
            .map(str::to_owned)
            .collect();
        let also: Vec<String> = draft
            .also
            .iter()
            .filter_map(|action| {
                let key = format!("report.also.{action}");
                self.language.find(&key).map(str::to_owned)
            })
            .collect();
        if !also.is_empty() {
            lines.push(self.language.fill("report.further", &[("also", &also.join(", "))]));
        }
        lines.extend(draft.proofs().into_iter().map(|told| {
            let role = self.say(&format!("report.role.{}", told.desk.word()));
            let values = [("party", told.party.as_str()), ("role", &role), ("day", &told.day)];
            self.language.fill("report.attached", &values)
        }));
        if !draft.same_desk.is_empty() {
            let roles: Vec<String> = draft
                .same_desk
                .iter()
                .map(|desk| self.say(&format!("report.role.{}", desk.word())))
                .collect();
            lines
                .push(self.language.fill("report.note.same-desk", &[("roles", &roles.join(", "))]));
        }
        lines
    }

    /// The commands that show it.
    pub(super) fn reproduce(&self) -> String {
        let draft = self.draft;
        if draft.needs.contains(&"log") {
            return self.section("reproduce", &[self.say("report.reproduce.log")]);
        }
        if !draft.needs.contains(&"url") || draft.harm == "intimate-images" {
            return String::new();
        }
        let lines = draft.places.iter().take(5).flat_map(|place| {
            let name = place.host.parse::<std::net::IpAddr>().is_err();
            let dns = self.language.fill("report.reproduce.dns", &[("host", &place.host)]);
            let web = place
                .url
                .as_ref()
                .map(|url| self.language.fill("report.reproduce.web", &[("url", &address(url))]));
            name.then_some(dns).into_iter().chain(web)
        });
        self.section("reproduce", &lines.map(|line| format!("$ {line}")).collect::<Vec<_>>())
    }

    /// What the records say of the path.
    pub(super) fn records(&self) -> String {
        let Some(place) = self.draft.place().filter(|_| self.draft.places.len() == 1) else {
            return String::new();
        };
        let mut lines: Vec<String> = Vec::new();
        let mut add = |key: &str, name: &str, value: &str| {
            let domain = place.domain.as_deref().unwrap_or(&place.host);
            let values = [("host", place.host.as_str()), ("domain", domain), (name, value)];
            lines.push(format!(
                "- {}",
                self.language.fill(&format!("report.record.{key}"), &values)
            ));
        };
        if !place.addresses.is_empty() && place.addresses != [place.host.clone()] {
            add("addresses", "addresses", &short_list(&place.addresses));
        }
        if !place.aliases.is_empty() {
            add("aliases", "aliases", &short_list(&place.aliases));
        }
        if !place.servers.is_empty() {
            add("servers", "servers", &short_list(&place.servers));
        }
        if let Some(created) = &place.created {
            add("registered", "created", created);
        }
        if let Some((registrar, _)) = &place.registrar {
            add("registrar", "party", registrar);
        }
        if let Some((host, _)) = &place.hosting {
            add("host", "party", host);
        }
        if let Some(reason) = &place.hidden {
            add("behind", "reason", &self.language.because(reason));
        }
        if let Some((network, number)) = &place.network {
            let number = number.map(|number| format!(", AS{number}")).unwrap_or_default();
            add("network", "party", &format!("{network}{number}"));
        }
        self.section("record", &lines)
    }

    /// The recorded answers, one a line.
    pub(super) fn proofs(&self) -> String {
        let proofs = self.draft.places.iter().flat_map(|place| &place.evidence);
        let mut lines: Vec<String> = Vec::new();
        for proof in proofs {
            let line = format!(
                "- {} {} {} {}: {}",
                proof.sha256, proof.at, proof.protocol, proof.server, proof.question
            );
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        self.section("evidence", &lines)
    }
}

/// Lines set in.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
