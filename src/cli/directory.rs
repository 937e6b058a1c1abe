//! What may be typed to look into the directory of providers.

use std::path::PathBuf;

use clap::Subcommand;

/// Looks into the directory.
#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// List the providers
    List,
    /// Print what is known about a provider
    Show {
        /// The provider's identifier, or its name in any case
        id: String,
    },
    /// Say who is behind a host name, address or URL, by which sign
    ///
    /// And what speaks against it.
    Match {
        /// A host name, address, URL, AS number, iana:NUMBER, issuer:NAME
        ///
        /// iana: is followed by the number of a registrar, issuer: by its name in a certificate.
        what: String,
        /// Provider entries of your own
        ///
        /// They come before the embedded ones.
        #[arg(long, value_name = "FILE", env = "TRACE_DIRECTORY")]
        directory: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check the entries and count what is missing in them
    Lint {
        /// Check this file of your own instead
        ///
        /// Instead of the embedded entries.
        #[arg(long, value_name = "FILE")]
        directory: Option<PathBuf>,
        /// Count the contacts role by role
        ///
        /// How many providers have one, whose word it is and how old.
        #[arg(long)]
        reach: bool,
        /// Name each gap, not only their number
        #[arg(short, long)]
        verbose: bool,
    },
    /// Fetch the address ranges that providers publish
    ///
    /// Into $XDG_DATA_HOME/trace.
    Update,
}
