//! One HTTP GET through reqwest.
//!
//! The guard judges the host before anything is sent, and the client's own look-up goes through
//! the same door, so that no address is contacted that was not judged. Redirects are replies.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT, CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING};
use reqwest::{Client, ClientBuilder, NoProxy, Proxy, Response, Version};
use rustls::ClientConfig;
use tokio::time::{Instant, timeout_at};
use tower::util::MapFutureLayer;
use url::{Host, Url};

use super::addresses::Door;
use super::{Live, LiveConfig, Proxies};
use crate::model::exchange::{Failure, HttpReply, Reply, RequestPurpose};

mod opening;
mod trouble;

/// How much of an answer is read.
const LARGEST: usize = 1 << 20;
/// The most that is read of a list of ranges; the longest known has 2 MiB.
const LARGEST_RANGES: usize = 8 << 20;
/// How much of the target's own page is read.
const LARGEST_SITE: usize = 256 << 10;
/// How much of an answer is read that reports no success.
const LARGEST_REFUSAL: usize = 16 << 10;
/// How many header fields are kept, and how many bytes of a value.
const HEADERS: (usize, usize) = (64, 8 << 10);
/// How long a connection may take to open, shared by the addresses of one family.
const CONNECT: Duration = Duration::from_millis(2500);
/// The header fields of registries that are used.
const USED: &[&str] = &[
    "cache-control",
    "content-type",
    "date",
    "etag",
    "expires",
    "last-modified",
    "location",
    "retry-after",
    "server",
    "via",
];

/// Fetches a URL; whatever the status, a whole response is a reply.
pub(super) async fn get(
    live: &Live,
    url: &str,
    purpose: RequestPurpose,
    deadline: Instant,
) -> Result<Reply, Failure> {
    let url = usable(url)?;
    let time = (deadline, live.door.config.patience);
    let work = async {
        let (judged, ()) = tokio::join!(judge(&live.door, &url), live.trust.prepare());
        judged?;
        match purpose {
            RequestPurpose::Rdap | RequestPurpose::Bootstrap | RequestPurpose::Ranges => {
                let reply = fetch(&live.client().await?, url, purpose, time).await?;
                Ok(Reply::Http(reply))
            }
            RequestPurpose::Site => {
                let (tls, looking) = live.trust.looking()?;
                let client = client(&live.door, tls)?;
                let mut reply = fetch(&client, url, purpose, time).await?;
                reply.certificate = looking.seen();
                Ok(Reply::Http(reply))
            }
        }
    };
    // The body may be cut at the deadline itself, so that the head is not lost with it. What a slow
    // server needs to open a connection is not taken from its time to answer.
    let late = deadline + CONNECT + Duration::from_millis(100);
    timeout_at(late, work).await.unwrap_or(Err(Failure::TimedOut))
}

/// A client that follows nothing by itself and looks names up through our own door.
pub(super) fn client(door: &Arc<Door>, tls: ClientConfig) -> Result<Client, Failure> {
    let builder = Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .connector_layer(MapFutureLayer::new(opening::noted))
        .user_agent(&door.config.user_agent)
        .dns_resolver(LookUp(Arc::clone(door)));
    proxied(builder, &door.config)?
        .build()
        .map_err(|error| Failure::Unreachable { detail: trouble::innermost(&error) })
}

/// Adds the proxies that the environment names.
fn proxied(builder: ClientBuilder, config: &LiveConfig) -> Result<ClientBuilder, Failure> {
    let Proxies { http, https, all, except } = &config.proxies;
    let except = except.as_deref().and_then(NoProxy::from_string);
    let proxies = [
        http.as_deref().map(Proxy::http),
        https.as_deref().map(Proxy::https),
        all.as_deref().map(Proxy::all),
    ];
    let mut builder = builder.no_proxy();
    for proxy in proxies.into_iter().flatten() {
        let proxy = proxy.map_err(|_| Failure::Unreachable {
            detail: "the environment's proxy is not a URL".to_owned(),
        })?;
        builder = builder.proxy(proxy.no_proxy(except.clone()));
    }
    Ok(builder)
}

/// Reads a URL that data may have led to: nothing but HTTP, and no credentials.
fn usable(url: &str) -> Result<Url, Failure> {
    let unusable = || Failure::Unreachable { detail: "its address is not a URL".to_owned() };
    let mut parsed = Url::parse(url).map_err(|_| unusable())?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err(Failure::Guarded { to: url.to_owned() });
    }
    parsed.set_username("").and_then(|()| parsed.set_password(None)).map_err(|()| unusable())?;
    Ok(parsed)
}

