use super::*;
use crate::catalogue::Catalogue;
use crate::domain::facts;
use crate::id::{DocId, Partition};
use crate::text::Language;

fn read(kind: Kind, fields: &[(&str, Scalar)]) -> Vec<Chapter> {
    let mut flat = Flat::default();
    for (key, value) in fields {
        flat.set(*key, value.clone());
    }
    let partition = Partition { unit: "HT".parse().unwrap(), org: "youth_union".parse().unwrap() };
    let catalogue = Catalogue::builtin();
    let facts = facts::derive(DocId([1; 16]), &partition, kind, &flat, catalogue);
    chapters(Words { catalogue, language: Language::Vi, outside: true }, &facts, &flat)
}

fn line<'c>(chapters: &'c [Chapter], key: &str) -> Option<&'c Line> {
    chapters.iter().flat_map(|chapter| &chapter.lines).find(|line| line.key == key)
}

#[test]
fn an_outreach_reads_as_on_paper_with_everyones_leaflets_together() {
    let chapters = read(
        Kind::Outreach,
        &[
            ("event_date", 20_261_005.into()),
            ("topic.loan_procedure", true.into()),
            ("topic.savings_mobilisation", false.into()),
            ("leaflets.00000000000000d1", 40.into()),
            ("leaflets.00000000000000d2", 2.into()),
            ("speaker.a1.name", "Mẫu".into()),
            ("a_key_of_tomorrow", "x".into()),
        ],
    );
    assert_eq!(line(&chapters, "event_date").map(|line| line.value.as_str()), Some("05/10/2026"));
    assert!(line(&chapters, "topic").is_some_and(|line| !line.value.contains(';')));
    assert_eq!(line(&chapters, "leaflets").map(|line| line.value.as_str()), Some("42"));
    assert_eq!(
        chapters.iter().flat_map(|chapter| &chapter.cards).map(|card| card.title.as_str()).next(),
        Some("Mẫu")
    );
    assert_eq!(chapters.last().map(|chapter| chapter.title.as_str()), Some("Phần của bản mới hơn"));
}

#[test]
fn s2_33_a_missing_score_prints_dots_and_s0_1_a_missing_target_is_none() {
    let chapters = read(
        Kind::Profile,
        &[
            ("year", 2026.into()),
            ("score.savings_share", 9.into()),
            ("equipment.a.text", "Bàn ghế".into()),
            ("equipment.a.amount", 12_000_000.into()),
        ],
    );
    let says = |key: &str| line(&chapters, key).map(|line| line.value.as_str());
    assert_eq!(says("year"), Some("2026"));
    assert_eq!(says("score.savings_share"), Some("9"));
    assert_eq!(says("score.sessions"), Some("……"));
    let cards: Vec<&Card> = chapters.iter().flat_map(|chapter| &chapter.cards).collect();
    assert_eq!(cards[0].title, "Bàn ghế");
    assert_eq!(cards[0].lines[0].value, "12.000.000\u{a0}₫");
    assert!(
        read(Kind::Profile, &[("year", 2026.into())])
            .iter()
            .all(|chapter| chapter.lines.iter().all(|line| line.value != DOTS)),
        "nobody has begun to score"
    );

    let chapters = read(
        Kind::Plan,
        &[
            ("year", 2026.into()),
            ("item.a.kind", "outreach".into()),
            ("item.a.what", "oral".into()),
            ("item.b.kind", "inspection".into()),
            ("item.b.what", "commune_to_group".into()),
            ("item.b.target", 7.into()),
        ],
    );
    let said: Vec<Vec<&str>> = chapters
        .iter()
        .flat_map(|chapter| &chapter.cards)
        .map(|card| card.lines.iter().map(|line| line.value.as_str()).collect())
        .collect();
    assert_eq!(said[0], ["Tuyên truyền miệng tại cuộc họp", "không giao chỉ tiêu"]);
    assert_eq!(said[1].last(), Some(&"7"));
}

#[test]
fn an_outlet_is_called_by_its_name_and_another_record_leads_there() {
    let chapters = read(
        Kind::Media,
        &[
            ("form", "text_bulletin".into()),
            ("pages_x100", 49.into()),
            ("outlet.bank_website.published_on", 20_261_007.into()),
            ("campaign", "0101010101010101010101010101010a".into()),
            ("plan_item", "k3x".into()),
        ],
    );
    assert_eq!(line(&chapters, "pages_x100").map(|line| line.value.as_str()), Some("0,49"));
    let campaign = line(&chapters, "campaign").unwrap();
    assert!(campaign.to.is_some() && campaign.value == "Bản ghi liên quan");
    assert_eq!(line(&chapters, "plan_item"), None);
    let outlet = chapters.iter().flat_map(|chapter| &chapter.cards).next().unwrap();
    assert_eq!((outlet.title.as_str(), outlet.lines[0].value.as_str()), ("Website NHCSXH", "07/10/2026"));
}

#[test]
fn an_edited_figure_keeps_the_banks_figure_beside_it_and_a_removed_borrower_is_not_read() {
    let chapters = read(
        Kind::Inspection,
        &[
            ("inspection_kind", "commune_to_group".into()),
            ("general.savings_balance", 12_750_000.into()),
            ("register.savings_balance", 12_500_000.into()),
            ("general.members", 45.into()),
            ("register.members", 45.into()),
            ("answer.ga_books_complete.value", "no".into()),
            ("borrower.a1.name", "Ví Dụ".into()),
            ("borrower.a1.absent", true.into()),
            ("borrower.b2.name", "Thử".into()),
            ("borrower.b2.removed", true.into()),
        ],
    );
    let savings = line(&chapters, "general.savings_balance").map(|line| line.beside.as_deref());
    assert_eq!(savings, Some(Some("Danh sách ngân hàng: 12.500.000\u{a0}₫")));
    assert_eq!(line(&chapters, "general.members").map(|line| line.beside.as_deref()), Some(None));
    assert_eq!(
        line(&chapters, "answer.ga_books_complete.value").map(|line| line.value.as_str()),
        Some("Không")
    );
    let cards: Vec<&Card> = chapters.iter().flat_map(|chapter| &chapter.cards).collect();
    assert_eq!(cards.iter().map(|card| card.title.as_str()).collect::<Vec<_>>(), ["Ví Dụ"]);
    assert_eq!(cards[0].tags, ["Vắng mặt"]);
}
