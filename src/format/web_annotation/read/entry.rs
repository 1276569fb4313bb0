//! Annotations and links as the file has them, before it is known where they stand.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{link::Link, said::Said};
use crate::{
    annotation::{
        Annotation, Body, Claim, ClaimStatus, Evidence, Kind, Mention, Origin, Quote, Source, Stance,
        Standing, Target,
    },
    format::{
        Part,
        item::{self, Remarks, each_at, get, prose_at, sound, text_at},
        json::Node,
        left::Left,
        selector::{self, Positions},
        word::{State, Word},
    },
    record::{AnnotationId, ArticleId, Stamp},
};

/// An annotation, and what the file says of where it stands.
pub(super) struct Entry {
    pub(super) place: String,
    /// What the file calls it.
    pub(super) key: String,
    pub(super) annotation: Annotation,
    pub(super) source: Option<Source>,
    pub(super) parts: Vec<Part>,
    pub(super) url: String,
    pub(super) article: Option<ArticleId>,
}

/// The fields of an annotation that are read, and those that say how it was made or is kept.
const KNOWN: [&str; 23] = [
    "@context",
    "id",
    "@id",
    "type",
    "@type",
    "motivation",
    "created",
    "modified",
    "creator",
    "generator",
    "generated",
    "target",
    "body",
    "bodyValue",
    "hearsay:manner",
    "hearsay:standing",
    "hearsay:sort",
    "hearsay:status",
    "hearsay:evidence",
    "hearsay:origin",
    "hearsay:originFile",
    "hearsay:mention",
    "hearsay:cue",
];

/// Those of a target; its state is that of its article.
const KNOWN_OF_TARGET: [&str; 9] =
    ["id", "@id", "type", "@type", "source", "selector", "state", "hearsay:article", "format"];

/// Those of a body. What is no text is told apart.
const KNOWN_OF_BODY: [&str; 9] =
    ["id", "@id", "type", "@type", "value", "purpose", "source", "format", "hearsay:kind"];

/// Reads the items of a file one by one.
pub(super) struct Reading<'a> {
    file: &'a str,
    stamp: Stamp,
    next: u32,
    met: BTreeSet<Uuid>,
    entries: Vec<Entry>,
    links: Vec<Link>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(file: &'a str, stamp: Stamp) -> Self {
        Self { file, stamp, next: 0, met: BTreeSet::new(), entries: Vec::new(), links: Vec::new() }
    }

    pub(super) fn finish(self) -> (Vec<Entry>, Vec<Link>) {
        (self.entries, self.links)
    }

    /// Reads one item; what is wrong with it costs nothing but itself.
    pub(super) fn read(&mut self, part: &str, place: &str, left: &mut Left, remarks: &mut Remarks) {
        if let Err(why) = self.one(part, place, left, remarks) {
            remarks.refused(place, why);
        }
    }

    fn one(&mut self, part: &str, place: &str, left: &mut Left, remarks: &mut Remarks) -> Result<(), String> {
        let node = sound(part)?;
        if !item::says(&node, "type", "Annotation") && !item::says(&node, "@type", "Annotation") {
            return Err("It does not say that it is an annotation.".into());
        }
        item::tell_of_controls(part, &node, place, remarks);
        left.besides("an annotation", &node, &KNOWN);
        for creator in each_at(&node, "creator") {
            left.besides("a creator", creator, &["type", "@type", "name", "id", "@id"]);
        }
        let key = item::reference(&node).to_owned();
        let id = if key.is_empty() { self.fresh() } else { item::id_of(&key) };
        if !self.met.insert(id) {
            return Err("An annotation before it in the file has the same id.".into());
        }
        if item::says(&node, "motivation", "linking") {
            let link = Link::read(&node, key, id, place, remarks).inspect_err(|_| {
                self.met.remove(&id);
            })?;
            self.links.push(link);
            return Ok(());
        }
        let mut url = String::new();
        let mut article = None;
        let mut parts = Vec::new();
        for target in each_at(&node, "target") {
            if url.is_empty() {
                url = target_url(target).to_owned();
            }
            article = article
                .or_else(|| get(target, "hearsay:article").map(|a| item::id_of(item::reference(a)).into()));
            left.besides("a target", target, &KNOWN_OF_TARGET);
            parts.push(selector::part(each_at(target, "selector"), Positions::CodePoints)?);
        }
        if parts.is_empty() {
            return Err("It marks nothing.".into());
        }
        let (annotation, source) = self.annotation(&node, id, (&parts, &url), place, left, remarks);
        let place = place.to_owned();
        self.entries.push(Entry { place, key, annotation, source, parts, url, article });
        Ok(())
    }

    fn fresh(&mut self) -> Uuid {
        self.next += 1;
        let id: AnnotationId = self.stamp.id(self.next);
        item::id_of(&id.to_string())
    }

    fn annotation(
        &mut self,
        node: &Node<'_>,
        id: Uuid,
        (parts, url): (&[Part], &str),
        place: &str,
        left: &mut Left,
        remarks: &mut Remarks,
    ) -> (Annotation, Option<Source>) {
        let mut said = Said::default();
        for body in each_at(node, "body") {
            said.hear(body, url);
            left.besides("a body", body, &KNOWN_OF_BODY);
        }
        let value = prose_at(node, "bodyValue");
        if !value.is_empty() {
            said.notes.push(value);
        }
        if said.passed_over {
            remarks.changed(place, "It says something of the words that is no text; that was left behind.");
        }
        let created = item::moment(node, "created", self.stamp.at, place, remarks);
        if each_at(node, "creator").len() > 1 {
            remarks.changed(place, "It has several creators; the first was taken.");
        }
        let kind = said.kind.or_else(|| said.tagged_kind()).unwrap_or_else(|| {
            let what = "It does not say whether it marks a claim, a source or a quote, and became a claim.";
            remarks.changed(place, what);
            Kind::Claim
        });
        let source = (kind == Kind::Source).then(|| {
            said.source.take().unwrap_or_else(|| {
                let words: Vec<&str> = parts.iter().map(|part| part.exact.as_str()).collect();
                item::source_named(&words.join(" "), url, self.stamp.at)
            })
        });
        let body = match (kind, &source) {
            (Kind::Source, Some(source)) => Body::Mention(Mention { source: source.id }),
            (Kind::Quote, _) => Body::Quote(Quote {
                manner: word(node, "hearsay:manner", Part::manner(parts), place, remarks),
                attributions: Vec::new(),
            }),
            _ => Body::Claim(claim(node, std::mem::take(&mut said.restatement), place, remarks)),
        };
        let annotation = Annotation {
            id: id.into(),
            // Of no meaning until it is known where it stands.
            target: Target::nowhere(),
            body,
            tags: said.tags,
            note: said.notes.join("\n\n"),
            creator: creator(node),
            origin: self.origin(node, place, remarks),
            created,
            modified: item::moment(node, "modified", created, place, remarks),
        };
        (annotation, source)
    }

    fn origin(&self, node: &Node<'_>, place: &str, remarks: &mut Remarks) -> Origin {
        match text_at(node, "hearsay:origin") {
            "hand" => Origin::Hand,
            "suggestion" => Origin::Suggestion,
            "file" => Origin::File { name: prose_at(node, "hearsay:originFile") },
            found => {
                if get(node, "hearsay:origin").is_some() {
                    unknown("hearsay:origin", found, "file", place, remarks);
                }
                Origin::File { name: self.file.to_owned() }
            }
        }
    }
}

