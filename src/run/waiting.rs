//! The results that wait for a slower one before them, beside the file that the output goes into, so
//! that a run that is killed has not lost them. The file is gone when the run has ended.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::render::json::finished;

/// What its name has behind that of the output.
const ENDING: &str = ".waiting";

/// A file of results that wait. That it cannot be written costs no result.
#[derive(Default)]
pub(super) struct WaitingFile {
    /// Where it is; `None` where the output is no file.
    path: Option<PathBuf>,
    /// The file, once something waits.
    file: Option<File>,
    /// Whether anything is in it.
    is_used: bool,
}

impl WaitingFile {
    /// The one beside an output; nothing is made yet.
    pub(super) fn beside(output: Option<&Path>) -> Self {
        Self { path: output.map(path), ..Self::default() }
    }

    /// Adds a result that waits.
    pub(super) fn add(&mut self, line: &str) {
        let Some(path) = &self.path else { return };
        if self.file.is_none() {
            let file = File::options().create(true).append(true).open(path);
            self.file = file.and_then(|file| file.set_len(0).map(|()| file)).ok();
        }
        if let Some(file) = &mut self.file {
            // In one piece, so that whole lines are left.
            let _ = file.write_all(format!("{line}\n").as_bytes());
            self.is_used = true;
        }
    }

    /// Forgets them, because nothing waits any more.
    pub(super) fn clear(&mut self) {
        if let Some(file) = self.file.as_ref().filter(|_| self.is_used) {
            let _ = file.set_len(0);
            self.is_used = false;
        }
    }

    /// Takes the file away.
    pub(super) fn end(self) {
        if let Some(path) = self.path.filter(|_| self.file.is_some()) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The results that a run left which was killed: whole lines.
pub(super) fn left(output: &Path) -> Vec<String> {
    let text = fs::read_to_string(path(output)).unwrap_or_default();
    let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    lines.filter(|line| finished(line).is_some()).map(str::to_owned).collect()
}

/// Takes away what a run left, because it stands in the output now.
pub(super) fn taken(output: &Path) {
    // There seldom is any.
    let _ = fs::remove_file(path(output));
}

/// Where the file beside an output is.
fn path(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(ENDING);
    name.into()
}
