//! Brings status words to the form in which RDAP spells them (RFC 8056).

/// Reads the status words of one value.
pub(super) fn read(value: &str) -> Vec<String> {
    let value = without_link(value);
    if value.len() > 300 {
        return Vec::new();
    }
    value.split(',').flat_map(|words| words.split(" / ")).filter_map(normalise).collect()
}

/// The day up to which a status lasts, where it says so (`OK-UNTIL 20310131`, Japan's
/// `Connected (2031/01/31)`).
pub(super) fn end_day(value: &str) -> Option<&str> {
    let lower = value.to_ascii_lowercase();
    let end = lower.find("until ").map(|place| place + 6);
    let end = end.or_else(|| lower.starts_with("connected (").then_some(11))?;
    value.get(end..)
}

/// Drops a link, a remark in brackets and a dash behind a status word.
fn without_link(value: &str) -> &str {
    let end = ["http://", "https://", "(http", "(", " - ", "##"]
        .iter()
        .filter_map(|mark| value.find(mark))
        .filter(|place| *place > 0)
        .min()
        .unwrap_or(value.len());
    value.get(..end).unwrap_or(value).trim().trim_end_matches(['-', '.', ' '])
}

/// Spells one status word: `clientTransferProhibited` becomes "client transfer prohibited".
fn normalise(word: &str) -> Option<String> {
    let word = word.trim();
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

/// Whether status words, though unknown, show that the registry knows the name: short ones, none
/// of which could mean that it is free.
pub(super) fn tell_of_a_name(statuses: &[String]) -> bool {
    let short = |status: &String| status.split(' ').count() <= 4;
    let doubtful = |status: &String| ["free", "available"].iter().any(|word| status.contains(word));
    !statuses.is_empty() && statuses.iter().all(|status| short(status) && !doubtful(status))
}

/// Whether a status word says that the name can be registered.
pub(super) fn says_free(status: &str) -> bool {
    let status = status.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(
        status,
        "free"
            | "available"
            | "no object found"
            | "not registered"
            | "unregistered"
            | "not found"
            | "no match"
            | "nonexistent"
            | "not exist"
            | "is free"
            | "disponible"
            | "no existe"
            | "available for registration"
            | "does not exist"
            | "ledig"
            | "not assigned"
    )
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
    fn free_is_not_a_part_of_other_words() {
        assert!(says_free("free"));
        assert!(says_free("220 available"));
        assert!(!says_free("not available"));
        assert!(tell_of_a_name(&["to be released".to_owned()]));
        assert!(!tell_of_a_name(&["nearly free".to_owned()]));
    }
}
