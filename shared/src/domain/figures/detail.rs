//! What goes on over time in a record: the days and states that a figure on a given day is made of.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::domain::remedy::Stage;
use crate::id::{Code, DocId, UnitCode};
use crate::record::{Flat, Kind, Scalar};
use crate::sorted::Map;
use crate::text::fold;

/// By kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// Nothing beyond its numbers.
    Plain,
    /// An inspection's links and days.
    Visit(Visit),
    /// What became of a citizen's word.
    Word(Word),
    /// A media product's days and its place in a column or campaign.
    Product(Product),
    /// The help for a household.
    Help(Help),
    /// A plan.
    Plan(Plan),
    /// A debt case.
    Debt(Debt),
    /// A list passed to a group.
    LoanList(LoanList),
    /// A capital sheet.
    Capital(Capital),
    /// A remedy.
    Remedy(Remedy),
}

/// An inspection's links and days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The inspection above it.
    pub parent: Option<DocId>,
    /// Day on which its result was told to the chair.
    pub reported_on: Option<Date>,
    /// Debts of the group that were overdue, đồng.
    pub overdue: Option<i64>,
}

/// What became of a citizen's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Day of the answer.
    pub answered_on: Option<Date>,
    /// Day on which it was sent on.
    pub forwarded_on: Option<Date>,
    /// Ended without an answer.
    pub is_closed: bool,
    /// To stand in the report (S1 L240).
    pub is_flagged: bool,
}

/// A media product's days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Days of publication, per outlet.
    pub published_on: Vec<Date>,
    /// Column that it stands in.
    pub column: Option<DocId>,
    /// Campaign that it belongs to.
    pub campaign: Option<DocId>,
}

/// The help of one person for one household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// Who helps: organisation and folded name.
    pub helper: String,
    /// The helper's name as written.
    pub name: String,
    /// The household; `None` while not yet assigned.
    pub household: Option<String>,
    /// Last day.
    pub ended_on: Option<Date>,
    /// What came of it: catalogue `support_result`.
    pub result: Option<Code>,
    /// Day on which that was decided.
    pub decided_on: Option<Date>,
}

/// A year's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its year.
    pub year: i32,
    /// The version that it replaces.
    pub replaces: Option<DocId>,
    /// Its lines, by entry.
    pub lines: Vec<Line>,
    /// Đồng by funding source.
    pub budget: Map<String, i64>,
    /// The documents that it is based on, by entry.
    pub basis: Vec<String>,
}

/// One line of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Catalogue `plan_kind`.
    pub kind: String,
    /// Form or kind of inspection; empty for any of the kind.
    pub what: String,
    /// Month, or the whole year.
    pub month: Option<u8>,
    /// Unit to be inspected.
    pub unit: Option<UnitCode>,
    /// Group to be inspected.
    pub group: Option<UnitCode>,
    /// How many; `None` when no target was set.
    pub target: Option<i64>,
}

/// A debt case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debt {
    /// Đồng owed.
    pub amount: i64,
    /// Days on which something was done about it.
    pub actions: Vec<Date>,
    /// Day on which it was closed.
    pub closed_on: Option<Date>,
}

/// A list of approved borrowers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanList {
    /// Day on which the group was told.
    pub told_on: Option<Date>,
}

/// A year's capital sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capital {
    /// Its year.
    pub year: i32,
    /// Đồng in all.
    pub total: i64,
    /// Đồng by catalogue `capital_source`.
    pub sources: Map<String, i64>,
    /// Đồng planned by catalogue `capital_source`.
    pub planned: Map<String, i64>,
}

/// A remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// How far it surely is.
    pub stage: Stage,
    /// Day by which it is due.
    pub due: Option<Date>,
    /// Day on which it was reported as done.
    pub done_on: Option<Date>,
    /// Who owes it.
    pub owner: String,
}

