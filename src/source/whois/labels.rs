//! What the labels of WHOIS answers mean, in the languages in which registries write them.
//!
//! A label is looked up in its normal form (see [`normalise`]). Words that mean different things
//! in different parts of an answer ("name", "e-mail") are decided by the [`Section`] they stand in.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a labelled value is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// The domain itself.
    Domain,
    /// The registrar's name.
    Registrar,
    /// The registrar's number at IANA.
    RegistrarNumber,
    /// The registry's handle for the registrar.
    RegistrarHandle,
    /// The registrar's web site.
    RegistrarUrl,
    /// The registrar's country.
    RegistrarCountry,
    /// An e-mail address of the registrar that is not said to be for abuse.
    RegistrarEmail,
    /// A telephone number of the registrar that is not said to be for abuse.
    RegistrarPhone,
    /// An e-mail address for abuse.
    AbuseEmail,
    /// A telephone number for abuse.
    AbusePhone,
    /// A contact for abuse whose kind only its value shows.
    AbuseContact,
    /// The reseller.
    Reseller,
    /// The holder's organisation.
    HolderOrganisation,
    /// The holder's name.
    HolderName,
    /// The holder's handle.
    HolderHandle,
    /// The holder's country.
    HolderCountry,
    /// The holder's e-mail address.
    HolderEmail,
    /// The day of registration.
    Created,
    /// The day on which the registration ends.
    Expires,
    /// The day of the last change.
    Updated,
    /// A status word.
    Status,
    /// Whether the name is taken out of the zone (`hold: YES`).
    Hold,
    /// A name server.
    NameServer,
    /// The WHOIS server of the registrar.
    WhoisServer,
    /// Whether the delegation is signed.
    Signed,
    /// A question of its own whether the name is free (`Available: Yes`).
    Available,
}

/// The part of an answer that a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Outside every named part.
    Top,
    /// The domain's own part.
    Domain,
    /// About the registrar.
    Registrar,
    /// About the reseller.
    Reseller,
    /// About the holder.
    Holder,
    /// About some other contact: administrative, technical, billing.
    Contact,
    /// The name servers.
    Servers,
    /// The abuse contact.
    Abuse,
    /// The status words.
    Status,
    /// Something that is not known.
    Other,
}

