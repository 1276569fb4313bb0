//! Divides the built app: what the first page needs, and what can come after it.
//!
//! Trunk leaves one WebAssembly module. Here it becomes two ([`split`]), the
//! glue learns to fetch the second, and the files get names of their new
//! contents, since browsers may keep them for ever.

use super::split::{self, HOST};
use crate::tools::Toolbox;
use crate::{run, workspace};
use anyhow::{Context as _, anyhow};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// What goes into the second half, by the beginning of the function's name
/// (without `<`, `&` and the like); what only such functions call goes along.
///
/// None of it is needed to paint the welcome, the library or an article with its
/// annotations. Where one of these calls is needed all the same, the page waits
/// for the second half: a test asks for that not to happen at the start. One that
/// names nothing any more is told when the app is built.
const LATER: &[&str] = &[
    "char>::escape_debug",
    "core::fmt::float",
    "core::num::bignum",
    "core::num::flt2dec",
    "core::str::slice_error_fail",
    "f64 as core",
    "hearsay::anchoring",
    "hearsay::annotation::body::_::<impl serde_core::de::Deserialize for hearsay::annotation::body::Evidence",
    "hearsay::annotation::document",
    "hearsay::annotation::edit::Edit",
    "hearsay::annotation::meeting",
    "hearsay::annotation::merge",
    "hearsay::annotation::stray",
    "hearsay::app::acts",
    "hearsay::app::attribute",
    "hearsay::app::backup",
    "hearsay::app::caret",
    "hearsay::app::continuing",
    "hearsay::app::desk::Desk::act",
    "hearsay::app::desk::Desk::neighbour",
    "hearsay::app::desk::Desk::on",
    "hearsay::app::desk::Desk::perform",
    "hearsay::app::desk::Desk::set_focus",
    "hearsay::app::edge",
    "hearsay::app::filter::",
    "hearsay::app::history",
    "hearsay::app::hold",
    "hearsay::app::incoming",
    "hearsay::app::known",
    "hearsay::app::library::erase",
    "hearsay::app::library::retitle",
    "hearsay::app::library::write_entry",
    "hearsay::app::message",
    "hearsay::app::picker",
    "hearsay::app::pile",
    "hearsay::app::placed",
    "hearsay::app::register",
    "hearsay::app::review",
    "hearsay::app::selection",
    "hearsay::app::sheet",
    "hearsay::app::tabs",
    "hearsay::app::transfer",
    "hearsay::app::update::look_at",
    "hearsay::app::update::on_desk",
    "hearsay::app::update::step",
    "hearsay::app::versions",
    "hearsay::app::work",
    "hearsay::format",
    "hearsay::import::draft",
    "hearsay::shelf::Shelf",
    "hearsay::shelf::rebase",
    "hearsay::store::Store::remember_backup",
    "hearsay::store::browser::<impl core::convert::From",
    "hearsay::suggest",
    "hearsay::text::",
    "hearsay::ui::add",
    "hearsay::ui::article::article_pane::{{closure}}",
    "hearsay::ui::article::jump",
    "hearsay::ui::backup",
    "hearsay::ui::bar",
    "hearsay::ui::changes",
    "hearsay::ui::export",
    "hearsay::ui::inspector",
    "hearsay::ui::keys",
    "hearsay::ui::library",
    "hearsay::ui::list::nothing",
    "hearsay::ui::list::together",
    "hearsay::ui::overview",
    "hearsay::ui::picker",
    "hearsay::ui::pile",
    "hearsay::ui::question",
    "hearsay::ui::report",
    "hearsay::ui::review",
    "hearsay::ui::root::Root::dialog",
    "hearsay::ui::shell::choose_backup",
    "hearsay::ui::sources",
    "hearsay::ui::status::notice",
    "hearsay::ui::status::warning",
    "hearsay::ui::status::working",
    "hearsay::ui::versions",
    "hearsay::web::backup",
    "hearsay::web::caret",
    "hearsay::web::files",
    "hearsay::web::geometry",
    "hearsay::web::pages",
    "hearsay::web::selection",
    "hearsay::web::worker",
    "similar::",
    "unicode_segmentation::",
    "yew::callback::Callback<IN,OUT>::reform::{{closure}}",
    "yew::dom_bundle::braw",
];

/// What stays in the first half all the same.
const FIRST: &[&str] = &[
    "hearsay::annotation::document::Document::counts",
    "hearsay::annotation::document::Document::in_reading_order",
    "hearsay::annotation::document::Document::is_aside",
    "hearsay::app::backup::soon",
    "hearsay::app::edge::<impl hearsay::app::desk::Desk>::handles",
    "hearsay::app::edge::<impl hearsay::app::desk::Desk>::trials",
    "hearsay::app::filter::<impl hearsay::app::desk::Desk>::in_common",
    "hearsay::app::filter::Filter as core::clone",
    "hearsay::app::filter::Of as core::clone",
    "hearsay::app::history::History::undoable",
    "hearsay::app::incoming::go_on",
    "hearsay::app::known::go_on",
    "hearsay::app::sheet::<impl hearsay::app::state::State>::adopt",
    "hearsay::app::transfer::is_busy",
    "hearsay::app::versions::root",
    "hearsay::app::versions::series",
    "hearsay::app::versions::strays::<impl hearsay::app::desk::Desk>::proposed",
    "hearsay::import::draft::Draft::freeze",
    "hearsay::text::slice",
    "hearsay::ui::list::nothing",
    "hearsay::ui::versions::name",
    "hearsay::web::files::is_backup",
    "hearsay::web::files::list",
    "hearsay::web::files::picked",
    "hearsay::web::worker::trusted",
];

