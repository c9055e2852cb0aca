//! `simulation --seeds N`: runs N seeds on every core, prints how often each fault really happened, and fails
//! when a promise was broken or a fault never happened; `--from F` begins with another than seed 0. `--seed S` replays one seed and says what happens.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use simulation::{Fault, Verdict, run};

/// Failing seeds that are replayed with their trace.
const SHOWN: usize = 1;

/// Everything that all seeds came to.
#[derive(Default)]
struct Total {
    faults: BTreeMap<Fault, u64>,
    failed: Vec<(u64, Verdict)>,
    exchanges: u64,
}

fn number(name: &str, otherwise: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--seed") {
        return replay(number("--seed", 0));
    }
    let seeds = number("--seeds", 1_000);
    let first = number("--from", 0);
    let began = Instant::now();
    let next = AtomicU64::new(first);
    let total = Mutex::new(Total::default());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + seeds {
                        return;
                    }
                    add(&total, seed, run(seed, None, false));
                }
            });
        }
    });
    let total = total.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    report(&total, seeds, began.elapsed().as_secs_f64())
}

fn add(total: &Mutex<Total>, seed: u64, verdict: Verdict) {
    let mut total = total.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    for (fault, count) in &verdict.faults {
        *total.faults.entry(*fault).or_default() += count;
    }
    total.exchanges = total.exchanges.max(verdict.exchanges);
    if !verdict.wrongs.is_empty() {
        eprintln!("seed {seed}: {}", verdict.wrongs[0]);
        total.failed.push((seed, verdict));
    }
}

fn report(total: &Total, seeds: u64, seconds: f64) -> ExitCode {
    println!("{:>9}  fault", "times");
    let mut never = 0;
    for fault in Fault::ALL {
        let count = total.faults.get(fault).copied().unwrap_or(0);
        never += usize::from(count == 0);
        println!("{count:>9}  {}", fault.label());
    }
    println!("most exchanges that a phone needed once the network was good: {}", total.exchanges);
    println!("{seeds} seeds in {seconds:.1} s: {} failed, {never} faults never happened", total.failed.len());
    for (seed, _) in total.failed.iter().take(SHOWN) {
        replay(*seed);
    }
    if total.failed.is_empty() && never == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn replay(seed: u64) -> ExitCode {
    println!("seed {seed}");
    let verdict = run(seed, None, true);
    for wrong in &verdict.wrongs {
        println!("wrong: {wrong}");
    }
    if verdict.wrongs.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
