//! The case file: one recorded run, line by line, that a human can read and anybody can replay.
//!
//! NDJSON. The first line is a [`Header`], each further line one exchange, the last a [`Footer`].
//! It is written as the run goes, so that a crash leaves a usable file; a missing footer is
//! forgiven. Readers of the same major version keep reading; fields that they do not know are
//! ignored.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use super::tool;
use crate::model::digest::sha256;
use crate::model::exchange::{
    Ask, Exchange, Failure, HttpReply, PeerCertificate, Reply, RequestPurpose,
};

/// The word that marks a case file.
const FORMAT: &str = "trace-case";

/// The version written: readers refuse a higher major version.
const VERSION: &str = "1.0";

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the user's, as it is written"
)]
pub struct Header {
    /// Marks a case file.
    pub format: String,
    /// Major and minor version of the format.
    pub version: String,
    /// The program that recorded it.
    pub tool: String,
    /// What was traced, as it was typed.
    pub target: String,
    /// When the run began.
    pub started: jiff::Timestamp,
    /// `passive` or `probe`.
    pub mode: String,
    /// Who answered DNS questions.
    pub resolver: String,
    /// Whether the one look went to the target's URL instead of the root of its site.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub probe_url: bool,
    /// Whether redirects were followed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub follow: bool,
    /// Whether no registry was asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fast: bool,
    /// Whether origins came from a database of the user's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asn_database: bool,
    /// The WHOIS server that the user named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whois_server: Option<String>,
    /// The folder of RDAP server lists that the user named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rdap_bootstrap: Option<String>,
    /// The resolvers whose answers were compared, where there were several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<String>,
    /// Options that the run had and that a replay needs again, because their files are not in the
    /// case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// What the case shows, for a reader.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shows: String,
}

impl Header {
    /// A header of this version.
    pub fn new(target: &str, started: jiff::Timestamp, probe: bool, resolver: &str) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION.to_owned(),
            tool: tool(),
            target: target.to_owned(),
            started,
            mode: if probe { "probe" } else { "passive" }.to_owned(),
            resolver: resolver.to_owned(),
            probe_url: false,
            follow: false,
            fast: false,
            asn_database: false,
            whois_server: None,
            rdap_bootstrap: None,
            views: Vec::new(),
            needs: Vec::new(),
            shows: String::new(),
        }
    }

    /// The major version.
    fn major(&self) -> Option<u32> {
        self.version.split('.').next()?.parse().ok()
    }
}

/// The last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footer {
    /// How long the run took, in milliseconds.
    pub elapsed_ms: u64,
}

/// One exchange as a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The ask in words: the key by which a replay finds it.
    pub ask: String,
    /// `dns`, `rdap`, `http` or `whois`.
    pub protocol: String,
    /// What an HTTP request was for, where the protocol does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Who was asked.
    pub server: String,
    /// When.
    pub at: jiff::Timestamp,
    /// How long it took, in milliseconds.
    pub ms: u64,
    /// Why nothing came back, if nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// Whether the answer was cut off; it is used, but proves no absence.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
    /// The HTTP status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The HTTP header fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The certificate in base64 and why it is not trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<(String, Option<String>)>,
    /// The body, where it is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The body in base64, where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base64: Option<String>,
    /// The SHA-256 of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The SHA-256 of the body before personal data was cut from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_sha256: Option<String>,
}

/// What is wrong with a case file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CaseError {
    /// It does not start like one.
    #[error("not a case file: {0}")]
    NotACase(String),
    /// A newer program wrote it.
    #[error(
        "the case file has version {0}; this program reads version {VERSION}, a newer one is needed"
    )]
    TooNew(String),
    /// A line of it is broken.
    #[error("line {line} of the case file is broken: {problem}")]
    Broken {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
}

/// A case that was read.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its first line.
    pub header: Header,
    /// Its exchanges, in the order recorded.
    pub lines: Vec<Line>,
    /// Its last line; a run that was cut off leaves none.
    pub footer: Option<Footer>,
}

/// The last line as it stands in the file.
#[derive(Serialize, Deserialize)]
struct FooterLine {
    /// The footer.
    footer: Footer,
}

impl Case {
    /// How every case file begins.
    pub const BEGINS: &str = "{\"format\":\"trace-case\"";

