//! Saving: the one place where this phone makes a change. Edits are checked, laid on the newest merged
//! document as one change, and committed with the record's entry and the form's draft in one strict commit:
//! all of it is on disk when the answer goes out, or none.

use messages::{Failure, Identity, Listed, Standing};
use shared::crdt::Document;
use shared::domain::clock::is_day_in_doubt;
use shared::domain::correction::{ASKED, Asked, Ledger};
use shared::domain::facts::{Facts, State, open_conflicts};
use shared::domain::figures::Entry;
use shared::domain::review;
use shared::domain::rules::{self, Context, Severity};
use shared::frozen;
use shared::id::{DocId, Partition};
use shared::record::{self, Edit, Flat, Kind, Merge, SCHEMA_VERSION, Scalar, Writers};
use shared::store::{Carriage, Change, Durability, Row, Shelf, Write};

use super::record::Opened;
use super::voice::unit_of;
use super::{Session, failure};
use crate::platform::{Local, Platform, Turn};

impl<S: Local, P: Platform> Session<S, P> {
    /// Answers `Ask::Save`.
    pub(super) async fn save(
        &self,
        doc: DocId,
        kind: Kind,
        edits: Vec<Edit>,
        draft: Option<String>,
    ) -> Result<Listed, Failure> {
        let identity = self.enrolled().await?;
        let listed = {
            // From reading the newest document to its commit nobody else writes: not another question, not an
            // exchange, not another tab.
            let _turn = self.platform.turn(Turn::Write).await;
            let mut listed = self.write(&identity, doc, kind, edits, draft).await?;
            // What builds on something refused would be refused with it.
            if matches!(listed.standing, Standing::Refused(_)) {
                self.write_anew(&identity, doc).await?;
                listed.standing = Standing::OnPhone;
            }
            listed
        };
        self.tell_changed();
        Ok(listed)
    }

    async fn write(
        &self,
        identity: &Identity,
        doc: DocId,
        kind: Kind,
        mut edits: Vec<Edit>,
        draft: Option<String>,
    ) -> Result<Listed, Failure> {
        let now_ms = self.platform.now_ms();
        let partition = identity.partition.clone();
        let opened = self.read(doc).await?;
        let mut opened = match opened {
            Some(opened) if opened.damaged => return Err(failure("record.damaged", &doc)),
            _ if kind == Kind::Review => return Err(failure("change.wrong_kind", &doc)),
            Some(opened) if opened.kind != kind => return Err(failure("change.wrong_kind", &doc)),
            Some(opened) => opened,
            None => Opened { document: Document::new(), kind, partition, rows: Vec::new(), damaged: false },
        };
        let before = opened.document.flat();
        for (key, value) in &edits {
            self.check(kind, &before, key, value)?;
        }
        let mut after = before.clone();
        after.apply(&edits);
        opened.partition = self.place(identity, &opened, &after).await?;
        let entry = self.reviewed(doc, &opened).await?;
        self.check_state(identity, &opened, &entry.facts, &after, &edits).await?;
        self.check_corrections(identity, &opened, &entry, &edits).await?;
        let is_new = opened.rows.is_empty();
        if is_new && kind != Kind::FreeForm {
            let mut envelope = self.envelope(identity, &opened.partition, kind, now_ms);
            let ahead = self.clock().await?.ahead_by_days();
            envelope.extend(ahead.map(|ahead| ("clock_ahead".to_owned(), ahead.into())));
            envelope.retain(|(key, _)| edits.iter().all(|(given, _)| given != key));
            edits.append(&mut envelope);
        }
        if entry.facts.state != state(&after) || entry.facts.late > 0 {
            edits.extend(review::handing_in(&edits, &opened.document.heads()));
        }
        let actor = self.actor(identity.device, doc)?;
        let written = opened.document.write(&actor, &edits, now_ms);
        let entry = self.derive(doc, &opened);
        let mut writes = Vec::new();
        if let Some(written) = written {
            let partition = opened.partition.clone();
            let change = Change { hash: written.hash, doc, partition, kind, bytes: written.bytes };
            opened.rows.push(Row { change: change.clone(), carriage: Carriage::Pending });
            writes.push(Write::Keep(change));
            writes.push(Write::Entry(Box::new(entry)));
        }
        writes.extend(is_new.then(|| Self::note_made(now_ms)));
        writes.extend(draft.map(|form| Write::Put(Shelf::Draft, form, None)));
        self.commit(writes, Durability::Strict).await.inspect_err(|_| self.forget_actor())?;
        let entry = self.reviewed(doc, &opened).await?;
        self.listed(&opened, entry.facts).await
    }

