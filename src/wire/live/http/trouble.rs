//! The HTTP library's errors in our words.

use std::error::Error;
use std::io::{self, ErrorKind};

use crate::model::exchange::Failure;
use crate::wire::live::tls;

/// What is said of a connection that ended without saying so.
pub(super) const CUT: &str = "the connection ended in the middle of the answer";

/// The refusal of our own look-up, as it travels through the client.
#[derive(Debug, thiserror::Error)]
#[error("the name could not be looked up")]
pub(super) struct Shut(pub(super) Failure);

/// Says in our words what went wrong: the most telling of the errors that caused each other.
pub(super) fn failure(error: &reqwest::Error) -> Failure {
    if let Some(failure) = causes(error).find_map(known) {
        return failure;
    }
    let detail = innermost(error);
    if error.is_timeout() {
        Failure::TimedOut
    } else if error.is_connect() {
        Failure::Unreachable { detail }
    } else {
        Failure::Garbled { detail }
    }
}

/// The text of the error that caused the others.
pub(super) fn innermost(error: &(dyn Error + 'static)) -> String {
    causes(error).last().map(ToString::to_string).unwrap_or_default()
}

/// An error and what caused it, outermost first.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| deeper(*error))
}

/// What caused an error; an I/O error hides it one level further.
fn deeper<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

/// The failure that an error clearly stands for.
fn known(error: &(dyn Error + 'static)) -> Option<Failure> {
    if let Some(shut) = error.downcast_ref::<Shut>() {
        return Some(shut.0.clone());
    }
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(tls::failure(error));
    }
    match error.downcast_ref::<io::Error>()?.kind() {
        ErrorKind::ConnectionRefused
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe => Some(Failure::Refused),
        ErrorKind::TimedOut => Some(Failure::TimedOut),
        ErrorKind::UnexpectedEof => Some(Failure::Garbled { detail: CUT.to_owned() }),
        _ => None,
    }
}
