//! Arguments, variables and the configuration file become one [`Config`]: every default and
//! every conflict is decided here, by pure functions that are given their surroundings.

pub mod lists;
mod reading;
mod resolvers;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use self::lists::{LimitForm, Lists};
use self::reading::read_file;
use crate::advice::harms::harm;
use crate::advice::{Request, contradiction, csam};
use crate::cli::lists::Depth;
use crate::cli::{ColorChoice, TraceArgs};
use crate::error::Error;
use crate::model::advice::Nature;
use crate::model::secret::without_user;
use crate::model::shard::Shard;
use crate::model::target::without_password;
use crate::render::{Format, Look};
use crate::wire::live::{Proxies, Resolver};

/// What the program finds around it.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Whether standard input is a terminal, or there is none to read.
    pub stdin_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// Whether the terminal takes clickable links.
    pub links: bool,
    /// The terminal's columns, where known.
    pub width: Option<usize>,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// The proxies that the environment names.
    pub proxies: Proxies,
    /// Where answers are kept between runs.
    pub cache: Option<PathBuf>,
    /// Where data that was fetched is kept.
    pub data: Option<PathBuf>,
    /// The configuration file's path and text, if there is one.
    pub config_file: Option<(PathBuf, String)>,
    /// The reporter's own facts that `TRACE_REPORT_*` variables name.
    pub reporter: BTreeMap<String, String>,
}

/// The configuration file: the long option names with underscores.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    /// `--output`
    output: Option<Format>,
    /// `--harm`
    harm: Option<String>,
    /// `--input`
    input: Option<PathBuf>,
    /// `--save-case`
    save_case: Option<PathBuf>,
    /// `--verbose`
    #[serde(default)]
    verbose: bool,
    /// `--quiet`
    #[serde(default)]
    quiet: bool,
    /// `--probe`
    #[serde(default)]
    probe: bool,
    /// `--probe-url`
    #[serde(default)]
    probe_url: bool,
    /// `--follow`
    #[serde(default)]
    follow: bool,
    /// `--resolver`
    #[serde(default, deserialize_with = "lists::one_or_more")]
    resolver: Vec<String>,
    /// `--rdap-bootstrap`
    rdap_bootstrap: Option<String>,
    /// `--whois-server`
    whois_server: Option<String>,
    /// `--asn-db`
    asn_db: Option<PathBuf>,
    /// `--directory`
    directory: Option<PathBuf>,
    /// `--timeout`
    timeout: Option<f64>,
    /// `--concurrency`
    concurrency: Option<usize>,
    /// `--unordered`
    #[serde(default)]
    unordered: bool,
    /// `--depth`
    depth: Option<Depth>,
    /// What servers bear, by their names.
    #[serde(default)]
    limits: BTreeMap<String, LimitForm>,
    /// `--no-cache`
    #[serde(default)]
    no_cache: bool,
    /// `--color`
    color: Option<ColorChoice>,
    /// `--show-registrant`
    #[serde(default)]
    show_registrant: bool,
    /// `--strict`
    #[serde(default)]
    strict: bool,
    /// `--shard`
    shard: Option<String>,
    /// `--policy` of `trace check`
    policy: Option<PathBuf>,
    /// `--queue` of `trace queue` and `trace worker`
    #[cfg_attr(not(feature = "queue"), expect(dead_code, reason = "known, and of no use here"))]
    queue: Option<String>,
    /// `--tsa` of `trace case stamp`
    tsa: Option<String>,
    /// The reporter's own facts, for `trace report`.
    #[serde(default)]
    report: BTreeMap<String, String>,
}

