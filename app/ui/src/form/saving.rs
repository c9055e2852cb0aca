//! What becomes of what is typed: a draft at every pause, changed fields when the person saves, `completed` when no rule
//! stands in the way. Nothing is said to be saved before the engine has said so, and a save that failed leaves
//! everything where it was.

use messages::Ask;
use shared::domain::facts::State;
use shared::domain::rules::{Problem, Severity};
use shared::record::Edit;

use super::{Form, OPEN_POINTS, Phase, Restored, bar, go_on, sentence};
use crate::platform::window;
use crate::prelude::*;
use crate::route::Page;
use crate::state::{catalogue, engine};
use crate::words::{F, fill};

impl Form {
    /// Shows problems at their fields and at the head of the form. Those of fields on other pages are one line that
    /// leads to the list of open points.
    pub(super) fn refuse(self, found: Vec<Problem>) {
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            found.iter().partition(|problem| window::element(&problem.key).is_some());
        let mut lines: Vec<_> = here.iter().map(|problem| (problem.key.clone(), sentence(problem))).collect();
        if !elsewhere.is_empty() {
            lines.push((OPEN_POINTS.to_owned(), fill(F::PointsOpen, &[&elsewhere.len().to_string()])));
        }
        self.note(|notes| {
            notes.checked.extend(found.iter().map(|problem| problem.key.clone()));
            notes.summary = lines;
            notes.problems = found;
        });
        window::later(0, || window::focus(bar::SUMMARY));
    }

    /// Refuses to go on for a reason that a rule gives.
    pub fn stop(self, problem: Problem) {
        self.refuse(vec![problem]);
    }

    /// Refuses to go on without a field.
    pub fn lacks(self, key: &str, code: &'static str) {
        self.refuse(vec![Problem { key: key.to_owned(), code, severity: Severity::Error, args: Vec::new() }]);
    }

    /// Keeps what is typed as a draft, or forgets the draft when nothing differs any more.
    pub(super) fn keep(self) {
        if self.notes.try_with_untracked(|notes| notes.phase == Phase::Saving) != Some(false) {
            return;
        }
        let Some(typed) = self.sheet.try_with_untracked(|sheet| {
            sheet.dirty(catalogue()).then(|| sheet.typed.clone().into_iter().collect())
        }) else {
            return;
        };
        self.known.try_update_value(|known| match typed {
            Some(fields) => {
                known.kept = true;
                engine::tell(Ask::KeepDraft { form: known.draft.clone(), fields });
            }
            None if std::mem::take(&mut known.kept) => engine::tell(Ask::DropDraft(known.draft.clone())),
            None => {}
        });
    }

    /// Takes a restored draft off the screen.
    pub(super) fn discard(self) {
        let typed = self.sheet.try_update(|sheet| std::mem::take(&mut sheet.typed)).unwrap_or_default();
        self.known.update_value(|known| known.discarded = typed);
        self.note(|notes| notes.restored = Restored::Discarded);
        self.show();
        self.keep();
    }

    /// Brings a discarded draft back.
    pub(super) fn bring_back(self) {
        let typed =
            self.known.try_update_value(|known| std::mem::take(&mut known.discarded)).unwrap_or_default();
        self.sheet.update(|sheet| sheet.typed = typed);
        self.note(|notes| notes.restored = Restored::Shown);
        self.show();
        self.keep();
    }

    /// Saves the changed fields and `more`, then calls `after`. Fields that cannot be read stop it.
    pub fn save(self, more: Vec<Edit>, after: impl FnOnce() + 'static) {
        self.save_boxed(more, Box::new(after));
    }

    fn save_boxed(self, more: Vec<Edit>, after: Box<dyn FnOnce()>) {
        if self.notes.with_untracked(|notes| notes.phase == Phase::Saving) {
            return;
        }
        let faults = self.sheet.with_untracked(|sheet| sheet.faults(catalogue()));
        if !faults.is_empty() {
            return self.refuse(faults);
        }
        let (sent, mut edits) =
            self.sheet.with_untracked(|sheet| (sheet.typed.clone(), sheet.edits(catalogue())));
        edits.extend(more);
        if edits.is_empty() {
            self.note(|notes| {
                notes.summary.clear();
                notes.phase = Phase::Saved;
            });
            self.keep();
            return after();
        }
        self.note(|notes| {
            notes.summary.clear();
            notes.phase = Phase::Saving;
        });
        let draft = self.known.with_value(|known| known.draft.clone());
        spawn_local(async move {
            match engine::save(self.doc, self.kind, edits.clone(), Some(draft)).await {
                Ok(_) => {
                    self.known.try_update_value(|known| known.kept = false);
                    self.sheet.try_update(|sheet| sheet.settle(&sent, &edits));
                    self.note(|notes| {
                        notes.restored = Restored::No;
                        notes.phase = Phase::Saved;
                    });
                    self.show();
                    // What was typed while the save was on its way.
                    self.keep();
                    after();
                }
                Err(failure) => {
                    self.note(|notes| notes.phase = Phase::Failed(failure));
                    self.keep();
                }
            }
        });
    }

    /// Saves and, when no rule stands in the way, moves the record to `completed`. What blocks is shown after
    /// everything else has been saved; what only warns is shown once, and a second press goes through.
    pub fn complete(self, after: fn(Self)) {
        let candidate = self.candidate();
        let found = self.rule_problems(&candidate);
        let blocked = found.iter().any(|problem| problem.severity == Severity::Error);
        if blocked || (!found.is_empty() && !self.notes.with_untracked(|notes| notes.warned)) {
            self.save(Vec::new(), move || {
                self.refuse(found);
                self.note(|notes| notes.warned = !blocked);
            });
            return;
        }
        let state = candidate.text("state").map_or(State::Draft, State::from_code);
        let more = match state {
            State::Draft | State::Returned => vec![("state".to_owned(), State::Completed.code().into())],
            _ => Vec::new(),
        };
        self.save(more, move || after(self));
    }

    /// Goes to the record's page after a save; going back skips the form.
    pub fn to_record(self) {
        go_on(&Page::Record(self.doc), true);
    }
}
