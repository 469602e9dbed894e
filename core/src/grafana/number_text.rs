//! Numbers that are spelled as text (spec 10-versions-02-16, 0.4; spec 20-versions-17-30, C8).
//!
//! The whole text must match; nothing is trimmed and only ASCII digits count. Decimal and hexadecimal forms, `inf`,
//! `infinity` and `nan` in any letter case, underscores between digits.

use crate::json::{Value, nearest_float, read_decimal};
use std::borrow::Cow;

/// A text that is a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Spelled {
    /// Spelled with digits; infinite where it is too large.
    Digits(f64),
    /// `inf`, `infinity` or `nan`.
    Word(f64),
}

/// Reads a number from text; one that is too large for a 64-bit float is none (C8).
pub(super) fn read(text: &str) -> Option<f64> {
    match spelled(text)? {
        Spelled::Digits(number) if number.is_infinite() => None,
        Spelled::Digits(number) | Spelled::Word(number) => Some(number),
    }
}

/// Reads a number from text; one that is too large for a 64-bit float is infinite (spec 20-versions-17-30, 30.6).
pub(super) fn read_unbounded(text: &str) -> Option<f64> {
    match spelled(text)? {
        Spelled::Digits(number) | Spelled::Word(number) => Some(number),
    }
}

/// Reads the number that a value means: a number itself, or a text with at most one `px` behind it
/// (spec 10-versions-02-16, 0.3.4; spec 20-versions-17-30, C9).
pub(super) fn read_loosely(value: Option<&Value<'_>>) -> Option<f64> {
    match value? {
        Value::Number(number) => Some(number.to_f64()),
        Value::String(text) => {
            let text = text.to_text();
            read(text.strip_suffix("px").unwrap_or(&text))
        }
        _ => None,
    }
}

fn spelled(text: &str) -> Option<Spelled> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_word = |word: &str| unsigned.eq_ignore_ascii_case(word);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    if is_word("inf") || is_word("infinity") {
        return Some(Spelled::Word(f64::INFINITY * sign));
    }
    if text.eq_ignore_ascii_case("nan") {
        return Some(Spelled::Word(f64::NAN));
    }
    let magnitude = match unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
        Some(digits) => hexadecimal(digits)?,
        None => decimal(unsigned)?,
    };
    Some(Spelled::Digits(magnitude * sign))
}

/// The parts of a number without sign and prefix; the digits have no underscores any more.
struct Parts<'t> {
    whole: Cow<'t, str>,
    fraction: Cow<'t, str>,
    /// Digits with their sign, if there is an exponent.
    exponent: Option<Cow<'t, str>>,
}

impl<'t> Parts<'t> {
    /// Takes a number apart; at least one digit has to stand before or behind the point.
    fn of(text: &'t str, exponent_letter: [char; 2], is_digit: fn(&u8) -> bool) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(exponent_letter) {
            Some((mantissa, exponent)) => (mantissa, Some(signed_digits(exponent)?)),
            None => (text, None),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        Some(Self { whole: digits(whole, is_digit)?, fraction: digits(fraction, is_digit)?, exponent })
    }
}

/// Reads digits, perhaps none, and takes out the underscores, each of which stands between two digits.
fn digits(text: &str, is_digit: fn(&u8) -> bool) -> Option<Cow<'_, str>> {
    let all_digits = |part: &str| part.bytes().all(|byte| is_digit(&byte));
    if !text.contains('_') {
        return all_digits(text).then_some(Cow::Borrowed(text));
    }
    let mut groups = text.split('_');
    groups.all(|group| !group.is_empty() && all_digits(group)).then(|| Cow::Owned(text.replace('_', "")))
}

/// Reads the digits of an exponent, at least one.
fn signed_digits(text: &str) -> Option<Cow<'_, str>> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = digits(unsigned, u8::is_ascii_digit).filter(|digits| !digits.is_empty())?;
    Some(if text.starts_with('-') { Cow::Owned(format!("-{digits}")) } else { digits })
}

