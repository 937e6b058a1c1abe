//! Tells what an answer without a record says: free, kept back, refused, too many, broken.
//!
//! Only "free" means that nobody holds the name, and it must be said in so many words.

use std::sync::LazyLock;

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

/// The sentences that decide, in the order in which verdicts win over each other.
const PHRASES: &str = include_str!("../data/whois-phrases.tsv");

/// The phrases of each verdict.
static BY_VERDICT: LazyLock<Vec<(Verdict, Vec<&'static str>)>> = LazyLock::new(|| {
    let order = [
        (Verdict::Throttled, "throttled"),
        (Verdict::Refused, "refused"),
        (Verdict::Reserved, "reserved"),
        (Verdict::Blocked, "blocked"),
        (Verdict::Free, "free"),
        (Verdict::Broken, "broken"),
    ];
    order.into_iter().map(|(verdict, name)| (verdict, phrases(name))).collect()
});

/// The phrases that stand under one name in the table.
fn phrases(name: &str) -> Vec<&'static str> {
    let rows = PHRASES.lines().filter_map(|line| line.split_once('\t'));
    rows.filter(|(own, _)| *own == name).flat_map(|(_, phrases)| phrases.split(" | ")).collect()
}

/// No sentence that decides is longer than this, in bytes.
const LONGEST_SENTENCE: usize = 400;

/// Only the first so many lines are looked at; further down stands small print.
const MOST_LINES: usize = 2_000;

/// Reads the verdict of an answer: the first line that says something decides, except that mere
/// trouble gives way to anything more definite.
pub(super) fn read(text: &str) -> Option<Verdict> {
    let mut vague = None;
    for line in text.lines().take(MOST_LINES) {
        match of_line(line) {
            Some(Verdict::Broken) => vague = vague.or(Some(Verdict::Broken)),
            // Registro.br answers on after this notice, only shorter.
            Some(Verdict::Throttled) if line.contains("Reduced information") => {
                vague = Some(Verdict::Throttled);
            }
            Some(verdict) => return Some(verdict),
            None => {}
        }
    }
    vague
}

/// Words of lines that speak of the server or of whoever asks: what is not found there is not the
/// domain.
const OF_THE_SERVER: &[&str] = &[
    "your ip",
    "ip address",
    "dirección ip",
    "adresse ip",
    "adres ip",
    "servidor",
    "serveur",
    "permitted client",
    "list of client",
    "too frequent",
    "queries per",
    "query not found",
    "whois database could not",
    "database was not found",
    "whois server is",
    "service not known",
    "host not found",
    "timeout",
    "timed out",
    "refused",
    "unavailable",
    "in this server",
    "temporarily",
    "informational purposes",
];

/// The verdict of one line.
fn of_line(line: &str) -> Option<Verdict> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || "%#;>*=.-".contains(c));
    if line.is_empty() || line.len() > LONGEST_SENTENCE {
        return None;
    }
    let line = spaced(&line.to_lowercase());
    if let Some(verdict) = of_word(&line) {
        return Some(verdict);
    }
    if line.contains("quota") && line.contains("exceeded") {
        return Some(Verdict::Throttled);
    }
    let small_print = line.contains("right") && line.contains("reserved");
    let of_server = OF_THE_SERVER.iter().any(|words| line.contains(words));
    BY_VERDICT
        .iter()
        .filter(|(verdict, _)| *verdict != Verdict::Reserved || !small_print)
        .filter(|(verdict, _)| *verdict != Verdict::Free || !of_server)
        .find(|(_, phrases)| phrases.iter().any(|phrase| says(&line, phrase)))
        .map(|(verdict, _)| *verdict)
}

/// Whether a line holds a phrase, or both of its halves in their order.
fn says(line: &str, phrase: &str) -> bool {
    match phrase.split_once(" … ") {
        Some((first, last)) => {
            line.split_once(first).is_some_and(|(_, after)| after.contains(last))
        }
        None => line.contains(phrase),
    }
}

/// The verdict of a line of one word.
fn of_word(line: &str) -> Option<Verdict> {
    match line {
        "reserved" => Some(Verdict::Reserved),
        "blocked" => Some(Verdict::Blocked),
        "available" | "free" | "disponible" => Some(Verdict::Free),
        _ => None,
    }
}

/// Joins runs of white space, so that columns do not part words.
fn spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn what_the_server_lacks_is_not_the_domain() {
        for text in [
            "% This WHOIS service is available for informational purposes only.\n% Error: service \
             temporarily unavailable",
            "Your IP address was not found in the list of permitted clients.",
            "The WHOIS database could not be found.",
            "Maximum number of whois queries per day from your IP reached. No entries found.",
            "Too frequent requests. No match for your ip.",
            "Whois server is currently unavailable. No match",
            "Timeout. Query not found in cache.",
            "getaddrinfo: Name or service not known in",
            "Connection refused by upstream: host not found",
            "This domain is not found in this server, please contact the registry whois",
        ] {
            assert_ne!(read(text), Some(Verdict::Free), "{text}");
        }
    }

    #[test]
    fn a_name_is_free_in_other_tongues_only_where_the_sentence_is_about_the_domain() {
        for text in [
            "El dominio example.com no encontrado",
            "Domena example.com nie jest zarejestrowana",
            "Die Domain example.com ist noch frei",
            "Le nom de domaine example.com n'existe pas",
        ] {
            assert_eq!(read(text), Some(Verdict::Free), "{text}");
        }
        for text in [
            "Servidor del dominio no encontrado",
            "Le serveur du domaine n'existe pas",
            "La dirección IP del dominio no encontrado",
            "Cliente no encontrado",
            "El dominio example.com no está disponible",
        ] {
            assert_ne!(read(text), Some(Verdict::Free), "{text}");
        }
    }

    #[test]
    fn quotas_are_not_freedom() {
        for text in [
            "You are temporarily banned.",
            "Excessive querying, grace period of 300 seconds.",
            "Your connection has been throttled.",
            "Demasiadas solicitudes",
            "Quota dépassé",
            "You reached your query limit: error",
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
}
