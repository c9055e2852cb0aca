//! The tables at the end: by commune and by organisation. Their last rows are the sums of the whole paper: what a
//! silent commune handed in before it fell silent has a row of its own, and so has what other units wrote.

use super::build::{Table, chapter, day, entry, said, written};
use super::ground::{Ground, code_of};
use super::{Cell, Chapter};
use crate::domain::figures::{Entry, Sums, totals};
use crate::id::UnitCode;
use crate::record::Kind;
use crate::sorted::Map;

/// The numbers of a row.
fn numbers(ground: &Ground<'_>, sums: &Sums) -> [Cell; 7] {
    let records = |kind: Kind| ground.records(sums.get(kind.code()));
    [
        records(Kind::Outreach),
        written(sums.get("attendees")),
        written(sums.get("broadcasts")),
        written(sums.sum_below("handed_out")),
        records(Kind::Media),
        records(Kind::Inspection),
        records(Kind::Feedback),
    ]
}

/// By commune, with the day on which each was heard of last.
pub(super) fn by_commune(ground: &Ground<'_>) -> Chapter {
    const COLUMNS: &[&str] = &[
        "unit",
        "activities",
        "attendees",
        "broadcasts",
        "handed_out",
        "products",
        "inspections",
        "words",
        "seen_on",
    ];
    let by = totals(ground.material.entries, &ground.window, |entry| entry.facts.partition.unit.clone());
    let none = Sums::default();
    let of = |unit: &UnitCode| by.get(unit).unwrap_or(&none);
    let mut table = Table::new("by_commune", COLUMNS);
    let row = |name: Cell, cells: [Cell; 7], seen: Cell| [vec![name], cells.into(), vec![seen]].concat();
    for (commune, _) in ground.material.communes {
        let unit = &commune.code;
        let cells = match ground.silence(unit) {
            Some(silent) => std::array::from_fn(|_| silent.clone()),
            None => numbers(ground, of(unit)),
        };
        let seen = day(ground.material.seen.get(unit).copied());
        table.add(row(Cell::Unit(unit.clone()), cells, seen));
    }
    let mut add = |name: Cell, units: &mut dyn Iterator<Item = &UnitCode>| {
        let mut sums = Sums::default();
        units.for_each(|unit| sums.merge(of(unit)));
        if sums != Sums::default() {
            table.add(row(name, numbers(ground, &sums), Cell::Empty));
        }
    };
    let area = &ground.material.unit.code;
    add(Cell::Unit(area.clone()), &mut [area].into_iter());
    add(said("before_silence"), &mut ground.silent().iter().map(|(unit, _)| unit));
    let others = ground.others(ground.material.entries.iter());
    add(said("other_units"), &mut others.iter().copied());
    chapter("annex_communes", 0, vec![table.summed(Cell::Empty)])
}

/// By who organised it (S1 L158-232); by whose record it is where that was not said.
pub(super) fn by_organisation(ground: &Ground<'_>) -> Chapter {
    const COLUMNS: &[&str] =
        &["organisation", "activities", "attendees", "broadcasts", "handed_out", "products", "inspections"];
    let by: Map<String, Sums> = totals(ground.material.entries, &ground.window, organiser);
    let mut table = Table::new("by_organisation", COLUMNS);
    for (organisation, sums) in &by {
        let [held, attendees, broadcasts, handed_out, products, inspections, _] = numbers(ground, sums);
        let did = ["outreach", "media", "inspection"].iter().any(|kind| sums.get(kind) > 0);
        if did {
            let organisation = entry("organisation", organisation);
            table.row([organisation, held, attendees, broadcasts, handed_out, products, inspections]);
        }
    }
    chapter("annex_organisations", 0, vec![table.summed(ground.none())])
}

fn organiser(entry: &Entry) -> String {
    let said = match entry.facts.kind {
        Kind::Outreach => code_of(entry, "organiser"),
        Kind::Media => code_of(entry, "author"),
        Kind::Inspection => code_of(entry, "inspected_by"),
        _ => "",
    };
    if said.is_empty() { entry.facts.partition.org.to_string() } else { said.to_owned() }
}
