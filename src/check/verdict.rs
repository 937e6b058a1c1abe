//! What a check found: a finding a rule, a report a domain, and what the whole amounts to.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::answer::{Answer, Evidence, Why};
use crate::model::exchange::Exchange;
use crate::trace::Trace;

/// The version of the report's JSON.
pub const SCHEMA: &str = "trace-check/1";

/// What a rule comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is as it should be.
    Pass,
    /// It is not.
    Fail,
    /// What it takes to say so could not be found out.
    CouldNotTell,
}

impl Verdict {
    /// The verdict in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::CouldNotTell => "could not tell",
        }
    }
}

/// How much a failure matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The check fails.
    #[default]
    Error,
    /// It is said, and the check passes.
    Warning,
}

impl Severity {
    /// The severity as policies spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it comes to.
    pub verdict: Verdict,
    /// What is true today, in words.
    pub found: String,
    /// Why it could not be told, or why it is likely to have changed.
    pub reason: Option<String>,
    /// The exchanges that show it.
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// It is as it should be.
    pub fn pass(found: impl Into<String>) -> Self {
        Self::of(Verdict::Pass, found.into(), None)
    }

    /// It is not.
    pub fn fail(found: impl Into<String>) -> Self {
        Self::of(Verdict::Fail, found.into(), None)
    }

    /// It could not be told, because …
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self::of(Verdict::CouldNotTell, "unknown".to_owned(), Some(reason.into()))
    }

    /// It could not be told, because a question has no answer.
    pub fn untold(why: &Why) -> Self {
        Self::unknown(why.text.clone()).resting_on(why.evidence.as_ref())
    }

    /// A finding.
    fn of(verdict: Verdict, found: String, reason: Option<String>) -> Self {
        Self { verdict, found, reason, evidence: Vec::new() }
    }

    /// The same finding with a reason of its own.
    #[must_use]
    pub fn because(self, reason: impl Into<String>) -> Self {
        Self { reason: Some(reason.into()), ..self }
    }

    /// The same finding with the exchanges that show it.
    #[must_use]
    pub fn resting_on<'a>(mut self, evidence: impl IntoIterator<Item = &'a Evidence>) -> Self {
        for one in evidence {
            if !self.evidence.contains(one) {
                self.evidence.push(one.clone());
            }
        }
        self
    }

    /// The finding out of an answer: what was found is judged, what is unknown cannot be told.
    pub fn from<T>(answer: &Answer<T>, judge: impl FnOnce(Option<&T>) -> Self) -> Self {
        match answer {
            Answer::Unknown(why) => Self::untold(why),
            known => judge(known.found()).resting_on(known.evidence()),
        }
    }
}

/// An exchange that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Shown {
    /// The protocol.
    pub protocol: String,
    /// Who was asked.
    pub server: String,
    /// What was asked.
    pub question: String,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// `answered`, or the kind of failure.
    pub outcome: String,
}

impl Shown {
    /// An exchange as evidence.
    pub fn of(exchange: &Exchange) -> Self {
        Self {
            protocol: exchange.ask.protocol().to_owned(),
            server: exchange.ask.server(),
            question: exchange.ask.question(),
            at: exchange.at.to_string(),
            outcome: match &exchange.outcome {
                Ok(_) => "answered".to_owned(),
                Err(failure) => failure.kind().to_owned(),
            },
        }
    }
}

/// The result of one rule for one domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleResult {
    /// The rule, by its key in the policy.
    pub rule: &'static str,
    /// How much a failure matters.
    pub severity: Severity,
    /// What it comes to.
    pub verdict: Verdict,
    /// What the policy asks for.
    pub expected: String,
    /// What is true today.
    pub found: String,
    /// Why it failed, most likely, or why it could not be told.
    pub reason: Option<String>,
    /// Whether that reason is likely: no rule about the same thing passes.
    pub likely: bool,
    /// The exchanges that show it.
    pub evidence: Vec<Shown>,
    /// The line of the policy that asks for it.
    pub line: usize,
}

impl RuleResult {
    /// Whether it counts as a failure of the check.
    pub fn counts(&self, strict: bool) -> bool {
        self.severity == Severity::Error
            && match self.verdict {
                Verdict::Pass => false,
                Verdict::Fail => true,
                Verdict::CouldNotTell => strict,
            }
    }
}

/// The results of one domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DomainReport {
    /// The name.
    pub domain: String,
    /// When it was looked at (RFC 3339, UTC).
    pub checked_at: String,
    /// The results, in the order of the rules.
    pub results: Vec<RuleResult>,
    /// What was odd and is worth knowing.
    pub warnings: Vec<String>,
}

