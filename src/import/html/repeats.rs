//! Words that a page shows twice: pull quotes, and boxes that repeat a paragraph.
//!
//! The one idea: a block whose words all stand, in order, within another block adds nothing to the
//! article. It is set aside whatever element or class it has, because no two sites name theirs alike.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use crate::{article::BlockKind, import::DraftBlock};

/// Repeated phrases shorter than this, in letters and digits, are how people write.
const SHORTEST: usize = 25;

/// Longer blocks, in characters, are no repetitions.
const LONGEST: usize = 300;

/// A repetition stands at most so many blocks from what it repeats: a page lifts words out to fill the
/// space beside them.
const REACH: usize = 40;

/// A run of so many bytes of a text's letters.
type Run = [u8; 12];

/// Sets aside blocks whose words stand in another one nearby too.
///
/// Each is looked for by one run of its letters, in one pass over all of them; looked for in each
/// block around it, they took longer than finding the article.
pub(super) fn set_aside(blocks: &mut [DraftBlock]) {
    let plain: Vec<String> = blocks.iter().map(|block| letters(&block.text)).collect();
    let mut wanted = Wanted::default();
    for (n, block) in blocks.iter().enumerate().filter(|(n, block)| is_suspect(block, &plain[*n])) {
        wanted.add(n, sentences(&block.text));
    }
    // What stands there three times is a refrain.
    let mut same: BTreeMap<&str, usize> = BTreeMap::new();
    wanted.blocks.iter().for_each(|(n, _)| *same.entry(&plain[*n]).or_default() += 1);
    let is_refrain = |words: &str| same.get(words).is_some_and(|times| *times > 2);
    let mut repeats = BTreeSet::new();
    for (m, words) in plain.iter().enumerate() {
        wanted.found_in(m, words, |n, sentences| {
            let is_repeat = match words.len().cmp(&plain[n].len()) {
                // Of two that are the same, the second is the repetition.
                Ordering::Equal => m < n && *words == plain[n] && !is_refrain(words),
                Ordering::Greater => sentences.iter().all(|sentence| words.contains(sentence)),
                Ordering::Less => false,
            };
            if is_repeat {
                repeats.insert(n);
            }
        });
    }
    for n in repeats {
        blocks[n].aside = true;
    }
}

/// Blocks that may be repetitions, by a run of their letters.
#[derive(Default)]
struct Wanted {
    /// In the order of the blocks: the number of each, and its sentences.
    blocks: Vec<(usize, Vec<String>)>,
    /// Which of them have this run, and the block in which it was found last.
    runs: BTreeMap<Run, (Vec<usize>, Option<usize>)>,
    /// A bit for what each run comes to: most runs of a text end here.
    bits: Bits,
}

impl Wanted {
    fn add(&mut self, n: usize, sentences: Vec<String>) {
        let longest = sentences.iter().max_by_key(|sentence| sentence.len());
        let Some(run) = longest.and_then(|sentence| sentence.as_bytes().first_chunk().copied()) else {
            return;
        };
        self.runs.entry(run).or_default().0.push(self.blocks.len());
        self.bits.set(run);
        self.blocks.push((n, sentences));
    }

    /// Tells each that may stand in these words, which are those of block `m`, and is near it.
    fn found_in(&mut self, m: usize, words: &str, mut tell: impl FnMut(usize, &[String])) {
        if self.blocks.is_empty() {
            return;
        }
        for run in words.as_bytes().array_windows() {
            if !self.bits.has(*run) {
                continue;
            }
            let Some((places, last)) = self.runs.get_mut(run).filter(|(_, last)| *last != Some(m)) else {
                continue;
            };
            *last = Some(m);
            let first = places.partition_point(|place| self.blocks[*place].0 + REACH < m);
            let near = places[first..].iter().map(|place| &self.blocks[*place]);
            for (n, sentences) in near.take_while(|(n, _)| *n <= m + REACH).filter(|(n, _)| *n != m) {
                tell(*n, sentences);
            }
        }
    }
}

/// A set of what runs come to: it may say that one is in it that is not.
struct Bits(Vec<u64>);

impl Default for Bits {
    fn default() -> Self {
        Self(vec![0; 1 << 12])
    }
}

impl Bits {
    fn set(&mut self, run: Run) {
        let (word, bit) = Self::place(run);
        self.0[word] |= bit;
    }

    fn has(&self, run: Run) -> bool {
        let (word, bit) = Self::place(run);
        self.0[word] & bit != 0
    }

