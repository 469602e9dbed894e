//! What a migration tells, in the words of design section 10.

use super::step::Kind;
use crate::json::{JsonWriter, Operation};
use std::borrow::Cow;

/// The result of a migration: the document and what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<'d> {
    /// The document's bytes; borrowed from the input where they are the same.
    pub document: Cow<'d, [u8]>,
    /// What happened.
    pub report: Report,
    /// What an older version cannot hold, with `carry: "beside"`.
    pub complement: Option<String>,
}

/// What happened to a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The family the document came from.
    pub family: String,
    /// The version it came from, qualified: `grafana@41`.
    pub from: String,
    /// The version it has now, qualified.
    pub to: String,
    /// Whether the document's value changed.
    pub changed: bool,
    /// Stages and steps, in the order in which they ran.
    pub steps: Vec<StepReport>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// What was dropped that a person would miss.
    pub losses: Vec<Loss>,
    /// The vendor's own count of what an API conversion kept.
    pub counts: Option<Counts>,
}

/// What one stage or step did.
#[derive(Debug, Clone, PartialEq)]
pub struct StepReport {
    /// Stable id: `grafana/42`.
    pub id: String,
    /// What it does, in one line.
    pub summary: String,
    /// The kind of change.
    pub kind: Kind,
    /// Whether it wrote something different from what stood there.
    pub changed: bool,
    /// With `explain`: the operations that turn its input's value into its output's (RFC 6902).
    pub changes: Option<Vec<Operation>>,
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Stable kebab-case code.
    pub code: String,
    /// The step that noticed.
    pub step: Option<String>,
    /// Pointer into the document as that step received it.
    pub at: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<String>,
    /// One sentence.
    pub message: String,
}

/// Something a step dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Why it was dropped.
    pub code: LossCode,
    /// What it was.
    pub kind: LossKind,
    /// The step that dropped it.
    pub step: Cow<'static, str>,
    /// Pointer into the document as that step received it.
    pub at: String,
    /// The JSON text of what was dropped.
    pub value: Option<String>,
    /// One sentence.
    pub message: Cow<'static, str>,
}

/// Why something was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LossCode {
    /// The vendor's format drops it.
    DroppedByFormat,
    /// The target has no place for it.
    NotRepresentable,
    /// A default took its place.
    Defaulted,
    /// It became part of something else.
    Merged,
    /// It was a copy that exists at run time only.
    RunTimeCopy,
}

impl LossCode {
    /// Every code, in the order of the contract.
    pub const ALL: [LossCode; 5] =
        [Self::DroppedByFormat, Self::NotRepresentable, Self::Defaulted, Self::Merged, Self::RunTimeCopy];

    /// Returns the contract's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DroppedByFormat => "dropped-by-format",
            Self::NotRepresentable => "not-representable",
            Self::Defaulted => "defaulted",
            Self::Merged => "merged",
            Self::RunTimeCopy => "run-time-copy",
        }
    }
}

/// What was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LossKind {
    /// A panel.
    Panel,
    /// A query.
    Query,
    /// An annotation.
    Annotation,
    /// A link.
    Link,
    /// A variable.
    Variable,
    /// Any other member.
    Member,
}

impl LossKind {
    /// Returns the contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Panel => "panel",
            Self::Query => "query",
            Self::Annotation => "annotation",
            Self::Link => "link",
            Self::Variable => "variable",
            Self::Member => "member",
        }
    }
}

/// The vendor's own count of an API conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// What the source held.
    pub source: Count,
    /// What the target holds.
    pub target: Count,
    /// The vendor's message, if any.
    pub message: Option<String>,
}

/// Things of a dashboard, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Panels.
    pub panels: usize,
    /// Queries.
    pub queries: usize,
    /// Annotations.
    pub annotations: usize,
    /// Links.
    pub links: usize,
    /// Variables.
    pub variables: usize,
}

impl Report {
    /// Returns the JSON text of the report, members in the order of the contract.
    pub fn to_json(&self) -> String {
        let mut out = JsonWriter::new();
        out.open_object();
        out.text("family", &self.family);
        out.text("from", &self.from);
        out.text("to", &self.to);
        out.boolean("changed", self.changed);
        out.open_array_member("steps");
        for step in &self.steps {
            step.write(&mut out);
        }
        out.close_array();
        write_warnings(&mut out, &self.warnings);
        out.open_array_member("losses");
        for loss in &self.losses {
            loss.write(&mut out);
        }
        out.close_array();
        if let Some(counts) = &self.counts {
            counts.write(&mut out);
        }
        out.close_object();
        out.finish()
    }
}

impl StepReport {
    fn write(&self, out: &mut JsonWriter) {
        out.open_object();
        out.text("id", &self.id);
        out.text("summary", &self.summary);
        out.text("kind", self.kind.name());
        out.boolean("changed", self.changed);
        if let Some(changes) = &self.changes {
            out.open_array_member("changes");
            for change in changes {
                change.write(out);
            }
            out.close_array();
        }
        out.close_object();
    }
}

impl Loss {
    fn write(&self, out: &mut JsonWriter) {
        out.open_object();
        out.text("code", self.code.code());
        out.text("kind", self.kind.name());
        out.text("step", &self.step);
        out.text("at", &self.at);
        if let Some(value) = &self.value {
            out.raw("value", value);
        }
        out.text("message", &self.message);
        out.close_object();
    }
}

impl Counts {
    fn write(&self, out: &mut JsonWriter) {
        out.open_object_member("counts");
        self.source.write(out, "source");
        self.target.write(out, "target");
        match &self.message {
            Some(message) => out.text("message", message),
            None => out.raw("message", "null"),
        }
        out.close_object();
    }
}

impl Count {
    fn write(&self, out: &mut JsonWriter, name: &str) {
        out.open_object_member(name);
        out.integer("panels", self.panels);
        out.integer("queries", self.queries);
        out.integer("annotations", self.annotations);
        out.integer("links", self.links);
        out.integer("variables", self.variables);
        out.close_object();
    }
}

/// Writes warnings as a member.
pub(super) fn write_warnings(out: &mut JsonWriter, warnings: &[Warning]) {
    out.open_array_member("warnings");
    for warning in warnings {
        out.open_object();
        out.text("code", &warning.code);
        out.optional_text("step", warning.step.as_deref());
        out.optional_text("at", warning.at.as_deref());
        out.texts("related", &warning.related);
        out.text("message", &warning.message);
        out.close_object();
    }
    out.close_array();
}
