//! The numbers of a media product (records.md §3): once per product by form, once per product and outlet by outlet.

use super::{Sums, activity};
use crate::catalogue::Catalogue;
use crate::record::Flat;

pub(super) fn add(sums: &mut Sums, flat: &Flat, catalogue: &Catalogue) {
    activity::form(sums, flat, catalogue);
    for (name, key) in [("level", "level"), ("author", "author_org"), ("event", "event_tag")] {
        sums.count_value(name, flat, key);
    }
    for (name, set) in [("topic", "topic"), ("subject", "subject"), ("programme", "programme_tag")] {
        sums.count_members(name, flat, set);
    }
    sums.add_map("funding", flat, "funding");
    for outlet in flat.entries("outlet") {
        if flat.date(&format!("outlet.{outlet}.published_on")).is_some() {
            let kind = catalogue.entry("outlet", &outlet).and_then(|entry| entry.kind.as_ref());
            sums.add("published", 1);
            sums.add(format!("published_in.{}", kind.map_or("unknown", |kind| kind.as_str())), 1);
            sums.add(format!("outlet.{outlet}"), 1);
        }
    }
    // A later reading replaces an earlier one; the earlier one stays in the record (S1-23).
    let newest =
        flat.entries("reading").into_iter().max_by_key(|id| flat.date(&format!("reading.{id}.read_on")));
    if let Some(id) = newest {
        for name in ["views", "shares"] {
            sums.add(name, flat.int(&format!("reading.{id}.{name}")).unwrap_or(0));
        }
    }
}
