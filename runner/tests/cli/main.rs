//! The binary as a user meets it: arguments and stdin in; stdout, stderr and the exit code out.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without")]

mod acceptance;
mod api;
mod carry;
mod check;
mod detect;
mod diff;
mod exit_codes;
mod explain;
mod format;
mod forms;
mod hash;
mod help;
mod inputs;
mod interrupt;
mod migrate;
mod ndjson;
mod permissions;
mod plan;
#[path = "../program/mod.rs"]
mod program;
mod run;
mod schemas;
mod settings;
mod since;
mod validate;
mod walking;
mod writing;
mod yaml;
