//! The token of a time stamp (RFC 3161, RFC 5652): what it is over, when, and whether the signature
//! holds. Who vouches for the signer's certificate is for `openssl ts -verify -CAfile` to say.

use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::der::{Der, all, first, value};

/// Signed data.
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// What a stamp says.
const STAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
/// The attribute with the type of what is signed.
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
/// The attribute with its digest.
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// RSA keys.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// Keys on elliptic curves, then the curves.
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
/// NIST P-256.
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
/// NIST P-384.
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
/// Signatures with RSA and PKCS #1, all but the last byte.
const PKCS1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
/// Signatures with ECDSA and SHA-2, all but the last byte.
const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03];
/// SHA-2, all but the last byte.
const SHA2: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];

/// What a token says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp<'a> {
    /// The identifier of the digest's algorithm.
    pub(super) algorithm: &'a [u8],
    /// The digest that is stamped.
    pub(super) imprint: &'a [u8],
    /// When (as it stands: `20261128140254Z`).
    pub(super) at: String,
    /// The nonce of the query.
    pub(super) nonce: Option<&'a [u8]>,
    /// Whose certificate signed it.
    pub(super) by: String,
}

/// The parts of signed data that count.
struct Signed<'a> {
    /// What is signed.
    content: &'a [u8],
    /// The certificates that came with it.
    certificates: Vec<Der<'a>>,
    /// The one who signed.
    signer: Vec<Der<'a>>,
}

/// Reads a token and verifies its signature.
pub(super) fn verified(token: Der<'_>) -> Result<Stamp<'_>, &'static str> {
    let signed = signed(token).ok_or("the token cannot be read")?;
    let certificate = signature(&signed)?;
    let mut stamp = stamp(signed.content).ok_or("what the token says cannot be read")?;
    stamp.by = certificate.subject().to_string();
    let at = moment(&stamp.at).ok_or("the time of the stamp cannot be read")?;
    let validity = certificate.validity();
    if at < validity.not_before.timestamp() || at > validity.not_after.timestamp() {
        return Err("the certificate of the authority was not valid at that time");
    }
    Ok(stamp)
}

/// Takes signed data apart.
fn signed(token: Der<'_>) -> Option<Signed<'_>> {
    let [kind, content] = token.parts(0x30)?[..] else { return None };
    (kind.tagged(0x06)? == SIGNED_DATA).then_some(())?;
    let (data, _) = first(content.tagged(0xa0)?)?;
    let parts = data.parts(0x30)?;
    let wrapped = parts.get(2)?.parts(0x30)?;
    (wrapped.first()?.tagged(0x06)? == STAMP).then_some(())?;
    let (content, _) = first(wrapped.get(1)?.tagged(0xa0)?)?;
    let certificates = parts.iter().find(|part| part.tag == 0xa0)?.parts(0xa0)?;
    let signers = parts.last()?.parts(0x31)?;
    let [signer] = signers[..] else { return None };
    Some(Signed { content: content.tagged(0x04)?, certificates, signer: signer.parts(0x30)? })
}

/// Verifies the signature; the certificate of whoever signed.
fn signature<'a>(signed: &Signed<'a>) -> Result<X509Certificate<'a>, &'static str> {
    let unread = "the signature cannot be read";
    let part = |at: usize| signed.signer.get(at).copied().ok_or(unread);
    let digest = oid(part(2)?).ok_or(unread)?;
    let attributes = part(3)?;
    let inside = attributes.tagged(0xa0).ok_or(unread)?;
    let hash =
        hashed(digest, signed.content).ok_or("the signature uses a digest that is too old")?;
    if attribute(inside, CONTENT_TYPE) != Some(STAMP) {
        return Err("the signature is over something else");
    }
    if attribute(inside, MESSAGE_DIGEST) != Some(&hash) {
        return Err("what the token says is not what was signed");
    }
    let bytes = part(5)?.tagged(0x04).ok_or(unread)?;
    // What is signed is the set itself, and not the field that it stands in.
    let message = value(0x31, inside);
    let certificate = signer(signed).ok_or("the certificate of the authority is not with it")?;
    let key = certificate.public_key();
    let unknown = "the signature is of a kind that is not known";
    let algorithm = algorithm(key.raw, digest).ok_or(unknown)?;
    let kind = oid(part(4)?).filter(|kind| is_signature(kind)).ok_or(unknown)?;
    if kind.starts_with(ECDSA) != key.algorithm.algorithm.as_bytes().starts_with(EC) {
        return Err(unknown);
    }
    UnparsedPublicKey::new(algorithm, &key.subject_public_key.data)
        .verify(&message, bytes)
        .map_err(|_| "the signature does not hold")?;
    let usage = certificate.extended_key_usage().ok().flatten();
    match usage {
        Some(usage) if usage.critical && usage.value.time_stamping => Ok(certificate),
        _ => Err("the certificate is not one for time stamps"),
    }
}

