//! How the text of a document is written where it stands.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use std::io::{Read, Write};

/// The way a document is written in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Codec {
    /// As it is.
    Raw,
    /// As a string of JSON.
    JsonString,
    /// Packed with gzip and base64, and then written as this says.
    Gzip(Box<Codec>),
}

impl Codec {
    /// Writes a document.
    ///
    /// # Errors
    /// If the document cannot be written here, in words.
    pub(crate) fn encode(&self, text: &[u8]) -> Result<Vec<u8>, String> {
        match self {
            Self::Raw => Ok(text.to_vec()),
            Self::JsonString => {
                let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
                serde_json::to_vec(text).map_err(|error| error.to_string())
            }
            Self::Gzip(inner) => {
                // Without a time, so that the same document gives the same bytes.
                let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
                packed.write_all(text).map_err(|error| error.to_string())?;
                let packed = packed.finish().map_err(|error| error.to_string())?;
                inner.encode(STANDARD.encode(packed).as_bytes())
            }
        }
    }
}

/// Unpacks base64 of gzip; nothing if it is something else or larger than a document may be.
pub(super) fn gunzipped(text: &str) -> Option<Vec<u8>> {
    // How the magic number of gzip begins in base64.
    let text: String = text.split_ascii_whitespace().collect();
    let packed = text.starts_with("H4sI").then(|| STANDARD.decode(&text).ok())??;
    let limit = u64::try_from(dashlift::json::MAX_SIZE).ok()?;
    let mut unpacked = Vec::new();
    GzDecoder::new(&*packed).take(limit + 1).read_to_end(&mut unpacked).ok()?;
    (unpacked.len() <= dashlift::json::MAX_SIZE).then_some(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks_again() {
        let packed = Codec::Gzip(Box::new(Codec::JsonString)).encode(b"{\"title\": \"A\"}").unwrap();
        let text: String = serde_json::from_slice(&packed).unwrap();
        assert_eq!(gunzipped(&text).as_deref(), Some(&b"{\"title\": \"A\"}"[..]));
        assert_eq!(gunzipped("{}"), None);
        assert_eq!(gunzipped("H4sI"), None);
    }
}
