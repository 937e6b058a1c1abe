//! What the user may type: structs and help text, nothing else. `config.rs` decides what it means.

#![expect(clippy::doc_markdown, reason = "help is printed as it stands, without Markdown")]

mod case;
mod directory;
pub mod endings;
pub mod headings;
pub mod help;
pub mod lists;
pub mod manual;
mod owner;
mod print;
#[cfg(feature = "queue")]
mod queue;
mod report;
mod schema;
mod shares;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{
    ArgMatches, Args as ClapArgs, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};
use serde::Deserialize;

use self::headings::{ADVICE, INPUT, LISTS, OUTPUT, PROBING, SOURCES};
use crate::advice::harms::HARMS;
use crate::model::shard::Shard;
use crate::render::Format;
use crate::report::given::REPORTER;

pub use case::{
    CaseCommand, DueArgs, EventArgs, ExportArgs, ListFormat, PruneArgs, RedactArgs, RetraceArgs,
    StampArgs,
};
pub use directory::DirectoryCommand;
pub use owner::{CheckArgs, DiffArgs, DiffFormat, ReportTo};
pub use print::{CacheCommand, PrintCommand};
#[cfg(feature = "queue")]
pub use queue::{PushArgs, QueueArgs, QueueCommand, WorkerArgs};
pub use report::ReportArgs;
pub use schema::SchemaOf;
#[cfg(feature = "mcp")]
pub use shares::McpArgs;
pub use shares::{PlanArgs, StatsArgs};

/// Say who is responsible for a URL, layer by layer, and how to reach them
///
/// A request for a web page passes four or five companies that have nothing to do with each other:
/// registry, registrar, DNS operator, CDN, host, network. trace walks that chain, names each of
/// them with the contact for that role, and says what it can and cannot do.
///
/// Nothing of the target is contacted unless --probe is given: no connection to its web servers, and
/// its name servers are asked through your resolver only (their operator sees the resolver's query).
#[derive(Debug, Parser)]
#[command(
    name = "trace",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    max_term_width = 80
)]
pub struct Args {
    /// What to do instead of tracing.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to trace.
    #[command(flatten)]
    pub trace: TraceArgs,
}

/// How to trace.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Default, ClapArgs)]
pub struct TraceArgs {
    /// URLs, domains, addresses, ranges, mailboxes, AS numbers
    ///
    /// As people paste them: hxxp, [.], <…> and the wrappings of mail filters are undone; - is standard input.
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,

    /// Read targets from a file, one a line
    ///
    /// - is standard input, as is a pipe without a TARGET; # starts a comment.
    #[arg(short, long, value_name = "FILE", env = "TRACE_INPUT", help_heading = INPUT)]
    pub input: Option<PathBuf>,

    /// Trace only one share of the list, such as 1/4, with that share of each server's limit: for
    /// several machines without a common queue
    #[arg(long, value_name = "I/N", value_parser = Shard::parse, env = "TRACE_SHARD", help_heading = LISTS)]
    pub shard: Option<Shard>,

    /// Format: human, brief, json, ndjson, csv, markdown …
    ///
    /// [default: human]
    #[arg(short, long, value_enum, value_name = "FORMAT", env = "TRACE_OUTPUT", help_heading = OUTPUT)]
    pub output: Option<Format>,

    /// Short for --output json, and wins over it
    #[arg(long, help_heading = OUTPUT)]
    pub json: bool,

    /// Advise on a harm: whom to write to, in which order
    ///
    /// With why, and with who cannot help.
    #[arg(
        long,
        value_name = "KIND",
        value_parser = harms(),
        env = "TRACE_HARM",
        help_heading = ADVICE
    )]
    pub harm: Option<String>,

    /// With --harm: it is somebody's site that was broken into
    #[arg(long, requires = "harm", conflicts_with = "malicious", help_heading = ADVICE)]
    pub compromised: bool,

    /// With --harm: the name was registered for it
    #[arg(long, requires = "harm", help_heading = ADVICE)]
    pub malicious: bool,

    /// With --harm: the registrar was told, and there is proof of it
    #[arg(long, requires = "harm", help_heading = ADVICE)]
    pub registrar_told: bool,

    /// How questions are asked.
    #[command(flatten)]
    pub asking: AskArgs,

    /// How a list is worked through.
    #[command(flatten)]
    pub lists: lists::ListArgs,

    /// With --probe: look at the URL itself instead of the root of its site
    #[arg(long, env = "TRACE_PROBE_URL", value_parser = switch, help_heading = PROBING)]
    pub probe_url: bool,

    /// With --probe: follow redirects, each hop to a chain of its own
    #[arg(long, env = "TRACE_FOLLOW", value_parser = switch, help_heading = PROBING)]
    pub follow: bool,

    /// Trace from a case file instead of the network
    ///
    /// demo is a case inside the program.
    #[arg(
        long,
        value_name = "FILE|demo",
        conflicts_with_all = ["targets", "input", "save_case"],
        help_heading = INPUT
    )]
    pub replay: Option<PathBuf>,

    /// Name natural persons who hold a domain, where a record shows them
    #[arg(long, env = "TRACE_SHOW_REGISTRANT", value_parser = switch, help_heading = OUTPUT)]
    pub show_registrant: bool,

    /// Exit with 3 when a layer stayed unknown
    #[arg(long, env = "TRACE_STRICT", value_parser = switch, help_heading = OUTPUT)]
    pub strict: bool,

    /// Show powers, evidence and each exchange
    ///
    /// Each exchange as it happens; powers, evidence and rejected contacts in full.
    #[arg(
        short,
        long,
        conflicts_with = "quiet",
        env = "TRACE_VERBOSE",
        value_parser = switch,
        help_heading = OUTPUT
    )]
    pub verbose: bool,

    /// No warnings and no status line
    #[arg(short, long, env = "TRACE_QUIET", value_parser = switch, help_heading = OUTPUT)]
    pub quiet: bool,
}

