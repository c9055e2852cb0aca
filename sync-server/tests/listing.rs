//! The office's lists (reports.md R6): what stands on them, what may leave as a file, and who opens them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use shared::record::{Kind, Scalar};
use support::lists::{audited, doc, ids, list, made, office_with, row, text, words};
use support::{Answer, Made, Office, Phone, asking};

fn export(office: &Office, cookie: &str, query: &str, purpose: &str) -> Answer {
    let path = format!("/area/list?kind={query}");
    let token = hidden_token(&office.get(&path, cookie).text());
    office.post(&path, cookie, &format!("form_token={token}&purpose={purpose}"))
}

fn hidden_token(page: &str) -> String {
    page.split("name=\"form_token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// A goat farm with consent to be named, and a bee cooperative without.
fn models(phone: &Phone) -> Vec<Made> {
    let goats = [
        ("exemplary_kind", text("individual")),
        ("title", text("=Nuôi dê sinh sản")),
        ("name", text("Giàng A Mẫu")),
        ("consent", true.into()),
        ("programme", text("ex_prisoner")),
        ("tag.ocop", true.into()),
    ];
    let bees = [
        ("exemplary_kind", text("economic_model")),
        ("title", text("Nuôi ong lấy mật")),
        ("name", text("Vàng Thị Thử")),
        ("tag.cooperative", true.into()),
        ("tag.value_chain", true.into()),
    ];
    let last_year = [("exemplary_kind", text("individual")), ("title", text("Trồng quế"))];
    vec![
        made(phone, 1, Kind::Exemplary, 20_260_301, &goats),
        made(phone, 2, Kind::Exemplary, 20_260_401, &bees),
        made(phone, 3, Kind::Exemplary, 20_251_201, &last_year),
    ]
}

#[test]
fn s0_16_s0_17_and_s2_28_examples_of_a_year_are_named_with_consent_and_counted_by_kind() {
    let (office, cookie) = office_with(models);
    let page = list(&office, &cookie, "exemplary");
    assert_eq!(ids(&page), [doc(2), doc(1)], "this year's, the newest first");
    assert!(row(&page, &doc(1)).contains("Giàng A Mẫu|"));
    assert!(row(&page, &doc(2)).contains("chưa đồng ý nêu tên|") && !page.contains("Vàng Thị Thử"));
    assert!(!page.contains("chấp hành xong"), "a programme that reveals something of a person");
    let kinds = page.split("data-by=\"exemplary\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(
        words(kinds).contains("Cá nhân|1|") && words(kinds).contains("Mô hình kinh tế, dự án|1|"),
        "{}",
        words(kinds)
    );
    assert_eq!(ids(&list(&office, &cookie, "exemplary&year=2025")), [doc(3)]);
}

#[test]
fn s3_11_examples_are_filtered_by_tag() {
    let (office, cookie) = office_with(models);
    for (tag, expected) in [
        ("ocop", vec![doc(1)]),
        ("value_chain", vec![doc(2)]),
        ("cooperative", vec![doc(2)]),
        ("start_up", vec![]),
    ] {
        let page = list(&office, &cookie, &format!("exemplary&tag={tag}"));
        assert_eq!(ids(&page), expected, "{tag}");
        assert_eq!(page.contains("Không có dòng nào"), expected.is_empty());
    }
}

#[test]
fn a_file_with_names_says_what_it_is_for_and_is_noted() {
    let (office, cookie) = office_with(models);
    for purpose in ["", "+", &"x".repeat(301)] {
        let refused = export(&office, &cookie, "exemplary", purpose);
        assert_eq!(refused.status, 422, "{purpose}");
        assert!(refused.text().contains("Chưa tải được") && refused.header("content-disposition").is_empty());
    }
    assert_eq!(audited(&office, "list.exported"), [] as [&str; 0]);
    let file = export(&office, &cookie, "exemplary&unit=HT&tag=ocop", "trinh+khen+thuong");
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    let content = file.text();
    assert_eq!(content.lines().count(), 2, "the filter holds for the file too");
    assert!(content.contains("Giàng A Mẫu") && content.contains("'=Nuôi dê sinh sản"), "{content}");
    assert_eq!(audited(&office, "list.exported"), ["exemplary HT 2026 ocop: trinh khen thuong"]);
    // A list without names leaves without a question, and is noted as well.
    let file = export(&office, &cookie, "risk", "");
    assert_eq!((file.status, file.text().lines().count()), (200, 1 + 124));
    assert_eq!(audited(&office, "list.exported").last().unwrap(), "risk");
    assert_eq!(audited(&office, "list.opened").len(), 8, "each opening, also that of a refused file");
    let forged = office.post("/area/list?kind=risk", &cookie, "form_token=00&purpose=x");
    assert_eq!(forged.status, 403);
}

#[test]
fn the_media_ledger_has_length_outlets_links_author_and_approval() {
    let (office, cookie) = office_with(|phone| {
        let bulletin = [
            ("form", text("tv_bulletin")),
            ("title", text("Giao dịch xã")),
            ("seconds", 119.into()),
            ("outlet.district_site.published_on", 20_261_003.into()),
            ("outlet.district_site.link", text("https://example.vn/tin")),
            ("outlet.province_portal.published_on", 20_261_004.into()),
            ("outlet.province_portal.link", text("javascript:alert(1)")),
            ("author_org", text("youth_union")),
            ("approved_by", text("Hoàng Thị Ví Dụ")),
            ("approved_on", 20_261_002.into()),
        ];
        let article = [("form", text("article")), ("title", text("Vay vốn")), ("pages_x100", 150.into())];
        vec![
            made(phone, 1, Kind::Media, 20_261_003, &bulletin),
            made(phone, 2, Kind::Media, 20_261_001, &article),
        ]
    });
    let page = list(&office, &cookie, "media");
    assert_eq!(ids(&page), [doc(1), doc(2)]);
    let first = row(&page, &doc(1));
    for expected in
        ["Giao dịch xã|", "|Huổi Trăng|", "|03/10/2026|", "119 giây", "Hoàng Thị Ví Dụ, 02/10/2026|"]
    {
        assert!(first.contains(expected), "{expected} in {first}");
    }
    assert!(page.contains("<a href=\"https://example.vn/tin\" rel=\"noopener noreferrer\">"));
    assert!(!page.contains("href=\"javascript"), "what is no address of the web is no link");
    assert!(row(&page, &doc(2)).contains("1,5 trang|") && row(&page, &doc(2)).contains("chưa duyệt|"));
    // S0-18: how many each organisation wrote.
    let authors = page.split("data-by=\"author\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(authors.contains("data-code=\"youth_union\"") && words(authors).contains("|1|"), "{authors}");
    let file = export(&office, &cookie, "media", "luu").text();
    assert!(file.contains("https://example.vn/tin") && !file.contains("javascript"), "{file}");
}

#[test]
fn s0_12_a_column_without_an_item_for_ninety_days_comes_first_and_is_marked() {
    let (office, cookie) = office_with(|phone| {
        let column = |title| [("form", text("column_page")), ("title", text(title))];
        let item = |column: u8| [("form", text("article")), ("column", text(&doc(column)))];
        vec![
            made(phone, 1, Kind::Media, 20_260_105, &column("Tín dụng chính sách")),
            made(phone, 2, Kind::Media, 20_260_105, &column("Vốn vay và đời sống")),
            made(phone, 3, Kind::Media, 20_260_715, &item(1)),
            made(phone, 4, Kind::Media, 20_260_714, &item(2)),
        ]
    });
    let page = list(&office, &cookie, "columns");
    assert_eq!(ids(&page), [doc(2), doc(1)]);
    assert!(
        row(&page, &doc(2)).contains("|1|14/07/2026 · quá 90 ngày không có tin, bài|"),
        "{}",
        row(&page, &doc(2))
    );
    assert!(row(&page, &doc(1)).contains("|1|15/07/2026|"), "{}", row(&page, &doc(1)));
}

#[test]
fn the_feedback_register_has_no_names_and_marks_what_waits_more_than_ten_days() {
    let (office, cookie) = office_with(|phone| {
        let word = |more: &[(&'static str, Scalar)]| {
            let own = [
                ("feedback_kind", text("wish")),
                ("name", text("Sùng A Giả Định")),
                ("anonymous", false.into()),
            ];
            own.into_iter().chain(more.iter().cloned()).collect::<Vec<_>>()
        };
        vec![
            made(phone, 1, Kind::Feedback, 20_261_002, &word(&[])),
            made(phone, 2, Kind::Feedback, 20_261_001, &word(&[])),
            made(phone, 3, Kind::Feedback, 20_260_901, &word(&[("answered_on", 20_260_905.into())])),
            made(phone, 4, Kind::Feedback, 20_251_201, &word(&[])),
            made(phone, 5, Kind::Feedback, 20_251_202, &word(&[("answered_on", 20_251_203.into())])),
        ]
    });
    let page = list(&office, &cookie, "feedback");
    assert_eq!(
        ids(&page),
        [doc(4), doc(2), doc(1), doc(3)],
        "what still waits since last year is not forgotten"
    );
    assert!(page.contains("<span class=\"light missing wraps\">chờ 11 ngày</span>"));
    assert!(row(&page, &doc(1)).ends_with("|đang chờ|"), "ten days are not more than ten");
    assert!(row(&page, &doc(3)).contains("đã trả lời 05/09/2026"));
    let file = export(&office, &cookie, "feedback", "").text();
    assert!(!page.contains("Giả Định") && !file.contains("Giả Định"));
}

#[test]
fn help_for_households_is_listed_of_one_commune_and_a_third_one_is_marked() {
    let (office, cookie) = office_with(|phone| {
        let help = |household: &str| {
            [
                ("helper", text("Lò Văn Thử")),
                ("helper_org", text("youth_union")),
                ("household", text(household)),
            ]
        };
        (1..=3)
            .map(|n| made(phone, n, Kind::Support, 20_260_200 + i64::from(n), &help(&format!("H-{n}"))))
            .collect()
    });
    let all = list(&office, &cookie, "support");
    assert_eq!(ids(&all), ["HT"]);
    assert_eq!(row(&all, "HT"), "Huổi Trăng|0|1|0|3|0|");
    assert!(!all.contains("Lò Văn Thử") && !all.contains("H-1"), "names and households of one commune only");
    let page = list(&office, &cookie, "support&unit=HT");
    assert_eq!(ids(&page), [doc(3), doc(1), doc(2)]);
    assert!(row(&page, &doc(3)).starts_with("Lò Văn Thử|H-3 · quá 02 hộ|"));
    assert!(row(&page, &doc(1)).starts_with("Lò Văn Thử|H-1|"));
}

#[test]
fn s2_23_a_list_of_approved_borrowers_has_the_days_until_its_group_was_told() {
    let (office, cookie) = office_with(|phone| {
        let told = [("group_code", text("T-0001")), ("customers", 6.into()), ("told_on", 20_261_008.into())];
        let untold = [("group_code", text("T-0002")), ("customers", 4.into())];
        vec![
            made(phone, 1, Kind::LoanList, 20_261_005, &told),
            made(phone, 2, Kind::LoanList, 20_261_003, &untold),
        ]
    });
    let page = list(&office, &cookie, "loan_lists");
    assert_eq!(row(&page, &doc(1)), "05/10/2026|Huổi Trăng|T-0001|6|08/10/2026|3 ngày|");
    assert_eq!(row(&page, &doc(2)), "03/10/2026|Huổi Trăng|T-0002|4|chưa báo|9 ngày|");
    assert_eq!(ids(&page), [doc(2), doc(1)]);
}

#[test]
fn remedies_not_done_have_owner_day_and_days() {
    let (office, cookie) = office_with(|phone| {
        let remedy = |state, due: i64| {
            [
                ("finding_kind", text("books")),
                ("group_code", text("T-0001")),
                ("owner", text("Ban quản lý Tổ")),
                ("remedy_state", text(state)),
                ("due_date", due.into()),
            ]
        };
        vec![
            made(phone, 1, Kind::Remedy, 20_260_901, &remedy("assigned", 20_261_020)),
            made(phone, 2, Kind::Remedy, 20_260_902, &remedy("in_progress", 20_261_001)),
            made(phone, 3, Kind::Remedy, 20_260_903, &remedy("done", 20_261_001)),
        ]
    });
    let page = list(&office, &cookie, "remedies");
    assert_eq!(ids(&page), [doc(2), doc(1)]);
    assert!(row(&page, &doc(2)).ends_with("|Huổi Trăng|T-0001|Ban quản lý Tổ|01/10/2026|quá hạn 11 ngày|"));
    assert!(row(&page, &doc(1)).ends_with("|20/10/2026|còn 8 ngày|"));
    assert!(page.contains(&format!("/area/remedy?doc={}", doc(2))));
    assert_eq!(ids(&list(&office, &cookie, "remedies&unit=NS")), [] as [&str; 0]);
}

/// What the bank's list says of a group.
fn set_group(office: &Office, code: &str, overdue_percent: i64, rank: &str) {
    let connection = Connection::open(office.database()).unwrap();
    let sql = "UPDATE savings_group SET overdue = outstanding * ?2 / 100, rank = ?3 WHERE code = ?1";
    assert_eq!(connection.execute(sql, rusqlite::params![code, overdue_percent, rank]).unwrap(), 1);
}

#[test]
fn s2_29_groups_stand_by_risk_and_s2_27_the_weak_without_action_by_themselves() {
    let (office, cookie) = office_with(|phone| {
        let visit = [("inspection_kind", text("commune_to_group")), ("group_code", text("T-0003"))];
        let remedy = [
            ("finding_kind", text("weak_group")),
            ("group_code", text("T-0001")),
            ("remedy_state", text("assigned")),
        ];
        vec![
            made(phone, 1, Kind::Inspection, 20_261_006, &visit),
            made(phone, 2, Kind::Remedy, 20_260_902, &remedy),
        ]
    });
    set_group(&office, "T-0001", 60, "weak");
    set_group(&office, "T-0003", 50, "good");
    set_group(&office, "T-0011", 50, "average");
    let page = list(&office, &cookie, "risk");
    assert_eq!(ids(&page)[..3], ["T-0001", "T-0011", "T-0003"], "the share, then the rank");
    assert_eq!(ids(&page).len(), 50);
    assert!(page.contains("124 dòng") && page.contains("Trang 1 / 3"));
    assert!(row(&page, "T-0001").contains("T-0001|1|Huổi Trăng|"), "{}", row(&page, "T-0001"));
    assert!(row(&page, "T-0001").contains("|60,00 %|") && row(&page, "T-0001").ends_with("|chưa kiểm tra|"));
    assert!(row(&page, "T-0003").ends_with("|06/10/2026|"));
    assert_eq!(ids(&list(&office, &cookie, "risk&page=2")).len(), 24);
    assert_eq!(ids(&list(&office, &cookie, "risk&unit=NS"))[0], "T-0011");
    let weak = list(&office, &cookie, "weak_groups");
    assert_eq!(ids(&weak)[0], "T-0011");
    assert!(!ids(&weak).contains(&"T-0001".to_owned()), "something is being done about it");
    assert!(!ids(&weak).contains(&"T-0003".to_owned()), "it is a good one");
}

#[test]
fn new_loans_are_listed_until_they_are_checked() {
    let (office, cookie) = office_with(|_| Vec::new());
    let before = ids(&list(&office, &cookie, "loans_due&unit=HT"));
    assert!(!before.is_empty());
    let lead = Phone::enrol(&office, "mau");
    let visit = [
        ("inspection_kind", text("commune_to_group")),
        ("group_code", text("T-0001")),
        ("borrower.a.loan_code", text(&before[0])),
    ];
    lead.sync(&office, &asking("HT", vec![made(&lead, 1, Kind::Inspection, 20_261_012, &visit)]));
    assert_eq!(ids(&list(&office, &cookie, "loans_due&unit=HT")), before[1..]);
}

#[test]
fn the_index_counts_every_list_and_leads_to_it() {
    let (office, cookie) = office_with(models);
    let page = office.get("/area/lists", &cookie).text();
    for (code, length) in [("exemplary", 2), ("risk", 124), ("media", 0), ("remedies", 0)] {
        assert!(page.contains(&format!("data-list=\"{code}\" data-count=\"{length}\"")), "{code}");
        assert!(page.contains(&format!("/area/list?kind={code}")), "{code}");
    }
    assert!(page.contains("/area/year"));
    for code in [
        "remedies",
        "media",
        "columns",
        "exemplary",
        "feedback",
        "support",
        "loans_due",
        "loan_lists",
        "weak_groups",
        "risk",
    ] {
        let english = office.get(&format!("/area/list?kind={code}&lang=en"), &cookie);
        assert!(english.status == 200 && english.text().contains("<html lang=\"en\""), "{code}");
        assert!(!english.text().contains(" style=") && !english.text().contains("<script"), "{code}");
    }
}

#[test]
fn only_the_areas_clerk_opens_lists_and_only_of_the_own_units() {
    let (office, cookie) = office_with(models);
    for path in
        ["/area/list?kind=exemplary&unit=TN", "/area/list?kind=exemplary&unit=XX", "/area/list?kind=nothing"]
    {
        assert_eq!(office.get(path, &cookie).status, 404, "{path}");
    }
    assert_eq!(office.get("/area/year?unit=TN", &cookie).status, 404);
    for account in ["mau", "thu", "thanhtra", "thanhtratinh", "giadinh", "quantri"] {
        let cookie = office.log_in(account);
        for path in ["/area/list?kind=exemplary", "/area/list?kind=risk", "/area/year?unit=HT", "/area/lists"]
        {
            let answer = office.get(path, &cookie);
            assert_eq!(answer.status, 403, "{account} {path}");
            assert!(!answer.text().contains("Giàng A Mẫu"), "{account} {path}");
        }
        let pressed = office.post("/area/list?kind=exemplary", &cookie, "form_token=00&purpose=x");
        assert_eq!(pressed.status, 403, "{account}");
    }
}
