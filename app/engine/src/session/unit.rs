//! Which unit this phone belongs to. Units merge and are renamed while phones are away: the register of the unit that
//! took over names those that it took over, and from there on new records are its own. Old ones keep their unit.

use messages::{Failure, Notice};
use shared::date::Date;
use shared::domain::register::UnitRegister;
use shared::domain::units::Units;
use shared::id::Partition;
use shared::sorted::Set;
use shared::store::{Durability, Shelf, Write};
use shared::sync::phone;

use super::{IDENTITY, Session};
use crate::platform::{Local, Platform, Turn};

impl<S: Local, P: Platform> Session<S, P> {
    /// At the start and after an exchange: moves to the unit that took over this phone's own, once its register
    /// is here, and tells the screens.
    pub(crate) async fn follow_unit(&self) -> Result<(), Failure> {
        let mut identity = self.enrolled().await?;
        let today = self.clock().await?.about_today();
        for (_, bytes) in Self::stored(self.store.list(Shelf::Register).await)? {
            let Some(register) = UnitRegister::from_bytes(&bytes) else { continue };
            let (new, old) = (&register.partition, &identity.partition);
            let units = Units::new(register.units);
            if new.org != old.org
                || new.unit == old.unit
                || !units.followers(&old.unit, today).contains(&new.unit)
            {
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

    /// A register that another version of the app kept is asked for again with the next exchange.
    pub(super) async fn mend_registers(&self) -> Result<(), Failure> {
        let kept = Self::stored(self.store.list(Shelf::Register).await)?;
        for (key, _) in kept.into_iter().filter(|(_, bytes)| UnitRegister::from_bytes(bytes).is_none()) {
            let Ok(partition) = key.parse() else { continue };
            let _turn = self.platform.turn(Turn::Write).await;
            if let Some(again) = Self::stored(phone::register_again(&*self.store, &partition).await)? {
                Self::stored(self.store.commit(vec![again], Durability::Strict).await)?;
            }
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
    pub(super) async fn units(&self, of: &Partition) -> Result<(Units, Date), Failure> {
        let units = self.register_of(of).await?.map(|register| register.units).unwrap_or_default();
        Ok((Units::new(units), self.clock().await?.about_today()))
    }

    /// Answers `Ask::Register`.
    pub(super) async fn register(&self) -> Result<Option<UnitRegister>, Failure> {
        match self.identity().await? {
            Some(identity) => self.register_of(&identity.partition).await,
            None => Ok(None),
        }
    }

    pub(super) async fn register_of(&self, partition: &Partition) -> Result<Option<UnitRegister>, Failure> {
        let bytes = Self::stored(self.store.get(Shelf::Register, &partition.to_string()).await)?;
        Ok(bytes.and_then(|bytes| UnitRegister::from_bytes(&bytes)))
    }
}
