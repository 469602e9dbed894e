//! Text for a terminal: colours mark what matters, and nothing a document says can steer it.

use crate::output::printable;
use anstyle::{AnsiColor, Style};

/// Returns a text on one line, with control characters spelled out.
pub(super) fn clean(text: &str) -> String {
    printable(&text.replace(['\r', '\n'], " "))
}

/// Names of files.
pub(super) fn bold(text: &str) -> String {
    paint(Style::new().bold(), text)
}

/// What is at fault.
pub(super) fn red(text: &str) -> String {
    paint(AnsiColor::Red.on_default().bold(), text)
}

/// What deserves a look.
pub(super) fn yellow(text: &str) -> String {
    paint(AnsiColor::Yellow.on_default(), text)
}

/// What is good.
pub(super) fn green(text: &str) -> String {
    paint(AnsiColor::Green.on_default(), text)
}

/// What matters less.
pub(super) fn dim(text: &str) -> String {
    paint(Style::new().dimmed(), text)
}

fn paint(style: Style, text: &str) -> String {
    format!("{style}{}{style:#}", clean(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_escapes_remain() {
        assert_eq!(bold("a\u{1b}[31m\nb"), "\u{1b}[1ma\\u{1b}[31m b\u{1b}[0m");
    }
}
