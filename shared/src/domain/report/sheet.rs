//! R1 as it is printed and issued: rows of stable codes and whole numbers, in the order of reports.md. What was issued
//! is these rows, kept as they were; a later sheet says what has changed since, and never changes what was issued.

use serde::{Deserialize, Serialize};

use super::{Briefing, Sources, briefing};
use crate::catalogue::Catalogue;
use crate::date::Date;
use crate::domain::figures::{Entry, Window};
use crate::domain::review;
use crate::id::UnitCode;
use crate::sorted::{Map, Set};

/// The items of a sheet that are made of the month's records, and so are compared with what was issued. The others
/// follow the bank's lists, or the day on which one looks.
const COMPARED: [&str; 12] = [
    "sessions",
    "meeting",
    "attendees",
    "broadcasts",
    "handed_out",
    "groups_in_month",
    "borrowers_in_month",
    "overdue_seen",
    "words_received",
    "words_answered",
    "words_forwarded",
    "word",
];

/// One row of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its part, 1 to 6.
    pub part: u8,
    /// What it says: a stable code.
    pub item: String,
    /// Of what: a code of the catalogue, a group, a loan; empty for the whole.
    pub of: String,
    /// What else stands in it: codes, names, days.
    pub words: Vec<String>,
    /// Its number; `None` when nothing is known.
    pub number: Option<i64>,
    /// What the number is a part of, or what is needed.
    pub out_of: Option<i64>,
    /// The day from which a correction behind the number holds.
    pub corrected_on: Option<Date>,
}

/// A number that is no longer what was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Year of the sheet in which it was issued.
    pub year: i32,
    /// Its month.
    pub month: u8,
    /// The row's part.
    pub part: u8,
    /// The row's item.
    pub item: String,
    /// Of what.
    pub of: String,
    /// As issued; `None` when the row was not there.
    pub before: Option<i64>,
    /// As it is now; `None` when the row is gone.
    pub now: Option<i64>,
    /// The day from which the correction behind it holds; `None` for what was handed in, taken in or struck out later.
    pub corrected_on: Option<Date>,
}

impl Adjustment {
    /// What it changes.
    pub fn difference(&self) -> i64 {
        self.now.unwrap_or(0).saturating_sub(self.before.unwrap_or(0))
    }
}

/// The sheet of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The commune.
    pub unit: UnitCode,
    /// Its year.
    pub year: i32,
    /// Its month.
    pub month: u8,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What is no longer as earlier sheets said.
    pub adjustments: Vec<Adjustment>,
}

impl Sheet {
    /// The sheet of a month, without a look at earlier ones; `None` when there is no such month.
    pub fn new(sources: &Sources<'_>, year: i32, month: u8) -> Option<Self> {
        let rows = rows(&briefing(sources, year, month)?);
        Some(Self { unit: sources.unit.code.clone(), year, month, rows, adjustments: Vec::new() })
    }

    /// The same with the days of the corrections behind its numbers, and with what has changed since earlier sheets of
    /// the commune were issued, `issued` in the order of their issuing. Sheets of later months are left out.
    #[must_use]
    pub fn adjusted(mut self, sources: &Sources<'_>, issued: &[Self], catalogue: &Catalogue) -> Self {
        let own = (self.year, self.month);
        let months: Set<(i32, u8)> =
            issued.iter().map(|sheet| (sheet.year, sheet.month)).filter(|month| *month < own).collect();
        let uncorrected: Vec<Entry> =
            sources.entries.iter().map(|entry| review::uncorrected(entry, catalogue)).collect();
        self.note_corrections(&Sources { entries: &uncorrected, ..*sources }, sources.entries);
        for (year, month) in months {
            let without = Sources { entries: &uncorrected, ..*sources };
            let (Some(now), Some(without)) =
                (Self::new(sources, year, month), Self::new(&without, year, month))
            else {
                continue;
            };
            let (told, now, without) = (told(issued, year, month), now.compared(), without.compared());
            let corrected_on = newest_correction(sources.entries, year, month);
            for key in told.keys().chain(now.keys()).collect::<Set<_>>() {
                let at = |rows: &Map<Key, i64>| rows.get(key).copied();
                if at(&told) != at(&now) {
                    let (part, item, of) = key.clone();
                    let corrected_on = corrected_on.filter(|_| at(&without) != at(&now));
                    let (before, now) = (at(&told), at(&now));
                    self.adjustments.push(Adjustment {
                        year,
                        month,
                        part,
                        item,
                        of,
                        before,
                        now,
                        corrected_on,
                    });
                }
            }
        }
        self
    }

