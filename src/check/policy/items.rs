//! One item of a value: what is written, checked and in the form in which it is compared.

use std::net::IpAddr;

use ipnet::IpNet;

use super::complaint::meant;
use super::countries;
use crate::check::form::{HIDDEN, NONE, ValueForm};
use crate::directory::registrar_by_iana;
use crate::model::name::Name;

/// Reads an item.
pub(super) fn item(form: ValueForm, text: &str) -> Result<String, String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    match form {
        _ if text.is_empty() => Err(format!("an empty text; use {}", form.allowed())),
        ValueForm::Parties | ValueForm::Registrars if lower == NONE || lower == HIDDEN => Ok(lower),
        ValueForm::Issuers if lower == NONE => Ok(lower),
        ValueForm::Registrars => registrar(text),
        ValueForm::Parties => party(text),
        ValueForm::Hosts => host(&lower).ok_or_else(|| wrong(form, text)),
        ValueForm::Issuers => issuer(&lower),
        ValueForm::Prefixes => prefix(text).ok_or_else(|| wrong(form, text)),
        ValueForm::Countries => countries::code(text),
        ValueForm::Locks
        | ValueForm::Days
        | ValueForm::Switch
        | ValueForm::Signing
        | ValueForm::Places => Err(wrong(form, text)),
    }
}

/// That something else was asked for.
pub(super) fn wrong(form: ValueForm, text: &str) -> String {
    format!("{text:?} cannot be; use {}", form.allowed())
}

/// One of a closed list of words.
pub(super) fn word(text: &str, words: &[&str]) -> Result<String, String> {
    let lower = text.trim().to_ascii_lowercase();
    if words.contains(&lower.as_str()) {
        return Ok(lower);
    }
    let list: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    Err(format!("unknown word {text:?}{}; use {}", meant(text, words), list.join(", ")))
}

/// A company, or an AS number.
fn party(text: &str) -> Result<String, String> {
    let digits = text.get(..2).filter(|head| head.eq_ignore_ascii_case("as")).map(|_| &text[2..]);
    match digits.filter(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())) {
        Some(digits) => match digits.parse::<u32>() {
            Ok(number) if number > 0 => Ok(format!("AS{number}")),
            _ => Err(format!("{text} is no AS number; they go from AS1 to AS4294967295")),
        },
        None => Ok(text.to_owned()),
    }
}

/// A registrar, by its name or its number.
fn registrar(text: &str) -> Result<String, String> {
    let head = text.get(..4).filter(|head| head.eq_ignore_ascii_case("iana"));
    let digits = head.map_or(text, |_| text[4..].trim_start_matches([' ', ':']));
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.is_empty() {
        return Ok(text.to_owned());
    }
    let company = |number: &u32| registrar_by_iana(*number).is_none_or(|r| r.standing.is_company());
    match digits.parse::<u32>().ok().filter(company) {
        Some(number) => Ok(format!("IANA {number}")),
        None => Err(format!(
            "{digits} is not the number of a company; see IANA's list of registrar IDs"
        )),
    }
}

/// A host name, or all names below one.
fn host(text: &str) -> Option<String> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let bare = text.strip_prefix("*.").unwrap_or(text);
    let is_address = bare.parse::<IpAddr>().is_ok();
    let is_name = bare.is_ascii() && bare.contains('.') && Name::of(bare).is_some();
    (is_name && !is_address).then(|| text.to_owned())
}

/// The domain of a certificate authority.
fn issuer(text: &str) -> Result<String, String> {
    let plain = host(text).filter(|host| !host.starts_with('*'));
    plain.ok_or_else(|| {
        format!("{text:?} is no domain; CAA records name authorities by theirs, such as `letsencrypt.org`")
    })
}

/// An address or prefix, as a prefix.
fn prefix(text: &str) -> Option<String> {
    let net =
        text.parse::<IpNet>().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))?;
    Some(net.trunc().to_string())
}
