//! Attributions: annotations that link a source to what it vouches for.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::said::source_of;
use crate::{
    annotation::{MAX_NESTING, Source},
    format::{
        Part,
        item::{self, Remarks, each_at, get},
        json::Node,
        selector::{self, Positions},
    },
    record::AnnotationId,
};

/// An attribution as the file has it.
pub(super) struct Link {
    pub(super) place: String,
    key: String,
    pub(super) id: Uuid,
    /// What the file calls the annotation or attribution it is about.
    of: String,
    pub(super) source: Source,
    pub(super) mention: Option<AnnotationId>,
    /// The words of the cue; empty when there is none or it cannot be read.
    pub(super) cue: Vec<Part>,
}

impl Link {
    /// Reads a linking annotation; only those from a source to one annotation are attributions.
    pub(super) fn read(
        node: &Node<'_>,
        key: String,
        id: Uuid,
        place: &str,
        remarks: &mut Remarks,
    ) -> Result<Self, String> {
        let not_ours = "It links two things, but is no attribution of words to a source.";
        let source = each_at(node, "body").first().and_then(|body| get(body, "source"));
        let source = source.filter(|source| item::says(source, "type", "Source"));
        let source = source.and_then(|source| source_of(source, "")).ok_or(not_ours)?;
        let [of] = each_at(node, "target") else { return Err(not_ours.into()) };
        let of = item::reference(of).to_owned();
        let mention =
            get(node, "hearsay:mention").map(|mention| item::id_of(item::reference(mention)).into());
        let cue = each_at(node, "hearsay:cue");
        let cue = cue.iter().map(|target| selector::part(each_at(target, "selector"), Positions::CodePoints));
        let cue = cue.collect::<Result<_, _>>().unwrap_or_else(|why: &str| {
            remarks.changed(place, format!("It goes without its cue, which cannot be read: {why}"));
            Vec::new()
        });
        Ok(Self { place: place.to_owned(), key, id, of, source, mention, cue })
    }
}

/// An attribution with those that vouch for it.
pub(super) struct Chain {
    pub(super) link: Link,
    pub(super) via: Vec<Chain>,
}

/// The attributions of a file that have not found their place yet.
pub(super) struct Links {
    links: Vec<Option<Link>>,
    /// Which are about what.
    about: BTreeMap<String, Vec<usize>>,
}

impl Links {
    pub(super) fn new(links: Vec<Link>) -> Self {
        let mut about: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, link) in links.iter().enumerate() {
            about.entry(link.of.clone()).or_default().push(n);
        }
        Self { links: links.into_iter().map(Some).collect(), about }
    }

    /// Takes out the attributions of what the file calls `key`.
    ///
    /// One that is too deep is left out with all of its chain, because half an attribution would
    /// say something else. One that is about itself is never reached.
    pub(super) fn of(&mut self, key: &str, remarks: &mut Remarks) -> Vec<Chain> {
        if key.is_empty() {
            return Vec::new();
        }
        let numbers = self.about.remove(key).unwrap_or_default();
        let mut chains = Vec::new();
        for n in numbers {
            let Some(link) = self.links.get_mut(n).and_then(Option::take) else { continue };
            let place = link.place.clone();
            match self.chain(link, 1) {
                Some(chain) => chains.push(chain),
                None => remarks.refused(
                    &place,
                    format!("More than {MAX_NESTING} attributions are nested in one another."),
                ),
            }
        }
        chains
    }

    fn chain(&mut self, link: Link, depth: usize) -> Option<Chain> {
        let mut via = Vec::new();
        let key =
            if link.key.is_empty() { Vec::new() } else { self.about.remove(&link.key).unwrap_or_default() };
        for n in key {
            let Some(next) = self.links.get_mut(n).and_then(Option::take) else { continue };
            if depth == MAX_NESTING {
                return None;
            }
            via.push(self.chain(next, depth + 1)?);
        }
        Some(Chain { link, via })
    }

    /// Lists those that are about nothing that is here.
    pub(super) fn report_rest(self, remarks: &mut Remarks) {
        for link in self.links.into_iter().flatten() {
            remarks.refused(&link.place, "What it attributes is not in the file, or was left out.");
        }
    }
}