    /// Notes at each number the day of the correction behind it.
    fn note_corrections(&mut self, uncorrected: &Sources<'_>, entries: &[Entry]) {
        let corrected_on = newest_correction(entries, self.year, self.month);
        let without =
            Self::new(uncorrected, self.year, self.month).map(|sheet| sheet.rows).unwrap_or_default();
        for row in &mut self.rows {
            let same =
                |other: &Row| (&other.item, &other.of, other.number) == (&row.item, &row.of, row.number);
            row.corrected_on = corrected_on.filter(|_| !without.iter().any(same));
        }
    }

    /// The numbers that are compared with later ones.
    fn compared(&self) -> Map<Key, i64> {
        let rows = self.rows.iter().filter(|row| COMPARED.contains(&row.item.as_str()));
        rows.filter_map(|row| Some(((row.part, row.item.clone(), row.of.clone()), row.number?))).collect()
    }
}

/// Part, item and what it is of.
type Key = (u8, String, String);

/// What the sheets said last of a month: its own sheet, and what later ones adjusted.
fn told(issued: &[Sheet], year: i32, month: u8) -> Map<Key, i64> {
    let mut told: Map<Key, i64> = Map::new();
    for sheet in issued {
        if (sheet.year, sheet.month) == (year, month) {
            told = sheet.compared();
        }
        for one in sheet.adjustments.iter().filter(|one| (one.year, one.month) == (year, month)) {
            let key = (one.part, one.item.clone(), one.of.clone());
            match one.now {
                Some(now) => told.insert(key, now),
                None => told.remove(&key),
            };
        }
    }
    told
}

fn newest_correction(entries: &[Entry], year: i32, month: u8) -> Option<Date> {
    let window = Window::months(year, month, month)?;
    entries.iter().filter(|entry| entry.counts_in(&window)).filter_map(|entry| entry.facts.corrected_on).max()
}

