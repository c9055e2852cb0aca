//! The units with their history, and the forms that reorganise them: each is shown with what it touches before it is
//! made.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::reorganise::Objection;
use shared::domain::units::Unit;
use shared::id::UnitCode;
use shared::text::Language;

use super::area::unit_name;
use super::frame::{Viewer, address, day_field, head, page};
use super::words::units as words;
use super::words::{self as common, Word};
use crate::access::{Divisible, KeptUnits};
use crate::units::{Preview, WontDo};

/// Where the page stands.
pub(crate) const PATH: &str = "/units";

/// Parts that the form of a split offers.
pub(crate) const PARTS: u8 = 4;

/// What is told on top of the page.
pub(crate) enum Told {
    /// A change was made that holds from a day.
    Done(Date),
    /// It was not made, in words.
    Not(String),
}

/// The units, and the forms for whole levels and mergers.
pub(crate) fn list(
    language: Language,
    viewer: &Viewer,
    kept: &KeptUnits,
    told: Option<&Told>,
    today: Date,
) -> Response {
    let content = html! {
        h1 { (words::UNITS.say(language)) }
        (told_of(language, told))
        p.hint { (words::UNITS_HELP.say(language)) }
        (merge(language, viewer, kept, today))
        @if !kept.levels.is_empty() { (abolish(language, viewer, kept, today)) }
        section aria-labelledby="today" {
            h2 id="today" { (words::UNITS_TODAY.with(language, &[&today])) }
            table.stacked {
                (head(language, &[&words::UNIT_NAME, &words::CODE, &words::LEVEL, &words::PARENT, &words::PERIOD, &words::CHANGE]))
                tbody { @for unit in &kept.today { (standing(language, kept, unit, today)) } }
            }
        }
        @if !kept.others.is_empty() {
            section aria-labelledby="others" {
                h2 id="others" { (words::UNITS_OTHER.say(language)) }
                table.stacked {
                    (head(language, &[&words::UNIT_NAME, &words::CODE, &words::LEVEL, &words::PERIOD, &words::TO_UNIT]))
                    tbody { @for unit in &kept.others { (other(language, kept, unit, today)) } }
                }
            }
        }
    };
    page(language, words::UNITS.say(language), PATH, Some(viewer), &content)
}

fn told_of(language: Language, told: Option<&Told>) -> Markup {
    html! {
        @match told {
            Some(Told::Done(from)) => p.done role="status" data-done { (words::REORGANISED.with(language, &[from])) },
            Some(Told::Not(why)) => p.notice role="alert" data-wont { (why) },
            None => {}
        }
    }
}

fn standing(language: Language, kept: &KeptUnits, unit: &Unit, today: Date) -> Markup {
    let is_commune = unit.level.as_str() == "commune";
    let parent = unit.parent.as_ref().map(|code| kept.names.get(code).map_or(code.as_str(), String::as_str));
    let link = |act: &str, word: &Word| {
        let to = address(&format!("{PATH}?act={act}&unit={}", unit.code), language);
        html! { a.act href=(to) data-act=(act) { (word.say(language)) } }
    };
    html! {
        tr data-unit=(unit.code) {
            th scope="row" { (unit.name) }
            td data-label=(words::CODE.say(language)) { (unit.code) }
            td data-label=(words::LEVEL.say(language)) { (level(language, unit, today)) }
            td data-label=(words::PARENT.say(language)) {
                (parent.unwrap_or("–"))
            }
            td data-label=(words::PERIOD.say(language)) { (period(language, unit)) }
            td.acts data-label=(words::CHANGE.say(language)) {
                (link("rename", &words::RENAME))
                @if is_commune { " " (link("split", &words::SPLIT)) }
            }
        }
    }
}

fn other(language: Language, kept: &KeptUnits, unit: &Unit, today: Date) -> Markup {
    let name = |code: &UnitCode| match kept.names.get(code) {
        Some(name) => words::WITH_CODE.with(language, &[name, code]),
        None => code.to_string(),
    };
    let to: Vec<String> = unit.successors.iter().map(name).collect();
    html! {
        tr data-other=(unit.code) {
            th scope="row" { (unit.name) }
            td data-label=(words::CODE.say(language)) { (unit.code) }
            td data-label=(words::LEVEL.say(language)) { (level(language, unit, today)) }
            td data-label=(words::PERIOD.say(language)) { (period(language, unit)) }
            td data-label=(words::TO_UNIT.say(language)) {
                @if to.is_empty() { "–" } @else { (words::TAKEN_OVER_BY.with(language, &[&to.join(", ")])) }
            }
        }
    }
}

