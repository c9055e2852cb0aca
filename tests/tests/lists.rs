//! The area clerk takes in a real workbook: its columns, its faults, the comparison, publishing, and the commune's
//! phone that gets it; at the width of a phone and of a desk.

use anyhow::{Result, ensure};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::tempdir;
use tests::app;
use tests::browser::Browser;
use tests::server::Server;

const TODAY: &str = "2026-10-12";

/// A workbook with the households of Huổi Trăng; the members of the second as it is said.
fn households(folder: &std::path::Path, members: &str) -> Result<std::path::PathBuf> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Hộ nghèo 2026")?;
    sheet.write(0, 0, "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO")?;
    let headings = ["TT", "Mã hộ", "Xã", "Bản", "Chủ hộ", "Kết quả", "Ngày quyết định", "Số khẩu", "Dân tộc"];
    for (column, heading) in (0..).zip(headings) {
        sheet.write(2, column, heading)?;
    }
    let of_day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, (id, head, status, members)) in (3..).zip([
        ("H-HT-001", "Giàng A Mẫu", "Hộ nghèo", "4"),
        ("H-HT-101", "Sùng Thị Thử", "Hộ cận nghèo", members),
    ]) {
        for (column, text) in
            [(1, id), (2, "Huổi Trăng"), (3, "bản Huổi Sáng"), (4, head), (5, status), (8, "Mông")]
        {
            sheet.write(row, column, text)?;
        }
        sheet.write_with_format(row, 6, ExcelDateTime::from_ymd(2026, 1, 5)?, &of_day)?;
        match members.parse::<f64>() {
            Ok(number) => sheet.write(row, 7, number)?,
            Err(_) => sheet.write(row, 7, members)?,
        };
    }
    let path = folder.join(format!("ho-ngheo-{members}.xlsx"));
    workbook.save(&path)?;
    Ok(path)
}

#[test]
fn s4_5_a_clerk_publishes_the_households_of_a_workbook_and_the_page_fits_phone_and_desk() -> Result<()> {
    let server = Server::start_with_records(&tests::dist(), TODAY)?;
    let browser = Browser::launch(None)?;
    let page = app::log_in(&browser, &server, "vidu", "/area")?;
    page.goto(&server.url("/area/import"))?;
    let folder = tempdir()?;

    // A fault: nothing is taken, and the cell is named.
    page.choose("list", "households")?;
    page.choose_file("#file", &households(folder.path(), "ba")?)?;
    page.tap("form.stack button")?;
    // "Kết quả" is nobody's heading: the clerk says what it is.
    page.wait_text("Chưa rõ cột: Diện hộ")?;
    fits(&page)?;
    page.choose("c.status", "5")?;
    page.tap("form[data-act=assign] button")?;
    page.wait("document.querySelector('[data-faults]') !== null")?;
    page.wait_text("dòng 5, cột H “Số khẩu”")?;
    ensure!(!page.text("main")?.contains("Mông"), "ethnicity is nowhere");
    fits(&page)?;

    // The mended file is understood at once: what the clerk said is remembered only once it was published.
    page.goto(&server.url("/area/import"))?;
    page.choose("list", "households")?;
    page.choose_file("#file", &households(folder.path(), "3")?)?;
    page.tap("form.stack button")?;
    page.wait_text("Chưa rõ cột: Diện hộ")?;
    page.choose("c.status", "5")?;
    page.tap("form[data-act=assign] button")?;
    page.wait("document.querySelector('[data-new=\"1\"][data-gone=\"13\"][data-changed=\"1\"]') !== null")?;
    page.wait_text("số dòng giảm 85,71 %")?;
    fits(&page)?;
    page.tap("form[data-act=publish] button")?;
    page.wait("document.querySelector('[data-published=households][data-registers=\"1\"]') !== null")?;
    assert_eq!(server.count("SELECT count(*) FROM household WHERE unit = 'HT'")?, 2);

    page.goto(&server.url("/area/lists"))?;
    page.wait_text("2 đơn vị chưa có cán bộ phụ trách: Co Thông, Nậm Đào.")?;
    fits(&page)?;
    page.goto(&server.url("/area/lists?unit=HT"))?;
    page.wait_text("Chuẩn nghèo đa chiều theo Nghị định 07/2021/NĐ-CP")?;
    fits(&page)
}

/// No page is wider than the screen.
fn fits(page: &tests::page::Page) -> Result<()> {
    for width in [1280, 360] {
        page.phone_sized(width, 740)?;
        let wide = page.evaluate("document.documentElement.scrollWidth")?;
        ensure!(wide.as_u64().is_some_and(|wide| wide <= u64::from(width)), "{wide} px at {width}");
    }
    Ok(())
}
