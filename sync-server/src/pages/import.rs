//! Taking in a list: choosing list and file, saying which column is which, faults or the comparison with the list in
//! use, publishing. Each step is a page of its own that needs no script.

use axum::response::Response;
use maud::{Markup, html};

use shared::id::DeviceId;
use shared::limits::IMPORT_FILE_BYTES_MAX;
use shared::reading::moment;
use shared::text::{Language, count};

use super::frame::{Viewer, address, head, page};
use super::words::lists as words;
use super::words::{self as all_words, Word};
use crate::access::Waiting;
use crate::import::{
    Changed, Column, Comparison, Faults, Heading, ImportError, Imported, List, Named, Need, Reading, Value,
};
use crate::storage::uploads::{Upload, UploadId};

/// Where the page stands.
pub(crate) const PATH: &str = "/area/import";

/// Lines of entries that are shown of one kind: more is read in the file.
const LINES_MAX: usize = 200;

/// What happened before a page is shown.
pub(crate) enum Happened<'h> {
    /// Nothing.
    Nothing,
    /// The file could not be read.
    Unread(List, &'h Faults),
    /// A file was published.
    Published(List, &'h Imported),
    /// A file was dropped.
    Dropped,
}

/// The address of a waiting file.
pub(crate) fn path(id: UploadId) -> String {
    format!("{PATH}/{}", name(id))
}

/// A waiting file's name in addresses.
fn name(id: UploadId) -> String {
    id.iter().fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
}

/// The file of a name in an address.
pub(crate) fn id(name: &str) -> Option<UploadId> {
    let (first, last) = (name.get(..16)?, name.get(16..)?);
    let half = |half: &str| half.parse::<DeviceId>().ok().map(|id| id.0);
    [half(first)?, half(last)?].concat().try_into().ok()
}

/// A list's name for people.
pub(crate) fn list_name(list: List, language: Language) -> &'static str {
    let word = match list {
        List::Units => &words::UNITS,
        List::Groups => &words::GROUPS,
        List::Loans => &words::LOANS,
        List::Households => &words::HOUSEHOLDS,
        List::Offices => &words::OFFICES,
        List::Outlets => &words::OUTLETS,
    };
    word.say(language)
}

/// The first page: list, file, what waits.
pub(crate) fn index(
    language: Language,
    viewer: &Viewer,
    waiting: &[Upload],
    happened: &Happened,
) -> Response {
    let chosen = match happened {
        Happened::Unread(list, _) | Happened::Published(list, _) => *list,
        _ => List::Groups,
    };
    let megabytes = IMPORT_FILE_BYTES_MAX >> 20;
    let content = html! {
        h1 { (words::TO_IMPORT.say(language)) }
        p { a.act href=(address(super::lists::PATH, language)) { (words::TO_LISTS.say(language)) } }
        @match happened {
            Happened::Nothing => {},
            Happened::Unread(_, faults) => (self::faults(language, faults)),
            Happened::Published(list, imported) => (published(language, *list, imported)),
            Happened::Dropped => p.done role="status" { (words::DROPPED.say(language)) },
        }
        p.hint { (words::IMPORT_HELP.say(language)) }
        form.stack method="post" enctype="multipart/form-data" action=(address(PATH, language)) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            label for="list" { (words::LIST.say(language)) }
            select id="list" name="list" {
                @for list in List::ALL {
                    option value=(list.code()) selected[list == chosen] { (list_name(list, language)) }
                }
            }
            label for="file" { (words::FILE.say(language)) }
            input type="file" id="file" name="file" accept=".xlsx,.csv,.txt" required aria-describedby="limit";
            p.hint id="limit" { (words::FILE_LIMIT.with(language, &[&megabytes])) }
            button type="submit" { (words::SEND.say(language)) }
        }
        @if !waiting.is_empty() {
            h2 { (words::WAITING_FILES.say(language)) }
            p.hint { (words::WAITING_HELP.say(language)) }
            table.stacked {
                (head(language, &[&words::FILE, &words::LIST, &words::SENT_AT]))
                tbody { @for upload in waiting { tr {
                    th scope="row" { a href=(address(&path(upload.id), language)) { (upload.name) } }
                    td data-label=(words::LIST.say(language)) {
                        (List::from_code(&upload.list).map_or("", |list| list_name(list, language)))
                    }
                    td data-label=(words::SENT_AT.say(language)) { (moment(upload.made_at)) }
                } } }
            }
        }
        h2 { (words::LIST_OF.say(language)) }
        @for list in List::ALL {
            details.task {
                summary { (list_name(list, language)) }
                ul { @for column in list.columns() { li {
                    (column.label(language)) " " code { (column.id) }
                    @if column.need == Need::Cell { " – " (words::NEEDED.say(language)) }
                } } }
            }
        }
    };
    page(language, words::TO_IMPORT.say(language), PATH, Some(viewer), &content)
}

