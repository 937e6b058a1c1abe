//! One target's trace: the walk, the attribution and the record of both.

use std::time::{Duration, Instant};

use crate::advice::{self, Facts, Request, csam};
use crate::contacts::Judge;
use crate::directory::Directory;
use crate::layers::{View, attribute, is_customer};
use crate::model::advice::Advice;
use crate::model::answer::Evidence;
use crate::model::chain::Chain;
use crate::model::day::Day;
use crate::model::exchange::{Ask, Exchange, Failure, Reply, RequestPurpose};
use crate::model::observations::Observations;
use crate::model::target::Target;
use crate::walk::{Plan, page, walk};
use crate::wire::Wire;
use crate::wire::deadline::Deadline;
use crate::wire::recording::{Recording, Watch};

/// What was found out about one target, and how.
#[derive(Debug)]
pub struct Trace {
    /// What was traced.
    pub target: Target,
    /// When the run began.
    pub started: jiff::Timestamp,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
    /// `passive` or `probe`.
    pub mode: String,
    /// Who answered DNS questions.
    pub resolver: String,
    /// What was learnt.
    pub seen: Observations,
    /// Who is responsible.
    pub chain: Chain,
    /// Whom to contact about the harm that was named.
    pub advice: Option<Advice>,
    /// Every exchange.
    pub exchanges: Vec<Exchange>,
    /// What was odd about the run itself.
    pub remarks: Vec<String>,
    /// Whether the answers come from a case: nobody was asked, and nobody vouches for them.
    pub replayed: bool,
    /// Where the web site redirects to, each a trace of its own, in order.
    pub hops: Vec<Self>,
}

impl Trace {
    /// The same trace without anybody to write to, for the one harm about which nobody on the path
    /// may be sent anything.
    fn without_the_chain(self) -> Self {
        Self {
            seen: Observations::default(),
            chain: Chain::default(),
            exchanges: Vec::new(),
            remarks: Vec::new(),
            ..self
        }
    }

    /// What was odd about the run and about the answers.
    pub fn warnings(&self) -> Vec<String> {
        self.remarks.iter().chain(&self.chain.warnings).cloned().collect()
    }

    /// Says how long it took, hops included.
    pub fn elapsed(&mut self, elapsed_ms: u64) {
        self.elapsed_ms = elapsed_ms;
        self.hops.iter_mut().for_each(|hop| hop.elapsed(elapsed_ms));
    }
}

/// How one target is traced.
pub struct Tracer<'a> {
    /// Who is behind names and addresses.
    pub known: &'a Directory,
    /// What the user decided about the asking.
    pub plan: &'a Plan,
    /// Whether natural persons may be named.
    pub show_registrant: bool,
    /// What advice is wanted about.
    pub request: Option<Request>,
    /// How long one target may take.
    pub patience: Duration,
    /// Who answers DNS questions, for the record.
    pub resolver: &'a str,
}

