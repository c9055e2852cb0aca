//! What was held (S1 III.2, S2 II.1): oral outreach, contents and audiences, publications, broadcasts, training,
//! contests, awards. A number that nobody wrote down is dots.

use super::build::{Table, blank, entry, figure, said, written};
use super::calendar::{broadcasts as broadcasts_by_month, by_month, empty_months};
use super::ground::{Ground, code_of};
use super::{Block, Cell};
use crate::catalogue::Entry as Listed;
use crate::record::Kind;
use crate::sorted::Set;

/// Activities by form, oral ones by meeting, month by month.
pub(super) fn oral(ground: &Ground<'_>) -> Vec<Block> {
    vec![
        by_form(ground, "activities_by_form", |_| true),
        counted(ground, "oral_by_meeting", &["meeting_type", "activities"], "oral", "meeting_type"),
        by_month(ground, "activities_by_month", Kind::Outreach),
        empty_months(ground, "months_without_activity", Kind::Outreach),
    ]
}

/// Activities by form with the people present (lượt người).
fn by_form(ground: &Ground<'_>, code: &'static str, is_asked: impl Fn(&str) -> bool) -> Block {
    let mut table = Table::new(code, &["form", "activities", "attendees", "women"]);
    for (form, sums) in &ground.totals_of(Kind::Outreach, |held| code_of(held, "form").to_owned()) {
        if is_asked(form) {
            let [attendees, women] = ["attendees", "women"].map(|name| written(sums.get(name)));
            table.row([entry("form", form), Cell::Count(sums.get("outreach")), attendees, women]);
        }
    }
    table.summed(ground.none())
}

/// The numbers under a name of the sums, by entry of a list.
pub(super) fn counted(
    ground: &Ground<'_>,
    code: &'static str,
    columns: &'static [&'static str],
    name: &str,
    list: &str,
) -> Block {
    numbers(ground, code, columns, name, list).summed(ground.none())
}

/// A row for each number under a name of the sums.
fn numbers(
    ground: &Ground<'_>,
    code: &'static str,
    columns: &'static [&'static str],
    name: &str,
    list: &str,
) -> Table {
    let mut table = Table::new(code, columns);
    for (code, number) in ground.sums.below(name) {
        table.row([entry(list, code), Cell::Count(number)]);
    }
    table
}

/// The contents of the plan (S1 III.1): an activity with two topics stands in both, and once in the last row.
pub(super) fn contents(ground: &Ground<'_>) -> Vec<Block> {
    let mut topics: Vec<(&str, &Listed)> =
        ground.material.catalogue.list("topic").iter().map(|topic| (section(topic), topic)).collect();
    topics.sort_by_key(|(section, _)| *section);
    let by = |kind| ground.totals_of(kind, |_| ()).remove(&()).unwrap_or_default();
    let (held, published) = (by(Kind::Outreach), by(Kind::Media));
    let mut table = Table::new("topics", &["section", "topic", "activities", "products"]);
    for (section, topic) in topics {
        let name = format!("topic.{}", topic.id);
        let (held, published) = (held.get(&name), published.get(&name));
        if held + published > 0 {
            let topic = entry("topic", topic.id.as_str());
            table.row([said(section), topic, ground.records(held), ground.records(published)]);
        }
    }
    let all = [held.get("outreach"), published.get("media")].map(|number| ground.records(number));
    let [held, published] = all;
    vec![
        table.with_total(vec![said("each_once"), blank(), held, published], ground.none()),
        tagged(ground, "programmes", &["programme_tag", "records"], "programme", "programme_tag"),
    ]
}

/// The part of the province's plan that a topic is of (S1 III.1.1 to III.1.4).
fn section(topic: &Listed) -> &'static str {
    match topic.id.as_str() {
        "poverty_targets_strategy" => "content_1",
        "poverty_policy_procedure" | "leadership_responsibility" | "new_credit_policy" | "loan_procedure" => {
            "content_2"
        }
        "emulation_leave_no_one_behind" | "self_reliance" => "content_3",
        "exemplary_people" | "effective_loan_model" | "criticise_wrongdoing" => "content_4",
        _ => "content_other",
    }
}

/// Numbers by tag: a record with two tags stands in both, so they are not added up.
pub(super) fn tagged(
    ground: &Ground<'_>,
    code: &'static str,
    columns: &'static [&'static str],
    name: &str,
    list: &str,
) -> Block {
    numbers(ground, code, columns, name, list).list(ground.none())
}

