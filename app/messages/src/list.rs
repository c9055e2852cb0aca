//! Lists of records: what a list is narrowed to, the part of it that is wanted, and what came of it. The engine
//! holds all rows; a screen holds those that it shows.

use serde::{Deserialize, Serialize};

use shared::domain::facts::State;
use shared::id::UnitCode;
use shared::record::Kind;

use crate::{Listed, Standing};

/// Which records a list shows, and which part of them. No condition means all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Words that must all be found, as typed: the engine folds them.
    pub search: String,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// In this state.
    pub state: Option<State>,
    /// Standing so between phone and office, as `Standing::code` names it; empty for any.
    pub standing: String,
    /// Of this group.
    pub group: Option<UnitCode>,
    /// What the office does not have before what it has, instead of the order of lists.
    pub unreceived_first: bool,
    /// Rows to leave out at the beginning.
    pub offset: u32,
    /// Most rows that are wanted.
    pub limit: u32,
}

impl Default for Query {
    /// Every row of every record.
    fn default() -> Self {
        Self {
            search: String::new(),
            kind: None,
            state: None,
            standing: String::new(),
            group: None,
            unreceived_first: false,
            offset: 0,
            limit: u32::MAX,
        }
    }
}

/// What a query found. Rows come in the order of lists: what the office returned; what has no day yet, because it is
/// still being written; then by the day that was typed, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Found {
    /// The rows of the part that was asked for.
    pub rows: Vec<Listed>,
    /// Records that meet the conditions.
    pub matching: u32,
    /// Where all records of this phone stand.
    pub standings: Standings,
}

/// How many records stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standings {
    /// Only on this phone.
    pub on_phone: u32,
    /// In a file that somebody carries.
    pub carried: u32,
    /// At the office, not accepted yet.
    pub received: u32,
    /// At the office, and accepted.
    pub accepted: u32,
    /// Refused by the office.
    pub refused: u32,
}

impl Standings {
    /// Counts one more.
    pub const fn count(&mut self, standing: &Standing) {
        let number = match standing {
            Standing::OnPhone => &mut self.on_phone,
            Standing::Carried => &mut self.carried,
            Standing::Received => &mut self.received,
            Standing::Accepted => &mut self.accepted,
            Standing::Refused(_) => &mut self.refused,
        };
        *number += 1;
    }

    /// All of them.
    pub const fn all(self) -> u32 {
        self.on_phone + self.carried + self.at_office() + self.refused
    }

    /// Those of which the office has everything.
    pub const fn at_office(self) -> u32 {
        self.received + self.accepted
    }
}
