//! What `-vv` tells on stderr: which settings count, which files were read, how long it took.

use crate::output::ignore;
use std::io;
use tracing::Level;

/// Tells from now on, if people ask for so much.
pub(crate) fn start(verbose: u8) {
    if verbose < 2 {
        return;
    }
    let logs = tracing_subscriber::fmt().with_writer(io::stderr).with_max_level(Level::DEBUG);
    // A stderr that is closed is no reason to panic.
    let logs = logs.with_target(false).without_time().log_internal_errors(false);
    ignore(logs.try_init());
}
