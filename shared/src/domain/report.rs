//! The formulas of the reports (reports.md §2-3): numbers and lists over entries, registers and facts. No layout and
//! no words; a share is computed where it is printed, from the two numbers here. An empty figure stays empty.

mod briefing;
mod deadline;
mod debts;
mod groups;
mod media;
mod money;
mod paper;
pub mod paper_form;
mod plans;
mod remedies;
mod sheet;
mod support;
mod words;
mod year;

pub use briefing::{Briefing, Sources, briefing};
pub use deadline::{Standing, standing};
pub use debts::{DebtFigures, debts, notice_days};
pub use groups::{Quality, by_risk, quality, weak_without_remedy};
pub use media::{Change, Column, change, columns, idle_columns, months_without, of_campaign};
pub use money::{CapitalFigures, budget, capital};
pub use paper::{Asked, BOXES, Block, Cell, Chapter, Material, Paper, Report, paper, places};
pub use plans::{LineFigures, current_plans, done_by_month, plan};
pub use remedies::{OpenRemedy, RemedyFigures, open_remedies, remedies};
pub use sheet::{Adjustment, Row, Sheet};
pub use support::{Crowded, SupportFigures, crowded, support};
pub use words::{WordFigures, waiting, words};
pub use year::{PlanFigures, YearSheet, year_sheet};

#[cfg(test)]
pub(crate) use paper::sample;
