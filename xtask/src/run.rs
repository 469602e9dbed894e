//! External commands: shown before they run, timed when they end.

use crate::counts::Counts;
use crate::repo::Repo;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// An external command.
#[derive(Debug)]
pub(crate) struct Run {
    command: Command,
    shown: String,
    prefix: String,
    root: Repo,
}

impl Run {
    /// Prepares a program, to be run in the repository's root.
    pub(crate) fn new(repo: &Repo, program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(repo.root());
        let mut run = Self { command, shown: String::new(), prefix: String::new(), root: repo.clone() };
        run.show(program);
        run
    }

    /// Prepares the cargo that runs this program.
    pub(crate) fn cargo(repo: &Repo) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut run = Self::new(repo, cargo);
        run.shown = "cargo".to_owned();
        run
    }

    fn show(&mut self, part: &OsStr) {
        let text = part.to_string_lossy();
        let text = self.root.shown(text.as_ref().as_ref());
        if !self.shown.is_empty() {
            self.shown.push(' ');
        }
        if text.is_empty() || text.contains([' ', '*', '"', '\'', ';', '$']) {
            self.shown.push_str(&format!("'{text}'"));
        } else {
            self.shown.push_str(&text);
        }
    }

    /// Adds an argument.
    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.show(arg.as_ref());
        self.command.arg(arg);
        self
    }

    /// Adds arguments.
    pub(crate) fn args(self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.prefix.push_str(&format!("{name}={} ", self.root.shown(value.as_ref().as_ref())));
        self.command.env(name, value);
        self
    }

    /// Takes an environment variable away.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs the command and shows what it prints.
    ///
    /// # Errors
    /// If the program cannot be started or does not end with success.
    pub(crate) fn go(mut self) -> Result<()> {
        let start = self.announce();
        let status = self.command.status().with_context(|| self.not_started())?;
        self.finish(status, start)
    }

    /// Runs the command, shows what it prints, and adds up the tests that it reports on standard output.
    pub(crate) fn go_counting(mut self) -> (Result<()>, Option<Counts>) {
        let mut counts = None;
        let result = self.tee(&mut counts);
        (result, counts)
    }

    fn tee(&mut self, counts: &mut Option<Counts>) -> Result<()> {
        let start = self.announce();
        let mut child = self.command.stdout(Stdio::piped()).spawn().with_context(|| self.not_started())?;
        if let Some(stdout) = child.stdout.take() {
            let mut reader = BufReader::new(stdout);
            let mut line = Vec::new();
            let mut out = std::io::stdout();
            while reader.read_until(b'\n', &mut line)? > 0 {
                out.write_all(&line)?;
                out.flush()?;
                if let Some(more) = Counts::read(&String::from_utf8_lossy(&line)) {
                    counts.get_or_insert_default().add(more);
                }
                line.clear();
            }
        }
        let status = child.wait()?;
        self.finish(status, start)
    }

    /// Runs the command in silence and returns what it prints on standard output.
    ///
    /// # Errors
    /// If the program cannot be started or does not end with success; the message holds what it said.
    pub(crate) fn output(mut self) -> Result<String> {
        let output = self.command.output().with_context(|| self.not_started())?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("`{}` ended with {}: {}", self.shown, output.status, said.trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn announce(&self) -> Instant {
        println!("$ {}{}", self.prefix, self.shown);
        Instant::now()
    }

    fn not_started(&self) -> String {
        format!("cannot start `{}`; is it installed?", self.shown)
    }

    fn finish(&self, status: ExitStatus, start: Instant) -> Result<()> {
        println!("  ({})", seconds(start.elapsed()));
        if !status.success() {
            bail!("`{}` ended with {status}", self.shown);
        }
        Ok(())
    }
}

/// Returns a duration for people: `0.4 s`, `73 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 20.0 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repo() -> Repo {
        Repo::find().unwrap()
    }

    #[test]
    fn a_command_is_shown_as_a_person_would_type_it() {
        let repo = repo();
        let run =
            Run::new(&repo, repo.path("target/x")).arg("--cases").arg("json/*").env("A", repo.path("b"));
        assert_eq!(format!("{}{}", run.prefix, run.shown), "A=b target/x --cases 'json/*'");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Run::new(&repo(), "no-such-program").output().unwrap_err();
        assert!(
            format!("{error:#}").starts_with("cannot start `no-such-program`; is it installed?"),
            "{error:#}"
        );
    }

    #[test]
    fn durations_are_short() {
        assert_eq!(seconds(Duration::from_millis(449)), "0.4 s");
        assert_eq!(seconds(Duration::from_millis(73_400)), "73 s");
    }
}
