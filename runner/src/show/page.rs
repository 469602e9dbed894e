//! A page of Markdown for GitHub that is never longer than it may be.

use super::paint::clean;

/// How long a comment on GitHub may be. It counts characters; bytes are never fewer.
const LIMIT: usize = 65_536;

/// What a section needs beside its rows.
const AROUND: usize = 300;

/// A table.
#[derive(Debug)]
pub(super) struct Section {
    title: &'static str,
    is_folded: bool,
    head: String,
    rows: Vec<String>,
}

impl Section {
    /// Makes a table that is there to be read.
    pub(super) fn new(title: &'static str, columns: &[&str]) -> Self {
        let head = format!("| {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len()));
        Self { title, is_folded: false, head, rows: Vec::new() }
    }

    /// Makes a table that is there to be looked up; its title follows its number of rows.
    pub(super) fn folded(title: &'static str, columns: &[&str]) -> Self {
        Self { is_folded: true, ..Self::new(title, columns) }
    }

    /// Appends a row; its cells are Markdown.
    pub(super) fn row(&mut self, cells: &[String]) {
        self.rows.push(format!("| {} |\n", cells.join(" | ")));
    }
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// Begins a page with a heading.
    pub(super) fn new(heading: &str) -> Self {
        Self { text: format!("{heading}\n") }
    }

    /// Appends a paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.text += &format!("\n{text}\n");
    }

    /// Appends a table unless it is empty, with as many rows as fit into half of the room that is left.
    pub(super) fn section(&mut self, section: &Section) {
        let all = section.rows.len();
        let mut room =
            (LIMIT.saturating_sub(self.text.len()) / 2).saturating_sub(AROUND + section.head.len());
        let fits = |row: &&String| {
            let fits = row.len() <= room;
            room = if fits { room - row.len() } else { 0 };
            fits
        };
        let rows: Vec<&str> = section.rows.iter().take_while(fits).map(String::as_str).collect();
        if all == 0 {
            return;
        }
        match (section.is_folded, section.title) {
            (true, title) => self.paragraph(&format!("<details><summary>{all} {title}</summary>")),
            (false, "") => {}
            (false, title) => self.paragraph(&format!("**{title}**")),
        }
        self.text += &format!("\n{}{}", section.head, rows.concat());
        if rows.len() < all {
            let more = all - rows.len();
            self.paragraph(&format!(
                "{more} more of {all} are left out here; `--report FILE` writes them all."
            ));
        }
        if section.is_folded {
            self.paragraph("</details>");
        }
    }

    /// Returns the text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Returns text for a cell: nothing in it is markup, mentions anybody or refers to an issue.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', character]),
            // Behind these a blank without a width: GitHub looks for names and numbers.
            '@' | '#' => out.extend([character, '\u{200b}']),
            other => out.push(other),
        }
    }
    out
}

/// Returns a name for a cell.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') { escaped(text) } else { format!("`{}`", clean(text).replace('|', "\\|")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text() {
        assert_eq!(escaped("a|b\n<i> `x` @me #1"), "a\\|b &lt;i&gt; \\`x\\` @\u{200b}me #\u{200b}1");
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a`|"), "a\\`\\|");
    }

    #[test]
    fn a_page_says_how_much_it_leaves_out() {
        let mut page = Page::new("### x");
        for title in ["losses", "steps", "files"] {
            let mut section = Section::folded(title, &["a"]);
            (0..5_000).for_each(|number| section.row(&[format!("{number} é{}", "x".repeat(40))]));
            page.section(&section);
        }
        let text = page.finish();
        assert!(text.len() < LIMIT, "{}", text.len());
        assert_eq!(text.matches("more of 5000 are left out here").count(), 3);
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    }

    #[test]
    fn an_empty_section_is_left_out() {
        let mut page = Page::new("### x");
        page.section(&Section::new("At fault", &["a"]));
        assert_eq!(page.finish(), "### x\n");
    }
}
