//! The Node face of dashlift: documents cross as bytes, everything else as JSON text.
//!
//! No rule and no default lives here; `lib/` makes it pleasant to use.

mod answer;
mod batch;
mod guard;
#[cfg(feature = "conformance")]
pub mod hooks;

use answer::{Answer, Lifted, handed};
use dashlift::{Context, Migrator, Options, Registry, Style, ValidateOptions};
use guard::guarded;
use napi::bindgen_prelude::BufferSlice;
use napi::{Env, Result};
use napi_derive::napi;
use std::sync::Arc;

/// Prepared facts, and the functions of dashlift on them.
#[napi]
#[derive(Debug)]
pub struct Core {
    migrator: Arc<Migrator>,
}

#[napi]
impl Core {
    /// Reads a context.
    #[napi(constructor, catch_unwind)]
    pub fn new(context_json: Option<String>) -> Result<Self> {
        Self::of(Registry::standard, context_json)
    }

    /// Returns the migrated document, the report's text and the complement.
    #[napi(catch_unwind)]
    pub fn migrate_json<'env>(
        &self,
        env: &'env Env,
        document: &[u8],
        options_json: String,
    ) -> Result<Answer<'env>> {
        let lifted = guarded(|| Lifted::new(&self.migrator, document, &Options::from_json(&options_json)?))?;
        lifted.answer(env, None)
    }

    /// Returns the text that says what the document is.
    #[napi(catch_unwind)]
    pub fn detect_json(&self, document: &[u8]) -> Result<String> {
        guarded(|| Ok(self.migrator.detect(document)?.to_json()))
    }

    /// Returns the text of the way from one version to another.
    #[napi(catch_unwind)]
    pub fn plan_json(&self, from: String, to: String) -> Result<String> {
        guarded(|| Ok(self.migrator.plan(&from, &to)?.to_json()))
    }

    /// Returns the text of the findings of the family's rules.
    #[napi(catch_unwind)]
    pub fn validate_json(&self, document: &[u8], options_json: String) -> Result<String> {
        guarded(|| {
            let options = ValidateOptions::from_json(&options_json)?;
            Ok(self.migrator.validate(document, &options)?.to_json())
        })
    }

    /// Returns the document in another style.
    #[napi(catch_unwind)]
    pub fn format_bytes<'env>(
        &self,
        env: &'env Env,
        document: &[u8],
        style: String,
    ) -> Result<BufferSlice<'env>> {
        handed(env, &guarded(|| dashlift::format(document, Style::from_name(&style)?))?)
    }

    /// Returns the text of the tables.
    #[napi(catch_unwind)]
    pub fn families_json(&self) -> Result<String> {
        guarded(|| Ok(self.migrator.families()))
    }

    /// Returns the text that says what this build is.
    #[napi(catch_unwind)]
    pub fn build_json(&self) -> Result<String> {
        guarded(|| Ok(dashlift::build("node")))
    }
}

impl Core {
    fn of(registry: impl FnOnce() -> Registry, context_json: Option<String>) -> Result<Self> {
        guarded(|| {
            let context = context_json.as_deref().map(Context::from_json).transpose()?.unwrap_or_default();
            Ok(Self { migrator: Arc::new(Migrator::new(registry(), context)) })
        })
    }
}
