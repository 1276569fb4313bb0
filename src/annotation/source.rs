//! The source register: who vouches in an article.

use serde::{Deserialize, Serialize};

use crate::record::{SourceId, Timestamp};

/// The name of the entry for attributions whose source a file does not say, though there may be one.
pub const UNMARKED: &str = "Source not marked";

/// One entry of an article's source register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its id, which exports keep.
    pub id: SourceId,
    /// The name, in its fullest form.
    pub name: String,
    /// What sort of source.
    pub kind: SourceKind,
    /// The role as printed: “US presidential envoy to the coalition”.
    pub role: String,
    /// On which terms it speaks.
    pub level: AttributionLevel,
    /// For anonymous ones, the reason the article gives.
    pub anonymity_reason: String,
    /// A note in plain text.
    pub note: String,
    /// When the entry was made.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
}

/// What sort of source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A named person.
    #[default]
    Person,
    /// A company, ministry, army, party.
    Organisation,
    /// A report, a law, a letter, a recording.
    Document,
    /// A newspaper, agency, broadcaster.
    Media,
    /// Unnamed people taken together: “residents”, “press reports”.
    Group,
    /// Someone whose name is withheld.
    Anonymous,
}

impl SourceKind {
    /// All of them, in the order the interface lists them.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organisation, Self::Document, Self::Media, Self::Group, Self::Anonymous];
}

/// On which terms a source speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttributionLevel {
    /// By name.
    #[default]
    OnRecord,
    /// By description: “a senior official”.
    OnBackground,
    /// Not even by description.
    DeepBackground,
    /// Not for publication.
    OffRecord,
}

impl AttributionLevel {
    /// All of them, in the order the interface lists them.
    pub const ALL: [Self; 4] = [Self::OnRecord, Self::OnBackground, Self::DeepBackground, Self::OffRecord];
}
