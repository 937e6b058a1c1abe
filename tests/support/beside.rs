//! What some tests compare with and a checkout does not hold.

use std::path::{Path, PathBuf};

#[path = "left_out.rs"]
mod saying;

pub(crate) use saying::left_out;

/// The folder that a variable of the environment names, or else the one of this name in `shared`
/// beside the checkout. Where the file is missing that the test needs first, the test is left out,
/// which is said.
pub(crate) fn beside(variable: &str, folder: &str, first: &str) -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    let folder = std::env::var_os(variable).map_or(shared, PathBuf::from);
    let found = folder.join(first).is_file();
    if !found {
        let place = folder.display();
        left_out(&format!("no {first} in {place}; {variable} may name its folder"));
    }
    found.then_some(folder)
}
