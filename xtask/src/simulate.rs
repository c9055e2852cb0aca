//! `cargo xtask simulate`: worlds in which everything goes wrong, as many as asked for, or one of them told
//! step by step.

use anyhow::Result;

use crate::project::{cargo, finish};

/// Runs `seeds` worlds; with `seed`, that one alone, and says what happens in it.
pub fn simulate(seeds: u64, seed: Option<u64>) -> Result<()> {
    let run = ["run", "--locked", "--release", "--package", "simulation", "--"];
    let (option, number) = seed.map_or(("--seeds", seeds), |seed| ("--seed", seed));
    finish("simulation", cargo(run).args([option, &number.to_string()]))
}
