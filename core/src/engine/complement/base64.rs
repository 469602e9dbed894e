//! Base64 (RFC 4648, section 4).

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes as text.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, place| bits << 8 | usize::from(*group.get(place).unwrap_or(&0)));
        for place in 0..4 {
            let letter = ALPHABET.get(bits >> (18 - place * 6) & 0x3F).filter(|_| place <= group.len());
            out.push(char::from(*letter.unwrap_or(&b'=')));
        }
    }
    out
}

/// Reads what [`encode`] writes; nothing for any other text.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut values = [None; 256];
    for (value, letter) in (0u32..).zip(ALPHABET) {
        *values.get_mut(usize::from(*letter))? = Some(value);
    }
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let letters = text.trim_end_matches('=').as_bytes();
    if !text.len().is_multiple_of(4) || text.len() - letters.len() > 2 {
        return None;
    }
    for group in letters.chunks(4) {
        let mut bits = 0;
        for place in 0..4 {
            let value = group.get(place).map_or(Some(0), |letter| *values.get(usize::from(*letter))?)?;
            bits = bits << 6 | value;
        }
        let [_, bytes @ ..] = bits.to_be_bytes();
        out.extend(bytes.iter().take(group.len() - 1));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn texts_are_those_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&encode(&all)), Some(all));
        for text in ["Z", "Zg", "Zg=", "Z===", "====", "Zm9v!A==", "Zm 9", "Zmé="] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
