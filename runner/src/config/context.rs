//! The context from files and flags.

use super::Settings;
use crate::exit::Failure;
use crate::input::Input;
use dashlift::json::{Arena, JsonWriter, Value, parse};
use std::collections::BTreeMap;

/// Returns the context's JSON, if any of its settings was given; of what is said twice, the setting counts, not the file.
///
/// # Errors
/// If a file cannot be read or is no JSON.
pub(crate) fn of(settings: &Settings) -> Result<Option<String>, Failure> {
    let sources = settings.datasources.as_deref().map(Input::read).transpose()?;
    let elements = settings.library_elements.as_deref().map(Input::read).transpose()?;
    let arena = Arena::new();
    let sources = sources.as_ref().map(|input| json_of(&arena, input)).transpose()?;
    let elements = elements.as_ref().map(|input| json_of(&arena, input)).transpose()?;
    if sources.is_none() && elements.is_none() && settings.inputs.is_empty() {
        return Ok(None);
    }
    Ok(Some(merge(sources.as_ref(), elements.as_ref(), &settings.inputs)))
}

fn json_of<'a>(arena: &'a Arena, input: &'a Input) -> Result<Value<'a>, Failure> {
    Ok(parse(arena, &input.bytes).map_err(Failure::of(&input.name))?.root)
}

/// Writes a context. The sources may be the vendor's list or a whole context.
fn merge(
    sources: Option<&Value<'_>>,
    elements: Option<&Value<'_>>,
    inputs: &BTreeMap<String, String>,
) -> String {
    let mut out = JsonWriter::new();
    out.open_object();
    let mut given = None;
    match sources.map(|value| (value, value.as_object())) {
        Some((_, Some(context))) => {
            for (name, value) in context.iter() {
                match &*name.to_text() {
                    "libraryElements" if elements.is_some() => {}
                    "inputs" if !inputs.is_empty() && value.as_object().is_some() => {
                        given = value.as_object()
                    }
                    name => out.raw(name, &value.to_json()),
                }
            }
        }
        Some((list, None)) => out.raw("datasources", &list.to_json()),
        None => {}
    }
    if let Some(elements) = elements {
        out.raw("libraryElements", &elements.to_json());
    }
    if !inputs.is_empty() {
        out.open_object_member("inputs");
        for (name, value) in given.iter().flat_map(|given| given.iter()) {
            if !inputs.contains_key(&*name.to_text()) {
                out.raw(&name.to_text(), &value.to_json());
            }
        }
        for (name, value) in inputs {
            out.text(name, value);
        }
        out.close_object();
    }
    out.close_object();
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sources: &str, elements: Option<&str>, inputs: &[(&str, &str)], expected: &str) {
        let arena = Arena::new();
        let sources = parse(&arena, sources.as_bytes()).unwrap().root;
        let elements = elements.map(|text| parse(&arena, text.as_bytes()).unwrap().root);
        let inputs = inputs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        assert_eq!(merge(Some(&sources), elements.as_ref(), &inputs), expected);
    }

    #[test]
    fn a_list_becomes_the_data_sources() {
        check(r#"[ {"uid": "a"} ]"#, None, &[], r#"{"datasources":[{"uid":"a"}]}"#);
    }

    #[test]
    fn flags_come_after_the_context_of_a_file() {
        check(
            r#"{"datasources": [], "libraryElements": [1], "inputs": {"A": "1", "B": "2"}}"#,
            Some(r#"{"result": {"elements": []}}"#),
            &[("B", "é\"")],
            r#"{"datasources":[],"libraryElements":{"result":{"elements":[]}},"inputs":{"A":"1","B":"é\""}}"#,
        );
    }

    #[test]
    fn what_a_file_says_wrongly_is_left_to_the_core() {
        check(r#"{"inputs": [], "x": 1}"#, None, &[("A", "b")], r#"{"inputs":[],"x":1,"inputs":{"A":"b"}}"#);
    }
}