/// A waiting file: what publishing it would do, or why it cannot be.
pub(crate) fn file(language: Language, viewer: &Viewer, waiting: &Waiting, changed_since: bool) -> Response {
    let columns = format!("{}?columns=1", path(waiting.upload.id));
    let content = html! {
        (title(language, waiting))
        @if changed_since { p.notice role="alert" { (words::CHANGED_SINCE.say(language)) } }
        @match &waiting.outcome {
            Ok(imported) => {
                (aside(language, &imported.reading))
                p { a.act href=(address(&columns, language)) { (words::CHANGE_COLUMNS.say(language)) } }
                (compared(language, viewer, waiting, imported))
            }
            Err(ImportError::Faults(faults)) => {
                (self::faults(language, faults))
                p { a.act href=(address(&columns, language)) { (words::CHANGE_COLUMNS.say(language)) } }
            }
            Err(ImportError::Unmapped(reading)) => (assignment(language, viewer, waiting.list, waiting.upload.id, reading)),
            Err(_) => {}
        }
        (act(language, viewer, waiting.upload.id, "drop", &html! { button.plain type="submit" { (words::DROP.say(language)) } }))
    };
    page(language, list_name(waiting.list, language), &path(waiting.upload.id), Some(viewer), &content)
}

/// A waiting file's columns.
pub(crate) fn columns(language: Language, viewer: &Viewer, waiting: &Waiting, reading: &Reading) -> Response {
    let content = html! {
        (title(language, waiting))
        (assignment(language, viewer, waiting.list, waiting.upload.id, reading))
    };
    page(language, words::COLUMNS.say(language), &path(waiting.upload.id), Some(viewer), &content)
}

fn title(language: Language, waiting: &Waiting) -> Markup {
    let (sheet, others) = &waiting.sheets;
    html! {
        p { a.act href=(address(PATH, language)) { "← " (words::TO_IMPORT.say(language)) } }
        h1 { (list_name(waiting.list, language)) }
        p.context {
            span { (waiting.upload.name) }
            @if let Some(sheet) = sheet { span { (words::SHEET.with(language, &[sheet])) } }
            @if !others.is_empty() { span { (words::SHEETS_ASIDE.with(language, &[&others.join(", ")])) } }
        }
    }
}

/// A form of a waiting file with one button.
fn act(language: Language, viewer: &Viewer, id: UploadId, act: &str, inside: &Markup) -> Markup {
    html! {
        form method="post" action=(address(&path(id), language)) data-act=(act) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            input type="hidden" name="act" value=(act);
            (inside)
        }
    }
}

fn faults(language: Language, faults: &Faults) -> Markup {
    html! {
        section.faults aria-live="polite" data-faults=(faults.count()) {
            h2 { (words::FAULTS.with(language, &[&faults.count()])) }
            p { (words::FAULTS_HELP.say(language)) }
            table.stacked {
                (head(language, &[&words::AT_PLACE, &words::WHAT]))
                tbody { @for fault in &faults.told { tr data-code=(fault.code) {
                    th scope="row" {
                        @match fault.place(language).as_str() {
                            "" => (words::WHOLE_FILE.say(language)),
                            place => (place),
                        }
                    }
                    td data-label=(words::WHAT.say(language)) { (fault.words(language)) }
                } } }
            }
            @if faults.untold > 0 { p { (words::FAULTS_MORE.with(language, &[&faults.untold])) } }
        }
    }
}

