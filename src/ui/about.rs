//! What is known about an article besides its text, to be put right.

use yew::prelude::*;

use super::element::html;
use super::fields::{choice, loose_line};
use crate::article::{About, Correction, Direction, Fact};

/// The directions, in the order in which they are offered.
const DIRECTIONS: [Direction; 3] = [Direction::Auto, Direction::Ltr, Direction::Rtl];

/// A field for the headline.
pub(super) fn headline(about: &About, correct: &Callback<Correction>) -> Html {
    words(about, Fact::Title, "Headline", "", correct)
}

/// A field for each fact; `before` is what stands before the first.
#[inline(never)]
pub(super) fn facts(before: Html, about: &About, correct: &Callback<Correction>) -> Html {
    let direction = DIRECTIONS.iter().position(|direction| *direction == about.direction).unwrap_or(0);
    let turn =
        correct.reform(|n: usize| Correction::Direction(DIRECTIONS.get(n).copied().unwrap_or_default()));
    html! {
        <div class="about-fields">
            { before }
            { words(about, Fact::Byline, "Byline", "", correct) }
            { words(about, Fact::Site, "Outlet", "", correct) }
            { words(about, Fact::Published, "Published", "", correct) }
            { words(about, Fact::Url, "Address", "https://", correct) }
            { words(about, Fact::Language, "Language", "en", correct) }
            { choice("Direction", &["As the text is", "Left to right", "Right to left"], direction, &turn) }
        </div>
    }
}

fn words(
    about: &About,
    fact: Fact,
    name: &'static str,
    hint: &'static str,
    correct: &Callback<Correction>,
) -> Html {
    let correct = correct.reform(move |words| Correction::Words(fact, words));
    // A headline that is emptied stays until there is another one.
    let is_kept = if fact == Fact::Title { is_same_or_none } else { is_same };
    loose_line(name, about.fact(fact), hint, is_kept, &correct)
}

/// Whether what was typed is this but for blanks.
fn is_same(typed: &str, kept: &str) -> bool {
    typed.split_whitespace().eq(kept.split_whitespace())
}

fn is_same_or_none(typed: &str, kept: &str) -> bool {
    typed.trim().is_empty() || is_same(typed, kept)
}
