//! The program `dashlift`, started anew each time, beside `jq`.

use crate::corpus::{self, Corpus, total};
use crate::race::{Contender, Race};
use crate::table::{Figure, Target};
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Files in the folder that is checked.
const FILES: usize = 1000;

/// What is measured of the program.
pub(crate) struct Measured {
    pub(crate) race: Race,
    pub(crate) figures: Vec<Figure>,
}

/// Checks a folder of a thousand dashboards, and lifts streams of two lengths.
pub(crate) fn measure(rounds: usize, corpus: &Corpus) -> Result<Measured> {
    let program = released()?;
    let documents: Vec<Vec<u8>> = corpus.pretty.iter().cycle().take(FILES).cloned().collect();
    let folder = tempfile::tempdir()?;
    let files = folder.path().join("dashboards");
    corpus::write(&files, &documents)?;
    let race = race(rounds, &program, &files)?;
    let what = format!("program: check of {FILES} dashboards ({:.0} MB)", total(&documents) as f64 / 1e6);
    let mut figures = vec![figure(format!("{what}: seconds"), race.seconds("dashlift check"), Some(1.0))];
    let ratio = race.ratio("dashlift check", "jq");
    if ratio.is_finite() {
        let spread = Some(race.spread("dashlift check", "jq"));
        figures.push(Figure { spread, ..figure(format!("{what} / jq reads and prints them"), ratio, None) });
    } else {
        println!("jq is left out, as it is not installed\n");
    }
    let [short, long] = [20, 200].map(|megabytes| peak(&program, &corpus.minified, megabytes * 1_000_000));
    let (short, long) = (short?, long?);
    figures.push(figure(
        "program: memory for 200 MB of NDJSON / for 20 MB".to_owned(),
        long / short,
        Some(1.2),
    ));
    figures.push(figure("program: memory for 200 MB of NDJSON, MB".to_owned(), long / 1e6, None));
    Ok(Measured { race, figures })
}

fn figure(what: String, measured: f64, at_most: Option<f64>) -> Figure {
    Figure { what, measured, spread: None, target: at_most.map(Target::AtMost) }
}

/// Returns the program that was built with the benchmark.
fn released() -> Result<PathBuf> {
    let program =
        std::env::current_exe()?.with_file_name(format!("dashlift{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        bail!("`{}` is not built", program.display());
    }
    Ok(program)
}

fn race(rounds: usize, program: &Path, files: &Path) -> Result<Race> {
    let mut check = Command::new(program);
    check.args(["check", "--quiet"]).arg(files);
    let mut jq = Command::new("jq");
    jq.arg(".");
    for entry in std::fs::read_dir(files)? {
        jq.arg(entry?.path());
    }
    let mut contenders = vec![Contender::new("dashlift check", || run(&mut check))];
    if Command::new("jq").arg("--version").stdout(Stdio::null()).status().is_ok() {
        contenders.push(Contender::new("jq", || run(&mut jq)));
    }
    Ok(Race::run(rounds, contenders))
}

/// Runs a command to its end; what it says goes nowhere.
fn run(command: &mut Command) {
    if let Err(error) = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status() {
        eprintln!("{}: {error}", command.get_program().display());
    }
}

/// Returns the most memory that the program holds while it lifts a stream of so many bytes.
fn peak(program: &Path, documents: &[Vec<u8>], bytes: usize) -> Result<f64> {
    let mut child = Command::new(program)
        .args(["migrate", "--ndjson", "--quiet", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut stdin = child.stdin.take().context("no stdin")?;
    let mut written = 0;
    for document in documents.iter().cycle().take_while(|_| !documents.is_empty()) {
        stdin.write_all(document.trim_ascii_end())?;
        stdin.write_all(b"\n")?;
        written += document.len();
        if written >= bytes {
            break;
        }
    }
    // Only a process that is still there can be asked.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    drop(stdin);
    child.wait()?;
    let status = status.context("only Linux tells the memory of a process")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no `VmHWM`")?;
    let kilobytes: f64 = peak.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1024.0)
}
