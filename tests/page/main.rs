//! Pages and pictures: what is on them, what never is, and how a browser sees them.
//!
//! The stories with a browser need Chromium, `pdftotext` and the packages `axe-core` (npm) and
//! `html5lib` (`PyPI`) below `target/tools`; `.ci/run` puts them there. Where one is missing the story
//! says so and is left out.

#[path = "../support/left_out.rs"]
mod left_out;
#[path = "../support/program.rs"]
mod program;

mod browser;
mod hostile;
mod picture;
mod tags;
mod whole;

use std::fs;
use std::path::{Path, PathBuf};

use program::Program;

/// The cases of which pages are made: plain hosting, a CDN in front, two hosts, a platform's tenant,
/// redirects, an AS number, an address, nothing registered, a name on hold, a file full of faults.
const CASES: [&str; 10] = [
    "shared-hosting",
    "cdn-hides-host",
    "round-robin-over-two-hosts",
    "tenant-of-a-platform",
    "redirect-followed",
    "as-number",
    "ipv4-literal",
    "not-registered",
    "client-hold",
    "fault-hostile-registry",
];

/// A case by its name.
fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases").join(format!("{name}.case"))
}

/// What a case prints in a format, with further options.
fn printed(name: &str, format: &str, options: &[&str]) -> String {
    replayed(&case(name), format, options)
}

/// What a case file prints in a format, with further options.
fn replayed(path: &Path, format: &str, options: &[&str]) -> String {
    let words = ["--replay", path.to_str().expect("a path"), "-o", format];
    let ran = Program::new().run(&[&words[..], options].concat());
    assert!(matches!(ran.code, 0 | 3), "{}: {}", path.display(), ran.err);
    ran.out
}

/// Writes a text aside; the folder goes with what is returned.
fn aside(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("is written");
    (folder, path)
}

#[test]
fn a_page_and_a_picture_are_the_same_bytes_every_time() {
    for format in ["html", "svg", "mermaid"] {
        let first = printed("redirect-followed", format, &["--harm", "phishing"]);
        assert_eq!(printed("redirect-followed", format, &["--harm", "phishing"]), first);
    }
}

#[test]
fn the_picture_says_in_which_order_to_write_and_who_is_not_seen() {
    let picture = printed("cdn-hides-host", "svg", &["--harm", "phishing"]);
    for words in
        ["write at once", "not visible from outside", "cannot help with this", "role=\"img\""]
    {
        assert!(picture.contains(words), "{words} is not in the picture");
    }
    let bare = printed("cdn-hides-host", "svg", &[]);
    assert!(bare.contains("can say who hosts it") && !bare.contains("write at once"));
}

#[test]
fn each_address_of_two_hosts_has_its_own_branch() {
    let chart = printed("round-robin-over-two-hosts", "mermaid", &[]);
    for address in ["51.68.88.10", "159.65.88.10"] {
        assert!(chart.contains(&format!("([\"{address}\"])")), "{chart}");
    }
    assert_eq!(chart.matches("<br>").count() > 10, chart.starts_with("flowchart TD\n"));
}

#[test]
fn a_name_that_nobody_registered_says_that_there_is_nobody_to_write_to() {
    let picture = printed("not-registered", "svg", &[]);
    assert!(picture.contains("there is nobody to"), "{picture}");
    let page = printed("not-registered", "html", &["--harm", "phishing"]);
    assert!(page.contains("Nobody to write to is known") && !page.contains("<ol"), "{page}");
}

#[test]
fn about_one_harm_a_page_names_the_hotlines_and_nobody_else() {
    for format in ["html", "svg", "mermaid"] {
        let page = printed("shared-hosting", format, &["--harm", "csam"]);
        let whole = printed("shared-hosting", "json", &[]);
        let value: serde_json::Value = serde_json::from_str(&whole).expect("is JSON");
        let contacts = value["chain"].as_array().expect("entries").iter();
        let contacts = contacts.flat_map(|entry| entry["contacts"].as_array().expect("contacts"));
        for contact in contacts {
            let contact = contact["value"].as_str().expect("text");
            assert!(!page.contains(contact), "{format} names {contact}");
        }
        assert!(page.contains("inhope"), "{format} names no hotline");
    }
}

#[test]
fn a_check_and_a_comparison_are_pages_of_the_same_kind() {
    let program = Program::new();
    let path = case("shared-hosting");
    let path = path.to_str().expect("a path");
    let domain = printed("shared-hosting", "json", &[]);
    let domain: serde_json::Value = serde_json::from_str(&domain).expect("is JSON");
    let domain = domain["target"]["host"].as_str().expect("a name").to_owned();
    let policy = format!("[domain.\"{domain}\"]\nregistrar = \"<b>Nobody</b>\"\n");
    fs::write(program.home().join("trace.toml"), policy).expect("is written");
    let check = program.run(&["check", "--replay", path, "-o", "html"]);
    assert_eq!(check.code, 1, "{}", check.err);
    assert!(check.out.contains("&lt;b&gt;Nobody") && check.out.contains("curl -sL"));
    let demo = program.run(&["diff", "demo", path, "-o", "html"]);
    assert_eq!(demo.code, 0, "{}", demo.err);
    for page in [&check.out, &demo.out] {
        tags::harmless(page, &[&domain]);
    }
}
