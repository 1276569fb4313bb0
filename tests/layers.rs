//! The map of the house in `src/lib.rs` is true: every module imports from below only.
//!
//! The layers are read from the table there, the imports from the sources: `crate::…` paths and
//! as many `super::` as lead to the root, inside braces too. Comments, strings and test code are
//! left out.

#![allow(clippy::expect_used, reason = "a map that cannot be read is no map")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What only the layers that know the browser may name.
const BROWSER: [&str; 8] =
    ["gloo", "idb", "js_sys", "serde_wasm_bindgen", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "yew"];

/// What only `store` may name, and what only `web`: the interface takes both from there.
const NOT_IN_UI: [&str; 6] =
    ["idb", "js_sys", "serde_wasm_bindgen", "web_sys::window", "gloo::utils", "gloo::storage"];

/// Rows whose modules may import those named before them in the row.
const ORDERED_ROWS: [usize; 2] = [0, 1];

/// A module's place in the table: its row, and its number in it.
type Map = BTreeMap<String, (usize, usize)>;

/// One source file: its path below `src`, and its code line by line, without what is no code.
struct Source {
    path: PathBuf,
    lines: Vec<String>,
}

impl Source {
    /// The module of the top level it belongs to.
    fn module(&self) -> String {
        let first = self.path.components().next().expect("a path").as_os_str().to_string_lossy();
        first.trim_end_matches(".rs").to_owned()
    }

    /// How many `super::` lead from it to the root.
    fn depth(&self) -> usize {
        self.path.components().count()
    }
}

#[test]
fn every_module_of_the_library_is_on_the_map() {
    let map = map();
    for source in sources() {
        let module = source.module();
        assert!(
            map.contains_key(&module) || ["lib", "main", "worker"].contains(&module.as_str()),
            "{module}"
        );
    }
}

