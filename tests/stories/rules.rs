//! The rules of the field, each in a story that names it: first those about whom to ask, then those
//! about what the chain says, and those about reading records.

mod asking;
mod chain;
mod records;
