//! The blocks of a draft as two strings, for the way from the worker to the page.
//!
//! The one idea: a book has ten thousand blocks, and each as an object of three fields took the page
//! longer to take apart than the worker to find. So all the words are one string, and what each block
//! is another: its kind, `-` when it stands around the article, `~` when it is aside, and the length of
//! its words in bytes of UTF-8.

use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

use super::DraftBlock;
use crate::article::BlockKind;

pub(super) fn serialize<S: Serializer>(blocks: &[DraftBlock], serializer: S) -> Result<S::Ok, S::Error> {
    let mut heads = String::with_capacity(blocks.len() * 6);
    let mut words = String::with_capacity(blocks.iter().map(|block| block.text.len()).sum());
    for block in blocks {
        heads.push(letter(block.kind));
        if block.around {
            heads.push('-');
        }
        if block.aside {
            heads.push('~');
        }
        heads.push_str(&block.text.len().to_string());
        heads.push(' ');
        words.push_str(&block.text);
    }
    (heads, words).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<DraftBlock>, D::Error> {
    let (heads, words) = <(String, String)>::deserialize(deserializer)?;
    unpack(&heads, &words).ok_or_else(|| D::Error::custom("blocks and words do not fit"))
}

fn unpack(heads: &str, words: &str) -> Option<Vec<DraftBlock>> {
    let mut rest = words;
    let block = |head: &str| {
        let mut letters = head.chars();
        let kind = kind(letters.next()?)?;
        let mut length = letters.as_str();
        let mut is = |mark: char| {
            let after = length.strip_prefix(mark);
            length = after.unwrap_or(length);
            after.is_some()
        };
        let (around, aside) = (is('-'), is('~'));
        let (text, after) = rest.split_at_checked(length.parse().ok()?)?;
        rest = after;
        Some(DraftBlock { kind, aside, around, text: text.to_owned() })
    };
    heads.split_ascii_whitespace().map(block).collect()
}

/// The kinds that have no level, and their letters.
const KINDS: [(BlockKind, char); 5] = [
    (BlockKind::Paragraph, 'p'),
    (BlockKind::ListItem, 'l'),
    (BlockKind::Quotation, 'q'),
    (BlockKind::Caption, 'c'),
    (BlockKind::Preformatted, 'f'),
];

fn letter(kind: BlockKind) -> char {
    match kind {
        BlockKind::Heading { level } => char::from(b'0' + level.min(9)),
        kind => KINDS.iter().find(|(one, _)| *one == kind).map_or('p', |(_, letter)| *letter),
    }
}

fn kind(letter: char) -> Option<BlockKind> {
    match letter.to_digit(10) {
        Some(level) => Some(BlockKind::Heading { level: u8::try_from(level).ok()? }),
        None => KINDS.iter().find(|(_, one)| *one == letter).map(|(kind, _)| *kind),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::Draft;

    fn any_block() -> impl Strategy<Value = DraftBlock> {
        let kind = prop_oneof![
            (1u8..=6).prop_map(|level| BlockKind::Heading { level }),
            prop::sample::select(KINDS.map(|(kind, _)| kind).to_vec()),
        ];
        (kind, any::<[bool; 2]>(), r"(\PC|[ 0-9~\n-]){0,12}")
            .prop_map(|(kind, [aside, around], text)| DraftBlock { kind, aside, around, text })
    }

    proptest! {
        #[test]
        fn what_is_unpacked_is_what_was_packed(blocks in prop::collection::vec(any_block(), 0..9)) {
            let draft = Draft { blocks, ..Draft::default() };
            let json = serde_json::to_string(&draft).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<Draft>(&json).expect("a draft"), draft);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (heads, words) in [("p3", "ab"), ("p1", "ü"), ("x1", "a"), ("p", "a"), ("p~", "a"), ("p--1", "a")]
        {
            assert_eq!(unpack(heads, words), None, "{heads}");
        }
        assert_eq!(unpack("", ""), Some(Vec::new()));
    }
}
