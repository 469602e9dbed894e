//! v21: data links read labels from the field.
//!
//! Before: `{"panels": [{"options": {"fieldOptions": {"defaults": {"links": [{"url": "/x?i=${__series.labels.instance}"}]}}}}]}`
//! After:  `{"panels": [{"options": {"fieldOptions": {"defaults": {"links": [{"url": "/x?i=${__field.labels.instance}"}]}}}}]}`
//!
//! In the URLs of data links and field links, wherever the text `__series.labels` stands in them. Only top-level panels
//! are visited (spec 20-versions-17-30).

use super::data_links::rewrite_urls;
use super::panels::top_level;
use crate::engine::{Kind, Notes, Step, StepError};
use crate::json::Object;

pub(super) const STEP: Step = Step {
    id: "grafana/21",
    summary: "data links read labels from the field",
    kind: Kind::Rename,
    up,
    ..Step::between(20, 21)
};

const OLD: &str = "__series.labels";
const NEW: &str = "__field.labels";

fn up(doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {
    top_level(doc, |panel| {
        rewrite_urls(panel, |url| url.contains(OLD).then(|| url.replace(OLD, NEW)));
    });
    Ok(())
}
