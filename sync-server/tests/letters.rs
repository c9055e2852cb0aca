//! Sealed files that somebody carries, against the real process: by page and by command.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use std::fs;

use rusqlite::Connection;
use shared::id::SealKey;
use shared::sync::letter::{self, Question, Reply};
use shared::sync::wire::Verdict;
use support::{Answer, Keys, Office, Phone, asking, brought};

/// A phone's letter to its office.
fn written(office: &Office, phone: &Phone, numbers: &[u8]) -> Vec<u8> {
    sealed(office.key(), phone, "BM", numbers)
}

fn sealed(key: SealKey, phone: &Phone, area: &str, numbers: &[u8]) -> Vec<u8> {
    let changes = numbers.iter().map(|number| phone.change(*number, &phone.unit)).collect();
    let question = Question { device: phone.device.0.into(), request: asking(&phone.unit, changes) };
    letter::to_office(key, &area.parse().unwrap(), &question, [numbers[0]; 32]).unwrap()
}

/// Hands a file in by the clerk's page.
fn hand_in(office: &Office, cookie: &str, file: &[u8]) -> Answer {
    let page = office.get("/letters", cookie).text();
    let token = page.split("name=\"form_token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n--x\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"a.soban\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let headers = [("cookie", cookie), ("content-type", "multipart/form-data; boundary=x")];
    office.send("POST", "/letters", &headers, &body)
}

fn count(office: &Office, question: &str) -> i64 {
    Connection::open(office.database()).unwrap().query_row(question, [], |row| row.get(0)).unwrap()
}

fn open(office: &Office, phone: &Phone, answer: &[u8]) -> Reply {
    letter::open_on_phone(&Keys::of(1).seal, phone.device, office.key(), answer).unwrap()
}

#[test]
fn a_letter_is_worth_an_exchange_and_twice_is_worth_once() {
    let office = Office::open(&[]);
    let (phone, other) = (Phone::enrol(&office, "thu"), Phone::enrol(&office, "mau"));
    other.sync(&office, &asking("HT", vec![other.change(9, "HT")]));
    let file = written(&office, &phone, &[1, 2, 3]);
    let clerk = office.log_in("vidu");

    let first = hand_in(&office, &clerk, &file);
    assert_eq!(first.status, 200, "{}", first.text());
    assert!(first.text().contains("data-fresh=\"3\"") && first.text().contains("data-known=\"0\""));
    let second = hand_in(&office, &clerk, &file).text();
    assert!(second.contains("data-fresh=\"0\"") && second.contains("data-known=\"3\""), "{second}");
    assert_eq!(count(&office, "SELECT count(*) FROM change"), 4);
    assert_eq!(count(&office, "SELECT count(*) FROM letter"), 1);
    let by_network = phone.sync(&office, &asking("HT", vec![phone.change(1, "HT")]));
    assert_eq!(by_network.verdicts, [Verdict::Duplicate(2)]);

    // The answer: receipts, and what the others wrote.
    let link = second.split("href=\"/letters/").nth(1).unwrap().split('"').next().unwrap();
    let answer = office.get(&format!("/letters/{link}"), &clerk);
    assert!(answer.header("content-disposition").ends_with(".soban\""));
    let reply = open(&office, &phone, &answer.body);
    assert_eq!(*reply.letter, letter::outside(&file).unwrap().id);
    assert_eq!(reply.responses[0].verdicts.len(), 3);
    assert_eq!(brought(&reply.responses[0]).len(), 1, "the other phone's record");
    assert!(reply.responses[0].partitions[0].register.is_some());
    assert_eq!(reply.responses[0].people[0].name, "Vàng Thị Mẫu");
    assert!(office.run(&["check"]).contains("records: 4"));
}

#[test]
fn an_answer_holds_all_that_the_phone_would_have_been_told() {
    let office = Office::open(&["--records"]);
    let code = office.run(&["device", "code", "--account", "lead_kl"]);
    let phone = Phone::of(&office.enrol(code.split_whitespace().next().unwrap()));
    let out = office.folder.path().join("answer.soban");
    let file = office.folder.path().join("letter.soban");
    fs::write(&file, written(&office, &phone, &[1])).unwrap();
    let told = office.run(&["carry", file.to_str().unwrap(), "--answer", out.to_str().unwrap()]);
    assert!(told.contains("1 new, 0 known, 0 refused"), "{told}");
    let reply = open(&office, &phone, &fs::read(out).unwrap());
    let last = reply.responses.last().unwrap();
    assert!(last.partitions.iter().all(|news| !news.more), "to the end of the log");
    let all = count(&office, "SELECT count(*) FROM change WHERE unit = 'KL'");
    let held: std::collections::BTreeSet<u64> = reply
        .responses
        .iter()
        .flat_map(|response| response.partitions.iter())
        .flat_map(|news| news.changes(shared::limits::ANSWER_ROOM).unwrap())
        .map(|(position, _)| position)
        .collect();
    assert!(i64::try_from(held.len()).unwrap() >= all - 1, "{} of {all}", held.len());
}

#[test]
fn what_is_not_for_this_office_is_refused_in_words_and_changes_nothing() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "thu");
    let clerk = office.log_in("vidu");
    let good = written(&office, &phone, &[1]);
    let mut damaged = good.clone();
    damaged[80] ^= 1;
    let elsewhere = sealed(Keys::of(5).seal.public(), &phone, "PT", &[1]);
    let nobody = Phone { device: shared::id::DeviceId([7; 8]), ..Phone::enrol(&office, "mau") };
    let unknown = written(&office, &nobody, &[1]);
    for (file, code) in [
        (damaged, "letter.damaged"),
        (good[..100].to_vec(), "letter.damaged"),
        (elsewhere.clone(), "letter.other_area"),
        (b"PK\x03\x04".to_vec(), "letter.not_ours"),
        (Vec::new(), "letter.not_ours"),
        (unknown, "letter.unknown_device"),
    ] {
        let refused = hand_in(&office, &clerk, &file);
        assert_eq!(refused.status, 422, "{code}");
        assert!(refused.text().contains(&format!("data-code=\"{code}\"")), "{code}: {}", refused.text());
    }
    assert!(hand_in(&office, &clerk, &elsewhere).text().contains("(PT)"));
    let huge = hand_in(&office, &clerk, &vec![7; 5 * 1024 * 1024]);
    assert_eq!(huge.status, 413);
    let path = office.folder.path().join("elsewhere.soban");
    fs::write(&path, elsewhere).unwrap();
    let told = office.run_in_vain(&["carry", path.to_str().unwrap()]);
    assert!(told.contains("khu vực khác (PT)") && told.contains("letter.other_area"), "{told}");
    assert_eq!(count(&office, "SELECT count(*) FROM change"), 0);
    assert!(count(&office, "SELECT count(*) FROM audit WHERE action = 'letter.refused'") >= 8);
}

