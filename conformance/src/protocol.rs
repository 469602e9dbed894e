//! The lines that runner and driver exchange; `README.md` describes them for other languages.

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::path::PathBuf;
use std::sync::Arc;

/// The version of the protocol that this runner speaks.
pub const PROTOCOL: u32 = 1;

/// What a driver can be asked to do between `start` and `stop`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Moves a document to another version.
    Migrate,
    /// Says what a document is.
    Detect,
    /// Says which steps lead from one version to another.
    Plan,
    /// Applies the rules of the document's family.
    Validate,
    /// Prints a document in another style.
    Format,
    /// Lists families, versions and steps.
    Families,
}

impl Verb {
    /// Returns the name in the protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Migrate => "migrate",
            Self::Detect => "detect",
            Self::Plan => "plan",
            Self::Validate => "validate",
            Self::Format => "format",
            Self::Families => "families",
        }
    }
}

/// Which families a request sees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registry {
    /// The families that dashlift ships.
    #[default]
    Standard,
    /// Those and the two of `examples/own-family`.
    Toys,
}

impl Registry {
    /// Returns the name in the protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Toys => "toys",
        }
    }
}

/// The bytes of a document, or the file that holds them.
#[derive(Debug, Clone)]
pub enum Document {
    /// The bytes themselves.
    Bytes(Arc<[u8]>),
    /// An absolute path.
    File(PathBuf),
}

/// One question to a driver.
#[derive(Debug, Clone)]
pub struct Call {
    /// What is asked.
    pub verb: Verb,
    /// The families that the driver uses.
    pub registry: Registry,
    /// The document, for all verbs but `plan` and `families`.
    pub document: Option<Document>,
    /// The JSON text of the options, for `migrate` and `validate`.
    pub options: Option<String>,
    /// For `format`.
    pub style: Option<String>,
    /// For `plan`.
    pub from: Option<String>,
    /// For `plan`.
    pub to: Option<String>,
}

impl Call {
    /// Makes a question without a document.
    pub fn new(verb: Verb) -> Self {
        Self {
            verb,
            registry: Registry::Standard,
            document: None,
            options: None,
            style: None,
            from: None,
            to: None,
        }
    }

    /// Returns the request as one line, with its line feed.
    ///
    /// # Errors
    /// If the options are not JSON.
    pub fn to_line(&self, id: u64) -> anyhow::Result<String> {
        let options = self.options.as_deref().map(one_line).map(RawValue::from_string).transpose()?;
        let request = Request {
            id,
            verb: self.verb.name(),
            registry: (self.registry != Registry::Standard).then_some(self.registry),
            document: self.document.as_ref().map(Wire::of),
            options: options.as_deref(),
            style: self.style.as_deref(),
            from: self.from.as_deref(),
            to: self.to.as_deref(),
        };
        Ok(serde_json::to_string(&request)? + "\n")
    }
}

/// What a driver answered, or what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A document, from `migrate` and `format`.
    Document {
        /// The bytes.
        document: Vec<u8>,
        /// The JSON text of the report, from `migrate`.
        report: Option<String>,
        /// What an older version cannot hold.
        complement: Option<String>,
    },
    /// A JSON text, from the other verbs.
    Result(String),
    /// The JSON text of the error.
    Error(String),
    /// The driver did not try, for this reason.
    Skipped(String),
    /// The driver died, hung or broke the protocol; this is what happened.
    Crashed(String),
}

impl Answer {
    /// Returns the code of an error, if it is one and can be read.
    pub fn error_code(&self) -> Option<String> {
        #[derive(Deserialize)]
        struct Code {
            code: String,
        }
        match self {
            Self::Error(text) => serde_json::from_str::<Code>(text).ok().map(|error| error.code),
            _ => None,
        }
    }
}

/// What a driver says when it is started.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The driver's name.
    pub driver: String,
    /// The version of the protocol that it speaks.
    pub protocol: u32,
    /// The JSON text of the face's `build()`.
    pub build: String,
    /// The verbs that it can be asked.
    pub verbs: Vec<String>,
    /// The registries that it can use.
    pub registries: Vec<String>,
}

/// A request, as it stands on the line.
#[derive(Serialize)]
struct Request<'c> {
    id: u64,
    verb: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    registry: Option<Registry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Wire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<&'c RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'c str>,
}

/// A document, as it stands on the line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// The bytes in base64 (RFC 4648, section 4, padded).
    Base64(String),
    /// The path of a file that holds them.
    File(PathBuf),
}

impl Wire {
    /// Prepares a document for the line.
    pub fn of(document: &Document) -> Self {
        match document {
            Document::Bytes(bytes) => Self::of_bytes(bytes),
            Document::File(path) => Self::File(path.clone()),
        }
    }

    /// Prepares bytes for the line.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::Base64(STANDARD.encode(bytes))
    }

    /// Returns the bytes.
    ///
    /// # Errors
    /// If the text is not base64 or the file cannot be read.
    pub fn into_bytes(self) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Base64(text) => STANDARD.decode(text).context("the document is not base64"),
            Self::File(path) => {
                std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
            }
        }
    }
}