/// What the compiler may use in a WebAssembly module (rustc's defaults, and what
/// wasm-bindgen adds).
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Divides the app in that folder, which Trunk has just built.
pub(crate) fn divide(folder: &Path, tools: &Toolbox) -> anyhow::Result<()> {
    let page_path = folder.join("index.html");
    let page = fs::read_to_string(&page_path).context("reading index.html")?;
    let module_name = named(&page, "_bg.wasm")?;
    let glue_name = format!("{}.js", module_name.trim_end_matches("_bg.wasm"));
    let glue = fs::read_to_string(folder.join(&glue_name)).context("reading the app's JavaScript")?;

    // As wasm-bindgen left it: with names, and before wasm-opt puts functions into their callers.
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(workspace::target, Into::into);
    let module = fs::read(target.join("wasm-bindgen/release/hearsay_bg.wasm"))?;
    let unmet: RefCell<BTreeSet<&str>> = RefCell::new(LATER.iter().copied().collect());
    let halves = split::split(&module, |name| {
        let rule = rule(name);
        if let Some(rule) = rule {
            unmet.borrow_mut().remove(rule);
        }
        rule.is_some()
    })?;
    for rule in unmet.into_inner() {
        eprintln!("    no function is called `{rule}…`: xtask/src/dist/later.rs names it in vain");
    }
    let first = optimised(&halves.first, &target.join("hearsay-first.wasm"), tools)?;
    let later = optimised(&halves.later, &target.join("hearsay-later.wasm"), tools)?;

    let later_name = format!("later-{}.wasm", hash(&later));
    let glue = teach(&glue, &later_name)?;
    let stem = format!("hearsay-{}", hash(&[first.as_slice(), glue.as_bytes()].concat()));
    fs::remove_file(folder.join(&module_name))?;
    fs::remove_file(folder.join(&glue_name))?;
    fs::write(folder.join(format!("{stem}_bg.wasm")), first)?;
    fs::write(folder.join(format!("{stem}.js")), glue)?;
    fs::write(folder.join(&later_name), later)?;
    let page = page.replace(&module_name, &format!("{stem}_bg.wasm"));
    fs::write(&page_path, page.replace(&glue_name, &format!("{stem}.js")))?;
    eprintln!("==> {} functions of the app come after the first page", halves.moved);
    Ok(())
}

/// The module made small, by way of a file.
fn optimised(module: &[u8], file: &Path, tools: &Toolbox) -> anyhow::Result<Vec<u8>> {
    fs::write(file, module)?;
    let mut optimise = Command::new(tools.program("wasm-opt")?);
    optimise.arg("-Oz").args(FEATURES).arg(file).arg("-o").arg(file);
    run::run(&mut optimise)?;
    fs::read(file).context("reading the optimised module")
}

/// The line of [`LATER`] by which a function goes into the second half.
fn rule(name: &str) -> Option<&'static str> {
    let name = plain(name);
    let find = |starts: &'static [&str]| starts.iter().copied().find(|start| name.starts_with(start));
    find(LATER).filter(|_| find(FIRST).is_none())
}

/// The name without what stands before it, and without the hash that rustc
/// gives to the crates of the standard library (`core[c5930c85a12de822]`).
fn plain(name: &str) -> String {
    let name = name.trim_start_matches(['<', '&', '*', '(', '[']);
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        rest = match after.split_once(']') {
            Some((hash, rest)) if hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()) => rest,
            _ => {
                plain.push('[');
                after
            }
        };
    }
    plain + rest
}

/// The name in the page that ends so.
fn named(page: &str, end: &str) -> anyhow::Result<String> {
    let place = page.find(end).ok_or_else(|| anyhow!("index.html names no file …{end}"))?;
    let before = page.get(..place).unwrap_or_default();
    let start = before.rfind(['/', '"', '\'', '=']).map_or(0, |n| n + 1);
    Ok(page.get(start..place + end.len()).unwrap_or_default().to_owned())
}

/// Tells the glue of the second half.
fn teach(glue: &str, later: &str) -> anyhow::Result<String> {
    let after = |glue: &str, place: &str, more: &str| {
        if glue.matches(place).count() == 1 {
            Ok(glue.replacen(place, &format!("{place}{more}"), 1))
        } else {
            Err(anyhow!("wasm-bindgen's JavaScript is not as expected: `{place}` is not in it once"))
        }
    };
    let (module, function) = HOST;
    let host = format!("\n        \"{module}\": {{ {function}: loadLater }},");
    let glue = after(glue, "\"./hearsay_bg.js\": import0,", &host)?;
    let glue = after(&glue, "wasm.__wbindgen_start();", "\n    fetchLater();")?;
    Ok(glue + &include_str!("later.js").replace("LATER", later))
}

/// Sixteen digits that change with the contents.
fn hash(contents: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(contents);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_are_read_without_what_changes() {
        assert_eq!(
            plain("<f64 as core[c5930c85a12de822]::fmt::Display>::fmt"),
            "f64 as core::fmt::Display>::fmt"
        );
        assert_eq!(plain("hearsay::app::update::take"), "hearsay::app::update::take");
        assert_eq!(plain("core::ptr::drop_in_place<[T; 2]>"), "core::ptr::drop_in_place<[T; 2]>");
    }
}
