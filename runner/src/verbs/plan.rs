//! `dashlift plan`: the steps between two versions.

use crate::cli::{Form, PlanArgs};
use crate::exit::{DONE, Failure};
use crate::{output, show};

/// Prints the plan, or fails as `migrate` would.
pub(crate) fn run(args: &PlanArgs) -> Result<u8, Failure> {
    let plan = dashlift::plan(&args.from, &args.to)?;
    let text = match args.report.output {
        Form::Json | Form::Ndjson => plan.to_json(),
        _ => show::of_plan(&plan),
    };
    output::result(format!("{}\n", text.trim_end()).as_bytes())?;
    Ok(DONE)
}
