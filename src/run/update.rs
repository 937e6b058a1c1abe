//! `trace directory update`: fetches the ranges that providers publish themselves, and keeps those
//! that can be believed in the user's data folder.

use std::fs;
use std::io::Write;
use std::path::Path;

use futures_util::future::join_all;
use ipnet::IpNet;
use url::Url;

use crate::directory::{
    Directory, Provider, RangeBlock, RangeFormat, RangeList, SignKind, read_ranges, write_ranges,
};
use crate::error::Error;
use crate::exit;
use crate::model::exchange::{HttpReply, Reply};
use crate::source::ranges;
use crate::wire::live::{Live, LiveConfig, Proxies};
use crate::wire::{Wire, now};

/// The name of the file in the data folder.
pub const FILE: &str = "ranges.txt";

/// The most redirects that are followed.
const HOPS: usize = 3;

/// Fetches all ranges and writes the file. What cannot be had or believed stays as it was.
pub async fn update(
    folder: Option<&Path>,
    proxies: Proxies,
    mut out: impl Write,
) -> Result<u8, Error> {
    let Some(folder) = folder else { return Err(Error::NoFolder) };
    let net = Live::new(LiveConfig { proxies, ..LiveConfig::default() });
    let path = folder.join(FILE);
    let old =
        fs::read_to_string(&path).ok().and_then(|text| read_ranges(&text)).unwrap_or_default();
    let today: String = now().to_string().chars().take(10).collect();
    let results = fetch(&Directory::embedded(), &net, &today, &old).await;
    let mut blocks = Vec::new();
    let mut failed = 0;
    for result in results {
        match result {
            Ok(block) => {
                let service = block.service.as_deref().unwrap_or(block.role.as_str());
                writeln!(out, "{:<16} {service}: {} ranges", block.provider, block.ranges.len())?;
                blocks.push(block);
            }
            Err(kept) => {
                failed += 1;
                writeln!(out, "{:<16} kept what there was: {}", kept.provider, kept.why)?;
                blocks.extend(kept.old);
            }
        }
    }
    if !blocks.is_empty() {
        write(folder, &write_ranges(&blocks)).map_err(|error| Error::Unwritable {
            path: path.clone(),
            problem: error.to_string(),
        })?;
        writeln!(out, "written to {}", path.display())?;
    }
    Ok(if failed == 0 { exit::TRACED } else { exit::NOT_LEARNT })
}

/// Writes the file aside and renames it, so that no run sees half of it.
fn write(folder: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(folder.join(FILE))?;
    Ok(())
}

/// Ranges that could not be renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The provider.
    pub provider: String,
    /// Why not, with the URL.
    pub why: String,
    /// What was fetched before, if anything was.
    pub old: Option<RangeBlock>,
}

/// Fetches the ranges of every provider that says where it publishes them: one result for each of
/// its roles and products.
pub async fn fetch(
    known: &Directory,
    net: &impl Wire,
    today: &str,
    old: &[RangeBlock],
) -> Vec<Result<RangeBlock, Kept>> {
    let mut groups: Vec<(&Provider, Vec<&RangeList>)> = Vec::new();
    for provider in known.providers() {
        for list in &provider.ranges {
            let same = |(other, lists): &&mut (&Provider, Vec<&RangeList>)| {
                other.id == provider.id
                    && lists.iter().all(|it| it.role == list.role && it.service == list.service)
            };
            match groups.iter_mut().find(same) {
                Some((_, lists)) => lists.push(list),
                None => groups.push((provider, vec![list])),
            }
        }
    }
    join_all(groups.iter().map(|(provider, lists)| group(net, provider, lists, today, old))).await
}

/// Fetches the lists of one role and product of a provider.
async fn group(
    net: &impl Wire,
    provider: &Provider,
    lists: &[&RangeList],
    today: &str,
    old: &[RangeBlock],
) -> Result<RangeBlock, Kept> {
    let Some(first) = lists.first() else {
        return Err(Kept { provider: provider.id.clone(), why: String::new(), old: None });
    };
    let is_same = |block: &&RangeBlock| {
        block.provider == provider.id && block.role == first.role && block.service == first.service
    };
    let old = old.iter().find(is_same);
    let kept = |url: &str, problem: String| Kept {
        provider: provider.id.clone(),
        why: format!("{url}: {problem}"),
        old: old.cloned(),
    };
    let mut all = Vec::new();
    for list in lists {
        let read = read(net, list).await.and_then(|read| ranges::verified(&read));
        all.extend(read.map_err(|problem| kept(&list.url, problem))?);
    }
    let fetched = ranges::verified(&all).map_err(|problem| kept(&first.url, problem))?;
    let before = old.map_or_else(|| embedded(provider, first), |block| block.ranges.clone());
    if !ranges::is_plausible(&before, &fetched) {
        let problem = "it lacks most of the ranges that were known; not believed".to_owned();
        return Err(kept(&first.url, problem));
    }
    Ok(RangeBlock {
        provider: provider.id.clone(),
        role: first.role,
        service: first.service.clone(),
        source: first.url.clone(),
        read: today.to_owned(),
        ranges: fetched,
    })
}

/// The ranges that the program carries for the role and product of a list.
fn embedded(provider: &Provider, list: &RangeList) -> Vec<IpNet> {
    let signs = provider.signs.iter().filter(|sign| {
        sign.kind == SignKind::Prefix && sign.role == list.role && sign.service == list.service
    });
    signs.flat_map(|sign| &sign.values).filter_map(|value| value.parse().ok()).collect()
}

/// Fetches and reads one list; the error says what is wrong with it.
async fn read(net: &impl Wire, list: &RangeList) -> Result<Vec<IpNet>, String> {
    let reply = get(net, &list.url).await?;
    match list.format {
        RangeFormat::List => ranges::read_list(&reply.body),
        RangeFormat::Json => ranges::read_json(&reply.body, list.only.as_deref()),
    }
}

/// Fetches a URL, and where it leads; over HTTPS only.
async fn get(net: &impl Wire, url: &str) -> Result<HttpReply, String> {
    let mut url = Url::parse(url).map_err(|error| error.to_string())?;
    for _ in 0..=HOPS {
        if url.scheme() != "https" {
            return Err(format!("it leads to {url}, which is not https"));
        }
        let reply = match net.send(&ranges::ask(url.as_str())).await.outcome {
            Ok(Reply::Http(reply)) => reply,
            Ok(_) => return Err("the answer is no HTTP".to_owned()),
            Err(failure) => return Err(failure.kind().to_owned()),
        };
        let location = reply.headers.iter().find(|(name, _)| name == "location");
        match (reply.status, location) {
            (200, _) => return Ok(reply),
            (300..=399, Some((_, target))) => {
                url = url.join(target).map_err(|error| error.to_string())?;
            }
            (status, _) => return Err(format!("HTTP {status}")),
        }
    }
    Err(format!("it redirects more than {HOPS} times"))
}
