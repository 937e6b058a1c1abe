//! Runs the program as a user would, with nothing of this machine around it.

use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

/// A home of its own for the program.
pub(crate) struct Program {
    /// Home, configuration and cache; gone with this value.
    home: TempDir,
}

/// What a run left behind.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Program {
    /// The program in an empty home.
    pub(crate) fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a folder") }
    }

    /// Its home folder.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// A run that is not started yet. Proxies, resolvers and terminals of this machine are unknown
    /// to it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("trace"));
        command
            .env_clear()
            .env("HOME", self.home())
            .env("XDG_CONFIG_HOME", self.home().join("config"))
            .env("XDG_CACHE_HOME", self.home().join("cache"))
            .current_dir(self.home())
            .timeout(Duration::from_mins(1))
            .args(arguments);
        command
    }

    /// Runs it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        ran(&mut self.command(arguments))
    }
}

/// Runs what was prepared.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("starts and ends in time");
    let text = |bytes| String::from_utf8(bytes).expect("is UTF-8");
    Ran {
        code: output.status.code().expect("was not killed"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}
