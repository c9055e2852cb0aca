//! The running office: its database, clock and settings, and the limits that hold for all requests together.

use std::sync::{Arc, Mutex, PoisonError};

use shared::date::Date;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::access::Turns;
use crate::clock::Clock;
use crate::failure::Failure;
use crate::limiter::Limiter;
use crate::photos::Photos;
use crate::settings::Settings;
use crate::storage::{SqliteStore, StorageError};
use crate::units;

/// Exchanges worked on at once; more are told to come again. Each holds a few MB for some milliseconds.
const EXCHANGES_MAX: usize = 32;
/// Passwords checked at once: each takes 19 MiB and a processor.
const PASSWORDS_MAX: usize = 2;
/// Wrong passwords for one account before it is locked for the rest of the window.
const LOGINS_MAX: u32 = 8;
/// Log-ins from one address in the window: an office behind one address has tens of people.
const LOGINS_OF_ADDRESS_MAX: u32 = 100;
/// Enrolments tried from one address in the window: fourteen phones on one office's Wi-Fi, with typing errors.
const ENROLMENTS_MAX: u32 = 60;
/// The window of these, in milliseconds: a quarter of an hour.
const WINDOW_MS: i64 = 15 * 60_000;

/// What every request shares.
pub struct Office {
    /// The database.
    pub store: SqliteStore,
    /// The photos beside it.
    pub photos: Photos,
    /// The clock.
    pub clock: Clock,
    /// The settings.
    pub settings: Settings,
    /// One exchange that writes at a time in each partition.
    pub turns: Turns,
    /// Room for exchanges.
    pub exchanges: Semaphore,
    /// Room for password checks.
    pub passwords: Semaphore,
    /// Wrong passwords by account.
    pub logins: Limiter,
    /// Log-ins by address.
    pub logins_of_address: Limiter,
    /// Enrolments by address.
    pub enrolments: Limiter,
    /// The last day that was begun.
    day: Mutex<Option<Date>>,
}

impl Office {
    /// An office over a database and photos.
    pub fn new(store: SqliteStore, photos: Photos, settings: Settings) -> Self {
        Self {
            store,
            photos,
            clock: Clock::new(settings.today),
            settings,
            turns: Turns::default(),
            exchanges: Semaphore::new(EXCHANGES_MAX),
            passwords: Semaphore::new(PASSWORDS_MAX),
            logins: Limiter::new(LOGINS_MAX, WINDOW_MS),
            logins_of_address: Limiter::new(LOGINS_OF_ADDRESS_MAX, WINDOW_MS),
            enrolments: Limiter::new(ENROLMENTS_MAX, WINDOW_MS),
            day: Mutex::default(),
        }
    }

    /// What a phone opens, or scans, to enrol: at the settings' address, or else where the asker found this server.
    pub fn enrolment_url(&self, host: Option<&str>, code: &str) -> String {
        let asked = host.map(|host| format!("http://{host}"));
        let url = self.settings.public_url.clone().or(asked).unwrap_or_else(|| self.settings.public_url());
        enrolment_url(&url, code)
    }

    /// Works where waiting for the disk stops nobody else. A panic in there is answered as a failure.
    pub async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let office = Arc::clone(self);
        let on_a_begun_day = move || {
            office.begin_day(office.clock.today())?;
            work(&office)
        };
        match spawn_blocking(on_a_begun_day).await {
            Ok(done) => done,
            Err(error) => Err(Failure::inside(&error)),
        }
    }
}

impl Office {
    /// Begins a day, once: what was planned for it holds from now on, whether a request or the clock comes first.
    pub fn begin_day(&self, today: Date) -> Result<(), StorageError> {
        let mut begun = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        if *begun != Some(today) {
            self.store.write::<_, StorageError>(|tx| units::begin_day(tx, today))?;
            *begun = Some(today);
        }
        Ok(())
    }
}

/// What a phone opens, or scans, to enrol at a server.
pub fn enrolment_url(public_url: &str, code: &str) -> String {
    format!("{public_url}/#/enrol/{code}")
}
