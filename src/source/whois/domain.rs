//! Reads what a registry or registrar says about a domain.

mod bare;
mod names;

use std::collections::BTreeSet;

use crate::model::answer::Misread;
use crate::model::name::{below, folded};
use crate::model::record::{ContactRole, DomainRecord, RecordPart};
use crate::source::record::{DomainDraft, PartyDraft};

use self::names::{covers, named_domain};
use super::dates::{self, Order};
use super::labels::{self, LabelField, Section};
use super::layout::{self, Labelled};
use super::query::host;
use super::{desk, holder, plain, registrar, rejected, statuses, values};

/// Reads an answer about a domain; `Ok(None)` is the registry's word that nobody holds it.
///
/// Names that the registry keeps back are records whose status is "reserved" or "blocked".
pub fn read_domain(
    server: &str,
    body: &[u8],
    asked: &str,
) -> Result<Option<DomainRecord>, Misread> {
    let text = plain::read(server, body)?;
    let asked = folded(asked);
    let entries = layout::read(&text);
    let own = own_entries(&entries, &asked)?;
    let mut record = gather(server, own, &asked);
    if record.name_servers.is_empty() && record.registrar.is_none() {
        record.name_servers = bare::zone_lines(&text, &asked);
    }
    if bare::has_facts(&record) {
        record.registry_desks = desk::read(&host(server), &text, &record.name);
        let used = used_addresses(&record);
        record.rejected = rejected::read(&text, &used, &record.name);
        bare::add_fate(&mut record, &text);
        return Ok(Some(record));
    }
    bare::without_facts(record, &text, &asked)
}

/// The entries that are about the name asked for: an answer may hold records of other names,
/// and of hosts, beside it.
fn own_entries<'e, 'a>(
    entries: &'e [Labelled<'a>],
    asked: &str,
) -> Result<&'e [Labelled<'a>], Misread> {
    let named: Vec<(usize, String)> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| is_domain(entry))
        .filter_map(|(place, entry)| Some((place, named_domain(entry.value)?)))
        .collect();
    if asked.is_empty() || named.is_empty() {
        return Ok(entries);
    }
    let Some(first) = named.iter().position(|(_, name)| covers(name, asked)) else {
        let other = named.first().map(|(_, name)| name.as_str()).unwrap_or_default();
        return Err(Misread::Malformed(format!("an answer about {other} instead")));
    };
    let start = named.get(first).map_or(0, |(place, _)| *place);
    // A name that follows at once is the same one in another script.
    let is_value = |entry: &Labelled<'_>| {
        !is_domain(entry) && labels::field_of(&entry.label, entry.section).is_some()
    };
    let own = entries.get(start..).unwrap_or_default();
    let settled = own.iter().position(is_value).map_or(entries.len(), |place| start + place);
    let end = named
        .iter()
        .find(|(place, name)| *place > settled && !covers(name, asked))
        .map_or(entries.len(), |(place, _)| *place);
    let before = entries.get(..start).unwrap_or_default();
    let others_before = before.iter().any(|entry| entry.label == "server name" || is_domain(entry));
    let start = if others_before { start } else { 0 };
    Ok(entries.get(start..end).unwrap_or_default())
}

/// Whether an entry names the domain that the record is about.
fn is_domain(entry: &Labelled<'_>) -> bool {
    let own_part = matches!(entry.section, Section::Top | Section::Domain | Section::Other);
    let in_part = entry.label.is_empty() && entry.section == Section::Domain;
    in_part
        || (own_part && labels::field_of(&entry.label, entry.section) == Some(LabelField::Domain))
}

/// What is gathered while the entries are read.
struct Gathered {
    /// What the record will hold.
    draft: DomainDraft,
    /// The registrar.
    registrar: registrar::RegistrarDraft,
    /// The holder.
    holder: holder::HolderDraft,
    /// The reseller.
    reseller: PartyDraft,
    /// The server that answered.
    server: String,
    /// The order of day and month.
    order: Order,
    /// The block and label that the day of change came from.
    updated_in: Option<(usize, String)>,
}

