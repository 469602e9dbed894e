//! Help and version: on stdout, at most 80 columns wide, without colour in a pipe.

use crate::run::dashlift;

const VERBS: [&str; 11] = [
    "detect",
    "migrate",
    "check",
    "diff",
    "explain",
    "validate",
    "plan",
    "format",
    "hash",
    "families",
    "completions",
];

#[test]
fn help_fits_80_columns() {
    let of_verb = VERBS.iter().flat_map(|verb| [vec![*verb, "-h"], vec![*verb, "--help"]]);
    for arguments in of_verb.chain([vec!["-h"], vec!["--help"], vec!["help", "migrate"]]) {
        let ran = dashlift(&arguments, b"");
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
    for verb in VERBS {
        assert!(ran.text().contains(&format!("\n  {verb} ")), "{verb}");
    }
    for code in [0, 1, 2, 3, 4, 5, 64, 130] {
        assert!(ran.text().contains(&format!("\n{code:4}  ")), "{code}");
    }
}

#[test]
fn the_short_help_of_a_verb_fits_a_page() {
    for verb in VERBS {
        let ran = dashlift(&[verb, "-h"], b"");
        assert!(ran.text().lines().count() <= 50, "{ran:?}");
    }
}

#[test]
fn version_is_the_package_version() {
    let ran = dashlift(&["--version"], b"");
    assert_eq!((ran.code, ran.text()), (0, concat!("dashlift ", env!("CARGO_PKG_VERSION"), "\n")));
}

#[test]
fn completions_name_the_verbs() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = dashlift(&["completions", shell], b"");
        assert!(ran.code == 0 && ran.text().contains("migrate"), "{shell}: {ran:?}");
    }
}
