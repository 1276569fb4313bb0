//! Files: chosen, dropped, offered.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, Event, File, FileList, HtmlAnchorElement, HtmlInputElement, Url,
};

/// Opens the browser's own dialog for choosing files.
pub fn choose() {
    if let Some(field) = super::by_id("file") {
        field.click();
    }
}

/// The files of a choice or a drop. A field is emptied, so that the same file can be chosen
/// again.
#[must_use]
pub fn picked(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
    let dropped =
        event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
    let files = input.as_ref().and_then(HtmlInputElement::files).or(dropped).map(list).unwrap_or_default();
    if let Some(input) = input {
        input.set_value("");
    }
    files
}

#[expect(clippy::needless_pass_by_value, reason = "it comes as an owned handle")]
fn list(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|n| files.get(n)).collect()
}

/// A file's bytes.
///
/// # Errors
/// When the browser cannot read it; the sentence says so.
pub async fn read(file: &File) -> Result<Vec<u8>, String> {
    let unreadable = |_| "The browser could not read it. It may have been moved or changed.".to_owned();
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Offers a text as a file to be saved.
pub fn download(name: &str, text: &str) {
    let save = || -> Result<(), JsValue> {
        let kind = BlobPropertyBag::new();
        kind.set_type("application/json");
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
        let url = Url::create_object_url_with_blob(&blob)?;
        let document = super::document().ok_or(JsValue::NULL)?;
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The browser reads the file after the click; a minute is plenty for any size.
        Timeout::new(60_000, move || drop(Url::revoke_object_url(&url))).forget();
        Ok(())
    };
    // A browser without blobs would not have come this far.
    drop(save());
}
