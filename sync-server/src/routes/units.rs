//! `GET /units` and `POST /units`: the units that an administrator or a clerk keeps, and reorganising them. What a
//! form wants is shown with all that it touches; the same form sent again with the digest of what was shown is done.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use shared::date::Date;
use shared::domain::reorganise::{Change, Part};
use shared::domain::units::Division;
use shared::id::{Code, UnitCode};
use shared::text::Language;

use super::session::Session;
use super::shown::shown;
use crate::access::{self, Keeper};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::words::units as words;
use crate::pages::{frame, units as page};
use crate::units::{Wanted, WontDo};

/// What the address may ask: the form of one unit.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    act: String,
    #[serde(default)]
    unit: String,
}

/// What a form sends, in its order.
type Sent = Vec<(String, String)>;

/// The page, or one unit's form.
pub(super) async fn units(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        if asked.act.is_empty() {
            return list(office, spoken, &session, None);
        }
        let keeper = keeper(office, &session)?;
        let unit: UnitCode = asked.unit.parse().map_err(|_| Failure::not_found())?;
        let found = keeper.divisible(&unit)?.ok_or_else(Failure::not_found)?;
        let (viewer, today) = (viewer(&session, spoken), office.clock.today());
        match asked.act.as_str() {
            "split" => Ok(page::split(spoken, &viewer, &found, today)),
            "rename" => Ok(page::rename(spoken, &viewer, &found.unit, today)),
            _ => Err(Failure::not_found()),
        }
    })
    .await
}

/// Shows what a change touches, or makes it.
pub(super) async fn act(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
    Form(sent): Form<Sent>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| press(office, spoken, &session, &sent)).await
}

fn press(office: &Office, spoken: Language, session: &Session, sent: &Sent) -> Result<Response, Failure> {
    session.sent(value(sent, "form_token"))?;
    let today = office.clock.today();
    let keeper = keeper(office, session)?;
    let wanted = match read(sent, today, spoken) {
        Ok(wanted) => wanted,
        Err(why) => return not_done(office, spoken, session, why),
    };
    let seen = value(sent, "seen");
    let outcome = if seen.is_empty() {
        keeper.preview(&wanted).map(|preview| {
            let days = (wanted.from, today);
            page::preview(spoken, &viewer(session, spoken), &preview, sent, days)
        })
    } else {
        match keeper.reorganise(&wanted, Some(seen), office.clock.now_ms()) {
            Ok(_) => return list(office, spoken, session, Some(&page::Told::Done(wanted.from.max(today)))),
            Err(error) => Err(error),
        }
    };
    match outcome {
        Ok(shown) => Ok(shown),
        Err(WontDo::Storage(error)) => Err(error.into()),
        Err(error) => {
            let why = page::refusal(spoken, &error).unwrap_or_default();
            not_done(office, spoken, session, why)
        }
    }
}

fn not_done(office: &Office, spoken: Language, session: &Session, why: String) -> Result<Response, Failure> {
    let shown = list(office, spoken, session, Some(&page::Told::Not(why)))?;
    Ok(frame::with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
}

fn list(
    office: &Office,
    spoken: Language,
    session: &Session,
    told: Option<&page::Told>,
) -> Result<Response, Failure> {
    let kept = keeper(office, session)?.units()?;
    Ok(page::list(spoken, &viewer(session, spoken), &kept, told, office.clock.today()))
}

fn value<'s>(sent: &'s Sent, name: &str) -> &'s str {
    sent.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
}

/// What a form wants, or what it lacks in words.
fn read(sent: &Sent, today: Date, spoken: Language) -> Result<Wanted, String> {
    let code = |text: &str| text.parse::<UnitCode>().map_err(|_| words::WONT_CODE.with(spoken, &[&text]));
    let from =
        Date::parse_typed(value(sent, "from"), today).map_err(|_| words::WONT_DAY.say(spoken).to_owned())?;
    let mut accounts = Vec::new();
    let change = match value(sent, "act") {
        "merge" => {
            let units = sent.iter().filter(|(name, _)| name == "unit").map(|(_, unit)| code(unit));
            let into = Part { code: code(value(sent, "into"))?, name: value(sent, "name").to_owned() };
            Change::Merge { units: units.collect::<Result<_, _>>()?, into }
        }
        "split" => {
            let (parts, division) = shared_out(sent, &code, &mut accounts)?;
            Change::Split { unit: code(value(sent, "unit"))?, parts, division }
        }
        "rename" => Change::Rename { unit: code(value(sent, "unit"))?, name: value(sent, "name").to_owned() },
        _ => {
            let level = value(sent, "level");
            let level = level.parse().map_err(|_| words::WONT_CODE.with(spoken, &[&level]))?;
            Change::Abolish { level }
        }
    };
    Ok(Wanted { change, from, accounts })
}

/// The parts of a split, and what goes to which of them: the forms name parts by their number.
fn shared_out(
    sent: &Sent,
    code: &impl Fn(&str) -> Result<UnitCode, String>,
    accounts: &mut Vec<(Code, UnitCode)>,
) -> Result<(Vec<Part>, Division), String> {
    let mut parts = Vec::new();
    let mut numbers = Vec::new();
    for number in 1..=page::PARTS {
        let written = value(sent, &format!("code{number}"));
        if !written.is_empty() {
            let name = value(sent, &format!("name{number}")).to_owned();
            parts.push(Part { code: code(written)?, name });
            numbers.push(number.to_string());
        }
    }
    let part =
        |number: &str| numbers.iter().position(|known| known == number).map(|at| parts[at].code.clone());
    let mut division = Division { groups: Vec::new(), rest: part(value(sent, "rest")) };
    for (name, number) in sent {
        let Some(part) = part(number) else { continue };
        if let Some(group) = name.strip_prefix("group.") {
            division.groups.push((code(group)?, part));
        } else if let Some(account) = name.strip_prefix("account.")
            && let Ok(account) = account.parse()
        {
            accounts.push((account, part));
        }
    }
    Ok((parts, division))
}

fn viewer(session: &Session, spoken: Language) -> frame::Viewer {
    let is_clerk = session.account.unit.is_some();
    session.viewer(spoken, page::PATH, is_clerk)
}

fn keeper<'o>(office: &'o Office, session: &Session) -> Result<Keeper<'o>, Failure> {
    access::keep_units(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
