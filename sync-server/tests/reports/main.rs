//! The area's reports: made, typed into, issued, sent, and seen on the deadline board.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod clerk;
#[path = "../support/mod.rs"]
mod support;

use clerk::{Clerk, come_in, hash, inspection, paper, standing, words};
use rusqlite::Connection;
use shared::date::Date;
use support::{Office, Phone, file};

/// R4 of the year, and the same with its cut-off.
const R4: &str = "/area/report?kind=r4&year=2026";

/// The commune's rule over its groups.
const GROUPS: &str = "Xã kiểm tra 100% Tổ";

/// The communes, each with its lead's account, and its first group.
const COMMUNES: [(&str, &str, &str); 14] = [
    ("mau", "HT", "T-0001"),
    ("lead_ns", "NS", "T-0011"),
    ("lead_pn", "PN", "T-0021"),
    ("lead_lg", "LG", "T-0041"),
    ("lead_mk", "MK", "T-0101"),
    ("lead_ds", "DS", "T-0111"),
    ("lead_sb", "SB", "T-0131"),
    ("lead_tm", "TM", "T-0141"),
    ("lead_cl", "CL", "T-0151"),
    ("lead_ph", "PH", "T-0161"),
    ("lead_nd", "ND", "T-0181"),
    ("lead_ct", "CT", "T-0201"),
    ("lead_bv", "BV", "T-0211"),
    ("lead_kl", "KL", "T-0241"),
];

/// The same office on another day.
fn turn_to(office: &mut Office, day: &'static str) {
    office.kill();
    office.today = day;
    office.resume(&[]);
}

fn count(office: &Office, question: &str) -> i64 {
    Connection::open(office.database()).unwrap().query_row(question, [], |row| row.get(0)).unwrap()
}

/// A second area with one commune, and its clerk with the password of all.
fn another_area(office: &Office) {
    let units = "code,level,parent,name\nKN,area,TN,Khe Nước\nKN1,commune,KN,Bản Thử\n";
    office.run(&["import", "units", &file(office, "more.csv", units)]);
    Connection::open(office.database())
        .unwrap()
        .execute(
            "INSERT INTO account SELECT 'khac', 'Nông Thị Thử', role, 'KN', org, password, made_at
             FROM account WHERE id = 'vidu'",
            [],
        )
        .unwrap();
}

