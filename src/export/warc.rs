//! The recorded answers as WARC 1.1: HTTP and RDAP as requests and responses, DNS and WHOIS as
//! resources, each with its digests.

use std::fmt::Write as _;

use crate::model::digest::sha256;
use crate::render::uuid::named;
use crate::wire::case::{Case, Line};

/// A WARC file of a case.
pub fn warc(case: &Case) -> Vec<u8> {
    let mut out = Vec::new();
    let started = second(case.header.started);
    let info = format!(
        "software: {}\r\nformat: WARC File Format 1.1\r\nisPartOf: case of {}\r\n",
        case.header.tool,
        flat(&case.header.target)
    );
    record(&mut out, "warcinfo", None, &started, "application/warc-fields", info.as_bytes(), None);
    for line in case.lines.iter().filter(|line| line.failure.is_none()) {
        let Ok(body) = line.body() else { continue };
        let at = second(line.at);
        match line.protocol.as_str() {
            "rdap" | "http" => http(&mut out, line, &at, &body),
            protocol => {
                let target = resource(line);
                let kind = if protocol == "dns" { "text/dns" } else { "text/plain" };
                record(&mut out, "resource", Some(&target), &at, kind, &body, None);
            }
        }
    }
    out
}

/// The URI of an answer that has none of its own.
pub(super) fn resource(line: &Line) -> String {
    let question: String = line
        .ask
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'/' | b':' | b'@' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    match line.protocol.as_str() {
        "dns" => format!("dns:{question}"),
        protocol => format!("{protocol}://{}/{question}", flat(&line.server)),
    }
}

/// The URL of an HTTP exchange.
fn url(line: &Line) -> String {
    let found = line.ask.split_whitespace().find(|word| word.contains("://"));
    found.map_or_else(|| resource(line), flat)
}

/// A response with the request that it answers.
fn http(out: &mut Vec<u8>, line: &Line, at: &str, body: &[u8]) {
    let url = url(line);
    let mut head = format!("HTTP/1.1 {} \r\n", line.status.unwrap_or(200));
    for (name, value) in &line.headers {
        // The body was decoded when it was read: what says how it was sent is not true of it.
        let framing = ["content-encoding", "transfer-encoding", "content-length"];
        if !framing.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            let _ = write!(head, "{}: {}\r\n", flat(name), flat(value));
        }
    }
    let _ = write!(head, "Content-Length: {}\r\n\r\n", body.len());
    let mut response = head.into_bytes();
    response.extend_from_slice(body);
    let kind = "application/http; msgtype=response";
    record(out, "response", Some(&url), at, kind, &response, Some(body));
    let host = url::Url::parse(&url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let path =
        url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: {}\r\n\r\n",
        path.unwrap_or_else(|| "/".to_owned()),
        host.unwrap_or_default()
    );
    record(
        out,
        "request",
        Some(&url),
        at,
        "application/http; msgtype=request",
        request.as_bytes(),
        None,
    );
}

/// One record: header lines, an empty line, the block, two line ends.
fn record(
    out: &mut Vec<u8>,
    kind: &str,
    target: Option<&str>,
    at: &str,
    content_type: &str,
    block: &[u8],
    payload: Option<&[u8]>,
) {
    let digest = sha256(block);
    let id = named(kind, &format!("{} {at} {digest} {}", target.unwrap_or_default(), out.len()));
    let mut head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: {at}\r\n"
    );
    if let Some(target) = target {
        let _ = write!(head, "WARC-Target-URI: {target}\r\n");
    }
    let _ = write!(head, "WARC-Block-Digest: sha256:{digest}\r\n");
    if let Some(payload) = payload {
        let _ = write!(head, "WARC-Payload-Digest: sha256:{}\r\n", sha256(payload));
    }
    let _ = write!(head, "Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n", block.len());
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
}

/// A moment in whole seconds.
pub(super) fn second(at: jiff::Timestamp) -> String {
    jiff::Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

/// A text without line ends and blanks at its ends.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
