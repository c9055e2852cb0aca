//! Drawing the groups that the area's team visits (decisions.md D-17): of each commune as many as its rule asks for,
//! from the list as it is that day, once a year. What was drawn is never drawn again and never changed; replacing a
//! group needs a reason, and both stay.

use shared::catalogue::Catalogue;
use shared::domain::draw::{self, Draw, Kept, Replaced, Swap};
use shared::domain::facts::State;
use shared::domain::register::Group;
use shared::domain::units::Unit;
use shared::id::UnitCode;
use shared::limits::REASON_CHARS_MAX;
use shared::record::{Kind, Scalar};
use shared::sync::author::Place;

use super::{OverseeError, Overseer};
use crate::access::Turns;
use crate::lists;
use crate::storage::audit::Action;

/// Longest public text, in characters: as the field table has it.
const SEED_CHARS_MAX: usize = 200;

/// A year's draws.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The office.
    pub unit: Unit,
    /// The year.
    pub year: i32,
    /// Its communes by code, each with its draw once it is made.
    pub communes: Vec<ToDraw>,
}

/// One commune.
#[derive(Debug, Clone)]
pub struct ToDraw {
    /// The commune.
    pub unit: Unit,
    /// Its groups as the list of today has them.
    pub groups: Vec<Group>,
    /// How many are to be drawn.
    pub need: usize,
    /// What was drawn, with replacements.
    pub kept: Option<Kept>,
}

impl Overseer<'_> {
    /// The draws of this year.
    pub fn drawing(&self) -> Result<Drawing, OverseeError> {
        let home = self.home()?;
        let (today, year) = (self.scope.today, self.scope.today.year());
        let document = self.open(draw::document(&home, year))?;
        let mut made = document.map(|document| draw::kept(&document.flat)).unwrap_or_default();
        let profile = Catalogue::builtin().quota_profile_of(home.org.as_str());
        let share =
            profile.and_then(|profile| profile.rules_of("district").find(|rule| rule.of.as_str() == "group"));
        let mut communes = Vec::new();
        for unit in self.scope.communes() {
            let groups =
                self.store.read(|c| lists::groups(c, &self.scope.units, &unit.code, &home.org, today))?;
            let population = u32::try_from(groups.len()).unwrap_or(u32::MAX);
            let need = share.map_or(0, |rule| rule.need(population));
            let place = made.iter().position(|kept| kept.unit == unit.code);
            let kept = place.map(|place| made.remove(place));
            let need = usize::try_from(need).unwrap_or(usize::MAX);
            communes.push(ToDraw { unit: unit.clone(), groups, need, kept });
        }
        Ok(Drawing { unit: self.scope.top.clone(), year, communes })
    }

    /// Draws for every commune that has no draw this year.
    pub fn draw(&self, seed: &str, turns: &Turns, now_ms: i64) -> Result<(), OverseeError> {
        let seed = seed.trim();
        if seed.chars().count() > SEED_CHARS_MAX {
            return Err(OverseeError::Refused("draw.seed_long", vec![SEED_CHARS_MAX.to_string()]));
        }
        let home = self.home()?;
        let year = self.scope.today.year();
        let place = Place { doc: draw::document(&home, year), partition: &home, kind: Kind::Plan };
        self.write(place, turns, now_ms, |flat| {
            let drawing = self.drawing()?;
            let made = flat.map(draw::kept).unwrap_or_default().len();
            let open = drawing.communes.iter().filter(|commune| commune.kept.is_none() && commune.need > 0);
            let mut edits = match flat {
                Some(_) => Vec::new(),
                None => vec![
                    ("year".to_owned(), i64::from(year).into()),
                    ("event_date".to_owned(), self.scope.today.into()),
                    ("state".to_owned(), Scalar::from(State::Accepted.code())),
                ],
            };
            let before = edits.len();
            for (place, commune) in open.enumerate() {
                let Some(as_of) = commune.groups.iter().map(|group| group.as_of).max() else { continue };
                let codes = commune.groups.iter().map(|group| &group.code);
                let kept = Kept {
                    id: format!("d{:03}", made + place + 1),
                    unit: commune.unit.code.clone(),
                    as_of,
                    draw: Draw::new(codes, as_of, seed, commune.need)?,
                    by: self.account.name.clone(),
                    at_ms: now_ms,
                    swaps: Vec::new(),
                };
                edits.extend(kept.edits());
            }
            if edits.len() == before {
                return Err(OverseeError::Refused("draw.done", vec![year.to_string()]));
            }
            Ok(edits)
        })?;
        self.note(now_ms, Action::GroupsDrawn, &format!("{year} {seed}"))
    }

    /// Puts the next group in order in the place of a drawn one.
    pub fn replace(
        &self,
        commune: &str,
        out: &str,
        reason: &str,
        turns: &Turns,
        now_ms: i64,
    ) -> Result<(), OverseeError> {
        if reason.trim().chars().count() > REASON_CHARS_MAX {
            return Err(OverseeError::Refused("draw.reason_long", vec![REASON_CHARS_MAX.to_string()]));
        }
        let home = self.home()?;
        let doc = draw::document(&home, self.scope.today.year());
        let place = Place { doc, partition: &home, kind: Kind::Plan };
        let out: UnitCode = out.parse().map_err(|_| OverseeError::Unknown)?;
        self.write(place, turns, now_ms, |flat| {
            let made = flat.map(draw::kept).unwrap_or_default();
            let of_commune = |kept: &&Kept| kept.unit.as_str() == commune;
            let kept = made.iter().find(of_commune).ok_or(OverseeError::Unknown)?;
            let swaps: Vec<Swap> = kept.swaps.iter().map(|replaced| replaced.swap.clone()).collect();
            let swap = kept
                .draw
                .swap(&swaps, &out, reason)
                .map_err(|error| OverseeError::Refused(error.code(), vec![out.to_string()]))?;
            let person = self.account.name.clone();
            Ok(kept.replacing(&Replaced { swap, person, at_ms: now_ms }))
        })?;
        self.note(now_ms, Action::GroupReplaced, &format!("{commune} {out}"))
    }
}