#[test]
fn sc10_a_silent_commune_is_named_and_what_was_sent_on_the_fourteenth_is_on_time_and_frozen() {
    // Nậm Đào synchronises on 2 September, and then no more.
    let mut office = Office::open(&[]);
    another_area(&office);
    turn_to(&mut office, "2026-09-02");
    let silent = Phone::enrol(&office, "lead_nd");
    come_in(&office, &silent, Vec::new());

    // The thirteen others hand in.
    turn_to(&mut office, "2026-11-12");
    let mut others = Vec::new();
    for (number, (account, _, group)) in (1..).zip(COMMUNES).filter(|(_, commune)| commune.1 != "ND") {
        let phone = Phone::enrol(&office, account);
        come_in(&office, &phone, inspection(&phone, number, group, Date::new(2026, 10, 6).unwrap()));
        others.push(phone);
    }

    // 13 November: the first draft names Nậm Đào, and does not say 0.
    turn_to(&mut office, "2026-11-13");
    {
        let clerk = Clerk::of(&office, "vidu");
        let page = clerk.get(R4);
        let first = paper(&page);
        assert!(first.contains("data-header=\"youth_union\"") && first.contains("ĐOÀN TNCS HỒ CHÍ MINH"));
        assert!(first.contains("DỰ THẢO"));
        assert_eq!(first.matches("data-silent=").count(), 1, "{}", words(first));
        assert!(first.contains("Nậm Đào: chưa đồng bộ (02/09/2026)"), "{}", words(first));
        let unknown = "chưa đồng bộ (02/09/2026)";
        assert_eq!(of_commune(first, "quotas_by_commune", GROUPS), [unknown]);
        assert_eq!(of_commune(first, "by_commune", "Nậm Đào"), [unknown, "02/09/2026"], "no number of it");
        assert_eq!(standing(&clerk.get("/area/reports"), "data-report=\"r4\""), "due");
    }

    // 14 November: Nậm Đào comes in with eleven inspections, the last of 5 November.
    turn_to(&mut office, "2026-11-14");
    let eleven = (0_u8..11).flat_map(|place| {
        let day = match place {
            10 => Date::new(2026, 11, 5),
            place if place < 5 => Date::new(2026, 9, 20 + place),
            place => Date::new(2026, 10, 10 + place),
        };
        inspection(&silent, 100 + place, &format!("T-0{}", 181 + u16::from(place)), day.unwrap())
    });
    come_in(&office, &silent, eleven.collect());
    let frozen = {
        let clerk = Clerk::of(&office, "vidu");
        let page = clerk.get(R4);
        let second = paper(&page);
        assert_eq!(second.matches("data-silent=").count(), 0);
        // Ten to the cut-off; the eleventh is inside the calendar year of the quota.
        let quota = of_commune(second, "quotas_by_commune", GROUPS);
        assert_eq!(quota, ["10/11 (90,91 %)", "11/11 (100,00 %)", "đạt"]);
        assert_eq!(of_commune(second, "by_commune", "Nậm Đào")[5], "10", "inspections that the paper counts");
        assert_eq!(clerk.issue(R4, &page), 303);
        assert_eq!(clerk.send(R4).status, 303);
        let list = clerk.get("/area/reports");
        assert_eq!(standing(&list, "data-report=\"r4\""), "on_time");
        assert!(list.contains("Đã gửi 14/11/2026 "));
        hash(&clerk.get(R4))
    };

    // 15 November: the other area is late; and what was issued is as it was, whatever comes in after.
    turn_to(&mut office, "2026-11-15");
    let other = Clerk::of(&office, "khac");
    assert_eq!(other.issue(R4, &other.get(R4)), 303);
    assert_eq!(other.send(R4).status, 303);
    assert_eq!(standing(&other.get("/area/reports"), "data-report=\"r4\""), "late");
    let late = inspection(&others[0], 200, "T-0002", Date::new(2026, 10, 7).unwrap());
    come_in(&office, &others[0], late);
    let clerk = Clerk::of(&office, "vidu");
    let issued = clerk.get(R4);
    assert!(issued.contains("data-issued=\"true\"") && !paper(&issued).contains("DỰ THẢO"));
    assert_eq!(hash(&issued), frozen);
    assert_ne!(hash(&clerk.get(&format!("{R4}&issued=0"))), frozen, "the draft goes on");

    let province = Clerk::of(&office, "giadinh");
    let opened = count(&office, "SELECT count(*) FROM audit WHERE action = 'province.opened'");
    let board = province.get("/province");
    assert_eq!(standing(&board, "data-unit=\"BM\" data-report=\"r4\""), "on_time");
    assert_eq!(standing(&board, "data-unit=\"KN\" data-report=\"r4\""), "late");
    assert_eq!(standing(&board, "data-unit=\"BM\" data-report=\"r3\""), "missing");
    assert_eq!(count(&office, "SELECT count(*) FROM audit WHERE action = 'province.opened'"), opened + 1);
}

/// The cells of Nậm Đào's row of a table, after the heading that tells it from its other rows.
fn of_commune(paper: &str, table: &str, heading: &str) -> Vec<String> {
    let table =
        paper.split(&format!("data-table=\"{table}\"")).nth(1).unwrap().split("</table>").next().unwrap();
    let mut rows = table.split("<tr>").filter(|row| row.contains(">Nậm Đào<") && row.contains(heading));
    let row = rows.next().unwrap();
    assert!(rows.next().is_none(), "one row");
    let cells: Vec<String> = row.split("<td").skip(1).map(|cell| words(&format!("<td{cell}"))).collect();
    let named = cells.iter().position(|cell| cell == "Nậm Đào").unwrap();
    cells[named + 1..].to_vec()
}

