//! Telephone numbers that some servers cut into pieces at their blanks.

/// The digits of a number.
fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// Whether a number is only the piece of one.
pub(super) fn is_piece(text: &str) -> bool {
    (1..5).contains(&digits(text))
}

/// One number of the pieces that some servers cut it into at its blanks: a country code and then
/// what follows it. Anything else cannot be dialled.
pub(super) fn joined(pieces: &[String]) -> Option<String> {
    let plain = |piece: &String| piece.trim_start_matches("tel:").trim().to_owned();
    let plain: Vec<String> = pieces.iter().map(plain).collect();
    let (first, rest) = plain.split_first()?;
    let is_code = first.starts_with('+') && digits(first) <= 3;
    let follow = !rest.is_empty() && rest.iter().all(|piece| !piece.starts_with('+'));
    let all: usize = plain.iter().map(|piece| digits(piece)).sum();
    (is_code && follow && (8..=15).contains(&all)).then(|| plain.join(" "))
}
