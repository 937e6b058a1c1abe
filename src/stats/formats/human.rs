//! Shares for people.

use std::io::{self, Write};

use crate::render::clean::clean;
use crate::stats::Stats;
use crate::stats::report::{PartStats, PartyStats, SignCount};
use crate::texts::{fill, text};

/// The columns of a party's name.
const NAME: usize = 36;

/// Writes shares.
pub(super) fn write(stats: &Stats, top: usize, out: &mut impl Write) -> io::Result<()> {
    let figures = [
        ("targets", stats.targets.to_string()),
        ("refused", stats.refused.to_string()),
        ("unreadable", stats.unreadable.to_string()),
    ];
    let figures = figures.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(out, "{}", fill("stats.head", &figures))?;
    for part in &stats.parts {
        self::part(part, top, out)?;
    }
    writeln!(out, "\n{}", text("stats.legacy"))?;
    sign("stats.no-rdap", stats.legacy.no_rdap, out)?;
    sign("stats.no-dnssec", stats.legacy.no_dnssec, out)?;
    sign("stats.no-ipv6", stats.legacy.no_ipv6, out)
}

/// Writes one part.
fn part(part: &PartStats, top: usize, out: &mut impl Write) -> io::Result<()> {
    let figures = [
        ("part", part.part.to_owned()),
        ("identified", part.identified.to_string()),
        ("absent", part.absent.to_string()),
        ("hidden", part.hidden.to_string()),
        ("unknown", part.unknown.to_string()),
        ("skipped", part.skipped.to_string()),
    ];
    let figures = figures.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(out, "\n{}", fill("stats.part", &figures))?;
    if part.identified == 0 {
        return Ok(());
    }
    let of = &part.concentration;
    let figures = [
        ("one", format!("{:.1}", of.top_1)),
        ("five", format!("{:.1}", of.top_5)),
        ("ten", format!("{:.1}", of.top_10)),
        ("hhi", format!("{:.0}", of.hhi)),
    ];
    let figures = figures.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(out, "  {}", fill("stats.concentration", &figures))?;
    for party in part.parties.iter().take(top) {
        writeln!(out, "{}", row(party).trim_end())?;
    }
    if part.parties.len() > top {
        let more = (part.parties.len() - top).to_string();
        writeln!(out, "  {}", fill("stats.more", &[("count", &more)]))?;
    }
    let silent = part.parties.iter().filter(|party| party.without_contact > 0).count();
    // A country or a suffix has no contact of its own.
    if silent > 0 && part.parties.iter().any(|party| party.without_contact < party.targets) {
        writeln!(out, "  {}", fill("stats.silent", &[("count", &silent.to_string())]))?;
    }
    Ok(())
}

/// One party.
fn row(party: &PartyStats) -> String {
    let country = party.country.as_deref().unwrap_or_default();
    let name: String = clean(&party.name).chars().take(NAME).collect();
    let change = party.change.map_or(String::new(), |change| format!("{change:+}"));
    let silent = match (party.without_contact, party.guessed) {
        (0, _) => "",
        (without, guessed) if without == guessed => text("stats.guess"),
        _ => text("stats.no-contact"),
    };
    format!(
        "{:>9} {:>6.1} %  {name:<NAME$} {country:<2} {change:>6} {silent}",
        party.targets, party.share
    )
}

/// Writes a sign of what is old.
fn sign(key: &str, sign: SignCount, out: &mut impl Write) -> io::Result<()> {
    let figures = [("targets", sign.targets.to_string()), ("of", sign.of.to_string())];
    let figures = figures.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(out, "  {}", fill(key, &figures))
}
