//! `cargo xtask measure`: runs a synchronisation workload that lies outside this project, with its own driver and
//! counting proxy, against the server and the headless device.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::{cargo, command, finish, root};

/// What is measured.
#[derive(Debug, clap::Args)]
pub struct Measure {
    /// Folder of the workload: its driver is `bench.mjs`
    #[arg(long, value_name = "DIR")]
    workload: PathBuf,
    /// Numbers of records
    #[arg(long, default_value = "100,500,2000")]
    docs: String,
    /// Links of the driver
    #[arg(long, default_value = "loopback,2g")]
    link: String,
    /// Runs of each
    #[arg(long, default_value_t = 1)]
    reps: u32,
}

/// Builds both programs and runs the driver; its results lie in target/measure.
pub fn measure(measure: &Measure) -> Result<()> {
    let build = ["build", "--locked", "--release", "--package", "sync-server", "--package", "headless"];
    finish("server and device", &mut cargo(build))?;
    let folder = measure.workload.canonicalize().with_context(|| measure.workload.display().to_string())?;
    let results = root().join("target/measure");
    let mut drive = command("node", [folder.join("bench.mjs")]);
    drive.env("BENCH_PROJECT", root());
    drive.arg("--registry").arg(seen_from(&folder, &root().join("tests/workload/adapters.json")));
    drive.args(["--adapters", "so-ban", "--docs", &measure.docs, "--link", &measure.link]);
    drive.args(["--reps", &measure.reps.to_string()]);
    drive.arg("--out").arg(&results).arg("--tmp").arg(results.join("tmp"));
    finish("workload", &mut drive)
}

/// A path from a folder up to the root and down again: the driver joins names to its own folder.
fn seen_from(folder: &Path, file: &Path) -> PathBuf {
    let plain = |path: &Path| -> PathBuf {
        path.components().filter(|part| matches!(part, Component::Normal(_))).collect()
    };
    let up: PathBuf = plain(folder).components().map(|_| Component::ParentDir).collect();
    up.join(plain(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_from_another_folder() {
        assert_eq!(seen_from(Path::new("/a/b"), Path::new("/c/d.json")), Path::new("../../c/d.json"));
    }
}
