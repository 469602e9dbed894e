//! `dashlift hash`: documents that are the same value have the same hash.

use crate::cli::HashArgs;
use crate::config::Config;
use crate::content::{Content, Resources, read};
use crate::exit::{self, Failure};
use crate::files::Found;
use crate::input::Input;
use crate::output;
use crate::work::{self, Files, interrupted, named};

/// Prints a line for each document: the SHA-256 of its canonical form, two blanks, its name.
pub(crate) fn run(args: &HashArgs) -> Result<u8, Failure> {
    let config = Config::find(args.files.config.as_deref())?;
    let files = Files::find(&args.files, &config)?;
    let mut code = exit::DONE;
    for found in &files.found {
        if interrupted() {
            return Ok(exit::INTERRUPTED);
        }
        if let Err(failure) = hash(found) {
            if matches!(failure, Failure::Closed) {
                return Err(failure);
            }
            output::say(&format!("dashlift: {failure}"));
            code = exit::graver(code, failure.code());
        }
    }
    Ok(code)
}

/// Prints the hashes of a file's documents.
fn hash(found: &Found) -> Result<(), Failure> {
    let input = Input::read(&found.path)?;
    let parts = match read(&found.path, &input.bytes, None, Resources::Opened) {
        Content::Skipped(_) => return Ok(()),
        Content::Broken(error) => return Err(Failure::of(&input.name)(*error)),
        Content::Parts(parts) => parts,
    };
    for part in parts {
        let name = named(&input.name, &part.place);
        let hash = work::hash(&part.text).map_err(Failure::of(&name))?;
        output::result(format!("{hash}  {name}\n").as_bytes())?;
    }
    Ok(())
}
