//! How a party and a target are called where they are shown and not printed in a row.

use std::fmt::Write as _;

use crate::model::chain::LayerId;
use crate::render::clean::clean;
use crate::render::json::v1::PartyV1;
use crate::texts;

/// A party with its number and country.
pub(in crate::render) fn named(party: &PartyV1) -> String {
    let mut words = clean(&party.name);
    words.extend(crate::model::text::mixed(&party.name).map(crate::model::text::alike));
    if let Some(asn) = party.identifiers.asn.filter(|asn| words != format!("AS{asn}")) {
        let _ = write!(words, " (AS{asn})");
    }
    if let Some(country) = &party.country {
        let _ = write!(words, ", {}", clean(country));
    }
    words
}

/// What a layer is called in a sentence.
pub(in crate::render) fn part(layer: LayerId) -> &'static str {
    texts::text(&format!("page.part.{}", layer.word()))
}

/// A target as it can be shown without anybody opening it by mistake: `hxxps://www[.]example/x`.
pub(in crate::render) fn defanged(target: &str) -> String {
    let plain = clean(target).replace("[.]", ".");
    let (scheme, rest) = plain.split_once("://").unwrap_or(("", &plain));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.replace('.', "[.]");
    match scheme.strip_prefix("http") {
        _ if scheme.is_empty() => format!("{host}{path}"),
        Some(secure) => format!("hxxp{secure}://{host}{path}"),
        None => format!("{scheme}://{host}{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_program_makes_a_link_of_what_is_shown() {
        for (typed, shown) in [
            ("https://www.example.com/a.b", "hxxps://www[.]example[.]com/a.b"),
            ("hxxp://www[.]example[.]com", "hxxp://www[.]example[.]com"),
            ("example.com", "example[.]com"),
            ("192.0.2.1", "192[.]0[.]2[.]1"),
            ("AS64496", "AS64496"),
        ] {
            assert_eq!(defanged(typed), shown);
        }
    }
}
