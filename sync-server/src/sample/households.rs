//! The sample's lists of households and of organisations, as the communes would give them. Two communes have no officer
//! in charge, so that somebody misses them.

use super::ORG;
use super::dice::Dice;
use super::lists::{person, sheet, village};
use super::places::{COMMUNES, Commune, VILLAGES_OF_HT};

/// The commune whose officer left, and nobody came after.
const OFFICER_LEFT: &str = "ND";
/// The commune where none was ever named.
const NEVER_AN_OFFICER: &str = "CT";

/// The list of households: decided at the end of a year, so that a list of the last year is in force.
pub(super) fn households() -> String {
    let rows =
        COMMUNES.iter().flat_map(|commune| (0..size(commune)).map(move |place| household(commune, place)));
    sheet("id,unit,village,head,status,standard,decided_on,members", rows)
}

/// How many households a commune's list has.
fn size(commune: &Commune) -> i64 {
    if commune.code == "HT" { 14 } else { Dice::of(&format!("households {}", commune.code)).between(6, 18) }
}

fn household(commune: &Commune, place: i64) -> Vec<String> {
    let id = format!("H-{}-{:03}", commune.code, place + 1);
    let mut dice = Dice::of(&id);
    let status = match dice.between(1, 10) {
        1..=5 => "poor",
        6..=8 => "near_poor",
        _ => "newly_escaped",
    };
    let of_village = usize::try_from(place).unwrap_or(0) % VILLAGES_OF_HT.len();
    let village = village(commune, of_village, &mut Dice::of(&format!("{} {of_village}", commune.code)));
    vec![
        id,
        commune.code.to_owned(),
        format!("bản {village}"),
        person(&mut dice),
        status.to_owned(),
        "decree_07_2021".to_owned(),
        "2025-12-20".to_owned(),
        dice.between(1, 8).to_string(),
    ]
}

/// The list of organisations: the youth union of the area and of every commune.
pub(super) fn offices() -> String {
    let document = |unit: &str| format!("Văn bản liên tịch số 01/VBLT-NHCSXH-ĐTN ({unit})");
    let row = |cells: [&str; 8]| cells.map(str::to_owned).to_vec();
    let area = row([
        ORG,
        "BM",
        "Lường Thị Giả Định",
        "Hoàng Thị Ví Dụ",
        "2026-01-01",
        "",
        &document("BM"),
        "2026-01-05",
    ]);
    let communes = COMMUNES.iter().map(|commune| {
        let mut dice = Dice::of(&format!("office {}", commune.code));
        let officer = if commune.code == "HT" { "Lò Văn Thử".to_owned() } else { person(&mut dice) };
        let until = if commune.code == OFFICER_LEFT { "2026-06-30" } else { "" };
        let officer = if commune.code == NEVER_AN_OFFICER { "" } else { officer.as_str() };
        row([
            ORG,
            commune.code,
            commune.lead,
            officer,
            "2026-01-01",
            until,
            &document(commune.code),
            "2026-01-15",
        ])
    });
    sheet("org,unit,head,officer,from,to,document,document_on", std::iter::once(area).chain(communes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_households_at_every_run_and_two_communes_without_officer() {
        assert_eq!(households(), households());
        assert_eq!(households().lines().filter(|line| line.starts_with("H-HT-")).count(), 14);
        assert!(offices().contains(&format!("{ORG},{NEVER_AN_OFFICER},Vì Văn Giả Định,,")));
    }
}
