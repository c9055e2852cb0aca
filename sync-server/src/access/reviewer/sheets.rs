//! Helper sheets for the paper forms (R5). They name borrowers, so each opening says what for and is noted with that
//! (records.md §12).

use shared::date::Date;
use shared::domain::report::paper_form::{HelperSheet, PaperForm, Source, helper_sheet};
use shared::domain::units::Units;
use shared::id::{DocId, UnitCode};

use super::{DecideError, Reading, Reviewer, within_limit};
use crate::lists;
use crate::storage::StorageError;
use crate::storage::audit::Action;

/// A helper sheet, and what its cells are named by.
#[derive(Debug, Clone)]
pub struct PrintedSheet {
    /// The sheet.
    pub sheet: HelperSheet,
    /// The record that it is made of.
    pub reading: Reading,
    /// The units, by their names of each day.
    pub units: Units,
    /// The day of the record; today while it has none.
    pub day: Date,
}

impl Reviewer<'_> {
    /// A record that a form can be filled in from: what stands above the question what for. `None` when there is none
    /// such here, or it does not hold what the form asks.
    pub fn printable(&self, doc: DocId, form: PaperForm) -> Result<Option<Reading>, DecideError> {
        let reading = self.open(doc)?;
        Ok(reading.filter(|reading| form.fits(&reading.facts, &reading.flat, &reading.catalogue)))
    }

    /// A helper sheet of a record; the opening is noted with what it is for.
    pub fn print(
        &self,
        doc: DocId,
        form: PaperForm,
        purpose: &str,
        now_ms: i64,
    ) -> Result<Option<PrintedSheet>, DecideError> {
        let purpose = within_limit(purpose)?;
        if purpose.is_empty() {
            return Err(DecideError::NoReason);
        }
        let Some(reading) = self.printable(doc, form)? else { return Ok(None) };
        let Some(printed) = self.sheet(form, reading)? else { return Ok(None) };
        self.note(now_ms, Action::SheetPrinted, &format!("{doc} {} {purpose}", form.code()))?;
        Ok(Some(printed))
    }

    fn sheet(&self, form: PaperForm, reading: Reading) -> Result<Option<PrintedSheet>, StorageError> {
        let (facts, scope) = (&reading.facts, &self.scope);
        let day = facts.event_date.unwrap_or(scope.today);
        let about = facts.inspected_unit.as_ref().unwrap_or(&facts.partition.unit);
        let above = scope.units.ancestors(about, day).into_iter().map(|unit| unit.code.clone());
        let place: Vec<UnitCode> = [about.clone()].into_iter().chain(above).collect();
        // The lists of this office's communes alone: a record may name any unit.
        let home = scope.units.rolled_up(about, facts.group.as_ref(), scope.today);
        let (mut groups, mut loans) = (Vec::new(), Vec::new());
        let org = &facts.partition.org;
        for unit in scope.communes().filter(|unit| unit.code == home || home == scope.top.code) {
            let (units, today) = (&scope.units, scope.today);
            groups.extend(self.store.read(|c| lists::groups(c, units, &unit.code, org, today))?);
            loans.extend(self.store.read(|c| lists::loans(c, units, &unit.code, org, today))?);
        }
        let source = Source {
            facts,
            flat: &reading.flat,
            catalogue: &reading.catalogue,
            place: &place,
            groups: &groups,
            loans: &loans,
        };
        let sheet = helper_sheet(form, &source);
        Ok(sheet.map(|sheet| PrintedSheet { sheet, units: scope.units.clone(), day, reading }))
    }
}
