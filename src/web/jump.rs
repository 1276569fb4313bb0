//! Labels at the edge of the window for the far end of a thread that is out of sight.

use web_sys::HtmlElement;

use super::geometry::Later;
use crate::record::AnnotationId;

/// Shows each label at the edge beyond which its annotation is, while the other end of the thread
/// can be seen. Asked for after painting and with every scroll.
#[must_use]
pub fn jumps() -> Option<Later> {
    let labels: Vec<HtmlElement> = (0..).map_while(|n| super::by_id(&format!("jump-{n}"))).collect();
    if labels.is_empty() {
        return None;
    }
    let height = super::geometry::window_height();
    let sides: Vec<_> = labels.iter().map(|label| side(label, height)).collect();
    Some(Box::new(move || {
        for (label, side) in labels.iter().zip(sides) {
            drop(label.set_attribute("data-side", side));
        }
    }))
}

/// The edge of a window of this height at which a label is shown.
fn side(label: &HtmlElement, height: f64) -> &'static str {
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
    place("data-to").filter(|_| place("data-from") == Some("")).unwrap_or_default()
}
