//! A unit's year on one sheet, its plan beside what was done (S4 L26).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use shared::record::{Kind, Scalar};
use support::lists::{audited, figure, made, office_with, text, words};

#[test]
fn s4_1_a_units_year_stands_on_one_page_and_s0_1_s1_4_s2_30_s4_3_its_plan_beside_what_was_done() {
    let (office, cookie) = office_with(|phone| {
        let oral = [("form", text("oral")), ("attendees_total", 40.into())];
        let visit: Vec<(&str, Scalar)> = vec![
            ("inspection_kind", text("commune_to_group")),
            ("group_code", text("T-0001")),
            ("borrower.a.loan_code", text("1")),
            ("borrower.b.loan_code", text("2")),
        ];
        let plan = [
            ("year", 2026.into()),
            ("item.a.kind", text("outreach")),
            ("item.a.what", text("oral")),
            ("item.a.month", 3.into()),
            ("item.a.target", 2.into()),
            ("item.b.kind", text("inspection")),
            ("item.b.what", text("commune_to_group")),
            ("item.b.group_code", text("T-0001")),
            ("item.b.month", 4.into()),
            ("item.c.kind", text("support")),
            ("item.c.target", 4.into()),
        ];
        let help = [("helper", text("Lò Văn Thử")), ("household", text("H-1"))];
        vec![
            made(phone, 1, Kind::Outreach, 20_260_309, &oral),
            made(phone, 2, Kind::Outreach, 20_250_309, &oral),
            made(phone, 3, Kind::Inspection, 20_260_410, &visit),
            made(phone, 4, Kind::Plan, 20_260_105, &plan),
            made(phone, 5, Kind::Support, 20_260_201, &help),
            made(phone, 6, Kind::Feedback, 20_260_901, &[("feedback_kind", text("wish"))]),
        ]
    });
    let page = office.get("/area/year?unit=HT", &cookie).text();
    assert!(page.contains("Phiếu hoàn thành năm 2026 · xã Huổi Trăng"));
    let rule = |id: &str| {
        words(page.split(&format!("data-rule=\"{id}\"")).nth(1).unwrap().split("</li>").next().unwrap())
    };
    assert!(rule("c_groups").contains("1 / 7") && rule("c_groups").contains("14,29"), "{}", rule("c_groups"));
    assert!(rule("c_borrowers_per_group").contains("2 / 35"), "{}", rule("c_borrowers_per_group"));
    for (name, number) in [
        ("outreach", "1"),
        ("attendees", "40"),
        ("words", "1"),
        ("waiting", "1"),
        ("remedies", "0"),
        ("median", "–"),
        ("helpers", "1"),
        ("households", "1"),
    ] {
        assert_eq!(figure(&page, name), number, "{name}");
    }
    assert!(page.contains("Tháng chưa có hoạt động: 1, 2, 4, 5, 6, 7, 8, 9, 10."), "each month without any");
    let plan = words(page.split("data-plan=").nth(1).unwrap());
    assert!(plan.contains("|3|–|2|1|50,00 %|"), "{plan}");
    assert!(plan.contains("|4|T-0001|không giao chỉ tiêu|1|–|"), "{plan}");
    assert!(plan.contains("|cả năm|–|4|1|25,00 %|"), "{plan}");
    assert!(page.contains("data-plan-month=\"3\"") && page.contains("data-plan-month=\"4\""));
    assert!(!page.contains("Lò Văn Thử"), "a sheet of the unit names nobody");
    assert_eq!(audited(&office, "list.opened"), ["year HT 2026"]);

    // Last year has its own numbers, no plan, and a year to come no sheet.
    let before = office.get("/area/year?unit=HT&year=2025", &cookie).text();
    assert!(figure(&before, "outreach") == "1" && before.contains("Chưa có kế hoạch năm này"));
    assert_eq!(office.get("/area/year?unit=HT&year=2027", &cookie).status, 404);
    // A commune that nobody has heard of has no data, which is not zero.
    let silent = office.get("/area/year?unit=NS", &cookie).text();
    assert!(
        silent.contains("data-silent") && silent.contains("chưa có dữ liệu") && !silent.contains("0 / 4")
    );
    assert_eq!((figure(&silent, "outreach"), figure(&silent, "words")), ("–", "–"));
    assert!(!silent.contains("Tháng chưa có hoạt động"));
    // The rules are called by their names, those over loans too.
    assert!(page.contains("Kiểm tra 100% Tổ trong năm") && !page.contains("bản mới hơn"));
    // The office's own sheet has the office's own rules.
    assert!(office.get("/area/year?unit=BM", &cookie).text().contains("data-rule=\"d_communes\""));
}
