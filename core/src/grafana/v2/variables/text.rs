//! Text boxes.

use super::options;
use super::table::{CURRENT, DESCRIPTION, HIDE, Kind, LABEL, NAME, QUERY, SKIP_URL_SYNC};
use crate::json::Members;

pub(super) static KIND: Kind = Kind {
    up: |variable, notes| {
        options::derived(variable, notes);
        Members::new(variable.arena())
    },
    ..Kind::new("textbox", "TextVariable", &[NAME, LABEL, DESCRIPTION, CURRENT, QUERY, HIDE, SKIP_URL_SYNC])
};
