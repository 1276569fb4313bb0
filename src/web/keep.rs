//! The browser's promise to keep the data.

use wasm_bindgen_futures::JsFuture;

/// Asks the browser not to clear the data when it runs short of room; whether it promised.
pub async fn ask_to_keep() -> bool {
    let Some(promise) = super::window().and_then(|w| w.navigator().storage().persist().ok()) else {
        return false;
    };
    JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy())
}
