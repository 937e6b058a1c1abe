//! What a source says in a field: a value, that it keeps one back, or nothing at all.

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Said<T> {
    /// A value.
    Value(T),
    /// The words that stand where a value is kept back ("REDACTED FOR PRIVACY").
    Withheld(String),
    /// Nothing, or filler ("n/a").
    #[default]
    Nothing,
}

impl<T> Said<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Withheld(_) | Self::Nothing => None,
        }
    }

    /// The value, taken out.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Withheld(_) | Self::Nothing => None,
        }
    }

    /// Whether there is a value.
    pub fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Whether a value is kept back.
    pub fn is_withheld(&self) -> bool {
        matches!(self, Self::Withheld(_))
    }

    /// Leaves nothing behind.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Nothing)
    }

    /// Keeps what says more: a value before words in its place, those before nothing, and of two
    /// alike the first.
    pub fn learn(&mut self, other: Self) {
        let rank = |said: &Self| match said {
            Self::Value(_) => 2,
            Self::Withheld(_) => 1,
            Self::Nothing => 0,
        };
        if rank(&other) > rank(self) {
            *self = other;
        }
    }

    /// Makes something else of the value.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Said<U> {
        match self {
            Self::Value(value) => Said::Value(with(value)),
            Self::Withheld(words) => Said::Withheld(words),
            Self::Nothing => Said::Nothing,
        }
    }
}

impl Said<String> {
    /// The text of the value.
    pub fn text(&self) -> Option<&str> {
        self.value().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Said;

    #[test]
    fn a_value_says_more_than_words_in_its_place_and_those_more_than_nothing() {
        let mut said = Said::Nothing;
        said.learn(Said::Withheld("hidden".to_owned()));
        assert!(said.is_withheld());
        said.learn(Said::Value(1));
        said.learn(Said::Value(2));
        said.learn(Said::Nothing);
        assert_eq!(said, Said::Value(1));
    }
}
