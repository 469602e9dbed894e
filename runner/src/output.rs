//! Writing to stdout and stderr: neither ever panics, and nothing a document says can steer a terminal.

use crate::cli::Color;
use crate::exit::Failure;
use anstream::{AutoStream, ColorChoice};
use std::io::{self, Write};

/// Writes a result to stdout, byte for byte.
pub(crate) fn result(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    write(&mut stdout, bytes)
}

fn closed_or_failed(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::Io { name: "<stdout>".to_owned(), what: "cannot be written", error },
    }
}

/// A stream of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Where results go.
    Stdout,
    /// Where everything else goes.
    Stderr,
}

/// Returns a writer that leaves every byte as it is.
pub(crate) fn plain(stream: Stream) -> Box<dyn Write> {
    match stream {
        Stream::Stdout => Box::new(io::stdout()),
        Stream::Stderr => Box::new(Unheard(io::stderr())),
    }
}

/// Returns a writer that drops colours where they are not wanted.
pub(crate) fn to(stream: Stream, color: Color) -> Box<dyn Write> {
    let choice = match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    match stream {
        Stream::Stdout => Box::new(AutoStream::new(io::stdout(), choice)),
        Stream::Stderr => Box::new(Unheard(AutoStream::new(io::stderr(), choice))),
    }
}

/// A writer to whom it makes no difference whether anybody listens.
struct Unheard<W>(W);

impl<W: Write> Write for Unheard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        ignore(self.0.write_all(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        ignore(self.0.flush());
        Ok(())
    }
}

/// Writes to a stream and says whether anybody still reads.
pub(crate) fn write(out: &mut dyn Write, bytes: &[u8]) -> Result<(), Failure> {
    out.write_all(bytes).and_then(|()| out.flush()).map_err(closed_or_failed)
}

/// Writes text for people to stderr; who cannot be told is not told.
pub(crate) fn say(text: &str) {
    ignore(writeln!(io::stderr().lock(), "{}", printable(text)));
}

/// Drops a result on purpose.
pub(crate) fn ignore<T, E>(_result: Result<T, E>) {}

/// Returns the text with control characters, but for newlines, spelled out.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() && character != '\n' {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_spelled_out() {
        assert_eq!(printable("a\u{1b}[31mé\n"), "a\\u{1b}[31mé\n");
    }
}
