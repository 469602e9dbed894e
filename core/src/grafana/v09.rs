//! v9: nothing changes.
//!
//! Before: `{"title": "Fleet"}`
//! After:  `{"title": "Fleet"}`
//!
//! Thresholds of singlestat panels, which Grafana once shortened here, stay as they are (spec 10-versions-02-16).

use crate::engine::{Kind, Step};

pub(super) const STEP: Step =
    Step { id: "grafana/9", summary: "nothing changes", kind: Kind::Noop, ..Step::between(8, 9) };
