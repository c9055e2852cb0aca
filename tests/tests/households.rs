//! The commune's list of poor and near-poor households on the phone (S4-5): by village, found without diacritics, with
//! no network; and what stands in its place where there is none.

use anyhow::Result;
use tests::app;
use tests::browser::Browser;
use tests::server::Server;

#[test]
fn s4_5_the_phone_lists_households_by_village_with_their_standard_and_finds_them_without_diacritics()
-> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-12")?;
    let browser = Browser::launch(Some("2026-10-12T08:00:00+07:00"))?;
    let mau = app::enrol(&browser, &server, "mau")?;
    server.stop()?;
    let page = &mau.page;
    mau.press("others")?;
    mau.press("households")?;
    mau.ready("households")?;
    page.wait("document.querySelectorAll('[data-household]').length === 14")?;
    let all = page.evaluate("document.querySelector('main').textContent")?;
    let all = all.as_str().unwrap_or_default();
    assert!(all.contains("14 trong 14 hộ"), "{all}");
    let villages = page.count("main section h2")?;
    assert!(villages > 1, "{villages} villages");
    for said in
        ["Hộ nghèo", "Hộ cận nghèo", "Chuẩn nghèo đa chiều theo Nghị định 07/2021/NĐ-CP, quyết định ngày"]
    {
        assert!(all.contains(said), "{said}: {all}");
    }
    let first = page.evaluate("document.querySelector('[data-household] .row-title').innerText")?;
    let first = first.as_str().unwrap_or_default().to_owned();
    page.fill_at("[data-search=households]", &shared::text::fold(&first))?;
    page.wait(&format!(
        "[...document.querySelectorAll('[data-household] .row-title')].every((it) => it.innerText === '{first}')"
    ))?;
    assert_ne!(page.count("[data-household]")?, 14);
    page.fill_at("[data-search=households]", "khong co ai")?;
    page.wait_for("[data-found='0']")?;
    assert_eq!(page.count("[data-household], main section")?, 0);

    // Where nobody published a list, the page says so and shows no empty village.
    server.resume()?;
    let browser = Browser::launch(Some("2026-10-12T08:00:00+07:00"))?;
    let code = server.code("thanhtra")?;
    let team = app::App { page: browser.open(&server.url(&format!("/#/enrol/{code}")))? };
    team.ready("enrol")?;
    team.press("enrol")?;
    team.ready("start")?;
    assert_eq!(team.page.count("[data-act=households]")?, 0, "it is the commune's list");
    team.follow("#/households")?;
    team.page.wait_text("Chưa có danh sách hộ")
}
