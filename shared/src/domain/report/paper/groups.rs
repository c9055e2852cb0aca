//! What the bank's list says of the groups (S2 L41-43, L90, L102), who is in charge of the entrusted work and by
//! which document (S0 L86, S2 L56, L62).

use super::build::{Table, day, dong, entry, figure, said, text, written};
use super::ground::Ground;
use super::{Block, Cell};
use crate::domain::offices::without_officer;
use crate::domain::register::Group;
use crate::domain::report::{quality, weak_without_remedy};
use crate::domain::units::Unit;
use crate::id::Code;
use crate::sorted::Set;

fn groups<'g>(ground: &Ground<'g>) -> impl Iterator<Item = &'g Group> {
    ground.material.communes.iter().flat_map(|(_, groups)| groups)
}

/// A number of the list; dots without a list.
fn listed(ground: &Ground<'_>, number: u32) -> Cell {
    if groups(ground).next().is_none() { Cell::Empty } else { Cell::Count(number.into()) }
}

/// Groups, members and debts.
pub(super) fn state(ground: &Ground<'_>) -> Vec<Block> {
    let quality = quality(groups(ground));
    let communes = ground.material.communes.len();
    let debt = |amount: i64| {
        if quality.outstanding > 0 { Cell::DongOf(amount, quality.outstanding) } else { Cell::Empty }
    };
    vec![
        figure("communes", written(i64::try_from(communes).unwrap_or(i64::MAX))),
        figure("groups", listed(ground, quality.groups)),
        figure("members", listed(ground, quality.members)),
        figure("outstanding", dong(quality.outstanding)),
        figure("overdue_debt", debt(quality.overdue)),
        figure("interest_arrears", dong(quality.interest_arrears)),
    ]
}

/// Groups by rank; those that the bank gave none are said apart.
pub(super) fn ranks(ground: &Ground<'_>) -> Vec<Block> {
    let quality = quality(groups(ground));
    let mut table = Table::new("ranks", &["group_rank", "groups"]);
    for (rank, number) in &quality.by_rank {
        table.row([entry("group_rank", rank.as_str()), Cell::Count((*number).into())]);
    }
    let ranked: u32 = quality.by_rank.values().sum();
    if ranked > 0 && ranked < quality.groups {
        table.row([said("no_rank"), Cell::Count((quality.groups - ranked).into())]);
    }
    vec![table.summed(Cell::Empty), weak(ground)]
}

/// Weak and average groups for which nothing is under way.
fn weak(ground: &Ground<'_>) -> Block {
    let mut table = Table::new("weak_groups", &["unit", "group", "group_rank", "score"]);
    for (_, groups) in ground.material.communes {
        for group in weak_without_remedy(groups, ground.material.entries) {
            let rank = group.rank.as_ref().map_or("", Code::as_str);
            let score = group.score.map_or(Cell::Empty, |score| Cell::Count(score.into()));
            let code = Cell::Text(group.code.to_string());
            table.row([Cell::Unit(group.unit.clone()), code, entry("group_rank", rank), score]);
        }
    }
    let is_ranked = groups(ground).any(|group| group.rank.is_some());
    table.list(if is_ranked { said("none") } else { Cell::Empty })
}

/// Members who save and what they have saved, commune by commune.
pub(super) fn savings(ground: &Ground<'_>) -> Vec<Block> {
    let mut table = Table::new("savings", &["unit", "members_saving", "savings_balance"]);
    for (commune, groups) in ground.material.communes.iter().filter(|(_, groups)| !groups.is_empty()) {
        let quality = quality(groups);
        let saving = Cell::Of(quality.members_saving.into(), quality.members.into());
        table.row([Cell::Unit(commune.code.clone()), saving, dong(quality.savings_balance)]);
    }
    vec![table.summed(Cell::Empty)]
}

/// The document by which the work was entrusted to the area; where none of its own is known, those of its communes,
/// each once.
pub(super) fn basis(ground: &Ground<'_>) -> Block {
    let offices = || ground.material.offices.iter().filter(|office| !office.document.trim().is_empty());
    let area = &ground.material.unit.code;
    let has_own = offices().any(|office| office.unit == *area);
    let documents: Set<_> = offices()
        .filter(|office| !has_own || office.unit == *area)
        .map(|office| (&office.org, &office.document, office.document_on))
        .collect();
    let mut table = Table::new("basis", &["organisation", "document", "document_on"]);
    for (org, document, on) in documents.iter() {
        table.row([entry("organisation", org.as_str()), text(document), day(*on)]);
    }
    table.list(Cell::Empty)
}

/// Communes in which nobody is in charge on the window's last day. Without a list of offices that is not known.
pub(super) fn officers(ground: &Ground<'_>) -> Block {
    let units: Vec<Unit> = ground.material.communes.iter().map(|(commune, _)| commune.clone()).collect();
    let mut table = Table::new("without_officer", &["unit"]);
    if ground.material.offices.is_empty() {
        return table.list(Cell::Empty);
    }
    for unit in without_officer(&units, ground.material.offices, ground.material.org, ground.window.to) {
        table.row([Cell::Unit(unit.code.clone())]);
    }
    table.list(said("none"))
}
