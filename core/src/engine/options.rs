//! The options of `migrate`: what callers may ask for (design section 10).

use super::context::Context;
use super::error::{Error, ErrorKind};
use crate::json::{Arena, Style, Value};

/// What `migrate` is asked to do; the defaults are the contract's.
///
/// # Example
/// ```
/// use dashlift::Options;
/// let options = Options::from_json(r#"{"to": "grafana@42", "exportKeys": "drop"}"#)?;
/// assert_eq!(options.to.as_deref(), Some("grafana@42"));
/// assert_eq!(Options::from_json(r#"{"tto": 1}"#).unwrap_err().code(), "unknown-option");
/// # Ok::<(), dashlift::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Target: `VERSION | FAMILY | FAMILY@VERSION | FAMILY@latest | RELEASE`; absent: the newest of the form.
    pub to: Option<String>,
    /// What the document is; overrules its own number.
    pub from: Option<String>,
    /// The family of the document; switches detection off.
    pub family: Option<String>,
    /// Facts from outside; overrules the one that a `Migrator` holds.
    pub context: Option<Context>,
    /// Style of the output.
    pub style: Style,
    /// Whether the report lists the changes of each step.
    pub explain: bool,
    /// Whether to fail where the reference fails although dashlift can recover.
    pub strict: bool,
    /// Whether the stages around the steps run even when no step does.
    pub normalize: bool,
    /// What happens to Grafana's `__inputs`, `__requires`, `__elements`.
    pub export_keys: ExportKeys,
    /// The shape of Perses output.
    pub format: Format,
    /// Perses: whether panels without a data source refer to the default one.
    pub use_default_datasource: bool,
    /// Perses: whether the lossy inverse of a step may be used.
    pub force_inverse: bool,
    /// Where what an older version cannot hold is carried.
    pub carry: Carry,
    /// What an earlier downgrade returned as complement.
    pub complement: Option<String>,
}

/// What happens to the export keys of a shared dashboard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ExportKeys {
    /// They stay, so that a shared export remains usable.
    #[default]
    Keep,
    /// They go, as in the reference.
    Drop,
}

/// The shape of Perses output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// The plain document.
    #[default]
    Native,
    /// The Kubernetes resource.
    Kubernetes,
}

/// Where a downgrade puts what the older version cannot hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Carry {
    /// Nowhere; it is reported as lost.
    #[default]
    None,
    /// Beside the document, as `complement`.
    Beside,
    /// Inside the document, in an annotation.
    Inside,
}

impl Options {
    /// Reads options from a JSON object; `null` members count as absent.
    ///
    /// # Errors
    /// `invalid-option` if the text is not a JSON object or a member has a wrong type or an unknown
    /// value, `unknown-option` for an unknown member.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let arena = Arena::new();
        let root = read_object(&arena, text)?;
        let mut options = Self::default();
        for (name, value) in root.as_object().into_iter().flat_map(|object| object.iter()) {
            let name = name.to_text();
            options.read(&name, value)?;
        }
        Ok(options)
    }

    fn read(&mut self, name: &str, value: &Value<'_>) -> Result<(), Error> {
        if matches!(value, Value::Null) && is_known(name) {
            return Ok(());
        }
        match name {
            "to" => self.to = Some(read_text(name, value)?),
            "from" => self.from = Some(read_text(name, value)?),
            "family" => self.family = Some(read_text(name, value)?),
            "context" => self.context = Some(Context::from_value(value)?),
            "style" => self.style = read_style(name, value)?,
            "explain" => self.explain = read_bool(name, value)?,
            "strict" => self.strict = read_bool(name, value)?,
            "normalize" => self.normalize = read_bool(name, value)?,
            "exportKeys" => {
                let choices = [("keep", ExportKeys::Keep), ("drop", ExportKeys::Drop)];
                self.export_keys = read_choice(name, value, &choices)?;
            }
            "format" => {
                let choices = [("native", Format::Native), ("kubernetes", Format::Kubernetes)];
                self.format = read_choice(name, value, &choices)?;
            }
            "useDefaultDatasource" => self.use_default_datasource = read_bool(name, value)?,
            "forceInverse" => self.force_inverse = read_bool(name, value)?,
            "carry" => {
                let choices = [("none", Carry::None), ("beside", Carry::Beside), ("inside", Carry::Inside)];
                self.carry = read_choice(name, value, &choices)?;
            }
            "complement" => self.complement = Some(read_text(name, value)?),
            _ => return Err(unknown(name, NAMES)),
        }
        Ok(())
    }
}

