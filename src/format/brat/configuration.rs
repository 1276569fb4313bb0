//! `annotation.conf`: what brat needs to know to show the files and to let people go on with them.
//!
//! The form is that of brat’s page [*annotation configuration*][conf]: four sections, all of them
//! there, tabs behind the names.
//!
//! [conf]: https://brat.nlplab.org/configuration.html

use std::collections::BTreeSet;

use super::{ATTRIBUTION, CLAIM, CONTENT, CUE, SOURCE, WITHOUT_SOURCE};
use crate::{
    annotation::{AttributionLevel, ClaimKind, ClaimStatus, QuoteKind, SourceKind},
    format::word::Word,
};

/// The names of attributes.
pub(super) const MANNER: &str = "Manner";
pub(super) const SORT: &str = "Sort";
pub(super) const STATUS: &str = "Status";
pub(super) const VOICE: &str = "ArticleVoice";
pub(super) const SOURCE_KIND: &str = "SourceKind";
pub(super) const LEVEL: &str = "Level";

/// What the files hold besides the types Hearsay always writes.
#[derive(Default)]
pub(super) struct Used {
    /// Types of spans.
    pub(super) types: BTreeSet<String>,
    /// Types of events.
    pub(super) events: BTreeSet<String>,
    /// Attributes with the values they have.
    pub(super) attributes: BTreeSet<(String, String)>,
}

/// The file, for annotations that use these types too.
pub(super) fn configuration(used: &Used) -> String {
    let mut out = String::from("[entities]\n");
    let ours = [SOURCE, CUE, CONTENT, CLAIM].map(str::to_owned);
    let events: BTreeSet<_> =
        [ATTRIBUTION, WITHOUT_SOURCE].map(str::to_owned).into_iter().chain(used.events.clone()).collect();
    for name in ours.iter().chain(used.types.iter().filter(|t| !ours.contains(t) && !events.contains(*t))) {
        out.push_str(&format!("{name}\n"));
    }
    // Without this line brat calls overlapping spans an error.
    out.push_str("\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n");
    let every = events.iter().cloned().collect::<Vec<_>>().join("|");
    for event in &events {
        out.push_str(&format!("{event}\t{CONTENT}*:<ENTITY>|{every}, {CUE}?:<ENTITY>, {SOURCE}*:<ENTITY>\n"));
    }
    out.push_str("\n[attributes]\n");
    choice::<QuoteKind>(&mut out, MANNER, CONTENT);
    choice::<ClaimKind>(&mut out, SORT, CLAIM);
    choice::<ClaimStatus>(&mut out, STATUS, CLAIM);
    out.push_str(&format!("{VOICE}\tArg:{CLAIM}\n"));
    choice::<SourceKind>(&mut out, SOURCE_KIND, &format!("{SOURCE}|<EVENT>"));
    choice::<AttributionLevel>(&mut out, LEVEL, &format!("{SOURCE}|<EVENT>"));
    let names: BTreeSet<_> = used.attributes.iter().map(|(name, _)| name).collect();
    for name in names {
        let values = used.attributes.iter().filter(|(n, value)| n == name && !value.is_empty());
        let values = values.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("|");
        let values = if values.is_empty() { String::new() } else { format!(", Value:{values}") };
        out.push_str(&format!("{name}\tArg:<ENTITY>{values}\n"));
    }
    out
}

fn choice<W: Word>(out: &mut String, name: &str, of: &str) {
    let words: Vec<_> = W::WORDS.iter().map(|(_, word)| *word).collect();
    out.push_str(&format!("{name}\tArg:{of}, Value:{}\n", words.join("|")));
}
