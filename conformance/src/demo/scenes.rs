//! What else dashlift does, on small documents of `examples/`, through every face.

use super::render::{agree, render, shorten};
use super::{Face, lift_all};
use crate::places::Places;
use crate::protocol::{Answer, Call, Document, Verb};
use anyhow::bail;
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;

/// Plays every scene and returns whether all faces agree.
pub(super) fn play(places: &Places, faces: &mut [Face], context: &str) -> anyhow::Result<bool> {
    let example = |path: &str| places.root.join("examples").join(path);
    println!("A Grafana dashboard becomes a Perses dashboard:");
    let bridged = lift(faces, &example("dashboards/checkout-latency.v39.json"), context, Some("perses"))?;
    println!("A layout of grid regions is audited, normalized, and audited again:");
    let layout = example("regions/layout.json");
    let before = audit(faces, Document::File(layout.clone()))?;
    let normalized = lift(faces, &layout, "{}", None)?;
    let after = match ask(faces, &migration(&layout))?.first() {
        Some(Answer::Document { document, .. }) => {
            audit(faces, Document::Bytes(Arc::from(document.as_slice())))?
        }
        other => bail!("the layout is not normalized: {other:?}"),
    };
    println!("A dashboard of tabs and rows becomes a classic one, and comes back:");
    let tabs = example("v2/port-operations.v2beta1.json");
    let down = lift(faces, &tabs, context, Some("grafana@42"))?;
    let back = there_and_back(faces, &tabs)?;
    Ok(bridged && before && normalized && after && down && back)
}

/// Sends a document of v2beta1 down and up again, what the classic form cannot hold beside it, and returns whether all faces agree
/// and the same value comes back.
fn there_and_back(faces: &mut [Face], path: &Path) -> anyhow::Result<bool> {
    let options = serde_json::json!({"to": "grafana@42", "carry": "beside"});
    let down = Call { options: Some(options.to_string()), ..migration(path) };
    let answers = ask(faces, &down)?;
    let Some(Answer::Document { document, complement, .. }) = answers.first() else {
        bail!("no way down: {answers:?}");
    };
    let options = serde_json::json!({"to": "grafana@v2beta1", "complement": complement});
    let classic = Document::Bytes(Arc::from(document.as_slice()));
    let up = Call { document: Some(classic), options: Some(options.to_string()), ..Call::new(Verb::Migrate) };
    let returned = ask(faces, &up)?;
    let Some(Answer::Document { document: after, .. }) = returned.first() else {
        bail!("no way up: {returned:?}");
    };
    let value = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text);
    let is_whole = value(&std::fs::read(path)?)? == value(after)?;
    let same = is_same(&answers) && is_same(&returned);
    let size = complement.as_deref().map_or(0, str::len);
    println!(
        "  down: {} bytes, and {size} bytes of complement; up again: {} bytes",
        document.len(),
        after.len()
    );
    let whole = if is_whole { "the very value that went down" } else { "ANOTHER VALUE than went down" };
    println!("  {whole}; {}\n", if same { "the same bytes from every face" } else { "DIFFERENT" });
    Ok(same && is_whole)
}

fn is_same(answers: &[Answer]) -> bool {
    answers.windows(2).all(|pair| matches!(pair, [one, next] if one == next))
}

/// Shows one document on its way.
fn lift(faces: &mut [Face], path: &Path, context: &str, to: Option<&str>) -> anyhow::Result<bool> {
    let lifts = lift_all(faces, path, context, to)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    print!("{}", render(&name, std::fs::metadata(path)?.len(), &lifts));
    Ok(agree(&lifts))
}

fn migration(path: &Path) -> Call {
    Call { document: Some(Document::File(path.to_path_buf())), ..Call::new(Verb::Migrate) }
}

/// Asks every face the same.
fn ask(faces: &mut [Face], call: &Call) -> anyhow::Result<Vec<Answer>> {
    faces.iter_mut().map(|face| Ok(face.ask(call)?.0)).collect()
}

/// What the demo reads of a validation.
#[derive(Debug, Deserialize)]
struct Validation {
    findings: Vec<Finding>,
}

#[derive(Debug, Deserialize)]
struct Finding {
    rule: String,
    severity: String,
    at: String,
    message: String,
}

/// Shows what `validate` finds and returns whether all faces find the same.
fn audit(faces: &mut [Face], document: Document) -> anyhow::Result<bool> {
    let answers = ask(faces, &Call { document: Some(document), ..Call::new(Verb::Validate) })?;
    let Some(Answer::Result(text)) = answers.first() else { bail!("no findings: {answers:?}") };
    let validation: Validation = serde_json::from_str(text)?;
    print!("{}", render_findings(&validation));
    let same = is_same(&answers);
    println!("  {}\n", if same { "the same findings from every face" } else { "DIFFERENT" });
    Ok(same)
}

fn render_findings(validation: &Validation) -> String {
    let lines = validation.findings.iter().map(|finding| {
        let Finding { rule, severity, at, message } = finding;
        let line = format!("{severity:<8} {rule:<24} {at:<22} {message}");
        format!("  {}\n", shorten(&line, 96))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_a_line() {
        let text = r#"{"family": "regions", "version": "regions@0", "total": 1, "findings":
            [{"rule": "regions/overlap", "severity": "error", "at": "/regions/1", "message": "lies on another one"}]}"#;
        let validation: Validation = serde_json::from_str(text).unwrap();
        let expected = "  error    regions/overlap          /regions/1             lies on another one\n";
        assert_eq!(render_findings(&validation), expected);
    }
}