#[test]
fn only_a_clerk_takes_letters_and_only_of_the_own_area() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "thu");
    for account in ["thanhtra", "giadinh", "quantri", "mau"] {
        let cookie = office.log_in(account);
        assert_eq!(office.get("/letters", &cookie).status, 403, "{account}");
    }
    let clerk = office.log_in("vidu");
    let file = written(&office, &phone, &[1]);
    assert_eq!(hand_in(&office, &clerk, &file).status, 200);
    let headers = [("cookie", clerk.as_str()), ("content-type", "multipart/form-data; boundary=x")];
    assert_eq!(office.send("POST", "/letters", &headers, b"--x--\r\n").status, 403, "a form of another page");

    // The commune moves to another area: its letters are that area's from now on.
    let connection = Connection::open(office.database()).unwrap();
    connection.execute("UPDATE unit SET parent = 'TN' WHERE code = 'HT'", []).unwrap();
    let refused = hand_in(&office, &clerk, &file);
    assert!(refused.text().contains("letter.other_area"));
    let name = shared::id::DeviceId(letter::outside(&file).unwrap().id);
    assert_eq!(office.get(&format!("/letters/{name}"), &clerk).status, 404);
}

#[test]
fn a_revoked_phone_is_heard_only_when_somebody_answers_for_it() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "thu");
    let path = office.folder.path().join("letter.soban");
    fs::write(&path, written(&office, &phone, &[1, 2])).unwrap();
    let path = path.to_str().unwrap();
    office.run(&["device", "revoke", &phone.device.to_string()]);
    assert!(office.run_in_vain(&["carry", path]).contains("letter.revoked"));
    assert_eq!(count(&office, "SELECT count(*) FROM change"), 0);
    let told = office.run(&["carry", path, "--also-revoked"]);
    assert!(told.contains("2 new, 0 known, 0 refused"), "{told}");
}

#[test]
fn the_key_of_the_office_is_made_with_its_database_and_kept() {
    let mut office = Office::open(&[]);
    office.kill();
    let connection = Connection::open(office.database()).unwrap();
    let key = |connection: &Connection| -> Vec<u8> {
        let sql = "SELECT value FROM value WHERE shelf = 'meta' AND key = 'seal_key'";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let before = key(&connection);
    assert_eq!(before.len(), 32);
    drop(connection);
    office.resume(&[]);
    let connection = Connection::open(office.database()).unwrap();
    assert_eq!(key(&connection), before, "and keeps it");
}
