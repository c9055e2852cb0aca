//! `cargo xtask fuzz`: the fuzz targets for a set time, each guided by what it reaches, from the committed corpus
//! on. It needs no other compiler: the instrumentation is in the ordinary one. What it finds new it keeps under
//! target/, so that the next run starts there and the tree stays as it is.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project::{answer, cargo, command, finish, root};

/// How the targets are compiled: counters on every edge, and the operands of comparisons.
const INSTRUMENTED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";
/// Longest input, in bytes: larger than any that takes a new path.
const INPUT_BYTES_MAX: u32 = 16 * 1024;
/// Memory that one input may take the process to, in megabytes.
const MEMORY_MB_MAX: u32 = 1_024;

/// How long each target runs when a change is taken in, in seconds: enough to walk the corpus and look around it.
pub const IN_PASSING_S: u32 = 20;

/// Fuzzes `only`, or every target, each for `seconds`. Fails on a panic, on an input that takes more memory than
/// allowed and on one that takes more than ten seconds on a busy machine.
pub fn fuzz(only: Option<&str>, seconds: u32) -> Result<()> {
    let folder = root().join("tests/fuzz");
    let targets = targets(&folder, only)?;
    let host = host()?;
    // With a target named, build scripts are not instrumented.
    let mut build = cargo(["build", "--release", "--target", &host]);
    // The programs that write the corpus have no fuzzer to be linked with.
    build.args(targets.iter().flat_map(|target| ["--bin", target]));
    build.current_dir(&folder).env("RUSTFLAGS", INSTRUMENTED);
    finish("fuzz targets", &mut build)?;
    for target in targets {
        let found = root().join("target/fuzz").join(&target);
        let artifacts = folder.join("artifacts");
        fs::create_dir_all(&found)?;
        fs::create_dir_all(&artifacts)?;
        let program = folder.join("target").join(&host).join("release").join(&target);
        let mut run = command(&program.to_string_lossy(), [&found, &folder.join("corpus").join(&target)]);
        run.arg(format!("-max_total_time={seconds}"))
            .arg(format!("-max_len={INPUT_BYTES_MAX}"))
            .arg(format!("-rss_limit_mb={MEMORY_MB_MAX}"))
            .arg(format!("-artifact_prefix={}/{target}-", artifacts.display()))
            .args(["-timeout=10", "-print_final_stats=1", "-verbosity=0"]);
        finish(&format!("fuzz {target}"), &mut run)?;
    }
    Ok(())
}

/// This machine, as the compiler names it.
fn host() -> Result<String> {
    let told = answer(&mut command("rustc", ["-vV"])).context("rustc does not tell its host")?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not tell its host")?.to_owned())
}

/// Names of the targets to run.
fn targets(folder: &Path, only: Option<&str>) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder.join("fuzz_targets")).context("fuzz targets")? {
        let path = entry?.path();
        all.extend(path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
    }
    all.sort();
    match only {
        None => Ok(all),
        Some(one) if all.iter().any(|target| target == one) => Ok(vec![one.to_owned()]),
        Some(one) => bail!("no fuzz target {one}; there are {}", all.join(", ")),
    }
}
