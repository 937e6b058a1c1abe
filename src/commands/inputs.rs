//! What the commands work on beside their arguments: a file, and the day.

use std::fs;
use std::path::Path;

use crate::error::Error;

/// The text of a file of the user's.
pub(super) fn text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path)
        .map_err(|error| Error::Unreadable { path: path.to_owned(), problem: error.to_string() })
}

/// The day that it is.
pub(super) fn today() -> String {
    crate::wire::now().to_string().chars().take(10).collect()
}
