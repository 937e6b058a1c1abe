//! Turns the text of an answer into labelled values, whatever layout the registry chose.
//!
//! The layouts: `Label: value`, `Label......: value`, `[Label] value`, a label alone on its line
//! with its values below, sections with a heading, and blocks parted by blank lines whose first
//! label says what they are about. One pass, one look at every line.

use super::labels::{self, LabelField, Section};
use super::values;

use self::line::{LONGEST_LABEL, LineForm, indentation, is_notice, known_part, split};

mod line;

/// One value with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    /// The label in its normal form; empty for a line of its own below a heading.
    pub label: String,
    /// The value, trimmed.
    pub value: &'a str,
    /// The part of the answer that it stands in.
    pub section: Section,
    /// The block it stands in, counted from zero.
    pub block: usize,
    /// Whether it opens its block.
    pub leads: bool,
}

/// A heading whose part of the answer is not over yet.
#[derive(Debug)]
struct Heading {
    /// What the part is about.
    section: Section,
    /// How far the heading is indented.
    indent: usize,
    /// Whether lines that are indented no further can belong to it.
    takes_level_lines: bool,
    /// Whether something has stood below it.
    used: bool,
    /// Whether a blank line has followed since.
    parted: bool,
}

/// The state of the pass.
#[derive(Debug, Default)]
struct Reader<'a> {
    /// What has been read.
    entries: Vec<Labelled<'a>>,
    /// The open headings, outermost first.
    headings: Vec<Heading>,
    /// The part that the current block is about, if its first label says so.
    block_section: Option<Section>,
    /// The label that opened the current block.
    lead: String,
    /// The number of the current block.
    block: usize,
    /// Whether the next line opens a block.
    at_block_start: bool,
    /// Whether the domain itself has been named.
    domain_seen: bool,
    /// Whether a date of the domain has been given: what follows in other blocks is about parties.
    dated: bool,
    /// The party that a comment has announced the next block to be about.
    announced: Option<Section>,
    /// The last pair's label and indentation, for values that go on below.
    last: Option<(String, usize)>,
}

/// Labels that open a block of their own in the software of .cz, blank line or not.
const OPENERS: [&str; 3] = ["contact", "nsset", "keyset"];

/// Reads a text into its entries.
pub(super) fn read(text: &str) -> Vec<Labelled<'_>> {
    let mut reader = Reader { at_block_start: true, ..Reader::default() };
    for line in text.lines() {
        reader.line(line);
    }
    reader.entries
}

impl<'a> Reader<'a> {
    /// Takes one line.
    fn line(&mut self, line: &'a str) {
        let content = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if content.is_empty() {
            self.blank();
            return;
        }
        let indent = indentation(line);
        if is_notice(content) && !self.is_status(content, indent) {
            self.comment(content);
            return;
        }
        let content = content.trim_start_matches("** ");
        match split(content) {
            // Nobody's name, and no other party's either.
            LineForm::Pair(label, _) if self.is_the_holders(&label, indent) => {}
            LineForm::Pair(label, value) => self.pair(&label, value, indent),
            LineForm::Heading(label) => self.heading(&label, indent),
            LineForm::Plain => self.plain(content, indent),
        }
        self.at_block_start = false;
    }

    /// Whether a line is a value of the holder's or a contact's although it begins like a label: what
    /// is indented below their heading they wrote themselves, and no registry puts the words of
    /// another party there.
    fn is_the_holders(&self, label: &str, indent: usize) -> bool {
        let in_its_lines = self.entries.last().is_some_and(|last| last.label.is_empty());
        let below = self.headings.last().is_some_and(|heading| {
            let theirs = matches!(heading.section, Section::Holder | Section::Contact);
            let level = heading.takes_level_lines && heading.used && in_its_lines;
            theirs
                && !heading.parted
                && (indent > heading.indent || (level && indent == heading.indent))
        });
        below && is_of_another(label)
    }

    /// Whether a line between asterisks is a status: Nominet shouts so below its heading.
    fn is_status(&self, content: &str, indent: usize) -> bool {
        let heading = self.headings.last();
        content.starts_with('*')
            && heading.is_some_and(|one| one.section == Section::Status && indent >= one.indent)
    }

    /// Takes a comment, which may be the heading of the next block: `% Registrant:` (.ua).
    fn comment(&mut self, content: &str) {
        let heading = content.trim_start_matches(['%', '#', ';']).trim();
        let Some(heading) = heading.strip_suffix(':').filter(|_| self.domain_seen) else { return };
        let section = labels::section_of(&labels::normalise(heading));
        if let Some(section) = section.filter(|section| section.is_of_a_party()) {
            self.blank();
            self.announced = Some(section);
        }
    }

