//! The short form of the chain: a line a party, and beside advice a line a company.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{LAYER, Pen, plain_width};
use crate::model::chain::Status;
use crate::render::page::{Page, Reach, ShortLine};
use crate::texts;

/// The width of the column of what a party can stop.
const STOPS: usize = 8;
/// The width of the column of parties, beyond which a contact moves to the right.
const PARTY: usize = 30;
/// Warnings that the short form shows.
const WARNINGS: usize = 2;

impl Pen<'_> {
    /// What must be known at once.
    pub(super) fn in_short(&self, out: &mut impl Write, page: &Page) -> io::Result<()> {
        let facts = self.head(out, page)?;
        for (label, value) in facts {
            self.labelled(out, label, value)?;
        }
        let terse = page.advice.is_some();
        let lines = if terse { &page.companies } else { &page.lines };
        let aside = |line: &&ShortLine| terse && is_aside(line);
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !aside(line)) {
            let above = lines.get(..at).unwrap_or_default();
            self.line(out, line, (!terse).then_some(above))?;
        }
        let others = in_a_word(lines.iter().filter(aside));
        if !others.is_empty() {
            self.labelled(out, "others", &others)?;
        }
        for related in &page.related {
            self.labelled(out, "related", related)?;
        }
        for warning in page.warnings.iter().take(WARNINGS) {
            self.labelled(out, "warning", warning)?;
        }
        if page.warnings.len() > WARNINGS {
            let more = (page.warnings.len() - WARNINGS).to_string();
            self.labelled(out, "", &texts::fill("page.more-warnings", &[("number", &more)]))?;
        }
        if page.offline {
            self.labelled(out, "offline", texts::text("page.offline"))?;
        }
        if let Some(advice) = &page.advice {
            let marked = advice.contacts().any(|reach| reach.old);
            self.write_to(out, advice, page.legend.filter(|_| marked))
        } else {
            let legend = page.legend.map_or(String::new(), |legend| format!("  {legend}"));
            let both = format!("{}{legend}", page.summary);
            if both.width() <= self.look.width {
                return writeln!(out, "{}", self.dim(&both));
            }
            self.hung(out, "", 0, &page.summary, |words| self.dim(words))?;
            writeln!(out, "{}", self.dim(legend.trim()))
        }
    }

    /// The title, with where it leads beside it where that fits; the facts that are left.
    fn head<'a>(
        &self,
        out: &mut impl Write,
        page: &'a Page,
    ) -> io::Result<&'a [(&'static str, String)]> {
        if let Some(((_, fact), rest)) = page.facts.split_first()
            && let Some(leads) = leads_to(&page.title, fact)
            && page.title.width() + leads.width() <= self.look.width
        {
            writeln!(out, "{}{leads}", self.bold(&page.title))?;
            return Ok(rest);
        }
        self.title(out, page)?;
        Ok(&page.facts)
    }

    /// A line: layers, what the party can stop, the party, the best contact. Where a block of
    /// contacts follows (no lines above), what does not fit beside the party stands there.
    fn line(
        &self,
        out: &mut impl Write,
        line: &ShortLine,
        above: Option<&[ShortLine]>,
    ) -> io::Result<()> {
        let indent = " ".repeat(LAYER + STOPS);
        if line.status == Status::Identified {
            self.party_line(out, line, above)?;
        } else {
            self.missing_line(out, line, above.is_none())?;
        }
        for note in &line.below {
            self.hung(out, &indent, LAYER + STOPS, note, |words| self.dim(words))?;
        }
        Ok(())
    }

    /// A line with a party. A contact that does not fit beside it and stands above is not repeated.
    fn party_line(
        &self,
        out: &mut impl Write,
        line: &ShortLine,
        above: Option<&[ShortLine]>,
    ) -> io::Result<()> {
        let layers = line.layers.join(", ");
        let wide = (LAYER + STOPS).max(layers.width() + 2);
        let (head, indent) = if layers.width() < LAYER {
            (format!("{}{:<STOPS$}", self.layer(&layers), line.stops), LAYER + STOPS)
        } else if wide > self.look.width / 2 {
            self.hung(out, "", 0, &layers, |words| self.in_column(words, 0))?;
            (" ".repeat(LAYER), LAYER)
        } else {
            (self.in_column(&layers, wide), wide)
        };
        let room = self.look.width.saturating_sub(indent);
        let party = line.words.width();
        let Some(reach) = line.contacts.first() else {
            let whole = format!("{}; {}", line.words, texts::text("page.no-contact"));
            let words = if above.is_some() { &line.words } else { &whole };
            self.hung(out, &head, indent, words, |words| self.bold(words))?;
            let below = " ".repeat(indent);
            let mut why = line.unreached.iter().filter(|_| above.is_some());
            return why
                .try_for_each(|why| self.hung(out, &below, indent, why, |words| self.dim(words)));
        };
        let contact = plain_width(reach);
        if party + 2 + contact <= room {
            let aligned = party.max(PARTY) + 2 + contact <= room;
            let end = if aligned { PARTY.max(party) + 2 } else { room - contact };
            let gap = " ".repeat(end.saturating_sub(party));
            return writeln!(out, "{head}{}{gap}{}", self.bold(&line.words), self.reach(reach));
        }
        let same = above.and_then(|above| layer_of(reach, above));
        let same = same.map(|layer| texts::fill("page.contact-of", &[("layer", layer)]));
        if let Some(same) = same.filter(|same| party + 2 + same.width() <= room) {
            return writeln!(out, "{head}{}; {same}", self.bold(&line.words));
        }
        self.hung(out, &head, indent, &line.words, |words| self.bold(words))?;
        match above {
            Some(_) => self.alone(out, reach, indent),
            None => Ok(()),
        }
    }

    /// A line without a party; the layers of several that say the same come first.
    fn missing_line(&self, out: &mut impl Write, line: &ShortLine, terse: bool) -> io::Result<()> {
        let layers = line.layers.join(", ");
        let draw = |words: &str| self.tone(line.status, words);
        let room = self.look.width.saturating_sub(LAYER + STOPS);
        let words = if terse { fitting(&line.words, room) } else { line.words.as_str() };
        if line.layers.len() > 1 {
            return self.hung(out, "", LAYER, &format!("{layers}: {words}"), draw);
        }
        let head = format!("{}{:<STOPS$}", self.layer(&layers), line.stops);
        self.hung(out, &head, LAYER + STOPS, words, draw)
    }
}

