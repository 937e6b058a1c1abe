//! Turns in which the targets of a list begin.
//!
//! Each begins with a dozen questions to the resolver at once, which has to bear them.

use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior, interval};

/// So many begin in a turn.
const ABREAST: usize = 64;
/// How far turns are apart.
const TURN: Duration = Duration::from_millis(100);

/// Lets targets begin in turns.
#[derive(Debug)]
pub struct Turns {
    /// How many have begun in this turn.
    begun: usize,
    /// When turns begin.
    clock: Interval,
}

impl Default for Turns {
    /// The first turn.
    fn default() -> Self {
        let mut clock = interval(TURN);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { begun: 0, clock }
    }
}

impl Turns {
    /// Whether one more may begin in this turn.
    pub fn have_room(&self) -> bool {
        self.begun < ABREAST
    }

    /// Counts one that begins.
    pub fn take(&mut self) {
        self.begun += 1;
    }

    /// Waits for the next turn.
    pub async fn next(&mut self) {
        self.clock.tick().await;
        self.begun = 0;
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn so_many_begin_in_a_turn_and_the_next_one_comes_later() {
        let (mut turns, started) = (Turns::default(), Instant::now());
        let mut begun = 0;
        for _ in 0..3 {
            while turns.have_room() {
                turns.take();
                begun += 1;
            }
            turns.next().await;
        }
        assert_eq!(begun, 3 * ABREAST);
        assert!(started.elapsed() >= 2 * TURN, "{:?}", started.elapsed());
    }
}
