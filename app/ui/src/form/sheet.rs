//! A form without its screen: the newest document beneath, what the person typed on top, and the difference
//! between the two, which is all that is ever saved. Pure: no signal, no clock, no browser.

use shared::catalogue::{AnswerKind, Catalogue};
use shared::date::Date;
use shared::domain::rules::{self, Problem, Severity};
use shared::limits;
use shared::record::{self, Edit, Flat, Kind, Scalar, Value};
use shared::sorted::{Map, Set};

use super::typed;

/// Fields as typed, by key: also what a draft keeps.
pub type Typed = Map<String, String>;

/// One form's content.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Kind of the record.
    pub kind: Kind,
    /// The newest document this phone has; empty for a new record.
    pub base: Flat,
    /// Values filled in for the person (from the register, from who is enrolled): shown while the document
    /// has none, saved with the form.
    pub seeds: Map<String, Scalar>,
    /// What the person typed, whether or not it can be read.
    pub typed: Typed,
    /// The day on this phone: completes a date without a year.
    pub today: Date,
}

impl Sheet {
    /// A form without anything in it.
    pub fn new(kind: Kind, today: Date) -> Self {
        Self { kind, base: Flat::default(), seeds: Map::new(), typed: Typed::new(), today }
    }

    /// What stands beneath what is typed: the document, else what was filled in.
    fn beneath(&self, key: &str) -> Option<&Scalar> {
        if self.base.all(key).is_empty() { self.seeds.get(key) } else { self.base.get(key) }
    }

    /// The text that an input shows.
    pub fn shown(&self, catalogue: &Catalogue, key: &str) -> String {
        self.typed.get(key).cloned().unwrap_or_else(|| {
            self.beneath(key)
                .map_or_else(String::new, |scalar| typed::write(shape(catalogue, self.kind, key), scalar))
        })
    }

    /// The number that a field stands for on screen; `None` while it is empty or cannot be read.
    pub fn number(&self, catalogue: &Catalogue, key: &str) -> Option<i64> {
        let text = self.shown(catalogue, key);
        match typed::parse(shape(catalogue, self.kind, key), &text, self.today) {
            Ok(Scalar::Int(number)) => Some(number),
            _ => None,
        }
    }

    /// The record as it would be after saving; what cannot be read stays as it was.
    pub fn candidate(&self, catalogue: &Catalogue) -> Flat {
        let mut flat = self.base.clone();
        flat.apply(&self.edits(catalogue));
        flat
    }

    /// Changed fields, and only those: read from what was typed, or filled in and not yet in the document.
    pub fn edits(&self, catalogue: &Catalogue) -> Vec<Edit> {
        let seeds = self
            .seeds
            .iter()
            .filter(|(key, _)| !self.typed.contains_key(*key) && self.base.all(key).is_empty())
            .filter(|(key, _)| !self.taken_back(key))
            .map(|(key, scalar)| (key.clone(), scalar.clone()));
        let typed = self.typed.iter().filter_map(|(key, text)| {
            let scalar = typed::parse(shape(catalogue, self.kind, key), text, self.today).ok()?;
            let unchanged = match self.base.get(key) {
                Some(old) => *old == scalar,
                None => scalar == Scalar::Null,
            };
            (!unchanged && !self.taken_back(key)).then(|| (key.clone(), scalar))
        });
        seeds.chain(typed).collect()
    }

    /// True when the person changed something that is not yet in the document.
    pub fn dirty(&self, catalogue: &Catalogue) -> bool {
        self.typed.iter().any(|(key, text)| {
            match typed::parse(shape(catalogue, self.kind, key), text, self.today) {
                Ok(Scalar::Null) => self.base.get(key).is_some(),
                Ok(scalar) => self.base.get(key) != Some(&scalar),
                Err(_) => true,
            }
        })
    }

    /// What is wrong with one field by itself, as it stands on screen.
    pub fn fault(&self, catalogue: &Catalogue, key: &str) -> Option<Problem> {
        let text = self.typed.get(key)?;
        match typed::parse(shape(catalogue, self.kind, key), text, self.today) {
            Ok(Scalar::Null) => None,
            Ok(scalar) => rules::field_problem(catalogue, self.kind, key, &scalar),
            Err(code) => Some(Problem {
                key: key.to_owned(),
                code,
                severity: Severity::Error,
                args: vec![text.clone()],
            }),
        }
    }

