use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use jiff::SignedDuration;

use super::folder::{Folder, Part};
use super::*;
use crate::model::exchange::{Failure, HttpReply, RequestPurpose};

/// Answers each ask with the number of times it was asked, or fails.
#[derive(Default)]
struct Registry {
    asked: AtomicUsize,
    fails: AtomicBool,
    hangs_up: AtomicBool,
    is_busy: AtomicBool,
}

impl Wire for Registry {
    async fn send(&self, ask: &Ask) -> Sent {
        let asked = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        if self.fails.load(Ordering::SeqCst) {
            return Sent::now(Err(Failure::TimedOut));
        }
        let body = format!("answer {asked}\n").into_bytes();
        let headers = vec![("content-type".to_owned(), "application/rdap+json".to_owned())];
        let whole = !self.hangs_up.load(Ordering::SeqCst);
        let sent = Sent::now(Ok(match ask {
            Ask::Http { .. } => {
                Reply::Http(HttpReply { status: 200, headers, body, certificate: None })
            }
            _ => Reply::Text(body),
        }));
        let temper =
            if self.is_busy.load(Ordering::SeqCst) { Temper::Busy(None) } else { Temper::Record };
        Sent { whole, temper, ..sent }
    }
}

/// A cache in a folder that keeps everything.
fn cache(folder: &Path) -> Cache<Registry> {
    Cache::new(Registry::default(), Some(folder.to_owned()))
}

/// An empty folder.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The cache's own view of a folder.
fn view(folder: &Path) -> Arc<Folder> {
    Arc::new(Folder::new(folder.to_owned()))
}

/// What a new process finds in a folder.
fn read(folder: &Path, ask: &Ask) -> Option<(Sent, SignedDuration)> {
    view(folder).read(ask)
}

/// The files of a folder whose names begin so.
fn files(folder: &Path, begins: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let files = files.filter(|file| file.file_name().to_string_lossy().starts_with(begins));
    files.map(|file| file.path()).collect()
}

/// What becomes of a file's bytes.
type Damage<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;

/// The list of RDAP servers.
fn list() -> Ask {
    let url = "https://data.example.net/rdap/dns.json".to_owned();
    Ask::Http { url, purpose: RequestPurpose::Bootstrap }
}

/// Makes the answer in the cache older by so many hours.
fn age(folder: &Path, ask: &Ask, hours: i64) {
    let (mut sent, _) = read(folder, ask).expect("an answer");
    sent.at -= SignedDuration::from_hours(hours);
    let reply = sent.outcome.clone().expect("a reply");
    let part = Part::begin(&view(folder), ask).expect("a table").expect("nobody else asks");
    part.finish(ask, &sent, &reply);
}

#[tokio::test]
async fn another_run_gets_the_same_answer_with_the_time_it_was_learnt() {
    let folder = folder();
    for ask in [Ask::rdap("https://rdap.example.net/ip/192.0.2.1"), Ask::whois("w.example", "x")] {
        let first = cache(folder.path()).send(&ask).await;
        let second = cache(folder.path());
        assert_eq!(second.send(&ask).await, first);
        assert_eq!(second.inner.asked.load(Ordering::SeqCst), 0);
    }
}

