//! A clerk adds to the catalogue without a release: the phones of the area get it, and nothing of it is ever taken back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use shared::catalogue::{Added, Addition, Catalogue};
use shared::domain::register::UnitRegister;
use shared::text::Language;
use support::{Answer, Office, Phone, asking};

fn press(office: &Office, cookie: &str, fields: &str) -> Answer {
    let page = office.get("/area/catalogue", cookie).text();
    let token = page.split("name=\"form_token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    office.post("/area/catalogue", cookie, &format!("form_token={token}&{fields}"))
}

/// What the register that a phone of Huổi Trăng gets brings.
fn additions(office: &Office, phone: &Phone) -> Vec<Addition> {
    let answer = phone.sync(office, &asking("HT", Vec::new()));
    let own = answer.partitions.iter().find(|partition| partition.unit == "HT").unwrap();
    UnitRegister::from_bytes(&own.register.as_ref().unwrap().bytes).unwrap().additions
}

const EVENT: &str = "add=event&vi=Ngày+hội+vùng+cao+Bản+Mây&en=&year=2026&from=&to=";

#[test]
fn what_a_clerk_adds_is_in_the_next_register_of_every_commune_of_the_area() {
    let office = Office::open(&[]);
    let (clerk, phone) = (office.log_in("vidu"), Phone::enrol(&office, "mau"));
    assert!(additions(&office, &phone).is_empty());
    assert_eq!(press(&office, &clerk, EVENT).status, 200);
    let question =
        "add=question&vi=Tổ+có+niêm+yết+công+khai+không%3F&subject=group_activity&answer=yes_no&good=yes";
    assert_eq!(press(&office, &clerk, question).status, 200);
    let text = "add=legal_text&vi=Nghị+quyết+05%2FNQ-HĐND&en=&from=01%2F10%2F2026&to=";
    assert_eq!(press(&office, &clerk, text).status, 200);
    let outlet = "add=outlet&vi=Trang+Bản+Mây&kind=web&level=area";
    assert_eq!(press(&office, &clerk, outlet).status, 200);
    let additions = additions(&office, &phone);
    assert_eq!(additions.len(), 4);
    let catalogue = Catalogue::of_this_release().with(&additions);
    let event = additions.iter().find(|addition| matches!(addition.what, Added::Event { .. })).unwrap();
    assert_eq!(
        catalogue.label("national_event", event.id.as_str(), Language::Vi),
        "Ngày hội vùng cao Bản Mây"
    );
    assert!(catalogue.events(2026).any(|known| known.id == event.id));
    let versions = "SELECT count(*) FROM register WHERE version >= 5";
    let connection = Connection::open(office.database()).unwrap();
    let all: i64 = connection.query_row(versions, [], |row| row.get(0)).unwrap();
    assert!(all >= 14, "every commune's register was published four times more: {all}");
}

#[test]
fn words_are_corrected_with_their_history_and_nothing_is_taken_back() {
    let office = Office::open(&[]);
    let (clerk, phone) = (office.log_in("vidu"), Phone::enrol(&office, "mau"));
    press(&office, &clerk, EVENT);
    let id = additions(&office, &phone)[0].id.clone();
    let corrected = press(&office, &clerk, &format!("entry={id}&vi=Ngày+hội+Bản+Mây&en=&to=31%2F12%2F2026"));
    assert_eq!(corrected.status, 200);
    let now = &additions(&office, &phone)[0];
    assert_eq!((now.id.clone(), now.vi.as_str()), (id.clone(), "Ngày hội Bản Mây"));
    assert_eq!(now.valid_to.unwrap().to_string(), "31/12/2026");
    let page = office.get(&format!("/area/catalogue?entry={id}"), &clerk).text();
    assert!(page.contains("Ngày hội vùng cao Bản Mây"), "the earlier words stay readable");
    let connection = Connection::open(office.database()).unwrap();
    for statement in
        ["DELETE FROM addition", "DELETE FROM addition_wording", "UPDATE addition SET id = 'added_x'"]
    {
        assert!(connection.execute(statement, []).is_err(), "{statement}");
    }
    let logged = "SELECT count(*) FROM audit WHERE action = 'catalogue.changed'";
    assert_eq!(connection.query_row(logged, [], |row| row.get::<_, i64>(0)).unwrap(), 2);
}

#[test]
fn what_cannot_be_added_is_said_and_only_a_clerk_adds() {
    let office = Office::open(&[]);
    let clerk = office.log_in("vidu");
    press(&office, &clerk, EVENT);
    let told = |fields: &str| {
        let answer = press(&office, &clerk, fields);
        assert_eq!(answer.status, 422, "{fields}: {}", answer.text());
        answer.text().split("data-wont>").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert!(told(EVENT).contains("danh mục đã có mục này"));
    assert!(told("add=event&vi=+&year=2026").contains("hãy viết tên"));
    assert!(told("add=event&vi=Hội&year=26").contains("hãy kiểm tra năm"));
    assert!(told("add=question&vi=Gì&subject=none&answer=yes_no").contains("hãy kiểm tra năm"));
    assert!(told("add=outlet&vi=Gì&kind=radio&level=any").contains("hãy kiểm tra năm"));
    assert!(told("add=event&vi=Hội&year=2026&from=02/10/2026&to=01/10/2026").contains("trước ngày bắt đầu"));
    assert_eq!(office.get("/area/catalogue", &office.log_in("giadinh")).status, 403);
    assert_eq!(office.get("/area/catalogue", &office.log_in("quantri")).status, 403);
}

#[test]
fn the_command_adds_lists_and_corrects() {
    let office = Office::open(&[]);
    let added =
        office.run(&["catalogue", "add", "--unit", "BM", "event", "--year", "2026", "--vi", "Hội Xuân"]);
    let id = added.trim();
    assert!(id.starts_with("added_"), "{id}");
    office.run(&[
        "catalogue",
        "correct",
        "--unit",
        "BM",
        id,
        "--vi",
        "Hội Xuân Bản Mây",
        "--to",
        "2026-12-31",
    ]);
    let listed = office.run(&["catalogue", "list", "--unit", "BM"]);
    assert_eq!(listed.trim(), format!("{id}\tnational_event\tHội Xuân Bản Mây\t31/12/2026"));
}
