//! SC-4: the province looks, and cannot write.

use anyhow::Result;
use tests::app;
use tests::browser::Browser;
use tests::server::Server;

/// The day of the story: 34 days after Nậm Đào was last heard of.
const TODAY: &str = "2026-10-12";

#[test]
fn the_province_looks_and_cannot_write() -> Result<()> {
    let server = Server::start_with_records(&tests::dist(), TODAY)?;
    let browser = Browser::launch(None)?;
    let page = app::log_in(&browser, &server, "giadinh", "/province")?;

    // A commune that was not heard of for 30 days is grey with its date, and not at 0 %.
    page.wait_text("chưa đồng bộ từ 02/09/2026")?;
    let silent = app::row(&page, "Nậm Đào")?;
    assert!(
        silent.contains("chưa có dữ liệu") && !silent.contains(" 0,00 %") && !silent.contains("0 / 11"),
        "{silent}"
    );
    // A cell with three borrowers.
    assert!(app::row(&page, "Co Thông")?.contains("< 5"));

    // Filters Khe Lạnh: 13 groups, 12 inspected.
    page.choose("unit", "KL")?;
    page.tap("form.filter button")?;
    page.wait("location.search.includes('unit=KL')")?;
    let commune = app::row(&page, "Khe Lạnh")?;
    for expected in ["12 / 13", "92,31 %", "chưa đạt"] {
        assert!(commune.contains(expected), "{expected} in {commune}");
    }

    // Tries to change a finding by hand-made requests, with the session that may only read.
    for (method, path) in
        [("POST", "/sync/v1"), ("POST", "/province"), ("PUT", "/province"), ("DELETE", "/area")]
    {
        let sent = format!(
            "fetch('{path}', {{ method: '{method}', body: 'finding.a.text=x' }})
               .then(async (answer) => `${{answer.status}} ${{await answer.text()}}`)"
        );
        let answer = page.evaluate(&sent)?;
        let answer = answer.as_str().unwrap_or_default();
        assert!(
            answer.starts_with("403 ") && answer.contains("access.read_only"),
            "{method} {path}: {answer}"
        );
    }
    let refused = "SELECT count(*) FROM audit WHERE account = 'giadinh' AND action = 'access.read_only'";
    assert_eq!(server.count(refused)?, 4, "each try is in the log");

    // Exports aggregates: no names, no codes of groups or loans.
    let address = page.evaluate("document.querySelector('a.export').href")?;
    let export = page.evaluate(&format!("fetch({address}).then((answer) => answer.text())"))?;
    let export = export.as_str().unwrap_or_default();
    assert!(export.contains("Khe Lạnh") && export.contains("92,31"), "{export}");
    for hidden in ["Mẫu", "Thử", "Ví Dụ", "Giả Định", "T-0", "HV-"] {
        assert!(!export.contains(hidden), "{hidden}");
    }
    Ok(())
}
