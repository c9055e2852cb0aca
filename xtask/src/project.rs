//! Where things are in the tree, and how other programs are called: every call is printed and timed, and a
//! failure says which command failed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The folder of the workspace.
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The built app.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Whether a file's name ends in `.ending`.
pub fn ends_in(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == ending)
}

/// A command that runs in the workspace's folder.
pub fn command(program: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// A cargo command; the cargo that started this program.
pub fn cargo(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), arguments)
}

/// Runs a command to its end under the name `what`; an error when it fails.
pub fn finish(what: &str, command: &mut Command) -> Result<()> {
    eprintln!("· {what}");
    let began = Instant::now();
    let status = command
        .status()
        .with_context(|| format!("{what}: cannot start {}", command.get_program().display()))?;
    if !status.success() {
        bail!("{what} failed");
    }
    eprintln!("· {what}: {:.1} s", began.elapsed().as_secs_f32());
    Ok(())
}

/// What a command prints, or `None` when it cannot be started or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
