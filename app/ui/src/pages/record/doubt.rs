//! A day that must be looked at: it seems to come from a clock that was wrong. The person types the right one, or says
//! that this one is right; until then the record counts nowhere.

use messages::Whole;
use shared::date::Date;
use shared::record::Scalar;
use shared::text::sentence;

use super::write;
use crate::components::{El, Look, Tone, banner, el, framed, press};
use crate::prelude::*;
use crate::state;
use crate::words::{D, fill, language, t};

/// The banner; nothing when the day is as good as any. `own`: the person may mend it.
pub fn section(whole: &Whole, own: bool) -> Option<El> {
    let facts = &whole.listed.facts;
    let day = facts.event_date.filter(|_| facts.day_in_doubt)?;
    let text = el("p").child(fill(D::DoubtText, &[&day.to_string()]));
    let shown = banner(Tone::Careful, el("h2").child(t(D::DoubtHead))).attr("data-doubtful", "").child(text);
    Some(if own { shown.child(ways(whole, day.into())) } else { shown })
}

fn ways(whole: &Whole, day: Scalar) -> Vec<El> {
    let (doc, kind) = (whole.listed.facts.doc, whole.listed.facts.kind);
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let input = el("input")
        .attr("id", "right_day")
        .attr("name", "right_day")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .value(move || typed.get())
        .on("input", move |event| typed.set(event_target_value(&event)));
    let correct = move || {
        let read = read(&typed.get_untracked());
        wrong.set(read.as_ref().err().cloned());
        if let Ok(day) = read {
            write(doc, kind, vec![("event_date".to_owned(), day.into())]);
        }
    };
    let confirm = move || write(doc, kind, vec![("date_confirmed".to_owned(), day.clone())]);
    vec![
        framed("right_day", t(D::DoubtRightDay), t(D::DoubtHint), wrong.into(), input),
        el("div")
            .class("actions")
            .child(press("correct-day", t(D::DoubtCorrect), Look::Main, correct))
            .child(press("confirm-day", t(D::DoubtConfirm), Look::Plain, confirm)),
    ]
}

/// The day as typed, or what is wrong with it in words.
fn read(typed: &str) -> Result<Date, String> {
    let clock = state::clock();
    let (about, latest) = (clock.about_today(), clock.latest_today());
    let say = |code: &str, args: &[String]| sentence(language(), code, args);
    let day = Date::parse_typed(typed, about).map_err(|_| say("field.date", &[]))?;
    if day > latest.plus_days(1) {
        return Err(say("event_date.in_future", &[day.to_string(), latest.to_string()]));
    }
    Ok(day)
}
