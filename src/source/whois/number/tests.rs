//! Stories about answers of address registries.

use super::*;
use crate::model::record::ContactRole;
use crate::model::record::NumberRecord;

/// Reads an answer that must hold an object.
fn read(text: &str, asked: &str) -> NumberRecord {
    match read_number("whois.example", text.as_bytes(), asked) {
        Ok(Some(record)) => record,
        other => panic!("no record but {other:?}"),
    }
}

/// The values of the abuse contacts.
fn abuse(record: &NumberRecord) -> Vec<&str> {
    let abuse = record.contacts.iter().filter(|contact| contact.role == ContactRole::Abuse);
    abuse.map(|contact| contact.value.as_str()).collect()
}

/// The holder's name.
fn holder(record: &NumberRecord) -> Option<&str> {
    record.holder.as_ref().and_then(|holder| holder.label())
}

const RIPE: &str = "% Information related to '192.0.2.0 - 192.0.2.255'\n\n% Abuse contact for '192.0.2.0 - 192.0.2.255' is 'abuse@example.net'\n\ninetnum:        192.0.2.0 - 192.0.2.255\nnetname:        EXAMPLE-NET\ncountry:        NL # or so\norg:            ORG-EX1-RIPE\ntech-c:         NOC1-RIPE\nsource:         RIPE # Filtered\n\norganisation:   ORG-EX1-RIPE\norg-name:       Example B.V.\ncountry:        NL\nabuse-c:        AB1-RIPE\n\nrole:           Example NOC\ne-mail:         noc@example.net\nnic-hdl:        NOC1-RIPE\n\nperson:         Jane Doe\ne-mail:         jane@example.net\nnic-hdl:        JD1-RIPE\n";

#[test]
fn the_registrys_note_names_the_abuse_contact() {
    let record = read(RIPE, "192.0.2.7");
    assert_eq!(abuse(&record), ["abuse@example.net"]);
    assert_eq!(holder(&record), Some("Example B.V."));
    assert_eq!(record.name.as_deref(), Some("EXAMPLE-NET"));
    assert_eq!(record.country.as_deref(), Some("NL"));
    assert!(record.contacts.iter().any(|contact| contact.role == ContactRole::Noc));
    assert!(!record.contacts.iter().any(|contact| contact.value.starts_with("jane")));
}

#[test]
fn an_object_that_does_not_cover_the_question_is_not_its_answer() {
    let read = read_number("whois.example", RIPE.as_bytes(), "198.51.100.7");
    assert!(matches!(read, Err(Misread::Malformed(_))));
}

#[test]
fn a_registry_can_say_that_there_is_no_abuse_contact() {
    let text = "% No abuse contact registered for 192.0.2.0 - 192.0.2.255\n\ninetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\ndescr: Example Ltd\n";
    let record = read(text, "192.0.2.7");
    assert!(record.says_no_abuse);
    assert!(!record.has_abuse());
    assert_eq!(holder(&record), Some("Example Ltd"));
    // The holder may have written one where the registry does not look for it.
    let text = format!("{text}remarks: send abuse to abuse@example.net\n");
    assert_eq!(abuse(&read(&text, "192.0.2.7")), ["abuse@example.net"]);
}

#[test]
fn apnics_incident_team_takes_reports() {
    let text = "inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\nmnt-irt: IRT-EX-AP\n\nirt: IRT-EX-AP\ne-mail: irt@example.net\nabuse-mailbox: abuse@example.net\n";
    assert_eq!(abuse(&read(text, "192.0.2.7")), ["abuse@example.net"]);
}

#[test]
fn lacnics_abuse_handle_leads_to_a_person() {
    let text = "inetnum:     192.0.2/24\nowner:       Example Ltda.\nownerid:     BR-EXAM-LACNIC\ncountry:     BR\nabuse-c:     EXA\n\nnic-hdl:     OTH\ne-mail:      other@example.com\n\nnic-hdl:     EXA\nperson:      Example Desk\ne-mail:      abuse@example.com\n\n% mail-abuse@cert.br\n";
    let record = read(text, "192.0.2.7");
    assert_eq!(abuse(&record), ["abuse@example.com"]);
    assert_eq!(holder(&record), Some("Example Ltda."));
    assert_eq!(
        record.rejected.first().map(|contact| contact.value.as_str()),
        Some("mail-abuse@cert.br")
    );
}

const ARIN: &str = "# start\n\nNetRange:       192.0.2.0 - 192.0.2.127\nNetName:        CUSTOMER\nNetHandle:      NET-192-0-2-0-2\nParent:         EXAMPLE (NET-192-0-2-0-1)\n\nCustName:       Customer Inc.\nCountry:        CA\n\n# end\n\n# start\n\nNetRange:       192.0.2.0 - 192.0.2.255\nNetName:        EXAMPLE\nNetHandle:      NET-192-0-2-0-1\n\nOrgName:        Example Inc.\nOrgId:          EXAMPLE\nCountry:        US\n\nReferralServer:  rwhois://rwhois.example.net:4321\n\nOrgAbuseEmail:  abuse@example.net\nOrgAbusePhone:  +1-555-555-0100\nOrgTechEmail:   tech@example.net\n\n# end\n";

