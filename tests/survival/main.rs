//! Survival: whatever a server or a user sends, nothing panics, nothing impossible is said, and
//! nobody is named who was not named. The same truths are put to the fuzzer in `.fuzz`.
//!
//! The cases are the same in every run.

// The futures of a trace are deep; without a feature the compiler lays them out in one go.
#![recursion_limit = "256"]
#![expect(unreachable_pub, reason = "the fuzz targets share two of the files from outside")]

mod bytes;
mod lengths;
mod noise;
mod seeds;
mod truths;

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed};

/// So many cases, always the same ones.
fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(3912), ..Config::default() }
}

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One change to some bytes.
#[derive(Debug, Clone)]
enum Change {
    /// A byte becomes another one.
    Set(Index, u8),
    /// Bytes are put in.
    Insert(Index, Vec<u8>),
    /// A stretch is left out.
    Cut(Index, Index),
    /// A stretch stands a second time, somewhere else.
    Copy(Index, Index, Index),
}

/// Any change.
fn change() -> impl Strategy<Value = Change> {
    let odd = prop::sample::select(vec![
        &b"\x1b[2J"[..],
        b"\x1b$B",
        b"\0",
        b"\r",
        b"\t",
        b"\n\n",
        b"\n  ",
        b":",
        b"[",
        b"]",
        b"{",
        b"\"",
        b"\\u",
        b"\xff",
        b"\xe2\x80\xae",
        b"@",
        b".",
        b"%",
        b"null",
        b"[]",
        b"registrar: ",
    ]);
    let inserted =
        prop_oneof![odd.prop_map(<[u8]>::to_vec), prop::collection::vec(any::<u8>(), 1..9)];
    prop_oneof![
        any::<(Index, u8)>().prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<Index>(), inserted).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        any::<(Index, Index)>().prop_map(|(from, to)| Change::Cut(from, to)),
        any::<(Index, Index, Index)>().prop_map(|(from, to, at)| Change::Copy(from, to, at)),
    ]
}

/// The bytes after the changes.
fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        let place = |index: &Index| index.index(bytes.len() + 1);
        let stretch = |one, other| place(one).min(place(other))..place(one).max(place(other));
        match change {
            Change::Set(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Set(..) => {}
            Change::Insert(at, new) => {
                let at = place(at);
                bytes.splice(at..at, new.iter().copied());
            }
            Change::Cut(from, to) => {
                let gone = stretch(from, to);
                bytes.drain(gone);
            }
            Change::Copy(from, to, at) => {
                let (copy, at) = (bytes[stretch(from, to)].to_vec(), place(at));
                bytes.splice(at..at, copy);
            }
        }
    }
    bytes
}
