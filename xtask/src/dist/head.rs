//! What the page asks for first.
//!
//! Trunk puts the links that announce the app's files at the end of the head, behind scripts that
//! the browser waits for; on a slow line that is a quarter of a second before the largest file is
//! even asked for. They go to its beginning: behind the policy, which they are under, and the module
//! before its JavaScript, since it takes longest.

use anyhow::{Context as _, ensure};
use std::fs;
use std::path::Path;

/// Puts the announcements first in the page of a finished folder.
pub(super) fn order(folder: &Path) -> anyhow::Result<()> {
    let file = folder.join("index.html");
    let page = fs::read_to_string(&file).context("reading index.html")?;
    Ok(fs::write(file, announced_first(&page)?)?)
}

fn announced_first(page: &str) -> anyhow::Result<String> {
    let (mut rest, mut modules, mut scripts) = (String::new(), String::new(), String::new());
    let mut at = page;
    while let Some(start) = at.find("<link ") {
        let (before, link) = at.split_at(start);
        let (link, after) = link.split_at(link.find('>').context("a link that does not end")? + 1);
        rest += before;
        match () {
            () if link.contains("modulepreload") => scripts += link,
            () if link.contains("preload") => modules += link,
            () => rest += link,
        }
        at = after;
    }
    rest += at;
    ensure!(!modules.is_empty() && !scripts.is_empty(), "the page announces none of the app's files");
    let (head, tail) = rest.split_once("</title>").context("a page without a title")?;
    Ok([head, "</title>", &modules, &scripts, tail].concat())
}

#[cfg(test)]
mod tests {
    use super::announced_first;

    #[test]
    fn files_are_announced_before_anything_that_holds_the_page_up() {
        let page = "<meta><title>It</title><link rel=icon><script src=a.js></script>\
            <link href=app.js rel=modulepreload><link as=fetch href=app.wasm rel=preload></head>";
        let wanted = "<meta><title>It</title><link as=fetch href=app.wasm rel=preload>\
            <link href=app.js rel=modulepreload><link rel=icon><script src=a.js></script></head>";
        assert_eq!(announced_first(page).unwrap(), wanted);
        assert!(announced_first("<title>It</title>").is_err());
    }
}