/// The address of what a target is about, when it is one of the web.
fn target_url<'n>(target: &'n Node<'_>) -> &'n str {
    let source = match (target, get(target, "source")) {
        (Node::Text(address), _) => address,
        (_, Some(source)) => item::reference(source),
        _ => item::reference(target),
    };
    if source.starts_with("http://") || source.starts_with("https://") { source } else { "" }
}

fn creator(node: &Node<'_>) -> String {
    let Some(creator) = each_at(node, "creator").first() else { return String::new() };
    let name = each_at(creator, "name").first().map_or("", item::text);
    item::prose(if name.is_empty() { item::reference(creator) } else { name })
}

fn claim(node: &Node<'_>, restatement: String, place: &str, remarks: &mut Remarks) -> Claim {
    let standing = match word(node, "hearsay:standing", State::NotYet, place, remarks) {
        State::ArticleVoice => Standing::ArticleVoice,
        State::NotYet | State::Attributed => Standing::NotYet,
    };
    let sort = get(node, "hearsay:sort").and_then(|sort| {
        let found = item::text(sort);
        Word::of(found).or_else(|| {
            unknown("hearsay:sort", found, "", place, remarks);
            None
        })
    });
    let evidence = each_at(node, "hearsay:evidence").iter().map(|evidence| Evidence {
        link: prose_at(evidence, "hearsay:link"),
        title: prose_at(evidence, "hearsay:title"),
        stance: word(evidence, "hearsay:stance", Stance::default(), place, remarks),
        note: prose_at(evidence, "hearsay:note"),
    });
    let evidence = evidence.collect();
    Claim {
        standing,
        restatement,
        sort,
        status: word(node, "hearsay:status", ClaimStatus::default(), place, remarks),
        evidence,
    }
}

/// One of the words of our files; another one becomes the default, and is listed.
pub(super) fn word<W: Word>(
    node: &Node<'_>,
    name: &str,
    otherwise: W,
    place: &str,
    remarks: &mut Remarks,
) -> W {
    let Some(found) = get(node, name) else { return otherwise };
    W::of(item::text(found)).unwrap_or_else(|| {
        unknown(name, item::text(found), otherwise.word(), place, remarks);
        otherwise
    })
}

/// Tells of a word nobody knows, and what it became; nothing where it was left open.
fn unknown(name: &str, found: &str, instead: &str, place: &str, remarks: &mut Remarks) {
    let found = item::excerpt(found);
    let became =
        if instead.is_empty() { "was left open".to_owned() } else { format!("became “{instead}”") };
    remarks.changed(
        place,
        format!("Its “{name}” says “{found}”, which this version of Hearsay does not know, and {became}."),
    );
}
