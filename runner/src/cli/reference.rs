//! The reference page `docs/cli.md`, made from the parser.

use super::{EXIT_CODES, parser};
use clap::{Arg, ArgAction, Command};
use std::fmt::Write;

/// Groups of options that several verbs share; the page has each once.
const SHARED: [&str; 3] = ["Files", "Migration", "Output"];

/// Returns the page.
pub(crate) fn reference() -> String {
    let mut parser = parser();
    parser.build();
    let verbs: Vec<&Command> = parser.get_subcommands().filter(|verb| !verb.is_hide_set()).collect();
    let verbs: Vec<&Command> = verbs.into_iter().filter(|verb| verb.get_name() != "help").collect();
    let mut out = "# The command line\n\n".to_owned();
    out += "This page is made from the program's parser: `cargo xtask docs`. How it fits a repository is in [git.md](git.md).\n\n";
    for verb in &verbs {
        let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
        line(&mut out, &format!("- [`dashlift {0}`](#dashlift-{0}): {about}", verb.get_name()));
    }
    verbs.iter().for_each(|verb| of_verb(&mut out, verb));
    for heading in SHARED {
        line(&mut out, &format!("\n## {heading}\n"));
        let of_most = verbs.iter().max_by_key(|verb| under(verb, heading).count());
        of_most
            .iter()
            .flat_map(|verb| under(verb, heading))
            .for_each(|argument| of_argument(&mut out, argument));
    }
    line(&mut out, &format!("\n## Exit codes\n\n```text\n{}\n```", codes()));
    out
}

fn of_verb(out: &mut String, verb: &Command) {
    let name = verb.get_name();
    let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
    line(out, &format!("\n## `dashlift {name}`\n\n{about}.\n"));
    let usage = verb.clone().render_usage().to_string();
    line(out, &format!("```text\n{}\n```", usage.trim_start_matches("Usage: ")));
    let own: Vec<&Arg> = verb.get_arguments().filter(|argument| is_own(argument)).collect();
    if !own.is_empty() {
        out.push('\n');
    }
    own.iter().for_each(|argument| of_argument(out, argument));
    let groups: Vec<String> = SHARED
        .iter()
        .filter(|heading| under(verb, heading).next().is_some())
        .map(|heading| format!("[{heading}](#{})", heading.to_lowercase()))
        .collect();
    if !groups.is_empty() {
        line(out, &format!("- and those under {}", groups.join(", ")));
    }
}

fn is_own(argument: &Arg) -> bool {
    let is_shared = argument.get_help_heading().is_some_and(|heading| SHARED.contains(&heading));
    !is_shared && argument.get_id() != "help"
}

fn under<'c>(verb: &'c Command, heading: &str) -> impl Iterator<Item = &'c Arg> {
    verb.get_arguments().filter(move |argument| argument.get_help_heading() == Some(heading))
}

fn of_argument(out: &mut String, argument: &Arg) {
    let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let help: Vec<&str> = help.split("\n\n").map(|part| part.trim_end_matches('.')).collect();
    let default = argument.get_default_values().iter().filter_map(|value| value.to_str()).collect::<Vec<_>>();
    let default = match default.as_slice() {
        [value] if takes_value(argument) => format!(" (default: `{value}`)"),
        _ => String::new(),
    };
    line(out, &format!("- {}: {}{default}", spelled(argument), help.join(". ")));
    if argument.is_hide_possible_values_set() || !takes_value(argument) {
        return;
    }
    for value in argument.get_possible_values() {
        let help = value.get_help().map(|help| format!(": {help}")).unwrap_or_default();
        line(out, &format!("  - `{}`{help}", value.get_name()));
    }
}

/// Spells an argument: `-w`, `--write`; `--to TARGET`; `[PATH]...`.
fn spelled(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let value = names.first().map(ToString::to_string).unwrap_or_default();
    if argument.is_positional() {
        return format!("`{argument}`");
    }
    let value = if takes_value(argument) { format!(" {value}") } else { String::new() };
    let short = argument.get_short().map(|short| format!("`-{short}`, ")).unwrap_or_default();
    let long = argument.get_long().unwrap_or_default();
    format!("{short}`--{long}{value}`")
}

fn takes_value(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Set | ArgAction::Append)
}

/// Returns the table of exit codes, without its title.
fn codes() -> &'static str {
    EXIT_CODES.split_once('\n').map_or(EXIT_CODES, |(_, codes)| codes)
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}
