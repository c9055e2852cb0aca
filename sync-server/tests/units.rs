//! Reorganising units, on the office's page and by command: old codes stay, sums follow by date, no phone is refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use shared::date::Date;
use shared::domain::register::UnitRegister;
use shared::sync::wire::Verdict;
use support::{Answer, Office, Phone, asking, file};
use sync_server::access::{self, AreaView, Door};
use sync_server::storage::{SqliteStore, StorageError, accounts};
use sync_server::units;

fn count(office: &Office, question: &str) -> i64 {
    Connection::open(office.database()).unwrap().query_row(question, [], |row| row.get(0)).unwrap()
}

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let after = format!("name=\"{name}\" value=\"");
    page.split(&after).nth(1).unwrap_or("").split('"').next().unwrap().to_owned()
}

/// Sends a form of `/units`; what comes back.
fn press(office: &Office, cookie: &str, fields: &str) -> Answer {
    let token = hidden(&office.get("/units", cookie).text(), "form_token");
    office.post("/units", cookie, &format!("form_token={token}&{fields}"))
}

/// Shows a change and then makes it; both pages.
fn reorganise(office: &Office, cookie: &str, fields: &str) -> (String, String) {
    let preview = press(office, cookie, fields);
    assert_eq!(preview.status, 200, "{}", preview.text());
    let preview = preview.text();
    let done = press(office, cookie, &format!("{fields}&seen={}", hidden(&preview, "seen")));
    assert_eq!(done.status, 200, "{}", done.text());
    (preview, done.text())
}

/// The area's page as a day has it.
fn area(office: &Office, on: (i32, u8, u8)) -> AreaView {
    let store = SqliteStore::open(&office.database()).unwrap();
    let clerk = store.read(|c| accounts::find(c, "vidu")).unwrap().unwrap();
    let day = Date::new(on.0, on.1, on.2).unwrap();
    let Some(Door::Office(reader, _)) = access::open(&store, &clerk, day).unwrap() else { panic!("no door") };
    reader.area().unwrap().unwrap()
}

/// Records that the office has of a commune as of a day; `None` when there is no such commune then.
fn received(office: &Office, unit: &str, on: (i32, u8, u8)) -> Option<u32> {
    let communes = area(office, on).communes;
    communes.iter().find(|commune| commune.unit.code.as_str() == unit).map(|view| view.standing.received)
}

fn groups(office: &Office, on: (i32, u8, u8)) -> Vec<(String, usize)> {
    let communes = area(office, on).communes;
    communes.iter().map(|view| (view.unit.code.to_string(), view.groups.len())).collect()
}

fn register(office: &Office, unit: &str) -> Option<UnitRegister> {
    let connection = Connection::open(office.database()).unwrap();
    let content = connection
        .query_row("SELECT content FROM register WHERE unit = ?1", [unit], |row| row.get::<_, Vec<u8>>(0));
    content.ok().map(|bytes| UnitRegister::from_bytes(&bytes).unwrap())
}

const TODAY: (i32, u8, u8) = (2026, 10, 12);

#[test]
fn sc12_an_old_code_is_mapped_to_the_new_and_sums_follow_by_date() {
    let mut office = Office::open(&[]);
    office.kill();
    // Vầu Cũ ended with the others, and nobody said into what; its phone still carries the old code.
    let old = "code,level,parent,name,valid_to\nBV3,commune,BM,Vầu Cũ,2025-06-30\n";
    office.run(&["import", "units", &file(&office, "units.csv", old)]);
    Connection::open(office.database())
        .unwrap()
        .execute("UPDATE account SET unit = 'BV3' WHERE id = 'lead_bv'", [])
        .unwrap();
    office.resume(&[]);
    let phone = Phone::enrol(&office, "lead_bv");
    let six = (1..=6).map(|number| phone.change(number, "BV3")).collect();
    let answer = phone.sync(&office, &asking("BV3", six));
    assert!(answer.verdicts.iter().all(|verdict| matches!(verdict, Verdict::Stored(_))), "{answer:?}");
    assert_eq!(received(&office, "BV", TODAY), Some(0), "nobody said that these are Bản Vầu's");

    // The clerk maps the old code to the new one.
    let clerk = office.log_in("vidu");
    let (preview, done) = reorganise(&office, &clerk, "act=merge&unit=BV3&into=BV&name=&from=01%2F07%2F2025");
    assert!(preview.contains("BV3: 6 bản ghi, trong đó 6 chưa gửi"), "{preview}");
    assert!(done.contains("data-done"), "{done}");
    assert_eq!(received(&office, "BV", TODAY), Some(6));
    assert_eq!(received(&office, "BV3", TODAY), None);
    assert_eq!(
        (received(&office, "BV3", (2025, 6, 30)), received(&office, "BV", (2025, 6, 30))),
        (Some(6), None)
    );
    assert_eq!(count(&office, "SELECT count(*) FROM change WHERE unit = 'BV3'"), 6, "they keep their code");

    // Whoever has not heard of it goes on under the old code.
    let later = phone.sync(&office, &asking("BV3", vec![phone.change(7, "BV3")]));
    assert!(matches!(later.verdicts[0], Verdict::Stored(_)), "{later:?}");
    assert_eq!(received(&office, "BV", TODAY), Some(7));
    assert_eq!(count(&office, "SELECT count(*) FROM refusal"), 0);
    assert_eq!(count(&office, "SELECT count(*) FROM audit WHERE action = 'units.reorganised'"), 1);
}

