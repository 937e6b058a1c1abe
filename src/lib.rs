//! `trace` answers one question: who is responsible for this URL, layer by layer, how do I reach
//! them, and what can each of them actually do?
//!
//! # How it works
//!
//! A straight pipeline with one impure stage. Data flows one way:
//!
//! ```text
//!  text ──Target::parse──▶ walk ──────▶ Observations ──attribute──▶ Chain ──render──▶ output
//!                          │  ▲                           ▲
//!                     Ask  ▼  │ Reply or Failure          │
//!                          Wire                       Directory
//! ```
//!
//! * A [`Target`](model::target::Target) is a URL, domain, address or AS number, as people paste it.
//! * The [`walk`](walk::walk) asks everything that can be known about it. It cannot fail: each
//!   question yields an [`Answer`](model::answer::Answer), which is found, absent, or unknown with
//!   a [`Why`](model::answer::Why) that completes "unknown, because …".
//! * It asks through a [`Wire`](wire::Wire), the only door to the network. [`wire::live`] sends for
//!   real, [`wire::replay`] answers from a case file; everything else (one answer per question and
//!   run, politeness, the cache, the recording) is a wrapper around another wire.
//! * A [`source`] is a pair of pure functions: one makes an [`Ask`](model::exchange::Ask), one reads
//!   the [`Reply`](model::exchange::Reply). [`source::consult`] is the only place where trouble
//!   becomes "not known".
//! * The [`Observations`](model::observations::Observations) are plain data, one field for each thing
//!   asked, so that the order in which answers came cannot leak into what is said.
//! * Each of the ten [`layers`] reads them and names the responsible party, with the help of the
//!   [`directory`] of providers; [`contacts`] is the one place that judges a contact. The layers in
//!   order are the [`Chain`](model::chain::Chain).
//! * [`abilities`] is the table of what each kind of party can do; with `--harm`, [`advice`] turns the
//!   chain into whom to contact, in which order, and who cannot help. Its sentences are in [`texts`].
//! * [`check`] compares it with a policy that its owner wrote; [`diff`] compares two of them.
//! * [`report`] drafts the notice to each right party, out of what is printed; nothing is sent.
//! * [`log`] keeps what was done about a case; [`export`] writes it for other programs.
//! * [`forecast`] says beforehand what a list costs each server, and how long it takes.
//! * [`explain`] says what the tables know without asking anybody.
//! * [`render`] prints it. What people read is put into words once; each format only dresses it.
//!
//! Impure are `main.rs`, [`run`], [`walk`] (only through the wire) and [`wire`]. Everything else is a
//! pure function.
//!
//! # Where to read on
//!
//! [`model::exchange`] and [`model::answer`], then [`wire::Wire`], [`source::consult`],
//! [`walk`](walk::walk), [`layers`] with its `registrar.rs`, [`render`], [`run`]. Then open any
//! `fixtures/cases/*.case` beside its `fixtures/expected/*.md`.
//!
//! # Words
//!
//! *target, ask, reply, exchange, wire, source, answer, why, observations, layer, party, power,
//! chain, harm, advice, policy, verdict, page, case*: one word a concept, here and in the code.

pub mod abilities;
pub mod advice;
pub mod check;
pub mod cli;
pub mod commands;
pub mod config;
pub mod contacts;
pub mod diff;
pub mod directory;
pub mod error;
pub mod exit;
pub mod explain;
pub mod export;
pub mod forecast;
pub mod layers;
pub mod log;
#[cfg(feature = "mcp")]
pub mod mcp;
pub mod model;
pub mod render;
pub mod report;
pub mod run;
pub mod source;
pub mod stats;
pub mod texts;
pub mod trace;
pub mod walk;
pub mod wire;
