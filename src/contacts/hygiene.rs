//! How mailboxes and telephone numbers look that nobody answers, and desks that stand in other
//! people's records without running anything there.

use crate::model::company::bears;
use crate::model::mailbox::{Mailbox, mail_domain, unread};
use crate::model::name::registrable;
use crate::model::registries::{Registry, is_incident_team};
use crate::model::text::{acts, alike, mixed};

/// Domains of those who coordinate names and numbers for everybody.
const COORDINATORS: &[&str] = &["icann.org", "iana.org", "internic.net"];

/// Words in the coordinators' own names.
const COORDINATOR_NAMES: &[&str] = &[
    "icann",
    "iana",
    "internet corporation for assigned names",
    "internet assigned numbers authority",
    "public technical identifiers",
];

/// Why nobody reads a mailbox, by its local part.
pub(super) fn objection_to_local(address: &str) -> Option<String> {
    if let Some(reason) = disguise(address) {
        return Some(reason);
    }
    if address.contains('%') {
        return Some("holds a percent sign, which can hide further recipients".to_owned());
    }
    unread(address).map(str::to_owned)
}

/// How a mailbox was made to look like another, if it was: by signs that are not seen, by full stops
/// of other scripts, and by letters that look Latin, also where the domain is written in A-labels.
fn disguise(address: &str) -> Option<String> {
    if address.chars().any(acts) {
        return Some("holds signs that are not seen, so that it looks like another".to_owned());
    }
    if address.contains(['\u{2024}', '\u{3002}', '\u{fe52}', '\u{ff0e}', '\u{ff61}']) {
        return Some("holds a full stop of another script".to_owned());
    }
    // Most are plain, and whatever imitates is not.
    if address.is_ascii() && !address.to_ascii_lowercase().contains("xn--") {
        return None;
    }
    let shown = Mailbox::of(address)?.domain().in_unicode();
    if let Some(stranger) = mixed(address).or_else(|| mixed(&shown)) {
        return Some(format!("written to look like another{}", alike(stranger)));
    }
    let (labels, top) = shown.rsplit_once('.')?;
    let whole = top.is_ascii() && labels.split('.').any(imitates);
    whole.then(|| "its domain is written in letters of another script that look Latin".to_owned())
}

/// Cyrillic letters that are drawn as Latin ones are (Unicode's confusables, as browsers have them).
const CYRILLIC: &str = "асԁеһіјӏорԛѕԝхуъьҽпгѵѡ";

/// Whether a label is written in another script's letters alone that all look Latin.
fn imitates(label: &str) -> bool {
    let other = |c: char| !c.is_ascii();
    let fits = |c: char| CYRILLIC.contains(c) || c.is_ascii_digit() || c == '-';
    label.contains(other) && label.chars().all(fits)
}

/// Why a mailbox is the desk of somebody who runs nothing here: a registry of numbers, the
/// coordinator of names, or a national incident team. For themselves they answer.
pub(super) fn objection_to_desk(address: &str, party: Option<&str>) -> Option<String> {
    let domain = mail_domain(address)?;
    let party = party.unwrap_or_default();
    let registrable = registrable(&domain);
    let label = registrable.split('.').next().unwrap_or_default();
    if bears(party, label) {
        return None;
    }
    if let Some(registry) = Registry::of_address(address) {
        let own = Registry::of_name(party).is_some_and(|own| own.name == registry.name)
            || bears(party, registry.name);
        let reason =
            format!("the desk of {}, which keeps a register and runs no network", registry.name);
        return (!own).then_some(reason);
    }
    if COORDINATORS.contains(&registrable.as_str()) {
        let own = COORDINATOR_NAMES.iter().any(|name| bears(party, name));
        return (!own)
            .then(|| "the desk of ICANN, which runs neither names nor networks".to_owned());
    }
    is_incident_team(&domain).then(|| "a national incident team, not the operator".to_owned())
}

/// Country codes of two digits (ITU-T E.164, as recalled in 2026-11).
const CODES_OF_TWO: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65",
    "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// Country codes of three digits: the first two, and which third ones are assigned (ITU-T E.164,
/// as recalled in 2026-11).
const CODES_OF_THREE: &[(&str, &str)] = &[
    ("21", "12368"),
    ("22", "0123456789"),
    ("23", "0123456789"),
    ("24", "0123456789"),
    ("25", "012345678"),
    ("26", "0123456789"),
    ("29", "01789"),
    ("35", "0123456789"),
    ("37", "0123456789"),
    ("38", "01235679"),
    ("42", "013"),
    ("50", "0123456789"),
    ("59", "0123456789"),
    ("67", "023456789"),
    ("68", "012356789"),
    ("69", "012"),
    ("80", "08"),
    ("85", "02356"),
    ("87", "08"),
    ("88", "01236"),
    ("96", "012345678"),
    ("97", "012345679"),
    ("99", "2345678"),
];

/// Numbers that cost the caller, by country code and what follows: premium rate and shared
/// revenue services of national plans, and the international ones (ITU-T E.169.2, E.164.2).
const PREMIUM: &[&str] = &[
    "1900", "1976", "2783", "2784", "2786", "30901", "30909", "31900", "31906", "31909", "32900",
    "32902", "32903", "32904", "32905", "32906", "32907", "32909", "3381", "3382", "3389", "34803",
    "34806", "34807", "34905", "351601", "351607", "351646", "35315", "358600", "358700", "36906",
    "39144", "39166", "39178", "39199", "39892", "39895", "39899", "40900", "40903", "40906",
    "41900", "41901", "41906", "420900", "420906", "420908", "420909", "421900", "43900", "43901",
    "43930", "43931", "4487", "4490", "4491", "4498", "4590", "46900", "46939", "46944", "47820",
    "47829", "48700", "48701", "48703", "48704", "48708", "49137", "49190", "49900", "55900",
    "61190", "64900", "81990", "86168", "882", "883", "90900", "979",
];

