//! Helper sheets for the bank's paper forms: asked what for, noted, and never mistaken for the form.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use shared::crdt::{Actor, Document};
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use shared::sync::wire::Verdict;
use support::{Answer, Made, Office, Phone, asking};

/// Mẫu's inspection of T-0001.
const VISIT: DocId = DocId([1; 16]);
/// The area's inspection of Huổi Trăng.
const FROM_ABOVE: DocId = DocId([2; 16]);
/// Huổi Trăng's plan.
const PLAN: DocId = DocId([3; 16]);

fn handed_in(phone: &Phone, doc: DocId, kind: Kind, unit: &str, fields: &[(&str, Scalar)]) -> Made {
    let actor = Actor { device: phone.device, start: [doc.0[0]; 8], doc };
    let edit = |(key, value): &(&str, Scalar)| -> Edit { ((*key).to_owned(), value.clone()) };
    let mut all: Vec<Edit> = [
        ("kind", kind.code().into()),
        ("unit", unit.into()),
        ("org", "youth_union".into()),
        ("event_date", 20_261_006.into()),
    ]
    .iter()
    .map(edit)
    .collect();
    all.extend(fields.iter().map(edit));
    let state = [("state", "submitted".into()), ("submitted_heads", "0".repeat(32).into())];
    all.extend(state.iter().map(edit));
    let written = Document::new().write(&actor, &all, 1_791_200_000_000).unwrap();
    Made { device: phone.device, doc, kind, bytes: written.bytes }
}

/// What the commune found in T-0001: 30 of 50 millions used rightly; one borrower of a programme that is not named.
fn visit(phone: &Phone) -> Made {
    let fields = [
        ("inspection_kind", "commune_to_group".into()),
        ("group_code", "T-0001".into()),
        ("general.outstanding", 1_250_000_000.into()),
        ("general.overdue", 12_500_000.into()),
        ("answer.ga_size_5_60.value", "yes".into()),
        ("team.a.name", "Vàng Thị Mẫu".into()),
        ("team.a.leader", true.into()),
        ("borrower.a.name", "Giàng A <b>Thử".into()),
        ("borrower.a.loan_code", "X-1".into()),
        ("borrower.a.programme", "ex_prisoner".into()),
        ("borrower.a.received_total", 20_000_000.into()),
        ("borrower.a.balance_actual", 17_500_000.into()),
        ("borrower.a.right_purpose", 20_000_000.into()),
        ("borrower.a.wrong_purpose", 0.into()),
        ("borrower.b.name", "Hờ Thị Ví Dụ".into()),
        ("borrower.b.loan_code", "X-2".into()),
        ("borrower.b.received_total", 30_000_000.into()),
        ("borrower.b.right_purpose", 10_000_000.into()),
        ("borrower.b.wrong_purpose", 20_000_000.into()),
    ];
    handed_in(phone, VISIT, Kind::Inspection, "HT", &fields)
}

/// An office to which all three records were handed in.
fn office() -> Office {
    let office = Office::open(&[]);
    let commune = Phone::enrol(&office, "mau");
    let plan = [
        ("year", 2026.into()),
        ("item.a.kind", "inspection".into()),
        ("item.a.what", "commune_to_group".into()),
        ("item.a.month", 10.into()),
        ("item.a.group_code", "T-0001".into()),
    ];
    let plan = handed_in(&commune, PLAN, Kind::Plan, "HT", &plan);
    let made = vec![visit(&commune), plan];
    let sent = commune.sync(&office, &asking("HT", made));
    let team = Phone::enrol(&office, "thanhtra");
    let above = [
        ("inspection_kind", "district_to_commune".into()),
        ("inspected_unit", "HT".into()),
        ("answer.ew_transaction_day.value", "no".into()),
        ("unit_opinion.p", "Nhất trí với biên bản.".into()),
    ];
    let above = handed_in(&team, FROM_ABOVE, Kind::Inspection, "BM", &above);
    let more = team.sync(&office, &asking("BM", vec![above]));
    let verdicts: Vec<_> = [sent.verdicts, more.verdicts].concat();
    assert_eq!(verdicts.len(), 3);
    assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Stored(_))), "{verdicts:?}");
    office
}

