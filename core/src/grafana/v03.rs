//! v3: nothing changes.
//!
//! Before: `{"title": "Fleet"}`
//! After:  `{"title": "Fleet"}`
//!
//! Panel ids, which Grafana once gave out here, are the work of `grafana/prepare` at every version (spec 10-versions-02-16).

use crate::engine::{Kind, Step};

pub(super) const STEP: Step =
    Step { id: "grafana/3", summary: "nothing changes", kind: Kind::Noop, ..Step::between(2, 3) };
