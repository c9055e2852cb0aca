//! Helper sheets (R5): what a record holds, in the order of the bank's paper form, for somebody who fills in the paper.
//! The layout of the forms is not confirmed (F-4), so a sheet is never the form itself and says so. No words and no
//! layout here; what nobody has written stays empty, to be filled in by hand.

mod balances;
mod group;
mod organisation;
mod parts;
mod plan;
mod slip;
mod summary;
#[cfg(test)]
mod tests;

use super::{Block, Chapter};
use crate::catalogue::Catalogue;
use crate::domain::facts::Facts;
use crate::domain::links;
use crate::domain::register::{Group, Loan};
use crate::id::UnitCode;
use crate::record::{Flat, Kind};

/// The bank's paper forms that a record can help to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperForm {
    /// 16/TD, minutes on a group.
    Group,
    /// 06/TD, loan-use slip.
    LoanUse,
    /// 15/TD, list of balances.
    Balances,
    /// 03/BB-CX, minutes on a commune's organisation.
    Organisation,
    /// 04/BC-TH, summary of an inspection.
    Summary,
    /// 01/KH, plan of inspections.
    Plan,
}

impl PaperForm {
    /// Every one, in the order in which an inspection fills them in; the plan last.
    pub const ALL: [Self; 6] =
        [Self::Group, Self::LoanUse, Self::Balances, Self::Organisation, Self::Summary, Self::Plan];

    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Group => "16td",
            Self::LoanUse => "06td",
            Self::Balances => "15td",
            Self::Organisation => "03bbcx",
            Self::Summary => "04bcth",
            Self::Plan => "01kh",
        }
    }

    /// The form of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }

    /// The number that the bank gave it.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Group => "16/TD",
            Self::LoanUse => "06/TD",
            Self::Balances => "15/TD",
            Self::Organisation => "03/BB-CX",
            Self::Summary => "04/BC-TH",
            Self::Plan => "01/KH",
        }
    }

    /// True for a form whose table is wider than an upright sheet.
    pub const fn is_wide(self) -> bool {
        matches!(self, Self::LoanUse | Self::Balances)
    }

    /// True for a form that prints whole đồng; the others print triệu đồng (records.md, "Common types").
    pub const fn is_in_dong(self) -> bool {
        matches!(self, Self::Balances)
    }

    /// True when a record holds what the form asks.
    pub fn fits(self, facts: &Facts, flat: &Flat, catalogue: &Catalogue) -> bool {
        let of_visit = |fits: &dyn Fn() -> bool| facts.kind == Kind::Inspection && fits();
        let asks = |subject: &str| links::subjects(catalogue, flat).any(|asked| asked.id.as_str() == subject);
        match self {
            Self::Group => of_visit(&|| facts.group.is_some() && asks(parts::GROUP_ACTIVITY)),
            Self::LoanUse => of_visit(&|| !flat.entries("borrower").is_empty()),
            Self::Balances => of_visit(&|| balances::is_known(flat)),
            Self::Organisation => of_visit(&|| asks(parts::ENTRUSTED_WORK)),
            // The form is made only when the activity of groups was inspected.
            Self::Summary => of_visit(&|| parts::is_answered(catalogue, flat, parts::GROUP_ACTIVITY)),
            Self::Plan => facts.kind == Kind::Plan,
        }
    }
}

/// What a sheet is made of.
#[derive(Debug, Clone, Copy)]
pub struct Source<'s> {
    /// Facts of the record.
    pub facts: &'s Facts,
    /// Its fields as they count.
    pub flat: &'s Flat,
    /// The catalogue by which it reads.
    pub catalogue: &'s Catalogue,
    /// The commune that it is about, or the unit that inspects, and the units above it, nearest first.
    pub place: &'s [UnitCode],
    /// Groups of that commune in the register.
    pub groups: &'s [Group],
    /// Their loans.
    pub loans: &'s [Loan],
}

impl Source<'_> {
    /// The group that the record is about, where the register has it.
    fn group(&self) -> Option<&Group> {
        self.groups.iter().find(|group| Some(&group.code) == self.facts.group.as_ref())
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelperSheet {
    /// Which form it follows.
    pub form: PaperForm,
    /// What stands above the first chapter.
    pub head: Vec<Block>,
    /// Its chapters, in the form's order.
    pub chapters: Vec<Chapter>,
    /// Who signs: as what (a stable code), and the name where it is known.
    pub signatures: Vec<(&'static str, Option<String>)>,
    /// For whom a copy is made: stable codes.
    pub copies: &'static [&'static str],
}

/// The sheet of a record; `None` when the record does not hold what the form asks.
pub fn helper_sheet(form: PaperForm, source: &Source<'_>) -> Option<HelperSheet> {
    if !form.fits(source.facts, source.flat, source.catalogue) {
        return None;
    }
    Some(match form {
        PaperForm::Group => group::minutes(source),
        PaperForm::LoanUse => slip::slip(source),
        PaperForm::Balances => balances::list(source),
        PaperForm::Organisation => organisation::minutes(source),
        PaperForm::Summary => summary::summary(source),
        PaperForm::Plan => plan::schedule(source),
    })
}
