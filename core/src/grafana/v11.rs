//! v11: nothing changes.
//!
//! Before: `{"title": "Fleet"}`
//! After:  `{"title": "Fleet"}`
//!
//! No rule is attached to this version (spec 10-versions-02-16).

use crate::engine::{Kind, Step};

pub(super) const STEP: Step =
    Step { id: "grafana/11", summary: "nothing changes", kind: Kind::Noop, ..Step::between(10, 11) };
