//! Every option is looked at: it works in the configuration file and as a variable, or there is a
//! reason why not.

use std::path::PathBuf;

use clap::CommandFactory;
use trace::cli::Args;
use trace::config::{Config, Surroundings};

/// Options that are said anew each time: the command (`*` for all, else with all below it), the
/// option (`*` for all), and why.
const TYPED_ONLY: &[(&str, &str, &str)] = &[
    ("*", "compromised", "it is said of one target"),
    ("*", "malicious", "it is said of one target"),
    ("*", "registrar-told", "it is said of one target"),
    ("*", "replay", "it is a case of one run"),
    ("*", "output", "each command has formats of its own; that of traces is a setting"),
    ("trace", "json", "it is short for a value of --output"),
    ("trace", "resume", "it is the file of one run"),
    ("check", "init", "it is another thing to do"),
    ("check", "force", "it overwrites something"),
    ("check", "update", "it is another thing to do"),
    ("check", "yes", "it writes without asking"),
    ("diff", "*", "it is about two files"),
    ("report", "*", "it is about one report"),
    ("mcp", "allow-probe", "leave to contact targets is given by hand"),
    ("plan", "dns", "leave to ask is given by hand"),
    ("queue push", "*", "it travels with the targets that are pushed"),
    ("worker", "drain", "it is how one run ends"),
    ("worker", "allow-probe", "leave to contact targets is given by hand"),
    ("case", "*", "it is about one case"),
    ("directory", "*", "it is about one look"),
    ("stats", "*", "it is about one list"),
];

/// Each option: its command, its name and its variable.
fn options(command: &clap::Command, path: &str) -> Vec<(String, String, Option<String>)> {
    let own = command.get_arguments().filter(|arg| !arg.is_positional());
    let mut found: Vec<_> = own
        .filter_map(|arg| {
            let long = arg.get_long()?.to_owned();
            let variable = arg.get_env().map(|name| name.to_string_lossy().into_owned());
            (long != "help" && long != "version").then(|| (path.to_owned(), long, variable))
        })
        .collect();
    for one in command.get_subcommands() {
        let path = if path == "trace" {
            one.get_name().to_owned()
        } else {
            format!("{path} {}", one.get_name())
        };
        found.extend(options(one, &path));
    }
    found
}

/// Whether the configuration file may hold a key.
fn is_key(key: &str) -> bool {
    let text = format!("{key} = [[]]\n");
    let around = Surroundings {
        config_file: Some((PathBuf::from("config.toml"), text)),
        ..Surroundings::default()
    };
    let refused =
        Config::resolve(trace::cli::TraceArgs::default(), around).expect_err("is refused");
    !refused.to_string().contains("unknown field")
}

#[test]
#[cfg_attr(not(all(feature = "mcp", feature = "queue")), ignore = "about all commands")]
fn every_option_works_in_the_file_and_as_a_variable_or_there_is_a_reason_why_not() {
    let mut complaints = Vec::new();
    let mut given = std::collections::BTreeSet::new();
    for (command, option, variable) in options(&Args::command(), "trace") {
        let key = option.replace('-', "_");
        let named = format!("TRACE_{}", key.to_uppercase());
        let of = |whole: &str| {
            whole == "*" || whole == command || command.starts_with(&format!("{whole} "))
        };
        let fits = |(at, name, _): &&(&str, &str, &str)| of(at) && ["*", &option].contains(name);
        match (variable, TYPED_ONLY.iter().find(fits)) {
            (Some(variable), _) if variable != named => {
                complaints.push(format!("{command} --{option}: {variable} is no {named}"));
            }
            (Some(_), _) if !is_key(&key) => {
                complaints.push(format!("{command} --{option}: {key} is no key of the file"));
            }
            (Some(_), _) => {}
            (None, Some((at, name, _))) => {
                given.insert((at, name));
            }
            (None, None) => {
                complaints.push(format!("{command} --{option}: no variable and no reason"));
            }
        }
    }
    let stale = TYPED_ONLY.iter().filter(|(at, name, _)| !given.contains(&(at, name)));
    complaints.extend(stale.map(|(at, name, _)| format!("{at} --{name}: no reason is needed")));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
