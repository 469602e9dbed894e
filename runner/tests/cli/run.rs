//! Runs the binary and holds what it said.

use crate::program::program;
use std::fmt;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A dashboard of version 41, on one line.
pub(crate) const V41: &str = "{\"title\": \"T\", \"schemaVersion\": 41, \"panels\": []}\n";
/// One at the newest version.
pub(crate) const V42: &str = "{\"title\": \"T\", \"schemaVersion\": 42, \"panels\": []}\n";
/// One with something that newer versions have no place for.
pub(crate) const LOSSY: &str = "{\"title\": \"T\", \"schemaVersion\": 40, \"panels\": [], \"timepicker\": {\"time_options\": [\"5m\"]}}\n";
/// One from the future.
pub(crate) const TOO_NEW: &str = "{\"title\": \"T\", \"schemaVersion\": 99, \"panels\": []}\n";
/// Something that was meant to be one.
pub(crate) const BROKEN: &str = "{\"title\": \"T\", \"schemaVersion\": 41, \"panels\": [\n";
/// What is none.
pub(crate) const PACKAGE: &str = "{\"name\": \"left-pad\"}\n";

/// What a run of the binary gave.
#[derive(PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl fmt::Debug for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stdout = String::from_utf8_lossy(&self.stdout);
        write!(f, "exit code {}, stdout:\n{stdout}\nstderr:\n{}", self.code, self.stderr)
    }
}

impl Ran {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }

    /// Asserts everything that a run gave.
    pub(crate) fn gives(&self, code: i32, stdout: &str, stderr: &str) {
        assert_eq!((self.code, self.text(), self.stderr.as_str()), (code, stdout, stderr), "{self:?}");
    }

    /// Asserts the exit code, that stdout is empty, and how stderr begins.
    pub(crate) fn fails(&self, code: i32, begin: &str) {
        assert_eq!((self.code, self.text()), (code, ""), "{self:?}");
        assert!(self.stderr.starts_with(begin), "{self:?}");
    }
}

/// A folder of its own, outside of any repository, that goes with the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::Builder::new().prefix("dashlift-test-").tempdir().unwrap())
    }

    /// Makes a folder with files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        if name.is_empty() { self.0.path().to_owned() } else { self.0.path().join(name) }
    }

    /// Writes a file, and the folders on the way to it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// The names of what is in the folder, hidden ones included.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs `dashlift` here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Ran {
        ran(command(arguments).current_dir(self.0.path()), stdin)
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let identity =
            ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
        let output =
            Command::new("git").args(identity).args(arguments).current_dir(self.0.path()).output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Runs `dashlift` in a folder without any file of the project.
pub(crate) fn dashlift(arguments: &[&str], stdin: &[u8]) -> Ran {
    ran(&mut command(arguments), stdin)
}

/// Runs a command to its end.
pub(crate) fn ran(command: &mut Command, stdin: &[u8]) -> Ran {
    let mut child = command.spawn().unwrap();
    let written = child.stdin.take().unwrap().write_all(stdin);
    // Who refuses the command line does not read.
    assert!(written.as_ref().err().is_none_or(|error| error.kind() == ErrorKind::BrokenPipe), "{written:?}");
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The command, with all three streams piped.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(env!("CARGO_TARGET_TMPDIR")).env_remove("NO_COLOR");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Writes a file for one test and returns its path.
pub(crate) fn file(name: &str, bytes: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path.into_os_string().into_string().unwrap()
}

/// The path of one of the example dashboards.
pub(crate) fn example(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "examples", "dashboards", name].iter().collect();
    path.into_os_string().into_string().unwrap()
}
