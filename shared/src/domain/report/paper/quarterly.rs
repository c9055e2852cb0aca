//! R2, the area's report of a quarter (reports.md §3): outreach, inspections, remedies, models, proposals.

use super::build::{Table, chapter, day, entry, figure};
use super::ground::Ground;
use super::support::exemplary;
use super::{Block, Cell, Chapter};
use super::{activities, annexes, coverage, groups, products, remedies, spending, visits, voices};
use crate::domain::figures::Entry;

/// What the office types in its chapters, in their order.
pub(super) const PLACES: &[&str] = &["state_of_affairs", "results", "shortcomings", "proposals"];

/// Its chapters.
pub(super) fn chapters(ground: &Ground<'_>) -> Vec<Chapter> {
    let inspected = [
        coverage::rules(ground),
        vec![coverage::by_commune(ground, |rule| rule.of.as_str() == "group")],
        visits::visits(ground),
        visits::loan_use(ground),
    ];
    let events = [
        activities::training(ground),
        activities::contests(ground),
        activities::reviews(ground),
        activities::savers(ground),
    ];
    let published = [products::products(ground), products::campaigns(ground)];
    let proposals = [ground.typed(&["proposals"]), voices::voices(ground), voices::difficulties(ground)];
    let settled = [remedies::remedies(ground), vec![remedies::open(ground)], ground.typed(&["shortcomings"])];
    vec![
        chapter("general", 1, general(ground)),
        chapter("outreach_results", 1, ground.typed(&["results"])),
        chapter("news", 2, published.concat()),
        chapter("oral", 2, [activities::oral(ground), activities::audiences(ground)].concat()),
        chapter(
            "publications_broadcasts",
            2,
            [activities::publications(ground), activities::broadcasts(ground)].concat(),
        ),
        chapter("training_contests_events", 2, events.concat()),
        chapter("money", 2, spending::spending(ground)),
        chapter("inspection_results", 1, inspected.concat()),
        chapter("remedies", 1, settled.concat()),
        chapter("models", 1, exemplary(ground)),
        chapter("final_proposals", 1, proposals.concat()),
        annexes::by_commune(ground),
        annexes::by_organisation(ground),
    ]
}

/// What the work stands on: documents, groups, who is in charge, what is not handed in, what was corrected.
pub(super) fn general(ground: &Ground<'_>) -> Vec<Block> {
    let is_unsent = |entry: &&Entry| {
        let facts = &entry.facts;
        !facts.kind.is_living()
            && facts.state.is_unsent()
            && facts.event_date.is_some_and(|day| ground.window.contains(day))
    };
    let unsent = ground.material.entries.iter().filter(is_unsent).count();
    let unsent = figure("unsent", ground.records(i64::try_from(unsent).unwrap_or(i64::MAX)));
    [
        ground.typed(&["state_of_affairs"]),
        vec![groups::basis(ground)],
        groups::state(ground),
        vec![groups::officers(ground), unsent, corrected(ground)],
    ]
    .concat()
}

/// The records behind the numbers that were put right after they had been accepted (records.md §11.5).
fn corrected(ground: &Ground<'_>) -> Block {
    let counted = ground.material.entries.iter().filter(|entry| entry.counts_in(&ground.window));
    let mut corrected: Vec<&Entry> = counted.filter(|entry| entry.facts.corrected_on.is_some()).collect();
    corrected.sort_by_key(|entry| (entry.facts.corrected_on, entry.facts.doc));
    let mut table = Table::new("corrected", &["corrected_on", "kind", "unit", "event_date"]);
    for Entry { facts, .. } in corrected {
        let (kind, unit) = (entry("kind", facts.kind.code()), Cell::Unit(facts.partition.unit.clone()));
        table.row([day(facts.corrected_on), kind, unit, day(facts.event_date)]);
    }
    table.list(ground.none())
}
