//! Writes the expectations of byte cases, from the native driver only.

use crate::case::{Bytes, Case, Expectation};
use crate::places::Places;
use crate::protocol::Answer;
use crate::run::Answers;
use crate::suites::CaseFiles;
use crate::verdict;
use anyhow::{Context as _, bail};
use std::path::Path;

/// Writes what the native driver answered, and returns the paths of the files that changed.
///
/// Parity cases are never written.
///
/// # Errors
/// If a driver died, or two disagree: then nothing is written. If a file cannot be written.
pub fn bless(places: &Places, cases: &[Case], all: &[Answers]) -> anyhow::Result<Vec<String>> {
    let native =
        all.iter().find(|answers| answers.driver == "native").context("`bless` needs the driver `native`")?;
    refuse_disagreement(cases, all)?;
    let mut changed = Vec::new();
    for (case, answer) in cases.iter().zip(&native.answers) {
        if let Expectation::Bytes(expected) = &case.expectation {
            let files = CaseFiles::of(places, &case.full_name());
            for (ending, bytes) in files_for(expected, answer) {
                write(&files.path(ending), bytes, &mut changed)?;
            }
        }
    }
    Ok(changed)
}

fn refuse_disagreement(cases: &[Case], all: &[Answers]) -> anyhow::Result<()> {
    let mut problems = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let answers = || all.iter().filter_map(|driver| Some((driver, driver.answers.get(index)?)));
        for (driver, answer) in answers() {
            match answer {
                Answer::Crashed(why) => {
                    problems.push(format!("{}: {} crashed: {why}", case.full_name(), driver.driver));
                }
                Answer::Skipped(why) if driver.driver == "native" => {
                    problems.push(format!("{}: native skipped: {why}", case.full_name()));
                }
                _ => {}
            }
        }
        let Some((first, one)) = answers().next() else { continue };
        for (other, two) in answers().skip(1) {
            if let Some(mismatch) = verdict::disagreement(one, two) {
                let name = case.full_name();
                problems.push(format!("{name}: {} and {} disagree: {mismatch}", first.driver, other.driver));
            }
        }
    }
    match problems.as_slice() {
        [] => Ok(()),
        problems => bail!("nothing was written:\n{}", problems.join("\n")),
    }
}

/// Returns what each file of the case should hold; `None` removes it.
fn files_for<'a>(expected: &Bytes, answer: &'a Answer) -> Vec<(&'static str, Option<&'a [u8]>)> {
    let parts = verdict::parts(answer);
    let part = |name: &str| parts.iter().find(|(what, _)| *what == name).map(|(_, bytes)| *bytes);
    let report = part("report").filter(|_| expected.report.is_some() || expected.wants_report);
    vec![
        (".out.json", part("out")),
        (".error.json", part("error")),
        (".report.json", report),
        (".complement.txt", part("complement")),
    ]
}

fn write(path: &Path, bytes: Option<&[u8]>, changed: &mut Vec<String>) -> anyhow::Result<()> {
    let old = std::fs::read(path).ok();
    if old.as_deref() == bytes {
        return Ok(());
    }
    let done = match bytes {
        Some(bytes) => std::fs::write(path, bytes),
        None => std::fs::remove_file(path),
    };
    done.with_context(|| format!("cannot write {}", path.display()))?;
    changed.push(path.display().to_string());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Call, Verb};
    use std::collections::BTreeSet;

    fn answers(driver: &str, answer: Answer) -> Answers {
        Answers {
            driver: driver.to_owned(),
            steps: BTreeSet::new(),
            build: String::new(),
            answers: vec![answer],
        }
    }

    fn case() -> Case {
        let expectation = Expectation::Bytes(Bytes { wants_report: true, ..Bytes::default() });
        let call = Some(Call::new(Verb::Families));
        Case { suite: "json".to_owned(), name: "a".to_owned(), call, expectation }
    }

    fn places(folder: &Path) -> Places {
        std::fs::create_dir_all(folder.join("cases/json")).unwrap();
        Places {
            conformance: folder.to_path_buf(),
            root: folder.to_path_buf(),
            shared: folder.to_path_buf(),
            require_corpora: false,
        }
    }

    #[test]
    fn native_is_written_and_an_old_error_goes() {
        let folder = tempfile::tempdir().unwrap();
        let places = places(folder.path());
        let error = folder.path().join("cases/json/a.error.json");
        std::fs::write(&error, "{}").unwrap();
        let document =
            Answer::Document { document: b"1".to_vec(), report: Some("{}".to_owned()), complement: None };
        let changed = bless(&places, &[case()], &[answers("native", document)]).unwrap();
        assert_eq!(changed.len(), 3);
        assert_eq!(std::fs::read(folder.path().join("cases/json/a.out.json")).unwrap(), b"1");
        assert_eq!(std::fs::read(folder.path().join("cases/json/a.report.json")).unwrap(), b"{}");
        assert!(!error.exists());
    }

    #[test]
    fn nothing_is_written_while_a_driver_disagrees_or_dies() {
        let folder = tempfile::tempdir().unwrap();
        let places = places(folder.path());
        let native = || answers("native", Answer::Result("[]".to_owned()));
        for other in [Answer::Result("[1]".to_owned()), Answer::Crashed("dead".to_owned())] {
            let drivers = [native(), answers("python", other)];
            assert!(bless(&places, &[case()], &drivers).is_err());
        }
        assert!(bless(&places, &[case()], &[answers("python", Answer::Result("[]".to_owned()))]).is_err());
        assert!(!folder.path().join("cases/json/a.out.json").exists());
    }
}
