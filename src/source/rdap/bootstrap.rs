//! Which RDAP server to ask: the lists that the Internet Assigned Numbers Authority publishes
//! (RFC 9224), a snapshot of each, and a list of servers that are not in them.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Arc, LazyLock};

use ipnet::IpNet;
use serde_json::Value;

use super::json::cut;
use super::reply::malformed;
use crate::model::answer::Misread;
use crate::model::exchange::HttpReply;

/// Entries that are read of one file; the largest has about 1,200.
const ENTRY_LIMIT: usize = 20_000;

/// Which of the files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Domains (`dns.json`).
    Dns,
    /// IPv4 addresses (`ipv4.json`).
    Ipv4,
    /// IPv6 addresses (`ipv6.json`).
    Ipv6,
    /// AS numbers (`asn.json`).
    Asn,
}

impl Kind {
    /// The file for an address.
    pub fn of_address(address: IpAddr) -> Self {
        if address.is_ipv4() { Self::Ipv4 } else { Self::Ipv6 }
    }

    /// The name of the file at `https://data.iana.org/rdap/`.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Dns => "dns.json",
            Self::Ipv4 => "ipv4.json",
            Self::Ipv6 => "ipv6.json",
            Self::Asn => "asn.json",
        }
    }
}

/// One of the lists, ready for look-ups.
#[derive(Debug, Clone, Default)]
pub struct Bootstrap {
    /// The base URLs of each service, https first, each ending in a slash.
    services: Vec<Vec<String>>,
    /// The service of each domain.
    domains: HashMap<String, usize>,
    /// The service of each prefix, longest first.
    prefixes: Vec<(IpNet, usize)>,
    /// The service of each range of AS numbers.
    ranges: Vec<(u32, u32, usize)>,
    /// When the list was published, as the file gives it.
    publication: Option<String>,
}

impl Bootstrap {
    /// Reads one of the files. Entries that make no sense are skipped; a file in which none does,
    /// or which is no such file, is refused.
    pub fn parse(kind: Kind, body: &[u8]) -> Result<Self, Misread> {
        let value: Value =
            serde_json::from_slice(body).map_err(|_| malformed("no list of RDAP servers"))?;
        let Some(services) = value.get("services").and_then(Value::as_array) else {
            return Err(malformed("no list of RDAP servers"));
        };
        let mut list = Self { publication: publication(&value), ..Self::default() };
        let mut count = 0;
        for service in services {
            let Some((keys, urls)) = service_parts(service) else {
                continue;
            };
            count += keys.len() + urls.len();
            if count > ENTRY_LIMIT {
                return Err(malformed("a list of RDAP servers of absurd length"));
            }
            list.add(kind, keys, urls);
        }
        if list.domains.is_empty() && list.prefixes.is_empty() && list.ranges.is_empty() {
            return Err(malformed("a list of RDAP servers without usable entries"));
        }
        list.prefixes.sort_by_key(|(net, _)| std::cmp::Reverse(net.prefix_len()));
        Ok(list)
    }

    /// Adds one service with what it serves.
    fn add(&mut self, kind: Kind, keys: &[Value], urls: &[Value]) {
        let mut urls: Vec<String> = urls.iter().filter_map(base_url).collect();
        if urls.is_empty() {
            return;
        }
        urls.sort_by_key(|url| !url.starts_with("https://"));
        urls.dedup();
        let service = self.services.len();
        self.services.push(urls);
        for key in keys.iter().filter_map(Value::as_str).map(str::trim) {
            match kind {
                Kind::Dns => self.add_domain(key, service),
                Kind::Ipv4 | Kind::Ipv6 => self.add_prefix(kind, key, service),
                Kind::Asn => self.add_range(key, service),
            }
        }
    }

