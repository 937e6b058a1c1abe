//! Material of child sexual abuse: nobody on the path may be sent anything. What comes out names
//! hotlines and the countries concerned, and no other party.

use super::facts::Request;
use crate::directory::UNDATED;
use crate::model::advice::{Advice, Concerned, Hotlines, Route};
use crate::model::chain::{Chain, Entry, LayerId, Status};
use crate::texts;

/// Hotlines: country (`*` for all), name, form, day, whether recalled, source.
const HOTLINES: &str = include_str!("hotlines.tsv");

/// The code of the harm.
pub const HARM: &str = "csam";

/// The countries whose hotlines take reports of others too.
const OPEN_TO_ALL: [&str; 2] = ["US", "GB"];

/// The layers that lead to a country where the material may be.
const LAYERS: [LayerId; 4] = [LayerId::Registry, LayerId::Cdn, LayerId::Host, LayerId::Network];

/// The advice, out of which no contact of the chain can be read.
pub fn advise(request: &Request, chain: &Chain) -> Advice {
    let platform = chain.platform.is_some();
    let mut notes: Vec<String> =
        ["csam.look-away", "csam.once", "csam.never-by-mail", "csam.hotlines-tell"]
            .iter()
            .map(|key| texts::text(key).to_owned())
            .collect();
    if platform {
        notes.push(texts::text("csam.platform").to_owned());
    }
    let countries = concerned(chain);
    Advice {
        must_know: Vec::new(),
        harm: HARM,
        nature: request.nature,
        hints: Vec::new(),
        notes,
        steps: Vec::new(),
        gaps: Vec::new(),
        cannot_help: Vec::new(),
        hotlines: Some(Hotlines { routes: routes(&countries), countries }),
    }
}

/// The countries that the chain leads to, each said once, and the layers of which none is known.
fn concerned(chain: &Chain) -> Vec<Concerned> {
    let mut found: Vec<Concerned> = Vec::new();
    for entry in chain.entries.iter().filter(|entry| LAYERS.contains(&entry.layer)) {
        if matches!(entry.status(), Status::Absent | Status::Skipped) {
            continue;
        }
        let country = country(entry);
        let values =
            [("layer", entry.layer.word()), ("country", country.as_deref().unwrap_or_default())];
        let key = match &country {
            None => "csam.country-unknown",
            Some(country) if lines().any(|route| route.country == Some(country.as_str())) => {
                "csam.country"
            }
            Some(_) => "csam.country-without",
        };
        let one = Concerned { layer: entry.layer, text: texts::fill(key, &values), country };
        let known = one.country.is_some() && found.iter().any(|other| other.country == one.country);
        if !known && !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// The registered country of an entry's party.
fn country(entry: &Entry) -> Option<String> {
    entry.party()?.country.clone()
}

/// The routes: those of the countries concerned, then those open to all.
fn routes(countries: &[Concerned]) -> Vec<Route> {
    let is_concerned =
        |code: &str| countries.iter().any(|concerned| concerned.country.as_deref() == Some(code));
    let own = lines().filter(|route| route.country.is_some_and(is_concerned));
    let open = lines().filter(|route| {
        route.country.is_none_or(|code| OPEN_TO_ALL.contains(&code) && !is_concerned(code))
    });
    own.chain(open).collect()
}

/// The lines of the table.
fn lines() -> impl Iterator<Item = Route> {
    HOTLINES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [country, name, url, day, backing, source] = fields[..] else { return None };
        let country = (country != "*").then_some(country);
        let as_of = (day != UNDATED).then_some(day);
        let recalled = backing == "recalled";
        Some(Route { name, country, url, as_of, recalled, backing, source })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hotline_is_a_form_with_source_and_day_and_never_a_mailbox() {
        let table = HOTLINES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(lines().count(), table);
        for route in lines() {
            assert!(route.url.starts_with("https://") && !route.url.contains('@'), "{route:?}");
            assert!(url::Url::parse(route.source).is_ok(), "{route:?}");
            let is_day = |day: &str| day.parse::<jiff::civil::Date>().is_ok();
            assert!(route.as_of.is_none_or(is_day), "{route:?}");
            assert!(["published", "secondary", "recalled"].contains(&route.backing), "{route:?}");
            assert!(route.country.is_none_or(|code| code.len() == 2), "{route:?}");
        }
        for code in OPEN_TO_ALL {
            assert!(lines().any(|route| route.country == Some(code)), "{code}");
        }
    }
}
