//! What every change must pass besides the tests.

use anyhow::Result;

use crate::dist;
use crate::project::{answer, cargo, finish, root};
use crate::wasm::Profile;
use crate::{brought, size, tidy};

const BROWSER_PACKAGES: [&str; 8] = ["-p", "ui", "-p", "engine", "-p", "messages", "-p", "shared"];

/// Formatting, lints on the host and on wasm32, licences and advisories, `tidy`, `size`.
pub fn check() -> Result<()> {
    finish("formatting", &mut cargo(["fmt", "--all", "--check"]))?;
    tidy::tidy()?;
    brought::wasm_target()?;
    let deny = ["--", "-D", "warnings"];
    finish(
        "lints, host",
        cargo(["clippy", "--locked", "--workspace", "--all-targets", "--exclude", "ui"]).args(deny),
    )?;
    let mut browser = cargo(["clippy", "--locked", "--target", "wasm32-unknown-unknown", "--target-dir"]);
    finish("lints, browser", browser.arg(root().join("target/wasm")).args(BROWSER_PACKAGES).args(deny))?;
    deny_check()?;
    size::size(&dist::build(Profile::Phone)?)
}

/// Licences, advisories, doubles and sources of all dependencies (deny.toml).
fn deny_check() -> Result<()> {
    if answer(&mut cargo(["deny", "--version"])).is_none() {
        finish("installing cargo-deny", &mut cargo(["install", "--locked", "cargo-deny"]))?;
    }
    finish("dependencies", &mut cargo(["deny", "--all-features", "check"]))
}
