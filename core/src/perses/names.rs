//! Finding members by name in objects that may be large.

use crate::json::{Member, Str, sorted};

/// The positions of names, for one look-up in logarithmic time.
pub(super) struct Names<'a>(Vec<(Str<'a>, usize)>);

impl<'a> Names<'a> {
    pub(super) fn of(members: &[Member<'a>]) -> Self {
        let names = members.iter().enumerate().map(|(position, member)| (member.name, position)).collect();
        Self(sorted(names, |(left, _), (right, _)| left.cmp(right)))
    }

    /// Returns the position of a name.
    pub(super) fn position(&self, name: Str<'a>) -> Option<usize> {
        let found = self.0.binary_search_by(|(known, _)| known.cmp(&name)).ok()?;
        self.0.get(found).map(|(_, position)| *position)
    }
}
