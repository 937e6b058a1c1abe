//! Stories of forecasts.

use std::time::Duration;

use super::*;
use crate::directory::Directory;
use crate::walk::Plan;
use crate::wire::limits::rules::{Pace, Rules, UserLimit, Window};

/// The forecast for a list about which nobody was asked.
fn forecast(targets: &[&str], rules: &Rules) -> Forecast {
    let (known, plan) = (Directory::embedded(), Plan::default());
    let mut tally = CostTally::default();
    for target in targets {
        tally.line(target, &known, &plan);
    }
    Forecast::of(&tally, rules, Duration::from_mins(15), Duration::ZERO)
}

#[test]
fn names_under_one_registered_name_cost_its_registry_one_question() {
    let list = ["https://www.example.com/x", "example.com", "example.com", "localhost"];
    let forecast = forecast(&list, &Rules::default());
    assert_eq!((forecast.targets, forecast.refused, forecast.names), (4, 1, 1));
    let server = &forecast.servers[0];
    let registry =
        forecast.servers.iter().find(|server| server.questions.least == 1).expect("a registry");
    assert_eq!(registry.about, "domains", "{server:?}");
    assert_eq!(forecast.asked, "nobody");
    assert_eq!(forecast.seconds.likely, None);
}

#[test]
fn the_slowest_server_decides_and_a_day_long_window_ends_a_run() {
    let names: Vec<String> = (0..30).map(|number| format!("example{number}.com")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let day = Window { count: 10, span: Duration::from_hours(24) };
    let given = UserLimit { pattern: "*".to_owned(), pace: None, windows: vec![day] };
    let forecast = forecast(&names, &Rules { given: vec![given], shares: 1 });
    assert!(forecast.seconds.least > 2.0 * 86_400.0, "{:?}", forecast.seconds);
    let server = forecast.decides.clone().expect("one decides");
    let decides = forecast.servers.iter().find(|one| one.server.as_ref() == Some(&server));
    assert_eq!(decides.and_then(|server| server.in_one_run), Some(10));
    let mut text = Vec::new();
    write(&forecast, ForecastFormat::Human, &mut text).expect("is written");
    let text = String::from_utf8(text).expect("is text");
    assert!(text.contains("--resume goes on") && text.contains("2 days"), "{text}");
}

#[test]
fn without_limits_nothing_decides() {
    let given =
        UserLimit { pattern: "*".to_owned(), pace: Some(Pace::UNBOUNDED), windows: Vec::new() };
    let forecast = forecast(&["example.com"], &Rules { given: vec![given], shares: 1 });
    assert_eq!((forecast.decides, forecast.seconds.most), (None, 0.0));
}
