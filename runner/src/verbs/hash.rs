//! `dashlift hash`: documents that are the same value have the same hash.

use crate::cli::HashArgs;
use crate::config::Config;
use crate::content::{Content, read};
use crate::exit::{self, Failure};
use crate::input::Input;
use crate::output;
use crate::work::{Files, named};
use dashlift::{Style, format};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Prints a line for each document: the SHA-256 of its canonical form, two blanks, its name.
pub(crate) fn run(args: &HashArgs) -> Result<u8, Failure> {
    let config = Config::find(args.files.config.as_deref(), Path::new("."))?;
    let files = Files::find(&args.files, &config)?;
    let mut code = exit::DONE;
    for found in &files.found {
        let input = Input::read(&found.path)?;
        let Content::Parts(parts) = read(&found.path, &input.bytes, None) else { continue };
        for part in parts {
            let name = named(&input.name, &part.place);
            match format(&part.text, Style::Canonical) {
                Ok(canonical) => {
                    let hash: String =
                        Sha256::digest(&canonical).iter().map(|byte| format!("{byte:02x}")).collect();
                    output::result(format!("{hash}  {name}\n").as_bytes())?;
                }
                Err(error) => {
                    output::say(&format!("dashlift: {name}: {error}"));
                    code = exit::graver(code, error.kind.exit_code());
                }
            }
        }
    }
    Ok(code)
}