    /// Every typed field that cannot be saved as it stands, in key order.
    pub fn faults(&self, catalogue: &Catalogue) -> Vec<Problem> {
        self.typed
            .keys()
            .filter_map(|key| self.fault(catalogue, key))
            .filter(|problem| problem.severity == Severity::Error)
            .collect()
    }

    /// After a save of `sent`: the edits are in the document. What the person typed meanwhile stays typed.
    pub fn settle(&mut self, sent: &Typed, edits: &[Edit]) {
        self.base.apply(edits);
        self.typed.retain(|key, text| sent.get(key) != Some(text));
    }

    /// Entry ids under `prefix` on screen, in order: saved ones, filled-in ones and those only typed so far,
    /// without removed ones.
    pub fn entries(&self, prefix: &str) -> Vec<String> {
        let start = format!("{prefix}.");
        let mut ids = self.base.entries(prefix);
        let fresh = self.seeds.keys().chain(self.typed.keys());
        for key in fresh.filter_map(|key| key.strip_prefix(&start)) {
            if let Some((id, _)) = key.split_once('.') {
                ids.insert(id.to_owned());
            }
        }
        ids.retain(|id| !self.removed(&format!("{start}{id}")));
        ids.into_iter().collect()
    }

    /// Members on screen of the set under `prefix`, in order of their codes.
    pub fn members(&self, prefix: &str) -> Set<String> {
        let start = format!("{prefix}.");
        let mut members: Set<String> = self.base.members(prefix).map(str::to_owned).collect();
        for (key, text) in self.typed.range(start.clone()..).take_while(|(key, _)| key.starts_with(&start)) {
            let code = &key[start.len()..];
            if text == "true" {
                members.insert(code.to_owned());
            } else {
                members.remove(code);
            }
        }
        members
    }

    /// Ids straight under `prefix`, without a field of their own (paragraphs, legal texts): saved ones in order, then
    /// those only typed so far.
    pub fn singles(&self, prefix: &str) -> Vec<String> {
        let start = format!("{prefix}.");
        let mut ids: Vec<String> = self.base.below(prefix).map(|(id, _)| id.to_owned()).collect();
        let typed = self.typed.iter().filter(|(_, text)| !text.is_empty());
        for id in typed.filter_map(|(key, _)| key.strip_prefix(&start)) {
            if !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        }
        ids
    }

    /// True for a field of an entry that was added and removed again before it was ever saved.
    fn taken_back(&self, key: &str) -> bool {
        key.rfind('.').map(|end| &key[..end]).is_some_and(|entry| {
            entry.contains('.') && self.removed(entry) && self.base.below(entry).next().is_none()
        })
    }

    /// True when the entry is removed, on screen or in the document.
    pub fn removed(&self, entry: &str) -> bool {
        let key = format!("{entry}.removed");
        match self.typed.get(&key) {
            Some(text) => text == "true",
            None => self.base.flag(&key) == Some(true),
        }
    }
}

