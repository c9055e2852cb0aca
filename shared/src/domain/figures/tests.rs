//! Hand counts against sums, and the promise that a figure is the same wherever it is computed.

use proptest::prelude::*;

use super::*;
use crate::domain::sample::{day, entry, entry_of, record};
use crate::id::DocId;
use crate::text::percent;

fn october() -> Window {
    Window::months(2026, 10, 10).unwrap()
}

fn one(kind: Kind, fill: impl FnOnce(&mut Flat)) -> Sums {
    entry(1, kind, "HT", (day(2026, 10, 5), "submitted"), fill).sums
}

#[test]
fn windows_are_whole_months_quarters_and_the_year_up_to_a_day() {
    assert_eq!(Window::months(2026, 2, 2), Some(Window { from: day(2026, 2, 1), to: day(2026, 2, 28) }));
    assert_eq!(Window::quarter(2026, 4), Some(Window { from: day(2026, 10, 1), to: day(2026, 12, 31) }));
    assert_eq!(
        (Window::quarter(2026, 0), Window::quarter(2026, 5), Window::months(2026, 3, 2)),
        (None, None, None)
    );
    let annual = Window::year_to(day(2026, 10, 31));
    assert!(annual.contains(day(2026, 1, 1)) && annual.contains(day(2026, 10, 31)));
    assert!(!annual.contains(day(2026, 11, 5)) && !annual.contains(day(2025, 12, 31)));
    let leap = Window { from: day(2024, 2, 1), to: day(2024, 2, 29) };
    assert_eq!(leap.year_before(), Window { from: day(2023, 2, 1), to: day(2023, 2, 28) });
}

#[test]
fn an_activity_is_counted_as_a_hand_counts_it() {
    let sums = one(Kind::Outreach, |flat| {
        flat.set("form", "oral");
        flat.set("meeting_type", "group_meeting");
        for key in ["topic.loan_procedure", "topic.savings_mobilisation", "audience.poor_household"] {
            flat.set(key, true);
        }
        flat.set("programme_tag.poverty_reduction", true);
        flat.set("programme_tag.new_countryside", true);
        flat.set("attendees_total", 32);
        flat.set("attendees_women", 18);
        flat.set("attendees_by.poor_household", 20);
        flat.set("leaflets.aa", 25);
        flat.set("leaflets.bb", 15);
        flat.set("handed_out.poster.aa", 7);
        flat.set("funding.local_budget", 2_000_000);
        flat.set("funding.assigned_budget", 3_000_000);
        flat.set("event_tag", "army_80");
    });
    assert_eq!((sums.get("outreach"), sums.get("form.oral"), sums.get("oral.group_meeting")), (1, 1, 1));
    // An activity with two topics counts in both; tagged twice, once in the total (S1-18).
    assert_eq!((sums.sum_below("topic"), sums.sum_below("programme"), sums.get("outreach")), (2, 2, 1));
    assert_eq!(
        (sums.get("attendees"), sums.get("women"), sums.get("audience_people.poor_household")),
        (32, 18, 20)
    );
    assert_eq!((sums.get("handed_out.leaflet"), sums.get("handed_out.poster")), (40, 7));
    assert_eq!((sums.sum_below("funding"), sums.get("event.army_80")), (5_000_000, 1));
}

