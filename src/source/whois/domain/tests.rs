//! Stories about answers of registries and registrars.

use super::*;
use crate::model::contact::ContactKind;
use crate::model::record::{ContactRole, RecordPart, RegistrarRecord};

/// Reads an answer that must hold a record.
fn read(text: &str, asked: &str) -> DomainRecord {
    match read_domain("whois.example", text.as_bytes(), asked) {
        Ok(Some(record)) => record,
        other => panic!("no record but {other:?}"),
    }
}

/// The registrar, which must be there.
fn registrar(record: &DomainRecord) -> RegistrarRecord {
    record.registrar.clone().unwrap_or_default()
}

/// The registrar's name.
fn name(record: &DomainRecord) -> Option<String> {
    registrar(record).name
}

const ICANN: &str = "   Domain Name: EXAMPLE.COM\n   Registry Domain ID: 1_DOMAIN_COM-VRSN\n   Registrar WHOIS Server: whois.registrar.example\n   Registrar URL: http://www.registrar.example\n   Updated Date: 2020-02-01T04:05:06Z\n   Creation Date: 2010-01-31T04:05:06Z\n   Registry Expiry Date: 2031-01-31T04:05:06Z\n   Registrar: Example Registrar, Inc.\n   Registrar IANA ID: 9995\n   Registrar Abuse Contact Email: abuse@registrar.example\n   Registrar Abuse Contact Phone: +1.5555550100\n   Reseller: Example Reseller\n   Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited\n   Registrant Name: REDACTED FOR PRIVACY\n   Registrant Organization: Example Ltd\n   Registrant Country: GB\n   Name Server: NS2.EXAMPLE.NET\n   Name Server: NS1.EXAMPLE.NET\n   DNSSEC: unsigned\n>>> Last update of whois database: 2020-02-02T00:00:00Z <<<\n\nNOTICE: The expiration date displayed in this record is the date the\nregistrar's sponsorship ends. Questions: support@registry.example please, at any time\n";

#[test]
fn the_common_form_is_read_whole() {
    let record = read(ICANN, "example.com");
    assert_eq!(record.name, "example.com");
    assert_eq!(record.created.as_deref(), Some("2010-01-31T04:05:06Z"));
    assert_eq!(record.expires.as_deref(), Some("2031-01-31T04:05:06Z"));
    assert_eq!(record.statuses, ["client transfer prohibited"]);
    assert_eq!(record.name_servers, ["ns1.example.net", "ns2.example.net"]);
    assert_eq!(record.signed, Some(false));
    assert_eq!(record.whois_server.as_deref(), Some("whois.registrar.example"));
    assert_eq!(record.redacted, ["Registrant Name"]);
    let holder = record.registrant.clone().unwrap_or_default();
    assert_eq!((holder.label(), holder.country.as_deref()), (Some("Example Ltd"), Some("GB")));
    let registrar = registrar(&record);
    assert_eq!(registrar.name.as_deref(), Some("Example Registrar, Inc."));
    assert_eq!(registrar.iana_id, Some(9995));
    let contacts: Vec<_> =
        registrar.contacts.iter().map(|c| (c.kind, c.role, c.value.as_str())).collect();
    assert_eq!(
        contacts,
        [
            (ContactKind::Email, ContactRole::Abuse, "abuse@registrar.example"),
            (ContactKind::Phone, ContactRole::Abuse, "+1.5555550100"),
        ]
    );
    assert_eq!(
        record.reseller.and_then(|reseller| reseller.organisation.into_value()).as_deref(),
        Some("Example Reseller")
    );
}

#[test]
fn addresses_of_the_small_print_are_rejected() {
    let rejected = read(ICANN, "example.com").rejected;
    assert_eq!(
        rejected.first().map(|contact| contact.value.as_str()),
        Some("support@registry.example")
    );
}

#[test]
fn an_answer_about_another_name_is_not_an_answer() {
    let misread = read_domain("", ICANN.as_bytes(), "example.net");
    assert!(matches!(misread, Err(Misread::Malformed(what)) if what.contains("example.com")));
}

