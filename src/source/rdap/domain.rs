//! Reads a domain object (RFC 9083 §5.3).

use std::collections::HashSet;

use super::abuse;
use super::date;
use super::entity::{Entity, read_entities, walk};
use super::json::{Node, cut};
use super::parts::{self, RdapLink};
use super::party::{self, party};
use super::redaction;
use super::registrar;
use super::reply::{JsonDocument, error_words, something_else};
use crate::model::answer::Misread;
use crate::model::contact::ContactKind;
use crate::model::exchange::HttpReply;
use crate::model::mailbox::mail_domain;
use crate::model::name::{ascii, folded};
use crate::model::record::{DomainRecord, PublishedContact};
use crate::model::writer::Writer;
use crate::model::zone::is_surely_generic;
use crate::source::notice::{self, Notice};

/// Members of which a domain must have one.
const MEMBERS: &[&str] = &[
    "ldhName",
    "unicodeName",
    "handle",
    "entities",
    "events",
    "status",
    "nameservers",
    "nameServers",
    "secureDNS",
];

/// No more name servers of one domain are kept.
const MOST_SERVERS: usize = 40;

/// Reads the answer about a domain; `None` means that the server says there is none.
///
/// `asked` is the name in A-labels; an answer about any other name is refused. Abuse contacts
/// below the registrar are the registrar's. One at the top says nothing of whose it is: it is the
/// registrar's where the addresses share a domain, and else stays in
/// [`DomainRecord::contacts`].
pub fn read_domain(reply: &HttpReply, asked: &str) -> Result<Option<DomainRecord>, Misread> {
    let asked = folded(asked);
    let Some(document) = JsonDocument::open(reply)? else {
        return none(reply, asked);
    };
    document.expect("domain", MEMBERS)?;
    let mut record = read(&document.root(), asked)?;
    record.oddities = document.notes.into_oddities();
    Ok(Some(record))
}

/// What "there is no such object" comes to: its words may say that the registry keeps the name
/// back, that the server is asked too much, or that it is the wrong one.
fn none(reply: &HttpReply, asked: String) -> Result<Option<DomainRecord>, Misread> {
    let status = match notice::of_error(&error_words(&reply.body), &asked) {
        Some(Notice::Reserved) => "reserved",
        Some(Notice::Blocked) => "blocked",
        Some(Notice::Throttled) => return Err(Misread::RateLimited),
        Some(Notice::Refused) => {
            return Err(Misread::Denied("it does not answer for this name".to_owned()));
        }
        _ => return Ok(None),
    };
    let statuses = vec![status.to_owned()];
    Ok(Some(DomainRecord { name: asked, statuses, ..DomainRecord::default() }))
}

/// Reads the object of a name.
fn read(root: &Node<'_>, asked: String) -> Result<DomainRecord, Misread> {
    judge_name(root, &asked)?;
    let entities = read_entities(root);
    let links = parts::links(root);
    let remarks = parts::remarks(root);
    let mut record = DomainRecord {
        redacted: redaction::withheld(root),
        statuses: parts::statuses(root),
        created: date::event(root, &["registration"]),
        expires: date::event(root, &["expiration", "registrar expiration"]),
        updated: date::event(root, &["last changed", "last update", "last updated"]),
        name_servers: name_servers(root),
        signed: signed(root),
        related: related(&links, &asked),
        reseller: with_role(&entities, "reseller")
            .map(|entity| party(entity, Writer::Registrar, None)),
        truncated: redaction::truncated(&remarks),
        name: asked,
        ..DomainRecord::default()
    };
    redaction::from_remarks(&remarks, &mut record.redacted);
    if let Some(registrant) = with_role(&entities, "registrant") {
        party::withheld(registrant, &mut record.redacted);
        record.registrant = shown(registrant).then(|| {
            let domain = Some(record.name.as_str());
            party(registrant, Writer::AccountHolder, domain)
        });
    }
    read_registrar(root, &entities, &mut record);
    Ok(record)
}

/// Refuses an answer about another name.
fn judge_name(root: &Node<'_>, asked: &str) -> Result<(), Misread> {
    let Some(name) = root.text("ldhName").or_else(|| root.text("unicodeName")) else {
        root.note("does not say which domain it is about");
        return Ok(());
    };
    match ascii(&name) {
        Some(found) if found == asked => Ok(()),
        _ => Err(something_else(cut(&name, 80))),
    }
}

/// The first party of a role at the top that shows anything, or else the first one.
fn with_role<'a>(entities: &'a [Entity], role: &str) -> Option<&'a Entity> {
    let of_role = || entities.iter().filter(|entity| entity.has_role(role));
    of_role().find(|entity| shown(entity)).or_else(|| of_role().next())
}

/// Whether an entity shows anything of the party.
fn shown(entity: &Entity) -> bool {
    let card = &entity.card;
    entity.handle.is_some()
        || card.full_name.is_some()
        || card.organisation.is_some()
        || card.country.is_some()
        || !card.emails.is_empty()
        || !card.stand_ins.is_empty()
}

