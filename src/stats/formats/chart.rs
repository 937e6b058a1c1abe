//! Shares as bars: a plain picture that prints well, with the figures beside the bars.

use maud::html;

use crate::render::clean::clean;
use crate::stats::Stats;
use crate::texts::{fill, text};

/// The width of the picture, and where its bars begin.
const WIDTH: u32 = 640;
/// Where the bars begin.
const LEFT: u32 = 260;
/// The longest bar.
const LONGEST: f64 = 280.0;
/// The height of a row.
const ROW: u32 = 20;
/// How the picture looks.
const STYLE: &str = "svg{color-scheme:light dark;color:#1b1b1b;width:100%;max-width:52rem;font:13px system-ui,sans-serif}text{fill:currentColor}.head{font-weight:700}.bar{fill:#0072b2}@media (prefers-color-scheme:dark){svg{color:#f2f2f2}.bar{fill:#56b4e9}}";

/// What a row shows.
enum ChartRow {
    /// The heading of a part.
    Head(String),
    /// A party: name, share in words, length of its bar.
    Bar(String, String, u32),
}

/// The chart.
pub(super) fn chart(stats: &Stats, top: usize) -> String {
    let mut rows = Vec::new();
    for part in stats.parts.iter().filter(|part| part.identified > 0) {
        let values = [("part", part.part), ("identified", &part.identified.to_string())];
        rows.push(ChartRow::Head(fill("stats.chart.part", &values)));
        for party in part.parties.iter().take(top) {
            let name: String = clean(&party.name).chars().take(34).collect();
            let share = format!("{:.1} % ({})", party.share, party.targets);
            rows.push(ChartRow::Bar(name, share, length(party.share)));
        }
    }
    let rows: Vec<(u32, ChartRow)> =
        (1..).zip(rows).map(|(at, row)| (at * ROW + 10, row)).collect();
    let height = rows.last().map_or(ROW, |(y, _)| y + ROW);
    let said: Vec<&str> = rows.iter().map(|(_, row)| said(row)).collect();
    let picture = html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" lang="en"
            viewBox=(format!("0 0 {WIDTH} {height}")) width=(WIDTH) height=(height)
            aria-labelledby="title" aria-describedby="said" {
            title id="title" { (text("stats.chart.title")) }
            desc id="said" { (said.join("; ")) }
            style { (maud::PreEscaped(STYLE)) }
            @for (y, row) in &rows {
                @match row {
                    ChartRow::Head(words) => text class="head" x="10" y=(y) { (words) },
                    ChartRow::Bar(name, share, length) => {
                        text x="20" y=(y) { (name) }
                        rect class="bar" x=(LEFT) y=(y - 11) width=(length) height="13" {}
                        text x=(LEFT + length + 6) y=(y) { (share) }
                    }
                }
            }
        }
    };
    format!("{}\n", picture.into_string())
}

/// A row in words.
fn said(row: &ChartRow) -> &str {
    match row {
        ChartRow::Head(words) | ChartRow::Bar(words, ..) => words,
    }
}

/// The length of a bar, at least one unit.
fn length(share: f64) -> u32 {
    let length = (share / 100.0 * LONGEST).round().clamp(1.0, LONGEST);
    (1..=280).find(|whole| f64::from(*whole) >= length).unwrap_or(1)
}