    /// Ends the block and with it everything that does not stand below a heading by indentation.
    fn blank(&mut self) {
        if !self.at_block_start {
            self.block += 1;
        }
        self.at_block_start = true;
        self.block_section = None;
        self.last = None;
        self.headings.retain_mut(|heading| {
            let waits =
                matches!(heading.section, Section::Servers | Section::Holder | Section::Contact);
            heading.takes_level_lines &= waits && !heading.used;
            heading.parted |= heading.used;
            true
        });
    }

    /// Takes a label with its value.
    fn pair(&mut self, label: &str, value: &'a str, indent: usize) {
        // Behind a blank line the record goes on, however far it is indented (Dotster).
        let left = self.headings.last().is_some_and(|heading| {
            heading.parted && matches!(heading.section, Section::Holder | Section::Contact)
        });
        if left && is_of_another(label) {
            self.headings.pop();
        }
        let speaks_for_itself = labels::is_unambiguous(label) && !self.is_of_the_heading(label);
        self.close_headings(indent, speaks_for_itself);
        // The domain's own block names its nsset without opening it.
        let opens =
            OPENERS.contains(&label) && (label == "contact" || self.block_section.is_some());
        // Below a handle the contact's name stands within the block (.fr).
        let within = matches!(self.lead.as_str(), "nic hdl" | "nic handle" | "nic hdl br");
        let opens = opens && !within && values::is_word(value);
        let at_top = !self.at_block_start && self.headings.is_empty() && self.domain_seen;
        let party = self.named_party(label, value);
        if at_top && (party.is_some() || opens || self.follows_source(label, value)) {
            self.blank();
        }
        if self.at_block_start && self.headings.is_empty() {
            let announced = self.announced.take();
            self.block_section = announced.or(party).or_else(|| self.opened(label, value));
            label.clone_into(&mut self.lead);
        }
        let field = labels::field_of(label, Section::Top);
        self.domain_seen |= field == Some(LabelField::Domain);
        self.dated |= matches!(field, Some(LabelField::Created | LabelField::Expires));
        if !self.inner_pairs(label, value) {
            self.push(label, value);
        }
        self.last = Some((label.to_owned(), indent));
        // Malaysia: the code of a party, and the party in the lines below.
        let coded = label.ends_with(" code") || label == "invoicing party";
        if let Some(section) =
            labels::section_of(label).filter(|_| coded && self.headings.is_empty())
        {
            self.headings.push(Heading {
                section,
                indent,
                takes_level_lines: false,
                used: false,
                parted: false,
            });
        }
    }

    /// Whether a label is about the party below whose heading it stands (Estonia's `org id`).
    fn is_of_the_heading(&self, label: &str) -> bool {
        let section = self.headings.last().map(|heading| heading.section);
        labels::field_of(label, Section::Top)
            .is_some_and(|field| section.is_some() && field.party() == section)
    }

    /// The party that a block is about whose first line says so in its value: `Contact Type:
    /// registrant` (.coop), `Contact Type:.......owner` (.tn), `Contact: Registrant` (.pr).
    fn named_party(&self, label: &str, value: &str) -> Option<Section> {
        let section = labels::section_of(&labels::normalise(value));
        let registrant = label == "contact" && value.eq_ignore_ascii_case("registrant");
        let named = label == "contact type" || registrant;
        let named = named && self.domain_seen && self.headings.is_empty();
        section.filter(|section| named && section.is_of_a_party())
    }

    /// Whether a line opens a block without a blank one before it: the source is the last line of
    /// an object.
    fn follows_source(&self, label: &str, value: &str) -> bool {
        let ended = self.last.as_ref().is_some_and(|(label, _)| label == "source");
        ended && block_section(label, value, self.domain_seen).is_some()
    }

    /// What the block is about that opens with this label and value.
    fn opened(&self, label: &str, value: &str) -> Option<Section> {
        let by_handle = self.dated && values::is_handle(value);
        block_section(label, value, self.domain_seen).or_else(|| {
            labels::section_of(label).filter(|section| by_handle && section.is_of_a_party())
        })
    }

    /// Takes a value that holds labels of its own; returns whether it did.
    fn inner_pairs(&mut self, label: &str, value: &'a str) -> bool {
        let Some(section) = labels::section_of(label) else { return false };
        if self.of_a_role(label, value, section) {
            return true;
        }
        let (block, before) = (self.block, self.entries.len());
        let entry = |(label, value)| Labelled { label, value, section, block, leads: false };
        self.entries.extend(labels::inner(value, section).into_iter().map(entry));
        self.entries.len() > before
    }

