//! Entries of the source register.

use super::{
    super::Why,
    entry::Entry,
    report::{IdOf, Ids, Place, Report},
};
use crate::{
    annotation::{AttributionLevel, Source, SourceKind},
    record::Timestamp,
};

/// Reads one entry. `otherwise` is the time for one that has none.
pub(super) fn read(
    place: Place<'_>,
    otherwise: Timestamp,
    ids: &mut Ids,
    report: &mut Report<'_>,
) -> Result<Source, Why> {
    let mut entry = Entry::read(place)?;
    let id = entry.id("id")?;
    ids.take(IdOf::Source, id)?;
    let created = entry.time("created", otherwise, report);
    let source = Source {
        id: id.into(),
        name: entry.prose("name", report),
        kind: entry.word("kind", SourceKind::default(), SourceKind::default(), report),
        role: entry.prose("role", report),
        // Terms that we do not know may be the strictest: nobody's name gets out by mistake.
        level: entry.word("level", AttributionLevel::OnRecord, AttributionLevel::OffRecord, report),
        anonymity_reason: entry.prose("anonymityReason", report),
        note: entry.prose("note", report),
        created,
        modified: entry.time("modified", created, report),
    };
    entry.finish(report);
    Ok(source)
}
