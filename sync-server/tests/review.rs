//! A clerk reads what a commune handed in and decides on it, on pages without a script.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use support::{Answer, Office};

/// A clerk at the page of one record.
struct Desk<'o> {
    office: &'o Office,
    cookie: String,
    path: String,
    page: String,
}

impl<'o> Desk<'o> {
    /// Opens the newest inspection of Cốc Lim that nobody has decided on.
    fn open(office: &'o Office) -> Self {
        let cookie = office.log_in("vidu");
        let list = office.get("/area/records?unit=CL", &cookie).text();
        let rows = list.split("<tr data-doc=").skip(1);
        let waiting =
            rows.filter(|row| row.contains("data-state=\"submitted\"") && row.contains("Kiểm tra T-"));
        let row = waiting.map(str::to_owned).next().unwrap();
        let path = row.split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let page = office.get(&path, &cookie).text();
        Self { office, cookie, path, page }
    }

    fn hidden(&self, name: &str) -> String {
        let after = format!("name=\"{name}\" value=\"");
        self.page.split(&after).nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    fn press(&self, decision: &str, reason: &str) -> Answer {
        let [token, submission, version] =
            ["form_token", "submission", "version"].map(|name| self.hidden(name));
        self.send(&token, &submission, &version, decision, reason)
    }

    fn send(&self, token: &str, submission: &str, version: &str, decision: &str, reason: &str) -> Answer {
        let reason = reason.replace(' ', "+");
        let body = format!(
            "form_token={token}&submission={submission}&version={version}&decision={decision}&reason={reason}"
        );
        self.office.post(&self.path, &self.cookie, &body)
    }

    fn now(&self) -> String {
        self.office.get(&self.path, &self.cookie).text()
    }
}

fn count(office: &Office, question: &str) -> i64 {
    Connection::open(office.database()).unwrap().query_row(question, [], |row| row.get(0)).unwrap()
}

fn reviews(office: &Office) -> i64 {
    count(office, "SELECT count(*) FROM change WHERE kind = 'review'")
}

/// Groups of Cốc Lim that count as inspected, on the commune's page.
fn inspected(office: &Office, cookie: &str) -> String {
    let page = office.get("/area?unit=CL", cookie).text();
    page.split("class=\"figure\">")
        .map(|part| part.split('<').next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("|")
}

#[test]
fn a_returned_record_leaves_the_figures_and_says_why_and_who() {
    let office = Office::open(&["--records"]);
    let desk = Desk::open(&office);
    for part in ["Thông tin chung", "Hộ vay đã kiểm tra (5)", "Tổng số tiền thực nhận", "Đoàn kiểm tra"]
    {
        assert!(desk.page.contains(part), "{part}");
    }
    let before = inspected(&office, &desk.cookie);
    assert_eq!(desk.press("returned", " ").status, 422);
    assert_eq!(reviews(&office), 0, "a return needs its reason");
    let answer = desk.press("returned", "Thiếu ngày <b>họp");
    assert_eq!((answer.status, answer.header("location")), (303, desk.path.as_str()));
    let now = desk.now();
    assert!(now.contains("data-state=\"returned\"") && now.contains("Hoàng Thị Ví Dụ"));
    assert!(now.contains("&lt;b&gt;") && !now.contains("<b>"), "what a person typed is never markup");
    assert!(!now.contains("value=\"accepted\""), "it is decided");
    assert_ne!(inspected(&office, &desk.cookie), before, "a returned record does not count");
    assert_eq!(count(&office, "SELECT count(*) FROM audit WHERE action = 'record.decided'"), 1);
    assert!(count(&office, "SELECT count(*) FROM audit WHERE action = 'record.opened'") >= 2);
}

#[test]
fn pressed_twice_is_once_and_a_second_opinion_is_told_and_not_written() {
    let office = Office::open(&["--records"]);
    let desk = Desk::open(&office);
    let before = inspected(&office, &desk.cookie);
    for _ in 0..2 {
        assert_eq!(desk.press("accepted", "").status, 303);
    }
    assert_eq!(reviews(&office), 1);
    assert_eq!(inspected(&office, &desk.cookie), before, "an accepted record counts on");
    let late = desk.press("returned", "Thiếu chữ ký");
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Đã có quyết định về bản ghi này"));
    assert_eq!(reviews(&office), 1);
}

#[test]
fn nobody_decides_on_what_they_have_not_read() {
    let office = Office::open(&["--records"]);
    let desk = Desk::open(&office);
    let [token, submission, version] = ["form_token", "submission", "version"].map(|name| desk.hidden(name));
    let other = "0".repeat(32);
    for (submission, version) in [(&other, &version), (&submission, &other)] {
        let answer = desk.send(&token, submission, version, "accepted", "");
        assert_eq!(answer.status, 409);
        assert!(answer.text().contains("Bản ghi đã thay đổi sau khi mở trang này"));
    }
    assert_eq!(desk.send("00", &submission, &version, "accepted", "").status, 403);
    assert_eq!(desk.send(&token, &submission, &version, "completed", "").status, 404);
    assert_eq!(desk.send(&token, &submission, &version, "void", "").status, 422);
    assert_eq!(reviews(&office), 0);
}

#[test]
fn only_a_clerk_of_the_area_gets_there_and_the_desk_is_no_phone() {
    let office = Office::open(&["--records"]);
    let desk = Desk::open(&office);
    for account in ["lead_cl", "giadinh", "thanhtra", "quantri"] {
        let cookie = office.log_in(account);
        assert_eq!(office.get(&desk.path, &cookie).status, 403, "{account}");
        assert_eq!(office.get("/area/records?unit=CL", &cookie).status, 403, "{account}");
        let token = desk.hidden("form_token");
        let body = format!("form_token={token}&submission=&version=&decision=accepted");
        assert_eq!(office.post(&desk.path, &cookie, &body).status, 403, "{account}");
    }
    assert_eq!(office.get("/area/records?unit=TN", &desk.cookie).status, 404);
    assert_eq!(office.get(&format!("/area/record?doc={}", "0".repeat(32)), &desk.cookie).status, 404);
    assert_eq!(desk.press("accepted", "").status, 303);
    let people = office.get("/people", &desk.cookie).text();
    assert!(!people.contains("Trang văn phòng"), "it is neither shown nor revoked as a phone");
}