#[test]
fn hosts_in_front_of_the_record_are_skipped() {
    let text = format!(
        "   Server Name: EXAMPLE.COM.HOST.EXAMPLE.NET\n   Registrar: WRONG REGISTRAR\n   Whois Server: whois.wrong.example\n\n{ICANN}"
    );
    let record = read(&text, "example.com");
    assert_eq!(name(&record).as_deref(), Some("Example Registrar, Inc."));
    assert_eq!(record.whois_server.as_deref(), Some("whois.registrar.example"));
    assert_eq!(record.name_servers.len(), 2);
}

#[test]
fn nominets_indented_values_are_read() {
    let text = "\n    Domain name:\n        example.co.uk\n\n    Registrar:\n        Example Limited t/a Example [Tag = EXAMPLE]\n        URL: https://www.registrar.example\n\n    Relevant dates:\n        Registered on: before Aug-1996\n        Expiry date:  20-Aug-2031\n        Last updated:  28-Jul-2020\n\n    Registration status:\n        Registered until expiry date.\n\n    Name servers:\n        ns1.example.net   192.0.2.1\n        ns2.example.net\n\n    WHOIS lookup made at 10:20:30 31-Jan-2020\n";
    let record = read(text, "example.co.uk");
    let registrar = registrar(&record);
    assert_eq!(registrar.name.as_deref(), Some("Example Limited t/a Example"));
    assert_eq!(registrar.handle.as_deref(), Some("EXAMPLE"));
    assert_eq!(registrar.url.as_deref(), Some("https://www.registrar.example"));
    assert_eq!(record.expires.as_deref(), Some("2031-08-20"));
    assert_eq!(record.name_servers, ["ns1.example.net", "ns2.example.net"]);
}

#[test]
fn a_direct_registration_has_no_registrar() {
    let text = "    Domain name:\n        example.co.uk\n\n    Registrar:\n        No registrar listed. This domain is directly registered with Nominet.\n\n    Relevant dates:\n        Registered on: 01-Jan-2000\n";
    assert_eq!(read(text, "example.co.uk").registrar, None);
}

#[test]
fn a_registrars_handle_leads_to_its_block() {
    let text = "domain:       example.sk\nregistrant:   HOLD-0001\nregistrar:    EXAM-0002\ncreated:      01.02.2003\nnserver:      ns1.example.net\n\nregistrar:    EXAM-0002\norganization: Example s.r.o.\nemail:        info@registrar.example\n\ncontact:      HOLD-0001\norg:          Holder a.s.\nregistrar:    OTHR-0003\n";
    let record = read(text, "example.sk");
    let registrar = registrar(&record);
    assert_eq!(registrar.name.as_deref(), Some("Example s.r.o."));
    assert_eq!(registrar.handle.as_deref(), Some("EXAM-0002"));
    assert_eq!(registrar.contacts.first().map(|contact| contact.role), Some(ContactRole::General));
    let holder = record.registrant.unwrap_or_default();
    assert_eq!(holder.organisation.text(), Some("Holder a.s."));
    assert_eq!(holder.handle.as_deref(), Some("HOLD-0001"));
}

#[test]
fn the_holders_organisation_is_found_wherever_the_registry_puts_it() {
    for (asked, text) in [
        (
            "example.ru",
            "domain: EXAMPLE.RU\nstate: REGISTERED\norg: Holder Ltd\nregistrar: EXAMPLE-RU\n",
        ),
        (
            "example.by",
            "Domain Name: example.by\nRegistrar: Example Registrar\nOrg: Holder Ltd\nCountry: BY\n",
        ),
        (
            "example.co.jp",
            "Domain Information:\na. [Domain Name]    EXAMPLE.CO.JP\ng. [Organization]   Holder Ltd\n[State]   Connected\n",
        ),
        (
            "example.tm",
            "Domain : example.tm\nExpiry : 2031-01-31\n\nOwner Name    : Jane Doe\nOwner OrgName : Holder Ltd\n",
        ),
        (
            "example.com.ua",
            "domain: example.com.ua\nregistrant: holder-12345\n\n% Registrant:\ncontact-id: holder-12345\nperson: n/a\norganization: Holder Ltd\n",
        ),
        (
            "example.cz",
            "domain: example.cz\nregistrant: HOLD-ER\n\ncontact: HOLD-ER\norg: Holder Ltd\nname: Jane Doe\n",
        ),
    ] {
        let holder = read(text, asked).registrant.unwrap_or_default();
        assert_eq!(holder.organisation.text(), Some("Holder Ltd"), "{asked}");
    }
}