fn decimal(text: &str) -> Option<f64> {
    let Parts { whole, fraction, exponent } = Parts::of(text, ['e', 'E'], u8::is_ascii_digit)?;
    read_decimal(&format!("{whole}.{fraction}e{}", exponent.as_deref().unwrap_or("0")))
}

/// Reads a hexadecimal number without its prefix; the exponent, a power of two, is mandatory.
fn hexadecimal(text: &str) -> Option<f64> {
    // An underscore may stand between the prefix and a digit.
    let digits = text.strip_prefix('_').filter(|digits| !digits.starts_with('.')).unwrap_or(text);
    let Parts { whole, fraction, exponent } = Parts::of(digits, ['p', 'P'], u8::is_ascii_hexdigit)?;
    let exponent = saturating(&exponent?);
    let (mut mantissa, mut sticky, mut unread) = (0_u64, false, 0_i64);
    for digit in whole.chars().chain(fraction.chars()).filter_map(|digit| digit.to_digit(16)) {
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | u64::from(digit);
        } else {
            sticky |= digit != 0;
            unread += 1;
        }
    }
    let behind_point = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
    let shift = unread.saturating_sub(behind_point).saturating_mul(4);
    Some(nearest_float(mantissa, sticky, exponent.saturating_add(shift)))
}

/// Reads a whole number; one that is too large counts as the largest.
fn saturating(digits: &str) -> i64 {
    digits.parse().unwrap_or(if digits.starts_with('-') { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_forms() {
        for (text, number) in [
            ("0760", 760.0),
            ("5.", 5.0),
            (".5", 0.5),
            ("-1.5e1", -15.0),
            ("+1E-2", 0.01),
            ("7_60.0_0", 760.0),
            ("1e+0_3", 1000.0),
            ("1e-999", 0.0),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
        assert_eq!(read("-0").map(f64::to_bits), Some((-0.0_f64).to_bits()));
    }

    #[test]
    fn hexadecimal_forms() {
        for (text, number) in [
            ("0x2f8p0", 760.0),
            ("0x.8p11", 1024.0),
            ("-0X1P4", -16.0),
            ("0x_1p0", 1.0),
            ("0xF_Fp-4", 15.9375),
            ("0x1p-1074", 5e-324),
            ("0x1p-1075", 0.0),
            ("0x1.8p-1075", 5e-324),
            ("0x1p-9999999999999999999999", 0.0),
            ("0x0p9999999999999999999999", 0.0),
            ("0x20000000000001p0", 9_007_199_254_740_992.0),
            ("0x20000000000003p0", 9_007_199_254_740_996.0),
            ("0x200000000000010000000001p-40", 9_007_199_254_740_994.0),
            ("0x1.fffffffffffff8p1022", f64::MAX / 2.0 + f64::MAX / 2.0_f64.powi(54)),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "",
            "+",
            ".",
            "e1",
            "1e",
            "1e+",
            " 1",
            "1 ",
            "1,000",
            "50%",
            "0x10",
            "0x",
            "0xp1",
            "0o7",
            "0b1",
            "_1",
            "1_",
            "1__0",
            "1_.5",
            "1._5",
            "1e_1",
            "1_e1",
            "0x_.8p0",
            "0x__1p0",
            "0_x1p0",
            "0x1p_1",
            "1.2.3",
            "--1",
            "+nan",
            "infi",
            "Infinit",
            "١",
            "1e999",
            "0x3p1024",
            "0x1p9999999999999999999999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn words_and_overflow() {
        assert_eq!(read("iNf"), Some(f64::INFINITY));
        assert_eq!(read("-Infinity"), Some(f64::NEG_INFINITY));
        assert!(read("NaN").is_some_and(f64::is_nan));
        assert_eq!(read_unbounded("-1e999"), Some(f64::NEG_INFINITY));
        assert_eq!(read_unbounded("1e999px"), None);
    }
}
