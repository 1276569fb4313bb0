//! A frozen text as it is kept and handed on.

use serde::{Deserialize, Serialize};

use super::{Block, FrozenText};

/// A text as it is kept: the words, the blocks, and the hash they had when frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredText {
    /// The words.
    pub text: String,
    /// SHA-256 of their UTF-8 bytes in hexadecimal.
    pub sha256: String,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// What was done to its letters before, as sentences. Texts kept before that was recorded have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleaned: Vec<String>,
}

impl StoredText {
    /// How a frozen text is kept.
    #[must_use]
    pub fn of(text: &FrozenText) -> Self {
        Self {
            text: text.as_str().to_owned(),
            sha256: text.sha256().to_owned(),
            blocks: text.blocks().to_vec(),
            cleaned: text.cleaned().to_vec(),
        }
    }

    /// The frozen text again; `None` when it is no longer what was frozen.
    #[must_use]
    pub fn thaw(self) -> Option<FrozenText> {
        let text = FrozenText::new(self.text, self.blocks).ok()?.with_cleaned(self.cleaned);
        (text.sha256() == self.sha256).then_some(text)
    }
}

impl From<FrozenText> for StoredText {
    fn from(text: FrozenText) -> Self {
        Self { text: text.text, sha256: text.sha256, blocks: text.blocks, cleaned: text.cleaned }
    }
}

impl TryFrom<StoredText> for FrozenText {
    type Error = &'static str;

    fn try_from(stored: StoredText) -> Result<Self, Self::Error> {
        stored.thaw().ok_or("the text is not what was frozen")
    }
}
