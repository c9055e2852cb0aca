//! The quality of groups (S2 L41-43, L90, L102): savings, debts and ranks of the bank's list, whom to look at first.

use crate::domain::figures::{Detail, Entry};
use crate::domain::register::Group;
use crate::domain::remedy::Stage;
use crate::id::{Code, UnitCode};
use crate::sorted::Map;
use std::cmp::Ordering;

/// Sums over groups; a share is made of two of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quality {
    /// Groups.
    pub groups: u32,
    /// Members.
    pub members: u32,
    /// Members who save.
    pub members_saving: u32,
    /// Đồng lent out.
    pub outstanding: i64,
    /// Đồng overdue.
    pub overdue: i64,
    /// Đồng of interest in arrears.
    pub interest_arrears: i64,
    /// Đồng saved.
    pub savings_balance: i64,
    /// Groups by rank: catalogue `group_rank`. A group without one is in none.
    pub by_rank: Map<Code, u32>,
}

/// The sums over these groups.
pub fn quality<'g>(groups: impl IntoIterator<Item = &'g Group>) -> Quality {
    let mut quality = Quality::default();
    for group in groups {
        quality.groups += 1;
        quality.members += group.members;
        quality.members_saving += group.members_saving;
        quality.outstanding = quality.outstanding.saturating_add(group.outstanding);
        quality.overdue = quality.overdue.saturating_add(group.overdue);
        quality.interest_arrears = quality.interest_arrears.saturating_add(group.interest_arrears);
        quality.savings_balance = quality.savings_balance.saturating_add(group.savings_balance);
        if let Some(rank) = &group.rank {
            *quality.by_rank.entry(rank.clone()).or_default() += 1;
        }
    }
    quality
}

/// The groups in the order in which they should be looked at (S2 L90): the largest share of overdue debt first, then
/// the lowest rank, then the lowest score, then by code.
pub fn by_risk(groups: &[Group]) -> Vec<&Group> {
    let mut groups: Vec<&Group> = groups.iter().collect();
    groups.sort_by(|a, b| {
        overdue_share(b, a)
            .then_with(|| rank(a).cmp(&rank(b)))
            .then_with(|| score(a).cmp(&score(b)))
            .then_with(|| a.code.cmp(&b.code))
    });
    groups
}

/// Compares overdue of outstanding without dividing.
fn overdue_share(a: &Group, b: &Group) -> Ordering {
    let crossed = |one: &Group, other: &Group| i128::from(one.overdue) * i128::from(other.outstanding.max(1));
    crossed(a, b).cmp(&crossed(b, a))
}

/// The place of a rank, the lowest first; one that is not known is last, as with the score.
fn rank(group: &Group) -> usize {
    let ranks = ["weak", "average", "fair", "good"];
    let place = |rank: &Code| ranks.iter().position(|known| *known == rank.as_str());
    group.rank.as_ref().and_then(place).unwrap_or(ranks.len())
}

/// The score, or the best where the bank gave none: what is not known is no reason to go there first.
fn score(group: &Group) -> u8 {
    group.score.unwrap_or(u8::MAX)
}

/// Weak and average groups for which no remedy of their weakness is under way or done (S2 L102).
pub fn weak_without_remedy<'g>(groups: &'g [Group], entries: &[Entry]) -> Vec<&'g Group> {
    let is_weak =
        |group: &&Group| group.rank.as_ref().is_some_and(|rank| matches!(rank.as_str(), "weak" | "average"));
    let has_remedy = |code: &UnitCode| {
        entries.iter().filter(|entry| entry.counts()).any(|entry| match &entry.detail {
            Detail::Remedy(remedy) => {
                remedy.stage != Stage::Cancelled
                    && entry.facts.group.as_ref() == Some(code)
                    && entry.facts.sort.as_ref().is_some_and(|finding| finding.as_str() == "weak_group")
            }
            _ => false,
        })
    };
    groups.iter().filter(is_weak).filter(|group| !has_remedy(&group.code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, entry, group};
    use crate::record::Kind;
    use crate::text::percent;

    fn codes(groups: &[&Group]) -> Vec<String> {
        groups.iter().map(|group| group.code.to_string()).collect()
    }

    #[test]
    fn s2_7_eighteen_of_forty_five_are_forty_percent() {
        let one = group("HT", "T-0004", 14);
        let quality = quality([&one]);
        assert_eq!(percent(quality.members_saving.into(), quality.members.into()), "40,00");
    }

    #[test]
    fn s2_29_whom_to_look_at_first_and_s2_27_which_weak_group_nobody_looks_after() {
        let mut groups = ["T-1", "T-2", "T-3", "T-4"].map(|code| group("HT", code, 14));
        for (group, (overdue, score, rank)) in groups.iter_mut().zip([
            (10_000_000, 60, "average"),
            (20_000_000, 90, "good"),
            (10_000_000, 40, "weak"),
            (0, 30, "weak"),
        ]) {
            group.overdue = overdue;
            group.score = Some(score);
            group.rank = Some(rank.parse().unwrap());
        }
        assert_eq!(codes(&by_risk(&groups)), ["T-2", "T-3", "T-1", "T-4"]);
        // The same share of overdue: the rank comes before the score, and the score before nothing known.
        let mut same = ["T-1", "T-2", "T-3", "T-4"].map(|code| group("HT", code, 14));
        let known = [
            (None, None),
            (Some(90), Some("average")),
            (Some(95), Some("weak")),
            (Some(80), Some("average")),
        ];
        for (group, (score, rank)) in same.iter_mut().zip(known) {
            group.score = score;
            group.rank = rank.map(|rank| rank.parse().unwrap());
        }
        assert_eq!(codes(&by_risk(&same)), ["T-3", "T-4", "T-2", "T-1"]);
        let remedy = |number, code: &'static str, state: &'static str| {
            entry(number, Kind::Remedy, "HT", (day(2026, 9, 10), "draft"), move |flat| {
                flat.set("finding_kind", "weak_group");
                flat.set("group_code", code);
                flat.set("remedy_state", state);
            })
        };
        let entries = [remedy(1, "T-3", "assigned"), remedy(2, "T-4", "cancelled")];
        assert_eq!(codes(&weak_without_remedy(&groups, &entries)), ["T-1", "T-4"]);
        let quality = quality(&groups);
        assert_eq!(
            (quality.groups, quality.overdue, quality.by_rank.values().sum::<u32>()),
            (4, 40_000_000, 4)
        );
    }
}
