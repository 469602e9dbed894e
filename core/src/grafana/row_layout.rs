//! Where the panels of an old row go on the grid (spec 10-versions-02-16, step 16, C and G).

use crate::json::Number;

/// The width of the grid in columns.
pub(super) const COLUMNS: usize = 24;

/// Pixels of one grid unit of height.
const UNIT_PIXELS: f64 = 38.0;

/// Panels and rows are at least so high, in pixels.
const LEAST_PIXELS: f64 = 90.0;

/// Returns the height on the grid of a height in pixels (C).
pub(super) fn grid_height(pixels: f64) -> i64 {
    let pixels = if pixels < LEAST_PIXELS { LEAST_PIXELS } else { pixels };
    Number::Computed((pixels / UNIT_PIXELS).ceil()).to_i64()
}

/// Returns the width on the grid of a span in twelfths (F2); a span without a whole number gives 0.
pub(super) fn grid_width(span: f64) -> i64 {
    Number::Computed(span.floor()).to_i64().wrapping_mul(2)
}

/// The panels of one row, as far as they are placed (G).
#[derive(Debug)]
pub(super) struct RowLayout {
    /// The line from which heights are counted.
    origin: i64,
    /// The height of a line of panels.
    height: i64,
    /// How far each column is filled.
    profile: [i64; COLUMNS],
}

/// Why a panel cannot be placed, not even in an empty line (G5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoRoom {
    /// The panel is wider than the grid.
    TooWide,
    /// The height of the row is no number of lines, so that no column is open.
    NoHeight,
}

impl RowLayout {
    /// Begins a row of this grid height at a line.
    pub(super) fn new(line: i64, height: i64) -> Self {
        Self { origin: line, height, profile: [0; COLUMNS] }
    }

    /// Returns the line where the last placed panels begin.
    pub(super) fn origin(&self) -> i64 {
        self.origin
    }

    /// Places a panel and returns its column and its line.
    ///
    /// # Errors
    /// If it does not even fit into an empty line.
    pub(super) fn place(&mut self, width: i64, height: i64) -> Result<(i64, i64), NoRoom> {
        let (column, line) = match self.fit(width) {
            Some(place) => place,
            None => {
                self.origin = self.origin.wrapping_add(self.height);
                self.profile = [0; COLUMNS];
                let why = if width > COLUMNS as i64 { NoRoom::TooWide } else { NoRoom::NoHeight };
                self.fit(width).ok_or(why)?
            }
        };
        let filled = line.wrapping_sub(self.origin).wrapping_add(height);
        let width = usize::try_from(width).unwrap_or(0);
        for level in self.profile.iter_mut().skip(column).take(width) {
            *level = (*level).max(filled);
        }
        Ok((column as i64, line))
    }

    /// Returns the place at the left end of the free strip, on its highest point, if the panel is not too wide (G1 to G3).
    fn fit(&self, width: i64) -> Option<(usize, i64)> {
        let is_open = |level: &i64| *level < self.height;
        let mut strip = 0..0;
        let mut neighbour = i64::MAX;
        for (column, level) in self.profile.iter().enumerate().rev() {
            if !is_open(level) || *level > neighbour {
                break;
            }
            strip = column..COLUMNS;
            neighbour = *level;
        }
        let highest = self.profile.get(strip.clone())?.iter().max()?;
        (width <= strip.len() as i64).then(|| (strip.start, self.origin.wrapping_add(*highest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights() {
        for (pixels, units) in
            [(-5.0, 3), (114.0, 3), (114.5, 4), (152.0, 4), (250.0, 7), (300.0, 8), (400.0, 11), (760.0, 20)]
        {
            assert_eq!(grid_height(pixels), units, "{pixels}");
        }
        assert_eq!(grid_height(f64::NAN), i64::MIN);
        assert_eq!(grid_height(f64::NEG_INFINITY), 3);
    }

    #[test]
    fn widths() {
        for (span, width) in [(2.9, 4), (0.5, 0), (-0.5, -2), (f64::NAN, 0), (1e30, 0)] {
            assert_eq!(grid_width(span), width, "{span}");
        }
    }

    #[test]
    fn staircase() {
        let mut row = RowLayout::new(0, 11);
        let heights = [6, 4, 3, 3, 3, 3, 3];
        let places: Vec<_> = heights.iter().map(|height| row.place(8, *height).unwrap()).collect();
        assert_eq!(places, [(0, 0), (8, 0), (16, 0), (16, 3), (8, 6), (16, 6), (0, 9)]);
    }

    #[test]
    fn a_panel_that_does_not_fit_begins_a_line() {
        let mut row = RowLayout::new(5, 7);
        assert_eq!(row.place(24, 9), Ok((0, 5)));
        assert_eq!(row.place(2, 1), Ok((0, 12)));
        assert_eq!(row.place(26, 1), Err(NoRoom::TooWide));
        assert_eq!(RowLayout::new(0, i64::MIN).place(2, 1), Err(NoRoom::NoHeight));
    }
}
