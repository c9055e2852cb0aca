//! The draw of the groups to visit, so that anybody can do it again: the public text, the hash of the list, the groups
//! in the order drawn, every replacement with its reason, and how to check it.

use axum::response::Response;
use maud::{Markup, html};

use shared::domain::draw::Kept;
use shared::id::UnitCode;
use shared::limits::REASON_CHARS_MAX;
use shared::reading::moment;
use shared::text::Language;

use super::frame::{Viewer, address, head, page};
use super::words;
use super::words::oversight as said;
use crate::access::{Drawing, ToDraw};

/// Where the page stands.
pub(crate) const PATH: &str = "/area/draw";

/// The page; `trouble` says why nothing was written.
pub(crate) fn list(
    language: Language,
    viewer: &Viewer,
    drawing: &Drawing,
    trouble: Option<&str>,
) -> Response {
    let open = drawing.communes.iter().filter(|commune| commune.kept.is_none() && commune.need > 0).count();
    let title = said::DRAW_OF.with(language, &[&drawing.year]);
    let content = html! {
        h1 { (title) " · " (drawing.unit.name) }
        @if let Some(trouble) = trouble { p.notice role="alert" { (trouble) } }
        p { (said::DRAW_WHY.say(language)) }
        @if open > 0 { (form(language, viewer, open)) }
        @for commune in &drawing.communes { (one(language, viewer, commune)) }
        (how(language))
        p.hint { (said::PRINT_HELP.say(language)) }
    };
    page(language, &title, PATH, Some(viewer), &content)
}

fn form(language: Language, viewer: &Viewer, open: usize) -> Markup {
    html! {
        form.stack.screen method="post" action=(address(PATH, language)) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            label for="seed" { (said::DRAW_SEED.say(language)) }
            input type="text" id="seed" name="seed" maxlength="200" required aria-describedby="seed-help";
            p.hint id="seed-help" { (said::DRAW_SEED_HELP.say(language)) }
            button type="submit" name="act" value="draw" { (said::DRAW_NOW.with(language, &[&open])) }
        }
    }
}

fn one(language: Language, viewer: &Viewer, commune: &ToDraw) -> Markup {
    let (code, name) = (commune.unit.code.as_str(), &commune.unit.name);
    html! {
        section.draw aria-labelledby=(code) data-commune=(code) {
            @match &commune.kept {
                None => {
                    h2 id=(code) { (name) }
                    p {
                        @if commune.groups.is_empty() { (said::DRAW_NO_GROUPS.say(language)) }
                        @else { (said::DRAW_OPEN.with(language, &[&commune.need])) }
                    }
                }
                Some(kept) => {
                    h2 id=(code) { (said::DRAW_COMMUNE.with(language, &[name, &kept.draw.need, &kept.draw.order.len()])) }
                    p.context { span { (said::DRAW_BY.with(language, &[&kept.by, &moment(kept.at_ms)])) } }
                    dl.fields {
                        div { dt { (said::DRAW_SEED.say(language)) } dd data-seed="" { (kept.draw.seed) } }
                        div { dt { (said::LIST_DAY.say(language)) } dd { (kept.as_of) } }
                        div { dt { (said::LIST_HASH.say(language)) } dd.hash data-hash="" { (kept.draw.list_hash) } }
                    }
                    table.stacked {
                        (head(language, &[&said::PLACE_IN_ORDER, &words::GROUP, &words::VILLAGE, &said::CHOSEN]))
                        tbody {
                            @for (place, group) in kept.draw.order.iter().enumerate() {
                                (row(language, viewer, commune, kept, place, group))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn row(
    language: Language,
    viewer: &Viewer,
    commune: &ToDraw,
    kept: &Kept,
    place: usize,
    group: &UnitCode,
) -> Markup {
    let listed = commune.groups.iter().find(|known| known.code == *group);
    let chosen = kept.sample().contains(group);
    let drawn = place < kept.draw.need;
    let for_whom = kept.swaps.iter().find(|replaced| replaced.swap.by == *group);
    let by_whom = kept.swaps.iter().find(|replaced| replaced.swap.out == *group);
    html! {
        tr data-group=(group) data-chosen=[chosen.then_some("")] {
            td data-label=(said::PLACE_IN_ORDER.say(language)) { (place + 1) }
            th scope="row" { (group) }
            td data-label=(words::VILLAGE.say(language)) {
                @if let Some(listed) = listed { (listed.village) " · " (listed.head) }
            }
            td data-label=(said::CHOSEN.say(language)) {
                @if drawn { strong { (said::DRAWN.say(language)) } }
                @if let Some(stood) = for_whom { p { strong { (said::STANDS_IN.with(language, &[&stood.swap.out])) } } }
                @if let Some(gone) = by_whom {
                    p { (said::REPLACED.with(language, &[&gone.swap.by, &gone.swap.reason, &gone.person, &moment(gone.at_ms)])) }
                }
                @if !drawn && for_whom.is_none() { span.hint { (said::RESERVE.say(language)) } }
                @if chosen { (replace(language, viewer, commune, group)) }
            }
        }
    }
}

/// Replacing a drawn group, folded away: it is rare.
fn replace(language: Language, viewer: &Viewer, commune: &ToDraw, group: &UnitCode) -> Markup {
    let id = format!("reason-{group}");
    html! {
        details.screen {
            summary { (said::REPLACE.say(language)) }
            form.stack method="post" action=(address(PATH, language)) {
                input type="hidden" name="form_token" value=(viewer.form_token);
                input type="hidden" name="commune" value=(commune.unit.code);
                input type="hidden" name="group" value=(group);
                label for=(id) { (said::REPLACE_REASON.with(language, &[group])) }
                input type="text" id=(id) name="reason" maxlength=(REASON_CHARS_MAX) required;
                button.plain type="submit" name="act" value="replace" { (said::REPLACE.say(language)) }
            }
        }
    }
}

/// The rule in words, and one example that a computer does.
fn how(language: Language) -> Markup {
    html! {
        section aria-labelledby="how" {
            h2 id="how" { (said::CHECK_YOURSELF.say(language)) }
            ol {
                li { (said::CHECK_LIST.say(language)) }
                li { (said::CHECK_ORDER.say(language)) }
            }
            p { (said::CHECK_EXAMPLE.say(language)) }
            pre { "printf '20260930\\nT-0001\\nT-0002\\n' | sha256sum\nprintf 'Xổ số miền Bắc 05/10/2026: 12345\\n<hash>\\nT-0001' | sha256sum" }
        }
    }
}
