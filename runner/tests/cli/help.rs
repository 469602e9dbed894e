//! Help and version: on stdout, at most 80 columns wide, without colour in a pipe.

use crate::run::dashlift;

#[test]
fn help_fits_80_columns() {
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["migrate", "--help"],
        &["detect", "--help"],
        &["plan", "--help"],
        &["format", "--help"],
        &["families", "--help"],
    ] {
        let ran = dashlift(arguments, b"");
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        for line in ran.text().lines() {
            assert!(line.chars().count() <= 80, "{arguments:?}: {line}");
        }
        assert!(!ran.text().contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn help_names_every_verb_and_every_exit_code() {
    let ran = dashlift(&["--help"], b"");
    for verb in ["migrate", "detect", "plan", "format", "families"] {
        assert!(ran.text().contains(&format!("  {verb} ")), "{verb}");
    }
    for code in ["   0  ", "   1  ", "   4  ", "   5  ", "  64  "] {
        assert!(ran.text().contains(code), "{code}");
    }
}

#[test]
fn version_is_the_package_version() {
    let ran = dashlift(&["--version"], b"");
    assert_eq!((ran.code, ran.text()), (0, concat!("dashlift ", env!("CARGO_PKG_VERSION"), "\n")));
}
