//! A repository with the real dashboards, from the first look to the last commit.

use crate::run::{Folder, PACKAGE};
use dashlift_conformance::judge;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The real dashboards and the list of data sources that their results were made with.
struct Corpus {
    dashboards: BTreeMap<String, Vec<u8>>,
    results: PathBuf,
    datasources: String,
}

impl Corpus {
    /// Reads the corpus from the shared folder; where it is missing the test has nothing to do, unless the corpora are
    /// required.
    fn read() -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let shared =
            std::env::var_os("DASHLIFT_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
        let real = shared.join("corpus/grafana/real");
        if !real.is_dir() {
            let is_required = std::env::var_os("DASHLIFT_REQUIRE_CORPORA").is_some_and(|value| value == "1");
            assert!(!is_required, "{} is missing", real.display());
            eprintln!("skipped: {} is missing (DASHLIFT_SHARED says where it is)", real.display());
            return None;
        }
        let entries = fs::read_dir(real.join("in")).unwrap().map(Result::unwrap);
        let file =
            |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
        let lists = fs::read(shared.join("vectors/grafana/datasources.json")).unwrap();
        let lists: Value = serde_json::from_slice(&lists).unwrap();
        let datasources = lists["dev-dashboard"].to_string();
        Some(Self { dashboards: entries.map(file).collect(), results: real.join("v42"), datasources })
    }

    /// Makes a repository of the dashboards and of a file that looks like one by its name only.
    fn repository(&self) -> Folder {
        let folder = Folder::with(&[("README.json", PACKAGE)]);
        for (name, document) in &self.dashboards {
            folder.write(name, document);
        }
        folder.git(&["init", "-q"]);
        folder.git(&["add", "."]);
        folder.git(&["commit", "-q", "-m", "as they were"]);
        folder
    }

    /// Returns the dashboards that are not as they were.
    fn changed(&self, folder: &Folder) -> usize {
        self.dashboards
            .iter()
            .filter(|(name, document)| fs::read(folder.path(name)).unwrap() != **document)
            .count()
    }
}

#[test]
fn a_repository_is_lifted_once_and_for_all() {
    let Some(corpus) = Corpus::read() else { return };
    assert_eq!(corpus.dashboards.len(), 140);
    let folder = corpus.repository();
    let ends = |arguments: &[&str], code: i32, told: &str| {
        let ran = folder.run(arguments);
        assert!(
            ran.code == code && ran.text().ends_with(told) && ran.stderr.is_empty(),
            "{arguments:?}: {ran:?}"
        );
    };
    let notes = "; 1 file skipped (no dashboard in it)\n780 warnings, 149 losses; -v has the details\n";
    ends(&["check", "."], 2, &format!("\n131 would change, 9 are up to date{notes}"));
    assert_eq!(corpus.changed(&folder), 0);
    ends(&["migrate", "-w", "."], 0, &format!("\n131 changed, 9 were up to date{notes}"));
    assert_eq!(corpus.changed(&folder), 131);
    assert_eq!(folder.read("README.json"), PACKAGE);
    assert_eq!(folder.names().len(), 142, "the dashboards, `README.json` and `.git`");
    ends(&["check", "."], 0, "140 are up to date; 1 file skipped (no dashboard in it)\n");
    folder.git(&["commit", "-q", "-a", "-m", "lifted"]);
    ends(&["migrate", "-w", "."], 0, "140 were up to date; 1 file skipped (no dashboard in it)\n");
    folder.git(&["diff", "--exit-code"]);
}

#[test]
fn what_grafana_makes_of_them_is_what_dashlift_makes_of_them() {
    let Some(corpus) = Corpus::read() else { return };
    let folder = corpus.repository();
    folder.write("list.txt", &corpus.datasources);
    let ran =
        folder.run(&["migrate", "-w", "--normalize", "--drop-export-keys", "--datasources", "list.txt", "."]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for name in corpus.dashboards.keys() {
        let read = |path: PathBuf| judge::read(&fs::read(path).unwrap()).unwrap();
        let (expected, found) = (read(corpus.results.join(name)), read(folder.path(name)));
        assert_eq!(judge::difference(&expected, &found), None, "{name}");
    }
}
