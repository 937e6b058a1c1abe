//! Stories of answers that hold no record.

use super::*;

#[test]
fn free_must_be_said() {
    for text in [
        "No match for \"EXAMPLE.COM\".",
        "% No entries found for the selected source(s).",
        "Domain example.ac is available for purchase",
        "example.com: no existe",
        "Available\n\nDomain: x",
        "The queried object does not exist: DOMAIN NOT FOUND",
    ] {
        assert_eq!(read(text, "example.com"), Some(Notice::Free), "{text}");
    }
    assert_eq!(read("Welcome to this server.\nAll rights reserved.", "example.com"), None);
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
        assert_ne!(read(text, "example.com"), Some(Notice::Free), "{text}");
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
        assert_eq!(read(text, "example.com"), Some(Notice::Free), "{text}");
    }
    for text in [
        "Servidor del dominio no encontrado",
        "Le serveur du domaine n'existe pas",
        "La dirección IP del dominio no encontrado",
        "Cliente no encontrado",
        "El dominio example.com no está disponible",
    ] {
        assert_ne!(read(text, "example.com"), Some(Notice::Free), "{text}");
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
        assert_eq!(read(text, "example.com"), Some(Notice::Throttled), "{text}");
    }
}

#[test]
fn refusals_errors_and_reserved_names_are_told_apart() {
    assert_eq!(read("TLD is not supported.", "example.com"), Some(Notice::Refused));
    assert_eq!(read("% Error: service unavailable", "example.com"), Some(Notice::Broken));
    assert_eq!(read("Reserved by Registry", "example.com"), Some(Notice::Reserved));
    assert_eq!(read("%ERROR:101: no entries found", "example.com"), Some(Notice::Free));
}

#[test]
fn a_choice_of_reasons_is_a_refusal() {
    let text = "The IP address used to perform the query is not authorised or has exceeded the \
                established limit for\nqueries.To request access, complete the form, where you may \
                also consult the conditions.";
    assert_eq!(read(text, "example.com"), Some(Notice::Refused));
}

#[test]
fn a_sentence_beside_a_record_can_tell_of_its_end() {
    let told = |text| fate(text, "example.com");
    assert_eq!(told("This domain name has been suspended."), Some(Standing::Held));
    assert_eq!(
        told(
            "Your selected domain name is a domain name that has been\ncancelled, suspended, refused or reserved"
        ),
        Some(Standing::Deleted)
    );
    assert_eq!(
        told("% Application Pending - There is currently one"),
        Some(Standing::BeingRegistered)
    );
    assert_eq!(told("The domain name cannot be transferred in this status."), None);
}
