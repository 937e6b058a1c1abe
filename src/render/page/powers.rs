//! What a party can and cannot do, and by which signs it was known: what stands below its row in full.

use crate::model::chain::{Entry, Power, SeenSign};
use crate::render::clean::clean;
use crate::texts;

/// The powers as sentences.
pub(super) fn of(entry: &Entry) -> Vec<String> {
    let sentence = |power: &Power| {
        let key = match (&power.condition, &power.collateral) {
            (None, None) => "page.can",
            (Some(_), None) => "page.can-if",
            (None, Some(_)) => "page.can-stopping",
            (Some(_), Some(_)) => "page.can-if-stopping",
        };
        let values = [
            ("words", power.words),
            ("condition", power.condition.as_deref().unwrap_or_default()),
            ("collateral", power.collateral.as_deref().unwrap_or_default()),
            ("why", power.why),
        ];
        clean(&texts::fill(key, &values))
    };
    let refusal =
        |power: &Power| texts::fill("page.cannot", &[("words", power.words), ("why", power.why)]);
    let powers = entry.can.iter().map(sentence).chain(entry.cannot.iter().map(refusal));
    powers.chain(entry.signs.iter().map(sign)).collect()
}

/// The sign by which a party was known, what speaks against it, and what would prove it wrong.
fn sign(seen: &SeenSign) -> String {
    let against = seen.against.join("; ");
    let key = if against.is_empty() { "page.sign" } else { "page.sign-against" };
    let values = [
        ("sign", seen.sign.as_str()),
        ("source", &seen.source),
        ("day", &seen.read),
        ("against", &against),
        ("wrong", seen.wrong_if),
    ];
    clean(&texts::fill(key, &values))
}
