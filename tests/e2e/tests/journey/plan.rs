//! What is marked in an article, and who is behind it: a journey as data.
//!
//! Places are named by a few words at their ends, so that a plan holds next to
//! nothing of an article that is not ours.

use super::SAMPLE;
use anyhow::Context as _;
use hearsay_e2e::environment;

/// A place in an article.
pub(super) struct Place {
    /// Somewhere before it; empty for the article's beginning.
    pub after: &'static str,
    /// How it begins.
    pub first: &'static str,
    /// How it ends.
    pub last: &'static str,
}

/// A place by its own words, where they stand first.
const fn at(words: &'static str) -> Place {
    Place { after: "", first: words, last: "" }
}

/// A place by its words, where they stand first after others.
const fn after(after: &'static str, words: &'static str) -> Place {
    Place { after, first: words, last: "" }
}

/// A place by its ends.
const fn from_to(first: &'static str, last: &'static str) -> Place {
    Place { after: "", first, last }
}

impl Place {
    /// Its words, and how often they stand in the text before.
    pub(super) fn find(&self, text: &str) -> anyhow::Result<(String, usize)> {
        let Self { after, first, last } = self;
        let find = |from: usize, words: &str| {
            let found = text[from..].find(words).map(|at| from + at);
            found.with_context(|| format!("“{words}” is not in the article from byte {from} on"))
        };
        let start = find(find(0, after)?, first)?;
        let end = start + first.len();
        let end = if last.is_empty() { end } else { find(end, last)? + last.len() };
        let words = &text[start..end];
        Ok((words.to_owned(), text[..start].matches(words).count()))
    }
}

/// One thing to mark.
pub(super) struct Step {
    /// `c`, `s`, `q`.
    pub key: &'static str,
    /// Where.
    pub place: Place,
    /// The other part of a split quote.
    pub part: Option<Place>,
    /// Who is behind it.
    pub by: By,
}

/// Who is behind something, and how that is said.
pub(super) enum By {
    /// It is a mention, and names this entry of the register.
    Names(&'static str),
    /// By its digit in the picker.
    Digit(&'static str),
    /// By typing a name that is not in the register.
    New(&'static str),
    /// By a click on a mention of this source in the text.
    Mention(&'static str, Place),
    /// The article itself.
    Voice,
}

const fn source(place: Place, name: &'static str) -> Step {
    Step { key: "s", place, part: None, by: By::Names(name) }
}

const fn claim(place: Place, by: By) -> Step {
    Step { key: "c", place, part: None, by }
}

const fn quote(place: Place, by: By) -> Step {
    Step { key: "q", place, part: None, by }
}

const fn split(place: Place, part: Place, by: By) -> Step {
    Step { key: "q", place, part: Some(part), by }
}

/// What is done to one article.
pub(super) struct Plan {
    /// Its text.
    pub text: String,
    /// How many paragraphs and the like it must have, the headline included.
    pub blocks: usize,
    /// What is marked, in this order.
    pub steps: Vec<Step>,
    /// One more, after which the browser is killed.
    pub last: Place,
}

/// The article that comes with the app.
pub(super) fn sample() -> Plan {
    Plan {
        text: SAMPLE.to_owned(),
        blocks: SAMPLE.lines().filter(|line| !line.trim().is_empty()).count(),
        steps: vec![
            source(at("Inland Vessels Inspectorate"), "Inland Vessels Inspectorate"),
            source(at("Helen Aske"), "Helen Aske"),
            claim(at("passengers had never been in danger"), By::Digit("Helen Aske")),
            split(
                from_to("“We withdrew the boat", "to us,”"),
                from_to("“and we would have", "of a fault.”"),
                By::Digit("Helen Aske"),
            ),
            source(at("Ravi Tolland"), "Ravi Tolland"),
            source(after("conversation,”", "Tolland"), "Ravi Tolland"),
            quote(
                from_to("“I was asked,", "conversation,”"),
                By::Mention("Ravi Tolland", after("conversation,”", "Tolland")),
            ),
            quote(at("“They tell me there will be a boat on Thursday,”"), By::New("Ivo Lasker")),
            quote(
                from_to("two of the seven cracks", "38 centimetres"),
                By::Digit("Inland Vessels Inspectorate"),
            ),
            claim(at("closes the river on about one April morning in six"), By::Voice),
        ],
        last: at("Nobody was hurt"),
    }
}

/// The article of others, if its folder is there.
pub(super) fn of_others() -> anyhow::Result<Option<Plan>> {
    let Some(folder) = environment::articles() else { return Ok(None) };
    let file = folder.join("000_0f459908db9c0e5d.txt");
    let text =
        std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(Some(Plan {
        blocks: text.lines().filter(|line| !line.trim().is_empty()).count(),
        text,
        steps: vec![
            source(at("Brett McGurk"), "Brett McGurk"),
            source(at("Hayder al Abadi"), "Hayder al Abadi"),
            source(after("lasting solution,”", "the Coalition"), "the Coalition"),
            split(
                from_to("“The Coalition has not", "convoy,”"),
                from_to("“In according", "as ISIS.”"),
                By::Digit("the Coalition"),
            ),
            quote(
                from_to("“ISIS is a global", "solution,”"),
                By::Mention("the Coalition", after("lasting solution,”", "the Coalition")),
            ),
            quote(from_to("“Irreconcilable", "consent.”"), By::Digit("Brett McGurk")),
            quote(at("“unacceptable to Iraq.”"), By::Digit("Hayder al Abadi")),
            quote(from_to("“Russian and", "their control.”"), By::New("Coalition press office")),
            claim(from_to("Seven Iranian", "in the raid"), By::New("A militia chief")),
            claim(from_to("The fighters were", "borders Iraq."), By::Voice),
        ],
        last: from_to("Press reports indicate", "bused out."),
    }))
}
