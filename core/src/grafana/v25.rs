//! v25: nothing changes.
//!
//! Before: `{"title": "Fleet"}`
//! After:  `{"title": "Fleet"}`
//!
//! The number was reserved for the removal of variable tags, which version 28 does (spec 20-versions-17-30).

use crate::engine::{Kind, Step};

pub(super) const STEP: Step =
    Step { id: "grafana/25", summary: "nothing changes", kind: Kind::Noop, ..Step::between(24, 25) };
