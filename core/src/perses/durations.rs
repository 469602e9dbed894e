//! Lengths of time: numbers of seconds, compact text, ISO 8601 (spec 10-model 10, 30-schema-versions 6).
//!
//! A length is a whole number of milliseconds, at most [`LONGEST`], so that its seconds are exact as a JSON number. What
//! is longer counts as no length: on the way up it is an invalid duration, on the way down it cannot be expressed.

use crate::json::Number;
use std::fmt::Write;

/// The longest length, in milliseconds: 2^53 - 1 seconds and 999 milliseconds, about 285 million years.
pub(super) const LONGEST: u64 = 9_007_199_254_740_991_999;

const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
const YEAR: u64 = 365 * DAY;

/// The units of compact text, in their order.
const COMPACT: [(&str, u64); 7] =
    [("y", YEAR), ("w", WEEK), ("d", DAY), ("h", HOUR), ("m", MINUTE), ("s", SECOND), ("ms", 1)];

/// The units of ISO 8601 before and after `T`; those of 0 have no fixed length.
const ISO_DATE: [(&str, u64); 4] = [("Y", 0), ("M", 0), ("W", WEEK), ("D", DAY)];
const ISO_TIME: [(&str, u64); 3] = [("H", HOUR), ("M", MINUTE), ("S", SECOND)];

/// Reads a number of seconds by its digits; `None` if it is negative, finer than milliseconds or too long.
///
/// Zeros at the end of a fraction count for nothing, and -0 is 0.
pub(super) fn read_seconds(number: Number<'_>) -> Option<u64> {
    let text = number.to_string();
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    let dropped = i64::try_from(digits.len() - significant.len()).ok()?;
    // To milliseconds: three digits to the left.
    let shift = exponent.parse::<i64>().ok()?.checked_add(dropped + 3)?;
    let power = u32::try_from(shift.checked_sub(i64::try_from(fraction.len()).ok()?)?).ok()?;
    let length = significant.parse::<u64>().ok()?.checked_mul(10_u64.checked_pow(power)?)?;
    (sign.is_empty() && length <= LONGEST).then_some(length)
}

/// Reads text of digits only as seconds.
pub(super) fn read_digits(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { within(text.parse::<u64>().ok()?.checked_mul(SECOND)?) } else { None }
}

/// Reads compact text: `1h30m`, `0`.
pub(super) fn read_compact(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let (mut rest, mut length) = (text, 0_u64);
    for (unit, milliseconds) in COMPACT {
        let (digits, behind) = leading_digits(rest);
        // `m` is not the `m` of `ms`.
        let Some(next) = behind.strip_prefix(unit).filter(|next| unit != "m" || !next.starts_with('s'))
        else {
            continue;
        };
        if !digits.is_empty() {
            length = length.checked_add(digits.parse::<u64>().ok()?.checked_mul(milliseconds)?)?;
            rest = next;
        }
    }
    if rest.is_empty() && !text.is_empty() { within(length) } else { None }
}

/// Returns whether text is an ISO 8601 duration (spec 30-schema-versions, 6.3).
pub(super) fn is_iso(text: &str) -> bool {
    let Some(period) = text.strip_prefix('P') else { return false };
    let (date, time) = period.split_once('T').map_or((period, None), |(date, time)| (date, Some(time)));
    let parts = |text, units: &[_]| read_parts(text, units).is_some();
    let date_is_sound = parts(date, &ISO_DATE) || (date.is_empty() && time.is_some());
    date_is_sound && time.is_none_or(|time| parts(time, &ISO_TIME))
}

/// Reads an ISO 8601 duration of a fixed length; `None` also if it has years or months, is finer than milliseconds or too
/// long.
pub(super) fn read_iso(text: &str) -> Option<u64> {
    if !is_iso(text) {
        return None;
    }
    let period = text.strip_prefix('P')?;
    let (date, time) = period.split_once('T').unwrap_or((period, ""));
    let length = |text, units: &[_]| read_parts(text, units).map_or(Some(0), |length| length);
    within(length(date, &ISO_DATE)?.checked_add(length(time, &ISO_TIME)?)?)
}