#[test]
fn training_contest_awards_and_gifts_are_counted_by_what_they_are() {
    let training = one(Kind::Outreach, |flat| {
        flat.set("form", "training");
        flat.set("classes", 2);
        flat.set("days", 3);
        flat.set("attendees_total", 60);
        flat.set("trainees.youth_union", 20);
        flat.set("trainees.savings_group", 40);
    });
    // S1-9: persons and classes; three days do not make 180 persons.
    assert_eq!(
        (training.get("classes"), training.sum_below("trainees"), training.get("attendees")),
        (2, 60, 60)
    );
    let event = one(Kind::Outreach, |flat| {
        flat.set("form", "review_award");
        for (id, kind) in [("a", "collective"), ("b", "household"), ("c", "individual"), ("d", "individual")]
        {
            flat.set(format!("award.{id}.kind"), kind);
        }
        flat.set("award.d.contributor", true);
        flat.set("entries", 12);
        flat.set("prizes", 3);
        flat.set("donation.x.fund", "for_the_poor");
        flat.set("donation.x.amount", 5_000_000);
        flat.set("donation.x.donor_kind", "enterprise");
        flat.set("donation.y.fund", "gratitude_welfare");
        flat.set("donation.y.amount", 1_000_000);
    });
    let awards: Vec<_> = event.below("award").collect();
    assert_eq!(awards, [("collective", 1), ("household", 1), ("individual", 2)]);
    assert_eq!((event.get("awarded_contributors"), event.get("entries"), event.get("prizes")), (1, 12, 3));
    assert_eq!((event.sum_below("donation"), event.get("donor.enterprise")), (6_000_000, 5_000_000));
    assert_eq!(event.get("form_group.event"), 1);
}

/// S0-21: an optional figure that nobody wrote is printed as dots, a zero as a zero.
#[test]
fn an_unanswered_figure_is_no_number() {
    let savers = |number: Option<i64>| {
        let sums = one(Kind::Outreach, |flat| {
            if let Some(number) = number {
                flat.set("new_savers", number);
            }
        });
        let mut twice = sums.clone();
        twice.merge(&sums);
        twice.known("new_savers")
    };
    assert_eq!([savers(None), savers(Some(0)), savers(Some(6))], [None, Some(0), Some(12)]);
}

#[test]
fn s0_10_what_was_published_is_press_web_internal_and_social_together() {
    let sums = one(Kind::Media, |flat| {
        flat.set("form", "article");
        for outlet in
            ["province_newspaper", "province_portal", "bank_website", "social_network", "commune_loudspeaker"]
        {
            flat.set(format!("outlet.{outlet}.published_on"), day(2026, 10, 6));
        }
        flat.set("outlet.bank_magazine.link", "chưa đăng");
        flat.set("author_org", "bank_office");
        for (id, on, views) in [("r1", 7, 120), ("r2", 20, 450)] {
            flat.set(format!("reading.{id}.read_on"), day(2026, 10, on));
            flat.set(format!("reading.{id}.views"), views);
        }
    });
    assert_eq!((sums.get("published"), sums.sum_below("published_in")), (5, 5));
    assert_eq!((sums.get("published_in.newspaper"), sums.get("published_in.broadcast")), (1, 1));
    assert_eq!((sums.get("form.article"), sums.get("author.bank_office"), sums.get("views")), (1, 1, 450));
}

#[test]
fn the_use_of_loans_is_added_up_without_the_absent() {
    let sums = one(Kind::Inspection, |flat| {
        flat.set("inspection_kind", "district_to_commune");
        flat.set("also.outreach_plan_check", true);
        for (id, received, right, wrong) in [("a", 50, 50, 0), ("b", 50, 25, 25), ("c", 40, 40, 0)] {
            flat.set(format!("borrower.{id}.loan_code"), id);
            flat.set(format!("borrower.{id}.received_total"), received * 1_000_000);
            flat.set(format!("borrower.{id}.right_purpose"), right * 1_000_000);
            flat.set(format!("borrower.{id}.wrong_purpose"), wrong * 1_000_000);
        }
        flat.set("borrower.c.absent", true);
        flat.set("finding.f.kind", "wrong_purpose");
    });
    assert_eq!(
        (sums.get("received"), sums.get("right"), sums.get("wrong")),
        (100_000_000, 75_000_000, 25_000_000)
    );
    assert_eq!((sums.get("customers_right"), sums.get("customers_wrong"), sums.get("borrowers")), (1, 1, 2));
    assert_eq!(percent(sums.get("wrong"), sums.get("received")), "25,00");
    // S1-17: one visit of two kinds counts once for each, and is one visit.
    assert_eq!(sums.sum_below("inspection"), 2);
    assert_eq!((sums.get("inspection"), sums.get("finding.wrong_purpose")), (1, 1));
}

