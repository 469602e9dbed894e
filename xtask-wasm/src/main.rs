//! Makes the npm package `@dashlift/wasm`: compiles the crate, generates its JavaScript, optimizes, puts all together.
//!
//! `cargo run --release -p xtask-wasm -- --out bindings-wasm/pkg`. The npm tools of `bindings-wasm/package.json` must be
//! installed; `cargo xtask` does that, and knows when there is nothing to do.

mod module;
mod package;
mod parts;
mod places;

use anyhow::Result;
use clap::Parser;
use parts::{Families, PARTS};
use places::Places;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Makes the npm package of the WASM face.
#[derive(Debug, Parser)]
#[command(name = "xtask-wasm")]
struct Arguments {
    /// Where the package goes; what is there is replaced
    #[arg(long, value_name = "FOLDER", default_value = "bindings-wasm/pkg")]
    out: PathBuf,
    /// A feature of the crate: `conformance` makes the test build
    #[arg(long, value_name = "NAME")]
    features: Vec<String>,
    /// Make the modules with some of the families, too
    #[arg(long)]
    parts: bool,
    /// Leave wasm-opt out: quicker, about a tenth larger
    #[arg(long)]
    no_opt: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let places = Places::find()?;
    // It is made beside its place and moved there, so that nobody ever sees half a package.
    let out = places.root.join(&arguments.out);
    let draft = out.with_file_name(format!("{}-draft", places::name(&out)));
    places::empty(&draft)?;
    make(&places, arguments, Families::All, &draft)?;
    for (name, families) in PARTS.iter().filter(|_| arguments.parts) {
        make(&places, arguments, Families::Some(families), &draft.join(name))?;
    }
    package::complete(&places, &draft)?;
    places::replace(&draft, &out)?;
    places.node(&[places.package.join("tools/sizes.mjs"), out])
}

/// Makes a module with its JavaScript.
fn make(places: &Places, arguments: &Arguments, families: Families, out: &Path) -> Result<()> {
    let compiled = module::compile(places, &arguments.features, families)?;
    module::generate(&compiled, out)?;
    if !arguments.no_opt {
        module::optimize(places, out)?;
    }
    package::assemble(places, out)
}
