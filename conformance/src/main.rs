//! The runner: asks every driver every case and says whether they all give the same bytes.

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use dashlift_conformance::places::Places;
use dashlift_conformance::{
    bless, demo, driver::Recipe, drivers, fuzz, html, known, manifest, native, report, rules, run, suites,
};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Names of drivers that cannot run, with the reason.
type Missing = Vec<(String, String)>;

/// Proves that every face of dashlift gives the same bytes; conformance/README.md explains everything.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    run: RunArguments,
}

#[derive(Subcommand)]
enum Task {
    /// Asks all drivers and compares (the default).
    Run(RunArguments),
    /// Writes the expectations of byte cases from the native driver; refuses while drivers disagree.
    Bless(Chosen),
    /// Writes MANIFEST anew and prints the rule-set hash.
    Manifest {
        #[command(flatten)]
        folder: Folder,
        /// Compare only, and fail if a file differs.
        #[arg(long)]
        check: bool,
    },
    /// Lifts every dashboard of a folder through every driver and shows what happened; it judges nothing.
    Demo {
        /// The folder with the dashboards; they are only read. Without it those of `examples/`, and other families.
        #[arg(long = "in", value_name = "FOLDER")]
        folder: Option<PathBuf>,
        /// A driver to run; may be repeated. Without it all of them run.
        #[arg(long, value_name = "NAME")]
        driver: Vec<String>,
    },
    /// Makes dashboards up, asks every driver, and checks what must hold of every answer.
    Fuzz(fuzz::Arguments),
    /// Speaks the protocol on standard input and output.
    DriverNative,
}

#[derive(Args)]
struct RunArguments {
    #[command(flatten)]
    chosen: Chosen,
    /// Write the report as JSON.
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// Write the report as one HTML file.
    #[arg(long, value_name = "FILE.html")]
    html: Option<PathBuf>,
    /// Print every failure and the name of every waiting case.
    #[arg(long, short)]
    verbose: bool,
}

#[derive(Args)]
struct Chosen {
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    drivers: Drivers,
    /// Only cases whose full name matches, such as `json/*`; may be repeated.
    #[arg(long, value_name = "GLOB")]
    cases: Vec<String>,
}

#[derive(Args)]
struct Drivers {
    /// A driver to run (`native`, `python`, `node`, `wasm-node`, `wasm-browser`); may be repeated. Without it all of them run.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    driver: Vec<String>,
    /// A program to run as a driver, with its arguments; may be repeated. Without `--driver` it runs alone.
    #[arg(long, value_name = "CMD")]
    driver_cmd: Vec<String>,
    /// Seconds that one answer may take.
    #[arg(long, default_value_t = 30.0, value_name = "SECONDS")]
    timeout: f64,
}

#[derive(Args)]
struct Folder {
    /// The folder with cases, vectors, MANIFEST and known.toml.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Folder {
    fn places(&self) -> Places {
        Places::find(self.folder.as_deref())
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.task {
        None => compare(&arguments.run),
        Some(Task::Run(run)) => compare(&run),
        Some(Task::Bless(chosen)) => write_expectations(&chosen),
        Some(Task::Manifest { folder, check }) => list_files(&folder.places(), check),
        Some(Task::Demo { folder, driver }) => demo::demo(&Places::find(None), folder.as_deref(), &driver),
        Some(Task::Fuzz(arguments)) => fuzz::run(&arguments, &Places::find(None)),
        Some(Task::DriverNative) => {
            native::serve(std::io::stdin().lock(), std::io::stdout().lock()).map(|()| true)
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Drivers {
    /// Returns the drivers that can run, and those that cannot with the reason.
    fn recipes(&self, places: &Places) -> anyhow::Result<(Vec<Recipe>, Missing)> {
        let patience = Duration::try_from_secs_f64(self.timeout).context("`--timeout` is no time")?;
        let all = self.driver.is_empty() && self.driver_cmd.is_empty();
        let names: Vec<&str> = match all {
            true => drivers::KNOWN.to_vec(),
            false => self.driver.iter().map(String::as_str).collect(),
        };
        let mut recipes = Vec::new();
        let mut missing = Vec::new();
        for name in names {
            match drivers::recipe(name, places, patience) {
                Ok(recipe) => recipes.push(recipe),
                Err(error) => missing.push((name.to_owned(), format!("{error:#}"))),
            }
        }
        for command in &self.driver_cmd {
            recipes.push(drivers::foreign(command, patience)?);
        }
        Ok((recipes, missing))
    }

    /// Returns the drivers; none may be missing.
    fn all(&self, places: &Places) -> anyhow::Result<Vec<Recipe>> {
        let (recipes, missing) = self.recipes(places)?;
        match missing.first() {
            Some((driver, why)) => anyhow::bail!("driver {driver} cannot run: {why}"),
            None => Ok(recipes),
        }
    }
}

impl Chosen {
    fn load(&self, places: &Places) -> anyhow::Result<Vec<dashlift_conformance::case::Case>> {
        let cases = suites::load(places, &self.cases)?;
        anyhow::ensure!(!cases.is_empty(), "no case matches {}", self.cases.join(", "));
        Ok(cases)
    }
}

fn compare(arguments: &RunArguments) -> anyhow::Result<bool> {
    let places = arguments.chosen.folder.places();
    let cases = arguments.chosen.load(&places)?;
    let (recipes, missing) = arguments.chosen.drivers.recipes(&places)?;
    let known = known::KnownFailures::read(&places.conformance.join("known.toml"))?;
    let mut run = run::run(&recipes, &cases, &known);
    run.unavailable.extend(missing);
    run.problems.extend(manifest::check(&places)?);
    print(&dashlift_conformance::terminal::print(&run, arguments.verbose))?;
    if let Some(path) = &arguments.report {
        let text = report::Report::of(&run).to_json()?;
        std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if let Some(path) = &arguments.html {
        std::fs::write(path, html::page(&run)).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(run.is_good())
}

fn write_expectations(chosen: &Chosen) -> anyhow::Result<bool> {
    let places = chosen.folder.places();
    let mut cases = chosen.load(&places)?;
    cases.retain(|case| matches!(case.expectation, dashlift_conformance::case::Expectation::Bytes(_)));
    let recipes = chosen.drivers.all(&places)?;
    let (answers, unavailable) = run::ask_all(&recipes, &cases);
    if let Some((driver, why)) = unavailable.first() {
        anyhow::bail!("nothing was written: driver {driver} cannot run: {why}");
    }
    let changed = bless::bless(&places, &cases, &answers)?;
    manifest::write(&places)?;
    let list: String = changed.iter().map(|path| format!("{path}\n")).collect();
    print(&format!(
        "{list}{} files written; read each against the design before you commit it\n",
        changed.len()
    ))?;
    Ok(true)
}

fn list_files(places: &Places, check: bool) -> anyhow::Result<bool> {
    if check {
        let problems = manifest::check(places)?;
        print(&problems.iter().map(|problem| format!("{problem}\n")).collect::<String>())?;
        return Ok(problems.is_empty());
    }
    let files = manifest::write(places)?;
    let hash = rules::rules_hash(&dashlift::Migrator::standard().families(), &files)?;
    print(&format!("{} files listed\nrules {hash}\n", files.len()))?;
    Ok(true)
}

fn print(text: &str) -> anyhow::Result<()> {
    // A closed pipe (`| head`) is no reason to panic, as `println!` would.
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
