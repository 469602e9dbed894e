//! The commands of `docs/regions.md`, with a copy of `examples/regions`.

mod program;

use program::program;
use std::path::Path;
use std::process::Command;

#[test]
fn the_commands_show_what_the_page_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = std::fs::read_to_string(root.join("docs/regions.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root.join("examples/regions/layout.json"), folder.path().join("layout.json")).unwrap();
    let block = page.split("```console\n").nth(1).unwrap().split("```").next().unwrap();
    let commands: Vec<&str> = block.split("$ dashlift ").skip(1).collect();
    assert_eq!(commands.len(), 3);
    for example in commands {
        let (command, expected) = example.split_once('\n').unwrap();
        let output =
            Command::new(program()).args(command.split(' ')).current_dir(folder.path()).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected, "{command}");
    }
}
