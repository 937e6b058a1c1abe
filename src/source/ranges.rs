//! Lists of address ranges that providers publish themselves.

use ipnet::IpNet;
use serde_json::Value;

use crate::model::exchange::{Ask, RequestPurpose};
use crate::model::special::special;

/// The most ranges that a list may have.
const MOST: usize = 100_000;

/// The shortest prefixes that a provider may name: whoever has more of the address space than
/// that has made a mistake.
const SHORTEST: (u8, u8) = (8, 16);

/// The ask for a list.
pub fn ask(url: &str) -> Ask {
    Ask::Http { url: url.to_owned(), purpose: RequestPurpose::Ranges }
}

/// Reads a list with one range a line, or in the first column of a table. `#` begins a comment.
pub fn read_list(body: &[u8]) -> Result<Vec<IpNet>, String> {
    let text = String::from_utf8_lossy(body);
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut ranges = Vec::new();
    let mut other = 0;
    for line in lines {
        let field = line.split([',', ';', '\t', ' ']).next().unwrap_or_default();
        match range(field.trim_matches('"')) {
            Some(range) => ranges.push(range),
            None => other += 1,
        }
    }
    // A table may have a heading; a page of text is no list.
    if other > 1 { Err(format!("{other} of its lines are no ranges")) } else { Ok(ranges) }
}

/// Reads JSON of any shape: every text in it that is a range. With `only`, those below a field of
/// that name, or in an object whose `service` is that.
pub fn read_json(body: &[u8], only: Option<&str>) -> Result<Vec<IpNet>, String> {
    let value: Value = serde_json::from_slice(body).map_err(|_| "it is no JSON".to_owned())?;
    let mut ranges = Vec::new();
    collect(&value, only, only.is_none(), &mut ranges);
    Ok(ranges)
}

/// Collects the ranges in a value.
fn collect(value: &Value, only: Option<&str>, is_meant: bool, ranges: &mut Vec<IpNet>) {
    match value {
        Value::String(text) if is_meant && text.contains(['/', ':', '.']) => {
            ranges.extend(range(text));
        }
        Value::Array(values) => {
            for value in values {
                collect(value, only, is_meant, ranges);
            }
        }
        Value::Object(fields) => {
            let of_service =
                only.is_some() && fields.get("service").and_then(Value::as_str) == only;
            for (name, value) in fields {
                let meant = is_meant || of_service || only == Some(name.as_str());
                collect(value, only, meant, ranges);
            }
        }
        _ => {}
    }
}

/// Reads a range or a single address.
fn range(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| Some(IpNet::from(text.parse::<std::net::IpAddr>().ok()?)))
}

/// The ranges in order and without repetition, if they can be a provider's: there are some, not too
/// many, and all of them are public.
pub fn verified(ranges: &[IpNet]) -> Result<Vec<IpNet>, String> {
    for range in ranges {
        let shortest = if range.addr().is_ipv4() { SHORTEST.0 } else { SHORTEST.1 };
        if range.prefix_len() < shortest {
            return Err(format!("{range} is too large to be one provider's"));
        }
        if special(range.network()).is_some() || special(range.broadcast()).is_some() {
            return Err(format!("{range} is no public address space"));
        }
    }
    let verified = IpNet::aggregate(&ranges.iter().map(IpNet::trunc).collect());
    match verified.len() {
        0 => Err("it names no range".to_owned()),
        count if count > MOST => Err(format!("it names {count} ranges")),
        _ => Ok(verified),
    }
}

/// Whether a list can be the next one of the same provider: at least half of what was known is
/// still there, whole or in part.
pub fn is_plausible(known: &[IpNet], fetched: &[IpNet]) -> bool {
    let kept = known
        .iter()
        .filter(|old| fetched.iter().any(|new| new.contains(*old) || old.contains(new)));
    known.len() < 4 || kept.count() * 2 >= known.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nets(texts: &[&str]) -> Vec<IpNet> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn lists_and_tables_are_read_by_their_first_column() {
        let text = b"# all\nprefix,country\n8.8.8.0/24,US,,\n\"9.9.9.9\";x\n2620:fe::/48\n";
        assert_eq!(read_list(text), Ok(nets(&["8.8.8.0/24", "9.9.9.9/32", "2620:fe::/48"])));
        assert!(read_list(b"<html>\n<p>sorry</p>\n</html>").is_err());
    }

    #[test]
    fn json_is_read_whatever_its_shape_and_only_the_group_that_is_meant() {
        let aws = br#"{"syncToken":"1","prefixes":[{"ip_prefix":"8.8.8.0/24","service":"AMAZON"},
            {"ip_prefix":"9.9.9.0/24","service":"CLOUDFRONT"}]}"#;
        assert_eq!(read_json(aws, None), Ok(nets(&["8.8.8.0/24", "9.9.9.0/24"])));
        assert_eq!(read_json(aws, Some("CLOUDFRONT")), Ok(nets(&["9.9.9.0/24"])));
        let github = br#"{"hooks":["8.8.8.0/24"],"pages":["9.9.9.0/24","2620:fe::/48"]}"#;
        assert_eq!(read_json(github, Some("pages")), Ok(nets(&["9.9.9.0/24", "2620:fe::/48"])));
        let oracle = br#"{"regions":[{"cidrs":[{"cidr":"8.8.8.0/24","tags":["OCI"]}]}]}"#;
        assert_eq!(read_json(oracle, None), Ok(nets(&["8.8.8.0/24"])));
        assert!(read_json(b"<html>", None).is_err());
    }

    #[test]
    fn only_public_space_of_a_sensible_size_is_taken() {
        assert_eq!(
            verified(&nets(&["9.9.9.0/25", "9.9.9.128/25", "9.9.9.0/24"])),
            Ok(nets(&["9.9.9.0/24"]))
        );
        for bad in ["10.0.0.0/8", "192.168.1.0/24", "8.0.0.0/7", "::/0", "fe80::/64", "2000::/12"] {
            assert!(verified(&nets(&["9.9.9.0/24", bad])).is_err(), "{bad}");
        }
        assert!(verified(&[]).is_err());
    }

    #[test]
    fn a_list_that_lost_most_of_what_was_known_is_not_believed() {
        let known = nets(&["9.9.9.0/24", "8.8.8.0/24", "8.8.4.0/24", "1.1.1.0/24"]);
        assert!(is_plausible(&known, &nets(&["9.9.9.0/25", "8.8.0.0/16"])));
        assert!(!is_plausible(&known, &nets(&["9.9.9.0/24"])));
        assert!(is_plausible(&known[..2], &nets(&["4.4.4.0/24"])), "too few to tell");
    }
}