    /// Adds a domain; the first service that names it has it.
    fn add_domain(&mut self, key: &str, service: usize) {
        let domain = key.trim_end_matches('.').to_ascii_lowercase();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.';
        if domain.len() <= 253 && domain.chars().all(plain) {
            self.domains.entry(domain).or_insert(service);
        }
    }

    /// Adds a prefix of the file's family.
    fn add_prefix(&mut self, kind: Kind, key: &str, service: usize) {
        if let Ok(net) = key.parse::<IpNet>()
            && Kind::of_address(net.addr()) == kind
        {
            self.prefixes.push((net, service));
        }
    }

    /// Adds a range of AS numbers, or a single one.
    fn add_range(&mut self, key: &str, service: usize) {
        let (first, last) = key.split_once('-').unwrap_or((key, key));
        if let (Ok(first), Ok(last)) = (first.trim().parse(), last.trim().parse())
            && first <= last
        {
            self.ranges.push((first, last, service));
        }
    }

    /// The base URLs for a domain in A-labels: of the longest entry that matches label by label
    /// from the right. None means that no server is known, not that the name is not registered.
    pub fn for_domain(&self, domain: &str) -> Vec<String> {
        let name = domain.trim_end_matches('.').to_ascii_lowercase();
        let mut rest = name.as_str();
        loop {
            if let Some(service) = self.domains.get(rest) {
                return self.urls(*service);
            }
            match rest.split_once('.') {
                Some((_, parent)) => rest = parent,
                None if rest.is_empty() => return Vec::new(),
                None => rest = "",
            }
        }
    }

    /// The base URLs for an address: of the longest prefix that contains it.
    pub fn for_address(&self, address: IpAddr) -> Vec<String> {
        let found = self.prefixes.iter().find(|(net, _)| net.contains(&address));
        found.map_or_else(Vec::new, |(_, service)| self.urls(*service))
    }

    /// The base URLs for an AS number.
    pub fn for_asn(&self, number: u32) -> Vec<String> {
        let contains = |range: &&(u32, u32, usize)| (range.0..=range.1).contains(&number);
        let found = self.ranges.iter().find(contains);
        found.map_or_else(Vec::new, |(.., service)| self.urls(*service))
    }

    /// When the list was published (RFC 3339), if the file says so.
    pub fn publication(&self) -> Option<&str> {
        self.publication.as_deref()
    }

    /// The base URLs of a service. Whoever can close a port could else name the host: plain http is
    /// used only where the list has nothing better.
    fn urls(&self, service: usize) -> Vec<String> {
        let mut urls = self.services.get(service).cloned().unwrap_or_default();
        if urls.iter().any(|url| url.starts_with("https:")) {
            urls.retain(|url| url.starts_with("https:"));
        }
        urls
    }
}

/// The keys and URLs of a service: the first two lists of texts in it.
fn service_parts(service: &Value) -> Option<(&[Value], &[Value])> {
    let parts = service.as_array()?;
    let (keys, urls) = (parts.first()?.as_array()?, parts.get(1)?.as_array()?);
    Some((keys, urls))
}

/// A base URL that ends in a slash, if it is one of the web's.
fn base_url(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    let url = url::Url::parse(text).ok()?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.has_host();
    let is_plain = url.query().is_none() && url.fragment().is_none();
    if !is_web || !is_plain {
        return None;
    }
    let mut base = url.to_string();
    if !base.ends_with('/') {
        base.push('/');
    }
    Some(base)
}

/// When a file says that it was published.
fn publication(value: &Value) -> Option<String> {
    let text = value.get("publication")?.as_str()?.trim();
    (!text.is_empty()).then(|| cut(text, 40).to_owned())
}

/// Reads a fetched list.
pub fn read(kind: Kind, reply: &HttpReply) -> Result<Option<Arc<Bootstrap>>, Misread> {
    if reply.status != 200 {
        return Err(Misread::ServerError(format!("HTTP {}", reply.status)));
    }
    Bootstrap::parse(kind, &reply.body).map(|list| Some(Arc::new(list)))
}

