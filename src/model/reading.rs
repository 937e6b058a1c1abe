//! What was read of a reply, kept beside it, so that it is read once for all who ask the same.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

/// So many objects are kept of one reply: it answers what is at its own address, and above it.
const KEPT: usize = 4;

/// A place for what readers made of one reply; all copies of the reply share it.
#[derive(Debug, Clone, Default)]
pub struct Reading(Arc<Mutex<Vec<KeptReading>>>);

/// The object that the reader was asked about, and what it made of the reply.
type KeptReading = (String, Arc<dyn Any + Send + Sync>);

impl Reading {
    /// What a reader makes of the reply as an answer about an object.
    pub fn of<T: Send + Sync + 'static>(&self, object: &str, read: impl FnOnce() -> T) -> Arc<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = kept.iter().filter(|(about, _)| about == object);
        if let Some(made) = known.find_map(|(_, made)| Arc::clone(made).downcast().ok()) {
            return made;
        }
        let made = Arc::new(read());
        if kept.len() < KEPT {
            kept.push((object.to_owned(), Arc::<T>::clone(&made)));
        }
        made
    }

    /// The same, for whoever changes it.
    pub fn copy<T: Clone + Send + Sync + 'static>(
        &self,
        object: &str,
        read: impl FnOnce() -> T,
    ) -> T {
        (*self.of(object, read)).clone()
    }
}

impl PartialEq for Reading {
    /// It adds nothing to the reply beside it.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Reading {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_copies_of_a_reply_are_read_once_for_an_object() {
        let (reading, mut times) = (Reading::default(), 0);
        for _ in 0..3 {
            let made = reading.clone().of("a.example", || {
                times += 1;
                "a record".to_owned()
            });
            assert_eq!(*made, "a record");
        }
        assert_eq!(times, 1);
    }

    #[test]
    fn what_is_read_in_another_way_is_read_anew() {
        let reading = Reading::default();
        assert_eq!(*reading.of("a.example", || 1_u8), 1);
        assert_eq!(*reading.of("b.example", || 2_u8), 2, "of another object");
        assert_eq!(*reading.of("a.example", || 3_u16), 3, "of another kind");
        assert_eq!(*reading.of("a.example", || 4_u8), 1);
        for at in 0..9_u64 {
            reading.of(&at.to_string(), || at);
        }
        assert_eq!(*reading.of("8", || 9_u64), 9, "too many are not kept");
    }
}