/// How questions are asked, whatever they are for.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct AskArgs {
    /// Contact the target: one look at its web server
    ///
    /// One GET of its / on the URL's scheme and port, with its certificate; its
    /// /.well-known/security.txt; and each of its name servers.
    #[arg(long, env = "TRACE_PROBE", value_parser = switch, help_heading = PROBING)]
    pub probe: bool,

    /// Who answers DNS questions.
    #[arg(
        long,
        value_name = "RESOLVER",
        env = "TRACE_RESOLVER",
        help_heading = SOURCES,
        value_delimiter = ',',
        help = "Who answers DNS questions: system, ADDR[:PORT], tls://NAME@ADDR[:PORT], https://…; of several the first, or the next where that fails, and what they say of the target is compared [default: system]"
    )]
    pub resolver: Vec<String>,

    /// RDAP server lists instead of IANA's: a folder URL with dns.json, ipv4.json, ipv6.json and
    /// asn.json, or a dns.json file
    #[arg(long, value_name = "URL|FILE", env = "TRACE_RDAP_BOOTSTRAP", help_heading = SOURCES)]
    pub rdap_bootstrap: Option<String>,

    /// WHOIS server to ask instead of the registries', for domains, addresses and AS numbers alike
    #[arg(long, value_name = "HOST[:PORT]", env = "TRACE_WHOIS_SERVER", help_heading = SOURCES)]
    pub whois_server: Option<String>,

    /// Database of origin networks (MaxMind format) to use instead of Team Cymru's DNS zones
    #[arg(long, value_name = "FILE", env = "TRACE_ASN_DB", help_heading = SOURCES)]
    pub asn_db: Option<PathBuf>,

    /// Provider entries of your own, in the directory's format; they come before the embedded ones
    #[arg(long, value_name = "FILE", env = "TRACE_DIRECTORY", help_heading = SOURCES)]
    pub directory: Option<PathBuf>,

    /// Record every exchange in a case file
    ///
    /// With several targets, a folder.
    #[arg(long, value_name = "FILE", env = "TRACE_SAVE_CASE", help_heading = OUTPUT)]
    pub save_case: Option<PathBuf>,

    /// Seconds that one target may take [default: 20]
    #[arg(long, value_name = "SECONDS", value_parser = seconds, env = "TRACE_TIMEOUT", allow_negative_numbers = true, help_heading = LISTS)]
    pub timeout: Option<f64>,

    /// Targets traced at the same time [default: 16]
    #[arg(long, value_name = "N", value_parser = count, env = "TRACE_CONCURRENCY", allow_negative_numbers = true, help_heading = LISTS)]
    pub concurrency: Option<usize>,

    /// Neither read nor write answers kept on disk
    #[arg(long, env = "TRACE_NO_CACHE", value_parser = switch, help_heading = SOURCES)]
    pub no_cache: bool,

    /// When to use colour [default: auto]
    #[arg(long, value_enum, value_name = "WHEN", env = "TRACE_COLOR", help_heading = OUTPUT)]
    pub color: Option<ColorChoice>,
}

/// The arguments as they were typed and as variables say. A variable that is empty is not set.
pub fn parse(is_empty: &dyn Fn(&OsStr) -> bool) -> Result<Args, clap::Error> {
    let read = |command| without_empty(command, is_empty).try_get_matches();
    let matches = read(Args::command()).or_else(|error| match error.kind() {
        ErrorKind::ArgumentConflict => yielding(&read).ok_or(error),
        _ => Err(help::as_meant(error, &read)),
    });
    Args::from_arg_matches_mut(&mut matches?)
}

