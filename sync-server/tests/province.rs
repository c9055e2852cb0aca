//! What the province sees of its areas and communes (reports.md R8): sums and counts, never a name; masked where they
//! stand for fewer than five borrowers; each opening noted.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use shared::record::{Kind, Scalar};
use support::lists::{figure, hand_in, made, text, words};
use support::{Made, Office, Phone};

/// The words of the row that is marked so, its cells parted by `|`.
fn row(page: &str, mark: &str) -> String {
    let row = page.split("<tr").find(|row| row.split('>').next().unwrap().contains(mark)).unwrap();
    words(row.split("</tr>").next().unwrap().split_once('>').unwrap().1)
}

/// A table of counts by code.
fn counts(page: &str, by: &str) -> String {
    words(page.split(&format!("data-by=\"{by}\"")).nth(1).unwrap().split("</table>").next().unwrap())
}

fn province(office: &Office) -> String {
    office.get("/province", &office.log_in("giadinh")).text()
}

fn sql(office: &Office, sql: &str) {
    Connection::open(office.database()).unwrap().execute(sql, []).unwrap();
}

#[test]
fn r8_1_each_area_shows_when_it_was_heard_of_and_how_many_records_wait() {
    let office = Office::open(&["--records"]);
    let page = province(&office);
    // Huổi Trăng was never heard of and Nậm Đào forty days ago; seven inspections are drafts.
    assert_eq!(row(&page, "data-area=\"BM\""), "khu vực Bản Mây|10/10/2026 (2 ngày trước)|12 / 14|7|");
    assert!(!office.get("/province?unit=KL", &office.log_in("giadinh")).text().contains("data-area"));
}

fn session(phone: &Phone, number: u8, on: i64, form: &str) -> Made {
    made(phone, number, Kind::Outreach, on, &[("form", text(form)), ("attendees_total", 20.into())])
}

#[test]
fn r8_3_outreach_stands_by_form_level_and_month_with_the_months_without_any() {
    let office = Office::open(&[]);
    hand_in(&office, "mau", |phone| {
        vec![session(phone, 1, 20_260_309, "oral"), session(phone, 2, 20_260_409, "loudspeaker")]
    });
    // Somebody of the area's own office.
    let of_area =
        ["--role", "field_officer", "--unit", "BM", "--org", "youth_union", "--name", "Cầm Thị Thử"];
    office.run(&[&["account", "add", "khuvuc"], &of_area[..]].concat());
    hand_in(&office, "khuvuc", |phone| {
        let bulletin = [("form", text("tv_bulletin")), ("level", text("district")), ("seconds", 100.into())];
        vec![session(phone, 3, 20_260_509, "oral"), made(phone, 4, Kind::Media, 20_260_509, &bulletin)]
    });
    let page = province(&office);
    assert!(counts(&page, "level").contains("xã|2|") && counts(&page, "level").contains("khu vực|1|"));
    assert!(page.contains("Bản tin truyền hình"), "media products by form");
    let of_level =
        page.split("Tin, bài, phóng sự theo cấp").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(words(of_level).contains("huyện|1|"), "{}", words(of_level));
    assert!(counts(&page, "form").contains("Tuyên truyền miệng"), "{}", counts(&page, "form"));
    assert!(page.contains("Tháng chưa có hoạt động: 1, 2, 6, 7, 8, 9."), "today's month is not over");
    // Of one commune only its own.
    let own = office.get("/province?unit=HT", &office.log_in("giadinh")).text();
    assert!(
        own.contains("Tháng chưa có hoạt động: 1, 2, 5, 6, 7, 8, 9.") && !own.contains("Bản tin truyền hình")
    );
}

