//! What the texts of fields mean, the same for every protocol: whether a value stands there at all,
//! whether it is a person's, an organisation's or that of a service which stands in for the holder.

mod kinds;
mod lines;
mod withheld;

pub(super) use self::kinds::{
    is_alike, is_organisation, is_organisation_of, is_surely_a_company, stands_in,
};
pub(super) use self::lines::{is_page, is_site, is_surely_a_number, with_mailbox, with_site};
pub(super) use self::withheld::{is_withheld, said, without_tabs};
