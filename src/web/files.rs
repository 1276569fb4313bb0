//! Files: chosen, dropped, held, offered.

use std::{cell::RefCell, rc::Rc};

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DragEvent, Event, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// Opens the browser's own dialog for choosing files.
pub fn choose() {
    if let Some(field) = super::by_id("file") {
        field.click();
    }
}

/// The field for backups.
pub const BACKUP: &str = "backup-file";

/// Opens the browser's own dialog for choosing a backup.
pub fn choose_backup() {
    if let Some(field) = super::by_id(BACKUP) {
        field.click();
    }
}

/// Whether it was the field for backups in which a file was chosen.
#[must_use]
pub fn is_backup(event: &Event) -> bool {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.id() == BACKUP)
}

/// The files of a choice or a drop. A field is emptied, so that the same file can be chosen
/// again.
#[must_use]
pub fn picked(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
    let dropped =
        event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
    let files = input.as_ref().and_then(HtmlInputElement::files).or(dropped).map(list).unwrap_or_default();
    if !files.is_empty()
        && let Some(input) = input
    {
        input.set_value("");
    }
    files
}

/// Whether files are dragged, and not words or a link: those are the fields' and the browser's.
#[must_use]
pub fn has_files(event: &Event) -> bool {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Shows that files may be dropped here, or no longer.
pub fn show_drop(shown: bool) {
    if let Some(page) = super::document().and_then(|document| document.document_element()) {
        drop(page.toggle_attribute_with_force("data-drop", shown));
    }
}

/// Whether what is dragged leaves the page with this event.
#[must_use]
pub fn leaves_page(event: &Event) -> bool {
    event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none())
}

#[expect(clippy::needless_pass_by_value, reason = "it comes as an owned handle")]
fn list(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|n| files.get(n)).collect()
}

/// Files one behind another, as one: the browser reads them when it is read.
#[must_use]
pub fn joined(files: &[File]) -> Blob {
    match files {
        // A browser without blobs would not have come this far.
        [file] => file.clone().into(),
        files => {
            let all: Array = files.iter().collect();
            Blob::new_with_blob_sequence(&all).unwrap_or_else(|_| JsValue::NULL.unchecked_into())
        }
    }
}

/// Files in hand, by number. The browser has their bytes; this has handles.
#[derive(Clone, Default)]
pub struct Files(Rc<RefCell<Vec<Option<Blob>>>>);

impl Files {
    /// Takes a file in hand; its number.
    #[must_use]
    pub fn keep(&self, file: Blob) -> u32 {
        let mut files = self.0.borrow_mut();
        files.push(Some(file));
        u32::try_from(files.len() - 1).unwrap_or(u32::MAX)
    }

    /// Gives a file out of hand.
    #[must_use]
    pub fn take(&self, number: u32) -> Option<Blob> {
        self.0.borrow_mut().get_mut(number as usize)?.take()
    }
}

/// Offers a file to be saved under this name.
pub fn offer(name: &str, file: &Blob) {
    let save = || -> Result<(), JsValue> {
        let url = Url::create_object_url_with_blob(file)?;
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

/// Puts a file of text on the clipboard; calls back when the browser did not let it be put there.
pub fn copy(file: &Blob, failed: impl FnOnce() + 'static) {
    let text = file.text();
    wasm_bindgen_futures::spawn_local(async move {
        let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
        match text {
            Some(text) => copy_words(&text, failed),
            None => failed(),
        }
    });
}

/// Puts words on the clipboard; calls back when the browser did not let them be put there.
pub fn copy_words(words: &str, failed: impl FnOnce() + 'static) {
    // A page that did not come by a safe way has no clipboard.
    let clipboard = super::window().map(|window| window.navigator().clipboard());
    let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) else { return failed() };
    let written = clipboard.write_text(words);
    wasm_bindgen_futures::spawn_local(async move {
        if JsFuture::from(written).await.is_err() {
            failed();
        }
    });
}
