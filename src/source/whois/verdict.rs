//! Tells what an answer without a record says: free, kept back, refused, too many, broken.
//!
//! Only "free" means that nobody holds the name, and it must be said in so many words.

/// What an answer without a record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The name is not registered.
    Free,
    /// The registry keeps the name back.
    Reserved,
    /// The registry does not let the name be registered.
    Blocked,
    /// The server asks for fewer queries.
    Throttled,
    /// The server does not answer this client or this question.
    Refused,
    /// The server is in trouble or did not understand.
    Broken,
}

/// Words of a quota notice.
const THROTTLED: &[&str] = &[
    "limit exceeded",
    "exceeded your",
    "you have exceeded",
    "exceeded the limit",
    "slow down",
    "too many requests",
    "too many queries",
    "too many connections",
    "rate limit reached",
    "exceeded the maximum",
    "exceeded the established limit",
    "query rate reached",
    "lookup limit",
    "control limit reached",
    "excessive querying",
    "grace period, wait",
    "will be replenished",
    "interval is too short",
    "temporarily blocked",
    "you have been banned",
    "has been blacklisted",
    "queries exceeded",
    "requests exceeded",
    "quota exceeded",
    "limit reached",
    "exceeded max",
    "number of allowed queries",
    "exceeded allowed",
    "retry after",
    "been blocked due",
    "too many simultaneous",
    "zu viele anfragen",
    "trop de requ",
    "demasiadas consultas",
    "wait a while",
    "wait and try again",
    "try again later, too",
    "exceeds the maximum",
    "exceed the maximum number",
    "maximum number of queries",
    "server is busy",
    "queried too often",
    "превышен",
    "查询过于频繁",
    "access rate exceeded",
    "is over quota",
    "excedido",
    "rate limited your",
    "limite de consultas",
    "temporary restriction",
    "exceeded query",
    "rate limit exceeded",
];

/// Words of a refusal.
const REFUSED: &[&str] = &[
    "access denied",
    "access is denied",
    "is not authorised",
    "is not authorized",
    "permission denied",
    "solo acepta consultas",
    "are not permitted to query",
    "not allowed to query",
    "query refused",
    "access restricted",
    "forbidden",
    "requests of this client are not permitted",
    "tld is not supported",
    "tld not supported",
    "unsupported tld",
    "has no whois server",
    "no whois server is known",
    "whois is disabled",
    "service is not offered",
    "acceso denegado",
    "not authoritative for",
    "is not served by",
    "no longer provided",
    "no longer available via port 43",
    "access blocked",
    "use of the web",
    "has been discontinued",
    "service has been retired",
    "not managed by this",
    "invalid tld",
    "unknown tld",
    "is not supported by this",
    "not operate this",
    "retired whois",
];

/// Words that keep a name back.
const RESERVED: &[&str] = &[
    "reserved by",
    "is reserved",
    "reserved name",
    "reserved list",
    "registry reserved",
    "reserved domain",
    "name reserved",
    "nombre reservado",
    "dominio reservado",
    "domaine réservé",
    "restricted from registration",
    "not available for registration",
    "is not available or is",
    "cannot be registered",
    "can not be registered",
    "is unavailable",
    "status: reserved",
    "may not be registered",
    "name is restricted",
    "not be registered because",
];

/// Words that forbid a name.
const BLOCKED: &[&str] = &[
    "name is blocked",
    "domain blocked",
    "has been blocked",
    "domain is blocked",
    "is prohibited",
    "prohibited string",
    "not allowed for registration",
    "status: blocked",
    "status: prohibited",
    "dpml",
    "blocked by",
];

/// Words that say that nobody holds the name.
const FREE: &[&str] = &[
    "no match",
    "not found",
    "no data found",
    "no entries found",
    "no entry found",
    "no object found",
    "nothing found",
    "no records matching",
    "no record found",
    "not registered",
    "not registred",
    "not been registered",
    "is free",
    "is available for",
    "domain is available",
    "does not exist",
    "do not exist",
    "not exist",
    "no existe",
    "no matching",
    "no domain records",
    "no information available",
    "no results were found",
    "no such domain",
    "object_not_found",
    "no se encontr",
    "domain unknown",
    "unknown domain",
    "not have an entry in our database",
    "not in the database",
    "not in database",
    "status: free",
    "status: available",
    "no information was found",
    "is still available",
    "no se encuentra registrado",
    "nicht gefunden",
    "non trouv",
    "pas trouv",
    "aucun domaine",
    "não encontrado",
    "nao encontrado",
    "nincs tal",
    "não existe",
    "available: yes",
    "available for purchase",
    "not_found",
    "nessun risultato",
    "no found",
    "nonexistent",
    "non-existent",
    "no domain found",
    "존재하지 않",
    "등록되어 있지 않",
    "未注册",
    "該当するデータ",
    "bulunamad",
    "ei löydy",
    "не найден",
    "свободен",
    "no matches found",
    "no records found",
    "no object for",
    "no whois information found",
    "is not taken",
    "domain you requested is not known",
    "no information about",
    "domain not registered",
    "220 available",
    "object does not exist",
    "no result found",
    "domain is free",
    "inte registrerad",
    "finns inte",
    "no whois record",
    "no registration found",
    "was not found",
    "data not found",
];

