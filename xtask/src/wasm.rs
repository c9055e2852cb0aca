//! Builds the app's two modules for the browser and their JavaScript glue. The glue is written by
//! wasm-bindgen as a library, locked to the version that the modules were built with.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, ensure};
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
    /// What is fetched later, and the script that fetches it.
    pub parts: Option<Parts>,
}

/// Parts of a module that are fetched when they are first needed.
pub struct Parts {
    /// The script; glue and script name one another by `GLUE` and `LINK`.
    pub link: String,
    /// File name, as the script has it, and content.
    pub files: Vec<(String, Vec<u8>)>,
}

/// How the script of the parts names the glue.
pub const GLUE: &str = "./ui.js";
/// How the glue names the script of the parts.
pub const LINK: &str = "./parts.js";

/// Compiles `package` with `features` and writes its glue. Each package is compiled by itself, so that what one
/// of them asks of a common dependency does not grow the other.
pub fn build(package: &str, features: &[&str], profile: Profile) -> Result<Module> {
    bind(&compile(package, features, profile, &[])?, false)
}

/// The same for a package with functions marked as split points: what only they reach becomes parts.
pub fn build_split(package: &str, profile: Profile) -> Result<Module> {
    // The splitter reads the linker's relocations.
    let whole = compile(package, &[], profile, &["-Clink-args=--emit-relocs"])?;
    let input = fs::read(&whole)?;
    let folder = whole.with_extension("parts");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let first = folder.join("first.wasm");
    let mut options = wasm_split_cli_support::Options::new(&input);
    (options.output_dir, options.main_out_path) = (&folder, &first);
    (options.main_module, options.link_name) = (GLUE, LINK);
    let split =
        wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting: {error:?}"))?;
    let part = |path: &PathBuf| {
        let name = path.file_name().context("a part without a name")?.to_string_lossy().into_owned();
        Ok((name, without_custom_sections(&fs::read(path)?).context("a part is not wasm")?))
    };
    let files = split.split_modules.iter().map(part).collect::<Result<_>>()?;
    let link = fs::read_to_string(folder.join(LINK))?;
    Ok(Module { parts: Some(Parts { link, files }), ..bind(&first, true)? })
}

/// A wasm file without names and relocations. `None` when it is not one.
fn without_custom_sections(wasm: &[u8]) -> Option<Vec<u8>> {
    const CUSTOM: u8 = 0;
    let (head, mut rest) = wasm.split_at_checked(8)?;
    let mut kept = head.to_vec();
    while let Some((&kind, body)) = rest.split_first() {
        let digits = body.iter().position(|byte| byte & 0x80 == 0)? + 1;
        let size = body[..digits].iter().rev().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
        let (section, after) = rest.split_at_checked(1 + digits + size)?;
        if kind != CUSTOM {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    Some(kept)
}

/// Compiles and returns the path of the linked module. `link`: flags of the package itself; its dependencies are
/// compiled with the same flags for every package, so that one build does not throw away the other's.
fn compile(package: &str, features: &[&str], profile: Profile, link: &[&str]) -> Result<PathBuf> {
    brought::wasm_target()?;
    // A folder of its own: the host's flags and locks do not touch it.
    let target = root().join("target/wasm");
    let mut compile = cargo(["rustc", "--locked", "--lib", "--target", "wasm32-unknown-unknown"]);
    compile.args([
        "--package",
        package,
        "--profile",
        profile.cargo_name(),
        "--features",
        &features.join(","),
    ]);
    compile.arg("--target-dir").arg(&target).arg("--").args(link);
    compile.env("CARGO_ENCODED_RUSTFLAGS", flags()?.join("\u{1f}"));
    finish(&format!("{package} for the browser ({})", profile.cargo_name()), &mut compile)?;
    Ok(target.join("wasm32-unknown-unknown").join(profile.folder()).join(format!("{package}.wasm")))
}

/// What makes the modules smaller: views of one type instead of a type each, hashes by loops instead of unrolled.
const SMALL: [&str; 2] = ["--cfg=erase_components", "--cfg=sha2_backend_soft=\"compact\""];

/// Flags of every package: small, and the same on every machine, with no path of this one in a message.
fn flags() -> Result<Vec<String>> {
    let mut flags = SMALL.map(str::to_owned).to_vec();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("cargo has no home")?;
    // This program itself came from there, so it exists.
    for registry in fs::read_dir(home.join("registry/src")).context("cargo's registry")? {
        flags.push(format!("--remap-path-prefix={}/=", registry?.path().display()));
    }
    Ok(flags)
}

/// `split`: keeps what the linker exports, which the parts share.
fn bind(path: &PathBuf, split: bool) -> Result<Module> {
    let mut output = Bindgen::new()
        .input_path(path)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .keep_lld_exports(split)
        .generate_output()
        .with_context(|| format!("wasm-bindgen on {}", path.display()))?;
    let inline =
        output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(package, _)| package);
    let scripts: Vec<_> = inline.chain(output.local_modules().keys()).collect();
    ensure!(
        scripts.is_empty(),
        "these bring JavaScript files of their own, for which dist/ has no place: {scripts:?}"
    );
    Ok(Module { glue: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm(), parts: None })
}
