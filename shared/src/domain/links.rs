//! Inspections that are part of one another (S2 L76-80): a province's visit to a district, the communes it went to,
//! their groups, their borrowers. A part says only what is its own; level, unit and group come from above. Nothing
//! here decides whether a record counts: each does or does not by itself.

use std::borrow::Cow;

use crate::catalogue::{Catalogue, Question, Subject};
use crate::domain::facts::Facts;
use crate::domain::figures::{Detail, Entry};
use crate::id::{Code, DocId};
use crate::record::Flat;
use crate::sorted::{Map, Set};

/// The kinds of one visit: its own, then those that it is combined with (S1 L169).
pub fn kinds(flat: &Flat) -> impl Iterator<Item = &str> {
    flat.text("inspection_kind").into_iter().chain(flat.members("also"))
}

/// What is asked on a visit: the subjects of all of its kinds, each once, in the catalogue's order.
pub fn subjects<'c>(catalogue: &'c Catalogue, flat: &Flat) -> impl Iterator<Item = &'c Subject> {
    let kinds: Set<String> = kinds(flat).map(str::to_owned).collect();
    let applies =
        move |subject: &&Subject| subject.applies_to.iter().any(|kind| kinds.contains(kind.as_str()));
    catalogue.subjects.iter().filter(applies)
}

/// The questions of a subject that a record is asked: those of its day, and whatever it has an answer to.
pub fn questions<'s>(subject: &'s Subject, flat: &'s Flat) -> impl Iterator<Item = &'s Question> {
    let day = flat.date("event_date");
    let is_asked = move |question: &&Question| {
        day.is_none_or(|day| question.is_valid(day))
            || flat.get(&format!("answer.{}.value", question.id)).is_some()
    };
    subject.questions.iter().filter(is_asked)
}

/// Level word of a kind of inspection that any level makes.
const ANY_LEVEL: &str = "any";

/// The facts of all inspections among these, each with the level, the unit and the group that it has from the
/// inspections above it: what `progress` counts.
pub fn inspections(entries: &[Entry]) -> Vec<Facts> {
    linked(entries).into_iter().map(Cow::into_owned).collect()
}

/// The same without a copy of those that are part of no other.
pub fn linked(entries: &[Entry]) -> Vec<Cow<'_, Facts>> {
    let visit = |entry: &Entry| match &entry.detail {
        Detail::Visit(visit) => Some(visit.parent),
        _ => None,
    };
    let has_parts = entries.iter().any(|entry| visit(entry).flatten().is_some());
    let visits = || entries.iter().filter(|entry| visit(entry).is_some());
    let by_doc: Map<DocId, &Entry> =
        if has_parts { visits().map(|entry| (entry.facts.doc, entry)).collect() } else { Map::new() };
    visits().map(|entry| with_above(entry, &by_doc)).collect()
}

fn with_above<'e>(entry: &'e Entry, by_doc: &Map<DocId, &'e Entry>) -> Cow<'e, Facts> {
    let mut facts = Cow::Borrowed(&entry.facts);
    let of_any = |level: &Option<Code>| level.as_ref().is_none_or(|level| level.as_str() == ANY_LEVEL);
    let mut seen = Set::from([facts.doc]);
    let mut above = parent(entry, by_doc);
    // A loop in the links ends where it would begin again.
    while let Some(entry) = above.filter(|entry| seen.insert(entry.facts.doc)) {
        let (facts, up) = (facts.to_mut(), &entry.facts);
        if of_any(&facts.level) {
            facts.level.clone_from(&up.level);
        }
        // What another level inspected is not what this one did.
        if facts.level == up.level {
            facts.group = facts.group.take().or_else(|| up.group.clone());
            facts.inspected_unit = facts.inspected_unit.take().or_else(|| up.inspected_unit.clone());
        }
        above = parent(entry, by_doc);
    }
    facts
}

