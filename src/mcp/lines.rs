//! The input in lines, of which no more is kept than a request may be long.

/// The longest request.
const LONGEST: usize = 1 << 20;

/// One line of the input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ReadLine {
    /// As it was sent.
    Line(Vec<u8>),
    /// Longer than a request may be; what it said is not kept.
    TooLong,
}

/// What was read of a line that has not ended yet.
#[derive(Debug, Default)]
pub(super) struct InputLines {
    /// Its beginning.
    begun: Vec<u8>,
    /// Whether it is too long already.
    too_long: bool,
}

impl InputLines {
    /// The lines that end in what was read.
    pub(super) fn taken(&mut self, read: &[u8]) -> Vec<ReadLine> {
        let mut ended = Vec::new();
        for piece in read.split_inclusive(|byte| *byte == b'\n') {
            self.too_long |= self.begun.len() + piece.len() > LONGEST;
            if self.too_long {
                self.begun.clear();
            } else {
                self.begun.extend_from_slice(piece);
            }
            if piece.ends_with(b"\n") {
                ended.extend(self.rest());
            }
        }
        ended
    }

    /// The line that the input ends with, or that has just ended.
    pub(super) fn rest(&mut self) -> Vec<ReadLine> {
        let line = std::mem::take(&mut self.begun);
        match std::mem::take(&mut self.too_long) {
            true => vec![ReadLine::TooLong],
            false if line.is_empty() => Vec::new(),
            false => vec![ReadLine::Line(line)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole_however_they_arrive() {
        let mut lines = InputLines::default();
        assert_eq!(lines.taken(b"on"), []);
        let two = [ReadLine::Line(b"one\n".to_vec()), ReadLine::Line(b"two\n".to_vec())];
        assert_eq!(lines.taken(b"e\ntwo\nthr"), two);
        assert_eq!(lines.rest(), [ReadLine::Line(b"thr".to_vec())]);
        assert_eq!(lines.rest(), []);
    }

    #[test]
    fn of_a_line_without_an_end_nothing_is_kept() {
        let mut lines = InputLines::default();
        for _ in 0..100 {
            assert_eq!(lines.taken(&vec![b'x'; 100_000]), []);
            assert!(lines.begun.len() <= LONGEST);
        }
        let short = ReadLine::Line(b"short\n".to_vec());
        assert_eq!(lines.taken(b"end\nshort\n"), [ReadLine::TooLong, short]);
    }
}
