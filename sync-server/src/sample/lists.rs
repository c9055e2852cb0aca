//! The sample's lists, as the bank would give them on 30/09/2026.

use std::collections::BTreeSet;

use super::ORG;
use super::dice::Dice;
use super::places::{
    COMMUNES, Commune, FAMILY, GIVEN, MIDDLE, PURPOSES, VILLAGE_FIRST, VILLAGE_SECOND, VILLAGES_OF_HT,
};

/// Day of the lists.
const AS_OF: &str = "2026-09-30";
/// A million đồng.
const MILLION: i64 = 1_000_000;
/// Loans of each group of Huổi Trăng: 96 together.
const LOANS_OF_HT: [i64; 7] = [14, 13, 14, 15, 13, 14, 13];

/// An invented group with its loans.
struct Group {
    code: String,
    unit: &'static str,
    village: String,
    head: String,
    deputy: String,
    members: i64,
    members_saving: i64,
    overdue: i64,
    interest_arrears: i64,
    savings_balance: i64,
    score: i64,
    loans: Vec<Loan>,
}

struct Loan {
    code: String,
    borrower: String,
    programme: &'static str,
    disbursed: i64,
    disbursed_on: String,
    balance: i64,
    purpose: &'static str,
    last_transaction_on: String,
}

/// One list as CSV.
pub(super) fn sheet(header: &str, rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!("{header}\n");
    for row in rows {
        // Names with a comma are quoted; nothing here holds a quotation mark.
        let quoted =
            row.iter().map(|cell| if cell.contains(',') { format!("\"{cell}\"") } else { cell.clone() });
        text.push_str(&quoted.collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    text
}

/// The list of units: the district until 30/6/2025, which is an area since; Bản Vầu, made of two communes.
pub(super) fn units() -> String {
    let row = |cells: [&str; 8]| cells.map(str::to_owned).to_vec();
    let above = [
        row(["TN", "province", "", "Thượng Ngàn", "", "", "", ""]),
        row(["BM", "district", "TN", "Bản Mây", "", "", "2025-06-30", ""]),
        row(["BM", "area", "TN", "Bản Mây", "", "2025-07-01", "", ""]),
        row(["BV1", "commune", "BM", "Vầu Thượng", "", "", "2025-06-30", "BV"]),
        row(["BV2", "commune", "BM", "Vầu Hạ", "", "", "2025-06-30", "BV"]),
    ];
    let communes = COMMUNES.iter().map(|commune| {
        let from = if commune.code == "BV" { "2025-07-01" } else { "" };
        let difficult = if commune.difficult { "1" } else { "" };
        row([commune.code, "commune", "BM", commune.name, difficult, from, "", ""])
    });
    sheet(
        "code,level,parent,name,difficult_area,valid_from,valid_to,successors",
        above.into_iter().chain(communes),
    )
}

/// The list of groups.
pub(super) fn groups() -> String {
    let rows = COMMUNES.iter().flat_map(of_commune).map(|group| {
        let borrowers: BTreeSet<&str> = group.loans.iter().map(|loan| loan.borrower.as_str()).collect();
        let outstanding: i64 = group.loans.iter().map(|loan| loan.balance).sum();
        let rank = match group.score {
            85.. => "good",
            70.. => "fair",
            50.. => "average",
            _ => "weak",
        };
        vec![
            group.code,
            ORG.to_owned(),
            group.unit.to_owned(),
            group.village,
            group.head,
            group.deputy,
            group.members.to_string(),
            group.members_saving.to_string(),
            borrowers.len().to_string(),
            outstanding.to_string(),
            group.overdue.to_string(),
            "0".to_owned(),
            group.interest_arrears.to_string(),
            group.savings_balance.to_string(),
            group.score.to_string(),
            rank.to_owned(),
            AS_OF.to_owned(),
        ]
    });
    sheet(
        "code,org,unit,village,head,deputy,members,members_saving,borrowers,outstanding,overdue,frozen,\
         interest_arrears,savings_balance,score,rank,as_of",
        rows,
    )
}

/// The list of loans.
pub(super) fn loans() -> String {
    let rows = COMMUNES.iter().flat_map(of_commune).flat_map(|group| {
        group.loans.into_iter().map(move |loan| {
            vec![
                loan.code,
                group.code.clone(),
                loan.borrower,
                loan.programme.to_owned(),
                loan.disbursed.to_string(),
                loan.disbursed_on,
                loan.balance.to_string(),
                loan.purpose.to_owned(),
                loan.last_transaction_on,
                AS_OF.to_owned(),
            ]
        })
    });
    sheet(
        "code,group,borrower,programme,disbursed,disbursed_on,balance,purpose,last_transaction_on,as_of",
        rows,
    )
}

fn of_commune(commune: &Commune) -> impl Iterator<Item = Group> {
    (0..commune.groups).map(|place| group(commune, place))
}

fn group(commune: &Commune, place: u32) -> Group {
    let number = commune.first_group + place;
    let code = format!("T-{number:04}");
    let mut dice = Dice::of(&code);
    let index = usize::try_from(place).unwrap_or(0);
    let size = match commune.code {
        "HT" => LOANS_OF_HT[index],
        // A group of four, whose every borrower must be checked (SC-12), and one of three.
        "BV" if place == 19 => 4,
        "KL" if place == 12 => 3,
        _ => dice.between(10, 16),
    };
    let mut names = BTreeSet::new();
    let loans: Vec<Loan> = (1..=size).map(|line| loan(&mut dice, number, line, &mut names)).collect();
    let members = if code == "T-0004" { 45 } else { size + dice.between(4, 24) };
    let members_saving = if code == "T-0004" { 18 } else { members * dice.between(35, 90) / 100 };
    let savings = members_saving * dice.between(300, 900) * 1_000;
    let outstanding: i64 = loans.iter().map(|loan| loan.balance).sum();
    Group {
        unit: commune.code,
        village: format!("bản {}", village(commune, index, &mut dice)),
        head: person(&mut dice),
        deputy: person(&mut dice),
        members,
        members_saving,
        overdue: if dice.chance(20) { (dice.between(2, 18) * MILLION).min(outstanding) } else { 0 },
        interest_arrears: if dice.chance(35) { dice.between(50, 900) * 1_000 } else { 0 },
        savings_balance: if code == "T-0004" { 12_500_000 } else { savings },
        score: dice.between(46, 100),
        code,
        loans,
    }
}

pub(super) fn village(commune: &Commune, index: usize, dice: &mut Dice) -> String {
    if commune.code == "HT" {
        return VILLAGES_OF_HT[index].to_owned();
    }
    format!("{} {}", dice.pick(&VILLAGE_FIRST), dice.pick(&VILLAGE_SECOND))
}

fn loan(dice: &mut Dice, group: u32, line: i64, names: &mut BTreeSet<String>) -> Loan {
    let (purpose, programmes) = *dice.pick(&PURPOSES);
    let disbursed = dice.between(4, 20) * 5 * MILLION;
    let repaid = if dice.chance(60) { 0 } else { dice.between(1, 8) * disbursed / 10 };
    let (year, month) = (dice.between(2022, 2026), dice.between(1, 9));
    let mut borrower = person(dice);
    while !names.insert(borrower.clone()) {
        borrower = person(dice);
    }
    Loan {
        code: format!("HV-{group:04}-{line:02}"),
        borrower,
        programme: dice.pick::<&str>(programmes),
        disbursed,
        disbursed_on: format!("{year}-{month:02}-{:02}", dice.between(1, 28)),
        balance: disbursed - repaid,
        purpose,
        last_transaction_on: format!("2026-{:02}-{:02}", dice.between(5, 9), dice.between(1, 28)),
    }
}

pub(super) fn person(dice: &mut Dice) -> String {
    format!("{} {} {}", dice.pick(&FAMILY), dice.pick(&MIDDLE), dice.pick(&GIVEN))
}
