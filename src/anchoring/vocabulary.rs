//! The few words that turn a statement round: negations and number words.
//!
//! Neighbours: [`super::token`] asks as it reads, [`super::weight`] says what they weigh. The one
//! idea: everything else about words is learned from the text itself; these must be known,
//! because they are common, short, and change what is said.
//!
//! Why not “one”: it is an article, a pronoun and a number, and in most sentences not the last.

use super::token::id_of;

/// Negations of the languages most often brought in, in lower case.
const NEGATIONS: [&str; 36] = [
    "not", "no", "never", "none", "nobody", "nothing", "nor", "neither", "cannot", "without", "hardly",
    "nicht", "kein", "keine", "keinen", "keiner", "keinem", "nie", "niemals", "ohne", "weder", "pas", "ne",
    "jamais", "sans", "aucun", "aucune", "nunca", "tampoco", "ni", "sin", "non", "senza", "niet", "geen",
    "nooit",
];

/// English number words. Other languages write figures often enough.
const NUMBERS: [&str; 31] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozen",
];

const NEGATION_IDS: [u32; NEGATIONS.len()] = ids(NEGATIONS);
const NUMBER_IDS: [u32; NUMBERS.len()] = ids(NUMBERS);

/// The longest word of either list, in bytes.
pub(super) const LONGEST: usize = 9;

const fn ids<const N: usize>(words: [&str; N]) -> [u32; N] {
    let mut ids = [0; N];
    let mut n = 0;
    while n < N {
        ids[n] = id_of(words[n].as_bytes());
        n += 1;
    }
    ids
}

/// Whether the word with this id says no.
pub(super) fn is_negation(id: u32) -> bool {
    NEGATION_IDS.contains(&id)
}

/// Whether the word with this id is a number written out.
pub(super) fn is_number(id: u32) -> bool {
    NUMBER_IDS.contains(&id)
}

/// “isn’t”, “don't”.
pub(super) fn is_contracted_negation(word: &str) -> bool {
    word.ends_with("n’t") || word.ends_with("n't")
}
