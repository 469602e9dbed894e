//! How far a long run is, for people at a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr, stdout};
use std::time::{Duration, Instant};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on stderr.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    begin: Instant,
    is_wanted: bool,
    /// Whether results go to a terminal, too, where the bar is in their way.
    is_shared: bool,
}

impl Progress {
    /// Begins a run over so many files.
    pub(crate) fn new(files: usize, is_quiet: bool) -> Self {
        let length = u64::try_from(files).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left") {
            bar.set_style(style);
        }
        let is_wanted = !is_quiet && stderr().is_terminal();
        Self { bar, begin: Instant::now(), is_wanted, is_shared: stdout().is_terminal() }
    }

    /// Tells of a file, which is now done.
    pub(crate) fn file<R>(&self, tell: impl FnOnce() -> R) -> R {
        if self.is_wanted && self.bar.is_hidden() && self.begin.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
        if self.is_shared { self.bar.suspend(tell) } else { tell() }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
