//! Numbers that keep their text, and numbers that steps compute.

use super::decimal::{few_digits, read_decimal, shortest_digits};
use std::fmt::{self, Write};

/// A number of a document.
///
/// The two kinds matter: some rules of Grafana's clean-up tell a computed number from a written one
/// (spec 00-pipeline 9.6).
#[derive(Debug, Clone, Copy)]
pub enum Number<'a> {
    /// As the document spells it: `1.10`, `1e-9`, twenty digits.
    Text(&'a str),
    /// Computed by a step; may be infinite or NaN until the end of the migration.
    Computed(f64),
}

impl Number<'_> {
    /// Returns the number as a 64-bit float; a text too large for one is infinite.
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Text(text) => read_decimal(text).unwrap_or(f64::NAN),
            Self::Computed(number) => *number,
        }
    }

    /// Returns the number truncated toward zero; what lies outside the range of `i64`, NaN too, gives -2^63
    /// (spec 00-pipeline 0.5).
    ///
    /// # Example
    /// ```
    /// use dashlift::json::Number;
    /// assert_eq!(Number::Text("-1.9").to_i64(), -1);
    /// assert_eq!(Number::Text("1e21").to_i64(), i64::MIN);
    /// ```
    pub fn to_i64(&self) -> i64 {
        let number = self.to_f64();
        let limit = 9_223_372_036_854_775_808.0; // 2^63
        if (-limit..limit).contains(&number) { number as i64 } else { i64::MIN }
    }

    /// Writes the number as it is spelled, or in ECMAScript's shortest form; false if it has no form.
    #[inline]
    pub(crate) fn write(&self, out: &mut String) -> bool {
        match self {
            Self::Text(text) => {
                out.push_str(text);
                true
            }
            Self::Computed(number) => write_ecmascript(*number, out),
        }
    }

    /// Writes the number in ECMAScript's shortest form however it is spelled; false if it has none.
    pub(crate) fn write_canonical(&self, out: &mut String) -> bool {
        if let Self::Text(text) = self
            && let Some((digits, exponent)) = few_digits(text)
        {
            out.push_str(if text.starts_with('-') { "-" } else { "" });
            write_digits(&digits, exponent + 1, out);
            return true;
        }
        write_ecmascript(self.to_f64(), out)
    }
}

/// As it is written; `NaN`, `inf` and `-inf` where it cannot be.
impl fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        let written = self.write(&mut out);
        f.write_str(if written { &out } else { not_finite(self.to_f64()) })
    }
}

/// Equal as 64-bit floats: `3` = `3.0`, `-0` = `0`.
impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(left), Self::Text(right)) if left == right => true,
            _ => self.to_f64() == other.to_f64(),
        }
    }
}

/// Writes a number as ECMAScript's `Number::toString` does (RFC 8785, 3.2.2.3); false if it is not finite.
pub(crate) fn write_ecmascript(number: f64, out: &mut String) -> bool {
    if !number.is_finite() {
        return false;
    }
    if number == 0.0 {
        out.push('0');
        return true;
    }
    if number < 0.0 {
        out.push('-');
    }
    let (digits, exponent) = shortest_digits(number.abs());
    write_digits(&digits, exponent + 1, out);
    true
}

/// Returns a number in ECMAScript's shortest digits, but without an exponent and with the sign of -0; `inf`, `-inf` or
/// `NaN` if there are none.
pub(crate) fn plain_decimal(number: f64) -> String {
    if !number.is_finite() {
        return not_finite(number).to_owned();
    }
    let (digits, exponent) = shortest_digits(number.abs());
    let mut out = String::from(if number.is_sign_negative() { "-" } else { "" });
    write_plain(&digits, exponent + 1, &mut out);
    out
}

/// Returns the words for a number that has no digits.
fn not_finite(number: f64) -> &'static str {
    match number {
        f64::INFINITY => "inf",
        f64::NEG_INFINITY => "-inf",
        _ => "NaN",
    }
}

/// Writes `0.digits * 10^point`, with an exponent where ECMAScript has one.
fn write_digits(digits: &str, point: i32, out: &mut String) {
    if (-5..=21).contains(&point) {
        return write_plain(digits, point, out);
    }
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    out.push_str(first);
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    // Writing to a String cannot fail.
    let _ = write!(out, "e{:+}", point - 1);
}

/// Writes `0.digits * 10^point` without an exponent.
fn write_plain(digits: &str, point: i32, out: &mut String) {
    let zeros = |count: i32| std::iter::repeat_n('0', usize::try_from(count).unwrap_or(0));
    let whole = usize::try_from(point).unwrap_or(0);
    let (whole, fraction) = digits.split_at_checked(whole).unwrap_or((digits, ""));
    out.push_str(if whole.is_empty() { "0" } else { whole });
    out.extend(zeros(point - i32::try_from(digits.len()).unwrap_or(i32::MAX)));
    if !fraction.is_empty() {
        out.push('.');
        out.extend(zeros(-point));
        out.push_str(fraction);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_ecmascript_does() {
        // RFC 8785, appendix B.
        let cases: &[(u64, &str)] = &[
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ];
        for (bits, expected) in cases {
            let mut out = String::new();
            assert!(write_ecmascript(f64::from_bits(*bits), &mut out));
            assert_eq!(&out, expected);
        }
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(!write_ecmascript(number, &mut String::new()));
        }
    }

    #[test]
    fn few_digits_are_written_as_those_of_the_float() {
        for text in [
            "0",
            "-0.0",
            "1.10",
            "-0.00120e3",
            "1e23",
            "123456789012345e-30",
            "1234567890123456.0",
            "5e-324",
            "1e400",
        ] {
            let (mut quick, mut exact) = (String::new(), String::new());
            let number = Number::Text(text);
            assert_eq!(number.write_canonical(&mut quick), write_ecmascript(number.to_f64(), &mut exact));
            assert_eq!(quick, exact, "{text}");
        }
    }

    #[test]
    fn plain_decimals_have_no_exponent() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (-1.5, "-1.5"),
            (150.0, "150"),
            (1e-7, "0.0000001"),
            (-1.25e-7, "-0.000000125"),
            (1e21, "1000000000000000000000"),
            (12_345_678_901_234_567_890.0, "12345678901234567000"),
            // Of two that are equally near, the even one.
            (100_000.0 + 1.0 / 4096.0, "100000.00024414062"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(plain_decimal(number), expected);
        }
        assert_eq!(plain_decimal(f64::MAX).len(), 309);
        assert_eq!(plain_decimal(5e-324).len(), 326);
    }

    #[test]
    fn truncation_outside_the_range_is_the_lowest_number() {
        let cases = [
            ("9223372036854775807", i64::MIN),
            ("-9223372036854775808", i64::MIN),
            ("4611686018427387904", 1 << 62),
        ];
        for (text, expected) in cases {
            assert_eq!(Number::Text(text).to_i64(), expected, "{text}");
        }
        assert_eq!(Number::Computed(f64::NAN).to_i64(), i64::MIN);
    }
}
