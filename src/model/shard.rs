//! A share of a list: which of its targets are whose.

use super::digest::sha256;
use super::target::Target;

/// One of several shares. What stands under one registered name is in one share, so that no registry
/// is asked about it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub index: u32,
    /// Of how many.
    pub count: u32,
}

/// The most shares.
const MOST: u32 = 1000;

impl Shard {
    /// Reads `I/N`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(index, count)| {
            Some((index.trim().parse().ok()?, count.trim().parse().ok()?))
        });
        match numbers {
            Some((index, count)) if (1..=count).contains(&index) && count <= MOST => {
                Ok(Self { index, count })
            }
            _ => Err(format!("use I/N, such as 1/4: the first of four shares, of at most {MOST}")),
        }
    }

    /// Whether a target is in this share. The same name is in the same share on every machine.
    pub fn holds(self, input: &str) -> bool {
        let target = Target::parse(input);
        let key = target.as_ref().map_or_else(
            |_| input.trim().to_lowercase(),
            |target| {
                let suffixes = target.name().map(|name| &name.suffixes);
                let domain = suffixes.and_then(|suffixes| suffixes.registrable.clone());
                domain.unwrap_or_else(|| target.host())
            },
        );
        let digest = sha256(key.as_bytes());
        let number = digest.get(..8).and_then(|head| u32::from_str_radix(head, 16).ok());
        number.unwrap_or_default() % self.count + 1 == self.index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_in_exactly_one_share_and_its_relatives_are_there_too() {
        for number in 0..200 {
            let name = format!("name{number}.com");
            let mine: Vec<u32> =
                (1..=3).filter(|index| Shard { index: *index, count: 3 }.holds(&name)).collect();
            assert_eq!(mine.len(), 1, "{name}");
            let shard = Shard { index: mine[0], count: 3 };
            assert!(shard.holds(&format!("hxxps://www.name{number}[.]com/path")));
        }
        let first = (0..900)
            .filter(|number| Shard { index: 1, count: 3 }.holds(&format!("name{number}.com")));
        assert!((250..350).contains(&first.count()), "the shares are not alike");
    }

    #[test]
    fn only_a_share_that_exists_can_be_named() {
        assert_eq!(Shard::parse("2/4"), Ok(Shard { index: 2, count: 4 }));
        for wrong in ["0/4", "5/4", "1", "a/b", "1/0", "1/2000", ""] {
            assert!(Shard::parse(wrong).is_err(), "{wrong}");
        }
    }
}