impl Tracer<'_> {
    /// Traces a target over a wire. `started` is the time that the trace is told to have: now,
    /// or the time of the recorded run.
    pub async fn trace(
        &self,
        target: Target,
        net: &impl Wire,
        started: jiff::Timestamp,
        watch: Watch<'_>,
    ) -> Trace {
        let clock = Instant::now();
        let recording = Recording::new(Deadline::new(net, self.patience), watch);
        let mut trace = self.one(target, &recording, started, self.plan.probe_url).await;
        if self.plan.follow {
            self.follow(&mut trace, &recording, started).await;
        }
        trace.elapsed(u64::try_from(clock.elapsed().as_millis()).unwrap_or(u64::MAX));
        trace
    }

    /// Traces where the web site redirects to, hop by hop.
    async fn follow(&self, trace: &mut Trace, net: &impl Wire, started: jiff::Timestamp) {
        let mut asked = vec![page(&trace.target, self.plan.probe_url)];
        let mut ahead = redirect(trace, self.plan.probe_url);
        while let Some(url) = ahead.take() {
            if asked.contains(&url) {
                trace.remarks.push(format!("the redirects lead back to {url}"));
                return;
            }
            if trace.hops.len() >= MAX_HOPS {
                trace
                    .remarks
                    .push(format!("more than {MAX_HOPS} redirects; {url} was not followed"));
                return;
            }
            match Target::parse(&url) {
                Ok(target) => {
                    let mut hop = Box::pin(self.one(target, net, started, true)).await;
                    // Whoever sends visitors on can send them to anybody: advice belongs to the
                    // target that was reported.
                    if hop.target.site() != trace.target.site() {
                        hop.advice = None;
                    }
                    ahead = redirect(&hop, true);
                    trace.hops.push(hop);
                    asked.push(url);
                }
                Err(refusal) => {
                    trace.remarks.push(format!("a redirect was not followed: {refusal}"));
                }
            }
        }
    }

    /// Traces one target or hop.
    async fn one(
        &self,
        target: Target,
        net: &impl Wire,
        started: jiff::Timestamp,
        exact: bool,
    ) -> Trace {
        let recording = Recording::new(net, &|_| ());
        let seen = Box::pin(walk(&target, &recording, self.known, self.plan, exact)).await;
        let exchanges = recording.into_exchanges();
        let mut chain = self.attribute(&target, &seen, &exchanges, started);
        if let Some(request) = &self.request {
            chain.entries.iter_mut().for_each(|entry| entry.open_desk(request.harm.id));
        }
        let mut remarks: Vec<String> = exchanges
            .iter()
            .filter_map(|one| list_trouble(one).or_else(|| in_the_open(one)))
            .collect();
        remarks.sort_unstable();
        remarks.dedup();
        let advice = self.advise(&target, &seen, &chain, started);
        let trace = Trace {
            target,
            started,
            elapsed_ms: 0,
            mode: if self.plan.probe { "probe" } else { "passive" }.to_owned(),
            resolver: self.resolver.to_owned(),
            seen,
            chain,
            advice,
            remarks,
            exchanges,
            replayed: false,
            hops: Vec::new(),
        };
        if self.plan.countries_only { trace.without_the_chain() } else { trace }
    }

    /// Whom to contact, if that was asked.
    fn advise(
        &self,
        target: &Target,
        seen: &Observations,
        chain: &Chain,
        started: jiff::Timestamp,
    ) -> Option<Advice> {
        let request = self.request.as_ref()?;
        if self.plan.countries_only {
            return Some(csam::advise(request, chain));
        }
        let today = started.to_zoned(jiff::tz::TimeZone::UTC).date();
        Some(advice::advise(request, chain, &Facts::of(target, seen, today)))
    }

    /// Makes the chain out of what was learnt.
    fn attribute(
        &self,
        target: &Target,
        seen: &Observations,
        exchanges: &[Exchange],
        started: jiff::Timestamp,
    ) -> Chain {
        let today = day(started);
        let learnt = exchanges
            .iter()
            .map(|exchange| (Evidence::of(&exchange.ask), day(exchange.at)))
            .collect();
        let judge = Judge {
            today: &today,
            domain: seen.name.as_ref().map(|name| name.registration.domain.as_str()),
            learnt: &learnt,
            mail_domains: &seen.mail_domains,
        };
        let show_registrant = self.show_registrant;
        let mut view = View { target, seen, known: self.known, judge, show_registrant };
        // The domain of a platform is not its customer's, who is reported.
        if is_customer(&view) {
            view.judge.domain = None;
        }
        attribute(&view)
    }
}

/// Redirects followed for one target; browsers give up at about twenty, shorteners need two.
const MAX_HOPS: usize = 10;

/// Where the web site of a trace redirects to.
fn redirect(trace: &Trace, exact: bool) -> Option<String> {
    let site = trace.seen.site.as_ref()?.found()?;
    if !matches!(site.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let named = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("location");
    let (_, location) = site.headers.iter().find(named)?;
    let mut next = url::Url::parse(&page(&trace.target, exact)).ok()?.join(location.trim()).ok()?;
    next.set_fragment(None);
    next.set_username("").and_then(|()| next.set_password(None)).ok()?;
    matches!(next.scheme(), "http" | "https").then(|| next.into())
}

/// The day of a moment.
fn day(at: jiff::Timestamp) -> String {
    Day::at(at).to_string()
}

/// Says that a current list of RDAP servers could not be had. The embedded one took its place, so
/// this is a warning and no failure.
fn list_trouble(exchange: &Exchange) -> Option<String> {
    let Ask::Http { url, purpose: RequestPurpose::Bootstrap } = &exchange.ask else { return None };
    let trouble = match &exchange.outcome {
        Ok(Reply::Http(reply)) if reply.status == 200 => return None,
        Ok(Reply::Http(reply)) => format!("HTTP {}", reply.status),
        Ok(Reply::Dns(_) | Reply::Text(_)) | Err(Failure::NotRecorded) => return None,
        Err(failure) => failure.kind().to_owned(),
    };
    Some(format!("{url} could not be had ({trouble}); only the embedded list was used"))
}

/// Says that a registry was asked without encryption, because its list has nothing better. A server
/// that is named by its address is one of the user's own.
fn in_the_open(exchange: &Exchange) -> Option<String> {
    let Ask::Http { url, purpose: RequestPurpose::Rdap } = &exchange.ask else { return None };
    let is_open = url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:"));
    let url = is_open.then(|| url::Url::parse(url).ok())??;
    exchange.outcome.as_ref().ok()?;
    let host = url.domain()?;
    Some(format!("{host} answers over plain http only; anybody on the way can have changed it"))
}
