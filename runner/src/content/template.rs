//! Templates of documents: Helm, Go, Jinja, Terraform.

/// Returns whether a text has template syntax where JSON has none: outside strings, or a directive anywhere.
///
/// `{{host}}` within a string is Grafana's own syntax for legends, so strings do not count.
pub(super) fn is_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(index) = rest.find(['"', '{', '$', '%']) {
        let (_, found) = rest.split_at(index);
        if let Some(string) = found.strip_prefix('"') {
            rest = behind_string(string);
            continue;
        }
        if ["{{", "{%", "{#", "${", "%{"].iter().any(|sign| found.starts_with(sign)) {
            return true;
        }
        rest = found.get(1..).unwrap_or_default();
    }
    false
}

/// Returns what follows a string; a string ends with its line at the latest.
fn behind_string(string: &str) -> &str {
    let mut escaped = false;
    for (index, character) in string.char_indices() {
        match character {
            '\n' => return string.get(index..).unwrap_or_default(),
            '"' if !escaped => return string.get(index + 1..).unwrap_or_default(),
            _ => escaped = character == '\\' && !escaped,
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::is_template;

    #[test]
    fn only_what_stands_outside_of_strings_counts() {
        for text in [
            r#"{"a": {{ .Values.a }}}"#,
            r#"{{- if .Values.on }}{"a": 1}{{ end }}"#,
            r#"{"a": ${var.a}}"#,
            "{% if a %}{}{% endif %}",
            r#"{"a": "b\"", "c": %{ if x }1%{ endif }}"#,
        ] {
            assert!(is_template(text), "{text}");
        }
        for text in [r#"{"legendFormat": "{{host}} ${x}"}"#, r#"{"a": "\"{{"}"#, "{ { 1", "", "100%"] {
            assert!(!is_template(text), "{text}");
        }
    }
}
