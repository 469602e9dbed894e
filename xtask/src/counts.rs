//! The sums that test runners print at the end.

/// How many tests passed, failed and were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed, errors and crashes included.
    pub(crate) failed: u64,
    /// Tests that were left out, with a reason.
    pub(crate) skipped: u64,
}

impl Counts {
    /// Adds another sum.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Reads the closing line of cargo test, pytest or our own suite; any other line gives `None`.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let line = line.trim().trim_matches('=').trim();
        let line = match line.strip_prefix("test result: ") {
            Some(rest) => rest.split_once(". ")?.1,
            None if line.starts_with(|first: char| first.is_ascii_digit()) => line,
            None => return None,
        };
        let mut counts = Self::default();
        let mut known = false;
        for part in line.split([',', ';']) {
            let part = part.trim();
            let part = part.split_once(" in ").map_or(part, |(before, _)| before);
            let Some((number, word)) = part.split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match word {
                "passed" => counts.passed += number,
                "failed" | "error" | "errors" => counts.failed += number,
                "skipped" | "ignored" | "waiting" => counts.skipped += number,
                _ => continue,
            }
            known |= matches!(word, "passed" | "failed" | "error" | "errors");
        }
        known.then_some(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(u64, u64, u64)>) {
        let expected = expected.map(|(passed, failed, skipped)| Counts { passed, failed, skipped });
        assert_eq!(Counts::read(line), expected, "{line}");
    }

    #[test]
    fn closing_lines_are_read() {
        let cargo =
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        check(cargo, Some((12, 0, 1)));
        check(
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            Some((1, 2, 0)),
        );
        check("===== 1 failed, 11 passed, 2 skipped, 3 errors in 0.12s =====", Some((11, 4, 2)));
        check("40 passed in 2.31s", Some((40, 0, 0)));
        check("512 passed, 0 failed, 3 skipped", Some((512, 0, 3)));
    }

    #[test]
    fn other_lines_are_left_alone() {
        for line in [
            "",
            "test json::tests::x ... ok",
            "running 12 tests",
            "12 files checked",
            "3 skipped",
            "a 1 passed",
        ] {
            check(line, None);
        }
    }
}
