//! The rules of the code's shape, read from the sources: who may use what, how long things may be.

#[path = "shape/rooms.rs"]
mod rooms;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rooms::Rooms;

/// The most production lines of a file.
const FILE: usize = 400;
/// The most lines of a function.
const FUNCTION: usize = 60;

/// Long files that are one piece of data: the structs of the JSON output, which are its schema.
const DATA: &[&str] = &[];

/// The packages that stay behind a border, with the files and folders of `src` that know them.
const BORDERS: &[(&str, &[&str])] = &[
    ("base64", &["model/target/wrapped.rs", "report/xarf.rs", "wire/case.rs"]),
    ("chardetng", &["source/whois/charset.rs"]),
    (
        "clap",
        &[
            "cli.rs",
            "cli/",
            "commands.rs",
            "main.rs",
            "mcp/calls.rs",
            "render/mod.rs",
            "check/formats/mod.rs",
            "forecast/mod.rs",
            "report/format.rs",
            "stats/formats/mod.rs",
        ],
    ),
    ("clap_complete", &["cli/print.rs", "commands.rs"]),
    ("clap_mangen", &["cli/manual.rs"]),
    ("colored", &["check/formats/human.rs", "render/terminal.rs"]),
    ("encoding_rs", &["source/whois/charset.rs"]),
    ("etcetera", &["main.rs"]),
    ("hickory_resolver", &["wire/live/"]),
    ("idna", &["model/"]),
    ("indicatif", &["run/progress.rs", "run/recorder.rs"]),
    (
        "maud",
        &[
            "check/formats/html.rs",
            "diff/html.rs",
            "render/html/",
            "render/svg/",
            "stats/formats/chart.rs",
        ],
    ),
    ("mail_builder", &["report/disclosure.rs", "report/mail.rs"]),
    ("maxminddb", &["wire/database.rs"]),
    ("psl", &["model/target/suffix.rs", "source/rdap/address.rs"]),
    ("redis", &["wire/fleet/"]),
    ("reqwest", &["wire/live/"]),
    ("ring", &["export/stamp/token.rs", "run/case/hand.rs", "wire/live/"]),
    ("rustls", &["wire/fleet/link.rs", "wire/live/"]),
    ("rustls_platform_verifier", &["wire/live/"]),
    (
        "schemars",
        &[
            "check/verdict.rs",
            "commands.rs",
            "diff/mod.rs",
            "forecast/report.rs",
            "log/",
            "render/json/",
            "model/",
            "stats/",
        ],
    ),
    (
        "serde_json",
        &[
            "diff/side.rs",
            "mcp/",
            "log/mod.rs",
            "export/redact.rs",
            "export/redact/",
            "render/json/",
            "render/misp.rs",
            "render/stix.rs",
            "report/mail.rs",
            "report/xarf.rs",
            "run/queue/options.rs",
            "run/report/deliver.rs",
            "source/ranges.rs",
            "source/rdap/",
            "stats/read.rs",
            "wire/",
        ],
    ),
    ("sha1", &["model/digest.rs"]),
    ("sha2", &["model/digest.rs"]),
    (
        "strsim",
        &["report/given.rs", "check/policy/complaint.rs", "cli.rs", "commands/directory.rs"],
    ),
    ("supports_hyperlinks", &["main.rs"]),
    ("tempfile", &["mcp/calls.rs", "run/resume.rs", "run/update.rs", "wire/cache/asking.rs"]),
    ("terminal_size", &["main.rs"]),
    ("textwrap", &["check/formats/human.rs", "cli/endings.rs", "diff/human.rs", "render/"]),
    ("tokio_rustls", &["wire/fleet/link.rs"]),
    ("tower", &["wire/live/"]),
    (
        "toml",
        &[
            "check/policy/read.rs",
            "config.rs",
            "config/reading.rs",
            "directory/parse.rs",
            "report/forms.rs",
        ],
    ),
    ("unicode_width", &["render/"]),
    ("webpki_roots", &["wire/live/"]),
    ("x509_parser", &["export/stamp/token.rs", "source/site.rs"]),
];

/// The packages whose types are used like those of the standard library.
const EVERYWHERE: &[&str] =
    &["futures_util", "ipnet", "jiff", "serde", "thiserror", "tokio", "url"];