/// The snapshots that the program carries, in the order of [`Kind`].
static SNAPSHOTS: [LazyLock<Bootstrap>; 4] = [
    LazyLock::new(|| snapshot(Kind::Dns, include_bytes!("../data/dns.json"))),
    LazyLock::new(|| snapshot(Kind::Ipv4, include_bytes!("../data/ipv4.json"))),
    LazyLock::new(|| snapshot(Kind::Ipv6, include_bytes!("../data/ipv6.json"))),
    LazyLock::new(|| snapshot(Kind::Asn, include_bytes!("../data/asn.json"))),
];

/// Reads a snapshot; a test makes sure that each can be read.
fn snapshot(kind: Kind, body: &[u8]) -> Bootstrap {
    Bootstrap::parse(kind, body).unwrap_or_default()
}

/// The snapshot that the program carries; [`Bootstrap::publication`] tells how old it is.
pub fn embedded(kind: Kind) -> &'static Bootstrap {
    let [dns, ipv4, ipv6, asn] = &SNAPSHOTS;
    match kind {
        Kind::Dns => dns,
        Kind::Ipv4 => ipv4,
        Kind::Ipv6 => ipv6,
        Kind::Asn => asn,
    }
}

/// Whether a host is that of a server which the published lists name.
pub fn is_listed(host: &str) -> bool {
    static HOSTS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let urls = SNAPSHOTS.iter().flat_map(|list| list.services.iter().flatten());
        urls.filter_map(|url| Some(url::Url::parse(url).ok()?.host_str()?.to_owned())).collect()
    });
    HOSTS.contains(host)
}

