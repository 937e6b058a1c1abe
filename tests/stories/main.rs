//! Stories of attribution: what is said about a target when the world answers so and so. Each
//! world is a few answers; whatever is not among them could not be learnt.

// The futures of a trace are deep; without a feature the compiler lays them out in one go.
#![recursion_limit = "256"]

#[path = "../support/beside.rs"]
mod beside;
mod recorded;
mod world;

mod advice;
mod catalogue;
mod companies;
mod contacts;
mod desks;
mod detours;
mod fronts;
mod matrix;
mod names;
mod numbers;
mod places;
mod rules;
mod samples;
mod trust;
mod withheld;
