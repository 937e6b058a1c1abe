//! What may be typed about a case: `trace case`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::{AskArgs, harms, switch};

/// Looks into a case, keeps its log, hands it on.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Print what was asked and what came of it, one exchange a line
    Show {
        /// The case file
        file: PathBuf,
    },
    /// Check that the file is whole
    ///
    /// Every recorded body must have its digest; a stamp beside it must be of this case.
    Verify {
        /// The case file
        file: PathBuf,
    },
    /// Log that somebody was told, in CASE.log
    Told(EventArgs),
    /// Log that somebody answered
    Answered(EventArgs),
    /// Log that nothing more is expected
    ///
    /// Of one or, without --to, of anybody.
    Closed(EventArgs),
    /// List who was told and has not answered
    ///
    /// The latest first; exits with 1 when something is late.
    Due(DueArgs),
    /// Trace again, and say what moved and whose turn it is
    ///
    /// The new case is kept beside the old one.
    Retrace(Box<RetraceArgs>),
    /// Write the case for other programs, or as a bundle
    ///
    /// A bundle is what a stranger can check.
    Export(ExportArgs),
    /// Write a time-stamp query over the case, or get the stamp
    ///
    /// By RFC 3161.
    Stamp(StampArgs),
    /// Remove what is older than some days
    ///
    /// Cases, and whatever was made of them: logs, stamps, copies, bundles.
    Prune(PruneArgs),
    /// Write a copy without personal data
    Redact(RedactArgs),
}

/// An event.
#[derive(Debug, ClapArgs)]
pub struct EventArgs {
    /// The case file
    pub case: PathBuf,
    /// Whom it is about: a layer, a kind of desk, a contact
    #[arg(long, value_name = "LAYER|CONTACT")]
    pub to: Option<String>,
    /// What was reported [default: as drafted or told last]
    #[arg(long, value_name = "KIND", value_parser = harms())]
    pub harm: Option<String>,
    /// What the other side gave as a reference
    #[arg(long = "ref", value_name = "TEXT")]
    pub reference: Option<String>,
    /// When [default: now]
    ///
    /// In UTC or with an offset: 2026-11-22T18:00:00Z; a day alone is its first moment in UTC.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub at: Option<jiff::Timestamp>,
    /// What else is to be known
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Take the last event back
    #[arg(long, conflicts_with_all = ["to", "harm", "reference"])]
    pub undo: bool,
}

/// What is late.
#[derive(Debug, ClapArgs)]
pub struct DueArgs {
    /// Folders of cases, or cases [default: .]
    pub paths: Vec<PathBuf>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t)]
    pub output: ListFormat,
    /// As of this moment [default: now]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub at: Option<jiff::Timestamp>,
}

/// The format of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ListFormat {
    /// For people at a terminal
    #[default]
    Human,
    /// One JSON object
    Json,
}

/// Traces again.
#[derive(Debug, ClapArgs)]
pub struct RetraceArgs {
    /// The case file
    pub case: PathBuf,
    /// Take this newer case of it, and ask nobody
    #[arg(long, value_name = "CASE")]
    pub with: Option<PathBuf>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t)]
    pub output: ListFormat,
    /// How questions are asked.
    #[command(flatten)]
    pub asking: AskArgs,
    /// No warnings and no status line
    #[arg(short, long, env = "TRACE_QUIET", value_parser = switch)]
    pub quiet: bool,
}

/// Writes the case for other programs.
#[expect(clippy::struct_excessive_bools, reason = "each is a format of its own")]
#[derive(Debug, ClapArgs)]
#[command(group(clap::ArgGroup::new("form").required(true)))]
pub struct ExportArgs {
    /// The case file
    pub case: PathBuf,
    /// The recorded answers as WARC 1.1
    #[arg(long, group = "form")]
    pub warc: bool,
    /// The chain as a STIX 2.1 bundle
    #[arg(long, group = "form")]
    pub stix: bool,
    /// The chain as a MISP event
    #[arg(long, group = "form")]
    pub misp: bool,
    /// A .zip with everything, to be checked by a stranger
    ///
    /// The case, the answer, the WARC, a manifest, and how to check each claim.
    #[arg(long, group = "form")]
    pub bundle: bool,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Stamps the case.
#[derive(Debug, ClapArgs)]
pub struct StampArgs {
    /// The case file, or a bundle
    pub case: PathBuf,
    /// Get the stamp from this authority
    ///
    /// It learns the digest of the case, your address, and when.
    #[arg(long, value_name = "URL", env = "TRACE_TSA")]
    pub tsa: Option<String>,
}

/// Removes what is old.
#[derive(Debug, ClapArgs)]
pub struct PruneArgs {
    /// Folders of cases; what else is in them stays [default: .]
    pub paths: Vec<PathBuf>,
    /// What was not changed for so many days
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    pub older_than: u32,
    /// Only say what would be removed
    #[arg(long)]
    pub dry_run: bool,
}

/// Writes a copy without personal data.
#[derive(Debug, ClapArgs)]
pub struct RedactArgs {
    /// The case file
    pub case: PathBuf,
    /// The file to write [default: CASE.redacted.case]
    ///
    /// The name of the case, with .redacted before its ending.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Reads a moment; a day is its first.
fn moment(text: &str) -> Result<jiff::Timestamp, String> {
    let day = || text.parse::<jiff::civil::Date>().ok().filter(|_| text.len() == 10);
    let first = || day()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    text.parse().ok().or_else(first).ok_or_else(|| {
        "use a time with its offset or a day, such as 2026-11-22T18:00:00Z or 2026-11-22".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_its_offset_and_a_day_begins_in_utc() {
        let read = |text: &str| moment(text).map(|at| at.to_string());
        assert_eq!(read("2026-11-22T18:00:00+01:00").as_deref(), Ok("2026-11-22T17:00:00Z"));
        assert_eq!(read("2026-11-22").as_deref(), Ok("2026-11-22T00:00:00Z"));
        for text in ["yesterday", "2026-11-22T18:00:00", "22.11.2026", ""] {
            assert!(read(text).is_err_and(|why| why.contains("2026-11-22")), "{text}");
        }
    }
}
