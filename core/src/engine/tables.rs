//! The tables of the families as JSON.

use super::answers::PlannedStep;
use super::family::{Family, Form};
use super::registry::Registry;
use super::step::{Kind, Step};
use crate::json::JsonWriter;

/// Returns the JSON text of all tables (design section 10).
pub(super) fn families(registry: &Registry) -> String {
    let mut out = JsonWriter::new();
    out.open_array();
    for family in registry.families() {
        write_family(family, &mut out);
    }
    out.close_array();
    out.finish()
}

fn write_family(family: &Family, out: &mut JsonWriter) {
    out.open_object();
    out.text("id", family.id);
    out.open_array_member("forms");
    for form in family.forms {
        write_form(family, form, out);
    }
    out.close_array();
    out.open_array_member("releases");
    for release in family.releases {
        out.open_object();
        out.text("release", release.release);
        out.text("version", &release.version.qualified(family.id));
        out.close_object();
    }
    out.close_array();
    write_steps(family, "steps", |step| step.kind != Kind::Bridge, out);
    write_steps(family, "bridges", |step| step.kind == Kind::Bridge, out);
    out.close_object();
}

fn write_form(family: &Family, form: &Form, out: &mut JsonWriter) {
    out.open_object();
    out.text("form", form.id);
    let versions: Vec<String> =
        form.versions.all().iter().map(|version| version.qualified(family.id)).collect();
    out.texts("versions", &versions);
    out.optional_text("latest", versions.last().map(String::as_str));
    out.close_object();
}

fn write_steps(family: &Family, name: &str, wanted: impl Fn(&Step) -> bool, out: &mut JsonWriter) {
    out.open_array_member(name);
    for step in family.steps.iter().filter(|step| wanted(step)) {
        let source = step.from_family.unwrap_or(family.id);
        let target = step.to_family.unwrap_or(family.id);
        for from in std::iter::once(&step.from).chain(step.also_from) {
            PlannedStep::of(step, from.qualified(source), step.to.qualified(target)).write(out);
        }
    }
    out.close_array();
}
