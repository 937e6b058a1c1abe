//! What may be typed about a queue that many machines share.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::headings::{ADVICE, INPUT, PROBING};
use super::lists::Depth;
use super::{AskArgs, harms, switch};

/// Where the queue is.
#[derive(Debug, ClapArgs)]
pub struct QueueArgs {
    /// The Redis or Valkey server (6.2 or later) that holds the queue, as a URL with the user and
    /// password that it wants.
    #[arg(
        long,
        help = "The Redis or Valkey server that holds the queue",
        long_help = "The Redis or Valkey server (6.2 or later) that holds the queue: redis or \
                     rediss://HOST[:PORT][/DB], with USER:PASSWORD and an @ before HOST; a \
                     password is better given in the variable, where nobody sees it",
        value_name = "URL",
        env = "TRACE_QUEUE",
        hide_env_values = true
    )]
    pub queue: Option<String>,
}

/// Looks after a queue.
#[derive(Debug, Subcommand)]
pub enum QueueCommand {
    /// Put targets into the queue
    ///
    /// Those that are in it with the same options are left alone.
    Push(Box<PushArgs>),
    /// Say how far it is, and who has how many in hand
    Status(QueueArgs),
    /// Print what is finished, as NDJSON; nothing is taken away
    ///
    /// In the order of the pushing.
    Results(QueueArgs),
    /// Queue those again that got no answer
    ///
    /// Because their server could not be asked, or because their workers died.
    Retry(QueueArgs),
}

/// Puts targets into a queue. What changes the answer travels with them.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, ClapArgs)]
pub struct PushArgs {
    /// URLs, domains, addresses, ranges, mailboxes, AS numbers
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,

    /// Read targets from a file, one a line
    ///
    /// - is standard input.
    #[arg(short, long, value_name = "FILE", help_heading = INPUT)]
    pub input: Option<PathBuf>,

    /// Where the queue is.
    #[command(flatten)]
    pub queue: QueueArgs,

    /// Advise on a harm: whom to write to, in which order
    #[arg(long, value_name = "KIND", value_parser = harms(), help_heading = ADVICE)]
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

    /// Contact the targets; only workers with --allow-probe do
    #[arg(long, help_heading = PROBING)]
    pub probe: bool,

    /// With --probe: look at the URL itself instead of the root of its site
    #[arg(long, requires = "probe", help_heading = PROBING)]
    pub probe_url: bool,

    /// With --probe: follow redirects, each hop to a chain of its own
    #[arg(long, requires = "probe", help_heading = PROBING)]
    pub follow: bool,

    /// How much is asked [default: full]
    #[arg(long, value_enum, value_name = "DEPTH")]
    pub depth: Option<Depth>,

    /// Name natural persons who hold a domain, where a record shows them
    #[arg(long)]
    pub show_registrant: bool,
}

/// Traces what is in a queue.
#[derive(Debug, ClapArgs)]
pub struct WorkerArgs {
    /// Where the queue is.
    #[command(flatten)]
    pub queue: QueueArgs,

    /// End when every target has its result
    ///
    /// Instead of waiting for more.
    #[arg(long)]
    pub drain: bool,

    /// Contact targets that were pushed with --probe
    #[arg(long)]
    pub allow_probe: bool,

    /// How questions are asked.
    #[command(flatten)]
    pub asking: AskArgs,

    /// No warnings
    #[arg(short, long, env = "TRACE_QUIET", value_parser = switch)]
    pub quiet: bool,
}