/// Servers of suffixes that the published list does not hold; the file says where it is from.
static UNOFFICIAL: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../data/rdap-tld-extra").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// The base URL of an unofficial server for a suffix that the published list does not hold: a
/// hint, whose "no" proves nothing.
pub fn unofficial(suffix: &str) -> Option<String> {
    let suffix = suffix.trim_end_matches('.').to_ascii_lowercase();
    if embedded(Kind::Dns).domains.contains_key(&suffix) {
        return None;
    }
    UNOFFICIAL.get(suffix.as_str()).map(|url| (*url).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a list of services for tests.
    fn list(kind: Kind, services: &str) -> Bootstrap {
        let body = format!(r#"{{"publication":"2026-01-01T00:00:00Z","services":{services}}}"#);
        Bootstrap::parse(kind, body.as_bytes()).unwrap()
    }

    #[test]
    fn domains_match_by_label_and_never_by_ending() {
        let services = r#"[[["ai"],["https://ai.example/"]],[["com"],["https://com.example/"]],
            [["cc"],["https://cc.example/"]],[["goodexample.com"],["https://good.example/"]]]"#;
        let list = list(Kind::Dns, services);
        assert!(list.for_domain("a.xn--p1ai").is_empty());
        assert!(list.for_domain("a.xn--54b7fta0cc").is_empty());
        assert_eq!(list.for_domain("example.com"), ["https://com.example/"]);
        assert_eq!(list.for_domain("notgoodexample.com"), ["https://com.example/"]);
        assert_eq!(list.for_domain("www.goodexample.com."), ["https://good.example/"]);
        assert_eq!(list.for_domain("EXAMPLE.AI"), ["https://ai.example/"]);
        assert!(list.for_domain("").is_empty());
        assert!(list.for_domain("....").is_empty());
    }

    #[test]
    fn an_entry_for_the_root_has_what_nobody_else_has() {
        let list = list(Kind::Dns, r#"[[[""],["https://root.example"]]]"#);
        assert_eq!(list.for_domain("example.net"), ["https://root.example/"]);
    }

    #[test]
    fn the_longest_prefix_wins_whatever_its_place() {
        let services = r#"[[["192.0.0.0/8"],["https://wide.example/rdap"]],
            [["192.0.2.0/24"],["http://plain.example/","https://narrow.example/"]]]"#;
        let list = list(Kind::Ipv4, services);
        let narrow = list.for_address("192.0.2.1".parse().unwrap());
        assert_eq!(narrow, ["https://narrow.example/"], "never past https");
        let wide = list.for_address("192.1.0.1".parse().unwrap());
        assert_eq!(wide, ["https://wide.example/rdap/"]);
        assert!(list.for_address("198.51.100.1".parse().unwrap()).is_empty());
        assert!(list.for_address("2001:db8::1".parse().unwrap()).is_empty());
    }

    #[test]
    fn as_numbers_are_in_ranges_or_alone() {
        let services = r#"[[["64496-64500","64511"],["https://asn.example/"]]]"#;
        let list = list(Kind::Asn, services);
        for number in [64496, 64500, 64511] {
            assert_eq!(list.for_asn(number), ["https://asn.example/"]);
        }
        assert!(list.for_asn(64501).is_empty());
    }

    #[test]
    fn senseless_entries_are_skipped() {
        let services = r#"[7,null,[],[["a"]],[["b"],["ftp://x/","https://?","nonsense",3]],
            [[5,"c","d e"],["https://c.example/a?b","https://c.example"]],
            [["192.0.2.0/24"],["https://x.example/"]]]"#;
        let domains = list(Kind::Dns, services);
        assert!(domains.for_domain("b").is_empty());
        assert_eq!(domains.for_domain("c"), ["https://c.example/"]);
        let wrong =
            r#"[[["192.0.2.0/33","2001:db8::/32","9-1","192.0.2.0/24"],["https://x.example/"]]]"#;
        let prefixes = list(Kind::Ipv4, wrong);
        assert_eq!(prefixes.prefixes.len(), 1);
    }

    #[test]
    fn what_is_no_such_file_is_refused() {
        let many: Vec<String> = (0..100_000).map(|n| format!("\"t{n}\"")).collect();
        let absurd = format!(r#"{{"services":[[[{}],["https://x.example/"]]]}}"#, many.join(","));
        for body in [
            "",
            "<!doctype html>",
            "[]",
            "{}",
            r#"{"services":{}}"#,
            r#"{"services":[]}"#,
            r#"{"services":[[["com"],[]]]}"#,
            absurd.as_str(),
        ] {
            let read = Bootstrap::parse(Kind::Dns, body.as_bytes());
            assert!(matches!(read, Err(Misread::Malformed(_))), "{}", cut(body, 60));
        }
    }

    #[test]
    fn every_snapshot_can_be_read_and_is_dated() {
        for kind in [Kind::Dns, Kind::Ipv4, Kind::Ipv6, Kind::Asn] {
            let date = embedded(kind).publication().unwrap();
            assert!(date.parse::<jiff::Timestamp>().is_ok(), "{date}");
            for urls in &embedded(kind).services {
                assert!(urls.iter().all(|url| url.ends_with('/')));
            }
        }
        assert!(!embedded(Kind::Dns).for_domain("example.com").is_empty());
        let address: IpAddr = "193.0.6.139".parse().unwrap();
        assert!(!embedded(Kind::of_address(address)).for_address(address).is_empty());
        assert!(!embedded(Kind::Asn).for_asn(3333).is_empty());
        assert_eq!(Kind::Ipv6.file_name(), "ipv6.json");
    }

    #[test]
    fn unofficial_servers_are_only_for_what_the_list_lacks() {
        assert!(unofficial("com").is_none());
        assert!(unofficial("nonexistent").is_none());
        assert!(UNOFFICIAL.len() > 100);
        for (suffix, url) in UNOFFICIAL.iter() {
            assert!(!embedded(Kind::Dns).domains.contains_key(*suffix), "{suffix}");
            assert!(url.starts_with("https://") && url.ends_with('/'), "{url}");
        }
    }
}
