//! A merger in the middle of a field week. Two communes become one while a phone is away: 148 records are made before,
//! while and after, 40 of them lie under the old code on that phone. All 148 reach the office and stand in the
//! successor's figures, and nothing is refused.

use anyhow::{Context, Result};
use headless::device::Device;
use messages::Standing;
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use std::fs;
use tests::app;
use tests::browser::Browser;
use tests::native::{self, settled};
use tests::server::Server;

/// Huổi Trăng and Nà Sao end on the 9th; Huổi Sao is there from the 10th.
const UNITS: &str = "code,level,parent,name,difficult_area,valid_from,valid_to,successors\n\
    HT,commune,BM,Huổi Trăng,,,2026-10-09,HS\n\
    NS,commune,BM,Nà Sao,,,2026-10-09,HS\n\
    HS,commune,BM,Huổi Sao,,2026-10-10,,\n";

/// 5 October 2026, 08:00 in Vietnam, and a day.
const MONDAY_MS: i64 = 1_791_162_000_000;
const DAY_MS: i64 = 86_400_000;

#[test]
fn a_hundred_and_forty_eight_records_made_around_a_merger_are_all_there_and_count_for_the_successor()
-> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-05")?;
    let folder = tempfile::tempdir()?;
    let phone = |account: &str| native::phone(&server, folder.path(), account, MONDAY_MS);
    let (mau, thu, of_ns, clerk) = (phone("mau")?, phone("thu")?, phone("lead_ns")?, phone("vidu")?);
    let mut numbers = 0..;
    let mut write = |device: &Device, count: usize| -> Result<Vec<DocId>> {
        numbers.by_ref().take(count).map(|number| feedback(device, number)).collect()
    };

    // Before: 60 and 30, all sent. The area inspects Huổi Trăng without a group.
    write(&mau, 59)?;
    inspect(&mau, 201, "HT", Some("T-0001"), 20_261_005)?;
    write(&of_ns, 29)?;
    inspect(&of_ns, 202, "NS", Some("T-0011"), 20_261_005)?;
    inspect(&clerk, 203, "HT", None, 20_261_005)?;
    for device in [&mau, &of_ns, &clerk, &thu] {
        settled(device)?;
    }
    server.stop()?;

    // While: Thử is in the mountains. The list of units is imported meanwhile.
    let carried = write(&thu, 40)?;
    let list = folder.path().join("units.csv");
    fs::write(&list, UNITS)?;
    server.resume_with(&tests::dist(), "2026-10-12")?;
    server.run(&["import", "units", list.to_str().context("a path")?])?;
    for device in [&mau, &thu, &of_ns] {
        device.set_clock(MONDAY_MS + 7 * DAY_MS);
    }

    // After: Mẫu's phone learns its new unit, and writes for it.
    settled(&mau)?;
    let home = mau.home()?.identity.context("an identity")?;
    assert_eq!((home.partition.unit.as_str(), home.unit_name.as_str()), ("HS", "Huổi Sao"));
    assert_eq!(mau.register()?.context("the new register")?.groups.len(), 11, "the groups of both");
    write(&mau, 17)?;
    inspect(&mau, 204, "HS", Some("T-0002"), 20_261_012)?;
    settled(&mau)?;

    // The 40 come home: none refused, each under the code under which it was written.
    settled(&thu)?;
    let rows = thu.records()?;
    let received =
        |doc: &&DocId| rows.iter().any(|row| row.facts.doc == **doc && row.standing == Standing::Received);
    assert_eq!(carried.iter().filter(received).count(), 40);
    assert_eq!(
        rows.iter()
            .filter(|row| carried.contains(&row.facts.doc))
            .filter(|row| row.facts.partition.unit.as_str() == "HT")
            .count(),
        40
    );
    assert_eq!(rows.len(), 148, "the phone has what the office has");
    let of_communes = "SELECT count(DISTINCT doc) FROM change WHERE unit IN ('HT', 'NS', 'HS')";
    assert_eq!(server.count(of_communes)?, 148);
    assert_eq!(server.count("SELECT count(*) FROM refusal")?, 0);

    // The successor's figures: both communes' inspections, and the area's without a group.
    let browser = Browser::launch(None)?;
    let area = app::log_in(&browser, &server, "vidu", "/area")?;
    let row = app::row(&area, "Huổi Sao")?;
    for expected in ["148 bản ghi đã nhận", "3 / 11", "1 / 1"] {
        assert!(row.contains(expected), "{expected} in {row}");
    }
    Ok(())
}

fn doc(number: u8) -> DocId {
    DocId([number; 16])
}

fn feedback(device: &Device, number: u8) -> Result<DocId> {
    let edits = [
        ("event_date", Scalar::Int(20_261_005)),
        ("feedback_kind", "difficulty".into()),
        ("anonymous", true.into()),
        ("text.p1", "xin hướng dẫn kỹ thuật nuôi dê".into()),
    ];
    device.save(doc(number), Kind::Feedback, own(&edits))?;
    Ok(doc(number))
}

/// An inspection that is handed in.
fn inspect(device: &Device, number: u8, unit: &str, group: Option<&str>, day: i64) -> Result<()> {
    let kind = if group.is_some() { "commune_to_group" } else { "district_to_commune" };
    let mut edits = vec![
        ("inspection_kind", Scalar::from(kind)),
        ("inspected_unit", unit.into()),
        ("event_date", day.into()),
        ("team.a.name", "Vàng Thị Mẫu".into()),
        ("team.a.leader", true.into()),
        ("represented_by.a.name", "Lò Thị Thử".into()),
    ];
    edits.extend(group.map(|group| ("group_code", group.into())));
    device.save(doc(number), Kind::Inspection, own(&edits))?;
    for state in ["completed", "submitted"] {
        device.save(doc(number), Kind::Inspection, own(&[("state", state.into())]))?;
    }
    Ok(())
}

fn own(edits: &[(&str, Scalar)]) -> Vec<Edit> {
    edits.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}
