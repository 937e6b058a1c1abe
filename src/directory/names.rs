//! When two names are the same: host names at label boundaries, company names letter by letter.

/// The longest host name that the DNS can hold, in presentation form.
const LONGEST_HOST: usize = 253;

/// A host name as it is compared: lower case, without the final dot. `None` for what cannot be
/// a host name.
pub(super) fn host(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix('.').unwrap_or(text);
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let usable = !text.is_empty()
        && text.len() <= LONGEST_HOST
        && text.chars().all(fits)
        && text.split('.').all(|label| !label.is_empty());
    usable.then(|| text.to_ascii_lowercase())
}

/// The name itself and every name above it, the longest first.
pub(super) fn suffixes(host: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(host);
    std::iter::from_fn(move || {
        let current = rest?;
        rest = current.split_once('.').map(|(_, above)| above);
        Some(current)
    })
}

/// The number of labels of a host name.
pub(super) fn labels(host: &str) -> u32 {
    u32::try_from(host.split('.').count()).unwrap_or(u32::MAX)
}

/// A company's name taken apart: what it is called, and its legal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CompanyName {
    /// The words in lower case, without punctuation and without the legal form.
    pub(super) words: String,
    /// The legal form in its shortest spelling, where the name carries one.
    form: Option<&'static str>,
}

/// The longest company name that is looked at.
const LONGEST_NAME: usize = 256;

/// The spellings of legal forms, and the one that stands for them.
const FORMS: &[(&str, &str)] = &[
    ("ab", "ab"),
    ("ag", "ag"),
    ("aps", "aps"),
    ("as", "as"),
    ("a s", "as"),
    ("bv", "bv"),
    ("b v", "bv"),
    ("corp", "corp"),
    ("corporation", "corp"),
    ("co ltd", "coltd"),
    ("company limited", "coltd"),
    ("d o o", "doo"),
    ("doo", "doo"),
    ("eg", "eg"),
    ("fzco", "fzco"),
    ("gmbh", "gmbh"),
    ("inc", "inc"),
    ("incorporated", "inc"),
    ("k k", "kk"),
    ("kk", "kk"),
    ("l l c", "llc"),
    ("limited", "ltd"),
    ("limited liability company", "llc"),
    ("llc", "llc"),
    ("llp", "llp"),
    ("ltd", "ltd"),
    ("n v", "nv"),
    ("nv", "nv"),
    ("oy", "oy"),
    ("plc", "plc"),
    ("pte ltd", "pteltd"),
    ("pty ltd", "ptyltd"),
    ("pty limited", "ptyltd"),
    ("s a", "sa"),
    ("s a r l", "sarl"),
    ("s a s", "sas"),
    ("s p a", "spa"),
    ("s r l", "srl"),
    ("s r o", "sro"),
    ("sa", "sa"),
    ("sarl", "sarl"),
    ("sas", "sas"),
    ("se", "se"),
    ("sia", "sia"),
    ("spa", "spa"),
    ("sp z o o", "spzoo"),
    ("srl", "srl"),
    ("sro", "sro"),
    ("uab", "uab"),
];

impl CompanyName {
    /// Takes a name apart. `None` when nothing but punctuation is left.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        let lower = text.to_lowercase().replace(['\'', '’', '`'], "");
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let all = words.join(" ");
        let (words, form) = without_form(&all);
        (!words.is_empty()).then(|| Self { words: words.to_owned(), form })
    }

    /// Whether both are the same company: the same words, and no contradiction between the
    /// legal forms: "Example Ltd" is not "Example, Inc.", and both are "Example".
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.words == other.words
            && (self.form.is_none() || other.form.is_none() || self.form == other.form)
    }
}

/// Splits the legal form, the longest that fits, off the end.
fn without_form(all: &str) -> (&str, Option<&'static str>) {
    let fitting = FORMS.iter().filter_map(|(spelling, form)| {
        let head = all.strip_suffix(spelling)?.strip_suffix(' ')?;
        Some((head, *form))
    });
    fitting
        .min_by_key(|(head, _)| head.len())
        .map_or((all, None), |(head, form)| (head, Some(form)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let (one, other) = (CompanyName::of(one).unwrap(), CompanyName::of(other).unwrap());
        one.is_same(&other) && other.is_same(&one)
    }

    #[test]
    fn spelling_case_and_punctuation_do_not_make_another_company() {
        assert!(same("Example, Inc.", "EXAMPLE INC"));
        assert!(same("Example Incorporated", "example inc."));
        assert!(same("Example B.V.", "Example BV"));
        assert!(same("Let's Example", "Let’s Example"));
        assert!(same("Example Hosting Pte. Ltd.", "EXAMPLE HOSTING PTE LTD"));
    }

    #[test]
    fn another_legal_form_is_another_company_unless_one_name_has_none() {
        assert!(!same("Example GmbH", "Example, Inc."));
        assert!(same("Example", "Example, Inc."));
        assert!(same("Example", "Example GmbH"));
        assert!(!same("Example Pty Ltd", "Example Ltd"));
    }

    #[test]
    fn likeness_is_not_identity() {
        assert!(!same("Example, Inc.", "Example Hosting, Inc."));
        assert!(!same("Example", "Examples"));
        assert!(!same("Not Example Inc", "Example Inc"));
    }

    #[test]
    fn a_form_alone_and_nonsense_are_handled() {
        assert_eq!(CompanyName::of("  ,.- "), None);
        assert_eq!(CompanyName::of("GmbH").unwrap().words, "gmbh");
        assert_eq!(CompanyName::of(&"x".repeat(1 << 20)), None);
    }

    #[test]
    fn hosts_are_compared_in_lower_case_without_the_final_dot() {
        assert_eq!(host("NS1.Example.COM.").as_deref(), Some("ns1.example.com"));
        for text in ["", ".", "a..b", ".a", "a b", "ä.example", "a.example..", "*.example"] {
            assert_eq!(host(text), None, "{text:?}");
        }
        assert_eq!(host(&"a.".repeat(1 << 19)), None, "too long for the DNS");
    }

    #[test]
    fn suffixes_end_at_label_boundaries() {
        assert_eq!(
            suffixes("a.b.example").collect::<Vec<_>>(),
            ["a.b.example", "b.example", "example"]
        );
    }
}
