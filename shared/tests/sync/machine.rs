//! The engine alone: when it speaks, what it makes of answers, how long it waits.

use std::collections::BTreeSet;

use shared::limits;
use shared::sorted::Set;
use shared::sync::frame;
use shared::sync::phone::{Answer, Ask, Effect, Engine, Event, Ingested, LastSuccess, Phase};
use shared::sync::wire::{self, Response};

fn response(version: u32) -> Vec<u8> {
    let response =
        Response { version, epoch: 1, time_ms: 0, verdicts: vec![], partitions: vec![], people: vec![] };
    frame::pack(&response.to_bytes())
}

fn answered(status: u16, body: Vec<u8>) -> Event {
    Event::Answered(Answer { status, body, bytes: (300, 200) })
}

fn ask(effects: &[Effect]) -> &Ask {
    let asks = |effect: &&Effect| matches!(effect, Effect::Send(_));
    match effects.iter().find(asks) {
        Some(Effect::Send(ask)) => ask,
        _ => panic!("it does not send: {effects:?}"),
    }
}

fn sends(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Send(_)))
}

fn failed() -> Event {
    Event::Failed("network.unreachable".to_owned())
}

/// An engine whose last attempt failed at time 0, and when it will wake.
fn waiting() -> (Engine, i64) {
    let mut engine = Engine::new(1, None);
    engine.handle(0, Event::Started);
    engine.handle(0, failed());
    let Phase::Waiting(_, until) = engine.status().phase else { panic!("it waits") };
    (engine, until)
}

#[test]
fn it_speaks_at_start_after_a_save_when_awake_and_by_hand() {
    for event in [Event::Started, Event::Saved, Event::Awake, Event::ByHand] {
        assert!(sends(&Engine::new(1, None).handle(0, event)));
    }
    assert!(Engine::new(1, None).handle(0, Event::Tick).is_empty());
}

#[test]
fn one_exchange_at_a_time_and_one_more_for_what_happened_meanwhile() {
    let mut engine = Engine::new(1, None);
    assert!(sends(&engine.handle(0, Event::Started)));
    for event in [Event::Saved, Event::ByHand, Event::Awake, Event::Tick] {
        assert!(!sends(&engine.handle(1, event)));
    }
    let effects = engine.handle(2, answered(200, response(wire::VERSION)));
    assert!(matches!(effects.as_slice(), [Effect::Ingest(_)]));
    assert!(sends(&engine.handle(3, Event::Ingested(Ingested::default()))), "for the save in between");
    engine.handle(4, answered(200, response(wire::VERSION)));
    assert_eq!(engine.handle(5, Event::Ingested(Ingested::default())), [Effect::Show]);
    assert_eq!(engine.status().phase, Phase::Resting);
    assert_eq!(engine.status().last_success, Some(LastSuccess { at_ms: 5, clock_ahead_ms: 0 }));
}

#[test]
fn a_run_goes_on_while_either_side_has_more_and_adds_up_what_moved() {
    let mut engine = Engine::new(1, None);
    engine.handle(0, Event::Started);
    let more = Ingested { more: true, confirmed: 3, received: 40, ..Ingested::default() };
    assert!(sends(&engine.handle(1, Event::Ingested(more))));
    assert!(sends(
        &engine.handle(2, Event::Ingested(Ingested { waiting: 2, confirmed: 1, ..Ingested::default() }))
    ));
    engine.handle(3, Event::Ingested(Ingested::default()));
    assert_eq!(engine.status().moved, (4, 40));
}

#[test]
fn what_the_office_cannot_take_yet_ends_the_run_and_is_tried_again_later() {
    let mut engine = Engine::new(1, None);
    engine.handle(0, Event::Started);
    let stuck = Set::from([shared::id::ChangeHash([1; 32])]);
    let effects = engine
        .handle(1, Event::Ingested(Ingested { stuck: stuck.clone(), waiting: 2, ..Ingested::default() }));
    assert_eq!(ask(&effects).skip, stuck, "the other one goes on");
    let effects = engine.handle(2, Event::Ingested(Ingested { waiting: 1, ..Ingested::default() }));
    assert!(matches!(effects.as_slice(), [Effect::Show, Effect::WakeAt(_)]));
    let effects = engine.handle(3, Event::Tick);
    assert!(ask(&effects).skip.is_empty(), "a new run tries all");
}

