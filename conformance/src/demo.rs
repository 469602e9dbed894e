//! The demo: dashboards through every face, what happened to them, and whether the bytes agree.

use crate::driver::Recipe;
use crate::drivers;
use crate::manifest::digest;
use crate::places::{Places, files_below};
use crate::protocol::{self, Answer, Call, Document, Verb};
use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Each document is lifted this often; the best time counts.
const ROUNDS: u32 = 5;

/// The file of a folder that is no dashboard: the context for all of them, or a vendor's list of data sources.
const CONTEXT: &str = "datasources.json";

/// Lifts every dashboard of a folder through the named faces, prints what happened and returns whether all agree.
///
/// No names are all faces. `datasources.json` in the folder is the context.
///
/// # Errors
/// If the folder holds no `*.json`, or a face cannot be started.
pub fn demo(places: &Places, folder: &Path, names: &[String]) -> anyhow::Result<bool> {
    let is_dashboard = |name: &str| name.ends_with(".json") && name != CONTEXT;
    let mut documents = files_below(folder)?;
    documents.retain(|(name, _)| is_dashboard(name));
    if documents.is_empty() {
        bail!("there is no *.json in {}", folder.display());
    }
    let known = || drivers::KNOWN.iter().map(|name| (*name).to_owned()).collect();
    let names: Vec<String> = if names.is_empty() { known() } else { names.to_vec() };
    let start = |name: &String| Face::start(&drivers::recipe(name, places, Duration::ZERO)?);
    let mut faces = names.iter().map(start).collect::<anyhow::Result<Vec<_>>>()?;
    let context = context(folder)?;
    let (mut lifted, mut different) = (0, Vec::new());
    for (name, path) in &documents {
        let size = std::fs::metadata(path)?.len();
        let lifts =
            faces.iter_mut().map(|face| face.lift(path, &context)).collect::<anyhow::Result<Vec<_>>>()?;
        print!("{}", render(name, size, &lifts));
        lifted += usize::from(lifts.iter().all(|lift| matches!(lift.plain, Answer::Document { .. })));
        if !agree(&lifts) {
            different.push(name.as_str());
        }
    }
    println!("{}", verdict(documents.len(), lifted, &names, &different));
    faces.into_iter().for_each(Face::stop);
    Ok(different.is_empty())
}

/// Returns the JSON text of the context that lies in a folder; empty if none does.
fn context(folder: &Path) -> anyhow::Result<String> {
    let path = folder.join(CONTEXT);
    if !path.is_file() {
        return Ok("{}".to_owned());
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(if text.trim_start().starts_with('[') { format!("{{\"datasources\": {text}}}") } else { text })
}

/// A driver that is asked one question at a time, so that each can be timed.
struct Face {
    name: String,
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    asked: u64,
}

/// What one face made of a document.
#[derive(Debug, PartialEq)]
struct Lift {
    face: String,
    /// The answer with `explain`: its report lists the changes.
    explained: Answer,
    /// The answer without.
    plain: Answer,
    best: Duration,
}

impl Face {
    fn start(recipe: &Recipe) -> anyhow::Result<Self> {
        let (program, arguments) = recipe.command.split_first().context("the command is empty")?;
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&recipe.folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("cannot run `{program}`"))?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("`{program}` has no standard input or output");
        };
        let mut face =
            Self { name: recipe.name.clone(), child, stdin, stdout: BufReader::new(stdout), asked: 0 };
        let hello = face.exchange(&protocol::start_line(0))?;
        protocol::read_hello(&hello, 0).with_context(|| format!("the face {} does not start", face.name))?;
        Ok(face)
    }

    fn exchange(&mut self, line: &str) -> anyhow::Result<String> {
        self.stdin.write_all(line.as_bytes())?;
        self.stdin.flush()?;
        let mut reply = String::new();
        if self.stdout.read_line(&mut reply)? == 0 {
            bail!("the face {} ended without an answer", self.name);
        }
        Ok(reply)
    }

    /// Lifts a document once with `explain`, then some times without.
    fn lift(&mut self, path: &Path, context: &str) -> anyhow::Result<Lift> {
        let mut call = Call::new(Verb::Migrate);
        call.document = Some(Document::File(path.to_path_buf()));
        call.options = Some(format!("{{\"context\": {context}, \"explain\": true}}"));
        let (explained, _) = self.ask(&call)?;
        call.options = Some(format!("{{\"context\": {context}}}"));
        let (plain, mut best) = self.ask(&call)?;
        for _ in 1..ROUNDS {
            best = best.min(self.ask(&call)?.1);
        }
        Ok(Lift { face: self.name.clone(), explained, plain, best })
    }

    fn ask(&mut self, call: &Call) -> anyhow::Result<(Answer, Duration)> {
        self.asked += 1;
        let line = call.to_line(self.asked)?;
        let start = Instant::now();
        let reply = self.exchange(&line)?;
        let time = start.elapsed();
        Ok((protocol::read_answer(&reply, self.asked)?, time))
    }

    fn stop(mut self) {
        let _ = self.exchange(&protocol::stop_line(self.asked + 1));
        drop(self.stdin);
        let _ = self.child.wait();
    }
}

/// Returns whether all faces gave the same bytes, and the same report or error.
fn agree(lifts: &[Lift]) -> bool {
    let same = |a: &Lift, b: &Lift| (&a.explained, &a.plain) == (&b.explained, &b.plain);
    lifts.windows(2).all(|pair| matches!(pair, [a, b] if same(a, b)))
}

