//! `dashlift validate`: what is wrong in dashboards.

use crate::cli::ValidateArgs;
use crate::config::{Config, Settings, context_of};
use crate::content::{Content, read};
use crate::exit::{self, Failure};
use crate::files::Found;
use crate::input::Input;
use crate::output::Stream;
use crate::show::Tellers;
use crate::work::{Files, Problem, Record, Status};
use dashlift::{Context, ValidateOptions};
use std::path::Path;

/// Tells the findings; ends with 1 if one is as severe as asked for.
pub(crate) fn run(args: &ValidateArgs) -> Result<u8, Failure> {
    let config = Config::find(args.files.config.as_deref(), Path::new("."))?;
    let files = Files::find(&args.files, &config)?;
    let options = options(args, &config)?;
    let severity = args.fail_on.severity();
    let mut tellers = Tellers::new(&args.report, Stream::Stdout, args.files.list_skipped);
    let mut code = exit::DONE;
    let work = |_: &Found, input: &Input| records(input, &options);
    let of_files = files.each(exit::DONE, work, |records| {
        let is_wrong = records.iter().any(|record| match &record.status {
            Status::Validated(validation) => {
                validation.findings.iter().any(|finding| finding.severity <= severity)
            }
            _ => false,
        });
        if is_wrong {
            code = exit::ERROR;
        }
        tellers.file(&records)
    })?;
    tellers.end()?;
    Ok(exit::graver(code, of_files))
}

fn options(args: &ValidateArgs, config: &Config) -> Result<ValidateOptions, Failure> {
    let flags = Settings {
        family: args.family.clone(),
        datasources: args.datasources.clone(),
        ..Settings::default()
    };
    let settings = flags.or(&config.settings);
    let context = context_of(&settings)?.map(|json| Context::from_json(&json)).transpose()?;
    let default = ValidateOptions::default();
    let limit = args.limit.unwrap_or(default.limit);
    Ok(ValidateOptions { family: settings.family, context, limit })
}

fn records(input: &Input, options: &ValidateOptions) -> Vec<Record> {
    let record = |place: String, status| Record { path: input.name.clone(), place, status };
    match read(Path::new(&input.name), &input.bytes, options.family.as_deref()) {
        Content::Skipped(skip) => vec![record(String::new(), Status::Skipped(skip))],
        Content::Broken(error) => vec![record(String::new(), Status::Failed(Problem::of_error(error)))],
        Content::Parts(parts) => parts
            .into_iter()
            .map(|part| match dashlift::validate(&part.text, options) {
                Ok(validation) => record(part.place, Status::Validated(validation)),
                Err(error) => record(part.place, Status::Failed(Problem::of_error(Box::new(error)))),
            })
            .collect(),
    }
}