/// The line that starts a driver.
pub fn start_line(id: u64) -> String {
    format!("{{\"id\":{id},\"verb\":\"start\",\"protocol\":{PROTOCOL}}}\n")
}

/// The line that ends a driver.
pub fn stop_line(id: u64) -> String {
    format!("{{\"id\":{id},\"verb\":\"stop\"}}\n")
}

/// Reads the answer to `start`.
///
/// # Errors
/// If the line is not the answer to request `id`, or the driver speaks another version of the protocol.
pub fn read_hello(line: &str, id: u64) -> anyhow::Result<Hello> {
    #[derive(Deserialize)]
    struct Reply {
        id: u64,
        ok: Hello,
    }
    let reply: Reply =
        serde_json::from_str(line).with_context(|| format!("not an answer to `start`: {line}"))?;
    if reply.id != id {
        bail!("answered request {} instead of {id}", reply.id);
    }
    if reply.ok.protocol != PROTOCOL {
        bail!("speaks version {} of the protocol, the runner speaks {PROTOCOL}", reply.ok.protocol);
    }
    Ok(reply.ok)
}

/// Reads the answer to request `id`.
///
/// # Errors
/// If the line is not a reply of the protocol, or not to this request.
pub fn read_answer(line: &str, id: u64) -> anyhow::Result<Answer> {
    let reply: Reply =
        serde_json::from_str(line).with_context(|| format!("not a reply: {}", shorten(line)))?;
    if reply.id != id {
        bail!("answered request {} instead of {id}", reply.id);
    }
    match reply {
        Reply { ok: Some(ok), error: None, skipped: None, .. } => ok.into_answer(),
        Reply { ok: None, error: Some(text), skipped: None, .. } => Ok(Answer::Error(text)),
        Reply { ok: None, error: None, skipped: Some(why), .. } => Ok(Answer::Skipped(why)),
        _ => bail!("a reply has exactly one of `ok`, `error`, `skipped`: {}", shorten(line)),
    }
}

/// A reply, as it stands on the line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The number of the request.
    pub id: u64,
    /// What was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok: Option<ReplyOk>,
    /// The JSON text of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Why the driver did not try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<String>,
}

/// What stands in the `ok` of a reply.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyOk {
    /// From `migrate` and `format`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Wire>,
    /// From `migrate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// From `migrate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complement: Option<String>,
    /// From the other verbs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
}

impl ReplyOk {
    fn into_answer(self) -> anyhow::Result<Answer> {
        match self {
            Self { document: Some(document), report, complement, result: None } => {
                Ok(Answer::Document { document: document.into_bytes()?, report, complement })
            }
            Self { document: None, report: None, complement: None, result: Some(text) } => {
                Ok(Answer::Result(text))
            }
            _ => bail!("`ok` holds a `document` (with `report`, `complement`) or a `result`"),
        }
    }
}

/// Line breaks outside strings become blanks; inside strings JSON has none.
fn one_line(text: &str) -> String {
    text.trim().replace(['\r', '\n'], " ")
}

fn shorten(line: &str) -> String {
    let mut short: String = line.chars().take(200).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_one_line() {
        let mut call = Call::new(Verb::Migrate);
        call.options = Some("{\r\n  \"to\": \"\\ud800\",\n \"limit\": 1.10}\n".to_owned());
        call.document = Some(Document::Bytes(Arc::from(&b"\xff"[..])));
        let line = call.to_line(7).unwrap();
        assert_eq!(
            line,
            "{\"id\":7,\"verb\":\"migrate\",\"document\":{\"base64\":\"/w==\"},\
             \"options\":{    \"to\": \"\\ud800\",  \"limit\": 1.10}}\n"
        );
    }

    #[test]
    fn replies_are_read_strictly() {
        let ok = |text: &str| read_answer(text, 1);
        assert_eq!(ok(r#"{"id":1,"ok":{"result":"[]"}}"#).unwrap(), Answer::Result("[]".to_owned()));
        assert_eq!(ok(r#"{"id":1,"skipped":"no"}"#).unwrap(), Answer::Skipped("no".to_owned()));
        let error = ok(r#"{"id":1,"error":"{\"code\":\"too-new\"}"}"#).unwrap();
        assert_eq!(error.error_code().as_deref(), Some("too-new"));
        for bad in [
            r#"{"id":2,"skipped":"no"}"#,
            r#"{"id":1}"#,
            r#"{"id":1,"skipped":"no","error":"{}"}"#,
            r#"{"id":1,"ok":{}}"#,
            r#"{"id":1,"ok":{"document":{"base64":"?"}}}"#,
            r#"{"id":1,"extra":1,"skipped":"no"}"#,
            "hello",
        ] {
            assert!(ok(bad).is_err(), "{bad}");
        }
    }
}