/// Labels that mean one thing wherever they stand.
const FIELDS: &[(Field, &[&str])] = &[
    (
        Field::Domain,
        &[
            "domain",
            "domain name",
            "domainname",
            "domain name ascii",
            "nombre de dominio",
            "nom de domaine",
            "dominio",
            "도메인이름",
            "ドメイン名",
            "domain information query",
            "complete domain name",
            "dominio nombre",
            "alan adi",
            "nome de dominio",
        ],
    ),
    (
        Field::Registrar,
        &[
            "registrar",
            "registrar name",
            "sponsoring registrar",
            "registrar organization",
            "sponsoring registrar organization",
            "sponsoring registrar name",
            "current registrar",
            "current registar",
            "authorized agency",
            "authorised registrar",
            "authorized registrar",
            "registration service provider",
            "registered by",
            "registered through",
            "등록대행자",
            "registrado por",
            "registrador",
            "domain registrar",
            "registrar company",
            "registar",
            "registration service provided by",
            "1c registrar",
            "registraire",
            "registrar organisation",
            "registrar company name",
            "bureau d'enregistrement",
            "registrierungsstelle",
            "kayit operatoru",
            "kayıt operatörü",
            "регистратор",
            "注册商",
            "註冊商",
            "registrar info",
            "domain registration service provided by",
            "agente registrador",
            "registrant registrar",
            "sponsoring registrar company",
            "registrar of record",
            "eesti registripidaja",
            "rar",
        ],
    ),
    (
        Field::RegistrarNumber,
        &["registrar iana id", "sponsoring registrar iana id", "iana id", "registrar id iana"],
    ),
    (
        Field::RegistrarHandle,
        &["registrar handle", "registrar id", "sponsoring registrar id", "registrar tag"],
    ),
    (
        Field::RegistrarUrl,
        &[
            "registrar url",
            "registrar url (registration services)",
            "sponsoring registrar url",
            "registrar website",
            "sponsoring registrar website",
            "registrar www",
            "registrar web",
            "referral url",
            "registration service url",
            "registration url",
            "registrar homepage",
            "registrar web site",
            "registrar's website",
        ],
    ),
    (
        Field::RegistrarCountry,
        &["registrar country", "sponsoring registrar country", "registrar country code"],
    ),
    (
        Field::RegistrarEmail,
        &[
            "registrar email",
            "registrar e mail",
            "registrar customer service email",
            "sponsoring registrar customer service email",
            "sponsoring registrar email",
            "registrar contact email",
        ],
    ),
    (
        Field::RegistrarPhone,
        &[
            "registrar phone",
            "sponsoring registrar phone",
            "registrar telephone",
            "registrar contact phone",
            "registrar phone number",
        ],
    ),
    (
        Field::AbuseEmail,
        &[
            "registrar abuse contact email",
            "registrar abuse email",
            "abuse email",
            "abuse e mail",
            "sponsoring registrar abuse email",
            "sponsoring registrar abuse contact email",
            "abuse contact email",
            "abuse mailbox",
            "abuse c email",
            "registrar abuse contact e mail",
            "abuse contact e mail",
            "registrar abuse contact",
            "registrar abuse mail",
            "reseller abuse contact email",
            "email abuse",
            "e mail abuse",
            "correo abuse",
        ],
    ),
    (
        Field::AbusePhone,
        &[
            "registrar abuse contact phone",
            "registrar abuse phone",
            "abuse phone",
            "sponsoring registrar abuse phone",
            "sponsoring registrar abuse contact phone",
            "abuse contact phone",
            "abuse telephone",
            "abuse contact telephone",
            "abuse tel",
            "registrar abuse contact telephone",
        ],
    ),
    (Field::AbuseContact, &["abuse contact", "abuse", "abuse url", "abuse c", "abuse contacts"]),
    (Field::Reseller, &["reseller", "reseller name", "reseller organization", "revendeur"]),
    (
        Field::HolderOrganisation,
        &[
            "registrant organization",
            "registrant organisation",
            "owner organization",
            "registrant contact organization",
            "registrant contact organisation",
            "org name",
            "domain holder organization",
            "holder organization",
            "owner organisation",
            "registrant company",
            "registrant organization name",
        ],
    ),
    (
        Field::HolderName,
        &[
            "registrant",
            "registrant name",
            "owner",
            "owner name",
            "holder",
            "holder name",
            "domain holder",
            "registrant contact name",
            "titular",
            "등록인",
            "登録者名",
            "titulaire",
            "domain owner",
            "1a registrant",
            "2a registrant",
            "holder of domain name",
            "domaininhaber",
            "nom registrant",
            "domain name administrator",
            "registrant contact",
            "注册者",
            "註冊人",
            "domain registrant",
            "alan adi sahibi",
            "владелец",
            "company english name",
            "inhaber",
            "organization using domain name",
            "person",
        ],
    ),
    (
        Field::HolderHandle,
        &[
            "registrant id",
            "registry registrant id",
            "holder c",
            "owner c",
            "owner id",
            "registrant contact id",
            "domain holder handle",
            "registrant handle",
            "owner contact",
            "owner's handle",
            "registrantid",
        ],
    ),
    (
        Field::HolderCountry,
        &[
            "registrant country",
            "registrant country code",
            "owner country",
            "owner country code",
            "domain holder country",
            "registrant contact country",
            "org country",
            "pays registrant",
            "registrant country/economy",
        ],
    ),
    (
        Field::HolderEmail,
        &[
            "registrant email",
            "owner email",
            "registrant contact email",
            "holder email",
            "courriel registrant",
        ],
    ),
    (
        Field::Created,
        &[
            "creation date",
            "created on",
            "created date",
            "registration date",
            "registered on",
            "domain registration date",
            "registered date",
            "registration time",
            "date registered",
            "record created",
            "record created on",
            "domain created",
            "domain registered",
            "date created",
            "fecha de creacion",
            "fecha de creación",
            "fecha de registro",
            "domain create date",
            "domain record activated",
            "first registration date",
            "domain name commencement date",
            "date de creation",
            "date de création",
            "登録年月日",
            "등록일",
            "activated on",
            "acivated",
            "activated",
            "activation",
            "assigned",
            "original created",
            "domain dateregistered",
            "domain registered on",
            "data de criacao",
            "data de criação",
            "data de registro",
            "注册时间",
            "註冊日期",
            "data rejestracji",
            "дата регистрации",
            "kayit tarihi",
            "created at",
            "domain registration",
            "reg date",
            "registration begins",
            "entry created",
            "commencement date",
        ],
    ),
    (
        Field::Expires,
        &[
            "registry expiry date",
            "expiration date",
            "expiry date",
            "expires on",
            "expires",
            "expire",
            "expire date",
            "expiration time",
            "domain expiration date",
            "paid till",
            "expires at",
            "record expires on",
            "record will expire on",
            "renewal date",
            "valid until",
            "registrar registration expiration date",
            "registrar expiration date",
            "domain expires",
            "fecha de vencimiento",
            "date d'expiration",
            "exp date",
            "validity",
            "expiration",
            "expiry",
            "有効期限",
            "사용 종료일",
            "data de expiração",
            "data de expiracao",
            "fecha de expiracion",
            "fecha de expiración",
            "过期时间",
            "到期日期",
            "domain expires on",
            "expired date",
            "registration expiration date",
            "registration expires",
            "registry expiration date",
            "срок действия",
            "bitis tarihi",
            "validity date",
            "registration ends",
        ],
    ),
    (
        Field::Updated,
        &[
            "updated date",
            "last updated on",
            "last updated date",
            "updated on",
            "update date",
            "domain last updated date",
            "record last updated",
            "record last updated on",
            "last modified",
            "modified date",
            "modification date",
            "last update",
            "last updated",
            "domain datelastmodified",
            "ultima actualizacion",
            "ultima actualización",
            "última actualización",
            "domain record last updated",
            "最終更新",
            "최근 정보 변경일",
            "derniere modification",
            "dernière modification",
            "changed date",
            "last changed",
            "last modified date",
            "entry updated",
            "更新时间",
            "data da última alteração",
            "last change",
            "change date",
            "last update date",
            "last modification",
            "dns update",
        ],
    ),
    (
        Field::Status,
        &[
            "domain status",
            "registration status",
            "epp status",
            "eppstatus",
            "query status",
            "state",
            "status",
            "estatus del dominio",
            "状態",
            "domaintype",
            "domain state",
            "etat",
            "ロック状態",
            "estado",
            "estado / status",
            "lock status",
            "域名状态",
            "статус",
            "domain stat",
            "durum",
            "statut",
        ],
    ),
    (Field::Hold, &["hold"]),
    (
        Field::NameServer,
        &[
            "name server",
            "nserver",
            "nameserver",
            "name servers",
            "nameservers",
            "nservers",
            "domain servers",
            "dns servers",
            "dns server",
            "domain server",
            "ns",
            "ns name",
            "dns",
            "name server (db)",
            "primary server",
            "secondary server",
            "5a primary ns",
            "5c secondary ns",
            "primary name server",
            "secondary name server",
            "server name",
            "servidor dns",
            "serveur",
            "serveurs de noms",
            "ネームサーバ",
            "host name",
            "hostname",
            "호스트이름",
            "domain name server",
            "primary dns",
            "secondary dns",
            "nameserver name",
            "域名服务器",
            "serwery nazw",
            "name server ace",
            "name servers information",
            "6a primnsfqdn",
            "6e secns1fqdn",
            "6i secns2fqdn",
            "6m secns3fqdn",
            "6q secns4fqdn",
            "domain name servers",
            "servidores dns",
            "servidor de nombres",
            "servers",
            "dns name",
            "servidor",
            "nombre servidor",
            "nom serveur",
        ],
    ),
    (
        Field::WhoisServer,
        &[
            "registrar whois server",
            "whois server",
            "registrar whois",
            "whois tcp uri",
            "sponsoring registrar whois server",
        ],
    ),
    (Field::Signed, &["dnssec", "domain signed", "dnssec signed", "signed", "signing key"]),
    (Field::Available, &["available"]),
];

