//! What citizens said (reports.md §2, S1-12): received, answered, sent on, waiting too long.

use crate::date::Date;
use crate::domain::figures::{Detail, Entry, Window, Word};
use crate::id::{Code, DocId};
use crate::sorted::Map;

/// Citizens' words of a window, as they stand on its last day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordFigures {
    /// Received.
    pub received: u32,
    /// Of these, answered.
    pub answered: u32,
    /// Of these, sent on and not answered.
    pub forwarded: u32,
    /// Received by kind: catalogue `feedback_kind`.
    pub by_kind: Map<Code, u32>,
    /// To stand in the report's "Khó khăn, vướng mắc".
    pub flagged: Vec<DocId>,
}

fn of(entry: &Entry) -> Option<&Word> {
    match &entry.detail {
        Detail::Word(word) if entry.counts() => Some(word),
        _ => None,
    }
}

/// The citizens' words received in a window.
pub fn words(entries: &[Entry], window: &Window) -> WordFigures {
    let mut figures = WordFigures::default();
    let by = |day: Option<Date>| day.is_some_and(|day| day <= window.to);
    for entry in entries.iter().filter(|entry| entry.counts_in(window)) {
        let Some(word) = of(entry) else { continue };
        figures.received += 1;
        figures.answered += u32::from(by(word.answered_on));
        figures.forwarded += u32::from(by(word.forwarded_on) && !by(word.answered_on));
        if let Some(kind) = &entry.facts.sort {
            *figures.by_kind.entry(kind.clone()).or_default() += 1;
        }
        if word.is_flagged {
            figures.flagged.push(entry.facts.doc);
        }
    }
    figures
}

/// Words without an answer for more than so many days, the longest waiting first, with their days.
pub fn waiting(entries: &[Entry], today: Date, days_max: i64) -> Vec<(DocId, i64)> {
    let mut waiting: Vec<(DocId, i64)> = entries
        .iter()
        .filter(|entry| of(entry).is_some_and(|word| !word.is_closed && word.answered_on.is_none()))
        .filter_map(|entry| {
            let days = today.day_number() - entry.facts.event_date?.day_number();
            (days > days_max).then_some((entry.facts.doc, days))
        })
        .collect();
    waiting.sort_by_key(|(doc, days)| (std::cmp::Reverse(*days), *doc));
    waiting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, entry};
    use crate::record::{Flat, Kind};

    fn word(number: u8, on: Date, kind: &str, fill: impl FnOnce(&mut Flat)) -> Entry {
        entry(number, Kind::Feedback, "HT", (on, "submitted"), |flat| {
            flat.set("feedback_kind", kind);
            fill(flat);
        })
    }

    #[test]
    fn s1_12_what_waits_longer_than_the_set_days_is_listed() {
        let all = [
            word(1, day(2026, 10, 1), "wish", |_| {}),
            word(2, day(2026, 10, 5), "wish", |_| {}),
            word(3, day(2026, 9, 1), "proposal", |flat| flat.set("answered_on", day(2026, 9, 20))),
            word(4, day(2026, 9, 1), "difficulty", |flat| {
                flat.set("forwarded_on", day(2026, 9, 3));
                flat.set("flag_for_report", true);
            }),
            word(5, day(2026, 8, 1), "wish", |flat| flat.set("feedback_state", "closed")),
        ];
        let waits: Vec<_> =
            waiting(&all, day(2026, 10, 15), 10).iter().map(|(doc, days)| (doc.0[0], *days)).collect();
        assert_eq!(waits, [(4, 44), (1, 14)]);
        let figures = words(&all, &Window::year_to(day(2026, 10, 31)));
        assert_eq!((figures.received, figures.answered, figures.forwarded), (5, 1, 1));
        assert_eq!(figures.by_kind.values().sum::<u32>(), 5);
        // S1-22: what is flagged appears.
        assert_eq!(figures.flagged, [DocId([4; 16])]);
        let by = |to| words(&all, &Window::year_to(to)).answered;
        assert_eq!((by(day(2026, 9, 19)), by(day(2026, 9, 20))), (0, 1));
    }
}
