//! Mails: from the reporter, unsent, in the parts of RFC 6522, the same bytes each time, and nothing in
//! them of this machine.

use super::{case, drafted, run};

/// A message as a server received it.
const SPAM: &str = "Return-Path: <bounce@sender.example>\r\nDelivered-To: user@desk.example\r\n\
    Received: from mail.sender.example (mail.sender.example [192.0.2.25])\r\n\tby mx.desk.example; Sun, 22 Nov 2026 10:00:00 +0000\r\n\
    Message-ID: <1@sender.example>\r\nFrom: Bank <a@bank.example>\r\nSubject: Your account\r\n\r\nClick here.\r\n";

/// The boundary of a mail.
fn boundary(mail: &str) -> &str {
    let (_, rest) = mail.split_once("boundary=\"").expect("a boundary");
    rest.split('"').next().expect("a boundary")
}

#[test]
fn a_mail_is_from_the_reporter_to_the_desk_unsent_and_reproducible() {
    let one =
        drafted("shared-hosting", "phishing", &["--format", "eml", "--to", "host", "--step", "1"]);
    let two =
        drafted("shared-hosting", "phishing", &["--format", "eml", "--to", "host", "--step", "1"]);
    assert_eq!(one.out, two.out);
    let head = one.out.split("\r\n\r\n").next().expect("a head");
    assert!(head.contains("From: \"Ann Example\" <ann@desk.example>"), "{head}");
    assert!(head.contains("X-Unsent: 1"), "{head}");
    assert!(head.contains("Subject: ") && head.contains("[phishing]"), "{head}");
    let identifier = head.lines().find(|line| line.starts_with("Message-ID: ")).expect("has one");
    assert!(identifier.ends_with("@desk.example>"), "{identifier}");
    assert!(head.contains("Date: "), "{head}");
}

#[test]
fn without_a_reporter_no_name_of_this_machine_gets_into_a_mail() {
    let printed =
        run(&[&case("shared-hosting"), "--harm", "phishing", "--format", "eml", "--step", "1"]);
    let head = printed.out.split("\r\n\r\n").next().expect("a head");
    assert!(!head.contains("From: "), "{head}");
    assert!(head.contains("@trace.invalid>"), "{head}");
}

#[test]
fn a_feedback_report_has_three_parts_and_the_fields_of_its_standard() {
    let folder = tempfile::tempdir().expect("a folder");
    let message = folder.path().join("spam.eml");
    std::fs::write(&message, SPAM).expect("is written");
    let recorded = std::fs::read_to_string(case("ipv4-literal")).expect("reads");
    let header: serde_json::Value =
        serde_json::from_str(recorded.lines().next().expect("a line")).expect("is JSON");
    let target = header["target"].as_str().expect("a target");
    let address = target.trim_start_matches("http://").trim_end_matches('/');
    let printed = drafted(
        "ipv4-literal",
        "spam",
        &[
            "--format",
            "arf",
            "--step",
            "1",
            "--message",
            message.to_str().expect("a path"),
            "--set",
            &format!("source_ip={address}"),
            "--set",
            "source_port=45123",
        ],
    );
    let mail = &printed.out;
    let parts: Vec<&str> = mail.split(&format!("--{}", boundary(mail))).collect();
    assert_eq!(parts.len(), 5, "{mail}");
    assert!(parts[2].contains("Content-Type: message/feedback-report"), "{mail}");
    for field in ["Feedback-Type: abuse", "User-Agent: trace/", "Version: 1"] {
        assert_eq!(parts[2].matches(field).count(), 1, "{field}");
    }
    assert!(parts[3].contains("message/rfc822"), "{mail}");
    assert!(parts[3].contains("Click here."), "{mail}");
}

#[test]
fn a_report_about_a_message_from_elsewhere_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let message = folder.path().join("spam.eml");
    std::fs::write(&message, SPAM).expect("is written");
    let words = ["--format", "arf", "--message", message.to_str().expect("a path")];
    let printed = drafted("ipv4-literal", "spam", &words);
    assert!(printed.err.contains("it came from 192.0.2.25"), "{}", printed.err);
}

#[test]
fn xarf_goes_by_mail_in_three_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("a path").to_owned();
    drafted("demo", "phishing", &["--format", "xarf", "--out", &out]);
    let mail = std::fs::read_to_string(folder.path().join("01-host.xarf.eml")).expect("is there");
    let parts: Vec<&str> = mail.split(&format!("--{}", boundary(&mail))).collect();
    assert_eq!(parts.len(), 5, "{mail}");
    assert!(mail.contains("report-type=\"feedback-report\""), "{mail}");
    assert!(parts[2].contains("Feedback-Type: xarf"), "{mail}");
    assert!(parts[3].contains("application/json"), "{mail}");
    assert!(parts[3].contains("name=\"xarf.json\""), "{mail}");
}
