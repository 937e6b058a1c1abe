//! What is known of a target beside the chain, and how it was learnt.

use crate::render::clean::clean;
use crate::render::json::v1::{RegistrationV1, RemarkV1, TraceV1};
use crate::render::page::labels::{defanged, part};
use crate::texts;

/// The facts: label and values. What nobody knows is left out.
pub(super) fn facts(told: &TraceV1) -> Vec<(&'static str, Vec<String>)> {
    let target = &told.target;
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let mut facts = vec![("document.fact.target", vec![defanged(&target.input)])];
    facts.push(("document.fact.url", target.url.iter().map(|url| defanged(url)).collect()));
    facts.push(("document.fact.host", vec![target.host.clone()]));
    facts.push(("document.fact.unicode", one(&target.host_unicode)));
    facts.push(("document.fact.domain", one(&target.registrable_domain)));
    facts.push(("document.fact.suffix", one(&target.public_suffix)));
    facts.push(("document.fact.private-suffix", one(&target.private_suffix)));
    facts.extend(resolution(told));
    facts.extend(registration(&told.registration));
    facts.extend(run(told));
    let filled = facts.into_iter().filter(|(_, values)| !values.is_empty());
    filled
        .map(|(key, values)| (texts::text(key), values.iter().map(|value| clean(value)).collect()))
        .collect()
}

/// Where the name leads.
fn resolution(told: &TraceV1) -> Vec<(&'static str, Vec<String>)> {
    let resolution = &told.resolution;
    let dnssec = texts::text(&format!("document.dnssec.{}", resolution.dnssec));
    let dnssec = resolution.zone.iter().map(|_| dnssec.to_owned()).collect();
    vec![
        ("document.fact.aliases", resolution.cname_chain.clone()),
        ("document.fact.addresses", resolution.addresses.clone()),
        ("document.fact.zone", resolution.zone.iter().cloned().collect()),
        ("document.fact.name-servers", resolution.name_servers.clone()),
        ("document.fact.dnssec", dnssec),
    ]
}

/// The state of the registration.
fn registration(registration: &RegistrationV1) -> Vec<(&'static str, Vec<String>)> {
    let known = registration.created.is_some()
        || registration.expires.is_some()
        || !registration.status.is_empty()
        || !registration.remarks.is_empty();
    let remark = |remark: &RemarkV1| {
        let statuses = remark.status.join(", ");
        let colon = if statuses.is_empty() { "" } else { ": " };
        let set_by = remark.set_by.map_or(String::new(), |layer| {
            texts::fill("document.set-by", &[("layer", part(layer))])
        });
        format!("{statuses}{colon}{}; {}{set_by}", remark.says, remark.follows)
    };
    vec![
        ("document.fact.created", registration.created.iter().cloned().collect()),
        ("document.fact.expires", registration.expires.iter().cloned().collect()),
        ("document.fact.status", if known { registration.status.clone() } else { Vec::new() }),
        ("document.fact.state", registration.remarks.iter().map(remark).collect()),
    ]
}

/// How it was learnt.
fn run(told: &TraceV1) -> Vec<(&'static str, Vec<String>)> {
    let mode = texts::text(&format!("document.mode.{}", told.mode));
    let took = texts::fill(
        "document.took",
        &[("at", &told.traced_at), ("ms", &told.elapsed_ms.to_string())],
    );
    vec![
        ("document.fact.traced", vec![took, mode.to_owned()]),
        ("document.fact.resolver", vec![told.resolver.clone()]),
        ("document.fact.tool", vec![told.tool.clone()]),
    ]
}
