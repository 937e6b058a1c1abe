use std::net::Ipv4Addr;

use hickory_resolver::proto::rr::rdata::{A, CNAME, NS, NULL};

use super::*;

/// A record of a name.
fn owned(owner: &str, data: RData) -> WireRecord {
    WireRecord::from_rdata(Name::from_ascii(owner).expect("a name"), 60, data)
}

/// A question for addresses.
fn question(name: &str, recursion: bool) -> Result<Question, Failure> {
    Question::new(name, RecordKind::A, recursion)
}

/// An answer to a question with the records given.
fn answer(asked: &str, records: Vec<WireRecord>) -> (Message, Question) {
    let question = question(asked, true).expect("a question");
    let mut message = question.message(true);
    message.answers = records;
    (message, question)
}

#[test]
fn records_of_unrelated_names_are_left_out() {
    let victim = owned("www.victim.example.", RData::A(A(Ipv4Addr::new(192, 0, 2, 66))));
    let alias =
        owned("WWW.example.com.", RData::CNAME(CNAME(Name::from_ascii("b.example.").unwrap())));
    let address = owned("b.example.", RData::A(A(Ipv4Addr::new(192, 0, 2, 1))));
    let (message, question) = answer("www.example.com", vec![victim, address, alias]);
    let reply = question.read(&message).expect("reads");
    assert_eq!(
        reply.to_string(),
        "NOERROR ad\nanswer b.example 60 A 192.0.2.1\nanswer www.example.com 60 CNAME b.example"
    );
}

#[test]
fn records_of_other_types_and_delegations_are_not_taken_from_a_resolver() {
    let delegation = RData::NS(NS(Name::from_ascii("ns.evil.example.").unwrap()));
    let delegation = owned("www.example.com.", delegation);
    let address = owned("www.example.com.", RData::A(A(Ipv4Addr::new(192, 0, 2, 1))));
    let (mut message, question) = answer("www.example.com", vec![delegation.clone(), address]);
    message.authorities.push(delegation);
    let reply = question.read(&message).expect("reads");
    assert_eq!(reply.to_string(), "NOERROR ad\nanswer www.example.com 60 A 192.0.2.1");
    let direct = super::Question { recursion: false, ..question };
    let referral = direct.read(&message).expect("reads");
    assert_eq!(referral.authorities.len(), 1);
}

#[test]
fn an_answer_to_another_question_is_garbled() {
    let (message, _) = answer("www.example.com", vec![]);
    let other = question("www.example.net", true).expect("a question");
    assert!(matches!(other.read(&message), Err(Failure::Garbled { .. })));
}

#[test]
fn a_refusal_needs_no_question_but_an_answer_does() {
    let (mut message, question) = answer("www.example.com", vec![]);
    message.queries.clear();
    assert!(question.read(&message).is_err());
    message.metadata.response_code = ResponseCode::Refused;
    assert_eq!(question.read(&message).expect("reads").rcode, Rcode::Refused);
}

#[test]
fn a_dname_is_kept_with_the_alias_made_from_it() {
    let target = NULL::with(b"\x03new\x07example\0".to_vec());
    let dname = RData::Unknown { code: RecordType::from(DNAME), rdata: target };
    let alias = CNAME(Name::from_ascii("a.new.example.").unwrap());
    let records = vec![owned("old.example.", dname), owned("a.old.example.", RData::CNAME(alias))];
    let (message, question) = answer("a.old.example", records);
    let reply = question.read(&message).expect("reads");
    assert_eq!(
        reply.to_string(),
        "NOERROR ad\nanswer old.example 60 DNAME new.example\n\
         answer a.old.example 60 CNAME a.new.example"
    );
}

#[test]
fn a_long_chain_of_aliases_is_cut() {
    let link = |n: usize| {
        let target = CNAME(Name::from_ascii(format!("n{}.example.", n + 1)).unwrap());
        owned(&format!("n{n}.example."), RData::CNAME(target))
    };
    let (message, question) = answer("n0.example", (0..1000).map(link).collect());
    let reply = question.read(&message).expect("reads");
    assert_eq!(reply.chain("n0.example").len(), ALIASES + 1);
}

#[test]
fn text_is_run_together_and_what_is_not_printable_is_escaped() {
    let txt = TXT::from_bytes(vec![b"v=spf1 \"a\" ", b"b\\c\n\xff\xc3\xa4"]);
    assert_eq!(text(&txt), "v=spf1 \"a\" b\\\\c\\010\\255ä");
}

#[test]
fn huge_text_is_bounded() {
    let part = [b'x'; 255];
    let txt = TXT::from_bytes(vec![&part; 250]);
    assert_eq!(text(&txt).len(), TEXT);
}

#[test]
fn odd_names_read_back_to_themselves() {
    for odd in ["0/25.2.0.192.in-addr.arpa", "host\\.master.example", "a\\032b\\000.example", "."] {
        let question = question(odd, true).expect("a question");
        assert_eq!(name(question.query.name()), odd);
    }
}

#[test]
fn what_is_no_name_is_not_asked_for() {
    for odd in ["a..b", ".a", &"x".repeat(64), &"abc.".repeat(70)] {
        assert!(question(odd, true).is_err(), "{odd}");
    }
}
