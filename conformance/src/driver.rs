//! A driver's process: started, asked, and started again when it dies.

use crate::protocol::{self, Answer, Call, Hello};
use anyhow::Context as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A run gives up on a driver that died this often; what is left counts as crashed too.
const MAX_CRASHES: usize = 50;

/// How a driver is started.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// The name in tables and reports.
    pub name: String,
    /// Whether the name that the driver gives itself replaces this one.
    pub names_itself: bool,
    /// Program and arguments.
    pub command: Vec<String>,
    /// The folder it starts in.
    pub folder: PathBuf,
    /// How long one answer may take.
    pub patience: Duration,
}

/// What a driver answered in a run.
#[derive(Debug)]
pub struct Session {
    /// What it said when it was started.
    pub hello: Hello,
    /// One answer per question, in their order.
    pub answers: Vec<Answer>,
}

/// Asks a driver all questions, in order, and keeps it busy while it answers.
///
/// A driver that dies, stays silent or breaks the protocol is started again behind the question it stumbled over.
///
/// # Errors
/// If the driver cannot be started at all; the reason says why.
pub fn ask(recipe: &Recipe, calls: &Arc<Vec<Call>>) -> anyhow::Result<Session> {
    let (mut process, hello) = Process::start(recipe)?;
    let mut answers: Vec<Answer> = Vec::with_capacity(calls.len());
    let mut crashes = 0;
    loop {
        process.feed(Arc::clone(calls), answers.len(), &hello);
        let end = process.read(recipe, calls, &hello, &mut answers);
        let Err(why) = end else { break };
        process.kill();
        crashes += 1;
        answers.push(Answer::Crashed(format!("{why}{}", process.last_words())));
        if answers.len() == calls.len() {
            return Ok(Session { hello, answers });
        }
        let again = if crashes < MAX_CRASHES {
            Process::start(recipe).map_err(|error| format!("cannot be started again: {error:#}"))
        } else {
            Err(format!("given up after {MAX_CRASHES} crashes"))
        };
        match again {
            Ok((fresh, _)) => process = fresh,
            Err(why) => {
                answers.resize(calls.len(), Answer::Crashed(why));
                return Ok(Session { hello, answers });
            }
        }
    }
    process.stop(recipe, calls.len());
    Ok(Session { hello, answers })
}

/// Returns why a driver is not asked a question, if it said at the start that it cannot answer.
fn refusal(hello: &Hello, call: &Call) -> Option<String> {
    let can = |list: &[String], name: &str| list.iter().any(|known| known == name);
    if !can(&hello.verbs, call.verb.name()) {
        return Some(format!("the driver does not know the verb `{}`", call.verb.name()));
    }
    if !can(&hello.registries, call.registry.name()) {
        return Some(format!("the driver has no registry `{}`", call.registry.name()));
    }
    None
}

/// Requests are numbered by their question; 0 is `start`, the question with index 0 is request 1.
fn id_of(index: usize) -> u64 {
    u64::try_from(index).unwrap_or(u64::MAX).saturating_add(1)
}

struct Process {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<std::io::Result<String>>,
    stderr: Arc<Mutex<Vec<u8>>>,
}

