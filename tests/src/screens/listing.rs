//! The office's lists and a unit's year, with something on each; and what the province sees of it.

use anyhow::Result;
use headless::device::Device;
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use tempfile::tempdir;

use super::See;
use crate::app;
use crate::browser::Browser;
use crate::native::{self, settled};
use crate::server::Server;

/// 12 October 2026, 08:00 in Vietnam.
const NOW_MS: i64 = 1_791_766_800_000;

/// Every list, as long and as short as they come.
pub(super) fn listing(see: See<'_>, server: &Server) -> Result<()> {
    let folder = tempdir()?;
    let lead = native::phone(server, folder.path(), "lead_sb", NOW_MS)?;
    published(&lead)?;
    models(&lead)?;
    work(&lead)?;
    settled(&lead)?;
    let clerk = native::phone(server, folder.path(), "vidu", NOW_MS)?;
    capital(&clerk)?;
    settled(&clerk)?;
    let browser = Browser::launch(None)?;
    let page = app::log_in(&browser, server, "vidu", "/area")?;
    let pages = [
        ("/area/lists", "office-lists-index"),
        ("/area/list?kind=remedies", "office-list-remedies"),
        ("/area/list?kind=loans_due&unit=HT", "office-list-loans-due"),
        ("/area/list?kind=risk&unit=SB", "office-list-risk"),
        ("/area/list?kind=weak_groups&unit=SB", "office-list-weak"),
        ("/area/list?kind=loan_lists", "office-list-loan-lists"),
        ("/area/list?kind=media", "office-list-media"),
        ("/area/list?kind=columns", "office-list-columns"),
        ("/area/list?kind=exemplary", "office-list-exemplary"),
        ("/area/list?kind=exemplary&tag=start_up&lang=en", "office-list-empty-en"),
        ("/area/list?kind=feedback&unit=CL", "office-list-feedback"),
        ("/area/list?kind=support", "office-list-support"),
        ("/area/list?kind=support&unit=SB", "office-list-support-commune"),
        ("/area/year?unit=SB", "office-year"),
        ("/area/year?unit=HT", "office-year-silent"),
    ];
    for (path, name) in pages {
        page.goto(&server.url(path))?;
        see(&page, name)?;
    }
    page.goto(&server.url("/area/list?kind=exemplary"))?;
    page.tap("details[data-file] summary")?;
    see(&page, "office-list-file")?;
    let browser = Browser::launch(None)?;
    let province = app::log_in(&browser, server, "giadinh", "/province")?;
    see(&province, "office-province-ongoing")
}

/// A record, handed in if its kind is.
fn write(lead: &Device, number: u8, kind: Kind, on: i64, fields: &[(&str, Scalar)]) -> Result<DocId> {
    let doc = DocId([number; 16]);
    let mut edits = vec![("event_date", on.into())];
    edits.extend_from_slice(fields);
    lead.save(doc, kind, own(&edits))?;
    if !kind.is_living() {
        for state in ["completed", "submitted"] {
            lead.save(doc, kind, own(&[("state", state.into())]))?;
        }
    }
    Ok(doc)
}

/// A column and an article in it.
fn published(lead: &Device) -> Result<()> {
    let column = write(
        lead,
        1,
        Kind::Media,
        20_260_112,
        &[
            ("form", "column_page".into()),
            ("title", "Tín dụng chính sách xã hội với đồng bào vùng cao".into()),
            ("topic.loan_procedure", true.into()),
        ],
    )?;
    write(
        lead,
        2,
        Kind::Media,
        20_260_610,
        &[
            ("form", "article".into()),
            ("title", "Vốn vay giúp Suối Biếc phủ xanh đồi trọc".into()),
            ("pages_x100", 150.into()),
            ("column", column.to_string().into()),
            ("level", "province".into()),
            ("author_org", "youth_union".into()),
            ("outlet.province_newspaper.published_on", 20_260_610.into()),
            ("outlet.province_newspaper.link", "https://bao.example.vn/von-vay-giup-suoi-biec".into()),
            ("subject.local_credit_result", true.into()),
            ("topic.effective_loan_model", true.into()),
        ],
    )?;
    Ok(())
}