fn path(doc: DocId, form: &str) -> String {
    format!("/area/print?doc={doc}&form={form}")
}

fn token(page: &str) -> String {
    page.split("name=\"form_token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Asks for a sheet and says what for.
fn print(office: &Office, cookie: &str, path: &str, purpose: &str) -> Answer {
    let asked = office.get(path, cookie);
    assert_eq!(asked.status, 200, "{path}: {}", asked.text());
    let body = format!("form_token={}&purpose={}", token(&asked.text()), purpose.replace(' ', "+"));
    office.post(path, cookie, &body)
}

/// What the log says of the sheets that were opened.
fn noted(office: &Office) -> Vec<String> {
    let connection = Connection::open(office.database()).unwrap();
    let mut rows = connection
        .prepare("SELECT account || ' ' || detail FROM audit WHERE action = 'sheet.printed'")
        .unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The text of what an attribute marks, without its tags.
fn marked(page: &str, mark: &str) -> String {
    let part = page.split(mark).nth(1).unwrap_or_else(|| panic!("no {mark}: {page}"));
    let part = part.split("data-item=").next().unwrap().split_once('>').unwrap().1;
    let mut inside = false;
    let text: String = part
        .chars()
        .filter(|letter| {
            inside = *letter == '<' || inside && *letter != '>';
            !inside && *letter != '>'
        })
        .collect();
    text
}

#[test]
fn a_clerk_prints_what_a_record_holds_in_the_order_of_each_form_and_no_code_is_left_without_words() {
    let office = office();
    let cookie = office.log_in("vidu");
    let record = office.get(&format!("/area/record?doc={VISIT}"), &cookie).text();
    let offered = |form: &str| record.contains(&path(VISIT, form).replace('&', "&amp;"));
    assert!(["16td", "06td", "15td", "04bcth"].iter().all(|form| offered(form)));
    assert!(!offered("03bbcx") && !offered("01kh"));
    let sheets = [
        (VISIT, "16td", "I. TÌNH HÌNH CHUNG CỦA TỔ"),
        (VISIT, "06td", "PHIẾU KIỂM TRA SỬ DỤNG VỐN VAY"),
        (VISIT, "15td", "Đơn vị tính: đồng"),
        (VISIT, "04bcth", "VI. TÀI LIỆU KÈM THEO"),
        (FROM_ABOVE, "03bbcx", "IV. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA"),
        (PLAN, "01kh", "KẾ HOẠCH KIỂM TRA"),
    ];
    for (doc, form, heading) in sheets {
        let answer = print(&office, &cookie, &path(doc, form), "Chép sang mẫu giấy");
        assert_eq!(answer.status, 200, "{form}");
        let page = answer.text();
        assert!(page.contains(heading), "{form}");
        assert!(page.contains("không phải mẫu chính thức"), "{form} says that it is not the form");
        assert!(page.contains("Đoàn Thanh niên Cộng sản Hồ Chí Minh"), "{form} says who inspected");
        let body = page.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
        let words = body.split('>').map(|piece| piece.split('<').next().unwrap());
        let raw: Vec<_> = words.filter(|text| text.contains('_')).collect();
        assert!(raw.is_empty(), "codes without words on {form}: {raw:?}");
        let english = format!("{}&lang=en", path(doc, form));
        assert!(print(&office, &cookie, &english, "To fill in the paper").text().contains("not the bank"));
    }
    let minutes = print(&office, &cookie, &path(VISIT, "16td"), "Chép").text();
    assert_eq!(marked(&minutes, "data-item=\"outstanding\""), "Dư nợ1.250");
    assert_eq!(marked(&minutes, "data-item=\"overdue\""), "Nợ quá hạn12,5 (1,00 %)");
    assert_eq!(marked(&minutes, "data-item=\"frozen\""), "Nợ khoanh……");
    assert!(marked(&minutes, "data-item=\"slips\"").contains("(06/TD)2"));
    let opinion = print(&office, &cookie, &path(FROM_ABOVE, "03bbcx"), "Chép").text();
    assert!(opinion.contains("Nhất trí với biên bản.") && opinion.contains("a) Kết quả"));
    assert!(marked(&opinion, "data-item=\"groups\"").contains("Số Tổ7"), "by the bank's list of Huổi Trăng");
    let plan = print(&office, &cookie, &path(PLAN, "01kh"), "Chép").text();
    let row = plan.split("data-table=\"schedule\"").nth(1).unwrap();
    assert!(row.contains(">10<") && row.contains(">T-0001<") && row.contains("xã Huổi Trăng"), "{row}");
}

#[test]
fn the_slip_adds_up_and_names_no_programme_that_tells_of_a_conviction() {
    let office = office();
    let cookie = office.log_in("vidu");
    let page = print(&office, &cookie, &path(VISIT, "06td"), "Đối chiếu với 06/TD").text();
    assert!(page.contains("helper-sheet across"));
    assert!(page.contains("Chương trình khác") && !page.contains("án phạt tù"));
    assert!(page.contains("Giàng A &lt;b&gt;Thử") && !page.contains("<b>"), "a name is never markup");
    for (item, printed) in [
        ("customers_right", "1/2 (50,00 %)"),
        ("customers_wrong", "1/2 (50,00 %)"),
        ("money_right", "30 (60,00 %)"),
        ("money_wrong", "20 (40,00 %)"),
    ] {
        let told = marked(&page, &format!("data-item=\"{item}\""));
        assert!(told.contains(printed), "{item}: {told}");
    }
    let total = page.split("<tr class=\"total\">").nth(1).unwrap().split("</tr>").next().unwrap();
    let sums: Vec<&str> = total
        .split("data-label=\"")
        .skip(1)
        .map(|cell| cell.split_once('>').unwrap().1.split('<').next().unwrap())
        .collect();
    assert_eq!(sums, ["50", "17,5", "30", "20"], "what nobody wrote is not added up");
}

#[test]
fn opening_asks_what_for_and_is_noted_with_it() {
    let office = office();
    let cookie = office.log_in("vidu");
    let form = path(VISIT, "06td");
    let asked = office.get(&form, &cookie).text();
    assert!(asked.contains("name=\"purpose\"") && asked.contains("In để làm gì?"));
    assert!(!asked.contains("Hờ Thị Ví Dụ"), "nobody is named before the purpose is told");
    for (purpose, told) in
        [("", "hãy ghi mục đích in"), ("+++", "hãy ghi mục đích in"), (&"a".repeat(301), "dài quá 300")]
    {
        let refused = print(&office, &cookie, &form, purpose);
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(told) && !refused.text().contains("Hờ Thị Ví Dụ"));
    }
    let stranger = office.post(&form, &cookie, "form_token=00&purpose=Ch%C3%A9p");
    assert_eq!(stranger.status, 403, "a form of another page");
    assert!(noted(&office).is_empty(), "what was not opened is not noted");
    let opened = print(&office, &cookie, &form, "Họp giao ban");
    assert!(opened.text().contains("Hờ Thị Ví Dụ"));
    assert_eq!(noted(&office), [format!("vidu {VISIT} 06td Họp giao ban")]);
}

#[test]
fn a_foreign_area_and_whoever_is_no_clerk_get_no_sheet() {
    let office = office();
    let clerk = office.log_in("vidu");
    let form = path(VISIT, "16td");
    let form_token = token(&office.get(&form, &clerk).text());
    for account in ["mau", "thanhtra", "giadinh", "quantri"] {
        let cookie = office.log_in(account);
        assert_eq!(office.get(&form, &cookie).status, 403, "{account}");
        let body = format!("form_token={form_token}&purpose=x");
        assert_eq!(office.post(&form, &cookie, &body).status, 403, "{account}");
    }
    assert_eq!(office.get(&form, "").status, 303, "nobody without logging in");
    for unknown in [
        path(DocId([9; 16]), "16td"),
        path(VISIT, "03bbcx"),
        path(VISIT, "17td"),
        path(PLAN, "16td"),
        "/area/print?doc=x&form=16td".to_owned(),
    ] {
        assert_eq!(office.get(&unknown, &clerk).status, 404, "{unknown}");
    }
    let connection = Connection::open(office.database()).unwrap();
    connection.execute("UPDATE unit SET parent = 'TN' WHERE code = 'HT'", []).unwrap();
    assert_eq!(office.get(&form, &clerk).status, 404, "a commune of another area");
    assert_eq!(office.post(&form, &clerk, &format!("form_token={form_token}&purpose=x")).status, 404);
    // The area's own inspection of it is the area's; the lists of the commune are not.
    let own = print(&office, &clerk, &path(FROM_ABOVE, "03bbcx"), "Chép").text();
    assert!(marked(&own, "data-item=\"groups\"").contains("Số Tổ……"));
    assert_eq!(noted(&office).len(), 1);
}

#[test]
fn a_struck_out_record_says_so_on_its_sheet() {
    let office = office();
    let cookie = office.log_in("vidu");
    let record = format!("/area/record?doc={VISIT}");
    let page = office.get(&record, &cookie).text();
    let hidden = |name: &str| {
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let [token, submission, version] = ["form_token", "submission", "version"].map(hidden);
    let body = format!(
        "form_token={token}&submission={submission}&version={version}&decision=void&reason=Ghi+nh%E1%BA%A7m"
    );
    let before = print(&office, &cookie, &path(VISIT, "16td"), "Chép").text();
    assert!(before.contains("data-state=\"submitted\"") && !before.contains("Bản ghi đã bị hủy"));
    assert_eq!(office.post(&record, &cookie, &body).status, 303);
    let after = print(&office, &cookie, &path(VISIT, "16td"), "Chép").text();
    assert!(after.contains("data-state=\"void\"") && after.contains("Bản ghi đã bị hủy"));
}

#[test]
fn what_came_late_is_not_on_the_sheet_and_the_sheet_says_that_there_is_some() {
    let office = office();
    let cookie = office.log_in("vidu");
    let before = print(&office, &cookie, &path(VISIT, "16td"), "Chép").text();
    assert!(!before.contains("lần sửa sau khi gửi"));
    // Thử's phone had not heard that the record was handed in.
    let thu = Phone::enrol(&office, "thu");
    let actor = Actor { device: thu.device, start: [7; 8], doc: VISIT };
    let edits: Vec<Edit> =
        vec![("paper_no".into(), "99".into()), ("general.frozen".into(), 7_000_000.into())];
    let written = Document::new().write(&actor, &edits, 1_791_200_000_000).unwrap();
    let late = Made { device: thu.device, doc: VISIT, kind: Kind::Inspection, bytes: written.bytes };
    let verdicts = thu.sync(&office, &asking("HT", vec![late])).verdicts;
    assert!(matches!(verdicts[0], Verdict::Stored(_)), "{verdicts:?}");
    let sheet = print(&office, &cookie, &path(VISIT, "16td"), "Chép").text();
    assert!(sheet.contains("2 lần sửa sau khi gửi không có trong bản in này."));
    assert_eq!(marked(&sheet, "data-item=\"paper_no\""), "Số……");
    assert_eq!(marked(&sheet, "data-item=\"frozen\""), "Nợ khoanh……");
}
