//! Which program the end-to-end tests run.

use std::ffi::OsString;

/// Returns the program that `DASHLIFT_BIN` names, such as the one in `dist/`; without it the one that was just built.
pub(crate) fn program() -> OsString {
    std::env::var_os("DASHLIFT_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_dashlift").into())
}
