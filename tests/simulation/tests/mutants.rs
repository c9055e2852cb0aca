//! The simulator is worth as much as what it catches: each way of being wrong must be found, and by seeds that
//! a right program passes.

use simulation::{Mutant, run};

/// Every mutant is caught within so many seeds.
const SEEDS: u64 = 300;

/// The first seed that tells the mutant from the right program.
fn caught(mutant: Mutant) -> Option<u64> {
    (0..SEEDS).find(|seed| {
        !run(*seed, Some(mutant), false).wrongs.is_empty() && run(*seed, None, false).wrongs.is_empty()
    })
}

#[track_caller]
fn is_caught(mutant: Mutant) {
    let seed = caught(mutant);
    assert!(seed.is_some(), "{mutant:?} passes {SEEDS} seeds");
}

#[test]
fn a_phone_that_takes_sending_for_a_receipt_is_caught() {
    is_caught(Mutant::ReceiptUnchecked);
}

#[test]
fn a_phone_that_writes_as_the_same_actor_after_every_start_is_caught() {
    is_caught(Mutant::ActorReused);
}

#[test]
fn an_office_that_keeps_its_epoch_after_a_restore_is_caught() {
    is_caught(Mutant::EpochSkipped);
}

#[test]
fn a_phone_that_trusts_a_captive_portal_is_caught() {
    is_caught(Mutant::PortalTrusted);
}

#[test]
fn a_phone_that_forgets_its_outbox_when_it_starts_again_is_caught() {
    is_caught(Mutant::OutboxForgotten);
}

#[test]
fn an_office_that_answers_before_its_commit_is_caught() {
    is_caught(Mutant::AnsweredTooEarly);
}
