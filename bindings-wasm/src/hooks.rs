//! What only the test build exports: the toy families, and three ways to stop an instance.

use crate::Core;
use std::hint::black_box;
use wasm_bindgen::prelude::*;

/// Makes a core that has the families of `examples/own-family` too.
///
/// # Errors
/// The contract's, for a context that cannot be read.
#[wasm_bindgen(js_name = _toyCore)]
pub fn toy_core(context_json: Option<String>) -> Result<Core, JsValue> {
    Core::of(own_family::registry(), context_json)
}

/// Panics.
#[wasm_bindgen(js_name = _panic)]
#[expect(clippy::panic, reason = "the test build proves that a panic becomes an error")]
pub fn panic() {
    panic!("asked for by the test build");
}

/// Calls itself until the stack is full.
#[wasm_bindgen(js_name = _overflow)]
#[expect(unconditional_recursion, reason = "that is how a stack gets full")]
pub fn overflow(depth: u32) -> u32 {
    black_box(overflow(black_box(depth + 1))) + 1
}

/// Takes memory until there is no more.
#[wasm_bindgen(js_name = _exhaust)]
pub fn exhaust() {
    loop {
        std::mem::forget(black_box(Vec::<u8>::with_capacity(64 << 20)));
    }
}
