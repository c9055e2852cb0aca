//! Administrative units as versioned data (decisions.md D-1): validity, parent, successors. No code assumes
//! three levels.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::domain::facts::Facts;
use crate::id::{Code, UnitCode};
use crate::sorted::Set;

/// One unit in one period of validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Stable code.
    pub code: UnitCode,
    /// Level word of the tier profile: `province`, `area`, `district`, `commune`.
    pub level: Code,
    /// The unit above.
    pub parent: Option<UnitCode>,
    /// Name without the level word: "Huổi Trăng".
    pub name: String,
    /// Area with special difficulties: other shares under profile 727.
    pub difficult_area: bool,
    /// First day; open when absent.
    pub valid_from: Option<Date>,
    /// Last day; open when absent.
    pub valid_to: Option<Date>,
    /// Units that took over on the day after `valid_to`.
    pub successors: Vec<UnitCode>,
    /// Who went where, when there are several successors.
    pub division: Division,
}

/// How a unit that was split was shared out among its successors. Said by a person, never guessed: without it, what
/// the unit had stays under its old code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// Where each group went, by group.
    pub groups: Vec<(UnitCode, UnitCode)>,
    /// Where everything else went: other groups, and records that name none.
    pub rest: Option<UnitCode>,
}

/// All units that were ever known here, each in its periods of validity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    units: Vec<Unit>,
}

impl Unit {
    /// True when the unit exists on a day.
    pub fn is_valid(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The one unit that took over what this unit had of a group, or what names no group.
    fn heir(&self, group: Option<&UnitCode>) -> Option<&UnitCode> {
        if let [successor] = self.successors.as_slice() {
            return Some(successor);
        }
        let assigned = self.division.groups.iter().find(|(known, _)| Some(known) == group);
        assigned.map(|(_, part)| part).or(self.division.rest.as_ref())
    }

    /// All units that took over something of this one.
    fn heirs(&self) -> impl Iterator<Item = &UnitCode> {
        let parts = self.division.groups.iter().map(|(_, part)| part);
        self.heir(None).into_iter().chain(parts)
    }
}

impl Units {
    /// The tree of these rows.
    pub fn new(units: Vec<Unit>) -> Self {
        Self { units }
    }

