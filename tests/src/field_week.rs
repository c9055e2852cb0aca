//! Many records as a commune's field weeks bring them: inspections with five borrowers, outreach activities,
//! feedback. The same number always gives the same record; all names and words are invented.

use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};

/// A record: its saves in order, each a list of edits.
pub struct Written {
    /// The record.
    pub doc: DocId,
    /// Its kind.
    pub kind: Kind,
    /// One list of edits for each time the official pressed "Lưu".
    pub saves: Vec<Vec<Edit>>,
}

const VILLAGES: [&str; 6] = ["Huổi Cang", "Nà Lốc", "Pá Hốc", "Co Mạ", "Phiêng Lành", "Suối Tre"];
const FAMILY: [&str; 8] = ["Lò", "Vàng", "Quàng", "Cà", "Hoàng", "Giàng", "Tòng", "Lường"];
const MIDDLE: [&str; 5] = ["Văn", "Thị", "A", "Minh", "Xuân"];
const WORDS: [&str; 24] = [
    "hộ",
    "vay",
    "đúng",
    "mục đích",
    "nuôi",
    "bò",
    "dê",
    "trồng",
    "ngô",
    "sửa",
    "chuồng",
    "trả",
    "lãi",
    "đầy đủ",
    "tháng",
    "họp tổ",
    "ghi",
    "sổ",
    "thiếu",
    "nhắc",
    "hẹn",
    "tuần sau",
    "mưa",
    "đường sạt",
];
const PROGRAMMES: [&str; 4] = ["poor", "near_poor", "clean_water", "job_creation"];

/// A small generator of numbers: enough for variety, and always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn number(&mut self, least: i64, sides: u64) -> Scalar {
        Scalar::Int(least + i64::try_from(self.roll(sides)).unwrap_or_default())
    }

    fn million(&mut self, sides: u64) -> Scalar {
        Scalar::Int(500_000 * i64::try_from(1 + self.roll(sides)).unwrap_or_default())
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        usize::try_from(self.roll(words.len() as u64))
            .ok()
            .and_then(|at| words.get(at))
            .copied()
            .unwrap_or_default()
    }

    fn sentence(&mut self, words: u64) -> Scalar {
        let words: Vec<_> = (0..words).map(|_| self.pick(&WORDS)).collect();
        Scalar::Text(words.join(" "))
    }

    fn person(&mut self) -> Scalar {
        let ending = if self.roll(2) == 0 { "Mẫu" } else { "Thử" };
        Scalar::Text(format!(
            "{} {} {} {ending}",
            self.pick(&FAMILY),
            self.pick(&MIDDLE),
            self.pick(&VILLAGES)
        ))
    }
}

fn text(text: impl Into<String>) -> Scalar {
    Scalar::Text(text.into())
}

/// The record of a number. Of five, three are inspections, one is an outreach activity, one is feedback.
pub fn record(number: u32) -> Written {
    match number % 5 {
        3 => outreach(number),
        4 => feedback(number),
        _ => inspection(number),
    }
}

fn start(number: u32, kind: u8) -> (DocId, Dice, Scalar) {
    let mut doc = [kind; 16];
    doc[..4].copy_from_slice(&number.to_be_bytes());
    let mut dice = Dice(u64::from(number) * 97 + u64::from(kind));
    for byte in &mut doc[4..] {
        *byte = u8::try_from(dice.roll(256)).unwrap_or_default();
    }
    let day = Scalar::Int(20_260_101 + i64::from(number / 28 % 9) * 100 + i64::from(number % 28));
    (DocId(doc), dice, day)
}

