//! Contact cards: jCard (RFC 7095), read whatever is wrong with it.

use serde_json::{Map, Value};

use super::address::{is_email, is_web, phone, strip_mailto};
use super::json::Node;
use super::redaction::push_once;
use crate::model::mailbox::Mailbox;
use crate::model::said::Said;
use crate::source::{countries, values};

mod numbers;

/// What a card says about a party.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// The formatted name (`fn`).
    pub(super) full_name: Option<String>,
    /// The name in its parts (`n`), which counts where there is no other.
    parts_of_name: Option<String>,
    /// The organisation (`org`).
    pub(super) organisation: Option<String>,
    /// Whether it is a person, a group or an organisation; lower case.
    pub(super) kind: Option<String>,
    /// E-mail addresses in the order of preference.
    pub(super) emails: Vec<Email>,
    /// Telephone numbers, without fax.
    pub(super) phones: Vec<String>,
    /// Forms or addresses that stand in for an e-mail address (RFC 8605).
    pub(super) stand_ins: Vec<String>,
    /// What the card says that the party is (`role`), lower case.
    pub(super) roles: Vec<String>,
    /// The web site.
    pub(super) site: Option<String>,
    /// ISO 3166-1 code of the address.
    pub(super) country: Option<String>,
    /// The first line of an address that is given as a label: RIPE's desks write their company there.
    pub(super) addressee: Option<String>,
    /// Fields that hold words instead of a value, as `Registrant …` labels end.
    pub(super) withheld: Vec<String>,
}

/// An e-mail address of a card.
#[derive(Debug, Clone)]
pub(super) struct Email {
    /// The address.
    pub(super) address: String,
    /// Whether the card says that it is for abuse.
    pub(super) for_abuse: bool,
    /// Its preference, 1 being the best.
    pub(super) preference: u32,
}

/// One property: a name, parameters and values.
struct Property<'a> {
    name: String,
    parameters: Option<&'a Map<String, Value>>,
    values: &'a [Value],
    node: Node<'a>,
}

impl Card {
    /// Reads the jCard of an entity.
    pub(super) fn read(entity: &Node<'_>) -> Self {
        let mut card = Self::default();
        let mut numbers = Vec::new();
        for property in properties(entity) {
            card.take(&property, &mut numbers);
        }
        if card.full_name.is_none() && !card.withheld.iter().any(|field| field == "Name") {
            card.full_name = card.parts_of_name.take();
        }
        if numbers.iter().any(|number| numbers::is_piece(number)) {
            entity.note("has a telephone number in pieces");
            numbers = numbers::joined(&numbers).into_iter().collect();
        }
        for number in &numbers {
            card.take_phone(number);
        }
        card
    }

    /// Takes in one property; telephone numbers are only collected.
    fn take(&mut self, property: &Property<'_>, numbers: &mut Vec<String>) {
        match property.name.as_str() {
            "fn" => self.take_name(property.text()),
            "n" => self.parts_of_name = property.name_in_parts(),
            "org" => self.take_organisation(property.text()),
            "role" => property.each(|text| push_once(&mut self.roles, text.to_ascii_lowercase())),
            "kind" => self.kind = property.text().map(|kind| kind.to_ascii_lowercase()),
            "email" => property.each(|text| self.take_email(property, text)),
            "tel" if !property.is_fax() => property.each(|text| numbers.push(text.to_owned())),
            "contact-uri" => property.each(|text| self.take_stand_in(text)),
            "url" if self.site.is_none() => self.site = property.text().filter(|url| is_web(url)),
            "adr" => {
                self.country = self.country.take().or_else(|| property.country());
                self.addressee = self.addressee.take().or_else(|| property.addressee());
            }
            _ => {}
        }
    }

    /// Takes in a name, unless it is words in its place.
    pub(super) fn take_name(&mut self, text: Option<String>) {
        if self.full_name.is_none() {
            self.full_name = text.and_then(|text| self.value_or_withheld(&text, "Name"));
        }
    }

    /// Takes in an organisation, unless it is words in its place.
    pub(super) fn take_organisation(&mut self, text: Option<String>) {
        if self.organisation.is_none() {
            self.organisation = text.and_then(|text| self.value_or_withheld(&text, "Organization"));
        }
    }

    /// The value, or nothing and a note of what was withheld.
    fn value_or_withheld(&mut self, text: &str, field: &str) -> Option<String> {
        let said = values::said(text);
        if said.is_withheld() {
            push_once(&mut self.withheld, field.to_owned());
        }
        said.into_value()
    }