/// The word of a unit's level as it was when the unit was last there.
fn level(language: Language, unit: &Unit, today: Date) -> String {
    let day = unit.valid_to.map_or(today, |to| to.min(today));
    Catalogue::builtin().level_word(unit.level.as_str(), day, language).into_owned()
}

fn period(language: Language, unit: &Unit) -> String {
    let from = unit.valid_from.map(|day| words::FROM_DAY.with(language, &[&day]));
    let to = unit.valid_to.map(|day| words::TO_DAY.with(language, &[&day]));
    match (from, to) {
        (None, None) => words::SINCE_EVER.say(language).to_owned(),
        (from, to) => from.into_iter().chain(to).collect::<Vec<_>>().join(" "),
    }
}

/// What every form begins and ends with.
fn form(language: Language, viewer: &Viewer, act: &str, fields: &Markup) -> Markup {
    let from = format!("from-{act}");
    html! {
        form.stack method="post" action=(address(PATH, language)) data-form=(act) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            input type="hidden" name="act" value=(act);
            (fields)
            (day_field(language, (&from, "from"), &words::HOLDS_FROM, "", true))
            button type="submit" { (words::SHOW_FIRST.say(language)) }
        }
    }
}

fn input(name: &str, label: &str, required: bool) -> Markup {
    html! { label for=(name) { (label) } input id=(name) name=(name) autocomplete="off" required[required]; }
}

fn merge(language: Language, viewer: &Viewer, kept: &KeptUnits, today: Date) -> Markup {
    let lost = |unit: &&Unit| unit.successors.is_empty() && unit.valid_to.is_some_and(|to| to < today);
    let is_gone = |unit: &&Unit| {
        let continues = |other: &Unit| other.code == unit.code && other.valid_from > unit.valid_to;
        !kept.today.iter().chain(&kept.others).any(continues)
    };
    let lost: Vec<&Unit> = kept.others.iter().filter(lost).filter(is_gone).collect();
    let fields = html! {
        fieldset {
            legend { (words::MERGE_WHICH.say(language)) }
            @for unit in kept.today.iter().filter(|unit| unit.parent.is_some()).chain(lost) {
                label.check {
                    input type="checkbox" name="unit" value=(unit.code);
                    span {
                        (unit_name(unit, unit.valid_to.unwrap_or(today), language)) " (" (unit.code) ")"
                        @if unit.valid_to.is_some_and(|to| to < today) {
                            " · " (period(language, unit)) " · " (words::LED_NOWHERE.say(language))
                        }
                    }
                }
            }
        }
        (input("into", words::INTO_CODE.say(language), true))
        (input("name", words::INTO_NAME.say(language), false))
    };
    html! {
        details.task {
            summary { (words::MERGE.say(language)) }
            p.hint { (words::MERGE_HELP.say(language)) }
            (form(language, viewer, "merge", &fields))
        }
    }
}

fn abolish(language: Language, viewer: &Viewer, kept: &KeptUnits, today: Date) -> Markup {
    let fields = html! {
        label for="level" { (words::LEVEL.say(language)) }
        select id="level" name="level" {
            @for level in &kept.levels {
                // A level that a later profile has no more keeps its own word here.
                option value=(level) { (Catalogue::builtin().label("level", level.as_str(), language)) }
            }
        }
    };
    html! {
        details.task {
            summary { (words::ABOLISH.say(language)) }
            p.hint { (words::ABOLISH_HELP.say(language)) " (" (today) ")" }
            (form(language, viewer, "abolish", &fields))
        }
    }
}

/// The form that renames a unit.
pub(crate) fn rename(language: Language, viewer: &Viewer, unit: &Unit, today: Date) -> Response {
    let title = words::RENAME_OF.with(language, &[&unit_name(unit, today, language)]);
    let fields = html! {
        input type="hidden" name="unit" value=(unit.code);
        (input("name", words::NEW_NAME.say(language), true))
    };
    let content = html! {
        p { a href=(address(PATH, language)) { "← " (words::UNITS.say(language)) } }
        h1 { (title) }
        (form(language, viewer, "rename", &fields))
    };
    page(language, &title, &format!("{PATH}?act=rename&unit={}", unit.code), Some(viewer), &content)
}

