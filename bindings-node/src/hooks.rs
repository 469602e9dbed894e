//! What only the test build has.

use crate::Core;
use crate::guard::guarded;
use napi::bindgen_prelude::AsyncTask;
use napi::{Env, Result, Task};
use napi_derive::napi;

/// Makes a core that has the families of `examples/own-family` too.
#[napi(js_name = "_toyCore", catch_unwind)]
pub fn toy_core(context_json: Option<String>) -> Result<Core> {
    Core::of(own_family::registry, context_json)
}

/// Panics inside the guard that every function goes through.
#[napi(js_name = "_panic", catch_unwind)]
pub fn panic_here() -> Result<()> {
    guarded(panicking)
}

#[expect(clippy::panic, reason = "the test build proves that a panic becomes an error")]
fn panicking() -> std::result::Result<(), dashlift::Error> {
    panic!("asked for by the test build")
}

/// The same on a thread of the pool.
#[napi(js_name = "_panicAsync", catch_unwind, ts_return_type = "Promise<void>")]
pub fn panic_async() -> AsyncTask<Panic> {
    AsyncTask::new(Panic)
}

/// Work that panics.
#[derive(Debug)]
pub struct Panic;

impl Task for Panic {
    type Output = ();
    type JsValue = ();

    fn compute(&mut self) -> Result<()> {
        panic_here()
    }

    fn resolve(&mut self, _env: Env, (): ()) -> Result<()> {
        Ok(())
    }
}
