//! All chance of a world: one generator, one seed. Nothing else in this crate may draw a random number, or a
//! seed would not replay.

use std::cell::Cell;

/// `SplitMix64`, shared by everything in one world.
#[derive(Debug)]
pub struct Dice(Cell<u64>);

impl Dice {
    /// The dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(Cell::new(seed ^ 0x5eed_0f50_ba40_0001))
    }

    /// 64 random bits.
    pub fn bits(&self) -> u64 {
        self.0.set(self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        let mut bits = self.0.get();
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to `count` − 1; 0 when there is nothing to choose from.
    pub fn below(&self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.bits() % count).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True so many times in a hundred.
    pub fn chance(&self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<'o, T>(&self, of: &'o [T]) -> Option<&'o T> {
        of.get(self.below(of.len()))
    }

    /// Sixteen random bytes.
    pub fn sixteen(&self) -> [u8; 16] {
        (u128::from(self.bits()) << 64 | u128::from(self.bits())).to_be_bytes()
    }
}
