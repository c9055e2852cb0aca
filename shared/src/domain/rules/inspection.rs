//! What an inspection needs beside its borrowers and findings (records.md §4, form 16/TD).

use super::Sheet;
use crate::catalogue::Catalogue;
use crate::domain::links;
use crate::id::Code;
use crate::record::Flat;
use crate::text::{count, money};

/// Members of a group outside which a warning is due (S2 L66; requirements F-5).
const GROUP_MEMBERS: std::ops::RangeInclusive<i64> = 5..=60;

pub(super) fn check(sheet: &mut Sheet<'_>) {
    subject(sheet);
    team(sheet);
    visit_days(sheet);
    general(sheet);
    answers(sheet);
    if sheet.flat.flag("paper_signed") != Some(true) {
        sheet.warn("paper_signed", "paper.not_signed", []);
    }
}

/// What is inspected: the group where the kind is about groups, the commune where it is about communes.
fn subject(sheet: &mut Sheet<'_>) {
    let Some(kind) = sheet.flat.text("inspection_kind") else {
        sheet.error("inspection_kind", "inspection_kind.missing", []);
        return;
    };
    let of_level = sheet.catalogue.entry("inspection_kind", kind).and_then(|entry| entry.of_level.as_ref());
    match of_level.map(Code::as_str) {
        Some("group") => sheet.require("group_code", "group_code.missing"),
        Some("commune" | "district") => sheet.require("inspected_unit", "inspected_unit.missing"),
        _ => {}
    }
}

/// Exactly one member of the team leads it (16/TD).
fn team(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    let members = flat.entries("team");
    let leaders: Vec<_> =
        members.iter().filter(|id| flat.flag(&format!("team.{id}.leader")) == Some(true)).collect();
    match leaders.as_slice() {
        [] => sheet.error("team", "team.no_leader", []),
        [_] => {}
        [_, others @ ..] => {
            for id in others {
                sheet.error(format!("team.{id}.leader"), "team.several_leaders", [leaders.len().to_string()]);
            }
        }
    }
    for id in &members {
        sheet.require(&format!("team.{id}.name"), "team.unnamed");
    }
}

/// The last day of the visit is the record's day.
fn visit_days(sheet: &mut Sheet<'_>) {
    let last = sheet.flat.members("visit_day").filter_map(|day| day.parse::<i64>().ok()).max();
    if last.zip(sheet.flat.int("event_date")).is_some_and(|(last, day)| last != day) {
        sheet.warn("visit_day", "visit_day.not_event_date", []);
    }
}

/// The general figures (16/TD I) agree with each other.
fn general(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    let pair = |a: &str, b: &str| flat.int(&format!("general.{a}")).zip(flat.int(&format!("general.{b}")));
    if let Some((saving, members)) = pair("members_saving", "members").filter(|(part, all)| part > all) {
        sheet.error(
            "general.members_saving",
            "general.saving_above_members",
            [count(saving), count(members)],
        );
    }
    if let Some((overdue, debt)) = pair("overdue", "outstanding").filter(|(part, all)| part > all) {
        sheet.warn("general.overdue", "general.overdue_above_outstanding", [money(overdue), money(debt)]);
    }
    if let Some(members) = flat.int("general.members").filter(|members| !GROUP_MEMBERS.contains(members)) {
        let limits = [GROUP_MEMBERS.start(), GROUP_MEMBERS.end()].map(|limit| count(*limit));
        let [least, most] = limits;
        sheet.warn("general.members", "general.group_size", [count(members), least, most]);
    }
    if let Some(rank) = score_rank(sheet.catalogue, flat) {
        sheet.warn("general.rank", "general.rank_unlike_score", [rank]);
    }
}

/// The rank that the score asks for, when another one is written (catalogue `group_rank`).
fn score_rank(catalogue: &Catalogue, flat: &Flat) -> Option<String> {
    let (score, rank) = flat.int("general.score").zip(flat.text("general.rank"))?;
    let fitting = catalogue
        .list("group_rank")
        .iter()
        .filter(|entry| entry.score_min.is_some_and(|least| least <= score))
        .max_by_key(|entry| entry.score_min)?;
    (fitting.id.as_str() != rank).then(|| fitting.vi.clone())
}

