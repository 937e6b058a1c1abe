//! What changes the answer and so travels with a target through the queue. Whom to ask is not among
//! it: that is each worker's own affair.

use serde::{Deserialize, Serialize};

use crate::cli::lists::Depth;
use crate::cli::{AskArgs, TraceArgs};
use crate::config::{Config, Surroundings};
use crate::render::json::compact;

/// The options of a target.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::run) struct Options {
    /// `--harm`
    pub(super) harm: Option<String>,
    /// `--compromised`
    pub(super) compromised: bool,
    /// `--malicious`
    pub(super) malicious: bool,
    /// `--registrar-told`
    pub(super) registrar_told: bool,
    /// `--probe`
    pub(in crate::run) probe: bool,
    /// `--probe-url`
    pub(super) probe_url: bool,
    /// `--follow`
    pub(super) follow: bool,
    /// `--depth fast`
    pub(super) fast: bool,
    /// `--show-registrant`
    pub(super) show_registrant: bool,
}

impl Options {
    /// The options as they are pushed.
    pub(super) fn text(&self) -> String {
        // A struct of words and switches can always be written.
        compact(self).unwrap_or_default()
    }

    /// Reads what was pushed; it is checked like anything that somebody types.
    pub(in crate::run) fn read(text: &str) -> Option<Self> {
        // A list would be read as the fields in their order.
        serde_json::from_str(text).ok().filter(|_| text.starts_with('{'))
    }

    /// What a worker does for them: the worker's own settings, and these in place of whatever else
    /// its configuration file says of them.
    pub(in crate::run) fn config(
        &self,
        asking: &AskArgs,
        around: &Surroundings,
    ) -> Result<Config, String> {
        let mut asking = asking.clone();
        asking.probe = self.probe;
        asking.save_case = None;
        let typed = TraceArgs {
            harm: self.harm.clone(),
            compromised: self.compromised,
            malicious: self.malicious,
            registrar_told: self.registrar_told,
            asking,
            ..TraceArgs::default()
        };
        let mut config =
            Config::resolve(typed, around.clone()).map_err(|error| error.to_string())?;
        let is_unknown = self.harm.is_some() && config.request.is_none();
        if config.is_csam() || is_unknown {
            return Err("this harm is not traced from a queue".to_owned());
        }
        if self.harm.is_none() {
            config.request = None;
        }
        config.probe = self.probe;
        config.probe_url = self.probe && self.probe_url;
        config.follow = self.probe && self.follow;
        config.show_registrant = self.show_registrant;
        config.lists.depth = if self.fast { Depth::Fast } else { Depth::Full };
        config.save_case = None;
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_travel_and_what_is_none_is_refused() {
        let options =
            Options { harm: Some("phishing".to_owned()), fast: true, ..Options::default() };
        assert_eq!(Options::read(&options.text()), Some(options));
        for text in ["", "{}x", r#"{"resolver":"192.0.2.1"}"#, r#"{"probe":"yes"}"#, "[]"] {
            assert_eq!(Options::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_the_workers_own_file_says_does_not_change_the_answer() {
        let file = "harm = \"phishing\"\nprobe = true\ndepth = \"fast\"\nconcurrency = 3\n";
        let around = Surroundings {
            config_file: Some(("config.toml".into(), file.to_owned())),
            ..Surroundings::default()
        };
        let config = Options::default().config(&AskArgs::default(), &around).expect("resolves");
        assert!(config.request.is_none() && !config.probe);
        assert_eq!((config.lists.depth, config.concurrency), (Depth::Full, 3));
        let csam = Options { harm: Some("csam".to_owned()), ..Options::default() };
        assert!(csam.config(&AskArgs::default(), &around).is_err());
        let wrong = Options { harm: Some("boredom".to_owned()), ..Options::default() };
        assert!(wrong.config(&AskArgs::default(), &around).is_err());
    }
}
