//! The time and randomness of an act.

use crate::record::{Stamp, Timestamp};

/// The stamp of what happens now.
///
/// Without a random source (there is one in every browser), ids still differ by time.
#[must_use]
pub fn stamp() -> Stamp {
    let mut random = [0u8; 16];
    if let Some(crypto) = super::window().and_then(|window| window.crypto().ok()) {
        // Refused only for more than 65,536 bytes.
        drop(crypto.get_random_values_with_u8_array(&mut random));
    }
    // Date.now() is a whole number of milliseconds, well inside 53 bits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let now = js_sys::Date::now() as u64;
    Stamp { at: Timestamp::from_millis(now), random: u128::from_be_bytes(random) }
}

fn js_date(at: Timestamp) -> js_sys::Date {
    // Milliseconds up to the year 9999 are well inside 53 bits.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    js_sys::Date::new(&(at.millis() as f64).into())
}

/// A day as the person's own language writes it.
#[must_use]
pub fn date(at: Timestamp) -> String {
    // Without options of ours, the browser keeps what it writes dates with for the next time.
    js_date(at).to_locale_date_string("default", &wasm_bindgen::JsValue::UNDEFINED).into()
}

/// A time of day where the person is, by a clock of 24 hours.
///
/// Not as the browser writes it for the person's language: it looks up how when it is first asked,
/// which takes longer than to draw an article, and would be asked when the first one is drawn.
#[must_use]
pub fn time(at: Timestamp) -> String {
    let at = js_date(at);
    let [hours, minutes, seconds] = [at.get_hours(), at.get_minutes(), at.get_seconds()];
    format!("{hours:02}:{minutes:02}:{seconds:02}")
}
