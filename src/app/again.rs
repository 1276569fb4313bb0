//! Doing again what was last done to an annotation, to another one.

use super::{
    Choice, Desk, Field,
    acts::{self, Changes},
    attribute,
};
use crate::{
    record::{SourceId, Stamp},
    suggest::Candidate,
};

/// An act that can be done to another annotation too.
#[derive(Clone, Debug)]
pub(super) enum Again {
    /// A field was set.
    Set(Field),
    /// It was attributed to this source.
    Attribute(SourceId),
    /// It was said to be in the article's voice.
    Voice,
}

impl Again {
    /// The act of setting a field, where it makes sense for another annotation: what was written
    /// for one does not.
    pub(super) fn of(field: &Field) -> Option<Self> {
        let fits = matches!(
            field,
            Field::Tags(_)
                | Field::Kind(_)
                | Field::Manner(_)
                | Field::Sort(_)
                | Field::Status(_)
                | Field::Source(_)
        );
        fits.then(|| Self::Set(field.clone()))
    }
}

/// What was last done, done to the focused annotation.
pub(super) fn again(desk: &Desk, stamp: Stamp) -> Option<Changes> {
    let focus = desk.focus?;
    let last = desk.last.clone()?;
    // The entry may have been taken back since.
    if let Again::Set(Field::Source(source)) | Again::Attribute(source) = &last
        && !desk.document.sources.contains_key(source)
    {
        return None;
    }
    match last {
        Again::Set(Field::Tags(tags)) => {
            let own = desk.focused()?.tags.iter().cloned();
            acts::set(desk, Field::Tags(own.chain(tags).collect()), stamp)
        }
        Again::Set(field) => acts::set(desk, field, stamp),
        Again::Attribute(source) => {
            attribute::choose(desk, focus, Choice::Source(Candidate { source, mention: None }), stamp)
        }
        Again::Voice => attribute::choose(desk, focus, Choice::ArticleVoice, stamp),
    }
}