/// What is to be done, with every default filled in.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug)]
pub struct Config {
    /// The targets on the command line.
    pub targets: Vec<String>,
    /// The file with further targets.
    pub input: Option<PathBuf>,
    /// Whether that is a pipe which nobody named.
    pub piped: bool,
    /// The share of the targets that is traced.
    pub shard: Option<Shard>,
    /// The output format.
    pub format: Format,
    /// How the human format looks.
    pub look: Look,
    /// What advice is wanted about.
    pub request: Option<Request>,
    /// Whether the target may be contacted.
    pub probe: bool,
    /// Whether it is contacted at the reported URL.
    pub probe_url: bool,
    /// Whether its redirects are followed.
    pub follow: bool,
    /// Who answers DNS questions; what several say is compared.
    pub resolvers: Vec<Resolver>,
    /// RDAP server lists instead of IANA's: a URL or a file.
    pub rdap_bootstrap: Option<String>,
    /// The WHOIS server to ask instead of the registry's.
    pub whois_server: Option<String>,
    /// The database of origins.
    pub asn_db: Option<PathBuf>,
    /// The user's own providers.
    pub directory: Option<PathBuf>,
    /// Where to record.
    pub save_case: Option<PathBuf>,
    /// What to replay.
    pub replay: Option<PathBuf>,
    /// How long one target may take.
    pub patience: Duration,
    /// How many targets are traced at the same time.
    pub concurrency: usize,
    /// What is decided for lists.
    pub lists: Lists,
    /// Where answers are kept between runs; `None` for nowhere.
    pub cache: Option<PathBuf>,
    /// Where fetched data of the directory is kept.
    pub data: Option<PathBuf>,
    /// The proxies to use.
    pub proxies: Proxies,
    /// Whether natural persons may be named.
    pub show_registrant: bool,
    /// Whether a layer that stays unknown is a failure.
    pub strict: bool,
    /// Whether each exchange is shown as it happens.
    pub verbose: bool,
    /// Whether warnings and the status line are left out.
    pub quiet: bool,
    /// Whether a status line may be drawn.
    pub status_line: bool,
    /// The reporter's own facts: those of the file, then those of variables.
    pub reporter: BTreeMap<String, String>,
}

impl Config {
    /// Resolves the arguments within their surroundings.
    pub fn resolve(args: TraceArgs, around: Surroundings) -> Result<Self, Error> {
        let file = read_file(around.config_file.as_ref())?;
        let args = with_file(args, &file)?;
        let request = request(&args)?;
        let format = match (args.json, args.output) {
            (true, _) => Format::Json,
            (false, given) => given.or(file.output).unwrap_or_default(),
        };
        let typed = !args.asking.resolver.is_empty();
        let words = if typed { args.asking.resolver } else { file.resolver };
        let list = args.asking.rdap_bootstrap.or(file.rdap_bootstrap);
        let choice = args.asking.color.or(file.color).unwrap_or_default();
        let no_cache = args.asking.no_cache || file.no_cache;
        let probe = args.asking.probe || file.probe;
        let dash = args.targets.iter().any(|target| target == "-");
        let nothing = args.targets.is_empty() && args.input.is_none() && args.replay.is_none();
        let piped = nothing && !around.stdin_is_terminal;
        let input = args.input.or_else(|| (dash || piped).then(|| PathBuf::from("-")));
        Ok(Self {
            request,
            look: look(choice, args.verbose, &around),
            format,
            probe,
            probe_url: with_probe(probe, args.probe_url || file.probe_url, "--probe-url")?,
            follow: with_probe(probe, args.follow || file.follow, "--follow")?,
            resolvers: resolvers::read(&words)?,
            rdap_bootstrap: list.map(|list| without_user(&list).into_owned()),
            whois_server: whois_server(args.asking.whois_server.or(file.whois_server))?,
            asn_db: args.asking.asn_db.or(file.asn_db),
            directory: args.asking.directory.or(file.directory),
            save_case: args.asking.save_case,
            replay: args.replay,
            patience: patience(args.asking.timeout.or(file.timeout))?,
            concurrency: concurrency(args.asking.concurrency.or(file.concurrency))?,
            lists: lists::resolve(args.lists, (file.unordered, file.depth), file.limits)?,
            cache: if no_cache { None } else { around.cache },
            data: around.data,
            proxies: around.proxies,
            show_registrant: args.show_registrant || file.show_registrant,
            strict: args.strict || file.strict,
            verbose: args.verbose,
            quiet: args.quiet,
            status_line: around.stderr_is_terminal && !args.quiet && !args.verbose,
            targets: args.targets.into_iter().filter(|target| target != "-").collect(),
            input,
            piped,
            reporter: file.report.into_iter().chain(around.reporter).collect(),
            shard: args.shard.or(shard(file.shard.as_deref())?),
        })
    }
}