/// The shape of a key: its row's, or for an answer its question's. An unknown key is text: shown, not judged.
pub fn shape(catalogue: &Catalogue, kind: Kind, key: &str) -> Value {
    match record::find(kind, key).map(|field| field.value) {
        Some(Value::Answer) => {
            let question = key.split('.').nth(1).and_then(|id| catalogue.question(id));
            match question.map(|question| &question.answer) {
                Some(AnswerKind::Count) => Value::Count(limits::COUNT_MAX),
                Some(AnswerKind::Money) => Value::Dong,
                _ => Value::Text(limits::REMARK_CHARS_MAX),
            }
        }
        Some(value) => value,
        None => Value::Text(limits::LINE_CHARS_MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let mut sheet = Sheet::new(Kind::Inspection, Date::new(2026, 10, 5).unwrap());
        sheet.base.set("general.members", 45);
        sheet.base.set("general.savings_balance", 12_500_000);
        sheet.base.set("borrower.a1.name", "Lò Văn Thử");
        sheet
    }

    fn typed(sheet: &mut Sheet, key: &str, text: &str) {
        sheet.typed.insert(key.into(), text.into());
    }

    #[test]
    fn only_what_the_person_changed_is_saved() {
        let catalogue = Catalogue::default();
        let mut sheet = sheet();
        typed(&mut sheet, "general.members", " 45");
        assert!(sheet.edits(&catalogue).is_empty() && !sheet.dirty(&catalogue));
        typed(&mut sheet, "general.savings_balance", "12,75 triệu");
        typed(&mut sheet, "general.overdue", "");
        assert_eq!(sheet.edits(&catalogue), [("general.savings_balance".into(), Scalar::Int(12_750_000))]);
        typed(&mut sheet, "general.members", "");
        assert_eq!(sheet.candidate(&catalogue).int("general.members"), None, "emptying a field is a change");
    }

    #[test]
    fn what_is_filled_in_is_saved_once_and_never_over_what_stands_there() {
        let catalogue = Catalogue::default();
        let mut sheet = sheet();
        sheet.seeds.insert("general.members".into(), Scalar::Int(44));
        sheet.seeds.insert("general.frozen".into(), Scalar::Int(0));
        assert_eq!(sheet.shown(&catalogue, "general.members"), "45");
        assert_eq!(sheet.shown(&catalogue, "general.frozen"), "0");
        assert_eq!(sheet.edits(&catalogue), [("general.frozen".into(), Scalar::Int(0))]);
        assert!(!sheet.dirty(&catalogue), "nobody typed anything");
    }

    #[test]
    fn a_remote_change_reaches_untouched_fields_and_leaves_typed_ones() {
        let catalogue = Catalogue::default();
        let mut sheet = sheet();
        typed(&mut sheet, "general.members", "46");
        sheet.base.set("general.members", 47);
        sheet.base.set("general.savings_balance", 9);
        assert_eq!(sheet.shown(&catalogue, "general.members"), "46");
        assert_eq!(sheet.shown(&catalogue, "general.savings_balance"), "9");
    }

    #[test]
    fn what_is_typed_while_a_save_is_on_its_way_stays_typed() {
        let catalogue = Catalogue::default();
        let mut sheet = sheet();
        typed(&mut sheet, "general.members", "46");
        typed(&mut sheet, "general.overdue", "1tr");
        let (sent, edits) = (sheet.typed.clone(), sheet.edits(&catalogue));
        typed(&mut sheet, "general.overdue", "1tr5");
        sheet.settle(&sent, &edits);
        assert_eq!(sheet.edits(&catalogue), [("general.overdue".into(), Scalar::Int(1_500_000))]);
    }

    #[test]
    fn what_cannot_be_read_stays_on_screen_and_is_not_saved() {
        let catalogue = Catalogue::default();
        let mut sheet = sheet();
        typed(&mut sheet, "general.members", "bốn lăm");
        assert_eq!(sheet.faults(&catalogue).first().map(|fault| fault.code), Some("field.count"));
        assert!(sheet.dirty(&catalogue) && sheet.edits(&catalogue).is_empty());
        assert_eq!(sheet.shown(&catalogue, "general.members"), "bốn lăm");
    }

    #[test]
    fn an_entry_added_and_removed_before_saving_leaves_nothing_but_a_saved_one_is_struck_out() {
        let catalogue = Catalogue::default();
        let mut sheet = sheet();
        typed(&mut sheet, "borrower.b2.name", "Vàng Thị Mẫu");
        assert_eq!(sheet.entries("borrower"), ["a1", "b2"]);
        typed(&mut sheet, "borrower.b2.removed", "true");
        assert_eq!(sheet.entries("borrower"), ["a1"]);
        assert!(sheet.edits(&catalogue).is_empty());
        typed(&mut sheet, "borrower.a1.removed", "true");
        assert_eq!(sheet.edits(&catalogue), [("borrower.a1.removed".into(), Scalar::Bool(true))]);
    }
}
