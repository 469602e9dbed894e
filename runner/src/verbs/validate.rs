//! `dashlift validate`: what is wrong in dashboards.

use crate::cli::ValidateArgs;
use crate::config::{Config, Settings, context_of};
use crate::content::{Content, Part, Position, Resources, begins, error_position, positions, read};
use crate::exit::{self, Failure};
use crate::files::Found;
use crate::input::Input;
use crate::output::Stream;
use crate::show::{Tellers, Tense};
use crate::work::{Files, Problem, Record, Status, Validated};
use dashlift::{Context, ValidateOptions};
use std::path::Path;

/// Tells the findings; ends with 1 if one is as severe as asked for.
pub(crate) fn run(args: &ValidateArgs) -> Result<u8, Failure> {
    let config = Config::find(args.files.config.as_deref())?;
    let files = Files::find(&args.files, &config)?.quiet(args.report.quiet);
    let options = options(args, &config)?;
    let listed = args.limit.unwrap_or(ValidateOptions::default().limit);
    let severity = args.fail_on.severity();
    let mut tellers = Tellers::new(&args.report, Stream::Stdout, files.telling(&args.files, Tense::Would));
    let mut code = exit::DONE;
    let work = |_: &Found, input: &Input| records(input, &options, listed);
    let of_files = files.each(exit::DONE, work, |records| {
        let is_wrong = records.iter().any(|record| match &record.status {
            Status::Validated(validated) => validated.gravest.is_some_and(|gravest| gravest <= severity),
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
    // All of them, so that one that is not listed decides, too.
    Ok(ValidateOptions { family: settings.family, context, limit: usize::MAX })
}

fn records(input: &Input, options: &ValidateOptions, listed: usize) -> Vec<Record> {
    match read(Path::new(&input.name), &input.bytes, options.family.as_deref(), Resources::Opened) {
        Content::Skipped(skip) => vec![Record::skipped(&input.name, skip)],
        Content::Broken(error) => vec![Record::broken(&input.name, error)],
        Content::Parts(parts) => {
            let begins = begins(&input.bytes, &parts);
            let record = |(part, begin)| record(&input.name, part, begin, options, listed);
            parts.iter().zip(begins).map(record).collect()
        }
    }
}

fn record(name: &str, part: &Part<'_>, begin: Position, options: &ValidateOptions, listed: usize) -> Record {
    let (position, status) = match dashlift::validate(&part.text, options) {
        Ok(mut validation) => {
            let gravest = validation.findings.iter().map(|finding| finding.severity).min();
            validation.findings.truncate(listed);
            let pointers: Vec<&str> = validation.findings.iter().map(|finding| finding.at.as_str()).collect();
            let positions = positions(begin, part, &pointers);
            (begin, Status::Validated(Validated { validation, positions, gravest }))
        }
        Err(error) => {
            (error_position(begin, part, &error), Status::Failed(Problem::of_error(Box::new(error))))
        }
    };
    Record { path: name.to_owned(), place: part.place.clone(), position, status }
}
