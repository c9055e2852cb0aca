//! How far each section is, and which section a problem belongs to. Pure: what is wrong is said by `shared`'s rules,
//! which of it belongs where is said here.

use shared::catalogue::Catalogue;
use shared::domain::facts::State;
use shared::domain::links;
use shared::domain::rules::{Problem, Severity};
use shared::record::Flat;

use super::checks;
use crate::components::TaskState;
use crate::route::Section;
use crate::words::{F, fill, language, t};

/// Figures of the general section of a group; a unit has no score.
const FIGURES: usize = 8;
/// Narratives of the remarks.
const REMARKS: [&str; 4] = ["strengths", "shortcomings", "proposals", "unit_opinion"];

/// State of a section and, in words, what it holds. `population`: borrowers of the group in the register.
pub fn progress(
    section: Section,
    flat: &Flat,
    catalogue: &Catalogue,
    problems: &[Problem],
    population: Option<u32>,
) -> (TaskState, String) {
    let wrong = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error && parent(place_of(&problem.key).0) == section);
    let (done, begun, hint) = match section {
        Section::Team => team(flat),
        Section::General => general(flat),
        Section::Answers => answers(flat, catalogue),
        Section::Borrowers => borrowers(flat, catalogue, population),
        Section::Findings => {
            let written = flat.entries("finding").len();
            (written > 0, written > 0, fill(F::FindingsWritten, &[&written.to_string()]))
        }
        Section::Remarks => {
            let written = REMARKS.iter().filter(|prefix| flat.paragraphs(prefix).next().is_some()).count();
            (
                written > 0,
                written > 0,
                fill(F::RemarksWritten, &[&written.to_string(), &REMARKS.len().to_string()]),
            )
        }
        _ => return check(flat, problems),
    };
    let state = match (begun, wrong, done) {
        (false, ..) => TaskState::Empty,
        (_, true, _) => TaskState::Wrong,
        (_, _, true) => TaskState::Done,
        _ => TaskState::Begun,
    };
    (state, if state == TaskState::Wrong { format!("{hint} · {}", t(F::ToMend)) } else { hint })
}

fn team(flat: &Flat) -> (bool, bool, String) {
    let members = flat.entries("team").len();
    let day = flat.date("event_date");
    let people = fill(F::TeamOf, &[&members.to_string()]);
    let hint = day.map_or_else(|| format!("{people} · {}", t(F::NoDate)), |day| format!("{people} · {day}"));
    (members > 0 && day.is_some() && !flat.entries("represented_by").is_empty(), members > 0, hint)
}

fn general(flat: &Flat) -> (bool, bool, String) {
    let written = flat.below("general").filter(|(name, _)| !name.starts_with("rank")).count();
    let all = FIGURES - usize::from(flat.get("group_code").is_none());
    (written >= all, written > 0, fill(F::FiguresWritten, &[&written.to_string(), &all.to_string()]))
}

fn answers(flat: &Flat, catalogue: &Catalogue) -> (bool, bool, String) {
    let questions = links::subjects(catalogue, flat).flat_map(|subject| links::questions(subject, flat));
    let (mut all, mut answered) = (0, 0);
    for question in questions {
        all += 1;
        answered += usize::from(flat.get(&format!("answer.{}.value", question.id)).is_some());
    }
    (answered == all, answered > 0, fill(F::Answered, &[&answered.to_string(), &all.to_string()]))
}

fn borrowers(flat: &Flat, catalogue: &Catalogue, population: Option<u32>) -> (bool, bool, String) {
    let rows = checks::checks(flat);
    let counted = checks::counted(flat);
    let need = checks::need(catalogue, flat, population);
    let mut hint = match need {
        Some(need) => fill(F::BorrowersOf, &[&counted.to_string(), &need.to_string()]),
        None => fill(F::BorrowersWritten, &[&counted.to_string()]),
    };
    let twins = rows.iter().filter(|check| check.twin.is_some()).count();
    if twins > 0 {
        hint = format!("{hint} · {}", t(F::Duplicate));
    }
    let open = rows.iter().filter(|check| check.open).count();
    if open > 0 {
        hint = format!("{hint} · {}", fill(F::BorrowersOpen, &[&open.to_string()]));
    }
    let enough = need.is_none_or(|need| u32::try_from(counted).unwrap_or(u32::MAX) >= need);
    (enough && twins == 0 && open == 0, !rows.is_empty(), hint)
}

