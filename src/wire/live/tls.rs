//! One TLS configuration for HTTP and DNS, made when it is first needed, and a verifier that only
//! looks for `--probe`.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
};

use crate::model::exchange::{Failure, PeerCertificate};

/// What is trusted: the system's authorities or, where it has none, those of Mozilla.
#[derive(Debug, Default)]
pub(super) struct Authorities {
    /// The verifier, once it is made; making it reads the system's file of authorities.
    verifier: OnceLock<Result<Arc<dyn ServerCertVerifier>, Failure>>,
    /// The configuration, once it is made.
    config: OnceLock<Result<Arc<ClientConfig>, Failure>>,
}

impl Authorities {
    /// The configuration for servers that must be whom they claim to be.
    pub(super) fn config(&self) -> Result<Arc<ClientConfig>, Failure> {
        self.config.get_or_init(|| Ok(Arc::new(configure(self.verifier()?)?))).clone()
    }

    /// A configuration that accepts every certificate, and where it notes the one it saw. For a
    /// look at the target's own site and nothing else.
    pub(super) fn looking(&self) -> Result<(ClientConfig, Arc<Looking>), Failure> {
        let looking = Arc::new(Looking { verifier: self.verifier()?, seen: Mutex::default() });
        Ok((configure(Arc::<Looking>::clone(&looking))?, looking))
    }

    /// Makes the configuration now, away from the thread that waits for the network.
    pub(super) async fn prepare(self: &Arc<Self>) {
        if self.config.get().is_none() {
            let trust = Arc::clone(self);
            // If it fails, whoever needs the configuration is told why.
            let _ = tokio::task::spawn_blocking(move || trust.config().is_ok()).await;
        }
    }

    /// The verifier of the system, made once.
    fn verifier(&self) -> Result<Arc<dyn ServerCertVerifier>, Failure> {
        self.verifier.get_or_init(|| verifier(provider())).clone()
    }
}

/// A configuration of its own, for a server that the user named.
pub(in crate::wire) fn trusting() -> Result<ClientConfig, String> {
    let config = Authorities::default().config().map_err(|failure| failure.kind().to_owned())?;
    Ok(ClientConfig::clone(&config))
}

/// The cryptography that is used.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// The system's verifier, or one with the authorities compiled in.
fn verifier(provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, Failure> {
    if let Ok(system) = rustls_platform_verifier::Verifier::new(Arc::clone(&provider)) {
        return Ok(Arc::new(system));
    }
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
        .build()
        .map(|verifier| verifier as Arc<dyn ServerCertVerifier>)
        .map_err(|error| Failure::Tls { detail: error.to_string() })
}

/// A configuration that speaks HTTP/2 and HTTP/1.1.
fn configure(verifier: Arc<dyn ServerCertVerifier>) -> Result<ClientConfig, Failure> {
    let mut config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| failure(&error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// The library's error in our words.
pub(super) fn failure(error: &rustls::Error) -> Failure {
    Failure::Tls { detail: words(error) }
}

/// What is wrong, without the moment of looking and other details that change.
fn words(error: &rustls::Error) -> String {
    use CertificateError as Bad;
    let rustls::Error::InvalidCertificate(bad) = error else { return error.to_string() };
    let words = match bad {
        Bad::Expired | Bad::ExpiredContext { .. } => "the certificate has expired",
        Bad::NotValidYet | Bad::NotValidYetContext { .. } => "the certificate is not valid yet",
        Bad::NotValidForName | Bad::NotValidForNameContext { .. } => {
            "the certificate is for another name"
        }
        Bad::UnknownIssuer => "nobody who is trusted issued the certificate",
        Bad::Revoked => "the certificate was revoked",
        _ => return error.to_string(),
    };
    words.to_owned()
}

/// Accepts every certificate and notes what the system thinks of it.
#[derive(Debug)]
pub(super) struct Looking {
    /// The system's verifier.
    verifier: Arc<dyn ServerCertVerifier>,
    /// The certificate that was shown last.
    seen: Mutex<Option<PeerCertificate>>,
}

impl Looking {
    /// The certificate that was shown.
    pub(super) fn seen(&self) -> Option<PeerCertificate> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ServerCertVerifier for Looking {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verdict = self.verifier.verify_server_cert(leaf, intermediates, name, ocsp, now);
        let distrust = verdict.err().map(|error| words(&error));
        let certificate = PeerCertificate { der: leaf.to_vec(), distrust };
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(certificate);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls12_signature(message, leaf, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls13_signature(message, leaf, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_certificate_is_said_without_the_moment_of_looking() {
        let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(9));
        let expired = CertificateError::ExpiredContext { time, not_after: time };
        let said = failure(&rustls::Error::InvalidCertificate(expired));
        assert_eq!(said, Failure::Tls { detail: "the certificate has expired".to_owned() });
        let issuer = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        assert_eq!(words(&issuer), "nobody who is trusted issued the certificate");
    }

    #[test]
    fn the_configuration_is_made_once() {
        let trust = Authorities::default();
        let (first, second) = (trust.config().expect("made"), trust.config().expect("made"));
        assert!(Arc::ptr_eq(&first, &second));
    }

    #[test]
    fn a_look_accepts_any_certificate_and_notes_why_it_is_not_trusted() {
        let (_, looking) = Authorities::default().looking().expect("made");
        let junk = CertificateDer::from(b"no certificate".to_vec());
        let name = ServerName::try_from("www.example.com").expect("a name");
        assert!(looking.verify_server_cert(&junk, &[], &name, &[], UnixTime::now()).is_ok());
        let seen = looking.seen().expect("a certificate");
        assert_eq!(seen.der, b"no certificate");
        assert!(seen.distrust.is_some());
    }
}
