//! A share as a small bar: inline SVG with attributes only, for the pages allow no inline style.

use maud::{Markup, html};

/// A bar of `done` out of `of`, full at most; nothing when there is nothing to divide by.
pub(super) fn bar(done: u32, of: u32, class: &str) -> Markup {
    html! {
        @if of > 0 {
            svg.share.(class) viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" {
                rect.track width="100" height="6" {}
                rect.fill width=(width(done, of)) height="6" {}
            }
        }
    }
}

/// Hundredths of the width, with one decimal.
fn width(done: u32, of: u32) -> String {
    let tenths = u64::from(done.min(of)) * 1_000 / u64::from(of).max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_longer_than_its_track() {
        assert_eq!(width(3, 7), "42.8");
        assert_eq!(width(9, 7), "100.0");
        assert_eq!(bar(0, 0, "met").into_string(), "");
    }
}
