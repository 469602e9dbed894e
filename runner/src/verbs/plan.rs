//! `dashlift plan`: the steps between two versions.

use crate::cli::{Form, PlanArgs};
use crate::exit::{DONE, Failure};
use crate::output::{self, Stream, to};
use crate::show;

/// Prints the plan, or fails as `migrate` would.
pub(crate) fn run(args: &PlanArgs) -> Result<u8, Failure> {
    let plan = dashlift::plan(&args.from, &args.to)?;
    match args.report.output {
        Form::Json | Form::Ndjson => output::result(format!("{}\n", plan.to_json()).as_bytes())?,
        _ => {
            output::write(&mut to(Stream::Stdout, args.report.color), show::of_plan(&plan).as_bytes())?;
        }
    }
    Ok(DONE)
}
