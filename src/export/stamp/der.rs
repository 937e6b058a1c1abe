//! DER as far as a time stamp needs it: one value after another, each inside its bounds.

/// One value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Der<'a> {
    /// Its tag.
    pub(super) tag: u8,
    /// What it holds.
    pub(super) inside: &'a [u8],
    /// All of it, with tag and length.
    pub(super) whole: &'a [u8],
}

/// The first value, and what follows it.
pub(super) fn first(bytes: &[u8]) -> Option<(Der<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let (length, rest) = if short & 0x80 == 0 {
        (usize::from(short), rest)
    } else {
        let count = usize::from(short & 0x7f);
        // Four bytes of length are more than any stamp has; none is the indefinite form, which DER
        // does not know.
        if !(1..=4).contains(&count) {
            return None;
        }
        let digits = rest.get(..count)?;
        let length = digits.iter().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
        (length, rest.get(count..)?)
    };
    let inside = rest.get(..length)?;
    let after = rest.get(length..)?;
    let whole = bytes.get(..bytes.len() - after.len())?;
    Some((Der { tag, inside, whole }, after))
}

/// All values, one after another; none where something is left over.
pub(super) fn all(mut bytes: &[u8]) -> Option<Vec<Der<'_>>> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let (value, rest) = first(bytes)?;
        found.push(value);
        bytes = rest;
    }
    Some(found)
}

impl<'a> Der<'a> {
    /// What it holds, where it has this tag.
    pub(super) fn tagged(self, tag: u8) -> Option<&'a [u8]> {
        (self.tag == tag).then_some(self.inside)
    }

    /// The values inside, where it has this tag.
    pub(super) fn parts(self, tag: u8) -> Option<Vec<Self>> {
        all(self.tagged(tag)?)
    }
}

/// A value with its tag and length.
pub(super) fn value(tag: u8, inside: &[u8]) -> Vec<u8> {
    let digits = inside.len().to_be_bytes();
    let from = digits.iter().position(|byte| *byte != 0).unwrap_or(digits.len() - 1);
    let digits = digits.get(from..).unwrap_or_default();
    let mut out = vec![tag];
    if inside.len() >= 0x80 {
        out.push(0x80 | u8::try_from(digits.len()).unwrap_or_default());
    }
    out.extend_from_slice(digits);
    out.extend_from_slice(inside);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_to_itself() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let bytes = value(0x04, &vec![7; length]);
            let (read, rest) = first(&bytes).expect("reads");
            assert_eq!((read.tag, read.inside.len(), read.whole.len()), (4, length, bytes.len()));
            assert!(rest.is_empty());
        }
    }

    #[test]
    fn what_ends_too_early_or_has_no_length_is_not_read() {
        for bytes in
            [&[][..], &[0x30], &[0x30, 2, 1], &[0x30, 0x80, 0, 0], &[0x30, 0x85, 1, 1, 1, 1, 1]]
        {
            assert_eq!(first(bytes), None, "{bytes:?}");
        }
    }
}
