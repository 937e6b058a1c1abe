//! The `trace` binary: reads the surroundings, runs, and turns the outcome into an exit code.

// The wires wrap each other, and so do the futures of their asks: a release lays out all of them at once.
#![recursion_limit = "256"]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use etcetera::BaseStrategy;
use trace::cli::{self, Args, Command, DirectoryCommand, PrintCommand};
use trace::commands;
use trace::config::{Config, Surroundings};
use trace::error::Error;
use trace::exit;
use trace::model::secret::{Discreet, discreet};
use trace::report::given::REPORTER;
use trace::run::update::update;
use trace::run::{case, check, diff, plan, report, run};
use trace::wire::live::Proxies;

fn main() -> ExitCode {
    let mut err = Discreet(io::stderr());
    let is_empty = |name: &OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    let args = match cli::parse(&is_empty) {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { exit::NOT_RUN } else { exit::TRACED };
            tell(&error, &mut err);
            if let Some(option) = cli::unusable(&error) {
                name_variable(&option, &mut err);
            }
            return ExitCode::from(code);
        }
    };
    warn_of_variables(&mut err);
    match start(args, &mut err) {
        Ok(code) => ExitCode::from(code),
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::from(exit::TRACED)
        }
        Err(error) => {
            let _ = writeln!(err, "trace: {error}");
            if let Error::Setting { setting, .. } = &error {
                name_variable(setting, &mut err);
            }
            ExitCode::from(exit::NOT_RUN)
        }
    }
}

/// Prints what was wrong with the command line, without any password in it.
fn tell(error: &clap::Error, err: &mut impl Write) {
    let text = error.render().to_string();
    if discreet(&text) == text.as_str() {
        let _ = error.print();
    } else {
        let _ = write!(err, "{text}");
    }
}

/// Says from which variable the value of an option comes, where it does.
fn name_variable(option: &str, err: &mut impl Write) {
    let Some(name) = option.strip_prefix("--") else { return };
    let variable = format!("TRACE_{}", name.to_uppercase().replace('-', "_"));
    let short = cli::short_of(name).map(|short| format!("-{short}"));
    let typed = |word: String| {
        word.starts_with(option) || short.as_ref().is_some_and(|short| word.starts_with(short))
    };
    if std::env::var_os(&variable).is_some_and(|set| !set.is_empty())
        && !std::env::args().any(typed)
    {
        let _ = writeln!(err, "The value comes from the variable {variable}.");
    }
}

/// Says which variables look like ours and are not read.
fn warn_of_variables(err: &mut impl Write) {
    for (name, _) in std::env::vars_os() {
        let Some(name) = name.to_str().filter(|name| name.starts_with("TRACE_")) else { continue };
        if let Some(meant) = cli::variable_like(name) {
            let _ = writeln!(err, "warning: {name} is not read; did you mean {meant}?");
        }
    }
}

/// Does what was typed.
fn start(args: Args, err: &mut impl Write) -> Result<u8, Error> {
    let out = io::stdout().lock();
    match args.command {
        None => {
            let config = Config::resolve(args.trace, surroundings()?)?;
            block_on(run(config, out, err))
        }
        Some(Command::Check(args)) => block_on(check(*args, surroundings()?, out, err)),
        Some(Command::Report(args)) => block_on(report(*args, surroundings()?, out, err)),
        Some(Command::Diff(args)) => block_on(diff(&args, surroundings()?, out)),
        #[cfg(feature = "mcp")]
        Some(Command::Mcp(args)) => {
            let input = tokio::io::BufReader::new(tokio::io::stdin());
            block_on(trace::mcp::serve(&args, &surroundings, input, out))
        }
        Some(Command::Plan(args)) => block_on(plan(*args, surroundings()?, out, err)),
        #[cfg(feature = "queue")]
        Some(Command::Queue(command)) => {
            block_on(trace::run::queue(command, surroundings()?, out, err))
        }
        #[cfg(feature = "queue")]
        Some(Command::Worker(args)) => block_on(trace::run::worker(*args, surroundings()?)),
        Some(Command::Case(command)) => block_on(case(command, surroundings()?, out, err)),
        Some(Command::Print(PrintCommand::Directory(DirectoryCommand::Update))) => {
            block_on(update(data_folder().as_deref(), proxies(), out))
        }
        Some(Command::Print(command)) => commands::run(command, cache_folder(), out),
    }
}

/// Runs to the end. What the system still does for nobody, such as looking up a name at a resolver
/// that is dead, is not waited for.
fn block_on(work: impl Future<Output = Result<u8, Error>>) -> Result<u8, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(Error::Start)?;
    let code = runtime.block_on(work);
    runtime.shutdown_background();
    code
}

/// What the program finds around it.
fn surroundings() -> Result<Surroundings, Error> {
    let stdout = io::stdout().is_terminal();
    // A terminal that takes text alone: no colour, and no line that is drawn over.
    let dumb = std::env::var_os("TERM").is_some_and(|kind| kind == "dumb");
    Ok(Surroundings {
        stdin_is_terminal: io::stdin().is_terminal(),
        stdout_is_terminal: stdout,
        stderr_is_terminal: io::stderr().is_terminal() && !dumb,
        links: stdout && !dumb && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        width: if stdout { terminal_width() } else { None },
        no_color: dumb || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        proxies: proxies(),
        cache: cache_folder(),
        data: data_folder(),
        config_file: config_file()?,
        reporter: reporter(),
    })
}

/// The columns of the terminal on standard output: what it reports, else what the shell says.
fn terminal_width() -> Option<usize> {
    let reported =
        terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let said = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    reported.filter(|width| *width > 0).or_else(said)
}

/// The proxies that the environment names, in either case.
fn proxies() -> Proxies {
    let read = |name: &str| {
        [name.to_lowercase(), name.to_owned()]
            .iter()
            .find_map(|name| std::env::var(name).ok())
            .filter(|value| !value.is_empty())
    };
    Proxies {
        http: read("HTTP_PROXY"),
        https: read("HTTPS_PROXY"),
        all: read("ALL_PROXY"),
        except: read("NO_PROXY"),
    }
}

/// The reporter's own facts that the environment names.
fn reporter() -> BTreeMap<String, String> {
    let read = |key: &&str| {
        let value = std::env::var(format!("TRACE_REPORT_{}", key.to_uppercase())).ok()?;
        (!value.is_empty()).then(|| ((*key).to_owned(), value))
    };
    REPORTER.iter().filter_map(read).collect()
}

/// Where answers are kept between runs.
fn cache_folder() -> Option<PathBuf> {
    Some(etcetera::base_strategy::Xdg::new().ok()?.cache_dir().join("trace"))
}

/// Where data that was fetched is kept.
fn data_folder() -> Option<PathBuf> {
    Some(etcetera::base_strategy::Xdg::new().ok()?.data_dir().join("trace"))
}

/// The configuration file, if there is one.
fn config_file() -> Result<Option<(PathBuf, String)>, Error> {
    let Ok(folders) = etcetera::base_strategy::Xdg::new() else { return Ok(None) };
    let path = folders.config_dir().join("trace").join("config.toml");
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Unreadable { path, problem: error.to_string() }),
    }
}
