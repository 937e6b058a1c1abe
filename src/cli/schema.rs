//! Whose JSON `trace schema` prints the schema of.

use clap::ValueEnum;

/// Whose JSON a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum SchemaOf {
    /// Tracing: trace/1
    #[default]
    Trace,
    /// trace check: trace-check/1
    Check,
    /// trace diff: trace-diff/1
    Diff,
    /// trace stats: trace-stats/1
    Stats,
    /// trace plan: trace-plan/1
    Plan,
    /// trace case due: trace-due/1
    Due,
    /// The lines of a case's log: trace-log/1
    Log,
}
