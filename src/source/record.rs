//! From the fields of an answer to a record: the one assembler for every protocol. The readers know
//! the syntax and hand over what a field holds; what its text means is decided here and in
//! [`super::values`].
//!
//! [`PartyDraft`] gathers a holder, registrar or reseller, [`DomainDraft`] what an answer says of a
//! domain, and [`NumberDraft`] what one says of a range of addresses or an AS number.

pub(super) use self::domain::DomainDraft;
pub(super) use self::holder_kind::HolderKind;
pub(super) use self::number::NumberDraft;
pub(super) use self::party::PartyDraft;

mod domain;
mod holder_kind;
mod number;
mod party;
