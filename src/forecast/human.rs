//! A forecast for people: the verdict, then the servers.

use std::io::{self, Write};
use std::time::Duration;

use super::report::{Forecast, LimitForecast, ServerForecast};
use crate::model::day::in_words;
use crate::render::clean::clean;

/// Servers that are shown; those that take longest come first.
const SHOWN: usize = 12;

/// Writes a forecast.
pub(super) fn write(forecast: &Forecast, out: &mut impl Write) -> io::Result<()> {
    let asked = if forecast.asked == "dns" { "only the DNS was asked" } else { "nobody was asked" };
    writeln!(
        out,
        "{} targets, {} refused, {} registered names; {asked}.\n{}\n",
        forecast.targets,
        forecast.refused,
        forecast.names,
        verdict(forecast)
    )?;
    for server in forecast.servers.iter().take(SHOWN) {
        row(server, forecast.decides.as_deref(), out)?;
    }
    if let Some(more) = forecast.servers.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        writeln!(out, "{:>13}  {:<15} {more} more servers", "", "less")?;
    }
    for server in &forecast.servers {
        if let (Some(name), Some(count)) = (&server.server, server.in_one_run) {
            writeln!(
                out,
                "\nOne run puts {count} questions to {} and does not wait for more; --resume goes on.",
                clean(name)
            )?;
        }
    }
    let questions = forecast.fast.questions;
    writeln!(
        out,
        "\n--depth fast puts none of these {} questions; what only a registry\nsays is then skipped: {}, the holders of addresses.",
        figures(questions.least, questions.most),
        forecast.fast.skipped.join(", ")
    )
}

/// How long it takes, and who decides it.
fn verdict(forecast: &Forecast) -> String {
    let time = forecast.seconds;
    let took = match time.likely {
        Some(likely) => format!("It takes about {}, at most {}", words(likely), words(time.most)),
        None => format!("It takes {} to {}", words(time.least.floor()), words(time.most)),
    };
    match &forecast.decides {
        Some(server) => format!("{took}; {} decides.", clean(server)),
        None => format!("{took}."),
    }
}

/// One server.
fn row(server: &ServerForecast, decides: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    let name = match (&server.server, server.group) {
        (Some(name), _) => clean(name),
        (None, Some("registrars")) => "the registrars' own".to_owned(),
        (None, _) => "the address registries".to_owned(),
    };
    let time = match (server.seconds.least, server.seconds.most) {
        (least, most) if least.total_cmp(&most).is_eq() => words(most),
        (_, most) => format!("up to {}", words(most)),
    };
    let mark =
        if server.server.is_some() && server.server.as_deref() == decides { " <" } else { "" };
    let figures = figures(server.questions.least, server.questions.most);
    let limit = limit(&server.limit);
    writeln!(out, "{figures:>13}  {time:<15} {name} ({limit}){mark}")
}

/// One figure, or two.
fn figures(least: u64, most: u64) -> String {
    if least == most { most.to_string() } else { format!("{least} to {most}") }
}

/// What a server bears, in a few words.
fn limit(limit: &LimitForecast) -> String {
    let windows = limit.windows.iter().map(|window| {
        let span = match window.seconds {
            seconds if seconds.total_cmp(&1.0).is_eq() => "s".to_owned(),
            seconds => in_words(Duration::from_secs_f64(seconds)),
        };
        format!("{}/{span}", window.count)
    });
    let windows: Vec<String> = windows.collect();
    let text = match (windows.is_empty(), limit.per_second) {
        (false, _) => windows.join(" "),
        (true, Some(rate)) => format!("{rate}/s"),
        (true, None) => return "no limit".to_owned(),
    };
    format!("{text} {}", limit.origin)
}

/// A time in words.
fn words(seconds: f64) -> String {
    in_words(Duration::from_secs_f64(seconds.ceil()))
}
