//! One side of a comparison: as much of the JSON output as is compared. Fields that are missing
//! count as empty, so that output of other versions is read too.

use serde::Deserialize;

/// A trace.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Side {
    /// The schema that it says to follow.
    schema: String,
    /// What was traced.
    target: SideTarget,
    /// When.
    pub(super) traced_at: String,
    /// Where the name leads.
    pub(super) resolution: SideResolution,
    /// The state of the registration.
    pub(super) registration: SideRegistration,
    /// The chain.
    pub(super) chain: Vec<SideEntry>,
}

impl Side {
    /// The host that was traced.
    pub fn host(&self) -> &str {
        if self.target.host.is_empty() { &self.target.input } else { &self.target.host }
    }

    /// The entries of a layer.
    pub(super) fn layer<'a>(&'a self, layer: &'a str) -> impl Iterator<Item = &'a SideEntry> {
        self.chain.iter().filter(move |entry| entry.layer == layer)
    }
}

/// What was traced.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct SideTarget {
    /// As it was typed.
    input: String,
    /// The host.
    host: String,
}

/// Where the name leads.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SideResolution {
    /// The aliases.
    pub(super) cname_chain: Vec<String>,
    /// The addresses.
    pub(super) addresses: Vec<String>,
    /// The name servers.
    pub(super) name_servers: Vec<String>,
    /// Whether the zone is signed.
    pub(super) dnssec: String,
}

/// The state of the registration.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SideRegistration {
    /// Status words.
    pub(super) status: Vec<String>,
    /// When it ends.
    pub(super) expires: Option<String>,
    /// What follows from both.
    pub(super) state: String,
}

/// One entry of the chain.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SideEntry {
    /// The layer.
    pub(super) layer: String,
    /// What is known.
    pub(super) status: String,
    /// Why no more.
    pub(super) reason: Option<String>,
    /// The party.
    pub(super) party: Option<SideParty>,
    /// How to reach it.
    pub(super) contacts: Vec<SideContact>,
}

/// A party.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SideParty {
    /// Its name.
    pub(super) name: String,
    /// Its identifier.
    pub(super) id: String,
}

/// A contact.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SideContact {
    /// The address, number or URL.
    pub(super) value: String,
    /// What it is for.
    pub(super) purpose: String,
}

/// Reads the JSON output of one trace or of several, or NDJSON.
pub fn read(text: &str) -> Result<Vec<Side>, String> {
    let whole = serde_json::from_str::<serde_json::Value>(text);
    let values = match whole {
        Ok(serde_json::Value::Array(values)) => values,
        Ok(value) => vec![value],
        Err(_) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let values = lines.map(serde_json::from_str).collect::<Result<Vec<_>, _>>();
            values.map_err(|error| format!("it is not JSON ({error})"))?
        }
    };
    let mut sides = Vec::new();
    for value in values {
        let side: Side = serde_json::from_value(value)
            .map_err(|error| format!("it holds something else than traces ({error})"))?;
        if side.schema.split('/').next() != Some("trace") {
            return Err("it holds something else than traces".to_owned());
        }
        sides.push(side);
    }
    if sides.is_empty() { Err("it holds no trace".to_owned()) } else { Ok(sides) }
}