/// Labels that name a part of the answer, alone on their line.
const SECTIONS: &[(Section, &[&str])] = &[
    (Section::Domain, &["domain", "domain information", "domain name information", "domain name"]),
    (
        Section::Registrar,
        &[
            "registrar",
            "registrar information",
            "sponsoring registrar",
            "registrar of record",
            "registrar contact information",
            "current registrar",
            "registrador",
            "registrars",
            "registration service provider",
            "registrar info",
        ],
    ),
    (Section::Reseller, &["reseller", "reseller information"]),
    (
        Section::Holder,
        &[
            "registrant",
            "holder",
            "owner",
            "domain holder",
            "domain name holder",
            "titular",
            "holder of domain name",
            "registrant contact",
            "registrant contact information",
            "organisation",
            "organization using domain name",
            "owner contact",
            "registrant information",
            "domain owner",
            "registrant details",
            "owner information",
            "holder contact",
            "domain registrant",
        ],
    ),
    (
        Section::Contact,
        &[
            "admin contact",
            "administrative contact",
            "technical contact",
            "billing contact",
            "tech",
            "technical contacts",
            "administrative contacts",
            "technical",
            "administrative",
            "admin",
            "registrar technical contacts",
            "administrative contact/agent",
            "technical contact(s)",
            "administrative contact information",
            "technical contact information",
            "zone contact",
            "contacto administrativo",
            "contacto tecnico",
            "contacto técnico",
            "contacto financiero",
            "contacto de cobranza",
            "contact information",
            "on site(s)",
            "on site",
            "contact",
            "person",
            "billing",
            "administrative, technical contact",
            "technical, administrative contact",
            "contacts",
            "contact details",
            "account holder",
            "billing contact information",
            "registrant type",
            "registrant's address",
            "data validation",
            "zone contacts",
            "on sites",
            "administrative contact, technical contact",
            "admin c",
            "tech c",
            "zone c",
            "admin contacts",
            "administrative contact(s)",
            "公開連絡窓口",
            "privacy",
            "registrant address",
            "user",
        ],
    ),
    (
        Section::Servers,
        &[
            "name servers",
            "nameservers",
            "name server",
            "domain servers",
            "dns servers",
            "nameserver",
            "domain nameservers",
            "domain servers in listed order",
            "name servers information",
            "name server information",
            "nservers",
            "nameserver in listed order",
            "domain name servers",
            "servidor(es) de nombres de dominio",
            "nameserver(s)",
            "dns",
            "primary name server",
            "secondary name server",
            "1차 네임서버 정보",
            "2차 네임서버 정보",
            "name servers in listed order",
            "dns server",
            "nserver",
            "name server(s)",
            "servidores de nombre",
            "dns information",
            "servers",
            "host name",
            "nameservers in listed order",
            "dns servers in listed order",
        ],
    ),
    (Section::Abuse, &["abuse contact", "abuse", "registrar abuse contact", "abuse contacts"]),
    (Section::Status, &["domain status", "status", "registration status", "status information"]),
];

