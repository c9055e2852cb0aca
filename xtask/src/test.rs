//! `cargo xtask test`: every test there is, with what each needs built first.

use anyhow::Result;

use crate::dist;
use crate::project::{cargo, finish, root};
use crate::wasm::{self, Profile};
use crate::{brought, run};

/// Builds what the browser tests drive, then runs all tests. The browser ones come last, one at a time: they
/// share two cores with the browser.
pub fn test() -> Result<()> {
    let chromium = brought::chromium()?;
    dist::build(Profile::Phone)?;
    conformance()?;
    run::server()?;
    finish("tests of the parts", &mut cargo(["test", "--locked", "--workspace", "--exclude", "tests"]))?;
    let mut whole = cargo(["test", "--locked", "--package", "tests", "--", "--test-threads", "1"]);
    finish("tests of the whole", whole.env("CHROMIUM", chromium))
}

/// The storage contract as a page of its own, beside dist/: the engine's module with its test door open.
fn conformance() -> Result<()> {
    let module = wasm::build("engine", &["conformance"], Profile::Phone)?;
    let folder = root().join("target/conformance");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("engine.js"), module.glue)?;
    std::fs::write(folder.join("engine.wasm"), module.wasm)?;
    for name in ["index.html", "conformance.js"] {
        std::fs::copy(root().join("tests/conformance").join(name), folder.join(name))?;
    }
    Ok(())
}

/// Builds the app and the server as they are used, then runs one of the programs that drive them.
pub fn drive(program: &str) -> Result<()> {
    let chromium = brought::chromium()?;
    dist::build(Profile::Phone)?;
    let release = ["build", "--locked", "--release", "--package", "sync-server", "--package", "tests"];
    finish("server and driver", &mut cargo(release))?;
    let mut drive = cargo(["run", "--locked", "--release", "--package", "tests", "--bin", program]);
    finish(program, drive.env("CHROMIUM", chromium))
}

/// Builds the server as it is used, and treats it and its line badly.
pub fn torture(numbers: [u32; 3]) -> Result<()> {
    let release = ["build", "--locked", "--release", "--package", "sync-server", "--package", "tests"];
    finish("server and torturer", &mut cargo(release))?;
    let mut torture = cargo(["run", "--locked", "--release", "--package", "tests", "--bin", "torture", "--"]);
    finish("torture", torture.args(numbers.map(|number| number.to_string())))
}
