//! Inputs: values from outside for `$NAME` and `${NAME}` (spec 20-grafana-to-perses, section 2).
//!
//! The replacement is textual, in the spelling of every string and member name: it happens within longer names, and a
//! value may hold another input. Longer names come first, then the alphabet, `$NAME` before `${NAME}` (I2, V4).
//! A name that is empty or holds a quote or a backslash cannot be written in a dashboard as it is, and is not looked for.

use super::fields::{elements, filled, text};
use crate::engine::{ErrorKind, Notes, Stage, StepError};
use crate::json::{Array, Draft, JsonWriter, Member, Name, Object, Str, Value, ValueMut, object, sorted};

/// The stage that runs before the first step of a path over the bridge.
pub(in crate::perses) const STAGE: Stage =
    Stage { id: "grafana-perses/inputs", summary: "replaces inputs by the values given for them", run };

/// How many bytes inputs may add to a document: 16 MiB.
const MAX_GROWTH: usize = 1 << 24;

/// An input: how it is written, and the JSON spelling of its value.
struct Input {
    short: String,
    long: String,
    value: String,
}

/// The inputs in order, and how many bytes they may still add.
struct Inputs {
    list: Vec<Input>,
    room: usize,
}

fn run(doc: &mut Object<'_>, notes: &mut Notes<'_>) -> Result<(), StepError> {
    let names = sorted(notes.context().inputs().collect(), |(left, _), (right, _)| {
        right.len().cmp(&left.len()).then_with(|| left.cmp(right))
    });
    let list = names.into_iter().filter(|(name, _)| !name.is_empty() && !name.contains(['"', '\\']));
    let list = list.map(|(name, value)| Input {
        short: format!("${name}"),
        long: format!("${{{name}}}"),
        value: spelling(value),
    });
    let mut inputs = Inputs { list: list.collect(), room: MAX_GROWTH };
    if !inputs.list.is_empty() {
        inputs.in_object(doc)?;
    }
    warn_of_missing(doc, notes);
    Ok(())
}

/// Returns the text as it is written between the quotes of a JSON string.
fn spelling(text: &str) -> String {
    let mut out = JsonWriter::new();
    out.open_array();
    out.element_text(text);
    let written = out.finish();
    written.strip_prefix("[\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
}

impl Inputs {
    /// Recursive; a document is at most 256 containers deep.
    fn in_object(&mut self, doc: &mut Object<'_>) -> Result<(), StepError> {
        let is_named = |member: &Member<'_>| {
            self.is_in(member.name) || text(Some(&member.value)).is_some_and(|it| self.is_in(it))
        };
        if doc.members().iter().any(is_named) {
            self.rebuild(doc)?;
        }
        doc.iter_mut().try_for_each(|(_, value)| self.in_container(value))
    }

    fn in_array(&mut self, array: &mut Array<'_>) -> Result<(), StepError> {
        for index in 0..array.len() {
            let found = text(array.get(index)).filter(|found| self.is_in(*found));
            if let Some(found) = found {
                array.set(index, Draft::spelled(self.replaced(found)?));
            }
        }
        array.iter_mut().try_for_each(|value| self.in_container(value))
    }

    fn in_container(&mut self, value: ValueMut<'_, '_>) -> Result<(), StepError> {
        match value {
            ValueMut::Object(object) => self.in_object(object),
            ValueMut::Array(array) => self.in_array(array),
            ValueMut::Leaf(_) => Ok(()),
        }
    }

    /// Writes the members anew; of two names that become the same the last one counts.
    fn rebuild(&mut self, doc: &mut Object<'_>) -> Result<(), StepError> {
        let mut members = Vec::with_capacity(doc.len());
        for member in doc.take_all() {
            let name = match self.is_in(member.name) {
                true => Name::spelled(self.replaced(member.name)?),
                false => Name::from(member.name),
            };
            let value = match text(Some(&member.value)).filter(|found| self.is_in(*found)) {
                Some(found) => Draft::spelled(self.replaced(found)?),
                None => Draft::from(member.value),
            };
            members.push((name, value));
        }
        doc.set("", object(members));
        if let Some(Value::Object(made)) = doc.remove("") {
            std::mem::swap(doc, made);
        }
        Ok(())
    }

    /// Returns whether a string may hold an input.
    fn is_in(&self, string: Str<'_>) -> bool {
        let spelling = string.spelling();
        spelling.contains('$')
            && self.list.iter().any(|input| spelling.contains(&input.short) || spelling.contains(&input.long))
    }

    /// Returns the spelling of a string with every input replaced.
    fn replaced(&mut self, string: Str<'_>) -> Result<String, StepError> {
        let mut spelling = string.spelling().to_owned();
        for input in &self.list {
            for name in [&input.short, &input.long] {
                let added = spelling.matches(&**name).count().saturating_mul(input.value.len());
                let Some(room) = self.room.checked_sub(added) else {
                    let message = "the inputs make the document more than 16 MiB larger";
                    return Err(StepError::new(ErrorKind::TooLarge, "", message));
                };
                if added > 0 || spelling.contains(&**name) {
                    self.room = room;
                    spelling = spelling.replace(&**name, &input.value);
                }
            }
        }
        Ok(spelling)
    }
}

/// Tells of inputs that the dashboard asks for and the caller does not give (I4).
fn warn_of_missing(doc: &Object<'_>, notes: &mut Notes<'_>) {
    for (index, input) in elements(doc.get("__inputs")).iter().enumerate() {
        let Some(name) = input.as_object().and_then(|input| filled(input.get("name"))) else { continue };
        let name = name.to_text();
        if notes.context().input(&name).is_none() {
            let message = format!("the input `{name}` has no value; where it is used, `${{{name}}}` stays");
            notes.warn("missing-input", format!("/__inputs/{index}"), message);
        }
    }
}
