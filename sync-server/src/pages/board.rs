//! How a report stands to its deadline, as the area's list and the province's board show it: a word and a sign, never a
//! colour alone.

use maud::{Markup, html};

use shared::domain::report::{Report, Standing};
use shared::reading;
use shared::text::Language;

use super::words::{Word, reports as words};
use crate::access::BoardLine;

/// What a report is called for short.
pub(super) fn name(report: Report) -> &'static Word {
    match report {
        Report::Quarterly => &words::R2,
        Report::Outreach => &words::R3,
        Report::Joint => &words::R4,
        Report::Capital => &words::R7,
    }
}

/// A quarter, or the whole year.
pub(super) fn period(language: Language, quarter: u8) -> String {
    match quarter {
        0 => words::WHOLE_YEAR.say(language).to_owned(),
        quarter => words::QUARTER_OF.with(language, &[&quarter]),
    }
}

/// What was sent, and what came back.
pub(super) fn sent(language: Language, line: &BoardLine) -> Markup {
    html! {
        @match line.sent() {
            Some(sending) => span { (words::SENT_AT.with(language, &[&reading::moment(sending.at)])) },
            None if line.returned().is_some() => span { (words::SEND_AGAIN.say(language)) },
            None => span { (words::NOT_SENT.say(language)) },
        }
        @if let Some((sending, back)) = line.returned().and_then(|sending| Some((sending, sending.returned.as_ref()?))) {
            span.light.missing.wrap data-returned=(sending.id) {
                (words::RETURNED_BECAUSE.with(language, &[&reading::moment(back.at), &back.reason]))
            }
        }
    }
}

/// How it stands to its deadline.
pub(super) fn deadline(language: Language, line: &BoardLine) -> Markup {
    let (Some(standing), Some(last)) = (line.standing, line.last_day) else {
        return html! { (words::NO_DEADLINE.say(language)) };
    };
    let (class, code, said) = match standing {
        Standing::OnTime if line.on_the_day => {
            ("amber", "on_the_day", words::ON_THE_DAY.with(language, &[&last]))
        }
        Standing::OnTime => ("met", "on_time", words::ON_TIME.say(language).to_owned()),
        Standing::Late(days) => ("missing", "late", words::LATE.with(language, &[&days])),
        Standing::Due(0) => ("amber", "due", words::DUE_TODAY.say(language).to_owned()),
        Standing::Due(days) => ("nodata", "due", words::DUE_IN.with(language, &[&days])),
        Standing::Missing(days) => ("missing", "missing", words::MISSING.with(language, &[&days])),
    };
    html! {
        span.light.(class) data-standing=(code) { (said) }
        span.by { (words::LAST_DAY.with(language, &[&last])) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::date::Date;

    #[test]
    fn late_on_time_and_the_day_itself_are_told_apart_by_words() {
        let said = |standing, on_the_day| {
            let line = BoardLine {
                report: Report::Joint,
                year: 2026,
                quarter: 0,
                issued_at: None,
                sendings: Vec::new(),
                last_day: Date::new(2026, 11, 15).ok(),
                standing: Some(standing),
                on_the_day,
            };
            deadline(Language::Vi, &line).into_string()
        };
        assert!(said(Standing::Late(1), false).contains("missing\" data-standing=\"late\">Trễ 1 ngày"));
        assert!(said(Standing::OnTime, false).contains("met\" data-standing=\"on_time\">Đúng hạn"));
        assert!(
            said(Standing::OnTime, true)
                .contains("amber\" data-standing=\"on_the_day\">Đúng ngày hạn 15/11/2026")
        );
        assert!(said(Standing::Missing(2), false).contains("Quá hạn 2 ngày, chưa gửi"));
        assert!(said(Standing::Due(0), false).contains("Hôm nay là ngày cuối"));
    }
}
