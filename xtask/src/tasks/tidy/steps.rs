//! One migration is one file and one line: nothing is forgotten, nothing stands twice.

use super::findings::Findings;
use crate::files;
use crate::repo::Repo;
use crate::steps::{Family, Version, direct, id_of, string_after};
use anyhow::Result;

pub(super) fn check(repo: &Repo, findings: &mut Findings) -> Result<()> {
    for family in Family::read_all(repo)? {
        let table = repo.shown(&family.table);
        check_table(&family, &table, findings);
        for stem in &family.files {
            let path = family.folder.join(format!("{stem}.rs"));
            check_step(&family.name, stem, &repo.shown(&path), &files::read(&path)?, findings);
            let cases = ["cases", "vectors"].map(|kind| format!("conformance/{kind}/{}/{stem}", family.name));
            if !cases.iter().any(|folder| repo.path(folder).is_dir()) {
                findings.error(&repo.shown(&path), format!("no cases in `{}` or `{}`", cases[0], cases[1]));
            }
        }
    }
    Ok(())
}

/// Files = modules = rows; the rows rise, and whole numbers have no gap.
fn check_table(family: &Family, table: &str, findings: &mut Findings) {
    for stem in &family.files {
        if !family.modules.contains(stem) {
            findings.error(table, format!("`{stem}.rs` is not declared: `mod {stem};` is missing"));
        }
        if !family.rows.contains(stem) {
            findings.error(table, format!("`{stem}.rs` is not in the table: `{stem}::STEP` is missing"));
        }
    }
    for stem in family.modules.iter().chain(&family.rows) {
        if !family.files.contains(stem) {
            findings.error(table, format!("`{stem}` has no file `{stem}.rs`"));
        }
    }
    let versions: Vec<_> = family.rows.iter().filter_map(|stem| Version::of_stem(stem)).collect();
    for (before, after) in versions.iter().zip(versions.iter().skip(1)) {
        let gap = matches!((before, after), (Version::Integer(a), Version::Integer(b)) if a + 1 != *b);
        if before >= after {
            findings.error(table, format!("{after} stands after {before}; versions rise"));
        } else if gap {
            findings.error(table, format!("between {before} and {after} a version is missing"));
        }
    }
}

/// Name = version = id; title = summary; Before and After are there.
fn check_step(family: &str, stem: &str, path: &str, text: &str, findings: &mut Findings) {
    if let Some(version) = Version::of_stem(stem).filter(|version| version.stem() != stem) {
        findings.error(path, format!("the file of version {version} is `{}.rs`", version.stem()));
    }
    if let Some(named) = id_of(stem) {
        let id = format!("id: \"{family}/{named}\"");
        if !text.contains(&id) {
            findings.error(path, format!("`STEP` must have `{id}`"));
        }
        if !text.lines().any(|line| leads(line, stem)) {
            findings.error(path, format!("`STEP` must lead to version {named}"));
        }
        let title = text.lines().next().unwrap_or_default();
        let summary = text.split_once("STEP: Step").and_then(|(_, rest)| string_after(rest, "summary:"));
        let named = named.replace('-', " to v");
        match summary {
            None => findings.error(path, "`STEP` has no `summary: \"…\"`"),
            Some(summary) if title != format!("//! v{named}: {summary}.") => {
                findings.error(path, format!("the first line must be `//! v{named}: {summary}.`"));
            }
            Some(_) => {}
        }
    }
    for word in ["//! Before: `", "//! After:  `"] {
        if !text.lines().any(|line| line.starts_with(word)) {
            findings.error(path, format!("no line `{word}…`"));
        }
    }
}

