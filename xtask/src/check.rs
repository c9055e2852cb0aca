//! What every change must pass besides the tests.

use anyhow::Result;

use crate::dist;
use crate::project::{answer, cargo, command, finish, root};
use crate::wasm::Profile;
use crate::{brought, size, tidy};

const BROWSER_PACKAGES: [&str; 8] = ["-p", "ui", "-p", "engine", "-p", "messages", "-p", "shared"];

/// Formatting, lints on the host and on wasm32, licences and advisories, `tidy`, `size`.
pub fn check() -> Result<()> {
    finish("formatting", &mut cargo(["fmt", "--all", "--check"]))?;
    tidy::tidy()?;
    brought::wasm_target()?;
    let deny = ["--", "-D", "warnings"];
    finish("lints, host", cargo(["clippy", "--locked", "--workspace", "--all-targets"]).args(deny))?;
    let mut browser = cargo(["clippy", "--locked", "--target", "wasm32-unknown-unknown", "--target-dir"]);
    finish("lints, browser", browser.arg(root().join("target/wasm")).args(BROWSER_PACKAGES).args(deny))?;
    deny_check()?;
    size::size(&dist::build(Profile::Phone)?)
}

/// Licences, bans, sources and advisories of all dependencies (deny.toml). The advisories live in a database on
/// the network: where it cannot be reached, that is said, and the rest is checked all the same.
fn deny_check() -> Result<()> {
    let deny = brought::deny()?.to_string_lossy().into_owned();
    finish("dependencies", &mut command(&deny, ["check", "bans", "licenses", "sources"]))?;
    if answer(&mut command(&deny, ["fetch", "db"])).is_none() {
        eprintln!("· advisories: NOT checked, their database cannot be reached");
        return Ok(());
    }
    finish("advisories", &mut command(&deny, ["check", "--disable-fetch", "advisories"]))
}
