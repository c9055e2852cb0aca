//! What the area's inspections found and what became of it (records.md §6): a finding becomes a remedy in the
//! partition of the commune that owes it; the commune works on it and reports; this office verifies, sends back or
//! cancels. The notice of conclusions goes the same way.

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::figures::{self, Detail, Entry};
use shared::domain::remedy::{self, Mover, Stage};
use shared::domain::report::{RemedyFigures, remedies};
use shared::domain::rules::{self, Context, Severity};
use shared::domain::units::Unit;
use shared::id::{Code, DocId, Partition};
use shared::limits::REASON_CHARS_MAX;
use shared::record::{Edit, Flat, Kind, Scalar};
use shared::sync::author::Place;

use super::{Opened, OverseeError, Overseer};
use crate::access::Turns;
use crate::derived;
use crate::storage::audit::Action;

/// Every remedy of this office's communes, and what waits to become one.
#[derive(Debug, Clone)]
pub struct Remedies {
    /// As they stand today.
    pub figures: RemedyFigures,
    /// Those that are not done, the longest overdue first; then those to verify; then those that are over.
    pub chased: Vec<Chased>,
    /// Inspections of this office's own team with findings, the newest first.
    pub inspected: Vec<Inspected>,
}

/// One remedy on the list.
#[derive(Debug, Clone)]
pub struct Chased {
    /// The record.
    pub facts: Facts,
    /// What goes on in it.
    pub remedy: figures::Remedy,
    /// The commune that owes it.
    pub commune: String,
    /// Days beyond the day by which it is due; negative while there is time.
    pub days_over: Option<i64>,
}

/// An inspection of this office's team.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// Its facts.
    pub facts: Facts,
    /// The commune inspected.
    pub commune: Unit,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The notice of conclusions, once it is written.
    pub notice: Option<Flat>,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its entry in the inspection.
    pub id: String,
    /// Catalogue `finding_kind`.
    pub kind: Option<Code>,
    /// What was found.
    pub text: String,
    /// Who owes the remedy, as far as the inspection says.
    pub owner: String,
    /// By when, as far as the inspection says.
    pub due: Option<Date>,
    /// Its remedy.
    pub remedy: DocId,
    /// True once the commune has it.
    pub is_opened: bool,
}

/// One remedy read.
#[derive(Debug, Clone)]
pub struct RemedyReading {
    /// Its facts.
    pub facts: Facts,
    /// Its fields.
    pub flat: Flat,
    /// The commune that owes it.
    pub commune: Unit,
    /// How far it surely is.
    pub stage: Stage,
    /// States that were written at the same time: one of them must be chosen. Empty when there is one state.
    pub rivals: Vec<Stage>,
}

/// What a clerk does with a remedy.
#[derive(Debug, Clone, Copy)]
pub struct Step<'c> {
    /// The remedy.
    pub doc: DocId,
    /// Where it is to go; of concurrent states the one that is right.
    pub to: Stage,
    /// Who owes it, when it is assigned.
    pub owner: &'c str,
    /// By when, when it is assigned.
    pub due: Option<Date>,
    /// Why, when it is cancelled.
    pub reason: &'c str,
}

/// A notice of conclusions as it is typed.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'c> {
    /// The inspection.
    pub inspection: DocId,
    /// Its number, typed by hand.
    pub number: &'c str,
    /// Its day.
    pub day: Option<Date>,
    /// What it concludes.
    pub text: &'c str,
    /// By when the commune is to report.
    pub due: Option<Date>,
}

