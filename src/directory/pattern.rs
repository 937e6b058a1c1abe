//! The two safe forms of pattern: numbers in ranges within a whole host name, and a header's
//! value with `*` at its ends.
//!
//! Stars within host names are not offered: anyone can register a name that such a pattern
//! would take for the provider's.

/// A whole host name in which digits may vary within ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HostPattern(Vec<Piece>);

/// A part of a host pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Exactly this text.
    Text(String),
    /// A number between two others, both included.
    Number {
        /// The least number.
        low: u32,
        /// The greatest number.
        high: u32,
        /// The number of digits, where it is fixed.
        width: Option<usize>,
    },
}

impl HostPattern {
    /// Reads `ns-{0-2047}.awsdns-{00-63}.com`; a leading zero fixes the number of digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((literal, tail)) = rest.split_once('{') {
            let (range, tail) = tail.split_once('}')?;
            pieces.push(Piece::Text(plain(literal)?));
            pieces.push(range_of(range)?);
            rest = tail;
        }
        pieces.push(Piece::Text(plain(rest)?));
        let has_number = pieces.iter().any(|piece| matches!(piece, Piece::Number { .. }));
        (has_number && !rest.is_empty()).then_some(Self(pieces))
    }

    /// Whether the whole name fits.
    pub(super) fn matches(&self, host: &str) -> bool {
        let mut rest = host;
        for piece in &self.0 {
            match piece.strip(rest) {
                Some(tail) => rest = tail,
                None => return false,
            }
        }
        rest.is_empty()
    }
}

impl Piece {
    /// What is left of the text after this piece, if it begins with it.
    fn strip<'a>(&self, text: &'a str) -> Option<&'a str> {
        match self {
            Self::Text(literal) => text.strip_prefix(literal.as_str()),
            Self::Number { low, high, width } => {
                let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
                let (digits, tail) = text.split_at(end);
                let number: u32 = digits.parse().ok()?;
                let fits = match width {
                    Some(width) => digits.len() == *width,
                    None => digits.len() == 1 || !digits.starts_with('0'),
                };
                (fits && (*low..=*high).contains(&number)).then_some(tail)
            }
        }
    }
}

/// Literal text of a host name.
fn plain(text: &str) -> Option<String> {
    let fits =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '_');
    text.chars().all(fits).then(|| text.to_owned())
}

/// A range such as `0-99` or `00-63`.
fn range_of(text: &str) -> Option<Piece> {
    let (low, high) = text.split_once('-')?;
    let padded = low.len() > 1 && low.starts_with('0');
    let width = (padded || low.len() == high.len()).then_some(high.len());
    let (low_number, high_number) = (low.parse().ok()?, high.parse().ok()?);
    let fits = low_number <= high_number && (!padded || low.len() == high.len());
    fits.then_some(Piece::Number { low: low_number, high: high_number, width })
}

/// A header that a sign looks for: its name, and what its value must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderPattern {
    /// The name, in lower case.
    pub(super) name: String,
    /// The value, in lower case, with `*` at either end; `None` where presence is enough.
    value: Option<String>,
}

impl HeaderPattern {
    /// Reads `name` or `name=value`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.trim().to_ascii_lowercase())),
            None => (text, None),
        };
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let name_fits = !name.is_empty() && name.chars().all(token);
        let value_fits = value.as_deref().is_none_or(|value| {
            let core = value.strip_prefix('*').unwrap_or(value);
            let core = core.strip_suffix('*').unwrap_or(core);
            !core.is_empty() && !core.contains('*')
        });
        (name_fits && value_fits).then(|| Self { name: name.to_ascii_lowercase(), value })
    }

    /// Whether the value fits: as a whole, or one element of its comma-separated list.
    pub(super) fn matches(&self, value: &str) -> bool {
        let Some(wanted) = &self.value else { return true };
        let value = value.to_ascii_lowercase();
        fits(wanted, value.trim()) || value.split(',').any(|element| fits(wanted, element.trim()))
    }

    /// How telling it is: a value tells more than presence.
    pub(super) fn specificity(&self) -> u32 {
        if self.value.is_some() { 2 } else { 1 }
    }
}

/// Whether a value fits a text with `*` at either end.
fn fits(wanted: &str, value: &str) -> bool {
    match (wanted.strip_prefix('*'), wanted.strip_suffix('*')) {
        (Some(tail), Some(_)) => value.contains(tail.trim_end_matches('*')),
        (Some(tail), None) => value.ends_with(tail),
        (None, Some(head)) => value.starts_with(head),
        (None, None) => value == wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(pattern: &str, name: &str) -> bool {
        HostPattern::parse(pattern).unwrap().matches(name)
    }

    #[test]
    fn numbers_outside_the_range_belong_to_somebody_else() {
        let pattern = "ns-{0-2047}.dns-{00-63}.example.com";
        assert!(host(pattern, "ns-7.dns-00.example.com"));
        assert!(host(pattern, "ns-2047.dns-63.example.com"));
        for other in [
            "ns-2048.dns-00.example.com",
            "ns-7.dns-64.example.com",
            "ns-7.dns-0.example.com",
            "ns-07.dns-00.example.com",
            "ns-7.dns-000.example.com",
            "ns-.dns-00.example.com",
            "ns-99999999999999.dns-00.example.com",
            "x.ns-7.dns-00.example.com",
            "ns-7.dns-00.example.com.example.net",
        ] {
            assert!(!host(pattern, other), "{other}");
        }
    }

    #[test]
    fn patterns_that_anyone_could_fill_are_refused() {
        for text in
            ["", "ns.example.com", "ns*.example.com", "ns{1-2", "ns{a-b}.example.com", "ns{9-1}.x"]
        {
            assert_eq!(HostPattern::parse(text), None, "{text}");
        }
        assert_eq!(HostPattern::parse("ns.dns-{00-63}"), None, "the end must be literal");
        assert_eq!(HostPattern::parse("ns{00-100}.example"), None, "widths differ");
    }

    #[test]
    fn a_header_value_fits_whole_or_as_an_element_of_its_list() {
        let fits =
            |pattern: &str, value: &str| HeaderPattern::parse(pattern).unwrap().matches(value);
        assert!(fits("x-id", "anything"));
        assert!(fits("Server=Example", "EXAMPLE"));
        assert!(!fits("server=example", "example/1.0"));
        assert!(fits("server=example*", "example/1.0"));
        assert!(fits("via=*(edge)", "1.1 a.example (edge)"));
        assert!(fits("via=*edge*", "1.1 my edge here"));
        assert!(fits("via=1.1 edge", "1.1 other, 1.1 edge"));
        assert!(!fits("via=1.1 edge", "1.1 edges"));
    }

    #[test]
    fn headers_without_a_name_or_with_an_empty_value_are_refused() {
        for text in ["", "=x", "a b", "server=", "server=*", "server=**", "server=a*b"] {
            assert_eq!(HeaderPattern::parse(text), None, "{text}");
        }
    }
}