/// Returns whether a line makes a step that leads where a stem says; a direct step also comes from there.
fn leads(line: &str, stem: &str) -> bool {
    let (from, to) = match direct(stem) {
        Some((from, to)) => (format!("({}", from.expression()), Some(to)),
        None => (String::new(), Version::of_stem(stem)),
    };
    let ends = to.map(|to| [format!("{from}, {to})"), format!("{from}, {})", to.expression())]);
    line.contains("Step::") && ends.is_some_and(|ends| ends.iter().any(|end| line.contains(end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const STEP: &str = r#"//! v8: `refreshSeconds` becomes "every".
//!
//! Before: `{"refreshSeconds": 30}`
//! After:  `{"every": "30s"}`

pub(super) const STEP: Step = Step {
    id: "acme/8",
    summary: "`refreshSeconds` becomes \"every\"",
    up,
    ..Step::between(7, 8)
};
"#;

    fn step_messages(stem: &str, text: &str) -> String {
        let mut findings = Findings::default();
        check_step("acme", stem, "x", text, &mut findings);
        findings.messages().join("; ")
    }

    #[test]
    fn a_direct_step_names_both_versions() {
        let stem = "v1_0_0_to_v1_2_0";
        let good = STEP
            .replace("//! v8:", "//! v1.0.0 to v1.2.0:")
            .replace("acme/8", "acme/1.0.0-1.2.0")
            .replace("between(7, 8)", "new(Version::Semver(1, 0, 0), Version::Semver(1, 2, 0))");
        assert_eq!(step_messages(stem, &good), "");
        for (from, to, message) in [
            ("acme/1.0.0-1.2.0", "acme/1.2.0", "must have `id: \"acme/1.0.0-1.2.0\"`"),
            ("Semver(1, 0, 0)", "Semver(1, 1, 0)", "must lead to version 1.0.0-1.2.0"),
            ("Semver(1, 2, 0)", "Semver(1, 3, 0)", "must lead to version 1.0.0-1.2.0"),
            ("//! v1.0.0 to v1.2.0:", "//! v1.2.0:", "the first line must be"),
        ] {
            let found = step_messages(stem, &good.replace(from, to));
            assert!(found.contains(message), "{from}: {found}");
        }
    }

    fn table_messages(files: &[&str], modules: &[&str], rows: &[&str]) -> String {
        let own = |stems: &[&str]| stems.iter().map(|stem| (*stem).to_owned()).collect();
        let (folder, table, text) = (PathBuf::new(), PathBuf::new(), String::new());
        let (files, modules, rows) = (own(files), own(modules), own(rows));
        let family = Family { name: "acme".to_owned(), folder, table, text, files, modules, rows };
        let mut findings = Findings::default();
        check_table(&family, "x", &mut findings);
        findings.messages().join("; ")
    }

    #[test]
    fn a_good_step_is_left_alone() {
        assert_eq!(step_messages("v08", STEP), "");
    }

    #[test]
    fn each_rule_of_a_step_finds_its_fault() {
        let check = |from: &str, to: &str, expected: &str| {
            let messages = step_messages("v08", &STEP.replace(from, to));
            assert!(messages.contains(expected), "{expected}: {messages}");
        };
        check("acme/8", "acme/9", "must have `id: \"acme/8\"`");
        check("between(7, 8)", "between(7, 9)", "must lead to version 8");
        check("v8: `refresh", "v8: `refreshing", "the first line must be");
        check("//! After:", "//! after:", "no line `//! After:");
        check("summary", "summery", "no `summary:");
        assert!(step_messages("v8", STEP).contains("is `v08.rs`"));
    }

    #[test]
    fn files_modules_and_rows_are_the_same() {
        assert_eq!(table_messages(&["v08", "v09"], &["v08", "v09"], &["v08", "v09"]), "");
        assert!(table_messages(&["v08"], &[], &["v08"]).contains("`mod v08;` is missing"));
        assert!(table_messages(&["v08"], &["v08"], &[]).contains("`v08::STEP` is missing"));
        assert!(table_messages(&[], &["v08"], &["v08"]).contains("has no file `v08.rs`"));
    }

    #[test]
    fn versions_rise_without_a_gap() {
        let rows = |rows: &[&str]| table_messages(rows, rows, rows);
        assert!(rows(&["v08", "v10"]).contains("between 8 and 10 a version is missing"));
        assert!(rows(&["v09", "v08"]).contains("8 stands after 9"));
        assert_eq!(rows(&["v1_0_0", "v1_2_0"]), "");
    }
}
