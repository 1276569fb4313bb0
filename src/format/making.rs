//! Making a document out of what the file of another tool says.
//!
//! Neighbours: the formats beside it, which read a file and say here what it means. The one idea:
//! other tools know spans and relations, no register of sources and no kinds of quotes. What they
//! do not say is filled in here, the same way for all of them.

mod described;
mod ids;

use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

pub(super) use described::{Described, is_pronoun, name_of};
pub(super) use ids::Ids;

use super::{Remark, item::prose, manner::Manners};
use crate::{
    annotation::{
        Annotation, Attribution, Body, Claim, Document, Mention, Origin, Quote, Source, SourceKind, Standing,
        Target,
    },
    article::{About, Article, Block, BlockError, FrozenText},
    record::{AnnotationId, AttributionId, SourceId},
    text::range_of,
};
use described::MAX_NAME;

/// The name of the entry for attributions that say no source at all.
pub(super) const UNNAMED: &str = "No source named";

/// What every tag begins with that keeps the type a span had in the file, where Hearsay knows no
/// such type.
pub(super) const TYPE_TAG: &str = "type:";

/// A document in the making.
pub(super) struct Making<'a> {
    ids: &'a mut Ids,
    article: Article,
    manners: Manners,
    sources: BTreeMap<SourceId, Source>,
    known: HashMap<Described, SourceId>,
    annotations: BTreeMap<AnnotationId, Annotation>,
    creator: String,
    origin: String,
}

/// The text with a paragraph of every line that is not blank.
///
/// # Errors
/// When the text is blank.
pub(super) fn freeze(text: String) -> Result<FrozenText, BlockError> {
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let blocks = lines.filter_map(|line| range_of(&text, line)).map(Block::paragraph).collect();
    FrozenText::new(text, blocks)
}

impl<'a> Making<'a> {
    /// An article in which nothing is marked yet. `creator` made what will be, and `origin` is the
    /// name of the file.
    pub(super) fn new(text: FrozenText, about: About, creator: &str, origin: &str, ids: &'a mut Ids) -> Self {
        let at = ids.at();
        let article =
            Article { id: ids.take(), about, text: Rc::new(text), created: at, modified: at, binned: None };
        Self {
            manners: Manners::new(&article.text),
            article,
            ids,
            sources: BTreeMap::new(),
            known: HashMap::new(),
            annotations: BTreeMap::new(),
            creator: creator.to_owned(),
            origin: origin.to_owned(),
        }
    }

    /// The text of the article.
    pub(super) fn text(&self) -> &Rc<FrozenText> {
        &self.article.text
    }

    /// The words of a target, cut to the length of a name.
    pub(super) fn name_at(&self, target: &Target) -> String {
        let mut words = String::new();
        for range in target.ranges() {
            let piece = self.article.text.slice(*range);
            words.push_str(&piece[..piece.floor_char_boundary(8 * MAX_NAME)]);
            words.push(' ');
            if words.len() > 8 * MAX_NAME {
                break;
            }
        }
        name_of(&words)
    }

    /// The entry of the register that is so described; a new one if there is none.
    pub(super) fn source(&mut self, described: Described) -> SourceId {
        if let Some(id) = self.known.get(&described) {
            return *id;
        }
        let id = self.new_source(described.clone());
        self.known.insert(described, id);
        id
    }

    /// The entry for a span that names it by these words: pronouns have one each.
    pub(super) fn source_called(&mut self, name: &str) -> SourceId {
        let described = Described::named(name, SourceKind::Person);
        if is_pronoun(name) { self.new_source(described) } else { self.source(described) }
    }

    /// A new entry of the register, whatever else is in it.
    pub(super) fn new_source(&mut self, described: Described) -> SourceId {
        let Described { name, kind, role, level, anonymity_reason, note } = described;
        let (id, at) = (self.ids.take(), self.ids.at());
        let source =
            Source { id, name, kind, role, level, anonymity_reason, note, created: at, modified: at };
        self.sources.insert(id, source);
        id
    }

    /// The entry of the register a mention names.
    pub(super) fn source_of(&self, mention: AnnotationId) -> Option<SourceId> {
        match self.annotations.get(&mention)?.body {
            Body::Mention(Mention { source }) => Some(source),
            _ => None,
        }
    }

    /// Marks a quote whose kind its quotation marks say.
    pub(super) fn quote(&mut self, target: Target) -> AnnotationId {
        let manner = self.manners.propose(&self.article.text, &target);
        self.mark(target, Body::Quote(Quote { manner, attributions: Vec::new() }))
    }

