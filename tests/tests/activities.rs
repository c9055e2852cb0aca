//! What each sort of outreach activity asks beyond every activity, and that it is written down; an award leads to the
//! good example that it is for.

use anyhow::Result;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

#[test]
fn every_sort_of_activity_asks_for_what_it_counts_and_keeps_it() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-05")?;
    let browser = Browser::launch(Some("2026-10-05T08:00:00+07:00"))?;
    let phone = app::enrol(&browser, &server, "mau")?;
    let page = &phone.page;
    phone.begin("exemplary")?;
    page.fill("event_date", "1/10")?;
    page.choose("exemplary_kind", "household")?;
    page.fill("title", "Hộ nuôi dê giỏi bản Mây")?;
    page.fill("name", "Giàng A Mẫu")?;
    page.fill_at("[name^='text.']", "Từ 5 con dê, nay có 40 con.")?;
    phone.press("save")?;
    phone.ready("record")?;
    let example = phone.doc()?;
    // S1-11: a campaign that posts and activities belong to, and a plan whose lines they carry out.
    let campaign = campaign(&phone)?;
    let line = plan(&phone)?;
    phone.to("start")?;
    phone.press("new-outreach")?;
    phone.ready("outreach")?;
    for (form, asked) in [
        (
            "training",
            &["[name=classes]", "[name=days]", "[name='trainees.youth_union']", "[name=new_savers]"][..],
        ),
        ("review_award", &["[data-act=add-award]", "[data-act=add-donation]", "[name=mobile_users]"]),
        (
            "printed_product",
            &[
                "[name='copies_printed.poster']",
                "[name^='handed_out.poster.']",
                "[name^='handed_out.leaflet.']",
            ],
        ),
        ("digital_campaign", &["[name='digital.video_clip']", "[name=approved_by]", "[name=approved_on]"]),
        (
            "oral",
            &[
                "[name^='leaflets.']",
                "[name^='handed_out.poster.']",
                "[name='programme_tag.poverty_reduction']",
            ],
        ),
        ("contest", &["[name=entries]", "[name=prizes]", "[name=until]", "[data-act=add-award]"]),
    ] {
        page.choose("form", form)?;
        page.wait_for("main details")?;
        for field in asked {
            page.wait(&format!("document.querySelector(\"{field}\") !== null"))
                .map_err(|error| error.context(form))?;
        }
    }
    assert_eq!(page.count("[name=classes]")?, 0, "a contest has no classes");

    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")?;
    page.fill("event_date", "5/10")?;
    page.fill("entries", "12")?;
    page.fill("prizes", "3")?;
    phone.press("add-award")?;
    page.tap("[name^='award.'][name$='.kind'][value=collective]")?;
    page.fill_at("[name^='award.'][name$='.name']", "Tổ T-0001")?;
    // S1-8: the second is for the good example that stands in the records. Nobody agreed that its name be printed.
    phone.press("add-award")?;
    let second = page.wait(&format!(
        "[...document.querySelectorAll(\"[name^='award.'][name$='.exemplary'][value='{example}']\")][1].name"
    ))?;
    let second = second.as_str().unwrap_or_default();
    page.choose(second, &example)?;
    let name = second.replace(".exemplary", ".name");
    page.wait(&format!("document.querySelector('[name=\"{name}\"]').value === 'Hộ nuôi dê giỏi bản Mây'"))?;
    let kind = second.replace(".exemplary", ".kind");
    page.wait(&format!("document.querySelector('[name=\"{kind}\"][value=household]').checked"))?;
    phone.press("add-donation")?;
    page.tap("[name^='donation.'][name$='.fund'][value=for_the_poor]")?;
    page.fill_at("[name^='donation.'][name$='.amount']", "5 triệu")?;
    page.tap("[name='programme_tag.new_countryside']")?;
    page.choose("campaign", &campaign)?;
    page.choose("plan_item", &line)?;
    page.tap("[name='topic.loan_procedure']")?;
    page.tap("[name='audience.group_members']")?;
    phone.complete()?;
    page.wait_for(&format!("article dd a[href='#/record/{campaign}']"))?;
    for said in ["12", "Tổ T-0001", "Hộ nuôi dê giỏi bản Mây", "5.000.000\u{a0}₫", "Xây dựng nông thôn mới"]
    {
        page.wait_text(said)?;
    }
    page.tap(&format!("article dd a[href='#/record/{example}']"))?;
    page.wait_text("Từ 5 con dê, nay có 40 con.")
}

/// A campaign, which is an activity itself.
fn campaign(phone: &App) -> Result<String> {
    phone.to("start")?;
    phone.press("new-outreach")?;
    phone.ready("outreach")?;
    phone.page.fill("event_date", "1/10")?;
    phone.page.choose("form", "digital_campaign")?;
    phone.page.fill("place", "Chiến dịch vốn về bản")?;
    phone.press("save")?;
    phone.ready("record")?;
    phone.doc()
}

/// A plan with one line; the line's name.
fn plan(phone: &App) -> Result<String> {
    phone.begin("plan")?;
    phone.page.fill("event_date", "2/1")?;
    phone.press("add-item")?;
    phone.page.wait_for("[name^='item.'][name$='.kind']")?;
    let line = phone.page.evaluate("document.querySelector('[name^=\"item.\"]').name.split('.')[1]")?;
    let line = line.as_str().unwrap_or_default().to_owned();
    phone.page.choose(&format!("item.{line}.kind"), "outreach")?;
    phone.press("save")?;
    phone.ready("record")?;
    Ok(line)
}