#[test]
fn s0_22_the_distribution_list_is_printed_bottom_left_with_the_kept_copy_last() {
    let office = Office::open(&[]);
    let clerk = Clerk::of(&office, "vidu");
    let answer = clerk.type_in(R4, "recipients", "Ban Thường vụ Tỉnh đoàn\r\n\r\n NHCSXH khu vực \r\n");
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(clerk.type_in(R4, "archive", "Ban Phong trào").status, 200);
    let page = clerk.get(R4);
    let signing = paper(&page).split("<div class=\"signing\">").nth(1).unwrap();
    let (copies, signature) = signing.split_once("<div class=\"signature\">").unwrap();
    let copies = words(copies);
    assert_eq!(copies, "Nơi nhận: - Ban Thường vụ Tỉnh đoàn; - NHCSXH khu vực; - Lưu: VT, Ban Phong trào.");
    assert!(words(signature).starts_with("…… ……"), "nobody is made up to sign: {}", words(signature));
    // It holds for every period of the same report, and for no other report.
    let before = clerk.get("/area/report?kind=r4&year=2025");
    assert!(paper(&before).contains("- NHCSXH khu vực;"));
    assert!(!paper(&clerk.get("/area/report?kind=r3&year=2026")).contains("NHCSXH khu vực"));
    // Every wording is kept.
    assert_eq!(clerk.type_in(R4, "recipients", "Tỉnh đoàn").status, 200);
    assert_eq!(count(&office, "SELECT count(*) FROM report_wording WHERE place = 'recipients'"), 2);
    let page = clerk.get(R4);
    assert!(!paper(&page).contains("NHCSXH khu vực") && page.contains("NHCSXH khu vực"), "in the history");
    let many = vec!["Nơi nhận"; 41].join("\n");
    let refused = clerk.type_in(R4, "recipients", &many);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("nơi nhận nhiều hơn 40 dòng") && refused.text().contains(&many));
}

/// The first place of the paper for more than a line.
fn place_of(page: &str) -> String {
    let textarea = page.split("<textarea").nth(1).unwrap();
    textarea.split("name=\"text.").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn what_was_typed_stays_on_screen_when_it_is_refused() {
    let office = Office::open(&[]);
    let clerk = Clerk::of(&office, "vidu");
    let page = clerk.get(R4);
    let place = place_of(&page);
    let long = "ă".repeat(4_001);
    let (field, seen) = (format!("text.{place}"), format!("seen.{place}"));
    let fields = [
        ("act", "words"),
        (seen.as_str(), "0"),
        (field.as_str(), long.as_str()),
        ("text.number", "05-BC/ĐTN"),
    ];
    let refused = clerk.press(R4, &page, &fields);
    assert_eq!(refused.status, 422);
    let shown = refused.text();
    assert!(
        shown.contains("dài hơn 4000 chữ") && shown.contains(&long) && shown.contains("value=\"05-BC/ĐTN\"")
    );
    assert_eq!(count(&office, "SELECT count(*) FROM report_wording"), 0, "all of it or nothing");
    let refused =
        clerk.press(R4, &page, &[("act", "words"), ("text.dated", "mai"), ("text.office", "Đoàn xã")]);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("value=\"mai\"") && refused.text().contains("value=\"Đoàn xã\""));
    // What fits is kept, and stands on the paper.
    let fields = [
        ("act", "words"),
        ("text.dated", "5/2/2026"),
        ("text.number", "05-BC/ĐTN"),
        ("text.place", "Bản Mây"),
    ];
    assert_eq!(clerk.press(R4, &page, &fields).status, 200);
    let page = clerk.get(R4);
    assert!(
        words(paper(&page)).contains("Số: 05-BC/ĐTN")
            && words(paper(&page)).contains("Bản Mây, ngày 05 tháng 02 năm 2026")
    );
    assert_eq!(clerk.press(R4, &page, &[("act", "words"), ("text.nothing", "x")]).status, 404);
}

#[test]
fn two_clerks_who_type_in_one_place_keep_both_wordings() {
    let office = Office::open(&[]);
    Connection::open(office.database())
        .unwrap()
        .execute(
            "INSERT INTO account SELECT 'haidu', 'Lục Thị Thử', role, unit, org, password, made_at
             FROM account WHERE id = 'vidu'",
            [],
        )
        .unwrap();
    let (first, second) = (Clerk::of(&office, "vidu"), Clerk::of(&office, "haidu"));
    let (of_first, of_second) = (first.get(R4), second.get(R4));
    let place = place_of(&of_first);
    assert_eq!(first.type_over(R4, &of_first, &place, "Mưa lũ kéo dài").status, 200);
    // Who leaves the place as it was takes nothing away.
    assert_eq!(second.type_over(R4, &of_second, &place, "").status, 200);
    assert!(paper(&first.get(R4)).contains("Mưa lũ kéo dài"));
    let beside = second.type_over(R4, &of_second, &place, "Thiếu cán bộ").text();
    assert!(beside.contains("Người khác cũng vừa viết vào cùng một chỗ"), "{}", words(&beside));
    let page = first.get(R4);
    assert!(paper(&page).contains("Thiếu cán bộ") && !paper(&page).contains("Mưa lũ kéo dài"));
    let kept = page.split("<p class=\"wording\">").nth(1).unwrap();
    assert!(kept.starts_with("Mưa lũ kéo dài") && kept.contains("Hoàng Thị Ví Dụ"), "who wrote it");
    assert_eq!(count(&office, "SELECT count(*) FROM report_wording"), 2);
    assert_eq!(count(&office, "SELECT count(*) FROM audit WHERE action = 'report.typed'"), 2);
}

