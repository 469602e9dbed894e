//! The tokens of JSON text: blanks, strings, numbers.

use super::text::Str;

/// What is wrong with a text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) offset: usize,
    pub(crate) kind: FaultKind,
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// Something else was expected.
    Expected(&'static str),
    /// A control character stands in a string.
    ControlCharacter,
    /// A string does not end.
    UnterminatedString,
    /// Containers nest too deeply.
    TooDeep,
}

impl Fault {
    pub(crate) fn expected(what: &'static str, offset: usize) -> Self {
        Self { offset, kind: FaultKind::Expected(what) }
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Returns the whole words from a position on.
#[inline(always)]
fn words(bytes: &[u8], at: usize) -> impl Iterator<Item = u64> {
    let (words, _) = bytes.get(at..).unwrap_or_default().as_chunks::<8>();
    words.iter().map(|word| u64::from_le_bytes(*word))
}

/// Marks the bytes that end a run of plain string text: `"`, `\` and control characters; the lowest mark is exact.
#[inline(always)]
const fn specials(word: u64) -> u64 {
    // Flipping this bit puts the quote next to the control characters and the blank out of the way.
    let quotes_and_controls = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslashes = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (quotes_and_controls | backslashes) & !word & HIGHS
}

/// Returns whether text can stand between quotes as it is.
pub(super) fn is_plain(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    words.iter().all(|word| specials(u64::from_le_bytes(*word)) == 0)
        && rest.iter().all(|byte| !matches!(byte, 0..0x20 | b'"' | b'\\'))
}

/// Returns the next byte that is no blank, and its position; at the end the byte is 0.
#[inline(always)]
pub(super) fn token(bytes: &[u8], at: usize) -> (u8, usize) {
    match bytes.get(at) {
        Some(&byte) if byte > b' ' => (byte, at),
        Some(b' ') => match bytes.get(at + 1) {
            // After a colon.
            Some(&byte) if byte > b' ' => (byte, at + 1),
            _ => after_blanks(bytes, at + 1),
        },
        _ => after_blanks(bytes, at),
    }
}

#[inline(always)]
fn after_blanks(bytes: &[u8], at: usize) -> (u8, usize) {
    let at = skip_blanks(bytes, at);
    (bytes.get(at).copied().unwrap_or_default(), at)
}

/// Returns the position of the next byte that is no blank.
#[inline(always)]
pub(super) fn skip_blanks(bytes: &[u8], mut at: usize) -> usize {
    // Indentation: a line break and a run of spaces.
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\n' | b'\t' | b'\r') => at += 1,
            _ => return at,
        }
        for word in words(bytes, at) {
            let others = word ^ (ONES * b' ' as u64);
            if others == 0 {
                at += 8;
                continue;
            }
            at += others.trailing_zeros() as usize / 8;
            break;
        }
    }
}

/// Reads a string whose opening quote stands at `at`; returns the position after the closing one.
#[inline(always)]
pub(super) fn string<'a>(text: &'a str, at: usize) -> Result<(Str<'a>, usize), Fault> {
    let bytes = text.as_bytes();
    let start = at + 1;
    let end = plain_run(bytes, start);
    if bytes.get(end) == Some(&b'"') {
        // Quotes are ASCII, so that both ends are character boundaries.
        return Ok((Str::plain(text.get(start..end).unwrap_or_default()), end + 1));
    }
    escaped_string(text, at, end)
}

/// Returns the position of the first `"`, `\` or control character, or the end.
#[inline(always)]
fn plain_run(bytes: &[u8], mut at: usize) -> usize {
    for word in words(bytes, at) {
        let marks = specials(word);
        if marks != 0 {
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x20 || byte == b'"' || byte == b'\\' {
            break;
        }
        at += 1;
    }
    at
}

#[cold]
fn escaped_string(text: &str, open: usize, mut at: usize) -> Result<(Str<'_>, usize), Fault> {
    let bytes = text.as_bytes();
    loop {
        at = match bytes.get(at) {
            Some(b'"') => return Ok((Str::spelled(text.get(open..=at).unwrap_or_default()), at + 1)),
            Some(b'\\') => escape(bytes, at)?,
            Some(_) => return Err(Fault { offset: at, kind: FaultKind::ControlCharacter }),
            None => return Err(Fault { offset: open, kind: FaultKind::UnterminatedString }),
        };
        at = plain_run(bytes, at);
    }
}

/// Checks the escape at `at` and returns the position after it.
fn escape(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => {
            let digits = bytes.get(at + 2..).unwrap_or_default();
            match digits.iter().take(4).take_while(|digit| digit.is_ascii_hexdigit()).count() {
                4 => Ok(at + 6),
                valid => Err(Fault::expected("four hexadecimal digits after `\\u`", at + 2 + valid)),
            }
        }
        _ => Err(Fault::expected("one of `\"\\/bfnrtu` after `\\`", at + 1)),
    }
}

/// Returns the position after the number that starts at `at`.
#[inline(always)]
pub(super) fn number(bytes: &[u8], mut at: usize) -> Result<usize, Fault> {
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at) {
        Some(b'0') => at + 1,
        Some(b'1'..=b'9') => digits(bytes, at + 1),
        _ => return Err(Fault::expected("a digit", at)),
    };
    match bytes.get(at) {
        Some(b'.' | b'e' | b'E') => fraction_and_exponent(bytes, at),
        _ => Ok(at),
    }
}

fn fraction_and_exponent(bytes: &[u8], mut at: usize) -> Result<usize, Fault> {
    if bytes.get(at) == Some(&b'.') {
        at = some_digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at = some_digits(bytes, at + 1 + usize::from(sign))?;
    }
    Ok(at)
}

fn some_digits(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let end = digits(bytes, at);
    if end == at { Err(Fault::expected("a digit", at)) } else { Ok(end) }
}

#[inline(always)]
fn digits(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_bytes_are_found_at_every_position() {
        for special in [b'"', b'\\', 0x00, 0x1f] {
            for position in 0..24 {
                let mut bytes = vec![b'a'; 24];
                bytes[position] = special;
                assert_eq!(plain_run(&bytes, 0), position, "{special:#x}");
            }
        }
        let plain: Vec<u8> = (0x20..=0xff).filter(|byte| !b"\"\\".contains(byte)).collect();
        assert_eq!(plain_run(&plain, 0), plain.len());
    }

    #[test]
    fn blanks_are_skipped_over_every_length() {
        for length in 0..40 {
            let text = format!("{}\n{}x", " ".repeat(length / 2), " ".repeat(length));
            assert_eq!(skip_blanks(text.as_bytes(), 0), text.len() - 1);
            assert_eq!(skip_blanks(&text.as_bytes()[..text.len() - 1], 0), text.len() - 1);
        }
        assert_eq!(skip_blanks(b"\t\r\n \x0bx", 0), 4);
    }
}