/// Why a telephone number must not be used, if so.
pub(super) fn objection_to_phone(number: &str) -> Option<String> {
    let main = number.trim_start_matches("tel:").split(|c: char| c.is_alphabetic() || c == ';');
    let main = main.map(str::trim).next().unwrap_or_default();
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 5 {
        return Some("not a telephone number".to_owned());
    }
    if main.trim_start_matches('(').starts_with('+') {
        let international = digits.trim_start_matches('0');
        if PREMIUM.iter().any(|prefix| international.starts_with(prefix)) {
            return Some("a premium-rate number: whoever calls it pays its holder".to_owned());
        }
    }
    let significant = digits.trim_start_matches('0');
    let national = match code_length(significant) {
        _ if significant.is_empty() || !main.trim_start_matches('(').starts_with('+') => {
            digits.as_str()
        }
        Some(length) => significant.get(length..).unwrap_or_default(),
        None => return Some("no country has its code".to_owned()),
    };
    let is_nobodys = significant.starts_with('1') && national.ends_with("5550000");
    (is_nobodys || is_filler(national)).then(|| "a placeholder".to_owned())
}

/// How many digits the country code has that a number begins with; `None` where nobody has it.
fn code_length(digits: &str) -> Option<usize> {
    if digits.starts_with(['1', '7']) {
        return Some(1);
    }
    let start = digits.get(..2)?;
    if CODES_OF_TWO.contains(&start) {
        return Some(2);
    }
    let third = digits.chars().nth(2)?;
    let assigned = CODES_OF_THREE.iter().find(|(first, _)| *first == start)?.1;
    assigned.contains(third).then_some(3)
}

/// Whether digits are one digit over and over, or count up or down.
fn is_filler(digits: &str) -> bool {
    let by = |step: u8| {
        let mut pairs = digits.as_bytes().windows(2);
        pairs.all(|pair| matches!(pair, [a, b] if (a - b'0' + step) % 10 == b - b'0'))
    };
    let repeats = by(0) && (digits.len() >= 6 || digits.starts_with('0'));
    let counts = (digits.starts_with(['0', '1']) && by(1)) || (digits.starts_with('9') && by(9));
    digits.is_empty() || repeats || (counts && digits.len() >= 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_nobody_has_are_told_from_numbers() {
        for number in [
            "+1.0000000000",
            "+1.5555555555",
            "+1-206-555-0000",
            "+1.1111111111",
            "+1.1234567890",
            "+44 0123456789",
            "+999.9999999",
            "+00.00000000",
            "+210.5550100",
            "0000000000",
            "555",
        ] {
            assert!(objection_to_phone(number).is_some(), "{number}");
        }
        for number in [
            "+1.5555550100",
            "tel:+1-555-555-0100;ext=11",
            "+49.301234567",
            "+354 555 0100",
            "+800.5550100",
            "(+1) 555 555 0100",
            "020 7946 0000",
            "+0044 20 7946 0000",
        ] {
            assert_eq!(objection_to_phone(number), None, "{number}");
        }
    }

    #[test]
    fn a_mailbox_that_was_made_to_look_like_another_is_told_from_it() {
        for address in [
            "abuse@h\u{435}tzner.example",
            "abuse@xn--htzner-3of.example",
            "abuse@he\u{200b}tzner.example",
            "abuse@he\u{ad}tzner.example",
            "abuse@he\u{3164}tzner.example",
            "abuse@hetzner\u{3002}example",
            "abuse@\u{430}\u{440}\u{440}\u{4cf}\u{435}.example",
            "abuse@mail.xn--80ak6aa92e.example",
        ] {
            assert!(objection_to_local(address).is_some(), "{address}");
        }
        for address in [
            "abuse@hetzner.example",
            "abuse@b\u{fc}cher.example",
            "abuse@xn--bcher-kva.example",
            "abuse@\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.example",
            "abuse@\u{430}\u{440}\u{440}.\u{440}\u{444}",
        ] {
            assert_eq!(objection_to_local(address), None, "{address}");
        }
    }

    #[test]
    fn a_desk_answers_for_itself_and_for_nobody_else() {
        for (address, owner) in [
            ("hostmaster@nic.ad.jp", "Japan Network Information Center"),
            ("abuse@ripe.net", "RIPE NCC"),
            ("support@icann.org", "Internet Corporation for Assigned Names and Numbers"),
            ("cert@cert.pl", "CERT Polska"),
            ("info@us-cert.gov", "US-CERT"),
            ("x@jpcert.or.jp", "JPCERT Coordination Center"),
        ] {
            assert!(objection_to_desk(address, Some("Example Registrar Ltd")).is_some());
            assert!(objection_to_desk(address, None).is_some(), "{address}");
            assert_eq!(objection_to_desk(address, Some(owner)), None, "{address}");
        }
        for address in ["cert@example.net", "abuse@notripe.net", "abuse@certain.example.net"] {
            assert_eq!(objection_to_desk(address, Some("Example Ltd")), None, "{address}");
        }
    }
}
