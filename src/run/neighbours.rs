//! "Did you mean": a name that nobody has registered, and beside it in the same list or policy one
//! that differs by a letter.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::model::chain::RegistrationState;
use crate::model::target::Target;
use crate::render::Outcome;
use crate::texts;
use crate::trace::Trace;

/// What a letter of a registered domain can be.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789-";

/// The names that were given together.
pub(super) struct Neighbours {
    /// As they were given.
    given: Vec<String>,
    /// Their registered domains, read when one is looked for.
    domains: OnceCell<BTreeSet<String>>,
}

impl Neighbours {
    /// The names of a list.
    pub(super) fn of(given: Vec<String>) -> Self {
        Self { given, domains: OnceCell::new() }
    }

    /// The outcome, which says what was probably meant where nobody has registered the name.
    pub(super) fn ask(&self, outcome: Outcome) -> Outcome {
        let mut trace = outcome?;
        if let Some(meant) = domain_if_free(&trace).and_then(|domain| self.like(&domain)) {
            let values = [("meant", meant.as_str()), ("host", &trace.target.host())];
            trace.remarks.push(texts::fill("page.did-you-mean", &values));
        }
        Ok(trace)
    }

    /// The domain of the list that differs from one by a letter.
    fn like(&self, domain: &str) -> Option<String> {
        let domains = self
            .domains
            .get_or_init(|| self.given.iter().filter_map(|given| domain_of(given)).collect());
        edits(domain).into_iter().find(|edit| edit != domain && domains.contains(edit))
    }
}

/// The registered domain of what was given.
fn domain_of(given: &str) -> Option<String> {
    let target = Target::parse(given).ok()?;
    target.name()?.suffixes.registrable.clone()
}

/// The domain of a trace, where nobody has registered it.
fn domain_if_free(trace: &Trace) -> Option<String> {
    let free = trace.chain.registration.state == RegistrationState::NotRegistered;
    trace.seen.name.as_ref().filter(|_| free).map(|name| name.registration.domain.clone())
}

/// All texts that differ from one by a letter: left out, put in, another, or two that changed places.
fn edits(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let join = |parts: [&[char]; 3]| parts.concat().into_iter().collect::<String>();
    let mut edits = Vec::new();
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        let rest = after.get(1..).unwrap_or_default();
        for letter in LETTERS.chars() {
            edits.push(join([before, &[letter], after]));
            if !after.is_empty() {
                edits.push(join([before, &[letter], rest]));
            }
        }
        match after {
            [first, second, further @ ..] => {
                edits.push(join([before, rest, &[]]));
                edits.push(join([before, &[*second, *first], further]));
            }
            [_] => edits.push(join([before, rest, &[]])),
            [] => {}
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_another_is_found_and_one_further_away_is_not() {
        let given = ["https://www.example.com/x", "other.example", "garbage"].map(str::to_owned);
        let neighbours = Neighbours::of(given.to_vec());
        let like = |domain: &str| neighbours.like(domain);
        for typed in ["exmaple.com", "examples.com", "exampl.com", "exbmple.com", "example.co"] {
            assert_eq!(like(typed).as_deref(), Some("example.com"), "{typed}");
        }
        assert_eq!(like("exemplar.com"), None);
        assert_eq!(like("example.com"), None, "it is the name itself");
    }
}
