//! The borrower checks of one inspection as rows: who is written, who is written twice, how many count. Pure: the
//! same borrower is whoever `shared` counts once.

use shared::catalogue::Catalogue;
use shared::domain::facts::borrower_key;
use shared::record::{Edit, Flat, Scalar};
use shared::sorted::{Map, Set};
use shared::text::fold;

/// One borrower check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Entry id.
    pub id: String,
    /// Borrower's name, or the loan's code where the name is missing.
    pub name: String,
    /// Loan code; empty when the borrower is not in the register.
    pub loan: String,
    /// The borrower was not there.
    pub absent: bool,
    /// What was found on site is not written yet.
    pub open: bool,
    /// Another check of the same borrower in this inspection ("trùng").
    pub twin: Option<String>,
}

/// Every check that is not removed, by name.
pub fn checks(flat: &Flat) -> Vec<Check> {
    let ids = flat.entries("borrower");
    let mut by_borrower: Map<String, Vec<&String>> = Map::new();
    for id in &ids {
        if let Some(key) = borrower_key(flat, id) {
            by_borrower.entry(key).or_default().push(id);
        }
    }
    let row = |id: &String| {
        let text = |field: &str| flat.text(&format!("borrower.{id}.{field}")).unwrap_or_default().to_owned();
        let has = |field: &str| flat.get(&format!("borrower.{id}.{field}")).is_some();
        let same = borrower_key(flat, id).and_then(|key| by_borrower.get(&key));
        let absent = flat.flag(&format!("borrower.{id}.absent")) == Some(true);
        let loan = text("loan_code");
        Check {
            name: Some(text("name")).filter(|name| !name.is_empty()).unwrap_or_else(|| loan.clone()),
            absent,
            open: !(absent || has("received_total") && has("balance_actual")),
            twin: same.and_then(|same| same.iter().find(|other| **other != id)).map(|other| (*other).clone()),
            loan,
            id: id.clone(),
        }
    };
    let mut rows: Vec<Check> = ids.iter().map(row).collect();
    rows.sort_by_cached_key(|check| (fold(&check.name), check.id.clone()));
    rows
}

/// Distinct borrowers that were there: what the quota counts.
pub fn counted(flat: &Flat) -> usize {
    let there = flat
        .entries("borrower")
        .into_iter()
        .filter(|id| flat.flag(&format!("borrower.{id}.absent")) != Some(true));
    there.filter_map(|id| borrower_key(flat, &id)).collect::<Set<_>>().len()
}

/// How many borrowers the quota asks of this inspection; `population`: borrowers of the group in the register.
pub fn need(catalogue: &Catalogue, flat: &Flat, population: Option<u32>) -> Option<u32> {
    let kind = catalogue.entry("inspection_kind", flat.text("inspection_kind")?)?;
    let profile = catalogue.quota_profile_of(flat.text("org")?)?;
    let rule = profile.borrower_rule(kind.by_level.as_ref()?.as_str())?;
    Some(rule.need(population.unwrap_or(u32::MAX)))
}

/// Makes two checks of one borrower into one: what `keep` lacks comes from `drop`, then `drop` is struck out. Where
/// both have a value, `keep`'s stands and the other stays in the history.
pub fn merge(flat: &Flat, keep: &str, drop: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = flat
        .below(&format!("borrower.{drop}"))
        .map(|(field, value)| (format!("borrower.{keep}.{field}"), value.clone()))
        .filter(|(key, _)| !key.ends_with(".removed") && flat.get(key).is_none())
        .collect();
    edits.push((format!("borrower.{drop}.removed"), Scalar::Bool(true)));
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SC-2: A3 was checked by both.
    fn both() -> Flat {
        let mut flat = Flat::default();
        for (id, loan) in [("a", "A1"), ("b", "A2"), ("c", "A3"), ("x", "A3"), ("y", "A4"), ("z", "A5")] {
            flat.set(format!("borrower.{id}.loan_code"), loan);
            flat.set(format!("borrower.{id}.name"), format!("Người vay {loan}"));
        }
        flat
    }

    #[test]
    fn a_borrower_checked_by_two_people_is_flagged_on_both_rows_and_counts_once() {
        let flat = both();
        let twins: Vec<_> =
            checks(&flat).into_iter().filter(|check| check.twin.is_some()).map(|check| check.id).collect();
        assert_eq!(twins, ["c", "x"]);
        assert_eq!(counted(&flat), 5);
    }

    #[test]
    fn merging_fills_what_was_missing_and_changes_nothing_that_stands() {
        let mut flat = both();
        flat.set("borrower.c.balance_actual", 10);
        flat.set("borrower.x.balance_actual", 20);
        flat.set("borrower.x.used_for", "nuôi dê");
        let edits = merge(&flat, "c", "x");
        flat.apply(&edits);
        assert_eq!(flat.int("borrower.c.balance_actual"), Some(10));
        assert_eq!(flat.text("borrower.c.used_for"), Some("nuôi dê"));
        assert_eq!(edits.len(), 2);
        assert!(checks(&flat).iter().all(|check| check.twin.is_none()));
        assert_eq!(counted(&flat), 5);
    }

    #[test]
    fn an_absent_borrower_is_listed_and_not_counted() {
        let mut flat = both();
        flat.set("borrower.a.absent", true);
        assert_eq!((checks(&flat).len(), counted(&flat)), (6, 4));
        assert!(checks(&flat).iter().all(|check| check.open != check.absent));
    }
}