/// Reads parts in the order of their units: `None` if they are no such parts, `Some(None)` if they have no length.
fn read_parts(text: &str, units: &[(&str, u64)]) -> Option<Option<u64>> {
    let (mut rest, mut length) = (text, Some(0_u64));
    for (unit, milliseconds) in units {
        let (whole, behind) = leading_digits(rest);
        let fraction = behind.strip_prefix(['.', ',']).filter(|_| *unit == "S").map(leading_digits);
        let (fraction, behind) = fraction.unwrap_or(("", behind));
        let Some(next) = behind.strip_prefix(unit).filter(|_| !whole.is_empty()) else { continue };
        // A point has digits behind it.
        if rest.len() - next.len() > whole.len() + unit.len() && fraction.is_empty() {
            return None;
        }
        let part = thousandths(whole, fraction)
            .filter(|_| *milliseconds > 0)
            .and_then(|part| part.checked_mul(milliseconds / SECOND));
        length = length.zip(part).and_then(|(length, part)| length.checked_add(part));
        rest = next;
    }
    (rest.is_empty() && !text.is_empty()).then_some(length)
}

/// Returns a thousand times a decimal, if that is whole.
fn thousandths(whole: &str, fraction: &str) -> Option<u64> {
    let fraction = fraction.trim_end_matches('0');
    let power = 3_usize.checked_sub(fraction.len())?;
    let digits = [whole, fraction].concat();
    digits.parse::<u64>().ok()?.checked_mul(10_u64.checked_pow(u32::try_from(power).ok()?)?)
}

