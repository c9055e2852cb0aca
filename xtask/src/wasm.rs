//! Builds the app's two modules for the browser and their JavaScript glue. The glue is written by
//! wasm-bindgen as a library, locked to the version that the modules were built with.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::brought;
use crate::project::{cargo, finish, root};

/// How the modules are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Profile {
    /// Size before speed of building; what the phone downloads.
    Phone,
    /// Quick to build.
    Dev,
}

impl Profile {
    fn cargo_name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Dev => "dev",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Dev => "debug",
        }
    }
}

/// A module as the browser gets it.
pub struct Module {
    /// The glue: an ES module whose default export loads the wasm.
    pub glue: String,
    /// The module.
    pub wasm: Vec<u8>,
}

/// Compiles `package` with `features` and writes its glue. Each package is compiled by itself, so that what one
/// of them asks of a common dependency does not grow the other.
pub fn build(package: &str, features: &[&str], profile: Profile) -> Result<Module> {
    brought::wasm_target()?;
    // A folder of its own: the host's flags and locks do not touch it.
    let target = root().join("target/wasm");
    let mut compile = cargo(["build", "--locked", "--lib", "--target", "wasm32-unknown-unknown"]);
    compile.args([
        "--package",
        package,
        "--profile",
        profile.cargo_name(),
        "--features",
        &features.join(","),
    ]);
    compile.arg("--target-dir").arg(&target).env("CARGO_ENCODED_RUSTFLAGS", flags()?.join("\u{1f}"));
    finish(&format!("{package} for the browser ({})", profile.cargo_name()), &mut compile)?;
    bind(&target.join("wasm32-unknown-unknown").join(profile.folder()).join(format!("{package}.wasm")))
}

/// Flags that make the modules smaller, and the same on every machine: views of one type instead of a type each,
/// and no path of this machine in a message.
fn flags() -> Result<Vec<String>> {
    let mut flags = vec!["--cfg=erase_components".to_owned()];
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("cargo has no home")?;
    // A machine that has not downloaded anything yet downloads first.
    finish("dependencies", &mut cargo(["fetch", "--locked", "--quiet"]))?;
    for registry in fs::read_dir(home.join("registry/src")).context("cargo's registry")? {
        flags.push(format!("--remap-path-prefix={}/=", registry?.path().display()));
    }
    Ok(flags)
}

fn bind(path: &PathBuf) -> Result<Module> {
    let mut output = Bindgen::new()
        .input_path(path)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen on {}", path.display()))?;
    let inline =
        output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(package, _)| package);
    let scripts: Vec<_> = inline.chain(output.local_modules().keys()).collect();
    ensure!(
        scripts.is_empty(),
        "these bring JavaScript files of their own, for which dist/ has no place: {scripts:?}"
    );
    Ok(Module { glue: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm() })
}
