//! Ratios, measured in one run on one machine (design section 8); nothing is asserted.

mod bench;
mod conversions;
mod corpus;
mod faces;
mod growth;
mod memory;
mod native;
mod node;
mod program;
mod race;
mod shapes;
mod sizes;
mod steps;
mod stress;
mod table;

use anyhow::{Context, Result};
use bench::Bench;
use clap::Parser;
use corpus::{Corpus, total};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Measures dashlift beside other JSON libraries and JavaScript's own.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Arguments {
    /// Writes all figures to a file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Counted rounds of each race.
    #[arg(long, default_value_t = 41)]
    rounds: usize,
    /// Leaves Node and WebAssembly out.
    #[arg(long)]
    native_only: bool,
    /// Measures the conversions between forms and families only.
    #[arg(long)]
    conversions_only: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the package lies in no folder")?;
    let corpus = Corpus::read(root)?;
    let mut bench = Bench::new(root, arguments.rounds);
    let described = describe(&corpus);
    println!("{described}\n");
    let node = match arguments.conversions_only {
        true => {
            bench.conversions(&corpus);
            None
        }
        false => bench.run(&corpus, arguments.native_only)?,
    };
    println!("{bench}");
    if let Some(file) = arguments.json {
        let mut figures = json!({"corpus": described, "node": node, "rounds": arguments.rounds});
        if let Some(figures) = figures.as_object_mut() {
            figures.extend(bench.to_json());
        }
        std::fs::write(&file, serde_json::to_vec_pretty(&figures)?).context(file.display().to_string())?;
    }
    Ok(())
}

fn describe(corpus: &Corpus) -> String {
    let cores = faces::cores();
    let megabytes = |documents: &[Vec<u8>]| total(documents) as f64 / 1e6;
    format!(
        "{} {}: {:.1} MB as stored, {:.1} MB minified; {cores} cores, {}",
        corpus.pretty.len(),
        corpus.name,
        megabytes(&corpus.pretty),
        megabytes(&corpus.minified),
        std::env::consts::ARCH
    )
}
