//! Help for households (records.md §9, S4 L28): one or two households to a helper, a third is flagged and none is
//! taken away.

use crate::date::Date;
use crate::domain::figures::{Detail, Entry, Help, Window};
use crate::domain::rules::{Problem, Severity};
use crate::id::DocId;
use crate::sorted::{Map, Set};

/// Most households that one person helps at a time (S4 L28; catalogue `ratio_rule`).
const HOUSEHOLDS_MAX: usize = 2;

/// The help for households in a window, as it stands on its last day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SupportFigures {
    /// People who help one or two households.
    pub helpers: u32,
    /// People who help more.
    pub helpers_above: u32,
    /// People who are not assigned to a household yet.
    pub helpers_unassigned: u32,
    /// Households helped, each once.
    pub households: u32,
    /// Households that escaped poverty by a decision in the window, each once.
    pub escaped: u32,
}

/// A helper with too many households, and the records from the third on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crowded {
    /// The records that are flagged: those that began last.
    pub flagged: Vec<DocId>,
    /// What each of them says.
    pub problem: Problem,
}

fn helps(entries: &[Entry]) -> impl Iterator<Item = (&Entry, &Help)> {
    entries.iter().filter(|entry| entry.counts()).filter_map(|entry| match &entry.detail {
        Detail::Help(help) => Some((entry, help)),
        _ => None,
    })
}

/// What is going on on a day: by helper, the households with their records in the order in which they began.
type Active<'e> = Map<&'e str, Vec<(Date, DocId, &'e Help)>>;

fn active(entries: &[Entry], day: Date) -> Active<'_> {
    let mut by_helper = Active::new();
    for (entry, help) in helps(entries) {
        let begun = entry.facts.event_date.filter(|begun| *begun <= day);
        if let Some(begun) = begun.filter(|_| help.ended_on.is_none_or(|ended| day <= ended)) {
            by_helper.entry(&help.helper).or_default().push((begun, entry.facts.doc, help));
        }
    }
    for records in by_helper.values_mut() {
        records.sort_by_key(|(begun, doc, _)| (*begun, *doc));
    }
    by_helper
}

fn households<'e>(records: &[(Date, DocId, &'e Help)]) -> Set<&'e str> {
    records.iter().filter_map(|(.., help)| help.household.as_deref()).collect()
}

/// The help for households in a window.
pub fn support(entries: &[Entry], window: &Window) -> SupportFigures {
    let mut figures = SupportFigures::default();
    let mut helped = Set::new();
    for records in active(entries, window.to).values() {
        let households = households(records);
        match households.len() {
            0 => figures.helpers_unassigned += 1,
            1..=HOUSEHOLDS_MAX => figures.helpers += 1,
            _ => figures.helpers_above += 1,
        }
        helped.extend(households);
    }
    figures.households = u32::try_from(helped.len()).unwrap_or(u32::MAX);
    let escaped: Set<&str> = helps(entries)
        .filter(|(_, help)| help.result.as_ref().is_some_and(|result| result.as_str() == "escaped"))
        .filter(|(_, help)| help.decided_on.is_some_and(|day| window.contains(day)))
        .filter_map(|(_, help)| help.household.as_deref())
        .collect();
    figures.escaped = u32::try_from(escaped.len()).unwrap_or(u32::MAX);
    figures
}

/// The helpers who help more than two households on a day.
pub fn crowded(entries: &[Entry], day: Date) -> Vec<Crowded> {
    let mut crowded = Vec::new();
    for records in active(entries, day).values() {
        let mut seen = Set::new();
        let mut flagged = Vec::new();
        for (_, doc, help) in records {
            let Some(household) = help.household.as_deref() else { continue };
            seen.insert(household);
            if seen.len() > HOUSEHOLDS_MAX {
                flagged.push(*doc);
            }
        }
        if let Some((.., help)) = records.first().filter(|_| !flagged.is_empty()) {
            let problem = Problem {
                key: "helper".to_owned(),
                code: "support.too_many",
                severity: Severity::Error,
                args: vec![help.name.clone(), seen.len().to_string()],
            };
            crowded.push(Crowded { flagged, problem });
        }
    }
    crowded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, entry};
    use crate::record::{Flat, Kind};

    fn help(number: u8, helper: &str, household: &str, month: u8, fill: impl FnOnce(&mut Flat)) -> Entry {
        entry(number, Kind::Support, "HT", (day(2026, month, 1), "draft"), |flat| {
            flat.set("helper", helper);
            flat.set("helper_org", "youth_union");
            if household.is_empty() {
                flat.set("unassigned", true);
            } else {
                flat.set("household", household);
            }
            fill(flat);
        })
    }

    #[test]
    fn sc12_a_third_household_is_flagged_and_none_is_taken_away() {
        let all = [
            help(1, "Lò Văn Thử", "H1", 2, |_| {}),
            help(2, "Lò Văn Thử", "H2", 3, |_| {}),
            help(3, "lò văn thử", "H3", 9, |_| {}),
            help(4, "Vàng Thị Mẫu", "H3", 9, |_| {}),
            help(5, "Triệu Văn Giả Định", "", 9, |_| {}),
        ];
        let found = crowded(&all, day(2026, 10, 1));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].flagged, [DocId([3; 16])]);
        assert_eq!(found[0].problem.code, "support.too_many");
        assert_eq!(found[0].problem.args, ["Lò Văn Thử", "3"]);
        let figures = support(&all, &Window::year_to(day(2026, 10, 31)));
        let expected =
            SupportFigures { helpers: 1, helpers_above: 1, helpers_unassigned: 1, households: 3, escaped: 0 };
        assert_eq!(figures, expected);
        assert_eq!(crowded(&all, day(2026, 8, 31)), []);
    }

    #[test]
    fn a_household_that_was_let_go_counts_no_longer_and_one_that_escaped_counts_once() {
        let ended = |flat: &mut Flat| {
            flat.set("ended_on", day(2026, 6, 30));
            flat.set("result", "escaped");
            flat.set("decided_on", day(2026, 6, 30));
        };
        let all = [
            help(1, "Lò Văn Thử", "H1", 2, ended),
            help(2, "Vàng Thị Mẫu", "H1", 2, ended),
            help(3, "Lò Văn Thử", "H2", 3, |_| {}),
            help(4, "Lò Văn Thử", "H3", 7, |_| {}),
        ];
        assert_eq!(crowded(&all, day(2026, 10, 1)), []);
        assert_eq!(crowded(&all, day(2026, 6, 30)), []);
        let figures = support(&all, &Window::year_to(day(2026, 10, 31)));
        assert_eq!((figures.helpers, figures.households, figures.escaped), (1, 2, 1));
    }
}
