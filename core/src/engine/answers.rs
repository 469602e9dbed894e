//! What `detect`, `plan` and `validate` answer, in the words of design section 10.

use super::report::{Warning, write_warnings};
use super::step::{Kind, Step};
use crate::json::JsonWriter;

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

/// How grave a finding is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
