//! `dashlift`: moves dashboard documents between schema versions, on the command line.
//!
//! Everything that is policy lives in the core or in a pure function; the modules here read a file, call the
//! core and print what it answers. One file per verb stands in [`verbs`].

mod cli;
mod config;
mod content;
mod exit;
mod files;
mod input;
mod logs;
mod output;
mod show;
mod verbs;
mod work;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(command) => exit::code_of(verbs::run(command)),
        Err(code) => code,
    }
}
