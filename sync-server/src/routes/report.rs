//! `GET /area/report?kind=&year=&quarter=&cut_off=` and `POST` to it: one report, as a draft or as it was issued; typing
//! into it, issuing it, noting that it was sent or came back.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use shared::date::Date;
use shared::domain::report::{Asked as Paper, Report};
use shared::limits::{EVENT_YEAR_MIN, RECIPIENTS_MAX};
use shared::text::Language;

use super::briefing::hash;
use super::session::Session;
use super::shown::shown;
use crate::access::{self, Folder, IssueError, Reporter, SendingError, TypeError, Typed, Typing};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::report::{self as page, Shown, Told};
use crate::pages::words::{Word, reports as words};
use crate::pages::{frame, reports};

/// Month and day to which a report of the year counts unless another day is asked for (decisions.md D-3).
const CUT_OFF: (u8, u8) = (10, 31);

/// What the address asks.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    quarter: String,
    /// `2026-10-31`; empty for the usual day.
    #[serde(default)]
    cut_off: String,
    /// Number of an issued paper, 0 for the draft; none for the last issued one, or the draft.
    issued: Option<i64>,
}

/// What a form sends: names and values.
type Sent = Vec<(String, String)>;

/// The page.
pub(super) async fn report(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        show(office, spoken, &session, &asked, &Told::default())
    })
    .await
}

/// Does what a form asks; then the page again, or the page with what could not be done.
pub(super) async fn act(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
    Form(sent): Form<Sent>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| press(office, spoken, &session, &asked, &sent))
        .await
}

fn field<'s>(sent: &'s Sent, name: &str) -> &'s str {
    sent.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

fn press(
    office: &Office,
    spoken: Language,
    session: &Session,
    asked: &Asked,
    sent: &Sent,
) -> Result<Response, Failure> {
    session.sent(field(sent, "form_token"))?;
    let reporter = reporter(office, session)?;
    let (paper, now_ms) = (paper_of(office, asked)?, office.clock.now_ms());
    let number = |name: &str| field(sent, name).parse::<i64>().map_err(|_| Failure::not_found());
    match field(sent, "act") {
        "words" | "recipients" => write(office, (spoken, session, asked), &reporter, paper, sent),
        "issue" => {
            let hash = hash(field(sent, "hash")).ok_or_else(Failure::not_found)?;
            match reporter.issue(paper, hash, &office.turns, now_ms) {
                Ok(()) => Ok(again(spoken, paper, "")),
                Err(IssueError::Changed) => {
                    let told = Told { sentence: Some(no(words::CHANGED.say(spoken))), ..Told::default() };
                    let shown = show(office, spoken, session, &draft(asked), &told)?;
                    Ok(frame::with_status(StatusCode::CONFLICT, shown))
                }
                Err(error) => Err(Failure::from(error)),
            }
        }
        "send" => {
            let issued = number("paper")?;
            let done = reporter.send(paper, issued, field(sent, "to"), now_ms);
            noted(office, (spoken, session, asked), done, || {
                again(spoken, paper, &format!("&issued={issued}"))
            })
        }
        "take_back" => {
            let done = reporter.take_back(paper, number("sending")?, field(sent, "reason"), now_ms);
            noted(office, (spoken, session, asked), done, || again(spoken, paper, ""))
        }
        _ => Err(Failure::not_found()),
    }
}

/// A sentence of something that was not done.
fn no(sentence: impl Into<String>) -> (String, bool) {
    (sentence.into(), false)
}

/// The page after something was done.
fn again(spoken: Language, paper: Paper, more: &str) -> Response {
    let path = format!("{}{more}", page::path_of(paper));
    Redirect::to(&frame::address(&path, spoken)).into_response()
}

/// The same address, for the draft.
fn draft(asked: &Asked) -> Asked {
    let Asked { kind, year, quarter, cut_off, .. } = asked;
    let (kind, year) = (kind.clone(), year.clone());
    Asked { kind, year, quarter: quarter.clone(), cut_off: cut_off.clone(), issued: Some(0) }
}