impl DomainReport {
    /// The report on a traced domain.
    pub fn of(trace: &Trace, results: Vec<RuleResult>) -> Self {
        Self {
            domain: trace.target.host(),
            checked_at: trace.started.to_string(),
            results,
            warnings: trace.warnings(),
        }
    }

    /// Whether nothing at all could be told.
    pub fn is_blank(&self) -> bool {
        let untold = |result: &RuleResult| result.verdict == Verdict::CouldNotTell;
        !self.results.is_empty() && self.results.iter().all(untold)
    }

    /// Whether a result counts as a failure of the check.
    pub fn fails(&self, strict: bool) -> bool {
        self.results.iter().any(|result| result.counts(strict))
    }
}

/// How many rules came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct RuleCounts {
    /// Domains that were checked.
    pub domains: usize,
    /// Rules that passed.
    pub passed: usize,
    /// Rules that failed as errors.
    pub failed: usize,
    /// Rules that failed as warnings.
    pub warned: usize,
    /// Rules of which nothing could be told.
    pub untold: usize,
}

/// What a whole check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "trace-check/1")]
pub struct Report {
    /// Always `trace-check/1`.
    #[schemars(extend("const" = "trace-check/1"))]
    pub schema: &'static str,
    /// The program that checked.
    pub tool: String,
    /// The policy file, as it was named.
    pub policy: String,
    /// Whether what could not be told counts as failed.
    pub strict: bool,
    /// Whether the check passed.
    pub passed: bool,
    /// What it comes to; `could-not-tell` where nothing at all could be told of a domain.
    pub verdict: Verdict,
    /// How many rules came to what.
    pub summary: RuleCounts,
    /// The domains, in the order checked.
    pub domains: Vec<DomainReport>,
}

impl Report {
    /// The report on some domains.
    pub fn of(policy: &str, strict: bool, domains: Vec<DomainReport>) -> Self {
        let mut summary = RuleCounts { domains: domains.len(), ..RuleCounts::default() };
        for result in domains.iter().flat_map(|domain| &domain.results) {
            let count = match (result.verdict, result.severity) {
                (Verdict::Pass, _) => &mut summary.passed,
                (Verdict::Fail, Severity::Error) => &mut summary.failed,
                (Verdict::Fail, Severity::Warning) => &mut summary.warned,
                (Verdict::CouldNotTell, _) => &mut summary.untold,
            };
            *count += 1;
        }
        let verdict = if domains.iter().any(|domain| domain.fails(strict)) {
            Verdict::Fail
        } else if domains.iter().any(DomainReport::is_blank) {
            Verdict::CouldNotTell
        } else {
            Verdict::Pass
        };
        Self {
            schema: SCHEMA,
            tool: format!("trace {}", env!("CARGO_PKG_VERSION")),
            policy: policy.to_owned(),
            strict,
            passed: verdict == Verdict::Pass,
            verdict,
            summary,
            domains,
        }
    }

    /// The failures alone, for those who want to hear of nothing else.
    #[must_use]
    pub fn failures(&self) -> Self {
        let failed = |domain: &DomainReport| DomainReport {
            results: domain.results.iter().filter(|one| one.counts(self.strict)).cloned().collect(),
            ..domain.clone()
        };
        let domains = self.domains.iter().map(failed);
        Self {
            domains: domains.filter(|domain| !domain.results.is_empty()).collect(),
            ..self.clone()
        }
    }

    /// What it comes to, with how many of the domains failed: `4 of 10 domains failed`.
    pub fn outcome(&self) -> String {
        let failed = self.domains.iter().filter(|domain| domain.fails(self.strict)).count();
        match (self.verdict, self.summary.domains) {
            (Verdict::Fail, domains) if domains > 1 => {
                format!("{failed} of {domains} domains failed")
            }
            _ => self.headline().to_owned(),
        }
    }

    /// What it comes to, in words.
    pub fn headline(&self) -> &'static str {
        match self.verdict {
            Verdict::Pass => "passed",
            Verdict::Fail => "failed",
            Verdict::CouldNotTell => "could not tell",
        }
    }

    /// All results with their domains.
    pub fn results(&self) -> impl Iterator<Item = (&DomainReport, &RuleResult)> {
        self.domains
            .iter()
            .flat_map(|domain| domain.results.iter().map(move |result| (domain, result)))
    }
}
