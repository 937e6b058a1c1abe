//! Reads provider files: TOML into [`Provider`]s, every field checked, every complaint naming
//! the file, the entry and the field.

mod contact;

use serde::Deserialize;

use self::contact::RawContact;
use super::age;
use super::error::DirectoryError;
use super::provider::{Ended, Provider, RangeFormat, RangeList, Sign, SignKind, Trade};
use super::role::Role;
use super::values;
use crate::model::contact::ContactKind;

/// A provider file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    /// The entries.
    #[serde(default)]
    provider: Vec<RawProvider>,
}

/// An entry as it is written; what is missing is complained about later, by name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProvider {
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    country: Option<String>,
    website: Option<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    read: String,
    #[serde(default)]
    recalled: bool,
    submitter: Option<String>,
    ended: Option<RawEnd>,
    #[serde(default)]
    ranges: Vec<RawRanges>,
    #[serde(default)]
    signs: Vec<RawSign>,
    #[serde(default)]
    contacts: Vec<RawContact>,
}

/// An end as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEnd {
    #[serde(default)]
    day: String,
    #[serde(default)]
    how: String,
    #[serde(default)]
    source: String,
}

/// A list of ranges as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRanges {
    #[serde(default)]
    url: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    role: String,
    service: Option<String>,
    only: Option<String>,
}

/// A sign as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSign {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    role: String,
    service: Option<String>,
    #[serde(default)]
    stores: bool,
    #[serde(default)]
    machines: bool,
    trade: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    read: String,
    #[serde(default)]
    recalled: bool,
}

/// Reads the text of one provider file.
pub(super) fn providers(text: &str, file: &str) -> Result<Vec<Provider>, DirectoryError> {
    let raw: RawFile = toml::from_str(text).map_err(|error| DirectoryError::Syntax {
        file: file.to_owned(),
        detail: error.to_string().trim_end().to_owned(),
    })?;
    let mut providers: Vec<Provider> = Vec::with_capacity(raw.provider.len());
    for (at, entry) in raw.provider.into_iter().enumerate() {
        let place = FilePlace::of(file, at, &entry.id);
        providers.push(place.provider(entry)?);
    }
    Ok(providers)
}

/// Gives a statement without a page of its own the entry's, with its day.
fn inherit(
    (page, day): (&str, &str),
    is_recalled: bool,
    source: &mut String,
    read: &mut String,
    recalled: &mut bool,
) {
    if source.is_empty() && read.is_empty() {
        page.clone_into(source);
        day.clone_into(read);
        *recalled |= is_recalled;
    }
}

/// Where in the file the reader is, for complaints.
pub(super) struct FilePlace<'a> {
    /// The file, as the user named it.
    file: &'a str,
    /// The entry's identifier or number.
    entry: String,
}

impl<'a> FilePlace<'a> {
    /// The place of an entry: its identifier, or its number where it has none.
    fn of(file: &'a str, at: usize, id: &str) -> Self {
        let entry = if id.is_empty() { format!("number {}", at + 1) } else { format!("`{id}`") };
        Self { file, entry }
    }

    /// A complaint about a field of the entry.
    fn complain(&self, field: impl Into<String>, problem: impl Into<String>) -> DirectoryError {
        DirectoryError::Field {
            file: self.file.to_owned(),
            entry: self.entry.clone(),
            field: field.into(),
            problem: problem.into(),
        }
    }

    /// Checks one entry.
    fn provider(&self, mut raw: RawProvider) -> Result<Provider, DirectoryError> {
        self.identifier(&raw.id)?;
        self.filled("name", &raw.name)?;
        for alias in &raw.aliases {
            self.filled("aliases", alias)?;
        }
        self.country(raw.country.as_deref())?;
        if let Some(website) = &raw.website {
            self.page("website", website)?;
        }
        if let Some(submitter) = &raw.submitter
            && !values::contact_fits(ContactKind::Email, submitter)
        {
            let form = values::contact_form(ContactKind::Email);
            return Err(self.complain("submitter", format!("`{submitter}` is not {form}")));
        }
        self.provenance("", &raw.source, &raw.read)?;
        let page = (raw.source.as_str(), raw.read.as_str());
        for sign in &mut raw.signs {
            inherit(page, raw.recalled, &mut sign.source, &mut sign.read, &mut sign.recalled);
        }
        for contact in &mut raw.contacts {
            inherit(
                page,
                raw.recalled,
                &mut contact.source,
                &mut contact.read,
                &mut contact.recalled,
            );
        }
        let numbered = raw.signs.into_iter().enumerate();
        let signs = numbered.map(|(at, sign)| self.sign(at, sign)).collect::<Result<_, _>>()?;
        let numbered = raw.contacts.into_iter().enumerate();
        let contacts =
            numbered.map(|(at, contact)| self.contact(at, contact)).collect::<Result<_, _>>()?;
        let ended = raw.ended.map(|end| self.ended(end)).transpose()?;
        let numbered = raw.ranges.into_iter().enumerate();
        let ranges = numbered.map(|(at, list)| self.ranges(at, list)).collect::<Result<_, _>>()?;
        Ok(Provider {
            id: raw.id,
            name: raw.name,
            aliases: raw.aliases,
            country: raw.country,
            website: raw.website,
            source: raw.source,
            read: raw.read,
            recalled: raw.recalled,
            submitter: raw.submitter,
            is_own: false,
            ended,
            ranges,
            signs,
            contacts,
        })
    }

