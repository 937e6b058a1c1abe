//! Reads the configuration file; what cannot be used is said in words that people use.

use std::path::PathBuf;

use super::{ConfigFile, Surroundings};
use crate::check::policy::complaint;
use crate::error::Error;

/// What the reader of the file calls a type, and what people do.
const JARGON: [(&str, &str); 3] =
    [("f64", "a number"), ("usize", "a whole number"), ("a boolean", "true or false")];

impl Surroundings {
    /// The policy that the configuration file names.
    pub fn policy(&self) -> Result<Option<PathBuf>, Error> {
        let named = read_file(self.config_file.as_ref())?.policy;
        Ok(named.filter(|path| !path.as_os_str().is_empty()))
    }

    /// The time-stamping authority that the configuration file names.
    pub fn tsa(&self) -> Result<Option<String>, Error> {
        Ok(read_file(self.config_file.as_ref())?.tsa.filter(|url| !url.is_empty()))
    }

    /// The server of the queue that the configuration file names.
    #[cfg(feature = "queue")]
    pub fn queue(&self) -> Result<Option<String>, Error> {
        Ok(read_file(self.config_file.as_ref())?.queue.filter(|url| !url.is_empty()))
    }
}

/// Reads the configuration file.
pub(super) fn read_file(file: Option<&(PathBuf, String)>) -> Result<ConfigFile, Error> {
    let Some((path, text)) = file else { return Ok(ConfigFile::default()) };
    toml::from_str(text).map_err(|error| {
        let meant = meant(error.message());
        let problem = JARGON.iter().fold(error.to_string(), |text, (type_name, words)| {
            text.replace(&format!("expected {type_name}"), &format!("expected {words}"))
        });
        Error::ConfigFile { path: path.clone(), problem: format!("{}{meant}", problem.trim_end()) }
    })
}

/// "; did you mean …?" for an unknown key or word, out of those that the message lists.
fn meant(message: &str) -> String {
    let mut words = message.split('`').skip(1).step_by(2);
    let Some(written) = words.next() else { return String::new() };
    complaint::meant(written, &words.collect::<Vec<_>>())
}
