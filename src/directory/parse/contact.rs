//! Reads the contacts of a provider file.

use serde::Deserialize;

use super::FilePlace;
use crate::directory::contact::{ProviderContact, Takes, UNDATED};
use crate::directory::error::DirectoryError;
use crate::directory::role::Role;
use crate::directory::values;

/// A contact as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawContact {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    roles: Vec<String>,
    service: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    takes: Option<String>,
    prefers_form: Option<bool>,
    as_of: Option<String>,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) read: String,
    #[serde(default)]
    published: bool,
    #[serde(default)]
    pub(super) recalled: bool,
    #[serde(default)]
    also: Vec<String>,
}

/// The word that stands for every role.
const ANY: &str = "any";

impl FilePlace<'_> {
    /// Checks one contact.
    pub(super) fn contact(
        &self,
        at: usize,
        raw: RawContact,
    ) -> Result<ProviderContact, DirectoryError> {
        let label = format!("contacts[{at}]");
        let kind =
            self.word(&label, "kind", &raw.kind, &values::CONTACT_KINDS, values::contact_word)?;
        if !values::contact_fits(kind, &raw.value) {
            let problem = format!("`{}` is not {}", raw.value, values::contact_form(kind));
            return Err(self.complain(format!("{label}.value"), problem));
        }
        let takes = raw.takes.as_deref().unwrap_or(Takes::Abuse.as_str());
        let takes = self.word(&label, "takes", takes, &Takes::ALL, Takes::as_str)?;
        if raw.published && raw.recalled {
            let problem = "what was entered from memory is not published; say one of them";
            return Err(self.complain(format!("{label}.published"), problem));
        }
        self.languages(&label, &raw.languages)?;
        self.dated(&label, &raw)?;
        Ok(ProviderContact {
            kind,
            roles: self.contact_roles(&label, &raw.roles)?,
            value: raw.value,
            service: raw.service,
            takes,
            prefers_form: raw.prefers_form,
            languages: raw.languages,
            as_of: raw.as_of,
            source: raw.source,
            read: raw.read,
            published: raw.published,
            recalled: raw.recalled,
            also: raw.also,
        })
    }

    /// The roles that a contact is for; none of them stands for any.
    fn contact_roles(&self, label: &str, roles: &[String]) -> Result<Vec<Role>, DirectoryError> {
        if roles.is_empty() {
            return Err(self.complain(format!("{label}.roles"), "must name at least one role"));
        }
        if roles == [ANY] {
            return Ok(Vec::new());
        }
        let word = |role: &String| self.word(label, "roles", role, &Role::ALL, Role::as_str);
        roles.iter().map(word).collect()
    }

    /// Checks that languages are written as in ISO 639-1.
    fn languages(&self, label: &str, languages: &[String]) -> Result<(), DirectoryError> {
        for language in languages {
            if language.len() != 2 || !language.bytes().all(|byte| byte.is_ascii_lowercase()) {
                let problem = format!("`{language}` is not two small letters");
                return Err(self.complain(format!("{label}.languages"), problem));
            }
        }
        Ok(())
    }

    /// Checks what says so, and since when.
    fn dated(&self, label: &str, raw: &RawContact) -> Result<(), DirectoryError> {
        for source in std::iter::once(&raw.source).chain(&raw.also) {
            self.sourced(label, source)?;
        }
        if raw.read != UNDATED {
            self.day(&format!("{label}.read"), &raw.read)?;
        }
        match &raw.as_of {
            Some(day) => self.day(&format!("{label}.as_of"), day),
            None => Ok(()),
        }
    }
}