/// Every audience of the list (S1 L61-63). One person may belong to several, so people are not added up.
pub(super) fn audiences(ground: &Ground<'_>) -> Vec<Block> {
    let mut table = Table::new("audiences", &["audience", "activities", "people"]);
    for audience in ground.material.catalogue.list("audience") {
        let [held, people] =
            ["audience", "audience_people"].map(|name| ground.sums.get(&format!("{name}.{}", audience.id)));
        table.row([entry("audience", audience.id.as_str()), ground.records(held), written(people)]);
    }
    let [attendees, women] = ["attendees", "women"].map(|name| figure(name, written(ground.sums.get(name))));
    vec![table.list(ground.none()), attendees, women]
}

/// Copies printed and handed out, digital products (S1 L110, S2 L33).
pub(super) fn publications(ground: &Ground<'_>) -> Vec<Block> {
    let sums = &ground.sums;
    let products: Set<&str> =
        sums.below("printed").chain(sums.below("handed_out")).map(|(product, _)| product).collect();
    let mut table = Table::new("print_products", &["print_product", "printed", "handed_out"]);
    for product in products {
        let [printed, handed_out] =
            ["printed", "handed_out"].map(|name| written(sums.get(&format!("{name}.{product}"))));
        table.row([entry("print_product", product), printed, handed_out]);
    }
    let digital =
        counted(ground, "digital_products", &["digital_product", "copies"], "digital", "digital_product");
    vec![table.summed(ground.none()), digital]
}

/// Broadcasts of the communes' loudspeakers (S1 L100).
pub(super) fn broadcasts(ground: &Ground<'_>) -> Vec<Block> {
    let [times, minutes] =
        ["broadcasts", "broadcast_minutes"].map(|name| figure(name, written(ground.sums.get(name))));
    vec![times, minutes, broadcasts_by_month(ground)]
}

/// Classes and the persons in them, by organisation: persons, not person-days (S1 L107, S2 L70).
pub(super) fn training(ground: &Ground<'_>) -> Vec<Block> {
    vec![
        figure("trainings", ground.records(ground.sums.get("form.training"))),
        figure("classes", known(ground, "classes")),
        counted(ground, "trainees", &["organisation", "persons"], "trainees", "organisation"),
    ]
}

/// Contests with what was sent in and won (S1 L101).
pub(super) fn contests(ground: &Ground<'_>) -> Vec<Block> {
    let contests = figure("contests_held", ground.records(ground.sums.get("form.contest")));
    let [entries, prizes] = ["entries", "prizes"].map(|name| figure(name, known(ground, name)));
    vec![contests, entries, prizes]
}

/// Reviews and awards by who was awarded (S1 L104, S4 L38), and the other events (S1 L134).
pub(super) fn reviews(ground: &Ground<'_>) -> Vec<Block> {
    let catalogue = ground.material.catalogue;
    let is_event = |form: &str| {
        let form = catalogue.entry("form", form);
        form.and_then(|form| form.group.as_ref()).is_some_and(|group| group.as_str() == "event")
    };
    vec![
        figure("reviews_held", ground.records(ground.sums.get("form.review_award"))),
        counted(ground, "awards", &["exemplary_kind", "awards"], "award", "exemplary_kind"),
        figure("awarded_contributors", written(ground.sums.get("awarded_contributors"))),
        by_form(ground, "events", is_event),
    ]
}

/// Savers and users of mobile banking won by outreach (S0 L44): optional, so dots where nobody wrote them.
pub(super) fn savers(ground: &Ground<'_>) -> Vec<Block> {
    ["new_savers", "mobile_users"].map(|name| figure(name, known(ground, name))).into()
}

/// A number that may have been left empty.
fn known(ground: &Ground<'_>, name: &str) -> Cell {
    ground.sums.known(name).map_or(Cell::Empty, Cell::Count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn s1_3_a_topic_stands_under_the_part_of_the_plan_that_speaks_of_it() {
        let of = |id| section(Catalogue::builtin().entry("topic", id).unwrap());
        assert_eq!(of("poverty_targets_strategy"), "content_1");
        assert_eq!(of("loan_procedure"), "content_2");
        assert_eq!(of("self_reliance"), "content_3");
        assert_eq!(of("effective_loan_model"), "content_4");
        assert_eq!(of("bank_role"), "content_other");
    }
}
