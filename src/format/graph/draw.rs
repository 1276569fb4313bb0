//! A document as spans and relations.

use std::collections::HashMap;

use super::{CLAIM, CUE, Graph, More, PART, QUOTE, Relation, SOURCE, Span, TO_CUE, TO_SOURCE};
use crate::{
    annotation::{Attribution, Body, Document, Target},
    format::{making::TYPE_TAG, manner::Manners, word::Word},
    record::AnnotationId,
};

/// The graph of a document, in reading order.
pub(in crate::format) fn draw(document: &Document) -> Graph {
    let mut graph = Graph::default();
    let manners = Manners::without_blocks(&document.article.text);
    let annotations = document.in_reading_order();
    let mut firsts: HashMap<AnnotationId, usize> = HashMap::new();
    for annotation in &annotations {
        let kept = annotation.tags.iter().find_map(|tag| tag.strip_prefix(TYPE_TAG));
        let own = match annotation.body {
            Body::Claim(_) => CLAIM,
            Body::Mention(_) => SOURCE,
            Body::Quote(_) => QUOTE,
        };
        let label =
            kept.filter(|kept| own == CLAIM && !kept.is_empty() && annotation.attributions().is_empty());
        let manner = match &annotation.body {
            Body::Quote(quote)
                if quote.manner != manners.propose(&document.article.text, &annotation.target) =>
            {
                quote.manner.word()
            }
            _ => "",
        };
        let more = More { note: annotation.note.clone(), manner: manner.to_owned() };
        firsts.insert(annotation.id, graph.target(&annotation.target, label.unwrap_or(own), &more));
    }
    for annotation in &annotations {
        let Some(content) = firsts.get(&annotation.id).copied() else { continue };
        for attribution in annotation.attributions() {
            let mention = document.mention_for(annotation, attribution).and_then(|m| firsts.get(&m.id));
            graph.attribution(content, attribution, mention.copied());
        }
    }
    graph
}

impl Graph {
    /// Adds the spans of a target; answers the number of the first.
    fn target(&mut self, target: &Target, label: &str, more: &More) -> usize {
        let first = self.spans.len();
        for range in target.ranges() {
            let number = self.spans.len();
            if number > first {
                self.relate(number - 1, number, PART);
            }
            let more = if number == first { more.clone() } else { More::default() };
            self.spans.push(Span { label: label.to_owned(), range: *range, more });
        }
        first
    }

    fn attribution(&mut self, content: usize, attribution: &Attribution, mention: Option<usize>) {
        let mut from = content;
        if let Some(cue) = &attribution.cue {
            from = self.target(cue, CUE, &More::default());
            self.relate(content, from, TO_CUE);
        }
        if let Some(mention) = mention {
            self.relate(from, mention, TO_SOURCE);
        }
    }

    fn relate(&mut self, from: usize, to: usize, kind: &str) {
        self.relations.push(Relation { from, to, kind: kind.to_owned() });
    }
}
