//! Mailboxes, telephone numbers and links: read once, the same for every source.

use super::name::{Name, is_host_label};
use super::text::without_references;

/// A mailbox (RFC 5321 §4.1.2, without quoting).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// What stands before the `@`, as given.
    local: String,
    /// What stands behind it, as given.
    host: String,
    /// The domain as it is compared.
    domain: Name,
}

impl Mailbox {
    /// Reads one address, with or without `mailto:`; `None` for anything else.
    pub fn of(text: &str) -> Option<Self> {
        let (local, host) = without_mailto(text).split_once('@')?;
        // The subject of a link may stand behind it.
        let host = host.split('?').next().unwrap_or_default().trim_end_matches('.');
        let fits = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        let fit = (1..=64).contains(&local.len())
            && !local.starts_with('.')
            && !local.ends_with('.')
            && local.chars().all(fits);
        let domain = Name::of_host(host).filter(|_| fit)?;
        Some(Self { local: local.to_owned(), host: host.to_owned(), domain })
    }

    /// Whether a text is one address and nothing else, in letters that every mail program takes.
    pub fn is_plain(text: &str) -> bool {
        text.is_ascii()
            && Self::of(text).is_some_and(|mailbox| {
                mailbox.host.split('.').all(is_host_label) && mailbox.to_string() == text
            })
    }

    /// Every address in a text, in order.
    pub fn all_in(text: &str) -> impl Iterator<Item = Self> + '_ {
        text.split(|c: char| c.is_whitespace() || ",;()[]<>|\"\\".contains(c))
            .map(|word| word.trim_matches(QUOTES).trim_matches(['.', ':', '\'', '!', '*', '/']))
            .map(|word| word.rsplit_once(':').map_or(word, |(_, address)| address))
            .filter_map(Self::of)
    }

    /// Every address in the value of a label that says it is one, also where the `@` is written
    /// out to keep machines away: `abuse [at] example.com`, `abuse(at)example.com`.
    pub fn all_in_value(text: &str) -> Vec<Self> {
        let text = without_references(text);
        let found: Vec<Self> = Self::all_in(&text).collect();
        if found.is_empty() { Self::all_in(&with_at(&text)).collect() } else { found }
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        &self.local
    }

    /// The domain, in lower-case A-labels.
    pub fn domain(&self) -> &Name {
        &self.domain
    }
}

impl std::fmt::Display for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.local, self.host)
    }
}

/// The marks in which texts quote an address, beside those of ASCII.
const QUOTES: [char; 8] = ['«', '»', '“', '”', '„', '‘', '’', '`'];

/// Words that a mailbox begins or ends with which nobody reads, in several languages.
const UNREAD: &[&str] = &[
    "noreply",
    "donotreply",
    "noresponse",
    "noanswer",
    "mailerdaemon",
    "unmonitored",
    "noresponder",
    "naoresponda",
    "naoresponder",
    "nepasrepondre",
    "nonrispondere",
    "nichtantworten",
    "keineantwort",
];

/// Local parts of mailboxes that only take what comes back.
const BOUNCES: &[&str] = &["bounce", "bounces"];

/// Local parts of mailboxes that stand where nobody wanted to give one.
const FILLERS: &[&str] = &[
    "none",
    "null",
    "nil",
    "nobody",
    "undefined",
    "unknown",
    "devnull",
    "nomail",
    "noemail",
    "notavailable",
    "redacted",
    "withheld",
    "hidden",
    "xxx",
];

/// Whether the local part names a desk for reports rather than a person or another office.
pub fn is_desk(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let words = ["abuse", "report", "trust", "security", "phish", "spam", "complaint", "fraud"];
    let whole = ["cert", "csirt", "soc", "tns", "antispam", "misuse"];
    words.iter().any(|word| local.contains(word))
        || local.split(['-', '_', '.', '+']).any(|part| whole.contains(&part))
}

/// Why nobody reads a mailbox, by its local part.
pub fn unread(address: &str) -> Option<&'static str> {
    let (local, _) = without_mailto(address).rsplit_once('@')?;
    let bare = local.split('+').next().unwrap_or_default();
    let bare: String =
        bare.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let unread = UNREAD.iter().any(|word| bare.starts_with(word) || bare.ends_with(word));
    if unread || BOUNCES.contains(&bare.as_str()) {
        return Some("a mailbox that takes no replies");
    }
    FILLERS.contains(&bare.as_str()).then_some("a placeholder")
}

