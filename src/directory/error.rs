//! What is wrong with a directory file, in words that tell its author what to change.

use thiserror::Error;

/// Why directory data cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DirectoryError {
    /// The file is no TOML, or has a field that the format does not know.
    #[error("{file} cannot be read as a provider file: {detail}")]
    Syntax {
        /// The file, as the user named it.
        file: String,
        /// What the reader says, with line and column.
        detail: String,
    },
    /// A field of an entry says something that it may not.
    #[error("{file}: provider {entry}: {field}: {problem}")]
    Field {
        /// The file, as the user named it.
        file: String,
        /// The entry's identifier in back quotes, or its number where it has none.
        entry: String,
        /// The field, with its number where there are several.
        field: String,
        /// What is wrong and what is allowed.
        problem: String,
    },
    /// A line of the prefix table cannot be used.
    #[error("{file}, line {line}: {problem}")]
    Line {
        /// The file.
        file: String,
        /// The line, counted from one.
        line: usize,
        /// What is wrong and what is allowed.
        problem: String,
    },
}