/// The form that splits a unit: its parts, and where each group and each person goes.
pub(crate) fn split(language: Language, viewer: &Viewer, whole: &Divisible, today: Date) -> Response {
    let title = words::SPLIT_OF.with(language, &[&unit_name(&whole.unit, today, language)]);
    let choice = |name: &str, label: &Markup| {
        html! {
            div.choice {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    @for part in 1..=PARTS { option value=(part) { (words::PART.with(language, &[&part])) } }
                }
            }
        }
    };
    let fields = html! {
        input type="hidden" name="unit" value=(whole.unit.code);
        @for part in 1..=PARTS {
            (input(&format!("code{part}"), &words::PART_CODE.with(language, &[&part]), part <= 2))
            (input(&format!("name{part}"), &words::PART_NAME.with(language, &[&part]), false))
        }
        @if !whole.groups.is_empty() {
            h2 { (words::GROUPS_GO.say(language)) }
            @for group in &whole.groups {
                (choice(&format!("group.{}", group.code), &html! { (group.code) " · " (group.village) " · " (group.head) }))
            }
        }
        @if !whole.accounts.is_empty() {
            h2 { (words::PEOPLE_GO.say(language)) }
            @for account in &whole.accounts {
                (choice(&format!("account.{}", account.id), &html! { (account.name) " (" (account.id) ")" }))
            }
        }
        (choice("rest", &html! { (words::REST_GOES.say(language)) }))
    };
    let content = html! {
        p { a href=(address(PATH, language)) { "← " (words::UNITS.say(language)) } }
        h1 { (title) }
        p.hint { (words::SPLIT_HELP.say(language)) }
        (form(language, viewer, "split", &fields))
    };
    page(language, &title, &format!("{PATH}?act=split&unit={}", whole.unit.code), Some(viewer), &content)
}

/// What a change touches, with the button that makes it. `sent` is what the form sent, sent again with it.
pub(crate) fn preview(
    language: Language,
    viewer: &Viewer,
    preview: &Preview,
    sent: &[(String, String)],
    (from, today): (Date, Date),
) -> Response {
    let kept = sent.iter().filter(|(name, _)| !matches!(name.as_str(), "form_token" | "seen"));
    let content = html! {
        h1 { (words::PREVIEW.say(language)) }
        section aria-labelledby="units" {
            h2 id="units" { (words::WHAT_CHANGES.say(language)) }
            ul { @for line in periods(language, preview, from) { li { (line) } } }
        }
        (groups(language, preview))
        (accounts(language, preview))
        (records(language, preview))
        @if from > today { p { (words::NOT_TODAY.say(language)) } }
        form.press method="post" action=(address(PATH, language)) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="seen" value=(preview.digest());
            button type="submit" data-act="do" { (words::DO_IT.say(language)) }
            a href=(address(PATH, language)) { (words::NOT_THIS.say(language)) }
        }
    };
    page(language, words::PREVIEW.say(language), PATH, Some(viewer), &content)
}

/// A unit of a change by name and code; by its code alone where the change does not touch it.
fn named(language: Language, preview: &Preview, code: &UnitCode) -> String {
    let unit = preview.periods.iter().rev().find(|unit| unit.code == *code);
    unit.map_or_else(|| code.to_string(), |unit| words::WITH_CODE.with(language, &[&unit.name, code]))
}

fn periods(language: Language, preview: &Preview, from: Date) -> Vec<String> {
    let line = |unit: &Unit| {
        let (name, code) = (&unit.name, &unit.code);
        match (unit.valid_to, unit.valid_from) {
            (Some(last), _) if last < from => {
                let ends = words::ENDS.with(language, &[name, code, &last]);
                let to: Vec<String> =
                    unit.successors.iter().map(|code| named(language, preview, code)).collect();
                if to.is_empty() {
                    ends
                } else {
                    format!("{ends}, {}", words::GOES_OVER_TO.with(language, &[&to.join(", ")]))
                }
            }
            (_, first) => {
                let first = first.unwrap_or(from);
                let parent = unit.parent.as_ref().map_or("–", UnitCode::as_str);
                let is_new =
                    !preview.periods.iter().any(|old| old.code == *code && old.valid_from < unit.valid_from);
                let word = if is_new { &words::BEGINS } else { &words::CHANGES };
                word.with(language, &[name, code, &first, &parent])
            }
        }
    };
    preview.periods.iter().map(line).collect()
}

