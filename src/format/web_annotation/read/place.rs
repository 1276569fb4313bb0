//! Putting an annotation where it stands: into its article, or among the loose ones.

use super::{
    article::Articles,
    entry::Entry,
    link::{Chain, Links},
};
use crate::{
    annotation::{Annotation, Attribution, Body, Document, Source, Standing, Target},
    article::FrozenText,
    format::{Loose, Part, item::Remarks},
    text::TextRange,
};

pub(super) fn place(
    mut entry: Entry,
    links: &mut Links,
    articles: &mut Articles,
    loose: &mut Vec<Loose>,
    remarks: &mut Remarks,
) {
    let mut chains = links.of(&entry.key, remarks);
    if matches!(entry.annotation.body, Body::Mention(_)) {
        for chain in chains.drain(..) {
            remarks.refused(
                &chain.link.place,
                "It attributes a mention of a source, which nobody can vouch for.",
            );
        }
    }
    let document = entry.article.and_then(|id| articles.get_mut(id));
    let is_here = document.is_some();
    let target = document.as_ref().and_then(|d| target(&entry.parts, &d.article.text));
    if let (Some(document), Some(target)) = (document, target) {
        entry.annotation.target = target;
        if let Some(source) = &entry.source {
            register(document, source);
        }
        let attributions = chains.iter().map(|chain| attribution(chain, document, remarks)).collect();
        attribute(&mut entry.annotation, attributions);
        document.annotations.insert(entry.annotation.id, entry.annotation.into());
        return;
    }
    if is_here {
        remarks.changed(
            &entry.place,
            "The words it marks do not stand where it says; they have to be found again in an article.",
        );
    }
    // On which terms somebody speaks goes along: the register of its article says so.
    let there = entry.article.and_then(|id| articles.get_mut(id)).map(|document| &document.sources);
    let known = |source: &Source| {
        let known = there.and_then(|there| there.get(&source.id));
        known.map_or_else(|| source.clone(), |known| Source::clone(known))
    };
    let mut sources: Vec<Source> = entry.source.into_iter().collect();
    let attributions = chains.iter().map(|chain| loose_attribution(chain, &mut sources, remarks)).collect();
    let sources = sources.iter().map(known).collect();
    attribute(&mut entry.annotation, attributions);
    loose.push(Loose { annotation: entry.annotation, sources, parts: entry.parts, url: entry.url });
}

/// The ranges of all parts; `None` unless each stands where it says, on the words it says.
fn target(parts: &[Part], text: &FrozenText) -> Option<Target> {
    let ranges: Vec<TextRange> = parts.iter().map(|part| range(part, text)).collect::<Option<_>>()?;
    Target::new(ranges).ok()
}

fn range(part: &Part, text: &FrozenText) -> Option<TextRange> {
    let range = text.index().range_from_chars(text.as_str(), part.position?).ok()?;
    let (before, rest) = text.as_str().split_at_checked(range.start().into())?;
    let after = rest.strip_prefix(text.slice(range))?;
    let fits =
        text.slice(range) == part.exact && before.ends_with(&part.prefix) && after.starts_with(&part.suffix);
    fits.then_some(range)
}

/// Adds a source the register does not have.
fn register(document: &mut Document, source: &Source) {
    document.sources.entry(source.id).or_insert_with(|| source.clone().into());
}

fn attribute(annotation: &mut Annotation, attributions: Vec<Attribution>) {
    match &mut annotation.body {
        Body::Quote(quote) => quote.attributions = attributions,
        Body::Claim(claim) if !attributions.is_empty() => claim.standing = Standing::of(attributions),
        Body::Claim(_) | Body::Mention(_) => {}
    }
}

fn attribution(chain: &Chain, document: &mut Document, remarks: &mut Remarks) -> Attribution {
    let link = &chain.link;
    register(document, &link.source);
    let cue = target(&link.cue, &document.article.text);
    if cue.is_none() && !link.cue.is_empty() {
        remarks.changed(&link.place, "Its cue does not stand where it says; it goes without.");
    }
    Attribution {
        id: link.id.into(),
        source: link.source.id,
        mention: link.mention,
        cue,
        via: chain.via.iter().map(|via| attribution(via, document, remarks)).collect(),
    }
}

/// An attribution without its words: nothing says where they stand in an article that is not here.
fn loose_attribution(chain: &Chain, sources: &mut Vec<Source>, remarks: &mut Remarks) -> Attribution {
    let link = &chain.link;
    if !sources.iter().any(|source| source.id == link.source.id) {
        sources.push(link.source.clone());
    }
    if !link.cue.is_empty() {
        remarks.changed(&link.place, "It goes without its cue, because its article is not in the file.");
    }
    Attribution {
        id: link.id.into(),
        source: link.source.id,
        mention: link.mention,
        cue: None,
        via: chain.via.iter().map(|via| loose_attribution(via, sources, remarks)).collect(),
    }
}