impl Config {
    /// Who answers DNS questions, in words.
    pub fn resolver_words(&self) -> Vec<String> {
        self.resolvers.iter().map(ToString::to_string).collect()
    }

    /// Whether the harm is the one about which nobody on the path may be sent anything.
    pub fn is_csam(&self) -> bool {
        self.request.is_some_and(|request| request.harm.id == csam::HARM)
    }
}

/// The arguments with what the file says beside them; the command line wins.
fn with_file(mut args: TraceArgs, file: &ConfigFile) -> Result<TraceArgs, Error> {
    if let Some(kind) = file.harm.as_deref().filter(|_| args.harm.is_none()) {
        if harm(kind).is_none() {
            return Err(Error::Setting {
                setting: "harm",
                value: kind.to_owned(),
                allowed: "`trace explain` lists the harms",
            });
        }
        args.harm = Some(kind.to_owned());
    }
    let nowhere = args.targets.is_empty() && args.replay.is_none();
    args.input = args.input.or_else(|| file.input.clone().filter(|_| nowhere));
    let live = args.replay.is_none();
    args.asking.save_case =
        args.asking.save_case.or_else(|| file.save_case.clone().filter(|_| live));
    args.verbose |= file.verbose && !args.quiet;
    args.quiet |= file.quiet && !args.verbose;
    Ok(args)
}

/// What advice is wanted about. Nothing of child sexual abuse material is kept.
fn request(args: &TraceArgs) -> Result<Option<Request>, Error> {
    let Some(harm) = args.harm.as_deref().and_then(harm) else { return Ok(None) };
    if let Some(path) = args.asking.save_case.as_ref().filter(|_| harm.id == csam::HARM) {
        return Err(Error::Setting {
            setting: "--save-case",
            value: path.display().to_string(),
            allowed: "leave it out with --harm csam: nothing of it is kept",
        });
    }
    let nature = match (args.compromised, args.malicious) {
        (true, _) => Nature::Compromised,
        (_, true) => Nature::Malicious,
        (false, false) => Nature::Unknown,
    };
    if let Some(why) = contradiction(harm.id, nature) {
        let second = if nature == Nature::Malicious { "--malicious" } else { "--compromised" };
        return Err(Error::Contradiction { first: format!("--harm {}", harm.id), second, why });
    }
    Ok(Some(Request { harm, nature, registrar_told: args.registrar_told }))
}

/// How the human format looks.
fn look(choice: ColorChoice, verbose: bool, around: &Surroundings) -> Look {
    let colour = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => around.stdout_is_terminal && !around.no_color,
    };
    let width = around.width.unwrap_or(80).clamp(40, 120);
    Look { width, colour, links: around.links && around.stdout_is_terminal, verbose }
}

/// Checks a WHOIS server.
fn whois_server(server: Option<String>) -> Result<Option<String>, Error> {
    match server {
        Some(server) if !is_host_and_port(&server) => Err(Error::Setting {
            setting: "--whois-server",
            value: without_password(&server),
            allowed: "use HOST or HOST:PORT",
        }),
        other => Ok(other),
    }
}