fn check(flat: &Flat, problems: &[Problem]) -> (TaskState, String) {
    let state = flat.text("state").map_or(State::Draft, State::from_code);
    if !matches!(state, State::Draft | State::Returned) {
        let label = Catalogue::label(crate::state::catalogue(), "record_state", state.code(), language());
        return (TaskState::Done, label.into_owned());
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors > 0 {
        return (TaskState::Empty, fill(F::PointsOpen, &[&errors.to_string()]));
    }
    let hint = match problems.len() {
        0 => t(F::ReadyToComplete).to_owned(),
        points => fill(F::ReadyWithPoints, &[&points.to_string()]),
    };
    (TaskState::Begun, hint)
}

/// The section whose list shows an entry's page.
const fn parent(section: Section) -> Section {
    match section {
        Section::Borrower => Section::Borrowers,
        Section::Finding => Section::Findings,
        other => other,
    }
}

/// Where a field is filled in: the section, and the entry that has a page of its own.
pub fn place_of(key: &str) -> (Section, Option<String>) {
    let mut segments = key.split('.');
    let first = segments.next().unwrap_or_default();
    let entry = segments.next().filter(|_| key.split('.').count() == 3).map(str::to_owned);
    match (first, entry) {
        ("event_date" | "team" | "represented_by" | "visit_day" | "organiser" | "also", _) => {
            (Section::Team, None)
        }
        ("general", _) => (Section::General, None),
        ("answer", _) => (Section::Answers, None),
        ("borrower", None) => (Section::Borrowers, None),
        ("borrower", entry) => (Section::Borrower, entry),
        ("finding", None) => (Section::Findings, None),
        ("finding", entry) => (Section::Finding, entry),
        (first, _) if first == "photo" || REMARKS.contains(&first) => (Section::Remarks, None),
        _ => (Section::Check, None),
    }
}

#[cfg(test)]
mod tests {
    use shared::catalogue::Catalogue;

    use super::*;

    fn of(section: Section, flat: &Flat) -> TaskState {
        progress(section, flat, Catalogue::builtin(), &[], Some(14)).0
    }

    #[test]
    fn a_problem_leads_to_the_page_where_it_can_be_mended() {
        assert_eq!(place_of("borrower.k3x.wrong_purpose"), (Section::Borrower, Some("k3x".into())));
        assert_eq!(place_of("borrower.k3x"), (Section::Borrowers, None));
        assert_eq!(place_of("answer.ga_books_complete.value"), (Section::Answers, None));
        assert_eq!(place_of("team.a.name"), (Section::Team, None));
        assert_eq!(place_of("paper_signed"), (Section::Check, None));
    }

    #[test]
    fn a_section_nobody_touched_is_empty_and_not_wrong() {
        let flat = Flat::default();
        let missing =
            [Problem { key: "team".into(), code: "team.no_leader", severity: Severity::Error, args: vec![] }];
        assert_eq!(progress(Section::Team, &flat, Catalogue::builtin(), &missing, None).0, TaskState::Empty);
        let mut flat = flat;
        flat.set("team.a.name", "Lò Văn Thử");
        assert_eq!(progress(Section::Team, &flat, Catalogue::builtin(), &missing, None).0, TaskState::Wrong);
    }

    #[test]
    fn borrowers_are_done_when_enough_distinct_ones_are_written_whole() {
        let mut flat = Flat::default();
        flat.set("org", "youth_union");
        flat.set("inspection_kind", "commune_to_group");
        assert_eq!(of(Section::Borrowers, &flat), TaskState::Empty);
        for number in 1..=5 {
            assert_ne!(of(Section::Borrowers, &flat), TaskState::Done);
            flat.set(format!("borrower.b{number}.loan_code"), format!("A{number}"));
            flat.set(format!("borrower.b{number}.received_total"), 50);
            flat.set(format!("borrower.b{number}.balance_actual"), 40);
        }
        assert_eq!(of(Section::Borrowers, &flat), TaskState::Done);
        flat.set("borrower.b6.loan_code", "A5");
        assert_eq!(of(Section::Borrowers, &flat), TaskState::Begun, "one of them is there twice");
    }
}
