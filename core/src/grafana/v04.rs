//! v4: nothing changes.
//!
//! Before: `{"title": "Fleet"}`
//! After:  `{"title": "Fleet"}`
//!
//! Old axis settings of graphs (`y_formats`, `grid`, …) stay as they are (spec 10-versions-02-16).

use crate::engine::{Kind, Step};

pub(super) const STEP: Step =
    Step { id: "grafana/4", summary: "nothing changes", kind: Kind::Noop, ..Step::between(3, 4) };
