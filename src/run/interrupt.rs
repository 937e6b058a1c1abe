//! Ctrl-C: the first one ends the run in good order, the second ends the program at once, even
//! while nobody reads standard output and the run is stuck in writing to it.

use std::sync::Arc;
use std::thread;

use tokio::sync::Notify;

use crate::exit;

/// Tells of the first Ctrl-C.
pub(super) struct Interrupt(Arc<Notify>);

impl Interrupt {
    /// Begins to listen, on a thread of its own that a run which is stuck does not stop. Where no
    /// thread can be had, Ctrl-C does what it does by itself.
    pub(super) fn listen() -> Self {
        let told = Arc::new(Notify::new());
        let teller = Arc::clone(&told);
        // The thread ends with the program.
        let _ = thread::Builder::new().name("interrupt".to_owned()).spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(listen(&teller));
            }
        });
        Self(told)
    }

    /// Waits for the first Ctrl-C.
    pub(super) async fn wait(&self) {
        self.0.notified().await;
    }
}

/// Tells of the first Ctrl-C and ends the program at the second.
async fn listen(told: &Notify) {
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    told.notify_one();
    if tokio::signal::ctrl_c().await.is_ok() {
        end();
    }
}

/// Ends the program.
#[expect(clippy::exit, reason = "the run may be stuck in writing to a pipe that nobody reads")]
fn end() {
    std::process::exit(i32::from(exit::INTERRUPTED));
}
