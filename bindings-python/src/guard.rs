//! The one way from Python into the core: without the GIL, with panics caught, errors raised.

use dashlift::{Error, ErrorKind};
use pyo3::prelude::*;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

mod python {
    pyo3::import_exception!(dashlift._errors, DashliftError);
}

/// Runs work of the core while other Python threads run.
///
/// # Errors
/// `DashliftError` with the error of the work; `internal` if it panicked.
pub(crate) fn guarded<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> PyResult<T> {
    py.detach(|| caught(work)).map_err(|error| raised(&error))
}

/// Runs work of the core.
///
/// # Errors
/// The error of the work; `internal` if it panicked.
pub(crate) fn caught<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // The work shares nothing that it could leave half-changed: the core is a function of its input.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| Err(internal(&*cause)))
}

/// Makes the Python exception for an error of the core.
pub(crate) fn raised(error: &Error) -> PyErr {
    python::DashliftError::new_err((error.to_string(), error.to_json()))
}

fn internal(cause: &(dyn Any + Send)) -> Error {
    let cause = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
    let cause = cause.and_then(|text| text.lines().next()).unwrap_or("no message");
    Error::new(ErrorKind::Internal, format!("a bug in dashlift, please report it: {cause}"))
}
