//! Annotations of a file that came without their text, put onto an article that is here.
//!
//! The one idea: the same door as for versions. What is found without doubt is an annotation,
//! what is likely is proposed, and the rest is an orphan; nothing is dropped and nothing is
//! attached to other words.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::{
    anchoring::{Anchorer, Resolution, Selectors},
    annotation::{
        Annotation, Document, Fate, Source, Stray, Target, TargetError, Wording,
        meeting::{self, Duplicates},
    },
    app::placed::{address, told},
    article::FrozenText,
    format::{Loose, Part},
    record::Stamp,
    text::{TextRange, TextSize},
};

/// Annotations with what became of them on an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Found without doubt.
    pub annotations: Vec<Annotation>,
    /// Likely, or no longer there.
    pub strays: Vec<Stray>,
    /// The sources they name.
    pub sources: Vec<Source>,
    /// How many stand where they stood.
    pub exact: usize,
    /// How many stand elsewhere, word for word.
    pub moved: usize,
}

/// Selectors resolved between two tellings of how far it is.
const AT_ONCE: usize = 50;

/// Puts annotations into the articles of the same file whose address they name; the others come
/// back.
pub(super) fn at_home(
    documents: &mut [Document],
    loose: Vec<Loose>,
    stamp: Stamp,
    changed: &mut Vec<String>,
) -> Vec<Loose> {
    let mut rest = loose;
    for document in documents {
        let url = address(&document.article.about.url).to_owned();
        if url.is_empty() {
            continue;
        }
        let (here, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|one| address(&one.url) == url);
        rest = others;
        if here.is_empty() {
            continue;
        }
        let placed = place(here, &document.article.text, &mut |_| ());
        changed.extend(told(&placed, &document.article.about.title));
        let came = placed.onto(document.article.clone());
        // Nobody has the ids of this file yet but those it gives.
        let stamp = Stamp { random: stamp.random.rotate_left(61), ..stamp };
        *document = meeting::meet(document, &came, Duplicates::Merge, stamp, stamp.at).0;
    }
    rest
}

/// Finds the places of `loose` in `text`; `tell` hears how many were looked for.
pub(super) fn place(loose: Vec<Loose>, text: &Rc<FrozenText>, tell: &mut dyn FnMut(usize)) -> Placed {
    let mut placed = Placed::default();
    let all: Vec<Selectors> = loose.iter().flat_map(|one| &one.parts).map(selectors).collect();
    let found = Anchorer::new(text.clone()).resolve_all(&all, &mut |n| {
        if n % AT_ONCE == 0 {
            // One annotation may have several parts.
            tell(n * loose.len() / all.len().max(1));
        }
    });
    let mut next = 0;
    for one in loose {
        let found = &found[next..next + one.parts.len()];
        next += one.parts.len();
        let ranges = found.iter().flat_map(Resolution::ranges).copied();
        let target = Target::new(ranges.filter(|range| !range.is_empty()));
        for source in one.sources {
            if !placed.sources.iter().any(|known| known.id == source.id) {
                placed.sources.push(source);
            }
        }
        let certain = found.iter().all(Resolution::is_certain);
        match target {
            Ok(target) if certain => {
                let exact = found.iter().all(|part| matches!(part, Resolution::Exact(_)));
                *(if exact { &mut placed.exact } else { &mut placed.moved }) += 1;
                placed.annotations.push(Annotation { target, ..one.annotation });
            }
            target => {
                // Words that stand in several places are for a person, too.
                let target = target.or_else(|_| first_place(text, &one.parts));
                let wording = one.parts.into_iter().map(wording).collect();
                let fate = target.map_or(Fate::Gone, Fate::Reworded);
                placed.strays.push(Stray::of(one.annotation, wording, fate));
            }
        }
    }
    placed
}

/// Where the words stand first, all of them.
fn first_place(text: &FrozenText, parts: &[Part]) -> Result<Target, TargetError> {
    let place = |part: &Part| {
        let at = text.as_str().find(&part.exact).filter(|_| !part.exact.trim().is_empty())?;
        Some(TextRange::at(TextSize::new(u32::try_from(at).ok()?), TextSize::of(part.exact.as_str())))
    };
    Target::new(parts.iter().map(place).collect::<Option<Vec<_>>>().unwrap_or_default())
}

fn selectors(part: &Part) -> Selectors {
    let Part { exact, prefix, suffix, position } = part.clone();
    Selectors { exact, prefix, suffix, position }
}

fn wording(part: Part) -> Wording {
    Wording { exact: part.exact, prefix: part.prefix, suffix: part.suffix }
}
