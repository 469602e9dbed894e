//! `new-step`: the file, the line in the family's table and three failing cases of a migration.

use crate::files;
use crate::repo::Repo;
use crate::run::Run;
use crate::steps::{Family, Version};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// What `new-step` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The family, as its folder in core/src is called: grafana
    family: String,
    /// The version that the step leads to: 43, or 1.3.0
    version: String,
    /// What changes, in snake_case: refresh_interval
    name: String,
}

pub(super) fn run(repo: &Repo, arguments: &Arguments) -> Result<()> {
    let written = write(repo, arguments)?;
    Run::cargo(repo).args(["fmt", "-p", "dashlift"]).go()?;
    for path in &written {
        println!("wrote {}", repo.shown(path));
    }
    let Arguments { family, version, .. } = arguments;
    let stem = Version::parse(version)?.stem();
    println!(
        "\nSee the cases fail: cargo xtask conformance --driver native --cases '{family}/{stem}/*'\n\
         Then follow `.github/CONTRIBUTING.md`, from \"Decide\" on."
    );
    Ok(())
}

/// Writes everything and returns the paths; writes nothing if something speaks against it.
fn write(repo: &Repo, arguments: &Arguments) -> Result<Vec<PathBuf>> {
    let family = Family::read(repo, &arguments.family)?;
    let version = Version::parse(&arguments.version)?;
    let last = last_version(&family)?;
    refuse(&family, &last, &version, &arguments.name)?;
    let stem = version.stem();
    let table = extend_table(&family, &last, &version)?;
    let step = family.folder.join(format!("{stem}.rs"));
    let cases = repo.path("conformance/cases").join(&family.name).join(&stem);
    let mut all = vec![
        (step, step_file(&family.name, &last, &version, &arguments.name)),
        (family.table.clone(), table),
    ];
    for case in ["changed", "untouched", "wrong_type"] {
        let document = |version: &Version| case_document(case, version);
        let options = format!("{{\"from\": \"{0}@{last}\", \"to\": \"{0}@{version}\"}}\n", family.name);
        all.push((cases.join(format!("{case}.in.json")), document(&last)));
        all.push((cases.join(format!("{case}.options.json")), options));
        all.push((cases.join(format!("{case}.out.json")), document(&version)));
    }
    for (path, text) in &all {
        files::write(path, text)?;
    }
    Ok(all.into_iter().map(|(path, _)| path).collect())
}

fn last_version(family: &Family) -> Result<Version> {
    let last = family.rows.iter().rev().find_map(|stem| Version::of_stem(stem));
    last.with_context(|| format!("the table of `{}` has no step to follow", family.name))
}

fn refuse(family: &Family, last: &Version, version: &Version, name: &str) -> Result<()> {
    let stem = version.stem();
    if family.files.contains(&stem) || family.rows.contains(&stem) {
        bail!(
            "`{}` has a step to {version} already; a step that shipped is frozen, so take a new version",
            family.name
        );
    }
    match (last, version) {
        (Version::Integer(last), Version::Integer(new)) if *new != last + 1 => {
            bail!("the last step of `{}` leads to {last}, so the next one leads to {}", family.name, last + 1)
        }
        (Version::Integer(_), Version::Semver(..)) | (Version::Semver(..), Version::Integer(_)) => {
            bail!("`{}` counts its versions like {last}, not like {version}", family.name)
        }
        (last, new) if new <= last => {
            bail!("{new} is not newer than {last}, the last version of `{}`", family.name)
        }
        _ => {}
    }
    let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(snake) {
        bail!("`{name}` is no name in snake_case; write it like `refresh_interval`");
    }
    Ok(())
}

/// Adds the module, the row and, where the form counts its versions, the latest version.
fn extend_table(family: &Family, last: &Version, version: &Version) -> Result<String> {
    let (old, new) = (last.stem(), version.stem());
    let mut lines: Vec<String> = Vec::new();
    let mut done = (false, false);
    for line in family.text.lines() {
        let mut line = line.to_owned();
        if crate::steps::module(&line) == Some(&old) {
            lines.push(line.clone());
            line = line.replace(&old, &new);
            done.0 = true;
        } else if line.contains(&format!("{old}::STEP")) {
            let (row, next) = (format!("{old}::STEP"), format!("{new}::STEP"));
            line = line.replace(&row, &format!("{row}, {next}"));
            done.1 = true;
        }
        lines.push(line);
    }
    if done != (true, true) {
        bail!("`{}` has no line `mod {old};` or no row `{old}::STEP` to follow", family.table.display());
    }
    let text = lines.join("\n") + "\n";
    // The newest version stands in the form, or in a constant.
    let text = text.replace(&format!("latest: {last} "), &format!("latest: {version} "));
    let text = text.replace(&format!("{}])", line(last)), &format!("{}, {}])", line(last), line(version)));
    Ok(text.replace(&format!("LATEST: i64 = {last};"), &format!("LATEST: i64 = {version};")))
}