#[test]
fn a_record_counts_once_handed_in_and_a_living_one_until_it_is_struck_out() {
    let counts =
        |kind, state: &str| entry(1, kind, "HT", (day(2026, 10, 5), state), |_| {}).counts_in(&october());
    for (state, handed_in, living) in [
        ("draft", false, true),
        ("completed", false, true),
        ("submitted", true, true),
        ("void", false, false),
    ] {
        assert_eq!(counts(Kind::Outreach, state), handed_in, "{state}");
        assert_eq!(counts(Kind::Remedy, state), living, "{state}");
    }
    let outside = entry(1, Kind::Debt, "HT", (day(2026, 11, 1), "draft"), |_| {});
    assert!(outside.counts() && !outside.counts_in(&october()));
}

const COMMUNES: [&str; 4] = ["HT", "NS", "PN", "LG"];

/// A record: its commune, whether it is an inspection, its day, its edits (field and number).
type Seed = (usize, bool, u8, Vec<(u8, i64)>);

fn any_entry() -> impl Strategy<Value = Seed> {
    (0..COMMUNES.len(), any::<bool>(), 1..29_u8, prop::collection::vec((0..6_u8, 0..1_000_i64), 0..8))
}

fn entries(seeds: &[Seed]) -> Vec<Entry> {
    let fill = |flat: &mut Flat, edits: &[(u8, i64)]| {
        flat.set("form", "oral");
        flat.set("inspection_kind", "commune_to_group");
        for (n, (field, number)) in edits.iter().enumerate() {
            match field {
                0 => flat.set(format!("leaflets.d{n}"), *number),
                1 => flat.set("attendees_total", *number),
                2 => flat.set(format!("funding.{}", ["local_budget", "assigned_budget"][n % 2]), *number),
                3 => flat.set("topic.loan_procedure", *number % 2 == 0),
                4 => flat.set(format!("borrower.b{n}.received_total"), *number + 1),
                _ => flat.set(format!("borrower.b{n}.wrong_purpose"), *number),
            }
        }
    };
    let made = seeds.iter().zip(0_u8..).map(|((commune, visit, on, edits), number)| {
        let state = ["draft", "submitted", "accepted"][edits.len() % 3];
        let flat = record(day(2026, 10, *on), state, |flat| fill(flat, edits));
        let kind = if *visit { Kind::Inspection } else { Kind::Outreach };
        entry_of(DocId([number; 16]), kind, COMMUNES[*commune], &flat)
    });
    made.collect()
}

proptest! {
    /// The phones' figures together are the office's, and the province's, in whatever order records arrived.
    #[test]
    fn phone_office_and_province_have_the_same_figures_for_the_same_records(
        seeds in prop::collection::vec(any_entry(), 0..40),
        turned in any::<prop::sample::Index>(),
    ) {
        let all = entries(&seeds);
        let office = total(&all, &october());
        let by_commune = totals(&all, &october(), |entry| entry.facts.partition.unit.clone());
        let mut province = Sums::default();
        for commune in COMMUNES {
            let phone: Vec<Entry> =
                all.iter().filter(|entry| entry.facts.partition.unit.as_str() == commune).cloned().collect();
            let own = total(&phone, &october());
            let shown = by_commune.iter().find(|(unit, _)| unit.as_str() == commune).map(|(_, sums)| sums.clone());
            prop_assert_eq!(&own, &shown.unwrap_or_default());
            province.merge(&own);
        }
        prop_assert_eq!(&province, &office);
        let mut other = all.clone();
        if !other.is_empty() {
            let turn = turned.index(other.len());
            other.rotate_left(turn);
            other.reverse();
        }
        prop_assert_eq!(total(&other, &october()), office);
    }

    /// A share of the whole is made of the sums of its parts.
    #[test]
    fn a_percentage_is_never_an_average_of_percentages(
        seeds in prop::collection::vec(any_entry(), 0..40)
    ) {
        let all = entries(&seeds);
        let parts = totals(&all, &october(), |entry| entry.facts.partition.unit.clone());
        let (wrong, received) = parts
            .values()
            .fold((0, 0), |(wrong, received), sums| (wrong + sums.get("wrong"), received + sums.get("received")));
        let whole = total(&all, &october());
        prop_assert_eq!(percent(whole.get("wrong"), whole.get("received")), percent(wrong, received));
    }
}