    /// Takes a value under the short name of a role, which stands before each field of the party:
    /// `[owner-c] org: Example GmbH`. Returns whether it was one.
    fn of_a_role(&mut self, label: &str, value: &'a str, section: Section) -> bool {
        let Some((field, value)) = value.split_once(':') else { return false };
        let fits = label.ends_with(" c") && values::is_word(field) && !value.starts_with("//");
        let (label, block) = (labels::normalise(field), self.block);
        if fits && !value.trim().is_empty() {
            let value = value.trim();
            self.entries.push(Labelled { label, value, section, block, leads: false });
        }
        fits
    }

    /// Takes a label without a value.
    fn heading(&mut self, label: &str, indent: usize) {
        self.close_headings(indent, true);
        let known = labels::section_of(label).filter(|_| !self.is_a_field(label));
        // Austria leaves the name empty in an organisation's block.
        if self.headings.is_empty() && self.follows_source(label, "") {
            self.blank();
        }
        if self.at_block_start && self.headings.is_empty() && known.is_none() {
            self.block_section = self.opened(label, "");
        }
        self.last = Some((label.to_owned(), indent));
        self.headings.push(Heading {
            section: known.unwrap_or(Section::Other),
            indent,
            takes_level_lines: known.is_some(),
            used: false,
            parted: false,
        });
    }

    /// Whether a label without a value is the empty field of a party's block and no heading: an
    /// organisation has a block of its own only where it opens it.
    fn is_a_field(&self, label: &str) -> bool {
        let of_organisation = ["organisation", "organization"].contains(&label);
        of_organisation && (!self.at_block_start || !self.headings.is_empty())
    }

    /// Takes a line without a label: a heading, a further value, or prose.
    fn plain(&mut self, content: &'a str, indent: usize) {
        let deeper = self.last.as_ref().is_some_and(|(_, label_indent)| indent > *label_indent);
        if let Some((label, _)) = self.last.clone().filter(|_| deeper) {
            self.close_headings(indent, false);
            let label = if labels::section_of(&label).is_some() && !self.headings.is_empty() {
                String::new()
            } else {
                label
            };
            self.push(&label, content.trim_start_matches(": "));
            return;
        }
        if let Some(label) = self.awaited_date(indent) {
            self.push(&label, content);
            return;
        }
        let heading = known_part(content);
        // Small print breaks its lines anywhere, also after a single known word.
        let is_prose = content.ends_with(['.', ',', ';']);
        if !is_prose && content.len() <= LONGEST_LABEL && labels::section_of(&heading).is_some() {
            self.heading(&heading, indent);
            return;
        }
        self.close_headings(indent, false);
        if !self.headings.is_empty() {
            self.push("", content.trim_start_matches("- "));
        }
    }

    /// The label of a date that stood alone on the line before, no less indented.
    fn awaited_date(&mut self, indent: usize) -> Option<String> {
        let (label, _) = self.last.as_ref().filter(|(_, own)| *own == indent)?;
        let field = labels::field_of(label, Section::Top)?;
        let alone =
            self.headings.last().is_some_and(|heading| !heading.used && heading.indent == indent);
        let date = matches!(field, LabelField::Created | LabelField::Expires | LabelField::Updated);
        let label = (alone && date).then(|| label.clone())?;
        self.headings.pop();
        Some(label)
    }

    /// Drops the headings whose part the current line does not belong to.
    fn close_headings(&mut self, indent: usize, speaks_for_itself: bool) {
        while let Some(heading) = self.headings.last() {
            let level = indent == heading.indent && heading.takes_level_lines && !speaks_for_itself;
            if indent > heading.indent || level {
                break;
            }
            self.headings.pop();
        }
    }

    /// Keeps a value.
    fn push(&mut self, label: &str, value: &'a str) {
        let section = match self.headings.last_mut() {
            Some(heading) => {
                heading.used = true;
                heading.section
            }
            None => self.block_section.unwrap_or(Section::Top),
        };
        self.entries.push(Labelled {
            label: label.to_owned(),
            value: value.trim(),
            section,
            block: self.block,
            leads: self.at_block_start,
        });
    }
}

/// Whether a label is about the registrar or whoever serves it, never about a holder or contact.
fn is_of_another(label: &str) -> bool {
    matches!(
        labels::field_of(label, Section::Top),
        Some(
            LabelField::Registrar
                | LabelField::RegistrarNumber
                | LabelField::RegistrarUrl
                | LabelField::RegistrarEmail
                | LabelField::RegistrarPhone
                | LabelField::AbuseEmail
                | LabelField::AbusePhone
                | LabelField::AbuseContact
                | LabelField::Reseller
                | LabelField::WhoisServer
        )
    )
}

