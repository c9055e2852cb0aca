//! Taking an answer of the office in, whoever brought it: the network or a file.

use messages::Failure;
use shared::domain::figures;
use shared::id::{DocId, Partition};
use shared::record::{Flat, Kind};
use shared::sorted::Set;
use shared::sync::phone::{self, Asked, Host, Ingested};
use shared::sync::wire::Response;

use super::{Session, failure};
use crate::platform::{Local, Platform, Turn};

impl<S: Local, P: Platform> Session<S, P> {
    /// Takes in the answer to what was sent, at this time by the phone's clock, and looks after what it may have
    /// mended.
    pub(crate) async fn take_in(
        &self,
        asked: &Asked,
        response: Response,
        now_ms: i64,
    ) -> Result<Ingested, Failure> {
        let device = self.enrolled().await?.device;
        let ingested = {
            let _turn = self.platform.turn(Turn::Write).await;
            let suspected: Set<DocId> = self.suspected().await?.into_iter().collect();
            let catalogue = self.catalogue();
            let derive = |doc: DocId, partition: &Partition, kind: Kind, flat: &Flat| {
                figures::derive(doc, partition, kind, flat, catalogue)
            };
            let host = Host { device, derive: &derive, suspected: &suspected, now_ms };
            phone::ingest(&*self.store, host, asked, &response).await
        };
        let ingested = ingested.map_err(|error| match error {
            phone::IngestError::Store(error) => {
                self.forget();
                failure(S::code(&error), &error)
            }
            phone::IngestError::Malformed => failure("sync.malformed", "the answer does not fit the request"),
        })?;
        self.touched(ingested.docs.iter().copied());
        self.mend(ingested.stuck.is_empty()).await?;
        if ingested.registers {
            self.tell_additions().await?;
        }
        // Also when this answer brought no register: the day of a merger comes, or moving failed the last time.
        self.follow_unit().await?;
        Ok(ingested)
    }
}
