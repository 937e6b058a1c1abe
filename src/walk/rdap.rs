//! RDAP over several servers: redirects, and the lists that say which server to ask.

use std::sync::Arc;

use url::Url;

use super::{BootstrapPlan, Walk};
use crate::model::answer::{Answer, Misread, ReasonCode, Why};
use crate::model::exchange::{Ask, HttpReply, Reply, RequestPurpose};
use crate::model::reading::Reading;
use crate::model::record::DomainRecord;
use crate::model::secret::without_user;
use crate::model::target::Suffixes;
use crate::source::rdap::bootstrap::{self, Bootstrap, Kind, embedded};
use crate::source::{consult_record, http};
use crate::wire::Wire;

/// Redirects followed for one question; registries send one, transferred space two.
const MAX_REDIRECTS: usize = 4;

/// Where the Internet Assigned Numbers Authority publishes the lists (RFC 9224).
const IANA_LISTS: &str = "https://data.iana.org/rdap/";

/// What one RDAP request yielded.
enum Hop<T> {
    /// The object.
    Object(T),
    /// Another place to ask.
    Redirect(String),
}

impl<W: Wire> Walk<'_, W> {
    /// Fetches an RDAP object, following redirects to other servers.
    pub(super) async fn rdap<T: Clone + Send + Sync + 'static>(
        &self,
        url: String,
        object: &str,
        read: impl Fn(&HttpReply) -> Result<Option<T>, Misread>,
    ) -> Answer<T> {
        let url = without_user(&url).into_owned();
        let mut seen = vec![url.clone()];
        let mut at = url;
        loop {
            let ask = Ask::rdap(at.as_str());
            let read = |reply: &_, reading: &Reading| {
                hop(reply, &at, |reply| reading.copy(object, || read(reply)))
            };
            match consult_record(self.net, &ask, read).await {
                Answer::Found(Hop::Object(facts), evidence) => {
                    return Answer::Found(facts, evidence);
                }
                Answer::Found(Hop::Redirect(next), _) => {
                    let next = without_user(&next).into_owned();
                    if let Some(why) = self.detour_by_url(&next).await {
                        return Answer::Unknown(why);
                    }
                    if leads_back(&seen, &next) || seen.len() > MAX_REDIRECTS {
                        let misread = Misread::Malformed("its redirects lead nowhere".to_owned());
                        return Answer::Unknown(Why::misread(&ask, &misread));
                    }
                    seen.push(next.clone());
                    at = next;
                }
                Answer::Absent(evidence) => return Answer::Absent(evidence),
                Answer::Unknown(why) => return Answer::Unknown(why),
            }
        }
    }

    /// Asks the servers in turn until one answers, with an object or with its absence.
    pub(super) async fn rdap_at<T: Clone + Send + Sync + 'static>(
        &self,
        servers: &[String],
        (path, object): (&str, &str),
        read: impl Fn(&HttpReply) -> Result<Option<T>, Misread>,
    ) -> Answer<T> {
        let mut last = Answer::Unknown(no_server(path));
        for server in servers.iter().take(2) {
            last = self.rdap(format!("{server}{path}"), object, &read).await;
            if last.why().is_none() {
                break;
            }
        }
        last
    }

    /// The servers that the lists at hand name.
    pub(super) async fn rdap_servers(
        &self,
        kind: Kind,
        pick: impl Fn(&Bootstrap) -> Vec<String>,
    ) -> Vec<String> {
        match &self.plan.bootstrap {
            BootstrapPlan::File(list) if kind == Kind::Dns => pick(list),
            BootstrapPlan::Embedded | BootstrapPlan::File(_) => pick(embedded(kind)),
            BootstrapPlan::Url(folder) => {
                self.list(folder, kind).await.found().map(|list| pick(list)).unwrap_or_default()
            }
        }
    }

    /// The servers that the current lists name, where the embedded ones did not suffice. Only
    /// then are they fetched: the embedded lists are months old, but servers seldom move.
    pub(super) async fn current_rdap_servers(
        &self,
        kind: Kind,
        pick: impl Fn(&Bootstrap) -> Vec<String>,
    ) -> Answer<Vec<String>> {
        match &self.plan.bootstrap {
            BootstrapPlan::Embedded => self.list(IANA_LISTS, kind).await.map(|list| pick(&list)),
            BootstrapPlan::Url(folder) => self.list(folder, kind).await.map(|list| pick(&list)),
            BootstrapPlan::File(_) => Answer::Unknown(no_server("the list given")),
        }
    }

    /// Fetches one list.
    async fn list(&self, folder: &str, kind: Kind) -> Answer<Arc<Bootstrap>> {
        let url = format!("{}/{}", folder.trim_end_matches('/'), kind.file_name());
        let ask = Ask::Http { url, purpose: RequestPurpose::Bootstrap };
        consult_record(self.net, &ask, |reply, reading| {
            reading.copy(kind.file_name(), || bootstrap::read(kind, http(reply)?))
        })
        .await
    }
}

/// No server is known for the object.
fn no_server(path: &str) -> Why {
    Why::new(ReasonCode::NoServer, format!("no RDAP server is known for {path}"))
}

/// Whether a redirect leads back: to a URL that was asked, or to a server that had sent us on to
/// another. Such redirects go round in a ring.
fn leads_back(seen: &[String], next: &str) -> bool {
    let host = |url: &str| Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let to = host(next);
    let current = seen.last().and_then(|url| host(url));
    let returns = to != current && seen.iter().any(|url| host(url) == to);
    returns || seen.iter().any(|url| url == next)
}

/// Reads one response as an object or as a redirect. A redirect from https to http is not
/// followed, because anybody on the way could answer it.
fn hop<T>(
    reply: &Reply,
    at: &str,
    read: impl Fn(&HttpReply) -> Result<Option<T>, Misread>,
) -> Result<Option<Hop<T>>, Misread> {
    let reply = http(reply)?;
    if !matches!(reply.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(read(reply)?.map(Hop::Object));
    }
    let next = reply
        .header("location")
        .and_then(|location| Url::parse(at).ok()?.join(location).ok())
        .filter(|next| {
            next.scheme() == "https" || (next.scheme() == "http" && at.starts_with("http:"))
        });
    match next {
        Some(next) => Ok(Some(Hop::Redirect(next.into()))),
        None => Err(Misread::Malformed("it redirects to no usable place".to_owned())),
    }
}

/// An answer, unless it is the word of another company's server, to which the registry's sent us on,
/// that there is no such name: only the registry can say that (RFC 7480 §5.3).
pub(super) fn not_elsewhere(
    servers: &[String],
    answer: Answer<DomainRecord>,
) -> Answer<DomainRecord> {
    let site = |url: &str| {
        let host = Url::parse(url).ok()?.host_str()?.to_owned();
        Suffixes::of(&host).registrable
    };
    match answer {
        Answer::Absent(evidence) => {
            let asked = evidence.ask().url().and_then(site);
            if servers.iter().any(|server| site(server) == asked) {
                return Answer::Absent(evidence);
            }
            let text =
                "the registry's server sent us on to another, which has no record".to_owned();
            Answer::Unknown(Why { code: ReasonCode::NoServer, text, evidence: Some(evidence) })
        }
        other => other,
    }
}
