//! Recorded cases, traced through the library, and the advice about them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use trace::advice::harms::harm;
use trace::advice::{Facts, Request, advise};
use trace::directory::Directory;
use trace::model::advice::{Advice, Nature, Step};
use trace::model::chain::LayerId;
use trace::model::target::Target;
use trace::trace::{Trace, Tracer};
use trace::walk::Plan;
use trace::wire::case::Case;
use trace::wire::memo::Memo;
use trace::wire::replay::Replay;

/// The names of all recorded cases.
pub(crate) fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).expect("a folder of cases");
    let paths = files.map(|file| file.expect("a file").path());
    let stems = paths.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let mut names: Vec<String> = stems.collect();
    names.sort();
    names
}

/// The folder of recorded cases.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases")
}

/// Traces a recorded case.
pub(crate) fn traced(name: &str) -> Trace {
    trace_of(name, &Plan::default(), None)
}

/// Traces a recorded case as it would be for the harm about which only hotlines are told.
pub(crate) fn hotlines_only(name: &str) -> Trace {
    let plan = Plan { countries_only: true, ..Plan::default() };
    trace_of(name, &plan, Some(request("csam", Nature::Unknown)))
}

/// Traces a recorded case by a plan.
fn trace_of(name: &str, plan: &Plan, request: Option<Request>) -> Trace {
    let text = fs::read_to_string(folder().join(format!("{name}.case"))).expect("a case");
    let case = Case::read(&text).expect("reads");
    let started = case.header.started;
    let target = Target::parse(&case.header.target).expect("a target");
    let known = Directory::embedded();
    let tracer = Tracer {
        known: &known,
        plan,
        show_registrant: false,
        request,
        patience: Duration::from_mins(1),
        resolver: "system",
    };
    let net = Memo::new(Replay::new(case));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(tracer.trace(target, &net, started, &|_| ()))
}

/// A request for advice.
pub(crate) fn request(kind: &str, nature: Nature) -> Request {
    Request { harm: harm(kind).expect("a harm"), nature, registrar_told: false }
}

/// The advice about a trace.
pub(crate) fn advice(trace: &Trace, request: &Request) -> Advice {
    let today = trace.started.to_zoned(jiff::tz::TimeZone::UTC).date();
    advise(request, &trace.chain, &Facts::of(&trace.target, &trace.seen, today))
}

/// The advice about a recorded case.
pub(crate) fn about(name: &str, kind: &str, nature: Nature) -> Advice {
    advice(&traced(name), &request(kind, nature))
}

/// The steps for the parties of a layer.
pub(crate) fn steps(advice: &Advice, layer: LayerId) -> Vec<&Step> {
    advice.steps.iter().filter(|step| step.layer == Some(layer)).collect()
}

/// The place of the first step of a layer in the order.
pub(crate) fn place(advice: &Advice, layer: LayerId) -> Option<usize> {
    advice.steps.iter().position(|step| step.layer == Some(layer))
}

/// All that an advice says, in one text.
pub(crate) fn everything(advice: &Advice) -> String {
    format!("{advice:#?}")
}

/// Why a layer cannot help.
pub(crate) fn barred(advice: &Advice, layer: LayerId) -> String {
    let of_layer = advice.cannot_help.iter().filter(|party| party.layer == Some(layer));
    of_layer.map(|party| party.why.clone()).collect::<Vec<_>>().join("\n")
}
