//! What this build is.

use super::registry::Registry;
use crate::json::JsonWriter;

/// A hash over the step ids and the digests of their byte cases; `conformance/README.md` says how it is made, and a
/// test there checks it.
const RULES: &str = "7d2604ebd7eea7a9c910bffc524114a0fa455a72b6d5d333d433619517ce7fd7";

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
