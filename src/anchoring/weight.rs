//! What a word weighs when two stretches of text are compared.
//!
//! Neighbours: [`super::align`] pays these weights for what differs, the two ways of anchoring
//! judge by them. The one idea: a word weighs what it tells. “The” stands everywhere and tells
//! nothing about where one is; a word that stands once in the article tells nearly all. A name,
//! a number or a negation weighs double where it is lost, because another in its place makes
//! another statement out of the same sentence; where it is kept it counts what it tells, since
//! “not” and “Monday” stand in many sentences.

use super::token::{Kind, Token};

/// A word that stands once. The unit of all others.
pub(super) const RARE: f32 = 1.0;
/// The least any word weighs: even a lost “the” is a difference.
pub(super) const LEAST: f32 = 0.05;
/// A name, a number, a negation. Two ordinary words may be exchanged by a copy editor before one
/// of these may.
pub(super) const CRITICAL: f32 = 2.0;

/// What a word tells about where one is that stands `times` times among `total` words.
///
/// The information it carries, -log₂(times ÷ total), as a share of what a word that stands once
/// carries, squared: natural text has so many half-common words that their sum would otherwise
/// drown the few that tell.
pub(super) fn told(times: usize, total: usize) -> f32 {
    let share = (times.max(1) as f32).ln() / (total.max(2) as f32).ln();
    (RARE * (1.0 - share) * (1.0 - share)).clamp(LEAST, RARE)
}

/// What a word weighs when it is lost, or comes in: what it tells, or more when it is critical.
pub(super) fn of(token: &Token, told: f32) -> f32 {
    if token.kind.is_critical() { CRITICAL } else { told }
}

/// What a common short word weighs at most; seeds below it are not worth a look.
pub(super) fn is_telling(weight: f32) -> bool {
    weight > TELLING
}

/// Above it, a word narrows down where one is.
const TELLING: f32 = 0.25;

/// How much of a word’s weight survives a misprint: most, but less than the word unharmed, so
/// that an unharmed twin is preferred.
pub(super) const NEARLY: f32 = 0.8;

/// What `token`, which tells so much, still tells as a word nearly alike.
pub(super) fn told_when_near(token: &Token, told: f32) -> f32 {
    // 38 and 33 are one key apart and two numbers.
    if token.kind == Kind::Number { 0.0 } else { told * NEARLY }
}