fn leading_digits(text: &str) -> (&str, &str) {
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn within(length: u64) -> Option<u64> {
    (length <= LONGEST).then_some(length)
}

/// Writes a length as ISO 8601: days of 24 hours, zero parts left out.
pub(super) fn to_iso(length: u64) -> String {
    let mut out = String::from("P");
    push(&mut out, length / DAY, "D");
    let time = length % DAY;
    if time == 0 && length > 0 {
        return out;
    }
    out.push('T');
    push(&mut out, time / HOUR, "H");
    push(&mut out, time % HOUR / MINUTE, "M");
    let (seconds, fraction) = (time % MINUTE / SECOND, time % SECOND);
    if fraction > 0 {
        // Writing to a String cannot fail.
        let _ = write!(out, "{seconds}.{fraction:03}");
        out.truncate(out.trim_end_matches('0').len());
        out.push('S');
    } else if seconds > 0 || time == 0 {
        let _ = write!(out, "{seconds}S");
    }
    out
}

/// Returns the whole seconds of a length, if it has no fraction.
pub(super) fn to_seconds(length: u64) -> Option<i64> {
    if length.is_multiple_of(SECOND) { i64::try_from(length / SECOND).ok() } else { None }
}

/// Writes a length as compact text: days, hours, minutes, seconds, milliseconds.
pub(super) fn to_compact(length: u64) -> String {
    let mut out = String::new();
    let mut rest = length;
    for (unit, milliseconds) in COMPACT.iter().skip_while(|(unit, _)| *unit != "d") {
        push(&mut out, rest / milliseconds, unit);
        rest %= milliseconds;
    }
    if out.is_empty() { String::from("0") } else { out }
}

fn push(out: &mut String, count: u64, unit: &str) {
    if count > 0 {
        let _ = write!(out, "{count}{unit}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_specification_holds_both_ways() {
        let table: &[(&str, &[&str], &str)] = &[
            ("0", &["0", "0s"], "PT0S"),
            ("0.5", &["500ms"], "PT0.5S"),
            ("1.5", &["1s500ms"], "PT1.5S"),
            ("5", &["5s"], "PT5S"),
            ("30", &["30s"], "PT30S"),
            ("60", &["1m", "60s"], "PT1M"),
            ("90", &["1m30s", "90s"], "PT1M30S"),
            ("300", &["5m"], "PT5M"),
            ("900", &["15m"], "PT15M"),
            ("1800", &["30m"], "PT30M"),
            ("3600", &["1h", "60m"], "PT1H"),
            ("5400", &["1h30m"], "PT1H30M"),
            ("21600", &["6h"], "PT6H"),
            ("43200", &["12h"], "PT12H"),
            ("86400", &["1d", "24h"], "P1D"),
            ("90000", &["1d1h"], "P1DT1H"),
            ("604800", &["1w", "7d"], "P7D"),
            ("1209600", &["2w", "14d"], "P14D"),
            ("2592000", &["30d"], "P30D"),
            ("31536000", &["1y"], "P365D"),
        ];
        for (seconds, texts, iso) in table {
            let length = read_seconds(Number::Text(seconds)).unwrap();
            assert_eq!(to_iso(length), *iso);
            assert_eq!(read_iso(iso), Some(length), "{iso}");
            for text in *texts {
                assert_eq!(read_compact(text), Some(length), "{text}");
            }
            let back = to_seconds(length).map_or_else(|| to_compact(length), |whole| whole.to_string());
            assert!(back == *seconds || texts.contains(&&*back), "{back}");
        }
        assert_eq!(read_iso("P1W"), Some(WEEK));
    }

    #[test]
    fn numbers_are_read_by_their_digits() {
        for (text, expected) in [
            ("1.500", Some(1500)),
            ("1.5000000000000000000000000", Some(1500)),
            ("15e-1", Some(1500)),
            ("1E3", Some(1_000_000)),
            ("0.0015e+3", Some(1500)),
            ("0e99999999999999999999", Some(0)),
            ("-0", Some(0)),
            ("-0.0", Some(0)),
            ("0.001", Some(1)),
            ("9007199254740991.999", Some(LONGEST)),
            ("9007199254740992", None),
            ("18446744073709551616", None),
            ("1e300", None),
            ("1e99999999999999999999", None),
            ("1e-99999999999999999999", None),
            ("0.0001", None),
            ("1.50000000000000000000001", None),
            ("-1", None),
            ("-1e-9", None),
        ] {
            assert_eq!(read_seconds(Number::Text(text)), expected, "{text}");
        }
        assert_eq!(read_seconds(Number::Computed(1.5)), Some(1500));
        assert_eq!(read_seconds(Number::Computed(f64::NAN)), None);
        assert_eq!(read_seconds(Number::Computed(f64::INFINITY)), None);
    }

    #[test]
    fn compact_text_has_its_units_in_order() {
        assert_eq!(read_compact("1y1w1d1h1m1s1ms"), Some(YEAR + WEEK + DAY + HOUR + MINUTE + SECOND + 1));
        assert_eq!(read_compact("1m1ms"), Some(MINUTE + 1));
        assert_eq!(read_compact("007m"), Some(7 * MINUTE));
        for bad in
            ["", "90", "00", "1.5h", "30s1m", "1h1h", "PT1H", "-1h", "1 h", "h", "m", "ms", "1hm", "1H"]
        {
            assert_eq!(read_compact(bad), None, "{bad}");
        }
        for long in ["285616415y", "9007199254740992s", "99999999999999999999s", "9007199254740991s1000ms"] {
            assert_eq!(read_compact(long), None, "{long}");
        }
        assert_eq!(read_compact("9007199254740991s999ms"), Some(LONGEST));
    }

    #[test]
    fn digits_count_as_seconds() {
        assert_eq!(read_digits("0900"), Some(900_000));
        assert_eq!(read_digits("00"), Some(0));
        for bad in ["", "9 ", "-1", "1.5", "9007199254740992", "99999999999999999999"] {
            assert_eq!(read_digits(bad), None, "{bad}");
        }
    }

    #[test]
    fn iso_8601_is_told_from_other_text() {
        for (text, length) in [
            ("P1Y2M3W4DT5H6M7S", None),
            ("P1Y", None),
            ("P1M", None),
            ("P0M", None),
            ("P2W1D", Some(15 * DAY)),
            ("PT1M", Some(MINUTE)),
            ("PT0,5S", Some(500)),
            ("PT1.500S", Some(1500)),
            ("PT0.0001S", None),
            ("PT36H", Some(36 * HOUR)),
            ("PT99999999999999999999S", None),
            ("P99999999999999999D", None),
        ] {
            assert!(is_iso(text), "{text}");
            assert_eq!(read_iso(text), length, "{text}");
        }
        for bad in [
            "", "P", "PT", "P1DT", "1D", "P1", "P1H", "PT1D", "-P1D", "P-1D", "+P1D", "p1d", "PT1.S",
            "PT.5S", "PT1.5M", "P1D1W", "PT1S1M", "PT1HT1M", "P 1D", "P1.5D", "P١D",
        ] {
            assert!(!is_iso(bad), "{bad}");
            assert_eq!(read_iso(bad), None, "{bad}");
        }
    }
}