/// Where a name leads, ` → 192.0.2.1`, if the fact is about the name that is the title, or about the
/// host of the URL that is.
fn leads_to<'a>(title: &str, fact: &'a str) -> Option<&'a str> {
    let at = fact.find(" → ")?;
    let (host, leads) = fact.split_at_checked(at)?;
    let rest = title.split_once("://").map_or(title, |(_, rest)| rest).strip_prefix(host)?;
    let whole = rest.is_empty() || rest.starts_with(['/', ':', '?', '#']) && !rest.contains(' ');
    whole.then_some(leads)
}

/// The layer above that has the same contact.
fn layer_of(reach: &Reach, above: &[ShortLine]) -> Option<&'static str> {
    let same = above.iter().find(|line| line.contacts.first() == Some(reach))?;
    same.layers.first().copied()
}

/// As many of the parts of a sentence as fit, and at least the first.
fn fitting(words: &str, room: usize) -> &str {
    let ends = words.match_indices(", ").chain(words.match_indices("; ")).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.chain([words.len()]).collect();
    ends.sort_unstable();
    let mut parts = ends.iter().filter_map(|end| words.get(..*end));
    let first = ends.first().and_then(|end| words.get(..*end)).unwrap_or(words);
    parts.rfind(|part| part.width() <= room).unwrap_or(first)
}

/// Whether a line is only mentioned beside advice: nobody stands there, and nothing hangs on it.
fn is_aside(line: &ShortLine) -> bool {
    let vital = line.layers.iter().any(|layer| matches!(*layer, "host" | "network"));
    let blank = matches!(line.status, Status::Absent | Status::Skipped | Status::Hidden);
    blank && line.below.is_empty() && (!vital || line.status == Status::Absent)
}

/// Such lines in a word each: `none: reseller, cdn; hidden: registrant`.
fn in_a_word<'a>(lines: impl Iterator<Item = &'a ShortLine>) -> String {
    let mut words: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines {
        let status = line.words.split(':').next().unwrap_or_default();
        match words.iter_mut().find(|(known, _)| *known == status) {
            Some((_, layers)) => layers.extend(&line.layers),
            None => words.push((status, line.layers.clone())),
        }
    }
    let parts = words.iter().map(|(status, layers)| format!("{status}: {}", layers.join(", ")));
    parts.collect::<Vec<_>>().join("; ")
}