fn rows(briefing: &Briefing) -> Vec<Row> {
    let mut rows = Rows(Vec::new());
    rows.add(1, "sessions", "", briefing.sessions);
    for (meeting, number) in &briefing.by_meeting {
        rows.add(1, "meeting", meeting, *number);
    }
    rows.add(1, "attendees", "", briefing.attendees);
    rows.add(1, "broadcasts", "", briefing.broadcasts);
    rows.add(1, "handed_out", "", briefing.handed_out);

    rows.add(2, "groups_in_month", "", i64::from(briefing.groups_in_month));
    rows.add(2, "borrowers_in_month", "", i64::from(briefing.borrowers_in_month));
    for rule in briefing.year.rules.iter().chain(&briefing.loans) {
        rows.part_of(2, "rule", rule.rule.as_str(), i64::from(rule.done), i64::from(rule.need));
    }
    for due in &briefing.due {
        rows.said(2, "due_loan", &due.loan, [due.group.to_string(), due.due_on.to_string()]);
    }

    let quality = &briefing.quality;
    rows.add(3, "outstanding", "", quality.outstanding);
    rows.add(3, "overdue", "", quality.overdue);
    rows.add(3, "interest_arrears", "", quality.interest_arrears);
    rows.add(3, "savings_balance", "", quality.savings_balance);
    rows.part_of(3, "members_saving", "", i64::from(quality.members_saving), i64::from(quality.members));
    for (group, overdue) in &briefing.overdue_seen {
        rows.add(3, "overdue_seen", group.as_str(), *overdue);
    }
    rows.add(3, "debt_cases", "", i64::from(briefing.debts.cases));
    rows.add(3, "debt_amount", "", briefing.debts.amount);

    rows.part_of(
        4,
        "remedies_done",
        "",
        i64::from(briefing.remedies.done),
        i64::from(briefing.remedies.total),
    );
    rows.add(4, "remedies_overdue", "", i64::from(briefing.remedies.overdue));
    for open in &briefing.open_remedies {
        let said = |text: Option<String>| text.unwrap_or_default();
        let kind = said(open.finding.as_ref().map(ToString::to_string));
        let group = said(open.group.as_ref().map(ToString::to_string));
        let due = said(open.due.map(|day| day.to_string()));
        rows.said(4, "remedy", &open.doc.to_string(), [kind, group, open.owner.clone(), due]);
    }

    rows.add(5, "words_received", "", i64::from(briefing.words.received));
    rows.add(5, "words_answered", "", i64::from(briefing.words.answered));
    rows.add(5, "words_forwarded", "", i64::from(briefing.words.forwarded));
    for (kind, number) in &briefing.words.by_kind {
        rows.add(5, "word", kind.as_str(), i64::from(*number));
    }

    for figures in &briefing.next {
        let line = &figures.line;
        let unit = line.group.as_ref().or(line.unit.as_ref()).map(ToString::to_string).unwrap_or_default();
        let words = vec![line.kind.clone(), line.what.clone(), unit];
        let row = Row { part: 6, item: "plan".to_owned(), words, ..Row::default() };
        rows.0.push(Row { number: Some(figures.done), out_of: line.target, ..row });
    }
    rows.0
}

struct Rows(Vec<Row>);

impl Rows {
    fn add(&mut self, part: u8, item: &str, of: &str, number: i64) {
        let (item, of) = (item.to_owned(), of.to_owned());
        self.0.push(Row { part, item, of, number: Some(number), ..Row::default() });
    }

    fn part_of(&mut self, part: u8, item: &str, of: &str, number: i64, out_of: i64) {
        let (item, of) = (item.to_owned(), of.to_owned());
        self.0.push(Row { part, item, of, number: Some(number), out_of: Some(out_of), ..Row::default() });
    }

