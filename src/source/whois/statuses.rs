//! Brings status words to the form in which RDAP spells them (RFC 8056).

use crate::model::phrases::Words;
use crate::model::status::{Lockable, Standing};

/// A longer value is prose, in bytes.
const LONGEST: usize = 300;

/// A longer line below a heading is prose unless its words are known.
const MOST_WORDS: usize = 4;

/// Reads the status words of one value: parts of a list, and what stands behind a dash or in
/// brackets where its words are known (`Excluded - Pending Delete - Restorable`).
pub(super) fn read(value: &str) -> Vec<String> {
    let value = without_link(value);
    if value.len() > LONGEST {
        return Vec::new();
    }
    let mut statuses = Vec::new();
    for part in value.split(',').flat_map(|words| words.split(" / ")) {
        let mut words = part.split(['(', ')']).flat_map(|part| part.split(" - "));
        statuses.extend(words.next().and_then(normalise));
        let telling = |word: &String| {
            let standing = Standing::of(word);
            standing.is_some_and(|standing| !matches!(standing, Standing::Fine | Standing::Aside))
        };
        statuses.extend(words.filter_map(normalise).filter(telling));
    }
    statuses
}

/// Reads the value of a status label. Under a label that also stands in addresses (`State:`) only
/// known words are a status.
pub(super) fn of_label(label: &str, value: &str) -> Vec<String> {
    let mut statuses = read(value);
    if ["state", "estado", "stato", "stan"].contains(&label) {
        statuses.retain(|status| Standing::of(status).is_some());
    }
    statuses
}

/// The word for what a sentence says.
pub(super) fn word_for(standing: Standing) -> &'static str {
    match standing {
        Standing::BeingRegistered => "pending create",
        Standing::Deleted | Standing::BeingRestored => "deleted",
        Standing::Leaving => "pending delete",
        Standing::Expired => "expired",
        Standing::Reserved => "reserved",
        _ => "suspended",
    }
}

/// Reads a line of its own below a heading; small print may stand there as well.
pub(super) fn read_line(line: &str) -> Vec<String> {
    let short = line.split_whitespace().count() <= MOST_WORDS;
    if short || Standing::of(line).is_some() { read(line) } else { Vec::new() }
}

/// What a label that is a question about a state says with its value: `hold: YES`,
/// `Transfer Status: The domain is LOCKED to transfer.`, `pending: DELETE`.
pub(super) fn read_answer(label: &str, value: &str) -> Vec<String> {
    let words = Words::of(value);
    if words.is_empty()
        || says(&words, &["no", "none", "false", "n", "unlocked", "0", "nein", "non", "off"])
    {
        return Vec::new();
    }
    if !says(&words, &["yes", "true", "y", "1", "ja", "oui", "on", "locked", "frozen", "suspended"])
    {
        let whole = format!("{label} {value}");
        if Standing::of(label) == Some(Standing::BeingRegistered) {
            return read(&whole);
        }
        let known = Standing::of(value);
        let telling = known.is_some_and(|known| {
            known.is_ending() || matches!(known, Standing::Held | Standing::Lock)
        });
        if telling && words.len() <= MOST_WORDS {
            return read(value);
        }
        let of_transfer = Lockable::Transfer.is_barred_by(&whole);
        return match Standing::of(&whole) {
            Some(Standing::Lock) if of_transfer => vec!["transfer prohibited".to_owned()],
            Some(Standing::Held) => vec!["suspended".to_owned()],
            Some(Standing::Fine | Standing::Aside) | None => Vec::new(),
            Some(_) => read(&whole),
        };
    }
    vec![
        match label {
            "hold" => "server hold",
            "locked" | "lock" | "domain lock" => "locked",
            "registry lock" | "registrylock" => "registry lock",
            label if label.contains("transfer") => "transfer prohibited",
            _ => "suspended",
        }
        .to_owned(),
    ]
}

/// Whether a value is one of some words.
fn says(value: &Words, words: &[&str]) -> bool {
    value.len() == 1 && value.iter().any(|word| words.contains(&word))
}

/// The day up to which a status lasts, where it says so (`OK-UNTIL 20310131`, Japan's
/// `Connected (2031/01/31)`).
pub(super) fn end_day(value: &str) -> Option<&str> {
    let lower = value.to_ascii_lowercase();
    let end = lower.find("until ").map(|place| place + 6);
    let end = end.or_else(|| lower.starts_with("connected (").then_some(11))?;
    value.get(end..)
}

/// Drops the link behind a status word.
fn without_link(value: &str) -> &str {
    let end = ["http://", "https://", "(http", "##"]
        .iter()
        .filter_map(|mark| value.find(mark))
        .filter(|place| *place > 0)
        .min()
        .unwrap_or(value.len());
    value.get(..end).unwrap_or(value).trim().trim_end_matches(['-', '.', ' '])
}

/// Spells one status word: `clientTransferProhibited` becomes "client transfer prohibited".
fn normalise(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| c.is_whitespace() || "*.-!\"'".contains(c));
    if word.is_empty() || word.chars().count() > 80 || !word.chars().any(char::is_alphabetic) {
        return None;
    }
    let spelt = ascribed(&parted(&spaced(word)));
    Some(match spelt.as_str() {
        "ok" | "connect" | "connected" | "published" => "active".to_owned(),
        "linked" => "associated".to_owned(),
        "quarantine" | "in quarantine" | "redemption" | "pending release" => {
            "redemption period".to_owned()
        }
        "suspended" | "deactivated" | "frozen" | "on hold" | "dns hold" | "hold" => {
            "suspended".to_owned()
        }
        "not delegated" | "no name servers" | "registered, not delegated" => "inactive".to_owned(),
        _ => spelt,
    })
}

