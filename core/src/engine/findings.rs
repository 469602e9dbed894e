//! What the rules of a family find.

use super::answers::{Finding, Validation};
use super::context::Context;
use super::error::Error;
use super::family::Rule;
use super::frame::Frame;
use super::options::ValidateOptions;
use super::outline::Outline;
use super::registry::Registry;
use super::sight::sight;
use super::target::start;
use super::version::Version;
use crate::json::{Arena, Value, parse, sorted as in_order};
use std::collections::BTreeMap;

/// Takes what a rule finds.
#[derive(Debug)]
pub struct Findings<'c> {
    context: &'c Context,
    form: &'static str,
    version: Version,
    rule: &'static Rule,
    frame: Frame,
    /// Where what is judged stands in the dashboard.
    inside: &'static str,
    found: Vec<Finding>,
}

impl Findings<'_> {
    /// Returns the facts from outside.
    pub fn context(&self) -> &Context {
        self.context
    }

    /// Returns the form of what is judged.
    pub fn form(&self) -> &'static str {
        self.form
    }

    /// Returns the version of what is judged.
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
        let place = |pointer: &str| self.frame.outer(&format!("{}{pointer}", self.inside));
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
    let mut root = parse(&arena, document)?.root;
    let sight = sight(registry, &Outline::of(&root), options.family.as_deref())?;
    let start = start(registry, &sight, None, None, &root)?;
    let frame = Frame::of(&sight);
    frame.enter(&mut root, &arena);
    let context = options.context.as_ref().unwrap_or(held);
    let mut found = Vec::new();
    let (mut form, mut version, mut inside) = (start.form.id, start.version, "");
    let mut judged = frame.dashboard(&root);
    if let Some(inner) = &start.form.judged {
        judged = judged.and_then(|dashboard| dashboard.pointer(inner.at)).filter(|inner| !inner.is_null());
        version = judged.and_then(|judged| (inner.version)(&Outline::of(judged))).unwrap_or(version);
        (form, inside) = (inner.form, inner.at);
    }
    for rule in start.form.rules.unwrap_or(sight.family.rules) {
        let mut findings = Findings { context, form, version, rule, frame, inside, found: Vec::new() };
        if let Some(judged) = judged {
            (rule.check)(judged, &mut findings);
        }
        found.append(&mut findings.found);
    }
    frame.leave(&mut root);
    Ok(Validation {
        family: sight.family.id.to_owned(),
        version: start.qualified(),
        total: found.len(),
        findings: in_document_order(&root, found).into_iter().take(options.limit).collect(),
    })
}

/// Sorts findings by their places in a document; those at one place keep their order.
///
/// Each container is gone through once, however many findings lie below it.
fn in_document_order(root: &Value<'_>, findings: Vec<Finding>) -> Vec<Finding> {
    let mut places = Places::default();
    for finding in findings {
        let mut place = &mut places;
        for token in finding.at.split('/').skip(1) {
            let name = match token.contains('~') {
                true => token.replace("~1", "/").replace("~0", "~"),
                false => token.to_owned(),
            };
            place = place.below.entry(name).or_default();
        }
        place.here.push(finding);
    }
    let mut sorted = Vec::new();
    places.tell(Some(root), &mut sorted);
    sorted
}

/// Findings at a place and below it, by the next token of their pointers.
#[derive(Debug, Default)]
struct Places {
    here: Vec<Finding>,
    below: BTreeMap<String, Places>,
}

impl Places {
    /// Tells the findings in the order of a value; what leads nowhere comes last.
    ///
    /// Recursive, as deep as the pointers of a family's rules lead.
    fn tell(mut self, value: Option<&Value<'_>>, sorted: &mut Vec<Finding>) {
        sorted.append(&mut self.here);
        match value {
            Some(Value::Object(object)) if !self.below.is_empty() => {
                for (name, value) in object.iter() {
                    if let Some(places) = self.below.get_mut(&*name.to_text()) {
                        std::mem::take(places).tell(Some(value), sorted);
                    }
                }
            }
            Some(Value::Array(array)) if !self.below.is_empty() => {
                // The map has 10 before 9.
                let below = std::mem::take(&mut self.below).into_iter();
                let below: Vec<(usize, Places)> =
                    below.map(|(index, places)| (index.parse().unwrap_or(usize::MAX), places)).collect();
                for (index, places) in in_order(below, |one, next| one.0.cmp(&next.0)) {
                    places.tell(array.get(index), sorted);
                }
            }
            _ => {}
        }
        for places in self.below.into_values() {
            places.tell(None, sorted);
        }
    }
}
