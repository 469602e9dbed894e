//! What the rules of a family find.

use super::answers::{Finding, Validation};
use super::context::Context;
use super::error::Error;
use super::family::Rule;
use super::options::ValidateOptions;
use super::outline::Outline;
use super::registry::Registry;
use super::sight::sight;
use super::target::start;
use super::version::Version;
use crate::json::{Arena, Value, parse, sorted};

/// Takes what a rule finds.
#[derive(Debug)]
pub struct Findings<'c> {
    context: &'c Context,
    form: &'static str,
    version: Version,
    rule: &'static Rule,
    at: &'static str,
    found: Vec<Finding>,
}

impl Findings<'_> {
    /// Returns the facts from outside.
    pub fn context(&self) -> &Context {
        self.context
    }

    /// Returns the form of the document.
    pub fn form(&self) -> &'static str {
        self.form
    }

    /// Returns the version of the document.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Reports a finding at a place of the document.
    pub fn report(&mut self, at: impl AsRef<str>, message: impl Into<String>) {
        self.report_related(at, [], message);
    }

    /// Reports a finding that has to do with other places, too.
    pub fn report_related(
        &mut self,
        at: impl AsRef<str>,
        related: impl IntoIterator<Item = String>,
        message: impl Into<String>,
    ) {
        let place = |pointer: &str| format!("{}{pointer}", self.at);
        self.found.push(Finding {
            rule: self.rule.id.to_owned(),
            severity: self.rule.severity,
            at: place(at.as_ref()),
            related: related.into_iter().map(|pointer| place(&pointer)).collect(),
            message: message.into(),
        });
    }
}

pub(super) fn validate(
    registry: &Registry,
    held: &Context,
    document: &[u8],
    options: &ValidateOptions,
) -> Result<Validation, Error> {
    let arena = Arena::new();
    let root = parse(&arena, document)?.root;
    let sight = sight(registry, &Outline::of(&root), options.family.as_deref())?;
    let start = start(&sight, None, registry)?;
    let at = sight.sighting.at;
    let context = options.context.as_ref().unwrap_or(held);
    let mut found: Vec<(Vec<usize>, usize, Finding)> = Vec::new();
    for (order, rule) in sight.family.rules.iter().enumerate() {
        let (form, version) = (start.form.id, start.version);
        let mut findings = Findings { context, form, version, rule, at, found: Vec::new() };
        if let Some(dashboard) = root.pointer(at) {
            (rule.check)(dashboard, &mut findings);
        }
        found
            .extend(findings.found.into_iter().map(|finding| (position(&root, &finding.at), order, finding)));
    }
    let found = sorted(found, |left, right| (&left.0, left.1).cmp(&(&right.0, right.1)));
    Ok(Validation {
        family: sight.family.id.to_owned(),
        version: start.qualified(),
        total: found.len(),
        findings: found.into_iter().map(|(_, _, finding)| finding).take(options.limit).collect(),
    })
}

/// Returns where a pointer leads, as positions level by level: document order.
fn position(root: &Value<'_>, pointer: &str) -> Vec<usize> {
    let mut value = Some(root);
    let mut positions = Vec::new();
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        let index = match value {
            Some(Value::Object(object)) => object.position(&name),
            _ => name.parse().ok(),
        };
        positions.push(index.unwrap_or(usize::MAX));
        value = value.and_then(|value| value.pointer(&format!("/{token}")));
    }
    positions
}
