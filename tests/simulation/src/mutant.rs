//! Programs that are wrong on purpose. Each breaks one promise in one place of the host; the simulator is only
//! worth something if it catches every one of them.

/// What is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mutant {
    /// A phone takes sending for a receipt.
    ReceiptUnchecked,
    /// A phone writes as the same actor after every start.
    ActorReused,
    /// A restored office keeps its epoch and compares no digests: either alone would heal the other's absence.
    EpochSkipped,
    /// A phone takes any 200 for the office's.
    PortalTrusted,
    /// A phone that starts again does not know any more what it has not sent.
    OutboxForgotten,
    /// The office answers before it has committed.
    AnsweredTooEarly,
}

impl Mutant {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::ReceiptUnchecked,
        Self::ActorReused,
        Self::EpochSkipped,
        Self::PortalTrusted,
        Self::OutboxForgotten,
        Self::AnsweredTooEarly,
    ];
}
