//! `Markdown` (spec 20-grafana-to-perses, 7.6).

use super::bridge::Bridge;
use super::fault::{Fault, fault};
use super::fields::{Fields, text};
use super::panel::Panel;
use super::settings::Reads;
use crate::json::{Object, Str, Value};

pub(super) const READS: Reads =
    Reads { panel: &["mode", "content"], options: &["content", "mode"], ..Reads::NONE };

/// Makes the `spec`; a text that stands twice must be the same.
///
/// Options without a member count as absent: a lift gives them to every panel (V9).
pub(super) fn convert<'a>(panel: &Panel<'_, 'a>, bridge: &mut Bridge<'_, '_>) -> Result<Fields<'a>, Fault> {
    let old = panel.object.contains("mode").then(|| panel.object.get("content"));
    let options = panel.object.get("options");
    let is_empty = options.and_then(Value::as_object).is_some_and(Object::is_empty);
    let new = options.filter(|_| !is_empty).map(|_| panel.option("content"));
    let (old, new) = (old.map(content).transpose()?, new.map(content).transpose()?);
    if old.zip(new).is_some_and(|(old, new)| old != new) {
        return fault("`content` and `options.content` differ");
    }
    for path in ["mode", "options/mode"] {
        let value = if path == "mode" { panel.object.get(path) } else { panel.option("mode") };
        if let Some(value) = value.filter(|value| value.is_text("html") || value.is_text("code")) {
            bridge.lose_member(panel.at(path), value, "the text is shown as Markdown");
        }
    }
    let mut spec = panel.fields();
    match new.or(old) {
        Some(content) => spec.put("text", content),
        None => spec.put("text", ""),
    }
    Ok(spec)
}

fn content<'a>(value: Option<&Value<'a>>) -> Result<Str<'a>, Fault> {
    text(value).map_or_else(|| fault("the panel has no `content`"), Ok)
}