/// Whether a text is a host name or address, with or without a port.
fn is_host_and_port(text: &str) -> bool {
    url::Url::parse(&format!("whois://{text}")).is_ok_and(|url| {
        let bare = url.path().is_empty() && url.query().is_none() && url.username().is_empty();
        bare && url.host_str().is_some_and(|host| !host.is_empty() && !host.contains(' '))
    }) && !text.contains(char::is_whitespace)
}

/// A switch that means something only where the target may be contacted.
fn with_probe(probe: bool, given: bool, setting: &'static str) -> Result<bool, Error> {
    if given && !probe {
        let allowed = "it contacts the target and needs --probe";
        return Err(Error::Setting { setting, value: "on".to_owned(), allowed });
    }
    Ok(given)
}

/// The share of a list that the file names.
fn shard(text: Option<&str>) -> Result<Option<Shard>, Error> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    Shard::parse(text).map(Some).map_err(|_| Error::Setting {
        setting: "shard",
        value: text.to_owned(),
        allowed: "use I/N, such as 1/4, with I from 1 to N",
    })
}

/// The time that one target may take.
fn patience(seconds: Option<f64>) -> Result<Duration, Error> {
    let seconds = seconds.unwrap_or(20.0);
    if (0.1..=600.0).contains(&seconds) {
        return Ok(Duration::from_secs_f64(seconds));
    }
    Err(Error::Setting {
        setting: "--timeout",
        value: seconds.to_string(),
        allowed: "use 0.1 to 600 seconds",
    })
}

/// The number of targets traced at the same time.
fn concurrency(number: Option<usize>) -> Result<usize, Error> {
    let number = number.unwrap_or(16);
    if (1..=1000).contains(&number) {
        return Ok(number);
    }
    Err(Error::Setting {
        setting: "--concurrency",
        value: number.to_string(),
        allowed: "use 1 to 1000",
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Args;

    fn resolve(words: &[&str], around: Surroundings) -> Result<Config, Error> {
        let args = Args::try_parse_from(["trace"].iter().chain(words)).expect("parses");
        Config::resolve(args.trace, around)
    }

    fn file(text: &str) -> Surroundings {
        let config_file = Some((PathBuf::from("config.toml"), text.to_owned()));
        Surroundings { config_file, ..Surroundings::default() }
    }

    #[test]
    fn the_command_line_wins_over_the_file_and_the_file_over_the_defaults() {
        let around = file("output = \"json\"\ntimeout = 7");
        let config = resolve(&["-o", "markdown", "example.com"], around).expect("resolves");
        assert_eq!(config.format, Format::Markdown);
        assert_eq!(config.patience, Duration::from_secs(7));
        assert_eq!(config.concurrency, 16);
    }

    #[test]
    fn an_unknown_key_in_the_file_is_an_error_that_names_it() {
        let error = resolve(&["example.com"], file("colour = \"always\"")).expect_err("is refused");
        assert!(error.to_string().contains("colour"), "{error}");
    }

    #[test]
    fn a_whois_server_is_a_host_with_or_without_a_port() {
        for good in ["whois.example.net", "whois.example.net:4343", "192.0.2.1", "[2001:db8::1]:43"]
        {
            assert!(is_host_and_port(good), "{good}");
        }
        for bad in ["", "a b", "bad:port:x", "host:99999", ":43", "host/x", "u@host"] {
            assert!(!is_host_and_port(bad), "{bad}");
        }
    }

    #[test]
    fn colour_is_for_terminals_and_no_color_is_honoured() {
        let terminal = Surroundings { stdout_is_terminal: true, ..Surroundings::default() };
        assert!(resolve(&["x.com"], terminal.clone()).expect("resolves").look.colour);
        let quiet = Surroundings { no_color: true, ..terminal };
        assert!(!resolve(&["x.com"], quiet.clone()).expect("resolves").look.colour);
        assert!(resolve(&["--color", "always", "x.com"], quiet).expect("resolves").look.colour);
    }
}
