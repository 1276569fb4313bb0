//! Where each word of a text stands.
//!
//! Neighbours: [`super::search`] seeds its candidates from it, [`super::weight`] asks how common a
//! word is. The one idea: one sorted list of (word, place); all places of a word lie side by
//! side, and the list is built by one sort, with no table of strings beside it.

use super::{align::Words, token::Token, weight};

/// The words of a text with an index over them.
#[derive(Debug)]
pub(super) struct Index {
    /// The words, in order.
    pub tokens: Vec<Token>,
    /// What each of them weighs in this text.
    pub weights: Vec<f32>,
    /// What each of them tells of where one is.
    pub told: Vec<f32>,
    /// Word ids and places, packed, sorted.
    places: Vec<u64>,
}

impl Index {
    /// Reads and indexes `tokens`.
    pub(super) fn new(tokens: Vec<Token>) -> Self {
        let mut places: Vec<u64> =
            tokens.iter().enumerate().map(|(n, t)| (u64::from(t.id) << 32) | n as u64).collect();
        places.sort_unstable();
        let (mut weights, mut told) = (vec![0.0; tokens.len()], vec![0.0; tokens.len()]);
        for run in places.chunk_by(|a, b| a >> 32 == b >> 32) {
            let tells = weight::told(run.len(), tokens.len());
            for place in run {
                let n = place_of(*place);
                told[n] = tells;
                weights[n] = weight::of(&tokens[n], tells);
            }
        }
        Self { tokens, weights, told, places }
    }

    /// How often the word stands in the text.
    pub(super) fn count(&self, id: u32) -> usize {
        self.run(id).len()
    }

    /// The places of a word, in order.
    pub(super) fn places(&self, id: u32) -> impl Iterator<Item = usize> + '_ {
        self.run(id).iter().map(|place| place_of(*place))
    }

    fn run(&self, id: u32) -> &[u64] {
        let from = self.places.partition_point(|p| (p >> 32) < u64::from(id));
        let rest = &self.places[from..];
        &rest[..rest.partition_point(|p| (p >> 32) == u64::from(id))]
    }

    /// Its words, to be aligned.
    pub(super) fn words<'a>(&'a self, text: &'a str) -> Words<'a> {
        Words { text, tokens: &self.tokens, weights: &self.weights, told: &self.told }
    }
}

fn place_of(packed: u64) -> usize {
    (packed & u64::from(u32::MAX)) as usize
}
