//! The core as a bare WebAssembly module: what a boundary without any glue costs.
//!
//! The host asks for room with [`input`], copies a document there, calls a function and copies the result, which
//! starts at [`output`], out again. A negative length is an error.
#![deny(unsafe_code)]

use dashlift::{Error, Options, Style};
use std::cell::RefCell;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a document and returns where.
#[expect(unsafe_code, reason = "the host finds the function by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        if input.len() < length {
            input.resize(length, 0);
        }
        input.as_mut_ptr()
    })
}

/// Returns where the last result starts.
#[expect(unsafe_code, reason = "the host finds the function by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(Vec::as_ptr)
}

/// Reads the document and writes it in its own style.
#[expect(unsafe_code, reason = "the host finds the function by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn format(length: usize) -> isize {
    run(length, |document| dashlift::format(document, Style::Auto))
}

/// Migrates the document to the newest version of its form.
#[expect(unsafe_code, reason = "the host finds the function by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn migrate(length: usize) -> isize {
    run(length, |document| {
        dashlift::migrate(document, &Options::default()).map(|outcome| outcome.document.into_owned())
    })
}

/// Makes the document one of Grafana's v2beta1.
#[expect(unsafe_code, reason = "the host finds the function by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn to_v2beta1(length: usize) -> isize {
    convert(length, "grafana@v2beta1")
}

/// Makes the document a classic dashboard.
#[expect(unsafe_code, reason = "the host finds the function by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn to_42(length: usize) -> isize {
    convert(length, "grafana@42")
}

/// Makes the document a dashboard of Perses.
#[expect(unsafe_code, reason = "the host finds the function by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn to_perses(length: usize) -> isize {
    convert(length, "perses")
}

/// Says what the document is.
#[expect(unsafe_code, reason = "the host finds the function by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn detect(length: usize) -> isize {
    run(length, |document| dashlift::detect(document).map(|found| found.to_json().into_bytes()))
}

fn convert(length: usize, to: &str) -> isize {
    let options = Options { to: Some(to.to_owned()), ..Options::default() };
    run(length, |document| dashlift::migrate(document, &options).map(|outcome| outcome.document.into_owned()))
}

fn run(length: usize, work: impl FnOnce(&[u8]) -> Result<Vec<u8>, Error>) -> isize {
    let result = INPUT.with_borrow(|input| work(input.get(..length).unwrap_or_default()));
    let Ok(bytes) = result else { return -1 };
    let length = isize::try_from(bytes.len()).unwrap_or(-1);
    OUTPUT.set(bytes);
    length
}
