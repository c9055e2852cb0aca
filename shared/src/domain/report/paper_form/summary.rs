//! 04/BC-TH, the summary of an inspection of group activity. The form has no part V.

use super::super::{Block, Cell};
use super::parts::{
    ANSWERED, answers, assessment, borrowers, chapter, day, figure, general, leader, place, raised,
    represented_by, slips, subjects, table, team, text, total,
};
use super::slip::{self, found};
use super::{HelperSheet, PaperForm, Source};
use crate::domain::links;

pub(super) fn summary(source: &Source<'_>) -> HelperSheet {
    let flat = source.flat;
    let inspected =
        subjects(source).map(|subject| vec![Cell::Entry("subject".to_owned(), subject.id.clone())]);
    let mut chapters = vec![
        chapter("participants", 1, vec![team(flat), represented_by(source)]),
        chapter("when_and_where", 1, place(source)),
        chapter("inspected", 1, vec![table("inspected", &["subject"], inspected.collect(), None)]),
        chapter("results", 1, results(source)),
    ];
    chapters.extend(assessment(flat));
    chapters.push(chapter(
        "documents",
        1,
        vec![
            slips(source),
            figure("minutes_signed_on", day(flat, "paper_signed_on")),
            figure("conclusion_no", text(flat, "conclusion_no")),
            figure("conclusion_date", day(flat, "conclusion_date")),
        ],
    ));
    HelperSheet {
        form: PaperForm::Summary,
        head: Vec::new(),
        chapters,
        signatures: vec![("sign_leader", leader(flat))],
        copies: &["copy_unit"],
    }
}

/// Figures of the group, how the loans are used, and what was answered amiss.
fn results(source: &Source<'_>) -> Vec<Block> {
    let flat = source.flat;
    let mut blocks = general(flat);
    let present = borrowers(flat, false);
    let checked = i64::try_from(source.facts.borrowers.len()).unwrap_or(i64::MAX);
    if checked > 0 {
        let rows = slip::rows(source, &present);
        blocks.push(figure("borrowers_checked", Cell::Count(checked)));
        blocks.extend(found(flat, &present, &total(&rows, slip::COLUMNS.len(), &slip::SUMMED)));
    }
    let asked = subjects(source).flat_map(|subject| links::questions(subject, flat));
    let amiss = answers(flat, raised(flat, asked));
    blocks.extend((!amiss.is_empty()).then(|| table("content_amiss", &ANSWERED, amiss, None)));
    blocks
}