#[test]
fn sc12_a_programme_that_reveals_something_is_another_one_and_a_group_of_four_needs_four() {
    let office = Office::open(&[]);
    assert!(count(&office, "SELECT count(*) FROM loan WHERE programme = 'ex_prisoner' AND balance > 0") > 0);
    let province = office.log_in("giadinh");
    let page = office.get("/province", &province).text();
    assert!(!page.contains("án phạt tù") && !page.contains("ex_prisoner"), "named");
    let row = page.split("data-programme=\"other\"").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(row.contains("Chương trình khác"), "{row}");
    // A commune with few such loans shows no number of them.
    let sql = "SELECT unit FROM loan WHERE programme IN ('ex_prisoner', 'other') AND balance > 0
               GROUP BY unit HAVING count(*) < 5 LIMIT 1";
    let connection = Connection::open(office.database()).unwrap();
    let few: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    let page = office.get(&format!("/province?unit={few}"), &province).text();
    let row = page.split("data-programme=\"other\"").nth(1).unwrap().split("</tr>").next().unwrap();
    assert_eq!(row.matches("&lt; 5").count(), 3, "{row}");

    let list = "code,org,unit,village,head,members,members_saving,borrowers,outstanding,overdue,frozen,\
                interest_arrears,savings_balance,as_of\n\
                T-9001,youth_union,CT,Bản Nhỏ,Lò Thị Mẫu,9,3,4,1000000,0,0,0,0,2026-10-01\n";
    office.run(&["import", "groups", &file(&office, "groups.csv", list)]);
    let clerk = office.log_in("vidu");
    let page = office.get("/area?unit=CT", &clerk).text();
    let row = page.split("T-9001").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(row.contains("0 / 4"), "{row}");
}

/// A split of Huổi Trăng: three groups and Mẫu here, four groups and Thử there.
const SPLIT: &str = "act=split&unit=HT&code1=H1&name1=Huổi+Trên&code2=H2&name2=Huổi+Dưới&group.T-0001=1&\
    group.T-0002=1&group.T-0003=1&group.T-0004=2&group.T-0005=2&group.T-0006=2&group.T-0007=2&\
    account.mau=1&account.thu=2&rest=1&from=";

#[test]
fn the_parts_of_a_split_commune_have_their_groups_and_people_and_nobody_is_refused() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "thu");
    phone.sync(&office, &asking("HT", vec![phone.change(1, "HT")]));
    let clerk = office.log_in("vidu");
    let form = office.get("/units?act=split&unit=HT", &clerk).text();
    assert_eq!(form.matches("name=\"group.T-").count(), 7, "each group is asked for");
    let (preview, _) = reorganise(&office, &clerk, &format!("{SPLIT}12%2F10%2F2026"));
    assert!(preview.contains("data-groups=\"7\""), "{preview}");
    assert!(preview.contains("data-accounts=\"2\" data-phones=\"1\""), "{preview}");
    let now = groups(&office, TODAY);
    let of = |unit: &str| now.iter().find(|(code, _)| code == unit).map(|(_, groups)| *groups);
    assert_eq!((of("HT"), of("H1"), of("H2")), (None, Some(3), Some(4)));
    assert_eq!(now.iter().map(|(_, groups)| groups).sum::<usize>(), 124, "each group once");
    assert_eq!(groups(&office, (2026, 10, 11)).iter().map(|(_, groups)| groups).sum::<usize>(), 124);

    // The phone's person is at home in the second part: its register comes, with what tells the phone to move there.
    let answer = phone.sync(&office, &asking("HT", vec![phone.change(2, "HT")]));
    assert!(matches!(answer.verdicts[0], Verdict::Stored(_)), "late records come home under the old code");
    let units: Vec<&str> = answer.partitions.iter().map(|part| part.unit.as_str()).collect();
    assert!(units.contains(&"H2") && !units.contains(&"H1"), "{units:?}");
    let h2 = register(&office, "H2").unwrap();
    assert_eq!((h2.groups.len(), h2.units.iter().any(|unit| unit.code.as_str() == "HT")), (4, true));
    // Both activities name no group: they are summed where the rest goes, once.
    assert_eq!((received(&office, "H1", TODAY), received(&office, "H2", TODAY)), (Some(2), Some(0)));
}

