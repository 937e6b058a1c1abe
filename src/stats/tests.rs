//! Counts that can be checked by hand.

use super::{CountedBy, Stats, Tally, read};

/// A line of the JSON output.
fn line(domain: &str, hosts: &[(&str, &str)], basis: &str) -> String {
    let entries: Vec<String> = hosts
        .iter()
        .map(|(id, country)| {
            format!(
                r#"{{"layer":"host","status":"identified","party":{{"name":"{id} Ltd","id":"{id}","country":"{country}"}},
                "contacts":[{{"purpose":"abuse","basis":"{basis}","value":"x"}}],"subjects":["192.0.2.1"],"evidence":[]}}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{"schema":"trace/1","target":{{"input":"{domain}","registrable_domain":"{domain}"}},
        "resolution":{{"addresses":["192.0.2.1"],"dnssec":"unsigned"}},
        "chain":[{}{}{{"layer":"mail","status":"unknown","party":null,"evidence":["e1"]}}],
        "evidence":[{{"id":"e1","protocol":"dns"}}]}}"#,
        entries.join(","),
        if entries.is_empty() { "" } else { "," }
    );
    text.replace('\n', "")
}

/// The shares of some lines.
fn stats(lines: &[String]) -> Stats {
    let mut tally = Tally::default();
    for line in lines {
        tally.add(&read(line.as_bytes()).expect("reads"));
    }
    Stats::of(tally, 0, &CountedBy::all().collect::<Vec<_>>())
}

/// The figures of one part.
fn part<'a>(stats: &'a Stats, word: &str) -> &'a super::report::PartStats {
    stats.parts.iter().find(|part| part.part == word).expect("a part")
}

#[test]
fn shares_are_of_those_that_are_known_and_the_unknown_stand_apart() {
    let lines = [
        line("a.example", &[("one", "DE")], "published"),
        line("b.example", &[("one", "DE")], "published"),
        line("c.test", &[("one", "DE"), ("two", "FR")], "published"),
        line("d.test", &[], "published"),
    ];
    let stats = stats(&lines);
    let host = part(&stats, "host");
    assert_eq!((host.identified, host.unknown), (3, 1));
    let shares: Vec<(&str, u64, f64)> =
        host.parties.iter().map(|party| (party.id.as_str(), party.targets, party.share)).collect();
    assert_eq!(shares, [("one", 3, 83.33), ("two", 1, 16.67)]);
    assert!((host.concentration.hhi - 7222.22).abs() < 0.01, "{:?}", host.concentration);
    let mail = part(&stats, "mail");
    assert_eq!((mail.identified, mail.unknown), (0, 4));
    assert_eq!(part(&stats, "tld").parties[0].targets, 2);
    assert_eq!(part(&stats, "country").parties[0].id, "DE");
    assert_eq!((stats.legacy.no_ipv6.targets, stats.legacy.no_rdap.of), (4, 0));
}

#[test]
fn a_guess_is_no_contact_and_is_counted_as_a_guess() {
    let stats = stats(&[line("a.example", &[("one", "DE")], "guessed")]);
    let party = &part(&stats, "host").parties[0];
    assert_eq!((party.without_contact, party.guessed), (1, 1));
    assert_eq!(party.example.as_deref(), Some("192.0.2.1"));
}

#[test]
fn a_refused_target_is_counted_and_carried_by_nobody() {
    let refused =
        r#"{"schema":"trace/1","target":{"input":"x"},"error":{"code":"c","message":"m"}}"#;
    let stats = stats(&[refused.to_owned()]);
    assert_eq!((stats.targets, stats.refused), (1, 1));
    assert!(stats.parts.iter().all(|part| part.parties.is_empty()));
}

#[test]
fn an_earlier_list_shows_who_grew_and_who_is_gone() {
    let mut now = stats(&[line("a.example", &[("one", "DE")], "published")]);
    let before = [
        line("a.example", &[("two", "FR")], "published"),
        line("b.example", &[("one", "DE")], "published"),
    ];
    now.compare(stats(&before));
    let parties = &part(&now, "host").parties;
    assert_eq!((parties[0].change, parties[0].share_change), (Some(0), Some(50.0)));
    assert_eq!((parties[1].id.as_str(), parties[1].change), ("two", Some(-1)));
}
