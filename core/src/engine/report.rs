//! What a migration tells: report, plan, detection, validation, in the words of design section 10.

use super::family::{Kind, Step};
use crate::json::{JsonWriter, Operation};

/// The result of a migration: the document and what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<'d> {
    /// The document's bytes; borrowed from the input where they are the same.
    pub document: std::borrow::Cow<'d, [u8]>,
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
    pub step: String,
    /// Pointer into the document as that step received it.
    pub at: String,
    /// The JSON text of what was dropped.
    pub value: Option<String>,
    /// One sentence.
    pub message: String,
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

fn write_warnings(out: &mut JsonWriter, warnings: &[Warning]) {
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

/// What a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// The family, if one recognizes the document.
    pub family: Option<String>,
    /// The form within the family.
    pub form: Option<String>,
    /// The version, qualified.
    pub version: Option<String>,
    /// The newest version of the form, qualified.
    pub latest: Option<String>,
    /// How the one stands to the other.
    pub status: Status,
    /// Where the dashboard sits, if it is wrapped: `/dashboard`.
    pub at: Option<String>,
}

/// How a document stands to the newest version of its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It has the newest version.
    Current,
    /// It can be lifted.
    Upgradable,
    /// It is newer than the newest known version.
    TooNew,
    /// It is recognized, but its version cannot be read or lies below the lowest.
    Unsupported,
    /// No family recognizes it.
    Unknown,
}

impl Status {
    /// Returns the contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Upgradable => "upgradable",
            Self::TooNew => "too-new",
            Self::Unsupported => "unsupported",
            Self::Unknown => "unknown",
        }
    }
}

impl Detection {
    /// Returns the JSON text, members in the order of the contract.
    pub fn to_json(&self) -> String {
        let mut out = JsonWriter::new();
        out.open_object();
        out.optional_text("family", self.family.as_deref());
        out.optional_text("form", self.form.as_deref());
        out.optional_text("version", self.version.as_deref());
        out.optional_text("latest", self.latest.as_deref());
        out.text("status", self.status.name());
        out.optional_text("at", self.at.as_deref());
        out.close_object();
        out.finish()
    }
}

/// The way from one version to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Where it starts, qualified.
    pub from: String,
    /// Where it ends, qualified.
    pub to: String,
    /// The steps in order.
    pub steps: Vec<PlannedStep>,
    /// What a person should know before.
    pub warnings: Vec<Warning>,
}

/// A step of a plan, and a row of the tables.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedStep {
    /// Stable id.
    pub id: String,
    /// Version it starts from, qualified.
    pub from: String,
    /// Version it leads to, qualified.
    pub to: String,
    /// What it does, in one line.
    pub summary: String,
    /// The kind of change.
    pub kind: Kind,
    /// Whether readers of the old version cannot read the new one.
    pub breaking: bool,
    /// Whether a person has to look at the result.
    pub manual_review: bool,
    /// Whether it may drop something.
    pub lossy: bool,
}

impl PlannedStep {
    /// Describes a step of a table between two qualified versions.
    pub(crate) fn of(step: &Step, from: String, to: String) -> Self {
        Self {
            id: step.id.to_owned(),
            from,
            to,
            summary: step.summary.to_owned(),
            kind: step.kind,
            breaking: step.breaking,
            manual_review: step.manual_review,
            lossy: step.lossy,
        }
    }

    /// Writes the step as the next element of an array.
    pub(crate) fn write(&self, out: &mut JsonWriter) {
        out.open_object();
        out.text("id", &self.id);
        out.text("from", &self.from);
        out.text("to", &self.to);
        out.text("summary", &self.summary);
        out.text("kind", self.kind.name());
        out.boolean("breaking", self.breaking);
        out.boolean("manualReview", self.manual_review);
        out.boolean("lossy", self.lossy);
        out.close_object();
    }
}

impl Plan {
    /// Returns the JSON text, members in the order of the contract.
    pub fn to_json(&self) -> String {
        let mut out = JsonWriter::new();
        out.open_object();
        out.text("from", &self.from);
        out.text("to", &self.to);
        out.open_array_member("steps");
        for step in &self.steps {
            step.write(&mut out);
        }
        out.close_array();
        write_warnings(&mut out, &self.warnings);
        out.close_object();
        out.finish()
    }
}

/// What `validate` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validation {
    /// The family of the document.
    pub family: String,
    /// The version, qualified.
    pub version: String,
    /// How many findings there are; at most `limit` of them are listed.
    pub total: usize,
    /// The findings, in document order, then by rule.
    pub findings: Vec<Finding>,
}

/// One finding of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable id of the rule: `grafana/duplicate-panel-id`.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// Pointer into the document.
    pub at: String,
    /// Other places that belong to it.
    pub related: Vec<String>,
    /// One sentence.
    pub message: String,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The document is wrong.
    Error,
    /// The document may not do what its author expects.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// Returns the contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl Validation {
    /// Returns the JSON text, members in the order of the contract.
    pub fn to_json(&self) -> String {
        let mut out = JsonWriter::new();
        out.open_object();
        out.text("family", &self.family);
        out.text("version", &self.version);
        out.integer("total", self.total);
        out.open_array_member("findings");
        for finding in &self.findings {
            out.open_object();
            out.text("rule", &finding.rule);
            out.text("severity", finding.severity.name());
            out.text("at", &finding.at);
            out.texts("related", &finding.related);
            out.text("message", &finding.message);
            out.close_object();
        }
        out.close_array();
        out.close_object();
        out.finish()
    }
}