    /// Takes in what stands under `email`: addresses, or a form where the address is hidden.
    fn take_email(&mut self, property: &Property<'_>, text: &str) {
        let plain = strip_mailto(text);
        if is_web(plain) {
            push_once(&mut self.stand_ins, plain.to_owned());
        } else if values::is_withheld(plain) {
            push_once(&mut self.withheld, "Email".to_owned());
        } else {
            let (for_abuse, preference) = (property.says("abuse"), property.preference());
            let found = Mailbox::all_in_value(plain);
            for mailbox in &found {
                self.add_email(&mailbox.to_string(), for_abuse, preference);
            }
            if found.is_empty() && values::said(plain) != Said::Nothing {
                property.node.note("is no e-mail address");
            }
        }
    }

    /// Adds an address, if it is one; one that is there already only gains by it.
    pub(super) fn add_email(&mut self, address: &str, for_abuse: bool, preference: u32) -> bool {
        if !is_email(address) {
            return false;
        }
        let same = |email: &&mut Email| email.address.eq_ignore_ascii_case(address);
        if let Some(known) = self.emails.iter_mut().find(same) {
            known.for_abuse |= for_abuse;
            known.preference = known.preference.min(preference);
        } else if self.emails.len() < 20 {
            let address = address.to_owned();
            self.emails.push(Email { address, for_abuse, preference });
        }
        true
    }

    /// Whether an address is labelled for abuse.
    pub(super) fn has_abuse_email(&self) -> bool {
        self.emails.iter().any(|email| email.for_abuse)
    }

    /// Whether the card is an organisation's.
    pub(super) fn is_organisation(&self) -> bool {
        self.kind.as_deref().is_some_and(|kind| kind.starts_with("org"))
    }

    /// Adds a telephone number that could be dialled.
    pub(super) fn take_phone(&mut self, text: &str) {
        if self.phones.len() < 20
            && let Some(number) = phone(text)
        {
            push_once(&mut self.phones, number);
        }
    }

    /// Adds a form or an address that stands in for the e-mail address.
    pub(super) fn take_stand_in(&mut self, text: &str) {
        let plain = strip_mailto(text);
        if self.stand_ins.len() < 20 && (is_web(plain) || is_email(plain)) {
            push_once(&mut self.stand_ins, plain.to_owned());
        }
    }
}

impl<'a> Property<'a> {
    /// Reads `[name, parameters, type, value…]`, where anything but the name may be missing.
    fn read(node: Node<'a>) -> Option<Self> {
        let Some((name, rest)) = node
            .value()
            .as_array()
            .and_then(|list| Some((list.first()?.as_str()?, list.get(1..)?)))
        else {
            node.note("is no property of a card");
            return None;
        };
        let parameters = rest.first().and_then(Value::as_object);
        let typed = rest.len() > 2 || parameters.is_some();
        let values = if typed { rest.get(2..) } else { rest.last().map(std::slice::from_ref) };
        let values = values.unwrap_or_default();
        Some(Self { name: name.trim().to_ascii_lowercase(), parameters, values, node })
    }

    /// The member of a card that is an object.
    fn member(node: Node<'a>, name: &str) -> Self {
        let values = std::slice::from_ref(node.value());
        Self { name: name.trim().to_ascii_lowercase(), parameters: None, values, node }
    }

    /// The first text of the value, whether it stands alone or begins a structured value.
    fn text(&self) -> Option<String> {
        self.values.iter().find_map(|value| first_text(value)).and_then(|text| self.tidy(text))
    }

    /// The given and the family name of a value in parts, the family name being the first.
    fn name_in_parts(&self) -> Option<String> {
        let parts = self.values.first()?.as_array()?;
        let part = |place: usize| parts.get(place).and_then(Value::as_str).map(str::trim);
        let words: Vec<&str> =
            [part(1), part(0)].into_iter().flatten().filter(|word| !word.is_empty()).collect();
        self.tidy(&words.join(" ")).and_then(|name| values::said(&name).into_value())
    }

    /// Hands every text of the value on.
    fn each(&self, mut take: impl FnMut(&str)) {
        for text in self.values.iter().flat_map(texts).take(20) {
            if let Some(text) = self.tidy(text) {
                take(&text);
            }
        }
    }

    /// A text without the escapes of vCard, which do not belong into JSON but come anyway.
    fn tidy(&self, text: &str) -> Option<String> {
        let unescaped = if text.contains('\\') { unescape(text) } else { text.to_owned() };
        self.node.tidy(&unescaped)
    }

    /// The texts of a parameter, lower case; its name is compared without case.
    fn parameter(&self, name: &str) -> Vec<String> {
        let parameters = self.parameters.into_iter().flatten();
        parameters
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .flat_map(|(_, value)| texts(value))
            .flat_map(|text| text.split(','))
            .map(|text| text.trim().to_ascii_lowercase())
            .collect()
    }

    /// Whether the parameter `type` has this word.
    fn says(&self, kind: &str) -> bool {
        self.parameter("type").iter().any(|word| word == kind)
    }

