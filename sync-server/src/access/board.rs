//! The deadline board (reports.md R8 item 7): what of a year's reports is issued, sent and returned, and how each stands
//! to its deadline. What counts as sent is the first sending that did not come back; the day in Vietnam decides.

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::report::{Report, Standing, standing};
use shared::id::UnitCode;

use crate::storage::sendings::{Dispatch, Sending};

/// One report of a year or quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardLine {
    /// The report.
    pub report: Report,
    /// Its year.
    pub year: i32,
    /// Its quarter; 0 for the year.
    pub quarter: u8,
    /// When it was last issued, Unix milliseconds.
    pub issued_at: Option<i64>,
    /// Every sending of it, in order.
    pub sendings: Vec<Sending>,
    /// Last day on which it is in time; `None` when no document sets one.
    pub last_day: Option<Date>,
    /// How it stands to that day.
    pub standing: Option<Standing>,
    /// True when it was sent on the very day that the document names, and the catalogue lets that be in time (D-2).
    pub on_the_day: bool,
}

impl BoardLine {
    /// The sending that counts.
    pub fn sent(&self) -> Option<&Sending> {
        self.sendings.iter().find(|sending| sending.returned.is_none())
    }

    /// The last sending, when it came back and nothing was sent since.
    pub fn returned(&self) -> Option<&Sending> {
        self.sendings.last().filter(|sending| sending.returned.is_some())
    }
}

/// The reports of a year of one unit, `all` being what became of those that it issued. Quarters that have not begun
/// are left out.
pub(super) fn lines(catalogue: &Catalogue, all: &[&Dispatch], year: i32, today: Date) -> Vec<BoardLine> {
    let begun = if year < today.year() { 4 } else { today.month().div_ceil(3) };
    let quarters = |report: &Report| if *report == Report::Quarterly { 1..=begun } else { 0..=0 };
    let papers =
        Report::ALL.into_iter().flat_map(|report| quarters(&report).map(move |quarter| (report, quarter)));
    papers.map(|(report, quarter)| line(catalogue, all, (report, year, quarter), today)).collect()
}

/// One of them.
pub(super) fn line(
    catalogue: &Catalogue,
    all: &[&Dispatch],
    (report, year, quarter): (Report, i32, u8),
    today: Date,
) -> BoardLine {
    let of_it: Vec<&&Dispatch> = all
        .iter()
        .filter(|dispatch| (dispatch.report.as_str(), dispatch.year) == (report.code(), year))
        .filter(|dispatch| dispatch.period == quarter)
        .collect();
    let mut sendings: Vec<Sending> = of_it.iter().flat_map(|dispatch| dispatch.sendings.clone()).collect();
    sendings.sort_by_key(|sending| sending.id);
    let deadline = report.deadline().and_then(|id| catalogue.deadline(id));
    let last_day = deadline.and_then(|deadline| deadline.last_day(year));
    let mut line = BoardLine {
        report,
        year,
        quarter,
        issued_at: of_it.last().map(|dispatch| dispatch.issued_at),
        sendings,
        last_day,
        standing: None,
        on_the_day: false,
    };
    let sent_at = line.sent().map(|sending| sending.at);
    line.standing = deadline.and_then(|deadline| standing(deadline, year, sent_at, today));
    line.on_the_day = deadline.is_some_and(|deadline| deadline.inclusive)
        && sent_at.is_some_and(|at| Some(Date::in_vietnam(at)) == last_day);
    line
}

/// One unit's lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    /// The unit.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
    /// Its reports.
    pub lines: Vec<BoardLine>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::sendings::Return;

    /// 14/11/2026 16:00 and 15/11/2026 08:00 in Vietnam, Unix milliseconds.
    const AT_FOUR: i64 = 1_794_646_800_000;
    const NEXT_MORNING: i64 = 1_794_704_400_000;

    fn sending(id: i64, at: i64, reason: Option<&str>) -> Sending {
        let returned =
            reason.map(|reason| Return { reason: reason.into(), by: "Ví Dụ".into(), at: at + 1 });
        Sending { id, issued: 1, recipient: "Tỉnh đoàn".into(), by: "Ví Dụ".into(), at, returned }
    }

    fn of(sendings: Vec<Sending>) -> Dispatch {
        let unit = "BM".parse().unwrap();
        let report = "r4".to_owned();
        Dispatch { issued: 1, report, unit, year: 2026, period: 0, issued_at: AT_FOUR - 1, sendings }
    }

    fn stands(catalogue: &Catalogue, sendings: Vec<Sending>) -> BoardLine {
        let today = Date::new(2026, 11, 16).unwrap();
        line(catalogue, &[&of(sendings)], (Report::Joint, 2026, 0), today)
    }

    #[test]
    fn sc10_the_afternoon_before_is_on_time_and_the_next_morning_late_or_amber_by_the_setting() {
        assert_eq!(shared::reading::moment(AT_FOUR), "14/11/2026 16:00");
        assert_eq!(shared::reading::moment(NEXT_MORNING), "15/11/2026 08:00");
        let strict = Catalogue::of_this_release();
        let mut inclusive = strict.clone();
        inclusive.deadlines.iter_mut().for_each(|deadline| deadline.inclusive = true);
        let at = |catalogue: &Catalogue, at| {
            let line = stands(catalogue, vec![sending(1, at, None)]);
            (line.standing, line.on_the_day)
        };
        assert_eq!(at(&strict, AT_FOUR), (Some(Standing::OnTime), false));
        assert_eq!(at(&strict, NEXT_MORNING), (Some(Standing::Late(1)), false));
        assert_eq!(at(&inclusive, AT_FOUR), (Some(Standing::OnTime), false));
        assert_eq!(at(&inclusive, NEXT_MORNING), (Some(Standing::OnTime), true), "amber");
    }

    #[test]
    fn what_came_back_does_not_count_as_sent_until_it_is_sent_again() {
        let catalogue = Catalogue::builtin();
        let back = stands(catalogue, vec![sending(1, AT_FOUR, Some("thiếu biểu 2"))]);
        assert_eq!(back.standing, Some(Standing::Missing(2)));
        assert_eq!(back.returned().map(|sending| sending.id), Some(1));
        let again = stands(
            catalogue,
            vec![sending(1, AT_FOUR, Some("thiếu biểu 2")), sending(2, NEXT_MORNING, None)],
        );
        assert_eq!((again.standing, again.returned()), (Some(Standing::Late(1)), None));
        assert_eq!(again.sent().map(|sending| sending.id), Some(2));
    }

    #[test]
    fn quarters_that_have_not_begun_are_not_on_the_board() {
        let quarters = |year, today| {
            let lines = lines(Catalogue::builtin(), &[], year, today);
            lines.iter().filter(|line| line.report == Report::Quarterly).count()
        };
        let day = |month, day| Date::new(2026, month, day).unwrap();
        assert_eq!(quarters(2026, day(3, 31)), 1);
        assert_eq!(quarters(2026, day(4, 1)), 2);
        assert_eq!(quarters(2025, day(4, 1)), 4);
        let lines = lines(Catalogue::builtin(), &[], 2026, day(11, 14));
        let joint = lines.iter().find(|line| line.report == Report::Joint).unwrap();
        assert_eq!((joint.standing, joint.issued_at), (Some(Standing::Due(0)), None));
        let capital = lines.iter().find(|line| line.report == Report::Capital).unwrap();
        assert_eq!((capital.standing, capital.last_day), (None, None));
    }
}
