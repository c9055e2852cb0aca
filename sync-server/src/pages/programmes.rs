//! The province's table of credit programmes. A row that stands for fewer than five borrowers shows no number at all.

use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::limits::CELL_BORROWERS_MIN;
use shared::text::{Language, count, money};

use super::bar::bar;
use super::frame::head;
use super::words::{Word, units as words};
use crate::access::Programme;

/// The table; nothing when there are no loans.
pub(super) fn programmes(language: Language, programmes: &[Programme]) -> Markup {
    let catalogue = Catalogue::builtin();
    let label = |programme: &str| catalogue.label("credit_programme", programme, language);
    let most = programmes.iter().map(|row| row.borrowers).max().unwrap_or(0);
    html! {
        @if !programmes.is_empty() {
            section aria-labelledby="programmes" {
                h2 id="programmes" { (words::PROGRAMMES.say(language)) }
                table.stacked {
                    (head(language, &COLUMNS))
                    tbody {
                        @for row in programmes {
                            @let printed = printed(row);
                            tr data-programme=(row.programme) {
                                th scope="row" { (label(row.programme.as_str())) }
                                td data-label=(words::BORROWERS.say(language)) {
                                    (printed[0])
                                    @if row.borrowers >= CELL_BORROWERS_MIN { (bar(row.borrowers, most, "plain")) }
                                }
                                td data-label=(words::LOANS.say(language)) { (printed[1]) }
                                td data-label=(words::BALANCE.say(language)) { span.whole { (printed[2]) } }
                            }
                        }
                    }
                }
                p.hint { (words::PROGRAMMES_NOTE.with(language, &[&label("other")])) }
            }
        }
    }
}

/// The columns, on the page and in the export.
pub(super) const COLUMNS: [&Word; 4] = [&words::PROGRAMME, &words::BORROWERS, &words::LOANS, &words::BALANCE];

/// A row of the export: what the page shows.
pub(super) fn row(language: Language, programme: &Programme) -> [String; 4] {
    let name = Catalogue::builtin().label("credit_programme", programme.programme.as_str(), language);
    let [borrowers, loans, balance] = printed(programme);
    [name.into_owned(), borrowers, loans, balance]
}

/// Borrowers, loans and balance, or what stands for them.
fn printed(row: &Programme) -> [String; 3] {
    if row.borrowers < CELL_BORROWERS_MIN {
        return [(); 3].map(|()| format!("< {CELL_BORROWERS_MIN}"));
    }
    [count(i64::from(row.borrowers)), count(i64::from(row.loans)), money(row.balance)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_of_four_borrowers_shows_no_number() {
        let row = |borrowers| Programme {
            programme: "other".parse().unwrap(),
            borrowers,
            loans: borrowers,
            balance: 123_000_000,
        };
        assert_eq!(printed(&row(4)), ["< 5", "< 5", "< 5"]);
        assert_eq!(printed(&row(5)), ["5", "5", "123.000.000\u{a0}₫"]);
        let page = programmes(Language::Vi, &[row(4)]).into_string();
        assert!(!page.contains("svg") && !page.contains("123"), "{page}");
    }
}
