//! The Python package and the Node addon beside the core itself, each in a process that waits for its turn.

use crate::corpus;
use crate::race::{Contender, Race};
use anyhow::{Context, Result, bail};
use dashlift::Options;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A face that is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Python,
    Node,
}

/// How often the one document is migrated a turn.
const TIMES: usize = 20;

/// How often a batch holds each document.
const COPIES: usize = 4;

/// What the races found; `one` and `all` are the batch on one core and on all.
pub(crate) struct Races {
    pub(crate) overhead: Race,
    pub(crate) batch: Race,
}

impl Face {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Python => "Python",
            Self::Node => "Node addon",
        }
    }

    fn command(self, root: &Path) -> Command {
        let (program, script) = match self {
            Self::Python => (std::env::var_os("DASHLIFT_PYTHON"), "worker.py"),
            Self::Node => (None, "worker.mjs"),
        };
        let default = if self == Self::Python { "python3" } else { "node" };
        let mut command = Command::new(program.unwrap_or_else(|| default.into()));
        command.arg(root.join("bench/faces").join(script));
        command
    }

    /// Races a face with the core: one document, then many on one thread and on all.
    pub(crate) fn races(
        self,
        root: &Path,
        rounds: usize,
        document: &[u8],
        documents: &[Vec<u8>],
    ) -> Result<Races> {
        let folder = tempfile::tempdir()?;
        let one = folder.path().join("one.json");
        std::fs::write(&one, document)?;
        let many = folder.path().join("many");
        corpus::write(&many, &batch(documents))?;
        let start = |threads: usize| {
            let mut command = self.command(root);
            Worker::start(command.arg(&one).arg(&many).env("UV_THREADPOOL_SIZE", threads.to_string()))
        };
        let (mut single, mut all) = (start(1)?, start(cores())?);
        let overhead = Race::run(
            rounds,
            vec![
                Contender::new("native", || (0..TIMES).for_each(|_| migrate(document))),
                Contender::told("face", || single.seconds("one", TIMES)),
            ],
        );
        let batch = Race::run(
            rounds,
            vec![
                Contender::told("one", || single.seconds("batch", 1)),
                Contender::told("all", || all.seconds("batch", cores())),
            ],
        );
        Ok(Races { overhead, batch })
    }
}

/// The same batch in threads of this process; and threads that share nothing, to show what the machine gives.
pub(crate) fn native_batch(rounds: usize, documents: &[Vec<u8>]) -> Race {
    let documents = batch(documents);
    let contenders = vec![
        Contender::new("one", || in_threads(&documents, 1)),
        Contender::new("all", || in_threads(&documents, cores())),
        Contender::new("counting, one", count),
        Contender::new("counting, all", || {
            std::thread::scope(|scope| (0..cores()).for_each(|_| drop(scope.spawn(count))));
        }),
    ];
    Race::run(rounds, contenders)
}

/// Returns how many cores there are.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn batch(documents: &[Vec<u8>]) -> Vec<Vec<u8>> {
    (0..COPIES).flat_map(|_| documents.iter().cloned()).collect()
}

fn in_threads(documents: &[Vec<u8>], threads: usize) {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
            migrate(document);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
}

/// Takes some time, and no memory.
fn count() {
    black_box((0..20_000_000_u64).fold(1, |state, number| black_box(state ^ number)));
}

fn migrate(document: &[u8]) {
    black_box(dashlift::migrate(black_box(document), &Options::default()).is_ok());
}

/// A process that does a job for each line it is sent.
struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().context("the process has no output")?;
        let input = child.stdin.take();
        let mut worker = Self { child, input, output: BufReader::new(output) };
        match worker.line()?.trim() {
            "ready" => Ok(worker),
            other => bail!("{other}"),
        }
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(line)
    }

    /// Returns how long a job took by the process's own clock; no number if the process is gone.
    fn seconds(&mut self, job: &str, number: usize) -> f64 {
        self.ask(job, number).unwrap_or(f64::NAN)
    }

    fn ask(&mut self, job: &str, number: usize) -> Result<f64> {
        writeln!(self.input.as_mut().context("the process has no input")?, "{job} {number}")?;
        Ok(self.line()?.trim().parse()?)
    }
}

impl Drop for Worker {
    /// A worker ends with its input.
    fn drop(&mut self) {
        self.input = None;
        let _ = self.child.wait();
    }
}
