//! Facts from outside: data sources, library elements, input values (design section 10).

use super::error::{Error, ErrorKind};
use crate::json::{Arena, Object, Value};
use std::collections::BTreeMap;

/// What a step may need to know from outside the document, as data.
///
/// By name or uid the last data source counts; of library elements with one uid the first.
///
/// # Example
/// ```
/// use dashlift::Context;
/// let context = Context::from_json(r#"{"datasources": [{"name": "Prom", "uid": "p1", "isDefault": true}]}"#)?;
/// assert_eq!(context.default_datasource().map(|source| source.uid.as_str()), Some("p1"));
/// assert_eq!(Context::from_json("[]").unwrap_err().code(), "invalid-option");
/// # Ok::<(), dashlift::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context {
    datasources: Option<Vec<Datasource>>,
    by_name: BTreeMap<String, usize>,
    by_uid: BTreeMap<String, usize>,
    default: Option<usize>,
    library_elements: BTreeMap<String, String>,
    inputs: BTreeMap<String, String>,
}

/// A data source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Datasource {
    /// The name, possibly empty.
    pub name: String,
    /// The unique id, possibly empty.
    pub uid: String,
    /// The type, possibly empty.
    pub kind: String,
    /// The API version, possibly empty.
    pub api_version: String,
    /// Whether it is the default one.
    pub default: bool,
}

impl Context {
    /// Reads a context from a JSON object; `null` members count as absent.
    ///
    /// # Errors
    /// `invalid-option` if the text is not a JSON object or a member has a wrong type, `unknown-option`
    /// for an unknown member.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let arena = Arena::new();
        let parsed = crate::json::parse(&arena, text.as_bytes())
            .map_err(|error| invalid(format!("the context is not JSON: {}", error.message)))?;
        Self::from_value(&parsed.root)
    }

    pub(crate) fn from_value(value: &Value<'_>) -> Result<Self, Error> {
        let object = value.as_object().ok_or_else(|| {
            invalid(format!("option `context` must be an object, found {}", value.kind_name()))
        })?;
        let mut context = Self::default();
        for (name, value) in object.iter() {
            match (&*name.to_text(), value) {
                ("datasources" | "libraryElements" | "inputs", Value::Null) => {}
                ("datasources", Value::Array(list)) => context.read_datasources(list.iter())?,
                ("libraryElements", value) => context.read_library_elements(value)?,
                ("inputs", Value::Object(inputs)) => context.read_inputs(inputs)?,
                ("datasources", other) => return Err(wrong_type("datasources", "an array", other)),
                ("inputs", other) => return Err(wrong_type("inputs", "an object", other)),
                (other, _) => {
                    let message = format!(
                        "unknown member `{other}` of option `context`; known are `datasources`, `libraryElements`, `inputs`"
                    );
                    return Err(Error::new(ErrorKind::UnknownOption, message));
                }
            }
        }
        Ok(context)
    }

    fn read_datasources<'v, 'a: 'v>(
        &mut self,
        list: impl Iterator<Item = &'v Value<'a>>,
    ) -> Result<(), Error> {
        let mut sources = Vec::new();
        for value in list {
            let entry =
                value.as_object().ok_or_else(|| wrong_item("datasources", "array", "objects", value))?;
            sources.push(Datasource {
                name: text_of(entry, "name")?,
                uid: text_of(entry, "uid")?,
                kind: text_of(entry, "type")?,
                api_version: text_of(entry, "apiVersion")?,
                default: matches!(entry.get("default").or(entry.get("isDefault")), Some(Value::Bool(true))),
            });
        }
        for (index, source) in sources.iter().enumerate() {
            if !source.name.is_empty() {
                self.by_name.insert(source.name.clone(), index);
            }
            if !source.uid.is_empty() {
                self.by_uid.insert(source.uid.clone(), index);
            }
            if source.default {
                self.default = Some(index);
            }
        }
        self.datasources = Some(sources);
        Ok(())
    }

    fn read_library_elements(&mut self, value: &Value<'_>) -> Result<(), Error> {
        let vendor = value.pointer("/result/elements");
        let Some(Value::Array(list)) = vendor.or(Some(value)) else {
            return Err(wrong_type("libraryElements", "an array", value));
        };
        for value in list.iter() {
            let entry =
                value.as_object().ok_or_else(|| wrong_item("libraryElements", "array", "objects", value))?;
            let model = entry.get("model").map_or_else(|| "null".to_owned(), Value::to_json);
            self.library_elements.entry(text_of(entry, "uid")?).or_insert(model);
        }
        Ok(())
    }

    fn read_inputs(&mut self, inputs: &Object<'_>) -> Result<(), Error> {
        for (name, value) in inputs.iter() {
            let Value::String(text) = value else {
                return Err(wrong_item("inputs", "object", "texts", value));
            };
            self.inputs.insert(name.to_text().into_owned(), text.to_text().into_owned());
        }
        Ok(())
    }

    /// Returns the data sources in the order given; `None` if no list was given.
    pub fn datasources(&self) -> Option<&[Datasource]> {
        self.datasources.as_deref()
    }

    /// Looks a data source up, by name first, then by uid (spec 30-versions-31-42, D3).
    pub fn datasource(&self, name_or_uid: &str) -> Option<&Datasource> {
        let index = self.by_name.get(name_or_uid).or_else(|| self.by_uid.get(name_or_uid))?;
        self.datasources.as_ref()?.get(*index)
    }

    /// Looks a data source up by its uid alone (spec grafana-api/20-classic-to-v2, 0.10).
    pub fn datasource_by_uid(&self, uid: &str) -> Option<&Datasource> {
        self.datasources.as_ref()?.get(*self.by_uid.get(uid)?)
    }

    /// Returns the default data source: the last one that is flagged (spec 30-versions-31-42, D2).
    pub fn default_datasource(&self) -> Option<&Datasource> {
        self.datasources.as_ref()?.get(self.default?)
    }

    /// Returns the JSON text of a library element's `model`.
    pub fn library_element(&self, uid: &str) -> Option<&str> {
        self.library_elements.get(uid).map(String::as_str)
    }

    /// Goes through the inputs, by their names.
    pub fn inputs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inputs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the value given for an input.
    pub fn input(&self, name: &str) -> Option<&str> {
        self.inputs.get(name).map(String::as_str)
    }
}

fn text_of(entry: &Object<'_>, name: &str) -> Result<String, Error> {
    match entry.get(name) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.to_text().into_owned()),
        Some(other) => Err(wrong_type(name, "a text", other)),
    }
}

fn wrong_type(name: &str, expected: &str, found: &Value<'_>) -> Error {
    invalid(format!("`{name}` of option `context` must be {expected}, found {}", found.kind_name()))
}

fn wrong_item(name: &str, container: &str, items: &str, found: &Value<'_>) -> Error {
    let found = found.kind_name();
    invalid(format!("`{name}` of option `context` must be an {container} of {items}, found {found} in it"))
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidOption, message)
}