impl Detail {
    /// What goes on in a record.
    pub fn of(kind: Kind, flat: &Flat) -> Self {
        match kind {
            Kind::Inspection => Self::Visit(Visit {
                parent: doc(flat, "parent_inspection"),
                reported_on: flat.date("reported_to_chair_on"),
                overdue: flat.int("general.overdue"),
            }),
            Kind::Feedback => Self::Word(Word {
                answered_on: flat.date("answered_on"),
                forwarded_on: flat.date("forwarded_on"),
                is_closed: flat.text("feedback_state") == Some("closed"),
                is_flagged: flat.flag("flag_for_report") == Some(true),
            }),
            Kind::Media => Self::Product(Product {
                published_on: days(flat, "outlet", "published_on"),
                column: doc(flat, "column"),
                campaign: doc(flat, "campaign"),
            }),
            Kind::Outreach => Self::Product(Product {
                published_on: Vec::new(),
                column: None,
                campaign: doc(flat, "campaign"),
            }),
            Kind::Support => Self::Help(help(flat)),
            Kind::Plan => Self::Plan(plan(flat)),
            Kind::Debt => Self::Debt(Debt {
                amount: flat.int("amount").unwrap_or(0),
                actions: days(flat, "action", "on"),
                closed_on: flat.date("closed_on"),
            }),
            Kind::LoanList => Self::LoanList(LoanList { told_on: flat.date("told_on") }),
            Kind::Capital => Self::Capital(Capital {
                year: year(flat),
                total: flat.int("total").unwrap_or(0),
                sources: amounts(flat, "source"),
                planned: amounts(flat, "planned"),
            }),
            Kind::Remedy => Self::Remedy(Remedy {
                stage: Stage::of(flat),
                due: flat.date("due_date"),
                done_on: flat.date("done_on"),
                owner: flat.text("owner").unwrap_or_default().to_owned(),
            }),
            Kind::Exemplary | Kind::Conclusion | Kind::Profile | Kind::Review | Kind::FreeForm => Self::Plain,
        }
    }
}

fn doc(flat: &Flat, key: &str) -> Option<DocId> {
    flat.text(key)?.parse().ok()
}

fn year(flat: &Flat) -> i32 {
    flat.int("year").and_then(|year| i32::try_from(year).ok()).unwrap_or(0)
}

/// The days of a map's entries, in order.
fn days(flat: &Flat, map: &str, field: &str) -> Vec<Date> {
    let mut days: Vec<Date> =
        flat.entries(map).iter().filter_map(|id| flat.date(&format!("{map}.{id}.{field}"))).collect();
    days.sort_unstable();
    days
}

fn amounts(flat: &Flat, map: &str) -> Map<String, i64> {
    let amount = |(code, value): (&str, &Scalar)| match value {
        Scalar::Int(dong) => Some((code.to_owned(), *dong)),
        _ => None,
    };
    flat.below(map).filter_map(amount).collect()
}

fn help(flat: &Flat) -> Help {
    let text = |key: &str| flat.text(key).unwrap_or_default();
    Help {
        helper: format!("{}/{}", text("helper_org"), fold(text("helper"))),
        name: text("helper").to_owned(),
        household: flat.text("household").filter(|id| !id.is_empty()).map(str::to_owned),
        ended_on: flat.date("ended_on"),
        result: flat.text("result").and_then(|code| code.parse().ok()),
        decided_on: flat.date("decided_on"),
    }
}

fn plan(flat: &Flat) -> Plan {
    let line = |id: String| {
        let key = |field: &str| format!("item.{id}.{field}");
        let text = |field: &str| flat.text(&key(field)).unwrap_or_default().to_owned();
        let month = flat.int(&key("month")).and_then(|month| u8::try_from(month).ok());
        Line {
            kind: text("kind"),
            what: text("what"),
            month: month.filter(|month| (1..=12).contains(month)),
            unit: text("unit").parse().ok(),
            group: text("group_code").parse().ok(),
            target: flat.int(&key("target")),
        }
    };
    Plan {
        year: year(flat),
        replaces: doc(flat, "replaces"),
        lines: flat.entries("item").into_iter().map(line).collect(),
        budget: amounts(flat, "budget"),
        basis: flat.paragraphs("basis").map(|(_, words)| words.to_owned()).collect(),
    }
}
