//! Tabs, which become rows (spec 30-v2-to-classic, 9.5).

use super::conditional::CONDITIONAL;
use super::placing::{Placed, Placing, list};
use super::repeat::{self, REPEAT};
use super::{LAYOUT as ANY, Layout, kind_object, lost, spec_of};
use crate::engine::StepError;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::schema::{Member, Type, Written, member};
use crate::grafana::v2::source::Source;
use crate::json::{Draft, Object};

pub(super) static LAYOUT: [Member; 2] =
    kind_object(&[member("tabs", Type::List(&Type::Object(&TAB)), Written::Listed)]);

static TAB: [Member; 2] = kind_object(&[
    member("title", Type::Text, Written::Set),
    member("layout", Type::Variants(&ANY), Written::Always),
    CONDITIONAL,
    REPEAT,
]);

/// Places tabs from a line on; returns the lowest edge of what is on the top level.
///
/// Recursive through layouts in layouts, as deep as the document.
pub(super) fn down<'a>(
    spec: &mut Object<'a>,
    at: &Path<'_>,
    start: i64,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<i64, StepError> {
    let (mut line, mut lowest) = (start, i64::MIN);
    let at = at.member("tabs");
    for (index, tab) in list(spec, "tabs").into_iter().enumerate() {
        let Some(tab) = spec_of(tab) else { continue };
        let outer = at.item(index);
        line = tab_down(Source::new(tab, outer.member("spec")), line, placing, out)?;
        lowest = lowest.max(line);
    }
    Ok(lowest)
}

/// Places a tab; returns its lowest edge, which is the line of the next one.
fn tab_down<'a>(
    mut tab: Source<'_, 'a>,
    line: i64,
    placing: &mut Placing<'_, '_, 'a>,
    out: &mut Vec<Placed<'a>>,
) -> Result<i64, StepError> {
    let mut header = placing.row(&mut tab, Some(line));
    header.put("collapsed", false.into());
    header.put("panels", Draft::json("[]"));
    repeat::down_row(&mut tab, &mut header, placing.notes);
    out.push(Placed::Row(header, Vec::new()));
    let layout = tab.take("layout").and_then(Layout::open);
    lost(&mut tab, "conditionalRendering", placing.notes, "a classic row is always shown");
    let (at, start) = (tab.at(), line.wrapping_add(1));
    tab.finish(placing.notes, "a classic row has no such member");
    let Some(layout) = layout else { return Ok(start) };
    Ok(placing.place_inner(layout, &at.member("layout"), start, out)?.max(start))
}