/// An inspection of a group by its commune: begun, five borrowers, finished.
pub fn inspection(number: u32) -> Written {
    let (doc, mut dice, day) = start(number, 1);
    let mut begun: Vec<Edit> = vec![
        ("inspection_kind".into(), text("commune_to_group")),
        ("inspected_unit".into(), text("HT")),
        ("group_code".into(), text(format!("T-000{}", 1 + number % 6))),
        ("event_date".into(), day),
        ("team.a.name".into(), dice.person()),
        ("team.a.leader".into(), Scalar::Bool(true)),
        ("represented_by.a.name".into(), dice.person()),
    ];
    for (key, least) in [("members_saving", 20), ("members", 60)] {
        begun.push((format!("general.{key}"), dice.number(least, 40)));
    }
    for key in ["outstanding", "overdue", "savings_balance"] {
        begun.push((format!("general.{key}"), dice.million(5_000)));
    }
    let mut borrowers: Vec<Edit> = Vec::new();
    for entry in ["b1", "b2", "b3", "b4", "b5"] {
        let mut put = |key: &str, value| borrowers.push((format!("borrower.{entry}.{key}"), value));
        put("loan_code", text(format!("V-{:06}", dice.roll(1_000_000))));
        put("name", dice.person());
        put("programme", text(dice.pick(&PROGRAMMES)));
        put("received_total", dice.million(100));
        put("balance_actual", dice.million(100));
        put("used_for", dice.sentence(4));
    }
    let finished = vec![
        ("answer.ga_books_complete.value".into(), text("yes")),
        ("answer.ga_due_debt_urged.value".into(), text("yes")),
        ("strengths.p1".into(), dice.sentence(14)),
        ("shortcomings.p1".into(), dice.sentence(10)),
        ("state".into(), text("completed")),
    ];
    Written { doc, kind: Kind::Inspection, saves: vec![begun, borrowers, finished] }
}

fn outreach(number: u32) -> Written {
    let (doc, mut dice, day) = start(number, 2);
    let edits = vec![
        ("form".into(), text("oral")),
        ("meeting_type".into(), text("group_meeting")),
        ("audience.people_all".into(), Scalar::Bool(true)),
        ("event_date".into(), day),
        ("group_code".into(), text(format!("T-000{}", 1 + number % 6))),
        ("village".into(), text(format!("bản {}", dice.pick(&VILLAGES)))),
        ("topic.loan_procedure".into(), Scalar::Bool(true)),
        ("topic.savings_mobilisation".into(), Scalar::Bool(true)),
        ("attendees_total".into(), dice.number(20, 30)),
        ("attendees_women".into(), dice.number(0, 20)),
        ("content.p1".into(), dice.sentence(20)),
    ];
    Written { doc, kind: Kind::Outreach, saves: vec![edits, vec![("state".into(), text("completed"))]] }
}

fn feedback(number: u32) -> Written {
    let (doc, mut dice, day) = start(number, 3);
    let edits = vec![
        ("event_date".into(), day),
        ("feedback_kind".into(), text("difficulty")),
        ("anonymous".into(), Scalar::Bool(true)),
        ("text.p1".into(), dice.sentence(12)),
    ];
    Written { doc, kind: Kind::Feedback, saves: vec![edits] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::catalogue::Catalogue;
    use shared::date::Date;
    use shared::domain::rules::{self, Context, Severity};
    use shared::record::Flat;

    #[test]
    fn every_field_is_one_that_the_tables_know_and_allow() {
        for number in 0..200 {
            let written = record(number);
            for (key, value) in written.saves.iter().flatten() {
                let problem = rules::field_problem(Catalogue::builtin(), written.kind, key, value);
                assert_eq!(problem, None, "{key}");
            }
        }
    }

    #[test]
    fn every_record_that_is_called_completed_is_complete() {
        for number in 0..200 {
            let written = record(number);
            let mut flat = Flat::default();
            flat.apply(written.saves.iter().flatten());
            let context = Context { today: Date::new(2026, 12, 31).unwrap(), group: None };
            let problems = rules::problems(Catalogue::builtin(), written.kind, &flat, &context);
            let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
            assert_eq!(errors.collect::<Vec<_>>(), [], "{number}");
        }
    }
}
