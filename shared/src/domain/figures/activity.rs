//! The numbers of an outreach activity (reports.md §2, "Outreach").

use super::Sums;
use crate::catalogue::Catalogue;
use crate::domain::facts::Facts;
use crate::record::Flat;

pub(super) fn add(sums: &mut Sums, facts: &Facts, flat: &Flat, catalogue: &Catalogue) {
    form(sums, flat, catalogue);
    if flat.text("form") == Some("oral") {
        sums.count_value("oral", flat, "meeting_type");
    }
    for (name, set) in [("topic", "topic"), ("audience", "audience"), ("programme", "programme_tag")] {
        sums.count_members(name, flat, set);
    }
    sums.count_value("event", flat, "event_tag");
    sums.count_value("organiser", flat, "organiser");
    for (name, map) in [
        ("audience_people", "attendees_by"),
        ("printed", "copies_printed"),
        ("funding", "funding"),
        ("trainees", "trainees"),
        ("digital", "digital"),
    ] {
        sums.add_map(name, flat, map);
    }
    sums.add("attendees", facts.attendees.into());
    sums.add("women", facts.women.into());
    sums.add("broadcasts", facts.broadcasts.into());
    sums.add("broadcast_minutes", flat.sum("broadcast_minutes"));
    sums.add("handed_out.leaflet", facts.leaflets.into());
    for product in catalogue.list("print_product") {
        sums.add(format!("handed_out.{}", product.id), flat.sum(&format!("handed_out.{}", product.id)));
    }
    for name in ["classes", "entries", "prizes", "new_savers", "mobile_users"] {
        sums.note(name, flat.int(name));
    }
    for id in flat.entries("award") {
        sums.count_value("award", flat, &format!("award.{id}.kind"));
        sums.add(
            "awarded_contributors",
            i64::from(flat.flag(&format!("award.{id}.contributor")) == Some(true)),
        );
    }
    for id in flat.entries("donation") {
        let amount = flat.int(&format!("donation.{id}.amount")).unwrap_or(0);
        for (name, field) in [("donation", "fund"), ("donor", "donor_kind")] {
            if let Some(code) = flat.text(&format!("donation.{id}.{field}")) {
                sums.add(format!("{name}.{code}"), amount);
            }
        }
    }
}

/// The form and its group: `direct`, `event`, `print`, `digital`, `media`.
pub(super) fn form(sums: &mut Sums, flat: &Flat, catalogue: &Catalogue) {
    sums.count_value("form", flat, "form");
    let group = flat.text("form").and_then(|form| catalogue.entry("form", form)?.group.as_ref());
    if let Some(group) = group {
        sums.add(format!("form_group.{group}"), 1);
    }
}
