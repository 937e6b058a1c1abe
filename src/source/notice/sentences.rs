//! Cuts an answer into sentences, with the names in it replaced by what they are: the one that was
//! asked about, or another.

use crate::model::name::folded;
use crate::model::phrases::Words;

/// The word that stands for the name that was asked about.
pub(super) const NAME: &str = "zzname";

/// Only the first so many lines are looked at; further down stands small print.
const MOST_LINES: usize = 400;

/// A paragraph of more lines is small print.
const MOST_LINES_SAID: usize = 5;

/// No sentence that decides is longer than this, in bytes.
const LONGEST: usize = 400;

/// A line at least this long, in bytes, may go on in the next one.
const WRAPPED: usize = 50;

/// The name that was asked about.
#[derive(Debug)]
pub(super) struct AskedName {
    /// The whole name, as A-labels.
    name: String,
    /// Its first label.
    label: String,
}

impl AskedName {
    /// The subject of a question.
    pub(super) fn of(asked: &str) -> Self {
        let name = folded(asked);
        let label = name.split('.').next().unwrap_or_default().to_owned();
        Self { name, label }
    }

    /// The word that stands for a word of the text.
    fn word<'a>(&self, word: &'a str) -> &'a str {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            return word;
        }
        if !self.name.is_empty() && folded(bare) == self.name {
            NAME
        } else if bare.contains("://") || bare.starts_with("www.") {
            "zzurl"
        } else if bare.contains('@') {
            "zzmail"
        } else if bare.parse::<std::net::IpAddr>().is_ok() {
            "zzip"
        } else if is_host(bare) {
            "zzhost"
        } else {
            word
        }
    }

    /// Whether a word that something points at is the first label of the name.
    fn is_label(&self, word: &str) -> bool {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        !self.label.is_empty() && bare.eq_ignore_ascii_case(&self.label)
    }
}

/// Whether a word is a host's name; a sentence that begins behind a stop without a space is none.
fn is_host(word: &str) -> bool {
    let Some((head, top)) = word.rsplit_once('.') else { return false };
    let begins_sentence = top.starts_with(char::is_uppercase) && head.ends_with(char::is_lowercase);
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    top.len() > 1
        && top.chars().all(char::is_alphabetic)
        && head.split('.').all(label)
        && !begins_sentence
}

/// The sentences of a text, each without marks and with its names replaced: those of short
/// paragraphs, and those of the small print.
pub(super) fn of(text: &str, subject: &AskedName) -> (Vec<Words>, Vec<Words>) {
    let mut said = Vec::new();
    let mut print = Vec::new();
    for paragraph in paragraphs(text) {
        let length: usize = paragraph.iter().map(|line| line.len()).sum();
        let is_print = length > LONGEST || paragraph.len() > MOST_LINES_SAID;
        let place = if is_print { &mut print } else { &mut said };
        for line in joined(&paragraph) {
            let sentences = replaced(&line, subject);
            let sentences = sentences.split(['\n', ';', '。', '！']);
            let sentences = sentences.filter(|sentence| sentence.len() <= LONGEST);
            // What is said twice is said once.
            for words in sentences.map(Words::of) {
                if !words.is_empty() && !place.contains(&words) {
                    place.push(words);
                }
            }
        }
    }
    (said, print)
}

/// The paragraphs of a text: lines between empty ones, without their marks.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines().take(MOST_LINES) {
        let bare = line.trim_matches(|c: char| c.is_whitespace() || "%#;>*=-".contains(c));
        match paragraphs.last_mut() {
            Some(last) if !bare.is_empty() => last.push(bare),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs
}

/// The lines of a paragraph; a wrapped one is joined with the one below it.
fn joined(paragraph: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in paragraph {
        match lines.last_mut().filter(|_| goes_on && line.starts_with(char::is_lowercase)) {
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => lines.push((*line).to_owned()),
        }
        goes_on = line.len() >= WRAPPED && !line.ends_with(['.', ':', '!', '?', ';']);
    }
    lines
}

/// A line with its names replaced and its sentences on lines of their own.
fn replaced(line: &str, subject: &AskedName) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let alone = line.split_whitespace().count() == 1;
    let mut points = alone;
    for word in line.split_whitespace() {
        let quoted = word.starts_with(['"', '\'', '«', '<', '[']);
        let shown = subject.word(word);
        let shown = if (points || quoted) && subject.is_label(word) { NAME } else { shown };
        text.push_str(shown);
        text.push(if word.ends_with(['.', '!', '?', '。']) && shown != word || ends(word) {
            '\n'
        } else {
            ' '
        });
        points = ["for", "query", "domain", "name", "whois", "object"]
            .iter()
            .any(|word_before| word.trim_matches(':').eq_ignore_ascii_case(word_before));
    }
    text
}

/// Whether a word ends a sentence.
fn ends(word: &str) -> bool {
    word.len() > 2 && word.ends_with(['.', '!', '?', '。'])
}
