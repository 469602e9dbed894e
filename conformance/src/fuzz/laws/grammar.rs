//! The core reads RFC 8259 in UTF-8, 256 containers deep, and nothing else.

use super::{Evidence, Verdict, holds, show};
use crate::fuzz::judge;
use crate::protocol::Verb;

/// Containers nest at most this deep (design section 2).
const MAX_DEPTH: usize = 256;

pub(super) fn check(evidence: &Evidence<'_>) -> Verdict {
    if evidence.sample.verb == Verb::Plan {
        return Verdict::Holds;
    }
    let document = &evidence.sample.document;
    let answer = evidence.detect(document);
    let code = answer.error_code();
    let wrong = |expected: &str| Verdict::Broken(format!("expected {expected}, found {}", show(&answer)));
    let Some(text) = judge::text(document) else {
        return if code.as_deref() == Some("invalid-utf8") {
            Verdict::Holds
        } else {
            wrong("`invalid-utf8`")
        };
    };
    let valid = judge::is_json(document);
    let deep = judge::depth(text) > MAX_DEPTH;
    match code.as_deref() {
        None => holds(valid && !deep, || {
            format!("{} is accepted", if deep { "great depth" } else { "a bad text" })
        }),
        Some("invalid-json") if !valid => Verdict::Holds,
        Some("too-deep") if deep || !valid => Verdict::Holds,
        Some(_) if deep => wrong("`too-deep`"),
        Some(_) => wrong(if valid { "no error" } else { "`invalid-json`" }),
    }
}