#[test]
fn an_issued_paper_is_never_computed_anew_and_a_returned_one_is_not_sent() {
    let office = Office::open(&["--records"]);
    let clerk = Clerk::of(&office, "vidu");
    let draft = clerk.get(R4);
    let other = draft.replace(&hash(&draft), &"0".repeat(64));
    assert_eq!(clerk.issue(R4, &other), 409, "nobody issues what was not on screen");
    for _ in 0..2 {
        assert_eq!(clerk.issue(R4, &draft), 303);
    }
    assert_eq!(count(&office, "SELECT count(*) FROM issued"), 1, "pressed twice is once");
    let before = clerk.get(R4);
    // Registers, words and names change; the paper does not.
    let place = place_of(&draft);
    assert_eq!(clerk.type_in(R4, &place, "Viết sau").status, 200);
    let connection = Connection::open(office.database()).unwrap();
    connection.execute("UPDATE unit SET name = 'Tên Khác' WHERE code = 'KL'", []).unwrap();
    connection.execute("DELETE FROM savings_group WHERE unit = 'KL'", []).unwrap();
    assert_eq!(paper(&clerk.get(R4)), paper(&before));
    assert_eq!(hash(&before), hash(&draft), "it was issued as it was read");
    let now = clerk.get(&format!("{R4}&issued=0"));
    assert!(paper(&now).contains("Viết sau") && paper(&now).contains("Tên Khác"));
    assert_eq!(clerk.issue(R4, &now), 303, "a later paper is another one");
    assert_eq!(count(&office, "SELECT count(*) FROM issued"), 2);
    assert_eq!(paper(&clerk.get(&format!("{R4}&issued=1"))), paper(&before));

    let page = clerk.get(R4);
    for _ in 0..2 {
        assert_eq!(clerk.send_from(R4, &page).status, 303);
    }
    assert!(!clerk.get(R4).contains("name=\"paper\""), "what is out is not sent again");
    assert_eq!(count(&office, "SELECT count(*) FROM sending"), 1, "sent twice is once");
    let page = clerk.get(R4);
    let back =
        |reason: &str| clerk.press(R4, &page, &[("act", "take_back"), ("sending", "1"), ("reason", reason)]);
    assert_eq!(back(" ").status, 422);
    assert_eq!(back("thiếu biểu 2").status, 303);
    let list = clerk.get("/area/reports");
    assert!(list.contains("Chưa gửi") && list.contains("thiếu biểu 2"), "{}", words(&list));
    assert_eq!(standing(&list, "data-report=\"r4\""), "due");
    assert_eq!(clerk.send(R4).status, 303);
    assert_eq!(count(&office, "SELECT count(*) FROM sending"), 2);
    assert_eq!(standing(&clerk.get("/area/reports"), "data-report=\"r4\""), "on_time");
}

/// The headings of reports.md §3, with the year that R3 looks forward to.
#[test]
fn headings_stand_with_their_numbers_and_the_year_to_come() {
    let office = Office::open(&["--records"]);
    let clerk = Clerk::of(&office, "vidu");
    let told = |address: &str, headings: &[&str]| {
        let page = clerk.get(address);
        let paper = words(paper(&page));
        for heading in headings {
            assert!(paper.contains(heading), "{address}: no {heading}");
        }
    };
    told(
        "/area/report?kind=r3&year=2026",
        &[
            "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI",
            "2. Hình thức",
            "a) Truyền thông đại chúng, truyền thanh cơ sở",
            "VI. KHÓ KHĂN, VƯỚNG MẮC VÀ ĐỀ XUẤT",
            "VII. PHƯƠNG HƯỚNG NĂM 2027",
        ],
    );
    told(R4, &["II. GIÁM SÁT, PHẢN BIỆN XÃ HỘI", "3. Kiểm tra, giám sát", "VI. KIẾN NGHỊ, PHƯƠNG HƯỚNG"]);
    told("/area/report?kind=r2&year=2026&quarter=3", &["III. KẾT QUẢ KIỂM TRA, GIÁM SÁT", "5. Kinh phí"]);
    told("/area/report?kind=r7&year=2026", &["I. BẢNG NGUỒN VỐN"]);
}

