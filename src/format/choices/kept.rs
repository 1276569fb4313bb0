//! How much stayed at home, in sentences the export shows.

/// How much of a document stayed at home.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Sources that do not speak on the record.
    pub sources: usize,
    /// Mentions of those sources.
    pub mentions: usize,
    /// Attributions those sources have a part in.
    pub attributions: usize,
    /// Quotes and claims that are left without any attribution.
    pub unattributed: usize,
    /// Items that go without what was written on them, because it may name such a source.
    pub bared: usize,
    /// Notes.
    pub notes: usize,
    /// Pieces of evidence.
    pub evidence: usize,
    /// Annotations that have no place in the text yet.
    pub strays: usize,
}

impl Kept {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            sources: self.sources + other.sources,
            mentions: self.mentions + other.mentions,
            attributions: self.attributions + other.attributions,
            unattributed: self.unattributed + other.unattributed,
            bared: self.bared + other.bared,
            notes: self.notes + other.notes,
            evidence: self.evidence + other.evidence,
            strays: self.strays + other.strays,
        }
    }

    /// What to tell the person who exports; empty when everything went along.
    #[must_use]
    pub fn sentences(self) -> Vec<String> {
        let mut said = Vec::new();
        if self.sources > 0 {
            said.push(format!(
                "{} left out, with {} and {}: only what is on the record goes along.",
                count(self.sources, "source was", "sources were"),
                count(self.mentions, "mention", "mentions"),
                count(self.attributions, "attribution", "attributions"),
            ));
        }
        if self.unattributed > 0 {
            said.push(format!(
                "{} in the file without a source.",
                count(self.unattributed, "quote or claim stands", "quotes and claims stand")
            ));
        }
        if self.bared > 0 {
            said.push(format!(
                "{} without notes, tags or evidence, because they could tell who such a source is.",
                count(self.bared, "item goes", "items go")
            ));
        }
        if self.notes > 0 {
            said.push(format!("{} left out.", count(self.notes, "note was", "notes were")));
        }
        if self.evidence > 0 {
            let pieces = count(self.evidence, "piece of evidence was", "pieces of evidence were");
            said.push(format!("{pieces} left out."));
        }
        if self.strays > 0 {
            said.push(format!(
                "{} left out that {} no place in the text yet; only Hearsay JSON holds {}.",
                count(self.strays, "annotation was", "annotations were"),
                if self.strays == 1 { "has" } else { "have" },
                if self.strays == 1 { "it" } else { "them" },
            ));
        }
        said
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
