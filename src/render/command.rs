//! The command with which a stranger sees the same answer.

use super::clean::clean;

/// What to type to see the same answer; none where the answer is on the user's own disk.
pub fn command(protocol: &str, server: &str, question: &str) -> Option<String> {
    let command = match protocol {
        "dns" => {
            let (name, kind) = question.rsplit_once(' ')?;
            let server = asked_of(server);
            format!("dig {server}-t {} -q {}", quoted(kind), quoted(name))
        }
        "rdap" => {
            format!("curl -sL -H 'Accept: application/rdap+json' {}", quoted(question))
        }
        "http" => format!("curl -si {}", quoted(question)),
        "whois" => format!("whois -h {} -- {}", quoted(server), quoted(question)),
        _ => return None,
    };
    Some(clean(&command))
}

/// How `dig` is told whom to ask: the system's resolver, a server, or one as `--resolver` names it.
fn asked_of(server: &str) -> String {
    if matches!(server, "resolver" | "system") {
        return String::new();
    }
    if let Some((name, address)) =
        server.strip_prefix("tls://").and_then(|rest| rest.split_once('@'))
    {
        let name = quoted(name);
        return format!("{}+tls-ca +tls-hostname={name} ", asked_of(address));
    }
    if let Ok(url) = url::Url::parse(server)
        && let Some(host) = url.host_str().filter(|_| url.scheme() == "https")
    {
        let host = quoted(host.trim_matches(['[', ']']));
        let port = url.port().map_or(String::new(), |port| format!("-p {port} "));
        return format!("@{host} {port}+https-get={} +tls-ca ", quoted(url.path()));
    }
    match server.parse::<std::net::SocketAddr>() {
        Ok(at) => format!("@{} -p {} ", at.ip(), at.port()),
        Err(_) => format!("@{} ", quoted(server)),
    }
}

/// What to type (in `bash`) to see the very bytes of an answer, where the usual program changes them.
pub fn bytes_of(protocol: &str, server: &str, question: &str) -> Option<String> {
    if protocol != "whois" {
        return None;
    }
    let (host, port) = match server.rsplit_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() => (host, port),
        _ => (server, "43"),
    };
    let script = r#"exec 3<>"/dev/tcp/$0/$1"; printf '%s\r\n' "$2" >&3; cat <&3"#;
    let script = quoted(script);
    Some(clean(&format!("bash -c {script} {} {port} {}", quoted(host), quoted(question))))
}

/// A word as a shell takes it literally.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '/');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_can_ask_the_same() {
        let dns = command("dns", "resolver", "www.example.com A");
        assert_eq!(dns.as_deref(), Some("dig -t A -q www.example.com"));
        let dns = command("dns", "192.0.2.53", "example.com NS");
        assert_eq!(dns.as_deref(), Some("dig @192.0.2.53 -t NS -q example.com"));
        for (resolver, asks) in [
            ("192.0.2.53:5353", "dig @192.0.2.53 -p 5353 -t A -q example.com"),
            (
                "tls://dns.example@192.0.2.53",
                "dig @192.0.2.53 +tls-ca +tls-hostname=dns.example -t A -q example.com",
            ),
            (
                "https://dns.example/dns-query",
                "dig @dns.example +https-get=/dns-query +tls-ca -t A -q example.com",
            ),
        ] {
            assert_eq!(command("dns", resolver, "example.com A").as_deref(), Some(asks));
        }
        let whois = command("whois", "whois.example.net", "-T dn,ace example.com");
        assert_eq!(whois.as_deref(), Some("whois -h whois.example.net -- '-T dn,ace example.com'"));
        assert_eq!(command("asn-db", "asn-db", "192.0.2.1"), None);
    }

    #[test]
    fn the_bytes_of_whois_are_had_without_a_program_that_changes_them() {
        let command = bytes_of("whois", "whois.example.net", "example.com").expect("a command");
        assert!(command.starts_with("bash -c 'exec 3<>"), "{command}");
        assert!(command.ends_with("whois.example.net 43 example.com"), "{command}");
        assert_eq!(bytes_of("rdap", "rdap.example.net", "x"), None);
    }

    #[test]
    fn no_question_runs_a_command_of_its_own() {
        let url = "https://rdap.example.net/domain/x';reboot;'";
        let command = command("rdap", "rdap.example.net", url).expect("a command");
        assert!(command.ends_with(r"'https://rdap.example.net/domain/x'\'';reboot;'\'''"));
    }
}
