//! Where a record of this phone goes. All are its own unit's, but for a report of wrongdoing: it goes past the unit that
//! it names, into the drawer of the one above, which neither this phone nor any other follows.

use messages::{Failure, Identity};
use shared::domain::voice::{WRONGDOING, drawer, keeper, kept_by};
use shared::id::{Partition, UnitCode};
use shared::record::{Flat, Kind};

use super::record::Opened;
use super::{Session, failure};
use crate::platform::{Local, Platform};

impl<S: Local, P: Platform> Session<S, P> {
    /// The partition of a record as it would be after saving. A report that the unit named has been given already
    /// cannot be taken from it: it is written anew.
    pub(super) async fn place(
        &self,
        identity: &Identity,
        opened: &Opened,
        after: &Flat,
    ) -> Result<Partition, Failure> {
        let here = &opened.partition;
        let of_wrongdoing = opened.kind == Kind::Feedback && after.text("feedback_kind") == Some(WRONGDOING);
        let named = after.text("named_unit").filter(|_| of_wrongdoing);
        let Some(named) = named.and_then(|unit| unit.parse::<UnitCode>().ok()) else {
            return Ok(here.clone());
        };
        let home = &identity.partition;
        let (units, today) = self.units(home).await?;
        let above = kept_by(&units, WRONGDOING, &home.unit, Some(&named), today);
        let unit = above.as_ref().and_then(drawer);
        let unit = unit.ok_or_else(|| failure("feedback.nobody_above", &named))?;
        let place = Partition { unit, org: home.org.clone() };
        if opened.rows.is_empty() || *here == place {
            Ok(place)
        } else {
            Err(failure("feedback.kept_already", &named))
        }
    }
}

/// The unit that a record names as its own: that of its partition, or of the drawer's keeper.
pub(super) fn unit_of(partition: &Partition) -> UnitCode {
    keeper(&partition.unit).unwrap_or_else(|| partition.unit.clone())
}
