//! One test a refusal that can be known beforehand.

use super::*;
use crate::model::advice::Nature;
use crate::model::chain::LayerId;
use crate::report::draft::{Before, Contacting, Place, RecipientStanding, Told};
use crate::report::given::Given;
use crate::report::needs::needs;

/// A draft to which nothing is to be objected.
fn sound(harm: &'static str, desk: Desk, layer: Option<LayerId>) -> Draft {
    let mut given = Given::default();
    given.set("mailbox", "ann@desk.example").expect("is taken");
    Draft {
        number: 1,
        desk,
        layer,
        party: "Example Ltd".to_owned(),
        party_id: "example".to_owned(),
        country: None,
        contact: Contacting {
            mailbox: Some(("abuse@party.example".to_owned(), "rdap".to_owned())),
            ..Contacting::default()
        },
        harm,
        nature: Nature::Unknown,
        action: "remove-content",
        also: Vec::new(),
        stage: Stage::First,
        from: "2026-11-22".to_owned(),
        previous: None,
        at: "2026-11-22T10:00:00Z".to_owned(),
        places: vec![place("www.shop.example")],
        needs: needs(harm, desk),
        given,
        before: Before::default(),
        dns_abuse: false,
        same_desk: Vec::new(),
        standing: RecipientStanding { named: true, able: true },
    }
}

/// A place.
fn place(host: &str) -> Place {
    Place {
        url: Some(format!("https://{host}/login")),
        host: host.to_owned(),
        domain: Some("shop.example".to_owned()),
        addresses: vec!["192.0.2.7".to_owned()],
        ..Place::default()
    }
}

/// A draft to a hosting provider.
fn to_host(harm: &'static str) -> Draft {
    sound(harm, Desk::Host, Some(LayerId::Host))
}

/// A draft to a CDN with a form that takes one host.
fn to_cdn() -> Draft {
    let mut draft = sound("phishing", Desk::Cdn, Some(LayerId::Cdn));
    draft.party_id = "cloudflare".to_owned();
    draft.contact.form = forms::form("cloudflare", None, Desk::Cdn, "phishing");
    assert!(draft.contact.form.is_some());
    draft
}

/// The codes of what is objected to.
fn codes(draft: &Draft) -> Vec<&'static str> {
    lint(draft).iter().map(|refusal| refusal.code).collect()
}

/// Somebody who was told.
fn told(desk: Desk) -> Told {
    Told {
        party: "Example Ltd".to_owned(),
        party_id: "example".to_owned(),
        desk,
        contact: "abuse@party.example".to_owned(),
        harm: Some("phishing".to_owned()),
        day: "2026-11-22".to_owned(),
        reference: None,
    }
}

#[test]
fn a_sound_draft_passes_whatever_is_blank() {
    assert_eq!(codes(&to_host("phishing")), Vec::<&str>::new());
    assert!(!to_host("phishing").blanks().is_empty());
}

#[test]
fn nothing_about_child_sexual_abuse_material_passes() {
    assert!(codes(&to_host("csam")).contains(&"hotline-only"));
}

#[test]
fn a_party_that_is_not_on_the_path_is_not_written_to() {
    let mut draft = to_host("phishing");
    draft.standing.named = false;
    assert_eq!(codes(&draft), ["not-on-path"]);
}

#[test]
fn nobody_is_asked_for_what_it_cannot_do() {
    let mut draft = to_host("phishing");
    draft.standing.able = false;
    assert_eq!(codes(&draft), ["cannot-do"]);
}

#[test]
fn a_registrar_is_not_written_to_about_copyright() {
    let draft = sound("copyright", Desk::Registrar, Some(LayerId::Registrar));
    assert!(codes(&draft).contains(&"not-its-business"));
}

#[test]
fn disputes_about_names_go_to_their_providers_and_not_to_abuse_desks() {
    let mut draft = sound("trademark-in-name", Desk::Registrar, Some(LayerId::Registrar));
    draft.action = "suspend-domain";
    assert!(codes(&draft).contains(&"dispute-process-required"));
    draft.action = "inform";
    assert_eq!(codes(&draft), Vec::<&str>::new());
    assert_eq!(
        codes(&sound("trademark-in-name", Desk::Dispute, None)),
        ["dispute-process-required"]
    );
}

#[test]
fn a_court_gets_no_report() {
    assert_eq!(codes(&sound("defamation", Desk::Court, None)), ["no-report"]);
}

#[test]
fn a_category_that_the_desks_forms_do_not_have_is_refused() {
    let mut draft = to_cdn();
    draft.harm = "trademark-in-name";
    draft.action = "inform";
    draft.contact.form = None;
    draft.contact.mailbox = None;
    assert!(codes(&draft).contains(&"wrong-category"));
}

#[test]
fn an_address_that_is_not_at_the_traced_host_is_refused() {
    let mut draft = to_host("phishing");
    draft.places[0].url = Some("https://other.example/login".to_owned());
    assert_eq!(codes(&draft), ["details-mismatch"]);
}

