//! What a file holds: documents, each at its place, and how a new text goes back there.
//!
//! A file is never printed anew: the text of a document is replaced where it stands, everything around it stays byte
//! for byte.

mod codec;
mod json;
mod node;
mod position;
mod resources;
mod shapes;
mod template;
mod yaml;

pub(crate) use codec::Codec;
pub(crate) use node::{Kind, Node};
pub(crate) use position::{Position, begins, error_position, positions};
pub(crate) use resources::Resources;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

/// What a file holds.
#[derive(Debug)]
pub(crate) enum Content<'f> {
    /// Documents, in the order of the file.
    Parts(Vec<Part<'f>>),
    /// Nothing for us.
    Skipped(Skip),
    /// The file is at fault.
    Broken(Box<dashlift::Error>),
}

/// A document in a file.
#[derive(Debug)]
pub(crate) struct Part<'f> {
    /// Where it stands in the file, as people read it: empty for the whole file, else such as `/2`, `/data/a.json`.
    pub(crate) place: String,
    /// The document as JSON.
    pub(crate) text: Cow<'f, [u8]>,
    /// Where a new text goes.
    pub(crate) slot: Slot,
}

/// A place in a file and the way a text is written there.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// The bytes that a new text replaces.
    pub(crate) range: Range<usize>,
    /// How the text is written.
    pub(crate) codec: Codec,
}

/// Why a file is none of our business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Skip {
    /// Nothing in it is a dashboard.
    NotADashboard,
    /// It is neither JSON nor YAML, and looks like no dashboard either.
    NotADocument,
    /// It is the template of a document.
    Template,
    /// It is larger than a document may be.
    TooLarge,
}

impl Skip {
    /// Returns the stable name, as reports have it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::NotADashboard => "not-a-dashboard",
            Self::NotADocument => "not-a-document",
            Self::Template => "template",
            Self::TooLarge => "too-large",
        }
    }

    /// Returns the reason in words.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::NotADashboard => "no dashboard in it",
            Self::NotADocument => "neither JSON nor YAML",
            Self::Template => "a template: lift what it renders",
            Self::TooLarge => "larger than 256 MiB",
        }
    }
}

/// Reads what a file holds.
pub(crate) fn read<'f>(
    path: &Path,
    bytes: &'f [u8],
    family: Option<&str>,
    resources: Resources,
) -> Content<'f> {
    if bytes.len() > dashlift::json::MAX_SIZE {
        return Content::Skipped(Skip::TooLarge);
    }
    if is_yaml(path, bytes) { yaml::read(bytes, resources) } else { json::read(bytes, family, resources) }
}

/// A file is YAML by its name; stdin, which has none, is JSON if it begins so.
fn is_yaml(path: &Path, bytes: &[u8]) -> bool {
    let has_extension =
        |known| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(known));
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let is_nameless = path.as_os_str() == "-" || path.as_os_str() == "<stdin>";
    has_extension("yaml")
        || has_extension("yml")
        || is_nameless && !bytes.starts_with(b"{") && !bytes.starts_with(b"[")
}

/// Puts new texts in the places of documents, each with its part; the parts are in the order of the file.
///
/// A file of YAML is read again, so that what comes out holds the new texts and nothing else.
///
/// # Errors
/// If a text cannot be written where its document stands, in words.
pub(crate) fn replace(
    path: &Path,
    file: &[u8],
    texts: &[(&Part<'_>, &[u8])],
    may_reformat: bool,
    resources: Resources,
) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(file.len());
    let mut done = 0;
    for (part, text) in texts {
        let Slot { range, codec } = &part.slot;
        out.extend_from_slice(file.get(done..range.start).unwrap_or_default());
        out.extend_from_slice(&codec.encode(text, may_reformat)?);
        done = range.end;
    }
    out.extend_from_slice(file.get(done..).unwrap_or_default());
    if is_yaml(path, file) {
        yaml::verify(&out, texts, resources)?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_the_documents_stays() {
        let part =
            |range| Part { place: String::new(), text: b"".into(), slot: Slot { range, codec: Codec::Raw } };
        let (first, second) = (part(1..2), part(4..4));
        let texts: [(&Part<'_>, &[u8]); 2] = [(&first, b"X"), (&second, b"YZ")];
        let file = replace(Path::new("a.json"), b"abcdef", &texts, false, Resources::Opened);
        assert_eq!(file.as_deref(), Ok(&b"aXcdYZef"[..]));
    }
}