#[test]
fn s1_6_broadcasts_are_summed_by_commune_and_month() {
    let broadcast = |number, unit: &str, month, times: i64| {
        entry(number, Kind::Outreach, unit, (day(2026, month, 3), "submitted"), |flat| {
            flat.set("form", "loudspeaker");
            flat.set("broadcasts.aa", times);
            flat.set("broadcasts.bb", 1);
            flat.set("broadcast_minutes.aa", times * 5);
        })
    };
    let all = [
        broadcast(1, "HT", 9, 2),
        broadcast(2, "HT", 9, 3),
        broadcast(3, "HT", 10, 4),
        broadcast(4, "NS", 9, 1),
    ];
    let year = Window::year_to(day(2026, 12, 31));
    let by = totals(&all, &year, |entry| {
        (entry.facts.partition.unit.to_string(), entry.facts.event_date.map(Date::month))
    });
    let told: Vec<_> =
        by.values().map(|sums| (sums.get("broadcasts"), sums.get("broadcast_minutes"))).collect();
    assert_eq!(told, [(7, 25), (5, 20), (2, 5)]);
}

#[test]
fn s2_11_and_s2_13_what_people_say_is_counted_by_kind_and_s3_10_an_inspection_by_its_organiser() {
    let kinds = ["proposal", "public_opinion", "wish", "wish"];
    let words = kinds.iter().zip(1_u8..).map(|(kind, number)| {
        entry(number, Kind::Feedback, "HT", (day(2026, 10, 5), "submitted"), |flat| {
            flat.set("feedback_kind", *kind);
        })
    });
    let council = entry(9, Kind::Inspection, "BM", (day(2026, 10, 5), "submitted"), |flat| {
        flat.set("inspection_kind", "district_to_commune");
        flat.set("organiser", "people_council");
    });
    let all: Vec<Entry> = words.chain([council]).collect();
    let sums = total(&all, &october());
    let by_kind: Vec<_> = sums.below("feedback").collect();
    assert_eq!(by_kind, [("proposal", 1), ("public_opinion", 1), ("wish", 2)]);
    assert_eq!(sums.get("inspected_by.people_council"), 1);
}

#[test]
fn s2_16_the_share_of_boards_that_attend_is_made_of_answers_and_not_of_what_was_not_asked() {
    let visit = |number, answer: &'static str| {
        entry(number, Kind::Inspection, "HT", (day(2026, 10, 5), "submitted"), move |flat| {
            flat.set("answer.ga_sessions_attended.value", answer);
            flat.set("answer.ga_board_kinship.value", "no");
            flat.set("answer.ga_risk_debt_handled.value", "na");
        })
    };
    let all = [visit(1, "yes"), visit(2, "yes"), visit(3, "no"), visit(4, "")];
    let sums = total(&all, &october());
    let (good, bad) =
        (sums.get("answer_good.ga_sessions_attended"), sums.get("answer_bad.ga_sessions_attended"));
    assert_eq!(percent(good, good + bad), "66,67");
    assert_eq!((sums.get("answer_good.ga_board_kinship"), sums.sum_below("answer_bad")), (4, 1));
}