/// What the demo reads of a report.
#[derive(Debug, Deserialize)]
struct Report {
    from: String,
    to: String,
    steps: Vec<Step>,
    warnings: Vec<Note>,
    losses: Vec<Note>,
}

#[derive(Debug, Deserialize)]
struct Step {
    id: String,
    summary: String,
    changes: Option<Vec<IgnoredAny>>,
}

#[derive(Debug, Deserialize)]
struct Note {
    code: String,
    at: Option<String>,
    message: String,
}

/// Returns the block of one dashboard.
fn render(name: &str, size: u64, lifts: &[Lift]) -> String {
    let mut out = String::new();
    let report = lifts.first().and_then(|lift| match &lift.explained {
        Answer::Document { report: Some(text), .. } => serde_json::from_str::<Report>(text).ok(),
        _ => None,
    });
    let kilobytes = format!("{}.{} kB", size / 1000, size % 1000 / 100);
    let way = report.as_ref().map_or_else(|| "not lifted".to_owned(), |r| format!("{} -> {}", r.from, r.to));
    let _ = writeln!(out, "{:=<98}", format!("== {name}  {kilobytes}  {way} "));
    if let Some(report) = &report {
        render_report(&mut out, report);
    }
    let _ = writeln!(out, "  {:<16} {:>10}   SHA-256 of the result, or the error", "face", "time");
    for lift in lifts {
        let result = match &lift.plain {
            Answer::Document { document, .. } => digest(document),
            Answer::Error(text) => error_line(text),
            Answer::Skipped(why) | Answer::Crashed(why) | Answer::Result(why) => why.clone(),
        };
        let time = format!("{:.2} ms", lift.best.as_secs_f64() * 1000.0);
        let _ = writeln!(out, "  {:<16} {time:>10}   {result}", lift.face);
    }
    let _ =
        writeln!(out, "  {}\n", if agree(lifts) { "the same bytes, the same report" } else { "DIFFERENT" });
    out
}

fn render_report(out: &mut String, report: &Report) {
    let _ = writeln!(out, "  {:<16} {:>10}   what it does", "step", "changes");
    let mut sum = 0;
    for step in &report.steps {
        let changes = step.changes.as_ref().map_or(0, Vec::len);
        sum += changes;
        let _ = writeln!(out, "  {:<16} {changes:>10}   {}", step.id, shorten(&step.summary, 66));
    }
    let notes = report.warnings.len() + report.losses.len();
    let _ = writeln!(
        out,
        "  {:<16} {sum:>10}   warnings: {}, losses: {}",
        "all",
        report.warnings.len(),
        report.losses.len()
    );
    for note in report.warnings.iter().chain(&report.losses).take(3) {
        let line = format!("{} at `{}`: {}", note.code, note.at.as_deref().unwrap_or_default(), note.message);
        let _ = writeln!(out, "  {:<16} {:>10}   {}", "", "!", shorten(&line, 66));
    }
    if notes > 3 {
        let _ = writeln!(out, "  {:<16} {:>10}   and {} more", "", "!", notes - 3);
    }
    out.push('\n');
}

fn error_line(text: &str) -> String {
    let message =
        serde_json::from_str::<Note>(text).map(|error| format!("{}: {}", error.code, error.message));
    shorten(&message.unwrap_or_else(|_| text.to_owned()), 66)
}

fn shorten(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

/// Returns the last line.
fn verdict(documents: usize, lifted: usize, faces: &[String], different: &[&str]) -> String {
    let start = format!("{lifted} of {documents} dashboards lifted by {}", faces.join(", "));
    if different.is_empty() {
        return format!("{start}: ALL AGREE (time: best of {ROUNDS}, there and back)");
    }
    format!("{start}: {} DIFFER: {}", different.len(), different.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lift(face: &str, document: &str) -> Lift {
        let report = r#"{"family": "grafana", "from": "grafana@41", "to": "grafana@42", "changed": true,
            "steps": [{"id": "grafana/42", "summary": "hides", "kind": "additive", "changed": true, "changes": [{}, {}]}],
            "warnings": [{"code": "duplicate-key", "at": "/a", "message": "twice"}], "losses": []}"#;
        let answer = |report: Option<&str>| Answer::Document {
            document: document.as_bytes().to_vec(),
            report: report.map(str::to_owned),
            complement: None,
        };
        let best = Duration::from_micros(1234);
        Lift { face: face.to_owned(), explained: answer(Some(report)), plain: answer(None), best }
    }

    #[test]
    fn a_block_fits_and_says_what_happened() {
        let text = render("a.json", 20_480, &[lift("native", "{}"), lift("python", "{}")]);
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        for part in [
            "== a.json  20.4 kB  grafana@41 -> grafana@42 ==",
            "  grafana/42                2   hides",
            "  all                       2   warnings: 1, losses: 0",
            "duplicate-key at `/a`: twice",
            "  native              1.23 ms   44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            "the same bytes",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn one_different_byte_is_told() {
        let lifts = [lift("native", "{}"), lift("python", "{ }")];
        assert!(!agree(&lifts));
        assert!(render("a.json", 1, &lifts).contains("DIFFERENT"));
        let line = verdict(3, 2, &["native".to_owned(), "python".to_owned()], &["a.json"]);
        assert_eq!(line, "2 of 3 dashboards lifted by native, python: 1 DIFFER: a.json");
    }
}
