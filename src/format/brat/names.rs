//! Which `.ann` file belongs to which `.txt` file.
//!
//! As in brat, both have the same name. The one idea: corpora with several annotators put their
//! names behind (`report_ann1.ann`, `report_ann2.ann` beside `report.txt`), or keep texts and
//! annotations in two folders; both are understood where they leave no doubt.

use std::collections::HashMap;

/// The names of the texts.
pub(super) struct Names<'a> {
    /// By path without ending; `None` where two files have the same.
    paths: HashMap<&'a str, Option<usize>>,
    /// By name without folders and ending.
    bases: HashMap<&'a str, Option<usize>>,
}

/// The name without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The name without folders and ending.
pub(super) fn base(name: &str) -> &str {
    stem(name).rsplit(['/', '\\']).next().unwrap_or_default()
}

/// Whether a file has this ending, in any case.
pub(super) fn ends_in(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(ending))
}

impl<'a> Names<'a> {
    /// The names of the texts, in their order.
    pub(super) fn new(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Self { paths: HashMap::new(), bases: HashMap::new() };
        for (n, name) in texts.enumerate() {
            names.paths.entry(stem(name)).and_modify(|taken| *taken = None).or_insert(Some(n));
            names.bases.entry(base(name)).and_modify(|taken| *taken = None).or_insert(Some(n));
        }
        names
    }

    /// The number of the text that annotations of this name are about, and the annotator’s name,
    /// empty when there is none in it.
    pub(super) fn text_of(&self, name: &'a str) -> Option<(usize, &'a str)> {
        if let Some(n) = self.paths.get(stem(name)) {
            return n.map(|n| (n, ""));
        }
        let base = base(name);
        if let Some(n) = self.bases.get(base) {
            return n.map(|n| (n, ""));
        }
        let cuts = base.rmatch_indices(['_', '-', '.']);
        let mut parts = cuts.map(|(at, mark)| (&base[..at], &base[at + mark.len()..]));
        parts.find_map(|(base, annotator)| Some((self.bases.get(base).copied()??, annotator)))
    }
}

/// Of files that were chosen together, the numbers of those that are read together: annotations with
/// the texts they are about, if there are such; every other by itself. By the first of each.
#[must_use]
pub fn together(names: &[String]) -> Vec<Vec<usize>> {
    let ending = |ending| {
        let all = names.iter().enumerate().map(|(n, name)| (n, name.as_str()));
        all.filter(move |(_, name)| ends_in(name, ending))
    };
    let texts: Vec<_> = ending("txt").collect();
    let known = Names::new(texts.iter().map(|(_, name)| *name));
    let found = ending("ann").filter_map(|(n, name)| Some([n, texts[known.text_of(name)?.0].0]));
    let mut group: Vec<_> = found.flatten().collect();
    group.sort_unstable();
    group.dedup();
    let alone = (0..names.len()).filter(|n| group.binary_search(n).is_err()).map(|n| vec![n]);
    let mut all: Vec<_> = alone.chain((!group.is_empty()).then(|| group.clone())).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_are_read_with_their_texts_and_the_rest_by_itself() {
        let check = |names: &[&str], expected: &[&[usize]]| {
            let names: Vec<_> = names.iter().map(ToString::to_string).collect();
            assert_eq!(together(&names), expected, "{names:?}");
        };
        check(&[], &[]);
        check(&["a.txt", "b.txt"], &[&[0], &[1]]);
        check(&["a.ann", "b.ann"], &[&[0], &[1]]);
        check(&["a.ann", "notes.txt", "a.txt"], &[&[0, 2], &[1]]);
        check(
            &["news.html", "a.TXT", "a_sam.ann", "b.txt", "b.ann", "c.ann", "a_ida.ANN"],
            &[&[0], &[1, 2, 3, 4, 6], &[5]],
        );
    }

    #[test]
    fn annotations_find_their_text() {
        let check = |texts: &[&str], name, expected| {
            assert_eq!(Names::new(texts.iter().copied()).text_of(name), expected, "{texts:?} {name}");
        };
        check(&["a.txt", "b.TXT"], "b.ann", Some((1, "")));
        check(&["text/a.txt"], "attributions/a.ann", Some((0, "")));
        check(&["x/a.txt", "y/a.txt"], "y/a.ann", Some((1, "")));
        check(&["x/a.txt", "y/a.txt"], "z/a.ann", None);
        check(&["a.txt", "a_b.txt"], "a_b_c-1.ann", Some((1, "c-1")));
        check(&["a.txt"], "ab.ann", None);
        check(&["a.txt", "a.txt"], "a.ann", None);
        check(&[], "a.ann", None);
    }
}
