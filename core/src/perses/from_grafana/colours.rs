//! Colours (spec 20-grafana-to-perses, 6.3).

use crate::json::{Draft, Value};

/// The hues, and their shades from dark to light.
const HUES: &[(&str, [&str; 5])] = &[
    ("red", ["#c4162a", "#e02f44", "#f2495c", "#ff7383", "#ffa6b0"]),
    ("orange", ["#fa6400", "#ff780a", "#ff9830", "#ffb357", "#ffcb7d"]),
    ("green", ["#37872d", "#56a64b", "#73bf69", "#96d98d", "#c8f2c2"]),
    ("blue", ["#1f60c4", "#3274d9", "#5794f2", "#8ab8ff", "#c0d8ff"]),
    ("purple", ["#8f3bb8", "#a352cc", "#b877d9", "#b877d9", "#deb6f2"]),
    ("yellow", ["#e0b400", "#f2cc0c", "#fade2a", "#ffee52", "#fff899"]),
];

/// What stands before a hue, in the order of the shades.
const SHADES: [&str; 5] = ["dark-", "semi-dark-", "", "light-", "super-light-"];

/// Returns the colour that has this name.
pub(super) fn named(name: &str) -> Option<&'static str> {
    if name == "transparent" {
        return Some("#00000000");
    }
    HUES.iter().find_map(|(hue, colours)| {
        let shade = name.strip_suffix(hue)?;
        let index = SHADES.iter().position(|known| *known == shade)?;
        colours.get(index).copied()
    })
}

/// Returns the colour of a value: one of the table, or the value itself.
pub(super) fn colour<'a>(value: &Value<'a>) -> Draft<'a> {
    match value.as_text().and_then(|name| named(&name)) {
        Some(colour) => colour.into(),
        None => value.copied().into(),
    }
}

/// Returns whether Perses takes the colour of a value where it wants `#rgb` or `#rrggbb`.
pub(super) fn is_hex(value: &Value<'_>) -> bool {
    let Some(name) = value.as_text() else { return false };
    let colour = named(&name).unwrap_or(&name);
    let digits = colour.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}
