//! Does what a tool is called for, as the command line of the same name would.

use std::io::Write as _;

use clap::Parser;
use futures_util::stream::{self, StreamExt};
use serde_json::{Value, json};

use super::protocol::{failed, result};
use super::tools::{MOST, untaken};
use crate::cli::{Args, AskArgs, Command, McpArgs};
use crate::commands;
use crate::config::{Config, Surroundings};
use crate::error::Error;
use crate::render::clean::clean;
use crate::run;
use crate::texts::{fill, text};

/// Targets of one call that are traced at the same time.
const AT_ONCE: usize = 4;
/// The longest text of an answer; what servers say at greater length is cut off.
const LONGEST: usize = 2000;

/// What a call has besides its own arguments.
pub(super) struct CallContext<'a> {
    /// What the server was started with.
    pub(super) args: &'a McpArgs,
    /// What the program finds around it.
    pub(super) around: &'a dyn Fn() -> Result<Surroundings, Error>,
}

/// Does what a tool is called for. `told` is told how many targets are done, of how many.
pub(super) async fn call(
    desk: &CallContext<'_>,
    name: &str,
    given: &Value,
    told: impl Fn(usize, usize),
) -> Value {
    if let Some(problem) = untaken(name, given) {
        return failed(&clean(&problem));
    }
    let done = match name {
        "trace" => desk.trace(given, told).await,
        "advise" => desk.advise(given).await,
        "draft_report" => desk.draft(given).await,
        "check" => desk.check(given).await,
        "explain" => explain(given),
        _ => directory_match(given),
    };
    done.unwrap_or_else(|problem| failed(&clean(&problem)))
}

