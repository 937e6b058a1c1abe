//! The few ways a run can fail outright. Each names what is wrong and says what to do next.

use std::path::PathBuf;

use thiserror::Error;

use crate::check::policy::Complaints;
use crate::directory::DirectoryError;
use crate::report::given::GivenError;
use crate::wire::case::CaseError;

/// Why a run ended without a result.
#[derive(Debug, Error)]
pub enum Error {
    /// Nothing to trace.
    #[error(
        "nothing to trace; give a URL, a domain, an IP address, a mailbox or an AS number, or --input FILE"
    )]
    NoTarget,
    /// A list without a target in it.
    #[error("{} names no target; give one a line", if path.as_os_str() == "-" { "standard input".into() } else { path.to_string_lossy() })]
    EmptyList {
        /// The list.
        path: PathBuf,
    },
    /// A command that was mistyped.
    #[error("{word:?} is neither a command nor a target; did you mean `trace {meant}`?")]
    Command {
        /// What was typed.
        word: String,
        /// The command that is close to it.
        meant: String,
    },
    /// A policy whose sections name no single domain.
    #[error(
        "{policy} names no single domain, so that nothing was checked; add a section [domain.\"example.com\"] or give a TARGET"
    )]
    NoDomain {
        /// The policy.
        policy: String,
    },
    /// Two options of which only one can be true.
    #[error("{first} and {second} contradict each other: {why}")]
    Contradiction {
        /// The one.
        first: String,
        /// The other.
        second: &'static str,
        /// Why, and what to do.
        why: &'static str,
    },
    /// No queue was named.
    #[error(
        "no queue is named; give --queue URL, set TRACE_QUEUE, or write queue = \"…\" in the configuration file"
    )]
    NoQueue,
    /// The queue's server cannot be used.
    #[error("the queue cannot be used: {problem}")]
    Queue {
        /// What is wrong, without the password.
        problem: String,
    },
    /// A file that cannot be read.
    #[error("cannot read {}: {problem}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        problem: String,
    },
    /// A file that cannot be written.
    #[error("cannot write {}: {problem}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        problem: String,
    },
    /// A setting that makes no sense.
    #[error("{setting} is {value:?}; {allowed}")]
    Setting {
        /// The option, variable or key.
        setting: &'static str,
        /// Its value.
        value: String,
        /// What would be right.
        allowed: &'static str,
    },
    /// A configuration file that cannot be understood.
    #[error("{}: {problem}", path.display())]
    ConfigFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A case file that cannot be replayed.
    #[error("{}: {problem}", path.display())]
    Case {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: CaseError,
    },
    /// A policy that is not there.
    #[error(
        "cannot read {}: {problem}; `trace check --init DOMAIN… --policy {}` writes one",
        path.display(),
        path.display()
    )]
    NoPolicy {
        /// The file.
        path: PathBuf,
        /// What the system says.
        problem: String,
    },
    /// A policy with mistakes.
    #[error(transparent)]
    Policy(#[from] Complaints),
    /// A file that is there already.
    #[error("{} is there already; --force overwrites it", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Two reports for standard output.
    #[error(
        "only one report can go to standard output; give the others a file: --output FORMAT=FILE"
    )]
    TwoReports,
    /// A file that holds no trace.
    #[error("{}: {problem}; give the JSON output of a trace, or a case file", path.display())]
    NoTrace {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// Two traces of different names.
    #[error("{old} and {new} are different names; --any-name compares them all the same")]
    OtherName {
        /// The name of the first.
        old: String,
        /// The name of the second.
        new: String,
    },
    /// A directory file that cannot be used.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// No folder for data can be told.
    #[error("no folder for data is known; set XDG_DATA_HOME or HOME")]
    NoFolder,
    /// A provider that the directory does not have.
    #[error(
        "no provider has the identifier or name {id:?}{nearest}; `trace directory list` prints all"
    )]
    NoProvider {
        /// What was asked for.
        id: String,
        /// What may have been meant, as a half-sentence.
        nearest: String,
    },
    /// Something that the directory cannot be asked for.
    #[error("cannot look up {what:?}; {allowed}")]
    NoQuery {
        /// What was asked for.
        what: String,
        /// What would be right.
        allowed: &'static str,
    },
    /// A subject that cannot be explained.
    #[error(
        "nothing is known of {what:?}{meant}; `trace explain` lists what can be explained, and a top-level domain \
         is given with its dot, as in .ke"
    )]
    NoSubject {
        /// What was asked for.
        what: String,
        /// What it was probably meant to be, as a question; empty where nothing is like it.
        meant: String,
    },
    /// A manual page of a command that there is not.
    #[error("there is no command {words:?}; there is: {known}")]
    NoPage {
        /// The words that were given.
        words: String,
        /// The commands that there are at that place.
        known: String,
    },
    /// Recorded bytes that are not what was recorded.
    #[error("{}: {count} of the recorded bodies do not have their digest", path.display())]
    Tampered {
        /// The file.
        path: PathBuf,
        /// How many.
        count: usize,
    },
    /// A fact of a report that was not taken.
    #[error(transparent)]
    Given(#[from] GivenError),
    /// A report that cannot be drafted as it was asked for.
    #[error("{0}")]
    Report(String),
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
    /// The system gives no means to reach the network with.
    #[error("cannot start: {0}")]
    Start(std::io::Error),
}
