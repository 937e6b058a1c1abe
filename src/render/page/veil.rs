//! A target that was typed defanged stays defanged wherever people read: a report is passed on, and
//! somebody clicks.

use super::Page;
use super::labels::defanged;
use crate::model::target::{Subject, Target};

/// The page with the target as it was typed: harmless, where it was typed so.
pub(super) fn veiled(page: Page, target: &Target) -> Page {
    let host = target.host();
    if matches!(target.subject, Subject::System(_)) || target.wrapped_by.is_some() {
        return page;
    }
    let unicode = target.name().and_then(|name| name.unicode.clone());
    let typed = target.input.to_lowercase();
    if [Some(&host), unicode.as_ref()].into_iter().flatten().any(|host| typed.contains(host)) {
        return page;
    }
    if !typed.contains(['[', '(', '{']) && !typed.starts_with("hxxp") {
        return page;
    }
    let domain = target.name().and_then(|name| name.suffixes.registrable.clone());
    let veil = Veil { words: [Some(host), unicode, domain].into_iter().flatten().collect() };
    let mut page = page;
    page.each_text(&mut |text| veil.draw(text));
    page
}

/// What makes the names of a target harmless wherever they stand.
pub(in crate::render) struct Veil {
    /// The names.
    words: Vec<String>,
}

impl Veil {
    /// The veil over a target, however it was typed: on a page that is passed on as it is.
    pub(in crate::render) fn over(target: &Target) -> Self {
        let words = match &target.subject {
            Subject::Name(name) => {
                let names =
                    [Some(&name.ascii), name.unicode.as_ref(), name.suffixes.registrable.as_ref()];
                names.into_iter().flatten().cloned().collect()
            }
            Subject::Address(address) => vec![address.to_string()],
            Subject::System(_) => Vec::new(),
        };
        Self { words }
    }

    /// Makes a text harmless.
    pub(in crate::render) fn draw(&self, text: &mut String) {
        for word in &self.words {
            if text.contains(word.as_str()) {
                *text = hidden(text, word);
            }
        }
    }

    /// A harmless text.
    pub(in crate::render) fn over_text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        self.draw(&mut text);
        text
    }

    /// Harmless texts.
    pub(in crate::render) fn all(&self, mut texts: Vec<String>) -> Vec<String> {
        for text in &mut texts {
            self.draw(text);
        }
        texts
    }

    /// Harmless facts: label and values.
    pub(in crate::render) fn facts(
        &self,
        facts: Vec<(&'static str, Vec<String>)>,
    ) -> Vec<(&'static str, Vec<String>)> {
        facts.into_iter().map(|(label, values)| (label, self.all(values))).collect()
    }
}

/// A text in which a name is defanged, except in a mailbox at it.
fn hidden(text: &str, name: &str) -> String {
    let shown = defanged(name);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, found) = rest.split_at(at);
        let after = found.get(name.len()..).unwrap_or_default();
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '@' | '_');
        let whole = !before.ends_with(is_word) && !after.starts_with(|c: char| is_word(c));
        let before = match before.strip_suffix("https://").map(|head| (head, "hxxps://")) {
            Some((head, scheme)) if whole => format!("{head}{scheme}"),
            _ => match before.strip_suffix("http://") {
                Some(head) if whole => format!("{head}hxxp://"),
                _ => before.to_owned(),
            },
        };
        out.push_str(&before);
        out.push_str(if whole { &shown } else { name });
        rest = after;
    }
    out + rest
}

impl Page {
    /// Passes over every text that is no contact.
    fn each_text(&mut self, change: &mut impl FnMut(&mut String)) {
        self.facts.iter_mut().for_each(|(_, text)| change(text));
        self.all_facts.iter_mut().for_each(|(_, text)| change(text));
        for line in self.lines.iter_mut().chain(&mut self.companies) {
            change(&mut line.words);
            line.below.iter_mut().for_each(&mut *change);
        }
        for row in &mut self.rows {
            row.reason.iter_mut().for_each(&mut *change);
            let lists = [&mut row.subjects, &mut row.notes, &mut row.powers, &mut row.rejected];
            lists.into_iter().flatten().for_each(&mut *change);
        }
        if let Some(advice) = &mut self.advice {
            advice.each_text(change);
        }
        let lists = [&mut self.related, &mut self.warnings, &mut self.evidence];
        lists.into_iter().flatten().for_each(change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_hidden_wherever_it_stands_and_a_mailbox_at_it_is_not() {
        let hide = |text: &str| hidden(text, "evil.example.com");
        assert_eq!(hide("A evil.example.com."), "A evil[.]example[.]com.");
        assert_eq!(hide("https://evil.example.com/x"), "hxxps://evil[.]example[.]com/x");
        assert_eq!(hide("abuse@evil.example.com"), "abuse@evil.example.com");
        assert_eq!(hide("notevil.example.com"), "notevil.example.com");
        assert_eq!(hide("www.evil.example.com"), "www.evil[.]example[.]com");
    }
}
