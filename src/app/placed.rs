//! Annotations that came without their text: which article they belong to, and what to tell of them.

use std::{collections::BTreeMap, rc::Rc};

use super::{Placed, State};
use crate::{annotation::Document, article::Article, format::Loose, record::ArticleId};

impl Placed {
    /// What was found, as a document of this article.
    #[must_use]
    pub fn onto(self, article: Rc<Article>) -> Document {
        let mut document = Document::new(article);
        for source in self.sources {
            document.sources.insert(source.id, Rc::new(source));
        }
        for annotation in self.annotations {
            document.annotations.insert(annotation.id, Rc::new(annotation));
        }
        for stray in self.strays {
            document.strays.insert(stray.id, Rc::new(stray));
        }
        document
    }
}

/// So many annotations, in words.
pub(super) fn annotations(count: usize) -> String {
    if count == 1 { "1 annotation".to_owned() } else { format!("{count} annotations") }
}

/// What became of how many, as sentences.
pub(super) fn told(placed: &Placed, title: &str) -> Vec<String> {
    let (certain, strays) = (placed.annotations.len(), placed.strays.len());
    let (exact, moved) = (placed.exact, placed.moved);
    let likely = placed.strays.iter().filter(|stray| stray.fate.proposed().is_some()).count();
    let were = |count: usize| format!("{} {}", annotations(count), if count == 1 { "was" } else { "were" });
    let lines = [
        (
            certain,
            format!(
                "{} found in “{title}” word for word: {exact} where they stood, {moved} elsewhere or without a place in the file.",
                were(certain)
            ),
        ),
        (
            strays,
            format!(
                "{} given no certain place in it: {likely} to be confirmed, {} not found. See the tab Changes.",
                were(strays),
                strays - likely
            ),
        ),
    ];
    lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line).collect()
}

/// Sorts annotations by the article they belong to: the one whose address they name, else the one
/// that is open. Those that belong nowhere come back as a number. What the person should know
/// before is added to `doubts`.
pub(super) fn sort(
    state: &State,
    loose: Vec<Loose>,
    with_articles: bool,
    doubts: &mut Vec<String>,
) -> (Vec<(ArticleId, Vec<Loose>)>, usize) {
    let mut groups: BTreeMap<ArticleId, Vec<Loose>> = BTreeMap::new();
    let (mut homeless, mut strangers) = (0, 0);
    let open =
        state.desk.ready().map(|desk| (desk.id(), address(&desk.document.article.about.url).to_owned()));
    for one in loose {
        let url = address(&one.url);
        let is_open = open.as_ref().filter(|(_, here)| !url.is_empty() && here == url);
        let named = || {
            let mut there = state.library.values().filter(|entry| entry.binned.is_none());
            there.find(|entry| !url.is_empty() && address(&entry.about.url) == url).map(|entry| entry.id)
        };
        match is_open.map(|(id, _)| *id).or_else(named).or(open.as_ref().map(|(id, _)| *id)) {
            Some(id) => {
                let knows = |here: &str| !url.is_empty() && !here.is_empty() && here != url;
                let is_strange = open.as_ref().is_some_and(|(open, here)| *open == id && knows(here));
                strangers += usize::from(is_strange);
                groups.entry(id).or_default().push(one);
            }
            None => homeless += 1,
        }
    }
    if let Some(desk) = state.desk.ready() {
        let title = &desk.document.article.about.title;
        let here = groups.get(&desk.id()).map_or(0, Vec::len);
        if strangers > 0 {
            doubts.push(format!(
                "{strangers} annotations were made on another page than “{title}”, and that page is not in the library."
            ));
        } else if with_articles && here > 0 {
            doubts.push(format!(
                "{here} annotations came without their text, beside the articles of the file. They would go onto “{title}”, which is open."
            ));
        }
    }
    (groups.into_iter().collect(), homeless)
}

/// An address without what does not tell one page from another.
pub(super) fn address(url: &str) -> &str {
    let url = url.trim().split('#').next().unwrap_or_default();
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/')
}
