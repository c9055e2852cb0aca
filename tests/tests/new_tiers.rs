//! SC-12, whole: the same helper, a commune that a merger made, six records under its old code, a programme that is not
//! named, a group of four. Nothing is removed, renamed or told; the sums follow what the clerk says became of the code.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use headless::device::Device;
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use tests::app;
use tests::browser::Browser;
use tests::native::{self, settled};
use tests::page::Page;
use tests::server::Server;

/// 12 October 2026, 08:00 in Vietnam.
const NOW_MS: i64 = 1_791_766_800_000;

/// Vầu Cũ, while somebody still works under its code; then its end, of which nobody said into what.
const OLD_CODE: &str = "code,level,parent,name,valid_to\nBV3,commune,BM,Vầu Cũ,\n";
const ENDED: &str = "code,level,parent,name,valid_to\nBV3,commune,BM,Vầu Cũ,2025-06-30\n";
/// A group of Bản Vầu with four borrowers, one of them of a programme that tells of a conviction.
const GROUP: &str = "code,org,unit,village,head,members,members_saving,borrowers,outstanding,overdue,frozen,\
    interest_arrears,savings_balance,as_of\n\
    T-9001,youth_union,BV,Bản Nhỏ,Lò Thị Mẫu,9,3,4,160000000,0,0,0,0,2026-10-01\n";
const LOANS: &str = "code,group,borrower,programme,disbursed,disbursed_on,balance,purpose,as_of\n\
    HV-9001-01,T-9001,Lò Văn Mẫu,ex_prisoner,40000000,2026-01-05,40000000,Nuôi dê,2026-10-01\n\
    HV-9001-02,T-9001,Lò Thị Thử,poor,40000000,2026-01-05,40000000,Nuôi lợn,2026-10-01\n\
    HV-9001-03,T-9001,Vì Văn Thử,poor,40000000,2026-01-05,40000000,Trồng quế,2026-10-01\n\
    HV-9001-04,T-9001,Vì Thị Mẫu,poor,40000000,2026-01-05,40000000,Trồng chè,2026-10-01\n";

#[test]
fn sc12_the_old_code_the_third_household_and_the_programme_that_is_not_named_go_through_one_day() -> Result<()>
{
    let mut server = Server::start(&tests::dist(), "2026-10-12")?;
    let folder = tempfile::tempdir()?;
    import(&server, folder.path(), "units", OLD_CODE)?;
    import(&server, folder.path(), "groups", GROUP)?;
    import(&server, folder.path(), "loans", LOANS)?;
    let officer = ["account", "add", "vaucu", "--name", "Bạc Văn Thử", "--role", "commune_lead"];
    server.run(&[&officer[..], &["--unit", "BV3", "--org", "youth_union"]].concat())?;
    let phone = |account: &str| native::phone(&server, folder.path(), account, NOW_MS);
    let (thu, mau, old) = (phone("thu")?, phone("mau")?, phone("vaucu")?);

    // Thử helps two households; without network Mẫu gives him a third, and six records are made under the old code.
    help(&thu, 1, "H-HT-001", 20_260_201)?;
    help(&thu, 2, "H-HT-002", 20_260_301)?;
    settled(&thu)?;
    server.stop()?;
    help(&mau, 3, "H-HT-003", 20_261_012)?;
    for number in 11..=15 {
        feedback(&old, number)?;
    }
    inspect(&old, 16)?;
    server.resume()?;
    import(&server, folder.path(), "units", ENDED)?;
    for phone in [&mau, &thu, &old] {
        settled(phone)?;
    }
    ensure!(server.count("SELECT count(*) FROM refusal")? == 0, "nothing is refused");

    // The third household is flagged; none is removed.
    let browser = Browser::launch(None)?;
    let area = app::log_in(&browser, &server, "vidu", "/area/records?about=crowded")?;
    area.wait_for(&format!("tr[data-doc='{}']", DocId([3; 16])))?;
    ensure!(area.count("tr[data-doc]")? == 1, "only the third is flagged");
    ensure!(server.count("SELECT count(DISTINCT doc) FROM change WHERE kind = 'support'")? == 3);

    // Nobody said what became of the old code: its records are nobody's, until the clerk maps it to the new one.
    area.goto(&server.url("/area"))?;
    ensure!(received(&area)? == "0 bản ghi đã nhận", "before the mapping: {}", app::row(&area, "Bản Vầu")?);
    map_old_code(&area, &server)?;
    area.goto(&server.url("/area"))?;
    ensure!(received(&area)? == "6 bản ghi đã nhận", "after it: {}", app::row(&area, "Bản Vầu")?);
    ensure!(
        server.count("SELECT count(DISTINCT doc) FROM change WHERE unit = 'BV3'")? == 6,
        "the code stays"
    );

    // A group of four needs four, and four are checked.
    let screen = area.text("main")?;
    ensure!(screen.contains("Khu vực kiểm tra") && !screen.contains("Huyện kiểm tra"), "{screen}");
    area.goto(&server.url("/area?unit=BV"))?;
    let group = app::row(&area, "T-9001")?;
    ensure!(group.contains("4 / 4"), "{group}");

    // A report of 2024 speaks of districts.
    area.goto(&server.url("/area/report?kind=r4&year=2024&cut_off=2024-10-31"))?;
    let report = area.text("main")?;
    ensure!(report.contains("Huyện kiểm tra 100% xã") && !report.contains("Khu vực kiểm tra"), "{report}");

    // The province sees another programme, and no number of so few.
    let of_province = Browser::launch(None)?;
    let province = app::log_in(&of_province, &server, "giadinh", "/province?unit=BV")?;
    let other = app::row(&province, "Chương trình khác")?;
    ensure!(other.matches("< 5").count() == 3, "{other}");
    ensure!(!province.text("body")?.contains("án phạt tù"), "the programme is named");

    // By date: on the last day of Vầu Cũ the six were its own, and the screen said "huyện".
    server.stop()?;
    server.resume_with(&tests::dist(), "2025-06-30")?;
    let of_clerk = Browser::launch(None)?;
    let before = app::log_in(&of_clerk, &server, "vidu", "/area")?;
    let row = app::row(&before, "Vầu Cũ")?;
    ensure!(row.contains("6 bản ghi đã nhận"), "{row}");
    let screen = before.text("main")?;
    ensure!(screen.contains("Huyện kiểm tra") && !screen.contains("Khu vực kiểm tra"), "{screen}");
    Ok(())
}