/// What was typed, where it contradicts nothing but a variable: the command line wins.
fn yielding(read: help::Read<'_>) -> Option<ArgMatches> {
    fn without(command: clap::Command, ids: &[&str]) -> clap::Command {
        let bare = |arg: clap::Arg| {
            if ids.contains(&arg.get_id().as_str()) { arg.env(None::<&'static str>) } else { arg }
        };
        command.mut_args(bare).mut_subcommands(|one| without(one, ids))
    }
    let each = YIELDING.chunks(1).chain([&YIELDING[..]]);
    each.into_iter().find_map(|ids| read(without(Args::command(), ids)).ok())
}

/// What contradicts something else, and has a variable.
const YIELDING: [&str; 4] = ["input", "save_case", "verbose", "quiet"];

/// The command without the variables that are empty.
fn without_empty(command: clap::Command, is_empty: &dyn Fn(&OsStr) -> bool) -> clap::Command {
    let set = |arg: clap::Arg| {
        if arg.get_env().is_some_and(is_empty) { arg.env(None::<&'static str>) } else { arg }
    };
    command.mut_args(set).mut_subcommands(|one| without_empty(one, is_empty))
}

/// The variables that are read.
fn variables() -> BTreeSet<String> {
    fn of(command: &clap::Command, names: &mut BTreeSet<String>) {
        let own = command.get_arguments().filter_map(clap::Arg::get_env);
        names.extend(own.map(|name| name.to_string_lossy().into_owned()));
        command.get_subcommands().for_each(|one| of(one, names));
    }
    let reporter = REPORTER.iter().map(|fact| format!("TRACE_REPORT_{}", fact.to_uppercase()));
    let mut names: BTreeSet<String> = reporter.collect();
    of(&Args::command(), &mut names);
    names
}

/// The variable that one of ours was probably meant to be.
pub fn variable_like(name: &str) -> Option<String> {
    let names = variables();
    if names.contains(name) {
        return None;
    }
    let far = |known: &String| strsim::damerau_levenshtein(name, known);
    names.into_iter().min_by_key(far).filter(|known| far(known) <= 2)
}

/// The option of an unusable value: `--output`.
pub fn unusable(error: &clap::Error) -> Option<String> {
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    let option = of(ContextKind::InvalidValue).and_then(|_| of(ContextKind::InvalidArg))?;
    option.split([' ', '=', '[']).next().map(str::to_owned)
}

/// The short form of a long option, without their dashes.
pub fn short_of(long: &str) -> Option<char> {
    let command = Args::command();
    command.get_arguments().find(|arg| arg.get_long() == Some(long))?.get_short()
}

/// The command that a word was probably meant to be.
pub fn command_like(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let most = if lower.len() < 5 { 1 } else { 2 };
    let command = Args::command();
    let names = command.get_subcommands().map(clap::Command::get_name);
    let far = |name: &&str| strsim::damerau_levenshtein(&lower, name);
    names.min_by_key(far).filter(|name| far(name) <= most).map(str::to_owned)
}

/// The harms that there is advice about.
fn harms() -> PossibleValuesParser {
    PossibleValuesParser::new(HARMS.iter().map(|harm| harm.id))
}

/// Reads a switch out of a variable. An unknown word is refused: it must not turn on what contacts
/// the target.
fn switch(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Ok(true),
        "" | "0" | "false" | "no" | "off" => Ok(false),
        _ => Err("use 1, true, yes, on or 0, false, no, off".to_owned()),
    }
}

/// Reads a time.
fn seconds(text: &str) -> Result<f64, String> {
    text.parse().map_err(|_| "use a number of seconds, such as 20".to_owned())
}

/// Reads how many.
fn count(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "use a whole number, such as 16".to_owned())
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do instead of tracing.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compare domains with what they should be, as a policy file says it
    Check(Box<CheckArgs>),
    /// Say what changed between two traces, and what that means
    Diff(DiffArgs),
    /// Draft the notice to each right party; nothing is sent
    Report(Box<ReportArgs>),
    /// Serve assistants by the Model Context Protocol, on stdio
    #[cfg(feature = "mcp")]
    Mcp(Box<McpArgs>),
    /// Say how long a list takes, and by which server; nobody is asked
    Plan(Box<PlanArgs>),
    /// Many machines, one queue: put targets in, take results out
    #[cfg(feature = "queue")]
    #[command(subcommand)]
    Queue(QueueCommand),
    /// Trace what is in a queue; a worker may end or die at any time
    #[cfg(feature = "queue")]
    Worker(Box<WorkerArgs>),
    /// Look into a case file, keep its log, hand it on
    #[command(subcommand)]
    Case(CaseCommand),
    /// Something that is only printed.
    #[command(flatten)]
    Print(PrintCommand),
}
