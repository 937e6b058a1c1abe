//! What a target costs in processor time, part by part: `cargo bench`. Figures to compare, no test.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use divan::Bencher;
use trace::directory::Directory;
use trace::model::exchange::{Ask, Reply};
use trace::model::reading::Reading;
use trace::model::target::Target;
use trace::render::{Format, Look, Outcome, Printer};
use trace::source::temper::temper;
use trace::trace::{Trace, Tracer};
use trace::walk::Plan;
use trace::wire::case::Case;
use trace::wire::memo::Memo;
use trace::wire::replay::Replay;

fn main() {
    divan::main();
}

/// A recorded case.
fn case(name: &str) -> Case {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let text = fs::read_to_string(folder.join(name).with_extension("case")).expect("a case");
    Case::read(&text).expect("reads")
}

/// The recorded replies of a protocol whose asks hold a text.
fn replies(names: &[&str], protocol: &str, holds: &str) -> Vec<(Ask, Reply)> {
    let lines = names.iter().flat_map(|name| case(name).lines);
    let fits = lines.filter(|line| line.protocol == protocol && line.ask.contains(holds));
    let asked = fits.filter_map(|line| {
        let ask = match line.ask.split_once(' ')? {
            ("GET", url) => Ask::rdap(url),
            (_, rest) => {
                let (server, query) = rest.split_once(' ')?;
                Ask::whois(server, query.trim_matches('"'))
            }
        };
        Some((ask.clone(), line.outcome(&ask).ok()?))
    });
    let replies: Vec<_> = asked.collect();
    assert!(!replies.is_empty(), "no reply of {protocol} with {holds}");
    replies
}

/// The cases that are read.
const CASES: &[&str] = &["cdn-hides-host", "de-hides-registrar", "br-registers-directly"];

/// Reading answers of one kind: the protocol, and what the ask holds.
#[divan::bench(args = [("rdap", "/domain/"), ("rdap", "/ip/"), ("rdap", "/autnum/"), ("whois", "")])]
fn read_answers(bencher: Bencher, (protocol, holds): (&str, &str)) {
    let replies = replies(CASES, protocol, holds);
    let at = jiff::Timestamp::UNIX_EPOCH;
    bencher.counter(divan::counter::ItemsCount::new(replies.len())).bench_local(|| {
        for (ask, reply) in &replies {
            black_box(temper(ask, reply, at, &Reading::default()));
        }
    });
}

/// The trace of a case: the walk over recorded answers, and the attribution.
fn traced(name: &str, known: &Directory, plan: &Plan) -> Trace {
    let case = case(name);
    let target = Target::parse(&case.header.target).expect("a target");
    let patience = std::time::Duration::from_secs(20);
    let (show_registrant, request, resolver) = (false, None, "recorded");
    let tracer = Tracer { known, plan, show_registrant, request, patience, resolver };
    let started = case.header.started;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let net = Memo::new(Replay::new(case));
    runtime.expect("a runtime").block_on(tracer.trace(target, &net, started, &|_| ()))
}

/// The walk and the attribution.
#[divan::bench(args = CASES)]
fn trace_a_case(bencher: Bencher, name: &str) {
    let plan = Plan { recorded: true, ..Plan::default() };
    let known = Directory::embedded();
    bencher.bench_local(|| black_box(traced(name, &known, &plan)));
}

/// Printing one trace.
#[divan::bench(args = ["ndjson", "human", "markdown", "html"])]
fn render(bencher: Bencher, format: &str) {
    let plan = Plan { recorded: true, ..Plan::default() };
    let known = Directory::embedded();
    let outcome: Outcome = Ok(Box::new(traced("cdn-hides-host", &known, &plan)));
    let format = match format {
        "ndjson" => Format::Ndjson,
        "human" => Format::Human,
        "markdown" => Format::Markdown,
        _ => Format::Html,
    };
    bencher.bench_local(|| {
        let mut bytes = Vec::new();
        let mut printer = Printer::new(&mut bytes, format, Look::default(), false);
        printer.write(&outcome).expect("prints");
        printer.finish().expect("prints");
        bytes
    });
}

/// Looking an address up.
#[divan::bench(args = ["104.16.1.1", "192.0.2.1", "2606:4700::1"])]
fn look_up_address(bencher: Bencher, address: &str) {
    let (known, address) = (Directory::embedded(), address.parse().expect("an address"));
    bencher.bench_local(|| known.by_address(black_box(address)).len());
}

/// Looking a name server up.
#[divan::bench(args = ["ada.ns.cloudflare.com", "ns1.example.net"])]
fn look_up_name_server(bencher: Bencher, host: &str) {
    let known = Directory::embedded();
    bencher.bench_local(|| known.by_name_server(black_box(host)).len());
}
