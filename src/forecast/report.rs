//! The structs of schema `trace-plan/1`, and how they come of a tally.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;

use super::tally::{About, CostTally, Span};
use super::time::{Time, time};
use crate::wire::limits::rules::{Limit, Origin, Protocol, Rules, source};

/// The version of the JSON.
const SCHEMA: &str = "trace-plan/1";

/// Addresses and AS numbers that a name costs at most on the average, where the DNS was not asked. In
/// lists of names behind edges, at hosts and of both it was 0.3 to 1.8.
const NUMBERS_OF_A_NAME: u64 = 2;

/// Of a hundred addresses and AS numbers so many cost one more question, for the larger block around
/// them; in the same lists it was 15 to 20.
const LARGER_BLOCKS: u64 = 15;

/// How long a list takes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "trace-plan/1")]
pub struct Forecast {
    /// Always `trace-plan/1`.
    #[schemars(extend("const" = "trace-plan/1"))]
    pub schema: &'static str,
    /// Lines of the list.
    pub targets: u64,
    /// Lines that are refused.
    pub refused: u64,
    /// Different registered names.
    pub names: u64,
    /// Who was asked for the forecast: `nobody`, or `dns`.
    pub asked: &'static str,
    /// The servers, those that take longest first.
    pub servers: Vec<ServerForecast>,
    /// The server that decides how long it takes; null where no limit does.
    pub decides: Option<String>,
    /// How long the list takes, as if nothing were kept from earlier runs.
    pub seconds: SecondsForecast,
    /// What `--depth fast` would leave out.
    pub fast: FastForecast,
}

/// What one server is asked.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ServerForecast {
    /// The server; null for a group of servers that only their answers name.
    pub server: Option<String>,
    /// Which servers a group is: `registrars` or `address-registries`.
    pub group: Option<&'static str>,
    /// `rdap` or `whois`.
    pub protocol: &'static str,
    /// What for: `domains`, `numbers` or `root`.
    pub about: &'static str,
    /// How many questions.
    pub questions: QuestionsForecast,
    /// What the server bears.
    pub limit: LimitForecast,
    /// How long they take.
    pub seconds: SecondsForecast,
    /// How many of them one run puts before it would have to wait too long; null where it need not.
    pub in_one_run: Option<u64>,
}

/// A number of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionsForecast {
    /// At least.
    pub least: u64,
    /// At most, as far as can be told.
    pub most: u64,
}

/// A time in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct SecondsForecast {
    /// At least.
    pub least: f64,
    /// Probably; null where the DNS was not asked.
    pub likely: Option<f64>,
    /// At most, as far as can be told.
    pub most: f64,
}

/// What a server bears.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LimitForecast {
    /// Who says so: `published`, `assumed` or `given`.
    pub origin: &'static str,
    /// Where it is published.
    pub source: Option<&'static str>,
    /// When that was read.
    pub as_of: Option<&'static str>,
    /// Questions a second, on the whole; null for any number.
    pub per_second: Option<f64>,
    /// Questions that may follow each other without a pause; null for any number.
    pub burst: Option<u32>,
    /// So many in any stretch of that many seconds.
    pub windows: Vec<WindowForecast>,
}

/// So many questions in any stretch of that length.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WindowForecast {
    /// The questions.
    pub count: u32,
    /// The length.
    pub seconds: f64,
}

/// What `--depth fast` leaves out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FastForecast {
    /// Layers that are skipped for a name.
    pub skipped: [&'static str; 3],
    /// Questions to registries and registrars that are not put.
    pub questions: QuestionsForecast,
}

/// A server with what it costs.
struct CostRow {
    /// The forecast.
    server: ServerForecast,
    /// Whether the questions may go to one server or to many.
    is_spread: bool,
}

