//! What a remedy needs (records.md §6): somebody who owes it, a day, and for each state what that state claims.

use super::Sheet;
use crate::domain::remedy::Stage;

pub(super) fn check(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    sheet.require("finding_kind", "finding.kind_missing");
    sheet.in_order("event_date", "due_date", "finding.due_before_inspection");
    let stage = Stage::of(flat);
    if matches!(stage, Stage::Assigned | Stage::InProgress | Stage::Done | Stage::Verified) {
        sheet.require("owner", "remedy.owner_missing");
        sheet.require("due_date", "remedy.due_missing");
    }
    if stage.is_done() {
        sheet.require_words("evidence", "remedy.evidence_missing");
        sheet.require("done_on", "remedy.done_on_missing");
    }
    if stage == Stage::Verified {
        sheet.require("verified_on", "remedy.verified_on_missing");
        let by = flat.text("verified_by");
        if by.is_some() && [flat.text("done_by"), flat.text("owner_account")].contains(&by) {
            sheet.error("verified_by", "remedy.own_verification", []);
        }
    }
    if stage == Stage::Cancelled {
        sheet.require("cancel_reason", "remedy.reason_missing");
    }
    for id in flat.entries("step") {
        sheet.require(&format!("step.{id}.on"), "debt.action_undated");
    }
}
