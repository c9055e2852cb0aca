//! Which unit this phone belongs to. Units merge and are renamed while phones are away: the register of the unit that
//! took over names those that it took over, and from there on new records are its own. Old ones keep their unit.

use messages::{Failure, Notice};
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::register::UnitRegister;
use shared::domain::units::Units;
use shared::id::Partition;
use shared::sorted::Set;
use shared::store::{Durability, Shelf, Write};

use super::{IDENTITY, Session};
use crate::platform::{Local, Platform};

impl<S: Local, P: Platform> Session<S, P> {
    /// At the start and after an exchange: moves to the unit that took over this phone's own, once its register
    /// is here, and tells the screens.
    pub(crate) async fn follow_unit(&self) -> Result<(), Failure> {
        let mut identity = self.enrolled().await?;
        let today = self.clock().await?.about_today();
        for (_, bytes) in Self::stored(self.store.list(Shelf::Register).await)? {
            let Some(register) = messages::decode::<UnitRegister>(&bytes) else { continue };
            let (new, old) = (&register.partition, &identity.partition);
            let units = Units::new(register.units);
            if new.org != old.org || new.unit == old.unit || units.rolled_up(&old.unit, today) != new.unit {
                continue;
            }
            identity.unit_name =
                units.at(&new.unit, today).map_or_else(String::new, |unit| unit.name.clone());
            identity.partition = register.partition;
            let write = Write::Put(Shelf::Meta, IDENTITY.to_owned(), messages::encode(&identity));
            Self::stored(self.store.commit(vec![write], Durability::Strict).await)?;
            let moved = Notice::Home(Box::new(self.home().await?));
            self.platform.tell(&moved);
            self.platform.tell_others(&moved);
            return Ok(());
        }
        Ok(())
    }

    /// This phone's own partition, and those of the units that its unit took over.
    pub(crate) async fn own_partitions(&self) -> Result<Set<Partition>, Failure> {
        let home = self.enrolled().await?.partition;
        let (units, today) = self.units(&home).await?;
        let with_org = |unit| Partition { unit, org: home.org.clone() };
        Ok(units.taken_over(&home.unit, today).into_iter().map(with_org).collect())
    }

    /// The units that a partition's register names, and a day that is about today.
    async fn units(&self, of: &Partition) -> Result<(Units, Date), Failure> {
        let units = self.register_of(of).await?.map(|register| register.units).unwrap_or_default();
        Ok((Units::new(units), self.clock().await?.about_today()))
    }

    /// Leaves the records of this phone's own unit, those of the units that it took over with them, each summed under
    /// the unit that stands for its own today.
    pub(super) async fn of_own_unit(&self, facts: &mut Vec<Facts>) -> Result<(), Failure> {
        let home = self.enrolled().await?.partition;
        let (units, today) = self.units(&home).await?;
        facts.retain_mut(|facts| {
            units.roll_up(facts, today);
            facts.partition == home
        });
        Ok(())
    }
}
