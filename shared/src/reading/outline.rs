//! The content of a record as headings, lines and cards, in the order of the paper form.

use super::{Words, field, member, short_label, value};
use crate::catalogue::Subject;
use crate::domain::facts::Facts;
use crate::record::{self, Field, Flat, Kind, Merge, Scalar};
use crate::text;

/// One line: what it is called and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its key, or the prefix of a set or sum.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What it says.
    pub value: String,
    /// What the bank's list says, where that differs.
    pub beside: Option<String>,
}

/// One entry of a map: a borrower, a finding, a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its name.
    pub title: String,
    /// What must be seen at once.
    pub tags: Vec<String>,
    /// Its fields.
    pub lines: Vec<Line>,
}

/// A chapter of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its heading.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Its entries.
    pub cards: Vec<Card>,
}

/// Keys that the program writes for itself.
const OF_THE_PROGRAM: &[&str] = &[
    "kind",
    "schema_version",
    "catalogue_version",
    "org",
    "unit",
    "created_by",
    "created_device",
    "device_time",
    "submitted_heads",
    "clock_ahead",
];

/// True for a key that tells a person nothing.
pub fn is_of_the_program(key: &str) -> bool {
    OF_THE_PROGRAM.contains(&key)
}

/// True for a key that has no line of its own: it stands in the head, or tells a person nothing.
fn is_unseen(key: &str) -> bool {
    is_of_the_program(key) || ["state", "inspection_kind"].contains(&key)
}

/// A record being read.
struct Reader<'r> {
    words: Words<'r>,
    facts: &'r Facts,
    flat: &'r Flat,
}

/// A heading in both languages.
type Title = (&'static str, &'static str);

/// The chapters of a record that hold anything.
pub fn chapters(words: Words<'_>, facts: &Facts, flat: &Flat) -> Vec<Chapter> {
    let reader = Reader { words, facts, flat };
    let about: Title = ("Thông tin chung", "About");
    let mut chapters = match facts.kind {
        Kind::Inspection => {
            let head = ["event_date", "paper_no", "inspected_unit", "group_code", "visit_day"];
            let remarks = ["strengths", "shortcomings", "proposals", "unit_opinion"];
            let mut chapters = vec![
                reader.text(about, &head),
                reader.entries(("Đoàn kiểm tra", "Team"), "team"),
                reader.entries(("Đại diện Tổ", "For the group"), "represented_by"),
                reader.text(("Số liệu của Tổ", "General figures"), &["general"]),
            ];
            chapters.extend(reader.answers());
            chapters.extend([
                reader.counted(("Hộ vay đã kiểm tra", "Borrowers checked"), "borrower"),
                reader.text(("Nhận xét", "Remarks"), &remarks),
                reader.counted(("Tồn tại", "Findings"), "finding"),
                reader.text(("Sau kiểm tra", "Afterwards"), &AFTERWARDS),
            ]);
            chapters
        }
        _ => vec![
            reader.text(about, &own_prefixes(facts.kind)),
            reader.entries(("Báo cáo viên", "Speakers"), "speaker"),
        ],
    };
    chapters.push(reader.text(("Ghi chú", "Notes"), &["notes", "void_reason"]));
    chapters.push(reader.unknown());
    chapters.retain(|chapter| !chapter.lines.is_empty() || !chapter.cards.is_empty());
    chapters
}

/// What is written after the visit.
const AFTERWARDS: [&str; 6] = [
    "paper_signed",
    "paper_signed_on",
    "conclusion_no",
    "conclusion_date",
    "reported_to_chair_on",
    "sent_to_bank_on",
];

fn prefix(key: &str) -> &str {
    key.split('.').next().unwrap_or(key)
}

/// First segments of everything that is one line and has no part of its own.
fn own_prefixes(kind: Kind) -> Vec<&'static str> {
    let apart =
        |key: &str| ["notes", "void_reason", "speaker", "photo"].contains(&prefix(key)) || is_unseen(key);
    record::fields(kind).filter(|field| !apart(field.key)).map(|field| prefix(field.key)).collect()
}

