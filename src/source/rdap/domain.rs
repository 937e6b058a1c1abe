//! Reads a domain object (RFC 9083 §5.3).

use std::collections::{BTreeSet, HashSet};

use super::abuse;
use super::date;
use super::entity::{Entity, read_entities, walk};
use super::json::{Node, cut};
use super::parts::{self, RdapLink};
use super::party;
use super::redaction;
use super::registrar;
use super::reply::{ErrorWords, JsonDocument, something_else};
use crate::model::answer::Misread;
use crate::model::exchange::HttpReply;
use crate::model::name::{ascii, folded};
use crate::model::record::{DomainRecord, RecordPart};
use crate::model::zone::is_surely_generic;
use crate::source::notice::{self, Notice};
use crate::source::record::DomainDraft;

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

/// Reads the answer about a domain; `None` means that the server says there is none.
///
/// `asked` is the name in A-labels; an answer about any other name is refused. Abuse contacts
/// below the registrar are the registrar's. One at the top says nothing of whose it is: it is the
/// registrar's where the addresses share a domain, and else stays in
/// [`DomainRecord::contacts`].
pub fn read_domain(reply: &HttpReply, asked: &str) -> Result<Option<DomainRecord>, Misread> {
    let asked = folded(asked);
    let document = match JsonDocument::open(reply) {
        Ok(Some(document)) => document,
        Ok(None) => return none(reply, asked),
        Err(misread) => return refused(reply, asked, misread),
    };
    document.expect("domain", MEMBERS)?;
    let mut record = read(&document.root(), asked)?;
    record.oddities = document.notes.into_oddities();
    Ok(Some(record))
}

/// What "there is no such object" comes to: its words may say that the registry keeps the name
/// back, that the server is asked too much, in trouble, or the wrong one.
fn none(reply: &HttpReply, asked: String) -> Result<Option<DomainRecord>, Misread> {
    let words = ErrorWords::of(&reply.body);
    match notice::of_error(&words.said, &words.notices, &asked) {
        Some(Notice::Reserved) => Ok(Some(kept_back(asked, "reserved"))),
        Some(Notice::Blocked) => Ok(Some(kept_back(asked, "blocked"))),
        Some(Notice::Throttled) => Err(Misread::RateLimited),
        Some(Notice::Refused) => {
            Err(Misread::Denied("it does not answer for this name".to_owned()))
        }
        Some(Notice::Broken) => Err(Misread::ServerError("it names an error".to_owned())),
        _ => Ok(None),
    }
}

/// What any other error comes to: too many questions, whatever its number, or that the registry keeps
/// this very name back.
fn refused(
    reply: &HttpReply,
    asked: String,
    misread: Misread,
) -> Result<Option<DomainRecord>, Misread> {
    let words = ErrorWords::of(&reply.body);
    let kept = || match misread {
        Misread::Denied(_) | Misread::Malformed(_) => notice::kept_back(&words.said, &asked),
        _ => None,
    };
    match notice::read(&words.said, &asked) {
        Some(Notice::Throttled) => Err(Misread::RateLimited),
        _ => match kept() {
            Some(Notice::Reserved) => Ok(Some(kept_back(asked, "reserved"))),
            Some(_) => Ok(Some(kept_back(asked, "blocked"))),
            None => Err(misread),
        },
    }
}

/// The record of a name that the registry keeps back.
fn kept_back(name: String, status: &str) -> DomainRecord {
    DomainRecord { name, statuses: vec![status.to_owned()], ..DomainRecord::default() }
}

/// Reads the object of a name.
fn read(root: &Node<'_>, asked: String) -> Result<DomainRecord, Misread> {
    judge_name(root, &asked)?;
    let entities = read_entities(root);
    let remarks = parts::remarks(root);
    let mut draft = DomainDraft::default();
    draft.take_statuses(parts::statuses(root));
    draft.take_created(date::event(root, &["registration"]));
    draft.take_expires(date::event(root, &["expiration", "registrar expiration"]));
    draft.take_updated(date::event(root, &["last changed", "last update", "last updated"]));
    draft.take_servers(name_servers(root));
    draft.take_signed(signed(root));
    draft.take_related(related(&parts::links(root), &asked));
    draft.take_truncated(redaction::truncated(&remarks));
    draft.withhold(redaction::withheld(root));
    draft.withhold(redaction::from_remarks(&remarks));
    draft.take_name(Some(asked));
    if let Some(reseller) = with_role(&entities, "reseller") {
        if party::withheld(reseller).next().is_none() {
            draft.note_part(RecordPart::Reseller);
        }
        draft.take_reseller(party::draft(reseller));
    }
    if let Some(registrant) = with_role(&entities, "registrant") {
        draft.withhold(party::withheld(registrant));
        if shown(registrant) {
            let mut holder = party::draft(registrant);
            people(&entities).for_each(|person| holder.take_person(person));
            draft.take_holder(holder);
        }
    }
    read_registrar(root, &entities, &mut draft);
    Ok(draft.finish())
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

/// The names of those who speak for the holder.
fn people(entities: &[Entity]) -> impl Iterator<Item = &str> {
    const ROLES: &[&str] = &["administrative", "technical", "billing"];
    let speaks = |entity: &&Entity| ROLES.iter().any(|role| entity.has_role(role));
    let others = entities.iter().flat_map(|entity| entity.walk(0)).map(|(_, entity)| entity);
    others.filter(speaks).filter_map(|entity| entity.card.full_name.as_deref())
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
fn read_registrar(root: &Node<'_>, entities: &[Entity], draft: &mut DomainDraft) {
    let registrar = registrar::find(entities);
    let below = registrar.map(|entity| entity.walk(0)).unwrap_or_default();
    let is_below = |one: &Entity| below.iter().any(|(_, other)| std::ptr::eq(one, *other));
    let mut loose = walk(entities);
    loose.retain(|(_, entity)| entity.is_abuse() && !is_below(entity));
    draft.take_loose(abuse::contacts(&loose));
    draft.take_port43(registrar.and_then(|entity| entity.whois.clone()));
    draft.take_port43(root.text("port43"));
    if registrar.is_some() {
        draft.note_part(RecordPart::Registrar);
    }
    let numbered = is_numbered(root, draft.name());
    draft.take_registrar(registrar.map(|entity| registrar::read(entity, numbered)), false);
}

/// Whether a registrar's bare number is the one of the Internet Assigned Numbers Authority: so in
/// generic top-level domains, while country codes number registrars as they like.
fn is_numbered(root: &Node<'_>, name: &str) -> bool {
    is_surely_generic(name)
        || root.texts("rdapConformance").iter().any(|word| word.starts_with("icann_rdap"))
}

/// The delegation; drafts of RDAP spelt the member otherwise, and some list bare names.
fn name_servers(root: &Node<'_>) -> BTreeSet<String> {
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
    nodes.iter().filter_map(name).collect()
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
