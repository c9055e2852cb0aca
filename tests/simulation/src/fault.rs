//! Everything that can go wrong in a world, and how often it did. A fault is counted where it takes effect,
//! never where it is planned: one that is planned and never happens proves nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

macro_rules! faults {
    ($($(#[$meta:meta])* $name:ident = $label:literal,)*) => {
        /// Something that goes wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault {
            $($(#[$meta])* $name,)*
        }

        impl Fault {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// For the table at the end.
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                }
            }
        }
    };
}

faults! {
    /// The request never arrives.
    RequestDropped = "request dropped",
    /// The request arrives, the phone hears nothing until its patience ends.
    HalfOpen = "half-open connection: answer lost",
    /// The request arrives after the phone gave it up.
    Delayed = "request delivered after it was given up",
    /// The request arrives twice.
    Duplicated = "request delivered twice",
    /// A request overtakes an earlier one.
    Reordered = "request overtook another",
    /// Part of the request arrives.
    RequestTruncated = "request truncated",
    /// Part of the answer arrives.
    AnswerTruncated = "answer truncated",
    /// Bytes of the request are changed.
    RequestCorrupted = "request corrupted",
    /// Bytes of the answer are changed.
    AnswerCorrupted = "answer corrupted",
    /// Somebody's Wi-Fi answers 200 with a page.
    CaptivePortal = "captive portal: 200 with HTML",
    /// A proxy answers with an error of its own.
    ProxyError = "proxy error page",
    /// The office says that it is busy.
    OfficeBusy = "office busy",
    /// The office dies at some await of an exchange.
    OfficeKilled = "office killed before its commit",
    /// The office dies after its commit, before its answer.
    OfficeKilledLate = "office killed between commit and answer",
    /// The office comes back from a backup.
    OfficeRestored = "office restored from backup",
    /// The office does not know a field yet.
    OfficeOlder = "change refused by an office of an older version",
    /// The app dies at an await, in the middle of something.
    AppKilled = "app killed at an await",
    /// The phone's battery dies: what was not durable is gone.
    PowerCut = "power cut: relaxed commits lost",
    /// The disk forgets the last commit although it was durable.
    LastCommitLost = "last transaction lost",
    /// The browser's profile comes back from an old copy.
    OldProfile = "old profile restored",
    /// A second phone starts from a copy of the profile.
    Cloned = "device cloned",
    /// A commit fails for want of room.
    DiskFull = "commit failed: disk full",
    /// A commit happens and is reported as failed.
    CommitUnsure = "commit of unknown outcome",
    /// A row on the phone's disk cannot be read any more.
    RowRotten = "damaged row on a phone",
    /// The phone's clock jumps by years.
    ClockJump = "clock jumped by years",
    /// An app speaks a protocol that the office no longer speaks.
    ProtocolOld = "app of an older protocol turned away",
    /// An app gets a record of a kind that it does not know.
    KindUnknown = "record of an unknown kind shelved",
    /// A newer app writes a field that others do not know.
    KeyUnknown = "field of a newer version written",
    /// A newer app writes a catalogue id that others do not know.
    CodeUnknown = "catalogue id of a newer version written",
    /// Two communes become one.
    Merger = "units merged",
    /// The office revokes a phone.
    Revoked = "revoked device turned away",
    /// A member's modified app sends bytes that are not what it says.
    Poisoned = "poisoned changes sent by a hostile app",
    /// A file is carried to the office and taken in.
    FileCarried = "file carried to the office",
    /// An answer is carried back and taken in.
    FileAnswered = "answer carried back to the phone",
    /// A file is taken in again.
    FileTwice = "file carried to the office once more",
    /// A file is damaged on its way.
    FileDamaged = "file damaged on its way",
    /// A file is given to another area's office.
    FileForeign = "file given to another office",
    /// An answer is given to another phone.
    FileMisdelivered = "answer given to another phone",
    /// A second tab is open.
    SecondTab = "second tab opened",
}

/// How often each fault took effect.
#[derive(Debug, Default)]
pub struct Tally(RefCell<BTreeMap<Fault, u64>>);

impl Tally {
    /// It happened.
    pub fn count(&self, fault: Fault) {
        *self.0.borrow_mut().entry(fault).or_default() += 1;
    }

    /// All that happened so far.
    pub fn counts(&self) -> BTreeMap<Fault, u64> {
        self.0.borrow().clone()
    }
}