fn parent<'e>(entry: &Entry, by_doc: &Map<DocId, &'e Entry>) -> Option<&'e Entry> {
    let Detail::Visit(visit) = &entry.detail else { return None };
    by_doc.get(&visit.parent?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::progress;
    use crate::domain::sample::{day, entry_of, group, record, unit};
    use crate::record::Kind;

    /// One part of a visit: its number, the part above it, its kind, what it inspects, its borrowers.
    struct Part<'p>(u8, Option<u8>, &'p str, &'p str, &'p str, std::ops::Range<u32>);

    fn entry(part: &Part<'_>) -> Entry {
        let Part(number, parent, kind, unit, group, borrowers) = part;
        let flat = record(day(2026, 5, 4), "accepted", |flat| {
            flat.set("inspection_kind", *kind);
            if let Some(parent) = parent {
                flat.set("parent_inspection", DocId([*parent; 16]).to_string());
            }
            for (key, code) in [("inspected_unit", unit), ("group_code", group)] {
                if !code.is_empty() {
                    flat.set(key, *code);
                }
            }
            for n in borrowers.clone() {
                flat.set(format!("borrower.b{n}.loan_code"), format!("{number}-{n}"));
            }
        });
        entry_of(DocId([*number; 16]), Kind::Inspection, "TN", &flat)
    }

    #[test]
    fn a_visit_in_four_parts_counts_for_the_province_at_every_level() {
        let parts = [
            Part(1, None, "province_to_district", "d1", "", 0..0),
            Part(2, Some(1), "province_to_commune", "c1", "", 0..0),
            Part(3, Some(2), "borrower_visit", "", "g1", 0..3),
            Part(4, Some(3), "borrower_visit", "", "", 3..5),
        ];
        let entries: Vec<Entry> = parts.iter().map(entry).collect();
        let facts = inspections(&entries);
        let last = &facts[3];
        assert_eq!(last.level.as_ref().map(Code::as_str), Some("province"));
        assert_eq!(last.group.as_ref().map(ToString::to_string).as_deref(), Some("g1"));
        assert_eq!(last.inspected_unit.as_ref().map(ToString::to_string).as_deref(), Some("c1"));
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let districts =
            [(unit("d1", "district", "TN"), vec![(unit("c1", "commune", "d1"), vec![group("c1", "g1", 9)])])];
        let rows = progress::province(profile, &"TN".parse().unwrap(), &districts, &facts, 2026);
        let told: Vec<_> = rows.iter().map(|row| (row.rule.as_str(), row.done, row.need)).collect();
        assert_eq!(
            told,
            [
                ("p_districts", 1, 1),
                ("p_communes_per_district", 1, 1),
                ("p_groups_per_commune", 1, 1),
                ("p_borrowers_per_commune", 5, 5)
            ]
        );
    }

    #[test]
    fn a_borrowers_visit_counts_for_the_level_that_it_is_part_of_and_alone_for_none() {
        let parts = [
            Part(1, None, "district_to_commune", "c1", "g1", 0..2),
            Part(2, Some(1), "borrower_visit", "", "", 2..5),
            Part(3, None, "commune_to_group", "", "g1", 0..0),
            Part(4, Some(3), "borrower_visit", "", "", 0..4),
            Part(5, None, "borrower_visit", "", "g1", 0..9),
        ];
        let entries: Vec<Entry> = parts.iter().map(entry).collect();
        let facts = inspections(&entries);
        let communes = [(unit("c1", "commune", "BM"), vec![group("c1", "g1", 9)])];
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let done = progress::area(profile, &"BM".parse().unwrap(), &communes, &facts, 2026);
        let of = |rule: &str| done.communes[0].rule(rule).map(|row| (row.done, row.need));
        assert_eq!(of("d_borrowers_per_group"), Some((5, 5)));
        assert_eq!(of("c_borrowers_per_group"), Some((4, 5)));
    }

    #[test]
    fn a_loop_or_a_missing_part_ends_the_search() {
        let parts = [
            Part(1, Some(2), "borrower_visit", "", "", 0..1),
            Part(2, Some(1), "borrower_visit", "", "g1", 0..1),
            Part(3, Some(9), "borrower_visit", "", "", 0..1),
        ];
        let entries: Vec<Entry> = parts.iter().map(entry).collect();
        let facts = inspections(&entries);
        assert_eq!(facts.len(), 3);
        assert!(facts.iter().all(|facts| facts.level.as_ref().map(Code::as_str) == Some("any")));
        assert_eq!(facts[2].group, None);
    }

    #[test]
    fn s1_17_a_visit_of_two_kinds_is_asked_the_questions_of_both_and_each_once() {
        let catalogue = Catalogue::builtin();
        let mut flat = Flat::default();
        flat.set("inspection_kind", "commune_to_group");
        let asked =
            |flat: &Flat| subjects(catalogue, flat).map(|subject| subject.id.clone()).collect::<Vec<_>>();
        let own = asked(&flat);
        flat.set("also.outreach_plan_check", true);
        flat.set("also.commune_to_group", true);
        let both = asked(&flat);
        assert_eq!(both[..own.len()], own);
        assert!(both.len() > own.len());
        assert_eq!(both.iter().collect::<Set<_>>().len(), both.len());
        flat.set("also.outreach_plan_check", false);
        assert_eq!(asked(&flat), own);
    }

    #[test]
    fn s1_17_a_check_of_the_outreach_plan_is_no_inspection_of_lending() {
        let parts = [Part(1, None, "outreach_plan_check", "c1", "", 0..0)];
        let facts = inspections(&parts.iter().map(entry).collect::<Vec<_>>());
        let communes = [(unit("c1", "commune", "BM"), vec![group("c1", "g1", 9)])];
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let done = progress::area(profile, &"BM".parse().unwrap(), &communes, &facts, 2026);
        assert_eq!(done.communes[0].rule("d_communes").map(|row| row.done), Some(0));
    }
}
