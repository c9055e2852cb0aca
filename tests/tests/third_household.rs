//! SC-12, its first part: two people of a commune, apart from one another, assign the same helper; the third household
//! is flagged once both have synchronised, and none is removed.

use anyhow::{Result, ensure};
use headless::device::Device;
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use tests::app;
use tests::browser::Browser;
use tests::native::{self, settled};
use tests::server::Server;

/// 5 October 2026, 08:00 in Vietnam.
const MONDAY_MS: i64 = 1_791_162_000_000;

#[test]
fn a_third_household_of_one_helper_is_flagged_at_the_office_and_none_is_removed() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-05")?;
    let folder = tempfile::tempdir()?;
    let phone = |account: &str| native::phone(&server, folder.path(), account, MONDAY_MS);
    let (thu, mau) = (phone("thu")?, phone("mau")?);
    help(&thu, 1, "H-HT-001", 20_260_201)?;
    help(&thu, 2, "H-HT-002", 20_260_301)?;
    help(&mau, 3, "H-HT-003", 20_261_005)?;
    for phone in [&thu, &mau, &thu] {
        settled(phone)?;
    }
    ensure!(thu.records()?.len() == 3, "all three are there");

    let browser = Browser::launch(None)?;
    let area = app::log_in(&browser, &server, "vidu", "/area/records?about=crowded")?;
    area.wait_for(&format!("tr[data-doc='{}']", DocId([3; 16])))?;
    ensure!(area.count("tr[data-doc]")? == 1, "only the third is flagged");
    area.goto(&server.url(&format!("/area/record?doc={}", DocId([3; 16]))))?;
    area.wait_text("H-HT-003")
}

/// Help of one and the same person for a household.
fn help(device: &Device, number: u8, household: &str, day: i64) -> Result<()> {
    let edits: [(&str, Scalar); 4] = [
        ("event_date", day.into()),
        ("helper", "Lò Văn Thử".into()),
        ("helper_org", "youth_union".into()),
        ("household", household.into()),
    ];
    let edits: Vec<Edit> = edits.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    device.save(DocId([number; 16]), Kind::Support, edits)?;
    Ok(())
}
