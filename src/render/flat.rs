//! The chain for other programs' eyes: a row a contact, tab-separated for grep and awk, or as CSV
//! for spreadsheets.

use std::io::{self, Write};

use super::clean::clean;
use super::{Format, Outcome, json};
use crate::model::chain::Entry;
use crate::model::contact::Contact;
use crate::model::target::Refusal;
use crate::trace::Trace;

/// The columns of CSV.
const COLUMNS: &str =
    "target,layer,party,country,status,kind,value,purpose,basis,role,source,as_of\r\n";

/// Writes the row of column names, where the format has one.
pub(super) fn head(format: Format, out: &mut impl Write) -> io::Result<()> {
    if format == Format::Csv { out.write_all(COLUMNS.as_bytes()) } else { Ok(()) }
}

/// Writes the rows of a target.
pub(super) fn write(outcome: &Outcome, format: Format, out: &mut impl Write) -> io::Result<()> {
    let rows = match outcome {
        Ok(trace) => trace_rows(trace),
        Err((input, refusal)) => vec![refused(input, refusal)],
    };
    for row in rows {
        match format {
            Format::Csv => writeln!(out, "{}\r", row.csv())?,
            _ => writeln!(out, "{}", row.brief())?,
        }
    }
    Ok(())
}

/// A row; a cell is empty where there is nothing to say.
#[derive(Debug, Default)]
struct FlatRow {
    target: String,
    layer: String,
    party: String,
    country: String,
    status: String,
    kind: String,
    value: String,
    purpose: String,
    basis: String,
    role: String,
    source: String,
    as_of: String,
}

/// The rows of a trace and of where it redirects to; for the one harm about which nobody on the
/// path may be sent anything, the hotlines.
fn trace_rows(trace: &Trace) -> Vec<FlatRow> {
    let mut rows = Vec::new();
    for trace in std::iter::once(trace).chain(&trace.hops) {
        let target = clean(&trace.target.input);
        for entry in &trace.chain.entries {
            if entry.contacts.is_empty() {
                rows.push(party(&target, entry));
            }
            let of = |contact| with_contact(party(&target, entry), contact);
            rows.extend(entry.contacts.iter().map(of));
        }
        let hotlines = trace.advice.iter().filter_map(|advice| advice.hotlines.as_ref());
        rows.extend(hotlines.flat_map(|known| &known.routes).map(|route| FlatRow {
            target: target.clone(),
            layer: "hotline".to_owned(),
            party: route.name.to_owned(),
            country: route.country.unwrap_or_default().to_owned(),
            kind: "form".to_owned(),
            value: route.url.to_owned(),
            source: route.source.to_owned(),
            as_of: route.as_of.unwrap_or_default().to_owned(),
            ..FlatRow::default()
        }));
    }
    rows
}

/// What a row says of a party.
fn party(target: &str, entry: &Entry) -> FlatRow {
    let party = entry.party();
    FlatRow {
        target: target.to_owned(),
        layer: entry.layer.word().to_owned(),
        party: party.map(|party| clean(&party.name)).unwrap_or_default(),
        country: party.and_then(|party| party.country.clone()).unwrap_or_default(),
        status: entry.status().word().to_owned(),
        ..FlatRow::default()
    }
}

/// The same with a contact.
fn with_contact(row: FlatRow, contact: &Contact) -> FlatRow {
    FlatRow {
        kind: word(&contact.kind),
        value: clean(&contact.value),
        purpose: word(&contact.purpose),
        basis: word(&contact.basis),
        role: contact.role.unwrap_or_default().to_owned(),
        source: clean(&contact.source),
        as_of: contact.as_of.clone().unwrap_or_default(),
        ..row
    }
}

/// A word as JSON spells it.
fn word(value: &impl serde::Serialize) -> String {
    json::compact(value).unwrap_or_default().trim_matches('"').to_owned()
}

/// A target that was refused.
fn refused(input: &str, refusal: &Refusal) -> FlatRow {
    let status = format!("refused: {}", refusal.code());
    FlatRow { target: clean(input), status, ..FlatRow::default() }
}

impl FlatRow {
    /// For grep and awk: fewer columns, no cell with a tab in it.
    fn brief(&self) -> String {
        let cells = [
            &self.target,
            &self.layer,
            &self.status,
            &self.party,
            &self.country,
            &self.kind,
            &self.value,
        ];
        cells.map(|cell| clean(cell)).join("\t")
    }

    /// For spreadsheets (RFC 4180).
    fn csv(&self) -> String {
        let cells = [
            &self.target,
            &self.layer,
            &self.party,
            &self.country,
            &self.status,
            &self.kind,
            &self.value,
            &self.purpose,
            &self.basis,
            &self.role,
            &self.source,
            &self.as_of,
        ];
        cells.map(|cell| quoted(cell)).join(",")
    }
}

/// A cell that ends where it should, and that no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@']) {
        return format!("\"'{}\"", cell.replace('"', "\"\""));
    }
    if cell.contains([',', '"', '\n', '\r', ';']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spreadsheet_runs_a_cell() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("+33.170377661"), "\"'+33.170377661\"");
        assert_eq!(quoted("Example, \"Inc.\""), "\"Example, \"\"Inc.\"\"\"");
        assert_eq!(quoted("plain"), "plain");
    }
}
