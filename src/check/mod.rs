//! `trace check`: compares the chain of domains that one owns with what it should be.
//!
//! A [`Policy`] says what should be true, by rule and domain; each [`Rule`] of
//! [`RULES`] is a small unit that reads a trace and gives a [`Finding`]: pass,
//! fail, or could not tell. What could not be told is never a pass and never a failure, because a
//! registry that is down says nothing about the domain. [`init`] writes the policy that is true
//! today, and [`formats`] prints the [`Report`](verdict::Report). Everything here is pure.

pub mod form;
pub mod formats;
pub mod init;
pub mod policy;
mod rules;
pub mod sheet;
pub mod update;
pub mod verdict;
mod view;

use crate::directory::Directory;
use crate::model::answer::Evidence;
use crate::model::chain::RegistrationState;
use crate::model::exchange::Exchange;
use crate::model::owner::Wants;
use crate::trace::Trace;

use self::policy::{Policy, Setting};
pub use self::rules::{RULES, Rule};
use self::verdict::{DomainReport, Finding, RuleResult, Shown, Verdict};
pub use self::view::CheckView;

/// What has to be asked for the rules of a policy, beyond what every trace asks.
pub fn wants(policy: &Policy) -> Wants {
    let mut wants = Wants::default();
    for setting in policy.sections.iter().flat_map(|section| &section.settings) {
        (setting.rule.wants)(&mut wants);
    }
    wants
}

/// What has to be asked for all rules there are.
pub fn wants_all() -> Wants {
    Wants { caa: true, security_txt: true, name_servers: true }
}

/// Checks one domain against the settings that apply to it.
pub fn check(settings: &[&Setting], trace: &Trace, known: &Directory) -> DomainReport {
    let view = CheckView::of(trace, known);
    let mut results: Vec<RuleResult> =
        settings.iter().filter_map(|setting| result(&view, setting, &trace.exchanges)).collect();
    let passing = results.iter().filter(|result| result.verdict == Verdict::Pass);
    let passed: Vec<&str> = passing.map(|result| result.rule).collect();
    let whole = cause(&view).is_some();
    for result in &mut results {
        let mut groups = SIBLINGS.iter().filter(|group| group.contains(&result.rule));
        let against = groups.any(|group| group.iter().any(|rule| passed.contains(rule)));
        result.likely = whole || !against;
    }
    DomainReport::of(trace, results)
}

/// Rules about the same thing: where one of them passes, what another takes for the cause is only
/// possible.
const SIBLINGS: [&[&str]; 3] = [
    &["registrar", "locks", "active"],
    &["dns", "name_servers", "dnssec"],
    &["cdn", "host", "network", "addresses"],
];

/// The result of one rule, unless it is switched off.
fn result(view: &CheckView<'_>, setting: &Setting, exchanges: &[Exchange]) -> Option<RuleResult> {
    let value = setting.value.as_ref()?;
    let finding = (setting.rule.judge)(view, value);
    let reason = match finding.verdict {
        Verdict::Pass => None,
        Verdict::CouldNotTell => finding.reason.clone(),
        Verdict::Fail => Some(likely(view, setting.rule, &finding)),
    };
    Some(RuleResult {
        rule: setting.rule.key,
        severity: setting.severity,
        verdict: finding.verdict,
        expected: setting.rule.form.expects(value),
        found: clipped(&finding.found),
        reason: reason.as_deref().map(clipped),
        likely: true,
        evidence: shown(exchanges, &finding.evidence),
        line: setting.line,
    })
}

/// The most characters of what others chose that a report repeats.
const LONGEST: usize = 400;

/// A text that does not fill a report by itself.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The likely reason of a failure: what befell the whole name, else what the rule knows of it.
fn likely(view: &CheckView<'_>, rule: &Rule, finding: &Finding) -> String {
    if let Some(cause) = cause(view) {
        return cause;
    }
    let own = finding.reason.clone().unwrap_or_else(|| rule.likely.to_owned());
    match changed(view).filter(|_| rule.at_registry) {
        Some(day) => format!("{own}; the registration was last changed on {day}"),
        None => own,
    }
}

/// What befell the whole name, if something did.
fn cause(view: &CheckView<'_>) -> Option<String> {
    let registration = &view.chain.registration;
    match registration.state {
        RegistrationState::NotRegistered => {
            Some("the registry says that the name is not registered".to_owned())
        }
        RegistrationState::Held => {
            let hold = registration.statuses.iter().find(|status| status.ends_with(" hold"));
            let hold = hold.map_or("on hold", String::as_str);
            Some(format!("the registration is suspended ({hold}), so the name leads nowhere"))
        }
        RegistrationState::Active
        | RegistrationState::Expiring
        | RegistrationState::Reserved
        | RegistrationState::Unknown => None,
    }
}

/// The day on which the registration was last changed.
fn changed(view: &CheckView<'_>) -> Option<String> {
    view.chain.registration.updated.as_deref()?.get(..10).map(str::to_owned)
}

/// The exchanges that a finding rests on, as a reader would look for them.
fn shown(exchanges: &[Exchange], evidence: &[Evidence]) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    for evidence in evidence {
        let exchange = exchanges.iter().find(|exchange| exchange.ask == *evidence.ask());
        if let Some(exchange) = exchange.map(Shown::of)
            && !shown.contains(&exchange)
        {
            shown.push(exchange);
        }
    }
    shown
}
