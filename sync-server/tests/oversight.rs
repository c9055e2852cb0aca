//! What the area office does beyond deciding: it draws the groups to visit, and counts what its team inspected on
//! several levels.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use shared::crdt::{Actor, Document};
use shared::id::DocId;
use shared::record::{Edit, Kind};
use shared::sync::wire::Verdict;
use support::{Made, Office, Phone, asking, brought};

fn hidden_token(page: &str) -> String {
    page.split("name=\"form_token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// A record that was handed in.
fn handed_in(phone: &Phone, number: u8, kind: Kind, unit: &str, edits: &[(&str, &str)]) -> Made {
    let doc = DocId([number; 16]);
    let actor = Actor { device: phone.device, start: [number; 8], doc };
    let text = |(key, value): &(&str, &str)| -> Edit { ((*key).to_owned(), (*value).into()) };
    let mut all: Vec<Edit> =
        [("kind", kind.code()), ("unit", unit), ("org", "youth_union")].iter().map(text).collect();
    all.push(("event_date".into(), 20_261_006.into()));
    all.extend(edits.iter().map(text));
    all.extend(
        [("state", "submitted"), ("submitted_heads", "00000000000000000000000000000000")].iter().map(text),
    );
    let written = Document::new().write(&actor, &all, 1_791_200_000_000).unwrap();
    Made { device: phone.device, doc, kind, bytes: written.bytes }
}

/// The cell of a commune's row for a rule of the area.
fn cell(page: &str, commune: &str, rule: &str) -> String {
    let row = page.split("<tr>").find(|row| row.contains(&format!("unit={commune}\""))).unwrap();
    let cell = row
        .split("data-label=\"")
        .find(|cell| cell.starts_with("Khu vực") && cell.split('"').next().unwrap().contains(rule))
        .unwrap();
    let mut text = String::new();
    let mut inside = false;
    for letter in cell.split_once('>').unwrap().1.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[test]
fn parts_of_the_areas_inspection_count_for_its_fifteen_percent_and_a_communes_parts_do_not() {
    let office = Office::open(&[]);
    let cookie = office.log_in("vidu");
    let team = Phone::enrol(&office, "thanhtra");
    let whole = DocId([1; 16]).to_string();
    // The commune as a whole, a group of it as a part that says nothing of its level, borrowers as a part of that.
    let group = DocId([2; 16]).to_string();
    let parts = vec![
        handed_in(
            &team,
            1,
            Kind::Inspection,
            "BM",
            &[("inspection_kind", "district_to_commune"), ("inspected_unit", "NS")],
        ),
        handed_in(
            &team,
            2,
            Kind::Inspection,
            "BM",
            &[("inspection_kind", "borrower_visit"), ("parent_inspection", &whole), ("group_code", "T-0011")],
        ),
        handed_in(
            &team,
            3,
            Kind::Inspection,
            "BM",
            &[
                ("inspection_kind", "borrower_visit"),
                ("parent_inspection", &group),
                ("borrower.a.loan_code", "1"),
                ("borrower.b.loan_code", "2"),
                ("borrower.c.loan_code", "3"),
                ("borrower.d.loan_code", "4"),
                ("borrower.e.loan_code", "5"),
            ],
        ),
    ];
    let answer = team.sync(&office, &asking("BM", parts));
    assert!(
        answer.verdicts.iter().all(|verdict| matches!(verdict, Verdict::Stored(_))),
        "{:?}",
        answer.verdicts
    );
    let page = office.get("/area", &cookie).text();
    assert!(cell(&page, "NS", "15 % ").contains("1 / 1"), "{}", cell(&page, "NS", "15 % "));
    assert!(cell(&page, "NS", "5 khách").contains("5 / 5"), "{}", cell(&page, "NS", "5 khách"));

    // A commune that calls its visit a part of the area's gains nothing by it.
    let commune = Phone::enrol(&office, "lead_pn");
    let other = handed_in(
        &commune,
        4,
        Kind::Inspection,
        "PN",
        &[("inspection_kind", "borrower_visit"), ("parent_inspection", &whole), ("group_code", "T-0021")],
    );
    commune.sync(&office, &asking("PN", vec![other]));
    let page = office.get("/area", &cookie).text();
    assert!(cell(&page, "PN", "15 % ").contains("0 / 2"));
}

#[test]
fn every_commune_is_drawn_once_from_its_list_and_what_was_drawn_is_never_changed() {
    let office = Office::open(&[]);
    let cookie = office.log_in("vidu");
    let page = office.get("/area/draw", &cookie).text();
    let token = hidden_token(&page);
    let press = |body: &str| office.post("/area/draw", &cookie, &format!("form_token={token}&{body}"));
    assert_eq!(press("act=draw&seed=+").status, 422, "no public text");
    assert_eq!(
        press("act=draw&seed=X%E1%BB%95+s%E1%BB%91+mi%E1%BB%81n+B%E1%BA%AFc+05%2F10%2F2026%3A+12345").status,
        303
    );
    let page = office.get("/area/draw", &cookie).text();
    // Q2: 25 groups of 14 communes; those of Huổi Trăng by `printf … | sha256sum`.
    assert_eq!(page.matches("data-chosen").count(), 25);
    assert!(page.contains("7a12d8489d8c3cc3122276bc7f2001bd092d83fa1eb65d7ce478f8b75eb8f4bf"));
    let of_ht = page.split("data-commune=\"HT\"").nth(1).unwrap().split("data-commune").next().unwrap();
    let order: Vec<&str> =
        of_ht.split("data-group=\"").skip(1).filter_map(|row| row.split('"').next()).collect();
    assert_eq!(order, ["T-0003", "T-0006", "T-0005", "T-0001", "T-0007", "T-0004", "T-0002"]);
    assert_eq!(press("act=draw&seed=another").status, 422, "nobody draws until he likes what he sees");

    assert_eq!(press("act=replace&commune=HT&group=T-0003&reason=+").status, 422, "no reason");
    assert_eq!(press("act=replace&commune=HT&group=T-0001&reason=lu").status, 422, "not in the sample");
    assert_eq!(press("act=replace&commune=HT&group=T-0003&reason=lu+cuon+duong").status, 303);
    let page = office.get("/area/draw", &cookie).text();
    assert!(page.contains("lu cuon duong") && page.contains("Thay cho T-0003"), "both stay");
    assert_eq!(page.matches("data-chosen").count(), 25);

    // The inspector's phone gets it with the area's records; a commune's gets nothing of it.
    let team = Phone::enrol(&office, "thanhtra");
    let news = team.sync(&office, &asking("BM", Vec::new()));
    assert_eq!(brought(&news).iter().filter(|(_, item)| item.kind == "plan").count(), 2);
    let commune = Phone::enrol(&office, "mau");
    assert_eq!(brought(&commune.sync(&office, &asking("HT", Vec::new()))).len(), 0);
    // Whoever only looks, or records in a commune, does not draw.
    for account in ["giadinh", "mau", "thanhtra"] {
        assert_eq!(office.get("/area/draw", &office.log_in(account)).status, 403, "{account}");
    }
}

#[test]
fn a_report_of_wrongdoing_is_taken_from_the_commune_and_given_back_to_nobody() {
    let office = Office::open(&[]);
    let thu = Phone::enrol(&office, "thu");
    let report = handed_in(
        &thu,
        9,
        Kind::Feedback,
        "BM",
        &[("feedback_kind", "wrongdoing_report"), ("named_unit", "HT"), ("text.a", "Thu phi sai quy dinh")],
    );
    let answer = thu.sync(&office, &asking("BM__voice", vec![report]));
    assert!(matches!(answer.verdicts[..], [Verdict::Stored(1)]), "{:?}", answer.verdicts);
    let units: Vec<_> = answer.partitions.iter().map(|news| news.unit.as_str()).collect();
    assert_eq!(units, ["HT"], "nothing of the drawer comes back, not even to who wrote into it");
    for account in ["mau", "thanhtra", "vidu"] {
        let phone = Phone::enrol(&office, account);
        let news = phone.sync(&office, &asking("BM__voice", Vec::new()));
        assert!(news.partitions.iter().all(|news| !news.unit.contains("__voice")), "{account}");
    }
    // Nothing but a citizen's word goes there, and nothing goes into the partition of the unit itself.
    let other = handed_in(&thu, 8, Kind::Outreach, "BM", &[("place", "x")]);
    let answer = thu.sync(&office, &asking("BM__voice", vec![other]));
    assert!(
        matches!(&answer.verdicts[..], [Verdict::Refused(code)] if *code == "change.wrong_kind"),
        "{:?}",
        answer.verdicts
    );

    let clerk = office.log_in("vidu");
    let list = office.get("/area/voices", &clerk).text();
    assert!(list.contains(&format!("data-doc=\"{}\"", DocId([9; 16]))), "{list}");
    let one = format!("/area/voice?doc={}", DocId([9; 16]));
    assert!(office.get(&one, &clerk).text().contains("Thu phi sai quy dinh"));
    for account in ["mau", "thu", "thanhtra", "giadinh", "lead_ns"] {
        let cookie = office.log_in(account);
        for path in [&one, "/area/voices", &format!("/area/record?doc={}", DocId([9; 16]))] {
            let answer = office.get(path, &cookie);
            assert!(answer.status >= 400 && !answer.text().contains("Thu phi"), "{account} {path}");
        }
    }
}
