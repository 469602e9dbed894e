//! Modes, owners, links: what a file is besides its bytes, and files that may not be touched.
#![cfg(unix)]

use crate::run::{Folder, Ran, V41, V42, command, ran};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;

/// A user who is not root and not the owner of anything.
const NOBODY: u32 = 65_534;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Runs `dashlift` as somebody whom the system may refuse something, which it never does to root; nothing if that user
/// cannot even reach the program.
fn run_as_mortal(folder: &Folder, arguments: &[&str]) -> Option<Ran> {
    let mut command = command(arguments);
    command.current_dir(folder.path(""));
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
        if command.spawn().map(|mut child| child.kill().and_then(|()| child.wait())).is_err() {
            eprintln!("skipped: only root reaches {}", command.get_program().display());
            return None;
        }
    }
    Some(ran(&mut command, b""))
}

/// Gives a folder and what is in it to that user.
fn give(folder: &Folder) {
    if is_root() {
        chown(folder.path(""), Some(NOBODY), Some(NOBODY)).unwrap();
        for name in folder.names() {
            chown(folder.path(&name), Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
}

#[test]
fn mode_and_owner_stay() {
    let folder = Folder::with(&[("a.json", V41)]);
    set_mode(&folder.path("a.json"), 0o640);
    if is_root() {
        chown(folder.path("a.json"), Some(1234), Some(2345)).unwrap();
    }
    let before = fs::metadata(folder.path("a.json")).unwrap();
    assert_eq!(folder.run(&["migrate", "-w", "."]).code, 0);
    let after = fs::metadata(folder.path("a.json")).unwrap();
    assert_ne!(folder.read("a.json"), V41);
    let kept = |file: &fs::Metadata| (file.mode(), file.uid(), file.gid());
    assert_eq!(kept(&after), kept(&before));
}

#[test]
fn a_new_file_is_for_everybody_who_may_look_into_its_folder() {
    let folder = Folder::with(&[("a.json", V42)]);
    assert_eq!(folder.run(&["migrate", ".", "--out-dir", "out"]).code, 0);
    assert_eq!(fs::metadata(folder.path("out/a.json")).unwrap().mode() & 0o777, 0o644);
}

#[test]
fn a_link_stays_a_link_and_its_file_is_written() {
    let folder = Folder::with(&[("real/a.dashboard", V41)]);
    symlink("real/a.dashboard", folder.path("a.json")).unwrap();
    assert_eq!(folder.run(&["migrate", "-w", "a.json"]).code, 0);
    assert_eq!(fs::read_link(folder.path("a.json")).unwrap(), Path::new("real/a.dashboard"));
    assert_ne!(folder.read("real/a.dashboard"), V41);
    assert_eq!(fs::read_dir(folder.path("real")).unwrap().count(), 1);
}

#[test]
fn a_read_only_file_is_not_written_even_by_root() {
    let folder = Folder::with(&[("a.json", V41), ("b.json", V42)]);
    set_mode(&folder.path("a.json"), 0o444);
    set_mode(&folder.path("b.json"), 0o444);
    folder.run(&["migrate", "-w", "."]).gives(
        1,
        "a.json: error: cannot be written: the file is read-only [unwritable]\n1 was up to date, 1 failed\n",
        "",
    );
    assert_eq!((folder.read("a.json").as_str(), folder.names().len()), (V41, 2));
}

#[test]
fn in_a_read_only_folder_nothing_is_written() {
    let folder = Folder::with(&[("a.json", V41)]);
    give(&folder);
    set_mode(&folder.path(""), 0o555);
    let ran = run_as_mortal(&folder, &["migrate", "-w", "."]);
    set_mode(&folder.path(""), 0o755);
    let Some(ran) = ran else { return };
    assert!(
        ran.code == 1 && ran.text().starts_with("a.json: error: cannot be written: Permission denied"),
        "{ran:?}"
    );
    assert!(ran.text().ends_with(" [unwritable]\n1 failed\n"), "{ran:?}");
    assert_eq!((folder.read("a.json").as_str(), folder.names().len()), (V41, 1));
}

#[test]
fn the_file_of_somebody_else_is_not_taken_over() {
    if !is_root() {
        eprintln!("skipped: only root can give a file to somebody else");
        return;
    }
    let folder = Folder::with(&[("a.json", V41)]);
    give(&folder);
    chown(folder.path("a.json"), Some(1234), Some(1234)).unwrap();
    let Some(ran) = run_as_mortal(&folder, &["migrate", "-w", "."]) else { return };
    assert!(ran.code == 1 && ran.text().contains("cannot be written: Operation not permitted"), "{ran:?}");
    assert_eq!((folder.read("a.json").as_str(), folder.names().len()), (V41, 1));
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_go_on() {
    let folder = Folder::with(&[("a.json", V41), ("b.json", V41)]);
    give(&folder);
    set_mode(&folder.path("a.json"), 0o000);
    let Some(ran) = run_as_mortal(&folder, &["check", "."]) else { return };
    let lines: Vec<&str> = ran.text().lines().collect();
    assert!(ran.code == 1 && lines.len() == 3, "{ran:?}");
    assert!(lines[0].starts_with("a.json: error: cannot be read: Permission denied"), "{ran:?}");
    assert!(lines[0].ends_with(" [unreadable]"), "{ran:?}");
    assert_eq!(lines[1..], ["b.json: grafana@41 -> grafana@42: would change", "1 would change, 1 failed"]);
    let Some(ran) = run_as_mortal(&folder, &["hash", "."]) else { return };
    assert!(ran.code == 1 && ran.text().ends_with("  b.json\n"), "{ran:?}");
}

#[test]
fn a_folder_that_cannot_be_read_is_told_and_the_others_go_on() {
    let folder = Folder::with(&[("closed/a.json", V41), ("b.json", V41)]);
    give(&folder);
    set_mode(&folder.path("closed"), 0o000);
    let ran = run_as_mortal(&folder, &["check", "."]);
    set_mode(&folder.path("closed"), 0o755);
    let Some(ran) = ran else { return };
    let lines: Vec<&str> = ran.text().lines().collect();
    assert_eq!(
        (ran.code, lines.as_slice()),
        (
            1,
            &[
                "b.json: grafana@41 -> grafana@42: would change",
                "closed: error: cannot be read: Permission denied (os error 13) [unreadable]",
                "1 would change, 1 failed",
            ][..]
        ),
        "{ran:?}"
    );
}
