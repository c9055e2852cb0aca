//! What a media product needs (records.md §3, S0 I.2): the length of its form, outlets that take it, approval
//! before it is put on a site or a social network, consent of the people shown.

use super::Sheet;
use crate::catalogue::Entry;
use crate::id::Code;
use crate::text::{count, hundredths};

/// Form groups of a media product.
const GROUPS: [&str; 2] = ["media", "digital"];

/// Kinds of outlet, and the group of forms, whose contents somebody approves first (S0 L78).
const APPROVED_FIRST: [&str; 3] = ["web", "social", "digital"];

pub(super) fn check(sheet: &mut Sheet<'_>) {
    let Some(form) = sheet.flat.text("form") else {
        sheet.error("form", "form.missing", []);
        return;
    };
    if let Some(form) = sheet.catalogue.entry("form", form) {
        if form.group.as_ref().is_some_and(|group| !GROUPS.contains(&group.as_str())) {
            sheet.error("form", "form.not_media", []);
        }
        length(sheet, form);
        subjects(sheet, form);
        outlets(sheet, form);
        approval(sheet, form);
    }
    if sheet.flat.members("topic").next().is_none() {
        sheet.error("topic", "topic.missing", []);
    }
    consent(sheet);
}

/// The length that the form asks for. What fits no form is kept as `unclassified` and counted apart (decisions.md D-5).
fn length(sheet: &mut Sheet<'_>, form: &Entry) {
    if form.id.as_str() == "unclassified" {
        for (key, code) in [("seconds", "media.video_between"), ("pages_x100", "media.text_between")] {
            let measure = if key == "seconds" { key } else { "a4_pages_x100" };
            let Some(amount) = sheet.flat.int(key) else { continue };
            match sheet.catalogue.classify(measure, amount) {
                "unclassified" => sheet.warn("form", code, [said(key, amount)]),
                fitting => {
                    let word = sheet.catalogue.entry("form", fitting).map(|entry| entry.vi.clone());
                    sheet.warn("form", "media.fits_form", [word.unwrap_or_default()]);
                }
            }
        }
        return;
    }
    let key = match form.measure.as_ref().map(Code::as_str) {
        Some("seconds") => "seconds",
        Some("a4_pages_x100") => "pages_x100",
        Some("photos") => "photos",
        _ => return,
    };
    let amount = sheet.flat.int(key).filter(|amount| *amount > 0);
    match amount {
        None if form.range.min.is_some() => sheet.error(key, "media.length_missing", []),
        Some(amount) if !form.range.contains(amount) => {
            let code = match form.id.as_str() {
                "tv_bulletin" => "media.bulletin_too_long",
                "tv_reportage" => "media.reportage_too_short",
                "text_bulletin" => "media.text_too_long",
                _ => "media.article_too_short",
            };
            sheet.error(key, code, [said(key, amount)]);
        }
        _ => {}
    }
}

/// A length as people say it.
fn said(key: &str, amount: i64) -> String {
    if key == "pages_x100" { hundredths(amount) } else { count(amount) }
}

/// Bulletins report on five subjects, reportages and articles on two; others are a warning (S0-9).
fn subjects(sheet: &mut Sheet<'_>, form: &Entry) {
    let fits = |subject: &str| form.subjects.iter().any(|known| known.as_str() == subject);
    let mut told = sheet.flat.members("subject").peekable();
    if !form.subjects.is_empty() && told.peek().is_some() && !told.any(fits) {
        sheet.warn("subject", "media.subject_outside", [form.vi.clone()]);
    }
}

/// Outlets of the form: by level an error (S0 L56, L58), else a warning (decisions.md D-11).
fn outlets(sheet: &mut Sheet<'_>, form: &Entry) {
    let by_level = !form.outlets_province.is_empty() || !form.outlets_district.is_empty();
    let level = sheet.flat.text("level");
    if by_level && level.is_none() {
        sheet.error("level", "media.level_missing", []);
    }
    let (allowed, strict) = match level {
        Some("province") if by_level => (&form.outlets_province, true),
        Some("district" | "area") if by_level => (&form.outlets_district, true),
        _ => (&form.outlets, false),
    };
    for outlet in sheet.flat.entries("outlet") {
        let key = format!("outlet.{outlet}");
        sheet.not_in_future(format!("{key}.published_on"));
        if allowed.is_empty() || allowed.iter().any(|known| known.as_str() == outlet) {
            continue;
        }
        let word = |id: &str| sheet.catalogue.entry("outlet", id).map_or(id, |entry| &entry.vi).to_owned();
        if strict {
            let list: Vec<_> = allowed.iter().map(|id| word(id.as_str())).collect();
            sheet.error(key, "media.outlet_level", [word(&outlet), list.join("; ")]);
        } else {
            sheet.warn(key, "media.outlet_outside", [word(&outlet), form.vi.clone()]);
        }
    }
}

/// What goes on a site or a social network was approved by somebody, on a day (S0 L78).
fn approval(sheet: &mut Sheet<'_>, form: &Entry) {
    let first = |what: &Option<Code>| what.as_ref().is_some_and(|it| APPROVED_FIRST.contains(&it.as_str()));
    let outlets = sheet.flat.entries("outlet");
    let published = outlets.iter().filter_map(|id| sheet.catalogue.entry("outlet", id));
    if first(&form.group) || published.into_iter().any(|outlet| first(&outlet.kind)) {
        approved(sheet);
    }
}

