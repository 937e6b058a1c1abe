//! On a terminal: what is blank is asked for, a wrong answer is asked for again, and what was drafted is
//! logged as drafted only where somebody says so.
#![cfg(unix)]

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::case;

/// A program that talks to a terminal of ours.
struct Terminal {
    /// Our side.
    ours: File,
    /// What was read of it.
    seen: String,
    /// What comes.
    comes: mpsc::Receiver<Vec<u8>>,
    /// The program.
    child: std::process::Child,
}

impl Terminal {
    /// Starts the program; its standard output goes to a pipe that nobody reads.
    fn start(words: &[&str], folder: &std::path::Path) -> Self {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&ours).expect("is granted");
        unlockpt(&ours).expect("is unlocked");
        let name = ptsname(&ours, Vec::new()).expect("has a name").into_string().expect("is text");
        let theirs = OpenOptions::new().read(true).write(true).open(name).expect("opens");
        let child = Command::new(assert_cmd::cargo::cargo_bin!("trace"))
            .env_clear()
            .env("HOME", folder)
            .current_dir(folder)
            .args(words)
            .stdin(Stdio::from(theirs.try_clone().expect("is shared")))
            .stdout(Stdio::null())
            .stderr(Stdio::from(theirs))
            .spawn()
            .expect("starts");
        let ours = File::from(ours);
        let mut reader = ours.try_clone().expect("is shared");
        let (sends, comes) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The end of a terminal is an error, where that of a file is nothing.
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sends.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { ours, seen: String::new(), comes, child }
    }

    /// Waits for a text.
    fn waits_for(&mut self, text: &str) {
        let end = Instant::now() + Duration::from_secs(30);
        while !self.seen.contains(text) {
            let left = end.saturating_duration_since(Instant::now());
            match self.comes.recv_timeout(left) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(error) => panic!("no {text:?} ({error}) in {}", self.seen),
            }
        }
        let (_, rest) = self.seen.split_once(text).expect("is there");
        self.seen = rest.to_owned();
    }

    /// Types a line.
    fn types(&mut self, line: &str) {
        self.ours.write_all(format!("{line}\n").as_bytes()).expect("is typed");
    }

    /// Waits for the end.
    fn ends(mut self) -> i32 {
        self.child.wait().expect("ends").code().expect("was not killed")
    }
}

#[test]
fn blanks_are_asked_for_a_wrong_answer_again_and_drafts_are_logged_as_drafted() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(case("shared-hosting"), folder.path().join("a.case")).expect("is copied");
    let words = ["report", "a.case", "--harm", "phishing", "--to", "host", "--interactive"];
    let out = ["--out", "drafts", "--format", "text"];
    let mut terminal = Terminal::start(&[&words[..], &out[..]].concat(), folder.path());
    terminal.waits_for("seen_at: last seen (UTC)");
    terminal.types("yesterday");
    terminal.waits_for("seen_at is \"yesterday\"; use a time with its zone");
    terminal.waits_for("seen_at: ");
    terminal.types("2026-11-22T12:00:00+02:00");
    terminal.waits_for("seen_how: ");
    terminal.types("");
    for (asked, answer) in [
        ("screenshot: ", "1.png"),
        ("brand: ", "Example Bank"),
        ("real_site: ", "https://bank.example/"),
        ("good_faith: ", "in good faith"),
        ("name: ", "Ann Example"),
        ("mailbox: ", "ann@desk.example"),
    ] {
        terminal.waits_for(asked);
        terminal.types(answer);
    }
    terminal.waits_for("1 blank is left");
    terminal.waits_for("log 1 draft as drafted (not as sent) in a.case.log? [y/N] ");
    terminal.types("y");
    terminal.waits_for("nothing was sent");
    assert_eq!(terminal.ends(), 0);
    let draft = fs::read_to_string(folder.path().join("drafts/01-host.txt")).expect("is written");
    assert!(draft.contains("imitates Example Bank"), "{draft}");
    assert!(draft.contains("Seen: 2026-11-22T10:00:00Z; [[seen_how"), "{draft}");
    let log = fs::read_to_string(folder.path().join("a.case.log")).expect("is written");
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains("\"event\":\"drafted\"") && log.contains("Example Bank"), "{log}");
    assert!(!log.contains("ann@desk.example"), "who reports is not in the log: {log}");
}

#[test]
fn nothing_is_logged_where_nobody_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(case("shared-hosting"), folder.path().join("a.case")).expect("is copied");
    let words = ["report", "a.case", "--harm", "phishing", "--to", "host"];
    let mut terminal = Terminal::start(&words, folder.path());
    terminal.waits_for("[y/N] ");
    terminal.types("");
    terminal.waits_for("nothing was sent");
    assert_eq!(terminal.ends(), 0);
    assert!(!folder.path().join("a.case.log").exists());
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = Command::new(assert_cmd::cargo::cargo_bin!("trace"))
        .env_clear()
        .current_dir(folder.path())
        .args(["report", "demo", "--harm", "phishing", "--interactive"])
        .stdin(Stdio::null())
        .output()
        .expect("ends");
    assert_eq!(ran.status.code(), Some(2));
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(err.contains("--interactive needs a terminal; use --set KEY=VALUE"), "{err}");
}
