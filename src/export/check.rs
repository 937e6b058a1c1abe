//! How a stranger checks a case without this program: one public command a claim, with the digest that
//! the recorded answer has.

use std::fmt::Write as _;

use crate::model::chain::Status;
use crate::render::clean::{clean, markdown};
use crate::render::command::{bytes_of, command};
use crate::render::json::v1::TraceV1;

/// The page of a trace, with the digest of each answer.
pub fn page(trace: &TraceV1) -> String {
    let mut text = format!(
        "# How to check this bundle\n\nIt says who was responsible for {} at {}.\n\n\
         `sha256sum -c MANIFEST.sha256` says whether a file was changed since.\n\
         `case.case` holds every recorded answer; `case.warc` holds the same for WARC readers.\n\n\
         Each claim below stands on an answer of a public server. The command asks the same question \
         again: as long as nothing changed, RDAP and WHOIS answer with bytes that have the digest, unless \
         the server writes the time into them; add `| sha256sum` to see it. WHOIS programs change line \
         ends and leave lines out, so that for WHOIS a second command gives the bytes themselves. The DNS \
         answers with the same records in an order of its own.\n",
        markdown(&trace.target.input),
        trace.traced_at
    );
    for entry in trace.chain.iter().filter(|entry| entry.status == Status::Identified) {
        let Some(party) = &entry.party else { continue };
        let _ = write!(text, "\n## {}: {}\n", entry.layer.word(), markdown(&party.name));
        let mut shown = 0;
        for row in trace.evidence.iter().filter(|row| entry.evidence.contains(&row.id)) {
            let Some(command) = command(&row.protocol, &row.server, &row.question) else {
                continue;
            };
            let digest = row.sha256.as_deref().unwrap_or("no answer came");
            let _ = write!(
                text,
                "\nAsked {} at {}; SHA-256 of the answer: `{digest}`\n\n```sh\n{}\n```\n",
                markdown(&row.server),
                clean(&row.at),
                command.replace("```", "")
            );
            if let Some(bytes) = bytes_of(&row.protocol, &row.server, &row.question) {
                let _ = write!(text, "\n```sh\n{}\n```\n", bytes.replace("```", ""));
            }
            shown += 1;
        }
        if shown == 0 {
            text.push_str(
                "\nIt stands on our own table of providers, whose entry names its source.\n",
            );
        }
    }
    text
}
