//! What is decided for lists: their order, where they go on, how much is asked, and what servers
//! bear.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, de};

use crate::cli::lists::{Depth, ListArgs};
use crate::error::Error;
use crate::wire::limits::rules::{Pace, UserLimit, Window};

/// Reads a word, or a list of words.
pub(super) fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    /// Takes either.
    struct Words;
    impl<'de> Visitor<'de> for Words {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a word or a list of words")
        }

        fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
            Ok(vec![word.to_owned()])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut words = Vec::new();
            while let Some(word) = list.next_element()? {
                words.push(word);
            }
            Ok(words)
        }
    }
    from.deserialize_any(Words)
}

/// What the configuration file says that a server bears.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum LimitForm {
    /// `"none"`: anything.
    Word(String),
    /// So much.
    Numbers(Numbers),
}

/// What a server bears, in numbers.
#[derive(Debug, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "\"none\", or a table with per_second, burst, per_minute, per_hour, per_day"
)]
pub(super) struct Numbers {
    /// Asks a second, at most.
    per_second: Option<f64>,
    /// Asks that may come at once, where the server allows more than it does on the whole.
    burst: Option<u32>,
    /// Asks a minute, at most.
    per_minute: Option<u32>,
    /// Asks an hour, at most.
    per_hour: Option<u32>,
    /// Asks a day, at most.
    per_day: Option<u32>,
}

/// What is decided for lists.
#[derive(Debug, Default)]
pub struct Lists {
    /// Whether results are printed as soon as they are done.
    pub unordered: bool,
    /// The file that is gone on with.
    pub resume: Option<PathBuf>,
    /// How much is asked.
    pub depth: Depth,
    /// The user's own limits.
    pub limits: Vec<UserLimit>,
}

/// Resolves the settings.
pub(super) fn resolve(
    args: ListArgs,
    (unordered, depth): (bool, Option<Depth>),
    limits: BTreeMap<String, LimitForm>,
) -> Result<Lists, Error> {
    let limits = limits.into_iter().map(|(pattern, form)| given(pattern, &form));
    Ok(Lists {
        unordered: args.unordered || unordered,
        resume: args.resume,
        depth: args.depth.or(depth).unwrap_or_default(),
        limits: limits.collect::<Result<_, _>>()?,
    })
}

/// The limit of a table of the configuration file.
fn given(pattern: String, form: &LimitForm) -> Result<UserLimit, Error> {
    let unusable = |allowed| Error::Setting { setting: "limits", value: pattern.clone(), allowed };
    if let Some((protocol, _)) = pattern.split_once(':')
        && !["rdap", "whois"].contains(&protocol)
    {
        return Err(unusable("name a server, rdap:SERVER or whois:SERVER; * stands for anything"));
    }
    let form = match form {
        LimitForm::Numbers(form) => form,
        LimitForm::Word(word) if word == "none" => {
            return Ok(UserLimit { pattern, pace: Some(Pace::UNBOUNDED), windows: Vec::new() });
        }
        LimitForm::Word(_) => {
            return Err(unusable("the only word is none; else a table of numbers"));
        }
    };
    let numbers = [form.burst, form.per_minute, form.per_hour, form.per_day];
    let sound =
        form.per_second.is_none_or(|rate| rate.is_finite() && (0.0001..=1e5).contains(&rate));
    if !sound || numbers.contains(&Some(0)) {
        return Err(unusable("every number must be more than 0"));
    }
    let mut windows = Vec::new();
    let mut pace = None;
    match (form.per_second, form.burst) {
        // What servers call a burst is refilled at the pace; a little less of both is safe.
        (Some(rate), Some(burst)) => {
            pace = Some(Pace { rate: rate * 0.95, burst: (burst * 9 / 10).max(1) });
        }
        (Some(rate), None) => windows.push(second(rate)),
        (None, Some(_)) => return Err(unusable("burst needs per_second")),
        (None, None) => {}
    }
    let spans = [(form.per_minute, 60), (form.per_hour, 3_600), (form.per_day, 86_400)];
    windows.extend(spans.into_iter().filter_map(|(count, seconds)| {
        Some(Window { count: count?, span: Duration::from_secs(seconds) })
    }));
    if windows.is_empty() && pace.is_none() {
        return Err(unusable("say per_second, per_minute, per_hour or per_day"));
    }
    Ok(UserLimit { pattern, pace, windows })
}

/// The window of so many asks a second; less than one is one in a longer time.
fn second(rate: f64) -> Window {
    let count = rate.floor().max(1.0);
    // The figure is a whole number of at most a hundred thousand by now.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it lies between 1 and 100,000"
    )]
    Window { count: count as u32, span: Duration::from_secs_f64(count / rate) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<UserLimit, Error> {
        given(
            "whois.example.net".to_owned(),
            &LimitForm::Numbers(toml::from_str(text).expect("reads")),
        )
    }

    #[test]
    fn all_windows_of_a_table_hold_and_a_fraction_is_one_in_a_longer_time() {
        let limit = read("per_second = 5\nper_day = 1000").expect("is usable");
        let spans: Vec<_> = limit.windows.iter().map(|it| (it.count, it.span.as_secs())).collect();
        assert_eq!(spans, [(5, 1), (1000, 86_400)]);
        let slow = read("per_second = 0.5").expect("is usable");
        assert_eq!(slow.windows[0], Window { count: 1, span: Duration::from_secs(2) });
        assert!(read("per_second = 3\nburst = 10").expect("is usable").pace.is_some());
    }

    #[test]
    fn a_server_without_limits_is_said_in_a_word() {
        let limits: BTreeMap<String, LimitForm> =
            toml::from_str("\"*\" = \"none\"\n\"whois.example.net\" = \"fast\"").expect("reads");
        let mut read = limits.into_iter().map(|(pattern, form)| given(pattern, &form));
        assert_eq!(read.next().expect("*").expect("is usable").pace, Some(Pace::UNBOUNDED));
        let error = read.next().expect("the other").expect_err("is refused").to_string();
        assert!(error.contains("none"), "{error}");
    }

    #[test]
    fn a_limit_that_says_nothing_or_nothing_possible_is_an_error_that_names_it() {
        for text in ["", "per_second = 0", "per_day = 0", "burst = 3", "per_second = -1"] {
            let error = read(text).expect_err("is refused").to_string();
            assert!(error.contains("whois.example.net"), "{error}");
        }
    }
}
