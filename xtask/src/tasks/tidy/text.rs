//! Line by line: blanks, line ends, words that must not leave this machine, doors the core must not open.

use super::File;
use super::findings::Findings;

/// Paths of machines and names of registries' hosts, spelled so that this file does not hold them.
const FORBIDDEN: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/fa", "rm/"),
    concat!("/tmp/ba", "sh_jobs"),
    concat!("deb.deb", "ian.org"),
    concat!("registry.npm", "js.org"),
    concat!("static.cra", "tes.io"),
    concat!("index.cra", "tes.io"),
    concat!("files.python", "hosted"),
];

/// What the core is not given: files, clock, environment, network, threads, state.
const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "thread_local!",
    "println!",
    "eprintln!",
];

pub(super) fn check(file: &File<'_>, findings: &mut Findings) {
    let mut found = |line: usize, message: &str| findings.error(&format!("{}:{line}", file.path), message);
    let rust = file.extension == "rs";
    if rust && !file.text.starts_with("//!") {
        found(1, "the first line must be `//!` and say what the file is for");
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        found(file.text.lines().count(), "no line end at the end of the file");
    }
    let core = rust && file.path.starts_with("core/src/") && !file.path.ends_with("/tests.rs");
    let mut in_tests = false;
    for (index, line) in file.text.split_inclusive('\n').enumerate() {
        let number = index + 1;
        let line = line.strip_suffix('\n').unwrap_or(line);
        if line.ends_with('\r') {
            found(number, "carriage return before the line end");
        } else if line.ends_with([' ', '\t']) {
            found(number, "blank at the end of the line");
        }
        if line.contains('\t') && file.extension != "go" {
            found(number, "tab");
        }
        for word in FORBIDDEN.iter().filter(|word| line.contains(**word)) {
            found(number, &format!("`{word}` belongs to one machine"));
        }
        in_tests |= line.trim() == "#[cfg(test)]";
        if rust && line.trim_start().starts_with(concat!("#[ig", "nore")) {
            found(number, "a test that does not run proves nothing; a known failure stands in `known.toml`");
        }
        if core && !in_tests && !line.trim_start().starts_with("//") {
            for word in IMPURE.iter().filter(|word| line.contains(**word)) {
                found(number, &format!("`{word}`: the core is a function of its arguments"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        let mut findings = Findings::default();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        check(&File { path, extension, text }, &mut findings);
        findings.messages().into_iter().map(str::to_owned).collect()
    }

    fn check_one(path: &str, text: &str, expected: &str) {
        let messages = messages(path, text);
        assert!(messages.len() == 1 && messages[0].contains(expected), "{path}: {messages:?}");
    }

    #[test]
    fn good_text_is_left_alone() {
        assert_eq!(messages("core/src/a.rs", "//! A.\n\nuse std::fmt;\n// not std::fs\n"), [""; 0]);
        assert_eq!(messages("a.go", "package a\n\n\tx\n"), [""; 0]);
        assert_eq!(messages("a.md", ""), [""; 0]);
        let tested = "//! A.\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert_eq!(messages("core/src/a.rs", tested), [""; 0]);
        assert_eq!(messages("core/src/grafana/tests.rs", "//! A.\nuse std::fs;\n"), [""; 0]);
    }

    #[test]
    fn each_rule_finds_its_fault() {
        check_one("a.rs", "fn main() {}\n", "must be `//!`");
        check_one("a.md", "x", "no line end at the end");
        check_one("a.md", "x \n", "blank at the end");
        check_one("a.md", "x\r\n", "carriage return");
        check_one("a.py", "a\tb\n", "tab");
        check_one("a.md", &format!("see {}x\n", FORBIDDEN[0]), "belongs to one machine");
        check_one("core/src/a.rs", "//! A.\nuse std::time::Instant;\n", "the core is a function");
        check_one("xtask/src/a.rs", concat!("//! A.\n    #[ig", "nore]\n"), "does not run");
    }
}
