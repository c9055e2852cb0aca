//! What the source documents name is in the catalogue: a row of the requirements is a promise here.

use std::collections::BTreeSet;

use super::Catalogue;
use crate::date::Date;

fn has(list: &str, ids: &[&str]) {
    for id in ids {
        assert!(Catalogue::builtin().entry(list, id).is_some(), "{list} has no {id}");
    }
}

fn asks(kind: &str, questions: &[&str]) {
    let asked: BTreeSet<&str> = Catalogue::builtin()
        .subjects(kind)
        .flat_map(|subject| &subject.questions)
        .map(|question| question.id.as_str())
        .collect();
    for question in questions {
        assert!(asked.contains(question), "{kind} does not ask {question}");
    }
}

#[test]
fn s0_2_the_nine_contents_of_the_letter_are_topics() {
    let topics = [
        "bank_role",
        "bank_model_decree_78",
        "directive_40_conclusion_06",
        "bank_strategy_2030",
        "recovery_programme",
        "new_credit_policy",
        "exemplary_people",
        "local_poverty_result",
        "payment_savings_digital",
    ];
    has("topic", &topics);
    assert_eq!(topics.len(), 9);
}

#[test]
fn s0_3_the_list_of_2024_shows_five_events_and_an_old_one_stays_readable() {
    let catalogue = Catalogue::builtin();
    let of = |year| catalogue.events(year).count();
    assert_eq!((of(2024), of(2025), of(2027)), (5, 2, 0));
    assert!(catalogue.entry("national_event", "dien_bien_phu_70").is_some());
}

#[test]
fn s1_the_plan_of_the_province_finds_its_contents_audiences_and_forms() {
    has(
        "topic",
        &[
            "criticise_wrongdoing",
            "poverty_targets_strategy",
            "poverty_policy_procedure",
            "funds_for_the_poor",
        ],
    );
    has(
        "audience",
        &[
            "poor_household",
            "near_poor_household",
            "newly_escaped_household",
            "disabled_poor",
            "ethnic_minority",
        ],
    );
    has(
        "form",
        &[
            "loudspeaker",
            "contest",
            "review_award",
            "training",
            "printed_product",
            "digital_campaign",
            "media_event",
        ],
    );
    has("programme_tag", &["new_countryside", "ethnic_minority_mountain", "poverty_reduction"]);
    has("fund", &["for_the_poor", "gratitude_welfare"]);
    has("feedback_kind", &["proposal", "public_opinion", "wish", "wrongdoing_report"]);
}

#[test]
fn s2_3_and_s2_4_every_product_and_every_direct_form_can_be_chosen() {
    has("print_product", &["leaflet", "folded_leaflet", "panel", "poster", "banner", "picture"]);
    has("digital_product", &["infographic", "video_clip", "photo_set"]);
    has("form", &["thematic_meeting", "training", "contest", "dialogue", "stage_performance"]);
    has(
        "meeting_type",
        &[
            "rep_board_meeting",
            "association_meeting",
            "transaction_point_briefing",
            "group_meeting",
            "branch_meeting",
        ],
    );
    has("audience", &["students", "union_members", "vulnerable"]);
}

#[test]
fn s2_8_to_s2_10_each_matter_of_an_inspection_has_its_question() {
    asks(
        "commune_to_group",
        &["cr_programmes_informed", "cr_right_beneficiary", "cr_unmet_need", "cr_profiteering"],
    );
    // S2 L50: appraisal, loan use, savings, books, due debt, overdue debt, risk debt.
    asks(
        "commune_to_group",
        &[
            "ga_loan_review",
            "ga_loan_use_checked",
            "ga_members_saving",
            "ga_books_complete",
            "ga_due_debt_urged",
            "ga_overdue_amount",
            "ga_risk_debt_handled",
            "ga_sessions_attended",
        ],
    );
    asks(
        "district_to_commune",
        &["sr_conclusion_issued", "sr_remedies_done", "ew_contract_followed", "ew_hard_debt_team"],
    );
    asks("outreach_plan_check", &["op_plan_issued", "op_budget", "op_feedback_channel"]);
}

#[test]
fn s3_and_s4_find_their_organisers_tags_topics_and_forms() {
    has(
        "organisation",
        &[
            "people_council",
            "fatherland_front",
            "people_committee",
            "farmers_union",
            "womens_union",
            "veterans_association",
            "youth_union",
        ],
    );
    has("exemplary_tag", &["ocop", "value_chain", "start_up", "cooperative", "prize_project"]);
    has(
        "topic",
        &["self_reliance", "members_help_households", "funds_for_the_poor", "emulation_leave_no_one_behind"],
    );
    has("print_product", &["panel", "poster", "leaflet"]);
    has("form", &["stage_performance", "dialogue"]);
}

#[test]
fn f8_the_poverty_standard_is_the_one_in_force() {
    let on = |year| {
        let day = Date::new(year, 6, 1).unwrap();
        let standards = Catalogue::builtin().list("poverty_standard").iter();
        standards
            .filter(|standard| standard.is_valid(day))
            .map(|standard| standard.id.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!((on(2026), on(2027)), (vec!["decree_07_2021"], vec!["decree_351_2025"]));
}