/// Imports a list.
fn import(server: &Server, folder: &Path, list: &str, rows: &str) -> Result<()> {
    let path = folder.join(format!("{list}.csv"));
    fs::write(&path, rows)?;
    server.run(&["import", list, path.to_str().context("a path")?]).map(drop)
}

/// Says on the page of units into what the old code went, after a look at what that does.
fn map_old_code(area: &Page, server: &Server) -> Result<()> {
    area.goto(&server.url("/units"))?;
    area.tap("details:has([name=into]) summary")?;
    area.choose("unit", "BV3")?;
    area.fill("into", "BV")?;
    area.fill("from", "01/07/2025")?;
    area.tap("details:has([name=into]) button")?;
    area.wait_text("BV3: 6 bản ghi")?;
    area.tap("button[data-act=do]")?;
    area.wait_for("[data-done]")
}

/// What the area's page says was received of Bản Vầu.
fn received(area: &Page) -> Result<String> {
    let row = app::row(area, "Bản Vầu")?;
    let line = row.lines().find(|line| line.contains("bản ghi đã nhận")).context("no line")?;
    let start = line.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0);
    Ok(line[start..].trim().to_owned())
}

/// Help of one and the same person for a household.
fn help(device: &Device, number: u8, household: &str, day: i64) -> Result<()> {
    let edits = [
        ("event_date", Scalar::Int(day)),
        ("helper", "Lò Văn Thử".into()),
        ("helper_org", "youth_union".into()),
        ("household", household.into()),
    ];
    save(device, number, Kind::Support, &edits)
}

fn feedback(device: &Device, number: u8) -> Result<()> {
    let edits = [
        ("event_date", Scalar::Int(20_261_005)),
        ("feedback_kind", "wish".into()),
        ("anonymous", true.into()),
        ("text.p1", "xin hướng dẫn kỹ thuật nuôi dê".into()),
    ];
    save(device, number, Kind::Feedback, &edits)
}

/// An inspection of the group of four with all four borrowers, handed in.
fn inspect(device: &Device, number: u8) -> Result<()> {
    let mut edits = vec![
        ("inspection_kind".to_owned(), Scalar::from("commune_to_group")),
        ("inspected_unit".to_owned(), "BV3".into()),
        ("group_code".to_owned(), "T-9001".into()),
        ("event_date".to_owned(), 20_261_006.into()),
        ("team.a.name".to_owned(), "Bạc Văn Thử".into()),
        ("team.a.leader".to_owned(), true.into()),
        ("represented_by.a.name".to_owned(), "Lò Thị Mẫu".into()),
    ];
    for borrower in 1..=4 {
        let programme = if borrower == 1 { "ex_prisoner" } else { "poor" };
        let loan = format!("HV-9001-0{borrower}");
        for (field, value) in [("loan_code", loan.as_str()), ("name", "Hộ vay thử"), ("programme", programme)]
        {
            edits.push((format!("borrower.b{borrower}.{field}"), value.into()));
        }
    }
    device.save(DocId([number; 16]), Kind::Inspection, edits)?;
    for state in ["completed", "submitted"] {
        save(device, number, Kind::Inspection, &[("state", state.into())])?;
    }
    Ok(())
}

fn save(device: &Device, number: u8, kind: Kind, edits: &[(&str, Scalar)]) -> Result<()> {
    let edits: Vec<Edit> = edits.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    device.save(DocId([number; 16]), kind, edits)?;
    Ok(())
}
