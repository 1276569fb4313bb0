//! Names of functions, so written that they are the same from build to build.

/// A function's name as people read it, without the hashes of crates (`core[c5930c85a12de822]`) and
/// without what tells apart those that have the same name (wasm-bindgen's `name[1]`, closures of one
/// function, `.llvm.` and what follows it, the number of a copy: `name.2224`, which changes with
/// whatever is compiled before it).
pub(super) fn canonical(name: &str) -> String {
    let name = rustc_demangle::demangle(name).to_string();
    let name = match name.rsplit_once('.') {
        Some((before, copy)) if !copy.is_empty() && copy.bytes().all(|b| b.is_ascii_digit()) => before,
        _ => &name,
    };
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(start) = rest.find(['[', '#']) {
        let (before, after) = rest.split_at(start);
        plain.push_str(before);
        let length = if after.starts_with('#') { number(after) } else { bracket(after) };
        if length == 0 {
            plain.push_str(&after[..1]);
        }
        rest = &after[length.max(1)..];
    }
    plain + rest
}

/// How long the `#12` is at the beginning.
fn number(text: &str) -> usize {
    let digits = text.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    if digits > 0 { digits + 1 } else { 0 }
}

/// How long the `[c5930c85a12de822]` is at the beginning, or the `[1]` that is all there is.
fn bracket(text: &str) -> usize {
    let Some(end) = text.find(']') else { return 0 };
    let within = &text[1..end];
    let is_hash = (15..=16).contains(&within.len()) && within.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_count = end + 1 == text.len() && !within.is_empty() && within.bytes().all(|b| b.is_ascii_digit());
    if is_hash || is_count { end + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn names_are_read_without_what_changes() {
        let check = |name, expected| assert_eq!(canonical(name), expected);
        check("hearsay::app::update::take", "hearsay::app::update::take");
        check("<f64 as core[c5930c85a12de822]::fmt::Display>::fmt", "<f64 as core::fmt::Display>::fmt");
        check("core::ptr::drop_in_place::<[T; 2]>", "core::ptr::drop_in_place::<[T; 2]>");
        check("<[u8] as hearsay::Read>::read", "<[u8] as hearsay::Read>::read");
        check("hearsay::ui::run::{closure#0}::{closure#12}[3]", "hearsay::ui::run::{closure}::{closure}");
        check("_RNvCskwGfYPst2Cb_3foo3bar", "foo::bar");
        check("__wbindgen_malloc", "__wbindgen_malloc");
        check("<alloc::alloc::Global>::deallocate.2224", "<alloc::alloc::Global>::deallocate");
    }
}
