//! Labels at the edge of the window for the far end of a thread that is out of sight.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::record::AnnotationId;

/// Shows each label at the edge beyond which its annotation is, while the other end of the thread
/// can be seen. Called after painting and with every scroll.
pub fn place_jumps() {
    let Some(labels) = super::document().and_then(|d| d.query_selector_all(".jump").ok()) else { return };
    let height = super::window().and_then(|w| w.inner_height().ok()).and_then(|h| h.as_f64()).unwrap_or(0.0);
    for n in 0..labels.length() {
        let Some(label) = labels.item(n).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else {
            continue;
        };
        let place = |attribute: &str| {
            let id = label.get_attribute(attribute)?.parse::<AnnotationId>().ok()?;
            let rect = super::geometry::mark(id)?.get_bounding_client_rect();
            Some(match () {
                () if rect.bottom() < 60.0 => "above",
                () if rect.top() > height - 40.0 => "below",
                () => "",
            })
        };
        // A thread with both ends out of sight is not what is read just now.
        let side = place("data-to").filter(|_| place("data-from") == Some("")).unwrap_or_default();
        drop(label.set_attribute("data-side", side));
    }
}
