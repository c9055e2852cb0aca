//! R4, the year's report on the joint programme (S2 L134, reports.md §3), under the heading of the Youth Union.

use super::build::{chapter, figure};
use super::ground::Ground;
use super::quarterly::general;
use super::support::exemplary;
use super::{
    Block, Chapter, activities, annexes, coverage, groups, plans, products, remedies, visits, voices,
};

/// Kinds of plan lines (catalogue `plan_kind`) that the joint programme is measured by.
const PLANNED: &[&str] = &["training", "inspection"];

/// What the office types in its chapters, in their order.
pub(super) const PLACES: &[&str] = &[
    "outreach_words",
    "supervision_words",
    "year_estimate",
    "state_of_affairs",
    "direction",
    "results",
    "shortcomings",
    "causes",
    "proposals",
    "next_year",
];

/// Its chapters.
pub(super) fn chapters(ground: &Ground<'_>) -> Vec<Chapter> {
    let outreach = [
        ground.typed(&["outreach_words"]),
        vec![products::by_form(ground)],
        activities::oral(ground),
        activities::contents(ground),
        activities::publications(ground),
        activities::broadcasts(ground),
    ];
    let directing = [
        general(ground),
        ground.typed(&["direction"]),
        plans::documents(ground),
        plans::compared(ground, PLANNED),
    ];
    let inspected = [
        coverage::rules(ground),
        visits::visits(ground),
        visits::loan_use(ground),
        remedies::remedies(ground),
    ];
    let shortcomings = [ground.typed(&["results", "shortcomings", "causes"]), voices::difficulties(ground)];
    vec![
        chapter("joint_outreach", 1, outreach.concat()),
        chapter("supervision", 1, supervision(ground)),
        chapter("entrusted", 1, ground.typed(&["year_estimate"])),
        chapter("joint_directing", 2, directing.concat()),
        chapter("joint_training", 2, activities::training(ground)),
        chapter("joint_inspections", 2, inspected.concat()),
        chapter("coordination", 2, visits::coordination(ground)),
        chapter("group_quality", 2, groups::ranks(ground)),
        chapter("savings", 2, [groups::savings(ground), activities::savers(ground)].concat()),
        chapter("spreading_models", 1, exemplary(ground)),
        chapter("shortcomings_causes", 1, shortcomings.concat()),
        chapter("proposals_next_year", 1, ground.typed(&["proposals", "next_year"])),
        chapter("annex_quotas", 0, vec![coverage::by_commune(ground, |_| true)]),
        annexes::by_commune(ground),
        chapter("annex_remedies", 0, vec![remedies::open(ground)]),
    ]
}

/// Social supervision and criticism: notices of conclusion, and what citizens and the union proposed (S2 L46-56).
fn supervision(ground: &Ground<'_>) -> Vec<Block> {
    let conclusions = figure("conclusions", ground.records(ground.sums.get("conclusion")));
    [ground.typed(&["supervision_words"]), vec![conclusions], voices::voices(ground)].concat()
}