#[test]
fn r8_4_remedies_are_open_overdue_and_take_their_median_of_days() {
    let office = Office::open(&[]);
    hand_in(&office, "mau", |phone| {
        let remedy = |state: &str, due: i64| {
            vec![("finding_kind", text("books")), ("remedy_state", text(state)), ("due_date", due.into())]
        };
        let mut done = remedy("done", 20_261_001);
        done.push(("done_on", 20_260_913.into()));
        vec![
            made(phone, 1, Kind::Remedy, 20_260_901, &remedy("assigned", 20_261_001)),
            made(phone, 2, Kind::Remedy, 20_260_902, &remedy("assigned", 20_261_012)),
            made(phone, 3, Kind::Remedy, 20_260_903, &done),
        ]
    });
    let page = province(&office);
    for (name, number) in [("open", "2"), ("overdue", "1"), ("median", "40")] {
        assert_eq!(figure(&page, name), number, "{name}");
    }
    assert_eq!(row(&page, "data-matters=\"HT\""), "Huổi Trăng|2|1|0|0|0|0|");
    assert_eq!(row(&page, "data-matters=\"NS\""), "Nà Sao|–|–|–|–|–|–|", "never heard of is not zero");
}

#[test]
fn r8_5_feedback_is_counted_by_kind_and_what_waits_more_than_ten_days() {
    let office = Office::open(&[]);
    hand_in(&office, "mau", |phone| {
        let word = |kind: &str| [("feedback_kind", text(kind)), ("text.a", text("Xin được vay vốn"))];
        vec![
            made(phone, 1, Kind::Feedback, 20_261_001, &word("wish")),
            made(phone, 2, Kind::Feedback, 20_261_002, &word("wish")),
            made(phone, 3, Kind::Feedback, 20_251_001, &word("difficulty")),
        ]
    });
    let page = province(&office);
    assert_eq!(figure(&page, "waiting"), "2", "one of this year and one of the last");
    let kinds = counts(&page, "feedback_kind");
    assert!(kinds.ends_with("|2|") || kinds.contains("|2||"), "{kinds}");
    assert!(!page.contains("Xin được vay vốn"));
}

#[test]
fn r8_6_shares_and_ranks_of_fewer_than_five_borrowers_are_masked() {
    let office = Office::open(&[]);
    sql(&office, "UPDATE savings_group SET borrowers = 4, rank = 'weak' WHERE code = 'T-0131'");
    sql(&office, "UPDATE savings_group SET borrowers = 5, rank = 'average' WHERE code = 'T-0132'");
    sql(&office, "UPDATE savings_group SET borrowers = 9, rank = 'average' WHERE code = 'T-0133'");
    let page = province(&office);
    let shown = row(&page, "data-quality=\"SB\"");
    assert!(shown.contains("Trung bình 2 · Yếu &lt; 5|"), "{shown}");
    assert!(!shown.contains("|&lt; 5|"), "the commune itself has eighteen borrowers: {shown}");
    sql(&office, "UPDATE savings_group SET borrowers = 2 WHERE unit = 'CT'");
    let page = province(&office);
    assert!(
        row(&page, "data-quality=\"CT\"").contains("|&lt; 5|&lt; 5|"),
        "{}",
        row(&page, "data-quality=\"CT\"")
    );
}

#[test]
fn s3_1_and_s3_8_the_capital_sheet_has_its_share_and_its_differences() {
    let office = Office::open(&[]);
    assert!(province(&office).contains("Chưa có bảng nguồn vốn năm nay"));
    hand_in(&office, "vidu", |phone| {
        let sheet = |year: i64, local: i64, total: i64| -> [(&str, Scalar); 4] {
            [
                ("year", year.into()),
                ("source.local_budget_entrusted", local.into()),
                ("planned.local_budget_entrusted", 250_000_000_000.into()),
                ("total", total.into()),
            ]
        };
        vec![
            made(phone, 1, Kind::Capital, 20_251_220, &sheet(2025, 200_000_000_000, 6_000_000_000_000)),
            made(phone, 2, Kind::Capital, 20_261_001, &sheet(2026, 233_200_000_000, 6_625_000_000_000)),
        ]
    });
    let shown = row(&province(&office), "data-capital=\"BM\"");
    assert_eq!(
        shown,
        "Bản Mây|233.200.000.000\u{a0}₫|6.625.000.000.000\u{a0}₫|3,52 %|250.000.000.000\u{a0}₫|-16.800.000.000\u{a0}₫|+33.200.000.000\u{a0}₫|"
    );
}

