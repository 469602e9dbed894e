//! Objects: members in order.

use super::arena::Arena;
use super::array::Array;
use super::draft::{Draft, install_text};
use super::list::List;
use super::text::Str;
use super::value::{Value, ValueMut};
use super::walk::{Items, copy_container};
use std::borrow::Cow;
use std::fmt;

/// An object of a document; its members keep their order and their names are unique.
///
/// # Example
/// ```
/// use dashlift::json::{Arena, parse};
/// let arena = Arena::new();
/// let mut root = parse(&arena, br#"{"a": 1, "b": 2, "c": 3}"#)?.root;
/// let object = root.as_mut().into_object().expect("an object");
/// object.replace("a", "x", "first");
/// object.remove("b");
/// object.set("d", true);
/// assert_eq!(root.to_json(), r#"{"x":"first","c":3,"d":true}"#);
/// # Ok::<(), dashlift::Error>(())
/// ```
pub struct Object<'a> {
    members: List<'a, Member<'a>>,
}

/// A member of an object.
#[derive(Debug, Default)]
pub struct Member<'a> {
    /// The name.
    pub name: Str<'a>,
    /// The value.
    pub value: Value<'a>,
}

impl<'a> Object<'a> {
    pub(crate) fn of(arena: &'a Arena, members: &'a mut [Member<'a>]) -> Self {
        Self { members: List::of(arena, members) }
    }

    /// Returns the number of members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Returns whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the members in order.
    pub fn members(&self) -> &[Member<'a>] {
        self.members.as_slice()
    }

    /// Goes through names and values in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Str<'a>, &Value<'a>)> {
        self.members().iter().map(|member| (member.name, &member.value))
    }