impl Forecast {
    /// The forecast for a tally. A run waits no longer than `patience` for one question; the DNS has
    /// taken `dns`.
    pub fn of(tally: &CostTally, rules: &Rules, patience: Duration, dns: Duration) -> Self {
        let mut rows: Vec<CostRow> = tally
            .places
            .iter()
            .map(|((protocol, host, about), span)| {
                let name = (Some(host.clone()), None);
                let limit = rules.of(*protocol, host);
                CostRow {
                    server: server(name, (*protocol, *about), *span, &limit, patience),
                    is_spread: false,
                }
            })
            .collect();
        rows.extend(groups(tally, rules, patience));
        let likely = |row: &CostRow| row.server.seconds.likely.filter(|_| !row.is_spread);
        let decides = rows
            .iter()
            .filter(|row| likely(row).is_some_and(|seconds| seconds > 0.0))
            .max_by(|one, other| f64::total_cmp(&of(likely(one)), &of(likely(other))))
            .and_then(|row| row.server.server.clone());
        let most = |figure: fn(&CostRow) -> f64| rows.iter().map(figure).fold(0.0, f64::max);
        let dns = dns.as_secs_f64();
        let seconds = SecondsForecast {
            least: most(|row| if row.is_spread { 0.0 } else { row.server.seconds.least }),
            likely: tally
                .is_resolved
                .then(|| rows.iter().filter_map(likely).fold(rounded(dns), f64::max)),
            most: most(|row| row.server.seconds.most).max(rounded(dns)),
        };
        rows.sort_by(|one, other| {
            f64::total_cmp(&other.server.seconds.most, &one.server.seconds.most)
        });
        let sum = |figure: fn(&QuestionsForecast) -> u64| {
            rows.iter().map(|row| figure(&row.server.questions)).sum()
        };
        let questions = QuestionsForecast { least: sum(|of| of.least), most: sum(|of| of.most) };
        Self {
            schema: SCHEMA,
            targets: tally.targets,
            refused: tally.refused,
            names: tally.names,
            asked: if tally.is_resolved { "dns" } else { "nobody" },
            decides,
            seconds,
            fast: FastForecast { skipped: ["registrar", "reseller", "registrant"], questions },
            servers: rows.into_iter().map(|row| row.server).collect(),
        }
    }
}

/// A figure, or nothing.
fn of(figure: Option<f64>) -> f64 {
    figure.unwrap_or_default()
}

/// The servers that are only known when others have answered.
fn groups(tally: &CostTally, rules: &Rules, patience: Duration) -> Vec<CostRow> {
    let mut rows = Vec::new();
    let mut add = |group: &'static str, about: About, most: u64| {
        if most > 0 {
            let span = Span { least: 0, most };
            let limit = rules.of(Protocol::Http, group);
            let place = (Protocol::Http, about);
            let server = server((None, Some(group)), place, span, &limit, patience);
            rows.push(CostRow { server, is_spread: true });
        }
    };
    add("registrars", About::Domains, tally.with_registrar);
    if !tally.is_resolved {
        add("address-registries", About::Numbers, tally.names * NUMBERS_OF_A_NAME);
    }
    rows
}

/// The forecast for a server.
fn server(
    (server, group): (Option<String>, Option<&'static str>),
    (protocol, about): (Protocol, About),
    span: Span,
    limit: &Limit,
    patience: Duration,
) -> ServerForecast {
    let of = |count: u64| time(count, limit, patience);
    let least = of(span.least);
    let most = if span.least == span.most { least } else { of(span.most) };
    let published = server
        .as_deref()
        .filter(|_| limit.origin == Origin::Published)
        .and_then(|server| source(protocol, server));
    ServerForecast {
        group,
        protocol: protocol.name(),
        about: match about {
            About::Domains => "domains",
            About::Numbers => "numbers",
            About::Root => "root",
        },
        questions: QuestionsForecast { least: span.least, most: span.most },
        limit: limits(limit, published),
        seconds: SecondsForecast {
            least: seconds(least),
            likely: Some(seconds(match about {
                // What may be asked besides is seldom asked.
                About::Domains => least,
                About::Numbers => of(span.least + span.least * LARGER_BLOCKS / 100),
                // Asked once a week.
                About::Root => most,
            })),
            most: seconds(most),
        },
        in_one_run: most.in_one_run,
        server,
    }
}

/// What a server bears.
fn limits(limit: &Limit, published: Option<(&'static str, &'static str)>) -> LimitForecast {
    let pace = Some(limit.pace).filter(|pace| !pace.is_unbounded());
    let windows = limit.windows.iter();
    LimitForecast {
        origin: match limit.origin {
            Origin::Published => "published",
            Origin::Assumed => "assumed",
            Origin::Given => "given",
        },
        source: published.map(|(source, _)| source),
        as_of: published.map(|(_, day)| day),
        per_second: pace.map(|pace| rounded(pace.rate)),
        burst: pace.map(|pace| pace.burst),
        windows: windows
            .map(|window| WindowForecast {
                count: window.count,
                seconds: rounded(window.span.as_secs_f64()),
            })
            .collect(),
    }
}

/// A time as it is printed.
fn seconds(time: Time) -> f64 {
    rounded(time.all.as_secs_f64())
}

/// A figure with two decimals.
fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}
