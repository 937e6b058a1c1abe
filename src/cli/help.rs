//! The two helps: `-h` on one screen, with what is used most, a line an option; `--help` with
//! everything, examples and exit codes.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, Command, CommandFactory};

use super::endings::ending;
use super::headings::{LISTS, SOURCES};
use super::{Args, command_like};

/// Options that the short help leaves out, beside those of whole groups.
const RARE: [&str; 13] = [
    "compromised",
    "malicious",
    "registrar_told",
    "probe_url",
    "follow",
    "color",
    "show_registrant",
    "force",
    "yes",
    "message",
    "disclosure",
    "log",
    "any_name",
];

/// Commands that it leaves out.
const MINOR: [&str; 9] =
    ["mcp", "queue", "worker", "plan", "stats", "schema", "completions", "man", "cache"];

/// What marks the short help while it is found out which one is wanted.
const SHORT: &str = "-h";

/// Reads the command line by a command.
pub(super) type Read<'a> = &'a dyn Fn(Command) -> Result<ArgMatches, clap::Error>;

/// The error; where it is a help, the one that was asked for, as it is meant to be.
pub(super) fn as_meant(mut error: clap::Error, read: Read<'_>) -> clap::Error {
    let command = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => brief(),
        ErrorKind::DisplayHelp if is_short(read) => brief(),
        ErrorKind::DisplayHelp => whole(),
        ErrorKind::InvalidSubcommand => {
            let word = error.get(ContextKind::InvalidSubcommand).map(ToString::to_string);
            if let Some(meant) = word.and_then(|word| command_like(&word)) {
                let meant = ContextValue::Strings(vec![meant]);
                error.insert(ContextKind::SuggestedSubcommand, meant);
            }
            return error;
        }
        _ => return error,
    };
    read(command).err().unwrap_or(error)
}

/// Whether the short help is asked for.
fn is_short(read: Read<'_>) -> bool {
    fn marked(command: Command) -> Command {
        command.before_help(SHORT).before_long_help("--help").mut_subcommands(marked)
    }
    let help = read(marked(Args::command())).err().map(|help| help.render().to_string());
    help.is_some_and(|text| text.starts_with(SHORT))
}

/// The command with the short help.
pub fn brief() -> Command {
    let command = Args::command().disable_help_subcommand(true);
    let command = command.mut_subcommands(|one| {
        let minor = MINOR.contains(&one.get_name());
        one.hide(minor)
    });
    let rest = MINOR.join(", ");
    shortened(command, "trace").after_help(format!(
        "Also: trace {rest}.\nEverything, with examples: trace --help, trace COMMAND --help, man trace"
    ))
}

/// The command with short helps, down to its last one.
fn shortened(command: Command, path: &str) -> Command {
    let rare = |arg: &Arg| {
        let group = arg.get_help_heading();
        group == Some(LISTS) || group == Some(SOURCES) || RARE.contains(&arg.get_id().as_str())
    };
    let plain = |arg: Arg| {
        let rare = rare(&arg);
        let valued = arg.get_action().takes_values();
        let arg = arg.hide_env(true).help_heading(None::<&'static str>);
        let arg = if valued { arg.hide_possible_values(true) } else { arg };
        if rare { arg.hide(true) } else { arg }
    };
    command
        .mut_args(plain)
        .mut_subcommands(|one| {
            let path = format!("{path} {}", one.get_name());
            shortened(one, &path)
        })
        .after_help(format!("Everything, with examples: {path} --help"))
}

/// The command with the long help.
pub fn whole() -> Command {
    ended(Args::command(), "")
}

/// The command with what stands at the end of its long help, down to its last one.
fn ended(command: Command, path: &str) -> Command {
    let text = ending(path).map(super::endings::Ending::text).unwrap_or_default();
    command.after_long_help(text).mut_subcommands(|one| {
        let path = format!("{path} {}", one.get_name());
        ended(one, path.trim_start())
    })
}

/// The words of every command, beginning with the one that has none.
pub fn paths() -> Vec<String> {
    fn below(command: &Command, path: &str, paths: &mut Vec<String>) {
        paths.push(path.to_owned());
        for one in command.get_subcommands() {
            below(one, format!("{path} {}", one.get_name()).trim_start(), paths);
        }
    }
    let mut paths = Vec::new();
    below(&Args::command(), "", &mut paths);
    paths
}
