//! The page `docs/families.md`, made from the core's tables.

use super::releases::Releases;
use serde_json::Value;
use std::fmt::Write;

/// Returns the page.
pub(crate) fn families_page() -> String {
    page(&serde_json::from_str(&dashlift::families()).unwrap_or_default())
}

fn page(families: &Value) -> String {
    let releases = Releases::known();
    let mut out =
        "# Families, versions, steps\n\nThis page is made from the core's tables: `cargo xtask docs`. \
                   `dashlift families` prints them as JSON, `families()` gives them in every language.\n"
            .to_owned();
    for family in list(families) {
        line(&mut out, &format!("\n## {}\n", text(family, "id")));
        forms(&mut out, family, &releases);
        steps(&mut out, "Steps", &family["steps"]);
        steps(&mut out, "Bridges", &family["bridges"]);
    }
    out
}

/// Tabulates the forms: their versions, and the releases that write the newest one.
fn forms(out: &mut String, family: &Value, releases: &Releases) {
    line(out, "| form | versions | latest | written by |\n|---|---|---|---|");
    for form in list(&family["forms"]) {
        let versions: Vec<&str> = list(&form["versions"]).iter().filter_map(Value::as_str).collect();
        let latest = text(form, "latest");
        let cells = [text(form, "form"), &span(&versions), &code(latest), &releases.of(latest)];
        line(out, &format!("| {} |", cells.join(" | ")));
    }
    let written: Vec<&Value> = list(&family["releases"]).iter().collect();
    if written.is_empty() {
        return;
    }
    line(out, "\n| release | version |\n|---|---|");
    for chunk in written.chunk_by(|one, next| one["version"] == next["version"]) {
        let version = chunk.first().map_or("", |release| text(release, "version"));
        line(out, &format!("| {} | {} |", releases.of(version), code(version)));
    }
}

/// Names every version of a short list, and the ends of a long one.
fn span(versions: &[&str]) -> String {
    match versions {
        [first, .., last] if versions.len() > 6 => format!("{} to {}", code(first), code(last)),
        _ => versions.iter().map(|version| code(version)).collect::<Vec<_>>().join(", "),
    }
}

fn steps(out: &mut String, heading: &str, steps: &Value) {
    if list(steps).is_empty() {
        return;
    }
    line(out, &format!("\n### {heading}\n\n| id | from | to | kind | what it does |\n|---|---|---|---|---|"));
    for step in list(steps) {
        let flags = [("breaking", "breaking"), ("manualReview", "look at the result"), ("lossy", "lossy")];
        let mut kind = vec![text(step, "kind")];
        kind.extend(flags.iter().filter(|(flag, _)| step[flag] == true).map(|(_, word)| *word));
        let (from, to) = (text(step, "from"), text(step, "to"));
        let cells =
            [&code(text(step, "id")), &code(from), &code(to), &kind.join(", "), text(step, "summary")];
        line(out, &format!("| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | ")));
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

fn code(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("`{text}`") }
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}
