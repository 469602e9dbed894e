//! When a row, a tab or an item of an automatic grid is shown; the classic dashboard has nothing like it.

use super::kind_object;
use crate::engine::LossKind;
use crate::grafana::v2::schema::{Member, Type, Variants, Written, member};

/// The member of rows, tabs and items.
pub(super) const CONDITIONAL: Member = member("conditionalRendering", Type::Object(&GROUP), Written::Set);

static GROUP: [Member; 2] = kind_object(&GROUP_SPEC);

static GROUP_SPEC: [Member; 3] = [
    member("visibility", Type::Text, Written::Always),
    member("condition", Type::Text, Written::Always),
    member("items", Type::List(&Type::Variants(&ITEMS)), Written::Listed),
];

static ITEMS: Variants = Variants {
    by: "kind",
    of: &[
        ("ConditionalRenderingVariable", &VARIABLE),
        ("ConditionalRenderingData", &DATA),
        ("ConditionalRenderingTimeRangeSize", &TIME_RANGE_SIZE),
    ],
    lost: LossKind::Member,
};

static VARIABLE: [Member; 2] = kind_object(&[
    member("variable", Type::Text, Written::Always),
    member("operator", Type::Text, Written::Always),
    member("value", Type::Text, Written::Always),
]);

static DATA: [Member; 2] = kind_object(&[member("value", Type::Flag, Written::Always)]);

static TIME_RANGE_SIZE: [Member; 2] = kind_object(&[member("value", Type::Text, Written::Always)]);