#[test]
fn a_message_that_came_from_elsewhere_is_refused() {
    let mut draft = to_host("spam");
    draft.given.set("source_ip", "198.51.100.1").expect("is taken");
    assert_eq!(codes(&draft), ["details-mismatch"]);
}

#[test]
fn the_front_page_of_a_site_is_no_address_of_a_work() {
    let mut draft = to_host("copyright");
    draft.places[0].url = Some("https://www.shop.example/".to_owned());
    assert_eq!(codes(&draft), ["direct-url-required"]);
    let mut phishing = to_host("phishing");
    phishing.places[0].url = Some("https://www.shop.example/".to_owned());
    assert_eq!(codes(&phishing), Vec::<&str>::new());
}

#[test]
fn one_host_a_report_where_the_form_says_so() {
    let mut draft = to_cdn();
    draft.places.push(place("mail.shop.example"));
    assert_eq!(codes(&draft), ["one-host-a-report"]);
    let split = crate::report::batch::gather(vec![draft]);
    assert_eq!(split.len(), 2);
    assert!(split.iter().all(|draft| codes(draft).is_empty()));
}

#[test]
fn more_addresses_than_the_form_takes_are_split() {
    let mut draft = to_cdn();
    draft.places = (0..300)
        .map(|at| Place {
            url: Some(format!("https://www.shop.example/{at}")),
            ..place("www.shop.example")
        })
        .collect();
    assert_eq!(codes(&draft), ["one-host-a-report"]);
    assert_eq!(crate::report::batch::gather(vec![draft]).len(), 2);
}

#[test]
fn a_reporter_that_does_not_read_answers_is_refused() {
    let mut draft = to_host("phishing");
    draft.given.set("mailbox", "no-reply@desk.example").expect("is taken");
    assert_eq!(codes(&draft), ["unread-mailbox"]);
}

#[test]
fn no_mailbox_of_a_victim_is_handed_to_the_reported_side() {
    let mut draft = to_host("phishing");
    draft.places[0].url =
        Some("https://www.shop.example/login?user=victim%40bank.example".to_owned());
    assert_eq!(codes(&draft), ["personal-data"]);
    let mut forwarded = to_cdn();
    forwarded.given.set("seen_how", "write to victim@bank.example").expect("is taken");
    assert_eq!(codes(&forwarded), ["personal-data"]);
}

#[test]
fn nobody_is_told_the_same_twice() {
    let mut draft = to_host("phishing");
    draft.before.told.push(told(Desk::Host));
    assert_eq!(codes(&draft), ["told-already"]);
    draft.before.told[0].harm = Some("malware".to_owned());
    assert_eq!(codes(&draft), Vec::<&str>::new());
}

#[test]
fn a_registry_is_asked_after_the_registrar_and_icann_with_proof() {
    let mut draft = sound("phishing", Desk::Registry, Some(LayerId::Registry));
    draft.stage = Stage::IfSilent;
    assert_eq!(codes(&draft), ["no-proof-of-the-step-before"]);
    draft.before.told.push(told(Desk::Registrar));
    assert_eq!(codes(&draft), Vec::<&str>::new());
    let mut icann = sound("phishing", Desk::Icann, None);
    icann.contact = Contacting::default();
    assert_eq!(codes(&icann), ["no-proof-of-the-step-before"]);
    icann.before.told.push(told(Desk::Registrar));
    assert_eq!(codes(&icann), Vec::<&str>::new());
}

#[test]
fn a_report_about_something_else_is_no_proof() {
    let mut draft = sound("malware", Desk::Registry, Some(LayerId::Registry));
    draft.stage = Stage::IfSilent;
    draft.before.told.push(told(Desk::Registrar));
    assert_eq!(codes(&draft), ["no-proof-of-the-step-before"]);
}

#[test]
fn an_escalation_has_the_facts_of_the_report_before_it() {
    let mut draft = sound("phishing", Desk::Registry, Some(LayerId::Registry));
    draft.stage = Stage::IfSilent;
    draft.before.told.push(told(Desk::Registrar));
    draft.before.facts.set("brand", "Example Bank").expect("is taken");
    assert_eq!(codes(&draft), Vec::<&str>::new());
    draft.given.set("brand", "Another Bank").expect("is taken");
    assert_eq!(codes(&draft), ["other-facts"]);
    draft.given.set("brand", "Example Bank").expect("is taken");
    draft.given.set("last_seen", "2026-11-24T10:00:00Z").expect("is taken");
    assert_eq!(codes(&draft), Vec::<&str>::new());
}

#[test]
fn a_live_link_in_a_text_for_people_is_refused() {
    let draft = to_host("phishing");
    let refusals = lint_words(&draft, "see https://www.shop.example/login");
    assert_eq!(refusals.first().map(|refusal| refusal.code), Some("live-link"));
    assert_eq!(lint_words(&draft, &crate::report::text(&draft)), Vec::new());
}
