//! Records that a lead hands in, and what the office's pages then say of them.

use rusqlite::Connection;
use shared::crdt::{Actor, Document};
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use shared::sync::wire::Verdict;

use super::{Made, Office, Phone, asking};

pub fn text(value: &str) -> Scalar {
    value.into()
}

/// A record of the phone's unit that was handed in, or lives.
pub fn made(phone: &Phone, number: u8, kind: Kind, on: i64, fields: &[(&str, Scalar)]) -> Made {
    let doc = DocId([number; 16]);
    let actor = Actor { device: phone.device, start: [number; 8], doc };
    let edit = |(key, value): &(&str, Scalar)| -> Edit { ((*key).to_owned(), value.clone()) };
    let first = [
        ("kind", text(kind.code())),
        ("unit", text(&phone.unit)),
        ("org", text("youth_union")),
        ("event_date", on.into()),
    ];
    let mut edits: Vec<Edit> = first.iter().chain(fields).map(edit).collect();
    if !kind.is_living() && !fields.iter().any(|(key, _)| *key == "state") {
        let handed_in =
            [("state", text("submitted")), ("submitted_heads", text("00000000000000000000000000000000"))];
        edits.extend(handed_in.iter().map(edit));
    }
    let written = Document::new().write(&actor, &edits, 1_791_200_000_000).unwrap();
    Made { device: phone.device, doc, kind, bytes: written.bytes }
}

/// An office to which the lead of Huổi Trăng has sent these records; the clerk's cookie.
pub fn office_with(records: impl FnOnce(&Phone) -> Vec<Made>) -> (Office, String) {
    let office = Office::open(&[]);
    hand_in(&office, "mau", records);
    let cookie = office.log_in("vidu");
    (office, cookie)
}

/// What somebody's new phone sends.
pub fn hand_in(office: &Office, account: &str, records: impl FnOnce(&Phone) -> Vec<Made>) {
    let phone = Phone::enrol(office, account);
    let answer = phone.sync(office, &asking(&phone.unit, records(&phone)));
    assert!(
        answer.verdicts.iter().all(|verdict| matches!(verdict, Verdict::Stored(_))),
        "{:?}",
        answer.verdicts
    );
}

pub fn list(office: &Office, cookie: &str, query: &str) -> String {
    let answer = office.get(&format!("/area/list?kind={query}"), cookie);
    assert_eq!(answer.status, 200, "{query}");
    answer.text()
}

/// The words of a row, its cells parted by `|`.
pub fn row(page: &str, id: &str) -> String {
    let row = page.split("<tr data-row=\"").find(|row| row.starts_with(&format!("{id}\""))).unwrap();
    words(row.split("</tr>").next().unwrap().split_once('>').unwrap().1)
}

pub fn words(markup: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for sign in markup.replace("</td>", "|").replace("</th>", "|").chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            sign if !inside => words.push(sign),
            _ => {}
        }
    }
    words
}

pub fn ids(page: &str) -> Vec<String> {
    page.split("<tr data-row=\"").skip(1).map(|row| row.split('"').next().unwrap().to_owned()).collect()
}

pub fn doc(number: u8) -> String {
    DocId([number; 16]).to_string()
}

/// The number of a card.
pub fn figure<'p>(page: &'p str, name: &str) -> &'p str {
    let card = page.split(&format!("data-figure=\"{name}\">")).nth(1).unwrap();
    card.split('<').next().unwrap()
}

pub fn audited(office: &Office, action: &str) -> Vec<String> {
    let connection = Connection::open(office.database()).unwrap();
    let mut rows = connection
        .prepare("SELECT detail FROM audit WHERE account = 'vidu' AND action = ?1 ORDER BY id")
        .unwrap();
    rows.query_map([action], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}
