//! Answers for all machines together, and who asks for one at the moment.

use std::time::Duration;

use jiff::SignedDuration;
use redis::pipe;

use super::Fleet;
use super::scripts::LEASE;
use crate::model::digest::sha256;
use crate::model::exchange::Ask;

/// The most bytes of an answer with its header; the largest that is read of a server is 1 MiB.
const MOST: usize = 2 << 20;
/// How long a lease lasts that is not renewed: so long others wait for a worker that has died.
const LEASE_TERM: Duration = Duration::from_secs(4);

impl Fleet {
    /// The bytes of an answer, as a file of the cache has them.
    pub async fn answer(&self, ask: &Ask) -> Option<Vec<u8>> {
        let mut commands = pipe();
        commands.cmd("GETRANGE").arg(answer(ask)).arg(0).arg(MOST);
        let (bytes,): (Vec<u8>,) = self.send(&commands).await.ok()?;
        (!bytes.is_empty() && bytes.len() <= MOST).then_some(bytes)
    }

    /// Takes the lease of an ask; says whether it is ours.
    pub async fn lease(&self, ask: &Ask) -> bool {
        let mut commands = pipe();
        let set = commands.cmd("SET").arg(lease(ask)).arg(&self.name).arg("NX");
        set.arg("PX").arg(millis(LEASE_TERM));
        commands.cmd("GET").arg(lease(ask));
        let answer: Result<(Option<String>, Option<String>), _> = self.send(&commands).await;
        // Without the shared server nobody can say so; whoever asks will wait for its turn there.
        let Ok((set, holder)) = answer else { return true };
        if set.is_none()
            && let Some(holder) = holder
            && self.gone().await.contains(&holder)
        {
            let mut script = LEASE.key(lease(ask));
            script.arg(holder).arg(0);
            // Else it ends by itself.
            let _: Result<u64, _> = self.run(&script).await;
        }
        set.is_some()
    }

    /// Keeps the lease of an ask that takes long.
    pub async fn renew(&self, ask: &Ask) {
        let mut script = LEASE.key(lease(ask));
        script.arg(&self.name).arg(millis(LEASE_TERM));
        // If it could not be renewed, somebody else may ask as well.
        let _: Result<u64, _> = self.run(&script).await;
    }

    /// Ends the lease of an ask without an answer.
    pub async fn release(&self, ask: &Ask) {
        let mut script = LEASE.key(lease(ask));
        script.arg(&self.name).arg(0);
        // Else it ends by itself.
        let _: Result<u64, _> = self.run(&script).await;
    }

    /// Keeps an answer for its term, and ends the lease.
    pub async fn keep(&self, ask: &Ask, bytes: &[u8], term: SignedDuration) {
        let term = Duration::try_from(term).unwrap_or_default();
        let mut commands = pipe();
        commands.atomic();
        commands.cmd("SET").arg(answer(ask)).arg(bytes).arg("PX").arg(millis(term)).ignore();
        commands.cmd("DEL").arg(lease(ask)).ignore();
        // What cannot be kept is asked for again.
        let _: Result<(), _> = self.send(&commands).await;
    }

    /// Forgets an answer.
    pub async fn forget(&self, ask: &Ask) {
        let mut commands = pipe();
        commands.cmd("DEL").arg(answer(ask)).ignore();
        // It ends by itself as well.
        let _: Result<(), _> = self.send(&commands).await;
    }
}

/// The key of an answer.
fn answer(ask: &Ask) -> String {
    format!("trace:answer:{}", sha256(ask.to_string().as_bytes()))
}

/// The key of a lease.
fn lease(ask: &Ask) -> String {
    format!("trace:lease:{}", sha256(ask.to_string().as_bytes()))
}

/// A time as Redis has it.
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
