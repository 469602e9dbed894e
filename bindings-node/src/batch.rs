//! Documents in work on the threads of libuv's pool, off the event loop.

use crate::Core;
use crate::answer::{Answer, Lifted};
use crate::guard::guarded;
use dashlift::{Migrator, Options};
use napi::bindgen_prelude::AsyncTask;
use napi::{Env, Error, Result, ScopedTask, Status};
use napi_derive::napi;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Prepared options, for documents off the event loop.
#[napi]
#[derive(Debug)]
pub struct Batch {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    migrator: Arc<Migrator>,
    options: Options,
    cancelled: AtomicBool,
}

#[napi]
impl Batch {
    /// Reads options.
    #[napi(constructor, catch_unwind)]
    pub fn new(core: &Core, options_json: String) -> Result<Self> {
        guarded(|| {
            let options = Options::from_json(&options_json)?;
            let migrator = Arc::clone(&core.migrator);
            Ok(Self { shared: Arc::new(Shared { migrator, options, cancelled: AtomicBool::new(false) }) })
        })
    }

    /// Puts a copy of the document into work.
    #[napi(catch_unwind, ts_return_type = "Promise<Answer>")]
    pub fn migrate(&self, document: &[u8]) -> AsyncTask<Migration> {
        AsyncTask::new(Migration { shared: Arc::clone(&self.shared), document: document.to_vec() })
    }

    /// Lets nothing begin that has not begun; those documents are rejected.
    #[napi(catch_unwind)]
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }
}

/// A document that waits for a thread, or is in work.
#[derive(Debug)]
pub struct Migration {
    shared: Arc<Shared>,
    document: Vec<u8>,
}

impl<'task> ScopedTask<'task> for Migration {
    type Output = Lifted;
    type JsValue = Answer<'task>;

    fn compute(&mut self) -> Result<Lifted> {
        if self.shared.cancelled.load(Ordering::Relaxed) {
            return Err(Error::new(Status::Cancelled, "cancelled"));
        }
        guarded(|| Lifted::new(&self.shared.migrator, &self.document, &self.shared.options))
    }

    fn resolve(&mut self, env: &'task Env, lifted: Lifted) -> Result<Answer<'task>> {
        // The caller may have changed what it gave since: the answer is the copy.
        lifted.answer(env, Some(&self.document))
    }
}
