//! The catalogue as it is here: the built-in one, with what the offices above added laid over. Additions come inside
//! the registers; nothing else of the catalogue ever changes between two releases.

use messages::{Failure, Notice};
use shared::catalogue::{Addition, Catalogue};
use shared::domain::register::UnitRegister;
use shared::store::Shelf;

use super::Session;
use crate::platform::{Local, Platform};

impl<S: Local, P: Platform> Session<S, P> {
    /// The catalogue of this moment.
    pub(crate) fn catalogue(&self) -> &'static Catalogue {
        self.laid.get()
    }

    /// Lays over what the registers here bring, when it is something else than before; says whether. The register of
    /// this phone's own unit comes first: another may be the last word of a unit that ended.
    pub(super) async fn lay_additions(&self) -> Result<bool, Failure> {
        let home = self.identity().await?.map(|identity| identity.partition.to_string());
        let mut kept = Self::stored(self.store.list(Shelf::Register).await)?;
        if let Some(own) = kept.iter().position(|(key, _)| Some(key) == home.as_ref()) {
            kept.swap(0, own);
        }
        let registers = kept.iter().filter_map(|(_, bytes)| UnitRegister::from_bytes(bytes));
        let additions: Vec<Addition> = registers.flat_map(|register| register.additions).collect();
        if *self.additions.borrow() == additions {
            return Ok(false);
        }
        // Kept as long as this worker lives: an office adds a few times a year.
        self.laid.set(Box::leak(Box::new(Catalogue::of_this_release().with(&additions))));
        self.additions.replace(additions);
        Ok(true)
    }

    /// After an answer that brought a register: the screens get the new catalogue.
    pub(super) async fn tell_additions(&self) -> Result<(), Failure> {
        if self.lay_additions().await? {
            let notice = Notice::Home(Box::new(self.home().await?));
            self.platform.tell(&notice);
            self.platform.tell_others(&notice);
        }
        Ok(())
    }
}