    /// Whether nobody can be spoken to on that number.
    fn is_fax(&self) -> bool {
        let kinds = self.parameter("type");
        let is = |kind: &str| kinds.iter().any(|word| word == kind);
        (is("fax") || is("pager") || is("textphone")) && !is("voice")
    }

    /// The parameter `pref`; without one, the last rank.
    fn preference(&self) -> u32 {
        let mut all = self.parameters.into_iter().flatten();
        let stated = all.find(|(key, _)| key.eq_ignore_ascii_case("pref")).map(|(_, value)| value);
        let number = stated.and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
        let text = self.parameter("pref").first().and_then(|text| text.parse().ok());
        number.or(text).filter(|rank| *rank > 0).unwrap_or(101)
    }

    /// The country code: parameter `cc` (RFC 8605), else the seventh part of the address, else the
    /// last line of its label.
    fn country(&self) -> Option<String> {
        let stated = self.parameter("cc").into_iter().find_map(|code| country_code(&code));
        stated.or_else(|| {
            let parts = self.values.first().and_then(Value::as_array);
            let seventh = parts.filter(|parts| parts.len() == 7).and_then(|parts| parts.last());
            seventh
                .and_then(first_text)
                .and_then(countries::code)
                .or_else(|| self.labelled_country())
        })
    }

    /// The address as one text.
    fn label(&self) -> Option<&'a str> {
        // A comma parts the texts of other parameters; in an address it is its own.
        let all = self.parameters.into_iter().flatten();
        let mut labels = all.filter(|(key, _)| key.eq_ignore_ascii_case("label"));
        labels.find_map(|(_, value)| first_text(value))
    }

    /// The first line of an address that is given as a label.
    fn addressee(&self) -> Option<String> {
        let first = self.label()?.trim_start().lines().next()?;
        first.split("\\n").next().and_then(|first| self.tidy(first))
    }

    /// The country in the last line of an address that is given as a label only.
    fn labelled_country(&self) -> Option<String> {
        let label = self.label()?;
        let last = label.trim_end().lines().last()?;
        let last = last.rsplit("\\n").next()?;
        countries::code(last).or_else(|| countries::code(last.rsplit(',').next()?))
    }
}

/// An ISO 3166-1 code in capitals. `ZZ` is what registries write where they know no country.
pub(super) fn country_code(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
    (is_code && code != "ZZ" && code != "XX").then_some(code)
}

/// The properties of an entity's jCard, wherever its inner list stands.
fn properties<'a>(entity: &Node<'a>) -> Vec<Property<'a>> {
    let Some(array) = entity.get("vcardArray") else {
        return Vec::new();
    };
    // Some software writes the card as an object: `{"fn": "…", "email": "…"}`.
    if let Some(members) = array.members() {
        array.note("is an object instead of a card");
        return members
            .keys()
            .filter_map(|key| Some(Property::member(array.get(key)?, key)))
            .collect();
    }
    let is_list_of = |value: &Value, inner: fn(&Value) -> bool| {
        value.as_array().is_some_and(|items| items.first().is_some_and(inner))
    };
    let items = array.items();
    let list = items.iter().find(|item| is_list_of(item.value(), Value::is_array));
    let found = match list {
        // One list too many around the properties.
        Some(list) => match list.items().as_slice() {
            [inner] if is_list_of(inner.value(), is_property) => inner.items(),
            _ => list.items(),
        },
        None if is_list_of(array.value(), is_property) => items,
        None => {
            if array.value().as_array().is_none_or(|all| all.len() > 1 && !is_empty_card(all)) {
                array.note("is no card");
            }
            return Vec::new();
        }
    };
    found.into_iter().filter_map(Property::read).collect()
}

/// Whether a value looks like one property.
fn is_property(value: &Value) -> bool {
    value.as_array().and_then(|items| items.first()).is_some_and(Value::is_string)
}

/// Whether a card is `["vcard", []]`.
fn is_empty_card(items: &[Value]) -> bool {
    items.get(1).and_then(Value::as_array).is_some_and(Vec::is_empty)
}

/// Every text of a value, two levels deep.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(items) => items
            .iter()
            .flat_map(|item| match item {
                Value::Array(inner) => inner.iter().filter_map(Value::as_str).collect(),
                other => other.as_str().into_iter().collect::<Vec<_>>(),
            })
            .collect(),
        other => other.as_str().into_iter().collect(),
    }
}

/// The first text of a value that is not empty.
fn first_text(value: &Value) -> Option<&str> {
    texts(value).into_iter().find(|text| !text.trim().is_empty())
}

/// Resolves vCard's escapes (RFC 6350 §3.4).
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') => plain.push(' '),
            Some(escaped @ (',' | ';' | ':' | '\\')) => plain.push(escaped),
            Some(other) => plain.extend(['\\', other]),
            None => plain.push('\\'),
        }
    }
    plain
}
