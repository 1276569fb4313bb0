//! What differs between the words that were marked and the words proposed in their place.
//!
//! Neighbours: [`super::Resolution::Reworded`] carries one; the interface shows it. The one
//! idea: word by word, because that is how a person compares two versions of a sentence.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::token::tokens;
use crate::text::{TextRange, TextSize, slice};

/// A difference, as a row of pieces that alternate between kept, removed and added.
///
/// The kept and removed pieces together are the old words, the kept and added ones the new.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference(pub Vec<Piece>);

/// One piece of a [`Difference`], with its blanks and punctuation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Stands in both.
    Kept(String),
    /// Stands only in the old.
    Removed(String),
    /// Stands only in the new.
    Added(String),
}

impl Difference {
    /// What differs between two stretches.
    #[must_use]
    pub fn between(old: &str, new: &str) -> Self {
        let (old_pieces, new_pieces) = (cut(old), cut(new));
        let mut pieces = Vec::new();
        let removed = |at: usize, len| Piece::Removed(old_pieces[at..at + len].concat());
        let added = |at: usize, len| Piece::Added(new_pieces[at..at + len].concat());
        for op in capture_diff_slices(Algorithm::Myers, &old_pieces, &new_pieces) {
            match op {
                DiffOp::Equal { old_index, len, .. } => {
                    pieces.push(Piece::Kept(old_pieces[old_index..old_index + len].concat()));
                }
                DiffOp::Delete { old_index, old_len, .. } => pieces.push(removed(old_index, old_len)),
                DiffOp::Insert { new_index, new_len, .. } => pieces.push(added(new_index, new_len)),
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    pieces.push(removed(old_index, old_len));
                    pieces.push(added(new_index, new_len));
                }
            }
        }
        Self(joined(pieces))
    }

    /// Whether nothing differs: the words are the same, and only their surroundings are not.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Kept(_)))
    }
}

/// Replaced words in a row as one: “managing director” became “chief executive”, and not each
/// word another.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        // Removed, added, a blank, removed, and now added.
        let fits = matches!(
            (&joined[..], &piece),
            (
                [.., Piece::Removed(_), Piece::Added(_), Piece::Kept(blank), Piece::Removed(_)],
                Piece::Added(_),
            ) if blank.trim().is_empty()
        );
        joined.push(piece);
        if !fits {
            continue;
        }
        let mut last = joined.split_off(joined.len() - 5).into_iter().map(Piece::into_words);
        let mut next = || last.next().unwrap_or_default();
        let (removed, added, blank) = (next(), next(), next());
        joined.push(Piece::Removed(removed + &blank + &next()));
        joined.push(Piece::Added(added + &blank + &next()));
    }
    joined
}

impl Piece {
    fn into_words(self) -> String {
        match self {
            Self::Kept(words) | Self::Removed(words) | Self::Added(words) => words,
        }
    }
}

/// `text` cut into words and what stands between them.
fn cut(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut at = TextSize::new(0);
    for token in tokens(text) {
        pieces.push(slice(text, TextRange::new(at, token.span.start())));
        pieces.push(slice(text, token.span));
        at = token.span.end();
    }
    pieces.push(slice(text, TextRange::new(at, TextSize::of(text))));
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Difference, Piece};

    #[test]
    fn a_changed_word_is_shown_between_kept_ones() {
        let Difference(pieces) = Difference::between("cracks ran through welds", "cracks went through welds");
        let expected = [
            Piece::Kept("cracks ".into()),
            Piece::Removed("ran".into()),
            Piece::Added("went".into()),
            Piece::Kept(" through welds".into()),
        ];
        assert_eq!(pieces, expected);
        assert!(Difference::between("welds", "welds").is_empty());
    }

    #[test]
    fn words_replaced_in_a_row_are_one_replacement() {
        let Difference(pieces) =
            Difference::between("Aske, managing director, said", "Aske, chief executive, said");
        let expected = [
            Piece::Kept("Aske, ".into()),
            Piece::Removed("managing director".into()),
            Piece::Added("chief executive".into()),
            Piece::Kept(", said".into()),
        ];
        assert_eq!(pieces, expected);
    }
}
