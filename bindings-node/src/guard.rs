//! The one way from Node into the core: with panics caught, errors thrown.

use dashlift::{Error, ErrorKind};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs work of the core.
///
/// # Errors
/// An error whose message is the contract's text of the work's error; `internal` if it panicked.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> napi::Result<T> {
    // The work shares nothing that it could leave half-changed: the core is a function of its input.
    let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| Err(internal(&*cause)));
    result.map_err(|error| napi::Error::from_reason(error.to_json()))
}

fn internal(cause: &(dyn Any + Send)) -> Error {
    let cause = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
    let cause = cause.and_then(|text| text.lines().next()).unwrap_or("no message");
    Error::new(ErrorKind::Internal, format!("a bug in dashlift, please report it: {cause}"))
}
