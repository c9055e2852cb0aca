//! Drawing the groups to visit (decisions.md D-17): by a public text and a frozen list, so that anyone with a SHA-256
//! program finds the same groups. Groups stand in the order of the hash of text, list and code; the first ones are
//! the sample; who is replaced is replaced by the next, with a reason that stays visible. Nothing here is random.

mod kept;
#[cfg(feature = "crdt")] // The hash comes with it.
mod order;

pub use kept::{Kept, Replaced, document, kept};

use crate::id::UnitCode;
use crate::sorted::Set;

/// The frozen list in the order in which a public text puts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// SHA-256 of the list's day and codes, a line each, as hex: names the list on the minutes.
    pub list_hash: String,
    /// The public text.
    pub seed: String,
    /// Size of the sample.
    pub need: usize,
    /// Every group of the list in the order drawn.
    pub order: Vec<UnitCode>,
}

/// A drawn group that another one stands in for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// The drawn one.
    pub out: UnitCode,
    /// The one in its place.
    pub by: UnitCode,
    /// Why.
    pub reason: String,
}

/// Why a group cannot be drawn or replaced. `code` has the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// There is no public text.
    #[error("no public text to draw with")]
    NoSeed,
    /// Not in the sample.
    #[error("the group is not in the sample")]
    NotDrawn,
    /// No reason was written.
    #[error("no reason for a replacement")]
    NoReason,
    /// Every group of the list is in the sample or was replaced.
    #[error("no group is left")]
    NoGroupsLeft,
}

impl DrawError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSeed => "draw.seed_missing",
            Self::NotDrawn => "draw.not_drawn",
            Self::NoReason => "draw.reason_missing",
            Self::NoGroupsLeft => "draw.no_groups_left",
        }
    }
}

impl Draw {
    /// The groups to visit, after replacements.
    pub fn sample(&self, swaps: &[Swap]) -> Vec<UnitCode> {
        let mut sample: Vec<UnitCode> = self.order.iter().take(self.need).cloned().collect();
        for swap in swaps {
            if let Some(place) = sample.iter_mut().find(|group| **group == swap.out) {
                place.clone_from(&swap.by);
            }
        }
        sample
    }

    /// Replaces a group of the sample by the next in order that was never in it.
    pub fn swap(&self, swaps: &[Swap], out: &UnitCode, reason: &str) -> Result<Swap, DrawError> {
        if !self.sample(swaps).contains(out) {
            return Err(DrawError::NotDrawn);
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(DrawError::NoReason);
        }
        let used: Set<&UnitCode> = swaps.iter().map(|swap| &swap.by).collect();
        let mut left = self.order.iter().skip(self.need).filter(|group| !used.contains(group));
        let by = left.next().ok_or(DrawError::NoGroupsLeft)?.clone();
        Ok(Swap { out: out.clone(), by, reason: reason.to_owned() })
    }
}

#[cfg(test)]
#[cfg(feature = "crdt")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::date::Date;

    const SEED: &str = "Xổ số miền Bắc 05/10/2026: 12345";

    fn day() -> Date {
        Date::new(2026, 9, 30).unwrap()
    }

    fn list(groups: u32) -> Vec<UnitCode> {
        (1..=groups).map(|n| format!("T-{n:04}").parse().unwrap()).collect()
    }

    fn codes(groups: &[UnitCode]) -> Vec<&str> {
        groups.iter().map(UnitCode::as_str).collect()
    }

    /// Both by `printf … | sha256sum`, the order by `sort`.
    #[test]
    fn anyone_with_a_hash_program_draws_the_same_groups() {
        let draw = Draw::new(&list(7), day(), SEED, 2).unwrap();
        assert_eq!(draw.list_hash, "7a12d8489d8c3cc3122276bc7f2001bd092d83fa1eb65d7ce478f8b75eb8f4bf");
        assert_eq!(
            codes(&draw.order),
            ["T-0003", "T-0006", "T-0005", "T-0001", "T-0007", "T-0004", "T-0002"]
        );
        assert_eq!(draw.sample(&[]), draw.order[..2]);
    }

    #[test]
    fn a_replacement_is_the_next_in_order_needs_a_reason_and_stays_visible() {
        let draw = Draw::new(&list(4), day(), SEED, 2).unwrap();
        let out = draw.order[0].clone();
        assert_eq!(draw.swap(&[], &out, " "), Err(DrawError::NoReason));
        assert_eq!(draw.swap(&[], &draw.order[2], "lũ"), Err(DrawError::NotDrawn));
        let first = draw.swap(&[], &out, "đường bị lũ cuốn").unwrap();
        assert_eq!((&first.by, first.reason.as_str()), (&draw.order[2], "đường bị lũ cuốn"));
        let mut swaps = vec![first];
        assert_eq!(draw.sample(&swaps), [draw.order[2].clone(), draw.order[1].clone()]);
        assert_eq!(draw.swap(&swaps, &out, "lũ"), Err(DrawError::NotDrawn));
        swaps.push(draw.swap(&swaps, &draw.order[2], "Tổ trưởng vắng").unwrap());
        assert_eq!(draw.sample(&swaps)[0], draw.order[3]);
        assert_eq!(draw.swap(&swaps, &draw.order[3], "lũ"), Err(DrawError::NoGroupsLeft));
        assert_eq!(Draw::new(&list(4), day(), "  ", 2), Err(DrawError::NoSeed));
    }

    #[test]
    fn q2_the_fifteen_percent_of_fourteen_communes_are_twenty_five_groups() {
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let rule =
            profile.rules_of("district").find(|rule| rule.id.as_str() == "d_groups_per_commune").unwrap();
        let drawn = [7, 4, 12, 9, 6, 10, 3, 8, 5, 14, 11, 2, 20, 13].map(|groups| {
            Draw::new(&list(groups), day(), SEED, rule.need(groups) as usize).unwrap().sample(&[]).len()
        });
        assert_eq!(drawn, [2, 1, 2, 2, 1, 2, 1, 2, 1, 3, 2, 1, 3, 2]);
        assert_eq!(drawn.iter().sum::<usize>(), 25);
    }

    proptest! {
        #[test]
        fn the_order_of_the_list_changes_nothing_and_its_content_changes_its_name(
            groups in 1..40_u32, need in 0..50_usize, seed in "[a-z0-9]{1,20}", turn in 0..40_usize
        ) {
            let straight = list(groups);
            let mut turned = straight.clone();
            turned.rotate_left(turn % straight.len());
            let draw = Draw::new(&straight, day(), &seed, need).unwrap();
            prop_assert_eq!(&draw, &Draw::new(&turned, day(), &seed, need).unwrap());
            let distinct: Set<_> = draw.sample(&[]).into_iter().collect();
            prop_assert_eq!(distinct.len(), need.min(straight.len()));
            let longer = Draw::new(&list(groups + 1), day(), &seed, need).unwrap();
            prop_assert_ne!(draw.list_hash, longer.list_hash);
        }
    }
}
