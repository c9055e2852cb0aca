//! Beginning an inspection from above: of an area, a commune or a group below, as a part of the inspection above it
//! (S2 L76-78). The groups that were drawn stand first and say so.

use messages::{Listed, Query};
use shared::domain::draw;
use shared::domain::facts::State;
use shared::domain::units::{Unit, Units};
use shared::id::{DocId, UnitCode};
use shared::record::Kind;

use super::{PART_OF, begin, filled_in, led};
use crate::components::{Look, el, head, live_part, press, radios};
use crate::form::{self, Choice, Extra, Form, bar, field};
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::live;
use crate::state::{self, catalogue, engine, session};
use crate::words::{F, language, shown, t};

/// What may be inspected, as levels of the catalogue.
const AREA: &str = "area";
const COMMUNE: &str = "commune";
const GROUP: &str = "group";

/// The level from which this person inspects; `None` for a commune's own people.
pub fn level(form: Form) -> Option<String> {
    let home = session().identity()?.partition.unit;
    let level = form.register(|register| {
        register.units.iter().find(|unit| unit.code == home).map(|unit| unit.level.to_string())
    });
    level?.filter(|level| level != COMMUNE)
}

/// The page.
pub fn body(form: Form, level: &str, entry: Option<String>) -> AnyView {
    let of_province = level == "province";
    let above: Option<DocId> = entry.as_deref().and_then(|entry| entry.strip_prefix(PART_OF)?.parse().ok());
    let target = RwSignal::new(if above.is_some() { COMMUNE } else { GROUP });
    match (above, entry) {
        (Some(above), _) => begin_below(form, above, target),
        (None, Some(code)) => {
            form.seed("group_code", code.as_str());
            if let Some(group) = form.group() {
                form.seed("inspected_unit", group.unit.as_str());
            }
        }
        (None, None) => {}
    }
    let drawn = drawn_groups();
    let unit = form.memo("inspected_unit");
    let groups = move || {
        let code = unit.get();
        (target.get() == GROUP && !code.is_empty())
            .then(|| drawn.with(|drawn| form::groups(form, |group| group.unit.as_str() == code, drawn)))
    };
    let start = move || {
        let (unit, target) = (form.now("inspected_unit"), target.get_untracked());
        let kind = match (of_province, target) {
            (true, AREA) => "province_to_district",
            (true, _) => "province_to_commune",
            (false, _) => "district_to_commune",
        };
        let group = form.group().filter(|group| group.unit.as_str() == unit);
        match group {
            _ if unit.is_empty() => form.lacks("inspected_unit", "inspected_unit.missing"),
            Some(group) if target == GROUP => begin(form, filled_in(form, kind, &group)),
            None if target == GROUP => form.lacks("group_code", "group_code.missing"),
            _ => begin(form, led(form, kind, &unit)),
        }
    };
    el("div")
        .child(head(t(F::BeginNow), "", Some(Page::Start)))
        .child(form::state_note(form))
        .child(field(form, "event_date"))
        .child(what(form, of_province, target))
        .child(live_part(move || place(form, target.get())))
        .child(live_part(groups))
        .child(part_of(form, target, unit))
        .child(bar(form, press("save-next", t(F::BeginNow), Look::Main, start)))
        .into_any()
}

/// The level that is inspected. Whoever turns from a group to its commune leaves no group behind.
fn what(form: Form, of_province: bool, target: RwSignal<&'static str>) -> crate::components::El {
    let levels: &[(&str, F)] =
        &[(AREA, F::InspectArea), (COMMUNE, F::InspectCommune), (GROUP, F::InspectGroup)];
    let levels = if of_province { levels } else { &levels[1..] };
    let options = levels.iter().map(|(level, word)| ((*level).to_owned(), t(*word).to_owned())).collect();
    let chosen = Signal::derive(move || target.get().to_owned());
    let choose = move |level: String| {
        let level = [AREA, COMMUNE].into_iter().find(|known| *known == level).unwrap_or(GROUP);
        if level != GROUP {
            form.put("group_code", "");
        }
        if (level == AREA) != (target.get_untracked() == AREA) {
            form.put("inspected_unit", "");
        }
        target.set(level);
    };
    radios("target", t(F::InspectWhat), options, chosen, choose)
}

