//! The scripts that run on the queue's server, where nobody comes between their steps.

use std::sync::LazyLock;

use redis::Script;

use crate::wire::limits::ledger;

/// The ledger of a server that is asked.
pub(super) static LIMITER: LazyLock<Script> = LazyLock::new(|| {
    Script::new(&format!("{}\n{}", ledger::constants(), include_str!("limiter.lua")))
});

/// Adds targets.
pub(super) static PUSH: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("push.lua")));

/// Hands out tasks whose worker has died.
pub(super) static ORPHANS: LazyLock<Script> =
    LazyLock::new(|| Script::new(include_str!("orphans.lua")));

/// Adds a line to the log of address blocks, unless somebody has added one meanwhile. KEYS: the log.
/// ARGV: how many lines were known, the line, the most lines, for how long they are kept.
pub(super) static APPEND: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local lines = redis.call('LLEN', KEYS[1])
         if lines > tonumber(ARGV[3]) then redis.call('DEL', KEYS[1]) lines = 0 end
         if lines ~= tonumber(ARGV[1]) then return -1 end
         redis.call('RPUSH', KEYS[1], ARGV[2])
         redis.call('PEXPIRE', KEYS[1], ARGV[4])
         return lines + 1",
    )
});

/// Renews a lease that is still ours, or ends it. KEYS: the lease. ARGV: whose it is, for how long.
pub(super) static LEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
         if ARGV[2] == '0' then return redis.call('DEL', KEYS[1]) end
         return redis.call('PEXPIRE', KEYS[1], ARGV[2])",
    )
});

/// Puts a task again whose result is not final. KEYS: results, the stream. ARGV: its place.
pub(super) static AGAIN: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
         redis.call('XADD', KEYS[2], '*', 'place', ARGV[1])
         return 1",
    )
});
