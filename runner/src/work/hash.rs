//! The hash of a document: that of its canonical form, in which order and spelling make no difference.

use dashlift::{Error, Style, format};
use sha2::{Digest, Sha256};

/// Returns SHA-256 of a document's canonical form (RFC 8785), in hexadecimal digits.
///
/// # Errors
/// If the document has no canonical form.
pub(crate) fn hash(document: &[u8]) -> Result<String, Error> {
    let canonical = format(document, Style::Canonical)?;
    Ok(Sha256::digest(&canonical).iter().map(|byte| format!("{byte:02x}")).collect())
}
