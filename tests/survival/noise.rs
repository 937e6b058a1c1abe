//! Text between which a bad line put its noise: it may cost a fact, but it never makes another one.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use trace::model::exchange::HttpReply;
use trace::source::{rdap, whois};

use super::{cases, root, seeds};

/// The name that an answer is about, by its first label with a host name behind it.
fn name_in(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body).to_lowercase();
    let line = text.lines().find(|line| line.trim_start_matches('[').starts_with("domain"))?;
    line.split([' ', '\t', ':', ']'])
        .filter(|word| word.contains('.'))
        .map(str::to_owned)
        .next_back()
}

/// The registrar that a WHOIS answer names.
fn by_whois(body: &[u8], asked: &str) -> Option<String> {
    let record = whois::read_domain("whois.example.net", body, asked).ok()??;
    record.registrar?.name
}

/// The registrar that an RDAP answer names.
fn by_rdap(value: &Value) -> Option<String> {
    let body = value.to_string().into_bytes();
    let reply = HttpReply { status: 200, headers: Vec::new(), body, certificate: None };
    let asked = value["ldhName"].as_str().unwrap_or("example.com");
    rdap::read_domain(&reply, asked).ok()??.registrar?.name
}

/// How many values a JSON value holds, itself among them.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// Puts another value in the place of the one that is so many further on.
fn replace(value: &mut Value, at: &mut usize, new: &Value) {
    if *at == 0 {
        value.clone_from(new);
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, at, new)),
        Value::Object(members) => members.values_mut().for_each(|item| replace(item, at, new)),
        _ => {}
    }
}

#[test]
fn noise_between_the_lines_of_a_whois_answer_makes_no_other_registrar() {
    let bodies = seeds::bodies(root(), seeds::is_whois_domain);
    let named: Vec<_> = bodies
        .iter()
        .filter_map(|body| Some((body, name_in(body)?)))
        .filter_map(|(body, asked)| Some((body, by_whois(body, &asked)?, asked)))
        .collect();
    assert!(named.len() >= 5, "only {} seeds name a registrar", named.len());
    let noise = prop::collection::vec(
        (any::<Index>(), "[~{}|^!?$&+(),.a-zA-Z0-9\u{80}-\u{9f}\u{1} ]{1,40}"),
        1..8,
    );
    let mut runner = proptest::test_runner::TestRunner::new(cases(400));
    let tried = runner.run(&(any::<Index>(), noise), |(seed, noise)| {
        let (body, registrar, asked) = seed.get(&named);
        let mut lines: Vec<Vec<u8>> =
            body.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        for (at, text) in noise {
            lines.insert(at.index(lines.len() + 1), text.into_bytes());
        }
        let found = by_whois(&lines.join(&b'\n'), asked);
        prop_assert!(
            found.as_ref().is_none_or(|found| found == registrar),
            "{found:?} for {registrar:?}"
        );
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn one_odd_value_in_an_rdap_answer_makes_no_other_registrar() {
    let values = seeds::bodies(root(), seeds::is_rdap_domain).into_iter();
    let values = values.filter_map(|body| serde_json::from_slice::<Value>(&body).ok());
    let named: Vec<_> = values.filter_map(|value| Some((by_rdap(&value)?, value))).collect();
    assert!(named.len() >= 5, "only {} seeds name a registrar", named.len());
    let odd = prop::sample::select(vec![
        Value::Null,
        Value::Bool(true),
        Value::from(-1),
        Value::from(""),
        Value::from(" \u{202e}"),
        serde_json::json!([]),
        serde_json::json!({}),
        serde_json::json!([[[[]]]]),
    ]);
    let mut runner = proptest::test_runner::TestRunner::new(cases(400));
    let tried = runner.run(&(any::<Index>(), any::<Index>(), odd), |(seed, at, odd)| {
        let (registrar, value) = seed.get(&named);
        let mut value = value.clone();
        let mut at = at.index(count(&value));
        replace(&mut value, &mut at, &odd);
        let found = by_rdap(&value);
        prop_assert!(
            found.as_ref().is_none_or(|found| found == registrar),
            "{found:?} for {registrar:?}"
        );
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}