#[test]
fn what_is_planned_for_a_day_happens_on_that_day_and_not_before() {
    let office = Office::open(&[]);
    let clerk = office.log_in("vidu");
    let before = register(&office, "HT").unwrap();
    reorganise(&office, &clerk, &format!("{SPLIT}20%2F10%2F2026"));
    assert_eq!(register(&office, "H2"), None);
    assert_eq!(register(&office, "HT").unwrap().groups, before.groups);
    assert_eq!(count(&office, "SELECT count(*) FROM account WHERE unit = 'HT'"), 2);
    assert_eq!(groups(&office, (2026, 10, 19)).iter().find(|(code, _)| code == "HT").unwrap().1, 7);

    let store = SqliteStore::open(&office.database()).unwrap();
    let begin = |day| store.write::<_, StorageError>(|tx| units::begin_day(tx, day)).unwrap();
    begin(Date::new(2026, 10, 19).unwrap());
    assert_eq!(register(&office, "H2"), None);
    assert!(begin(Date::new(2026, 10, 20).unwrap()) > 0);
    assert_eq!(register(&office, "H2").unwrap().groups.len(), 4);
    assert_eq!(count(&office, "SELECT count(*) FROM account WHERE unit = 'H2' AND id = 'thu'"), 1);
    assert_eq!(begin(Date::new(2026, 10, 20).unwrap()), 0, "a day begins once");
}

#[test]
fn each_keeper_reorganises_the_own_units_only_after_seeing_what_it_does() {
    let office = Office::open(&[]);
    let units = count(&office, "SELECT count(*) FROM unit");
    assert_eq!(office.get("/units", &office.log_in("giadinh")).status, 403);
    let clerk = office.log_in("vidu");
    let forged = office.post("/units", &clerk, "form_token=x&act=rename&unit=HT&name=Khác&from=12/10/2026");
    assert_eq!(forged.status, 403);
    let told = |fields: &str| {
        let answer = press(&office, &clerk, fields);
        assert_eq!(answer.status, 422, "{}", answer.text());
        answer.text().split("data-wont>").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    let cases = [
        ("act=rename&unit=BM&name=Khác&from=12/10/2026", "BM không thuộc phạm vi của bạn."),
        ("act=abolish&level=area&from=12/10/2026", "BM không thuộc phạm vi của bạn."),
        ("act=merge&unit=HT&unit=XX&into=HX&name=Mới&from=12/10/2026", "Ngày trước đó không có đơn vị XX."),
        ("act=merge&unit=HT&unit=NS&into=HX&name=&from=12/10/2026", "Hãy ghi tên của HX."),
        ("act=merge&unit=HT&into=Hội&name=&from=12/10/2026", "“Hội” không phải mã"),
        ("act=rename&unit=HT&name=Khác&from=ngày+mai+kia", "Hãy ghi ngày, ví dụ 01/07/2025."),
        ("act=rename&unit=HT&name=Khác&from=12/10/2026&seen=abc", "Dữ liệu đã đổi sau khi xem trước"),
    ];
    for (fields, expected) in cases {
        let words = told(fields);
        assert!(words.starts_with(expected), "{fields}: {words}");
    }
    assert_eq!(count(&office, "SELECT count(*) FROM unit"), units, "nothing was done");
    let (_, done) = reorganise(&office, &clerk, "act=rename&unit=HT&name=Huổi+Trăng+Mới&from=12/10/2026");
    assert!(done.contains("Huổi Trăng Mới"));
    let named = |on| {
        let communes = area(&office, on).communes;
        communes.iter().find(|commune| commune.unit.code.as_str() == "HT").unwrap().unit.name.clone()
    };
    assert_eq!((named((2026, 10, 11)), named(TODAY)), ("Huổi Trăng".into(), "Huổi Trăng Mới".into()));
}

#[test]
fn the_command_shows_first_and_does_when_told_to() {
    let office = Office::open(&[]);
    let merge = ["units", "merge", "HT", "NS", "--into", "HS", "--name", "Huổi Sao", "--from", "2026-10-10"];
    let shown = office.run(&merge);
    assert!(shown.contains("nothing was done") && shown.contains("group\tT-0001\tHT -> HS"), "{shown}");
    assert_eq!(groups(&office, TODAY).len(), 14);
    let done = office.run(&[&merge[..], &["--do"]].concat());
    assert!(done.ends_with("done\n"), "{done}");
    let now = groups(&office, TODAY);
    assert_eq!((now.len(), now.iter().find(|(code, _)| code == "HS").unwrap().1), (13, 11));
    let again = office.run_in_vain(&[&merge[..], &["--do"]].concat());
    assert!(again.contains("HT"), "{again}");
    assert!(office.run(&["units", "list"]).contains("HS\tcommune\tBM\tHuổi Sao\t10/10/2026\t-"));
}