#[test]
fn a_customer_without_contacts_falls_to_its_parents() {
    let record = read(ARIN, "192.0.2.7");
    assert_eq!(holder(&record), Some("Customer Inc."));
    assert_eq!(abuse(&record), [""; 0]);
    let above = record.above.as_deref().expect("the parent");
    assert_eq!(abuse(above), ["abuse@example.net", "+1-555-555-0100"]);
    assert_eq!(holder(above), Some("Example Inc."));
    assert_eq!(record.referral.as_deref(), Some("rwhois.example.net:4321"));
    assert_eq!(record.parent.as_deref(), Some("NET-192-0-2-0-1"));
}

#[test]
fn the_networks_own_abuse_desk_comes_before_the_organisations() {
    let text = "NetRange: 192.0.2.0 - 192.0.2.255\nOrgName: Example Inc.\nOrgAbuseEmail: abuse@example.net\nRAbuseEmail: net@example.net\n";
    assert_eq!(abuse(&read(text, "192.0.2.7")), ["net@example.net", "abuse@example.net"]);
}

#[test]
fn placeholders_point_to_the_other_registry() {
    let arin = "NetRange: 193.0.0.0 - 193.255.255.255\nOrgName: RIPE Network Coordination Centre\nOrgId: RIPE\nOrgAbuseEmail: abuse@ripe.net\nReferralServer: whois://whois.ripe.net\n";
    let record = read(arin, "193.0.0.7");
    assert_eq!(record.elsewhere.as_deref(), Some("whois.ripe.net"));
    assert_eq!(record.referral.as_deref(), Some("whois.ripe.net"));
    assert!(record.contacts.is_empty());
    let ripe = "inetnum: 8.0.0.0 - 8.255.255.255\nnetname: NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK\ndescr: IPv4 address block not managed by the RIPE NCC\n";
    assert_eq!(read(ripe, "8.8.8.8").elsewhere.as_deref(), Some("whois.arin.net"));
    let moved = "inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\ndescr: Transferred to the RIPE region on 2020-01-31\n";
    assert_eq!(read(moved, "192.0.2.7").elsewhere.as_deref(), Some("whois.ripe.net"));
}

#[test]
fn a_list_of_networks_still_names_the_holder() {
    let text = "Example Inc. EXAMPLE-NET (NET-192-0-2-0-1) 192.0.2.0 - 192.0.2.255\nCustomer CUST (NET-192-0-2-0-2) 192.0.2.0 - 192.0.2.15\n";
    let record = read(text, "192.0.2.7");
    assert_eq!(holder(&record), Some("Customer"));
    assert_eq!(record.handle.as_deref(), Some("NET-192-0-2-0-2"));
}

#[test]
fn rwhois_attributes_say_what_contacts_are_for() {
    let text = "network:Class-Name:network\nnetwork:IP-Network:192.0.2.0/29\nnetwork:Org-Name;I:Example LLC\nnetwork:Country-Code:US\nnetwork:Updated-By:staff@example.net\ncontact:Abuse-Email:abuse@example.net\ncontact:Tech-Email:tech@example.net\n";
    let record = read(text, "192.0.2.3");
    assert_eq!(abuse(&record), ["abuse@example.net"]);
    assert_eq!(holder(&record), Some("Example LLC"));
    assert!(!record.contacts.iter().any(|contact| contact.value.starts_with("staff")));
}

#[test]
fn the_korean_registrys_sections_are_read() {
    let text = "# ENGLISH\n\n[ Network Information ]\nIPv4 Address       : 192.0.2.0 - 192.0.2.255 (/24)\nOrganization Name  : Example Corp.\nService Name       : EXAMPLE\n\n[ Network Abuse Contact Information ]\nName               : Abuse Desk\nPhone              : +82-2-555-0100\nE-Mail             : abuse@example.kr\n";
    let record = read(text, "192.0.2.7");
    assert_eq!(abuse(&record).first(), Some(&"abuse@example.kr"));
    assert_eq!(holder(&record), Some("Example Corp."));
}

#[test]
fn a_korean_customers_provider_stays_apart_from_the_customer() {
    let text = "# ENGLISH\n\n[ Network Information ]\nIPv4 Address       : 192.0.2.0 - 192.0.2.255 (/24)\nOrganization Name  : Example Carrier\n\n[ Network Abuse Contact Information ]\nE-Mail             : abuse@carrier.example.net\n\nMore specific assignment information is as follows.\n\n[ Network Information ]\nIPv4 Address       : 192.0.2.0 - 192.0.2.15 (/28)\nOrganization Name  : Small Shop\n\n[ Technical Contact Information ]\nE-Mail             : tech@shop.example.net\n";
    let record = read(text, "192.0.2.7");
    assert_eq!(holder(&record), Some("Small Shop"));
    assert!(!record.has_abuse());
    let above = record.above.as_deref().expect("the carrier");
    assert_eq!(holder(above), Some("Example Carrier"));
    assert_eq!(abuse(above), ["abuse@carrier.example.net"]);
}

