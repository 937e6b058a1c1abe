//! The table of address prefixes: thousands of lines that would be unwieldy as TOML.
//!
//! A block begins with `@ provider role source day service`, where the service may be missing
//! and may have spaces; the lines after it are prefixes, one each. Blank lines and lines that
//! begin with `#` are skipped.

use super::error::DirectoryError;
use super::provider::{Provider, Role, Sign, SignKind};
use super::{age, values};

/// Reads the table and hands each block to its provider as a sign.
pub(super) fn attach(
    text: &str,
    file: &str,
    providers: &mut [Provider],
) -> Result<(), DirectoryError> {
    let mut block: Option<(usize, Sign)> = None;
    for (at, line) in text.lines().enumerate() {
        let complain =
            |problem: String| DirectoryError::Line { file: file.to_owned(), line: at + 1, problem };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(header) = line.strip_prefix('@') {
            finish(block.take(), providers);
            block = Some(open(header, providers).map_err(complain)?);
            continue;
        }
        let Some((_, sign)) = &mut block else {
            return Err(complain("a prefix stands before the first `@` line".to_owned()));
        };
        let prefix = values::prefix(line)
            .ok_or_else(|| complain(format!("`{line}` is not an address prefix")))?;
        sign.prefixes.push(prefix);
    }
    finish(block, providers);
    Ok(())
}

/// Gives a finished block to its provider.
fn finish(block: Option<(usize, Sign)>, providers: &mut [Provider]) {
    if let Some((at, sign)) = block
        && let Some(provider) = providers.get_mut(at)
    {
        provider.signs.push(sign);
    }
}

/// Reads a block's first line; the error says what it must be.
fn open(header: &str, providers: &[Provider]) -> Result<(usize, Sign), String> {
    let mut words = header.split_whitespace();
    let mut next = || words.next().unwrap_or_default();
    let (id, role, source, read) = (next(), next(), next(), next());
    let service = words.collect::<Vec<_>>().join(" ");
    let at = providers
        .iter()
        .position(|provider| provider.id == id)
        .ok_or_else(|| format!("no provider has the id `{id}`"))?;
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
        prefixes: Vec::new(),
        role,
        service: (!service.is_empty()).then_some(service),
        stores: false,
        machines: false,
        source: source.to_owned(),
        read: read.to_owned(),
        recalled: false,
    };
    Ok((at, sign))
}
