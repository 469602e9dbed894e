//! The WASM face of dashlift: documents cross as bytes, everything else as JSON text.
//!
//! No rule and no default lives here; `js/` makes it pleasant to use. Errors are thrown as a JavaScript `Error` with the
//! name `DashliftError`, whose message is the contract's JSON text.

mod families;
#[cfg(feature = "conformance")]
pub mod hooks;

use dashlift::{Context, Error, Migrator, Options, Registry, Style, ValidateOptions};
use js_sys::Uint8Array;
use std::borrow::Cow;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "
/** A migrated document; it is left out where it is the one that was given (`same`). */
export interface Answer { document?: Uint8Array; report: string; complement?: string; same: boolean }";

#[wasm_bindgen]
extern "C" {
    /// What `migrateJson` gives.
    #[wasm_bindgen(js_name = Object, typescript_type = "Answer")]
    pub type Answer;
    #[wasm_bindgen(constructor, js_class = "Object")]
    fn new() -> Answer;
    #[wasm_bindgen(method, setter)]
    fn set_document(this: &Answer, bytes: Uint8Array);
    #[wasm_bindgen(method, setter)]
    fn set_report(this: &Answer, text: &str);
    #[wasm_bindgen(method, setter)]
    fn set_complement(this: &Answer, text: &str);
    #[wasm_bindgen(method, setter)]
    fn set_same(this: &Answer, same: bool);
}

/// Prepared facts, and the functions of dashlift on them.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Core {
    migrator: Migrator,
}

#[wasm_bindgen]
impl Core {
    /// Reads the context, if there is one.
    ///
    /// # Errors
    /// The contract's, for a context that cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(context_json: Option<String>) -> Result<Self, JsValue> {
        Self::of(families::registry(), context_json)
    }

    /// Migrates a document.
    ///
    /// # Errors
    /// The contract's.
    #[wasm_bindgen(js_name = migrateJson)]
    pub fn migrate_json(&self, document: &[u8], options_json: &str) -> Result<Answer, JsValue> {
        let options = Options::from_json(options_json).map_err(thrown)?;
        let outcome = self.migrator.migrate(document, &options).map_err(thrown)?;
        let answer = Answer::new();
        answer.set_report(&outcome.report.to_json());
        if let Some(complement) = &outcome.complement {
            answer.set_complement(complement);
        }
        let same = matches!(outcome.document, Cow::Borrowed(bytes) if std::ptr::eq(bytes, document));
        answer.set_same(same);
        if !same {
            answer.set_document(Uint8Array::from(&*outcome.document));
        }
        Ok(answer)
    }

    /// Refuses options that are wrong whatever the document.
    ///
    /// # Errors
    /// The contract's.
    #[wasm_bindgen(js_name = checkOptions)]
    pub fn check_options(&self, options_json: &str) -> Result<(), JsValue> {
        Options::from_json(options_json).map(drop).map_err(thrown)
    }

    /// Returns the text that says what the document is.
    ///
    /// # Errors
    /// The contract's.
    #[wasm_bindgen(js_name = detectJson)]
    pub fn detect_json(&self, document: &[u8]) -> Result<String, JsValue> {
        self.migrator.detect(document).map(|found| found.to_json()).map_err(thrown)
    }

    /// Returns the text of the way from one version to another.
    ///
    /// # Errors
    /// The contract's.
    #[wasm_bindgen(js_name = planJson)]
    pub fn plan_json(&self, from: &str, to: &str) -> Result<String, JsValue> {
        self.migrator.plan(from, to).map(|plan| plan.to_json()).map_err(thrown)
    }

    /// Returns the text of the findings of the family's rules.
    ///
    /// # Errors
    /// The contract's.
    #[wasm_bindgen(js_name = validateJson)]
    pub fn validate_json(&self, document: &[u8], options_json: &str) -> Result<String, JsValue> {
        let options = ValidateOptions::from_json(options_json).map_err(thrown)?;
        self.migrator.validate(document, &options).map(|found| found.to_json()).map_err(thrown)
    }

    /// Returns the document in another style.
    ///
    /// # Errors
    /// The contract's.
    #[wasm_bindgen(js_name = formatBytes)]
    pub fn format_bytes(&self, document: &[u8], style: &str) -> Result<Vec<u8>, JsValue> {
        Style::from_name(style).and_then(|style| dashlift::format(document, style)).map_err(thrown)
    }

    /// Returns the text of the tables.
    #[wasm_bindgen(js_name = familiesJson)]
    pub fn families_json(&self) -> String {
        self.migrator.families()
    }

    /// Returns the text that says what this build is.
    #[wasm_bindgen(js_name = buildJson)]
    pub fn build_json(&self) -> String {
        self.migrator.build("wasm")
    }
}

impl Core {
    fn of(registry: Registry, context_json: Option<String>) -> Result<Self, JsValue> {
        let context = context_json.map_or_else(|| Ok(Context::default()), |json| Context::from_json(&json));
        Ok(Self { migrator: Migrator::new(registry, context.map_err(thrown)?) })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands behind `map_err`")]
fn thrown(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_json());
    thrown.set_name("DashliftError");
    thrown.into()
}
