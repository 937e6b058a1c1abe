//! Ranges that providers published lately, which take the place of older embedded ones.
//!
//! The file is written by `trace directory update` and searched as it is: a first line with the
//! digest of the rest, then one line a block, an empty line, and the sorted table of prefixes.

use std::net::IpAddr;

use ipnet::IpNet;

use super::lookup::Match;
use super::provider::{Sign, SignKind};
use super::role::Role;
use super::table::Table;
use super::{age, rows};
use crate::model::digest::sha256;

/// How the first line begins.
const HEAD: &str = "trace ranges 1 ";

/// The ranges of one provider in one role and product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeBlock {
    /// The provider's identifier.
    pub provider: String,
    /// What it is in these ranges.
    pub role: Role,
    /// The product, where they are only one product's.
    pub service: Option<String>,
    /// Where they were fetched.
    pub source: String,
    /// The day on which that was.
    pub read: String,
    /// The ranges.
    pub ranges: Vec<IpNet>,
}

/// Fetched ranges, ready to be searched.
#[derive(Debug)]
pub(super) struct Ranges {
    /// The blocks: provider and sign, without their values.
    blocks: Vec<(String, Sign)>,
    /// The prefixes; a row's provider is its block.
    table: Table,
}

/// The text of a file of ranges.
pub fn write_ranges(blocks: &[RangeBlock]) -> String {
    let mut head = String::new();
    let mut lines = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let service = block.service.as_deref().unwrap_or_default();
        let words = [&block.provider, block.role.as_str(), &block.source, &block.read, service];
        head.push_str(words.join(" ").trim_end());
        head.push('\n');
        let ranges = block.ranges.iter().map(ToString::to_string);
        lines.extend(ranges.map(|range| rows::line(SignKind::Prefix.as_str(), &range, at, 0)));
    }
    lines.sort_unstable();
    let rest = format!("{head}\n{}", lines.concat());
    format!("{HEAD}{}\n{rest}", sha256(rest.as_bytes()))
}

/// The blocks of a file of ranges; none where it is damaged.
pub fn read_ranges(text: &str) -> Option<Vec<RangeBlock>> {
    let ranges = Ranges::read(text)?;
    let mut blocks: Vec<RangeBlock> = Vec::new();
    for (provider, sign) in ranges.blocks {
        let Sign { role, service, source, read, .. } = sign;
        blocks.push(RangeBlock { provider, role, service, source, read, ranges: Vec::new() });
    }
    for row in ranges.table.of_kind(SignKind::Prefix.as_str()) {
        blocks.get_mut(row.provider)?.ranges.push(row.value.parse().ok()?);
    }
    Some(blocks)
}

impl Ranges {
    /// Reads a file; `None` where it is damaged.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (digest, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
        if sha256(rest.as_bytes()) != digest {
            return None;
        }
        let (head, table) = rest.split_once("\n\n")?;
        let blocks = head.lines().map(block).collect::<Option<_>>()?;
        Some(Self { blocks, table: Table::new(table.to_owned()) })
    }

    /// Whether an embedded match is older than a block of the same provider, role and product.
    pub(super) fn replaces(&self, found: &Match<'_>) -> bool {
        self.blocks.iter().any(|(provider, sign)| {
            *provider == found.provider.id
                && sign.role == found.sign.role
                && sign.service == found.sign.service
                && sign.read >= found.sign.read
        })
    }

    /// The blocks that an address is in, with the prefix and its length.
    pub(super) fn at(&self, address: IpAddr) -> Vec<(&str, &Sign, String, u32)> {
        let mut found = Vec::new();
        for prefix in super::lookup::prefixes(address) {
            let value = prefix.to_string();
            for row in self.table.exact(SignKind::Prefix.as_str(), &value) {
                let Some((provider, sign)) = self.blocks.get(row.provider) else { continue };
                found.push((provider.as_str(), sign, value.clone(), prefix.prefix_len().into()));
            }
        }
        found
    }
}

/// Reads a block's line.
fn block(line: &str) -> Option<(String, Sign)> {
    let mut words = line.splitn(5, ' ');
    let provider = words.next()?.to_owned();
    let word = words.next()?;
    let role = Role::ALL.into_iter().find(|role| role.as_str() == word)?;
    let source = words.next()?.to_owned();
    let read = words.next().filter(|day| age::is_day(day))?.to_owned();
    let sign = Sign {
        kind: SignKind::Prefix,
        values: Vec::new(),
        role,
        service: words.next().map(str::to_owned),
        stores: false,
        machines: false,
        trade: None,
        also: Vec::new(),
        source,
        read,
        recalled: false,
    };
    Some((provider, sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Directory;

    fn fetched(read: &str) -> String {
        write_ranges(&[RangeBlock {
            provider: "cloudflare".to_owned(),
            role: Role::Cdn,
            service: None,
            source: "https://www.cloudflare.com/ips-v4".to_owned(),
            read: read.to_owned(),
            ranges: vec!["9.9.9.0/24".parse().unwrap()],
        }])
    }

    fn who(known: &Directory, address: &str) -> Vec<String> {
        let matches = known.by_address(address.parse().unwrap());
        matches.into_iter().map(|found| found.provider.id.clone()).collect()
    }

    #[test]
    fn newer_ranges_take_the_place_of_the_embedded_ones_and_older_ones_stand_beside_them() {
        let known = Directory::embedded();
        let newer = known.with_ranges(&fetched("2999-01-01")).unwrap();
        assert_eq!(who(&newer, "9.9.9.9"), ["cloudflare"]);
        assert!(who(&newer, "104.16.1.1").is_empty(), "no longer published");
        assert_eq!(who(&newer, "151.101.1.1"), ["fastly"], "others stay");
        let older = known.with_ranges(&fetched("2000-01-01")).unwrap();
        assert_eq!(who(&older, "104.16.1.1"), ["cloudflare"]);
    }

    #[test]
    fn a_file_is_written_and_read_and_a_damaged_one_is_refused() {
        let text = fetched("2026-11-22");
        let blocks = read_ranges(&text).unwrap();
        assert_eq!(write_ranges(&blocks), text);
        for damaged in [
            text.replace("9.9.9.0", "9.9.8.0"),
            text.replace("ranges 1", "ranges 2"),
            text.chars().take(text.len() - 2).collect(),
            String::new(),
        ] {
            assert!(Directory::embedded().with_ranges(&damaged).is_none(), "{damaged}");
        }
    }
}