    /// Reads a case file.
    pub fn read(text: &str) -> Result<Self, CaseError> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let (_, first) =
            lines.next().ok_or_else(|| CaseError::NotACase("it is empty".to_owned()))?;
        let header: Header =
            serde_json::from_str(first).map_err(|error| CaseError::NotACase(error.to_string()))?;
        if header.format != FORMAT {
            return Err(CaseError::NotACase(format!("its format is {:?}", header.format)));
        }
        if header.major() != Some(1) {
            return Err(CaseError::TooNew(header.version));
        }
        let mut case = Self { header, lines: Vec::new(), footer: None };
        let last_line = text.lines().count();
        for (number, line) in lines {
            if let Ok(last) = serde_json::from_str::<FooterLine>(line) {
                case.footer = Some(last.footer);
                continue;
            }
            match serde_json::from_str(line) {
                Ok(line) => case.lines.push(line),
                // The run was cut off while it wrote this line.
                Err(_) if number + 1 == last_line && !text.ends_with('\n') => {}
                Err(error) => {
                    let problem = error.to_string();
                    return Err(CaseError::Broken { line: number + 1, problem });
                }
            }
        }
        Ok(case)
    }
}

/// Writes a case file as the run goes.
pub struct CaseWriter<W> {
    /// Where to.
    sink: W,
}

impl<W: Write> CaseWriter<W> {
    /// Begins a file.
    pub fn begin(mut sink: W, header: &Header) -> io::Result<Self> {
        line(&mut sink, header)?;
        Ok(Self { sink })
    }

    /// Adds an exchange.
    pub fn add(&mut self, exchange: &Exchange) -> io::Result<()> {
        line(&mut self.sink, &Line::of(exchange))
    }

    /// Ends the file.
    pub fn end(&mut self, elapsed_ms: u64) -> io::Result<()> {
        line(&mut self.sink, &FooterLine { footer: Footer { elapsed_ms } })?;
        self.sink.flush()
    }
}

/// The bytes of a case that was read, and perhaps changed.
pub fn rewrite(case: &Case) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    line(&mut bytes, &case.header)?;
    for exchange in &case.lines {
        line(&mut bytes, exchange)?;
    }
    if let Some(footer) = case.footer {
        line(&mut bytes, &FooterLine { footer })?;
    }
    Ok(bytes)
}

/// Writes one line at once, so that a crash leaves whole lines.
fn line(sink: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_string(value)?;
    text.push('\n');
    sink.write_all(text.as_bytes())
}

impl Line {
    /// The line of an exchange.
    pub fn of(exchange: &Exchange) -> Self {
        let mut line = Self {
            ask: exchange.ask.to_string(),
            protocol: exchange.ask.protocol().to_owned(),
            purpose: purpose(&exchange.ask).map(str::to_owned),
            server: exchange.ask.server(),
            at: exchange.at,
            ms: exchange.ms,
            failure: None,
            cut: !exchange.whole,
            status: None,
            headers: Vec::new(),
            certificate: None,
            text: None,
            base64: None,
            sha256: None,
            original_sha256: None,
        };
        match &exchange.outcome {
            Err(failure) => line.failure = Some(failure.clone()),
            Ok(Reply::Dns(reply)) => line.set_body(reply.to_string().into_bytes()),
            Ok(Reply::Text(bytes)) => line.set_body(bytes.clone()),
            Ok(Reply::Http(reply)) => {
                line.status = Some(reply.status);
                line.headers.clone_from(&reply.headers);
                line.certificate = reply
                    .certificate
                    .as_ref()
                    .map(|peer| (BASE64.encode(&peer.der), peer.distrust.clone()));
                line.set_body(reply.body.clone());
            }
        }
        line
    }

    /// Sets the body as text or base64, with its digest.
    fn set_body(&mut self, body: Vec<u8>) {
        self.sha256 = Some(sha256(&body));
        match String::from_utf8(body) {
            Ok(text) => self.text = Some(text),
            Err(error) => self.base64 = Some(BASE64.encode(error.as_bytes())),
        }
    }

    /// The body's bytes.
    pub fn body(&self) -> Result<Vec<u8>, String> {
        match (&self.text, &self.base64) {
            (Some(text), _) => Ok(text.clone().into_bytes()),
            (None, Some(base64)) => BASE64.decode(base64).map_err(|error| error.to_string()),
            (None, None) => Ok(Vec::new()),
        }
    }

    /// Whether the body no longer has the digest that was recorded. One without any, as somebody may
    /// write by hand, was not changed: it is no evidence.
    pub fn is_changed(&self) -> bool {
        self.sha256.is_some() && !self.is_intact()
    }