    /// Goes through names and values, giving access to the containers below.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (Str<'a>, ValueMut<'_, 'a>)> {
        self.members.as_mut_slice().iter_mut().map(|member| (member.name, member.value.as_mut()))
    }

    /// Returns the position of a member.
    #[inline]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.members().iter().position(|member| member.name == *name)
    }

    /// Returns whether there is a member of this name, whatever its value.
    pub fn contains(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Returns the value of a member.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.members().iter().find(|member| member.name == *name).map(|member| &member.value)
    }

    /// Returns the value of a member, if it is an object.
    pub fn object(&self, name: &str) -> Option<&Object<'a>> {
        self.get(name)?.as_object()
    }

    /// Returns the value of a member, if it is an array.
    pub fn array(&self, name: &str) -> Option<&Array<'a>> {
        self.get(name)?.as_array()
    }

    /// Returns the value of a member, if it is a string; half surrogate pairs become U+FFFD.
    pub fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.get(name)?.as_text()
    }

    /// Returns whether a member is this string.
    pub fn has_text(&self, name: &str, text: &str) -> bool {
        self.get(name).is_some_and(|value| value.is_text(text))
    }

    /// Returns whether a member is absent or `null`.
    pub fn is_missing(&self, name: &str) -> bool {
        self.get(name).is_none_or(Value::is_null)
    }

    /// Gives access to the containers of a member.
    pub fn get_mut(&mut self, name: &str) -> Option<ValueMut<'_, 'a>> {
        self.members
            .as_mut_slice()
            .iter_mut()
            .find(|member| member.name == *name)
            .map(|member| member.value.as_mut())
    }

    /// Gives access to a member, if it is an object.
    pub fn object_mut(&mut self, name: &str) -> Option<&mut Object<'a>> {
        self.get_mut(name)?.into_object()
    }

    /// Gives access to a member, if it is an array.
    pub fn array_mut(&mut self, name: &str) -> Option<&mut Array<'a>> {
        self.get_mut(name)?.into_array()
    }

    /// Sets a member: in place if the name is there, else at the end. Returns the old value.
    pub fn set(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Draft<'a>>) -> Option<Value<'a>> {
        let name = name.into();
        match self.position(&name) {
            Some(index) => self.set_at(index, value),
            None => {
                self.insert_at(self.len(), name, value);
                None
            }
        }
    }

    /// Puts a new member before the one at `index`; past the end it is appended.
    ///
    /// A member of that name that was there before is removed.
    pub fn insert(&mut self, index: usize, name: impl Into<Cow<'a, str>>, value: impl Into<Draft<'a>>) {
        let name = name.into();
        let index = match self.position(&name) {
            Some(old) => {
                self.members.remove(old);
                if old < index { index - 1 } else { index }
            }
            None => index,
        };
        self.insert_at(index, name, value);
    }

    /// Removes a member and returns its value; the others stay in place.
    pub fn remove(&mut self, name: &str) -> Option<Value<'a>> {
        let index = self.position(name)?;
        self.members.remove(index).map(|member| member.value)
    }

    /// Gives a member another name, in place; false if there is none of the old name.
    ///
    /// A member that already had the new name is removed.
    pub fn rename(&mut self, old: &str, new: impl Into<Cow<'a, str>>) -> bool {
        let Some(index) = self.position(old) else { return false };
        let Some(value) =
            self.members.as_mut_slice().get_mut(index).map(|member| std::mem::take(&mut member.value))
        else {
            return false;
        };
        self.replace_at(index, new.into(), value);
        true
    }

    /// Replaces a member by another one, in place; false if there is none of the old name.
    ///
    /// A member that already had the new name is removed.
    pub fn replace(&mut self, old: &str, new: impl Into<Cow<'a, str>>, value: impl Into<Draft<'a>>) -> bool {
        let Some(index) = self.position(old) else { return false };
        self.replace_at(index, new.into(), value);
        true
    }

    /// Keeps the members for which `keep` holds, in order.
    pub fn retain(&mut self, mut keep: impl FnMut(Str<'a>, &Value<'a>) -> bool) {
        self.members.retain(|member| keep(member.name, &member.value));
    }

    /// Takes all members out.
    pub fn take_all(&mut self) -> Vec<Member<'a>> {
        self.members.take_all()
    }

    /// Appends a member that was taken out of an object.
    pub fn push_member(&mut self, member: Member<'a>) {
        self.put_member(member);
    }

    /// Puts a member in the place of the one with its name, or at the end; returns the old value.
    pub(crate) fn put_member(&mut self, member: Member<'a>) -> Option<Value<'a>> {
        match self.members().iter().position(|other| other.name == member.name) {
            Some(index) => self.set_at(index, member.value),
            None => {
                self.members.push(member);
                None
            }
        }
    }

    /// Puts members into an object that has none; no two have the same name.
    pub(crate) fn put_all(&mut self, members: Vec<Member<'a>>) {
        members.into_iter().for_each(|member| self.members.push(member));
    }

    /// Returns a copy that can stand elsewhere in the document.
    pub fn copied(&self) -> Value<'a> {
        copy_container(Items::Object(self.members().iter()), self.members.arena())
    }

    /// Returns the position of a member that is looked for from a position on, in turn.
    ///
    /// Where members are looked up in about their order, they are found at once.
    pub(crate) fn position_from(&self, start: usize, name: &str) -> Option<usize> {
        let start = start.min(self.len());
        let (before, behind) = self.members().split_at_checked(start)?;
        let found = behind.iter().position(|member| member.name == *name).map(|index| start + index);
        found.or_else(|| before.iter().position(|member| member.name == *name))
    }

    /// Returns the value at a position.
    pub(crate) fn value_at(&self, index: usize) -> Option<&Value<'a>> {
        self.members().get(index).map(|member| &member.value)
    }

    /// Removes the member at a position.
    pub(crate) fn remove_at(&mut self, index: usize) -> Option<Value<'a>> {
        self.members.remove(index).map(|member| member.value)
    }

    /// Returns the name and the value at a position.
    pub(crate) fn entry_mut(&mut self, index: usize) -> Option<(Str<'a>, ValueMut<'_, 'a>)> {
        let member = self.members.as_mut_slice().get_mut(index)?;
        Some((member.name, member.value.as_mut()))
    }

    /// Gives the member at a position another value.
    pub(crate) fn set_value(&mut self, index: usize, value: impl Into<Draft<'a>>) -> Option<Value<'a>> {
        self.set_at(index, value)
    }

    /// Takes the value of a member out; null stays in its place.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value<'a>> {
        let index = self.position(name)?;
        self.members.as_mut_slice().get_mut(index).map(|member| std::mem::take(&mut member.value))
    }

    /// Takes the values of the members with some names out; nulls stay in their places.
    pub(crate) fn take_where(&mut self, mut holds: impl FnMut(Str<'a>) -> bool) -> Vec<Member<'a>> {
        let members = self.members.as_mut_slice().iter_mut().filter(|member| holds(member.name));
        members.map(|member| Member { name: member.name, value: std::mem::take(&mut member.value) }).collect()
    }

    /// Returns where the object lives.
    pub(crate) fn arena(&self) -> &'a Arena {
        self.members.arena()
    }

    /// Returns the members as they stand; changes are not noticed.
    pub(super) fn members_mut(&mut self) -> &mut [Member<'a>] {
        self.members.as_mut_slice()
    }

    /// Returns the values as they stand; changes are not noticed.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Value<'a>> {
        self.members.as_mut_slice().iter_mut().map(|member| &mut member.value)
    }

    fn set_at(&mut self, index: usize, value: impl Into<Draft<'a>>) -> Option<Value<'a>> {
        let arena = self.members.arena();
        let slot = &mut self.members.as_mut_slice().get_mut(index)?.value;
        let old = std::mem::replace(slot, value.into().install(arena));
        if old != *slot {
            arena.mark();
        }
        Some(old)
    }

    fn insert_at(&mut self, index: usize, name: Cow<'a, str>, value: impl Into<Draft<'a>>) {
        let arena = self.members.arena();
        let name = install_text(name, arena);
        self.members.insert(index, Member { name, value: value.into().install(arena) });
    }

    fn replace_at(&mut self, index: usize, new: Cow<'a, str>, value: impl Into<Draft<'a>>) {
        let arena = self.members.arena();
        let twin = self.position(&new).filter(|twin| *twin != index);
        if let Some(member) = self.members.as_mut_slice().get_mut(index) {
            *member = Member { name: install_text(new, arena), value: value.into().install(arena) };
            arena.mark();
        }
        if let Some(twin) = twin {
            self.members.remove(twin);
        }
    }
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
