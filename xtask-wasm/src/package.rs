//! What belongs to the package beside the generated files.

use crate::places::{Places, empty};
use anyhow::{Context, Result};
use serde_json::Value;
use std::ffi::OsString;
use std::path::Path;

/// Files that come from elsewhere.
const TEXTS: &[&str] =
    &["bindings-wasm/js/package.json", "bindings-wasm/README.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Puts the files of `js/` beside a module, with their translation.
pub(crate) fn assemble(places: &Places, out: &Path) -> Result<()> {
    for entry in std::fs::read_dir(places.package.join("js")).context("cannot read `bindings-wasm/js`")? {
        let entry = entry?;
        copy(&entry.path(), &out.join(entry.file_name()))?;
    }
    // TypeScript takes the types of a CommonJS file from a file with this ending.
    copy(&out.join("dashlift.d.ts"), &out.join("dashlift.d.cts"))?;
    // There is one manifest; the files of a part are part of that package.
    std::fs::remove_file(out.join("package.json")).context("cannot leave `package.json` out")?;
    to_common_js(places, out)?;
    strip(places, out)
}

/// Adds what a package has once: the manifest and the texts.
pub(crate) fn complete(places: &Places, out: &Path) -> Result<()> {
    for text in TEXTS {
        let from = places.root.join(text);
        copy(&from, &out.join(from.file_name().unwrap_or_default()))?;
    }
    stamp_version(&out.join("package.json"), &places.version)
}

fn stamp_version(manifest: &Path, version: &str) -> Result<()> {
    let text = std::fs::read_to_string(manifest).context("cannot read `js/package.json`")?;
    let mut value: Value = serde_json::from_str(&text).context("`js/package.json` is no JSON")?;
    value["version"] = version.into();
    std::fs::write(manifest, format!("{value:#}\n")).context("cannot write `package.json`")
}

/// Translates the modules for `require`; in Node, `import` uses the translation too, so that there is one instance.
fn to_common_js(places: &Places, out: &Path) -> Result<()> {
    let folder = out.join("cjs");
    translate(places, &out.join("api.js"), "commonjs", &folder)?;
    std::fs::write(folder.join("package.json"), "{\"type\": \"commonjs\"}\n").context("cannot write `cjs`")
}

/// Takes the comments out of the modules; what a user has to know of them stands in `dashlift.d.ts`.
fn strip(places: &Places, out: &Path) -> Result<()> {
    let folder = out.join("stripped");
    translate(places, &out.join("index.js"), "es2022", &folder)?;
    for entry in std::fs::read_dir(&folder).context("cannot read what was translated")? {
        let entry = entry?;
        std::fs::rename(entry.path(), out.join(entry.file_name())).context("cannot write a module")?;
    }
    std::fs::remove_dir(&folder).context("cannot remove an empty folder")
}

/// Writes a module, and those that it imports, in another module system and without comments.
fn translate(places: &Places, module: &Path, system: &str, folder: &Path) -> Result<()> {
    empty(folder)?;
    let options =
        "--allowJs --moduleResolution node10 --target es2022 --removeComments --skipLibCheck --module";
    let mut command: Vec<OsString> = vec![places.tool("typescript/bin/tsc")?.into()];
    command.extend(options.split(' ').map(OsString::from));
    command.extend([system.into(), "--outDir".into(), folder.into(), module.into()]);
    places.node(&command)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to)
        .map(|_| ())
        .with_context(|| format!("cannot copy `{}` to `{}`", from.display(), to.display()))
}
