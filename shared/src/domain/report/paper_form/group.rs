//! 16/TD, minutes on a group (records.md §4, "What an official writes on 16/TD").

use super::parts::{
    ANSWERED, GROUP_ACTIVITY, answers, assessment, chapter, general, leader, place, represented_by, slips,
    subjects, table, team,
};
use super::{HelperSheet, PaperForm, Source};
use crate::catalogue::Question;
use crate::domain::links;

/// The six lines of the first table: how the group was founded, and who is on its board.
const FOUNDING_AND_BOARD: [&str; 6] = [
    "ga_neighbour_cluster",
    "ga_size_5_60",
    "ga_board_duties_divided",
    "ga_board_kinship",
    "ga_board_in_org_committee",
    "ga_board_other_bank",
];

/// What the form asks as a figure of part I and not as a line of a table.
const IN_PART_ONE: [&str; 4] = ["ga_members_saving", "ga_savings_balance", "ga_overdue_amount", "ga_rank"];

pub(super) fn minutes(source: &Source<'_>) -> HelperSheet {
    let flat = source.flat;
    let (activity, beyond): (Vec<_>, Vec<_>) =
        subjects(source).partition(|subject| subject.id.as_str() == GROUP_ACTIVITY);
    let asked: Vec<&Question> =
        activity.into_iter().flat_map(|subject| links::questions(subject, flat)).collect();
    let is_in = |lines: &[&str], question: &Question| lines.contains(&question.id.as_str());
    let board = asked.iter().copied().filter(|question| is_in(&FOUNDING_AND_BOARD, question));
    let work = asked
        .iter()
        .copied()
        .filter(|question| !is_in(&FOUNDING_AND_BOARD, question) && !is_in(&IN_PART_ONE, question));
    let mut tables = vec![
        table("founding_and_board", &ANSWERED, answers(flat, board), None),
        table("group_work", &ANSWERED, answers(flat, work), None),
    ];
    // What else was asked has no line in the form; an answer is shown all the same.
    let beyond = beyond.into_iter().flat_map(|subject| links::questions(subject, flat));
    let beyond = beyond.filter(|question| flat.get(&format!("answer.{}.value", question.id)).is_some());
    let beyond = answers(flat, beyond);
    tables.extend((!beyond.is_empty()).then(|| table("beyond_the_form", &ANSWERED, beyond, None)));
    let mut chapters = vec![
        chapter("group_situation", 1, general(flat)),
        chapter("group_and_board", 1, tables),
        chapter("assessment", 1, Vec::new()),
    ];
    chapters.extend(assessment(flat));
    chapters.push(chapter("attached", 0, vec![slips(source)]));
    let mut head = place(source);
    head.extend([team(flat), represented_by(source)]);
    HelperSheet {
        form: PaperForm::Group,
        head,
        chapters,
        signatures: vec![
            ("sign_leader", leader(flat)),
            ("sign_group_head", source.group().map(|group| group.head.clone())),
        ],
        copies: &["copy_team", "copy_group"],
    }
}
