//! Elements and their names, made of the ids of panels (spec 20-classic-to-v2, section 6).

use super::repeat::Library;
use crate::engine::{LossCode, LossKind, Notes};
use crate::grafana::v2::elements;
use crate::grafana::v2::parts::integer;
use crate::grafana::v2::path::Path;
use crate::grafana::v2::source::Source;
use crate::json::{Arena, Array, Members, Object, Str, sorted};

/// The elements that panels become.
pub(super) struct Elements<'e, 'n, 'a> {
    /// The panels to come.
    ids: std::vec::IntoIter<Id>,
    pub(super) made: Members<'a>,
    pub(super) arena: &'a Arena,
    pub(super) library: Library,
    pub(super) notes: &'e mut Notes<'n>,
}

/// The id of a panel.
#[derive(Clone, Copy)]
pub(super) struct Id {
    id: i64,
    /// Whether a later panel has it, too.
    is_overwritten: bool,
}

impl<'e, 'n, 'a> Elements<'e, 'n, 'a> {
    /// Looks for panels whose ids differ in nothing but the fraction; only the last one is kept (6.3).
    pub(super) fn new(panels: &Array<'a>, arena: &'a Arena, notes: &'e mut Notes<'n>) -> Self {
        let mut ids = Vec::new();
        for panel in panels.objects() {
            if panel.has_text("type", "row") {
                ids.extend(panel.array("panels").into_iter().flat_map(Array::objects).map(Id::of));
            } else {
                ids.push(Id::of(panel));
            }
        }
        let order = sorted((0..ids.len()).collect(), |left: &usize, right: &usize| {
            ids.get(*left).map(|id| id.id).cmp(&ids.get(*right).map(|id| id.id))
        });
        for pair in order.windows(2) {
            let [earlier, later] = pair else { continue };
            let later = ids.get(*later).map(|later| later.id);
            if let Some(earlier) = ids.get_mut(*earlier).filter(|earlier| Some(earlier.id) == later) {
                earlier.is_overwritten = true;
            }
        }
        let made = Members::with_room(ids.len(), arena);
        Self { ids: ids.into_iter(), made, arena, library: Library::default(), notes }
    }

    /// Returns the id of the next panel, and tells the panel if another one takes its place.
    pub(super) fn next(&mut self, panel: &Object<'a>, at: &Path<'_>) -> Id {
        let id = self.ids.next().unwrap_or(Id::of(panel));
        if id.is_overwritten {
            let message = format!("a later panel is the element `{}`", id.name());
            let whole = panel.copied();
            self.notes.lose(
                LossCode::DroppedByFormat,
                LossKind::Panel,
                at.to_string(),
                Some(&whole),
                message,
            );
        }
        id
    }

    /// Makes an element of a panel and returns its name.
    pub(super) fn add(&mut self, id: Id, mut panel: Source<'_, 'a>) -> Str<'a> {
        let name = Str::plain(self.arena.text(&id.name()));
        if !id.is_overwritten {
            panel.take("id");
            self.made.put_named(name, elements::up(panel, id.id, self.notes));
        }
        name
    }
}

impl Id {
    fn of(panel: &Object<'_>) -> Self {
        Self { id: panel.get("id").and_then(integer).unwrap_or(0), is_overwritten: false }
    }

    fn name(self) -> String {
        format!("panel-{}", self.id)
    }
}
