//! Parts of a page, read from the source of a family: its stages, its releases, its steps.

use crate::files;
use crate::steps::{Family, id_of, string_after};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// Makes a part.
///
/// # Errors
/// If nobody makes a part of this name, or the table is not where it is looked for.
pub(super) fn make(family: &Family, part: &str) -> Result<String> {
    match part {
        "stages" => stages(&(family.text.clone() + &forms(family))),
        "releases" => releases(&family.name, &files::read(&family.folder.join("releases.rs"))?),
        "steps" => steps(family),
        _ => bail!("nobody makes the part `{part}`; there are stages, releases, steps"),
    }
}

/// Returns the table of the forms, where a family has it in a file of its own.
fn forms(family: &Family) -> String {
    files::read(&family.folder.join("forms.rs")).unwrap_or_default()
}

/// Lists what runs around the steps.
fn stages(table: &str) -> Result<String> {
    let mut out = String::new();
    for stage in table.split("Some(Stage {").skip(1) {
        let texts = string_after(stage, "id:").zip(string_after(stage, "summary:"));
        let (id, summary) = texts.context("a stage has no `id` or no `summary`")?;
        out.push_str(&format!("- **`{id}`**: {summary}\n"));
    }
    if out.is_empty() { bail!("the family has no stages") } else { Ok(out) }
}

/// Tabulates the product's releases by the version that they write; rows are written `writes("grafana 12.4", 42)`.
fn releases(product: &str, text: &str) -> Result<String> {
    let mut by_version: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for row in text.lines().filter_map(|line| line.trim().strip_prefix("writes(")) {
        let release = string_after(row, "");
        let version = row.split_once("\", ").and_then(|(_, rest)| rest.split_once(')')?.0.parse().ok());
        let (release, version) = release.zip(version).with_context(|| format!("cannot read `{row}`"))?;
        let number = release.strip_prefix(product).unwrap_or(&release).trim();
        by_version.entry(version).or_default().push(number.to_owned());
    }
    if by_version.is_empty() {
        bail!("releases.rs has no rows `writes(\"…\", …)`");
    }
    let rows =
        by_version.iter().map(|(version, releases)| format!("| {version} | {} |\n", releases.join(", ")));
    Ok("| version | releases |\n|---|---|\n".to_owned() + &rows.collect::<String>())
}

/// Lists the steps: id, kind and summary in the first line, the edge decisions in the second.
fn steps(family: &Family) -> Result<String> {
    let mut out = String::new();
    for stem in &family.files {
        let text = files::read(&family.folder.join(format!("{stem}.rs")))?;
        let version = id_of(stem).with_context(|| format!("`{stem}` names no version"))?;
        let source = format!("../core/src/{}/{stem}.rs", family.name);
        let lines = step(&text).with_context(|| format!("cannot read `{stem}.rs`"))?;
        out.push_str(&format!("- [`{}/{version}`]({source}) {lines}", family.name));
    }
    Ok(out)
}

fn step(text: &str) -> Option<String> {
    let title = text.lines().next()?.split_once(": ")?.1;
    let table = text.split_once("STEP: Step")?.1;
    let kind = table.split_once("kind: Kind::")?.1.split_once(|c: char| !c.is_alphanumeric())?.0;
    let mut words = vec![kebab(kind)];
    for (flag, word) in
        [("breaking", "breaking"), ("manual_review", "look at the result"), ("lossy", "lossy")]
    {
        if table.contains(&format!(" {flag}: true")) {
            words.push(word.to_owned());
        }
    }
    let decisions = decisions(text);
    let second = if decisions.is_empty() { decisions } else { format!("  {decisions}\n") };
    Some(format!("({}) {title}\n{second}", words.join(", ")))
}

/// Returns what the file's head says after the example, without the section of the specification.
fn decisions(text: &str) -> String {
    let head = text.lines().map_while(|line| line.strip_prefix("//!"));
    let after = head.skip_while(|line| !line.starts_with(" After:")).skip(1);
    let mut words = after.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    while let Some(start) = words.find(" (spec ") {
        let length =
            words.get(start..).and_then(|rest| rest.find(')')).map_or(words.len() - start, |end| end + 1);
        words.replace_range(start..start + length, "");
    }
    words
}

/// Writes the name of a kind as reports do: `TypeChange` becomes `type-change`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEP: &str = r#"//! v8: `a` becomes "b".
//!
//! Before: `{"a": 1}`
//! After:  `{"b": 1}`
//!
//! Null counts as absent; the rest is
//! left alone (spec
//! 10-versions, 8). Rows are visited.

use x;

const STEP: Step = Step {
    id: "acme/8",
    kind: Kind::TypeChange,
    breaking: true,
    ..Step::between(7, 8)
};
"#;

    #[test]
    fn a_step_is_two_lines() {
        let expected = "(type-change, breaking) `a` becomes \"b\".\n  \
                        Null counts as absent; the rest is left alone. Rows are visited.\n";
        assert_eq!(step(STEP).as_deref(), Some(expected));
        assert_eq!(
            step("//! v8: a\nconst STEP: Step = Step { kind: Kind::Noop, .."),
            Some("(noop) a\n".to_owned())
        );
        assert_eq!(step("fn up() {}"), None);
    }

    #[test]
    fn stages_are_found_in_the_table() {
        let table =
            "prepare: Some(Stage {\n    id: \"acme/prepare\",\n    summary: \"fills \\\"x\\\" in\",\n})";
        assert_eq!(stages(table).unwrap(), "- **`acme/prepare`**: fills \"x\" in\n");
        assert!(stages("prepare: None").is_err());
    }

    #[test]
    fn releases_stand_with_their_version() {
        let rows = "    writes(\"acme 1.0\", 7),\n    writes(\"acme 1.1\", 8), // export\n    writes(\"acme 1.2\", 8),\n";
        let expected = "| version | releases |\n|---|---|\n| 7 | 1.0 |\n| 8 | 1.1, 1.2 |\n";
        assert_eq!(releases("acme", rows).unwrap(), expected);
        assert!(releases("acme", "").is_err() && releases("acme", "writes(\"acme 1.0\", x)").is_err());
    }
}
