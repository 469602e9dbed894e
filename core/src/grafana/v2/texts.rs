//! Lists of texts in the classic dashboard (spec 20-classic-to-v2, 0.6).

use super::parts::{NO_PLACE, is_text};
use super::path::Path;
use super::source::Source;
use crate::engine::Notes;
use crate::grafana::losses::dropped;
use crate::json::{Array, Value};

/// Takes the texts of a list, if there is one; what else is in it is lost.
pub(super) fn texts<'a>(
    owner: &mut Source<'_, 'a>,
    name: &str,
    notes: &mut Notes<'_>,
) -> Option<&'a mut Array<'a>> {
    let value = owner.take_if(name, |value| value.as_array().is_some())?;
    let Value::Array(texts) = value else { return None };
    let at = owner.at();
    keep_texts(texts, &at.member(name), notes);
    Some(texts)
}

/// Keeps the texts of a list; what else is in it is lost.
pub(super) fn keep_texts(list: &mut Array<'_>, at: &Path<'_>, notes: &mut Notes<'_>) {
    let mut index = 0;
    list.retain(|value| {
        let is_text = is_text(value);
        if !is_text {
            dropped(notes, format_args!("{}", at.item(index)), value, NO_PLACE);
        }
        index += 1;
        is_text
    });
}
