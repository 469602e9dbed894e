//! The namespace of an object: whose data sources a server uses (spec 00-overview, 4.1).

/// Returns what is wrong with a namespace, in the words of the reference.
pub(super) fn fault(namespace: &str) -> Option<&'static str> {
    if let Some(id) = namespace.strip_prefix("org-") {
        return match positive(id) {
            None => Some("invalid org id"),
            Some(1) => Some("use default rather than org-1"),
            Some(_) => None,
        };
    }
    let is_bad = namespace.strip_prefix("stacks-").is_some_and(|id| positive(id).is_none());
    is_bad.then_some("invalid stack id")
}

/// Reads decimal digits with an optional sign as a number of at least 1 that fits into 64 bits.
fn positive(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number| *number >= 1)
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn only_numbered_namespaces_can_be_bad() {
        for (namespace, expected) in [
            ("", None),
            ("default", None),
            ("org-2", None),
            ("org-+5", None),
            ("Org-1", None),
            ("stacks-5", None),
            ("stack-x", None),
            ("org-9223372036854775807", None),
            ("org-", Some("invalid org id")),
            ("org-0", Some("invalid org id")),
            ("org--2", Some("invalid org id")),
            ("org-x", Some("invalid org id")),
            ("org-1_0", Some("invalid org id")),
            ("org-9223372036854775808", Some("invalid org id")),
            ("org-1", Some("use default rather than org-1")),
            ("org-01", Some("use default rather than org-1")),
            ("stacks-0", Some("invalid stack id")),
            ("stacks-1.5", Some("invalid stack id")),
        ] {
            assert_eq!(fault(namespace), expected, "{namespace}");
        }
    }
}
