//! Arbitrary bytes, and recorded answers that were damaged on the way.

use proptest::prelude::*;
use proptest::sample::Index;

use super::{cases, change, changed, root, seeds, truths};

/// Puts every recorded answer of a kind, damaged, to a reader.
fn damaged<T>(bodies: &[Vec<u8>], many: u32, read: impl Fn(&[u8]) -> Option<T>) {
    let whole = bodies.iter().filter(|body| read(body).is_some()).count();
    assert!(whole * 2 > bodies.len(), "only {whole} of {} seeds are read", bodies.len());
    let changes = prop::collection::vec(change(), 1..6);
    let mut runner = proptest::test_runner::TestRunner::new(cases(many));
    let tried = runner.run(&(any::<Index>(), changes), |(seed, changes)| {
        let body: &Vec<u8> = seed.get(bodies);
        let body = changed(body, &changes);
        read(&body);
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn arbitrary_bytes_are_no_answer_and_harm_nobody(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        truths::whois_domain(&bytes);
        truths::whois_number(&bytes);
        truths::rdap_domain(&bytes);
        truths::rdap_number(&bytes);
        truths::jcard(&bytes);
        truths::day(&bytes);
        truths::bootstrap(&bytes);
        truths::security_txt(&bytes);
        let text = String::from_utf8_lossy(&bytes);
        truths::target(&text);
        prop_assert!(truths::case(&text).is_none());
    }

    #[test]
    fn arbitrary_text_as_a_target_is_refused_or_leads_back_to_itself(
        text in r#"[<("' ]{0,3}(h[tx]{2}ps?://|//|AS ?|)[a-z0-9\[\]().:@%/\\ üß例。_-]{0,30}(\.|\[\.\])(com|example\.net|jp|12|xn--)[.)>/:0-9 ]{0,6}"#
    ) {
        truths::target(&text);
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn numbers_and_words_in_any_order_are_a_day_or_none(
        text in r"((0|1|12|31|99|2031|2574|20310131|before|Jan|mar\.|août|令和|年|AM|p\. m\.|UTC|T|Z|\+02|W05|days|to)[ ./:T,-]{0,2}){0,7}"
    ) {
        truths::day(text.as_bytes());
    }
}

#[test]
fn damaged_whois_answers_about_domains_harm_nobody() {
    let bodies = seeds::bodies(root(), seeds::is_whois_domain);
    damaged(&bodies, 200, truths::whois_domain);
}

#[test]
fn damaged_whois_answers_about_numbers_harm_nobody() {
    let bodies = seeds::bodies(root(), seeds::is_whois_number);
    damaged(&bodies, 200, truths::whois_number);
}

#[test]
fn damaged_rdap_answers_about_domains_harm_nobody() {
    let bodies = seeds::bodies(root(), seeds::is_rdap_domain);
    damaged(&bodies, 200, truths::rdap_domain);
}

#[test]
fn damaged_rdap_answers_about_numbers_harm_nobody() {
    let bodies = seeds::bodies(root(), seeds::is_rdap_number);
    damaged(&bodies, 200, truths::rdap_number);
}

#[test]
fn damaged_cards_harm_nobody() {
    let card = br#"["vcard",[["version",{},"text","4.0"],["fn",{},"text","Example Registrar Ltd"],
        ["org",{"type":"work"},"text",["Example","Desk"]],["kind",{},"text","org"],
        ["email",{"type":"abuse","pref":"1"},"text","mailto:abuse@registrar.example.net?x"],
        ["tel",{"type":["work","voice"]},"uri","tel:+1.5555550100;ext=9"],
        ["adr",{"cc":"NO","label":"1 Example Street\nNorway"},"text",["","","","","","","Norway"]],
        ["contact-uri",{},"uri","https://registrar.example.net/form"],["url",{},"uri","https://registrar.example.net"]]]"#;
    damaged(&[card.to_vec()], 200, truths::jcard);
}

#[test]
fn damaged_case_files_are_refused_or_replayed() {
    let mut texts = seeds::cases(root());
    texts.sort_by_key(String::len);
    let short: Vec<Vec<u8>> = texts.into_iter().take(8).map(String::into_bytes).collect();
    damaged(&short, 24, |bytes| truths::case(&String::from_utf8_lossy(bytes)));
}