/// A goat farm with consent to be named, and bees without.
fn models(lead: &Device) -> Result<()> {
    write(
        lead,
        3,
        Kind::Exemplary,
        20_260_820,
        &[
            ("exemplary_kind", "household".into()),
            ("title", "Nuôi dê sinh sản kết hợp trồng cỏ".into()),
            ("text.p1", "Từ 5 con dê, nay có 40 con.".into()),
            ("role", "borrower".into()),
            ("name", "Quàng Văn Mẫu".into()),
            ("village", "bản Suối Lư".into()),
            ("programme", "poor".into()),
            ("tag.ocop", true.into()),
            ("tag.value_chain", true.into()),
            ("consent", true.into()),
            ("consent_paper", true.into()),
        ],
    )?;
    write(
        lead,
        4,
        Kind::Exemplary,
        20_260_905,
        &[
            ("exemplary_kind", "economic_model".into()),
            ("title", "Tổ hợp tác nuôi ong lấy mật".into()),
            ("text.p1", "Mười hai hộ cùng làm.".into()),
            ("tag.cooperative", true.into()),
        ],
    )?;
    Ok(())
}

/// Help, lists, remedies and a plan.
fn work(lead: &Device) -> Result<()> {
    for (number, household, on) in
        [(5, "H-SB-01", 20_260_201), (6, "H-SB-02", 20_260_302), (7, "H-SB-03", 20_260_901)]
    {
        let fields = [
            ("helper", "Quàng Thị Thử".into()),
            ("helper_org", "youth_union".into()),
            ("household", household.into()),
        ];
        write(lead, number, Kind::Support, on, &fields)?;
    }
    for (number, group, told) in [(8, "T-0131", Some(20_261_008)), (9, "T-0132", None)] {
        let mut fields = vec![("group_code", group.into()), ("customers", Scalar::from(6))];
        fields.extend(told.map(|day| ("told_on", Scalar::from(day))));
        write(lead, number, Kind::LoanList, 20_261_005, &fields)?;
    }
    for (number, due, owner) in [(10, 20_260_930, "Ban quản lý Tổ"), (11, 20_261_030, "Quàng Thị Thử")]
    {
        let fields = [
            ("finding_kind", "books".into()),
            ("group_code", "T-0131".into()),
            ("owner", owner.into()),
            ("due_date", due.into()),
            ("remedy_state", "assigned".into()),
        ];
        write(lead, number, Kind::Remedy, 20_260_910, &fields)?;
    }
    let plan: Vec<(&str, Scalar)> = vec![
        ("paper_no", "12/KH-ĐTN".into()),
        ("year", 2_026.into()),
        ("item.a.kind", "outreach".into()),
        ("item.a.what", "oral".into()),
        ("item.a.target", 4.into()),
        ("item.b.kind", "inspection".into()),
        ("item.b.what", "commune_to_group".into()),
        ("item.b.group_code", "T-0131".into()),
        ("item.b.month", 9.into()),
        ("item.c.kind", "support".into()),
        ("approved_by", "Quàng Thị Thử".into()),
        ("approved_on", 20_260_110.into()),
    ];
    write(lead, 12, Kind::Plan, 20_260_105, &plan)?;
    Ok(())
}

/// The area's capital sheet.
fn capital(clerk: &Device) -> Result<DocId> {
    let sheet = [
        ("year", 2_026.into()),
        ("source.local_budget_entrusted", 233_200_000_000_i64.into()),
        ("planned.local_budget_entrusted", 250_000_000_000_i64.into()),
        ("total", 6_625_000_000_000_i64.into()),
    ];
    write(clerk, 99, Kind::Capital, 20_261_001, &sheet)
}

fn own(edits: &[(&str, Scalar)]) -> Vec<Edit> {
    edits.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}