    /// Checks one sign.
    fn sign(&self, at: usize, raw: RawSign) -> Result<Sign, DirectoryError> {
        let label = format!("signs[{at}]");
        let kind = self.word(&label, "kind", &raw.kind, &SignKind::ALL, SignKind::as_str)?;
        let role = self.word(&label, "role", &raw.role, kind.roles(), Role::as_str)?;
        self.sourced(&label, &raw.source)?;
        self.day(&format!("{label}.read"), &raw.read)?;
        if raw.values.is_empty() {
            return Err(self.complain(format!("{label}.values"), "must name at least one value"));
        }
        let word = |role: &String| self.word(&label, "also", role, &Role::ALL, Role::as_str);
        let also = raw.also.iter().map(word).collect::<Result<_, _>>()?;
        let word = |trade: &String| self.word(&label, "trade", trade, &Trade::ALL, Trade::as_str);
        let trade = raw.trade.as_ref().map(word).transpose()?;
        let read = raw.values.iter().map(|text| {
            values::value(kind, text).map_err(|allowed| {
                self.complain(format!("{label}.values"), format!("`{text}` is not {allowed}"))
            })
        });
        Ok(Sign {
            kind,
            values: read.collect::<Result<_, _>>()?,
            role,
            service: raw.service,
            stores: raw.stores,
            machines: raw.machines,
            trade,
            also,
            source: raw.source,
            read: raw.read,
            recalled: raw.recalled,
        })
    }

    /// Checks how an entry ended.
    fn ended(&self, raw: RawEnd) -> Result<Ended, DirectoryError> {
        self.day("ended.day", &raw.day)?;
        self.filled("ended.how", &raw.how)?;
        self.sourced("ended", &raw.source)?;
        Ok(Ended { day: raw.day, how: raw.how, source: raw.source })
    }

    /// Checks one list of ranges.
    fn ranges(&self, at: usize, raw: RawRanges) -> Result<RangeList, DirectoryError> {
        let label = format!("ranges[{at}]");
        if !raw.url.starts_with("https://") || !values::is_page(&raw.url) {
            let problem = format!("`{}` is not a URL that begins with https://", raw.url);
            return Err(self.complain(format!("{label}.url"), problem));
        }
        let format =
            self.word(&label, "format", &raw.format, &RangeFormat::ALL, RangeFormat::as_str)?;
        let role = self.word(&label, "role", &raw.role, SignKind::Prefix.roles(), Role::as_str)?;
        Ok(RangeList { url: raw.url, format, role, service: raw.service, only: raw.only })
    }

    /// Checks that an identifier is kebab-case.
    fn identifier(&self, id: &str) -> Result<(), DirectoryError> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let edges = id.starts_with('-') || id.ends_with('-');
        if id.is_empty() || edges || !id.chars().all(fits) {
            return Err(self.complain("id", "must be lower-case letters, digits and hyphens"));
        }
        Ok(())
    }

    /// Checks that a text is not empty.
    fn filled(&self, field: &str, text: &str) -> Result<(), DirectoryError> {
        if text.trim().is_empty() {
            return Err(self.complain(field, "must not be empty"));
        }
        Ok(())
    }

    /// Checks that a country is an ISO 3166-1 code.
    fn country(&self, country: Option<&str>) -> Result<(), DirectoryError> {
        let fits = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        match country {
            Some(code) if !fits(code) => {
                Err(self.complain("country", format!("`{code}` is not two capital letters")))
            }
            _ => Ok(()),
        }
    }

    /// Checks that a text is the URL of a page.
    fn page(&self, field: &str, text: &str) -> Result<(), DirectoryError> {
        if values::is_page(text) {
            return Ok(());
        }
        Err(self
            .complain(field, format!("`{text}` is not a URL that begins with https:// or http://")))
    }

    /// Checks source and date, which every statement must carry.
    fn provenance(&self, label: &str, source: &str, read: &str) -> Result<(), DirectoryError> {
        let dot = if label.is_empty() { "" } else { "." };
        self.page(&format!("{label}{dot}source"), source)?;
        self.day(&format!("{label}{dot}read"), read)
    }

    /// Checks that a text says where a statement stands.
    fn sourced(&self, label: &str, source: &str) -> Result<(), DirectoryError> {
        if values::is_source(source) {
            return Ok(());
        }
        let problem = format!(
            "`{source}` is neither a URL that begins with https:// or http:// nor words that say where it stands"
        );
        Err(self.complain(format!("{label}.source"), problem))
    }

    /// Checks that a text is a day.
    fn day(&self, field: &str, text: &str) -> Result<(), DirectoryError> {
        if age::is_day(text) {
            return Ok(());
        }
        Err(self.complain(field, format!("`{text}` is not a day such as 2026-01-31")))
    }

    /// Finds the one of several words that a text is.
    fn word<T: Copy>(
        &self,
        label: &str,
        field: &str,
        text: &str,
        allowed: &[T],
        spell: fn(T) -> &'static str,
    ) -> Result<T, DirectoryError> {
        allowed.iter().copied().find(|word| spell(*word) == text).ok_or_else(|| {
            let words: Vec<&str> = allowed.iter().copied().map(spell).collect();
            self.complain(
                format!("{label}.{field}"),
                format!("`{text}` is not one of: {}", words.join(", ")),
            )
        })
    }
}
