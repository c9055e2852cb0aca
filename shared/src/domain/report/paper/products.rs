//! What was published (S0 I.2): by form, level and outlet, by who wrote it, beside the year before; columns that stand
//! idle, campaigns, interviews.

use super::build::{Table, dated, day, entry, figure, said, text, written};
use super::calendar::{by_month, empty_months};
use super::ground::{Ground, code_of};
use super::{Block, Cell};
use crate::domain::figures::{Entry, Window, total};
use crate::domain::report::{idle_columns, of_campaign};
use crate::id::DocId;
use crate::limits::IDLE_AFTER_DAYS;
use crate::record::Kind;
use crate::sorted::{Map, Set};

/// Everything that is said of products.
pub(super) fn products(ground: &Ground<'_>) -> Vec<Block> {
    vec![
        by_form(ground),
        by_outlet(ground),
        by_outlet_kind(ground),
        by_author(ground),
        interviews(ground),
        idle(ground),
        by_month(ground, "products_by_month", Kind::Media),
        empty_months(ground, "months_without_product", Kind::Media),
    ]
}

/// Products by form beside the same days of the year before (S2 L37). Without any record of that year its numbers are
/// not known.
pub(super) fn by_form(ground: &Ground<'_>) -> Block {
    const COLUMNS: &[&str] = &["form", "products", "year_before", "growth"];
    let media = || ground.material.entries.iter().filter(|entry| entry.facts.kind == Kind::Media);
    let window = ground.window;
    let (now, before) = (total(media(), &window), total(media(), &window.year_before()));
    let of_year_before = |entry: &Entry| entry.facts.is_of(ground.year() - 1);
    let has_before = ground.material.entries.iter().any(of_year_before);
    let forms: Set<&str> = now.below("form").chain(before.below("form")).map(|(form, _)| form).collect();
    let mut table = Table::new("products_by_form", COLUMNS);
    for form in forms {
        let name = format!("form.{form}");
        let (now, before) = (now.get(&name), before.get(&name));
        let growth = if has_before { Cell::Share(now - before, before) } else { Cell::Empty };
        let before = if has_before { ground.records(before) } else { Cell::Empty };
        table.row([entry("form", form), ground.records(now), before, growth]);
    }
    table.summed(ground.none())
}

/// Publications by form, level and outlet; a product in three outlets stands in three rows (records.md §3).
fn by_outlet(ground: &Ground<'_>) -> Block {
    let mut rows: Map<(&str, &str, &str), i64> = Map::new();
    for product in ground.of_kind(Kind::Media) {
        for (outlet, number) in product.sums.below("outlet") {
            let row = (code_of(product, "form"), code_of(product, "level"), outlet);
            *rows.entry(row).or_default() += number;
        }
    }
    let mut table = Table::new("published_by_outlet", &["form", "level", "outlet", "published"]);
    for ((form, level, outlet), number) in rows {
        table.row([
            entry("form", form),
            dated("level", level, ground.window.to),
            entry("outlet", outlet),
            Cell::Count(number),
        ]);
    }
    table.summed(ground.none())
}

/// Publications in the press, on the web, inside the bank and on social networks: together all of them (S0 L48).
fn by_outlet_kind(ground: &Ground<'_>) -> Block {
    let mut table = Table::new("published_by_kind", &["outlet_kind", "published"]);
    let of = |kind: &str| ground.sums.get(&format!("published_in.{kind}"));
    let press = of("newspaper") + of("broadcast");
    let known =
        [("press", press), ("web", of("web")), ("internal", of("internal")), ("social", of("social"))];
    for (kind, number) in known {
        table.row([said(kind), ground.records(number)]);
    }
    let rest = ground.sums.get("published") - known.iter().map(|(_, number)| number).sum::<i64>();
    if rest > 0 {
        table.row([said("other_outlets"), Cell::Count(rest)]);
    }
    table.summed(ground.none())
}

/// Products by the organisation that wrote them (S0 L80); those of which nobody said it stand under dots.
fn by_author(ground: &Ground<'_>) -> Block {
    let mut table = Table::new("products_by_author", &["organisation", "products"]);
    let by = ground.totals_of(Kind::Media, |product| code_of(product, "author").to_owned());
    for (author, sums) in &by {
        table.row([entry("organisation", author), Cell::Count(sums.get("media"))]);
    }
    table.summed(ground.none())
}

/// Interviews and information given to the press, by quarter (S0 L74).
fn interviews(ground: &Ground<'_>) -> Block {
    let mut table = Table::new("interviews", &["quarter", "interviews"]);
    for quarter in 1..=4_u8 {
        let Some(window) = Window::quarter(ground.year(), quarter) else { continue };
        if ground.window.from <= window.to && window.from <= ground.window.to {
            let held = ground.of_kind(Kind::Media).filter(|product| product.counts_in(&window));
            let number = held.map(|product| product.sums.get("form.interview")).sum();
            table.row([said(&format!("quarter_{quarter}")), ground.records(number)]);
        }
    }
    table.summed(ground.none())
}

/// Columns without an item for ninety days (S0 L76).
fn idle(ground: &Ground<'_>) -> Block {
    let entries = ground.material.entries;
    let idle: Set<DocId> = idle_columns(entries, ground.window.to, IDLE_AFTER_DAYS).into_iter().collect();
    let mut columns: Vec<&Entry> = entries.iter().filter(|entry| idle.contains(&entry.facts.doc)).collect();
    columns.sort_by_key(|column| (column.facts.event_date, column.facts.doc));
    let mut table = Table::new("idle_columns", &["title", "unit", "opened_on"]);
    for column in columns {
        let facts = &column.facts;
        table.row([text(&facts.place), Cell::Unit(facts.partition.unit.clone()), day(facts.event_date)]);
    }
    table.list(ground.none())
}

/// Campaigns that began by the window's last day and had posts in it, each the sum of its posts (S1 L113).
pub(super) fn campaigns(ground: &Ground<'_>) -> Vec<Block> {
    const COLUMNS: &[&str] = &["title", "posts", "published", "views", "shares"];
    let entries = ground.material.entries;
    let is_campaign = |entry: &&Entry| entry.counts() && entry.sums.get("form.digital_campaign") > 0;
    let until: Vec<Entry> = entries.iter().filter(|entry| entry.counts_in(&ground.window)).cloned().collect();
    let mut campaigns: Vec<&Entry> = entries.iter().filter(is_campaign).collect();
    campaigns.sort_by_key(|campaign| (campaign.facts.event_date, campaign.facts.doc));
    let mut table = Table::new("campaigns", COLUMNS);
    for campaign in campaigns {
        let sums = of_campaign(&until, campaign.facts.doc);
        let posts = sums.get("media") + sums.get("outreach");
        if posts > 0 || campaign.counts_in(&ground.window) {
            let [published, views, shares] = ["published", "views", "shares"].map(|name| sums.get(name));
            let posts = ground.records(posts);
            table.row([
                text(&campaign.facts.place),
                posts,
                written(published),
                written(views),
                written(shares),
            ]);
        }
    }
    let [views, shares] = ["views", "shares"].map(|name| figure(name, written(ground.sums.get(name))));
    vec![table.summed(ground.none()), views, shares]
}