    /// One edit by itself: a known field that a person may write, a value that it takes, and no second value for a
    /// field that is written once.
    fn check(&self, kind: Kind, before: &Flat, key: &str, value: &Scalar) -> Result<(), Failure> {
        let field = record::find(kind, key).ok_or_else(|| failure("change.forbidden_key", key))?;
        let envelope = record::ENVELOPE.iter().any(|row| row.key == field.key);
        if envelope && field.writers == Writers::SYSTEM {
            return Err(failure("change.forbidden_key", key));
        }
        if let Some(problem) = rules::field_problem(self.catalogue(), kind, key, value)
            && problem.severity == Severity::Error
        {
            return Err(failure(problem.code, key));
        }
        let written = before.all(key);
        if field.merge == Merge::Once && !written.is_empty() && !written.contains(value) {
            return Err(failure("change.forbidden_value", key));
        }
        Ok(())
    }

    /// Whether the record may be changed in the state it is in, and may take the state it is given.
    async fn check_state(
        &self,
        identity: &Identity,
        opened: &Opened,
        facts: &Facts,
        after: &Flat,
        edits: &[Edit],
    ) -> Result<(), Failure> {
        let (kind, from, before) = (opened.kind, facts.state, &opened.document.flat());
        let moved = edits.iter().any(|(key, _)| key == "state");
        if !moved {
            return match edits.iter().find(|(key, _)| !open_to_edits(from, kind, before, key)) {
                Some((key, _)) => Err(failure("record.closed", key)),
                None => Ok(()),
            };
        }
        let to = state(after);
        // Settling two concurrent moves: either may be chosen, unless one of them closed the record.
        let counted = frozen::flat(&opened.document, kind);
        let sides: Vec<State> = counted.all("state").iter().map(state_of).collect();
        let settles = sides.len() > 1 && sides.contains(&to);
        let stays = from == to;
        // Handing in anew takes in what was written late.
        let anew = stays && to == State::Submitted && facts.late > 0;
        if anew && !rules::may_move(self.catalogue(), State::Completed, to, identity.role.as_str()) {
            return Err(failure("record.state_forbidden", &to.code()));
        }
        if !settles && !stays && !rules::may_move(self.catalogue(), from, to, identity.role.as_str()) {
            return Err(failure("record.state_forbidden", &to.code()));
        }
        if to == State::Void && after.text("void_reason").is_none_or(|reason| reason.trim().is_empty()) {
            return Err(failure("record.void_reason_missing", "void_reason"));
        }
        if anew || (!stays && matches!(to, State::Completed | State::Submitted)) {
            self.check_complete(identity, kind, after).await?;
        }
        Ok(())
    }

    /// A correction is asked by who hands in, of a field that has another value, with a reason, and makes nothing of the
    /// record that could not have been handed in.
    async fn check_corrections(
        &self,
        identity: &Identity,
        opened: &Opened,
        entry: &Entry,
        edits: &[Edit],
    ) -> Result<(), Failure> {
        if !edits.iter().any(|(key, _)| is_correction(key)) {
            return Ok(());
        }
        let kind = opened.kind;
        if !rules::may_move(self.catalogue(), State::Completed, State::Submitted, identity.role.as_str()) {
            return Err(failure("record.state_forbidden", State::Corrected.code()));
        }
        let counted = frozen::flat(&opened.document, kind);
        let before = entry.ledger.as_ref().and_then(|ledger| ledger.corrected()).unwrap_or(counted);
        let mut asking = before.clone();
        asking.apply(edits);
        let known = entry.ledger.as_ref().map_or(0, |ledger| ledger.asked.len());
        let asked = Ledger::of(kind, &asking).map(|ledger| ledger.asked).unwrap_or_default();
        if asked.len() != known + 1 {
            return Err(failure("correction.malformed", ""));
        }
        let is_new = |one: &&Asked| edits.iter().any(|(key, _)| *key == format!("{ASKED}.{}.key", one.id));
        let Some(asked) = asked.iter().find(is_new) else { return Err(failure("correction.malformed", "")) };
        if asked.reason.trim().is_empty() {
            return Err(failure("correction.reason_missing", &asked.key));
        }
        if before.get(&asked.key).unwrap_or(&Scalar::Null) == &asked.new {
            return Err(failure("correction.same", &asked.key));
        }
        if let Some(problem) = rules::field_problem(self.catalogue(), kind, &asked.key, &asked.new) {
            return Err(failure(problem.code, &asked.key));
        }
        let mut corrected = before.clone();
        corrected.set(asked.key.as_str(), asked.new.clone());
        match self.check_complete(identity, kind, &corrected).await {
            Err(failure) if self.check_complete(identity, kind, &before).await.is_ok() => Err(failure),
            _ => Ok(()),
        }
    }