fn groups(language: Language, preview: &Preview) -> Markup {
    html! {
        section aria-labelledby="groups" data-groups=(preview.groups.len()) {
            h2 id="groups" { (words::GROUPS_MOVED.with(language, &[&preview.groups.len()])) }
            @if preview.groups.is_empty() {
                p { (words::NO_GROUPS_MOVED.say(language)) }
            } @else {
                table.stacked {
                    (head(language, &[&common::GROUP, &common::VILLAGE, &words::FROM_UNIT, &words::TO_UNIT]))
                    tbody {
                        @for moved in &preview.groups {
                            tr {
                                th scope="row" { (moved.group) }
                                td data-label=(common::VILLAGE.say(language)) { (moved.village) }
                                td data-label=(words::FROM_UNIT.say(language)) { (named(language, preview, &moved.from)) }
                                td data-label=(words::TO_UNIT.say(language)) { (named(language, preview, &moved.to)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn accounts(language: Language, preview: &Preview) -> Markup {
    let title = words::ACCOUNTS_MOVED.with(language, &[&preview.accounts.len(), &preview.phones()]);
    html! {
        section aria-labelledby="accounts" data-accounts=(preview.accounts.len()) data-phones=(preview.phones()) {
            h2 id="accounts" { (title) }
            @if preview.accounts.is_empty() {
                p { (words::NO_ACCOUNTS_MOVED.say(language)) }
            } @else {
                table.stacked {
                    (head(language, &[&common::NAME, &common::ACCOUNT, &common::DEVICES, &words::FROM_UNIT, &words::TO_UNIT]))
                    tbody {
                        @for moved in &preview.accounts {
                            tr {
                                th scope="row" { (moved.account.name) }
                                td data-label=(common::ACCOUNT.say(language)) { (moved.account.id) }
                                td data-label=(common::DEVICES.say(language)) {
                                    @if moved.phones.is_empty() { (common::NO_DEVICE.say(language)) }
                                    (moved.phones.join(", "))
                                }
                                td data-label=(words::FROM_UNIT.say(language)) {
                                    @if let Some(unit) = &moved.account.unit { (named(language, preview, unit)) }
                                }
                                td data-label=(words::TO_UNIT.say(language)) {
                                    @match &moved.to {
                                        Some(to) => (named(language, preview, to)),
                                        None => (words::STAYS.say(language)),
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn records(language: Language, preview: &Preview) -> Markup {
    html! {
        section aria-labelledby="records" {
            h2 id="records" { (words::RECORDS_MOVED.say(language)) }
            @if preview.records.is_empty() {
                p { (words::NO_RECORDS_MOVED.say(language)) }
            } @else {
                ul {
                    @for moved in &preview.records {
                        li data-records=(moved.unit) {
                            (words::RECORDS_OF_UNIT.with(language, &[&moved.unit, &moved.all, &moved.open]))
                        }
                    }
                }
            }
        }
    }
}

/// Why a change is not made, in words; `None` when the database failed.
pub(crate) fn refusal(language: Language, error: &WontDo) -> Option<String> {
    let say = |word: &Word, of: &str| word.with(language, &[&of]);
    Some(match error {
        WontDo::Objection(objection) => match objection {
            Objection::Unknown(code) => say(&words::WONT_UNKNOWN, code.as_str()),
            Objection::Later(code) => say(&words::WONT_LATER, code.as_str()),
            Objection::CodeTaken(code) => say(&words::WONT_TAKEN, code.as_str()),
            Objection::OtherLevel(code) => say(&words::WONT_LEVEL, code.as_str()),
            Objection::OtherParent(code) => say(&words::WONT_PARENT, code.as_str()),
            Objection::TooFew => say(&words::WONT_FEW, ""),
            Objection::NoName(code) => say(&words::WONT_NAME, code.as_str()),
            Objection::NotShared => say(&words::WONT_SHARE, ""),
            Objection::HasUnits(code) => say(&words::WONT_CHILDREN, code.as_str()),
            Objection::NoSuchLevel(level) => say(&words::WONT_NO_LEVEL, level.as_str()),
            Objection::Topmost(code) => say(&words::WONT_TOP, code.as_str()),
            Objection::SameName(code) => say(&words::WONT_SAME, code.as_str()),
        },
        WontDo::Foreign(code) => say(&words::WONT_FOREIGN, code.as_str()),
        WontDo::Account(id) => say(&words::WONT_ACCOUNT, id.as_str()),
        WontDo::Group(code) => say(&words::WONT_GROUP, code.as_str()),
        WontDo::Changed => say(&words::WONT_CHANGED, ""),
        WontDo::Storage(_) => return None,
    })
}
