//! Objects that a conversion makes, member by member.

use super::arena::Arena;
use super::draft::Draft;
use super::object::{Member, Object};
use super::text::Str;
use super::value::Value;
use bumpalo::collections::Vec as Stack;

/// For how many members there is room, if nobody says more; a larger object moves once or twice.
const USUAL: usize = 4;

/// The members of an object to be, where they will stay in memory; no two have the same name.
#[derive(Debug)]
pub(crate) struct Members<'a> {
    arena: &'a Arena,
    members: Stack<'a, Member<'a>>,
}

impl<'a> Members<'a> {
    /// Keeps room for some members; more may come.
    pub(crate) fn with_room(room: usize, arena: &'a Arena) -> Self {
        Self { arena, members: arena.stack_of(room) }
    }

    pub(crate) fn new(arena: &'a Arena) -> Self {
        Self::with_room(USUAL, arena)
    }

    /// Begins with these members.
    pub(crate) fn of<const N: usize>(arena: &'a Arena, members: [(&'static str, Draft<'a>); N]) -> Self {
        Self::with_room(N + USUAL, arena).with(members)
    }

    /// Adds these members.
    pub(crate) fn with<const N: usize>(mut self, members: [(&'static str, Draft<'a>); N]) -> Self {
        for (name, value) in members {
            self.put(name, value);
        }
        self
    }

    /// Adds a member.
    #[inline]
    pub(crate) fn put(&mut self, name: &'static str, value: Draft<'a>) {
        debug_assert!(!self.contains(name), "two members have the name `{name}`");
        self.put_named(Str::plain(name), value);
    }

    /// Adds a member if there is something to add.
    pub(crate) fn put_some(&mut self, name: &'static str, value: Option<impl Into<Draft<'a>>>) {
        if let Some(value) = value {
            self.put(name, value.into());
        }
    }

    /// Adds a member whose name stands in the document.
    #[inline]
    pub(crate) fn put_named(&mut self, name: Str<'a>, value: Draft<'a>) {
        self.members.push(Member { name, value: value.install(self.arena) });
    }

    /// Adds all members of another object to be.
    pub(crate) fn append(&mut self, others: Self) {
        self.members.extend(others.members);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.name == *name)
    }

    /// Takes a member out; the others may change their order.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value<'a>> {
        let index = self.members.iter().position(|member| member.name == *name)?;
        Some(self.members.swap_remove(index).value)
    }
}

impl<'a> IntoIterator for Members<'a> {
    type Item = Member<'a>;
    type IntoIter = bumpalo::collections::vec::IntoIter<'a, Member<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a> From<Members<'a>> for Value<'a> {
    fn from(members: Members<'a>) -> Self {
        let Members { arena, members } = members;
        Self::Object(arena.alloc(Object::of(arena, members.into_bump_slice_mut())))
    }
}

impl<'a> From<Members<'a>> for Draft<'a> {
    fn from(members: Members<'a>) -> Self {
        Value::from(members).into()
    }
}