/// The domain of a mail address, in lower-case A-labels.
pub fn mail_domain(address: &str) -> Option<String> {
    Mailbox::of(address).map(|mailbox| mailbox.domain().to_string())
}

/// The address of a text that may say `mailto:` and carry a subject.
pub fn without_mailto(text: &str) -> &str {
    let plain = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text.get(7..).unwrap_or_default(),
        _ => return text.trim(),
    };
    plain.split('?').next().unwrap_or_default().trim()
}

/// A text with the words that stand for `@` and dots replaced.
fn with_at(text: &str) -> String {
    let mut plain = text.replace('＠', "@");
    for (words, mark) in [("at", "@"), ("dot", "."), ("@", "@"), (".", ".")] {
        for (open, close) in [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>')] {
            for inner in [words.to_owned(), words.to_uppercase(), format!(" {words} ")] {
                let bracketed = format!("{open}{inner}{close}");
                for spelling in [format!(" {bracketed} "), bracketed] {
                    plain = plain.replace(&spelling, mark);
                }
            }
        }
    }
    // Without brackets the words count where nothing but the address stands there.
    let words: Vec<&str> = plain.split_whitespace().collect();
    let spelt = match words.as_slice() {
        [local, at, domain @ ..] if at.eq_ignore_ascii_case("at") || *at == "@" => {
            spelt_out(domain).map(|domain| format!("{local}@{domain}"))
        }
        _ => None,
    };
    spelt.unwrap_or(plain)
}

