//! The Public Suffix List, read twice: its ICANN section says what a registrar can act on, the
//! whole list says whether the name belongs to a platform's customer.

/// Where a name may be cut.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suffixes {
    /// The registry's suffix by the ICANN section: `co.uk`.
    pub public: String,
    /// The name that was registered there: `shop.co.uk`; `None` for a bare suffix.
    pub registrable: Option<String>,
    /// The private suffix that the name is below or equal to: `github.io`.
    pub private: Option<String>,
}

impl Suffixes {
    /// Cuts a name of lower-case A-labels without a final dot.
    pub fn of(name: &str) -> Self {
        let private = psl::suffix(name.as_bytes())
            .filter(|suffix| suffix.typ() == Some(psl::Type::Private))
            .and_then(|suffix| tail(name, suffix.as_bytes().len()));
        let public = match private {
            Some(private) => icann_suffix(after_first_label(private)),
            None => icann_suffix(name),
        };
        let registrable = below(name, public);
        Self {
            public: public.to_owned(),
            registrable: registrable.map(str::to_owned),
            private: private.map(str::to_owned),
        }
    }

    /// The customer's name below the private suffix: `evil.github.io`.
    pub fn tenant<'a>(&self, name: &'a str) -> Option<&'a str> {
        below(name, self.private.as_deref()?)
    }
}

/// Whether the Public Suffix List itself names a suffix, rather than its default rule.
pub(super) fn is_listed(suffix: &str) -> bool {
    psl::suffix(suffix.as_bytes()).is_some_and(|found| found.is_known())
}

/// The longest suffix of the ICANN section; the last label where the list knows none (its
/// default rule).
fn icann_suffix(name: &str) -> &str {
    let mut at = name;
    loop {
        let Some(suffix) = psl::suffix(at.as_bytes()) else { return last_label(name) };
        if suffix.typ() != Some(psl::Type::Private) {
            return tail(at, suffix.as_bytes().len()).unwrap_or_else(|| last_label(name));
        }
        at = after_first_label(tail(at, suffix.as_bytes().len()).unwrap_or_default());
    }
}

/// The last `length` bytes of a name.
fn tail(name: &str, length: usize) -> Option<&str> {
    name.get(name.len().checked_sub(length)?..)
}

/// The name without its first label.
fn after_first_label(name: &str) -> &str {
    name.split_once('.').map_or(name, |(_, rest)| rest)
}

/// The last label of a name.
fn last_label(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The suffix plus one label of the name.
fn below<'a>(name: &'a str, suffix: &str) -> Option<&'a str> {
    let head = name.strip_suffix(suffix)?.strip_suffix('.')?;
    let label = head.rsplit('.').next()?;
    tail(name, label.len() + 1 + suffix.len())
}
