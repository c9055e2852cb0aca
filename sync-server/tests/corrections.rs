//! What comes after a record was handed in: late edits, corrections, striking out, and the sheet that was issued.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use shared::crdt::{Actor, Document};
use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::review;
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use support::{Answer, Made, Office, Phone, asking};

/// KT-T-0007.
const RECORD: DocId = DocId([0x70; 16]);
/// 9 October 2026, by the phone's clock.
const OCT_9: i64 = 1_791_500_000_000;

fn edit(key: &str, value: impl Into<Scalar>) -> Edit {
    (key.to_owned(), value.into())
}

/// A phone that writes the inspection.
struct Pen {
    phone: Phone,
    document: Document,
    start: u8,
}

impl Pen {
    fn of(office: &Office, account: &str, start: u8) -> Self {
        Self { phone: Phone::enrol(office, account), document: Document::new(), start }
    }

    /// Writes one change; it is sent by `send`.
    fn write(&mut self, edits: &[Edit]) -> Made {
        let device = self.phone.device;
        let actor = Actor { device, start: [self.start; 8], doc: RECORD };
        let mut all = edits.to_vec();
        all.extend(review::handing_in(edits, &self.document.heads()));
        let written = self.document.write(&actor, &all, OCT_9).unwrap();
        Made { device, doc: RECORD, kind: Kind::Inspection, bytes: written.bytes }
    }

    fn send(&self, office: &Office, made: Made) {
        let response = self.phone.sync(office, &asking("HT", vec![made]));
        assert_eq!(response.verdicts.len(), 1);
        assert!(
            matches!(response.verdicts[0], shared::sync::wire::Verdict::Stored(_)),
            "{:?}",
            response.verdicts
        );
    }

    /// SC-8: the inspection of T-0007, with 18 million overdue; handed in.
    fn hand_in(&mut self, office: &Office) {
        let mut edits = vec![
            edit("kind", "inspection"),
            edit("org", "youth_union"),
            edit("unit", "HT"),
            edit("inspection_kind", "commune_to_group"),
            edit("group_code", "T-0007"),
            edit("event_date", Date::new(2026, 10, 9).unwrap()),
            edit("general.overdue", 18_000_000),
            edit("state", "completed"),
        ];
        for borrower in 0..5 {
            edits.push(edit(&format!("borrower.b{borrower}.loan_code"), format!("L{borrower}")));
        }
        let made = self.write(&edits);
        self.send(office, made);
        let made = self.write(&[edit("state", State::Submitted.code())]);
        self.send(office, made);
    }

    /// Knows what another phone knows.
    fn learn(&mut self, bytes: &[&[u8]]) {
        self.document.apply(bytes.iter().copied()).unwrap();
    }
}

/// The clerk.
struct Clerk<'o> {
    office: &'o Office,
    cookie: String,
}

impl<'o> Clerk<'o> {
    fn of(office: &'o Office) -> Self {
        Self { office, cookie: office.log_in("vidu") }
    }

