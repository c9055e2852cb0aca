//! What the sorts of an activity need beyond every activity (records.md §10): print, digital, training, contest,
//! award, donation.

use super::{Sheet, media};
use crate::record::Scalar;
use crate::text::count;

pub(super) fn check(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    let group = flat.text("form").and_then(|form| sheet.catalogue.entry("form", form)?.group.as_ref());
    if group.is_some_and(|group| group.as_str() == "digital") {
        media::approved(sheet);
    }
    handed_out(sheet);
    let trainees = flat.sum("trainees");
    if let Some(total) = flat.int("attendees_total").filter(|total| trainees > *total) {
        sheet.error("trainees", "training.trainees_above_total", [count(trainees), count(total)]);
    }
    let entries = flat.int("prizes").zip(flat.int("entries"));
    if let Some((prizes, entries)) = entries.filter(|(prizes, entries)| prizes > entries) {
        sheet.warn("prizes", "contest.prizes_above_entries", [count(prizes), count(entries)]);
    }
    for id in flat.entries("award") {
        sheet.require(&format!("award.{id}.kind"), "award.kind_missing");
    }
    for id in flat.entries("donation") {
        sheet.require(&format!("donation.{id}.fund"), "donation.fund_missing");
        sheet.require(&format!("donation.{id}.amount"), "donation.fund_missing");
    }
}

/// No more of a product is handed out than was printed of it, where printing is recorded here (S1-10).
fn handed_out(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    for (product, value) in flat.below("copies_printed") {
        let handed_out = flat.sum(&format!("handed_out.{product}"));
        if let Scalar::Int(printed) = value
            && handed_out > *printed
        {
            let word = sheet.catalogue.entry("print_product", product).map_or(product, |entry| &entry.vi);
            let args = [word.to_owned(), count(handed_out), count(*printed)];
            sheet.warn(format!("handed_out.{product}"), "copies.above_printed", args);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::Severity::{self, Error, Warning};
    use crate::domain::rules::{Context, problems};
    use crate::record::{Flat, Kind};

    fn activity(form: &str) -> Flat {
        let mut flat = Flat::default();
        flat.set("event_date", Date::new(2026, 10, 5).unwrap());
        flat.set("form", form);
        flat.set("topic.loan_procedure", true);
        flat.set("audience.group_members", true);
        flat
    }

    fn codes(flat: &Flat) -> Vec<(Severity, &'static str)> {
        let today = Date::new(2026, 10, 5).unwrap();
        problems(Catalogue::builtin(), Kind::Outreach, flat, &Context { today, group: None })
            .into_iter()
            .map(|problem| (problem.severity, problem.code))
            .collect()
    }

    #[test]
    fn s1_10_more_handed_out_than_printed_is_a_warning_whoever_handed_them_out() {
        let mut flat = activity("printed_product");
        flat.set("copies_printed.poster", 100);
        flat.set("handed_out.poster.aa", 60);
        flat.set("handed_out.poster.bb", 40);
        assert_eq!(codes(&flat), []);
        flat.set("handed_out.poster.bb", 41);
        assert_eq!(codes(&flat), [(Warning, "copies.above_printed")]);
    }

    #[test]
    fn s0_15_a_digital_activity_needs_approval() {
        assert_eq!(codes(&activity("digital_campaign")), [(Error, "media.not_approved"); 2]);
    }

    #[test]
    fn training_contest_award_and_donation_say_what_they_lack() {
        let mut flat = activity("training");
        flat.set("attendees_total", 30);
        flat.set("trainees.youth_union", 20);
        flat.set("trainees.savings_group", 11);
        flat.set("entries", 4);
        flat.set("prizes", 5);
        flat.set("award.a.name", "Tổ T-0001");
        flat.set("donation.d.donor_kind", "enterprise");
        assert_eq!(
            codes(&flat),
            [
                (Error, "training.trainees_above_total"),
                (Warning, "contest.prizes_above_entries"),
                (Error, "award.kind_missing"),
                (Error, "donation.fund_missing"),
                (Error, "donation.fund_missing")
            ]
        );
        flat.set("trainees.savings_group", 10);
        flat.set("prizes", 4);
        flat.set("award.a.kind", "collective");
        flat.set("donation.d.fund", "for_the_poor");
        flat.set("donation.d.amount", 5_000_000);
        assert_eq!(codes(&flat), []);
    }
}
