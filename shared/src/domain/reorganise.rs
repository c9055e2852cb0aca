//! Reorganisation of units: communes merged, a commune split, a unit renamed, a level abolished, each from a day on
//! (decisions.md D-1). Says which periods of which units come of it; nothing that exists is ever taken away, so old
//! records keep their old code. Whether somebody may do it is not asked here.

use super::units::{Division, Unit};
use crate::date::Date;
use crate::id::{Code, UnitCode};

/// A unit that comes out of a reorganisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its code.
    pub code: UnitCode,
    /// Its name; empty keeps the name of a unit that is there already.
    pub name: String,
}

/// What is reorganised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Several units of one level become one: a new one, one of them, or another one that is there already. A unit that
    /// ended earlier without anybody having said into what may stand among them.
    Merge {
        /// The units.
        units: Vec<UnitCode>,
        /// What they become.
        into: Part,
    },
    /// One unit becomes several, new ones or such as are there already.
    Split {
        /// The unit.
        unit: UnitCode,
        /// What it becomes.
        parts: Vec<Part>,
        /// Who goes where.
        division: Division,
    },
    /// A unit gets another name.
    Rename {
        /// The unit.
        unit: UnitCode,
        /// The new name.
        name: String,
    },
    /// A level is abolished: what stood below its units stands below their parents.
    Abolish {
        /// The level.
        level: Code,
    },
}

/// Why a change cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// No such unit the day before.
    #[error("there is no unit {0} on the day before")]
    Unknown(UnitCode),
    /// Something is planned for the unit on or after the day.
    #[error("something else is planned for {0} on that day or later")]
    Later(UnitCode),
    /// The code belonged to a unit that does not exist on the day.
    #[error("the code {0} was a unit's before")]
    CodeTaken(UnitCode),
    /// A unit of another level.
    #[error("{0} is of another level")]
    OtherLevel(UnitCode),
    /// A unit below another parent.
    #[error("{0} stands below another unit")]
    OtherParent(UnitCode),
    /// Too few units or parts, or one twice.
    #[error("too few units, or one twice")]
    TooFew,
    /// A new unit without a name.
    #[error("{0} has no name")]
    NoName(UnitCode),
    /// The division names no part for the rest, or one that is none.
    #[error("not all that the unit has is shared out among its parts")]
    NotShared,
    /// Other units stand below the unit that is split.
    #[error("{0} has units below it")]
    HasUnits(UnitCode),
    /// No unit of the level.
    #[error("there is no unit of level {0}")]
    NoSuchLevel(Code),
    /// Nothing stands above a unit of the level.
    #[error("nothing stands above {0}")]
    Topmost(UnitCode),
    /// The name is the old one.
    #[error("{0} has this name already")]
    SameName(UnitCode),
}

