//! 03/BB-CX, minutes on a commune's organisation: its entrusted work in figures, four contents with result and
//! shortcoming, the assessment, and what the inspected say of it.

use super::super::{Block, Cell, Chapter, Quality, quality};
use super::parts::{
    ANSWERED, answers, assessment, by_hand, chapter, figure, general, leader, place, raised, represented_by,
    slips, subjects, table, team, typed,
};
use super::{HelperSheet, PaperForm, Source};
use crate::catalogue::{Question, Subject};
use crate::domain::links;

/// The four contents, in the form's order: subjects of the catalogue.
const CONTENTS: [&str; 4] = ["credit_rules", "group_activity", "supervision_results", "entrusted_work"];

pub(super) fn minutes(source: &Source<'_>) -> HelperSheet {
    let flat = source.flat;
    let mut chapters =
        vec![chapter("entrusted_results", 1, entrusted(source)), chapter("contents", 1, Vec::new())];
    for subject in subjects(source).filter(|subject| CONTENTS.contains(&subject.id.as_str())) {
        chapters.extend(content(source, subject));
    }
    chapters.push(chapter("assessment", 1, Vec::new()));
    chapters.extend(assessment(flat));
    chapters.push(chapter("unit_opinion", 1, vec![typed(flat, "unit_opinion")]));
    chapters.push(chapter("attached", 0, vec![slips(source)]));
    let mut head = place(source);
    head.extend([team(flat), represented_by(source)]);
    HelperSheet {
        form: PaperForm::Organisation,
        head,
        chapters,
        signatures: vec![("sign_leader", leader(flat)), ("sign_inspected", None)],
        copies: &["copy_team", "copy_inspected"],
    }
}

/// One content: a) what was found, b) what is amiss.
fn content(source: &Source<'_>, subject: &Subject) -> [Chapter; 3] {
    let flat = source.flat;
    let asked: Vec<&Question> = links::questions(subject, flat).collect();
    let amiss = answers(flat, raised(flat, asked.iter().copied()));
    let amiss = if amiss.is_empty() {
        by_hand("content_amiss")
    } else {
        table("content_amiss", &ANSWERED, amiss, None)
    };
    [
        chapter(subject.id.as_str(), 2, Vec::new()),
        chapter("content_result", 3, vec![table("content_result", &ANSWERED, answers(flat, asked), None)]),
        chapter("content_amiss", 3, vec![amiss]),
    ]
}

/// The organisation's figures: as the inspection wrote them down, else the sums of the bank's list with its day.
fn entrusted(source: &Source<'_>) -> Vec<Block> {
    // With a group named, the record's figures are the group's.
    let is_own = source.facts.group.is_none() && source.flat.below("general").next().is_some();
    if is_own { general(source.flat) } else { of_list(source) }
}

fn of_list(source: &Source<'_>) -> Vec<Block> {
    let groups = source.groups;
    let Quality { members, members_saving, outstanding, overdue, interest_arrears, savings_balance, .. } =
        quality(groups);
    let frozen = groups.iter().map(|group| group.frozen).fold(0, i64::saturating_add);
    let known = |cell: Cell| if groups.is_empty() { Cell::Empty } else { cell };
    let count = i64::try_from(groups.len()).unwrap_or(i64::MAX);
    let (members, members_saving) = (i64::from(members), i64::from(members_saving));
    let of = groups.iter().map(|group| group.as_of).max();
    vec![
        figure("list_of", of.map_or(Cell::Empty, Cell::Day)),
        figure("groups", known(Cell::Count(count))),
        figure("members", known(Cell::Count(members))),
        figure("outstanding", known(Cell::Dong(outstanding))),
        figure("overdue", known(Cell::DongOf(overdue, outstanding))),
        figure("frozen", known(Cell::DongOf(frozen, outstanding))),
        figure("interest_arrears", known(Cell::Dong(interest_arrears))),
        figure("savings_balance", known(Cell::Dong(savings_balance))),
        figure("members_saving", known(Cell::Of(members_saving, members))),
    ]
}