impl Reader<'_> {
    fn say(&self, word: Title) -> &'static str {
        self.words.language.pick(word.0, word.1)
    }

    /// A chapter of lines.
    fn text(&self, title: Title, prefixes: &[&str]) -> Chapter {
        Chapter { title: self.say(title).to_owned(), lines: self.lines(prefixes), cards: Vec::new() }
    }

    /// A chapter of entries.
    fn entries(&self, title: Title, prefix: &str) -> Chapter {
        Chapter { title: self.say(title).to_owned(), lines: Vec::new(), cards: self.cards(prefix) }
    }

    /// A chapter of entries whose number matters.
    fn counted(&self, title: Title, prefix: &str) -> Chapter {
        let chapter = self.entries(title, prefix);
        Chapter { title: format!("{} ({})", chapter.title, chapter.cards.len()), ..chapter }
    }

    fn value(&self, key: &str, scalar: &Scalar) -> String {
        value(self.words, self.facts.kind, key, scalar)
    }

    /// The line of one key, when it holds something.
    fn line(&self, key: String, label: String) -> Option<Line> {
        let value = self.value(&key, self.flat.get(&key)?);
        let beside = key.strip_prefix("general.").and_then(|figure| {
            let listed = self.flat.get(&format!("register.{figure}"))?;
            let list = self.say(("Danh sách ngân hàng", "Bank's list"));
            (Some(listed) != self.flat.get(&key)).then(|| format!("{list}: {}", self.value(&key, listed)))
        });
        Some(Line { key, label, value, beside })
    }

    /// The lines of all fields with these first segments, in the table's order.
    fn lines(&self, prefixes: &[&str]) -> Vec<Line> {
        let fields = record::fields(self.facts.kind).filter(|field| prefixes.contains(&prefix(field.key)));
        fields.flat_map(|field| self.field(field)).collect()
    }

    fn field(&self, field: &Field) -> Vec<Line> {
        // A commune's own inspections are of the commune itself.
        if field.key == "inspected_unit"
            && self.facts.inspected_unit.as_ref() == Some(&self.facts.partition.unit)
        {
            return Vec::new();
        }
        let label = short_label(self.words.language, self.facts.kind, &field.key.replace('*', "x"));
        let name = prefix(field.key);
        let whole =
            |value: String| vec![Line { key: name.to_owned(), label: label.to_owned(), value, beside: None }];
        match field.merge {
            Merge::Set => {
                let members = self.flat.members(name).map(|member| {
                    let key = format!("{name}.{member}");
                    self::member(self.words, self.facts.kind, &key).unwrap_or_else(|| member.to_owned())
                });
                let members = members.collect::<Vec<_>>().join("; ");
                if members.is_empty() { Vec::new() } else { whole(members) }
            }
            Merge::Counter => match self.flat.sum(name) {
                0 => Vec::new(),
                sum => whole(text::count(sum)),
            },
            _ if field.key.ends_with(".*") => {
                let members = self.flat.below(name).map(|(member, _)| format!("{name}.{member}"));
                let lines = members.filter_map(|key| {
                    let label = self::field(self.words, self.facts.kind, &key);
                    self.line(key, label)
                });
                lines.collect()
            }
            _ => self.line(field.key.to_owned(), label.to_owned()).into_iter().collect(),
        }
    }

    /// The checklist: one part per subject, its questions in the order of the paper form.
    fn answers(&self) -> Vec<Chapter> {
        let kind = self.flat.text("inspection_kind").unwrap_or_default();
        let part = |subject: &Subject| {
            let lines = subject.questions.iter().flat_map(|question| {
                let asked = self.words.language.pick(&question.vi, &question.en).to_owned();
                let value = self.line(format!("answer.{}.value", question.id), asked.clone());
                let said =
                    if value.is_some() { self.say(("Ghi rõ thêm", "Remark")).to_owned() } else { asked };
                value
                    .into_iter()
                    .chain(self.line(format!("answer.{}.remark", question.id), said))
                    .collect::<Vec<_>>()
            });
            Chapter {
                title: self.words.language.pick(&subject.vi, &subject.en).to_owned(),
                lines: lines.collect(),
                cards: Vec::new(),
            }
        };
        self.words.catalogue.subjects(kind).map(part).collect()
    }

    fn cards(&self, prefix: &str) -> Vec<Card> {
        self.flat.entries(prefix).iter().map(|entry| self.card(prefix, entry)).collect()
    }

    fn card(&self, prefix: &str, entry: &str) -> Card {
        let key = |field: &str| format!("{prefix}.{entry}.{field}");
        let head = if prefix == "finding" { "kind" } else { "name" };
        let title = self.flat.get(&key(head)).map_or_else(
            || self.say(("(chưa ghi tên)", "(no name yet)")).to_owned(),
            |scalar| self.value(&key(head), scalar),
        );
        let is = |field: &str| self.flat.flag(&key(field)) == Some(true);
        let double =
            self.flat.text(&key("loan_code")).is_some_and(|code| self.facts.duplicates.contains(code));
        let tags = [
            (is("absent"), ("Vắng mặt", "Absent")),
            (double, ("Trùng", "Double")),
            (is("leader"), ("Trưởng đoàn", "leader")),
        ];
        let pattern = format!("{prefix}.*.");
        let fields = record::fields(self.facts.kind).filter_map(|field| field.key.strip_prefix(&pattern));
        let lines = fields.filter(|field| ![head, "absent", "leader", "removed"].contains(field)).filter_map(
            |field| {
                let key = key(field);
                let label = short_label(self.words.language, self.facts.kind, &key).to_owned();
                self.line(key, label)
            },
        );
        Card {
            title,
            tags: tags.into_iter().filter(|(is, _)| *is).map(|(_, word)| self.say(word).to_owned()).collect(),
            lines: lines.collect(),
        }
    }

    /// Keys of a newer version: kept, and shown as they are.
    fn unknown(&self) -> Chapter {
        let keys =
            self.flat.iter().map(|(key, _)| key).filter(|key| record::find(self.facts.kind, key).is_none());
        let lines = keys.filter_map(|key| self.line(key.to_owned(), key.to_owned())).collect();
        Chapter {
            title: self.say(("Phần của bản mới hơn", "Of a newer version")).to_owned(),
            lines,
            cards: Vec::new(),
        }
    }
}

/// What a key is called anywhere in this record: with the name of the entry that it belongs to.
pub fn name(words: Words<'_>, kind: Kind, flat: &Flat, key: &str) -> String {
    let label = field(words, kind, key);
    let mut segments = key.split('.');
    let (Some(prefix), Some(entry), Some(field)) = (segments.next(), segments.next(), segments.next()) else {
        return label;
    };
    match flat.text(&format!("{prefix}.{entry}.name")) {
        Some(name) if field != "name" => format!("{name} · {label}"),
        _ => label,
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(savings, Some(Some("Danh sách ngân hàng: 12.500.000 ₫")));
        assert_eq!(line(&chapters, "general.members").map(|line| line.beside.as_deref()), Some(None));
        assert_eq!(
            line(&chapters, "answer.ga_books_complete.value").map(|line| line.value.as_str()),
            Some("Không")
        );
        let cards: Vec<&Card> = chapters.iter().flat_map(|chapter| &chapter.cards).collect();
        assert_eq!(cards.iter().map(|card| card.title.as_str()).collect::<Vec<_>>(), ["Ví Dụ"]);
        assert_eq!(cards[0].tags, ["Vắng mặt"]);
    }
}