/// A domain whose dots may be written out: `example dot net`.
fn spelt_out(words: &[&str]) -> Option<String> {
    let is_dot = |(at, word): (usize, &&str)| at % 2 == 0 || word.eq_ignore_ascii_case("dot");
    let fits = words.len() % 2 == 1 && words.iter().enumerate().all(is_dot);
    fits.then(|| words.iter().step_by(2).copied().collect::<Vec<_>>().join("."))
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone(String);

/// The fewest digits that can be dialled from outside.
const FEWEST_DIGITS: usize = 5;

/// The longest number with its extension.
const LONGEST_NUMBER: usize = 64;

impl Phone {
    /// Reads a number with or without `tel:`, an extension behind it; `None` for text and for the
    /// zeros that registries write where they know none.
    pub fn of(text: &str) -> Option<Self> {
        let plain = match text.get(..4) {
            Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => {
                text.get(4..).unwrap_or_default()
            }
            _ => text,
        };
        // Turkey ends numbers with the dash in front of an extension that is not given.
        let plain = plain.trim().trim_end_matches(['-', '.', ',', ';']).trim_end();
        let (main, extension) = parts(plain);
        let digits = main.chars().filter(char::is_ascii_digit).count();
        let fits = plain.len() <= LONGEST_NUMBER
            && plain.starts_with(|c: char| c.is_ascii_digit() || "+(".contains(c))
            && main.chars().all(|c| c.is_ascii_digit() || " +-.()/".contains(c) || c == '\u{a0}')
            && main.chars().any(|c| ('1'..='9').contains(&c))
            && digits >= FEWEST_DIGITS
            && !is_day(plain)
            && extension.len() <= 24
            && extension.chars().filter(|c| c.is_alphabetic()).count() <= 9;
        fits.then(|| Self(plain.to_owned()))
    }

    /// Its text.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// A number and the extension behind it: ` ext. 5`, ` EXT :8899`, `x42`, `;ext=9`.
fn parts(text: &str) -> (&str, &str) {
    let at = text.find(|c: char| c.is_alphabetic() || c == ';' || c == '#' || c == ',');
    at.map_or((text, ""), |at| text.split_at(at))
}

/// Whether a text begins as a day does.
fn is_day(text: &str) -> bool {
    super::day::Day::of(text.get(..10).unwrap_or(text)).is_some()
}

/// A web address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The whole address.
    url: String,
    /// Its host as it is compared.
    host: Name,
    /// Whether a user name stands before the host, which looks like a host and is none.
    disguised: bool,
}

impl Link {
    /// Reads one address with its scheme; with a blank in it, it is a sentence.
    pub fn of(text: &str) -> Option<Self> {
        let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
        let web = lower.starts_with("http://") || lower.starts_with("https://");
        if !web || text.contains(char::is_whitespace) {
            return None;
        }
        let url = url::Url::parse(text).ok()?;
        let host = Name::of(url.host_str()?)?;
        let disguised = !url.username().is_empty() || url.password().is_some();
        Some(Self { url: text.to_owned(), host, disguised })
    }

    /// Reads the address in the value of a label that says it is one, where the scheme may be
    /// missing (`www.example.com/abuse`). What takes none by itself is asked for without encryption,
    /// as browsers did when such values were written.
    pub fn of_value(text: &str) -> Option<Self> {
        let word =
            text.split(|c: char| c.is_whitespace() || "()<>\"".contains(c)).find(|word| {
                !word.contains('@')
                    && (Self::of(word).is_some() || Name::of_host(host_of(word)).is_some())
            })?;
        let word = word.trim_end_matches([',', ';', '.']);
        Self::of(word).or_else(|| Self::of(&format!("http://{word}")))
    }

    /// The whole address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether something that looks like a host stands before the host.
    pub fn is_disguised(&self) -> bool {
        self.disguised
    }

    /// Its host, in lower-case A-labels.
    pub fn host(&self) -> &Name {
        &self.host
    }
}

/// The part of an address without a scheme that would be its host.
fn host_of(word: &str) -> &str {
    word.split(['/', '?', ':', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses in a text.
    fn all(text: &str) -> Vec<String> {
        Mailbox::all_in(text).map(|mailbox| mailbox.to_string()).collect()
    }

    #[test]
    fn an_address_is_read_however_it_is_dressed() {
        for text in [
            "abuse@example.net.",
            "<abuse@example.net>;",
            "mailto:abuse@example.net?subject=x",
            "abuse&#64;example.net",
            "abuse＠example.net",
            "abuse\u{a0}@\u{a0}example.net",
            "abuse [at] example [dot] net",
            "abuse(AT)example(DOT)net",
            "abuse AT example DOT net",
            "\u{ab}abuse@example.net\u{bb}",
            "Abuse Desk <abuse@example.net>",
        ] {
            let found: Vec<String> =
                Mailbox::all_in_value(text).iter().map(ToString::to_string).collect();
            assert_eq!(found, ["abuse@example.net"], "{text}");
        }
    }

    #[test]
    fn mailboxes_that_nobody_reads_are_known_in_other_words() {
        for address in [
            "no_reply@example.net",
            "No-Reply+abuse@example.net",
            "donotreply-abuse@example.net",
            "do.not.reply@example.net",
            "no-responder@example.net",
            "noresponder@example.net",
            "ne-pas-repondre@example.net",
            "nepasrepondre@example.net",
            "nicht-antworten@example.net",
            "keine-antwort@example.net",
            "nao-responda@example.net",
            "nao-responder@example.net",
            "non-rispondere@example.net",
            "noanswer@example.net",
            "unmonitored@example.net",
            "bounce@example.net",
            "bounces@example.net",
            "redacted@example.net",
            "hidden@example.net",
            "withheld@example.net",
            "not-available@example.net",
            "xxx@example.net",
        ] {
            assert!(unread(address).is_some(), "{address}");
        }
        for address in [
            "abuse@example.net",
            "noc@example.net",
            "reply@example.net",
            "nora@example.net",
            "bouncer@example.net",
            "hidden-valley@example.net",
            "na@example.net",
            "nobody-home@example.net",
        ] {
            assert_eq!(unread(address), None, "{address}");
        }
    }

    #[test]
    fn a_desk_is_told_from_a_person() {
        for desk in ["abuse@x.example", "network-abuse@x.example", "cert@x.example"] {
            assert!(is_desk(desk), "{desk}");
        }
        for other in ["jane.roe@x.example", "noc@x.example", "certain@x.example"] {
            assert!(!is_desk(other), "{other}");
        }
    }

    #[test]
    fn only_one_plain_address_is_an_address() {
        for text in ["abuse@example.com", "a.b+c@mail.example.co.uk", "abuse@bücher.example"] {
            assert_eq!(Mailbox::of(text).map(|mailbox| mailbox.to_string()).as_deref(), Some(text));
        }
        for text in [
            "abuse",
            "abuse@",
            "@example.com",
            "a@b",
            "a@192.0.2.1",
            "a b@example.com",
            "a@example.com, b@example.com",
            "a@@example.com",
            ".a@example.com",
            "é",
        ] {
            assert_eq!(Mailbox::of(text), None, "{text}");
        }
        let mailbox = Mailbox::of("MAILTO:Abuse@Mail.Example.COM?subject=x").unwrap();
        assert_eq!(mailbox.to_string(), "Abuse@Mail.Example.COM");
        assert_eq!(mailbox.domain().as_str(), "mail.example.com");
    }

    #[test]
    fn the_addresses_of_a_text_are_found_whole() {
        assert_eq!(
            all("mailto:abuse@example.com, x at example.com; <a@b.example> e-mail:c@d.example."),
            ["abuse@example.com", "a@b.example", "c@d.example"]
        );
        assert!(all("@example.com abuse@ abuse@localhost").is_empty());
    }

    #[test]
    fn an_at_that_is_written_out_counts_in_the_value_of_a_label() {
        for text in [
            "abuse [at] example.com",
            "abuse(at)example.com",
            "abuse at example.com",
            "abuse[AT]example[DOT]com",
            "abuse{at}example.com",
            "abuse [ at ] example.com",
            "abuse[@]example.com",
        ] {
            let found = Mailbox::all_in_value(text);
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found, ["abuse@example.com"], "{text}");
        }
        assert!(Mailbox::all_in_value("look at our site").is_empty());
    }

    #[test]
    fn fillers_and_text_are_no_telephone_numbers() {
        for text in [
            "+000000000",
            "tel:+7",
            "not given",
            "call us",
            "1234",
            "2026-01-31",
            "2026-01-31T10:00:00Z",
        ] {
            assert_eq!(Phone::of(text), None, "{text}");
        }
        for text in [
            "+1.2085551234 ext. 5",
            "+1-555-555-1234;ext=9",
            "+90.2125550100 EXT :8899",
            "(+1) 555 555 0100",
        ] {
            assert_eq!(Phone::of(text).map(Phone::into_text).as_deref(), Some(text));
        }
        assert_eq!(
            Phone::of("+90.2125550100-").map(Phone::into_text).as_deref(),
            Some("+90.2125550100")
        );
    }

    #[test]
    fn web_addresses_have_a_host_and_in_a_labelled_value_perhaps_no_scheme() {
        assert!(Link::of("https://example.com/abuse").is_some());
        for text in ["example.com", "ftp://example.com", "https://", "é", "https://example.com/a b"]
        {
            assert_eq!(Link::of(text), None, "{text}");
        }
        assert!(
            Link::of("https://example.net@example.com/").is_some_and(|link| link.is_disguised())
        );
        let of_value = |text| Link::of_value(text).map(|link| link.url);
        assert_eq!(of_value("www.example.com").as_deref(), Some("http://www.example.com"));
        assert_eq!(
            of_value("see https://example.com/abuse,").as_deref(),
            Some("https://example.com/abuse")
        );
        assert_eq!(of_value("abuse@example.com"), None);
        assert_eq!(of_value("none"), None);
    }

    #[test]
    fn only_one_plain_address_can_stand_alone() {
        for good in ["abuse@example.com", "a.b+c@x-y.example"] {
            assert!(Mailbox::is_plain(good), "{good}");
        }
        for bad in [
            "abuse@example.com,evil@example.net",
            "a b@example.com",
            "abuse@example.com\r\nBcc: x@example.net",
            "<abuse@example.com>",
            "mailto:abuse@example.com",
            "@example.com",
            "abuse@localhost",
            "abuse@-x.example",
            "abuse@bücher.example",
            "abuse",
        ] {
            assert!(!Mailbox::is_plain(bad), "{bad}");
        }
    }

    #[test]
    fn mailboxes_that_nobody_reads_are_known_by_their_names() {
        for address in ["no-reply@example.com", "DoNotReply+7@example.com", "null@example.com"] {
            assert!(unread(address).is_some(), "{address}");
        }
        for address in ["reply@example.com", "nullpointer@example.com", "noc@example.com"] {
            assert_eq!(unread(address), None, "{address}");
        }
    }
}
