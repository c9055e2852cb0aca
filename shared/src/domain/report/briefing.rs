//! R1, the commune's sheet for the monthly briefing at the transaction point (S0 L60, S2 L96): the month, the year so
//! far, and what is to be done next.

use super::{
    DebtFigures, LineFigures, OpenRemedy, Quality, RemedyFigures, WordFigures, current_plans, debts,
    open_remedies, plan, quality, remedies, words,
};
use crate::catalogue::QuotaProfile;
use crate::date::Date;
use crate::domain::figures::{Detail, Entry, Visit, Window, total};
use crate::domain::links;
use crate::domain::progress::{self, CommuneProgress, DueLoan, RuleProgress};
use crate::domain::register::{Group, Loan};
use crate::domain::units::Unit;
use crate::id::{DocId, UnitCode};
use crate::sorted::{Map, Set};

/// What a briefing is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'s> {
    /// The commune.
    pub unit: &'s Unit,
    /// Its groups in the register.
    pub groups: &'s [Group],
    /// Its loans in the register.
    pub loans: &'s [Loan],
    /// Its records.
    pub entries: &'s [Entry],
    /// The profiles that bind its organisation in the year (`Catalogue::quota_profiles_in`).
    pub profiles: &'s [&'s QuotaProfile],
}

/// The sheet of one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// I. Sessions of the month: oral ones by meeting, and all.
    pub sessions: i64,
    /// Oral sessions by catalogue `meeting_type`.
    pub by_meeting: Map<String, i64>,
    /// People present (lượt người).
    pub attendees: i64,
    /// Loudspeaker broadcasts.
    pub broadcasts: i64,
    /// Leaflets and other pieces handed out.
    pub handed_out: i64,
    /// II. Groups inspected in the month.
    pub groups_in_month: u32,
    /// Distinct borrowers checked in the month.
    pub borrowers_in_month: u32,
    /// The year so far, group by group and rule by rule, under the first profile.
    pub year: CommuneProgress,
    /// The rules over loans, under whichever profile has them.
    pub loans: Vec<RuleProgress>,
    /// New loans that are still to be checked, the most urgent first.
    pub due: Vec<DueLoan>,
    /// III. The register's sums.
    pub quality: Quality,
    /// Debts overdue as inspections of the month found them, by group; the last visit counts.
    pub overdue_seen: Map<UnitCode, i64>,
    /// Debt cases open on the last day.
    pub debts: DebtFigures,
    /// IV. Remedies on the last day.
    pub remedies: RemedyFigures,
    /// Those not done.
    pub open_remedies: Vec<OpenRemedy>,
    /// V. What citizens said in the month.
    pub words: WordFigures,
    /// VI. Lines of the plan for the month after, with what is already done of them.
    pub next: Vec<LineFigures>,
}

/// The sheet of a month; `None` when there is no such month.
pub fn briefing(sources: &Sources<'_>, year: i32, month: u8) -> Option<Briefing> {
    let window = Window::months(year, month, month)?;
    let so_far = Window::year_to(window.to);
    let entries = sources.entries;
    let sums = total(entries, &window);
    let mut inspections = links::inspections(entries);
    inspections.retain(|facts| facts.event_date.is_some_and(|day| day <= so_far.to));
    let in_month: Vec<_> = inspections
        .iter()
        .filter(|facts| facts.counts() && facts.event_date.is_some_and(|day| window.contains(day)))
        .filter(|facts| facts.level.as_ref().is_some_and(|level| level.as_str() == "commune"))
        .collect();
    let groups: Set<&UnitCode> = in_month.iter().filter_map(|facts| facts.group.as_ref()).collect();
    let borrowers: Set<&String> = in_month.iter().flat_map(|facts| &facts.borrowers).collect();
    let first = sources.profiles.first();
    let of_loans = sources.profiles.iter().flat_map(|profile| {
        progress::loans(profile, sources.unit, sources.groups, sources.loans, &inspections, (year, window.to))
    });
    let due = sources
        .profiles
        .iter()
        .flat_map(|profile| progress::new_loans_due(profile, sources.loans, &inspections, window.to));
    Some(Briefing {
        sessions: sums.get("outreach"),
        by_meeting: sums.below("oral").map(|(meeting, number)| (meeting.to_owned(), number)).collect(),
        attendees: sums.get("attendees"),
        broadcasts: sums.get("broadcasts"),
        handed_out: sums.sum_below("handed_out"),
        groups_in_month: number(groups.len()),
        borrowers_in_month: number(borrowers.len()),
        year: first
            .map(|profile| progress::commune(profile, sources.groups, &inspections, year))
            .unwrap_or_default(),
        loans: of_loans.collect(),
        due: due.collect(),
        quality: quality(sources.groups),
        overdue_seen: overdue_seen(entries, window),
        debts: debts(entries, window.to),
        remedies: remedies(entries, window.to),
        open_remedies: open_remedies(entries, window.to),
        words: words(entries, &window),
        next: next_month(entries, year, month),
    })
}