/// The units of a level below this person's own.
fn place(form: Form, target: &str) -> AnyView {
    let level = if target == AREA { AREA } else { COMMUNE };
    let choice = |unit: &Unit| Choice::new(unit.code.as_str(), unit.name.as_str());
    let choices = units_below(form).iter().filter(|unit| is_of(unit, level)).map(choice).collect();
    Extra { choices: Some(choices), ..Extra::default() }.draw(form, "inspected_unit")
}

/// True for a unit of a level, whatever the word for it in its time.
fn is_of(unit: &Unit, level: &str) -> bool {
    let today = state::clock().about_today();
    let word = |level: &str| catalogue().level_word(level, today, language());
    unit.level.as_str() == level || word(unit.level.as_str()) == word(level)
}

fn units_below(form: Form) -> Vec<Unit> {
    let Some(home) = session().identity().map(|identity| identity.partition.unit) else { return Vec::new() };
    let units = Units::new(form.register(|register| register.units.clone()).unwrap_or_default());
    let below = units.scope(&home, state::clock().about_today()).into_iter();
    below.filter(|unit| unit.code != home).cloned().collect()
}

/// The inspection above: of the commune for a group, of the area for a commune. The only one that fits is chosen.
fn part_of(form: Form, target: RwSignal<&'static str>, unit: Memo<String>) -> AnyView {
    let inspections = || Query { kind: Some(Kind::Inspection), ..Query::default() };
    let records = live(move || engine::records(inspections()));
    let fitting = Memo::new(move || {
        let (target, unit) = (target.get(), unit.get());
        let above = match target {
            GROUP => Some(unit),
            COMMUNE => parent_of(form, &unit),
            _ => None,
        };
        records.with(|records| match records {
            Some(Ok(found)) => {
                found.rows.iter().filter(|row| fits(row, above.as_deref())).map(choice).collect()
            }
            _ => Vec::new(),
        })
    });
    follow(move |_| {
        let (fitting, now) = (fitting.get(), form.now("parent_inspection"));
        if records.with(Option::is_some) && !fitting.iter().any(|(code, _)| *code == now) {
            let to = if let [(only, _)] = fitting.as_slice() { only.as_str() } else { "" };
            if to != now {
                form.put("parent_inspection", to);
            }
        }
    });
    live_part(move || {
        let choices: Vec<Choice> =
            fitting.get().into_iter().map(|(code, label)| Choice { code, label }).collect();
        (!choices.is_empty()).then(|| {
            let alone = Choice::new("", t(F::PartOfNone));
            let choices = choices.into_iter().chain([alone]).collect();
            Extra { choices: Some(choices), ..Extra::default() }.draw(form, "parent_inspection")
        })
    })
}

fn parent_of(form: Form, unit: &str) -> Option<String> {
    let units = units_below(form);
    units.iter().find(|known| known.code.as_str() == unit)?.parent.as_ref().map(ToString::to_string)
}

/// True for an inspection of a whole unit that goes on.
fn fits(row: &Listed, above: Option<&str>) -> bool {
    let facts = &row.facts;
    facts.kind == Kind::Inspection
        && facts.group.is_none()
        && facts.state != State::Void
        && facts.inspected_unit.as_ref().is_some_and(|unit| Some(unit.as_str()) == above)
}

fn choice(row: &Listed) -> (String, String) {
    let facts = &row.facts;
    let said = format!("{}, {}", shown::title(catalogue(), facts), shown::when_and_where(facts));
    (facts.doc.to_string(), said)
}

/// Begins as a part of an inspection: what that one inspects says where this one is.
fn begin_below(form: Form, above: DocId, target: RwSignal<&'static str>) {
    form.seed("parent_inspection", above.to_string());
    spawn_local(async move {
        let Ok(whole) = engine::record(above).await else { return };
        if whole.flat.text("inspection_kind") == Some("province_to_district") {
            return;
        }
        target.try_set(GROUP);
        if let Some(unit) =
            whole.flat.text("inspected_unit").filter(|_| form.now("inspected_unit").is_empty())
        {
            form.put("inspected_unit", unit);
        }
    });
}

/// The groups that this year's draws chose, once they are read.
fn drawn_groups() -> RwSignal<Vec<UnitCode>> {
    let drawn = RwSignal::new(Vec::new());
    if let Some(home) = session().identity().map(|identity| identity.partition) {
        let year = state::clock().about_today().year();
        spawn_local(async move {
            if let Ok(whole) = engine::record(draw::document(&home, year)).await {
                drawn.try_set(draw::kept(&whole.flat).iter().flat_map(draw::Kept::sample).collect());
            }
        });
    }
    drawn
}