    /// Whether the body still has the digest that was recorded.
    pub fn is_intact(&self) -> bool {
        match (&self.sha256, self.body()) {
            (Some(digest), Ok(body)) => *digest == sha256(&body),
            (None, Ok(_)) => self.failure.is_some(),
            (_, Err(_)) => false,
        }
    }

    /// What became of the ask.
    pub fn outcome(&self, ask: &Ask) -> Result<Reply, Failure> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        let garbled = |detail: String| Failure::Garbled { detail };
        let body = self.body().map_err(garbled)?;
        match ask {
            Ask::Dns { .. } => {
                let text = String::from_utf8(body).map_err(|error| garbled(error.to_string()))?;
                text.parse().map(Reply::Dns).map_err(garbled)
            }
            Ask::Whois { .. } | Ask::Database { .. } => Ok(Reply::Text(body)),
            Ask::Http { .. } => Ok(Reply::Http(HttpReply {
                status: self.status.unwrap_or_default(),
                headers: self.headers.clone(),
                body,
                certificate: self.peer().map_err(garbled)?,
            })),
        }
    }

    /// The recorded certificate.
    fn peer(&self) -> Result<Option<PeerCertificate>, String> {
        let Some((der, distrust)) = &self.certificate else { return Ok(None) };
        let der = BASE64.decode(der).map_err(|error| error.to_string())?;
        Ok(Some(PeerCertificate { der, distrust: distrust.clone() }))
    }
}

/// What an HTTP request is for, where the protocol does not tell.
pub(super) fn purpose(ask: &Ask) -> Option<&'static str> {
    matches!(ask, Ask::Http { purpose: RequestPurpose::Bootstrap, .. }).then_some("list")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(ask: &Ask, outcome: &Result<Reply, Failure>) {
        let at = "2026-11-22T10:00:00Z".parse().expect("a time");
        let mut bytes = Vec::new();
        let header = Header::new("example.com", at, false, "system");
        let mut writer = CaseWriter::begin(&mut bytes, &header).expect("writes");
        let exchange =
            Exchange { ask: ask.clone(), outcome: outcome.clone(), at, ms: 7, whole: true };
        writer.add(&exchange).expect("writes");
        writer.end(9).expect("writes");
        let case = Case::read(&String::from_utf8(bytes).expect("is text")).expect("reads");
        assert_eq!(case.header, header);
        assert_eq!(case.footer, Some(Footer { elapsed_ms: 9 }));
        let line = case.lines.first().expect("one exchange");
        assert!(line.is_intact());
        assert_eq!(line.outcome(ask), *outcome);
    }

    #[test]
    fn every_kind_of_exchange_reads_back_to_itself() {
        use crate::model::dns::RecordKind;
        let reply = "NXDOMAIN\nauthority com 60 SOA a.example b.example".parse().expect("reads");
        round_trip(&Ask::dns("a.example", RecordKind::A), &Ok(Reply::Dns(reply)));
        round_trip(
            &Ask::whois("whois.example", "a.example"),
            &Ok(Reply::Text(vec![0xff, 0x1b, b'x'])),
        );
        round_trip(&Ask::rdap("https://rdap.example/domain/a"), &Err(Failure::TimedOut));
        let page = HttpReply {
            status: 200,
            headers: vec![("server".to_owned(), "x".to_owned())],
            body: b"{}".to_vec(),
            certificate: Some(PeerCertificate {
                der: vec![1, 2],
                distrust: Some("expired".to_owned()),
            }),
        };
        round_trip(&Ask::rdap("https://rdap.example/domain/b"), &Ok(Reply::Http(page)));
    }

    #[test]
    fn a_file_that_is_no_case_or_too_new_says_so() {
        assert!(matches!(Case::read(""), Err(CaseError::NotACase(_))));
        assert!(matches!(Case::read("hello"), Err(CaseError::NotACase(_))));
        let header = r#"{"format":"trace-case","version":"2.0","tool":"t","target":"x","started":"2026-11-22T10:00:00Z","mode":"passive","resolver":"system"}"#;
        assert_eq!(
            Case::read(header).expect_err("is too new"),
            CaseError::TooNew("2.0".to_owned())
        );
        let broken = format!("{}\n{{\n", header.replace("2.0", "1.7"));
        assert!(matches!(Case::read(&broken), Err(CaseError::Broken { line: 2, .. })));
    }
}