/// Refuses a URL whose host is or stands for special addresses only.
async fn judge(door: &Door, url: &Url) -> Result<(), Failure> {
    let host = match url.host() {
        Some(Host::Domain(name)) => name.to_owned(),
        Some(Host::Ipv4(address)) => address.to_string(),
        Some(Host::Ipv6(address)) => address.to_string(),
        None => return Err(Failure::Unreachable { detail: "its URL has no host".to_owned() }),
    };
    door.find(&host, url.port_or_known_default()).await.map(|_| ())
}

/// Sends the request and reads the response.
async fn fetch(
    client: &Client,
    url: Url,
    purpose: RequestPurpose,
    (deadline, patience): (Instant, Duration),
) -> Result<HttpReply, Failure> {
    let accept = match purpose {
        RequestPurpose::Rdap => "application/rdap+json, application/json;q=0.9",
        RequestPurpose::Bootstrap => "application/json",
        RequestPurpose::Site | RequestPurpose::Ranges => "*/*",
    };
    let sending = client.get(url).header(ACCEPT, accept).send();
    let (response, deadline) =
        opening::answered(sending, deadline, patience).await.ok_or(Failure::TimedOut)?;
    let response = response.map_err(|error| trouble::failure(&error))?;
    let status = response.status().as_u16();
    let headers = kept(response.headers(), purpose);
    let success = response.status().is_success();
    let open_ended = is_open_ended(&response);
    let largest = match purpose {
        _ if !success => LARGEST_REFUSAL,
        RequestPurpose::Site => LARGEST_SITE,
        RequestPurpose::Ranges => LARGEST_RANGES,
        RequestPurpose::Rdap | RequestPurpose::Bootstrap => LARGEST,
    };
    let mut body = Vec::new();
    let end = timeout_at(deadline, read(response, largest, &mut body)).await;
    match end.unwrap_or(Err(Failure::TimedOut)) {
        // Some servers end both answer and connection by vanishing; the reader sees what is whole.
        Err(Failure::Garbled { detail }) if open_ended && detail == trouble::CUT => {
            Ok(HttpReply { status, headers, body, certificate: None })
        }
        // Of a refusal and of the target's page the head is what matters.
        Err(failure) if success && purpose != RequestPurpose::Site => Err(failure),
        _ => Ok(HttpReply { status, headers, body, certificate: None }),
    }
}

/// Whether only the end of the connection ends the body.
fn is_open_ended(response: &Response) -> bool {
    let headers = response.headers();
    response.version() <= Version::HTTP_11
        && !headers.contains_key(CONTENT_LENGTH)
        && !headers.contains_key(TRANSFER_ENCODING)
}

/// Reads a body as far as the limit.
async fn read(response: Response, largest: usize, body: &mut Vec<u8>) -> Result<(), Failure> {
    let mut chunks = response.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| trouble::failure(&error))?;
        let room = largest.saturating_sub(body.len());
        body.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
        if chunk.len() > room {
            return Err(Failure::TooLarge);
        }
    }
    Ok(())
}

/// The header fields that are kept; cookies never are.
fn kept(headers: &HeaderMap, purpose: RequestPurpose) -> Vec<(String, String)> {
    let (most, longest) = HEADERS;
    headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .filter(|(name, _)| match purpose {
            RequestPurpose::Site => *name != "set-cookie" && *name != "set-cookie2",
            RequestPurpose::Rdap | RequestPurpose::Bootstrap | RequestPurpose::Ranges => {
                USED.contains(name)
            }
        })
        .take(most)
        .map(|(name, value)| {
            let value = value.get(..longest).unwrap_or(value);
            (name.to_owned(), String::from_utf8_lossy(value).into_owned())
        })
        .collect()
}

/// The client's look-ups: our own, and judged.
struct LookUp(Arc<Door>);

impl Resolve for LookUp {
    fn resolve(&self, name: Name) -> Resolving {
        let door = Arc::clone(&self.0);
        Box::pin(async move {
            let found = door.find(name.as_str(), None).await;
            let found = found.map_err(trouble::Shut)?;
            let sockets = found.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(sockets) as Addrs)
        })
    }
}