/// What touches the world outside, with the files and folders that may.
const IMPURE: &[(&str, &[&str])] = &[
    ("fs::", &["commands.rs", "commands/", "main.rs", "run/", "wire/"]),
    ("File::create", &["run/", "wire/"]),
    ("File::open", &["commands/", "run/", "wire/"]),
    ("env::", &["main.rs"]),
    ("stdin()", &["main.rs", "run/inputs.rs"]),
    ("stdout()", &["main.rs"]),
    ("stderr()", &["main.rs", "run/progress.rs", "run/recorder.rs"]),
    ("eprintln!", &[]),
    ("Instant::now", &["run/progress.rs", "run/worker.rs", "trace.rs", "wire/"]),
    ("SystemTime::now", &["wire/"]),
    ("Timestamp::now", &["wire/"]),
    ("tokio::time", &["run/progress.rs", "run/worker.rs", "wire/"]),
    ("tokio::net", &["wire/fleet/link.rs", "wire/live/"]),
    ("tokio::sync", &["run/interrupt.rs", "wire/"]),
    ("tokio::select", &["mcp/serve.rs", "run/batch.rs", "run/worker.rs", "wire/"]),
    ("tokio::signal", &["run/interrupt.rs"]),
    ("tokio::spawn", &["wire/fleet/link.rs", "wire/live/"]),
    ("TcpStream", &["wire/fleet/link.rs", "wire/live/"]),
    ("UdpSocket", &["wire/live/"]),
    ("async fn", &["mcp/", "run.rs", "source/mod.rs", "trace.rs", "walk/", "wire/", "run/"]),
];

/// Which of our own modules each may use; a module may always use itself. Those that are not named
/// here tie the others together.
const CALLS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("directory", &["model"]),
    ("source", &["model", "wire"]),
    ("wire", &["model"]),
    ("walk", &["model", "source", "wire", "directory"]),
    ("check", &["model", "directory", "explain", "render", "texts", "trace"]),
    ("contacts", &["model", "directory"]),
    ("diff", &["render", "texts"]),
    ("stats", &["render", "texts"]),
    ("texts", &[]),
    ("abilities", &["model", "texts"]),
    ("layers", &["model", "directory", "contacts", "abilities", "texts"]),
    ("advice", &["model", "directory", "abilities", "texts"]),
    ("explain", &["model", "directory", "source", "abilities", "advice", "layers", "texts"]),
    ("export", &["model", "render", "wire"]),
    ("forecast", &["directory", "model", "render", "walk", "wire"]),
    ("log", &["advice", "model", "render"]),
    ("report", &["advice", "model", "render", "texts"]),
    ("render", &["model", "trace", "wire", "explain", "texts"]),
];

/// How names are not compared, with the places that look for something else in them: `model/name.rs`
/// compares names at label boundaries, `model/company.rs` by whole words.
const LIKENESS: &[(&str, &[&str])] = &[
    ("apex.ends_with(", &[]),
    ("company.contains(", &[]),
    ("domain.contains(", &[]),
    ("domain.ends_with(", &[]),
    ("holder.contains(", &[]),
    ("host.contains(", &["report/defang.rs"]),
    ("host.ends_with(", &["model/target.rs"]),
    ("organisation.contains(", &[]),
    ("party.contains(", &[]),
    ("registrar.contains(", &[]),
    ("server.contains(", &[]),
    ("server.ends_with(", &[]),
    ("suffix.ends_with(", &[]),
];

/// What does not stand outside tests.
const NEVER: &[&str] = &[
    ".unwrap()",
    ".unwrap_err()",
    "todo!",
    "unimplemented!",
    "panic!(",
    "#[allow",
    "dbg!",
    " println!",
];

/// Names of the invented world that the fixtures were recorded in: the program must not know them.
const INVENTED: &[&str] = &[
    "alderdomains",
    "applegarth",
    "ateliercormier",
    "bluefin",
    "brightloaf",
    "brisk-otter",
    "cobaltmug",
    "copperfinch",
    "cormorant",
    "driftwood",
    "elmstreetbakery",
    "fjellbyte",
    "fjellstue",
    "foglia",
    "foglio",
    "greenleaf",
    "hafenkante",
    "harborsign",
    "harbourline",
    "harbourtea",
    "ibirapuera",
    "inkandoar",
    "invoice-desk",
    "kestreldc",
    "kudu-trails",
    "lanternbooks",
    "leaped",
    "mailboxverify",
    "marblefox",
    "merganser",
    "milonga",
    "nic.lumen",
    "nightmarket",
    "nordnavn",
    "nordvind",
    "oatfield",
    "orchidlab",
    "padaria",
    "pampanet",
    "paperlantern",
    "parcel-notice",
    "parcelnotice",
    "pebblecast",
    "pixelharvest",
    "plumandquill",
    "postonly",
    "quick-brown-fox",
    "quietharbor",
    "quillpress",
    "reefwatch",
    "rivermap",
    "roundhouse",
    "sakura-tokei",
    "saltandthread",
    "savannacloud",
    "splitstack",
    "stalecrumb",
    "tallgrass-choir",
    "ternair",
    "thinleaf",
    "thistle",
    "tinyhop",
    "transfero",
    "twinpole",
    "twoorigins",
    "update-checkpoint",
    "velvetcactus",
    "wildoats",
    "460201",
    "460202",
    "460203",
];

