//! What to group by.

use super::options::OPTION;
use super::reference;
use super::table::{CURRENT, DESCRIPTION, HIDE, Kind, LABEL, MULTI, NAME, OPTIONS, SKIP_URL_SYNC};
use crate::grafana::v2::query::Reference;
use crate::grafana::v2::schema::{Type, Written, member};

pub(super) static KIND: Kind = Kind {
    up: |variable, notes| {
        let mut members = reference::up(variable, Reference::or_grafana, notes);
        members.put("multi", variable.flag("multi").unwrap_or(true).into());
        members
    },
    down: reference::down,
    to_beta: |variable, at, _| {
        reference::need_type(variable, at)?;
        reference::to_beta(variable);
        Ok(())
    },
    to_alpha: |variable, _, _| reference::to_alpha(variable),
    ..Kind::new(
        "groupby",
        "GroupByVariable",
        &[
            NAME,
            LABEL,
            DESCRIPTION,
            reference::DATASOURCE,
            member("defaultValue", Type::Object(OPTION), Written::Set),
            CURRENT,
            OPTIONS,
            MULTI,
            HIDE,
            SKIP_URL_SYNC,
        ],
    )
};
