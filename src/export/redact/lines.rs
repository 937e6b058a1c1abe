//! The lines about people in WHOIS answers: those whose label says so, those below a heading that says
//! so, and those in brackets.

use std::collections::BTreeSet;

use super::{CUT, Cut, Spared};

/// Words of labels and headings that are about people, in the languages of registries.
const PEOPLE: &[&str] = &[
    "registrant",
    "admin",
    "tech",
    "billing",
    "holder",
    "owner",
    "person",
    "contact",
    "responsible",
    "zone-c",
    "phone",
    "fax",
    "mobile",
    "street",
    "address",
    "postal",
    "zip",
    "city",
    "nic-hdl",
    "titular",
    "titulaire",
    "inhaber",
    "登録者",
    "登録担当者",
    "技術連絡担当者",
    "公開連絡窓口",
    "名前",
    "住所",
    "電話",
    "郵便",
    "组织",
    "注册",
];
/// Words of labels that are about desks, or about the name.
const DESKS: &[&str] = &[
    "abuse",
    "registrar",
    "name server",
    "nameserver",
    "nserver",
    "netname",
    "mnt-by",
    "whois",
    "url",
];
/// Labels that name somebody.
const NAMES: &[&str] = &[
    "name",
    "person",
    "holder",
    "owner",
    "contact",
    "responsible",
    "登録者名",
    "名前",
    "registrant",
];
/// Labels below a heading that say nothing about the person itself.
const PLAIN: &[&str] =
    &["type", "created", "changed", "updated", "country", "date", "status", "source"];

/// Empties the lines about people, and gathers their names.
pub(super) fn cut(
    text: &str,
    known: &Spared,
    so_far: &mut Cut,
    names: &mut BTreeSet<String>,
) -> String {
    let mut out = String::with_capacity(text.len());
    // How far the heading of a section about people is set in.
    let mut section: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\r', '\n']);
        let end = line.get(body.len()..).unwrap_or_default();
        let depth = body.len() - body.trim_start().len();
        if body.trim().is_empty() {
            section = None;
        } else if let Some(about) = heading(body) {
            section = about.then_some(depth);
        } else {
            let inside = section.is_some_and(|of| depth > of || body.contains(':'));
            let found = value(body, inside).filter(|(_, value)| !known.is_party(value));
            if let Some((label, value)) = found {
                if is_name_of(label) {
                    names.insert(value.trim().to_owned());
                }
                so_far.cards += 1;
                let blank = if label.ends_with([' ', '\t']) || label.is_empty() { "" } else { " " };
                out.extend([label, blank, CUT, end]);
                continue;
            }
        }
        out.push_str(line);
    }
    out
}

/// Whether a line is a heading, and then whether it is about people.
fn heading(line: &str) -> Option<bool> {
    let text = line.trim();
    let bracket = text.starts_with('[') && text.ends_with(']');
    let bare = text.strip_suffix(':').is_some_and(|label| label.split_whitespace().count() <= 4);
    let words = text.split_whitespace().count();
    // Registries that use no colons head their sections with a word or two.
    let plain =
        !text.contains([':', '.', '@', '[']) && words <= 2 && line.starts_with(char::is_alphabetic);
    (bracket || bare || plain).then(|| is_about_people(text))
}

/// Whether a label is about people.
fn is_about_people(label: &str) -> bool {
    let plain = label.to_lowercase();
    let desk = DESKS.iter().any(|word| plain.contains(word));
    !desk && PEOPLE.iter().any(|word| plain.contains(word))
}

/// Whether a label names somebody.
fn is_name_of(label: &str) -> bool {
    let plain = label.rsplit('[').next().unwrap_or(label).to_lowercase();
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
    NAMES.iter().any(|word| plain == *word || plain.ends_with(&format!(" {word}")))
}

/// The label and the value of a line that is about people.
fn value(line: &str, inside: bool) -> Option<(&str, &str)> {
    let (label, value) = match line.find("] ").filter(|_| line.contains('[')) {
        Some(at) => line.split_at(at + 2),
        None => match line.find(':') {
            Some(at) => line.split_at(at + 1),
            None if inside => {
                let depth = line.len() - line.trim_start().len();
                line.split_at(depth)
            }
            None => return None,
        },
    };
    let plain = label.to_lowercase();
    let is_plain = PLAIN.iter().any(|word| plain.contains(word));
    let desk = DESKS.iter().any(|word| plain.contains(word));
    let about = is_about_people(label) || inside && !is_plain && !desk;
    (about && !value.trim().is_empty()).then_some((label, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a text.
    fn left(text: &str) -> (String, Vec<String>) {
        let (mut so_far, mut names) = (Cut::default(), BTreeSet::new());
        let left = cut(text, &Spared::default(), &mut so_far, &mut names);
        (left, names.into_iter().collect())
    }

    #[test]
    fn lines_about_people_are_emptied_and_keep_their_labels() {
        let (text, names) = left(
            "Registrar: Example\r\nRegistrant Name: Ann B\r\nRegistrar Abuse Contact Phone: +1\r\n",
        );
        assert_eq!(
            text,
            "Registrar: Example\r\nRegistrant Name: REDACTED\r\nRegistrar Abuse Contact Phone: +1\r\n"
        );
        assert_eq!(names, ["Ann B"]);
    }

    #[test]
    fn what_stands_below_a_heading_about_people_goes() {
        let (text, _) = left(
            "    Registrant:\n        Ann Example\n        1 Street\n\n    Registrar:\n        Example Ltd\n",
        );
        assert_eq!(
            text,
            "    Registrant:\n        REDACTED\n        REDACTED\n\n    Registrar:\n        Example Ltd\n"
        );
        let (text, names) =
            left("[Tech-C]\nType: PERSON\nName: Ann Example\nCity: Ulm\n[Zone]\nName: x\n");
        assert_eq!(
            text,
            "[Tech-C]\nType: PERSON\nName: REDACTED\nCity: REDACTED\n[Zone]\nName: x\n"
        );
        assert_eq!(names, ["Ann Example"]);
    }

    #[test]
    fn labels_in_brackets_are_read_too() {
        let (text, names) =
            left("[Domain Name] x.example\nm. [登録者名] 例 太郎\n[Registrant] Ann B\n");
        assert_eq!(
            text,
            "[Domain Name] x.example\nm. [登録者名] REDACTED\n[Registrant] REDACTED\n"
        );
        assert_eq!(names, ["Ann B", "例 太郎"]);
    }
}
