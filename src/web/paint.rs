//! Passing paint: the CSS Custom Highlight API, which draws over text without touching it.

use crate::highlight::DomRange;
use js_sys::{Array, Function, Map, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Paints these stretches under this name, for which the style sheet has a `::highlight`; none
/// wipes it away. Browsers without the API go without.
pub fn paint(name: &'static str, ranges: &[DomRange]) {
    drop(try_to(name, ranges));
}

fn try_to(name: &str, ranges: &[DomRange]) -> Result<(), JsValue> {
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
        if let Some(range) = super::selection::range(*range) {
            drawn.push(&range);
        }
    }
    let highlight: Function = Reflect::get(&window, &"Highlight".into())?.dyn_into()?;
    registry.set(&name.into(), &Reflect::construct(&highlight, &drawn)?);
    Ok(())
}
