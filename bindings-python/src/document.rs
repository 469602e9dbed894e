//! Documents and texts on their way in and out.

use crate::guard::{guarded, raised};
use dashlift::{Error, ErrorKind, Migrator, Options};
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyString};
use std::borrow::Cow;

/// A document as Python gave it: immutable, so that any thread may read it without the GIL.
pub(crate) struct Document {
    host: Py<PyAny>,
    utf8: Utf8,
}

enum Utf8 {
    Bytes(PyBackedBytes),
    Text(PyBackedStr),
}

/// What a migration gives; `document` is absent where it is the one that was given.
pub(crate) struct Answer {
    document: Option<Vec<u8>>,
    report: String,
    complement: Option<String>,
}

/// The same for Python: document, report, complement.
pub(crate) type Parts<'py> = (Bound<'py, PyAny>, String, Option<String>);

impl Document {
    /// Reads a document.
    ///
    /// # Errors
    /// `invalid-unicode` if a text holds an unpaired surrogate, `TypeError` if it is neither `bytes` nor `str`.
    pub(crate) fn read(given: &Bound<'_, PyAny>) -> PyResult<Self> {
        let utf8 = if let Ok(bytes) = given.cast::<PyBytes>() {
            Utf8::Bytes(bytes.clone().into())
        } else if let Ok(string) = given.cast::<PyString>() {
            Utf8::Text(text(string).or_else(|error| Err(place(string)?.unwrap_or(error)))?)
        } else {
            let found = given.get_type().name()?;
            return Err(PyTypeError::new_err(format!("a document is `bytes` or `str` here, not `{found}`")));
        };
        Ok(Self { host: given.clone().unbind(), utf8 })
    }

    /// Returns the document's bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.utf8 {
            Utf8::Bytes(bytes) => bytes,
            Utf8::Text(text) => text.as_bytes(),
        }
    }

    /// Migrates the document.
    pub(crate) fn migrate(&self, migrator: &Migrator, options: &Options) -> Result<Answer, Error> {
        let outcome = migrator.migrate(self.bytes(), options)?;
        let document = match outcome.document {
            Cow::Borrowed(bytes) if std::ptr::eq(bytes, self.bytes()) => None,
            bytes => Some(bytes.into_owned()),
        };
        Ok(Answer { document, report: outcome.report.to_json(), complement: outcome.complement })
    }

    /// Returns an answer as Python objects.
    pub(crate) fn parts<'py>(&self, py: Python<'py>, answer: Answer) -> PyResult<Parts<'py>> {
        let document = match answer.document {
            Some(bytes) => self.like(py, &bytes)?,
            None => self.host.bind(py).clone(),
        };
        Ok((document, answer.report, answer.complement))
    }

    /// Returns bytes in the host type of the document.
    pub(crate) fn like<'py>(&self, py: Python<'py>, bytes: &[u8]) -> PyResult<Bound<'py, PyAny>> {
        match self.utf8 {
            Utf8::Bytes(_) => Ok(PyBytes::new(py, bytes).into_any()),
            Utf8::Text(_) => {
                let text = std::str::from_utf8(bytes)
                    .map_err(|error| raised(&Error::new(ErrorKind::Internal, error.to_string())))?;
                Ok(PyString::new(py, text).into_any())
            }
        }
    }
}

/// Reads a host text.
///
/// # Errors
/// `invalid-unicode` if it holds an unpaired surrogate.
pub(crate) fn text(string: &Bound<'_, PyString>) -> PyResult<PyBackedStr> {
    PyBackedStr::try_from(string.clone()).map_err(|error| {
        if error.is_instance_of::<PyUnicodeEncodeError>(string.py()) {
            raised(&unpaired(Error::new(ErrorKind::InvalidUnicode, "")))
        } else {
            error
        }
    })
}

/// Returns the error for a document with an unpaired surrogate, at the place where the core finds it.
fn place(string: &Bound<'_, PyString>) -> PyResult<Option<PyErr>> {
    let bytes = string.call_method1("encode", ("utf-8", "surrogatepass"))?.cast_into::<PyBytes>()?;
    let bytes = bytes.as_bytes();
    let found = guarded(string.py(), || Ok(dashlift::detect(bytes).err()))?;
    Ok(found.filter(|error| error.kind == ErrorKind::InvalidUtf8).map(|error| raised(&unpaired(error))))
}

fn unpaired(error: Error) -> Error {
    let message = "the text holds an unpaired surrogate".to_owned();
    Error { kind: ErrorKind::InvalidUnicode, message, ..error }
}