/// Which columns of the file were left aside.
fn aside(language: Language, reading: &Reading) -> Markup {
    let unknown: Vec<&str> = reading.unknown().map(|heading| heading.text.as_str()).collect();
    let forbidden = reading.headings.iter().filter(|heading| heading.forbidden);
    let forbidden: Vec<&str> = forbidden.map(|heading| heading.text.as_str()).collect();
    let in_units =
        reading.headings.iter().filter_map(|heading| unit(heading.zeros).map(|unit| (heading, unit)));
    html! {
        @if !unknown.is_empty() { p.hint { (words::LEFT_ASIDE.with(language, &[&unknown.join(", ")])) } }
        @if !forbidden.is_empty() { p.hint { (words::NOT_KEPT.with(language, &[&forbidden.join(", ")])) } }
        @for (heading, unit) in in_units {
            p.hint { (heading.text) ": " (words::IN_UNITS.with(language, &[&unit.say(language)])) "." }
        }
    }
}

fn unit(zeros: u32) -> Option<&'static Word> {
    match zeros {
        3 => Some(&words::THOUSANDS),
        6 => Some(&words::MILLIONS),
        9 => Some(&words::BILLIONS),
        _ => None,
    }
}

/// The form that says which column is which.
fn assignment(language: Language, viewer: &Viewer, list: List, id: UploadId, reading: &Reading) -> Markup {
    let missing: Vec<&str> =
        reading.missing(list.columns()).into_iter().map(|column| column.label(language)).collect();
    let open = || {
        reading
            .headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| !heading.forbidden && !heading.text.is_empty())
    };
    html! {
        h2 { (words::COLUMNS.say(language)) }
        @if !missing.is_empty() {
            p.notice role="alert" { (words::COLUMNS_MISSING.with(language, &[&missing.join(", ")])) }
        }
        p.hint { (words::COLUMNS_HELP.say(language)) }
        (act(language, viewer, id, "assign", &html! {
            div.assign {
                @for (place, column) in list.columns().iter().enumerate() {
                    div {
                        label for={ "c-" (column.id) } {
                            (column.label(language))
                            @if column.need == Need::Cell { " (" (words::NEEDED.say(language)) ")" }
                        }
                        select id={ "c-" (column.id) } name={ "c." (column.id) } {
                            option value="" { "– " (words::NO_COLUMN.say(language)) " –" }
                            @for (at, heading) in open() {
                                option value=(at) selected[reading.places[place] == Some(at)] { (shown(heading)) }
                            }
                        }
                    }
                }
            }
            button type="submit" { (words::ASSIGN.say(language)) }
        }))
        (aside(language, reading))
    }
}

/// A heading with what stands below it.
fn shown(heading: &Heading) -> String {
    let samples = heading.samples.join("; ");
    match samples.as_str() {
        "" => format!("{} – {}", heading.letter, heading.text),
        samples => format!("{} – {} ({samples})", heading.letter, heading.text),
    }
}

fn published(language: Language, list: List, imported: &Imported) -> Markup {
    let Comparison { added, gone, changed, .. } = &imported.comparison;
    html! {
        p.done role="status" data-published=(list.code()) data-registers=(imported.registers_changed) {
            (list_name(list, language)) ". "
            (words::PUBLISHED.with(language, &[&added.len(), &gone.len(), &changed.len(), &imported.registers_changed]))
        }
    }
}

