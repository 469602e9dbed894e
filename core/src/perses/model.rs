//! What validation and the bridge know of a Perses dashboard (spec 10-model).

/// How the values of a list variable can be sorted, in the order of Grafana's numbers.
pub(super) const SORTS: [&str; 7] = [
    "none",
    "alphabetical-asc",
    "alphabetical-desc",
    "numerical-asc",
    "numerical-desc",
    "alphabetical-ci-asc",
    "alphabetical-ci-desc",
];

/// The longest identifier, in bytes.
const LONGEST: usize = 75;

/// Says what is wrong with an identifier (2.1).
pub(super) fn identifier_fault(name: &str) -> Option<&'static str> {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    if name.is_empty() {
        Some("name cannot be empty")
    } else if name.len() > LONGEST {
        Some("cannot contain more than 75 characters")
    } else if !name.bytes().all(is_allowed) {
        Some("only letters, digits, `_`, `-` and `.` are allowed")
    } else if name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        Some("a `.` stands neither first nor last nor beside another one")
    } else {
        None
    }
}