/// A source file of the program.
struct Source {
    /// Its path below `src`.
    path: String,
    /// The whole text.
    text: String,
    /// The lines that are neither tests nor comments, with their numbers.
    code: Vec<(usize, String)>,
    /// The number of lines before the tests.
    length: usize,
}

/// The root of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the repository.
fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("is text")
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// What Cargo runs before it compiles the program, and no part of it.
const BUILD: &str = "directory/build.rs";

/// The production sources.
fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let rust =
        files(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs"));
    let sources: Vec<Source> = rust
        .filter_map(|file| {
            let path = file.strip_prefix(&folder).expect("is below").to_str().expect("is text");
            let tests = path.split('/').any(|part| part == "tests" || part == "tests.rs");
            (!tests && path != BUILD)
                .then(|| source(path, fs::read_to_string(&file).expect("is text")))
        })
        .collect();
    assert!(sources.len() > 50, "only {} sources", sources.len());
    sources
}

/// Cuts the tests and the comments off.
fn source(path: &str, text: String) -> Source {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.windows(2).position(|pair| {
        pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ") && pair[1].ends_with('{')
    });
    let length = tests.unwrap_or(lines.len());
    let code = lines[..length].iter().enumerate();
    let code = code
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, (*line).to_owned()))
        .collect();
    Source { path: path.to_owned(), code, length, text }
}

/// Whether a path is one of the files or in one of the folders.
fn is_in(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| path == *place || place.ends_with('/') && path.starts_with(place))
}

/// Whether a word stands in a line and is not the end of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Asserts that no complaint was made.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The lines of the sources that hold a word outside the places where it may stand.
fn outside(word: &str, places: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !is_in(&source.path, places)) {
        let lines = source.code.iter().filter(|(_, line)| has_word(line, word));
        found.extend(lines.map(|(at, line)| format!("{}:{at}: {}", source.path, line.trim())));
    }
    found
}

/// The lines of a table of `Cargo.toml`.
fn manifest(table: &str) -> Vec<String> {
    let manifest = text("Cargo.toml");
    let lines = manifest.lines().skip_while(|line| *line != format!("[{table}]")).skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn foreign_types_stop_at_their_border() {
    for (package, places) in BORDERS {
        // A module of another package may bear the same name.
        let inner = format!("::{package}::");
        let found = outside(&format!("{package}::"), places).into_iter();
        none(&found.filter(|line| !line.contains(&inner)).collect::<Vec<_>>());
    }
}

#[test]
fn every_package_has_a_border_or_is_used_everywhere_and_says_what_it_is_for() {
    let sources = sources();
    for line in ["dependencies", "build-dependencies", "dev-dependencies"].map(manifest).concat() {
        let (_, reason) = line.split_once(" # ").unwrap_or_default();
        assert!(reason.split_whitespace().count() >= 2, "no reason: {line}");
    }
    for line in manifest("dependencies") {
        let package = line.split([' ', '=']).next().unwrap_or_default().replace('-', "_");
        let known = BORDERS.iter().any(|(name, _)| *name == package)
            || EVERYWHERE.contains(&package.as_str());
        assert!(known, "{package} has no border in tests/shape.rs");
        let word = format!("{package}::");
        let used =
            sources.iter().any(|source| source.code.iter().any(|(_, line)| has_word(line, &word)));
        assert!(used, "{package} is not used");
    }
}

#[test]
fn the_world_outside_is_touched_in_few_places() {
    for (word, places) in IMPURE {
        none(&outside(word, places));
    }
}

#[test]
fn modules_call_in_one_direction() {
    for (module, allowed) in CALLS {
        let mut found = BTreeSet::new();
        let mine = [&format!("{module}.rs")[..], &format!("{module}/")[..]];
        for source in sources().iter().filter(|source| is_in(&source.path, &mine)) {
            for (at, line) in &source.code {
                for piece in line.split("crate::").skip(1) {
                    let called: String =
                        piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    if called != *module && !allowed.contains(&called.as_str()) {
                        found.insert(format!("{}:{at}: {module} calls {called}", source.path));
                    }
                }
            }
        }
        none(&found.into_iter().collect::<Vec<_>>());
    }
}

/// The modules with their code.
fn rooms() -> Rooms {
    Rooms::of(sources().into_iter().filter(|source| !BESIDE.contains(&&*source.path)).map(
        |source| {
            let lines = source.code.into_iter().map(|(_, line)| format!("{line}\n"));
            (source.path, format!("\n{}", lines.collect::<String>()))
        },
    ))
}

/// What stands beside the modules: it ties them together.
const BESIDE: &[&str] = &["lib.rs", "main.rs"];

#[test]
fn no_file_leads_back_to_itself_over_others() {
    none(&rooms().circles());
}

#[test]
fn a_type_name_means_one_thing() {
    let twice = rooms().names_twice().into_iter();
    let complaint =
        |(name, modules): (String, Vec<String>)| format!("{name} is in {}", modules.join(", "));
    none(&twice.map(complaint).collect::<Vec<_>>());
}

#[test]
fn names_are_not_compared_by_likeness() {
    for (word, places) in LIKENESS {
        // A single character is looked for in a text, not in a name.
        let found = outside(word, places).into_iter();
        none(&found.filter(|line| !line.contains(&format!("{word}'"))).collect::<Vec<_>>());
    }
}

#[test]
fn evidence_is_never_cut_open() {
    let mut found = Vec::new();
    for source in sources() {
        let lines = source.code.iter().filter(|(_, line)| {
            line.contains("evidence") && (line.contains(".split") || line.contains("strip_prefix"))
        });
        found.extend(lines.map(|(at, line)| format!("{}:{at}: {}", source.path, line.trim())));
    }
    none(&found);
}

#[test]
fn files_are_one_idea_long() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|source| source.length > FILE && !DATA.contains(&source.path.as_str()))
        .map(|source| format!("{} has {} lines", source.path, source.length))
        .collect();
    none(&long);
}

