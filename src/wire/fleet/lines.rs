//! The log of address blocks, for all machines together.

use redis::pipe;

use super::Fleet;
use super::scripts::APPEND;

/// The key of the log.
const BLOCKS: &str = "trace:blocks";
/// The most lines; a longer log is begun anew.
const MOST: u64 = 20_000;
/// For how long it is kept after the last line, in milliseconds.
const TERM: u64 = 2 * 3_600_000;

impl Fleet {
    /// The lines from a place on, and how many there are; `None` where they cannot be had.
    pub async fn lines(&self, from: u64) -> Option<(Vec<String>, u64)> {
        let mut commands = pipe();
        commands.cmd("LRANGE").arg(BLOCKS).arg(from).arg(-1);
        commands.cmd("LLEN").arg(BLOCKS);
        self.send(&commands).await.ok()
    }

    /// Adds a line, unless there are others than the known ones by now; says whether it did.
    pub async fn add_line(&self, known: u64, line: &str) -> bool {
        let mut script = APPEND.key(BLOCKS);
        script.arg(known).arg(line).arg(MOST).arg(TERM);
        self.run::<i64>(&script).await.is_ok_and(|count| count > 0)
    }
}
