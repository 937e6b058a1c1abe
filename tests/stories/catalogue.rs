//! The catalogue of texts against the sources that use it.

use std::fs;
use std::path::Path;

/// All sources and the matrix, in one text.
fn sources() -> String {
    let mut text = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs")
                || path.ends_with("matrix.txt")
            {
                text += &fs::read_to_string(path).expect("is text");
            }
        }
    }
    text
}

#[test]
fn every_text_is_used() {
    let sources = sources();
    let quoted = |word: &str| sources.contains(&format!("\"{word}\""));
    let mut unused = Vec::new();
    for key in trace::texts::keys() {
        let base = [".if-stopping", ".stopping", ".if"]
            .iter()
            .find_map(|end| key.strip_suffix(end))
            .unwrap_or(key);
        let mut segments = key.split('.');
        let family =
            segments.next().is_some_and(|first| sources.contains(&format!("\"{first}.{{")));
        let known = segments.all(|part| quoted(part) || sources.contains(&format!(":{part}")));
        // A family whose last word is filled in is used as a whole.
        let filled = key.rsplit_once('.').is_some_and(|(head, _)| {
            head.contains('.') && sources.contains(&format!("\"{head}.{{"))
        });
        // A family that is listed by its head is used as a whole.
        let listed = key
            .split_once('.')
            .is_some_and(|(head, _)| sources.contains(&format!("strip_prefix(\"{head}.\")")));
        let used = quoted(key) || quoted(base) || (family && known) || filled || listed;
        if !used {
            unused.push(key);
        }
    }
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn every_text_that_a_source_names_is_there() {
    let sources = sources();
    let families = ["remark.", "evidence.", "party.", "gap.", "hint.", "csam.", "silent.", "page."];
    for piece in sources.split('"') {
        let is_file = matches!(piece.rsplit('.').next(), Some("css" | "txt"));
        let is_key = !is_file
            && families.iter().any(|family| piece.starts_with(family))
            && piece.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '-');
        if is_key && piece.split('.').all(|part| !part.is_empty()) {
            assert!(trace::texts::find(piece).is_some(), "{piece}");
        }
    }
}
