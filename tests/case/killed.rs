//! Writers that are killed at any moment: every acknowledged event is there, and none twice.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::copied;
use super::program::Program;

/// The writers.
const WRITERS: usize = 8;
/// The events of each.
const EVENTS: usize = 6;

#[test]
fn every_acknowledged_event_is_there_and_none_twice_though_writers_are_killed() {
    let program = Program::new();
    let case = copied(&program, "ipv4-literal");
    let acknowledged = AtomicUsize::new(0);
    let said: Vec<String> = std::thread::scope(|scope| {
        let write = |writer: usize| {
            let (case, acknowledged) = (&case, &acknowledged);
            move || {
                let mut said = Vec::new();
                for event in 0..EVENTS {
                    let reference = format!("w{writer}-e{event}");
                    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("trace"))
                        .env_clear()
                        .args(["case", "told"])
                        .arg(case)
                        .args(["--to", "host", "--ref", &reference])
                        .stdin(Stdio::null())
                        .stdout(Stdio::piped())
                        .stderr(Stdio::null())
                        .spawn()
                        .expect("starts");
                    // Every other one is killed at a moment that differs from run to run.
                    if (writer + event) % 2 == 1 {
                        std::thread::sleep(Duration::from_millis(
                            ((writer * 7 + event * 13) % 60) as u64,
                        ));
                        let _ = child.kill();
                    }
                    let out = BufReader::new(child.stdout.take().expect("a pipe"));
                    if out.lines().map_while(Result::ok).any(|line| line.contains(" told: ")) {
                        acknowledged.fetch_add(1, Ordering::SeqCst);
                        said.push(reference);
                    }
                    let _ = child.wait();
                }
                said
            }
        };
        let threads: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(write(writer))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("ends")).collect()
    });
    let log = std::fs::read_to_string(case.with_extension("case.log")).expect("reads");
    let log = trace::log::read(&log).expect("reads");
    for reference in &said {
        let times =
            log.events.iter().filter(|event| event.reference.as_ref() == Some(reference)).count();
        assert_eq!(times, 1, "{reference}");
    }
    let numbers: Vec<u64> = log.events.iter().map(|event| event.number).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
    assert!(acknowledged.load(Ordering::SeqCst) >= WRITERS * EVENTS / 2);
}
