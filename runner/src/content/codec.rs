//! How the text of a document is written where it stands.

use super::yaml::{Flow, Mapping, Scalar};
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
    /// As a scalar of YAML.
    YamlScalar(Scalar),
    /// As JSON within YAML.
    YamlFlow(Flow),
    /// As a mapping of YAML.
    YamlMapping(Mapping),
    /// Packed with gzip and base64, and then written as this says.
    Gzip(Box<Codec>),
}

impl Codec {
    /// Writes a document; `may_reformat` says whether comments in it may go.
    ///
    /// # Errors
    /// If the document cannot be written here, in words.
    pub(crate) fn encode(&self, text: &[u8], may_reformat: bool) -> Result<Vec<u8>, String> {
        let utf8 = || std::str::from_utf8(text).map_err(|error| error.to_string());
        match self {
            Self::Raw => Ok(text.to_vec()),
            Self::JsonString => serde_json::to_vec(utf8()?).map_err(|error| error.to_string()),
            Self::YamlScalar(scalar) => scalar.encode(utf8()?).map(String::into_bytes),
            Self::YamlFlow(flow) => Ok(flow.encode(utf8()?).into_bytes()),
            Self::YamlMapping(mapping) => mapping.encode(utf8()?, may_reformat).map(String::into_bytes),
            Self::Gzip(inner) => {
                // Without a time, so that the same document gives the same bytes.
                let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
                packed.write_all(text).map_err(|error| error.to_string())?;
                let packed = packed.finish().map_err(|error| error.to_string())?;
                inner.encode(STANDARD.encode(packed).as_bytes(), may_reformat)
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
        let packed = Codec::Gzip(Box::new(Codec::JsonString)).encode(b"{\"title\": \"A\"}", false).unwrap();
        let text: String = serde_json::from_slice(&packed).unwrap();
        assert_eq!(gunzipped(&text).as_deref(), Some(&b"{\"title\": \"A\"}"[..]));
        assert_eq!(gunzipped("{}"), None);
        assert_eq!(gunzipped("H4sI"), None);
    }
}
