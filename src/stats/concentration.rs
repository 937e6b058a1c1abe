//! How much the largest carry.

use schemars::JsonSchema;
use serde::Serialize;

/// How much the largest carry of the targets whose party is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Concentration {
    /// The share of the largest, in percent.
    pub top_1: f64,
    /// The share of the five largest.
    pub top_5: f64,
    /// The share of the ten largest.
    pub top_10: f64,
    /// The Herfindahl-Hirschman index: the sum of the squared shares, from near 0 to 10,000.
    pub hhi: f64,
}

impl Concentration {
    /// The concentration of some weights, the largest first.
    pub(super) fn of(weights: &[f64]) -> Self {
        let whole: f64 = weights.iter().sum();
        let share = |weight: &f64| if whole > 0.0 { weight / whole * 100.0 } else { 0.0 };
        let top = |count: usize| rounded(weights.iter().take(count).map(share).sum());
        let hhi = weights.iter().map(share).map(|share| share * share).sum();
        Self { top_1: top(1), top_5: top(5), top_10: top(10), hhi: rounded(hhi) }
    }
}

/// A figure with two decimals.
pub(super) fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}