/// Gathers the record of the entries.
fn gather(server: &str, entries: &[Labelled<'_>], asked: &str) -> DomainRecord {
    let mut gathered = Gathered {
        draft: DomainDraft::default(),
        registrar: registrar::RegistrarDraft::default(),
        holder: holder::HolderDraft::default(),
        reseller: PartyDraft::default(),
        server: host(server),
        order: order_of(entries, asked),
        updated_in: None,
    };
    let mut host_block = None;
    let mut below = None;
    for entry in entries {
        if entry.label == "server name" && entry.section == Section::Top {
            host_block = Some(entry.block);
        }
        // Records of hosts carry the registrar of another name.
        if host_block == Some(entry.block) {
            continue;
        }
        let field = labels::field_of(&entry.label, entry.section);
        match field {
            Some(field) => gathered.take(field, entry),
            None if entry.label.is_empty() => gathered.take_line(entry),
            // Mexico: the site stands right below the registrar.
            None if entry.label == "url" && below == Some((LabelField::Registrar, entry.block)) => {
                gathered.take(LabelField::RegistrarUrl, entry);
            }
            None => {}
        }
        below = field.map(|field| (field, entry.block));
    }
    gathered.finish(entries, asked)
}

/// The order of day and month in an answer: one date that can only be American decides, and so
/// do the top-level domains of Freenom, which wrote American dates throughout.
fn order_of(entries: &[Labelled<'_>], asked: &str) -> Order {
    let freenom = ["tk", "ml", "ga", "cf", "gq"].iter().any(|top| below(asked, top));
    if freenom || entries.iter().any(|entry| dates::is_month_first(entry.value)) {
        Order::MonthFirst
    } else {
        Order::DayFirst
    }
}

impl Gathered {
    /// Takes a labelled value; the first of its kind counts, except where there are several.
    fn take(&mut self, field: LabelField, entry: &Labelled<'_>) {
        if self.registrar.take(field, entry) || self.holder.take(field, entry) {
            return;
        }
        let draft = &mut self.draft;
        match field {
            LabelField::Domain if draft.name().is_empty() => {
                draft.take_name(named_domain(entry.value));
                // Kyrgyzstan: `Domain EXAMPLE.KG (ACTIVE)`.
                let remark = entry.value.split_once('(').map(|(_, remark)| remark);
                draft.take_statuses(statuses::of_label("state", remark.unwrap_or_default()));
            }
            LabelField::Created => draft.take_created(dates::read(entry.value, self.order)),
            LabelField::Expires => draft.take_expires(dates::read_end(entry.value, self.order)),
            LabelField::Updated => self.update(entry),
            LabelField::Status => {
                let end = statuses::end_day(entry.value).unwrap_or_default();
                draft.take_expires(dates::read(end, self.order));
                draft.take_statuses(statuses::of_label(&entry.label, entry.value));
            }
            LabelField::StatusQuestion => {
                draft.take_statuses(statuses::read_answer(&entry.label, entry.value));
            }
            LabelField::Available if entry.value.eq_ignore_ascii_case("yes") => {
                draft.take_statuses(statuses::read("available"));
            }
            // Denmark repeats the domain itself under this label.
            LabelField::NameServer
                if entry.label == "dns"
                    && named_domain(entry.value).as_deref() == Some(draft.name()) => {}
            LabelField::NameServer => draft.take_servers(servers(entry.value)),
            LabelField::WhoisServer => self.refer(entry),
            LabelField::Signed => draft.take_signed(signed(entry.value)),
            LabelField::Reseller => self.reseller.take_name(entry.value),
            LabelField::ResellerHandle => self.reseller.take_handle(entry.value),
            _ => {}
        }
    }

    /// Takes a line without a label, below a heading.
    fn take_line(&mut self, entry: &Labelled<'_>) {
        if self.registrar.take_line(entry) {
            return;
        }
        match entry.section {
            Section::Servers => self.draft.take_servers(servers(entry.value)),
            Section::Status => self.draft.take_statuses(statuses::read_line(entry.value)),
            Section::Domain => self.draft.take_name(named_domain(entry.value)),
            Section::Holder => self.holder.take_line(entry),
            Section::Reseller => self.reseller.take_line(entry.value, ContactRole::General),
            _ => {}
        }
    }

    /// Takes the registrar's WHOIS server; some software prints the registry's own there.
    fn refer(&mut self, entry: &Labelled<'_>) {
        let Some(server) = values::server(entry.value) else { return };
        let registrys = server.split('.').skip(1).any(|label| ["nic", "registry"].contains(&label));
        let own = entry.label == "whois server" && (server == self.server || registrys);
        if !own {
            self.draft.take_whois_server(server);
        }
    }

    /// Takes the day of a change; of several in one place the latest counts.
    fn update(&mut self, entry: &Labelled<'_>) {
        let place = (entry.block, entry.label.clone());
        let day = dates::read(entry.value, self.order);
        if self.draft.take_updated(day.clone()) {
            self.updated_in = Some(place);
        } else if self.updated_in == Some(place) {
            self.draft.take_updated_again(day);
        }
    }

    /// Finishes the record.
    fn finish(mut self, entries: &[Labelled<'_>], asked: &str) -> DomainRecord {
        self.draft.take_name(Some(asked.to_owned()));
        if let Some(seller) = self.registrar.seller().filter(|_| self.reseller.is_unnamed()) {
            self.reseller.take_name(seller);
        }
        if let Some(name) = self.reseller.handle.as_deref().filter(|_| self.reseller.is_unnamed())
            && let Some(name) = holder::organisation_of(name, entries)
        {
            self.reseller.take_name(name);
        }
        if self.reseller.handle.is_some() {
            self.draft.note_part(RecordPart::Reseller);
        }
        entries.iter().filter_map(part_of).for_each(|part| self.draft.note_part(part));
        self.draft.take_reseller(self.reseller);
        let says_none = self.registrar.says_none();
        self.draft.take_registrar(self.registrar.finish(entries), says_none);
        self.draft.take_holder(self.holder.finish(entries));
        self.draft.finish()
    }
}

/// The part about somebody that an entry belongs to, where it says anything: an address is that of
/// one who is not named on purpose.
fn part_of(entry: &Labelled<'_>) -> Option<RecordPart> {
    const BESIDE: &[&str] = &[
        "address", "street", "city", "state", "province", "zip", "postal", "country", "phone",
        "fax", "mail", "language", "created", "changed", "updated", "modified", "date", "status",
        "type",
    ];
    let part = match entry.section {
        Section::Registrar => RecordPart::Registrar,
        Section::Reseller => RecordPart::Reseller,
        Section::Holder => RecordPart::Holder,
        Section::Abuse => RecordPart::Abuse,
        _ => return None,
    };
    let beside = BESIDE.iter().any(|word| entry.label.contains(word));
    let says =
        values::something(entry.value).is_some_and(|text| text.contains(char::is_alphanumeric));
    (says && (part == RecordPart::Reseller || !beside)).then_some(part)
}

/// The name servers of a value.
fn servers(value: &str) -> impl Iterator<Item = String> {
    // Portugal prints a line of the zone: `example.pt NS ns1.example.net.`
    let value = value.split_once("\tNS\t").map_or(value, |(_, server)| server);
    // Small print may stand below the heading; a server opens its line.
    let mut words = value.split(|c: char| c.is_whitespace() || ",;".contains(c));
    let opens = words.next().is_some_and(|word| values::host_names(word).next().is_some());
    let fits = opens || words.count() <= 3;
    values::host_names(if fits { value } else { "" })
}

/// Reads whether the delegation is signed.
fn signed(value: &str) -> Option<bool> {
    let value = value.trim().to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| value.starts_with(word));
    if starts(&["unsigned", "no", "inactive", "미서명", "disabled", "delegation unsigned"])
        || value == "n"
    {
        Some(false)
    } else if starts(&["signed", "yes", "active", "서명", "enabled"]) || value == "y" {
        Some(true)
    } else {
        None
    }
}

/// The addresses that the record publishes, which cannot be rejected as well.
fn used_addresses(record: &DomainRecord) -> BTreeSet<String> {
    let registrar = record.registrar.iter().flat_map(|registrar| &registrar.contacts);
    let holder = record.registrant.iter().flat_map(|holder| &holder.contacts);
    let all = registrar.chain(holder).chain(&record.registry_desks);
    all.map(|contact| contact.value.to_lowercase()).collect()
}

#[cfg(test)]
mod tests;
