//! What a reporter may type: `trace report`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::{AskArgs, harms, switch};
use crate::report::format::DraftFormat;

/// Drafts the notice to each right party.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, ClapArgs)]
#[command(after_long_help = AFTER_HELP)]
pub struct ReportArgs {
    /// Targets, or case files; of a case nothing is asked anew
    #[arg(value_name = "TARGET|CASE")]
    pub targets: Vec<String>,

    /// Read targets from a file, one a line: one draft a recipient with all its addresses
    #[arg(short, long, value_name = "FILE")]
    pub input: Option<PathBuf>,

    /// What is reported
    #[arg(long, value_name = "KIND", value_parser = harms(), required = true)]
    pub harm: String,

    /// It is somebody's site that was broken into
    #[arg(long, conflicts_with = "malicious")]
    pub compromised: bool,

    /// The name was registered for it
    #[arg(long)]
    pub malicious: bool,

    /// Only this step of the advice; may be given several times
    #[arg(long, value_name = "N")]
    pub step: Vec<usize>,

    /// Only drafts to this layer or kind of desk; may be given several times
    #[arg(long, value_name = "LAYER")]
    pub to: Vec<String>,

    /// Write the drafts to files in this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Formats [default: text; with --out all that a recipient takes]
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',')]
    pub format: Vec<DraftFormat>,

    /// State a fact that only you know; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,

    /// Ask for what is blank, on a terminal
    #[arg(long)]
    pub interactive: bool,

    /// The message that is reported, with all its headers
    #[arg(long, value_name = "FILE.eml")]
    pub message: Option<PathBuf>,

    /// Draft a request to the registrar for the data of a hidden holder instead
    #[arg(long)]
    pub disclosure: bool,

    /// With one case: log what was drafted, as drafted, in CASE.log
    #[arg(long)]
    pub log: bool,

    /// Exit with 3 when something is left blank
    #[arg(long, env = "TRACE_STRICT", value_parser = switch)]
    pub strict: bool,

    /// How questions are asked.
    #[command(flatten)]
    pub asking: AskArgs,

    /// No warnings and no list of blanks
    #[arg(short, long)]
    pub quiet: bool,
}

/// What stands at the end of the long help.
const AFTER_HELP: &str = "\
Nothing is sent. What only you know is a marked blank: [[brand: who is imitated]]. Fill it with
--set brand=\"Example Bank\". About yourself: name, mailbox, organisation, country, on_behalf_of;
also from [report] in the configuration file and from TRACE_REPORT_NAME and its kin. A signature and
an oath are never filled in.

Facts: url, seen_at, seen_how, screenshot, brand, real_site, lure, why_domain, file_hash,
malware_family, protocol, first_seen, last_seen, compromise_evidence, fraud_type, claimed_entity,
payment_methods, compromise_type, path, trademark, work_title, rights_holder, original_url, address,
good_faith, law, why_illegal, depicted, source_ip, source_port, attack_type, destination_ip,
destination_port, log, right_records, wrong_records, told_before, forward (yes, anonymous, no), and
those that XARF recommends, which are named when they are missing.

Exit codes:
  0    drafted
  2    could not be run, or nothing may be written about this
  3    nothing could be drafted, or with --strict something is left blank";
