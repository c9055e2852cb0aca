//! Cuts and kills in large numbers: the line at every byte of one push of 20 records, at 200 random bytes of a push
//! of 500, and 200 kills of the server under 20 devices. Prints what came of it.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use tests::torture;

/// Records of the push that is cut at every byte.
const FEW: u32 = 20;
/// Records of the push that is cut at random bytes.
const MANY: u32 = 500;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).map(|number| number.parse::<u32>());
    let mut next =
        |what: &str| arguments.next().with_context(|| format!("how many {what}?"))?.context("a number");
    let (step, cuts, kills) = (next("bytes from cut to cut")?, next("random cuts")?, next("kills")?);
    if step > 0 {
        let began = Instant::now();
        let everywhere = torture::everywhere(FEW, step.into())?;
        ensure!(everywhere.again <= everywhere.slice, "more than one slice again: {everywhere:?}");
        println!(
            "every {step} bytes of {FEW} records: {everywhere:?}, {:.0} s",
            began.elapsed().as_secs_f32()
        );
    }
    if cuts > 0 {
        let began = Instant::now();
        let somewhere = torture::somewhere(MANY, cuts, 1)?;
        println!("random bytes of {MANY} records: {somewhere:?}, {:.0} s", began.elapsed().as_secs_f32());
    }
    if kills > 0 {
        let began = Instant::now();
        println!("{:?}, {:.0} s", torture::under_load(kills, 1)?, began.elapsed().as_secs_f32());
    }
    Ok(())
}