/// What the commune's own inspections found overdue.
fn overdue_seen(entries: &[Entry], window: Window) -> Map<UnitCode, i64> {
    let mut found: Map<UnitCode, (Option<Date>, DocId, i64)> = Map::new();
    for entry in entries.iter().filter(|entry| entry.counts_in(&window)) {
        let Detail::Visit(Visit { overdue: Some(overdue), .. }) = &entry.detail else { continue };
        let facts = &entry.facts;
        let own = facts.level.as_ref().is_some_and(|level| level.as_str() == "commune");
        let Some(group) = facts.group.as_ref().filter(|_| own) else { continue };
        let seen = (facts.event_date, facts.doc, *overdue);
        let newest = found.entry(group.clone()).or_insert_with(|| seen);
        *newest = seen.max(*newest);
    }
    found.into_iter().map(|(group, (.., overdue))| (group, overdue)).collect()
}

/// What the newest plan has for the month after.
fn next_month(entries: &[Entry], year: i32, month: u8) -> Vec<LineFigures> {
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let plans = current_plans(entries, year).into_iter();
    let lines = plans.flat_map(|(_, newest)| plan(newest, entries));
    lines.filter(|figures| figures.line.month == Some(month)).collect()
}

fn number(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::domain::sample::{day, entry, group, loan, unit};
    use crate::record::{Flat, Kind};

    fn session(number: u8, on: u8, meeting: &str, attendees: i64) -> Entry {
        entry(number, Kind::Outreach, "HT", (day(2026, 10, on), "submitted"), |flat| {
            flat.set("form", "oral");
            flat.set("meeting_type", meeting);
            flat.set("attendees_total", attendees);
            flat.set("leaflets.aa", 40);
        })
    }

    fn visit(number: u8, month: u8, on: u8, group: &str, borrowers: std::ops::Range<u8>) -> Entry {
        entry(number, Kind::Inspection, "HT", (day(2026, month, on), "submitted"), |flat: &mut Flat| {
            flat.set("inspection_kind", "commune_to_group");
            flat.set("group_code", group);
            for borrower in borrowers {
                flat.set(format!("borrower.b{borrower}.loan_code"), format!("{group}/{borrower}"));
            }
        })
    }

    /// SC-1: chị Mẫu's October, with what the year had before.
    #[test]
    fn r1_the_sheet_of_october_says_what_the_month_had_and_what_is_due() {
        let unit = unit("HT", "commune", "BM");
        let groups: Vec<Group> = (1..=7).map(|n| group("HT", &format!("T-{n:04}"), 14)).collect();
        let loans = [loan("T-0001/0", "T-0001", day(2026, 9, 10)), loan("N", "T-0001", day(2026, 10, 20))];
        let entries = [
            session(1, 5, "group_meeting", 32),
            session(2, 12, "transaction_point_briefing", 20),
            session(3, 13, "group_meeting", 25),
            visit(4, 10, 6, "T-0001", 0..6),
            visit(5, 10, 7, "T-0002", 0..5),
            visit(6, 9, 8, "T-0003", 0..5),
            visit(7, 10, 9, "T-0003", 3..7),
            entry(8, Kind::Feedback, "HT", (day(2026, 10, 9), "submitted"), |flat| {
                flat.set("feedback_kind", "wish");
            }),
            entry(9, Kind::Remedy, "HT", (day(2026, 9, 8), "draft"), |flat| {
                flat.set("due_date", day(2026, 9, 30));
            }),
            entry(10, Kind::Debt, "HT", (day(2026, 9, 8), "draft"), |flat| flat.set("amount", 8_000_000)),
            entry(11, Kind::Plan, "HT", (day(2026, 1, 5), "accepted"), |flat| {
                flat.set("year", 2026);
                flat.set("item.a.kind", "inspection");
                flat.set("item.a.month", 11);
                flat.set("item.b.kind", "outreach");
                flat.set("item.b.month", 3);
            }),
        ];
        let profiles: Vec<_> = Catalogue::builtin().quota_profiles_in("youth_union", 2026).collect();
        let sources =
            Sources { unit: &unit, groups: &groups, loans: &loans, entries: &entries, profiles: &profiles };
        let sheet = briefing(&sources, 2026, 10).unwrap();
        assert_eq!((sheet.sessions, sheet.attendees, sheet.handed_out, sheet.broadcasts), (3, 77, 120, 0));
        // S0-11: by meeting.
        assert_eq!(sheet.by_meeting.get("group_meeting"), Some(&2));
        assert_eq!((sheet.groups_in_month, sheet.borrowers_in_month), (3, 15));
        assert_eq!(
            sheet.year.rules.iter().map(|row| (row.done, row.need)).collect::<Vec<_>>(),
            [(3, 7), (15, 35)]
        );
        assert_eq!(sheet.year.rules[0].percent(), "42,86");
        assert_eq!(sheet.year.groups[2].borrowers_done, 7);
        assert_eq!((sheet.loans[0].done, sheet.loans[0].need), (1, 1));
        assert_eq!(
            sheet.due.iter().map(|due| (due.loan.as_str(), due.days_left)).collect::<Vec<_>>(),
            [("N", 19)]
        );
        assert_eq!((sheet.quality.members, sheet.debts.amount), (315, 8_000_000));
        assert_eq!((sheet.remedies.total, sheet.remedies.overdue, sheet.open_remedies.len()), (1, 1, 1));
        assert_eq!((sheet.words.received, sheet.next.len()), (1, 1));
        let september = briefing(&sources, 2026, 9).unwrap();
        assert_eq!((september.sessions, september.groups_in_month, september.year.rules[0].done), (0, 1, 1));
        assert_eq!(briefing(&sources, 2026, 13), None);
    }
}
