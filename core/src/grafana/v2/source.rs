//! Objects that a conversion takes apart.

use super::path::Path;
use crate::engine::{LossCode, LossKind, Notes};
use crate::grafana::losses::says_something;
use crate::json::{Arena, Array, Member, Object, Str, Value};

/// An object that a conversion takes apart: what nobody takes out is lost, and told.
///
/// A member of another type than the one asked for stays where it is, so that it is told, too.
pub(in crate::grafana) struct Source<'s, 'a> {
    object: &'s mut Object<'a>,
    at: Path<'s>,
}

impl<'s, 'a> Source<'s, 'a> {
    pub(in crate::grafana) fn new(object: &'s mut Object<'a>, at: Path<'s>) -> Self {
        Self { object, at }
    }

    /// Returns where the object stands.
    pub(in crate::grafana) fn at(&self) -> Path<'s> {
        self.at
    }

    /// Returns where what is made of the object will live.
    pub(in crate::grafana) fn arena(&self) -> &'a Arena {
        self.object.arena()
    }

    /// Returns the object as far as it was not taken.
    pub(in crate::grafana) fn as_object(&self) -> &Object<'a> {
        self.object
    }

    /// Returns a member without taking it.
    pub(in crate::grafana) fn peek(&self, name: &str) -> Option<&Value<'a>> {
        self.object.get(name)
    }

    /// Returns the object, so that it can be changed before it is taken apart.
    pub(in crate::grafana) fn as_object_mut(&mut self) -> &mut Object<'a> {
        self.object
    }

    /// Takes a member that is not null.
    pub(in crate::grafana) fn take(&mut self, name: &str) -> Option<Value<'a>> {
        self.object.take(name).filter(|value| !matches!(value, Value::Null | Value::LastingNull(_)))
    }

    /// Takes a member if it is one that the caller can use.
    pub(in crate::grafana) fn take_if(
        &mut self,
        name: &str,
        fits: fn(&Value<'a>) -> bool,
    ) -> Option<Value<'a>> {
        if self.object.get(name).is_some_and(fits) { self.object.take(name) } else { None }
    }

    /// Takes a text.
    pub(in crate::grafana) fn text(&mut self, name: &str) -> Option<Str<'a>> {
        match self.take_if(name, |value| matches!(value, Value::String(_))) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// Takes a text that is not empty.
    pub(in crate::grafana) fn filled_text(&mut self, name: &str) -> Option<Str<'a>> {
        self.text(name).filter(|text| *text != *"")
    }

    /// Takes a flag.
    pub(in crate::grafana) fn flag(&mut self, name: &str) -> Option<bool> {
        match self.take_if(name, |value| matches!(value, Value::Bool(_))) {
            Some(Value::Bool(flag)) => Some(flag),
            _ => None,
        }
    }

    /// Takes the items of a list; none if there is no list.
    pub(in crate::grafana) fn list(&mut self, name: &str) -> Vec<Value<'a>> {
        self.array(name).take_all()
    }

    /// Takes a list as it stands; an empty one if there is none.
    pub(in crate::grafana) fn array(&mut self, name: &str) -> &'a mut Array<'a> {
        match self.take_if(name, |value| value.as_array().is_some()) {
            Some(Value::Array(array)) => array,
            _ => Array::empty(self.arena()),
        }
    }

    /// Takes an object.
    pub(in crate::grafana) fn object(&mut self, name: &str) -> Option<&'a mut Object<'a>> {
        match self.take_if(name, |value| value.as_object().is_some()) {
            Some(Value::Object(object)) => Some(object),
            _ => None,
        }
    }

    /// Takes the members whose names are not known, nulls too.
    pub(in crate::grafana) fn take_others(&mut self, is_known: fn(&str) -> bool) -> Vec<Member<'a>> {
        self.object.take_where(|name| !is_known(&name.to_text()))
    }

    /// Tells what nobody took.
    pub(in crate::grafana) fn finish(self, notes: &mut Notes<'_>, message: &'static str) {
        for (name, value) in self.object.iter().filter(|(_, value)| says_something(value)) {
            let at = self.at.member(&name.to_text()).to_string();
            notes.lose(LossCode::DroppedByFormat, LossKind::Member, at, Some(value), message);
        }
    }
}
