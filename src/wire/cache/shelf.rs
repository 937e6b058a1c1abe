//! The answers of one term: appended to one file for each stretch of time, with an index beside it,
//! so that an answer costs two writes and no file of its own.
//!
//! An index has entries of one length: a key, and where the answer is. Whoever appends holds the lock
//! of [`super::asking`]. Whoever reads needs none: an entry is written after its answer, and what is
//! torn or damaged is no answer, because each says itself what it is about and how long. A file goes
//! as a whole when the term of its youngest answer has ended.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use jiff::Timestamp;

use super::terms::Keeping;
use crate::model::digest::DigestKey;

/// The length of an entry: the key, the answer's place and its length.
const ENTRY: usize = 32;
/// What is reserved for an answer before it was seen how long it is.
const USUAL: u64 = 64 << 10;

/// The answers of one term.
#[derive(Debug)]
pub(super) struct AnswerShelf {
    /// The term.
    pub(super) keeping: Keeping,
    /// The files, by the number of their stretch.
    stretches: BTreeMap<i64, Stretch>,
    /// The stretch in which was looked last: files of earlier ones that were not there then never
    /// will be.
    looked: Option<i64>,
}

/// The answers of one stretch of time.
#[derive(Debug)]
struct Stretch {
    /// The index, read so far and no farther.
    index: File,
    /// The answers.
    answers: File,
    /// What was read of an entry that is not whole.
    torn: Vec<u8>,
    /// Where each answer is, and how long it is.
    places: HashMap<DigestKey, (u64, u64)>,
}

impl AnswerShelf {
    /// A shelf whose files are looked for when it is first needed.
    pub(super) fn new(keeping: Keeping) -> Self {
        Self { keeping, stretches: BTreeMap::new(), looked: None }
    }

    /// The bytes of the youngest answer with a key.
    pub(super) fn read(
        &mut self,
        folder: &Path,
        key: &DigestKey,
        now: Timestamp,
    ) -> Option<Vec<u8>> {
        self.catch_up(folder, now);
        let mut stretches = self.stretches.values_mut().rev();
        stretches.find_map(|stretch| {
            let place = *stretch.places.get(key)?;
            stretch.read(place).ok()
        })
    }

    /// Appends an answer. What could not be written whole is not found, and its file is read anew.
    pub(super) fn append(
        &mut self,
        folder: &Path,
        key: DigestKey,
        bytes: &[u8],
        now: Timestamp,
    ) -> io::Result<()> {
        self.catch_up(folder, now);
        let number = self.keeping.stretch_of(now);
        let mut stretch = match self.stretches.remove(&number) {
            Some(stretch) => stretch,
            None => Stretch::open(folder, &self.keeping, number, true)?,
        };
        stretch.append(key, bytes)?;
        self.stretches.insert(number, stretch);
        Ok(())
    }

    /// Forgets what is out of date and learns what others have appended.
    fn catch_up(&mut self, folder: &Path, now: Timestamp) {
        let number = self.keeping.stretch_of(now);
        let oldest = self.keeping.oldest_stretch(now);
        self.stretches.retain(|stretch, _| *stretch >= oldest);
        let first = self.looked.replace(number).map_or(oldest, |looked| looked.max(oldest));
        for number in first..=number {
            if !self.stretches.contains_key(&number)
                && let Ok(mut stretch) = Stretch::open(folder, &self.keeping, number, false)
                && stretch.catch_up().is_ok()
            {
                self.stretches.insert(number, stretch);
            }
        }
        // Somebody may be late with an answer of the stretch before. What cannot be read holds nothing.
        for number in [number - 1, number] {
            if self.stretches.get_mut(&number).is_some_and(|stretch| stretch.catch_up().is_err()) {
                self.stretches.remove(&number);
            }
        }
    }
}

impl Stretch {
    /// Opens the files of a stretch.
    fn open(folder: &Path, keeping: &Keeping, number: i64, make: bool) -> io::Result<Self> {
        let open = |what: &str| {
            let path = folder.join(format!("{what}-{number}{}", keeping.suffix));
            File::options().read(true).write(true).create(make).truncate(false).open(path)
        };
        let answers = open("answers")?;
        let index = open("index")?;
        Ok(Self { index, answers, torn: Vec::new(), places: HashMap::new() })
    }

    /// Reads what was appended to the index.
    fn catch_up(&mut self) -> io::Result<()> {
        let mut buffer = [0; 4096];
        loop {
            let length = self.index.read(&mut buffer)?;
            if length == 0 {
                return Ok(());
            }
            self.torn.extend_from_slice(buffer.get(..length).unwrap_or_default());
            let whole = self.torn.len() / ENTRY * ENTRY;
            let entries: Vec<u8> = self.torn.drain(..whole).collect();
            self.places.extend(entries.chunks_exact(ENTRY).filter_map(place));
            if length < buffer.len() {
                return Ok(());
            }
        }
    }

    /// Appends an answer and its entry.
    fn append(&mut self, key: DigestKey, bytes: &[u8]) -> io::Result<()> {
        self.catch_up()?;
        if !self.torn.is_empty() {
            // Whoever wrote the last entry was killed.
            self.index.write_all(&vec![0; ENTRY - self.torn.len()])?;
            self.torn.clear();
        }
        let at = self.answers.seek(SeekFrom::End(0))?;
        self.answers.write_all(bytes)?;
        let length = bytes.len() as u64;
        let entry = [&key[..], &at.to_le_bytes(), &length.to_le_bytes()].concat();
        self.index.write_all(&entry)?;
        self.places.insert(key, (at, length));
        Ok(())
    }

    /// The bytes at a place.
    fn read(&mut self, (at, length): (u64, u64)) -> io::Result<Vec<u8>> {
        self.answers.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(USUAL)).unwrap_or(0));
        (&self.answers).take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Reads an entry.
fn place(entry: &[u8]) -> Option<(DigestKey, (u64, u64))> {
    let (key, rest) = entry.split_first_chunk()?;
    let (at, rest) = rest.split_first_chunk()?;
    let (length, _) = rest.split_first_chunk()?;
    Some((*key, (u64::from_le_bytes(*at), u64::from_le_bytes(*length))))
}
