//! What tidy has to say.

/// Errors and warnings, as lines.
#[derive(Debug, Default)]
pub(super) struct Findings {
    errors: Vec<String>,
    warnings: Vec<String>,
    files: usize,
}

impl Findings {
    /// Adds what must be mended.
    pub(super) fn error(&mut self, path: &str, message: impl AsRef<str>) {
        self.errors.push(format!("{path}: {}", message.as_ref()));
    }

    /// Adds what a person should look at.
    pub(super) fn warning(&mut self, path: &str, message: impl AsRef<str>) {
        self.warnings.push(format!("{path}: {}", message.as_ref()));
    }

    /// Notes how many files were looked at.
    pub(super) fn note(&mut self, files: usize) {
        self.files = files;
    }

    /// Returns how many errors there are.
    pub(super) fn errors(&self) -> usize {
        self.errors.len()
    }

    /// Returns everything, one a line.
    pub(super) fn render(&self) -> String {
        let warnings = self.warnings.iter().map(|warning| format!("warning: {warning}\n"));
        let errors = self.errors.iter().map(|error| format!("error: {error}\n"));
        let sum = format!(
            "tidy: {} files, {} errors, {} warnings\n",
            self.files,
            self.errors.len(),
            self.warnings.len()
        );
        warnings.chain(errors).chain([sum]).collect()
    }
}

#[cfg(test)]
impl Findings {
    /// Returns the messages without their paths.
    pub(super) fn messages(&self) -> Vec<&str> {
        self.errors.iter().chain(&self.warnings).filter_map(|line| Some(line.split_once(": ")?.1)).collect()
    }
}
