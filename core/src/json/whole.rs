//! Whole numbers of any size: what a decimal number is compared with a 64-bit float by.

use std::cmp::Ordering;

/// A whole number in digits of 32 bits, the lowest first; the highest is not 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole(Vec<u32>);

impl Whole {
    /// Takes a number.
    pub(super) fn of(number: u64) -> Self {
        let mut whole = Self(vec![number as u32, (number >> 32) as u32]);
        whole.trim();
        whole
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns how many bits it has.
    pub(super) fn bits(&self) -> u32 {
        self.0.last().map_or(0, |highest| self.0.len() as u32 * 32 - highest.leading_zeros())
    }

    /// Multiplies it with a factor that is not 0, and adds to it.
    pub(super) fn scale(&mut self, factor: u32, added: u32) {
        let mut carry = u64::from(added);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Multiplies it with a power of five.
    pub(super) fn times_five_to(&mut self, power: u32) {
        // The thirteenth is the highest one that has 32 bits.
        for _ in 0..power / 13 {
            self.scale(1_220_703_125, 0);
        }
        self.scale(5_u32.pow(power % 13), 0);
    }

    /// Multiplies it with a power of two.
    pub(super) fn times_two_to(&mut self, power: u32) {
        self.scale(1 << (power % 32), 0);
        let mut digits = vec![0; power as usize / 32];
        digits.append(&mut self.0);
        self.0 = digits;
        self.trim();
    }

    /// Adds another one.
    pub(super) fn add(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        let mut others = other.0.iter();
        let mut carry = 0;
        for digit in &mut self.0 {
            carry += u64::from(*digit) + others.next().map_or(0, |other| u64::from(*other));
            *digit = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Takes another one away, which is not larger.
    pub(super) fn subtract(&mut self, other: &Self) {
        let mut others = other.0.iter();
        let mut borrow = 0;
        for digit in &mut self.0 {
            borrow += i64::from(*digit) - others.next().map_or(0, |other| i64::from(*other));
            *digit = borrow as u32;
            borrow >>= 32;
        }
        self.trim();
    }

    /// Divides it by another one of more than 32 bits and keeps the rest; the quotient has to be below `2^32`.
    pub(super) fn divide(&mut self, divisor: &Self) -> u64 {
        let behind = divisor.bits().saturating_sub(32);
        // Never too large, and too small by a few at most.
        let mut quotient = self.without(behind) / (divisor.without(behind) + 1);
        let mut product = divisor.clone();
        product.scale(quotient as u32, 0);
        product.trim();
        self.subtract(&product);
        while *self >= *divisor {
            self.subtract(divisor);
            quotient += 1;
        }
        quotient
    }

    /// Returns it without its last bits, if that has no more than 64.
    fn without(&self, bits: u32) -> u64 {
        let digits = self.0.iter().skip(bits as usize / 32).rev();
        (digits.fold(0_u128, |number, digit| number << 32 | u128::from(*digit)) >> (bits % 32)) as u64
    }
}

impl Ord for Whole {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Whole;

    #[test]
    fn sums_differences_and_products_carry() {
        let mut whole = Whole::of(u64::MAX);
        whole.add(&Whole::of(1));
        assert_eq!((whole.bits(), whole.is_zero()), (65, false));
        let mut shifted = Whole::of(1);
        shifted.times_two_to(64);
        assert_eq!(whole, shifted);
        whole.subtract(&Whole::of(1));
        assert_eq!(whole, Whole::of(u64::MAX));
        assert!(whole < shifted);
        whole.scale(2, 3);
        shifted.scale(2, 1);
        assert_eq!(whole, shifted);
        shifted.subtract(&whole);
        assert!(shifted.is_zero());
        let (mut fives, mut zero) = (Whole::of(1), Whole::of(0));
        fives.times_five_to(27);
        assert_eq!(fives, Whole::of(7_450_580_596_923_828_125));
        zero.times_two_to(40);
        assert_eq!(zero, Whole::of(0));
    }

    #[test]
    fn quotients_leave_a_rest() {
        for divisor in [1 << 32, (1 << 33) - 1, (1 << 63) + 1, u64::MAX] {
            for quotient in [0, 1, 2, 0x7fff_ffff, 0x8000_0000, u32::MAX] {
                for rest in [0, 1, divisor - 1] {
                    for fives in [0, 1, 300] {
                        let (mut divisor, mut whole) = (Whole::of(divisor), Whole::of(0));
                        divisor.times_five_to(fives);
                        if quotient > 0 {
                            whole = divisor.clone();
                            whole.scale(quotient, 0);
                        }
                        whole.add(&Whole::of(rest));
                        assert_eq!((whole.divide(&divisor), whole), (quotient.into(), Whole::of(rest)));
                    }
                }
            }
        }
    }
}
