//! The native driver: the crate itself behind the protocol.

use crate::protocol::{Hello, PROTOCOL, Registry, Reply, ReplyOk, Verb, Wire};
use anyhow::Context as _;
use dashlift::{Context, Error, Migrator, Options, Style, ValidateOptions};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::io::{BufRead, Write};

/// Every verb of the protocol.
pub const VERBS: [Verb; 6] =
    [Verb::Migrate, Verb::Detect, Verb::Plan, Verb::Validate, Verb::Format, Verb::Families];

#[derive(Deserialize)]
struct Request<'l> {
    id: u64,
    verb: String,
    #[serde(default)]
    registry: Registry,
    document: Option<Wire>,
    #[serde(borrow)]
    options: Option<&'l RawValue>,
    style: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

/// Answers the requests on `input` until `stop` or the end of the input.
///
/// # Errors
/// If a line cannot be read or written, or is not a request.
pub fn serve(input: impl BufRead, mut output: impl Write) -> anyhow::Result<()> {
    let migrators = Migrators { standard: Migrator::standard(), toys: with_toys() };
    for line in input.lines() {
        let line = line?;
        let request: Request<'_> =
            serde_json::from_str(&line).with_context(|| format!("not a request: {line}"))?;
        let id = request.id;
        let stops = request.verb == "stop";
        if request.verb == "start" {
            serde_json::to_writer(&mut output, &serde_json::json!({"id": id, "ok": hello()}))?;
        } else if stops {
            serde_json::to_writer(&mut output, &serde_json::json!({"id": id, "ok": {}}))?;
        } else {
            serde_json::to_writer(&mut output, &migrators.reply(request))?;
        }
        output.write_all(b"\n")?;
        output.flush()?;
        if stops {
            break;
        }
    }
    Ok(())
}

/// Returns the standard families and the two of `examples/own-family`.
fn with_toys() -> Migrator {
    Migrator::new(own_family::registry(), Context::default())
}

fn hello() -> Hello {
    Hello {
        driver: "native".to_owned(),
        protocol: PROTOCOL,
        build: dashlift::build("native"),
        verbs: VERBS.iter().map(|verb| verb.name().to_owned()).collect(),
        registries: [Registry::Standard, Registry::Toys].map(|registry| registry.name().to_owned()).to_vec(),
    }
}

struct Migrators {
    standard: Migrator,
    toys: Migrator,
}

impl Migrators {
    fn reply(&self, request: Request<'_>) -> Reply {
        let id = request.id;
        let migrator = match request.registry {
            Registry::Standard => &self.standard,
            Registry::Toys => &self.toys,
        };
        let empty = Reply { id, ok: None, error: None, skipped: None };
        match answer(migrator, request) {
            Ok(Ok(ok)) => Reply { ok: Some(ok), ..empty },
            Ok(Err(error)) => Reply { error: Some(error.to_json()), ..empty },
            Err(skipped) => Reply { skipped: Some(skipped.to_string()), ..empty },
        }
    }
}

/// The outer error is the driver's: the request could not be put to the crate.
fn answer(migrator: &Migrator, request: Request<'_>) -> anyhow::Result<Result<ReplyOk, Error>> {
    let options = request.options.map_or("{}", RawValue::get);
    let text =
        |name: &'static str, value: Option<String>| value.with_context(|| format!("`{name}` is missing"));
    let document = request.document.map(Wire::into_bytes).transpose()?;
    let document = || document.as_deref().context("`document` is missing");
    Ok(match request.verb.as_str() {
        "migrate" => migrate(migrator, document()?, options),
        "detect" => migrator.detect(document()?).map(|found| result(found.to_json())),
        "plan" => {
            let (from, to) = (text("from", request.from)?, text("to", request.to)?);
            migrator.plan(&from, &to).map(|plan| result(plan.to_json()))
        }
        "validate" => validate(migrator, document()?, options),
        "format" => format(document()?, &text("style", request.style)?),
        "families" => Ok(result(migrator.families())),
        other => anyhow::bail!("verb `{other}` is unknown"),
    })
}

fn migrate(migrator: &Migrator, document: &[u8], options: &str) -> Result<ReplyOk, Error> {
    let options = Options::from_json(options)?;
    let outcome = migrator.migrate(document, &options)?;
    Ok(ReplyOk {
        document: Some(Wire::of_bytes(&outcome.document)),
        report: Some(outcome.report.to_json()),
        complement: outcome.complement,
        result: None,
    })
}

fn validate(migrator: &Migrator, document: &[u8], options: &str) -> Result<ReplyOk, Error> {
    let options = ValidateOptions::from_json(options)?;
    Ok(result(migrator.validate(document, &options)?.to_json()))
}

fn format(document: &[u8], style: &str) -> Result<ReplyOk, Error> {
    let document = dashlift::format(document, Style::from_name(style)?)?;
    Ok(ReplyOk { document: Some(Wire::of_bytes(&document)), ..ReplyOk::default() })
}

fn result(text: String) -> ReplyOk {
    ReplyOk { result: Some(text), ..ReplyOk::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn start_a_question_and_stop() {
        let input = "{\"id\":1,\"verb\":\"start\",\"protocol\":1}\n\
                     {\"id\":2,\"verb\":\"format\",\"style\":\"compact\",\"document\":{\"base64\":\"WyAxIF0=\"}}\n\
                     {\"id\":3,\"verb\":\"dance\"}\n\
                     {\"id\":4,\"verb\":\"stop\"}\n\
                     {\"id\":5,\"verb\":\"stop\"}\n";
        let mut output = Vec::new();
        serve(input.as_bytes(), &mut output).unwrap();
        let text = String::from_utf8(output).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(crate::protocol::read_hello(lines[0], 1).unwrap().driver, "native");
        assert_eq!(lines[1], r#"{"id":2,"ok":{"document":{"base64":"WzFd"}}}"#);
        assert_eq!(lines[2], r#"{"id":3,"skipped":"verb `dance` is unknown"}"#);
        assert_eq!(lines[3], r#"{"id":4,"ok":{}}"#);
        assert_eq!(lines.len(), 4);
    }
}
