//! The page on which a clerk takes in lists: file, columns, comparison, publishing, and what it refuses.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use support::{Answer, Office};

const HOUSEHOLDS: &str = "Mã hộ;Xã;Bản;Chủ hộ;Diện;Ngày QĐ;Nhân khẩu;Số CCCD\n\
    H1;HT;bản Mây;Giàng A Mẫu;Hộ nghèo;05/01/2026;4;001099001234\n\
    H2;Huổi Trăng;bản Mây;Sùng Thị Thử;Hộ cận nghèo;05/01/2026;3;001099001235\n";

fn send(office: &Office, cookie: &str, list: &str, file: &[u8]) -> Answer {
    let token = form_token(&office.get("/area/import", cookie));
    let mut body = Vec::new();
    for (name, value) in [("form_token", token.as_str()), ("list", list)] {
        body.extend(
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"ho.csv\"\r\n\r\n");
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let headers = [("cookie", cookie), ("content-type", "multipart/form-data; boundary=x")];
    office.send("POST", "/area/import", &headers, &body)
}

fn form_token(page: &Answer) -> String {
    value(&page.text(), "form_token")
}

/// The value of a hidden field.
fn value(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    field.split('"').next().unwrap_or_default().to_owned()
}

fn act(office: &Office, cookie: &str, path: &str, fields: &str) -> Answer {
    let token = form_token(&office.get("/area/import", cookie));
    office.post(path, cookie, &format!("form_token={token}&{fields}"))
}

fn count(office: &Office, question: &str) -> i64 {
    Connection::open(office.database()).unwrap().query_row(question, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_list_is_compared_confirmed_and_published_and_the_same_again_has_nothing_to_publish() {
    let office = Office::open(&[]);
    let clerk = office.log_in("vidu");
    let sent = send(&office, &clerk, "households", HOUSEHOLDS.as_bytes());
    assert_eq!(sent.status, 303, "{}", sent.text());
    let path = sent.header("location").to_owned();
    let page = office.get(&path, &clerk).text();
    assert!(page.contains("data-new=\"2\" data-gone=\"14\""), "{page}");
    assert!(
        page.contains("không đọc và không lưu") && page.contains("Số CCCD") && !page.contains("001099"),
        "{page}"
    );
    assert_eq!(
        count(&office, "SELECT count(*) FROM household WHERE unit = 'HT'"),
        14,
        "nothing went out yet"
    );
    let published = act(&office, &clerk, &path, &format!("act=publish&seen={}", value(&page, "seen")));
    assert_eq!(published.status, 200, "{}", published.text());
    assert!(published.text().contains("data-published=\"households\" data-registers=\"1\""));
    assert_eq!(count(&office, "SELECT count(*) FROM household WHERE unit = 'HT'"), 2);
    assert_eq!(count(&office, "SELECT count(*) FROM upload"), 0);
    assert_eq!(office.get(&path, &clerk).status, 404, "a published file waits no more");
    let again = send(&office, &clerk, "households", HOUSEHOLDS.as_bytes());
    let page = office.get(again.header("location"), &clerk).text();
    assert!(page.contains("không có gì để công bố") && !page.contains("value=\"publish\""), "{page}");
    let shown = office.get("/area/lists?unit=HT", &clerk).text();
    for expected in ["bản Mây: 2 hộ", "Hộ cận nghèo", "Nghị định 07/2021/NĐ-CP", "05/01/2026"]
    {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
}

#[test]
fn what_was_not_seen_is_not_published() {
    let office = Office::open(&[]);
    let clerk = office.log_in("vidu");
    let first = send(&office, &clerk, "households", HOUSEHOLDS.as_bytes()).header("location").to_owned();
    let seen = value(&office.get(&first, &clerk).text(), "seen");
    let other = HOUSEHOLDS.replace("H1", "H9");
    let second = send(&office, &clerk, "households", other.as_bytes()).header("location").to_owned();
    let of_second = value(&office.get(&second, &clerk).text(), "seen");
    assert_eq!(act(&office, &clerk, &second, &format!("act=publish&seen={of_second}")).status, 200);
    let refused = act(&office, &clerk, &first, &format!("act=publish&seen={seen}"));
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("vừa thay đổi"), "{}", refused.text());
    assert_eq!(count(&office, "SELECT count(*) FROM household WHERE id = 'H1'"), 0);
    assert_eq!(act(&office, &clerk, &first, "act=drop").status, 200);
    assert_eq!(office.get(&first, &clerk).status, 404);
}

#[test]
fn columns_that_nobody_knows_are_assigned_on_the_page_and_remembered() {
    let office = Office::open(&[]);
    let clerk = office.log_in("vidu");
    let file = HOUSEHOLDS.replace("Diện;", "Ghi nhận;");
    let path = send(&office, &clerk, "households", file.as_bytes()).header("location").to_owned();
    let page = office.get(&path, &clerk).text();
    assert!(
        page.contains("Chưa rõ cột: Diện hộ") && page.contains("E – Ghi nhận (Hộ nghèo; Hộ cận nghèo)"),
        "{page}"
    );
    let chosen =
        "act=assign&c.id=0&c.unit=1&c.village=2&c.head=3&c.status=4&c.standard=&c.decided_on=5&c.members=6";
    assert_eq!(act(&office, &clerk, &path, chosen).status, 303);
    let page = office.get(&path, &clerk).text();
    assert!(page.contains("data-new=\"2\""), "{page}");
    assert!(
        act(&office, &clerk, &path, &format!("act=publish&seen={}", value(&page, "seen")))
            .text()
            .contains("data-published")
    );
    let again = send(&office, &clerk, "households", file.replace("H1", "H7").as_bytes());
    assert!(office.get(again.header("location"), &clerk).text().contains("data-new=\"1\""));
}

#[test]
fn a_clerk_imports_for_the_own_units_and_organisation_and_nobody_else_opens_the_page() {
    let office = Office::open(&[]);
    let clerk = office.log_in("vidu");
    for account in ["mau", "thanhtra", "giadinh"] {
        let cookie = office.log_in(account);
        for path in ["/area/import", "/area/lists"] {
            assert_eq!(office.get(path, &cookie).status, 403, "{account} {path}");
        }
    }
    let connection = Connection::open(office.database()).unwrap();
    connection.execute("UPDATE unit SET parent = 'TN' WHERE code = 'HT'", []).unwrap();
    let path = send(&office, &clerk, "households", HOUSEHOLDS.as_bytes()).header("location").to_owned();
    let page = office.get(&path, &clerk).text();
    assert!(page.contains("data-faults=\"2\"") && page.contains("import.foreign_unit"), "{page}");
    let offices = "org,unit,officer\nwomens_union,NS,Lò Thị Mẫu\nyouth_union,TN,Lò Thị Mẫu\n";
    let path = send(&office, &clerk, "offices", offices.as_bytes()).header("location").to_owned();
    let page = office.get(&path, &clerk).text();
    assert!(page.contains("import.foreign_org") && page.contains("import.foreign_unit"), "{page}");
    // A file is its sender's alone, and waits two days at most.
    let other = office.run(&[
        "account",
        "add",
        "vidu2",
        "--name",
        "Lò Thị Ví Dụ",
        "--role",
        "area_clerk",
        "--unit",
        "BM",
        "--org",
        "youth_union",
    ]);
    drop(other);
    connection.execute("UPDATE account SET password = (SELECT password FROM account WHERE id = 'vidu') WHERE id = 'vidu2'", []).unwrap();
    assert_eq!(office.get(&path, &office.log_in("vidu2")).status, 404);
    connection.execute("UPDATE upload SET made_at = made_at - 172800001", []).unwrap();
    assert_eq!(office.get(&path, &clerk).status, 404);
    let units = "code,level,parent,name\nBM,area,TN,Bản Khác\nXX,commune,BM,Xã Mới\n";
    let path = send(&office, &clerk, "units", units.as_bytes()).header("location").to_owned();
    let page = office.get(&path, &clerk).text();
    assert!(page.contains("data-faults=\"1\"") && page.contains("“BM” ngoài phạm vi"), "{page}");
}

#[test]
fn a_file_that_is_no_list_is_refused_at_the_door_and_nothing_waits() {
    let office = Office::open(&[]);
    let clerk = office.log_in("vidu");
    for (file, code) in [
        (&b"PK\x03\x04"[..], "import.damaged_workbook"),
        (b"\xd0\xcf\x11\xe0", "import.old_workbook"),
        (b"a\xff", "import.encoding"),
        (b"", "import.no_header"),
    ] {
        let refused = send(&office, &clerk, "groups", file);
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(&format!("data-code=\"{code}\"")), "{code}: {}", refused.text());
    }
    assert_eq!(count(&office, "SELECT count(*) FROM upload"), 0);
    let headers = [("cookie", clerk.as_str()), ("content-type", "multipart/form-data; boundary=x")];
    assert_eq!(
        office.send("POST", "/area/import", &headers, b"--x--\r\n").status,
        403,
        "a form of another page"
    );
    for turn in 0..10 {
        send(&office, &clerk, "households", HOUSEHOLDS.replace("H1", &format!("H{turn}")).as_bytes());
    }
    assert_eq!(count(&office, "SELECT count(*) FROM upload"), 8, "only so many wait");
}

#[test]
fn s2_12_units_without_an_officer_and_the_days_of_the_lists_stand_on_one_page() {
    let office = Office::open(&[]);
    let clerk = office.log_in("vidu");
    let page = office.get("/area/lists", &clerk).text();
    assert!(page.contains("data-without=\"2\"") && page.contains("Co Thông, Nậm Đào"), "{page}");
    let row = page.split("data-unit=\"HT\"").nth(1).unwrap().split("</tr>").next().unwrap();
    for expected in [
        "30/09/2026 (7)",
        "30/09/2026 (96)",
        "20/12/2025 (14)",
        "Lò Văn Thử",
        "Văn bản liên tịch số 01/VBLT-NHCSXH-ĐTN (HT) ngày 15/01/2026",
    ] {
        assert!(row.contains(expected), "{expected}: {row}");
    }
}
