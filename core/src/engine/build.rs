//! What this build is.

use super::registry::Registry;
use crate::json::JsonWriter;

/// A hash over the step ids and the digests of their byte cases; `conformance/README.md` says how it is made, and a
/// test there checks it.
const RULES: &str = "3e93e4338420060cc4713a525d18172638b171b74c7655bdfb5b0d831d6092e7";

/// Returns the JSON text that says what this build is; `face` is the name of the binding.
pub(super) fn build(registry: &Registry, face: &str) -> String {
    let mut out = JsonWriter::new();
    out.open_object();
    out.text("version", env!("CARGO_PKG_VERSION"));
    out.text("rules", RULES);
    out.open_object_member("reference");
    for family in registry.families() {
        out.optional_text(family.id, family.reference);
    }
    out.close_object();
    out.text("face", face);
    out.close_object();
    out.finish()
}
