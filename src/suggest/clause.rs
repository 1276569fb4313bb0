//! The clause that says who speaks: “she said”, “according to the ministry”.
//!
//! The one idea: what stands beside the cue is a name, a pronoun, or a noun with “the”; the last
//! two point back to somebody named before, of a kind that can be told.

use unicode_segmentation::UnicodeSegmentation;

use super::{cue::cue, name};
use crate::{
    annotation::{SourceKind, Target},
    article::FrozenText,
    text::{TextRange, TextSize, slice},
};

/// The clause around a cue.
pub(super) struct Clause {
    /// The cue.
    pub cue: TextRange,
    /// The clause, without the words that are said.
    pub range: TextRange,
    /// How it calls who speaks.
    pub meant: Meant,
    /// Something is put in between who speaks and the cue: “Rao, who runs the mill, said”.
    pub put_in: bool,
}

/// How a clause calls who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// By a name, or not at all.
    Named,
    /// “he”, “she”, “they”.
    People,
    /// “it”.
    Things,
    /// “the company”, “the report”, “officials”.
    Kind(SourceKind),
}

impl Meant {
    /// Whether a source of this kind may be called so.
    pub(super) fn fits(self, kind: SourceKind) -> bool {
        let people = matches!(kind, SourceKind::Person | SourceKind::Group | SourceKind::Anonymous);
        match self {
            Self::Named => true,
            Self::People => people,
            Self::Things => !people,
            Self::Kind(meant) => meant == kind,
        }
    }
}

impl Clause {
    /// The clause that says who is behind `content`; `None` without a cue.
    pub(super) fn of(text: &FrozenText, content: &Target) -> Option<Self> {
        let cue = cue(text, content, None)?;
        let block = text.blocks().get(text.block_at(cue.start()))?.range;
        let free = between(content, block, cue);
        let before = slice(text.as_str(), TextRange::new(free.start(), cue.start()));
        let after = slice(text.as_str(), TextRange::new(cue.end(), free.end()));
        let cut = |c: char| matches!(c, '.' | '!' | '?' | ';' | '“' | '”' | '"' | '«' | '»' | '„');
        let start =
            before.rfind(cut).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let end = after.find(cut).unwrap_or(after.len());
        let range = TextRange::new(
            free.start() + TextSize::of(&before[..start]),
            cue.end() + TextSize::of(&after[..end]),
        );
        let meant = meant(&before[start..], &after[..end]);
        let put_in = before.trim_end().ends_with([',', '–', '—']) && start < before.trim_end().len();
        Some(Self { cue, range, meant, put_in })
    }
}

/// The stretch around the cue, in its block, that is not content.
fn between(content: &Target, block: TextRange, cue: TextRange) -> TextRange {
    let ends = content.ranges().iter().map(|range| range.end()).filter(|end| *end <= cue.start());
    let starts = content.ranges().iter().map(|range| range.start()).filter(|start| *start >= cue.end());
    let start = ends.max().unwrap_or_default().max(block.start());
    TextRange::new(start, starts.min().unwrap_or(block.end()).min(block.end()))
}

/// What the words beside a cue call who speaks: “*she* said”, “said *the ministry*”.
fn meant(before: &str, after: &str) -> Meant {
    // The subject stands just before the verb, but for an adverb; else just after it.
    let nearest = before.unicode_words().rev().take(2);
    let next = after.unicode_words().take(1);
    for word in nearest.chain(next) {
        match word.to_lowercase().as_str() {
            "he" | "she" | "they" => return Meant::People,
            "it" => return Meant::Things,
            // A name ends the search: “Rao, she said” is rare, “she told Rao” is not.
            _ if word.starts_with(char::is_uppercase) && !matches!(word, "The" | "A" | "An") => break,
            _ => {}
        }
    }
    let before: Vec<&str> = before.unicode_words().collect();
    let after: Vec<&str> = after.unicode_words().take(3).collect();
    let before = &before[before.len().saturating_sub(3)..];
    [before, &after].into_iter().find_map(noun).map_or(Meant::Named, Meant::Kind)
}

/// The kind of source that “the company” among a few words is; `None` where there is a name.
fn noun(words: &[&str]) -> Option<SourceKind> {
    let the = words.iter().rposition(|word| word.eq_ignore_ascii_case("the"))?;
    let named = &words[the + 1..];
    if named.is_empty() || named.iter().any(|word| word.starts_with(char::is_uppercase)) {
        return None;
    }
    let kind = name::kind_of(&named.join(" "));
    (kind != SourceKind::Person).then_some(kind)
}
