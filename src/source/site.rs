//! One look at the target's web site (`--probe`): its response head and its certificate.

use x509_parser::prelude::{FromDer, X509Certificate};

use super::http;
use crate::model::answer::Misread;
use crate::model::digest::sha256;
use crate::model::exchange::{Ask, PeerCertificate, Reply, RequestPurpose};
use crate::model::observations::{CertificateFacts, Site};
use crate::model::text::is_plain;

/// Asks for the page at `/` of a site.
pub fn ask(root: &str) -> Ask {
    Ask::Http { url: root.to_owned(), purpose: RequestPurpose::Site }
}

/// Reads the response head and the certificate; any status is an answer.
pub fn read(reply: &Reply) -> Result<Option<Site>, Misread> {
    let reply = http(reply)?;
    Ok(Some(Site {
        status: reply.status,
        headers: reply.headers.clone(),
        certificate: reply.certificate.as_ref().and_then(certificate),
    }))
}

/// Reads a leaf certificate; one that cannot be read is none.
fn certificate(peer: &PeerCertificate) -> Option<CertificateFacts> {
    let (_, leaf) = X509Certificate::from_der(&peer.der).ok()?;
    let text = |mut names: Box<
        dyn Iterator<Item = &x509_parser::x509::AttributeTypeAndValue<'_>> + '_,
    >| {
        names
            .next()
            .and_then(|name| name.as_str().ok())
            .filter(|name| is_plain(name))
            .map(str::to_owned)
    };
    let issuer = leaf.issuer();
    Some(CertificateFacts {
        issuer: text(Box::new(issuer.iter_organization()))
            .or_else(|| text(Box::new(issuer.iter_common_name()))),
        country: text(Box::new(issuer.iter_country())),
        serial: leaf.raw_serial_as_string().replace(':', ""),
        fingerprint: sha256(&peer.der),
        validity: (moment(leaf.validity().not_before), moment(leaf.validity().not_after)),
        self_signed: leaf.subject() == issuer,
        distrust: peer.distrust.clone(),
    })
}

/// A moment of a certificate in RFC 3339.
fn moment(time: x509_parser::time::ASN1Time) -> String {
    jiff::Timestamp::from_second(time.timestamp())
        .map_or_else(|_| String::new(), |at| at.to_string())
}