impl Process {
    fn start(recipe: &Recipe) -> anyhow::Result<(Self, Hello)> {
        let (program, arguments) = recipe.command.split_first().context("the command is empty")?;
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(&recipe.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run `{program}`"))?;
        let lines = read_lines(&mut child);
        let stderr = read_stderr(&mut child);
        let stdin = child.stdin.take();
        let mut process = Self { child, stdin, lines, stderr };
        match process.greet(recipe) {
            Ok(hello) => Ok((process, hello)),
            Err(why) => {
                process.kill();
                anyhow::bail!("{why:#}{}", process.last_words())
            }
        }
    }

    fn greet(&mut self, recipe: &Recipe) -> anyhow::Result<Hello> {
        if let Some(stdin) = &mut self.stdin {
            stdin.write_all(protocol::start_line(0).as_bytes())?;
            stdin.flush()?;
        }
        let line = self.next_line(recipe).map_err(|why| anyhow::anyhow!("{why} after `start`"))?;
        protocol::read_hello(&line, 0)
    }

    /// Writes the questions from `first` on, in a thread of its own, so that neither side waits for the other.
    fn feed(&mut self, calls: Arc<Vec<Call>>, first: usize, hello: &Hello) {
        let Some(mut stdin) = self.stdin.take() else { return };
        let hello = hello.clone();
        std::thread::spawn(move || {
            for (index, call) in calls.iter().enumerate().skip(first) {
                if refusal(&hello, call).is_some() {
                    continue;
                }
                let Ok(line) = call.to_line(id_of(index)) else { break };
                // A driver that died is noticed by whoever reads its answers.
                if stdin.write_all(line.as_bytes()).is_err() {
                    break;
                }
            }
            let _ = stdin.write_all(protocol::stop_line(id_of(calls.len())).as_bytes());
            let _ = stdin.flush();
        });
    }

    /// Collects answers until every question has one.
    fn read(
        &mut self,
        recipe: &Recipe,
        calls: &[Call],
        hello: &Hello,
        answers: &mut Vec<Answer>,
    ) -> Result<(), String> {
        while let Some(call) = calls.get(answers.len()) {
            if let Some(why) = refusal(hello, call) {
                answers.push(Answer::Skipped(why));
                continue;
            }
            let line = self.next_line(recipe)?;
            let answer =
                protocol::read_answer(&line, id_of(answers.len())).map_err(|error| format!("{error:#}"))?;
            answers.push(answer);
        }
        Ok(())
    }

    fn next_line(&mut self, recipe: &Recipe) -> Result<String, String> {
        match self.lines.recv_timeout(recipe.patience) {
            Ok(Ok(line)) => Ok(line),
            Ok(Err(error)) => Err(format!("its output cannot be read: {error}")),
            Err(RecvTimeoutError::Timeout) => {
                Err(format!("no answer within {} s", recipe.patience.as_secs_f64()))
            }
            Err(RecvTimeoutError::Disconnected) => Err(match self.child.wait() {
                Ok(status) => format!("died: {status}"),
                Err(error) => format!("died: {error}"),
            }),
        }
    }

    /// Reads the answer to `stop` and gives the driver a moment to end by itself.
    fn stop(&mut self, recipe: &Recipe, asked: usize) {
        let _ = self.next_line(recipe).map(|line| protocol::read_answer(&line, id_of(asked)));
        self.stdin = None;
        for _ in 0..50 {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        self.kill();
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Returns the end of what the driver wrote to its standard error, to be appended to a sentence.
    fn last_words(&self) -> String {
        std::thread::sleep(Duration::from_millis(20));
        let Ok(bytes) = self.stderr.lock() else { return String::new() };
        let text = String::from_utf8_lossy(&bytes);
        let tail: Vec<&str> = text.lines().rev().take(6).collect();
        match tail.is_empty() {
            true => String::new(),
            false => {
                format!("; stderr ends with: {}", tail.into_iter().rev().collect::<Vec<_>>().join(" | "))
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn read_lines(child: &mut Child) -> Receiver<std::io::Result<String>> {
    let (sender, receiver) = channel();
    if let Some(stdout) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines() {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
    }
    receiver
}

fn read_stderr(child: &mut Child) -> Arc<Mutex<Vec<u8>>> {
    let kept = Arc::new(Mutex::new(Vec::new()));
    if let Some(mut stderr) = child.stderr.take() {
        let kept = Arc::clone(&kept);
        std::thread::spawn(move || {
            let mut block = [0; 4096];
            while let Ok(length @ 1..) = stderr.read(&mut block) {
                let Ok(mut kept) = kept.lock() else { break };
                kept.extend(block.iter().take(length));
                let surplus = kept.len().saturating_sub(8192);
                kept.drain(..surplus);
            }
        });
    }
    kept
}
