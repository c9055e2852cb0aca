//! A clerk at the pages of reports, and phones that hand in what they count.

use shared::crdt::{Actor, Document};
use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::review;
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use shared::sync::wire::Verdict;

use crate::support::{Answer, Made, Office, Phone, asking};

/// An inspection of a group by its commune, handed in.
pub fn inspection(phone: &Phone, number: u8, group: &str, day: Date) -> Vec<Made> {
    let doc = DocId([number; 16]);
    let actor = Actor { device: phone.device, start: [number; 8], doc };
    let edit = |key: &str, value: Scalar| -> Edit { (key.to_owned(), value) };
    let mut edits = vec![
        edit("kind", "inspection".into()),
        edit("org", "youth_union".into()),
        edit("unit", phone.unit.as_str().into()),
        edit("inspection_kind", "commune_to_group".into()),
        edit("group_code", group.into()),
        edit("event_date", day.into()),
        edit("state", "completed".into()),
    ];
    for borrower in 0..5 {
        edits.push(edit(&format!("borrower.b{borrower}.loan_code"), format!("{group}-{borrower}").into()));
    }
    let mut document = Document::new();
    let mut changes = Vec::new();
    for mut step in [edits, vec![edit("state", State::Submitted.code().into())]] {
        step.extend(review::handing_in(&step, &document.heads()));
        let written = document.write(&actor, &step, 1_793_000_000_000).unwrap();
        changes.push(Made { device: phone.device, doc, kind: Kind::Inspection, bytes: written.bytes });
    }
    changes
}

pub fn come_in(office: &Office, phone: &Phone, changes: Vec<Made>) {
    let count = changes.len();
    let response = phone.sync(office, &asking(&phone.unit, changes));
    assert_eq!(response.verdicts.len(), count);
    assert!(response.verdicts.iter().all(|verdict| matches!(verdict, Verdict::Stored(_))), "{response:?}");
}

/// A clerk at their pages.
pub struct Clerk<'o> {
    pub office: &'o Office,
    pub cookie: String,
}

impl<'o> Clerk<'o> {
    pub fn of(office: &'o Office, account: &str) -> Self {
        Self { office, cookie: office.log_in(account) }
    }

    pub fn get(&self, path: &str) -> String {
        let answer = self.office.get(path, &self.cookie);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    /// Sends a form of a page, with what the page put into it.
    pub fn press(&self, path: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
        let token = value(page, "form_token");
        let pairs = fields.iter().map(|(name, text)| format!("{name}={}", encoded(text)));
        let body: Vec<String> = pairs.chain([format!("form_token={token}")]).collect();
        self.office.post(path, &self.cookie, &body.join("&"))
    }

    /// Types into a place of the draft.
    pub fn type_in(&self, path: &str, place: &str, text: &str) -> Answer {
        let page = self.get(&format!("{path}&issued=0"));
        self.type_over(path, &page, place, text)
    }

    /// Types into a place of a page that was opened before.
    pub fn type_over(&self, path: &str, page: &str, place: &str, text: &str) -> Answer {
        let (seen, field) = (format!("seen.{place}"), format!("text.{place}"));
        let act = if place == "recipients" { "recipients" } else { "words" };
        let seen_value = value(page, &seen);
        self.press(path, page, &[("act", act), (&seen, &seen_value), (&field, text)])
    }

    /// Issues the draft of a page.
    pub fn issue(&self, path: &str, page: &str) -> u16 {
        self.press(path, page, &[("act", "issue"), ("hash", &hash(page))]).status
    }

    /// Marks what is issued as sent.
    pub fn send(&self, path: &str) -> Answer {
        self.send_from(path, &self.get(path))
    }

    /// The same from a page that was opened before.
    pub fn send_from(&self, path: &str, page: &str) -> Answer {
        let paper = value(page, "paper");
        self.press(path, page, &[("act", "send"), ("paper", &paper), ("to", "Tỉnh đoàn")])
    }
}

pub fn encoded(text: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    bytes.concat()
}

/// The value of a field of a page.
pub fn value(page: &str, name: &str) -> String {
    let after = format!("name=\"{name}\" value=\"");
    page.split(&after).nth(1).unwrap_or_default().split('"').next().unwrap_or_default().to_owned()
}

pub fn hash(page: &str) -> String {
    page.split("data-hash=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The paper itself, without the forms under it.
pub fn paper(page: &str) -> &str {
    let from = page.find("<article").unwrap();
    &page[from..page.find("</footer>").unwrap()]
}

/// Without its tags.
pub fn words(markup: &str) -> String {
    let mut text = String::new();
    for piece in markup.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How the list of a year tells that a report stands to its deadline.
pub fn standing(page: &str, row: &str) -> String {
    let row = page.split(row).nth(1).unwrap().split("</tr>").next().unwrap();
    row.split("data-standing=\"").nth(1).unwrap_or_default().split('"').next().unwrap().to_owned()
}
