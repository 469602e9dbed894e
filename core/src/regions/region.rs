//! How a region is read: what its members say, whatever their types, and whether it is deleted.

use crate::engine::Outline;
use crate::json::{Value, read_decimal};

/// The columns of the grid.
pub(super) const COLUMNS: f64 = 12.0;

/// The largest whole number that every language counts exactly: 2^53 - 1.
pub(super) const LARGEST: f64 = 9_007_199_254_740_991.0;

/// The members that say where a region stands.
pub(super) const GRID: [&str; 4] = ["grid_col", "grid_row", "row_span", "col_span"];

/// What a member says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Said {
    /// It is absent or `null`.
    Nothing,
    /// A number; infinite if it is too large for a 64-bit float.
    Number(f64),
    /// A string that holds a number which can be counted exactly, as databases return decimals: `"3"`.
    Text(f64),
    /// Anything else.
    Other,
}

impl Said {
    /// Reads a member of a region in a tree.
    pub(super) fn of(value: Option<&Value<'_>>) -> Self {
        match value {
            None | Some(Value::Null | Value::LastingNull(_)) => Self::Nothing,
            Some(Value::Number(number)) => Self::Number(number.to_f64()),
            Some(Value::String(text)) => Self::in_text(&text.to_text()),
            Some(_) => Self::Other,
        }
    }

    /// Reads a member of a region in an outline, alike.
    pub(super) fn of_outline(outline: Option<&Outline<'_>>) -> Self {
        let Some(outline) = outline else { return Self::Nothing };
        match (outline.number(), outline.text()) {
            (Some(number), _) => Self::Number(number.to_f64()),
            (None, Some(text)) => Self::in_text(&text),
            (None, None) if outline.is_null() => Self::Nothing,
            (None, None) => Self::Other,
        }
    }

    /// Reads a decimal number without blanks; words such as `inf` are none.
    fn in_text(text: &str) -> Self {
        match read_decimal(text) {
            Some(number) if number.abs() <= LARGEST => Self::Text(number),
            _ => Self::Other,
        }
    }

    /// Returns the number that counts: rounded down, so that a fraction never moves a region right or makes it larger.
    pub(super) fn counted(self) -> Option<f64> {
        match self {
            Self::Number(number) | Self::Text(number) => Some(number.floor()),
            Self::Nothing | Self::Other => None,
        }
    }
}

/// Returns whether a region counts as there, by its `deleted_at`: anything but `null` says that it is deleted.
pub(super) fn is_live(deleted_at: Said) -> bool {
    deleted_at == Said::Nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_that_hold_numbers_count() {
        for (text, number) in
            [("3", 3.0), ("-1", -1.0), ("2.50", 2.5), ("1e1", 10.0), ("+07", 7.0), ("-0", 0.0)]
        {
            assert_eq!(Said::in_text(text), Said::Text(number), "{text}");
        }
        for text in
            ["", " 3", "3 ", "three", "0x3", "1_000", "inf", "NaN", "1e400", "9007199254740992", "٣", "e"]
        {
            assert_eq!(Said::in_text(text), Said::Other, "{text}");
        }
    }
}