#[test]
fn r8_9_conflicts_late_edits_and_doubtful_days_are_counts() {
    let office = Office::open(&[]);
    hand_in(&office, "mau", |phone| {
        // A day after the moment at which the record was made.
        let ahead = [("form", text("oral")), ("device_time", 1_759_700_000_000_i64.into())];
        vec![
            made(
                phone,
                1,
                Kind::Remedy,
                20_260_901,
                &[("finding_kind", text("books")), ("remedy_state", text("done"))],
            ),
            made(phone, 2, Kind::Outreach, 20_261_006, &[("place", text("bản Nà Pục"))]),
            made(phone, 3, Kind::Outreach, 20_261_106, &ahead),
        ]
    });
    hand_in(&office, "thu", |phone| {
        let other = [("finding_kind", text("books")), ("remedy_state", text("in_progress"))];
        let late = [("place", text("bản Huổi Cang")), ("state", text("draft"))];
        vec![
            made(phone, 1, Kind::Remedy, 20_260_901, &other),
            made(phone, 2, Kind::Outreach, 20_261_006, &late),
        ]
    });
    let page = province(&office);
    for (name, number) in [("conflicts", "1"), ("late", "1"), ("doubtful", "1")] {
        assert_eq!(figure(&page, name), number, "{name}");
    }
    let shown = row(&page, "data-matters=\"HT\"");
    assert!(!shown.contains("bản"), "{shown}");
}

#[test]
fn the_export_has_the_programmes_too_and_what_goes_on() {
    let office = Office::open(&["--records"]);
    let cookie = office.log_in("giadinh");
    let file = office.get("/province/export.csv", &cookie).text();
    let (communes, programmes) = file.split_once("\"\"\n").unwrap();
    let heading = communes.lines().next().unwrap();
    for word in ["Tồn tại quá hạn", "Phản ánh chờ quá 10 ngày", "Bản ghi sửa sau khi gửi", "Xếp loại Tổ: Yếu"]
    {
        assert!(heading.contains(word), "{word} in {heading}");
    }
    assert_eq!(communes.lines().count(), 15);
    assert!(programmes.starts_with("Chương trình,"), "{programmes}");
    let page = office.get("/province", &cookie).text();
    let shown = page.matches("data-programme=").count();
    assert_eq!(programmes.lines().count(), shown + 1, "the rows of the page and no other");
    assert!(!programmes.contains("chấp hành xong"), "a programme that reveals something of a person");
}

#[test]
fn nothing_on_the_provinces_page_names_anybody_and_each_opening_is_noted() {
    let office = Office::open(&["--records"]);
    hand_in(&office, "mau", |phone| {
        vec![made(
            phone,
            1,
            Kind::Remedy,
            20_260_901,
            &[("finding_kind", text("books")), ("group_code", text("T-0001")), ("owner", text("Lò Văn Thử"))],
        )]
    });
    let cookie = office.log_in("giadinh");
    for path in ["/province", "/province?unit=HT", "/province/export.csv"] {
        let content = office.get(path, &cookie).text().replace("Triệu Văn Giả Định", "");
        for hidden in ["Mẫu", "Thử", "Ví Dụ", "Giả Định", "T-0", "HV-", "bản "] {
            assert!(!content.contains(hidden), "{hidden} on {path}");
        }
    }
    let connection = Connection::open(office.database()).unwrap();
    let noted = "SELECT count(*) FROM audit WHERE account = 'giadinh' AND action LIKE 'province.%'";
    let noted: i64 = connection.query_row(noted, [], |row| row.get(0)).unwrap();
    assert_eq!(noted, 3);
}
