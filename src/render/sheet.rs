//! A sheet of what is known without asking, for a terminal.

use std::io::{self, Write};

use super::clean::clean;
use crate::explain::Sheet;

/// The column of headings.
const HEADING: usize = 13;
/// The columns of a page.
const WIDTH: usize = 80;

/// Writes a sheet.
pub fn write(sheet: &Sheet, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", clean(&sheet.title))?;
    for (heading, words) in &sheet.rows {
        let options = textwrap::Options::new(WIDTH - HEADING)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .word_separator(textwrap::WordSeparator::AsciiSpace);
        let words = clean(words);
        for (at, line) in textwrap::wrap(&words, options).iter().enumerate() {
            let heading = if at == 0 { heading } else { "" };
            writeln!(out, "{heading:<HEADING$}{line}")?;
        }
    }
    Ok(())
}
