//! Changes texts byte by byte, so that readers meet what no printer writes.

use fastrand::Rng;

/// What mutations put in: pieces that mean something to a reader of JSON or of dashboards.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud83d",
    b"\\udc00",
    b"\0",
    b"\r\n",
    b"\r",
    b"\t",
    b"\x0b",
    b"\xef\xbb\xbf",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xff",
    b"\xe2\x82",
    b"-",
    b"+",
    b".",
    b"e",
    b"E+",
    b"00",
    b"1e400",
    b"-0",
    b"NaN",
    b"Infinity",
    b"null",
    b"true",
    b"//",
    b"/**/",
    b"[[[[[[[[",
    b"{\"a\":",
    b"\"schemaVersion\":42,",
    b"\"schemaVersion\":\"41\",",
    b"\"panels\":[],",
];

/// Changes a text in a few places.
pub fn mutate(bytes: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    for _ in 0..rng.usize(1..5) {
        mutate_once(bytes, other, rng);
    }
}

fn mutate_once(bytes: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    let place = rng.usize(..=bytes.len());
    let range = |rng: &mut Rng, length: usize| {
        let start = rng.usize(..=length);
        start..(start + rng.usize(..32)).min(length)
    };
    match rng.u8(..9) {
        0 => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 << rng.u8(..8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte = rng.u8(..);
            }
        }
        2 => drop(bytes.drain(range(rng, bytes.len()))),
        3 | 4 => {
            let piece = rng.choice(PIECES).copied().unwrap_or_default();
            bytes.splice(place..place, piece.iter().copied());
        }
        5 => {
            let copied = bytes.get(range(rng, bytes.len())).unwrap_or_default().to_vec();
            bytes.splice(place..place, copied);
        }
        6 => {
            let taken = other.get(range(rng, other.len())).unwrap_or_default().to_vec();
            let replaced = range(rng, bytes.len());
            bytes.splice(replaced, taken);
        }
        7 if rng.u8(..4) == 0 => bytes.truncate(place),
        7 => bytes.extend_from_slice(rng.choice(PIECES).copied().unwrap_or_default()),
        _ => {
            let piece = b"[".repeat(rng.usize(1..300));
            bytes.splice(place..place, piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mutations_are_reproducible_and_reach_every_kind_of_breakage() {
        let text = br#"{"title":"Fleet","panels":[{"id":1}]}"#;
        let run = |seed| {
            let mut bytes = text.to_vec();
            mutate(&mut bytes, b"[1,2,3]", &mut Rng::with_seed(seed));
            bytes
        };
        let mutants: Vec<Vec<u8>> = (0..3000).map(run).collect();
        assert_eq!(mutants, (0..3000).map(run).collect::<Vec<_>>());
        let any = |wanted: fn(&[u8]) -> bool| assert!(mutants.iter().any(|bytes| wanted(bytes)));
        any(|bytes| str::from_utf8(bytes).is_err());
        any(|bytes| bytes.len() < 20);
        any(|bytes| bytes.len() > 200);
        any(|bytes| serde_json::from_slice::<serde_json::Value>(bytes).is_ok());
        any(|bytes| bytes.starts_with(b"\xef\xbb\xbf"));
    }
}
