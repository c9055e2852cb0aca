//! Registers: what the bank's lists say of groups and loans. They go one way, from the office to the phones,
//! as versioned rows per unit (decisions.md D-10); nothing here is ever edited in the field.

use serde::{Deserialize, Serialize};

use super::households::Household;
use super::offices::OrgUnit;
use super::units::Unit;
use crate::catalogue::Addition;
use crate::date::Date;
use crate::id::{Code, Partition, UnitCode};

/// A savings and loan group (Tổ tiết kiệm và vay vốn) as the bank's list of `as_of` has it. Money in đồng.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The bank's code.
    pub code: UnitCode,
    /// Entrusted organisation that looks after it.
    pub org: Code,
    /// Its commune.
    pub unit: UnitCode,
    /// Village (thôn, bản).
    pub village: String,
    /// Head of the group's board (Tổ trưởng).
    pub head: String,
    /// Deputy (Tổ phó).
    pub deputy: String,
    /// Members.
    pub members: u32,
    /// Members with a savings deposit.
    pub members_saving: u32,
    /// Borrowers with a balance: the denominator of the five-borrower rule.
    pub borrowers: u32,
    /// Outstanding debt.
    pub outstanding: i64,
    /// Overdue debt.
    pub overdue: i64,
    /// Frozen debt (nợ khoanh).
    pub frozen: i64,
    /// Interest in arrears.
    pub interest_arrears: i64,
    /// Savings of the members.
    pub savings_balance: i64,
    /// Score of the last month, 0 to 100.
    pub score: Option<u8>,
    /// Rank of the last month: a catalogue `group_rank`.
    pub rank: Option<Code>,
    /// Day of the list.
    pub as_of: Date,
}

/// One loan of a group's member as the bank's list has it. Sensitive personal data; only of the phone's own
/// groups (decisions.md D-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// The bank's code.
    pub code: String,
    /// Group of the borrower.
    pub group: UnitCode,
    /// Borrower's name.
    pub borrower: String,
    /// Catalogue `credit_programme`.
    pub programme: Code,
    /// Amount disbursed, đồng.
    pub disbursed: i64,
    /// Day of disbursement.
    pub disbursed_on: Date,
    /// Balance by the bank's books, đồng.
    pub balance: i64,
    /// Purpose as registered.
    pub purpose: String,
    /// Day of the last movement.
    pub last_transaction_on: Option<Date>,
    /// Day of the list.
    pub as_of: Date,
}

/// Everything a phone knows of one partition's register. Replaced whole when its version changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRegister {
    /// Whose register.
    pub partition: Partition,
    /// Version: raised by every import that touches the unit.
    pub version: u64,
    /// The unit and its ancestors, nearest first; then the units below it, by code.
    pub units: Vec<Unit>,
    /// Groups, by code.
    pub groups: Vec<Group>,
    /// Loans, by code.
    pub loans: Vec<Loan>,
    /// Households of the commune's list, by code; of a unit above none, for nobody there looks after them.
    pub households: Vec<Household>,
    /// The organisation in these units: who is in charge, and by which document.
    pub offices: Vec<OrgUnit>,
    /// What the offices above added to the catalogue.
    pub additions: Vec<Addition>,
}

/// Which shape of a register the bytes have. Raised whenever a field changes, so that a register of another shape is
/// never read as something else: whoever meets one fetches it again.
const FORMAT: u8 = 2;

impl UnitRegister {
    /// The register of a partition of which nothing is known yet.
    pub fn new(partition: Partition) -> Self {
        Self {
            partition,
            version: 0,
            units: Vec::new(),
            groups: Vec::new(),
            loans: Vec::new(),
            households: Vec::new(),
            offices: Vec::new(),
            additions: Vec::new(),
        }
    }

    /// True for a unit that looks after groups itself: there is none below it.
    pub fn is_lowest(&self, day: Date) -> bool {
        let is_below = |unit: &Unit| unit.parent.as_ref() == Some(&self.partition.unit) && unit.is_valid(day);
        !self.units.iter().any(is_below)
    }

    /// The register as it is kept and sent.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_extend(self, vec![FORMAT]).unwrap_or_default()
    }

    /// Reads what `to_bytes` wrote; `None` when another version of the program wrote it.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (format, rest) = bytes.split_first()?;
        if *format == FORMAT { postcard::from_bytes(rest).ok() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, group, loan, unit};

    #[test]
    fn a_register_reads_back_and_one_of_another_shape_is_never_read_as_something_else() {
        let partition = Partition { unit: "HT".parse().unwrap(), org: "youth_union".parse().unwrap() };
        let register = UnitRegister {
            version: 3,
            units: vec![unit("HT", "commune", "BM")],
            groups: vec![group("HT", "T-0001", 5)],
            loans: vec![loan("HV-1", "T-0001", day(2026, 1, 2))],
            ..UnitRegister::new(partition)
        };
        let bytes = register.to_bytes();
        assert_eq!(UnitRegister::from_bytes(&bytes), Some(register.clone()));
        assert_eq!(UnitRegister::from_bytes(&postcard::to_allocvec(&register).unwrap()), None);
        assert_eq!(UnitRegister::from_bytes(&[FORMAT + 1]), None);
        assert_eq!(UnitRegister::from_bytes(&[]), None);
        for end in 0..bytes.len() {
            assert_eq!(UnitRegister::from_bytes(&bytes[..end]), None, "cut at {end}");
        }
    }
}
