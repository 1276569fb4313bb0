//! Passing paint: the CSS Custom Highlight API, which draws over text without touching it.

use js_sys::{Array, Function, Map, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Range;

use crate::highlight::DomRange;

/// Paints the cue of the focused annotation. Browsers without the API show it in the margin
/// only.
pub fn paint_cue(ranges: &[DomRange]) {
    drop(paint("cue", ranges));
}

/// Paints where a stray is proposed to stand.
pub fn paint_proposal(ranges: &[DomRange]) {
    drop(paint("proposal", ranges));
}

fn paint(name: &str, ranges: &[DomRange]) -> Result<(), JsValue> {
    let window = super::window().ok_or(JsValue::NULL)?;
    let registry = Reflect::get(&Reflect::get(&window, &"CSS".into())?, &"highlights".into())?;
    if registry.is_undefined() {
        return Ok(());
    }
    // Not a Map, but like one in every method.
    let registry: Map = registry.unchecked_into();
    if ranges.is_empty() {
        registry.delete(&name.into());
        return Ok(());
    }
    let drawn = Array::new();
    for range in ranges {
        if let (Some((start, a)), Some((end, b))) =
            (super::selection::node_at(range.start), super::selection::node_at(range.end))
        {
            let range = Range::new()?;
            range.set_start(&start, a)?;
            range.set_end(&end, b)?;
            drawn.push(&range);
        }
    }
    let highlight: Function = Reflect::get(&window, &"Highlight".into())?.dyn_into()?;
    registry.set(&name.into(), &Reflect::construct(&highlight, &drawn)?);
    Ok(())
}