fn noted(
    office: &Office,
    (spoken, session, asked): (Language, &Session, &Asked),
    done: Result<(), SendingError>,
    after: impl FnOnce() -> Response,
) -> Result<Response, Failure> {
    let sentence = match done {
        Ok(()) => return Ok(after()),
        Err(SendingError::NoWords) => words::NO_WORDS.say(spoken).to_owned(),
        Err(SendingError::TooLong(most)) => words::SAID_TOO_LONG.with(spoken, &[&most]),
        Err(error) => return Err(Failure::from(error)),
    };
    let told = Told { sentence: Some(no(sentence)), ..Told::default() };
    let shown = show(office, spoken, session, asked, &told)?;
    Ok(frame::with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
}

/// Keeps what was typed, or shows it again with the reason why it was not kept.
fn write(
    office: &Office,
    (spoken, session, asked): (Language, &Session, &Asked),
    reporter: &Reporter<'_>,
    paper: Paper,
    sent: &Sent,
) -> Result<Response, Failure> {
    let typed: Vec<Typed> = sent
        .iter()
        .filter_map(|(name, text)| {
            let place = name.strip_prefix("text.")?;
            let seen = field(sent, &format!("seen.{place}")).parse().unwrap_or(0);
            Some(Typed { place: place.to_owned(), seen, text: text.clone() })
        })
        .collect();
    let yes = |word: &Word| Told { sentence: Some((word.say(spoken).to_owned(), true)), ..Told::default() };
    let (told, status) = match reporter.write(paper, &typed, office.clock.now_ms()) {
        Ok(Typing::Own) => (yes(&words::SAVED), StatusCode::OK),
        Ok(Typing::BesideOthers) => (yes(&words::SAVED_BESIDE), StatusCode::OK),
        Err(error) => {
            let (sentence, wrong) = match &error {
                TypeError::TooLong(place, most) => {
                    (words::TOO_LONG.with(spoken, &[&page::label(spoken, place), most]), place.as_str())
                }
                TypeError::TooMany => (words::TOO_MANY.with(spoken, &[&RECIPIENTS_MAX]), access::RECIPIENTS),
                TypeError::NoDay => (words::NO_DAY.say(spoken).to_owned(), access::DATED),
                TypeError::Unknown | TypeError::Storage(_) => return Err(Failure::from(error)),
            };
            let kept = typed.into_iter().map(|one| (one.place, one.text)).collect();
            let told = Told { sentence: Some(no(sentence)), kept, wrong: Some(wrong.to_owned()) };
            (told, StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    Ok(frame::with_status(status, show(office, spoken, session, &draft(asked), &told)?))
}

fn show(
    office: &Office,
    spoken: Language,
    session: &Session,
    asked: &Asked,
    told: &Told,
) -> Result<Response, Failure> {
    let reporter = reporter(office, session)?;
    let folder: Folder = reporter.folder(paper_of(office, asked)?)?.ok_or_else(Failure::not_found)?;
    let found = match asked.issued {
        None => folder.issued.last(),
        Some(0) => None,
        Some(id) => {
            let of_it = folder.issued.iter().find(|kept| kept.issued.id == id);
            Some(of_it.ok_or_else(Failure::not_found)?)
        }
    };
    let shown = found.map_or(Shown::Draft, Shown::Issued);
    Ok(page::report(spoken, &session.viewer(spoken, reports::PATH, true), &folder, &shown, told))
}

/// The paper that an address asks for.
fn paper_of(office: &Office, asked: &Asked) -> Result<Paper, Failure> {
    let report = Report::of(&asked.kind).ok_or_else(Failure::not_found)?;
    let year = year_of(office, &asked.year)?;
    let quarter: u8 = match (report, asked.quarter.as_str()) {
        (Report::Quarterly, quarter) => quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter)),
        (_, "" | "0") => Some(0),
        _ => None,
    }
    .ok_or_else(Failure::not_found)?;
    let cut_off = match (quarter, asked.cut_off.as_str()) {
        (0, "") => Date::new(year, CUT_OFF.0, CUT_OFF.1).ok(),
        (0, typed) => {
            let day = Date::parse_typed(typed, office.clock.today());
            let day = day.map_err(|_| Failure::unreadable("field.date"))?;
            let is_of_year = day.year() == year;
            Some(is_of_year.then_some(day).ok_or_else(|| Failure::unreadable("report.cut_off_outside"))?)
        }
        (quarter, _) => {
            Date::new(year, 3 * quarter - 2, 1).ok().map(|first| first.plus_months(3).plus_days(-1))
        }
    };
    Ok(Paper { report, year, quarter, cut_off: cut_off.ok_or_else(Failure::not_found)? })
}

/// The year that an address asks for: this one unless it says another, and none to come.
pub(super) fn year_of(office: &Office, typed: &str) -> Result<i32, Failure> {
    let this = office.clock.today().year();
    let year = if typed.is_empty() { Some(this) } else { typed.parse().ok() };
    year.filter(|year| (EVENT_YEAR_MIN..=this).contains(year)).ok_or_else(Failure::not_found)
}

/// The desk of whoever may make reports.
pub(super) fn reporter<'o>(office: &'o Office, session: &Session) -> Result<Reporter<'o>, Failure> {
    access::report(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