#[test]
fn somebody_elses_organisation_is_not_the_holders() {
    for text in [
        "domain: example.ru\nregistrar: EXAMPLE-RU\n\nrole: Example Desk\norg: Other Ltd\n",
        "Domain: example.com\nRegistrar: Example\n\nTechnical Contact:\n  Organization: Other Ltd\n",
        "domain: example.com\nregistrant: Holder\n\ncontact: OTHER\norg: Other Ltd\n",
    ] {
        let asked = if text.contains("example.ru") { "example.ru" } else { "example.com" };
        let holder = read(text, asked).registrant.unwrap_or_default();
        assert_eq!(holder.organisation.text(), None, "{text}");
    }
}

#[test]
fn sections_with_a_bare_heading_are_read() {
    let text = "Domain:             example.it\nStatus:             ok\nCreated:            1999-12-10 00:00:00\n\nRegistrant\n  Organization:     Holder SpA\n  Created:          2001-01-01 00:00:00\n\nRegistrar\n  Organization:     Example s.p.a.\n  Name:             EXAMPLE-REG\n\nNameservers\n  ns1.example.net\n";
    let record = read(text, "example.it");
    assert_eq!(name(&record).as_deref(), Some("Example s.p.a."));
    assert_eq!(record.created.as_deref(), Some("1999-12-10"));
    assert_eq!(record.name_servers, ["ns1.example.net"]);
}

#[test]
fn labels_of_other_tongues_are_known() {
    let korean = "도메인이름 : example.kr\n등록일 : 2020. 01. 31.\n등록대행자 : (주)예시(http://registrar.example)\n\n# ENGLISH\n\nDomain Name : example.kr\nAuthorized Agency : Example Corp.(http://registrar.example)\n";
    assert_eq!(name(&read(korean, "example.kr")).as_deref(), Some("Example Corp."));
    let japanese =
        "[ドメイン名]   EXAMPLE.JP\n[登録年月日]   2020/01/31\n[ネームサーバ]   ns1.example.net\n";
    assert_eq!(read(japanese, "example.jp").created.as_deref(), Some("2020-01-31"));
    let spanish = "Titular:\nExample SA\n\n   Nombre de Dominio: example.uy\n   Fecha de Creacion: 2020-01-31 00:00:00\n   Servidor(es) de Nombres de Dominio:\n\n   - ns1.example.net\n";
    let record = read(spanish, "example.uy");
    assert_eq!(record.created.as_deref(), Some("2020-01-31"));
    assert_eq!(record.name_servers, ["ns1.example.net"]);
}

#[test]
fn vietnamese_answers_are_read() {
    let text = "Tên miền: example.vn\nNgày đăng ký: 31-01-2004\nNgày hết hạn: 31-01-2031\nNhà đăng ký quản lý: Example Registrar\nMáy chủ DNS chuyển giao: ns1.example.net + ns2.example.net\nChủ thể đăng ký sử dụng: Holder\n";
    let record = read(text, "example.vn");
    assert_eq!(name(&record).as_deref(), Some("Example Registrar"));
    assert_eq!(record.created.as_deref(), Some("2004-01-31"));
    assert_eq!(record.expires.as_deref(), Some("2031-01-31"));
    assert_eq!(record.name_servers, ["ns1.example.net", "ns2.example.net"]);
}

