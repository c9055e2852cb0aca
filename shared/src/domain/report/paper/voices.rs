//! What citizens said (S1 III.3.3, S2 II.2), and what of it stands under difficulties (S1 L240).

use super::build::{Table, day, entry, figure};
use super::ground::Ground;
use super::{Block, Cell};
use crate::domain::figures::{Detail, Entry};
use crate::domain::report::{open_remedies, waiting, words};
use crate::id::{Code, DocId};
use crate::limits::ANSWER_DAYS;
use crate::record::Kind;
use crate::sorted::{Map, Set};

/// Words of wrongdoing stand in no list with the unit where they were heard (records.md §7).
const WRONGDOING: &str = "wrongdoing_report";

/// Received, answered, forwarded, waiting, by kind.
pub(super) fn voices(ground: &Ground<'_>) -> Vec<Block> {
    let entries = ground.material.entries;
    let figures = words(entries, &ground.window);
    let received = i64::from(figures.received);
    let of = |part: u32| ground.records_of(part.into(), received);
    let until: Vec<Entry> = entries.iter().filter(|entry| entry.counts_in(&ground.window)).cloned().collect();
    let waiting = waiting(&until, ground.window.to, ANSWER_DAYS);
    let mut table = Table::new("words_by_kind", &["feedback_kind", "records"]);
    for (kind, number) in &figures.by_kind {
        table.row([entry("feedback_kind", kind.as_str()), Cell::Count((*number).into())]);
    }
    vec![
        figure("words_received", ground.records(received)),
        figure("words_answered", of(figures.answered)),
        figure("words_forwarded", of(figures.forwarded)),
        figure("words_waiting", ground.records(i64::try_from(waiting.len()).unwrap_or(i64::MAX))),
        table.summed(ground.none()),
    ]
}

/// The words and findings that are to stand in the report, and what inspections found and nobody has set right.
pub(super) fn difficulties(ground: &Ground<'_>) -> Vec<Block> {
    vec![flagged(ground), flagged_findings(ground), open_findings(ground)]
}

fn flagged(ground: &Ground<'_>) -> Block {
    const COLUMNS: &[&str] = &["received_on", "feedback_kind", "unit", "answered_on"];
    let entries = ground.material.entries;
    let flagged: Set<DocId> = words(entries, &ground.window).flagged.into_iter().collect();
    let mut rows: Vec<&Entry> = entries.iter().filter(|entry| flagged.contains(&entry.facts.doc)).collect();
    rows.sort_by_key(|entry| (entry.facts.event_date, entry.facts.doc));
    let mut table = Table::new("flagged_words", COLUMNS);
    for word in rows {
        let facts = &word.facts;
        let kind = facts.sort.as_ref().map_or("", Code::as_str);
        let answered_on = match &word.detail {
            Detail::Word(word) => word.answered_on,
            _ => None,
        };
        let unit = if kind == WRONGDOING { Cell::Empty } else { Cell::Unit(facts.partition.unit.clone()) };
        table.row([day(facts.event_date), entry("feedback_kind", kind), unit, day(answered_on)]);
    }
    table.list(ground.none())
}

/// Findings of inspections that are to stand in the report, by what was found and where.
fn flagged_findings(ground: &Ground<'_>) -> Block {
    let by_unit = ground.totals_of(Kind::Inspection, |entry| entry.facts.partition.unit.clone());
    let mut table = Table::new("flagged_findings", &["finding_kind", "unit", "records"]);
    for (unit, sums) in &by_unit {
        for (kind, number) in sums.below("flagged_finding") {
            table.row([entry("finding_kind", kind), Cell::Unit(unit.clone()), Cell::Count(number)]);
        }
    }
    table.list(ground.none())
}

/// Remedies that are not done, by what was found.
fn open_findings(ground: &Ground<'_>) -> Block {
    let mut by_kind: Map<String, (i64, i64)> = Map::new();
    for remedy in open_remedies(ground.material.entries, ground.window.to) {
        let kind = remedy.finding.map_or_else(String::new, |kind| kind.to_string());
        let (open, overdue) = by_kind.entry(kind).or_default();
        *open += 1;
        *overdue += i64::from(remedy.days_over.is_some_and(|days| days > 0));
    }
    let mut table = Table::new("open_findings", &["finding_kind", "open", "overdue_remedies"]);
    for (kind, (open, overdue)) in by_kind {
        table.row([entry("finding_kind", &kind), Cell::Count(open), ground.records(overdue)]);
    }
    table.summed(ground.none())
}
