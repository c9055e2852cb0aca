//! What a fresh machine may lack: brought where that is allowed, otherwise asked for in one sentence.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::project::{answer, command, finish};

const WASM: &str = "wasm32-unknown-unknown";

/// The target of the app's modules.
pub fn wasm_target() -> Result<()> {
    let library = answer(&mut command("rustc", ["--print", "target-libdir", "--target", WASM]));
    if library.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    if finish("rustup target add", &mut command("rustup", ["target", "add", WASM])).is_err() {
        bail!("The Rust target {WASM} is missing: install it with `rustup target add {WASM}`.");
    }
    Ok(())
}

/// The browser of the tests: `$CHROMIUM`, or the first one on the path; installed when that is allowed.
pub fn chromium() -> Result<PathBuf> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    let root = answer(&mut command("id", ["-u"])).is_some_and(|id| id == "0");
    let sudo = !root && answer(&mut command("sudo", ["-n", "true"])).is_some();
    if root || sudo {
        let script = "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium";
        let mut install =
            if root { command("sh", ["-c", script]) } else { command("sudo", ["-n", "sh", "-c", script]) };
        finish("apt-get install chromium", &mut install)?;
    }
    match find_chromium() {
        Some(found) => Ok(found),
        None => bail!(
            "The tests need Chromium: install it with `apt-get install chromium`, or name it in $CHROMIUM."
        ),
    }
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
}