#[test]
fn a_telephone_number_does_not_end_with_a_dash() {
    let text = "** Domain Name: example.com.tr\n\n** Registrar:\nOrganization Name : Example A.S.\nPhone : + 90-312-5550100-\n\n** Domain Servers:\nns1.example.net\n";
    let contacts = registrar(&read(text, "example.com.tr")).contacts;
    let phone = contacts.first().map(|contact| contact.value.as_str());
    assert_eq!(phone, Some("+ 90-312-5550100"));
}

#[test]
fn afnics_hold_is_the_registrys() {
    let text = "domain:      example.fr\nstatus:      ACTIVE\nhold:        YES\nregistrar:   EXAMPLE SAS\ncreated:     31/01/2020\n\nregistrar:   EXAMPLE SAS\nphone:       +33 1 99 00 00 00\ne-mail:      support@registrar.example\n";
    let record = read(text, "example.fr");
    assert_eq!(record.statuses, ["active", "server hold"]);
    let contacts = registrar(&record).contacts;
    assert!(contacts.iter().all(|contact| contact.role == ContactRole::General));
    assert_eq!(contacts.len(), 2);
}

#[test]
fn a_name_that_is_kept_back_is_not_free() {
    let statuses = |text: &str| read(text, "example.com").statuses;
    assert_eq!(statuses("Reserved by Registry\n"), ["reserved"]);
    assert_eq!(
        statuses("Domain Name: example.com\n>>> This name is not available for registration:\n"),
        ["reserved"]
    );
    assert_eq!(statuses("This name is blocked by the registry\n"), ["blocked"]);
    assert_eq!(statuses("Domain name: example.com\nDomain status: unavailable\n"), ["reserved"]);
}

#[test]
fn only_the_registrys_word_makes_a_name_free() {
    let read = |text: &str| read_domain("", text.as_bytes(), "example.com");
    assert_eq!(read("No match for \"EXAMPLE.COM\"."), Ok(None));
    assert_eq!(read("Domain: example.com\nStatus: free\n"), Ok(None));
    assert_eq!(read("Domain Name: example.com\nDomain Status: No Object Found\n"), Ok(None));
    assert_eq!(
        read("Your connection limit exceeded. Please slow down."),
        Err(Misread::RateLimited)
    );
    assert!(matches!(read("Requests of this client are not permitted."), Err(Misread::Denied(_))));
    assert!(matches!(read("% Error: service unavailable"), Err(Misread::ServerError(_))));
    assert!(matches!(
        read("Domain: example.com\nStatus: NOT ALLOWED\n"),
        Err(Misread::ServerError(_))
    ));
    assert!(matches!(read(""), Err(Misread::Malformed(_))));
    assert!(matches!(read("<html><body>not found</body></html>"), Err(Misread::Malformed(_))));
    assert!(matches!(read("Welcome to the example server."), Err(Misread::Malformed(_))));
}

#[test]
fn names_are_compared_as_a_labels() {
    let text = "Domain Name: bücher.example\nRegistrar: Example\n";
    assert_eq!(read(text, "xn--bcher-kva.example").name, "xn--bcher-kva.example");
}

#[test]
fn whatever_arrives_is_survived() {
    let bodies: Vec<Vec<u8>> = vec![
        (0..=255).collect(),
        vec![b'a'; 262_144],
        vec![0x1b; 4_096],
        b"Domain: ".repeat(40_000),
        (0..60_000).flat_map(|n| format!("Domain: d{n}.example\n").into_bytes()).collect(),
        b"Registrar:\n".repeat(50_000),
        b"contact: X\n\n".repeat(50_000),
        "Registrar: ((((\u{fffd}[[[\n".repeat(20_000).into_bytes(),
        b"Name Server: a.b.c d.e.f\n".repeat(40_000),
        b"a@b.c ".repeat(60_000),
    ];
    for body in bodies {
        let _ = read_domain("whois.example", &body, "example.com");
    }
}

