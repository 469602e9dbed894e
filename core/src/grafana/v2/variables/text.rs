//! Text boxes.

use super::options;
use super::table::{CURRENT, DESCRIPTION, HIDE, Kind, LABEL, NAME, QUERY, SKIP_URL_SYNC};
use crate::grafana::v2::Members;

pub(super) static KIND: Kind = Kind {
    up: |variable, notes| {
        options::derived(variable, notes);
        Members::new()
    },
    ..Kind::new("textbox", "TextVariable", &[NAME, LABEL, DESCRIPTION, CURRENT, QUERY, HIDE, SKIP_URL_SYNC])
};
