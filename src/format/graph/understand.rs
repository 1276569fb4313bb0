//! Spans and relations as a document.
//!
//! The one idea: what a relation means follows from the labels at its ends, in either direction,
//! so that projects that call theirs `said_by` are understood too.

use std::collections::{BTreeMap, HashMap};

use super::{CLAIM, CUE, Graph, PART, QUOTE, SOURCE};
use crate::{
    annotation::{Annotation, Attribution, Body, SourceKind, Target, UNMARKED},
    format::{
        Remark,
        item::excerpt,
        making::{Described, Making, TYPE_TAG},
        word::Word,
    },
    record::AnnotationId,
};

/// The places in the file of the spans and relations of a graph, for remarks.
pub(in crate::format) struct Place<'a> {
    pub(in crate::format) span: &'a dyn Fn(usize) -> String,
    pub(in crate::format) relation: &'a dyn Fn(usize) -> String,
}

/// What a span is, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Content,
    Source,
    Cue,
    Other,
}

fn role_of(label: &str) -> Role {
    let is = |names: &[&str]| names.iter().any(|name| label.eq_ignore_ascii_case(name));
    match () {
        () if is(&[QUOTE, CLAIM, "Content", "Quotation"]) => Role::Content,
        () if is(&[SOURCE, "Speaker", "Mention"]) => Role::Source,
        () if is(&[CUE]) => Role::Cue,
        () => Role::Other,
    }
}

/// Marks and attributes all of the graph.
pub(in crate::format) fn understand(
    graph: &Graph,
    making: &mut Making<'_>,
    place: &Place<'_>,
    remarks: &mut Vec<Remark>,
) {
    let mut reading = Reading {
        roles: graph.spans.iter().map(|span| role_of(&span.label)).collect(),
        heads: heads(graph),
        graph,
        making,
        place,
        remarks,
        targets: BTreeMap::new(),
        marked: HashMap::new(),
    };
    reading.join();
    reading.mark();
    reading.attribute();
}

/// For each span the first one of the target it is a part of. Circles come to the same.
fn heads(graph: &Graph) -> Vec<usize> {
    let mut heads: Vec<usize> = (0..graph.spans.len()).collect();
    for relation in graph.relations.iter().filter(|relation| relation.kind == PART) {
        let (from, to) = (find(&mut heads, relation.from), find(&mut heads, relation.to));
        let joined = graph.spans[from].label == graph.spans[to].label;
        if joined {
            heads[from.max(to)] = from.min(to);
        }
    }
    (0..heads.len()).map(|n| find(&mut heads, n)).collect()
}

/// The head of `n`; halves the way for the next one who asks.
fn find(heads: &mut [usize], mut n: usize) -> usize {
    while heads[n] != n {
        heads[n] = heads[heads[n]];
        n = heads[n];
    }
    n
}

struct Reading<'a, 'm> {
    graph: &'a Graph,
    making: &'a mut Making<'m>,
    place: &'a Place<'a>,
    remarks: &'a mut Vec<Remark>,
    roles: Vec<Role>,
    heads: Vec<usize>,
    targets: BTreeMap<usize, Target>,
    marked: HashMap<usize, AnnotationId>,
}

impl Reading<'_, '_> {
    fn remark(&mut self, place: String, refused: bool, why: String) {
        self.remarks.push(Remark { place, refused, why });
    }

    /// Makes a target of each head and its parts.
    fn join(&mut self) {
        let mut ranges: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for (n, head) in self.heads.iter().enumerate() {
            ranges.entry(*head).or_default().push(self.graph.spans[n].range);
        }
        for (head, ranges) in ranges {
            let parts = ranges.len();
            let Ok(target) = Target::new(ranges) else { continue };
            if target.ranges().len() < parts {
                let why = "Parts of it overlap or stand side by side, and became one.".to_owned();
                self.remark((self.place.span)(head), false, why);
            }
            self.targets.insert(head, target);
        }
    }

    fn mark(&mut self) {
        let cues = self.used_cues();
        let mut said = self.said();
        for (n, target) in self.targets.clone() {
            let span = &self.graph.spans[n];
            let (note, manner) = said.remove(&n).unwrap_or_default();
            if !manner.is_empty()
                && (self.roles[n] != Role::Content || span.label.eq_ignore_ascii_case(CLAIM))
            {
                let why = format!("It is no quote, so that it is “{manner}” was left behind.");
                self.remark((self.place.span)(n), false, why);
            }
            let id = match self.roles[n] {
                Role::Cue if cues[n] => {
                    if !note.is_empty() {
                        let why = format!("Hearsay has no place for a note on a cue: “{}”.", excerpt(&note));
                        self.remark((self.place.span)(n), true, why);
                    }
                    continue;
                }
                Role::Content if span.label.eq_ignore_ascii_case(CLAIM) => self.making.claim(target),
                Role::Content => self.making.quote(target),
                Role::Source => {
                    let name = self.making.name_at(&target);
                    let source = self.making.source_called(&name);
                    self.making.mention(target, source)
                }
                Role::Cue | Role::Other => {
                    let tag = format!("{TYPE_TAG}{}", span.label);
                    let why = format!("Hearsay has no such label; it became a claim with the tag “{tag}”.");
                    let why = if self.roles[n] == Role::Cue {
                        format!("Nothing leads to this cue; it became a claim with the tag “{tag}”.")
                    } else {
                        why
                    };
                    self.remark((self.place.span)(n), false, why);
                    let claim = self.making.claim(target);
                    self.making.change(claim, |claim| claim.tags.push(tag));
                    claim
                }
            };
            self.marked.insert(n, id);
            self.making.change(id, |annotation| more(annotation, &note, &manner));
        }
    }

