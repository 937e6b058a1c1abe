//! The table of address prefixes: thousands of lines that would be unwieldy as TOML.
//!
//! A block begins with `@ provider role source day service`, where the service may be missing
//! and may have spaces; the lines after it are prefixes, one each. Blank lines and lines that
//! begin with `#` are skipped.

use super::error::DirectoryError;
use super::provider::{Sign, SignKind};
use super::role::Role;
use super::{age, values};

/// Reads the table: each block as a sign, with the identifier of its provider.
pub(super) fn read(text: &str, file: &str) -> Result<Vec<(String, Sign)>, DirectoryError> {
    let mut blocks: Vec<(String, Sign)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let complain =
            |problem: String| DirectoryError::Line { file: file.to_owned(), line: at + 1, problem };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(header) = line.strip_prefix('@') {
            blocks.push(open(header).map_err(complain)?);
            continue;
        }
        let Some((_, sign)) = blocks.last_mut() else {
            return Err(complain("a prefix stands before the first `@` line".to_owned()));
        };
        let prefix = values::prefix(line)
            .ok_or_else(|| complain(format!("`{line}` is not an address prefix")))?;
        sign.values.push(prefix.to_string());
    }
    Ok(blocks)
}

/// Reads a block's first line; the error says what it must be.
fn open(header: &str) -> Result<(String, Sign), String> {
    let mut words = header.split_whitespace();
    let mut next = || words.next().unwrap_or_default();
    let (id, role, source, read) = (next(), next(), next(), next());
    let service = words.collect::<Vec<_>>().join(" ");
    let allowed = SignKind::Prefix.roles();
    let role = allowed.iter().copied().find(|known| known.as_str() == role).ok_or_else(|| {
        let words: Vec<&str> = allowed.iter().copied().map(Role::as_str).collect();
        format!("the role `{role}` is not one of: {}", words.join(", "))
    })?;
    if !values::is_page(source) || !age::is_day(read) {
        return Err(
            "after the role come the source's URL and the day, such as 2026-01-31".to_owned()
        );
    }
    let sign = Sign {
        kind: SignKind::Prefix,
        values: Vec::new(),
        role,
        service: (!service.is_empty()).then_some(service),
        stores: false,
        machines: false,
        trade: None,
        also: Vec::new(),
        source: source.to_owned(),
        read: read.to_owned(),
        recalled: false,
    };
    Ok((id.to_owned(), sign))
}