/// The option names, as the contract spells them.
const NAMES: &[&str] = &[
    "to",
    "from",
    "family",
    "context",
    "style",
    "explain",
    "strict",
    "normalize",
    "exportKeys",
    "format",
    "useDefaultDatasource",
    "forceInverse",
    "carry",
    "complement",
];

fn is_known(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The options of `validate`.
#[derive(Debug, Clone, PartialEq)]
pub struct ValidateOptions {
    /// The family of the document; switches detection off.
    pub family: Option<String>,
    /// Facts from outside; overrules the one that a `Migrator` holds.
    pub context: Option<Context>,
    /// At most this many findings are listed; `total` counts them all.
    pub limit: usize,
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self { family: None, context: None, limit: 1000 }
    }
}

impl ValidateOptions {
    /// Reads options from a JSON object; `null` members count as absent.
    ///
    /// # Errors
    /// As [`Options::from_json`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let arena = Arena::new();
        let root = read_object(&arena, text)?;
        let mut options = Self::default();
        for (name, value) in root.as_object().into_iter().flat_map(|object| object.iter()) {
            let name = name.to_text();
            match (&*name, value) {
                ("family" | "context" | "limit", Value::Null) => {}
                ("family", _) => options.family = Some(read_text(&name, value)?),
                ("context", _) => options.context = Some(Context::from_value(value)?),
                ("limit", _) => options.limit = read_count(&name, value)?,
                _ => return Err(unknown(&name, &["family", "context", "limit"])),
            }
        }
        Ok(options)
    }
}

impl Style {
    /// Reads a style by its contract name: `auto`, `compact`, `pretty` or `canonical`.
    ///
    /// # Errors
    /// `invalid-option` for any other text.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        STYLES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, style)| *style)
            .ok_or_else(|| not_a_choice("style", name, &STYLES))
    }
}

const STYLES: [(&str, Style); 4] = [
    ("auto", Style::Auto),
    ("compact", Style::Compact),
    ("pretty", Style::Pretty),
    ("canonical", Style::Canonical),
];

fn read_style(name: &str, value: &Value<'_>) -> Result<Style, Error> {
    read_choice(name, value, &STYLES)
}

fn read_object<'a>(arena: &'a Arena, text: &'a str) -> Result<Value<'a>, Error> {
    let parsed = crate::json::parse(arena, text.as_bytes())
        .map_err(|error| invalid(format!("the options are not JSON: {}", error.message)))?;
    match parsed.root {
        root @ Value::Object(_) => Ok(root),
        other => Err(invalid(format!("the options must be an object, found {}", other.kind_name()))),
    }
}

fn read_text(name: &str, value: &Value<'_>) -> Result<String, Error> {
    match value {
        Value::String(text) => text.to_unicode().map_err(|_| {
            Error::new(ErrorKind::InvalidUnicode, format!("option `{name}` holds an unpaired surrogate"))
        }),
        other => Err(wrong_type(name, "a text", other)),
    }
}

fn read_bool(name: &str, value: &Value<'_>) -> Result<bool, Error> {
    match value {
        Value::Bool(flag) => Ok(*flag),
        other => Err(wrong_type(name, "true or false", other)),
    }
}

fn read_count(name: &str, value: &Value<'_>) -> Result<usize, Error> {
    match value {
        Value::Number(number) if number.to_f64() >= 0.0 && number.to_f64().fract() == 0.0 => {
            usize::try_from(number.to_i64()).map_err(|_| wrong_type(name, "a whole number from 0", value))
        }
        other => Err(wrong_type(name, "a whole number from 0", other)),
    }
}

fn read_choice<T: Copy>(name: &str, value: &Value<'_>, choices: &[(&str, T)]) -> Result<T, Error> {
    let text = read_text(name, value)?;
    choices
        .iter()
        .find(|(known, _)| *known == text)
        .map(|(_, choice)| *choice)
        .ok_or_else(|| not_a_choice(name, &text, choices))
}

fn not_a_choice<T>(name: &str, found: &str, choices: &[(&str, T)]) -> Error {
    let names: Vec<String> = choices.iter().map(|(known, _)| format!("`{known}`")).collect();
    invalid(format!("option `{name}` must be one of {}, found `{found}`", names.join(", ")))
}

fn wrong_type(name: &str, expected: &str, found: &Value<'_>) -> Error {
    invalid(format!("option `{name}` must be {expected}, found {}", found.kind_name()))
}

fn unknown(name: &str, known: &[&str]) -> Error {
    let names: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    Error::new(ErrorKind::UnknownOption, format!("unknown option `{name}`; known are {}", names.join(", ")))
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidOption, message)
}
