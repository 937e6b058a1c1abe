//! `trace case retrace`: traces again, keeps the new case beside the old one, says what moved, what is
//! held, what is gone, and whose turn it is.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::{each, inputs};
use super::due::{next_of, silent, switch};
use super::{Reported, printed, recorded, replaying, store};
use crate::cli::{ListFormat, RetraceArgs, TraceArgs};
use crate::config::{Config, Surroundings};
use crate::diff::{Diff, Side, read, write};
use crate::error::Error;
use crate::exit;
use crate::log::due::{Next, waiting};
use crate::log::{Event, What};
use crate::model::advice::Nature;
use crate::model::chain::{LayerId, RegistrationState, Status};
use crate::render::clean::clean;
use crate::render::json;
use crate::render::json::v1::TraceV1;
use crate::report::draft::Draft;
use crate::report::ladder;
use crate::trace::Trace;
use crate::wire::now;

/// Traces a case again.
pub(super) async fn retrace(
    args: RetraceArgs,
    around: Surroundings,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let log = store::log(&args.case)?;
    let harm = log.harm().map(str::to_owned);
    let about = Reported { harm: harm.as_deref(), nature: log.nature() };
    let (path, code) = match &args.with {
        Some(path) => (path.clone(), exit::TRACED),
        None => anew(&args, about, around.clone(), err).await?,
    };
    if code == exit::NOT_RUN || !path.is_file() {
        return Ok(exit::worse(code, exit::NOT_LEARNT));
    }
    let last = store::newest_but(&args.case, &log, &path);
    let before = recorded(&last, &replaying(&last, about, around.clone())?).await?;
    let replay = replaying(&path, about, around)?;
    let fresh = recorded(&path, &replay).await?;
    if fresh.target.host() != before.target.host() {
        return Err(Error::Report(format!(
            "{} is a case of {}, and not of {}",
            path.display(),
            clean(&fresh.target.host()),
            clean(&before.target.host())
        )));
    }
    let diff = Diff::of(&[side(&before)?], &[side(&fresh)?]);
    let seen = printed(&path, &replay).await?;
    let verdict = RetraceVerdict::of(&diff, &seen);
    let at = fresh.started;
    let waiting = waiting(&args.case.display().to_string(), &log, at);
    let next = ladder::next(&seen, &store::before(&log, harm.as_deref()), &silent(&waiting), None);
    note(&args.case, &path, verdict, args.with.as_ref().map_or_else(now, |_| at), err)?;
    let due = waiting.iter().filter(|row| !row.late).map(|row| row.due_at.clone()).min();
    let nature = log.nature();
    let said =
        RetraceNote { diff, verdict, next, harm, nature, due, old: args.case.clone(), new: path };
    match args.output {
        ListFormat::Json => said.json(out)?,
        ListFormat::Human => said.print(&seen, &replay, out)?,
    }
    Ok(code)
}

/// Asks again, and keeps the answers in a case of their own.
async fn anew(
    args: &RetraceArgs,
    about: Reported<'_>,
    around: Surroundings,
    err: &mut impl Write,
) -> Result<(PathBuf, u8), Error> {
    let old = inputs::case(&args.case)?;
    let path = new_path(&args.case);
    let mut asking = args.asking.clone();
    asking.save_case = Some(path.clone());
    let live = TraceArgs {
        targets: vec![old.header.target.clone()],
        harm: about.harm.map(str::to_owned),
        asking,
        quiet: args.quiet,
        ..TraceArgs::default()
    };
    let config = Config::resolve(live, around)?;
    let known = inputs::directory(&config)?;
    let plan = inputs::plan(&config)?;
    let targets = (config.targets.clone(), false);
    let mut traced = exit::NOT_RUN;
    let code = each(&config, &known, &plan, targets, err, |outcome, err| {
        match outcome {
            Ok(_) => traced = exit::TRACED,
            Err((_, refusal)) => drop(writeln!(err, "trace: {}", clean(&refusal.to_string()))),
        }
        Ok(exit::TRACED)
    });
    let code = code.await?;
    Ok((path, exit::worse(code, traced)))
}

/// Logs that it was traced again, once a new case.
fn note(
    case: &Path,
    new: &Path,
    verdict: RetraceVerdict,
    at: jiff::Timestamp,
    err: &mut impl Write,
) -> Result<(), Error> {
    let name = new.file_name().map(|name| name.to_string_lossy().into_owned());
    let known = store::log(case)?;
    if known.events.iter().any(|event| event.case.is_some() && event.case == name) {
        return Ok(());
    }
    let event = Event {
        case: name,
        note: Some(verdict.word().to_owned()),
        ..Event::new(What::Retraced, at)
    };
    store::append(case, |_| Ok(event), err).map(|_| ())
}

/// What is said of a case that was traced again.
struct RetraceNote {
    /// What changed.
    diff: Diff,
    /// What became of the target.
    verdict: RetraceVerdict,
    /// Whose turn it is.
    next: Option<Draft>,
    /// What was reported.
    harm: Option<String>,
    /// What was said of the site.
    nature: Nature,
    /// When the first answer is due, of those that are not late.
    due: Option<String>,
    /// The case.
    old: PathBuf,
    /// The new one.
    new: PathBuf,
}

