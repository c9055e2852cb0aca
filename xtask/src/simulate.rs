//! `cargo xtask simulate`: worlds in which everything goes wrong, as many as asked for, or one of them told
//! step by step.

use anyhow::Result;

use crate::project::{cargo, finish};

/// Runs `seeds` worlds from number `from` on; with `seed`, that one alone, and says what happens in it.
pub fn simulate(seeds: u64, from: u64, seed: Option<u64>) -> Result<()> {
    let run = ["run", "--locked", "--release", "--package", "simulation", "--"];
    let options = match seed {
        Some(seed) => vec!["--seed".to_owned(), seed.to_string()],
        None => vec!["--seeds".to_owned(), seeds.to_string(), "--from".to_owned(), from.to_string()],
    };
    finish("simulation", cargo(run).args(options))
}
