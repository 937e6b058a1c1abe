//! The rules about the registration under every kind of status, in EPP's words and in national ones.

use std::fs;

use serde_json::{Value, json};
use trace::model::exchange::{Ask, Exchange, HttpReply, Reply};
use trace::wire::case::{Case, Line};

use super::{Program, fixture, rules};

/// Statuses, and what `active` and `locks = "transfer"` make of them there: `+` passes, `-` fails,
/// `?` could not be told.
const STATUSES: &[(&[&str], &str)] = &[
    (&["active"], "+-"),
    (&["active", "client transfer prohibited"], "++"),
    (&["server transfer prohibited"], "++"),
    (&["clientTransferProhibited"], "++"),
    (&["locked"], "++"),
    (&["registry lock"], "++"),
    (&["Transfer Status: LOCKED"], "++"),
    (&["DomainTransferLocked"], "++"),
    (&["AgentChangeLocked"], "++"),
    (&["Sponsoring registrar change forbidden"], "++"),
    (&["registrar-lock"], "++"),
    (&["transfer prohibited by registrar"], "++"),
    (&["TransferProhibited"], "++"),
    (&["client update prohibited"], "+-"),
    (&["client delete prohibited", "client renew prohibited"], "+-"),
    (&["Transfer Allowed"], "+-"),
    (&["unlocked"], "+-"),
    (&["auto renew period", "client transfer prohibited"], "++"),
    (&["pending transfer"], "+-"),
    (&["add period", "client transfer prohibited"], "++"),
    (&["server hold", "client transfer prohibited"], "-+"),
    (&["client hold"], "--"),
    (&["suspended"], "--"),
    (&["This registration has been SUSPENDED."], "--"),
    (&["Deactivated"], "--"),
    (&["frozen"], "--"),
    (&["Out of zone"], "--"),
    (&["Excluded"], "--"),
    (&["inactive", "client transfer prohibited"], "-+"),
    (&["not delegated"], "--"),
    (&["pending delete"], "--"),
    (&["redemption period", "server transfer prohibited"], "-+"),
    (&["pending restore"], "--"),
    (&["in quarantine"], "--"),
    (&["To be deleted"], "--"),
    (&["No longer required"], "--"),
    (&["To be suspended"], "--"),
    (&["expired"], "--"),
    (&["grace period"], "--"),
    (&["cancelled"], "--"),
    (&["Renewal required."], "--"),
    (&["quarrelled"], "?-"),
];

/// The recorded case with other statuses, as text.
fn with_statuses(statuses: &[&str]) -> String {
    let text = fs::read_to_string(fixture("as-it-should-be.case")).expect("a case");
    let mut case = Case::read(&text).expect("reads");
    for line in &mut case.lines {
        let Some(url) = line.ask.strip_prefix("GET ").filter(|it| it.contains("/domain/")) else {
            continue;
        };
        let ask = Ask::rdap(url);
        let body = line.body().expect("a body");
        let Ok(mut object) = serde_json::from_slice::<Value>(&body) else { continue };
        object["status"] = json!(statuses);
        let reply = HttpReply {
            status: 200,
            headers: line.headers.clone(),
            body: object.to_string().into_bytes(),
            certificate: None,
        };
        let outcome = Ok(Reply::Http(reply));
        *line = Line::of(&Exchange { ask, outcome, at: line.at, ms: line.ms, whole: true });
    }
    let mut lines = vec![serde_json::to_string(&case.header).expect("writes")];
    lines.extend(case.lines.iter().map(|line| serde_json::to_string(line).expect("writes")));
    lines.extend(case.footer.map(|footer| json!({ "footer": footer }).to_string()));
    lines.join("\n") + "\n"
}

#[test]
fn whatever_left_the_zone_or_is_about_to_is_not_active_and_a_lock_is_one_in_any_words() {
    let program = Program::new();
    let policy = "[domain.\"cobaltmug.com\"]\nactive = true\nlocks = \"transfer\"\n";
    fs::write(program.home().join("trace.toml"), policy).expect("is written");
    let mut wrong = Vec::new();
    for (statuses, right) in STATUSES {
        fs::write(program.home().join("a.case"), with_statuses(statuses)).expect("is written");
        let ran = program.run(&["check", "--replay", "a.case", "-o", "json"]);
        let report: Value = serde_json::from_str(&ran.out).expect(&ran.err);
        let sign = |rule: &str| {
            let of = |verdict| rules(&report, verdict).iter().any(|it| it == rule);
            [("pass", '+'), ("fail", '-'), ("could-not-tell", '?')]
                .into_iter()
                .find_map(|(verdict, sign)| of(verdict).then_some(sign))
        };
        let found: String = [sign("active"), sign("locks")].into_iter().flatten().collect();
        if found != *right {
            wrong.push(format!("{statuses:?}: {found}, not {right}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
