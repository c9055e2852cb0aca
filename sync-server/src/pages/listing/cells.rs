//! The cells of a row, list by list.

use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::figures::{Help, Word as Said};
use shared::domain::progress::DueLoan;
use shared::domain::register::Group;
use shared::domain::report::{Column, OpenRemedy, SupportFigures};
use shared::domain::rules::printed_name;
use shared::id::Code;
use shared::limits::COLUMN_IDLE_DAYS;
use shared::record::Flat;
use shared::text::{Language, count, hundredths, money, percent};

use super::table::{Cell, Place};
use crate::access::{Line, Listed, Listing, Matter, Row};
use crate::pages::words::{self, Word, listing as said};
use crate::pages::{area, inbox, remedies, review};

/// A row that is being drawn.
pub(super) struct Drawn<'l> {
    /// Language of the reader.
    pub language: Language,
    /// The list.
    pub listed: &'l Listed,
    /// The row.
    pub row: &'l Row,
}

impl Drawn<'_> {
    /// What the row is of: a record, a loan, a group or a unit.
    pub fn id(&self) -> String {
        match (&self.row.line, &self.row.facts) {
            (Line::Loan(loan), _) => loan.loan.clone(),
            (Line::Group(group, ..), _) => group.code.to_string(),
            (_, Some(facts)) => facts.doc.to_string(),
            (_, None) => self.row.unit.code.to_string(),
        }
    }

    fn unit(&self) -> Cell {
        Cell::of(self.row.unit.name.clone())
    }

    fn label(&self, list: &str, code: Option<&str>) -> Cell {
        match code.filter(|code| !code.is_empty()) {
            Some(code) => Cell::Text(self.listed.catalogue.label(list, code, self.language).into_owned()),
            None => Cell::Empty,
        }
    }

    /// Its cells, as many as the list has columns.
    pub fn cells(&self, listing: Listing) -> Vec<Cell> {
        let facts = self.row.facts.as_ref();
        match (&self.row.line, facts) {
            (Line::Remedy(remedy), _) => self.remedy(remedy),
            (Line::Column(column), Some(facts)) => self.column(facts, column),
            (Line::Word(word, days), Some(facts)) => self.word(facts, word, *days),
            (Line::Help(help, is_too_many), Some(facts)) => self.help(facts, help, *is_too_many),
            (Line::Helped(figures), _) => self.helped(figures),
            (Line::Loan(loan), _) => self.loan(loan),
            (Line::LoanList { customers, told_on, days }, Some(facts)) => {
                self.loan_list(facts, *customers, *told_on, *days)
            }
            (Line::Group(group, place, seen), _) => self.group(group, *place, *seen),
            (_, Some(facts)) if listing == Listing::Media => self.product(facts),
            (_, Some(facts)) => self.model(facts),
            (_, None) => Vec::new(),
        }
    }

    fn kind_of(&self, list: &str, facts: &Facts) -> String {
        self.label(list, facts.sort.as_ref().map(Code::as_str)).plain()
    }

    fn remedy(&self, remedy: &OpenRemedy) -> Vec<Cell> {
        let finding = self.label("finding_kind", remedy.finding.as_ref().map(Code::as_str)).plain();
        let days = match remedy.days_over {
            Some(days @ 1..) => Cell::Marked(said::DAYS_OVER.with(self.language, &[&days])),
            Some(days) => Cell::Text(said::DAYS_LEFT.with(self.language, &[&-days])),
            None => Cell::Empty,
        };
        vec![
            Cell::Inside(format!("{}?doc={}", remedies::ONE, remedy.doc), finding),
            self.unit(),
            Cell::of(remedy.group.as_ref().map(ToString::to_string).unwrap_or_default()),
            Cell::of(remedy.owner.clone()),
            Cell::day(remedy.due),
            days,
        ]
    }

    fn product(&self, facts: &Facts) -> Vec<Cell> {
        let flat = &self.row.flat;
        let approved = match (flat.text("approved_by"), flat.date("approved_on")) {
            (Some(by), Some(on)) => Cell::Text(format!("{by}, {on}")),
            (Some(by), None) => Cell::of(by),
            (None, Some(on)) => Cell::Text(on.to_string()),
            (None, None) => Cell::Text(said::NOT_APPROVED.say(self.language).to_owned()),
        };
        vec![
            record(facts, facts.place.clone()),
            self.unit(),
            Cell::day(facts.event_date),
            Cell::of(self.kind_of("form", facts)),
            Cell::of(self.length(flat)),
            self.outlets(flat),
            self.label("organisation", flat.text("author_org")),
            approved,
        ]
    }

    fn length(&self, flat: &Flat) -> String {
        let parts = [
            flat.int("seconds").map(|seconds| said::SECONDS.with(self.language, &[&count(seconds)])),
            flat.int("pages_x100").map(|pages| said::PAGES.with(self.language, &[&hundredths(pages)])),
            flat.int("photos").map(|photos| said::PHOTOS.with(self.language, &[&count(photos)])),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn outlets(&self, flat: &Flat) -> Cell {
        let place = |outlet: String| {
            let name = self.listed.catalogue.label("outlet", &outlet, self.language).into_owned();
            let day = flat.date(&format!("outlet.{outlet}.published_on"));
            let link = flat.text(&format!("outlet.{outlet}.link")).map(str::to_owned);
            let text = day.map_or(name.clone(), |day| format!("{name}, {day}"));
            // Whatever is no address of the web is not made one.
            let link =
                link.filter(|link| ["https://", "http://"].iter().any(|scheme| link.starts_with(scheme)));
            Place { text, link }
        };
        let places: Vec<Place> = flat.entries("outlet").into_iter().map(place).collect();
        if places.is_empty() { Cell::Empty } else { Cell::Places(places) }
    }

    fn column(&self, facts: &Facts, column: &Column) -> Vec<Cell> {
        let last = column.last_on.map_or_else(String::new, |day| day.to_string());
        let idle = said::IDLE.with(self.language, &[&COLUMN_IDLE_DAYS]);
        let last = match (column.is_idle, last.is_empty()) {
            (true, true) => Cell::Marked(idle),
            (true, false) => Cell::Marked(format!("{last} · {idle}")),
            (false, _) => Cell::of(last),
        };
        vec![
            record(facts, facts.place.clone()),
            self.unit(),
            self.outlets(&self.row.flat),
            Cell::day(Some(column.opened_on)),
            Cell::count(column.items),
            last,
        ]
    }

    fn model(&self, facts: &Facts) -> Vec<Cell> {
        let flat = &self.row.flat;
        let name = match printed_name(flat) {
            Some(name) => Cell::of(name),
            None => Cell::Text(said::NO_CONSENT.say(self.language).to_owned()),
        };
        let tags: Vec<String> =
            flat.members("tag").map(|tag| self.label("exemplary_tag", Some(tag)).plain()).collect();
        let award = |id: String| {
            let level = self.label("level", flat.text(&format!("award.{id}.level"))).plain();
            let form = flat.text(&format!("award.{id}.form")).unwrap_or_default();
            let day = flat.date(&format!("award.{id}.on")).map_or_else(String::new, |day| day.to_string());
            [form, &level, &day].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        };
        let awards: Vec<String> = flat.entries("award").into_iter().map(award).collect();
        // A programme that reveals something of a person is another one in every list above the commune.
        let programme =
            self.listed.catalogue.entry("credit_programme", flat.text("programme").unwrap_or_default());
        let programme = programme.map(|known| if known.sensitive { "other" } else { known.id.as_str() });
        vec![
            record(facts, facts.place.clone()),
            self.unit(),
            Cell::of(self.kind_of("exemplary_kind", facts)),
            name,
            self.label("exemplary_role", flat.text("role")),
            Cell::of(flat.text("village").unwrap_or_default()),
            self.label("credit_programme", programme),
            self.label("loan_range", flat.text("loan_range")),
            Cell::of(tags.join(", ")),
            Cell::of(awards.join("; ")),
        ]
    }

    fn word(&self, facts: &Facts, word: &Said, days: Option<i64>) -> Vec<Cell> {
        let text = |text: &Word, day: Date| Cell::Text(text.with(self.language, &[&day]));
        let state = match (days, word) {
            (Some(days), _) => Cell::Marked(said::WAITS_LONG.with(self.language, &[&days])),
            (_, Said { answered_on: Some(day), .. }) => text(&said::ANSWERED, *day),
            (_, Said { is_closed: true, .. }) => Cell::Text(said::CLOSED.say(self.language).to_owned()),
            (_, Said { forwarded_on: Some(day), .. }) => text(&said::FORWARDED, *day),
            _ => Cell::Text(said::WAITS.say(self.language).to_owned()),
        };
        vec![
            record(facts, self.kind_of("feedback_kind", facts)),
            self.unit(),
            Cell::of(facts.place.clone()),
            Cell::day(facts.event_date),
            state,
        ]
    }

    fn help(&self, facts: &Facts, help: &Help, is_too_many: bool) -> Vec<Cell> {
        let household = match &help.household {
            Some(household) if is_too_many => {
                Cell::Marked(format!("{household} · {}", said::TOO_MANY.say(self.language)))
            }
            Some(household) => Cell::of(household.clone()),
            None => Cell::Text(said::UNASSIGNED.say(self.language).to_owned()),
        };
        let result = self.label("support_result", help.result.as_ref().map(Code::as_str));
        vec![
            record(facts, help.name.clone()),
            household,
            Cell::of(facts.place.clone()),
            Cell::day(facts.event_date),
            Cell::day(help.ended_on),
            result,
        ]
    }

    fn helped(&self, figures: &SupportFigures) -> Vec<Cell> {
        let code = &self.row.unit.code;
        let above = match figures.helpers_above {
            0 => Cell::count(0),
            many => {
                let about = Matter::Crowded.code();
                Cell::Inside(format!("{}?unit={code}&about={about}", inbox::PATH), count(i64::from(many)))
            }
        };
        let here = format!("{}?kind={}&unit={code}", super::PATH, Listing::Support.code());
        vec![
            Cell::Inside(here, self.row.unit.name.clone()),
            Cell::count(figures.helpers),
            above,
            Cell::count(figures.helpers_unassigned),
            Cell::count(figures.households),
            Cell::count(figures.escaped),
        ]
    }

    fn loan(&self, loan: &DueLoan) -> Vec<Cell> {
        let days = match loan.days_left {
            left @ 0.. => Cell::Text(said::DAYS_LEFT.with(self.language, &[&left])),
            over => Cell::Marked(said::DAYS_OVER.with(self.language, &[&-over])),
        };
        vec![
            Cell::Whole(loan.loan.clone()),
            self.unit(),
            Cell::Whole(loan.group.to_string()),
            Cell::day(Some(loan.due_on)),
            days,
        ]
    }

    fn loan_list(
        &self,
        facts: &Facts,
        customers: i64,
        told_on: Option<Date>,
        days: Option<i64>,
    ) -> Vec<Cell> {
        let told = match told_on {
            Some(day) => Cell::Text(day.to_string()),
            None => Cell::Marked(said::NOT_TOLD.say(self.language).to_owned()),
        };
        let days = days.map_or(Cell::Empty, |days| Cell::Text(said::N_DAYS.with(self.language, &[&days])));
        let received = facts.event_date.map_or_else(String::new, |day| day.to_string());
        let customers = if customers > 0 { Cell::count(customers) } else { Cell::Empty };
        vec![
            record(facts, received),
            self.unit(),
            Cell::of(facts.group.as_ref().map(ToString::to_string).unwrap_or_default()),
            customers,
            told,
            days,
        ]
    }

    fn group(&self, group: &Group, place: usize, seen: Option<Date>) -> Vec<Cell> {
        let share = match group.outstanding {
            0 => Cell::Empty,
            whole => Cell::Whole(words::PERCENT.with(self.language, &[&percent(group.overdue, whole)])),
        };
        let of_commune = format!("{}?unit={}", area::PATH, self.row.unit.code);
        let seen = match seen {
            Some(day) => Cell::Text(day.to_string()),
            None => Cell::Text(said::NOT_INSPECTED.say(self.language).to_owned()),
        };
        vec![
            Cell::Coded(of_commune, group.code.to_string()),
            Cell::Text(place.to_string()),
            self.unit(),
            Cell::of(group.village.clone()),
            share,
            Cell::Whole(money(group.overdue)),
            Cell::Whole(money(group.outstanding)),
            self.label("group_rank", group.rank.as_ref().map(Code::as_str)),
            group.score.map_or(Cell::Empty, |score| Cell::Text(score.to_string())),
            seen,
        ]
    }
}

/// The way to a record's own page.
fn record(facts: &Facts, text: String) -> Cell {
    Cell::Inside(review::record_path(facts), if text.is_empty() { "……".to_owned() } else { text })
}