#[test]
fn a_failure_waits_longer_each_time_and_a_success_forgets_it() {
    let mut engine = Engine::new(7, None);
    let (min, max) = (limits::RETRY_DELAY_MIN_MS, limits::RETRY_DELAY_MAX_MS);
    let mut now = 0;
    let mut longest = min;
    for _ in 0..20 {
        assert!(sends(&engine.handle(now, Event::Tick)) || sends(&engine.handle(now, Event::Started)));
        let effects = engine.handle(now, failed());
        let Some(Effect::WakeAt(until)) = effects.last() else { panic!("{effects:?}") };
        let delay = u64::try_from(until - now).unwrap();
        assert!((longest / 2..=longest).contains(&delay), "{delay} of {longest}");
        longest = (longest * 2).min(max);
        now = *until;
    }
    engine.handle(now, Event::Tick);
    engine.handle(now, answered(200, response(wire::VERSION)));
    engine.handle(now, Event::Ingested(Ingested::default()));
    engine.handle(now, Event::ByHand);
    engine.handle(now, failed());
    let Phase::Waiting(_, until) = engine.status().phase else { panic!("it waits") };
    assert!(u64::try_from(until - now).unwrap() <= min);
}

#[test]
fn phones_do_not_come_back_all_at_once() {
    let wakes: BTreeSet<i64> = (0..50)
        .map(|seed| {
            let mut engine = Engine::new(seed, None);
            engine.handle(0, Event::Started);
            engine.handle(0, failed());
            let Phase::Waiting(_, until) = engine.status().phase else { panic!("it waits") };
            until
        })
        .collect();
    assert!(wakes.len() > 40, "{} different times", wakes.len());
}

#[test]
fn a_save_does_not_break_the_wait_but_a_person_and_a_new_network_do() {
    let (mut engine, until) = waiting();
    assert_eq!(engine.handle(1, Event::Saved), [Effect::WakeAt(until)]);
    assert_eq!(engine.handle(1, Event::Tick), [Effect::WakeAt(until)], "a tick that came too early");
    assert!(sends(&engine.handle(until, Event::Tick)));
    for event in [Event::Awake, Event::ByHand] {
        assert!(sends(&waiting().0.handle(1, event)));
    }
    assert!(sends(&waiting().0.handle(-10_000_000, Event::Tick)), "a clock set back does not stop the phone");
}

#[test]
fn a_wifi_log_in_page_is_no_success() {
    let mut engine = Engine::new(1, None);
    for (status, body) in
        [(200, "<!doctype html><html>"), (200, ""), (302, ""), (404, "<h1>Not found</h1>"), (403, "{}")]
    {
        engine.handle(0, Event::ByHand);
        engine.handle(0, answered(status, body.as_bytes().to_vec()));
        assert!(
            matches!(&engine.status().phase, Phase::Waiting(code, _) if code == "network.not_ours"),
            "{status} {body}"
        );
    }
    engine.handle(0, Event::ByHand);
    engine.handle(0, answered(502, b"<h1>Bad gateway</h1>".to_vec()));
    assert!(matches!(&engine.status().phase, Phase::Waiting(code, _) if code == "server.busy"));
}

#[test]
fn a_revoked_or_unknown_phone_stops_until_a_person_asks() {
    for (status, code) in [(403, "device.revoked"), (401, "device.unknown")] {
        let mut engine = Engine::new(1, None);
        engine.handle(0, Event::Started);
        let effects = engine.handle(0, answered(status, format!("{{ \"code\" : \"{code}\" }}").into_bytes()));
        assert_eq!(effects, [Effect::Show]);
        assert_eq!(engine.status().phase, Phase::Unwelcome(code.to_owned()));
        for event in [Event::Saved, Event::Awake, Event::Tick, Event::Started] {
            assert!(engine.handle(1, event).is_empty());
        }
        assert!(sends(&engine.handle(2, Event::ByHand)));
    }
}

#[test]
fn an_old_app_and_an_old_office_have_their_codes() {
    let mut engine = Engine::new(1, None);
    engine.handle(0, Event::Started);
    engine.handle(0, answered(426, b"{\"code\":\"sync.version_old\"}".to_vec()));
    assert!(matches!(&engine.status().phase, Phase::Waiting(code, _) if code == "sync.version_old"));
    engine.handle(0, Event::ByHand);
    engine.handle(0, answered(200, response(wire::VERSION + 1)));
    assert!(matches!(&engine.status().phase, Phase::Waiting(code, _) if code == "sync.version_old"));
    engine.handle(0, Event::ByHand);
    engine.handle(0, answered(200, response(wire::VERSION - 1)));
    assert!(matches!(&engine.status().phase, Phase::Waiting(code, _) if code == "sync.version_new"));
}

