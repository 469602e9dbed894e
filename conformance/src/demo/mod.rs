//! The demo: dashboards through every face, what happened to them, and whether the bytes agree.

mod render;
mod scenes;

use crate::driver::Recipe;
use crate::drivers;
use crate::places::{Places, files_below};
use crate::protocol::{self, Answer, Call, Document, Verb};
use anyhow::{Context as _, bail};
use render::{agree, render};
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
/// Without a folder they are the dashboards of `examples/`, and other families are shown, too. No names are all faces.
/// `datasources.json` in the folder is the context.
///
/// # Errors
/// If the folder holds no `*.json`, or a face cannot be started.
pub fn demo(places: &Places, folder: Option<&Path>, names: &[String]) -> anyhow::Result<bool> {
    let own = places.root.join("examples/dashboards");
    let with_scenes = folder.is_none();
    let folder = folder.unwrap_or(&own);
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
        let lifts = lift_all(&mut faces, path, &context, None)?;
        print!("{}", render(name, size, &lifts));
        lifted += usize::from(lifts.iter().all(|lift| matches!(lift.plain, Answer::Document { .. })));
        if !agree(&lifts) {
            different.push(name.as_str());
        }
    }
    let same = !with_scenes || scenes::play(places, &mut faces, &context)?;
    println!("{}", verdict(documents.len(), lifted, &names, &different));
    faces.into_iter().for_each(Face::stop);
    Ok(different.is_empty() && same)
}

/// Lifts a document through every face.
fn lift_all(faces: &mut [Face], path: &Path, context: &str, to: Option<&str>) -> anyhow::Result<Vec<Lift>> {
    faces.iter_mut().map(|face| face.lift(path, context, to)).collect()
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

    /// Lifts a document once with `explain`, then some times without; to the newest version if no target is named.
    fn lift(&mut self, path: &Path, context: &str, to: Option<&str>) -> anyhow::Result<Lift> {
        let mut call = Call::new(Verb::Migrate);
        call.document = Some(Document::File(path.to_path_buf()));
        let to = to.map_or_else(|| "null".to_owned(), |to| format!("\"{to}\""));
        call.options = Some(format!("{{\"to\": {to}, \"context\": {context}, \"explain\": true}}"));
        let (explained, _) = self.ask(&call)?;
        call.options = Some(format!("{{\"to\": {to}, \"context\": {context}}}"));
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

    #[test]
    fn the_last_line_names_what_differs() {
        let line = verdict(3, 2, &["native".to_owned(), "python".to_owned()], &["a.json"]);
        assert_eq!(line, "2 of 3 dashboards lifted by native, python: 1 DIFFER: a.json");
    }
}
