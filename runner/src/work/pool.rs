//! Many at a time, told in order.

use super::interrupt::{heed, interrupted};
use crate::exit::Failure;
use rayon::prelude::*;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

/// How many items a worker has before all of a batch are told: enough to keep the cores busy, little enough for memory.
const ITEMS_OF_A_WORKER: usize = 16;

/// Workers.
#[derive(Debug)]
pub(crate) struct Pool {
    threads: rayon::ThreadPool,
}

impl Pool {
    /// Starts workers, as many as there are cores if nothing else is asked for.
    ///
    /// From now on an interrupt ends the run between two batches.
    ///
    /// # Errors
    /// If the system gives no threads.
    pub(crate) fn new(jobs: Option<NonZeroUsize>) -> Result<Self, Failure> {
        heed();
        let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZeroUsize::get)).build();
        let threads = threads.map_err(|error| Failure::Usage { message: error.to_string() })?;
        Ok(Self { threads })
    }

    /// Works on items, a batch at a time, and hands the results on in the order of the items.
    ///
    /// Ends early when `tell` says so, or when somebody asks the process to stop.
    pub(crate) fn each<T: Send, R: Send>(
        &self,
        items: impl Iterator<Item = T>,
        work: impl Fn(T) -> R + Sync,
        mut tell: impl FnMut(R) -> ControlFlow<()>,
    ) {
        let size = self.threads.current_num_threads() * ITEMS_OF_A_WORKER;
        let mut items = items.peekable();
        while items.peek().is_some() && !interrupted() {
            let batch: Vec<T> = items.by_ref().take(size).collect();
            let results: Vec<R> = self.threads.install(|| batch.into_par_iter().map(&work).collect());
            for result in results {
                if tell(result).is_break() {
                    return;
                }
            }
        }
    }
}