/// Writes a version as it stands in the list of a form's lines: `(1, 2, 0)`.
fn line(version: &Version) -> String {
    version.expression().replace("Version::Semver", "")
}

/// Makes a document of a version: whole numbers are counted at the top, other versions stand in `metadata`.
fn case_document(title: &str, version: &Version) -> String {
    let members = match version {
        Version::Integer(number) => format!("\"title\": \"{title}\",\n  \"schemaVersion\": {number}"),
        Version::Semver(..) => format!(
            "\"kind\": \"Dashboard\",\n  \"metadata\": {{\"name\": \"{title}\", \"schemaVersion\": \"v{version}\"}},\n  \
             \"spec\": {{}}"
        ),
    };
    format!("{{\n  {members}\n}}\n")
}

fn step_file(family: &str, last: &Version, version: &Version, name: &str) -> String {
    let title = name.replace('_', " ");
    let between = match (last, version) {
        (Version::Integer(last), Version::Integer(new)) => format!("between({last}, {new})"),
        _ => format!("new({}, {})", last.expression(), version.expression()),
    };
    let (engine, json) = match version {
        Version::Integer(_) => ("ErrorKind, Kind, Notes, Step, StepError", "Object"),
        Version::Semver(..) => ("ErrorKind, Kind, Notes, Step, StepError, Version", "Object"),
    };
    format!(
        r#"//! v{version}: {title}.
//!
//! Before: `{{"title": "Fleet"}}`
//! After:  `{{"title": "Fleet"}}`
//!
//! Say here what becomes of absent, null and wrong types: each has a case.

use crate::engine::{{{engine}}};
use crate::json::{json};

pub(super) const STEP: Step = Step {{
    id: "{family}/{version}",
    summary: "{title}",
    kind: Kind::Noop,
    up,
    ..Step::{between}
}};

fn up(_doc: &mut Object<'_>, _notes: &mut Notes<'_>) -> Result<(), StepError> {{
    Err(StepError::new(ErrorKind::Internal, "", "step `{family}/{version}` is not written yet"))
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "//! Acme.\n\nmod panels;\nmod v07;\nmod v08;\n\nconst STEPS: &[Step] = &[v07::STEP, v08::STEP];\n\
                         const FORM: Versions = Versions::Integers { lowest: 0, latest: 8 };\n";

    /// A copy of what the task touches, removed when it goes out of scope.
    struct Copy(Repo);

    impl Copy {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("dashlift-new-step-{name}-{}", std::process::id()));
            files::write(&root.join("Cargo.toml"), "").unwrap();
            for (path, text) in [("mod.rs", TABLE), ("v07.rs", ""), ("v08.rs", "")] {
                files::write(&root.join("core/src/acme").join(path), text).unwrap();
            }
            Self(Repo::at(&root).unwrap())
        }

        fn write(&self, family: &str, version: &str, name: &str) -> Result<Vec<PathBuf>> {
            let [family, version, name] = [family, version, name].map(str::to_owned);
            write(&self.0, &Arguments { family, version, name })
        }

        fn read(&self, path: &str) -> String {
            files::read(&self.0.path(path)).unwrap()
        }
    }

    impl Drop for Copy {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(self.0.root());
        }
    }

    #[test]
    fn everything_that_a_step_needs_is_written() {
        let copy = Copy::new("writes");
        let written = copy.write("acme", "9", "refresh_interval").unwrap();
        assert_eq!(written.len(), 11);
        let step = copy.read("core/src/acme/v09.rs");
        assert!(step.starts_with("//! v9: refresh interval.\n//!\n//! Before: `"), "{step}");
        for part in
            ["id: \"acme/9\"", "summary: \"refresh interval\"", "..Step::between(8, 9)", "is not written yet"]
        {
            assert!(step.contains(part), "{part}: {step}");
        }
        let table = copy.read("core/src/acme/mod.rs");
        for part in ["mod v08;\nmod v09;\n", "v08::STEP, v09::STEP]", "latest: 9 }"] {
            assert!(table.contains(part), "{part}: {table}");
        }
        for case in ["changed", "untouched", "wrong_type"] {
            let folder = format!("conformance/cases/acme/v09/{case}");
            assert!(copy.read(&format!("{folder}.in.json")).contains("\"schemaVersion\": 8"));
            assert!(copy.read(&format!("{folder}.out.json")).contains("\"schemaVersion\": 9"));
            assert_eq!(
                copy.read(&format!("{folder}.options.json")),
                "{\"from\": \"acme@8\", \"to\": \"acme@9\"}\n"
            );
        }
    }

    #[test]
    fn a_real_family_can_be_continued() {
        let repo = Repo::find().unwrap();
        let real = Family::read(&repo, "grafana").unwrap();
        let copy = Copy::new("real");
        for stem in real.files.iter().map(String::as_str).chain(["mod"]) {
            let text = files::read(&real.folder.join(format!("{stem}.rs"))).unwrap();
            files::write(&copy.0.path("core/src/grafana").join(format!("{stem}.rs")), text).unwrap();
        }
        let Version::Integer(last) = last_version(&real).unwrap() else { panic!("grafana counts") };
        let next = last + 1;
        copy.write("grafana", &next.to_string(), "refresh_interval").unwrap();
        let family = Family::read(&copy.0, "grafana").unwrap();
        assert!(family.files == family.modules && family.modules == family.rows, "{family:?}");
        assert_eq!(last_version(&family).unwrap(), Version::Integer(next));
        assert!(
            family.text.contains(&format!("LATEST: i64 = {next};"))
                || family.text.contains(&format!("latest: {next}"))
        );
    }

    #[test]
    fn a_family_of_semver_lines_can_be_continued() {
        let repo = Repo::find().unwrap();
        let real = Family::read(&repo, "perses").unwrap();
        let copy = Copy::new("semver");
        for stem in real.files.iter().map(String::as_str).chain(["mod"]) {
            let text = files::read(&real.folder.join(format!("{stem}.rs"))).unwrap();
            files::write(&copy.0.path("core/src/perses").join(format!("{stem}.rs")), text).unwrap();
        }
        let Version::Semver(major, minor, _) = last_version(&real).unwrap() else { panic!("lines") };
        let next = Version::Semver(major, minor + 1, 0);
        copy.write("perses", &next.to_string(), "refresh_interval").unwrap();
        let family = Family::read(&copy.0, "perses").unwrap();
        assert_eq!(last_version(&family).unwrap(), next);
        assert!(family.files.contains(&next.stem()) && family.modules.contains(&next.stem()), "{family:?}");
        assert!(
            family.text.contains(&format!("({major}, {minor}, 0), {}])", line(&next))),
            "{}",
            family.text
        );
        let case = copy.read(&format!("conformance/cases/perses/{}/changed.in.json", next.stem()));
        assert!(case.contains(&format!("\"schemaVersion\": \"v{major}.{minor}.0\"")), "{case}");
    }

    #[test]
    fn what_cannot_be_is_refused_and_nothing_is_written() {
        let copy = Copy::new("refuses");
        let refused = |family: &str, version: &str, name: &str, expected: &str| {
            let error = format!("{:#}", copy.write(family, version, name).unwrap_err());
            assert!(error.contains(expected), "{expected}: {error}");
        };
        refused("acme", "8", "x", "has a step to 8 already");
        refused("acme", "10", "x", "the next one leads to 9");
        refused("acme", "1.2.0", "x", "counts its versions like 8");
        refused("acme", "nine", "x", "`nine` is no version");
        refused("acme", "9", "Refresh", "no name in snake_case");
        refused("ajax", "9", "x", "there is no family `ajax`");
        assert_eq!(copy.read("core/src/acme/mod.rs"), TABLE);
        assert!(!copy.0.path("conformance").exists());
    }

    #[test]
    fn semver_steps_name_both_versions() {
        let (last, new) = (Version::Semver(1, 2, 0), Version::Semver(1, 3, 0));
        let step = step_file("perses", &last, &new, "name");
        assert!(step.contains("..Step::new(Version::Semver(1, 2, 0), Version::Semver(1, 3, 0))"), "{step}");
        assert!(step.contains("id: \"perses/1.3.0\""), "{step}");
    }
}