/// Words that count only inside a section, with what they mean in that of the registrar.
const REGISTRAR_WORDS: &[(Field, &[&str])] = &[
    (
        Field::Registrar,
        &[
            "name",
            "organization",
            "organisation",
            "org",
            "organization name",
            "company",
            "company name",
            "organization loc",
            "registrar",
        ],
    ),
    (Field::RegistrarEmail, &["email", "e mail", "email address", "contact email", "mail"]),
    (Field::RegistrarPhone, &["phone", "telephone", "phone number", "tel"]),
    (Field::RegistrarUrl, &["url", "www", "website", "web", "web site", "web page", "homepage"]),
    (Field::RegistrarCountry, &["country", "country code", "country loc"]),
    (Field::RegistrarHandle, &["nic handle", "handle", "tag"]),
];

/// The same for the holder's section.
const HOLDER_WORDS: &[(Field, &[&str])] = &[
    (
        Field::HolderOrganisation,
        &[
            "organization",
            "organisation",
            "org",
            "organization name",
            "company",
            "company name",
            "organizacion",
        ],
    ),
    (Field::HolderName, &["name", "nombre", "person", "full name"]),
    (Field::HolderCountry, &["country", "country code", "pais"]),
    (Field::HolderEmail, &["email", "e mail", "email address"]),
];

/// The same for the other sections that have words of their own.
const OTHER_WORDS: &[(Section, Field, &[&str])] = &[
    (Section::Domain, Field::Domain, &["name", "query"]),
    (Section::Servers, Field::NameServer, &["server", "name", "hostname", "nom", "nombre"]),
    (Section::Abuse, Field::AbuseEmail, &["email", "e mail", "mail", "email address"]),
    (Section::Abuse, Field::AbusePhone, &["phone", "telephone", "tel", "phone number"]),
    (Section::Abuse, Field::AbuseContact, &["url", "form", "web", "website"]),
    (Section::Reseller, Field::Reseller, &["name", "organization", "organisation"]),
    (Section::Top, Field::Created, &["created", "registered"]),
    (Section::Top, Field::Updated, &["changed", "updated", "modified"]),
];

