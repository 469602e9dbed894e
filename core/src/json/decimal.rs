//! Between decimal numbers and 64-bit floats, exactly.
//!
//! The standard library does both, too, and faster where a number has many digits; but its tables and its two ways there and
//! back are 30 kB of every WASM module, and of two decimals that are equally near it takes another one than ECMAScript.

use super::whole::Whole;

/// Up to here every whole number is a 64-bit float.
const EXACT: u64 = 1 << 53;

/// More digits than this only say whether there is more: what lies halfway between two floats has at most 767.
const MOST_DIGITS: usize = 800;

/// Reads `1`, `-1.5`, `+.5`, `5.`, `1e-9`, but no words: the nearest float, of two equally near ones the even one, and an
/// infinite one beyond all of them.
pub(crate) fn read_decimal(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let magnitude = Decimal::of(unsigned.as_bytes())?.nearest();
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

/// A number without its sign.
struct Decimal<'t> {
    /// Its digits, and perhaps a point between them.
    digits: &'t [u8],
    /// How many of them count: all behind the zeros that it begins with.
    count: usize,
    /// The number that the first nineteen of those make.
    leading: u64,
    /// The power of ten that the number is multiplied with when it is read without its point.
    exponent: i64,
}

impl<'t> Decimal<'t> {
    fn of(text: &'t [u8]) -> Option<Self> {
        let end = text.iter().position(|byte| matches!(byte, b'e' | b'E')).unwrap_or(text.len());
        let digits = text.get(..end)?;
        let exponent = text.get(end + 1..).map_or(Some(0), exponent)?;
        let mut number = Self { digits, count: 0, leading: 0, exponent };
        let (mut has_point, mut has_digit) = (false, false);
        for byte in digits {
            match byte {
                b'.' if !has_point => has_point = true,
                b'0'..=b'9' => {
                    has_digit = true;
                    number.push(byte - b'0');
                    number.exponent = number.exponent.saturating_sub(has_point.into());
                }
                _ => return None,
            }
        }
        has_digit.then_some(number)
    }

    fn push(&mut self, digit: u8) {
        self.count += usize::from(self.count > 0 || digit > 0);
        if self.count < 20 {
            self.leading = self.leading * 10 + u64::from(digit);
        }
    }

