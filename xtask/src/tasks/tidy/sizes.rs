//! A file is read in one sitting.

use super::File;
use super::findings::Findings;

/// Above this, ask what the file is two of.
const ASK: usize = 400;
/// Above this, it is two.
const LIMIT: usize = 600;

pub(super) fn check(file: &File<'_>, findings: &mut Findings) {
    let lines = file.text.lines().count();
    if lines > LIMIT {
        findings.error(file.path, format!("{lines} lines, more than {LIMIT}; split it"));
    } else if lines > ASK {
        findings.warning(file.path, format!("{lines} lines, more than {ASK}; what is it two of?"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_found() {
        for (lines, expected) in [(400, (0, 0)), (401, (0, 1)), (600, (0, 1)), (601, (1, 1))] {
            let text = "x\n".repeat(lines);
            let mut findings = Findings::default();
            check(&File { path: "a.rs", extension: "rs", text: &text }, &mut findings);
            let (errors, any) = (findings.errors(), findings.messages().len());
            assert_eq!((errors, any), expected, "{lines}");
        }
    }
}