#[test]
fn functions_are_one_thought_long() {
    let mut long = Vec::new();
    for source in sources() {
        let lines: Vec<&str> = source.text.lines().take(source.length).collect();
        for (at, line) in lines.iter().enumerate() {
            let bare = line.trim_start();
            let indent = line.len() - bare.len();
            let begins = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn "]
                .iter()
                .chain(&["pub async fn ", "pub(crate) async fn ", "pub(super) async fn "])
                .any(|start| bare.starts_with(start));
            if !begins {
                continue;
            }
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines[at..].iter().position(|line| *line == end).unwrap_or(0) + 1;
            if length > FUNCTION {
                long.push(format!("{}:{} has {length} lines", source.path, at + 1));
            }
        }
    }
    none(&long);
}

#[test]
fn nothing_panics_or_hides_a_warning() {
    for word in NEVER {
        let mut found = Vec::new();
        for source in sources() {
            let lines = source.code.iter().filter(|(_, line)| line.contains(word));
            found.extend(lines.map(|(at, line)| format!("{}:{at}: {}", source.path, line.trim())));
        }
        none(&found);
    }
}

#[test]
fn the_program_knows_nothing_of_the_world_that_the_fixtures_come_from() {
    let mut found = Vec::new();
    for file in files(&root().join("src")) {
        let text = fs::read_to_string(&file).expect("is text").to_lowercase();
        let names = INVENTED.iter().filter(|name| text.contains(**name));
        found.extend(names.map(|name| format!("{}: {name}", file.display())));
    }
    none(&found);
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path.clone())
        .collect();
    none(&silent);
}

#[test]
fn test_names_are_sentences() {
    let mut short = Vec::new();
    for folder in ["src", "tests"] {
        for file in files(&root().join(folder)) {
            let text = fs::read_to_string(&file).expect("is text");
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            for pair in lines.windows(2).filter(|pair| pair[0].ends_with("test]")) {
                let name = pair[1].trim_start_matches("async ").strip_prefix("fn ");
                let words = name.map_or(3, |name| name.split('_').count());
                if words < 3 {
                    short.push(format!("{}: {}", file.display(), pair[1]));
                }
            }
        }
    }
    none(&short);
}

#[test]
fn no_code_is_for_one_system_only() {
    // What differs between systems (where files are kept, who resolves names, whom TLS trusts, how a run is
    // interrupted) is in crates that know all of them; nothing here has to be tried on each.
    let marks =
        ["cfg(unix", "cfg(windows", "cfg(not(unix", "target_os", "target_family", "std::os::"];
    for Source { path, text, .. } in sources() {
        for mark in marks {
            assert!(!text.contains(mark), "{path} has code for one system only: {mark}");
        }
    }
}
