//! R3, the year's report on the outreach plan (S1 L236, reports.md §3).

use super::build::chapter;
use super::ground::Ground;
use super::quarterly::general;
use super::support::{exemplary, funds, support};
use super::{Chapter, activities, annexes, plans, products, spending, visits, voices};

/// Kinds of plan lines (catalogue `plan_kind`) that outreach is measured by.
const PLANNED: &[&str] = &["outreach", "media", "training", "support"];

/// What the office types in its chapters, in their order.
pub(super) const PLACES: &[&str] = &[
    "state_of_affairs",
    "direction",
    "year_estimate",
    "results",
    "shortcomings",
    "causes",
    "difficulties",
    "proposals",
    "next_year",
];

/// Its chapters.
pub(super) fn chapters(ground: &Ground<'_>) -> Vec<Chapter> {
    let direction = [
        general(ground),
        ground.typed(&["direction"]),
        plans::documents(ground),
        plans::compared(ground, PLANNED),
    ];
    let media = [products::products(ground), activities::oral(ground), activities::broadcasts(ground)];
    let reviews = [activities::reviews(ground), exemplary(ground)];
    let results = [
        chapter("results_of_plan", 1, ground.typed(&["year_estimate"])),
        chapter("contents", 2, activities::contents(ground)),
        chapter("forms", 2, Vec::new()),
        chapter("mass_media", 3, media.concat()),
        chapter("contests", 3, activities::contests(ground)),
        chapter("reviews", 3, reviews.concat()),
        chapter("training", 3, activities::training(ground)),
        chapter("publications", 3, activities::publications(ground)),
        chapter("internet", 3, [products::campaigns(ground), activities::savers(ground)].concat()),
        chapter("two_way", 2, voices::voices(ground)),
        chapter("audiences", 2, activities::audiences(ground)),
        chapter("support", 2, [support(ground), funds(ground)].concat()),
    ];
    let difficulties =
        [ground.typed(&["difficulties"]), voices::difficulties(ground), ground.typed(&["proposals"])];
    [
        vec![chapter("directing", 1, direction.concat())],
        results.into(),
        vec![chapter("plan_money", 1, spending::spending(ground))],
        spending::parts(ground),
        vec![
            chapter("plan_checks", 1, visits::plan_checks(ground)),
            chapter("evaluation", 1, ground.typed(&["results", "shortcomings", "causes"])),
            chapter("difficulties_proposals", 1, difficulties.concat()),
            chapter("direction_next_year", 1, ground.typed(&["next_year"])),
            annexes::by_commune(ground),
            annexes::by_organisation(ground),
        ],
    ]
    .concat()
}