#[test]
fn an_answer_to_an_exchange_that_was_given_up_is_ignored() {
    let (mut engine, _) = waiting();
    assert!(engine.handle(1, answered(200, response(wire::VERSION))).is_empty());
    assert!(engine.handle(1, Event::Ingested(Ingested::default())).is_empty());
}

#[test]
fn a_slow_line_gets_smaller_slices_and_a_quick_one_larger_ones() {
    let more = || Ingested { more: true, waiting: 500, ..Ingested::default() };
    let slice = |took_ms: i64, exchanges: i64| {
        let mut engine = Engine::new(1, None);
        let mut effects = engine.handle(0, Event::Started);
        for n in 0..exchanges {
            engine.handle((n + 1) * took_ms, answered(200, response(wire::VERSION)));
            effects = engine.handle((n + 1) * took_ms, Event::Ingested(more()));
        }
        let ask = ask(&effects);
        (ask.push, usize::try_from(ask.room).unwrap())
    };
    let start = (limits::PUSH_BYTES_TARGET, limits::PULL_BYTES_TARGET);
    assert_eq!(slice(0, 0), start);
    assert_eq!(slice(limits::SLICE_MS_TARGET, 5), start, "a slice that takes as long as it should stays");
    assert_eq!(slice(100, 1), (2 * start.0, 2 * start.1));
    assert_eq!(slice(100, 20), (limits::PUSH_BYTES_MAX, limits::PULL_BYTES_MAX));
    assert_eq!(slice(2 * limits::SLICE_MS_TARGET, 1), (start.0 / 2, start.1 / 2));
    assert_eq!(slice(50_000, 20), (limits::PUSH_BYTES_MIN, limits::PULL_BYTES_MIN));
    assert_eq!(slice(-5_000, 3), start, "a clock that was set back measures nothing");
}

#[test]
fn a_failure_makes_the_next_slice_smaller() {
    let mut engine = Engine::new(1, None);
    let before = ask(&engine.handle(0, Event::Started)).push;
    engine.handle(0, failed());
    assert_eq!(ask(&engine.handle(1, Event::ByHand)).push, before / 2);
}

#[test]
fn a_run_that_is_stopped_ends_with_the_exchange_that_is_on_its_way() {
    let more = || Event::Ingested(Ingested { more: true, confirmed: 2, ..Ingested::default() });
    let mut engine = Engine::new(1, None);
    engine.handle(0, Event::Started);
    assert_eq!(engine.handle(1, Event::Cancel), [Effect::Abort]);
    assert_eq!(engine.handle(2, failed()), [Effect::Show], "what was broken off is no failure");
    assert_eq!(engine.status().phase, Phase::Resting);

    engine.handle(3, Event::ByHand);
    engine.handle(4, Event::Cancel);
    engine.handle(5, Event::Saved);
    assert!(matches!(
        engine.handle(6, answered(200, response(wire::VERSION))).as_slice(),
        [Effect::Ingest(_)]
    ));
    assert_eq!(engine.handle(7, more()), [Effect::Show], "an answer that came all the same is taken in");
    assert_eq!((engine.status().phase.clone(), engine.status().moved), (Phase::Resting, (2, 0)));

    engine.handle(8, Event::ByHand);
    engine.handle(9, Event::Cancel);
    assert!(engine.handle(10, Event::ByHand).is_empty());
    engine.handle(11, answered(200, response(wire::VERSION)));
    assert!(sends(&engine.handle(12, more())), "who asks again has changed their mind");

    let (mut engine, _) = waiting();
    assert_eq!(engine.handle(1, Event::Cancel), [Effect::Show]);
    assert_eq!(engine.status().phase, Phase::Resting);
    assert!(engine.handle(2, Event::Cancel).is_empty());
}

#[test]
fn a_run_counts_its_bytes_and_says_what_is_left() {
    let mut engine = Engine::new(1, None);
    engine.handle(0, Event::Started);
    for _ in 0..2 {
        engine.handle(1, answered(200, response(wire::VERSION)));
        engine.handle(2, Event::Ingested(Ingested { more: true, left: 70, ..Ingested::default() }));
    }
    assert_eq!((engine.status().bytes, engine.status().left), ((600, 400), 70));
    engine.handle(3, failed());
    engine.handle(4, Event::ByHand);
    assert_eq!(engine.status().bytes, (0, 0), "of this run");
}
