//! The content of a record as headings, lines and cards, in the order of the paper form.

use super::parts::{Part, parts};
use super::{Words, field, label, member, short_label, value};
use crate::catalogue::Subject;
use crate::domain::facts::Facts;
use crate::domain::links;
use crate::domain::rules::list_of;
use crate::id::DocId;
use crate::record::{self, Field, Flat, Kind, Merge, Scalar, Value};
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
    /// The record that it names, for a page that can lead there.
    pub to: Option<DocId>,
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
    // What is asked to be corrected is told beside the field, with who asked and what came of it.
    OF_THE_PROGRAM.contains(&key) || key.starts_with("correction.")
}

/// Names of entries of other records: no line of a person's.
const NAMES: [&str; 2] = ["finding", "plan_item"];

/// What stands where a number is missing that a printed sheet asks for (S2 L92).
const DOTS: &str = "……";

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
            let head =
                ["event_date", "paper_no", "inspected_unit", "group_code", "visit_day", "organiser", "also"];
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
        kind => {
            let mut chapters: Vec<Chapter> = parts(kind).iter().map(|part| reader.part(part)).collect();
            if parts(kind).iter().all(|part| !part.prefixes.contains(&"paper_no")) {
                chapters.push(reader.text(("Bản giấy", "On paper"), &["paper_no"]));
            }
            chapters
        }
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

impl Reader<'_> {
    fn say(&self, word: Title) -> &'static str {
        self.words.language.pick(word.0, word.1)
    }

    /// A chapter of lines.
    fn text(&self, title: Title, prefixes: &[&str]) -> Chapter {
        Chapter { title: self.say(title).to_owned(), lines: self.lines(prefixes), cards: Vec::new() }
    }

    /// A part of the form: its lines, then its entries.
    fn part(&self, part: &Part) -> Chapter {
        let seen: Vec<&str> =
            part.prefixes.iter().copied().filter(|prefix| !NAMES.contains(prefix)).collect();
        Chapter {
            title: part.title(self.words.language).to_owned(),
            lines: self.lines(&seen),
            cards: seen.iter().flat_map(|prefix| self.cards(prefix)).collect(),
        }
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
        let scalar = self.flat.get(&key)?;
        let value = self.value(&key, scalar);
        let is_id = record::find(self.facts.kind, &key).is_some_and(|field| field.value == Value::Id);
        let to = match scalar {
            Scalar::Text(text) if is_id => text.parse().ok(),
            _ => None,
        };
        let beside = key.strip_prefix("general.").and_then(|figure| {
            let listed = self.flat.get(&format!("register.{figure}"))?;
            let list = self.say(("Danh sách ngân hàng", "Bank's list"));
            (Some(listed) != self.flat.get(&key)).then(|| format!("{list}: {}", self.value(&key, listed)))
        });
        Some(Line { key, label, value, beside, to })
    }

    /// The lines of all fields with these first segments: segment by segment, each in the table's order.
    fn lines(&self, prefixes: &[&str]) -> Vec<Line> {
        let of = |first: &&str| {
            let first = (*first).to_owned();
            record::fields(self.facts.kind).filter(move |field| prefix(field.key) == first)
        };
        prefixes.iter().flat_map(of).flat_map(|field| self.field(field)).collect()
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
        let whole = |value: String| {
            vec![Line { key: name.to_owned(), label: label.to_owned(), value, beside: None, to: None }]
        };
        if field.key == "score.*" {
            return self.scores();
        }
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
            Merge::Map if field.key.contains(".*.") => Vec::new(),
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

    /// Every criterion of the score, with dots where there is none yet: a missing score is no 0. Nothing at all where
    /// nobody has begun to score.
    fn scores(&self) -> Vec<Line> {
        let criteria = self.words.catalogue.list("score_criterion").iter();
        let line = |criterion: &crate::catalogue::Entry| {
            let key = format!("score.{}", criterion.id);
            let label = criterion.label(self.words.language).to_owned();
            let missing = Line {
                key: key.clone(),
                label: label.clone(),
                value: DOTS.to_owned(),
                beside: None,
                to: None,
            };
            self.line(key, label).unwrap_or(missing)
        };
        let is_begun = self.flat.below("score").any(|(_, score)| *score != Scalar::Null);
        if is_begun { criteria.map(line).collect() } else { Vec::new() }
    }

    /// The checklist: one part per subject, its questions in the order of the paper form.
    fn answers(&self) -> Vec<Chapter> {
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
        links::subjects(self.words.catalogue, self.flat).map(part).collect()
    }

    fn cards(&self, prefix: &str) -> Vec<Card> {
        let entries = self.flat.entries(prefix);
        entries.iter().zip(1..).map(|(entry, number)| self.card(prefix, entry, number)).collect()
    }

    /// One entry, the so-manyth of its kind.
    fn card(&self, prefix: &str, entry: &str, number: u32) -> Card {
        let key = |field: &str| format!("{prefix}.{entry}.{field}");
        let pattern = format!("{prefix}.*.");
        let fields: Vec<&str> =
            record::fields(self.facts.kind).filter_map(|field| field.key.strip_prefix(&pattern)).collect();
        // An entry is called by its name, else by what it is, else by its day.
        let head = ["name", "kind"].into_iter().find(|head| fields.contains(head));
        let head = head.or(fields.first().copied()).unwrap_or_default();
        let named = list_of(prefix).map(|list| self.words.label(list, entry));
        let head = if named.is_some() { "" } else { head };
        let title = named.or_else(|| self.flat.get(&key(head)).map(|scalar| self.value(&key(head), scalar)));
        let title = title.unwrap_or_else(|| match label::entry(self.words.language, prefix) {
            "" => self.say(("(chưa ghi tên)", "(no name yet)")).to_owned(),
            noun => format!("{} {number}", text::capital(noun)),
        });
        let is = |field: &str| self.flat.flag(&key(field)) == Some(true);
        let double =
            self.flat.text(&key("loan_code")).is_some_and(|code| self.facts.duplicates.contains(code));
        let tags = [
            (is("absent"), ("Vắng mặt", "Absent")),
            (double, ("Trùng", "Double")),
            (is("leader"), ("Trưởng đoàn", "leader")),
        ];
        let line = |field: &str| {
            let key = key(field);
            let label = short_label(self.words.language, self.facts.kind, &key).to_owned();
            if field == "target" && self.flat.get(&key).is_none() {
                // S0-1: neither 0 % nor 100 %.
                let value = self.say(("không giao chỉ tiêu", "none is set")).to_owned();
                return Some(Line { key, label, value, beside: None, to: None });
            }
            self.line(key, label)
        };
        let is_shown = |field: &&str| ![head, "absent", "leader", "removed"].contains(field);
        Card {
            title,
            tags: tags.into_iter().filter(|(is, _)| *is).map(|(_, word)| self.say(word).to_owned()).collect(),
            lines: fields.into_iter().filter(is_shown).filter_map(line).collect(),
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
mod tests;