    /// The notes and the kind that all parts of each target give.
    fn said(&mut self) -> HashMap<usize, (String, String)> {
        let mut said: HashMap<usize, (String, String)> = HashMap::new();
        for (n, span) in self.graph.spans.iter().enumerate() {
            let (note, manner) = said.entry(self.heads[n]).or_default();
            if !note.is_empty() && !span.more.note.is_empty() {
                note.push('\n');
            }
            note.push_str(&span.more.note);
            if manner.is_empty() {
                manner.clone_from(&span.more.manner);
            } else if !span.more.manner.is_empty() && span.more.manner != *manner {
                let why = format!("Another part of it is said to be “{manner}”, which was taken.");
                self.remarks.push(Remark { place: (self.place.span)(n), refused: false, why });
            }
        }
        said
    }

    /// The two ends of a relation, content or cue first; heads both. `None` when it joins neither
    /// a content with a cue or a source, nor a cue with a source.
    fn ends(&self, n: usize) -> Option<(usize, usize)> {
        let relation = &self.graph.relations[n];
        let (from, to) = (self.heads[relation.from], self.heads[relation.to]);
        match (self.roles[from], self.roles[to]) {
            (Role::Content, Role::Cue | Role::Source) | (Role::Cue, Role::Source) => Some((from, to)),
            (Role::Cue | Role::Source, Role::Content) | (Role::Source, Role::Cue) => Some((to, from)),
            _ => None,
        }
    }

    /// Which cues a content leads to.
    fn used_cues(&self) -> Vec<bool> {
        let mut used = vec![false; self.roles.len()];
        for (from, to) in (0..self.graph.relations.len()).filter_map(|n| self.ends(n)) {
            used[to] |= self.roles[from] == Role::Content && self.roles[to] == Role::Cue;
        }
        used
    }

    fn attribute(&mut self) {
        let cues = self.used_cues();
        let mut sources: HashMap<usize, Vec<usize>> = HashMap::new();
        for n in 0..self.graph.relations.len() {
            let relation = &self.graph.relations[n];
            let apart = self.heads[relation.from] != self.heads[relation.to];
            match self.ends(n) {
                Some((cue, source)) if self.roles[cue] == Role::Cue && cues[cue] => {
                    sources.entry(cue).or_default().push(source);
                }
                Some((from, _)) if self.roles[from] == Role::Content => {}
                _ if relation.kind == PART && !apart => {}
                _ => {
                    let why = format!(
                        "Hearsay has no place for a relation “{}” between these two; what it joins was taken over.",
                        relation.kind
                    );
                    self.remark((self.place.relation)(n), true, why);
                }
            }
        }
        let mut spent = std::collections::HashSet::new();
        for n in 0..self.graph.relations.len() {
            let Some((content, to)) = self.ends(n).filter(|(from, _)| self.roles[*from] == Role::Content)
            else {
                continue;
            };
            if self.roles[to] == Role::Source {
                self.one(content, None, Some(to));
            } else if !spent.insert(to) {
                // Each time a cue is used its sources are followed: once, so that a file cannot
                // make every content times every source.
                let all = sources.get(&to).map_or(&[][..], Vec::as_slice);
                let only = all.first().copied();
                if all.len() > 1 {
                    let why = "Its cue is also that of another before it and leads to several sources; here only the first was taken.";
                    self.remark((self.place.relation)(n), false, why.to_owned());
                }
                self.one(content, Some(to), only);
            } else if let Some(sources) = sources.get(&to).cloned() {
                sources.into_iter().for_each(|source| self.one(content, Some(to), Some(source)));
            } else {
                self.one(content, Some(to), None);
            }
        }
    }

    fn one(&mut self, content: usize, cue: Option<usize>, source: Option<usize>) {
        let Some(id) = self.marked.get(&content).copied() else { return };
        let mention = source.and_then(|source| self.marked.get(&source).copied());
        let source = match mention.and_then(|mention| self.making.source_of(mention)) {
            Some(source) => source,
            None => {
                let why = format!(
                    "Its cue leads to no source; it was given the entry “{UNMARKED}” of the register."
                );
                self.remark((self.place.span)(content), false, why);
                self.making.source(Described::named(UNMARKED, SourceKind::Person))
            }
        };
        let cue = cue.and_then(|cue| self.targets.get(&cue).cloned());
        let attribution =
            Attribution { id: self.making.attribution_id(), source, mention, cue, via: Vec::new() };
        self.making.attribute(id, attribution);
    }
}

fn more(annotation: &mut Annotation, note: &str, manner: &str) {
    annotation.note.push_str(note);
    if let (Body::Quote(quote), Some(manner)) = (&mut annotation.body, Word::of(manner)) {
        quote.manner = manner;
    }
}
