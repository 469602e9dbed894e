//! Filters that the user makes up.

use super::filters::{FILTERS, KEYS};
use super::reference;
use super::table::{ALLOW_CUSTOM_VALUE, DESCRIPTION, HIDE, Kind, LABEL, NAME, SKIP_URL_SYNC};
use crate::grafana::v2::schema::{Written, member};

pub(super) static KIND: Kind = Kind {
    up: |variable, notes| reference::up(variable, |reference| reference, notes),
    down: reference::down,
    to_beta: |variable, _, _| {
        reference::to_beta(variable);
        Ok(())
    },
    to_alpha: |variable, _, _| reference::to_alpha(variable),
    ..Kind::new(
        "adhoc",
        "AdhocVariable",
        &[
            NAME,
            LABEL,
            DESCRIPTION,
            reference::DATASOURCE,
            member("baseFilters", FILTERS, Written::Null),
            member("filters", FILTERS, Written::Null),
            member("defaultKeys", KEYS, Written::Null),
            ALLOW_CUSTOM_VALUE,
            HIDE,
            SKIP_URL_SYNC,
        ],
    )
};