/// Reads the registrar, and the abuse contacts whose owner has to be told.
fn read_registrar(root: &Node<'_>, entities: &[Entity], record: &mut DomainRecord) {
    let registrar = registrar::find(entities);
    record.registrar =
        registrar.map(|entity| registrar::read(entity, is_numbered(root, &record.name)));
    let below = registrar.map(|entity| entity.walk(0)).unwrap_or_default();
    let is_below = |one: &Entity| below.iter().any(|(_, other)| std::ptr::eq(one, *other));
    let mut loose = walk(entities);
    loose.retain(|(_, entity)| entity.is_abuse() && !is_below(entity));
    let loose = abuse::contacts(&loose);
    match &mut record.registrar {
        Some(owner) if !loose.is_empty() && shares_domain(owner, &loose) => {
            let known = std::mem::take(&mut owner.contacts);
            let old = known.into_iter().filter(|old| !loose.iter().any(|new| same(old, new)));
            let old: Vec<_> = old.collect();
            owner.contacts = loose;
            owner.contacts.extend(old);
            owner.contacts.sort_by_key(|contact| contact.role);
        }
        _ => record.contacts = loose,
    }
    let top = root.text("port43");
    record.whois_server =
        registrar.and_then(|entity| entity.whois.clone()).or(top).filter(|server| {
            let owner = record.registrar.as_ref();
            owner.is_some_and(|owner| registrar::is_of(owner, server))
        });
}

/// Whether two contacts are the same way to reach somebody.
fn same(one: &PublishedContact, other: &PublishedContact) -> bool {
    one.value.eq_ignore_ascii_case(&other.value)
}

/// Whether every address among the contacts is in a domain of the registrar's.
fn shares_domain(
    registrar: &crate::model::record::RegistrarRecord,
    contacts: &[PublishedContact],
) -> bool {
    let mut emails = contacts.iter().filter(|c| c.kind == ContactKind::Email).peekable();
    emails.peek().is_some()
        && emails.all(|contact| {
            mail_domain(&contact.value).is_some_and(|domain| registrar::is_of(registrar, &domain))
        })
}

/// Whether a registrar's bare number is the one of the Internet Assigned Numbers Authority: so in
/// generic top-level domains, while country codes number registrars as they like.
fn is_numbered(root: &Node<'_>, name: &str) -> bool {
    is_surely_generic(name)
        || root.texts("rdapConformance").iter().any(|word| word.starts_with("icann_rdap"))
}

/// The delegation, sorted; drafts of RDAP spelt the member otherwise, and some list bare names.
fn name_servers(root: &Node<'_>) -> Vec<String> {
    let mut nodes = root.list("nameservers");
    if nodes.is_empty() {
        nodes = root.list("nameServers");
    }
    let name = |node: &Node<'_>| {
        let text = match node.members() {
            Some(_) => node.text("ldhName").or_else(|| node.text("unicodeName")),
            None => node.as_text(),
        };
        text.and_then(|text| ascii(&text)).filter(|name| !name.is_empty() && !name.contains(' '))
    };
    let mut names: Vec<String> = nodes.iter().filter_map(name).collect();
    names.sort();
    names.dedup();
    names.truncate(MOST_SERVERS);
    names
}

/// Whether a DS record stands at the registry.
fn signed(root: &Node<'_>) -> Option<bool> {
    let secure = root.get("secureDNS")?;
    let has_data = secure.holds_any(&["dsData", "keyData"]);
    secure.flag("delegationSigned").or(has_data.then_some(true))
}

/// The registrar's object for the same name, which is not the object itself. The link's `value`
/// does not tell: registries put the target there as well as what was asked.
fn related(links: &[RdapLink], asked: &str) -> Option<String> {
    let own: HashSet<String> = links
        .iter()
        .filter(|link| link.relation == "self")
        .flat_map(|link| [Some(&link.target), link.context.as_ref()])
        .flatten()
        .map(|url| plain_url(url))
        .collect();
    let leads_on = |link: &&RdapLink| {
        link.relation == "related"
            && link.is_secure()
            && link.may_be_rdap()
            && is_object_of(&link.target, asked)
            && !own.contains(&plain_url(&link.target))
    };
    links.iter().find(leads_on).map(|link| link.target.clone())
}

/// A URL without what does not tell it from another: case, and a final slash or dot.
fn plain_url(url: &str) -> String {
    url.trim_end_matches(['/', '.']).to_ascii_lowercase()
}

/// Whether a URL is that of the domain's RDAP object.
fn is_object_of(target: &str, asked: &str) -> bool {
    let Ok(url) = url::Url::parse(target) else {
        return false;
    };
    let segments: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let [.., class, name] = segments.as_slice() else {
        return false;
    };
    let decoded: String = url::form_urlencoded::parse(name.replace('+', "%2B").as_bytes())
        .map(|(key, _)| key.into_owned())
        .collect();
    class.eq_ignore_ascii_case("domain") && ascii(&decoded).is_some_and(|name| name == asked)
}
