//! Continuity and growth of what is published and held (S0 L70, S2 L37, S3 L4): months without anything are listed,
//! no number is made up for them.

use crate::date::Date;
use crate::domain::figures::{Detail, Entry, Sums, Window};
use crate::id::DocId;
use crate::record::Kind;
use crate::text;

/// A number beside that of the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// In the window.
    pub now: i64,
    /// In the same days of the year before.
    pub before: i64,
}

impl Change {
    /// Growth in percent; "–" when there was nothing the year before.
    pub fn percent(&self) -> String {
        text::percent(self.now - self.before, self.before)
    }
}

/// A sum's name, this year and last year.
pub fn change(entries: &[Entry], window: &Window, name: &str) -> Change {
    let of = |window: Window| crate::domain::figures::total(entries, &window).get(name);
    Change { now: of(*window), before: of(window.year_before()) }
}

/// Months of a year, up to the month of `to`, in which no record of a kind counts.
pub fn months_without(entries: &[Entry], kind: Kind, to: Date) -> Vec<u8> {
    let is_empty = |month: &u8| {
        Window::months(to.year(), *month, *month).is_some_and(|window| {
            !entries.iter().any(|entry| entry.facts.kind == kind && entry.counts_in(&window))
        })
    };
    (1..=to.month()).filter(is_empty).collect()
}

fn product(entry: &Entry) -> Option<&crate::domain::figures::Product> {
    match &entry.detail {
        Detail::Product(product) if entry.counts() => Some(product),
        _ => None,
    }
}

/// A column of a paper, a station or a site (S0 L76), as it stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The record.
    pub doc: DocId,
    /// Day on which it was opened.
    pub opened_on: Date,
    /// Items that stand in it.
    pub items: u32,
    /// Day of the newest of them.
    pub last_on: Option<Date>,
    /// True when there was none in the so many days before.
    pub is_idle: bool,
}

/// The columns that were open by a day, the idle ones of so many days first, then by record.
pub fn columns(entries: &[Entry], today: Date, days: i64) -> Vec<Column> {
    let window = Window { from: today.plus_days(1 - days), to: today };
    let column = |entry: &Entry| {
        let is_column = product(entry).is_some() && entry.sums.get("form.column_page") > 0;
        let opened_on = entry.facts.event_date.filter(|opened| is_column && *opened <= today)?;
        let is_item = |item: &Date| *item <= today;
        let items: Vec<Date> = items_of(entries, entry.facts.doc).filter(is_item).collect();
        Some(Column {
            doc: entry.facts.doc,
            opened_on,
            items: u32::try_from(items.len()).unwrap_or(u32::MAX),
            last_on: items.iter().copied().max(),
            is_idle: !items.iter().any(|item| window.contains(*item)),
        })
    };
    let mut columns: Vec<Column> = entries.iter().filter_map(column).collect();
    columns.sort_by_key(|column| (!column.is_idle, column.doc));
    columns
}

/// Days of the items of a column.
fn items_of(entries: &[Entry], column: DocId) -> impl Iterator<Item = Date> {
    let of_it = move |entry: &&Entry| product(entry).is_some_and(|item| item.column == Some(column));
    entries.iter().filter(of_it).filter_map(|entry| entry.facts.event_date)
}

/// Columns that were open by a day and had no item in the so many days before it, by record.
pub fn idle_columns(entries: &[Entry], today: Date, days: i64) -> Vec<DocId> {
    let idle = columns(entries, today, days).into_iter().filter(|column| column.is_idle);
    idle.map(|column| column.doc).collect()
}

/// The sums of a campaign: those of its posts (S1 L113).
pub fn of_campaign(entries: &[Entry], campaign: DocId) -> Sums {
    let mut sums = Sums::default();
    for entry in
        entries.iter().filter(|entry| product(entry).is_some_and(|post| post.campaign == Some(campaign)))
    {
        sums.merge(&entry.sums);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, entry};
    use crate::record::Flat;

    fn item(number: u8, on: Date, fill: impl FnOnce(&mut Flat)) -> Entry {
        entry(number, Kind::Media, "BM", (on, "submitted"), fill)
    }

    #[test]
    fn s0_13_a_month_without_a_product_is_listed_and_no_number_is_made_up() {
        let all = [1, 2, 4, 5, 7, 10].map(|month| item(month, day(2026, month, 9), |_| {}));
        assert_eq!(months_without(&all, Kind::Media, day(2026, 8, 3)), [3, 6, 8]);
        assert_eq!(months_without(&all, Kind::Outreach, day(2026, 2, 1)), [1, 2]);
    }

    #[test]
    fn s0_12_a_column_without_items_for_ninety_days_is_listed() {
        let column = |number, on| item(number, on, |flat| flat.set("form", "column_page"));
        let of = |number, on, column: u8| {
            item(number, on, move |flat| flat.set("column", DocId([column; 16]).to_string()))
        };
        let all = [
            column(1, day(2026, 1, 5)),
            column(2, day(2026, 1, 5)),
            of(3, day(2026, 7, 8), 1),
            of(4, day(2026, 7, 7), 2),
        ];
        assert_eq!(idle_columns(&all, day(2026, 10, 5), 90), [DocId([2; 16])]);
        let told: Vec<_> = columns(&all, day(2026, 10, 5), 90)
            .iter()
            .map(|column| (column.doc.0[0], column.items, column.last_on, column.is_idle))
            .collect();
        assert_eq!(told, [(2, 1, Some(day(2026, 7, 7)), true), (1, 1, Some(day(2026, 7, 8)), false)]);
        assert_eq!(columns(&all, day(2026, 1, 4), 90), []);
    }

    #[test]
    fn s1_21_a_campaign_is_the_sum_of_its_posts_and_interviews_are_counted_by_quarter() {
        let post = |number, views: i64| {
            item(number, day(2026, 5, 4), move |flat| {
                flat.set("form", "digital_post");
                flat.set("campaign", DocId([9; 16]).to_string());
                flat.set("reading.r.read_on", day(2026, 6, 1));
                flat.set("reading.r.views", views);
            })
        };
        let interview =
            |number, month| item(number, day(2026, month, 1), |flat| flat.set("form", "interview"));
        let all = [post(1, 100), post(2, 250), interview(3, 4), interview(4, 7), interview(5, 9)];
        let campaign = of_campaign(&all, DocId([9; 16]));
        assert_eq!((campaign.get("media"), campaign.get("views")), (2, 350));
        let quarters = [1, 2, 3, 4].map(|quarter| {
            let window = Window::quarter(2026, quarter).unwrap();
            crate::domain::figures::total(&all, &window).get("form.interview")
        });
        assert_eq!(quarters, [0, 1, 2, 0]);
    }

    #[test]
    fn s2_5_growth_needs_a_year_before() {
        let all = [
            item(1, day(2025, 3, 1), |_| {}),
            item(2, day(2025, 4, 1), |_| {}),
            item(3, day(2026, 3, 1), |_| {}),
            item(4, day(2026, 3, 2), |_| {}),
            item(5, day(2026, 4, 30), |_| {}),
        ];
        let window = Window::months(2026, 1, 4).unwrap();
        assert_eq!(change(&all, &window, "media"), Change { now: 3, before: 2 });
        assert_eq!(change(&all, &window, "media").percent(), "50,00");
        assert_eq!(change(&all[2..], &window, "media").percent(), "–");
    }
}
