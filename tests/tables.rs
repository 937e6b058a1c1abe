//! Whoever is reached by a table of the program must be reachable: every mailbox and page in every
//! table has the shape of one and stands below a top-level domain that exists.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use trace::model::mailbox::Mailbox;

/// The tables with contacts or servers, each with how many of them it holds at least.
const TABLES: [(&str, usize); 8] = [
    ("directory/registrar-contacts.tsv", 3000),
    ("directory/tlds.tsv", 1000),
    ("directory/providers", 3000),
    ("advice/csirts.tsv", 20),
    ("advice/hotlines.tsv", 10),
    ("advice/outside.tsv", 20),
    ("report/forms.toml", 20),
    ("source/data/whois-servers.tsv", 0),
];

/// A folder of the sources.
fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name)
}

/// The text of a table; of a folder, that of all its files.
fn text(name: &str) -> String {
    let path = source(name);
    if path.is_file() {
        return fs::read_to_string(path).expect("a table");
    }
    let files = fs::read_dir(path).expect("a folder of tables");
    files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("a table")).collect()
}

/// The top-level domains: those of the table of registries.
fn top_levels() -> HashSet<String> {
    let table = text("directory/tlds.tsv");
    let suffixes = table.lines().filter_map(|line| line.split('\t').next());
    suffixes.filter_map(|suffix| suffix.rsplit('.').next()).map(str::to_owned).collect()
}

/// The words of a table that are contacts, without the marks around them.
fn contacts(table: &str) -> impl Iterator<Item = &str> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let words =
        lines.flat_map(|line| line.split(|c: char| c.is_whitespace() || "\",()[]|".contains(c)));
    // A registry without a server has a page: `web:https://…`.
    let words = words.map(|word| word.strip_prefix("web:").unwrap_or(word));
    words.filter(|word| word.contains("://") || is_mailbox(word))
}

/// Whether a word is meant as a mailbox.
fn is_mailbox(word: &str) -> bool {
    !word.contains(['/', '=', '*']) && word.matches('@').count() == 1 && !word.starts_with('@')
}

/// What is wrong with a contact.
fn fault(word: &str, tops: &HashSet<String>) -> Option<&'static str> {
    let host = match word.split_once("://") {
        Some(("http" | "https", _)) => {
            url::Url::parse(word).ok().and_then(|url| url.host_str().map(str::to_owned))
        }
        Some(_) => None,
        None => {
            let mailbox = word.strip_prefix("mailto:").unwrap_or(word);
            if Mailbox::of(mailbox).is_none() {
                return Some("no mailbox");
            }
            let (local, host) = mailbox.split_once('@')?;
            // A letter is lost easily, and then nobody reads the report.
            let lost = ["buse", "abse", "aubse", "abue", "abus", "abuuse", "abusse", "ubuse"];
            if lost.contains(&local.to_lowercase().as_str()) {
                return Some("a letter is missing");
            }
            Some(host.to_owned())
        }
    };
    let Some(host) = host else { return Some("no page") };
    let top = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default().to_lowercase();
    let ascii = url::Host::parse(&top).map_or(top, |host| host.to_string());
    (!host.contains('.') || !tops.contains(&ascii)).then_some("no such top-level domain")
}

#[test]
fn every_contact_of_every_table_has_its_shape_and_an_existing_top_level_domain() {
    let tops = top_levels();
    assert!(tops.len() > 1400, "only {} top-level domains", tops.len());
    let mut wrong = Vec::new();
    for (name, least) in TABLES {
        let table = text(name);
        let mut count = 0;
        for word in contacts(&table) {
            count += 1;
            wrong.extend(fault(word, &tops).map(|fault| format!("{name}: {word}: {fault}")));
        }
        assert!(count >= least, "{name} has only {count} contacts");
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_server_of_the_tables_stands_below_an_existing_top_level_domain() {
    let tops = top_levels();
    for name in ["source/data/whois-servers.tsv", "source/data/whois-number-servers.tsv"] {
        let table = text(name);
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let hosts = lines.flat_map(|line| line.split('\t')).filter(|field| {
            field.starts_with("whois.")
                && field.chars().all(|c| c.is_alphanumeric() || ".-".contains(c))
        });
        let mut count = 0;
        for host in hosts {
            count += 1;
            let top = host.rsplit('.').next().unwrap_or_default();
            assert!(tops.contains(top), "{name}: {host}");
        }
        assert!(count > 0, "{name} names no server");
    }
}
