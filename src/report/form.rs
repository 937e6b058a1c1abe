//! What a person pastes into a recipient's form, field by field.

use std::fmt::Write as _;

use super::draft::Draft;
use super::forms::{Form, FormField};
use super::words;
use crate::texts::Language;

/// The fields of a form whose own are not known.
const COMMON: &[(&str, &str)] = &[
    ("name", "name"),
    ("email", "mailbox"),
    ("category", "what"),
    ("URLs", "urls"),
    ("description", "account"),
];

/// The form of a draft in fields; nothing where the recipient has none.
pub(super) fn form(draft: &Draft) -> Option<String> {
    let (page, origin) = draft.contact.page.as_ref()?;
    let mut text = format!("Form: {page}\nPage from: {origin}\n");
    if let Some(form) = draft.contact.form {
        known(draft, form, &mut text);
    } else {
        text.push_str("Its fields are not in our table; these are the usual ones.\n");
        for (name, fill) in COMMON {
            field(&mut text, name, &filled(draft, fill, true), false);
        }
    }
    Some(text)
}

/// The fields that are known.
fn known(draft: &Draft, form: &Form, text: &mut String) {
    let _ = writeln!(text, "Fields read: {}, {}", form.read, form.source);
    if form.recalled {
        text.push_str("The fields were entered from memory: check them.\n");
    } else if form.described {
        text.push_str("The fields are named as its help describes them.\n");
    }
    if form.forwards {
        text.push_str("What is written here may reach the reported customer.\n");
    }
    if !form.refuses.is_empty() {
        let _ = writeln!(text, "It refuses: {}", form.refuses.join("; "));
    }
    for one in &form.field {
        let short = one.most.is_some_and(|most| most <= 1000);
        let value = words_of(one, draft).unwrap_or_else(|| filled(draft, &one.fill, !short));
        let (value, is_cut) = cut(&value, one.most);
        if one.optional && value.starts_with("[[") {
            continue;
        }
        field(text, &one.name, &value, is_cut);
    }
}

/// The form's own word for ours.
fn words_of(field: &FormField, draft: &Draft) -> Option<String> {
    let ours = match field.fill.as_str() {
        "category" => draft.harm,
        "consent" => draft.given.get("forward").unwrap_or("anonymous"),
        _ => return None,
    };
    field.words.get(ours).or_else(|| field.words.get("*")).cloned()
}

/// A field on one line, or its lines below its name.
fn field(text: &mut String, name: &str, value: &str, is_cut: bool) {
    let note = if is_cut { " (cut to its limit)" } else { "" };
    if value.contains('\n') {
        let _ = write!(text, "\n{name}{note}:\n{value}\n");
    } else {
        let _ = write!(text, "\n{name}{note}: {value}\n");
    }
}

/// What goes into a field. Machine fields carry whole addresses.
fn filled(draft: &Draft, fill: &str, whole: bool) -> String {
    let place = draft.place().cloned().unwrap_or_default();
    match fill {
        "urls" => {
            let urls: Vec<String> = draft
                .places
                .iter()
                .map(|place| {
                    place.url.clone().unwrap_or_else(|| words::blank("url", Language::English))
                })
                .collect();
            urls.join("\n")
        }
        "source" => match (&place.url, place.addresses.first()) {
            (Some(url), Some(address)) => format!("{url} ({address})"),
            (Some(url), None) => url.clone(),
            (None, Some(address)) => address.clone(),
            (None, None) => place.host,
        },
        "domain" => {
            let mut names: Vec<String> = draft
                .places
                .iter()
                .map(|place| place.domain.clone().unwrap_or_else(|| place.host.clone()))
                .collect();
            names.dedup();
            names.join("\n")
        }
        "what" => draft.harm.to_owned(),
        "account" => words::account(draft, whole),
        "told" => {
            let told = draft.proofs().into_iter().map(|one| {
                let reference = one.reference.as_deref().unwrap_or("no reference");
                format!("{}, {} ({reference})", one.party, one.day)
            });
            told.collect::<Vec<_>>().join("; ")
        }
        key => draft.fact(key).unwrap_or_else(|| words::blank(key, Language::English)),
    }
}

/// A value of at most so many characters, and whether something was cut.
fn cut(value: &str, most: Option<usize>) -> (String, bool) {
    match most {
        Some(most) if value.chars().count() > most => (value.chars().take(most).collect(), true),
        _ => (value.to_owned(), false),
    }
}