    /// Marks a claim nothing more is known of.
    pub(super) fn claim(&mut self, target: Target) -> AnnotationId {
        self.mark(target, Body::Claim(Claim::default()))
    }

    /// Marks a mention of a source.
    pub(super) fn mention(&mut self, target: Target, source: SourceId) -> AnnotationId {
        self.mark(target, Body::Mention(Mention { source }))
    }

    fn mark(&mut self, target: Target, body: Body) -> AnnotationId {
        let (id, at) = (self.ids.take(), self.ids.at());
        let annotation = Annotation {
            id,
            target,
            body,
            tags: Vec::new(),
            note: String::new(),
            creator: self.creator.clone(),
            origin: Origin::File { name: self.origin.clone() },
            created: at,
            modified: at,
        };
        self.annotations.insert(id, annotation);
        id
    }

    /// Changes what is marked.
    pub(super) fn change(&mut self, id: AnnotationId, change: impl FnOnce(&mut Annotation)) {
        if let Some(annotation) = self.annotations.get_mut(&id) {
            change(annotation);
        }
    }

    /// An id for an attribution.
    pub(super) fn attribution_id(&mut self) -> AttributionId {
        self.ids.take()
    }

    /// Attributes a quote or a claim; answers how many attributions it then has.
    pub(super) fn attribute(&mut self, content: AnnotationId, attribution: Attribution) -> usize {
        match self.annotations.get_mut(&content).map(|annotation| &mut annotation.body) {
            Some(Body::Quote(quote)) => {
                quote.attributions.push(attribution);
                quote.attributions.len()
            }
            Some(Body::Claim(claim)) => {
                let mut attributions = match std::mem::take(&mut claim.standing) {
                    Standing::Attributed { attributions } => attributions,
                    Standing::NotYet | Standing::ArticleVoice => Vec::new(),
                };
                attributions.push(attribution);
                let count = attributions.len();
                claim.standing = Standing::of(attributions);
                count
            }
            Some(Body::Mention(_)) | None => 0,
        }
    }

    /// The document. What people wrote holds no control characters, which is told.
    pub(super) fn finish(mut self, place: &str, remarks: &mut Vec<Remark>) -> Document {
        if self.clean() {
            let why = "It holds invisible control characters, which became blanks.".to_owned();
            remarks.push(Remark { place: place.to_owned(), refused: false, why });
        }
        let mut document = Document::new(Rc::new(self.article));
        for (id, source) in self.sources {
            document.sources.insert(id, Rc::new(source));
        }
        for (id, annotation) in self.annotations {
            document.annotations.insert(id, Rc::new(annotation));
        }
        document
    }

    /// Makes blanks of control characters in what people wrote; whether there were any.
    fn clean(&mut self) -> bool {
        let mut found = false;
        let mut clean = |field: &mut String| {
            let prose = prose(field);
            found |= prose != *field;
            *field = prose;
        };
        let About { title, byline, site, url, published, language, direction: _, previous: _ } =
            &mut self.article.about;
        [title, byline, site, url, published, language].into_iter().for_each(&mut clean);
        // Not the names: they are the words of the article, which may hold anything.
        for Source { role, anonymity_reason, note, .. } in self.sources.values_mut() {
            [role, anonymity_reason, note].into_iter().for_each(&mut clean);
        }
        for annotation in self.annotations.values_mut() {
            let Annotation { tags, note, creator, body, .. } = annotation;
            tags.iter_mut().chain([note, creator]).for_each(&mut clean);
            if let Body::Claim(claim) = body {
                clean(&mut claim.restatement);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Stamp, Timestamp};

    #[test]
    fn names_are_the_words_and_pronouns_name_someone_else_each_time() {
        let stamp = Stamp { at: Timestamp::from_millis(7), random: 9 };
        let mut ids = Ids::new(stamp);
        let text = freeze("Ms Rao said so.\n\n  He agreed.\r\n".to_owned()).expect("a text");
        assert_eq!(text.blocks().len(), 2);
        let mut making = Making::new(text, About::default(), "", "a.txt", &mut ids);
        assert_eq!(making.source_called("Ms Rao"), making.source_called("Ms Rao"));
        assert_ne!(making.source_called("He"), making.source_called("He"));
        assert_eq!(name_of("  the\n ministry "), "the ministry");
        assert!(name_of(&"x".repeat(9_000)).len() <= MAX_NAME);
    }
}
