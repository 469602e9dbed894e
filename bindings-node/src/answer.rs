//! What a migration gives, in Rust and in JavaScript.

use dashlift::{Error, Migrator, Options};
use napi::Env;
use napi::bindgen_prelude::BufferSlice;
use napi_derive::napi;
use std::borrow::Cow;

/// What a migration gives.
#[napi(object, object_from_js = false)]
pub struct Answer<'env> {
    /// The document's bytes; absent where they are those that were given and the caller still has them.
    pub document: Option<BufferSlice<'env>>,
    /// The report's text.
    pub report: String,
    /// What an older version cannot hold.
    pub complement: Option<String>,
    /// Whether the document is the one that was given.
    pub same: bool,
}

/// The same before it crosses; any thread may make it.
#[derive(Debug)]
pub struct Lifted {
    /// The new document; absent where it is the one that was given.
    document: Option<Vec<u8>>,
    report: String,
    complement: Option<String>,
}

impl Lifted {
    /// Migrates a document.
    pub(crate) fn new(migrator: &Migrator, given: &[u8], options: &Options) -> Result<Self, Error> {
        let outcome = migrator.migrate(given, options)?;
        let document = match outcome.document {
            Cow::Borrowed(bytes) if std::ptr::eq(bytes, given) => None,
            bytes => Some(bytes.into_owned()),
        };
        Ok(Self { document, report: outcome.report.to_json(), complement: outcome.complement })
    }

    /// Returns the answer for JavaScript; `given` is what it gets where nothing is new.
    pub(crate) fn answer<'env>(self, env: &'env Env, given: Option<&[u8]>) -> napi::Result<Answer<'env>> {
        let same = self.document.is_none();
        let document = self.document.as_deref().or(given).map(|bytes| handed(env, bytes)).transpose()?;
        Ok(Answer { document, report: self.report, complement: self.complement, same })
    }
}

/// Hands bytes to JavaScript, as a copy: Node frees memory of ours only when its event loop turns, so that a loop over
/// thousands of documents would keep them all.
pub(crate) fn handed<'env>(env: &'env Env, bytes: &[u8]) -> napi::Result<BufferSlice<'env>> {
    BufferSlice::copy_from(env, bytes)
}
