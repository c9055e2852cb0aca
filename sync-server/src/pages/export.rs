//! The province's aggregates as CSV: what the page shows and nothing more, masked alike. No names, no codes of
//! groups or loans.

use csv::WriterBuilder;

use shared::catalogue::Catalogue;
use shared::text::Language;

use super::area::waiting;
use super::programmes;
use super::province::ongoing::{COLUMNS, column, numbers};
use super::province::{groups_of, overdue, saving};
use super::rules::{Audience, light_word, name, printed};
use super::words;
use crate::access::{CommuneFigures, Figures};

/// The file, with a byte order mark so that spreadsheets read its letters right.
pub(crate) fn csv(language: Language, figures: &Figures) -> Vec<u8> {
    let mut file = WriterBuilder::new().flexible(true).from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into memory cannot fail.
    let _ = file.write_record(header(figures, language));
    for commune in &figures.communes {
        let _ = file.write_record(row(commune, figures, language));
    }
    // The programmes are another table, with columns of its own: an empty line stands between them.
    if !figures.programmes.is_empty() {
        let _ = file.write_record([""]);
        let _ = file.write_record(programmes::COLUMNS.map(|word| word.say(language)));
        for programme in &figures.programmes {
            let _ = file.write_record(programmes::row(language, programme));
        }
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
        &words::OVERDUE,
        &words::SAVING,
    ];
    cells.extend(figures.iter().map(|word| word.say(language).to_owned()));
    cells.extend(COLUMNS.iter().map(|(_, word)| column(word, language)));
    let ranks = Catalogue::builtin().list("group_rank").iter();
    cells.extend(ranks.map(|rank| format!("{}: {}", words::RANKS.say(language), rank.label(language))));
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
        overdue(&commune.register),
        saving(&commune.register),
    ]);
    cells.extend(numbers(&commune.ongoing).map(known));
    let ranks = Catalogue::builtin().list("group_rank").iter();
    cells.extend(ranks.map(|rank| groups_of(&commune.register, &rank.id).unwrap_or_default()));
    cells
}
