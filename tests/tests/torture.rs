//! Cuts and kills in small numbers; the large ones are `cargo xtask torture`.

use tests::torture;

#[test]
fn a_push_that_is_cut_anywhere_loses_and_doubles_nothing() {
    let cuts = torture::everywhere(20, 211).unwrap();
    assert!(cuts.happened > 10, "{cuts:?}");
    assert!(cuts.again <= cuts.slice, "{cuts:?}");
}

#[test]
fn a_cut_makes_at_most_one_slice_cross_again() {
    let cuts = torture::somewhere(60, 4, 1).unwrap();
    assert_eq!(cuts.happened, 4, "{cuts:?}");
}

#[test]
fn every_receipt_is_on_disk_after_the_server_was_killed() {
    let kills = torture::under_load(15, 1).unwrap();
    assert!(kills.receipts > 0, "{kills:?}");
}
