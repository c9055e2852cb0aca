//! What a fresh machine may lack: brought where that is allowed, otherwise asked for in one sentence.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::project::{answer, cargo, command, finish, root};

const WASM: &str = "wasm32-unknown-unknown";
const DENY: &str = "0.20.2";

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

/// The checker of dependencies: one of this version on the path, or our own copy under target/, built once in
/// about two minutes (not optimised: it runs for a few seconds).
pub fn deny() -> Result<PathBuf> {
    if answer(&mut command("cargo-deny", ["--version"])).is_some_and(|line| line.ends_with(DENY)) {
        return Ok("cargo-deny".into());
    }
    let tools = root().join("target/tools");
    let program = tools.join("bin/cargo-deny");
    if !program.is_file() {
        let mut install = cargo(["install", "--locked", "--debug", "--config", "profile.dev.debug=false"]);
        install.args(["--version", DENY, "cargo-deny", "--root"]).arg(&tools);
        finish("cargo install cargo-deny", &mut install)?;
    }
    Ok(program)
}

/// The browser of the tests: `$CHROMIUM`, or the first one on the path; installed when that is allowed.
pub fn chromium() -> Result<PathBuf> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    let is_root = answer(&mut command("id", ["-u"])).is_some_and(|id| id == "0");
    let sudo = !is_root && answer(&mut command("sudo", ["-n", "true"])).is_some();
    if is_root || sudo {
        let script = "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium";
        let mut install =
            if is_root { command("sh", ["-c", script]) } else { command("sudo", ["-n", "sh", "-c", script]) };
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