    /// Nothing blocks `completed`: every conflict of an `R!` field is settled, no rule has an error.
    async fn check_complete(&self, identity: &Identity, kind: Kind, after: &Flat) -> Result<(), Failure> {
        if let Some((key, _)) = open_conflicts(kind, after).next() {
            return Err(failure("record.conflict", key));
        }
        let register = self.register_of(&identity.partition).await?;
        let groups = register.map(|register| register.groups).unwrap_or_default();
        let code = after.text("group_code").unwrap_or_default();
        let group = groups.iter().find(|group| group.code.as_str() == code);
        let context = Context { today: self.latest_today().await?, group };
        let problems = rules::problems(self.catalogue(), kind, after, &context);
        match problems.into_iter().find(|problem| problem.severity == Severity::Error) {
            Some(problem) => Err(failure("record.incomplete", &format!("{}: {}", problem.key, problem.code))),
            None => Ok(()),
        }
    }

    /// What every new record says of itself.
    fn envelope(&self, identity: &Identity, place: &Partition, kind: Kind, now_ms: i64) -> Vec<Edit> {
        let unit = unit_of(place);
        let edit = |key: &str, value: Scalar| (key.to_owned(), value);
        vec![
            edit("kind", kind.code().into()),
            edit("schema_version", SCHEMA_VERSION.into()),
            edit("catalogue_version", i64::from(self.catalogue().version).into()),
            edit("org", place.org.as_str().into()),
            edit("unit", unit.as_str().into()),
            edit("created_by", identity.account.as_str().into()),
            edit("created_device", identity.device.to_string().into()),
            edit("device_time", now_ms.into()),
            edit("state", State::Draft.code().into()),
        ]
    }
}

fn is_correction(key: &str) -> bool {
    key.strip_prefix(ASKED).is_some_and(|rest| rest.starts_with('.'))
}

fn state_of(value: &Scalar) -> State {
    match value {
        Scalar::Text(code) => State::from_code(code),
        _ => State::Unknown,
    }
}

/// The state of a record; a new one is a draft.
fn state(flat: &Flat) -> State {
    flat.get("state").map_or(State::Draft, state_of)
}

/// What may still be changed: everything until it is handed in; then only what is settled or added afterwards —
/// concurrent values, a day in doubt, the conclusion, the reports to chair and bank. After acceptance only such a day,
/// without which the record counts nowhere, what is asked to be corrected, and what is still to follow.
fn open_to_edits(state: State, kind: Kind, before: &Flat, key: &str) -> bool {
    let in_conflict = before.all(key).len() > 1;
    let correction = is_correction(key);
    let afterwards = record::is_open_afterwards(kind, key) && !correction;
    let doubtful_day = ["event_date", "date_confirmed"].contains(&key) && is_day_in_doubt(before);
    match state {
        State::Draft | State::Completed | State::Returned => !correction,
        State::Submitted => in_conflict || afterwards || doubtful_day,
        State::Accepted | State::Corrected => {
            doubtful_day || correction || (afterwards && is_still_to_follow(kind, before, key))
        }
        State::Void | State::Unknown => false,
    }
}

/// True for what nobody wrote yet, and for all that is said to a citizen until the answer has its day: accepting what
/// was written does not answer anybody. What stands there is corrected on request, like everything else.
fn is_still_to_follow(kind: Kind, before: &Flat, key: &str) -> bool {
    let unanswered = kind == Kind::Feedback && before.get("answered_on").is_none();
    unanswered || before.get(key).is_none()
}