/// Words of trouble.
const BROKEN: &[&str] = &[
    "service unavailable",
    "internal error",
    "server error",
    "timed out",
    "timeout",
    "unavailable",
    "invalid input",
    "invalid query",
    "invalid domain",
    "invalid request",
    "invalid character",
    "invalid name",
    "syntax error",
    "malformed",
    "not a valid",
    "is not valid",
    "illegal",
    "database error",
    "connect to database",
    "contravenes",
    "error:",
    "error in",
    "error for",
    "query error",
    "bad request",
    "not allowed",
    "try again later",
    "under maintenance",
    "maintenance",
    "invalid parameter",
    "incorrect domain name",
    "wrong domain",
    "status code",
    "query_status: 5",
    "unable to",
    "failed",
    "cannot process",
    "could not process",
    "invalid",
    "error.",
    "is disabled",
    "too short",
    "out of service",
];

/// No sentence that decides is longer than this, in bytes.
const LONGEST_SENTENCE: usize = 400;

/// Only the first so many lines are looked at; further down stands small print.
const MOST_LINES: usize = 2_000;

/// Reads the verdict of an answer: the first line that says something decides, except that mere
/// trouble gives way to anything more definite.
pub(super) fn read(text: &str) -> Option<Verdict> {
    let mut broken = None;
    for line in text.lines().take(MOST_LINES) {
        match of_line(line) {
            Some(Verdict::Broken) => broken = Some(Verdict::Broken),
            Some(verdict) => return Some(verdict),
            None => {}
        }
    }
    broken
}

/// The verdict of one line.
fn of_line(line: &str) -> Option<Verdict> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || "%#;>*=.-".contains(c));
    if line.is_empty() || line.len() > LONGEST_SENTENCE {
        return None;
    }
    let line = spaced(&line.to_lowercase());
    let says = |words: &[&str]| words.iter().any(|word| line.contains(word));
    let quota = line.contains("quota") && line.contains("exceeded");
    let small_print = line.contains("right") && line.contains("reserved");
    if quota || says(THROTTLED) {
        Some(Verdict::Throttled)
    } else if says(REFUSED) {
        Some(Verdict::Refused)
    } else if line == "reserved" || (says(RESERVED) && !small_print) {
        Some(Verdict::Reserved)
    } else if line == "blocked" || says(BLOCKED) {
        Some(Verdict::Blocked)
    } else if matches!(line.as_str(), "available" | "free" | "disponible") || says(FREE) {
        Some(Verdict::Free)
    } else if says(BROKEN) {
        Some(Verdict::Broken)
    } else {
        None
    }
}

/// Joins runs of white space, so that columns do not part words.
fn spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an answer is a web page instead of text.
pub(super) fn is_web_page(text: &str) -> bool {
    let start = text.trim_start().get(..200.min(text.trim_start().len())).unwrap_or_default();
    let start = start.to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<?xml", "http/1."].iter().any(|mark| start.starts_with(mark))
}

/// Whether an answer is no text at all: more control characters than text would have.
pub(super) fn is_binary(text: &str) -> bool {
    let sample = text.chars().take(4_096);
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in sample {
        all += 1;
        odd += usize::from((c.is_control() && !"\r\n\t\u{1b}".contains(c)) || c == '\u{fffd}');
    }
    odd * 10 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_must_be_said() {
        for text in [
            "No match for \"EXAMPLE.COM\".",
            "% No entries found for the selected source(s).",
            "Domain example.ac is available for purchase",
            "example.cl: no existe",
            "Available\n\nDomain: x",
            "The queried object does not exist: DOMAIN NOT FOUND",
        ] {
            assert_eq!(read(text), Some(Verdict::Free), "{text}");
        }
        assert_eq!(read("Welcome to this server.\nAll rights reserved."), None);
    }

    #[test]
    fn quotas_are_not_freedom() {
        for text in [
            "Your connection limit exceeded. Please slow down and try again later.",
            "Error for \"example.co.uk\".\n\nthe WHOIS query quota for 192.0.2.1 has been exceeded",
            "You have exceeded your quota of queries.",
        ] {
            assert_eq!(read(text), Some(Verdict::Throttled), "{text}");
        }
    }

    #[test]
    fn refusals_errors_and_reserved_names_are_told_apart() {
        assert_eq!(read("TLD is not supported."), Some(Verdict::Refused));
        assert_eq!(read("% Error: service unavailable"), Some(Verdict::Broken));
        assert_eq!(read("Reserved by Registry"), Some(Verdict::Reserved));
        assert_eq!(read("%ERROR:101: no entries found"), Some(Verdict::Free));
    }

    #[test]
    fn pages_and_bytes_are_no_answers() {
        assert!(is_web_page("\n<!DOCTYPE html><html>"));
        assert!(!is_web_page("Domain: example.com"));
        assert!(is_binary("\u{0}\u{1}\u{2}abc"));
        assert!(!is_binary("Domain: example.com\r\n"));
    }
}
