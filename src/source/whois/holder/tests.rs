//! Stories about the holders that answers name, hide or leave out.

use crate::model::record::PartyRecord;
use crate::source::whois::read_domain;

/// The holder that an answer gives.
fn holder(asked: &str, text: &str) -> PartyRecord {
    let record = read_domain("whois.example", text.as_bytes(), asked);
    record.unwrap().unwrap().registrant.unwrap_or_default()
}

/// The name of the organisation that holds the name.
fn organisation(asked: &str, text: &str) -> Option<String> {
    holder(asked, text).organisation.into_value()
}

#[test]
fn a_block_ends_with_its_source_where_blank_lines_are_left_out() {
    for person in ["DNS Admin", ""] {
        let text = format!(
            "domain: example.at\nregistrant: EH1234-NICAT\nchanged: 20310426\nsource: AT-DOM\npersonname: {person}\norganization: Example Holdings Inc.\nnic-hdl: EH1234-NICAT\nsource: AT-DOM\npersonname: Jane Roe\norganization: Other Ltd\nnic-hdl: JR1234-NICAT\nsource: AT-DOM\n"
        );
        assert_eq!(organisation("example.at", &text).as_deref(), Some("Example Holdings Inc."));
    }
}

#[test]
fn whoever_speaks_for_the_holder_is_not_the_holder() {
    let text = "Domain Name: example.com.au\nRegistrant Contact ID: EX-1\nRegistrant Contact Name: Jane Roe\nTech Contact Name: DNS Admin\nRegistrant: Example Widgets\nRegistrant ID: ABN 12345678901\n";
    assert_eq!(organisation("example.com.au", text).as_deref(), Some("Example Widgets"));
    let alone = "domain_name: example.co.nz\nquery_status: 200 Active\nregistrant_contact_name: Example Limited\n";
    assert_eq!(organisation("example.co.nz", alone).as_deref(), Some("Example Limited"));
}

#[test]
fn an_organisation_called_as_somebody_who_speaks_for_it_is_that_person() {
    let record = |name: &str| {
        format!(
            "Domain: example.it\nStatus: ok\n\nRegistrant\n  Organization:     {name}\n\nAdmin Contact\n  Name:             Jane Roe\n"
        )
    };
    assert_eq!(organisation("example.it", &record("Roe Jane")), None);
    assert_eq!(
        organisation("example.it", &record("Jane Roe S.r.l.")).as_deref(),
        Some("Jane Roe S.r.l.")
    );
    let flat = "Domain Name: example.ai\nDomain Status: ok\nRegistrant Name: domains@example.net\nRegistrant Organization: Jane Roe\nAdmin Name: Jane Roe\n";
    assert_eq!(organisation("example.ai", flat), None);
}

#[test]
fn a_role_a_mailbox_a_page_and_a_code_name_nobody() {
    for text in [
        "Domain Administrator",
        "Domain Admin",
        "Domain Manager",
        "Hostmaster",
        "DNS Admin",
        "Domain",
        "Suspended Domain Name",
        "domains@example.net",
        "example.net/whois/search?name=example",
        "HK8723162T",
    ] {
        let record = format!(
            "Domain Name: example.hn\nDomain Status: ok\nRegistrant Organization: {text}\n"
        );
        let holder = holder("example.hn", &record);
        assert_eq!((holder.label(), holder.stands_in), (None, false), "{text}");
    }
    for text in ["Example.com Inc.", "Domain Robots", "Network Solutions", "3M", "Acme/Sub Ltd"] {
        let record = format!(
            "Domain Name: example.hn\nDomain Status: ok\nRegistrant Organization: {text}\n"
        );
        assert_eq!(organisation("example.hn", &record).as_deref(), Some(text));
    }
}

#[test]
fn a_company_below_a_persons_name_is_the_holder_and_a_place_is_not() {
    let record =
        |lines: &str| format!("Domain Name: example.sm\nStatus: Active\n\nOwner:\n{lines}\n");
    let below = record("Jane Roe\nExample, Inc.\n1 Street\n");
    assert_eq!(organisation("example.sm", &below).as_deref(), Some("Example, Inc."));
    for lines in ["Jane Roe\nGreenville, SC\n", "Jane Roe\nc/o Example GmbH\n", "Jane Roe\n1 Ltd\n"]
    {
        assert_eq!(organisation("example.sm", &record(lines)), None, "{lines}");
    }
    let repeated = "Domain : example.sh\nStatus : Live\n\nOwner  : DNS Admin\nOwner  : Example Inc.\nOwner  : 1 Street\n";
    assert_eq!(organisation("example.sh", repeated).as_deref(), Some("Example Inc."));
    let indented = "Domain : example.io\nStatus : Live\n\nOwner  : Roe, Jane\n       : Example LLC\n       : 1 Street\n";
    assert_eq!(organisation("example.io", indented).as_deref(), Some("Example LLC"));
}

#[test]
fn the_description_of_a_domain_names_its_holder_where_nothing_else_does() {
    for (asked, text) in [
        ("example.co.il", "domain: example.co.il\n\ndescr: Example Ltd\ndescr: 1 Street\n"),
        ("example.hr", "domain: example.hr\ndescr: Example Ltd\nexpires: 01/05/2035\n"),
    ] {
        assert_eq!(organisation(asked, text).as_deref(), Some("Example Ltd"));
    }
    let hidden = "domain: EXAMPLE.SU\ndescr: Powered by Example Ltd\nperson: Private Person\nregistrar: EXAMPLE-SU\n";
    assert_eq!(organisation("example.su", hidden), None);
}

#[test]
fn the_kind_of_a_contact_may_stand_in_its_value() {
    let text = "Domain Name: example.coop\nDomain Status: ok\nContact Type:            registrant\nContact ID: 1-COOP\nName: Net Admin\nOrganisation: Example Association Limited\nContact Type:            admin\nName: Jane Roe\nOrganisation: Other Ltd\n";
    assert_eq!(organisation("example.coop", text).as_deref(), Some("Example Association Limited"));
    let text = "Domain: example.pr\nExpires On: 17-Jul-2035\n\nContact: Registrant\nOrganization: Example Inc\nName: Jane Roe\n\nContact: Administrative\nOrganization: Other Ltd\n";
    assert_eq!(organisation("example.pr", text).as_deref(), Some("Example Inc"));
}