#[test]
fn a_stray_line_below_the_heading_is_not_the_registrar_where_a_label_names_it() {
    let text = "Domain: example.it\nStatus: ok\n\nRegistrar\nzqvx 7\n  Organization: Example S.r.l.\n  Name: EXAMPLE-REG\n\nNameservers\n  ns1.example.com\n";
    assert_eq!(name(&read(text, "example.it")).as_deref(), Some("Example S.r.l."));
    let unlabelled = "Domain name:\n  example.co.uk\n\nRegistrar:\n  Example Ltd [Tag = EXAMPLE]\n";
    assert_eq!(name(&read(unlabelled, "example.co.uk")).as_deref(), Some("Example Ltd"));
}

#[test]
fn the_state_of_an_address_is_no_status() {
    let text = "Domain name:\n   EXAMPLE.ML\n\nOrganisation:\n   Example Ltd\n   Example Person\n   State: California\n   Country: U.S.A.\n\nDomain Nameservers:\n   NS1.EXAMPLE.NET\n   NS2.EXAMPLE.NET\n";
    assert_eq!(read(text, "example.ml").statuses, Vec::<String>::new());
}

#[test]
fn a_registry_shouts_and_asks_questions_about_states() {
    let nominet = "    Domain name:\n        example.co.uk\n\n    Registration status:\n        *** This registration has been SUSPENDED. ***\n\n    Name servers:\n        ns1.example.net\n";
    assert_eq!(read(nominet, "example.co.uk").statuses, ["this registration has been suspended"]);
    let turkish = "** Domain Name: example.com.tr\nDomain Status: Active\nFrozen Status: -\nTransfer Status: The domain is LOCKED to transfer.\n\n** Domain Servers:\nns1.example.net\n";
    assert_eq!(read(turkish, "example.com.tr").statuses, ["active", "transfer prohibited"]);
}

#[test]
fn lines_of_a_zone_are_a_record_of_the_name_that_they_begin_with() {
    let text = "Tonic whoisd V1.1\nexample ns2.example.net\nexample ns1.example.net\n";
    let record = read_domain("whois.tonic.to", text.as_bytes(), "example.to").unwrap().unwrap();
    assert_eq!(record.name_servers, ["ns1.example.net", "ns2.example.net"]);
    assert!(read_domain("whois.tonic.to", text.as_bytes(), "other.to").is_err());
}

#[test]
fn a_block_that_opens_with_the_holders_handle_names_the_holder() {
    let text = "Domain:                       example.sk\nCreated:                      2003-07-24\nValid Until:                  2027-07-24\nNameserver:                   ns1.example.net\n\nDomain registrant:            exa-170347\nName:                         Domain Administrator\nOrganization:                 Example Holdings Unlimited Company\nCountry Code:                 IE\nAuthorised Registrar:         REGI-0292\nCreated:                      2019-06-07\n\nRegistrar:                    REGI-0292\nName:                         Example Registrar Limited\nOrganization:                 Example Registrar Limited\n";
    let record = read_domain("whois.sk-nic.sk", text.as_bytes(), "example.sk").unwrap().unwrap();
    let holder = record.registrant.as_ref().and_then(|holder| holder.label());
    assert_eq!(holder, Some("Example Holdings Unlimited Company"));
    assert_eq!(registrar(&record).name.as_deref(), Some("Example Registrar Limited"));
    assert_eq!(record.created.as_deref(), Some("2003-07-24"));
}

#[test]
fn a_part_about_a_reseller_that_names_nobody_is_not_the_word_that_there_is_none() {
    let read = |part: &str| {
        let text = format!(
            "Domain Name: example.test\nRegistrar: Example Registrar Ltd\nCreated: 2020-01-02\n{part}"
        );
        read_domain("whois.example", text.as_bytes(), "example.test").unwrap().unwrap()
    };
    let is_unread = |record: &DomainRecord| record.unread.contains(&RecordPart::Reseller);
    assert!(is_unread(&read("\nReseller:\n   Zone code: 17\n")));
    let named = read("\nReseller:\n   Example Hosting Ltd\n");
    assert!(named.reseller.is_some() && !is_unread(&named));
    assert!(!is_unread(&read("Reseller:\n")));
}

