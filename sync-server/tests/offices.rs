//! The pages of area and province: who gets in, what they see, what they can never do.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use support::{Office, Phone};

fn audited(office: &Office, account: &str, action: &str) -> i64 {
    Connection::open(office.database())
        .unwrap()
        .query_row(
            "SELECT count(*) FROM audit WHERE account = ?1 AND action = ?2",
            [account, action],
            |row| row.get(0),
        )
        .unwrap()
}

#[test]
fn too_many_wrong_passwords_lock_the_account_for_a_while() {
    let office = Office::open(&[]);
    let attempt = |password: &str| office.post("/login", "", &format!("account=vidu&password={password}"));
    let first = attempt("wrong");
    assert_eq!(first.status, 401);
    assert!(first.text().contains("Sai tài khoản hoặc mật khẩu"));
    assert_eq!(office.post("/login", "", "account=nobody&password=wrong").status, 401);
    (0..7).for_each(|_| drop(attempt("wrong")));
    let locked = attempt("so-ban-2026");
    assert_eq!(locked.status, 429);
    assert_eq!(audited(&office, "vidu", "session.locked_out"), 1);
    office.log_in("giadinh");
}

#[test]
fn a_page_of_another_site_cannot_log_anybody_in_or_press_a_button() {
    let office = Office::open(&[]);
    let cross = [("sec-fetch-site", "cross-site"), ("content-type", "application/x-www-form-urlencoded")];
    let foreign = office.send("POST", "/login", &cross, b"account=vidu&password=so-ban-2026");
    assert_eq!(foreign.status, 403);
    let cookie = office.log_in("vidu");
    let forged = office.post("/people", &cookie, "form_token=00&account=mau");
    assert_eq!(forged.status, 403);
    assert_eq!(audited(&office, "vidu", "device.code_made"), 0);
}

#[test]
fn nobody_sees_a_page_without_a_session_of_the_right_role() {
    let office = Office::open(&[]);
    for path in ["/area", "/province", "/people", "/province/export.csv"] {
        let answer = office.get(path, "soban=made-up");
        assert_eq!((answer.status, answer.header("location")), (303, "/login"), "{path}");
    }
    let (clerk, province, lead) = (office.log_in("vidu"), office.log_in("giadinh"), office.log_in("mau"));
    assert_eq!(office.get("/province", &clerk).status, 403);
    assert_eq!(office.get("/area", &province).status, 403);
    assert_eq!(office.get("/people", &province).status, 403);
    assert_eq!(office.get("/people", &lead).status, 403);
    let page = office.get("/area", &lead).text();
    assert!(page.contains("T-0001") && !page.contains("T-0241"), "a lead sees the own commune alone");
}

#[test]
fn the_province_looks_and_cannot_write() {
    let office = Office::open(&["--records"]);
    let cookie = office.log_in("giadinh");
    let page = office.get("/province?unit=KL", &cookie).text();
    assert!(page.contains("12 / 13") && page.contains("92,31 %") && page.contains("chưa đạt"));
    let all = office.get("/province", &cookie).text();
    assert!(all.contains("chưa đồng bộ từ 02/09/2026"), "Nậm Đào is grey with its day");
    assert!(all.contains("&lt; 5 / 10"), "three borrowers of Co Thông are masked");
    for (method, path) in
        [("POST", "/sync/v1"), ("PUT", "/province"), ("POST", "/people"), ("DELETE", "/anything")]
    {
        let answer = office.send(method, path, &[("cookie", &cookie)], b"finding=changed");
        assert_eq!((answer.status, answer.code()), (403, "access.read_only".into()), "{method} {path}");
    }
    assert_eq!(audited(&office, "giadinh", "access.read_only"), 4);
    assert_eq!(audited(&office, "giadinh", "province.opened"), 2);
}

#[test]
fn the_export_has_no_name_no_group_and_no_loan() {
    let office = Office::open(&["--records"]);
    let cookie = office.log_in("giadinh");
    let answer = office.get("/province/export.csv", &cookie);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let text = answer.text();
    let communes = text.lines().take_while(|line| *line != "\"\"");
    assert_eq!(communes.count(), 15, "a heading and fourteen communes, before the programmes");
    assert!(text.contains("Khe Lạnh") && text.contains("92,31") && text.contains("< 5"));
    for hidden in ["Mẫu", "Thử", "Ví Dụ", "Giả Định", "T-0", "HV-", "bản "] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let stale = text.lines().find(|line| line.starts_with("Nậm Đào")).unwrap();
    assert!(stale.contains("02/09/2026") && stale.contains("chưa có dữ liệu"), "{stale}");
    assert_eq!(audited(&office, "giadinh", "province.exported"), 1);
}

#[test]
fn the_area_needs_twenty_five_groups_and_not_nineteen() {
    let office = Office::open(&[]);
    let cookie = office.log_in("vidu");
    let page = office.get("/area", &cookie).text();
    assert!(page.contains("cần 25") && !page.contains("cần 19"));
    assert!(page.contains("chưa đồng bộ lần nào") && !page.contains("0,00 %"));
}

#[test]
fn a_clerk_makes_a_code_for_the_own_people_and_revokes_their_phones() {
    let office = Office::open(&[]);
    let cookie = office.log_in("vidu");
    let token = form_token(&office.get("/people", &cookie).text());
    let page = office.post("/people", &cookie, &format!("form_token={token}&account=mau")).text();
    let code = page.split("/#/enrol/").nth(1).unwrap()[..10].to_owned();
    assert!(page.contains("<svg") && !page.contains("style="));
    assert_eq!(office.enrol(&code).status, 200);
    assert_eq!(office.post("/people", &cookie, &format!("form_token={token}&account=giadinh")).status, 403);
    let phone = Phone::enrol(&office, "thu");
    let answer = office.post("/people", &cookie, &format!("form_token={token}&device={}", phone.device));
    assert!(answer.text().contains("đã thu hồi ngày"));
    assert_eq!(phone.post(&office, b"").code(), "device.revoked");
    assert_eq!(office.post("/logout", &cookie, &format!("form_token={token}")).status, 303);
    assert_eq!(office.get("/people", &cookie).status, 303);
}

fn form_token(page: &str) -> String {
    page.split("name=\"form_token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn every_page_is_there_in_english_and_keeps_to_the_policy() {
    let office = Office::open(&["--records"]);
    let (clerk, province) = (office.log_in("vidu"), office.log_in("giadinh"));
    for (path, cookie) in [
        ("/login", ""),
        ("/area", clerk.as_str()),
        ("/area?unit=KL", &clerk),
        ("/people", &clerk),
        ("/province", &province),
    ] {
        let english = format!("{path}{}lang=en", if path.contains('?') { '&' } else { '?' });
        for (address, language) in [(path, "lang=\"vi\""), (english.as_str(), "lang=\"en\"")] {
            let answer = office.get(address, cookie);
            assert_eq!(answer.status, 200, "{address}");
            let text = answer.text();
            assert!(text.contains(&format!("<html {language}")), "{address}");
            assert!(!text.contains(" style=") && !text.contains("<script") && !text.contains("<style"));
            assert!(answer.header("content-security-policy").contains("default-src 'none'"));
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
}
