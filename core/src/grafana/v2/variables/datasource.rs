//! Lists of data sources of one type.

use super::table::{
    ALL_VALUE, ALLOW_CUSTOM_VALUE, CURRENT, DESCRIPTION, HIDE, INCLUDE_ALL, Kind, LABEL, MULTI, NAME,
    OPTIONS, REFRESH, REGEX, SKIP_URL_SYNC,
};
use crate::grafana::v2::query::default_type;
use crate::grafana::v2::schema::{Type, Written, member};
use crate::json::Members;

/// The type is `query` of the classic variable, `pluginId` of the v2 one.
pub(super) static KIND: Kind = Kind {
    up: |variable, notes| {
        let plugin = variable.text("query").map(Into::into);
        Members::of(
            variable.arena(),
            [("pluginId", plugin.unwrap_or_else(|| default_type(notes.context()).to_owned().into()))],
        )
    },
    down: |spec, _| Members::of(spec.arena(), [("query", spec.take("pluginId").into())]),
    ..Kind::new(
        "datasource",
        "DatasourceVariable",
        &[
            NAME,
            LABEL,
            DESCRIPTION,
            member("pluginId", Type::Text, Written::Always),
            REFRESH,
            REGEX,
            CURRENT,
            OPTIONS,
            MULTI,
            INCLUDE_ALL,
            ALL_VALUE,
            ALLOW_CUSTOM_VALUE,
            HIDE,
            SKIP_URL_SYNC,
        ],
    )
};