#[test]
fn sc12_a_programme_that_reveals_something_is_another_programme_in_every_figure() {
    let sums = one(Kind::Inspection, |flat| {
        for (id, programme) in [("a", "poor"), ("b", "ex_prisoner"), ("c", "from_a_newer_catalogue")] {
            flat.set(format!("borrower.{id}.loan_code"), id);
            flat.set(format!("borrower.{id}.programme"), programme);
        }
    });
    assert_eq!(sums.below("lent_by").collect::<Vec<_>>(), [("other", 2), ("poor", 1)]);
}

#[test]
fn sc10_the_eleventh_inspection_is_after_the_cut_off_and_inside_the_quota() {
    let days = (0..10).map(|n| day(2026, 9, 20).plus_days(n * 4)).chain([day(2026, 11, 5)]);
    let all: Vec<Entry> = days
        .zip(1_u8..)
        .map(|(on, number)| {
            entry(number, Kind::Inspection, "ND", (on, "submitted"), |flat| {
                flat.set("inspection_kind", "commune_to_group");
                flat.set("group_code", format!("ND-{number}"));
            })
        })
        .collect();
    assert_eq!(total(&all, &Window::year_to(day(2026, 10, 31))).get("inspection"), 10);
    let groups: Vec<_> =
        (1..=11).map(|n| crate::domain::sample::group("ND", &format!("ND-{n}"), 9)).collect();
    let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
    let progress =
        crate::domain::progress::commune(profile, &groups, &crate::domain::links::inspections(&all), 2026);
    assert_eq!((progress.rules[0].done, progress.rules[0].need), (11, 11));
}

/// S1-14: what may be made public names codes and numbers, never a person, a telephone or a loan.
#[test]
fn s1_14_sums_name_nobody() {
    const SECRET: [&str; 4] = ["Giàng A Mẫu", "0912345678", "L0000123", "5830"];
    let visit = one(Kind::Inspection, |flat| {
        flat.set("inspection_kind", "commune_to_group");
        flat.set("team.k.name", SECRET[0]);
        flat.set("borrower.b.name", SECRET[0]);
        flat.set("borrower.b.loan_code", SECRET[2]);
        flat.set("finding.f.kind", "books");
        flat.set("finding.f.text", SECRET[0]);
    });
    let word = one(Kind::Feedback, |flat| {
        flat.set("feedback_kind", "wish");
        flat.set("anonymous", false);
        flat.set("name", SECRET[0]);
        flat.set("phone", SECRET[1]);
    });
    let gift = one(Kind::Outreach, |flat| {
        flat.set("form", "review_award");
        flat.set("award.a.name", SECRET[0]);
        flat.set("donation.d.donor", SECRET[0]);
        flat.set("donation.d.fund", "for_the_poor");
        flat.set("donation.d.amount", 1);
    });
    let good = one(Kind::Exemplary, |flat| {
        flat.set("exemplary_kind", "individual");
        flat.set("name", SECRET[0]);
        flat.set("tag.ocop", true);
    });
    for sums in [visit, word, gift, good] {
        for (name, _) in sums.iter() {
            assert!(SECRET.iter().all(|secret| !name.contains(secret)), "{name}");
            assert!(
                name.split('.').all(|part| part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')),
                "{name}"
            );
        }
    }
}

#[test]
fn shares_of_unequal_parts_are_not_averaged() {
    let visit = |number, unit: &str, received: i64, wrong: i64| {
        entry(number, Kind::Inspection, unit, (day(2026, 10, 5), "accepted"), |flat| {
            flat.set("borrower.a.received_total", received);
            flat.set("borrower.a.wrong_purpose", wrong);
        })
    };
    let all = [visit(1, "HT", 10_000_000, 10_000_000), visit(2, "NS", 90_000_000, 0)];
    let whole = total(&all, &october());
    // 100 % and 0 % average to 50 %; the truth is 10 of 100.
    assert_eq!(percent(whole.get("wrong"), whole.get("received")), "10,00");
}