    fn nearest(&self) -> f64 {
        // Where the point is: before the first digit that counts, or that many digits behind.
        let point = self.exponent.saturating_add(self.count as i64);
        if self.leading == 0 || point < -330 {
            return 0.0;
        }
        if point > 330 {
            return f64::INFINITY;
        }
        if self.count < 20 && self.leading <= EXACT && self.exponent.unsigned_abs() <= 22 {
            // Both numbers are floats, and so are the powers on the way, so that one operation rounds once.
            let power = (0..self.exponent.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
            let number = self.leading as f64;
            return if self.exponent < 0 { number / power } else { number * power };
        }
        self.divided()
    }

    /// Divides two whole numbers, to 63 or 64 bits.
    fn divided(&self) -> f64 {
        // A divisor has more than 32 bits.
        let (mut number, mut divisor) = (Whole::of(0), Whole::of(1 << 32));
        let mut digits = self.digits.iter().filter(|byte| **byte != b'.').skip_while(|byte| **byte == b'0');
        // Nine digits at a time.
        let (mut factor, mut group) = (1, 0);
        for digit in digits.by_ref().take(MOST_DIGITS) {
            (factor, group) = (factor * 10, group * 10 + u32::from(digit - b'0'));
            if factor == 1_000_000_000 {
                number.scale(factor, group);
                (factor, group) = (1, 0);
            }
        }
        number.scale(factor, group);
        let goes_on = digits.any(|digit| *digit != b'0');
        let exponent = self.exponent + self.count.saturating_sub(MOST_DIGITS) as i64;
        // Ten is five times two; the twos are added at the end.
        let scaled = if exponent < 0 { &mut divisor } else { &mut number };
        scaled.times_five_to(exponent.unsigned_abs() as u32);
        let shift = 63 + i64::from(divisor.bits()) - i64::from(number.bits());
        let shifted = if shift < 0 { &mut divisor } else { &mut number };
        shifted.times_two_to(shift.unsigned_abs() as u32);
        let mut upper = divisor.clone();
        upper.times_two_to(32);
        let quotient = number.divide(&upper) << 32 | number.divide(&divisor);
        nearest_float(quotient, goes_on || !number.is_zero(), exponent - shift + 32)
    }
}

/// Reads the digits of an exponent, at least one, and their sign.
fn exponent(text: &[u8]) -> Option<i64> {
    let digits = match text {
        [b'+' | b'-', digits @ ..] => digits,
        digits => digits,
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let append = |number: i64, digit: &u8| number.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
    let number = digits.iter().fold(0, append);
    Some(if text.first() == Some(&b'-') { -number } else { number })
}

/// Returns the float nearest to `mantissa * 2^exponent`, of two equally near ones the even one; `goes_on` says that more
/// follows behind the mantissa.
pub(crate) fn nearest_float(mantissa: u64, goes_on: bool, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let zeros = mantissa.leading_zeros();
    // The exponent of the leading bit.
    let exponent = exponent.saturating_add(63 - i64::from(zeros));
    if exponent > 1023 {
        return f64::INFINITY;
    }
    // A subnormal float has fewer than 53 bits.
    let bits = (exponent + 1075).clamp(-1, 53);
    let Ok(dropped) = u32::try_from(64 - bits) else { return 0.0 };
    let wide = u128::from(mantissa << zeros);
    let (kept, rest, half) = (wide >> dropped, wide & ((1 << dropped) - 1), 1_u128 << (dropped - 1));
    let rounds_up = rest > half || (rest == half && (goes_on || kept & 1 == 1));
    (kept + u128::from(rounds_up)) as u64 as f64 * power_of_two(exponent - bits + 1)
}

/// Returns `2^exponent` for an exponent from -1074 to 1023; below it gives 0.
fn power_of_two(exponent: i64) -> f64 {
    match exponent {
        -1022.. => f64::from_bits((exponent + 1023).unsigned_abs() << 52),
        -1074.. => f64::from_bits(1 << (exponent + 1074)),
        _ => 0.0,
    }
}

/// Returns the shortest digits that read back as a number, which is finite and not negative, and the exponent of the first
/// one: the nearest of such digits, of two equally near ones the even ones, as ECMAScript has it.
pub(crate) fn shortest_digits(number: f64) -> (String, i32) {
    if number < EXACT as f64 && number.fract() == 0.0 {
        let digits = (number as u64).to_string();
        let exponent = digits.len() as i32 - 1;
        let short = digits.trim_end_matches('0');
        return (if short.is_empty() { digits } else { short.to_owned() }, exponent);
    }
    Interval::around(number).digits()
}

/// Returns what [`shortest_digits`] returns for the magnitude of a number as it is spelled, but at once: of numbers with up to
/// fifteen digits no two are the same float. Nothing if it has more digits, is 0 or very small or large.
pub(crate) fn few_digits(text: &str) -> Option<(String, i32)> {
    let number = Decimal::of(text.strip_prefix('-').unwrap_or(text).as_bytes())?;
    let exponent = i32::try_from(number.exponent.saturating_add(number.count as i64 - 1)).ok()?;
    let is_clear = (1..=15).contains(&number.count) && (-300..=300).contains(&exponent);
    is_clear.then(|| (number.leading.to_string().trim_end_matches('0').to_owned(), exponent))
}

/// A float between the numbers that read back as it, as fractions of a unit.
struct Interval {
    number: Whole,
    /// How far it reaches down, and up.
    below: Whole,
    above: Whole,
    unit: Whole,
    /// Whether the ends belong to it.
    closed: bool,
    /// The power of ten that the unit is.
    exponent: i32,
}

impl Interval {
    fn around(float: f64) -> Self {
        let (fraction, biased) = (float.to_bits() & ((1 << 52) - 1), (float.to_bits() >> 52) as i32);
        let mantissa = if biased == 0 { fraction } else { fraction | 1 << 52 };
        // All in quarters of the distance to the next float; below a power of two the floats are twice as dense.
        let twos = biased.max(1) - 1077;
        let below = if fraction == 0 && biased > 1 { 1 } else { 2 };
        let mut whole = Self {
            number: Whole::of(mantissa * 4),
            below: Whole::of(below),
            above: Whole::of(2),
            unit: Whole::of(1),
            closed: mantissa % 2 == 0,
            // The logarithm to the base of ten, or one more.
            exponent: (((twos + 65 - mantissa.leading_zeros() as i32) * 1233) >> 12) + 1,
        };
        // Ten is five times two.
        whole.scale(twos - whole.exponent, Whole::times_two_to);
        whole.scale(-whole.exponent, Whole::times_five_to);
        while !whole.reaches_unit() {
            whole.next_digit();
            whole.exponent -= 1;
        }
        whole
    }

    /// Multiplies it with a power, or the unit if the power is negative.
    fn scale(&mut self, power: i32, multiply: fn(&mut Whole, u32)) {
        if power < 0 {
            return multiply(&mut self.unit, power.unsigned_abs());
        }
        for part in [&mut self.number, &mut self.below, &mut self.above] {
            multiply(part, power.unsigned_abs());
        }
    }

    fn next_digit(&mut self) {
        for part in [&mut self.number, &mut self.below, &mut self.above] {
            part.scale(10, 0);
        }
    }

    /// Returns whether the unit belongs to it or lies below it.
    fn reaches_unit(&self) -> bool {
        let mut end = self.number.clone();
        end.add(&self.above);
        end > self.unit || (self.closed && end == self.unit)
    }

    fn digits(mut self) -> (String, i32) {
        let mut digits = String::new();
        loop {
            let mut digit = b'0';
            while self.number >= self.unit {
                self.number.subtract(&self.unit);
                digit += 1;
            }
            let down = self.number < self.below || (self.closed && self.number == self.below);
            let up = self.reaches_unit();
            if down || up {
                let mut twice = self.number;
                twice.scale(2, 0);
                let nearer = twice > self.unit || (twice == self.unit && digit % 2 == 1);
                digits.push(char::from(digit + u8::from(up && (!down || nearer))));
                return (digits, self.exponent);
            }
            digits.push(char::from(digit));
            self.next_digit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Compares with what the standard library reads.
    fn check(text: &str) {
        let number = read_decimal(text).map(f64::to_bits);
        assert_eq!(number, text.parse::<f64>().ok().map(f64::to_bits), "{text}");
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_reads_them() {
        for text in
            ["0", "-0", "1.", ".5", "+2.5", "1e5", "1E+5", "1e-5", "0e9999999999999999999", "1e400", "1e-400"]
        {
            check(text);
        }
        for text in ["", "+", "-", ".", "e1", "1e", "1e+", "1.2.3", "1 ", "--1", "1e1.0", "0x1", "١"] {
            assert_eq!((read_decimal(text), text.parse::<f64>().ok()), (None, None), "{text}");
        }
        for text in
            ["2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2.4703282292062328e-324"]
        {
            check(text);
        }
        for text in [
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "9007199254740993",
            "9007199254740993.0000001",
        ] {
            check(text);
        }
        check(&format!("0.{}1e{}", "0".repeat(5000), 5001));
        check(&format!("1{}e-{}", "0".repeat(5000), 5000));
        for end in ["", "0", "1", "00000001"] {
            // Halfway between two floats, with all its digits.
            check(&format!("{:.1074}{end}", f64::MIN_POSITIVE / 2.0 + f64::from_bits(1)));
            check(&format!("9007199254740993.{}{end}", "0".repeat(900)));
        }
    }

    #[test]
    fn digits_are_the_shortest_ones_at_the_ends_of_binary_exponents() {
        for exponent in 0..2047_u64 {
            for fraction in [0, 1, 2, (1 << 52) - 1] {
                check_digits(f64::from_bits(exponent << 52 | fraction));
            }
        }
    }

    /// Compares with the digits of the standard library, which differ only between two that are equally near.
    fn check_digits(number: f64) {
        let (digits, exponent) = shortest_digits(number);
        let spelled = format!("{number:e}");
        let (mantissa, power) = spelled.split_once('e').unwrap();
        let expected: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        assert_eq!((digits.len(), exponent), (expected.len(), power.parse().unwrap()), "{spelled}");
        let text = format!("{digits}e{}", exponent - digits.len() as i32 + 1);
        assert_eq!(text.parse(), Ok(number));
        assert_eq!(read_decimal(&text), Some(number));
        if digits != expected {
            let (ours, theirs) = (digits.parse::<u64>().unwrap(), expected.parse::<u64>().unwrap());
            assert!(ours.abs_diff(theirs) == 1 && ours % 2 == 0, "{spelled}");
        }
    }

    proptest! {
        #[test]
        fn floats_survive(bits in 0..0x7ff0_0000_0000_0000_u64) {
            check_digits(f64::from_bits(bits));
        }

        #[test]
        fn fractions_survive(whole in 0..100_000_u32, parts in 1..10_000_u32) {
            check_digits(f64::from(whole) / f64::from(parts));
        }

        #[test]
        fn texts_are_read(text in "-?[0-9]{1,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{1,3})?") {
            check(&text);
        }
    }
}