    /// The unit of a code as it is on a day; `None` when there is none then.
    pub fn at(&self, code: &UnitCode, day: Date) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == *code && unit.is_valid(day))
    }

    /// The units above, nearest first. A loop in the data ends where it would begin again.
    pub fn ancestors(&self, code: &UnitCode, day: Date) -> Vec<&Unit> {
        let mut above: Vec<&Unit> = Vec::new();
        let mut next = self.at(code, day).and_then(|unit| unit.parent.as_ref());
        while let Some(unit) = next.and_then(|code| self.at(code, day)) {
            if unit.code == *code || above.iter().any(|known| known.code == unit.code) {
                break;
            }
            above.push(unit);
            next = unit.parent.as_ref();
        }
        above
    }

    /// The unit itself and every unit below it on a day, by code: the scope of an account.
    pub fn scope(&self, code: &UnitCode, day: Date) -> Vec<&Unit> {
        let mut scope: Vec<&Unit> = self
            .units
            .iter()
            .filter(|unit| unit.is_valid(day))
            .filter(|unit| {
                unit.code == *code || self.ancestors(&unit.code, day).iter().any(|up| up.code == *code)
            })
            .collect();
        scope.sort_by(|a, b| a.code.cmp(&b.code));
        scope
    }

    /// The units directly below on a day, in the order of the list.
    pub fn children<'u>(&'u self, code: &'u UnitCode, day: Date) -> impl Iterator<Item = &'u Unit> {
        self.units.iter().filter(move |unit| unit.is_valid(day) && unit.parent.as_ref() == Some(code))
    }

    /// The codes of which a unit has something on a day: its own, and those of the units of which it took over all or
    /// a part, in order.
    pub fn taken_over(&self, code: &UnitCode, day: Date) -> Set<UnitCode> {
        let codes = self.units.iter().map(|unit| &unit.code);
        let under = codes.filter(|known| self.followers(known, day).contains(code)).cloned();
        under.chain([code.clone()]).collect()
    }

    /// The units that stand on a day for all that a code had: itself while it exists, else those that took over.
    pub fn followers(&self, code: &UnitCode, day: Date) -> Set<UnitCode> {
        let (mut found, mut seen, mut open) = (Set::new(), Set::new(), vec![code.clone()]);
        while let Some(code) = open.pop() {
            if self.at(&code, day).is_some() {
                found.insert(code);
            } else if seen.insert(code.clone())
                && let Some(last) = self.last(&code)
            {
                open.extend(last.heirs().cloned());
            }
        }
        found
    }

    /// The last periods of the units that a unit took over, by code: what tells that it stands for them.
    pub fn ended_into(&self, code: &UnitCode, day: Date) -> Vec<&Unit> {
        let before = self.taken_over(code, day).into_iter().filter(|before| before != code);
        before.filter_map(|before| self.last(&before)).collect()
    }

    /// The last period of a code that ended.
    fn last(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.iter().filter(|unit| unit.code == *code).max_by_key(|unit| unit.valid_to)
    }

    /// The last day of a unit that does not exist on a day; `None` when it does, or never ended.
    pub fn ended_on(&self, code: &UnitCode, day: Date) -> Option<Date> {
        let periods = self.units.iter().filter(|unit| unit.code == *code);
        periods.filter(|_| self.at(code, day).is_none()).filter_map(|unit| unit.valid_to).max()
    }

    /// Sums a record under the units that stand for its own on a day (decisions.md D-1): whose it is, and whom it
    /// inspected. The record itself keeps what it says.
    pub fn roll_up(&self, facts: &mut Facts, day: Date) {
        let group = facts.group.as_ref();
        facts.partition.unit = self.rolled_up(&facts.partition.unit, group, day);
        if let Some(inspected) = &mut facts.inspected_unit {
            *inspected = self.rolled_up(inspected, group, day);
        }
    }

    /// The unit under which what `code` had of a group, or of none, is summed on a day: itself while it exists, else
    /// the one that took it over, and so on. A split that nobody shared out stays under its old code.
    pub fn rolled_up(&self, code: &UnitCode, group: Option<&UnitCode>, day: Date) -> UnitCode {
        let mut current = code.clone();
        for _ in 0..self.units.len() {
            if self.at(&current, day).is_some() {
                return current;
            }
            match self.last(&current).and_then(|last| last.heir(group)) {
                Some(heir) => current = heir.clone(),
                None => break,
            }
        }
        current
    }

    /// The unit whose people the people of `code` are on a day. A unit that was abolished hands its records up, never
    /// its people: they stay where they were and see no more than before.
    pub fn home(&self, code: &UnitCode, day: Date) -> UnitCode {
        let home = self.rolled_up(code, None, day);
        let was_above = |last: &Unit| {
            let day = last.valid_to.unwrap_or(day);
            last.parent.as_ref() == Some(&home) || self.ancestors(code, day).iter().any(|up| up.code == home)
        };
        if home != *code && self.last(code).is_some_and(was_above) { code.clone() } else { home }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    fn unit(code: &str, level: &str, parent: Option<&str>) -> Unit {
        Unit {
            code: code.parse().unwrap(),
            level: level.parse().unwrap(),
            parent: parent.map(|code| code.parse().unwrap()),
            name: code.to_owned(),
            difficult_area: false,
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            division: Division::default(),
        }
    }

    fn ended(mut unit: Unit, on: Date, successors: &[&str]) -> Unit {
        unit.valid_to = Some(on);
        unit.successors = successors.iter().map(|code| code.parse().unwrap()).collect();
        unit
    }

    fn begun(mut unit: Unit, on: Date) -> Unit {
        unit.valid_from = Some(on);
        unit
    }

    fn code(text: &str) -> UnitCode {
        text.parse().unwrap()
    }

    fn codes(units: &[&Unit]) -> Vec<String> {
        units.iter().map(|unit| unit.code.to_string()).collect()
    }

    /// Bản Vầu was formed of two communes on 1/7/2025; one of them had been part of an older one (SC-12).
    fn thuong_ngan() -> Units {
        Units::new(vec![
            unit("TN", "province", None),
            unit("BM", "area", Some("TN")),
            unit("HT", "commune", Some("BM")),
            ended(unit("OLD", "commune", Some("BM")), day(2019, 12, 31), &["BV1"]),
            ended(begun(unit("BV1", "commune", Some("BM")), day(2020, 1, 1)), day(2025, 6, 30), &["BV"]),
            ended(unit("BV2", "commune", Some("BM")), day(2025, 6, 30), &["BV"]),
            begun(unit("BV", "commune", Some("BM")), day(2025, 7, 1)),
            ended(unit("SPLIT", "commune", Some("BM")), day(2025, 6, 30), &["HT", "BV"]),
        ])
    }

    #[test]
    fn a_scope_holds_the_unit_and_what_lies_below_it_on_that_day() {
        let units = thuong_ngan();
        assert_eq!(codes(&units.scope(&code("BM"), day(2026, 1, 1))), ["BM", "BV", "HT"]);
        assert_eq!(codes(&units.scope(&code("BM"), day(2025, 6, 30))), ["BM", "BV1", "BV2", "HT", "SPLIT"]);
        assert_eq!(codes(&units.scope(&code("HT"), day(2026, 1, 1))), ["HT"]);
        assert_eq!(codes(&units.scope(&code("XX"), day(2026, 1, 1))), [] as [&str; 0]);
        assert_eq!(codes(&units.ancestors(&code("HT"), day(2026, 1, 1))), ["BM", "TN"]);
        let bm = code("BM");
        let below: Vec<_> = units.children(&bm, day(2026, 1, 1)).collect();
        assert_eq!(codes(&below), ["HT", "BV"]);
    }

    #[test]
    fn old_records_keep_their_commune_and_are_summed_under_its_successor() {
        let units = thuong_ngan();
        let under = |from: &str, on: Date| units.rolled_up(&code(from), None, on).to_string();
        assert_eq!(under("BV1", day(2025, 6, 30)), "BV1");
        assert_eq!(under("BV1", day(2025, 7, 1)), "BV");
        assert_eq!(under("OLD", day(2024, 1, 1)), "BV1");
        assert_eq!(under("OLD", day(2026, 1, 1)), "BV");
        assert_eq!(under("HT", day(2026, 1, 1)), "HT");
    }

    #[test]
    fn a_unit_stands_for_all_that_it_took_over_and_a_record_for_whoever_stands_for_its_units() {
        let units = thuong_ngan();
        let of = |of: &str, on: Date| -> Vec<String> {
            units.taken_over(&code(of), on).iter().map(ToString::to_string).collect()
        };
        assert_eq!(of("BV", day(2026, 1, 1)), ["BV", "BV1", "BV2", "OLD"]);
        assert_eq!(of("BV1", day(2024, 1, 1)), ["BV1", "OLD"]);
        assert_eq!(of("HT", day(2026, 1, 1)), ["HT"]);
        assert_eq!(units.ended_on(&code("BV2"), day(2026, 1, 1)), Some(day(2025, 6, 30)));
        assert_eq!(units.ended_on(&code("BV2"), day(2025, 6, 30)), None);
        let mut flat = crate::record::Flat::default();
        flat.set("inspected_unit", "BV2");
        let partition = "BM/youth_union".parse().unwrap();
        let kind = crate::record::Kind::Inspection;
        let catalogue = crate::catalogue::Catalogue::builtin();
        let doc = crate::id::DocId([1; 16]);
        let mut facts = crate::domain::facts::derive(doc, &partition, kind, &flat, catalogue);
        units.roll_up(&mut facts, day(2026, 1, 1));
        assert_eq!((facts.partition.unit, facts.inspected_unit), (code("BM"), Some(code("BV"))));
    }

    #[test]
    fn a_split_is_not_guessed_and_an_unknown_unit_stays_itself() {
        let units = thuong_ngan();
        assert_eq!(units.rolled_up(&code("SPLIT"), None, day(2026, 1, 1)), code("SPLIT"));
        assert_eq!(units.rolled_up(&code("XX"), None, day(2026, 1, 1)), code("XX"));
    }

    #[test]
    fn what_a_split_unit_had_goes_where_a_person_said() {
        let mut split = ended(unit("OLD", "commune", Some("BM")), day(2026, 6, 30), &["P1", "P2"]);
        let assigned = [("T-1", "P1"), ("T-2", "P2")];
        split.division = Division {
            groups: assigned.map(|(group, part)| (code(group), code(part))).to_vec(),
            rest: Some(code("P1")),
        };
        let part = |name: &str| begun(unit(name, "commune", Some("BM")), day(2026, 7, 1));
        let later = ended(part("P2"), day(2026, 9, 30), &["P3"]);
        let last = begun(unit("P3", "commune", Some("BM")), day(2026, 10, 1));
        let units = Units::new(vec![unit("BM", "area", None), split, part("P1"), later, last]);
        let of = |group: Option<&str>, on: Date| {
            units.rolled_up(&code("OLD"), group.map(code).as_ref(), on).to_string()
        };
        assert_eq!(of(Some("T-2"), day(2026, 6, 30)), "OLD");
        assert_eq!(of(Some("T-1"), day(2026, 7, 1)), "P1");
        assert_eq!(of(Some("T-2"), day(2026, 7, 1)), "P2");
        assert_eq!(of(Some("T-2"), day(2026, 10, 1)), "P3");
        assert_eq!([of(None, day(2026, 7, 1)), of(Some("T-9"), day(2026, 7, 1))], ["P1", "P1"]);
        let before = |of: &str| -> Vec<String> {
            units.taken_over(&code(of), day(2026, 10, 5)).iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            (before("P1"), before("P3")),
            (vec!["OLD".into(), "P1".into()], vec!["OLD".into(), "P2".into(), "P3".into()])
        );
    }

    #[test]
    fn an_abolished_unit_hands_its_records_up_and_never_its_people() {
        let units = Units::new(vec![
            unit("TN", "province", None),
            ended(unit("D1", "district", Some("TN")), day(2025, 6, 30), &["TN"]),
            ended(unit("A", "commune", Some("TN")), day(2025, 6, 30), &["B"]),
            unit("B", "commune", Some("TN")),
        ]);
        let after = day(2025, 7, 1);
        assert_eq!(units.rolled_up(&code("D1"), None, after), code("TN"));
        assert_eq!(units.home(&code("D1"), after), code("D1"));
        assert_eq!((units.home(&code("A"), after), units.home(&code("B"), after)), (code("B"), code("B")));
    }

    #[test]
    fn a_loop_in_the_list_ends() {
        let units = Units::new(vec![unit("A", "commune", Some("B")), unit("B", "area", Some("A"))]);
        assert_eq!(codes(&units.ancestors(&code("A"), day(2026, 1, 1))), ["B"]);
        let around = Units::new(vec![
            ended(unit("A", "commune", None), day(2020, 1, 1), &["B"]),
            ended(unit("B", "commune", None), day(2020, 1, 1), &["A"]),
        ]);
        assert!(["A", "B"].contains(&around.rolled_up(&code("A"), None, day(2026, 1, 1)).as_str()));
    }
}
