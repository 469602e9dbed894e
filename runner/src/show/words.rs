//! Numbers and lists in English.

/// Returns a count with its noun: `1 file`, `2 files`.
pub(super) fn counted(count: usize, one: &str) -> String {
    let end = match (count, one.strip_suffix("ss")) {
        (1, _) => "",
        (_, Some(_)) => "es",
        _ => "s",
    };
    format!("{count} {one}{end}")
}

/// Returns the form of a verb that goes with a count.
pub(super) fn by_count<'w>(count: usize, one: &'w str, many: &'w str) -> &'w str {
    if count == 1 { one } else { many }
}

/// Returns a text cut to so many characters.
pub(super) fn cut(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_go_with_their_count() {
        let counted = [counted(1, "file"), counted(0, "file"), counted(1, "loss"), counted(2, "loss")];
        assert_eq!(counted, ["1 file", "0 files", "1 loss", "2 losses"]);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut("é", 1), "é");
        assert_eq!(cut("éé", 1), "é…");
    }
}
