//! What may be typed to print something; nobody is asked.

use clap::Subcommand;

use super::{DirectoryCommand, SchemaOf, StatsArgs};

/// What is only printed; nobody is asked.
#[derive(Debug, Subcommand)]
pub enum PrintCommand {
    /// Look into the directory of providers
    #[command(subcommand)]
    Directory(DirectoryCommand),
    /// Explain a word of the screen or a top-level domain; nobody is asked
    ///
    /// A layer, ability, harm, status, rule or word of the screen, or what is known of a top-level
    /// domain. Without a word, list what can be explained.
    Explain {
        /// The word; a domain with its dot; or check and a rule
        ///
        /// registrar, suspend-domain, phishing; .ke, .co.uk, .рф; check registrar.
        #[arg(value_name = "WORD")]
        what: Vec<String>,
    },
    /// Say who carries how much of a list, from its NDJSON
    Stats(StatsArgs),
    /// Print the JSON Schema of the JSON output
    Schema {
        /// Of which command
        #[arg(value_enum, default_value_t)]
        of: SchemaOf,
    },
    /// Print the completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print a manual page (roff)
    Man {
        /// The words of the command, such as case told
        ///
        /// Without them, the page of trace itself.
        #[arg(value_name = "COMMAND")]
        of: Vec<String>,
    },
    /// Where answers are kept between runs
    #[command(subcommand)]
    Cache(CacheCommand),
}

/// What to do with the cache.
#[derive(Debug, Subcommand)]
pub enum CacheCommand {
    /// Print the folder
    Path,
    /// Remove everything in it
    Clear,
}
