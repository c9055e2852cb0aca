//! What an office has to look at: records that wait for a decision, late edits, corrections that were asked, doubtful
//! days, conflicts, doubles, and communes that nobody has heard of. What is decided is not in it any more.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use shared::date::Date;
use shared::domain::facts::{Facts, State};
use shared::domain::report::crowded;
use shared::domain::review;
use shared::domain::units::Unit;
use shared::id::{DocId, UnitCode};
use shared::limits::STALE_AFTER_DAYS;
use shared::record::Kind;
use shared::text::fold;

use super::Reviewer;
use crate::additions;
use crate::storage::audit::Action;
use crate::storage::{StorageError, records};

/// Records on one page.
pub const PAGE: usize = 50;

/// What a record is to be looked at for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Matter {
    /// Handed in, not decided on.
    #[default]
    Waiting,
    /// Edits that were written without knowing that it was handed in or struck out, and that nobody has seen.
    Late,
    /// Corrections that were asked and not answered.
    Corrections,
    /// A day that seems to come from a wrong clock.
    Doubtful,
    /// Fields that several people wrote differently, or decisions that contradict each other.
    Conflicts,
    /// A loan that was checked twice in one record.
    Doubles,
    /// Help for a household beyond the second of one person: flagged, and none is taken away (S4 L28).
    Crowded,
    /// Everything that was handed in.
    All,
}

impl Matter {
    /// Every matter, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Late,
        Self::Corrections,
        Self::Doubtful,
        Self::Conflicts,
        Self::Doubles,
        Self::Crowded,
        Self::All,
    ];

    /// The stable code: in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Late => "late",
            Self::Corrections => "corrections",
            Self::Doubtful => "doubtful",
            Self::Conflicts => "conflicts",
            Self::Doubles => "doubles",
            Self::Crowded => "crowded",
            Self::All => "all",
        }
    }

    /// True when a record is to be looked at for this; `crowded` are those that only all of them together tell.
    fn has(self, facts: &Facts, crowded: &BTreeSet<DocId>) -> bool {
        let lives = facts.state != State::Void;
        match self {
            Self::Crowded => crowded.contains(&facts.doc),
            _ if facts.submission.is_none() => false,
            Self::Waiting => facts.state == State::Submitted,
            Self::Late => facts.late_unseen() > 0,
            Self::Corrections => lives && facts.asked > 0,
            Self::Doubtful => lives && facts.day_in_doubt,
            Self::Conflicts => lives && (facts.conflicts > 0 || facts.verdicts().len() > 1),
            Self::Doubles => facts.state == State::Submitted && !facts.duplicates.is_empty(),
            Self::All => true,
        }
    }
}

impl FromStr for Matter {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|matter| matter.code() == code).ok_or(())
    }
}

/// Which part of the inbox is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// What for.
    pub matter: Matter,
    /// Only this commune's; empty for all.
    pub unit: &'a str,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Which page, from 0.
    pub page: usize,
}

/// A commune that nobody has heard of lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The commune.
    pub unit: Unit,
    /// Day of its newest synchronisation.
    pub since: Option<Date>,
}

/// A part of the inbox.
#[derive(Debug, Clone)]
pub struct Inbox {
    /// How many records each matter has, with the filters.
    pub counts: BTreeMap<Matter, usize>,
    /// Those of the page, the oldest first, each with its commune.
    pub records: Vec<(Facts, Unit)>,
    /// Pages in all, at least one.
    pub pages: usize,
    /// The office's communes, by name.
    pub communes: Vec<Unit>,
    /// Those that were not heard of for 30 days, the longest silent first.
    pub silent: Vec<Silent>,
}

impl Reviewer<'_> {
    /// A part of the inbox; the opening is noted. `None` when the commune is not of this office.
    pub fn inbox(&self, asked: Asked<'_>, now_ms: i64) -> Result<Option<Inbox>, StorageError> {
        let mut communes: Vec<Unit> = self.scope.communes().cloned().collect();
        communes.sort_by_cached_key(|unit| fold(&unit.name));
        let is_known = communes.iter().any(|unit| unit.code.as_str() == asked.unit);
        let Some(org) = self.scope.org.as_ref().filter(|_| is_known || asked.unit.is_empty()) else {
            return Ok(None);
        };
        self.note(now_ms, Action::AreaOpened, asked.unit)?;
        let (entries, seen) = self
            .store
            .read(|c| Ok::<_, StorageError>((records::all_entries(c, org)?, records::last_syncs(c, org)?)))?;
        let entries = review::join(entries, &additions::catalogue(self.store)?);
        let crowded: BTreeSet<DocId> =
            crowded(&entries, self.scope.today).into_iter().flat_map(|helper| helper.flagged).collect();
        let mut found: Vec<(Facts, Unit)> = entries
            .into_iter()
            .map(|entry| entry.facts)
            .filter(|facts| facts.submission.is_some() || crowded.contains(&facts.doc))
            .filter(|facts| asked.kind.is_none_or(|kind| facts.kind == kind))
            .filter_map(|facts| {
                let home = self.home(&facts.partition, facts.group.as_ref())?.clone();
                Some((facts, home))
            })
            .filter(|(_, home)| asked.unit.is_empty() || home.code.as_str() == asked.unit)
            .collect();
        let count = |matter: Matter| found.iter().filter(|(facts, _)| matter.has(facts, &crowded)).count();
        let counts: BTreeMap<Matter, usize> =
            Matter::ALL.into_iter().map(|matter| (matter, count(matter))).collect();
        found.retain(|(facts, _)| asked.matter.has(facts, &crowded));
        found.sort_by_key(|(facts, _)| (facts.event_date, facts.doc));
        let pages = found.len().div_ceil(PAGE).max(1);
        let from = asked.page.min(pages - 1) * PAGE;
        let records = found.into_iter().skip(from).take(PAGE).collect();
        let silent = self.silent(&communes, &seen);
        Ok(Some(Inbox { counts, records, pages, communes, silent }))
    }

    fn silent(&self, communes: &[Unit], syncs: &BTreeMap<UnitCode, i64>) -> Vec<Silent> {
        let today = self.scope.today;
        let newest = |unit: &Unit| {
            let of_it = syncs.iter().filter(|(code, _)| self.scope.units.home(code, today) == unit.code);
            of_it.map(|(_, at)| Date::in_vietnam(*at)).max()
        };
        let is_silent = |since: &Option<Date>| {
            since.is_none_or(|day| today.day_number() - day.day_number() >= STALE_AFTER_DAYS)
        };
        let all = communes.iter().map(|unit| Silent { unit: unit.clone(), since: newest(unit) });
        let mut silent: Vec<Silent> = all.filter(|one| is_silent(&one.since)).collect();
        silent.sort_by_key(|one| one.since);
        silent
    }
}