#[tokio::test]
async fn a_damaged_or_foreign_answer_is_ignored_and_asked_for_again() {
    let ask = Ask::rdap("https://rdap.example.net/ip/192.0.2.1");
    let cut = |bytes: &[u8], by: usize| bytes[..bytes.len() - by].to_vec();
    let replaced = |bytes: &[u8], from: &str, to: &str| {
        String::from_utf8_lossy(bytes).replace(from, to).into_bytes()
    };
    let damages: [(&str, Damage<'_>); 8] = [
        ("answers", &|_| Vec::new()),
        ("answers", &|_| b"\xff\xfe\n".to_vec()),
        ("answers", &|bytes| cut(bytes, 1)),
        ("answers", &|bytes| replaced(bytes, "\"version\":1", "\"version\":2")),
        ("answers", &|bytes| replaced(bytes, "192.0.2.1", "192.0.2.2")),
        ("index", &|_| Vec::new()),
        ("index", &|bytes| cut(bytes, 1)),
        ("index", &|bytes| [&bytes[..16], &[0xff; 16]].concat()),
    ];
    for (what, damage) in damages {
        let folder = folder();
        let good = cache(folder.path()).send(&ask).await;
        let file = files(folder.path(), what).pop().expect("a file");
        fs::write(&file, damage(&fs::read(&file).expect("reads"))).expect("writes");
        let again = cache(folder.path());
        again.send(&ask).await;
        assert_eq!(again.inner.asked.load(Ordering::SeqCst), 1);
        let kept = read(folder.path(), &ask).map(|(sent, _)| sent.outcome);
        assert_eq!(kept, Some(good.outcome));
    }
}

#[tokio::test]
async fn what_is_not_worth_keeping_was_cut_off_or_failed_is_not_kept() {
    let folder = folder();
    let ask = Ask::whois("whois.example.net", "example.com");
    let busy = cache(folder.path());
    busy.inner.is_busy.store(true, Ordering::SeqCst);
    busy.send(&ask).await;
    let failing = cache(folder.path());
    failing.inner.fails.store(true, Ordering::SeqCst);
    failing.send(&ask).await;
    let cut = cache(folder.path());
    cut.inner.hangs_up.store(true, Ordering::SeqCst);
    cut.send(&ask).await;
    assert!(read(folder.path(), &ask).is_none());
}

#[tokio::test]
async fn dns_and_the_targets_own_site_are_never_kept() {
    let folder = folder();
    let url = "https://www.example.com/".to_owned();
    let site = Ask::Http { url, purpose: RequestPurpose::Site };
    for ask in [site, Ask::dns("example.com", crate::model::dns::RecordKind::A)] {
        cache(folder.path()).send(&ask).await;
    }
    assert!(files(folder.path(), "").is_empty());
}

#[tokio::test]
async fn an_old_list_is_renewed_and_does_when_that_fails() {
    let folder = folder();
    let first = cache(folder.path()).send(&list()).await;
    age(folder.path(), &list(), 25);
    let failing = cache(folder.path());
    failing.inner.fails.store(true, Ordering::SeqCst);
    assert_eq!(failing.send(&list()).await.outcome, first.outcome);
    assert_eq!(failing.warnings().len(), 1);
    let working = cache(folder.path());
    working.send(&list()).await;
    assert_eq!(working.inner.asked.load(Ordering::SeqCst), 1);
    age(folder.path(), &list(), 31 * 24);
    assert_eq!(failing.send(&list()).await.outcome, Err(Failure::TimedOut));
}

#[tokio::test]
async fn a_stale_record_of_a_registry_never_stands_in_for_a_failure() {
    let folder = folder();
    let ask = Ask::rdap("https://rdap.example.net/domain/example.com");
    cache(folder.path()).send(&ask).await;
    age(folder.path(), &ask, 2);
    let failing = cache(folder.path());
    failing.inner.fails.store(true, Ordering::SeqCst);
    assert_eq!(failing.send(&ask).await.outcome, Err(Failure::TimedOut));
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_to_is_no_trouble() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").expect("writes");
    let ask = Ask::whois("whois.example.net", "example.com");
    assert!(cache(&file).send(&ask).await.outcome.is_ok());
    assert!(cache(&file.join("below")).send(&ask).await.outcome.is_ok());
}

#[tokio::test]
async fn files_go_when_their_own_term_ends() {
    let folder = folder();
    let name = "0".repeat(64);
    let make = |suffix: &str, minutes: u64| {
        let path = folder.path().join(format!("{name}{suffix}"));
        let then = SystemTime::now() - Duration::from_mins(minutes);
        fs::File::create(&path).and_then(|file| file.set_modified(then)).expect("writes");
        path
    };
    let gone = [make(".hour", 61), make(".part", 61), make("", 61), make("other", 31 * 24 * 60)];
    let kept = [make(".week", 61), make(".month", 61), make("another", 61)];
    cache(folder.path()).send(&list()).await;
    assert!(gone.iter().all(|path| !path.exists()), "{gone:?}");
    assert!(kept.iter().all(|path| path.exists()), "{kept:?}");
}

#[tokio::test]
async fn a_hundred_answers_are_two_files_and_each_is_found() {
    let folder = folder();
    let writer = cache(folder.path());
    let asks = (0..100).map(|at| Ask::whois("whois.example.net", format!("{at}.example")));
    let mut sent = Vec::new();
    for ask in asks {
        sent.push((writer.send(&ask).await, ask));
    }
    assert_eq!(
        [files(folder.path(), "answers").len(), files(folder.path(), "index").len()],
        [1; 2]
    );
    let reader = view(folder.path());
    for (sent, ask) in sent {
        assert_eq!(reader.read(&ask).map(|(found, _)| found), Some(sent));
    }
}

#[tokio::test]
async fn a_file_goes_an_hour_after_its_youngest_answer() {
    let folder = folder();
    cache(folder.path()).send(&Ask::whois("whois.example.net", "example.com")).await;
    let then = SystemTime::now() - Duration::from_mins(61);
    for file in files(folder.path(), "") {
        let file = fs::File::options().write(true).open(file).expect("opens");
        file.set_modified(then).expect("is older");
    }
    cache(folder.path()).send(&list()).await;
    let left = [files(folder.path(), "answers"), files(folder.path(), "index")].concat();
    assert!(left.iter().all(|file| file.to_string_lossy().ends_with(".month")), "{left:?}");
}

#[tokio::test]
async fn what_a_process_asked_that_was_killed_is_asked_by_others() {
    let folder = folder();
    let ask = Ask::whois("whois.example.net", "example.com");
    let killed = view(folder.path());
    let begun = Part::begin(&killed, &ask).expect("a table").expect("nobody else asks");
    assert!(Part::begin(&view(folder.path()), &ask).expect("a table").is_none());
    // Its file is what shows that it is there.
    for file in files(folder.path(), "process-") {
        fs::remove_file(file).expect("goes");
    }
    assert!(Part::begin(&view(folder.path()), &ask).expect("a table").is_some());
    drop(begun);
}

#[tokio::test(start_paused = true)]
async fn of_two_processes_one_asks_and_the_other_waits_for_its_answer() {
    let folder = folder();
    let ask = Ask::whois("whois.example.net", "example.com");
    let begun = Part::begin(&view(folder.path()), &ask).expect("a table").expect("nobody asks");
    let other = cache(folder.path());
    let answer = Sent::now(Ok(Reply::Text(b"the first one's".to_vec())));
    let leads = async {
        sleep(Duration::from_millis(60)).await;
        assert!(other.waits(&ask));
        let reply = answer.outcome.clone().expect("a reply");
        begun.finish(&ask, &answer, &reply);
    };
    let (waited, ()) = tokio::join!(other.send(&ask), leads);
    assert_eq!(waited.outcome, answer.outcome);
    assert_eq!(other.inner.asked.load(Ordering::SeqCst), 0);
    assert!(!other.waits(&ask));
}

#[tokio::test(start_paused = true)]
async fn one_that_gives_up_leaves_the_asking_to_the_other() {
    let folder = folder();
    let ask = Ask::whois("whois.example.net", "example.com");
    let begun = Part::begin(&view(folder.path()), &ask).expect("a table").expect("nobody asks");
    let other = cache(folder.path());
    let gives_up = async {
        sleep(Duration::from_millis(60)).await;
        drop(begun);
    };
    let (waited, ()) = tokio::join!(other.send(&ask), gives_up);
    assert!(waited.outcome.is_ok());
    assert_eq!(other.inner.asked.load(Ordering::SeqCst), 1);
}

#[test]
fn a_no_is_kept_where_it_is_about_a_number_and_a_redirect_always() {
    let kept = |path: &str, status: u16, temper: Temper| {
        let ask = Ask::rdap(format!("https://rdap.example/{path}"));
        let reply = Reply::Http(HttpReply { status, ..HttpReply::default() });
        let sent = Sent { temper, ..Sent::now(Ok(reply.clone())) };
        is_worth_keeping(&ask, &reply, &sent)
    };
    assert!(kept("ip/192.0.2.0/24", 404, Temper::Absent));
    assert!(kept("autnum/64500", 404, Temper::Absent));
    assert!(!kept("domain/a.example", 404, Temper::Absent));
    assert!(kept("ip/192.0.2.1", 302, Temper::Record));
    assert!(!kept("ip/192.0.2.1", 429, Temper::Busy(None)));
    assert!(!kept("ip/192.0.2.1", 200, Temper::Record), "nothing in it");
}
