//! `trace case retrace`: traces again, keeps the new case beside the old one, says what moved, what is
//! held, what is gone, and whose turn it is.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::super::{each, inputs};
use super::{printed, recorded, replaying, store};
use crate::cli::{ListFormat, RetraceArgs, TraceArgs};
use crate::config::{Config, Surroundings};
use crate::diff::{Diff, Side, read, write};
use crate::error::Error;
use crate::exit;
use crate::log::{Event, What};
use crate::model::chain::{LayerId, RegistrationState, Status};
use crate::render::json;
use crate::render::json::v1::TraceV1;
use crate::report::draft::Draft;
use crate::report::given::Given;
use crate::report::set::{Choice, drafts};
use crate::trace::Trace;
use crate::wire::now;

/// Traces a case again.
pub(super) async fn retrace(
    args: RetraceArgs,
    around: Surroundings,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<u8, Error> {
    let old = inputs::case(&args.case)?;
    let log = store::log(&args.case)?;
    let harm = log.harm().map(str::to_owned);
    let path = new_path(&args.case);
    let mut asking = args.asking.clone();
    asking.save_case = Some(path.clone());
    let live = TraceArgs {
        targets: vec![old.header.target.clone()],
        harm: harm.clone(),
        asking,
        quiet: args.quiet,
        ..TraceArgs::default()
    };
    let config = Config::resolve(live, around.clone())?;
    let known = inputs::directory(&config)?;
    let plan = inputs::plan(&config)?;
    let mut fresh = None;
    let targets = (config.targets.clone(), false);
    let code = each(&config, &known, &plan, targets, err, |outcome, _| {
        fresh = outcome.ok();
        Ok(exit::TRACED)
    });
    let code = code.await?;
    let Some(fresh) = fresh else { return Ok(exit::worse(code, exit::NOT_LEARNT)) };
    let replay = replaying(&args.case, harm.as_deref(), around)?;
    let before = recorded(&args.case, &replay).await?;
    let diff = Diff::of(&[side(&before)?], &[side(&fresh)?]);
    let now_seen =
        printed(&path, &replaying(&path, harm.as_deref(), Surroundings::default())?).await?;
    let verdict = Verdict::of(&diff, &now_seen, args.asking.probe);
    let told = store::told(&log);
    let next = next(&now_seen, &told);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let event = Event {
        case: name,
        note: Some(verdict.word().to_owned()),
        ..Event::new(What::Retraced, now())
    };
    store::append(&args.case, |_| Ok(event), err)?;
    let said = Said { diff, verdict, next, harm };
    match args.output {
        ListFormat::Json => {
            writeln!(out, "{}", json::pretty(&said.diff).map_err(std::io::Error::from)?)?;
        }
        ListFormat::Human => said.print(&args.case, &path, &now_seen, &config, out)?,
    }
    Ok(code)
}

/// What is said of a case that was traced again.
struct Said {
    /// What changed.
    diff: Diff,
    /// What became of the target.
    verdict: Verdict,
    /// Whose turn it is.
    next: Option<Draft>,
    /// What was reported.
    harm: Option<String>,
}

impl Said {
    /// Prints it.
    fn print(
        &self,
        old: &Path,
        new: &Path,
        seen: &TraceV1,
        config: &Config,
        out: &mut impl Write,
    ) -> Result<(), Error> {
        write(&self.diff, &config.look, out)?;
        writeln!(out, "\n{}", self.verdict.sentence(seen))?;
        writeln!(out, "the new case is {}", new.display())?;
        match (&self.next, &self.harm) {
            _ if self.verdict == Verdict::Gone => {
                writeln!(out, "trace case closed {}", old.display())?;
            }
            (Some(draft), Some(harm)) => {
                writeln!(out, "next: {} ({})", draft.party, draft.desk.word())?;
                let (new, step) = (new.display(), draft.number);
                writeln!(out, "trace report {new} --harm {harm} --step {step}")?;
            }
            (None, Some(_)) => {
                writeln!(out, "next: nobody new: everybody on the path was told")?;
            }
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
enum Verdict {
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

impl Verdict {
    /// The verdict on what changed.
    fn of(diff: &Diff, seen: &TraceV1, probed: bool) -> Self {
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
            _ if probed && answers => Self::Up,
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
        let host = crate::render::clean::clean(&seen.target.host);
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

/// The first draft to somebody who was not told.
fn next(seen: &TraceV1, told: &[crate::report::draft::Told]) -> Option<Draft> {
    let all = drafts(std::slice::from_ref(seen), &Given::default(), told, &Choice::default());
    all.into_iter().find(|draft| crate::report::lint::lint(draft).is_empty())
}
