//! The province's aggregates as CSV: what the page shows and nothing more, masked alike. No names, no codes of
//! groups or loans.

use csv::Writer;

use shared::text::Language;

use super::area::waiting;
use super::province::{overdue, saving};
use super::rules::{Audience, light_word, name, printed};
use super::words;
use crate::access::{CommuneFigures, Figures};

/// The file, with a byte order mark so that spreadsheets read its letters right.
pub(crate) fn csv(language: Language, figures: &Figures) -> Vec<u8> {
    let mut file = Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into memory cannot fail.
    let _ = file.write_record(header(figures, language));
    for commune in &figures.communes {
        let _ = file.write_record(row(commune, figures, language));
    }
    file.into_inner().unwrap_or_default()
}

fn header(figures: &Figures, language: Language) -> Vec<String> {
    let fixed = [&words::COMMUNE, &words::AS_OF, &words::LAST_SYNC, &words::WAITING];
    let mut cells: Vec<String> = fixed.iter().map(|word| word.say(language).to_owned()).collect();
    for total in &figures.totals {
        let rule = name(&total.rule, figures.profile, figures.today, language).whole();
        let parts = [&words::DONE, &words::REQUIRED, &words::SHARE, &words::STATE];
        cells.extend(parts.iter().map(|part| format!("{rule}: {}", part.say(language))));
    }
    let figures = [
        &words::ACTIVITIES,
        &words::ATTENDEES,
        &words::LEAFLETS,
        &words::FEEDBACK,
        &words::CONFLICTS,
        &words::OVERDUE,
        &words::SAVING,
    ];
    cells.extend(figures.iter().map(|word| word.say(language).to_owned()));
    cells
}

fn row(commune: &CommuneFigures, figures: &Figures, language: Language) -> Vec<String> {
    let seen_on = commune.seen.commune.map_or_else(String::new, |day| day.to_string());
    let waiting = waiting(&commune.progress, commune.seen, figures.today);
    let mut cells = vec![commune.unit.name.clone(), figures.today.to_string(), seen_on, waiting];
    for rule in &commune.progress.rules {
        let light = commune.seen.light(rule, figures.profile, figures.today);
        let printed = printed(rule, figures.profile, light, Audience::Above);
        let word = if printed.is_void { "" } else { light_word(light, language) };
        cells.extend([printed.done, printed.need, printed.percent, word.to_owned()]);
    }
    // Of a commune that was not heard of, nothing is known: an empty cell, not a zero.
    let known = |number: u32| {
        let is_fresh = commune.seen.is_fresh(figures.today);
        if is_fresh { number.to_string() } else { String::new() }
    };
    let work = &commune.work;
    cells.extend([
        known(work.activities()),
        known(work.attendees),
        known(work.leaflets),
        known(work.feedback.values().sum()),
        known(work.conflicts),
        overdue(&commune.register),
        saving(&commune.register),
    ]);
    cells
}
