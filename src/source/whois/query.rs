//! The line that is sent to a WHOIS server: a few servers want more than the bare name.

/// Builds the query for a domain; the name is given as A-labels without a final dot.
pub fn query_domain(server: &str, domain: &str) -> String {
    match host(server).as_str() {
        // Without the keyword the same words also match hosts below other names.
        "whois.verisign-grs.com"
        | "whois.crsnic.net"
        | "ccwhois.verisign-grs.com"
        | "tvwhois.verisign-grs.com"
        | "jobswhois.verisign-grs.com"
        | "whois.nic.cc"
        | "whois.nic.tv" => format!("domain {domain}"),
        "whois.denic.de" => format!("-T dn,ace {domain}"),
        // The suffix asks for the English form of the answer.
        "whois.jprs.jp" | "whois.nic.ad.jp" => format!("{domain}/e"),
        "whois.punktum.dk" | "whois.dk-hostmaster.dk" => {
            format!("--charset=utf-8 --show-handles {domain}")
        }
        other if speaks_core(other) => format!("-C UTF-8 {domain}"),
        _ => domain.to_owned(),
    }
}

/// Builds the query for an address, prefix or AS number (`AS64496` or `64496`).
///
/// The unfiltered form (`-B`) of the RIPE software is never asked for: it prints personal data.
pub fn query_number(server: &str, number: &str) -> String {
    let number = number.trim();
    let digits = number.trim_start_matches(['A', 'a']).trim_start_matches(['S', 's']);
    let is_asn = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match host(server).as_str() {
        "whois.arin.net" if is_asn => format!("a + {digits}"),
        "whois.arin.net" if number.contains('/') => format!("r + = {number}"),
        "whois.arin.net" => format!("n + {number}"),
        // Latin-1 is this server's default charset.
        "whois.ripe.net" if is_asn => format!("--charset UTF-8 AS{digits}"),
        "whois.ripe.net" => format!("--charset UTF-8 {number}"),
        "whois.nic.ad.jp" => format!("{number}/e"),
        _ if is_asn => format!("AS{digits}"),
        _ => number.to_owned(),
    }
}

/// The host of a server, lower case, without its port.
pub(super) fn host(server: &str) -> String {
    server.split(':').next().unwrap_or(server).trim().trim_end_matches('.').to_ascii_lowercase()
}

/// Whether a server runs CORE's software, which answers in Latin-1 unless told otherwise.
fn speaks_core(host: &str) -> bool {
    matches!(
        host,
        "whois.nic.cat" | "whois.cat" | "whois.museum" | "whois.nic.museum" | "whois.nic.scot"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_with_a_query_language_get_their_own_form() {
        let query = |server| query_domain(server, "example.com");
        assert_eq!(query("whois.verisign-grs.com"), "domain example.com");
        assert_eq!(query("WHOIS.DENIC.DE:43"), "-T dn,ace example.com");
        assert_eq!(query("whois.jprs.jp"), "example.com/e");
        assert_eq!(query("whois.punktum.dk"), "--charset=utf-8 --show-handles example.com");
        assert_eq!(query("whois.nic.cat"), "-C UTF-8 example.com");
        assert_eq!(query("whois.nic.uk"), "example.com");
    }

    #[test]
    fn arin_is_told_what_kind_of_number_it_is() {
        assert_eq!(query_number("whois.arin.net", "192.0.2.1"), "n + 192.0.2.1");
        assert_eq!(query_number("whois.arin.net", "192.0.2.0/24"), "r + = 192.0.2.0/24");
        assert_eq!(query_number("whois.arin.net", "AS64496"), "a + 64496");
    }

    #[test]
    fn personal_data_is_not_asked_for() {
        assert_eq!(query_number("whois.ripe.net", "2001:db8::1"), "--charset UTF-8 2001:db8::1");
        assert_eq!(query_number("whois.apnic.net", "64496"), "AS64496");
        assert_eq!(query_number("whois.afrinic.net", "192.0.2.1"), "192.0.2.1");
    }
}
