//! What fails (spec 20-grafana-to-perses, section 11).

use super::panel::Panel;
use crate::engine::{ErrorKind, StepError};
use crate::json::{JsonWriter, Value};
use std::borrow::Cow;
use std::fmt::Display;

/// Why a panel cannot be converted, in words.
#[derive(Debug)]
pub(super) struct Fault(pub(super) Cow<'static, str>);

/// Makes a fault.
pub(super) fn fault<T>(why: impl Into<Cow<'static, str>>) -> Result<T, Fault> {
    Err(Fault(why.into()))
}

impl Fault {
    /// Makes the error of the whole conversion.
    pub(super) fn into_error(self, panel: &Panel<'_, '_>) -> StepError {
        let mut details = JsonWriter::new();
        details.open_object();
        let kind = panel.object.text("type").unwrap_or_default();
        let title = panel.object.text("title").unwrap_or_default();
        details.text("panelType", &kind);
        details.text("panelTitle", &title);
        details.close_object();
        let message = format!("cannot convert the {kind} panel `{title}`: {}", self.0);
        let mut error = StepError::new(ErrorKind::PanelConversionFailed, panel.place.pointer(), message);
        error.details = Some(details.finish());
        error
    }
}

/// Makes the error for a dashboard that cannot be read.
pub(super) fn invalid(at: impl Display, expected: &str, found: &Value<'_>) -> StepError {
    let message = format!("expected {expected} at `{at}`, found {}", found.kind_name());
    StepError::new(ErrorKind::InvalidGrafanaDashboard, at.to_string(), message)
}
