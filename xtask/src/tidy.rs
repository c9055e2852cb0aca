//! What must not stand in the tree: a document that names a path long gone, a file too long to feel at home
//! in, an unfinished place, a path of somebody's machine.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::coverage;
use crate::project::{answer, command, ends_in, root};

/// Longest source file, in lines.
const LINES_MAX: usize = 450;

/// Prints every fault and fails when there is one.
pub fn tidy() -> Result<()> {
    let tracked = answer(&mut command("git", ["ls-files", "--cached", "--others", "--exclude-standard"]))
        .context("git does not list the files")?;
    let mut faults = Vec::new();
    let mut functions = BTreeSet::new();
    for name in tracked.lines() {
        // A file that is removed but still listed, or not text, has nothing to say.
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue };
        faults.extend(faults_of_file(name, &text));
        if ends_in(name, "rs") {
            functions.extend(coverage::functions(&text).map(str::to_owned));
        }
    }
    for map in ["docs/ARCHITECTURE.md", coverage::MAP] {
        match fs::read_to_string(root().join(map)) {
            Ok(text) => {
                let gone = gone(&text, root());
                faults.extend(gone.map(|path| format!("{map} names {path}, which does not exist")));
                if map == coverage::MAP {
                    faults.extend(coverage::faults(&text, &functions));
                }
            }
            Err(_) => faults.push(format!("{map} is missing")),
        }
    }
    for fault in &faults {
        eprintln!("  {fault}");
    }
    if !faults.is_empty() {
        bail!("tidy: {} faults", faults.len());
    }
    Ok(())
}

fn faults_of_file(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let rust = ends_in(name, "rs");
    let lines = text.lines().count();
    if rust && lines > LINES_MAX {
        faults.push(format!("{name}: {lines} lines, more than {LINES_MAX}"));
    }
    for (number, line) in text.lines().enumerate() {
        let at = format!("{name}:{}", number + 1);
        // Written in two parts, so that this file does not accuse itself.
        let unfinished = [concat!("to", "do!("), concat!("unimpl", "emented!("), concat!("#[ig", "nore")];
        if rust && unfinished.iter().any(|word| line.contains(word)) {
            faults.push(format!("{at}: unfinished or skipped"));
        }
        if name != "Cargo.lock" && names_a_machine(line) {
            faults.push(format!("{at}: a path of one machine"));
        }
        if line.starts_with(concat!("<<<<", "<<< ")) || line.starts_with(concat!(">>>>", ">>> ")) {
            faults.push(format!("{at}: an unfinished merge"));
        }
    }
    faults
}

/// An absolute path into a home or work folder.
fn names_a_machine(line: &str) -> bool {
    [concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/ro", "ot/"), concat!("/wo", "rk/")].iter().any(
        |start| {
            line.match_indices(start).any(|(at, _)| {
                // `shared/src/home/…` and `https://host/home/` are not such a path: something stands before it.
                !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-/}".contains(before))
            })
        },
    )
}

/// Paths in backquotes that do not exist. A path has a slash, and a file ending, a slash at its end or a
/// folder of the tree at its start.
fn gone<'t>(text: &'t str, root: &'t Path) -> impl Iterator<Item = &'t str> {
    text.split('`').skip(1).step_by(2).filter(move |word| {
        let written = word.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter));
        let Some((first, last)) = word.split_once('/').filter(|(first, _)| written && !first.is_empty())
        else {
            return false;
        };
        let path = last.is_empty() || last.rsplit('/').next().is_some_and(|name| name.contains('.'));
        (path || root.join(first).is_dir()) && !root.join(word).exists()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_names_a_path_long_gone_is_a_fault() {
        let text =
            "`xtask/src/tidy.rs` and `xtask/src/never.rs`, `POST /sync/v1`, `R!`, `shared::sync`, `nowhere/`";
        assert_eq!(gone(text, root()).collect::<Vec<_>>(), ["xtask/src/never.rs", "nowhere/"]);
    }

    #[test]
    fn a_path_of_one_machine_is_a_fault_and_an_address_is_not() {
        assert!(names_a_machine(concat!("see /ho", "me/anna/notes")));
        assert!(!names_a_machine("https://example.org/home/"));
        assert!(!names_a_machine("app/home/page.rs"));
    }
}
