//! Sổ Bản as a deterministic simulation: phones that run the engine that ships, an office that runs the real
//! half of the protocol, and between and under them a network, disks and clocks that fail as a seed says. A
//! naive reference remembers what people were told. Nothing here reads a clock, opens a file or waits.

mod checks;
mod dice;
mod disk;
mod fault;
mod history;
mod hostile;
mod ledger;
mod letters;
mod line;
mod mutant;
mod office;
mod phone;
mod pocket;
mod polling;
mod world;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use fault::Fault;
pub use mutant::Mutant;

use history::History;
use world::World;

/// What one seed came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What must not be and was; empty when all is well.
    pub wrongs: Vec<String>,
    /// How often each fault took effect.
    pub faults: BTreeMap<Fault, u64>,
    /// The most exchanges that a phone needed on a good network.
    pub exchanges: u64,
}

/// Runs one seed, with a host that is right or broken in one place; `told` prints what happens.
pub fn run(seed: u64, mutant: Option<Mutant>, told: bool) -> Verdict {
    let panicked = |_| Verdict { wrongs: vec!["a panic".to_owned()], ..Verdict::default() };
    catch_unwind(AssertUnwindSafe(|| history(seed, mutant, told))).unwrap_or_else(panicked)
}

fn history(seed: u64, mutant: Option<Mutant>, told: bool) -> Verdict {
    let mut world = World::new(seed, mutant, told);
    History::plan(&mut world).run();
    let mut exchanges = 0;
    if world.ledger.is_clean() {
        exchanges = checks::quiesce(&mut world);
        checks::check(&mut world, exchanges);
    }
    Verdict { wrongs: world.ledger.wrongs(), faults: world.tally.counts(), exchanges }
}