/// The periods that a change makes or alters, by code and first day. Each replaces the period with the same code and
/// first day; all others stay.
pub fn reorganise(units: &[Unit], change: &Change, from: Date) -> Result<Vec<Unit>, Objection> {
    let mut plan = Plan { units: units.to_vec(), from };
    match change {
        Change::Merge { units, into } => plan.merge(units, into)?,
        Change::Split { unit, parts, division } => plan.split(unit, parts, division)?,
        Change::Rename { unit, name } => plan.rename(unit, name)?,
        Change::Abolish { level } => plan.abolish(level)?,
    }
    let mut changed: Vec<Unit> = plan.units.into_iter().filter(|unit| !units.contains(unit)).collect();
    changed.sort_by(|a, b| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
    Ok(changed)
}

/// The units as they will be.
struct Plan {
    units: Vec<Unit>,
    from: Date,
}

impl Plan {
    fn merge(&mut self, parts: &[UnitCode], into: &Part) -> Result<(), Objection> {
        let ending: Vec<&UnitCode> = parts.iter().filter(|code| **code != into.code).collect();
        let is_repeated = parts.iter().enumerate().any(|(at, code)| parts[..at].contains(code));
        if ending.is_empty() || is_repeated {
            return Err(Objection::TooFew);
        }
        let before: Vec<Unit> = ending.iter().map(|code| self.ending(code)).collect::<Result<_, _>>()?;
        let first = &before[0];
        if let Some(other) = before.iter().find(|unit| unit.level != first.level) {
            return Err(Objection::OtherLevel(other.code.clone()));
        }
        let is_new = !self.units.iter().any(|unit| unit.code == into.code);
        if is_new {
            if let Some(other) = before.iter().find(|unit| unit.parent != first.parent) {
                return Err(Objection::OtherParent(other.code.clone()));
            }
            // One that ended earlier cannot be all there was: between its end and the day nobody would stand for it.
            if before.len() < 2 || before.iter().any(|unit| !self.stands(unit)) {
                return Err(Objection::TooFew);
            }
        }
        let difficult_area = before.iter().all(|unit| unit.difficult_area);
        self.join(into, &Unit { difficult_area, ..first.clone() })?;
        for unit in before {
            self.end(&unit, vec![into.code.clone()], Division::default());
            self.move_children(&unit.code, &into.code);
        }
        Ok(())
    }

    fn split(&mut self, unit: &UnitCode, parts: &[Part], division: &Division) -> Result<(), Objection> {
        let whole = self.standing(unit)?;
        let codes: Vec<&UnitCode> = parts.iter().map(|part| &part.code).collect();
        let is_repeated = codes.iter().enumerate().any(|(at, code)| codes[..at].contains(code));
        if codes.len() < 2 || is_repeated || codes.contains(&unit) {
            return Err(Objection::TooFew);
        }
        let targets = division.groups.iter().map(|(_, part)| part).chain(&division.rest);
        if division.rest.is_none() || targets.into_iter().any(|part| !codes.contains(&part)) {
            return Err(Objection::NotShared);
        }
        if self.units.iter().any(|below| below.parent.as_ref() == Some(unit) && below.is_valid(self.from)) {
            return Err(Objection::HasUnits(unit.clone()));
        }
        for part in parts {
            self.join(part, &whole)?;
        }
        self.end(&whole, codes.into_iter().cloned().collect(), division.clone());
        Ok(())
    }

    fn rename(&mut self, code: &UnitCode, name: &str) -> Result<(), Objection> {
        let unit = self.standing_or_new(code)?;
        match name.trim() {
            "" => Err(Objection::NoName(code.clone())),
            name if name == unit.name => Err(Objection::SameName(code.clone())),
            name => {
                self.renew(&unit, |unit| name.clone_into(&mut unit.name));
                Ok(())
            }
        }
    }

    fn abolish(&mut self, level: &Code) -> Result<(), Objection> {
        let of_level = |unit: &&Unit| unit.level == *level && unit.is_valid(self.from);
        let codes: Vec<UnitCode> = self.units.iter().filter(of_level).map(|unit| unit.code.clone()).collect();
        if codes.is_empty() {
            return Err(Objection::NoSuchLevel(level.clone()));
        }
        for code in codes {
            let unit = self.standing(&code)?;
            let parent = unit.parent.clone().ok_or_else(|| Objection::Topmost(code.clone()))?;
            self.end(&unit, vec![parent.clone()], Division::default());
            self.move_children(&code, &parent);
        }
        Ok(())
    }

    /// The unit into which others go: one that is there, with its name or another, or a new one like `model`.
    fn join(&mut self, part: &Part, model: &Unit) -> Result<(), Objection> {
        let name = part.name.trim();
        if self.units.iter().any(|unit| unit.code == part.code) {
            let taken = |_| Objection::CodeTaken(part.code.clone());
            let unit = self.standing_or_new(&part.code).map_err(|objection| match objection {
                Objection::Unknown(code) => taken(code),
                other => other,
            })?;
            if unit.level != model.level {
                return Err(Objection::OtherLevel(part.code.clone()));
            }
            if !name.is_empty() && name != unit.name {
                self.renew(&unit, |unit| name.clone_into(&mut unit.name));
            }
            return Ok(());
        }
        if name.is_empty() {
            return Err(Objection::NoName(part.code.clone()));
        }
        self.units.push(Unit {
            code: part.code.clone(),
            name: name.to_owned(),
            valid_from: Some(self.from),
            valid_to: None,
            successors: Vec::new(),
            division: Division::default(),
            ..model.clone()
        });
        Ok(())
    }

    /// A unit that is merged: one that stands, or one that ended earlier and into what nobody said.
    fn ending(&self, code: &UnitCode) -> Result<Unit, Objection> {
        let last = self.units.iter().filter(|unit| unit.code == *code).max_by_key(|unit| unit.valid_from);
        let is_lost =
            |unit: &&Unit| unit.valid_to.is_some_and(|to| to < self.from) && unit.successors.is_empty();
        match last.filter(is_lost) {
            Some(ended) => Ok(ended.clone()),
            None => self.standing(code),
        }
    }

    /// A unit as it is on the day before and would go on, with nothing planned for it.
    fn standing(&self, code: &UnitCode) -> Result<Unit, Objection> {
        let unit = self.standing_or_new(code)?;
        if unit.is_valid(self.from.plus_days(-1)) { Ok(unit) } else { Err(Objection::Unknown(code.clone())) }
    }

    /// The same, or a unit that begins on the day.
    fn standing_or_new(&self, code: &UnitCode) -> Result<Unit, Objection> {
        let mut periods = self.units.iter().filter(|unit| unit.code == *code);
        let found = periods.clone().find(|unit| unit.is_valid(self.from)).cloned();
        let unit = found.ok_or_else(|| Objection::Unknown(code.clone()))?;
        let is_planned = unit.valid_to.is_some() || periods.any(|unit| unit.valid_from > Some(self.from));
        if is_planned { Err(Objection::Later(code.clone())) } else { Ok(unit) }
    }

    fn stands(&self, unit: &Unit) -> bool {
        unit.is_valid(self.from)
    }

    /// Ends a unit on the day before, unless it ended earlier, and says who took over.
    fn end(&mut self, ending: &Unit, successors: Vec<UnitCode>, division: Division) {
        let last = self.from.plus_days(-1);
        let is_it = |unit: &&mut Unit| unit.code == ending.code && unit.valid_from == ending.valid_from;
        if let Some(unit) = self.units.iter_mut().find(is_it) {
            unit.valid_to = Some(unit.valid_to.map_or(last, |to| to.min(last)));
            unit.successors = successors;
            unit.division = division;
        }
    }

    /// Changes a unit from the day on: in place when its period begins that day, else in a period of its own.
    fn renew(&mut self, unit: &Unit, change: impl FnOnce(&mut Unit)) {
        let is_it = |known: &&mut Unit| known.code == unit.code && known.valid_from == unit.valid_from;
        let Some(known) = self.units.iter_mut().find(is_it) else { return };
        if known.valid_from >= Some(self.from) {
            return change(known);
        }
        let mut next = known.clone();
        known.valid_to = Some(self.from.plus_days(-1));
        known.successors = Vec::new();
        known.division = Division::default();
        next.valid_from = Some(self.from);
        change(&mut next);
        self.units.push(next);
    }

    /// From the day on, what stands or will stand below one unit stands below another.
    fn move_children(&mut self, parent: &UnitCode, to: &UnitCode) {
        let stands_below = |unit: &Unit| {
            unit.parent.as_ref() == Some(parent) && unit.valid_to.is_none_or(|end| self.from <= end)
        };
        let children: Vec<Unit> = self.units.iter().filter(|unit| stands_below(unit)).cloned().collect();
        for child in children {
            self.renew(&child, |child| child.parent = Some(to.clone()));
        }
    }
}

#[cfg(test)]
mod tests;