fn compared(language: Language, viewer: &Viewer, waiting: &Waiting, imported: &Imported) -> Markup {
    let comparison = &imported.comparison;
    let Comparison { columns, rows, added, gone, changed, unchanged, sums, warnings } = comparison;
    let counts = [
        (&words::ROWS, *rows),
        (&words::ADDED, added.len()),
        (&words::GONE, gone.len()),
        (&words::CHANGED, changed.len()),
        (&words::UNCHANGED, *unchanged),
        (&words::TO_PHONES, imported.registers_changed),
    ];
    let is_known = imported.registers_changed == 0 && comparison.is_empty();
    html! {
        h2 { (words::COMPARED.say(language)) }
        ul.cards.counts data-new=(added.len()) data-gone=(gone.len()) data-changed=(changed.len()) {
            @for (word, number) in counts {
                li { h3 { (word.say(language)) } p.big { (count(i64::try_from(number).unwrap_or(i64::MAX))) } }
            }
        }
        @if !warnings.is_empty() {
            section.faults {
                h3 { (words::LOOK_TWICE.say(language)) }
                ul { @for warning in warnings { li data-warning=(warning.code) { (warning.words(columns, language)) } } }
            }
        }
        @if sums.len() > 1 {
            h3 { (words::SUMS.say(language)) }
            table.stacked {
                (head(language, &[&words::LIST, &words::BEFORE, &words::AFTER]))
                tbody { @for sum in sums { tr {
                    th scope="row" {
                        (sum.column.map_or(words::COUNT.say(language), |column| columns[column].label(language)))
                    }
                    td data-label=(words::BEFORE.say(language)) { (count(sum.before)) }
                    td data-label=(words::AFTER.say(language)) { (count(sum.after)) }
                } } }
            }
        }
        (entries(language, &words::ADDED, added))
        (entries(language, &words::GONE, gone))
        (changes(language, columns, changed))
        @if is_known {
            p.done role="status" { (words::NOTHING_NEW.say(language)) }
        } @else {
            (act(language, viewer, waiting.upload.id, "publish", &html! {
                input type="hidden" name="seen" value=(comparison.name());
                p.hint { (words::PUBLISH_HELP.say(language)) }
                button type="submit" { (words::PUBLISH.say(language)) }
            }))
        }
    }
}

fn entries(language: Language, title: &Word, entries: &[Named]) -> Markup {
    html! {
        @if !entries.is_empty() {
            details.task open[entries.len() <= 10] {
                summary { (title.say(language)) " (" (entries.len()) ")" }
                table.stacked {
                    (head(language, &[&words::CODE, &words::NAME, &words::OF_UNIT]))
                    tbody { @for entry in entries.iter().take(LINES_MAX) { tr {
                        th scope="row" { (entry.key) }
                        td data-label=(words::NAME.say(language)) { (entry.name) }
                        td data-label=(words::OF_UNIT.say(language)) { (entry.place) }
                    } } }
                }
                (first_of(language, entries.len()))
            }
        }
    }
}

fn changes(language: Language, columns: &[Column], changed: &[Changed]) -> Markup {
    let value = |value: &Option<Value>| {
        value.as_ref().map_or_else(|| words::NOTHING.say(language).to_owned(), Value::shown)
    };
    html! {
        @if !changed.is_empty() {
            details.task open {
                summary { (words::CHANGED.say(language)) " (" (changed.len()) ")" }
                table.stacked {
                    (head(language, &[&words::CODE, &words::NAME, &words::OF_UNIT, &words::WHAT_CHANGED]))
                    tbody { @for Changed { entry, changes } in changed.iter().take(LINES_MAX) { tr {
                        th scope="row" { (entry.key) }
                        td data-label=(words::NAME.say(language)) { (entry.name) }
                        td data-label=(words::OF_UNIT.say(language)) { (entry.place) }
                        td data-label=(words::WHAT_CHANGED.say(language)) {
                            ul.plain { @for change in changes { li {
                                (words::FROM_TO.with(language, &[
                                    &columns[change.column].label(language), &value(&change.before), &value(&change.after),
                                ]))
                            } } }
                        }
                    } } }
                }
                (first_of(language, changed.len()))
            }
        }
    }
}

fn first_of(language: Language, all: usize) -> Markup {
    html! { @if all > LINES_MAX { p.hint { (words::FIRST_OF.with(language, &[&LINES_MAX, &all])) } } }
}

/// A file that does not wait here any more.
pub(crate) fn gone(language: Language, viewer: &Viewer) -> Response {
    let content = html! {
        h1 { (all_words::FAILED.say(language)) }
        p.notice role="alert" data-code="import.no_upload" { (shared::text::of_list(language, "import.no_upload", &[])) }
        p { a.act href=(address(PATH, language)) { (all_words::BACK.say(language)) } }
    };
    page(language, all_words::FAILED.say(language), PATH, Some(viewer), &content)
}