#[test]
fn the_type_of_a_british_registrant_decides_whether_it_is_a_person() {
    let read = |kind: &str| {
        let text = format!(
            "\n    Domain name:\n        example.co.uk\n\n    Registrant:\n        Example Roe\n\n    Registrant type:\n        {kind}\n\n    Registrar:\n        Example Ltd [Tag = EXAMPLE]\n"
        );
        let record = read_domain("whois.nic.uk", text.as_bytes(), "example.co.uk").unwrap();
        record.and_then(|record| record.registrant).unwrap()
    };
    for kind in ["UK Limited Company, (Company number: 1234567)", "UK School", "Non-UK Corporation"]
    {
        assert!(read(kind).organisation.is_value(), "{kind}");
    }
    assert!(!read("UK Sole Trader").organisation.is_value());
    assert!(!read("UK Individual").organisation.is_value());
    assert!(!read("Unknown").organisation.is_value());
}

/// The name of the holder that an answer about `example.test` shows.
fn holder(text: &str) -> Option<String> {
    read(text, "example.test").registrant.and_then(|holder| holder.label().map(str::to_owned))
}

#[test]
fn the_holder_is_found_in_every_form_of_record() {
    for text in [
        // The first line that describes the domain (.il, .is, .ie).
        "domain: example.test\ndescr: Example University\ndescr: 1 Example Street\nadmin-c: AB12-TEST\ncreated: 2020-01-31\n\nperson: Jane Roe\nnic-hdl: AB12-TEST\n",
        "query: example.test\n\nreg-name: example\ndomain: example.test\n\ndescr: Example University\ndescr: 1 Example Street\nassigned: 05-06-1999\n",
        // A block that says whose it is in its first value (.coop).
        "Domain Name: example.test\nExpiry Date: 31 Jan 2031\n\nContact Type: registrant\nContact ID: 12C-TEST\nName: Net Admin\nOrganisation: Example University\n\nContact Type: admin\nOrganisation: Other Ltd\n",
        // The same within the record (.tn).
        "Domain:......example.test\nRegistrar:...Example Ltd\nContact Type:....owner\nLast Name:.......Example University\nFirst Name:......\nName Server (DB):...ns1.example.net.\n",
        // A comment is the heading (.ua).
        "domain: example.test\ncreated: 2020-01-31\n\n% Registrar:\n% ==========\nregistrar: test.other\norganization: Other Ltd\n\n% Registrant:\n% ===========\nperson: n/a\nperson-loc: not published\norganization-loc: Example University\n\n% Administrative Contacts:\n% =======================\norganization: Third Ltd\n",
        // The block behind the domain's own (.int).
        "domain: EXAMPLE.TEST\n\norganisation: Example University\naddress: 1 Example Street\n\ncontact: administrative\nname: EX-ROLE\norganisation: Other Ltd\n\ncreated: 1998-06-05\n",
        // A block whose name is empty, and whose handle comes last (.at).
        "domain: example.test\nregistrant: EU1234567-TEST\nchanged: 20200427 16:03:40\n\npersonname:\norganization: Example University\ncountry: Austria\nnic-hdl: EU1234567-TEST\n",
        // Blocks that no blank line parts, each with its source at the end.
        "domain: example.test\nregistrant: EU1234567-TEST\nsource: TEST\npersonname:\norganization: Other Ltd\nnic-hdl: OT1234567-TEST\nsource: TEST\npersonname: DNS Admin\norganization: Example University\nnic-hdl: EU1234567-TEST\nsource: TEST\n",
        // A handle, and the name as the block's contact (.fr).
        "domain: example.test\nholder-c: EX100-TEST\ncreated: 2020-01-31\n\nnic-hdl: EX100-TEST\ntype: ORGANIZATION\ncontact: Example University\n",
        // A handle that opens a block of its own word.
        "domain: example.test\nowner-contact: EX-816093\ncreated: 2020-01-31\n\ncontact-handle: EX-816093\ncontact: Jane Roe\norganisation: Example University\n",
        "Domain Name.......... example.test\n  Creation Date........ 1995-06-22\n  Organisation Name.... Example University\n  Organisation Address. 1 Example Street\n\nAdmin Name........... Jane Roe\n",
        // Names in two scripts.
        "Query: example.test\nCreated: 11 Mar 2003\n\nRegistrant:\nEmail Address: dns@example.test\nLocal Name: DNS Admin\nLocal Organisation: Example University\n",
        "Domain Name: example.test\nCreation Date: 2020-01-31\nRegistrant: Example University (TEST-ORG1113988)\n",
        // Who speaks for the holder stands first (.au).
        "Domain Name: example.test\nRegistrant Contact ID: 1-TEST\nRegistrant Contact Name: Jane Roe\nRegistrant: Example University\nEligibility Type: Other\n",
    ] {
        assert_eq!(holder(text).as_deref(), Some("Example University"), "{text}");
    }
}