/// Labels that mean something else in the part about a person or company than about the domain.
const OWN_TO_EACH_PART: &[&str] = &[
    "created",
    "changed",
    "updated",
    "registered",
    "modified",
    "last update",
    "last updated",
    "status",
    "state",
    "expires",
    "registered on",
    "last modified",
    "last updated on",
    "validity",
    "registration date",
    "created on",
    "eppstatus",
    "abuse c",
    "registrar",
    "registrar handle",
    "organisation",
    "person",
    "host name",
    "hostname",
    "etat",
    "assigned",
    "available",
    "created date",
    "registered date",
    "updated date",
    "holder",
    "owner",
    "domain",
    "changed date",
];

/// The fields by their unambiguous labels.
static BY_LABEL: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| inverted(FIELDS));

/// The sections by their headings.
static BY_HEADING: LazyLock<HashMap<&'static str, Section>> = LazyLock::new(|| inverted(SECTIONS));

/// Turns "meaning, words" into "word, meaning".
fn inverted<T: Copy>(table: &[(T, &'static [&'static str])]) -> HashMap<&'static str, T> {
    table.iter().flat_map(|(meaning, words)| words.iter().map(|word| (*word, *meaning))).collect()
}

/// The section that a heading opens, if it is one.
pub(super) fn section_of(heading: &str) -> Option<Section> {
    BY_HEADING.get(heading).copied()
}

/// Whether a label means the same wherever it stands.
pub(super) fn is_unambiguous(label: &str) -> bool {
    BY_LABEL.contains_key(label) && !OWN_TO_EACH_PART.contains(&label)
}

/// What a label means in a section.
pub(super) fn field_of(label: &str, section: Section) -> Option<Field> {
    let personal = matches!(
        section,
        Section::Registrar
            | Section::Holder
            | Section::Contact
            | Section::Reseller
            | Section::Servers
    );
    let own = match section {
        Section::Registrar => find(REGISTRAR_WORDS, label),
        Section::Holder => find(HOLDER_WORDS, label),
        _ => OTHER_WORDS.iter().find_map(|(part, field, words)| {
            let fits = *part == section || (*part == Section::Top && !personal);
            (fits && words.contains(&label)).then_some(*field)
        }),
    };
    own.or_else(|| {
        let foreign = personal && OWN_TO_EACH_PART.contains(&label);
        let server = section == Section::Servers && BY_LABEL.get(label) == Some(&Field::NameServer);
        (!foreign || server).then(|| BY_LABEL.get(label).copied()).flatten()
    })
}

/// Looks a word up in a short table.
fn find(table: &[(Field, &[&str])], label: &str) -> Option<Field> {
    table.iter().find(|(_, words)| words.contains(&label)).map(|(field, _)| *field)
}

/// Brings a label to the form of the tables: lower case, words parted by one space, without
/// filler dots, list numbers or brackets at its end.
pub(super) fn normalise(label: &str) -> String {
    let mut normal = String::with_capacity(label.len());
    for word in label.split(|c: char| c.is_whitespace() || "_-.*:/".contains(c) && c != '/') {
        if word.is_empty() {
            continue;
        }
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase));
    }
    without_number(&normal).to_owned()
}

/// Drops the number that tells repeated labels apart (`ns name 01`, `dns servers1`).
fn without_number(label: &str) -> &str {
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if bare.is_empty() { label } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_compared_without_their_dress() {
        assert_eq!(normalise("ns_name_01"), "ns name");
        assert_eq!(
            normalise("  Registrar Abuse Contact Email......."),
            "registrar abuse contact email"
        );
        assert_eq!(normalise("DNS servers1"), "dns servers");
        assert_eq!(normalise("paid-till"), "paid till");
    }

    #[test]
    fn a_word_means_what_its_section_says() {
        assert_eq!(field_of("name", Section::Registrar), Some(Field::Registrar));
        assert_eq!(field_of("name", Section::Contact), None);
        assert_eq!(field_of("name", Section::Servers), Some(Field::NameServer));
        assert_eq!(field_of("created", Section::Top), Some(Field::Created));
        assert_eq!(field_of("created", Section::Holder), None);
    }

    #[test]
    fn a_contacts_own_registrar_is_not_the_domains() {
        assert_eq!(field_of("registrar", Section::Contact), None);
        assert_eq!(field_of("registrar", Section::Domain), Some(Field::Registrar));
    }

    #[test]
    fn no_label_is_listed_twice() {
        let mut words: Vec<_> = FIELDS.iter().flat_map(|(_, words)| words.iter()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
