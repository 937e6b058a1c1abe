//! Shares for spreadsheets. Who has no abuse contact stands with an example, ready for the form in
//! which an address registry takes reports of wrong contacts.

use std::io::{self, Write};

use crate::render::clean::clean;
use crate::stats::Stats;

/// The columns.
const COLUMNS: &str = "part,id,name,country,targets,share,without_contact,guessed,example,rejected,\
rejected_because,change,share_change";

/// Writes one row a party.
pub(super) fn write(stats: &Stats, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{COLUMNS}")?;
    for part in &stats.parts {
        for party in &part.parties {
            let word = |text: &Option<String>| text.clone().unwrap_or_default();
            let cells = [
                part.part.to_owned(),
                party.id.clone(),
                party.name.clone(),
                word(&party.country),
                party.targets.to_string(),
                format!("{:.2}", party.share),
                party.without_contact.to_string(),
                party.guessed.to_string(),
                word(&party.example),
                word(&party.rejected),
                word(&party.rejected_because),
                party.change.map_or(String::new(), |change| change.to_string()),
                party.share_change.map_or(String::new(), |change| format!("{change:.2}")),
            ];
            let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
            writeln!(out, "{}", cells.join(","))?;
        }
    }
    Ok(())
}

/// A cell that no spreadsheet runs: what begins like a formula, and is no number, is quoted.
fn cell(text: &str) -> String {
    let text = clean(text);
    let formula = text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err();
    let text = if formula { format!("'{text}") } else { text };
    if text.contains([',', '"', '\'']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=cmd|' /C calc'!A0"), "\"'=cmd|' /C calc'!A0\"");
        assert_eq!(cell("-12"), "-12");
        assert_eq!(cell("Example, Inc."), "\"Example, Inc.\"");
    }
}
