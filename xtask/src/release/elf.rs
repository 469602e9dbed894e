//! Whether a program of Linux is static.

/// The kind of a program header that names a dynamic linker.
const INTERPRETER: u64 = 3;

/// Returns whether a 64-bit little-endian ELF program asks for no dynamic linker; anything else gives `None`.
pub(super) fn is_static(program: &[u8]) -> Option<bool> {
    if !program.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let headers = number(program, 32, 8)?;
    let size = number(program, 54, 2)?;
    let count = number(program, 56, 2)?;
    for index in 0..count {
        if number(program, headers.checked_add(index * size)?, 4)? == INTERPRETER {
            return Some(false);
        }
    }
    Some(true)
}

fn number(bytes: &[u8], at: u64, width: usize) -> Option<u64> {
    let rest = bytes.get(usize::try_from(at).ok()?..)?;
    Some(rest.get(..width)?.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a program with two headers of these kinds.
    fn program(kinds: [u8; 2]) -> Vec<u8> {
        let mut bytes = vec![0; 64];
        bytes[..6].copy_from_slice(b"\x7fELF\x02\x01");
        (bytes[32], bytes[54], bytes[56]) = (64, 56, 2);
        for kind in kinds {
            bytes.push(kind);
            bytes.extend([0; 55]);
        }
        bytes
    }

    #[test]
    fn a_dynamic_linker_is_found() {
        assert_eq!(is_static(&program([1, 2])), Some(true));
        assert_eq!(is_static(&program([1, 3])), Some(false));
    }

    #[test]
    fn what_is_no_such_program_is_neither() {
        assert_eq!(is_static(b"MZ"), None);
        assert_eq!(is_static(&program([1, 3])[..130]), Some(false));
        assert_eq!(is_static(&program([1, 3])[..120]), None);
    }
}
