//! Tables of phrases, found in a text at word boundaries.
//!
//! What a server means is decided by phrases that stand in tables, one row a meaning:
//! `meaning TAB phrase | phrase | …`. A phrase is words in their order; `word*` is any word that
//! begins so, `…` leaves a gap, `&` joins what may stand in any order, `<set>` is any phrase of the
//! row `set:NAME`, and `=` in front asks for the whole text. Words are compared in lower case and
//! without marks between them; scripts that write without spaces are compared sign by sign.

use std::collections::HashMap;

/// The words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Cuts a text into its words.
    pub fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut open = false;
        for c in text.chars() {
            if is_sign(c) {
                words.push(c.to_string());
                open = false;
            } else if c.is_alphanumeric() || is_accent(c) {
                if !open {
                    words.push(String::new());
                }
                if let Some(last) = words.last_mut() {
                    last.extend(c.to_lowercase().filter(|c| !is_accent(*c)).map(plain));
                }
                open = true;
            } else {
                open = false;
            }
        }
        words.retain(|word| !word.is_empty());
        Self(words)
    }

    /// The words one by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The same without some of the words.
    #[must_use]
    pub fn without(&self, unwanted: &[&str]) -> Self {
        Self(self.iter().filter(|word| !unwanted.contains(word)).map(str::to_owned).collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Whether a character is written without spaces around words.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether a character only adds to the letter before it: an accent, or the dot that lower case
/// makes of a Turkish capital.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A Latin letter without its accent, which texts of one language write or leave out.
fn plain(c: char) -> char {
    const FOLDED: [(&str, char); 14] = [
        ("áàâäãåāăą", 'a'),
        ("çćč", 'c'),
        ("ďđ", 'd'),
        ("éèêëēėęě", 'e'),
        ("ğģ", 'g'),
        ("íìîïīįı", 'i'),
        ("ķ", 'k'),
        ("łļľ", 'l'),
        ("ñńňņ", 'n'),
        ("óòôöõøőō", 'o'),
        ("řŕ", 'r'),
        ("śšşș", 's'),
        ("úùûüūůűų", 'u'),
        ("źżž", 'z'),
    ];
    if c.is_ascii() {
        return c;
    }
    match c {
        'ý' => 'y',
        'ё' => 'е',
        'ť' | 'ţ' | 'ț' => 't',
        _ => FOLDED.iter().find(|(from, _)| from.contains(c)).map_or(c, |(_, to)| *to),
    }
}

/// One word of a phrase.
#[derive(Debug, Clone)]
enum Word {
    /// Exactly this.
    Whole(String),
    /// Anything that begins so.
    Start(String),
    /// Any phrase of a set.
    Any(&'static str),
}

/// A run of words without a gap.
type WordRun = Vec<Word>;

/// A phrase: groups in any order, each of runs with gaps between them.
#[derive(Debug, Clone)]
struct Phrase {
    /// The groups.
    groups: Vec<Vec<WordRun>>,
    /// Whether nothing else may stand in the text.
    whole: bool,
}

impl Phrase {
    /// Reads a phrase as the tables spell it.
    fn parse(text: &'static str) -> Self {
        let (text, whole) = text.strip_prefix("= ").map_or((text, false), |text| (text, true));
        let run = |text: &'static str| text.split_whitespace().flat_map(Word::parse).collect();
        let group = |text: &'static str| text.split('…').map(run).collect();
        Self { groups: text.split(" & ").map(group).collect(), whole }
    }

    /// A word without which no text holds the phrase.
    fn word(&self) -> Option<&str> {
        self.groups.iter().flatten().flatten().find_map(|word| match word {
            Word::Whole(word) => Some(word.as_str()),
            Word::Start(_) | Word::Any(_) => None,
        })
    }
}

impl Word {
    /// Reads one word of a phrase; marks inside it part it as they part words of a text.
    fn parse(text: &'static str) -> Vec<Self> {
        if let Some(set) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            return vec![Self::Any(set)];
        }
        let open = text.ends_with('*');
        let mut words: Vec<Self> = Words::of(text).0.into_iter().map(Self::Whole).collect();
        if let (true, Some(Self::Whole(last))) = (open, words.last()) {
            let last = Self::Start(last.clone());
            words.pop();
            words.push(last);
        }
        words
    }
}

/// Phrases of one meaning, by a word that a text must have to hold them: most texts have none of
/// the words, and are done with at once.
#[derive(Debug, Default)]
struct Phrases {
    /// Those with a word of their own.
    by_word: HashMap<String, Vec<Phrase>>,
    /// Those of beginnings and sets alone.
    others: Vec<Phrase>,
}

impl Phrases {
    /// Reads what one row of a table lists.
    fn read(&mut self, listed: &'static str) {
        for phrase in listed.split(" | ").map(|phrase| Phrase::parse(phrase.trim())) {
            match phrase.word() {
                Some(word) => self.by_word.entry(word.to_owned()).or_default().push(phrase),
                None => self.others.push(phrase),
            }
        }
    }

    /// Those that a text may hold.
    fn likely<'a>(&'a self, text: &'a Words) -> impl Iterator<Item = &'a Phrase> {
        text.iter().filter_map(|word| self.by_word.get(word)).flatten().chain(&self.others)
    }

    /// All of them.
    fn iter(&self) -> impl Iterator<Item = &Phrase> {
        self.by_word.values().flatten().chain(&self.others)
    }
}

/// Phrases by their meanings, in the order of the rows.
#[derive(Debug, Default)]
pub struct PhraseTable {
    /// The rows.
    rows: Vec<(&'static str, Phrases)>,
    /// The sets that phrases refer to.
    sets: HashMap<&'static str, Phrases>,
}

impl PhraseTable {
    /// Reads a table; lines that begin with `#` are remarks.
    pub fn parse(text: &'static str) -> Self {
        let mut table = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((meaning, phrases)) = line.split_once('\t') else { continue };
            if let Some(set) = meaning.strip_prefix("set:") {
                table.sets.entry(set).or_default().read(phrases);
            } else {
                let mut row = Phrases::default();
                row.read(phrases);
                table.rows.push((meaning, row));
            }
        }
        table
    }

    /// The meanings that the rows name.
    pub fn meanings(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.rows.iter().map(|(meaning, _)| *meaning)
    }

    /// The meaning of the first row that has a phrase of the text.
    pub fn first(&self, text: &Words) -> Option<&'static str> {
        self.all(text).next()
    }

    /// The meanings of the rows that have a phrase of the text, in the order of the rows.
    pub fn all<'a>(&'a self, text: &'a Words) -> impl Iterator<Item = &'static str> + 'a {
        let holds = |row: &Phrases| row.likely(text).any(|phrase| self.holds(phrase, text));
        self.rows.iter().filter(move |(_, row)| holds(row)).map(|(meaning, _)| *meaning)
    }

    /// Whether a text holds a phrase of a set.
    pub fn has(&self, set: &str, text: &Words) -> bool {
        let phrases = self.sets.get(set).into_iter().flat_map(|set| set.likely(text));
        phrases.into_iter().any(|phrase| self.holds(phrase, text))
    }

    /// Whether a text holds a phrase.
    fn holds(&self, phrase: &Phrase, text: &Words) -> bool {
        if phrase.whole {
            let runs = phrase.groups.first().and_then(|runs| runs.first());
            return runs.is_some_and(|run| self.ends(run, &text.0, 0).contains(&text.len()));
        }
        phrase.groups.iter().all(|runs| self.in_order(runs, &text.0))
    }

    /// Whether runs stand in a text one after the other.
    fn in_order(&self, runs: &[WordRun], text: &[String]) -> bool {
        let mut from = 0;
        for run in runs {
            let found = (from..text.len()).find_map(|at| self.ends(run, text, at).first().copied());
            let Some(end) = found else { return false };
            from = end;
        }
        true
    }

    /// The places at which a run that begins at one place can end.
    fn ends(&self, run: &[Word], text: &[String], at: usize) -> Vec<usize> {
        let Some((word, rest)) = run.split_first() else { return vec![at] };
        let Some(here) = text.get(at) else { return Vec::new() };
        // Nearly every word is another one: that is found out first, and costs nothing.
        match word {
            Word::Whole(word) if here == word => self.ends(rest, text, at + 1),
            Word::Start(start) if here.starts_with(start) => self.ends(rest, text, at + 1),
            Word::Whole(_) | Word::Start(_) => Vec::new(),
            Word::Any(set) => {
                let phrases = self.sets.get(set).into_iter().flat_map(Phrases::iter);
                let runs = phrases.filter_map(|phrase| phrase.groups.first()?.first());
                let after = runs.flat_map(|run| self.ends(run, text, at));
                after.flat_map(|at| self.ends(rest, text, at)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The meaning of a text by a table.
    fn meaning(table: &'static str, text: &str) -> Option<&'static str> {
        PhraseTable::parse(table).first(&Words::of(text))
    }

    #[test]
    fn phrases_count_at_word_boundaries() {
        let table = "free\tis free | frei\nheld\tsuspend*";
        assert_eq!(meaning(table, "This name IS-FREE."), Some("free"));
        assert_eq!(meaning(table, "this is freedom, freight"), None);
        assert_eq!(meaning(table, "*** SUSPENDED ***"), Some("held"));
    }

    #[test]
    fn gaps_sets_and_any_order() {
        let table = "set:limit\tquota | query rate\nset:excess\texceed*\nbusy\t<limit> & <excess>\nfree\tdomain … not found\nbare\t= not <excess>";
        assert_eq!(meaning(table, "you exceeded the query rate"), Some("busy"));
        assert_eq!(meaning(table, "the quota was exceeded"), Some("busy"));
        assert_eq!(meaning(table, "the query was exceeded"), None);
        assert_eq!(meaning(table, "domain x was not found"), Some("free"));
        assert_eq!(meaning(table, "not found: domain"), None);
        assert_eq!(meaning(table, "not exceeding"), Some("bare"));
        assert_eq!(meaning(table, "not exceeding it"), None);
    }

    #[test]
    fn scripts_without_spaces_are_compared_sign_by_sign() {
        assert_eq!(meaning("free\t未注册 | bulunamadı", "该域名未注册。"), Some("free"));
        assert_eq!(meaning("held\tİPTAL", "iptal"), Some("held"));
    }
}