/// Questions of the visit's checklist that have no answer yet.
fn answers(sheet: &mut Sheet<'_>) {
    let questions = links::subjects(sheet.catalogue, sheet.flat)
        .flat_map(|subject| links::questions(subject, sheet.flat));
    let (mut all, mut open) = (0, 0);
    for question in questions {
        all += 1;
        open += i64::from(sheet.flat.get(&format!("answer.{}.value", question.id)).is_none());
    }
    if open > 0 {
        sheet.warn("answer", "answers.open", [count(open), count(all)]);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::register::Group;
    use crate::domain::rules::{Context, Problem, Severity, problems};
    use crate::record::{Flat, Kind};

    /// SC-2: inspection of T-0004 with as many borrowers A1, A2 … as asked for.
    pub fn of_t_0004(borrowers: usize) -> Flat {
        let mut flat = Flat::default();
        flat.set("event_date", Date::new(2026, 10, 6).unwrap());
        flat.set("org", "youth_union");
        flat.set("inspection_kind", "commune_to_group");
        flat.set("group_code", "T-0004");
        flat.set("team.k1.name", "Lò Văn Thử");
        flat.set("team.k1.leader", true);
        flat.set("team.k2.name", "Vàng Thị Mẫu");
        flat.set("paper_signed", true);
        for subject in Catalogue::builtin().subjects("commune_to_group") {
            for question in &subject.questions {
                flat.set(
                    format!("answer.{}.value", question.id),
                    question.good.as_ref().map_or("", |g| g.as_str()),
                );
            }
        }
        for number in [
            "cr_unmet_need",
            "ga_members_saving",
            "ga_savings_balance",
            "ga_overdue_amount",
            "ga_interest_arrears_members",
        ] {
            flat.set(format!("answer.{number}.value"), 0);
        }
        flat.set("answer.ga_rank.value", "good");
        for number in 1..=borrowers {
            flat.set(format!("borrower.b{number}.loan_code"), format!("A{number}"));
            flat.set(format!("borrower.b{number}.name"), format!("Người vay {number}"));
        }
        flat
    }

    /// T-0004 with so many borrowers in the register.
    pub fn group(borrowers: u32) -> Group {
        Group {
            code: "T-0004".parse().unwrap(),
            org: "youth_union".parse().unwrap(),
            unit: "HT".parse().unwrap(),
            village: String::new(),
            head: String::new(),
            deputy: String::new(),
            members: 45,
            members_saving: 18,
            borrowers,
            outstanding: 0,
            overdue: 0,
            frozen: 0,
            interest_arrears: 0,
            savings_balance: 12_500_000,
            score: None,
            rank: None,
            as_of: Date::new(2026, 9, 30).unwrap(),
        }
    }

    pub fn found(flat: &Flat, borrowers_in_register: u32) -> Vec<Problem> {
        let group = group(borrowers_in_register);
        let context = Context { today: Date::new(2026, 10, 6).unwrap(), group: Some(&group) };
        problems(Catalogue::builtin(), Kind::Inspection, flat, &context)
    }

    pub fn codes(flat: &Flat) -> Vec<(Severity, &'static str)> {
        found(flat, 14).into_iter().map(|problem| (problem.severity, problem.code)).collect()
    }

    use Severity::{Error, Warning};

    #[test]
    fn a_whole_inspection_can_be_completed() {
        assert_eq!(codes(&of_t_0004(5)), []);
    }

    #[test]
    fn exactly_one_member_leads_the_team() {
        let mut flat = of_t_0004(5);
        flat.set("team.k2.leader", true);
        assert_eq!(codes(&flat), [(Error, "team.several_leaders")]);
        flat.set("team.k1.removed", true);
        assert_eq!(codes(&flat), []);
        flat.set("team.k2.removed", true);
        assert_eq!(codes(&flat), [(Error, "team.no_leader")]);
        flat.set("team.k3.leader", true);
        assert_eq!(codes(&flat), [(Error, "team.unnamed")]);
    }

    #[test]
    fn an_inspection_from_above_names_the_commune() {
        let mut flat = of_t_0004(5);
        flat.set("inspection_kind", "district_to_commune");
        assert!(codes(&flat).contains(&(Error, "inspected_unit.missing")));
        flat.set("inspected_unit", "HT");
        assert!(!codes(&flat).iter().any(|(severity, _)| *severity == Error));
    }

    #[test]
    fn general_figures_agree_with_each_other() {
        let mut flat = of_t_0004(5);
        for (field, value) in
            [("members", 4), ("members_saving", 5), ("overdue", 2), ("outstanding", 1), ("score", 72)]
        {
            flat.set(format!("general.{field}"), value);
        }
        flat.set("general.rank", "good");
        assert_eq!(
            codes(&flat),
            [
                (Error, "general.saving_above_members"),
                (Warning, "general.overdue_above_outstanding"),
                (Warning, "general.group_size"),
                (Warning, "general.rank_unlike_score"),
            ]
        );
    }

    #[test]
    fn open_questions_an_unsigned_paper_and_a_stray_visit_day_are_warnings() {
        let mut flat = of_t_0004(5);
        flat.set("answer.ga_rank.value", crate::record::Scalar::Null);
        flat.set("paper_signed", false);
        flat.set("visit_day.20261005", true);
        assert_eq!(
            codes(&flat),
            [(Warning, "visit_day.not_event_date"), (Warning, "answers.open"), (Warning, "paper.not_signed")]
        );
    }
}
