//! A bundle that a stranger can check: case, answer, WARC, manifest, and how to check each claim.

use std::fmt::Write as _;

use super::zip::archive;
use crate::model::digest::sha256;

/// The name of the manifest.
pub const MANIFEST: &str = "MANIFEST.sha256";

/// The archive of some files, with a manifest as `sha256sum -c` reads it.
pub fn bundle(mut files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    files.sort();
    let manifest = files.iter().fold(String::new(), |mut text, (name, bytes)| {
        let _ = writeln!(text, "{}  {name}", sha256(bytes));
        text
    });
    files.push((MANIFEST.to_owned(), manifest.into_bytes()));
    archive(&files)
}
