//! Debt cases and the lists of approved borrowers (S2 L98-100).

use crate::date::Date;
use crate::domain::figures::{Debt, Detail, Entry};
use crate::id::{Code, DocId};
use crate::sorted::Map;

/// Debt cases that are open on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DebtFigures {
    /// Open cases.
    pub cases: u32,
    /// Đồng owed in them.
    pub amount: i64,
    /// Cases and đồng by kind: catalogue `finding_kind`.
    pub by_kind: Map<Code, (u32, i64)>,
    /// Open cases about which nothing was done yet.
    pub without_action: Vec<DocId>,
}

/// The debt cases among these records on a day.
pub fn debts(entries: &[Entry], day: Date) -> DebtFigures {
    let mut figures = DebtFigures::default();
    for entry in entries.iter().filter(|entry| entry.counts()) {
        let Detail::Debt(debt) = &entry.detail else { continue };
        if !is_open(entry, debt, day) {
            continue;
        }
        figures.cases += 1;
        figures.amount = figures.amount.saturating_add(debt.amount);
        if let Some(kind) = &entry.facts.sort {
            let (cases, amount) = figures.by_kind.entry(kind.clone()).or_default();
            *cases += 1;
            *amount = amount.saturating_add(debt.amount);
        }
        if debt.actions.first().is_none_or(|first| *first > day) {
            figures.without_action.push(entry.facts.doc);
        }
    }
    figures
}

fn is_open(entry: &Entry, debt: &Debt, day: Date) -> bool {
    entry.facts.event_date.is_some_and(|opened| opened <= day)
        && debt.closed_on.is_none_or(|closed| day < closed)
}

/// Days between receiving a list of approved borrowers and telling the group; `None` while it is not told.
pub fn notice_days(entry: &Entry) -> Option<i64> {
    match &entry.detail {
        Detail::LoanList(list) => Some(list.told_on?.day_number() - entry.facts.event_date?.day_number()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, entry};
    use crate::record::{Flat, Kind};

    fn case(number: u8, kind: &str, amount: i64, fill: impl FnOnce(&mut Flat)) -> Entry {
        entry(number, Kind::Debt, "HT", (day(2026, 9, 10), "draft"), |flat| {
            flat.set("debt_kind", kind);
            flat.set("amount", amount);
            fill(flat);
        })
    }

    #[test]
    fn s2_24_overdue_debt_is_the_sum_of_the_open_cases() {
        let all = [
            case(1, "overdue", 8_000_000, |flat| flat.set("action.a.on", day(2026, 9, 12))),
            case(2, "left_residence", 25_000_000, |_| {}),
            case(3, "overdue", 5_000_000, |flat| flat.set("closed_on", day(2026, 10, 1))),
        ];
        let figures = debts(&all, day(2026, 9, 30));
        assert_eq!((figures.cases, figures.amount), (3, 38_000_000));
        assert_eq!(figures.by_kind.get(&"overdue".parse::<Code>().unwrap()), Some(&(2, 13_000_000)));
        let later = debts(&all, day(2026, 10, 1));
        assert_eq!((later.cases, later.amount), (2, 33_000_000));
        assert_eq!(later.without_action, [DocId([2; 16])]);
        assert_eq!(debts(&all, day(2026, 9, 9)), DebtFigures::default());
    }

    #[test]
    fn s2_23_days_between_receipt_and_notice() {
        let list = |told_on: Option<Date>| {
            entry(1, Kind::LoanList, "HT", (day(2026, 10, 5), "submitted"), |flat| {
                flat.set("customers", 6);
                if let Some(told_on) = told_on {
                    flat.set("told_on", told_on);
                }
            })
        };
        assert_eq!(notice_days(&list(Some(day(2026, 10, 8)))), Some(3));
        assert_eq!(notice_days(&list(None)), None);
        assert_eq!(list(None).sums.get("loan_list_customers"), 6);
    }
}