#[test]
fn an_objects_own_abuse_contact_overrides_its_organisations() {
    let text = "inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\norg: ORG-EX1-RIPE\nabuse-c: AC1-RIPE\n\norganisation: ORG-EX1-RIPE\norg-name: Example B.V.\nabuse-c: AC2-RIPE\n\nrole: Own desk\nnic-hdl: AC1-RIPE\nabuse-mailbox: own@example.net\n\nrole: Other desk\nnic-hdl: AC2-RIPE\nabuse-mailbox: organisation@example.net\n";
    assert_eq!(abuse(&read(text, "192.0.2.7")), ["own@example.net"]);
    let without = text.replacen("abuse-c: AC1-RIPE\n", "", 1);
    assert_eq!(abuse(&read(&without, "192.0.2.7")), ["organisation@example.net"]);
}

#[test]
fn as_numbers_are_found_among_blocks() {
    let text = "as-block: AS64496 - AS64511\ndescr: a block\n\n% Abuse contact for 'AS64500' is 'abuse@example.net'\n\naut-num: AS64500\nas-name: EXAMPLE-AS\ndescr: Example Ltd\n";
    let record = read(text, "AS64500");
    assert_eq!(record.handle.as_deref(), Some("AS64500"));
    assert_eq!(abuse(&record), ["abuse@example.net"]);
    let arin = "ASNumber: 64496 - 64511\nASName: EXAMPLE\nOrgName: Example Inc.\nOrgAbuseEmail: abuse@example.net\n";
    assert_eq!(read(arin, "AS64500").name.as_deref(), Some("EXAMPLE"));
}

#[test]
fn failures_are_told_apart() {
    let misread = |text: &str| read_number("whois.example", text.as_bytes(), "192.0.2.7");
    assert_eq!(misread("%ERROR:101: no entries found"), Ok(None));
    assert_eq!(
        misread("%ERROR:201: access denied for 192.0.2.1"),
        Err(Misread::Denied("the server refuses the question".to_owned()))
    );
    assert_eq!(
        misread("% Query rate limit exceeded. Reduced information."),
        Err(Misread::RateLimited)
    );
    assert!(matches!(misread(""), Err(Misread::Malformed(_))));
}

#[test]
fn arbitrary_bytes_do_no_harm() {
    for body in
        [vec![0xff; 300], vec![b':'; 262_144], b"inetnum: /\nNetRange: -\nnetwork::".to_vec()]
    {
        assert!(read_number("", &body, "192.0.2.7").is_err());
    }
}

#[test]
fn a_mirrored_object_may_name_the_national_registrys_server() {
    let mirrored = "inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE-KR\ndescr: Example Telecom\nremarks: This information has been partially mirrored by APNIC from\nremarks: KRNIC. To obtain more specific information, please use the\nremarks: KRNIC whois server at whois.krnic.net.\nsource: KRNIC\n";
    let own = "inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\ndescr: Example Telecom\nsource: APNIC\n";
    for text in [format!("{own}\n{mirrored}"), format!("{mirrored}\n{own}")] {
        assert_eq!(read(&text, "192.0.2.7").referral.as_deref(), Some("whois.krnic.net"));
    }
}

#[test]
fn a_remark_of_the_holders_gives_the_abuse_mailbox_where_no_field_does() {
    let text = "inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\ndescr: Example Telecom Corp.\nremarks: Email address for spam or abuse complaints : net-abuse@example.net\nsource: JPNIC\n";
    let record = read(text, "192.0.2.7");
    assert_eq!(abuse(&record), ["net-abuse@example.net"]);
    assert_eq!(record.remarked, ["net-abuse@example.net"]);
    assert!(record.rejected.is_empty(), "{:?}", record.rejected);
    let warned = text.replace("spam or abuse complaints", "routing only, no abuse");
    assert!(abuse(&read(&warned, "192.0.2.7")).is_empty());
}

#[test]
fn the_manager_of_a_korean_network_is_a_technical_contact() {
    let text = "# ENGLISH\n\n[ Network Information ]\nIPv4 Address       : 192.0.2.0 - 192.0.2.255 (/24)\nOrganization Name  : Example Telecom\nService Name       : EXAMPLE\n\nName               : IP Manager\nPhone              : +82-2-555-0100\nE-Mail             : ip_manager@example.net\n";
    let record = read(text, "192.0.2.7");
    let contacts: Vec<_> =
        record.contacts.iter().map(|contact| (contact.value.as_str(), contact.role)).collect();
    assert_eq!(contacts, [("ip_manager@example.net", ContactRole::Technical)]);
}