/// What a block is about whose first label and value these are.
fn block_section(label: &str, value: &str, domain_seen: bool) -> Option<Section> {
    match label {
        "registrar" if domain_seen => Some(Section::Registrar),
        // A name is the holder's; a handle opens somebody's block.
        "holder" | "owner" if domain_seen && !values::is_handle(value) => None,
        "contact" | "contact id" | "contact handle" | "nic hdl" | "nic hdl br" | "nic handle"
        | "person" | "role" | "personname" | "norid handle" | "organisation" | "keyset" | "key"
        | "holder" | "owner"
            if domain_seen =>
        {
            Some(Section::Contact)
        }
        "nsset" | "ns list" | "nsl id" if domain_seen => Some(Section::Servers),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows entries as "section/label=value".
    fn shown(text: &str) -> Vec<String> {
        read(text)
            .iter()
            .map(|entry| format!("{:?}/{}={}", entry.section, entry.label, entry.value))
            .collect()
    }

    #[test]
    fn pairs_may_be_filled_with_dots_or_set_in_brackets() {
        assert_eq!(
            shown(
                "domain.............: example.fi\n[Domain Name]   EXAMPLE.JP\nDomain:....example.tg"
            ),
            ["Top/domain=example.fi", "Top/domain name=EXAMPLE.JP", "Top/domain=example.tg"]
        );
    }

    #[test]
    fn values_may_stand_below_their_label() {
        assert_eq!(
            shown(
                "    Registrar:\n        Example Ltd [Tag = EXAMPLE]\n        URL: https://example.com\n\n    Relevant dates:\n        Registered on: 31-Jan-2020\n"
            ),
            [
                "Registrar/=Example Ltd [Tag = EXAMPLE]",
                "Registrar/url=https://example.com",
                "Other/registered on=31-Jan-2020"
            ]
        );
    }

    #[test]
    fn a_bare_word_opens_a_section() {
        assert_eq!(
            shown(
                "Registrar\n  Organization:     Example s.p.a.\n  Name:             EXAMPLE-REG\n\nNameservers\n  ns1.example.com\n"
            ),
            [
                "Registrar/organization=Example s.p.a.",
                "Registrar/name=EXAMPLE-REG",
                "Servers/=ns1.example.com"
            ]
        );
    }

    #[test]
    fn a_block_is_about_what_its_first_label_says() {
        assert_eq!(
            shown(
                "domain: example.cz\nregistrar: REG-EXAMPLE\n\ncontact: HOLDER\nregistrar: REG-OTHER\n\nregistrar: REG-EXAMPLE\norg: Example s.r.o.\n"
            ),
            [
                "Top/domain=example.cz",
                "Top/registrar=REG-EXAMPLE",
                "Contact/contact=HOLDER",
                "Contact/registrar=REG-OTHER",
                "Registrar/registrar=REG-EXAMPLE",
                "Registrar/org=Example s.r.o."
            ]
        );
    }

    #[test]
    fn a_block_that_opens_with_a_partys_handle_is_about_that_party() {
        assert_eq!(
            shown(
                "domain: example.sk\ncreated: 2031-01-02\n\ndomain registrant: exa-170347\nname: Example\n\nadministrative contact: exa-170347\nname: Example\n"
            ),
            [
                "Top/domain=example.sk",
                "Top/created=2031-01-02",
                "Holder/domain registrant=exa-170347",
                "Holder/name=Example",
                "Contact/administrative contact=exa-170347",
                "Contact/name=Example"
            ]
        );
    }

    #[test]
    fn an_empty_label_does_not_swallow_its_neighbours() {
        assert_eq!(
            shown("Registrar:\nDomain Status: ok\nRegistrant Fax:\nname: x\n"),
            ["Top/domain status=ok", "Top/name=x"]
        );
    }

    #[test]
    fn sentences_and_addresses_are_no_labels() {
        assert_eq!(
            shown("2001:db8::1\nhttp://example.com/\nns1.example.com: 192.0.2.1\n% note: x"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn hostile_texts_pass_in_one_go() {
        let deep: Vec<String> = (0..700).map(|depth| " ".repeat(depth) + "a:\n").collect();
        assert!(read(&deep.concat()).is_empty());
        assert_eq!(read(&":".repeat(300_000)).len(), 0);
        assert_eq!(read(&"x ".repeat(150_000)).len(), 0);
    }
}