impl CallContext<'_> {
    /// Traces targets.
    async fn trace(&self, given: &Value, told: impl Fn(usize, usize)) -> Result<Value, String> {
        let targets = words(&given["targets"]);
        if targets.is_empty() || targets.len() > MOST {
            return Err(fill("mcp.targets", &[("most", &MOST.to_string())]));
        }
        let probe = given["probe"].as_bool().unwrap_or(false);
        let one = |target: &str| {
            let target = target.to_owned();
            async move { self.one(&[], &target, probe).await }
        };
        let mut running = stream::iter(targets.iter().copied()).map(one).buffered(AT_ONCE);
        let mut traces = Vec::new();
        while let Some(trace) = running.next().await {
            traces.push(trace?);
            told(traces.len(), targets.len());
        }
        let said: Vec<String> = traces.iter().map(in_short).collect();
        let said = format!("{}\n{}", text("mcp.words"), said.join("\n"));
        Ok(match traces.as_slice() {
            [one] => result(one, &said),
            several => result(&json!({"traces": several}), &said),
        })
    }

    /// Traces a target and says whom to write to.
    async fn advise(&self, given: &Value) -> Result<Value, String> {
        let target = word(given, "target")?;
        let mut options = vec!["--harm", word(given, "harm")?];
        for (key, option) in [
            ("compromised", "--compromised"),
            ("malicious", "--malicious"),
            ("registrar_told", "--registrar-told"),
        ] {
            options.extend((given[key] == true).then_some(option));
        }
        let probe = given["probe"].as_bool().unwrap_or(false);
        let trace = self.one(&options, target, probe).await?;
        let said = format!("{}\n{}", text("mcp.words"), steps(&trace));
        Ok(result(&trace, &said))
    }

    /// Drafts reports.
    async fn draft(&self, given: &Value) -> Result<Value, String> {
        let target = word(given, "target")?;
        // On the command line a file would be a case; an assistant names targets only.
        if target == "demo" || std::path::Path::new(target).exists() {
            return Err(text("mcp.no-file").to_owned());
        }
        let case = self.case_of(target).await?;
        let target = case.as_deref().unwrap_or(target);
        let step = given["step"].as_u64().map(|step| step.to_string());
        let facts = given["set"].as_object().into_iter().flatten();
        let facts: Vec<String> = facts
            .filter_map(|(key, value)| Some(format!("--set={key}={}", value.as_str()?)))
            .collect();
        let mut typed = vec!["trace", "report", "--harm", word(given, "harm")?];
        typed.extend(step.iter().flat_map(|step| ["--step", step.as_str()]));
        typed.extend(facts.iter().map(String::as_str));
        typed.extend(["--", target]);
        let Some(Command::Report(mut args)) = parsed(&typed)?.command else {
            return Err(text("mcp.no-call").to_owned());
        };
        if case.is_none() {
            args.asking = self.asking(false)?;
        }
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let around = self.surroundings()?;
        let ran = Box::pin(run::report(*args, around, &mut out, &mut err)).await;
        ran.map_err(|error| error.to_string())?;
        let [drafts, notes] = [out, err].map(|text| String::from_utf8_lossy(&text).into_owned());
        if drafts.trim().is_empty() {
            return Err(notes);
        }
        let said = format!("{}\n{drafts}", text("mcp.words"));
        Ok(result(&json!({"drafts": drafts, "notes": notes}), &said))
    }

    /// Compares domains with a policy.
    async fn check(&self, given: &Value) -> Result<Value, String> {
        let problem = |error: &dyn std::fmt::Display| error.to_string();
        let mut policy = tempfile::NamedTempFile::new().map_err(|error| problem(&error))?;
        policy.write_all(word(given, "policy")?.as_bytes()).map_err(|error| problem(&error))?;
        let path = policy.path().display().to_string();
        let domains = words(&given["domains"]);
        let typed =
            [&["trace", "check", "-q", "-o", "json", "--policy", &path, "--"][..], &domains];
        let Some(Command::Check(mut args)) = parsed(&typed.concat())?.command else {
            return Err(text("mcp.no-call").to_owned());
        };
        args.asking = self.asking(false)?;
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let around = self.surroundings()?;
        let code = run::check(*args, around, &mut out, &mut err).await;
        code.map_err(|error| error.to_string().replace(&path, "policy"))?;
        let report = value(&out, &err)?;
        let verdict = report["verdict"].as_str().unwrap_or_default().to_owned();
        Ok(result(&report, &fill("document.check.title", &[("verdict", &verdict)])))
    }

    /// Traces one target with further options.
    async fn one(&self, options: &[&str], target: &str, probe: bool) -> Result<Value, String> {
        let typed = [&["trace", "-q", "-o", "json"], options].concat();
        let typed = match &self.args.replay {
            Some(case) => [&typed[..], &["--replay", case]].concat(),
            None => [&typed[..], &["--", target]].concat(),
        };
        let mut args = parsed(&typed)?.trace;
        if self.args.replay.is_none() {
            args.asking = self.asking(probe)?;
        }
        let config =
            Config::resolve(args, self.surroundings()?).map_err(|error| error.to_string())?;
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let ran = Box::pin(run::run(config, &mut out, &mut err)).await;
        ran.map_err(|error| error.to_string())?;
        let trace = value(&out, &err)?;
        // Whatever else is asked, the case is about its own target and nobody else's.
        let about = trace["target"]["input"].as_str().unwrap_or_default();
        if self.args.replay.is_some() && about != target {
            return Err(fill("mcp.other-case", &[("target", about)]));
        }
        Ok(trace)
    }

    /// The case that is replayed, if it is about a target; nothing where the network is asked.
    async fn case_of(&self, target: &str) -> Result<Option<String>, String> {
        let Some(case) = &self.args.replay else { return Ok(None) };
        self.one(&[], target, false).await?;
        Ok(Some(case.clone()))
    }

    /// How questions are asked: as the server was started; the target is contacted where both want it.
    fn asking(&self, probe: bool) -> Result<AskArgs, String> {
        if probe && !self.args.allow_probe {
            return Err(text("mcp.no-probe").to_owned());
        }
        Ok(AskArgs { probe, ..self.args.asking.clone() })
    }

    /// What is around; nobody types anything, and standard input is not a list.
    fn surroundings(&self) -> Result<Surroundings, String> {
        let around = (self.around)().map_err(|error| error.to_string())?;
        Ok(Surroundings { stdin_is_terminal: true, stderr_is_terminal: false, ..around })
    }
}