    fn get(&self, path: &str) -> String {
        let answer = self.office.get(path, &self.cookie);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    fn record(&self) -> String {
        self.get(&format!("/area/record?doc={RECORD}"))
    }

    fn press(&self, path: &str, page: &str, more: &str) -> Answer {
        let hidden = |name: &str| {
            let after = format!("name=\"{name}\" value=\"");
            let value = page.split(&after).nth(1).map(|rest| rest.split('"').next().unwrap_or_default());
            value.map(|value| format!("{name}={value}&")).unwrap_or_default()
        };
        let hidden: String = ["form_token", "submission", "version", "hash"].map(hidden).concat();
        self.office.post(path, &self.cookie, &format!("{hidden}{}", more.replace(' ', "+")))
    }

    fn decide(&self, more: &str) -> u16 {
        self.press(&format!("/area/record?doc={RECORD}"), &self.record(), more).status
    }

    fn count(&self, about: &str) -> usize {
        let page = self.get("/area/records?unit=HT");
        let after = format!("data-about=\"{about}\" data-count=\"");
        page.split(&after).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    }

    fn sheet(&self, month: &str) -> String {
        self.get(&format!("/area/briefing?unit=HT&month={month}"))
    }
}

/// The figure of an item on a sheet.
fn figure(page: &str, item: &str, of: &str) -> String {
    let after = format!("data-item=\"{item}\" data-of=\"{of}\"");
    let row = page.split(&after).nth(1).unwrap_or_default();
    row.split("<dd>").nth(1).unwrap_or_default().split("</dd>").next().unwrap_or_default().to_owned()
}

fn hash(page: &str) -> String {
    page.split("data-hash=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn quota(clerk: &Clerk<'_>) -> String {
    let page = clerk.get("/area?unit=HT");
    let cards = page.split("<ul class=\"cards\">").nth(1).unwrap();
    cards.split("</ul>").next().unwrap().to_owned()
}

#[test]
fn sc8_a_correction_is_approved_and_what_was_issued_stays() {
    let mut office = Office::open(&["--records"]);
    let mut lead = Pen::of(&office, "mau", 1);
    lead.hand_in(&office);
    {
        let clerk = Clerk::of(&office);
        let waiting = clerk.count("waiting");
        assert_eq!(clerk.decide("decision=accepted&reason="), 303);
        assert_eq!(clerk.count("waiting"), waiting - 1);
        let october = clerk.sheet("2026-10");
        assert_eq!(figure(&october, "overdue_seen", "T-0007"), "18.000.000\u{a0}₫");
        let issued = clerk.press("/area/briefing?unit=HT&month=2026-10", &october, "");
        assert_eq!(issued.status, 303, "{}", issued.text());
    }
    office.kill();
    office.today = "2026-11-03";
    office.resume(&[]);

    let clerk = Clerk::of(&office);
    let issued = clerk.sheet("2026-10");
    let (frozen, before) = (hash(&issued), quota(&clerk));
    let made = lead.write(&[
        edit("correction.a.key", "general.overdue"),
        edit("correction.a.new", 8_000_000),
        edit("correction.a.reason", "ghi nhầm"),
    ]);
    lead.send(&office, made);
    assert_eq!(clerk.count("corrections"), 1);
    let record = clerk.record();
    assert!(record.contains("18.000.000\u{a0}₫ → 8.000.000\u{a0}₫") && record.contains("ghi nhầm"));
    assert!(record.contains("Vàng Thị Mẫu"), "who asked");
    assert_eq!(clerk.decide("correction=a&decision=decline&reason="), 422, "declining needs a reason");
    for _ in 0..2 {
        assert_eq!(clerk.decide("correction=a&decision=grant&reason="), 303, "pressed twice is once");
    }
    assert_eq!(clerk.decide("correction=a&decision=decline&reason=khong"), 409);
    assert_eq!(clerk.count("corrections"), 0, "what is decided leaves the list");

    let record = clerk.record();
    assert!(record.contains("data-state=\"corrected\""));
    assert!(record.contains("(đính chính ngày 03/11/2026; trước đó: 18.000.000\u{a0}₫)"));
    let form = format!("/area/print?doc={RECORD}&form=16td");
    let minutes = clerk.press(&form, &clerk.get(&form), "purpose=chép").text();
    let overdue = minutes.split("data-item=\"overdue\"").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(overdue.contains("<dd>8</dd>"), "in millions, as corrected: {overdue}");
    assert!(minutes.contains("(đính chính ngày 03/11/2026)"), "and the helper sheet says so");
    let november = clerk.sheet("2026-11");
    let changed = november.split("data-changed=\"overdue_seen\" data-of=\"T-0007\"").nth(1).unwrap();
    let changed = changed.split("</tr>").next().unwrap();
    for part in ["18.000.000\u{a0}₫", "8.000.000\u{a0}₫ (đính chính ngày 03/11/2026)", "−10.000.000\u{a0}₫"]
    {
        assert!(changed.contains(part), "{part}: {changed}");
    }
    let reprinted = clerk.sheet("2026-10");
    assert_eq!(hash(&reprinted), frozen, "October's print is unchanged");
    assert_eq!(figure(&reprinted, "overdue_seen", "T-0007"), "18.000.000\u{a0}₫");
    assert_eq!(quota(&clerk), before, "the quota is unaffected");
    let draft = clerk.get("/area/briefing?unit=HT&month=2026-10&issued=0");
    assert_eq!(figure(&draft, "overdue_seen", "T-0007"), "8.000.000\u{a0}₫ (đính chính ngày 03/11/2026)");
}

#[test]
fn d14_a_late_edit_is_shown_apart_until_somebody_decided() {
    let office = Office::open(&[]);
    let mut lead = Pen::of(&office, "mau", 1);
    let mut officer = Pen::of(&office, "thu", 2);
    let written = {
        let edits = [edit("kind", "inspection"), edit("unit", "HT"), edit("paper_no", "01")];
        lead.write(&edits)
    };
    officer.learn(&[&written.bytes]);
    lead.send(&office, written);
    let late = officer.write(&[edit("paper_no", "02"), edit("notes.n1", "gặp lại ngày mai")]);
    let made = lead.write(&[edit("state", "submitted"), edit("event_date", Date::new(2026, 10, 9).unwrap())]);
    lead.send(&office, made);
    let clerk = Clerk::of(&office);
    assert_eq!((clerk.count("waiting"), clerk.count("late")), (1, 0));
    officer.send(&office, late);
    assert_eq!((clerk.count("waiting"), clerk.count("late")), (1, 1));
    let page = clerk.record();
    assert!(
        page.contains("data-late=\"2\"") && page.contains("Lò Văn Thử") && page.contains("gặp lại ngày mai")
    );
    let chapters = page.split("Thông tin chung").nth(1).unwrap();
    assert!(chapters.contains("<dd>01"), "what counts is what was handed in: {chapters}");
    assert_eq!(clerk.decide("decision=accepted&reason="), 303);
    assert_eq!((clerk.count("waiting"), clerk.count("late")), (0, 0), "the clerk has seen it");
    assert!(clerk.record().contains("data-late=\"2\""), "and it stays to be seen");
}

#[test]
fn struck_out_and_edited_at_once_stays_struck_out_until_the_clerk_gives_it_back() {
    let office = Office::open(&[]);
    let mut lead = Pen::of(&office, "mau", 1);
    let mut officer = Pen::of(&office, "thu", 2);
    let written = lead.write(&[edit("kind", "inspection"), edit("unit", "HT"), edit("paper_no", "01")]);
    officer.learn(&[&written.bytes]);
    lead.send(&office, written);
    let made = officer.write(&[edit("paper_no", "02")]);
    officer.send(&office, made);
    let void = lead.write(&[edit("state", "void"), edit("void_reason", "ghi trùng")]);
    lead.send(&office, void);
    let clerk = Clerk::of(&office);
    assert_eq!((clerk.count("waiting"), clerk.count("late")), (0, 1));
    let page = clerk.record();
    assert!(
        page.contains("data-state=\"void\"")
            && page.contains("ghi trùng")
            && page.contains("data-late=\"1\"")
    );
    assert_eq!(clerk.decide("decision=void&reason="), 303, "it is kept struck out");
    assert_eq!(clerk.count("late"), 0);
    assert_eq!(clerk.decide("decision=returned&reason=sửa đi"), 303);
    assert!(clerk.record().contains("data-state=\"returned\""));
}

#[test]
fn the_clerk_strikes_out_with_a_reason_and_the_figures_lose_it() {
    let office = Office::open(&[]);
    let mut lead = Pen::of(&office, "mau", 1);
    lead.hand_in(&office);
    let clerk = Clerk::of(&office);
    let counted = |clerk: &Clerk<'_>| figure(&clerk.sheet("2026-10"), "groups_in_month", "");
    assert_eq!(counted(&clerk), "1");
    assert_eq!(clerk.decide("decision=void&reason=+"), 422);
    assert_eq!(clerk.decide("decision=void&reason=trùng biên bản"), 303);
    assert!(clerk.record().contains("data-state=\"void\"") && clerk.record().contains("trùng biên bản"));
    assert_eq!(counted(&clerk), "0");
    assert_eq!(clerk.count("waiting"), 0);
}

#[test]
fn a_sheet_is_issued_as_it_was_read_and_only_by_the_clerk() {
    let office = Office::open(&["--records"]);
    let clerk = Clerk::of(&office);
    let path = "/area/briefing?unit=HT&month=2026-10";
    let page = clerk.sheet("2026-10");
    for heading in
        ["I. CÔNG TÁC TUYÊN TRUYỀN", "III. NỢ QUÁ HẠN, LÃI TỒN, TIỀN GỬI", "VI. NHIỆM VỤ THÁNG SAU"]
    {
        assert!(page.contains(heading), "{heading}");
    }
    let other = page.replace(
        &format!("name=\"hash\" value=\"{}", hash(&page)),
        &format!("name=\"hash\" value=\"{}", "0".repeat(64)),
    );
    assert_eq!(clerk.press(path, &other, "").status, 409);
    for _ in 0..2 {
        assert_eq!(clerk.press(path, &page, "").status, 303);
    }
    let issued: i64 = Connection::open(office.database())
        .unwrap()
        .query_row("SELECT count(*) FROM issued", [], |row| row.get(0))
        .unwrap();
    assert_eq!(issued, 1, "pressed twice is once");
    assert!(clerk.sheet("2026-10").contains("data-issued=\"true\""));
    assert_eq!(office.get("/area/briefing?unit=TN&month=2026-10", &clerk.cookie).status, 404);
    assert_eq!(office.get("/area/briefing?unit=HT&month=13/2026", &clerk.cookie).status, 422);
    let typed = office.get("/area/briefing?unit=HT&month=9/2026", &clerk.cookie);
    assert!(typed.text().contains("value=\"09/2026\""), "a month is typed as people write it");
    for account in ["lead_cl", "giadinh", "quantri"] {
        assert_eq!(office.get(path, &office.log_in(account)).status, 403, "{account}");
    }
}

#[test]
fn the_inbox_has_pages_filters_and_the_silent_communes() {
    let office = Office::open(&["--records"]);
    let clerk = Clerk::of(&office);
    let page = clerk.get("/area/records");
    assert!(page.matches("<tr data-doc=").count() <= 50);
    assert!(page.contains("data-about=\"late\"") && page.contains("Nậm Đào"));
    let filtered = clerk.get("/area/records?unit=CL&kind=outreach&about=all");
    assert!(!filtered.contains("Kiểm tra T-"), "only outreach");
    let all = clerk.get("/area/records?about=all&page=99");
    assert!(all.contains("<tr data-doc="), "a page beyond the last is the last");
    assert_eq!(office.get("/area/records?unit=XX", &clerk.cookie).status, 404);
}
