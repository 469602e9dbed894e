//! What happens when somebody asks the process to stop.

use crate::exit::INTERRUPTED;
use crate::output;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set when somebody asks the process to stop.
static IS_INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Set while the process waits for what somebody else writes, which may take for ever.
static IS_WAITING: AtomicBool = AtomicBool::new(false);

/// From now on an interrupt lets the run end between two files; a second one, or one that finds the process waiting for
/// its input, ends it at once. Files are replaced as a whole, so that none is half written even then.
pub(super) fn heed() {
    let handler = || {
        if IS_INTERRUPTED.swap(true, Ordering::SeqCst) || IS_WAITING.load(Ordering::SeqCst) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    };
    // A second handler is refused; the first one does the same.
    output::ignore(ctrlc::set_handler(handler));
}

/// Returns whether somebody asked the process to stop.
pub(crate) fn interrupted() -> bool {
    IS_INTERRUPTED.load(Ordering::SeqCst)
}

/// Does what may have to wait for somebody else.
pub(crate) fn waiting<T>(work: impl FnOnce() -> T) -> T {
    IS_WAITING.store(true, Ordering::SeqCst);
    if interrupted() {
        std::process::exit(i32::from(INTERRUPTED));
    }
    let done = work();
    IS_WAITING.store(false, Ordering::SeqCst);
    done
}
