//! The browser's promise to keep the data.

use wasm_bindgen_futures::JsFuture;

/// Asks the browser not to clear the data when it runs short of room; whether it promised.
pub async fn ask_to_keep() -> bool {
    let Some(promise) = super::window().and_then(|w| w.navigator().storage().persist().ok()) else {
        return false;
    };
    JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy())
}

/// How many bytes are used, and how many are left; `None` where the browser does not tell.
pub async fn room() -> Option<(u64, u64)> {
    let promise = super::window()?.navigator().storage().estimate().ok()?;
    let answer = JsFuture::from(promise).await.ok()?;
    let number = |name: &str| js_sys::Reflect::get(&answer, &name.into()).ok()?.as_f64();
    let (used, quota) = (number("usage")?, number("quota")?);
    // Whole numbers of bytes, well inside 53 bits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let bytes = |n: f64| n.max(0.0) as u64;
    Some((bytes(used), bytes(quota - used)))
}