    /// The upper 18 bits of a product with the golden ratio (D. Knuth, The Art of Computer
    /// Programming, §6.4): twelve for the word, six for the bit.
    fn place(run: Run) -> (usize, u64) {
        let [a, b, c, d, e, f, g, h, rest @ ..] = run;
        let key = u64::from_le_bytes([a, b, c, d, e, f, g, h]) ^ (u64::from(u32::from_le_bytes(rest)) << 29);
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 46;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }
}

/// Quotations, captions and paragraphs of one or two sentences.
fn is_suspect(block: &DraftBlock, words: &str) -> bool {
    matches!(block.kind, BlockKind::Quotation | BlockKind::Paragraph | BlockKind::Caption)
        && !block.aside
        && words.chars().nth(SHORTEST - 1).is_some()
        && block.text.chars().nth(LONGEST).is_none()
}

/// The letters of each sentence: a pull quote leaves out the “she said” between two.
fn sentences(text: &str) -> Vec<String> {
    text.split(['.', '!', '?', '…', '。', '؟']).map(letters).filter(|letters| !letters.is_empty()).collect()
}

/// Letters and digits alone: what parts them differs from place to place, and pull quotes change quotation
/// marks and full stops.
pub(super) fn letters(text: &str) -> String {
    // Written where the next one goes, whether it counts or not: so there is nothing to decide for most.
    let mut letters = vec![0; text.len() + ROOM];
    let mut length = 0;
    for (at, byte) in text.as_bytes().iter().enumerate() {
        let letter = LETTERS[usize::from(*byte)];
        letters[length] = letter;
        length += usize::from(letter != 0);
        if letter == BEYOND {
            length -= 1;
            let c = text[at..].chars().next().filter(|c| c.is_alphanumeric());
            for c in c.into_iter().flat_map(char::to_lowercase) {
                // Some are longer in lower case.
                letters.resize(letters.len().max(length + text.len() - at + ROOM), 0);
                length += c.encode_utf8(&mut letters[length..]).len();
            }
        }
    }
    letters.truncate(length);
    String::from_utf8(letters).unwrap_or_default()
}

/// The most bytes of one character.
const ROOM: usize = 4;

/// What stands in [`LETTERS`] for the first byte of a character beyond ASCII.
const BEYOND: u8 = 0xff;

/// For each byte the letter or digit it is, in lower case, 0 for what is none.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match byte as u8 {
            letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
            0xc0.. => BEYOND,
            _ => 0,
        };
        byte += 1;
    }
    letters
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks that are set aside are written with `~` before them.
    fn check(kind: BlockKind, written: &[&str]) {
        let mut blocks: Vec<DraftBlock> =
            written.iter().map(|text| DraftBlock::of(kind, text.trim_start_matches('~'))).collect();
        set_aside(&mut blocks);
        let found: Vec<String> =
            blocks.iter().map(|b| format!("{}{}", if b.aside { "~" } else { "" }, b.text)).collect();
        assert_eq!(found, written);
    }

    #[test]
    fn a_block_that_stands_in_another_is_set_aside() {
        let whole = "“We never thought the river could rise so fast,” he said.";
        let parts =
            ["“We did not hear it,” he said. “We felt it come.”", "~“We did not hear it. We felt it come”"];
        check(BlockKind::Paragraph, &parts);
        let pulled = "~“We never thought the river could rise so fast”";
        check(BlockKind::Paragraph, &[whole, pulled]);
        check(BlockKind::Quotation, &[pulled, whole]);
        check(BlockKind::Paragraph, &[whole, &format!("~{whole}")]);
    }

    #[test]
    fn letters_and_digits_of_every_script_are_left_in_lower_case() {
        for (text, expected) in [
            ("“We’ll”, said Ms. O’Neil: 40 %.", "wellsaidmsoneil40"),
            ("Straße — ÀÉÎ", "straßeàéî"),
            ("İİ Ⅻ", "i\u{307}i\u{307}ⅻ"),
            ("川は静か。", "川は静か"),
            ("٤٠ في المئة", "٤٠فيالمئة"),
            ("", ""),
        ] {
            assert_eq!(letters(text), expected, "{text}");
        }
    }

    #[test]
    fn short_words_and_headings_may_come_again() {
        check(BlockKind::Paragraph, &["“No,” he said.", "“No,” he said."]);
        let heading = "What the river did to the town in one night";
        check(BlockKind::Heading { level: 2 }, &[heading, &format!("{heading}, and after")]);
    }
}