impl Overseer<'_> {
    /// The list.
    pub fn remedies(&self, now_ms: i64) -> Result<Remedies, OverseeError> {
        self.note(now_ms, Action::RemediesOpened, "")?;
        let home = self.home()?;
        let entries = self.entries()?;
        let mut of_office = Vec::new();
        let mut inspected = Vec::new();
        for entry in &entries {
            if entry.facts.kind == Kind::Remedy
                && self.commune(&entry.facts.partition.unit, entry.facts.group.as_ref()).is_some()
            {
                of_office.push(entry.clone());
            }
            let found = entry.facts.kind == Kind::Inspection && entry.counts() && entry.facts.findings > 0;
            if found && self.is_own(&entry.facts.partition, &home) {
                inspected.extend(self.inspected(&entry.facts)?);
            }
        }
        inspected.sort_by_key(|one| (std::cmp::Reverse(one.facts.event_date), one.facts.doc));
        let today = self.scope.today;
        let mut chased: Vec<Chased> = of_office.iter().filter_map(|entry| self.chased(entry)).collect();
        chased.sort_by_key(|one| {
            let over = matches!(one.remedy.stage, Stage::Verified | Stage::Cancelled);
            (over, one.remedy.stage.is_done(), std::cmp::Reverse(one.days_over), one.facts.doc)
        });
        Ok(Remedies { figures: remedies(&of_office, today), chased, inspected })
    }

    fn chased(&self, entry: &Entry) -> Option<Chased> {
        let Detail::Remedy(remedy) = &entry.detail else { return None };
        let commune = self.commune(&entry.facts.partition.unit, entry.facts.group.as_ref())?;
        let days_over = remedy.due.map(|due| self.scope.today.day_number() - due.day_number());
        let commune = commune.name.clone();
        Some(Chased { facts: entry.facts.clone(), remedy: remedy.clone(), commune, days_over })
    }

    /// True for this office's own partition, and those of the units that it took over.
    fn is_own(&self, partition: &Partition, home: &Partition) -> bool {
        partition.org == home.org
            && self.scope.units.taken_over(&home.unit, self.scope.today).contains(&partition.unit)
    }

    /// The findings of an inspection; `None` when it is of no commune of this office.
    fn inspected(&self, facts: &Facts) -> Result<Option<Inspected>, OverseeError> {
        let Some(unit) = &facts.inspected_unit else { return Ok(None) };
        let Some(commune) = self.commune(unit, facts.group.as_ref()).cloned() else { return Ok(None) };
        let Some(Opened { flat, .. }) = self.open(facts.doc)? else { return Ok(None) };
        let mut findings = Vec::new();
        for id in flat.entries("finding") {
            let text =
                |field: &str| flat.text(&format!("finding.{id}.{field}")).unwrap_or_default().to_owned();
            let remedy = remedy::of_finding(facts.doc, &id);
            findings.push(Finding {
                kind: text("kind").parse().ok(),
                text: text("text"),
                owner: text("owner"),
                due: flat.date(&format!("finding.{id}.due_date")),
                is_opened: self.open(remedy)?.is_some(),
                remedy,
                id,
            });
        }
        let notice = self.open(remedy::notice_of(facts.doc))?.map(|notice| notice.flat);
        Ok(Some(Inspected { facts: facts.clone(), commune, findings, notice }))
    }

    /// An inspection of this office's team that counts, with its fields.
    fn own_inspection(&self, doc: DocId) -> Result<(Inspected, Flat), OverseeError> {
        let home = self.home()?;
        let entries = self.entries()?;
        let entry = entries.into_iter().find(|entry| entry.facts.doc == doc);
        let entry = entry.filter(|entry| {
            entry.facts.kind == Kind::Inspection
                && entry.counts()
                && self.is_own(&entry.facts.partition, &home)
        });
        let facts = entry.ok_or(OverseeError::Unknown)?.facts;
        let inspected = self.inspected(&facts)?.ok_or(OverseeError::Unknown)?;
        let opened = self.open(doc)?.ok_or(OverseeError::Unknown)?;
        Ok((inspected, opened.flat))
    }

    /// Gives a finding to the commune as a remedy. The same one pressed twice is one.
    pub fn open_remedy(
        &self,
        inspection: DocId,
        finding: &str,
        turns: &Turns,
        now_ms: i64,
    ) -> Result<(), OverseeError> {
        let (inspected, whole) = self.own_inspection(inspection)?;
        let found = inspected.findings.iter().find(|known| known.id == finding);
        let found = found.ok_or(OverseeError::Unknown)?;
        let partition = Partition { unit: inspected.commune.code.clone(), org: self.home()?.org };
        let place = Place { doc: found.remedy, partition: &partition, kind: Kind::Remedy };
        self.write(place, turns, now_ms, |flat| match flat {
            Some(_) => Ok(Vec::new()),
            None => Ok(remedy::opened(inspection, &whole, finding)),
        })?;
        self.note(now_ms, Action::RemedyMoved, &format!("{} open", found.remedy))
    }

    /// One remedy of this office's communes. The opening is noted.
    pub fn remedy(&self, doc: DocId, now_ms: i64) -> Result<RemedyReading, OverseeError> {
        let (opened, commune) = self.open_chased(doc)?;
        self.note(now_ms, Action::RecordOpened, &doc.to_string())?;
        let facts = derived::derive(doc, &opened.partition, opened.kind, &opened.flat).facts;
        let stage = Stage::of(&opened.flat);
        let rivals = rivals(&opened.flat);
        Ok(RemedyReading { facts, flat: opened.flat, commune, stage, rivals })
    }

    fn open_chased(&self, doc: DocId) -> Result<(Opened, Unit), OverseeError> {
        let opened = self.open(doc)?.filter(|opened| opened.kind == Kind::Remedy);
        let opened = opened.ok_or(OverseeError::Unknown)?;
        let of_org = opened.partition.org == self.home()?.org;
        let group = opened.flat.text("group_code").and_then(|group| group.parse().ok());
        let commune = self.commune(&opened.partition.unit, group.as_ref()).filter(|_| of_org).cloned();
        Ok((opened, commune.ok_or(OverseeError::Unknown)?))
    }

    /// Moves a remedy on, or chooses between two concurrent states.
    pub fn step(&self, step: Step<'_>, turns: &Turns, now_ms: i64) -> Result<(), OverseeError> {
        if step.reason.trim().chars().count() > REASON_CHARS_MAX {
            return Err(OverseeError::Refused("draw.reason_long", vec![REASON_CHARS_MAX.to_string()]));
        }
        let partition = self.open_chased(step.doc)?.0.partition;
        let place = Place { doc: step.doc, partition: &partition, kind: Kind::Remedy };
        self.write(place, turns, now_ms, |flat| {
            let flat = flat.ok_or(OverseeError::Unknown)?;
            if rivals(flat).contains(&step.to) {
                return Ok(vec![("remedy_state".to_owned(), step.to.code().into())]);
            }
            let mut edits: Vec<Edit> = Vec::new();
            let mut given = |key: &str, value: Option<Scalar>| {
                edits.extend(value.map(|value| (key.to_owned(), value)));
            };
            let words = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Scalar::from);
            match step.to {
                Stage::Assigned => {
                    given("owner", words(step.owner));
                    given("due_date", step.due.map(Scalar::from));
                }
                Stage::Cancelled => given("cancel_reason", words(step.reason)),
                _ => {}
            }
            let mut as_it_will_be = flat.clone();
            as_it_will_be.apply(&edits);
            let (account, role) = (self.account.id.as_str(), self.account.role.as_str());
            let mover = Mover { account, role, today: self.scope.today };
            edits.extend(remedy::step(Catalogue::builtin(), &as_it_will_be, step.to, &mover)?);
            Ok(edits)
        })?;
        self.note(now_ms, Action::RemedyMoved, &format!("{} {}", step.doc, step.to.code()))
    }

    /// Writes the notice of conclusions of an inspection to the commune; a later one takes the place of an earlier.
    pub fn conclude(&self, notice: Notice<'_>, turns: &Turns, now_ms: i64) -> Result<(), OverseeError> {
        let (inspected, whole) = self.own_inspection(notice.inspection)?;
        let partition = Partition { unit: inspected.commune.code.clone(), org: self.home()?.org };
        let doc = remedy::notice_of(notice.inspection);
        let place = Place { doc, partition: &partition, kind: Kind::Conclusion };
        self.write(place, turns, now_ms, |flat| {
            let mut edits: Vec<Edit> = vec![
                ("paper_no".into(), notice.number.trim().into()),
                ("text.notice".into(), notice.text.trim().into()),
                ("inspection".into(), notice.inspection.to_string().into()),
                ("inspected_unit".into(), inspected.commune.code.as_str().into()),
            ];
            edits.extend(notice.day.map(|day| ("event_date".to_owned(), day.into())));
            edits.extend(notice.due.map(|day| ("due_date".to_owned(), day.into())));
            edits.extend(whole.text("group_code").map(|group| ("group_code".to_owned(), group.into())));
            let mut after = flat.cloned().unwrap_or_default();
            after.apply(&edits);
            let context = Context { today: self.scope.today, group: None };
            let problems = rules::problems(Catalogue::builtin(), Kind::Conclusion, &after, &context);
            match problems.into_iter().find(|problem| problem.severity == Severity::Error) {
                Some(problem) => Err(problem.into()),
                None => Ok(edits),
            }
        })?;
        self.note(now_ms, Action::ConclusionWritten, &doc.to_string())
    }
}

/// The states that were written at the same time; none when there is one.
fn rivals(flat: &Flat) -> Vec<Stage> {
    let all = flat.all("remedy_state");
    let stage = |value: &Scalar| match value {
        Scalar::Text(code) => Stage::from_code(code),
        _ => Stage::Unknown,
    };
    if all.len() > 1 { all.iter().map(stage).collect() } else { Vec::new() }
}
