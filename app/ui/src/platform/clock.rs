//! The phone's clock. It is evidence and convenience: never order, never a rule's only support.

/// Unix time in milliseconds by this phone's clock.
pub fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 53 bits")]
    let now = js_sys::Date::now() as i64;
    now
}
