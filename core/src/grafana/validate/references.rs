//! How a text names variables: `$name`, `${name}`, `${name:format}`, `${name.field}`, `[[name]]`, `[[name:format]]`
//! (Grafana's documentation, "Variable syntax").

use std::collections::BTreeSet;

/// Returns the names of the variables that a dashboard has to define for a text.
///
/// Left out is what only looks like one: what Grafana defines (`$__interval`, all of it begins with `__`), what the text
/// defines (`$port` after `(?P<port>…)`), groups (`$1`), templates (`{{$labels.job}}`), parameters of a URL
/// (`?$filter=`).
pub(super) fn references(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some((before, from)) = rest.find(['$', '[', '{']).and_then(|at| rest.split_at_checked(at)) {
        let name = if let Some(inner) = from.strip_prefix("{{") {
            // What is not closed hides the rest: looking for the end once more for each would not be linear.
            rest = inner.split_once("}}").map_or("", |(_, behind)| behind);
            continue;
        } else if let Some(inner) = from.strip_prefix("${") {
            name_before(inner, &["}", ":", ".", "["])
        } else if let Some(inner) = from.strip_prefix("[[") {
            name_before(inner, &["]]", ":"])
        } else if let Some(inner) = from.strip_prefix('$') {
            let is_parameter = before.ends_with(['?', '&']) && word(inner).1.starts_with('=');
            if is_parameter { None } else { name_before(inner, &[""]) }
        } else {
            None
        };
        names.extend(name.filter(|name| !name.starts_with("__")).map(str::to_owned));
        rest = from.get(1..).unwrap_or_default();
    }
    for group in text.split("(?").skip(1) {
        let group = group.strip_prefix('P').unwrap_or(group);
        if let Some(inner) = group.strip_prefix('<') {
            names.remove(word(inner).0);
        }
    }
    names
}

/// Returns the name that a text begins with, if one of these follows.
fn name_before<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    let (name, behind) = word(text);
    let is_name = name.starts_with(|first: char| !first.is_ascii_digit());
    (is_name && ends.iter().any(|end| behind.starts_with(end))).then_some(name)
}

/// Splits a text behind its first word.
fn word(text: &str) -> (&str, &str) {
    let end = text.find(|character: char| !character.is_ascii_alphanumeric() && character != '_');
    text.split_at_checked(end.unwrap_or(text.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(references(text).into_iter().collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn every_spelling_names_its_variable() {
        check("$a.b ${c} ${d:csv} ${e.text} ${f[0]} [[g]] [[h:regex]]", &["a", "c", "d", "e", "f", "g", "h"]);
        check("rate(x{job=~\"$job\"}[$rate]) / $job_2", &["job", "job_2", "rate"]);
        check("$$a $a$b", &["a", "b"]);
        check("é$ä$b", &["b"]);
    }

    #[test]
    fn what_only_looks_like_a_reference_is_none() {
        check("$__interval ${__field.labels.x} [[__from]]", &[]);
        check("^a$|b$ $1 ${1} $ ${} [[]] [[:alpha:]] [[a-z]] ${a b}", &[]);
        check("{{ $labels.job }} $a {{ $b", &["a"]);
        check(
            "label_replace(x, \"y\", \"$host:$2\", \"z\", \"(?P<host>.*):(?<port>.*)\") $port $site",
            &["site"],
        );
        check("/api?$filter=a&$top=1&x=$x&$y", &["x", "y"]);
    }
}
