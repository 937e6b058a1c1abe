//! Compiles the provider files into sorted text, so that the program reads none of them up front:
//! a question is a binary search, and only the entries that it finds are read.
//!
//! It writes `providers.toml` (all entries), `slots.tsv` (where each entry stands, with its blocks
//! of prefixes), `signs.tsv` (the table that `src/directory/table.rs` searches) with `signs.idx` (where its
//! lines begin), and `prefixes.idx` (which prefixes there are, for `src/directory/index.rs`).

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::{Table, Value};

#[expect(dead_code, unreachable_pub, reason = "only what writes the table is needed here")]
#[path = "../model/company.rs"]
mod company;
#[expect(dead_code, reason = "only who reads the index needs the length of an entry")]
#[path = "key.rs"]
mod key;
#[path = "rows.rs"]
mod rows;

/// The line that begins an entry.
const HEAD: &str = "[[provider]]\n";

/// An entry of a provider file.
struct Entry {
    /// Its identifier.
    id: String,
    /// Its text, as the file has it.
    text: String,
    /// What the text says.
    content: Table,
}

/// A block of the prefix table.
struct Block<'a> {
    /// Where it stands in the file.
    start: usize,
    /// Where it ends.
    end: usize,
    /// Its prefixes.
    prefixes: Vec<&'a str>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("src/directory");
    println!("cargo::rerun-if-changed=src/directory/build.rs");
    println!("cargo::rerun-if-changed=src/directory");
    let prefixes = fs::read_to_string(folder.join("prefixes.txt"))?;
    let mut blocks = blocks(&prefixes);
    let mut entries = entries(&folder.join("providers"))?;
    entries.sort_by(|one, other| one.id.cmp(&other.id));

    let (mut text, mut slots, mut lines) = (String::new(), String::new(), Vec::new());
    for (at, Entry { id, text: entry, content }) in entries.iter().enumerate() {
        let own = blocks.remove(id.as_str()).unwrap_or_default();
        let ranges: Vec<String> =
            own.iter().map(|block| format!("{}-{}", block.start, block.end)).collect();
        let start = text.len();
        text.push_str(entry);
        writeln!(slots, "{id}\t{start}\t{}\t{}", text.len(), ranges.join(","))?;
        let signs = sign_lines(at, content, &mut lines);
        for (number, block) in own.iter().enumerate() {
            let of_block = block.prefixes.iter();
            lines.extend(of_block.map(|prefix| rows::line("prefix", prefix, at, signs + number)));
        }
    }
    if let Some(id) = blocks.keys().next() {
        return Err(format!("prefixes.txt: no provider has the id `{id}`").into());
    }
    lines.sort_unstable();
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("providers.toml"), text)?;
    fs::write(out.join("slots.tsv"), slots)?;
    fs::write(out.join("prefixes.idx"), index(&lines)?)?;
    let signs = lines.concat();
    fs::write(out.join("signs.idx"), rows::places(&signs))?;
    fs::write(out.join("signs.tsv"), signs)?;
    Ok(())
}

/// The index of all prefixes in the table.
fn index(lines: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut nets = BTreeMap::new();
    for line in lines {
        let prefix = line.strip_prefix("prefix ").and_then(|line| line.split('\t').next());
        let Some(prefix) = prefix else { continue };
        let net = prefix.parse::<ipnet::IpNet>()?.trunc();
        nets.insert(key::key(net), net);
    }
    // Whatever holds a prefix stands before it.
    let (mut index, mut around): (Vec<u8>, Vec<(u32, ipnet::IpNet)>) = (Vec::new(), Vec::new());
    for (number, (key, net)) in (0_u32..).zip(nets) {
        while around.last().is_some_and(|(_, outer)| !outer.contains(&net)) {
            around.pop();
        }
        let outer = around.last().map_or(key::NONE, |(number, _)| *number);
        index.extend(key.into_iter().chain(outer.to_le_bytes()));
        around.push((number, net));
    }
    Ok(index)
}

/// The entries of all files: identifier, text and content.
fn entries(folder: &Path) -> Result<Vec<Entry>, Box<dyn Error>> {
    let mut entries = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let text = fs::read_to_string(&path)?;
        let heads: Vec<usize> = text
            .match_indices(HEAD)
            .map(|(at, _)| at)
            .filter(|at| *at == 0 || text[..*at].ends_with('\n'))
            .collect();
        let ends = heads.iter().skip(1).copied().chain([text.len()]);
        for (start, end) in heads.iter().copied().zip(ends) {
            let entry = text[start..end].trim_end();
            let content: Table = toml::from_str(&entry[HEAD.len()..])
                .map_err(|error| format!("{}: {error}\n{entry}", path.display()))?;
            let id = content.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            entries.push(Entry { id, text: format!("{entry}\n\n"), content });
        }
    }
    Ok(entries)
}

/// Writes the lines of an entry's names and signs, and says how many signs it has.
fn sign_lines(at: usize, provider: &Table, lines: &mut Vec<String>) -> usize {
    let texts = |value: Option<&Value>| -> Vec<String> {
        let texts = value.and_then(Value::as_array).into_iter().flatten();
        texts.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let name = provider.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    for name in std::iter::once(name).chain(texts(provider.get("aliases"))) {
        lines.push(rows::line(rows::COMPANY, &name, at, 0));
    }
    let signs = provider.get("signs").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (number, sign) in signs.iter().enumerate() {
        let kind = sign.get("kind").and_then(Value::as_str).unwrap_or_default();
        for value in texts(sign.get("values")) {
            lines.push(rows::line(kind, &value, at, number));
        }
    }
    signs.len()
}

/// The blocks of the prefix table by provider.
fn blocks(text: &str) -> BTreeMap<&str, Vec<Block<'_>>> {
    let mut blocks: BTreeMap<&str, Vec<Block<'_>>> = BTreeMap::new();
    let (mut id, mut start) = ("", 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if let Some(head) = line.strip_prefix('@') {
            id = head.split_whitespace().next().unwrap_or_default();
            blocks.entry(id).or_default().push(Block { start, end, prefixes: Vec::new() });
        } else if let Some(block) = blocks.get_mut(id).and_then(|of_id| of_id.last_mut()) {
            block.end = end;
            let prefix = line.trim();
            if !prefix.is_empty() && !prefix.starts_with('#') {
                block.prefixes.push(prefix);
            }
        }
        start = end;
    }
    blocks
}
