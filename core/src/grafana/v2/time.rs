//! Times in the metadata of a resource (spec 10-format-v2, section 1).

/// Returns a time in UTC, without fractions of a second; nothing if the text is no time (RFC 3339).
///
/// `2030-01-01T01:30:00.9+01:30` is `2030-01-01T00:00:00Z`.
pub(super) fn in_utc(text: &str) -> Option<String> {
    let (date, time) = text.split_once('T')?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let clock = time.find(['Z', '+', '-', '.'])?;
    let [hour, minute, second] = numbers(time.get(..clock)?, ':', [2, 2, 2])?;
    let mut zone = time.get(clock..)?;
    if let Some(fraction) = zone.strip_prefix('.') {
        let end = fraction.find(|digit: char| !digit.is_ascii_digit()).filter(|end| *end > 0)?;
        zone = fraction.get(end..)?;
    }
    let offset = match zone.split_at_checked(1)? {
        ("Z", "") => 0,
        (sign, rest) => {
            let [hours, minutes] = numbers(rest, ':', [2, 2])?;
            let offset = hours * 60 + minutes;
            match (sign, hours < 24 && minutes < 60) {
                ("+", true) => offset,
                ("-", true) => -offset,
                _ => return None,
            }
        }
    };
    let in_range = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    if !in_range || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let minutes = (days_before(year, month, day) * 24 + hour) * 60 + minute - offset;
    let (year, month, day) = date_of(minutes.div_euclid(24 * 60));
    let (hour, minute) = (minutes.div_euclid(60).rem_euclid(24), minutes.rem_euclid(60));
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

/// Reads digits of given lengths between separators.
fn numbers<const N: usize>(text: &str, separator: char, lengths: [usize; N]) -> Option<[i64; N]> {
    let mut parts = text.split(separator);
    let mut read = [0; N];
    for (slot, length) in read.iter_mut().zip(lengths) {
        let part = parts.next().filter(|part| part.len() == length)?;
        *slot = part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())??;
    }
    parts.next().is_none().then_some(read)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Returns the days from 0000-03-01, years beginning in March so that leap days come last.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1
}

/// The inverse of [`days_before`].
fn date_of(days: i64) -> (i64, i64, i64) {
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (day * 5 + 2) / 153;
    let day = day - (month * 153 + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    (era * 400 + year, month, day)
}

#[cfg(test)]
mod tests {
    use super::in_utc;

    #[test]
    fn times_are_written_in_utc_to_the_second() {
        for (text, expected) in [
            ("2030-01-01T01:30:00.9+01:30", Some("2030-01-01T00:00:00Z")),
            ("2024-02-03T04:05:06.789+02:00", Some("2024-02-03T02:05:06Z")),
            ("2024-02-29T23:59:59-00:01", Some("2024-03-01T00:00:59Z")),
            ("2000-03-01T00:00:00+00:01", Some("2000-02-29T23:59:00Z")),
            ("1999-12-31T23:59:59Z", Some("1999-12-31T23:59:59Z")),
            ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z")),
            ("2023-02-29T00:00:00Z", None),
            ("2023-13-01T00:00:00Z", None),
            ("2023-01-01T24:00:00Z", None),
            ("2023-01-01T00:00:00", None),
            ("2023-01-01 00:00:00Z", None),
            ("2023-01-01T00:00:00.Z", None),
            ("2023-01-01T00:00:00Zx", None),
            ("", None),
            ("T", None),
            ("é", None),
        ] {
            assert_eq!(in_utc(text).as_deref(), expected, "{text}");
        }
    }
}