/// Who approved the contents, and when.
pub(super) fn approved(sheet: &mut Sheet<'_>) {
    sheet.require("approved_by", "media.not_approved");
    sheet.require("approved_on", "media.not_approved");
}

/// Nothing is published while somebody shown in it has not agreed (records.md §3).
fn consent(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    let is_published =
        flat.entries("outlet").iter().any(|id| flat.date(&format!("outlet.{id}.published_on")).is_some());
    for id in flat.entries("person") {
        let key = format!("person.{id}.consent");
        if is_published && flat.flag(&key) != Some(true) {
            let name = flat.text(&format!("person.{id}.name")).unwrap_or_default().to_owned();
            sheet.error(key, "media.no_consent", [name]);
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

    fn product(form: &str, key: &str, amount: i64) -> Flat {
        let mut flat = Flat::default();
        flat.set("event_date", Date::new(2026, 10, 5).unwrap());
        flat.set("form", form);
        flat.set(key, amount);
        flat.set("topic.loan_procedure", true);
        flat
    }

    fn codes(flat: &Flat) -> Vec<(Severity, &'static str)> {
        let today = Date::new(2026, 10, 5).unwrap();
        problems(Catalogue::builtin(), Kind::Media, flat, &Context { today, group: None })
            .into_iter()
            .map(|problem| (problem.severity, problem.code))
            .collect()
    }

    #[test]
    fn s0_4_to_s0_8_each_form_has_its_length() {
        let of = |form: &str, key: &str, amount| {
            let mut flat = product(form, key, amount);
            flat.set("level", "province");
            codes(&flat)
        };
        assert_eq!(of("tv_bulletin", "seconds", 119), []);
        assert_eq!(of("tv_bulletin", "seconds", 120), [(Error, "media.bulletin_too_long")]);
        assert_eq!(of("tv_reportage", "seconds", 179), [(Error, "media.reportage_too_short")]);
        assert_eq!(of("tv_reportage", "seconds", 180), []);
        assert_eq!(of("text_bulletin", "pages_x100", 49), []);
        assert_eq!(of("text_bulletin", "pages_x100", 50), [(Error, "media.text_too_long")]);
        assert_eq!(of("article", "pages_x100", 99), [(Error, "media.article_too_short")]);
        assert_eq!(of("article", "pages_x100", 100), []);
        assert_eq!(of("photo_reportage", "photos", 1), []);
        assert_eq!(of("photo_reportage", "photos", 0), [(Error, "media.length_missing")]);
    }

    #[test]
    fn d5_what_fits_no_form_is_kept_with_a_warning_and_what_fits_one_is_told_so() {
        for seconds in [120, 179] {
            let flat = product("unclassified", "seconds", seconds);
            assert_eq!(codes(&flat), [(Warning, "media.video_between")]);
        }
        for pages in [50, 99] {
            let flat = product("unclassified", "pages_x100", pages);
            assert_eq!(codes(&flat), [(Warning, "media.text_between")]);
        }
        assert_eq!(codes(&product("unclassified", "seconds", 119)), [(Warning, "media.fits_form")]);
        assert_eq!(codes(&product("oral", "seconds", 119)), [(Error, "form.not_media")]);
    }

    #[test]
    fn s0_7_a_districts_bulletin_in_the_provinces_newspaper_names_the_rule() {
        let today = Date::new(2026, 10, 5).unwrap();
        let mut flat = product("text_bulletin", "pages_x100", 30);
        assert_eq!(codes(&flat), [(Error, "media.level_missing")]);
        flat.set("level", "district");
        flat.set("outlet.province_newspaper.published_on", today);
        let found = problems(Catalogue::builtin(), Kind::Media, &flat, &Context { today, group: None });
        assert_eq!(found[0].code, "media.outlet_level");
        assert_eq!(found[0].args[1], "Trang thông tin điện tử huyện / UBND huyện");
        flat.set("level", "province");
        assert_eq!(codes(&flat), []);
    }

    #[test]
    fn d11_an_article_elsewhere_and_s0_9_on_a_board_meeting_only_are_warnings() {
        let mut flat = product("article", "pages_x100", 120);
        flat.set("outlet.district_media_centre.published_on", Date::new(2026, 10, 5).unwrap());
        assert_eq!(codes(&flat), [(Warning, "media.outlet_outside")]);
        flat.set("outlet.district_media_centre.removed", true);
        flat.set("subject.board_activity", true);
        assert_eq!(codes(&flat), [(Warning, "media.subject_outside")]);
        flat.set("subject.local_credit_result", true);
        assert_eq!(codes(&flat), []);
    }

    #[test]
    fn s0_15_a_post_needs_approval_and_nobody_is_shown_against_their_will() {
        let today = Date::new(2026, 10, 5).unwrap();
        let mut flat = product("digital_post", "photos", 1);
        assert_eq!(codes(&flat), [(Error, "media.not_approved"), (Error, "media.not_approved")]);
        flat.set("approved_by", "Vàng Thị Mẫu");
        flat.set("approved_on", today);
        flat.set("person.p1.name", "Giàng A Mẫu");
        assert_eq!(codes(&flat), []);
        flat.set("outlet.social_network.published_on", today);
        assert_eq!(codes(&flat), [(Error, "media.no_consent")]);
        flat.set("person.p1.consent", true);
        assert_eq!(codes(&flat), []);
        flat.set("outlet.social_network.published_on", today.plus_days(30));
        assert_eq!(codes(&flat), [(Error, "event_date.in_future")]);
    }
}
