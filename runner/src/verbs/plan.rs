//! `dashlift plan`: the steps between two versions.

use crate::cli::{OutputForm, PlanArgs};
use crate::exit::Failure;
use crate::{output, summary};

/// Prints the plan, or fails as `migrate` would.
pub(crate) fn run(args: &PlanArgs) -> Result<(), Failure> {
    let plan = dashlift::plan(&args.from, &args.to)?;
    let text = match args.output.output {
        OutputForm::Text => summary::of_plan(&plan),
        OutputForm::Json => plan.to_json(),
    };
    output::result(format!("{}\n", text.trim_end()).as_bytes())
}
