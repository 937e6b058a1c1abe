//! Sources: how a question is put, and how its reply is read.
//!
//! Everything here is pure. A source is a pair of functions, one that makes an [`Ask`] and one
//! that reads the [`Reply`]; [`consult`] and [`consult_record`] are the only place where they meet the network, and the
//! only one where trouble becomes "unknown, because …".

pub mod asn;
mod countries;
pub mod dns;
pub mod notice;
pub mod ranges;
pub mod rdap;
mod record;
pub mod security_txt;
pub mod site;
pub mod temper;
mod values;
pub mod whois;

use crate::model::answer::{Answer, Evidence, Misread, Why};
use crate::model::exchange::{Ask, HttpReply, Reply};
use crate::model::reading::Reading;
use crate::wire::{Sent, Wire};

/// Puts an ask and reads the reply. `Ok(None)` from `read` means that the source, which would
/// know, says that there is none.
pub async fn consult<T>(
    net: &impl Wire,
    ask: &Ask,
    read: impl FnOnce(&Reply) -> Result<Option<T>, Misread>,
) -> Answer<T> {
    // Boxed, because the stacked wires make a future of many layers.
    let sent = Box::pin(net.send(ask)).await;
    understood(ask, &sent, read)
}

/// Puts an ask whose reply may hold a record that others want as well: what was read of it is kept
/// beside it.
pub async fn consult_record<T>(
    net: &impl Wire,
    ask: &Ask,
    read: impl FnOnce(&Reply, &Reading) -> Result<Option<T>, Misread>,
) -> Answer<T> {
    let sent = Box::pin(net.send(ask)).await;
    understood(ask, &sent, |reply| read(reply, &sent.reading))
}

/// What came back, read.
fn understood<T>(
    ask: &Ask,
    sent: &Sent,
    read: impl FnOnce(&Reply) -> Result<Option<T>, Misread>,
) -> Answer<T> {
    match &sent.outcome {
        Err(failure) => Answer::Unknown(Why::failed(ask, failure)),
        Ok(reply) => match read(reply) {
            Ok(Some(facts)) => Answer::Found(facts, Evidence::of(ask)),
            Ok(None) if sent.whole => Answer::Absent(Evidence::of(ask)),
            Ok(None) => {
                let cut = Misread::Malformed("its answer was cut off".to_owned());
                Answer::Unknown(Why::misread(ask, &cut))
            }
            Err(misread) => Answer::Unknown(Why::misread(ask, &misread)),
        },
    }
}

/// The HTTP response of a reply.
pub fn http(reply: &Reply) -> Result<&HttpReply, Misread> {
    match reply {
        Reply::Http(reply) => Ok(reply),
        Reply::Dns(_) | Reply::Text(_) => Err(foreign()),
    }
}

/// The text bytes of a WHOIS reply.
pub fn text(reply: &Reply) -> Result<&[u8], Misread> {
    match reply {
        Reply::Text(bytes) => Ok(bytes),
        Reply::Dns(_) | Reply::Http(_) => Err(foreign()),
    }
}

/// A case file can hold a reply of another protocol than its ask's.
fn foreign() -> Misread {
    Misread::Malformed("the recorded reply is of another protocol".to_owned())
}