/// What is printed as JSON: the difference, with what follows from it.
#[derive(Serialize)]
struct SaidJson<'a> {
    /// What changed.
    #[serde(flatten)]
    diff: &'a Diff,
    /// `gone`, `held`, `moved`, `contact-changed`, `still-up` or `unchanged`.
    verdict: &'static str,
    /// The file of the new case.
    case: String,
    /// Whose turn it is.
    next: Option<Next>,
}

impl RetraceNote {
    /// Prints it as JSON.
    fn json(&self, out: &mut impl Write) -> Result<(), Error> {
        let said = SaidJson {
            diff: &self.diff,
            verdict: self.verdict.word(),
            case: self.new.display().to_string(),
            next: self.next.as_ref().filter(|_| self.verdict != RetraceVerdict::Gone).map(next_of),
        };
        Ok(writeln!(out, "{}", json::pretty(&said).map_err(std::io::Error::from)?)?)
    }

    /// Prints it.
    fn print(&self, seen: &TraceV1, config: &Config, out: &mut impl Write) -> Result<(), Error> {
        write(&self.diff, &config.look, out)?;
        writeln!(out, "\n{}", self.verdict.sentence(seen))?;
        writeln!(out, "the new case is {}", self.new.display())?;
        match (&self.next, &self.harm) {
            _ if self.verdict == RetraceVerdict::Gone => {
                writeln!(out, "next: nobody; once you have seen that it stays gone:")?;
                writeln!(out, "trace case closed {}", self.old.display())?;
            }
            (Some(draft), Some(harm)) => {
                let reach = draft.reach().map(|reach| format!(", {reach}")).unwrap_or_default();
                writeln!(out, "next: {} ({}){reach}", draft.party, draft.desk.word())?;
                let (new, step) = (self.new.display(), draft.number);
                let said = switch(self.nature);
                writeln!(out, "trace report {new} --harm {harm}{said} --step {step}")?;
            }
            (None, Some(_)) => match &self.due {
                Some(due) => writeln!(out, "next: nobody yet; an answer is due at {due}")?,
                None => writeln!(out, "next: nobody else can be told")?,
            },
            (_, None) => {}
        }
        Ok(())
    }
}

/// The file of the new case: the old one's name with the day, and a number where that is taken.
fn new_path(case: &Path) -> PathBuf {
    let stem = case.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending =
        case.extension().map_or_else(|| "case".to_owned(), |e| e.to_string_lossy().into_owned());
    let day: String = now().to_string().chars().take(10).collect();
    let first = case.with_file_name(format!("{stem}-{day}.{ending}"));
    let more = (2..).map(|at| case.with_file_name(format!("{stem}-{day}-{at}.{ending}")));
    std::iter::once(first.clone()).chain(more).find(|path| !path.exists()).unwrap_or(first)
}

/// A trace as `trace diff` reads it.
fn side(trace: &Trace) -> Result<Side, Error> {
    let text = json::compact(&json::output(trace)).map_err(std::io::Error::from)?;
    let sides = read(&text).map_err(Error::Report)?;
    sides.into_iter().next().ok_or_else(|| Error::Report("there is no trace".to_owned()))
}

/// What became of the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RetraceVerdict {
    /// The name is registered by nobody, or leads nowhere.
    Gone,
    /// The name is held.
    Held,
    /// It is with somebody else.
    Moved,
    /// A contact changed.
    Contact,
    /// The web site still answers.
    Up,
    /// Nothing changed that matters.
    Same,
}

impl RetraceVerdict {
    /// The verdict on what changed.
    fn of(diff: &Diff, seen: &TraceV1) -> Self {
        let changes: Vec<_> = diff.targets.iter().flat_map(|target| &target.changes).collect();
        let certain =
            |what: &str| changes.iter().any(|change| change.certain && change.what == what);
        let host = seen.chain.iter().filter(|entry| entry.layer == LayerId::Host);
        let nowhere =
            host.clone().count() > 0 && host.clone().all(|entry| entry.status == Status::Absent);
        let answers =
            seen.evidence.iter().any(|row| row.protocol == "http" && row.outcome == "answered");
        match seen.registration.state {
            RegistrationState::NotRegistered => Self::Gone,
            RegistrationState::Held => Self::Held,
            _ if nowhere => Self::Gone,
            _ if ["host", "cdn", "registrar", "network"].into_iter().any(certain) => Self::Moved,
            _ if changes.iter().any(|change| change.what.ends_with(" contacts")) => Self::Contact,
            _ if answers => Self::Up,
            _ => Self::Same,
        }
    }

    /// The stable word.
    fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Held => "held",
            Self::Moved => "moved",
            Self::Contact => "contact-changed",
            Self::Up => "still-up",
            Self::Same => "unchanged",
        }
    }

    /// The same in words.
    fn sentence(self, seen: &TraceV1) -> String {
        let host = clean(&seen.target.host);
        match self {
            Self::Gone => format!("gone: {host} leads nowhere any more"),
            Self::Held => format!(
                "held: the name of {host} is suspended; the content may still be on the server"
            ),
            Self::Moved => format!("moved: {host} is with somebody else, who comes first now"),
            Self::Contact => "contact changed: reports go to another address".to_owned(),
            Self::Up => format!("still up: {host} answers"),
            Self::Same => "nothing moved (--probe looks whether the page still answers)".to_owned(),
        }
    }
}