    fn said<const N: usize>(&mut self, part: u8, item: &str, of: &str, words: [String; N]) {
        let (item, of) = (item.to_owned(), of.to_owned());
        self.0.push(Row { part, item, of, words: words.into(), ..Row::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::correction::Answer;
    use crate::domain::figures::derive;
    use crate::domain::sample::{day, group, unit};
    use crate::id::DocId;
    use crate::record::{Flat, Kind};

    /// 3 November 2026, in Vietnam.
    const NOV_3: i64 = 1_793_664_000_000;

    /// SC-8: KT-T-0007, accepted with 18 million overdue; the paper says 8.
    fn visit(granted: bool) -> Entry {
        let mut flat = Flat::default();
        flat.set("inspection_kind", "commune_to_group");
        flat.set("group_code", "T-0007");
        flat.set("event_date", day(2026, 10, 9));
        flat.set("state", "submitted");
        flat.set("submitted_heads", "v1");
        flat.set("general.overdue", 18_000_000);
        for borrower in 0..5 {
            flat.set(format!("borrower.b{borrower}.loan_code"), format!("L{borrower}"));
        }
        flat.set("correction.a.key", "general.overdue");
        flat.set("correction.a.new", 8_000_000);
        flat.set("correction.a.reason", "ghi nhầm");
        let partition = "HT/youth_union".parse().unwrap();
        let catalogue = Catalogue::builtin();
        let mut record = derive(DocId([7; 16]), &partition, Kind::Inspection, &flat, catalogue);
        let mut review = Flat::default();
        review.set("decision.a.submission", "v1");
        review.set("decision.a.state", "accepted");
        let mut review =
            derive(review::counterpart(DocId([7; 16])), &partition, Kind::Review, &review, catalogue);
        if granted {
            let (by, reason) = ("Hoàng Thị Ví Dụ".to_owned(), String::new());
            let answer = Answer { id: "a".to_owned(), granted: true, reason, by, at_ms: NOV_3 };
            review.ledger.get_or_insert_default().answers.push(answer);
        }
        review::lay(&mut record, &review, catalogue);
        record
    }

    fn with<T>(entries: &[Entry], see: impl FnOnce(&Sources<'_>) -> T) -> T {
        let unit = unit("HT", "commune", "BM");
        let groups = [group("HT", "T-0007", 14)];
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        see(&Sources { unit: &unit, groups: &groups, loans: &[], entries, profiles: &[profile] })
    }

    #[test]
    fn sc8_octobers_sheet_stays_and_novembers_says_what_was_corrected() {
        let october = with(&[visit(false)], |sources| Sheet::new(sources, 2026, 10).unwrap());
        let row = october.rows.iter().find(|row| row.item == "overdue_seen").unwrap();
        assert_eq!((row.of.as_str(), row.number), ("T-0007", Some(18_000_000)));
        let issued = postcard::to_allocvec(&october).unwrap();

        let after = [visit(true)];
        let november = with(&after, |sources| {
            let fresh = Sheet::new(sources, 2026, 11).unwrap();
            fresh.adjusted(sources, std::slice::from_ref(&october), Catalogue::builtin())
        });
        let [only] = <[Adjustment; 1]>::try_from(november.adjustments.clone()).unwrap();
        assert_eq!(
            (only.before, only.now, only.difference()),
            (Some(18_000_000), Some(8_000_000), -10_000_000)
        );
        assert_eq!(only.corrected_on.unwrap().to_string(), "03/11/2026");
        assert_eq!((only.year, only.month, only.of.as_str()), (2026, 10, "T-0007"));
        assert_eq!(postcard::to_allocvec(&october).unwrap(), issued);

        let rules = |sheet: &Sheet| -> Vec<_> {
            sheet.rows.iter().filter(|row| row.item == "rule").map(|row| (row.number, row.out_of)).collect()
        };
        assert_eq!(rules(&november), rules(&october), "the quota is unaffected");
        let anew = with(&after, |sources| {
            Sheet::new(sources, 2026, 10).unwrap().adjusted(sources, &[], Catalogue::builtin())
        });
        let row = anew.rows.iter().find(|row| row.item == "overdue_seen").unwrap();
        assert_eq!(
            (row.number, row.corrected_on.map(|day| day.to_string())),
            (Some(8_000_000), Some("03/11/2026".into()))
        );

        let december = with(&after, |sources| {
            let fresh = Sheet::new(sources, 2026, 12).unwrap();
            fresh.adjusted(sources, &[october, november], Catalogue::builtin())
        });
        assert_eq!(december.adjustments, [], "it is told once");
    }

    #[test]
    fn what_is_struck_out_later_is_an_adjustment_without_a_correction() {
        let mut struck = visit(false);
        let october = with(&[visit(false)], |sources| Sheet::new(sources, 2026, 10).unwrap());
        struck.facts.state = crate::domain::facts::State::Void;
        let november = with(&[struck], |sources| {
            Sheet::new(sources, 2026, 11).unwrap().adjusted(sources, &[october], Catalogue::builtin())
        });
        let changes: Vec<_> = november
            .adjustments
            .iter()
            .map(|one| (one.item.as_str(), one.difference(), one.corrected_on))
            .collect();
        let expected = [("borrowers_in_month", -5), ("groups_in_month", -1), ("overdue_seen", -18_000_000)];
        assert_eq!(changes, expected.map(|(item, difference)| (item, difference, None)));
    }
}