/// Explains a word.
fn explain(given: &Value) -> Result<Value, String> {
    let word = word(given, "word")?;
    let sheet = crate::commands::explained(word).map_err(|error| error.to_string())?;
    let rows: Vec<Value> =
        sheet.rows.iter().map(|(head, says)| json!({"heading": head, "text": says})).collect();
    let said: Vec<String> =
        sheet.rows.iter().map(|(head, says)| format!("{head} {says}").trim().to_owned()).collect();
    let said = format!("{}\n{}", sheet.title, said.join("\n"));
    Ok(result(&json!({"title": sheet.title, "rows": rows}), &said))
}

/// Says whose something is.
fn directory_match(given: &Value) -> Result<Value, String> {
    let what = word(given, "what")?;
    let typed = ["trace", "directory", "match", "--json", "--", what];
    let Some(Command::Print(command)) = parsed(&typed)?.command else {
        return Err(text("mcp.no-call").to_owned());
    };
    let mut out = Vec::new();
    commands::run(command, None, &mut out).map_err(|error| error.to_string())?;
    let found = value(&out, &[])?;
    Ok(result(&found, text("mcp.match")))
}

/// What would have been typed.
fn parsed(typed: &[&str]) -> Result<Args, String> {
    Args::try_parse_from(typed).map_err(|error| {
        let said = error.to_string();
        said.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
    })
}

/// What was printed, with long texts cut off; else what was said instead.
fn value(out: &[u8], err: &[u8]) -> Result<Value, String> {
    let mut value: Value =
        serde_json::from_slice(out).map_err(|_| String::from_utf8_lossy(err).trim().to_owned())?;
    bound(&mut value);
    Ok(value)
}

/// Cuts long texts off.
fn bound(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some((end, _)) = text.char_indices().nth(LONGEST) {
                text.truncate(end);
                text.push('…');
            }
        }
        Value::Array(values) => values.iter_mut().for_each(bound),
        Value::Object(fields) => fields.values_mut().for_each(bound),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text that has to be given.
fn word<'a>(given: &'a Value, key: &str) -> Result<&'a str, String> {
    let word = given[key].as_str().filter(|word| !word.trim().is_empty());
    word.ok_or_else(|| fill("mcp.missing", &[("key", key)]))
}

/// The texts of a list.
fn words(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The longest name in a short text.
const NAME: usize = 80;

/// A name in a short text: quoted, because it is somebody else's words.
fn quoted(value: &Value) -> String {
    let name: String = clean(value.as_str().unwrap_or_default()).chars().take(NAME).collect();
    format!("\"{}\"", name.replace('"', "'"))
}

/// A trace in one line: each layer with its party and best contact.
fn in_short(trace: &Value) -> String {
    let target = quoted(&trace["target"]["input"]);
    if let Some(message) = trace["error"]["message"].as_str() {
        return format!("{target}: {}", clean(message));
    }
    let entries = trace["chain"].as_array().into_iter().flatten();
    let parties = entries.filter(|entry| entry["status"] == "identified").map(|entry| {
        let contact = entry["contacts"][0]["value"].as_str();
        let contact = contact.map_or(text("picture.no-contact").to_owned(), clean);
        let layer = entry["layer"].as_str().unwrap_or_default();
        format!("{layer} {} <{contact}>", quoted(&entry["party"]["name"]))
    });
    format!("{target}: {}", parties.collect::<Vec<_>>().join("; "))
}

/// The steps of an advice, a line each.
fn steps(trace: &Value) -> String {
    let advice = &trace["advice"][0];
    let steps = advice["steps"].as_array().into_iter().flatten().map(|step| {
        let contact = step["contact"]["value"].as_str();
        let contact = contact.map_or(text("picture.no-contact").to_owned(), clean);
        let from = step["from"].as_str().unwrap_or_default();
        let action = step["action"].as_str().unwrap_or_default();
        format!("{}. {} <{contact}>, {from}: {action}", step["number"], quoted(&step["party"]))
    });
    let routes = advice["hotlines"].as_array().into_iter().flatten();
    let routes = routes.map(|route| format!("{} <{}>", quoted(&route["name"]), route["url"]));
    steps.chain(routes).collect::<Vec<_>>().join("\n")
}
