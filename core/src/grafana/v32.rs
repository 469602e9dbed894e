//! v32: nothing changes.
//!
//! Before: `{"title": "Fleet"}`
//! After:  `{"title": "Fleet"}`
//!
//! What Grafana did here for CloudWatch happens in version 34 (spec 30-versions-31-42).

use crate::engine::{Kind, Step};

pub(super) const STEP: Step =
    Step { id: "grafana/32", summary: "nothing changes", kind: Kind::Noop, ..Step::between(31, 32) };
