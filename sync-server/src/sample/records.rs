//! Records of the sample: what thirteen communes and the area's team have done this year, written as phones
//! write and taken in as the office takes in. Huổi Trăng has none, so that a story can begin there; Nậm Đào was
//! last heard of forty days ago; Co Thông has checked three borrowers. Days are counted back from today.

use shared::date::Date;
use shared::domain::register::{Group, Loan};
use shared::id::Code;
use shared::record::Kind;

use super::dice::Dice;
use super::fields;
use super::phone::Phone;
use super::{ORG, SampleError};
use crate::storage::{SqliteStore, accounts, registers};

/// What one commune's people have done.
struct Story {
    /// Unit code.
    unit: &'static str,
    /// Groups that the commune inspected and handed in.
    inspected: usize,
    /// Inspections written and not handed in.
    drafts: usize,
    /// Outreach activities.
    outreach: usize,
    /// Feedback taken down.
    feedback: usize,
    /// Days since the last synchronisation.
    silent_days: i64,
    /// Groups that the area's team inspected.
    from_above: usize,
}

const fn story(
    unit: &'static str,
    [inspected, drafts, outreach, feedback, from_above]: [usize; 5],
    silent_days: i64,
) -> Story {
    Story { unit, inspected, drafts, outreach, feedback, silent_days, from_above }
}

/// Every commune but Huổi Trăng: inspected, drafts, outreach, feedback, inspected from above; days of silence.
const STORIES: [Story; 13] = [
    story("NS", [4, 0, 5, 1, 1], 1),
    story("PN", [9, 1, 8, 2, 2], 3),
    story("LG", [4, 2, 3, 0, 1], 12),
    story("MK", [6, 0, 6, 1, 1], 0),
    story("DS", [7, 1, 4, 1, 2], 5),
    story("SB", [3, 0, 7, 0, 1], 2),
    story("TM", [5, 0, 2, 1, 2], 21),
    story("CL", [5, 0, 6, 3, 0], 1),
    story("PH", [11, 1, 9, 2, 3], 4),
    story("ND", [6, 0, 3, 0, 1], 40),
    story("CT", [1, 0, 1, 0, 1], 8),
    story("BV", [15, 2, 10, 2, 3], 2),
    story("KL", [12, 0, 6, 1, 2], 6),
];

/// Days since the area's team last synchronised.
const TEAM_SILENT_DAYS: i64 = 2;

/// Makes the records, as of `today`.
pub(super) fn fill(store: &SqliteStore, today: Date) -> Result<(), SampleError> {
    let mut team = phone(store, "thanhtra", today.plus_days(-TEAM_SILENT_DAYS))?;
    for story in &STORIES {
        let (groups, loans) = register(store, story.unit)?;
        let account = format!("lead_{}", story.unit.to_lowercase());
        let mut phone = phone(store, &account, today.plus_days(-story.silent_days))?;
        commune(&mut phone, story, &groups, &loans);
        phone.synchronise(store)?;
        for group in groups.iter().rev().take(story.from_above) {
            let borrowers = first_loans(&loans, group, 5);
            let day = team.day();
            let edits = fields::inspection(team.dice(), "district_to_commune", day, group, &borrowers);
            team.hand_in(Kind::Inspection, day, edits);
        }
    }
    team.synchronise(store)
}

fn commune(phone: &mut Phone, story: &Story, groups: &[Group], loans: &[Loan]) {
    let written = groups.iter().take(story.inspected + story.drafts);
    for (place, group) in written.enumerate() {
        let borrowers = first_loans(loans, group, if story.unit == "CT" { 3 } else { 5 });
        let day = phone.day();
        let edits = fields::inspection(phone.dice(), "commune_to_group", day, group, &borrowers);
        if place < story.inspected {
            phone.hand_in(Kind::Inspection, day, edits);
        } else {
            phone.draft(Kind::Inspection, day, edits);
        }
    }
    for _ in 0..story.outreach {
        let day = phone.day();
        let device = phone.device();
        let village = phone.dice().pick(groups).village.clone();
        let edits = fields::outreach(phone.dice(), day, device, &village);
        phone.hand_in(Kind::Outreach, day, edits);
    }
    for _ in 0..story.feedback {
        let day = phone.day();
        let edits = fields::feedback(phone.dice(), day);
        phone.hand_in(Kind::Feedback, day, edits);
    }
}

fn phone(store: &SqliteStore, account: &str, last_on: Date) -> Result<Phone, SampleError> {
    let found = store.read(|c| accounts::find(c, account))?;
    let missing = || SampleError::Refused(format!("no account {account}"));
    Phone::enrol(store, &found.ok_or_else(missing)?, Dice::of(account), last_on)
}

fn register(store: &SqliteStore, unit: &str) -> Result<(Vec<Group>, Vec<Loan>), SampleError> {
    let wrong = |_| SampleError::Refused(unit.to_owned());
    let (unit, org): (_, Code) = (unit.parse().map_err(wrong)?, ORG.parse().map_err(wrong)?);
    Ok(store.read(|c| {
        Ok::<_, crate::storage::StorageError>((
            registers::groups_of(c, &unit, &org)?,
            registers::loans_of(c, &unit, &org)?,
        ))
    })?)
}

fn first_loans<'l>(loans: &'l [Loan], group: &Group, most: usize) -> Vec<&'l Loan> {
    loans.iter().filter(|loan| loan.group == group.code).take(most).collect()
}