#[test]
fn the_list_says_where_each_report_of_the_year_stands() {
    let office = Office::open(&["--records"]);
    let clerk = Clerk::of(&office, "vidu");
    let list = clerk.get("/area/reports");
    let of = |list: &str, row: &str| {
        words(&format!("<{}", list.split(row).nth(1).unwrap().split("</tr>").next().unwrap()))
    };
    assert!(
        of(&list, "data-report=\"r4\"").contains("Chưa làm Chưa gửi Còn 33 ngày Ngày cuối cùng: 14/11/2026")
    );
    assert!(of(&list, "data-report=\"r7\"").ends_with("Không có hạn"));
    assert_eq!(list.matches("data-report=\"r2\"").count(), 4, "the fourth quarter has begun");
    let q3 = "/area/report?kind=r2&year=2026&quarter=3";
    assert!(words(paper(&clerk.get(q3))).contains("Số liệu đến hết ngày 30/09/2026"));
    assert_eq!(clerk.type_in(q3, "number", "07/BC-PGD").status, 200);
    let list = clerk.get("/area/reports");
    assert!(of(&list, "data-report=\"r2\" data-quarter=\"3\"").contains("Đang soạn"));
    assert_eq!(clerk.issue(q3, &clerk.get(q3)), 303);
    let list = clerk.get("/area/reports");
    assert!(of(&list, "data-report=\"r2\" data-quarter=\"3\"").contains("Đã ban hành 12/10/2026"));
    for day in ["2025-10-31", "31/10/2025", "31/4", "abc"] {
        let path = format!("/area/report?kind=r4&year=2026&cut_off={day}");
        assert_eq!(office.get(&path, &clerk.cookie).status, 422, "{path}");
    }
    let typed = clerk.get("/area/report?kind=r4&year=2026&cut_off=1/10");
    assert!(typed.contains("value=\"01/10/2026\""), "a day is typed as people write it");
    assert_eq!(office.get("/area/reports?year=2027", &clerk.cookie).status, 404);
    for path in ["/area/report?kind=r5", "/area/report?kind=r2&year=2026", "/area/report?kind=r2&quarter=5"] {
        assert_eq!(office.get(path, &clerk.cookie).status, 404, "{path}");
    }
    let year = clerk.get("/area/report?kind=r7&year=2026&cut_off=2026-06-30");
    assert!(words(paper(&year)).contains("Số liệu đến hết ngày 30/06/2026"));
    assert!(paper(&year).contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
}

#[test]
fn only_the_clerk_of_the_area_makes_and_sends_its_reports() {
    let office = Office::open(&["--records"]);
    another_area(&office);
    let clerk = Clerk::of(&office, "vidu");
    let page = clerk.get(R4);
    assert_eq!(clerk.issue(R4, &page), 303);
    assert_eq!(clerk.send(R4).status, 303);
    for account in ["lead_cl", "giadinh", "thanhtra", "thanhtratinh", "quantri"] {
        let other = Clerk::of(&office, account);
        for path in ["/area/reports", R4] {
            assert_eq!(office.get(path, &other.cookie).status, 403, "{account} {path}");
        }
        assert_eq!(
            other.press(R4, &page, &[("act", "issue"), ("hash", &hash(&page))]).status,
            403,
            "{account}"
        );
    }
    // Another area's clerk has reports of their own, and reaches none of these.
    let other = Clerk::of(&office, "khac");
    let own = other.get(R4);
    assert!(!paper(&own).contains("Khe Lạnh"));
    assert_eq!(office.get(&format!("{R4}&issued=1"), &other.cookie).status, 404);
    assert_eq!(other.press(R4, &own, &[("act", "send"), ("paper", "1"), ("to", "ai")]).status, 404);
    let back = [("act", "take_back"), ("sending", "1"), ("reason", "vì sao")];
    assert_eq!(other.press(R4, &own, &back).status, 404);
    assert_eq!(
        clerk.press(R4, "", &[("act", "issue"), ("hash", &hash(&page))]).status,
        403,
        "no form of ours"
    );
    assert_eq!(count(&office, "SELECT count(*) FROM sending_return"), 0);
}
