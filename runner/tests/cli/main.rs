//! The binary as a user meets it: arguments and stdin in; stdout, stderr and the exit code out.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without")]

mod exit_codes;
mod forms;
mod help;
mod inputs;
mod migrate;
mod run;
mod schemas;
mod verbs;
mod yaml;