#[test]
fn the_name_within_a_block_that_a_handle_opens_may_be_one_word() {
    let text = "domain: example.test\nholder-c: EX100-TEST\ncreated: 2020-01-31\n\nnic-hdl: EX100-TEST\ntype: ORGANIZATION\ncontact: EXAMPLE\n";
    assert_eq!(holder(text).as_deref(), Some("EXAMPLE"));
}

#[test]
fn what_stands_in_the_holders_place_names_nobody() {
    for text in [
        "domain: example.test\nchanged: 2016-10-14\n\n[holder]\nNO OBJECT FOUND!\n",
        "Domain Name: example.test\nCreation Date: 2020-01-31\nRegistrant Contact: registrar.example/whois?mode=doit&domain=EXAMPLE.TEST\n",
        "Domain Name: example.test\nRegistrant:\n   Not displayed due to GDPR\n   FR\n\nRecord created on 2020-01-31\n",
        "domain: EXAMPLE.TEST\ndescr: example.\ndescr: net.\nperson: Private Person\nregistrar: TEST-REG\ncreated: 2020-01-31\n",
        "[Domain Name] EXAMPLE.TEST\n[Organization] Suspended Domain Name\n[State] Deleted (2031/01/31)\n",
        "Domain Name: example.test\nCreation Date: 2020-01-31\nRegistrant Organization: Domain Administrator\n",
        "domain: example.test\ndescr: Subdomain for associations\ncreated: 2020-01-31\n",
        "Domain Name: example.test\nCreation Date: 2020-01-31\nRegistrant: TEST-CON000008238\n",
    ] {
        assert_eq!(holder(text), None, "{text}");
    }
}

#[test]
fn a_remark_behind_the_name_is_its_status() {
    let text = |word: &str| {
        format!(
            "Domain EXAMPLE.KG ({word})\n\nRecord created: Wed Jan  5 16:15:28 2031\nRecord expires on Mon Feb  5 16:15:28 2035\n"
        )
    };
    let record = read(&text("SUSPENDED"), "example.kg");
    assert_eq!(record.statuses, ["suspended"]);
    assert_eq!(record.expires.as_deref(), Some("2035-02-05"));
    assert_eq!(read(&text("ACTIVE"), "example.kg").statuses, ["active"]);
    let remark = "Domain: example.lk (Example Lanka)\nCreated: 2031-01-05\n";
    assert!(read(remark, "example.lk").statuses.is_empty());
}

#[test]
fn labels_may_be_filled_with_any_sign() {
    let text = "NOM DE DOMAINE#....................example.dz\nRegistrar#.........................Example SARL\nDate de création#..................2008-11-04\n";
    let record = read(text, "example.dz");
    assert_eq!(record.created.as_deref(), Some("2008-11-04"));
    assert_eq!(name(&record).as_deref(), Some("Example SARL"));
}
