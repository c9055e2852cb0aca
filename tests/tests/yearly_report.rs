//! SC-10: the area's report before 15/11. A commune that was not heard of is named and is not 0; what it brings on the
//! last day counts to the cut-off; what was issued is sent and stays as it was.

use anyhow::{Context, Result, ensure};
use headless::device::Device;
use shared::date::Date;
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use tests::app;
use tests::browser::Browser;
use tests::native::{self, settled};
use tests::page::Page;
use tests::server::Server;

/// The report, with the cut-off that nobody has to choose.
const R4: &str = "/area/report?kind=r4&year=2026";

/// The thirteen communes that hand in: the lead's account, and the first group.
const OTHERS: [(&str, &str); 13] = [
    ("mau", "T-0001"),
    ("lead_ns", "T-0011"),
    ("lead_pn", "T-0021"),
    ("lead_lg", "T-0041"),
    ("lead_mk", "T-0101"),
    ("lead_ds", "T-0111"),
    ("lead_sb", "T-0131"),
    ("lead_tm", "T-0141"),
    ("lead_cl", "T-0151"),
    ("lead_ph", "T-0161"),
    ("lead_ct", "T-0201"),
    ("lead_bv", "T-0211"),
    ("lead_kl", "T-0241"),
];

#[test]
fn sc10_a_silent_commune_is_named_comes_in_on_the_last_day_and_what_was_sent_stays() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-09-02")?;
    let folder = tempfile::tempdir()?;
    let phone = |server: &Server, account: &str, on: Date| {
        native::phone(server, folder.path(), account, morning_ms(on))
    };
    let silent = phone(&server, "lead_nd", day(9, 2)?)?;

    turn_to(&mut server, "2026-11-12")?;
    for (number, (account, group)) in (1..).zip(OTHERS) {
        let of_commune = phone(&server, account, day(11, 12)?)?;
        inspect(&of_commune, number, group, day(10, 6)?)?;
        settled(&of_commune)?;
    }

    // 13 November: the draft names Nậm Đào with its day, and has no number of it.
    turn_to(&mut server, "2026-11-13")?;
    let clerk = Browser::launch(None)?;
    let first = app::log_in(&clerk, &server, "vidu", R4)?;
    first.wait_for("[data-header=youth_union]")?;
    let paper = first.text("article")?;
    ensure!(paper.contains("ĐOÀN TNCS HỒ CHÍ MINH") && paper.contains("Nậm Đào: chưa đồng bộ (02/09/2026)"));
    ensure!(first.count("[data-silent]")? == 1, "only Nậm Đào is silent");
    ensure!(quota(&first)?.contains("chưa đồng bộ (02/09/2026)") && !quota(&first)?.contains("0/11"));

    // 14 November: it comes in with eleven inspections, the last of 5 November; the report is issued and sent.
    turn_to(&mut server, "2026-11-14")?;
    silent.set_clock(morning_ms(day(11, 14)?));
    for place in 0..11_u8 {
        let on = match place {
            10 => day(11, 5)?,
            0..5 => day(9, 20 + place)?,
            _ => day(10, 10 + place)?,
        };
        inspect(&silent, 100 + place, &format!("T-0{}", 181 + u16::from(place)), on)?;
    }
    settled(&silent)?;
    let second = app::log_in(&clerk, &server, "vidu", R4)?;
    ensure!(second.count("[data-silent]")? == 0, "nobody is silent any more");
    let counted = quota(&second)?;
    ensure!(counted.contains("10/11 (90,91 %)") && counted.contains("11/11 (100,00 %)"), "{counted}");
    second.tap_text("button", "Ban hành")?;
    second.wait_for("[data-issued=true]")?;
    let issued = hash(&second)?;
    second.fill("to", "Ban Thường vụ Tỉnh đoàn")?;
    second.tap_text("button", "Ghi là đã gửi")?;
    second.wait_for("[data-sending]")?;
    second.goto(&server.url("/area/reports"))?;
    second.wait_for("[data-report=r4] [data-standing=on_time]")?;

    // 15 November: what is not sent is too late now; what comes in after leaves what was issued as it was.
    turn_to(&mut server, "2026-11-15")?;
    silent.set_clock(morning_ms(day(11, 15)?));
    inspect(&silent, 120, "T-0181", day(10, 20)?)?;
    settled(&silent)?;
    let last = app::log_in(&clerk, &server, "vidu", R4)?;
    ensure!(last.count("[data-issued=true]")? == 1 && hash(&last)? == issued, "what was issued stays");
    let of_province = Browser::launch(None)?;
    let province = app::log_in(&of_province, &server, "giadinh", "/province")?;
    province.wait_for("[data-unit=BM][data-report=r4] [data-standing=on_time]")?;
    province.wait_for("[data-unit=BM][data-report=r3] [data-standing=missing]")
}

/// The same office on another day.
fn turn_to(server: &mut Server, day: &str) -> Result<()> {
    server.stop()?;
    server.resume_with(&tests::dist(), day)
}

/// A day of the report's year.
fn day(month: u8, day: u8) -> Result<Date> {
    Ok(Date::new(2026, month, day)?)
}

/// Eight in the morning in Vietnam, Unix milliseconds.
fn morning_ms(on: Date) -> i64 {
    (on.day_number() * 24 + 1) * 3_600_000
}

/// Nậm Đào's row of the rule over groups.
fn quota(page: &Page) -> Result<String> {
    let find = "[...document.querySelectorAll('[data-table=quotas_by_commune] tbody tr')].find((row) =>
        row.innerText.includes('Nậm Đào') && row.innerText.includes('Xã kiểm tra 100% Tổ')).innerText";
    Ok(page.evaluate(find)?.as_str().context("a row")?.to_owned())
}

fn hash(page: &Page) -> Result<String> {
    Ok(page
        .evaluate("document.querySelector('[data-hash]').dataset.hash")?
        .as_str()
        .context("a hash")?
        .to_owned())
}

/// An inspection that is handed in.
fn inspect(device: &Device, number: u8, group: &str, on: Date) -> Result<()> {
    let own = |edits: &[(&str, Scalar)]| -> Vec<Edit> {
        edits.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    };
    let edits = [
        ("inspection_kind", Scalar::from("commune_to_group")),
        ("group_code", group.into()),
        ("event_date", on.into()),
        ("team.a.name", "Vàng Thị Mẫu".into()),
        ("team.a.leader", true.into()),
        ("represented_by.a.name", "Lò Thị Thử".into()),
    ];
    device.save(DocId([number; 16]), Kind::Inspection, own(&edits))?;
    for state in ["completed", "submitted"] {
        device.save(DocId([number; 16]), Kind::Inspection, own(&[("state", state.into())]))?;
    }
    Ok(())
}