/// Puts who set a lock in front, as EPP does: "transfer prohibited by registrar".
fn ascribed(word: &str) -> String {
    let word = word.replace(" xfer ", " transfer ");
    if let Some(lock) = word.strip_suffix(" prohibited by registrar") {
        format!("client {lock} prohibited")
    } else if let Some(lock) = word.strip_suffix(" prohibited by registry") {
        format!("server {lock} prohibited")
    } else {
        word
    }
}

/// Parts words that are joined by capitals, underscores or hyphens, and lowers them.
fn spaced(word: &str) -> String {
    let mut spaced = String::with_capacity(word.len() + 4);
    let mut after_small = false;
    for c in word.chars() {
        let gap = c.is_whitespace() || c == '_' || c == '-';
        if (gap || (c.is_uppercase() && after_small))
            && !spaced.ends_with(' ')
            && !spaced.is_empty()
        {
            spaced.push(' ');
        }
        if !gap {
            spaced.extend(c.to_lowercase());
        }
        after_small = c.is_lowercase();
    }
    spaced.trim_end().to_owned()
}

/// Parts EPP words that came in one case (`clienttransferprohibited`).
fn parted(word: &str) -> String {
    const ENDS: [&str; 6] = ["prohibited", "hold", "period", "delete", "transfer", "restore"];
    if word.contains(' ') || !word.is_ascii() {
        return word.to_owned();
    }
    let mut rest = word;
    let mut words = Vec::new();
    let whole = ["hold", "prohibited", "period", "inactive"].contains(&word);
    for start in ["client", "server", "pending", "auto", "renew", "add", "transfer", "redemption"] {
        if let Some(tail) = rest.strip_prefix(start).filter(|_| !whole && words.is_empty()) {
            words.push(start);
            rest = tail;
        }
    }
    for middle in ["transfer", "update", "delete", "renew"] {
        if let Some(tail) = rest.strip_prefix(middle).filter(|tail| ENDS.contains(tail)) {
            words.push(middle);
            rest = tail;
        }
    }
    let fits = !words.is_empty() && (ENDS.contains(&rest) || ["update", "renew"].contains(&rest));
    if fits { format!("{} {rest}", words.join(" ")) } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epp_words_are_spelt_as_rdap_does() {
        let one = |value: &str| read(value).join("|");
        assert_eq!(
            one("clientTransferProhibited https://icann.org/epp#clientTransferProhibited"),
            "client transfer prohibited"
        );
        assert_eq!(one("ok"), "active");
        assert_eq!(one("CLIENT DELETE PROHIBITED"), "client delete prohibited");
        assert_eq!(one("clienttransferprohibited"), "client transfer prohibited");
        assert_eq!(one("autorenewperiod"), "auto renew period");
        assert_eq!(one("pendingDelete"), "pending delete");
        assert_eq!(
            one("serverDeleteProhibited (Protected by .auLOCKDOWN)"),
            "server delete prohibited"
        );
        assert_eq!(one("SERVER-XFER-PROHIBITED"), "server transfer prohibited");
    }

    #[test]
    fn lists_are_taken_apart() {
        assert_eq!(
            read("REGISTERED, DELEGATED, VERIFIED"),
            ["registered", "delegated", "verified"]
        );
        assert_eq!(read("server_delete_prohibited, server_update_prohibited").len(), 2);
    }

    #[test]
    fn local_words_stay() {
        assert_eq!(read("Registered until expiry date."), ["registered until expiry date"]);
        assert_eq!(read("connect"), ["active"]);
        assert!(read("-").is_empty());
    }

    #[test]
    fn a_dash_parts_statuses_and_a_remark_is_none() {
        assert_eq!(
            read("Excluded - Pending Delete - Restorable"),
            ["excluded", "pending delete", "restorable"]
        );
        assert_eq!(read("ok - Normal state."), ["active"]);
        assert_eq!(read("serverHold (Expired)"), ["server hold", "expired"]);
        assert_eq!(read("Connected (2031/01/31)"), ["active"]);
    }

    #[test]
    fn lines_below_a_heading_are_statuses_only_where_they_say_something() {
        assert_eq!(
            read_line("*** This registration has been SUSPENDED. ***"),
            ["this registration has been suspended"]
        );
        assert_eq!(read_line("No longer required"), ["no longer required"]);
        assert!(read_line("It is prohibited to use this data for advertising.").is_empty());
    }

    #[test]
    fn a_label_can_ask_and_its_value_answer() {
        assert_eq!(read_answer("hold", "YES"), ["server hold"]);
        assert_eq!(read_answer("hold", "NO"), Vec::<String>::new());
        assert_eq!(read_answer("frozen status", "-"), Vec::<String>::new());
        assert_eq!(
            read_answer("transfer status", "The domain is LOCKED to transfer."),
            ["transfer prohibited"]
        );
        assert_eq!(
            read_answer("transfer status", "The domain is UNLOCKED to transfer."),
            Vec::<String>::new()
        );
        assert_eq!(read_answer("pending", "DELETE"), ["pending delete"]);
        assert_eq!(read_answer("registry lock", "locked"), ["registry lock"]);
        assert_eq!(read_answer("release process", "waiting"), ["release process waiting"]);
    }
}
