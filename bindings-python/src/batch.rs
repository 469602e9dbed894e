//! Documents in work on threads that never touch Python, so that they never wait for the GIL.

use crate::Core;
use crate::document::{Answer, Document, Parts, text};
use crate::guard::{caught, guarded, raised};
use dashlift::{Error, Migrator, Options};
use pyo3::exceptions::{PyIndexError, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a caller waits before it looks for signals such as Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(100);

/// A queue of documents whose results come out in the order in which the documents went in.
///
/// Threads start with the first documents and end with `close`, or when the batch is garbage.
#[pyclass(frozen, module = "dashlift._dashlift")]
pub(crate) struct Batch {
    shared: Arc<Shared>,
    threads: usize,
    /// A fork has the queue but not the threads.
    process: u32,
}

struct Shared {
    migrator: Migrator,
    options: Options,
    state: Mutex<State>,
    arrived: Condvar,
    first_done: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<(usize, Document)>,
    done: BTreeMap<usize, (Document, Result<Answer, Error>)>,
    pushed: usize,
    popped: usize,
    started: usize,
    /// Threads that wait for a document; waking nobody would still cost a call of the system.
    idle: usize,
    /// Whether the caller waits for the first result.
    awaited: bool,
    closed: bool,
}

#[pymethods]
impl Batch {
    #[new]
    fn new(core: &Bound<'_, Core>, options_json: &Bound<'_, PyString>, threads: usize) -> PyResult<Self> {
        let options_json = text(options_json)?;
        let options = guarded(core.py(), || Options::from_json(&options_json))?;
        let shared = Shared {
            migrator: core.get().migrator.clone(),
            options,
            state: Mutex::default(),
            arrived: Condvar::new(),
            first_done: Condvar::new(),
        };
        Ok(Self { shared: Arc::new(shared), threads, process: std::process::id() })
    }

    /// Puts a document into work.
    fn push(&self, document: &Bound<'_, PyAny>) -> PyResult<()> {
        self.check_process()?;
        let document = Document::read(document)?;
        let mut state = self.shared.lock();
        let number = state.pushed;
        state.pushed += 1;
        state.waiting.push_back((number, document));
        if state.started < self.threads {
            let shared = Arc::clone(&self.shared);
            match std::thread::Builder::new().name("dashlift".to_owned()).spawn(move || shared.work()) {
                Ok(_) => state.started += 1,
                // Fewer threads than wanted do the same work.
                Err(error) if state.started == 0 => return Err(error.into()),
                Err(_) => {}
            }
        }
        if state.idle > 0 {
            self.shared.arrived.notify_one();
        }
        Ok(())
    }

    /// Waits for the result of the document that went in first, and takes it out.
    fn pop<'py>(&self, py: Python<'py>) -> PyResult<Parts<'py>> {
        self.check_process()?;
        loop {
            if let Some((document, answer)) = py.detach(|| self.shared.first())? {
                return document.parts(py, answer.map_err(|error| raised(&error))?);
            }
            py.check_signals()?;
        }
    }

    /// Drops what has not begun and lets the threads end.
    fn close(&self) {
        if self.check_process().is_ok() {
            let dropped = {
                let mut state = self.shared.lock();
                state.closed = true;
                (std::mem::take(&mut state.waiting), std::mem::take(&mut state.done))
            };
            drop(dropped);
            self.shared.arrived.notify_all();
        }
    }
}

impl Batch {
    fn check_process(&self) -> PyResult<()> {
        if self.process == std::process::id() {
            return Ok(());
        }
        Err(PyRuntimeError::new_err(
            "the results of `migrate_many` belong to the process that asked for them",
        ))
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    /// What a thread does until the batch is closed.
    fn work(&self) {
        while let Some((number, document)) = self.next() {
            let answer = caught(|| document.migrate(&self.migrator, &self.options));
            let mut state = self.lock();
            if !state.closed {
                state.done.insert(number, (document, answer));
                if number == state.popped && state.awaited {
                    self.first_done.notify_all();
                }
            }
        }
    }

    fn next(&self) -> Option<(usize, Document)> {
        let mut state = self.lock();
        loop {
            if state.closed {
                return None;
            }
            if let Some(next) = state.waiting.pop_front() {
                return Some(next);
            }
            state.idle += 1;
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
    }

    /// Waits a while for the result of the first document.
    fn first(&self) -> PyResult<Option<(Document, Result<Answer, Error>)>> {
        let mut state = self.lock();
        if state.closed || state.popped == state.pushed {
            return Err(PyIndexError::new_err("no document is in work"));
        }
        let number = state.popped;
        if !state.done.contains_key(&number) {
            state.awaited = true;
            let waited = self.first_done.wait_timeout(state, PATIENCE);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            state.awaited = false;
        }
        let first = state.done.remove(&number);
        state.popped += usize::from(first.is_some());
        Ok(first)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