#[test]
fn imports_lead_downwards() {
    let map = map();
    let mut wrong = Vec::new();
    for source in sources() {
        let module = source.module();
        let Some(&(row, number)) = map.get(&module) else { continue };
        for (line, imported) in imports(&source) {
            let Some(&(to_row, to_number)) = map.get(&imported).filter(|_| imported != module) else {
                continue;
            };
            let in_order = to_row == row && ORDERED_ROWS.contains(&row) && to_number < number;
            // What happens next is decided in the core; the browser's side only answers.
            let past_the_core = row == 4 && to_row == 3;
            if to_row > row || (to_row == row && !in_order) || past_the_core {
                wrong.push(format!("src/{}:{line}: {module} imports {imported}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_upper_layers_know_the_browser() {
    let map = map();
    let mut wrong = Vec::new();
    for source in sources() {
        let module = source.module();
        let Some(&(row, _)) = map.get(&module) else { continue };
        let barred: &[&str] = match row {
            0..=3 => &BROWSER,
            4 => &["yew"],
            _ => &NOT_IN_UI,
        };
        for (line, code) in (1..).zip(&source.lines) {
            for name in barred.iter().filter(|name| names(code, name)) {
                wrong.push(format!("src/{}:{line}: {module} names {name}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The table of `src/lib.rs`: every back-quoted name of its second column.
fn map() -> Map {
    let text = fs::read_to_string(root().join("lib.rs")).expect("src/lib.rs");
    let mut map = Map::new();
    for line in text.lines() {
        let mut cells = line.trim_start_matches("//!").split('|').map(str::trim).skip(1);
        let Some(row) = cells.next().and_then(|cell| cell.parse().ok()) else { continue };
        let modules = cells.next().expect("a column of modules").split('`').skip(1).step_by(2);
        for (number, name) in modules.enumerate() {
            map.insert(name.trim_start_matches("mod@").to_owned(), (row, number));
        }
    }
    assert!(map.len() > 10, "the table was not found: {map:?}");
    map
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    let mut waiting = vec![root()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source");
                let path = path.strip_prefix(root()).expect("below src").to_owned();
                found.push(Source { path, lines: code(&text) });
            }
        }
    }
    let tests: Vec<PathBuf> = found.iter().flat_map(test_modules).collect();
    found
        .retain(|source| !tests.iter().any(|test| source.path.starts_with(test) || is_file_of(source, test)));
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn is_file_of(source: &Source, module: &Path) -> bool {
    source.path == module.with_extension("rs")
}

/// The modules in files of their own that exist in tests only.
fn test_modules(source: &Source) -> Vec<PathBuf> {
    let folder = source.path.with_extension("");
    let pairs = source.lines.windows(2).filter(|pair| pair[0].trim() == "#[cfg(test)]");
    let names = pairs.filter_map(|pair| pair[1].trim().strip_suffix(';')?.split_whitespace().last());
    names.map(|name| folder.join(name)).collect()
}

/// The lines with comments and strings emptied, and blank from a test module within the file on.
fn code(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(without_comment).collect();
    let tests = (0..lines.len()).find(|n| {
        let next = lines.get(n + 1).map_or("", |line| line.trim());
        lines[*n].trim() == "#[cfg(test)]" && next.starts_with("mod ") && next.ends_with('{')
    });
    if let Some(tests) = tests {
        lines.truncate(tests);
    }
    lines
}

/// A line without what stands in a comment or between double quotes.
fn without_comment(line: &str) -> String {
    let mut code = String::new();
    let mut quoted = false;
    let mut before = ' ';
    for c in line.chars() {
        if c == '"' && before != '\\' && before != '\'' {
            quoted = !quoted;
        } else if !quoted {
            if c == '/' && before == '/' {
                code.pop();
                break;
            }
            code.push(c);
        }
        before = c;
    }
    code
}

/// Whether `code` names `name` as a word of its own.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        !code[..at].ends_with(is_word) && !code[at + name.len()..].starts_with(is_word)
    })
}

/// The modules of the top level that a source names, with the line.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let text = source.lines.join("\n");
    let to_root = "super::".repeat(source.depth());
    let mut found = Vec::new();
    for prefix in ["crate::", to_root.as_str()] {
        for (at, _) in text.match_indices(prefix) {
            let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '$';
            if text[..at].ends_with(word) {
                continue;
            }
            let rest = &text[at + prefix.len()..];
            for (offset, name) in heads(rest) {
                let line = text[..at + prefix.len() + offset].matches('\n').count() + 1;
                found.push((line, name.to_owned()));
            }
        }
    }
    found
}

/// The first name of a path, or of every path of a list in braces, with its place.
fn heads(rest: &str) -> Vec<(usize, &str)> {
    let name_at = |from: usize| {
        let rest = &rest[from..];
        &rest[..rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())]
    };
    if !rest.starts_with('{') {
        return vec![(0, name_at(0))];
    }
    let mut found = Vec::new();
    let (mut depth, mut fresh) = (0, false);
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(c, '{' | ',') {
            fresh = true;
        } else if fresh && !c.is_whitespace() {
            found.push((at, name_at(at)));
            fresh = false;
        }
    }
    found
}

#[test]
fn imports_are_read_inside_braces_too() {
    let source = |path: &str, text: &str| Source { path: path.into(), lines: code(text) };
    let check = |path, text, expected: &[(usize, &str)]| {
        let found = imports(&source(path, text));
        let found: Vec<_> = found.iter().map(|(line, name)| (*line, name.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("a/b.rs", "use crate::text::TextRange;", &[(1, "text")]);
    check(
        "a/b.rs",
        "use crate::{\n    app::{self, State},\n    text::{self, words},\n};",
        &[(2, "app"), (3, "text")],
    );
    check("a/b.rs", "let x = crate::shelf::Batch::default(); // crate::ui", &[(1, "shelf")]);
    check("a/b.rs", "use super::super::store; use super::c;", &[(1, "store")]);
    check("a.rs", "use super::store;", &[(1, "store")]);
    check("a.rs", "let x = \"crate::ui\";\n#[cfg(test)]\nmod tests {\n    use crate::ui;\n}", &[]);
}