/// Whether an identifier is that of a signature which is verified here.
fn is_signature(kind: &[u8]) -> bool {
    let pkcs1 = matches!(kind.strip_prefix(PKCS1), Some([1 | 11 | 12 | 13]));
    pkcs1 || matches!(kind.strip_prefix(ECDSA), Some([2..=4]))
}

/// The certificate that the signer names: by its serial number, or by the identifier of its key.
fn signer<'a>(signed: &Signed<'a>) -> Option<X509Certificate<'a>> {
    let named = signed.signer.get(1)?;
    let read = |der: &Der<'a>| X509Certificate::from_der(der.whole).ok().map(|(_, read)| read);
    let serial = named.parts(0x30).and_then(|parts| parts.last().copied());
    let serial = serial.and_then(|serial| serial.tagged(0x02));
    signed.certificates.iter().filter_map(read).find(|certificate| match serial {
        Some(serial) => certificate.raw_serial() == serial,
        None => holds(certificate, named.inside),
    })
}

/// Whether a certificate has a key identifier.
fn holds(certificate: &X509Certificate<'_>, wanted: &[u8]) -> bool {
    use x509_parser::extensions::ParsedExtension::SubjectKeyIdentifier;
    certificate.extensions().iter().any(|extension| {
        matches!(extension.parsed_extension(), SubjectKeyIdentifier(id) if id.0 == wanted)
    })
}

/// The identifier of an algorithm.
fn oid(algorithm: Der<'_>) -> Option<&[u8]> {
    algorithm.parts(0x30)?.first()?.tagged(0x06)
}

/// Bytes hashed by SHA-256, SHA-384 or SHA-512.
fn hashed(oid: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let algorithm = match oid.strip_prefix(SHA2)? {
        [1] => &ring::digest::SHA256,
        [2] => &ring::digest::SHA384,
        [3] => &ring::digest::SHA512,
        _ => return None,
    };
    Some(ring::digest::digest(algorithm, bytes).as_ref().to_vec())
}

/// How a signature with a key is verified.
fn algorithm(key: &[u8], digest: &[u8]) -> Option<&'static dyn VerificationAlgorithm> {
    let (key, _) = first(key)?;
    let parts = key.parts(0x30)?.first()?.parts(0x30)?;
    let kind = parts.first()?.tagged(0x06)?;
    let curve = parts.get(1).and_then(|curve| curve.tagged(0x06));
    match (kind, curve, digest.strip_prefix(SHA2)?) {
        (RSA, _, [1]) => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
        (RSA, _, [2]) => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
        (RSA, _, [3]) => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
        (EC, Some(P256), [1]) => Some(&signature::ECDSA_P256_SHA256_ASN1),
        (EC, Some(P256), [2]) => Some(&signature::ECDSA_P256_SHA384_ASN1),
        (EC, Some(P384), [1]) => Some(&signature::ECDSA_P384_SHA256_ASN1),
        (EC, Some(P384), [2]) => Some(&signature::ECDSA_P384_SHA384_ASN1),
        _ => None,
    }
}

/// The only value of a signed attribute.
fn attribute<'a>(attributes: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    let mut found = all(attributes)?.into_iter().filter_map(|attribute| {
        let parts = attribute.parts(0x30)?;
        (parts.first()?.tagged(0x06)? == wanted).then_some(())?;
        let [only] = parts.get(1)?.parts(0x31)?[..] else { return None };
        Some(only.inside)
    });
    found.next().filter(|_| found.next().is_none())
}

/// What a stamp says.
fn stamp(content: &[u8]) -> Option<Stamp<'_>> {
    let (stamp, rest) = first(content)?;
    rest.is_empty().then_some(())?;
    let parts = stamp.parts(0x30)?;
    let imprint = parts.get(2)?.parts(0x30)?;
    let at = parts.get(4)?.tagged(0x18)?;
    Some(Stamp {
        algorithm: oid(*imprint.first()?)?,
        imprint: imprint.get(1)?.tagged(0x04)?,
        at: String::from_utf8(at.to_vec()).ok()?,
        nonce: parts.iter().skip(5).find_map(|part| part.tagged(0x02)),
        by: String::new(),
    })
}

/// A time as stamps write it, in seconds.
fn moment(text: &str) -> Option<i64> {
    let digits = text.strip_suffix('Z')?.split('.').next()?;
    let at = jiff::civil::DateTime::strptime("%Y%m%d%H%M%S", digits).ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second())
}
