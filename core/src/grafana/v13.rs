//! v13: nothing changes.
//!
//! Before: `{"title": "Fleet"}`
//! After:  `{"title": "Fleet"}`
//!
//! The `grid` and axis settings of graphs, which Grafana once rewrote here, stay as they are (spec 10-versions-02-16).

use crate::engine::{Kind, Step};

pub(super) const STEP: Step =
    Step { id: "grafana/13", summary: "nothing changes", kind: Kind::Noop, ..Step::between(12, 13) };
