//! A crowded article as data: ten claims, eight sources, twelve quotes, two of them split.
//!
//! Places are named by a few words at their ends, so that next to nothing stands here of an
//! article that is not ours.

use anyhow::Context as _;
use hearsay_e2e::{Hearsay, environment, hearsay::Mark, wait};

/// A place in the article, by how it begins and ends. The beginning stands nowhere else.
pub(super) struct Place {
    /// How it begins, and perhaps what follows.
    pub first: &'static str,
    /// How it ends.
    last: &'static str,
}

const fn from_to(first: &'static str, last: &'static str) -> Place {
    Place { first, last }
}

impl Place {
    /// Its words, and how often they stand in the text before.
    pub(super) fn find(&self, text: &str) -> anyhow::Result<(String, usize)> {
        let Self { first, last } = self;
        anyhow::ensure!(
            text.to_lowercase().matches(&first.to_lowercase()).count() == 1,
            "“{first}” has to stand in the article once"
        );
        let start = text.find(first).with_context(|| format!("“{first}” is not in the article"))?;
        let end = text[start..].find(last).with_context(|| format!("“{last}” does not follow “{first}”"))?;
        let words = &text[start..start + end + last.len()];
        Ok((words.to_owned(), text[..start].matches(words).count()))
    }
}

/// The words without what stands before the first letter and after the last, and how often they
/// stand in the text before: a finger is put on letters.
pub(super) fn letters(place: &Place, text: &str) -> anyhow::Result<(String, usize)> {
    let (words, nth) = place.find(text)?;
    let start = text.match_indices(&words).nth(nth).map_or(0, |(at, _)| at);
    let lead = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let core = bare(&words);
    Ok((core.to_owned(), text[..start + lead].matches(core).count()))
}

/// Words without marks around them.
pub(super) fn bare(words: &str) -> &str {
    words.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Who is behind a claim or a quote: a source by its number, or the article itself.
#[derive(Clone, Copy)]
pub(super) enum Behind {
    /// The source of this number in [`SOURCES`].
    Source(usize),
    /// Nobody but the article.
    Article,
}

/// The article, if its folder is there.
pub(super) fn text() -> anyhow::Result<Option<String>> {
    let Some(folder) = environment::articles() else { return Ok(None) };
    let file = folder.join("000_0f459908db9c0e5d.txt");
    let text =
        std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(Some(text))
}

/// The places that name the eight sources.
pub(super) const SOURCES: [Place; 8] = [
    from_to("the Coalition added", "Coalition"),
    from_to("Brett", "McGurk"),
    from_to("Hayder", "Abadi"),
    from_to("a militia chief", "chief"),
    from_to("Iran’s state", "media"),
    from_to("press reports. The", "reports"),
    from_to("officials and", "reports"),
    from_to("york says", "york"),
];

/// The twelve quotes, with the other parts of the split ones.
pub(super) const QUOTES: [(Place, Option<Place>, usize); 12] = [
    (from_to("“Coalition was", "and ISIS,”"), None, 0),
    (from_to("“Russian", "control.”"), None, 0),
    (from_to("“The Coalition has", "convoy,”"), Some(from_to("“In according", "as ISIS.”")), 0),
    (from_to("“ISIS is a", "solution,”"), Some(from_to("“This is just", "in Syria.”")), 0),
    (from_to("“Irreconcilable", "consent.”"), None, 1),
    (from_to("“Our @", "‘caliphate.’”"), None, 1),
    (from_to("“unacceptable", "Iraq.”"), None, 2),
    (from_to("Seven Iranian", "the raid"), None, 3),
    (from_to("the deal had stalled", "the death"), None, 4),
    (from_to("The evacuations were", "Lebanese Army"), None, 5),
    (from_to("The Islamic State was to", "Hezbollah prisoner"), None, 6),
    (from_to("dont", "THEM"), None, 7),
];

/// The ten claims: a sentence each.
pub(super) const CLAIMS: [(Place, Behind); 10] = [
    (from_to("The US-led coalition has", "Lebanon."), Behind::Article),
    (from_to("The fighters were", "Iraq."), Behind::Article),
    (from_to("The agreement follows", "group."), Behind::Article),
    (from_to("Press reports indicate", "out."), Behind::Source(5)),
    (from_to("The IRGC has pushed", "in Iran."), Behind::Article),
    (from_to("The Islamic State posted", "month."), Behind::Article),
    (from_to("In a cover up", "attack."), Behind::Article),
    (from_to("Since then", "area."), Behind::Article),
    (from_to("Iraqi Prime", "Iraq.”"), Behind::Source(2)),
    (from_to("Seven Iranian", "chief."), Behind::Source(3)),
];

/// Awaits one annotation that was not there before, on these words, and returns its id. With
/// ever more annotations the list shows only some of them, so it is the marks that are asked.
pub(super) async fn made_since(app: &Hearsay, before: &[Mark], words: &str) -> anyhow::Result<String> {
    wait::until(format!("“{words}” is marked"), async || {
        let marks = app.marks().await?;
        let is_new = |id: &&String| !before.iter().any(|mark| mark.ids.contains(id));
        let new = marks.iter().flat_map(|mark| &mark.ids).find(is_new).context("nothing is new")?;
        let marked = words_of(&marks, new);
        anyhow::ensure!(bare(&marked) == bare(words), "“{marked}” is");
        Ok(Some(new.clone()))
    })
    .await
}

/// The words that carry an annotation.
pub(super) fn words_of(marks: &[Mark], id: &str) -> String {
    let its = marks.iter().filter(|mark| mark.ids.iter().any(|other| other == id));
    its.map(|mark| mark.text.as_str()).collect()
}

/// Awaits that this annotation is looked at, and that this is behind it.
pub(super) async fn behind(app: &Hearsay, id: &str, by: &str) -> anyhow::Result<()> {
    wait::until(format!("{by} is behind it"), async || {
        let focused = app.focused().await?.context("nothing is looked at")?;
        anyhow::ensure!(focused.id == id && focused.by == by, "it is {focused:?}");
        Ok(Some(()))
    })
    .await
}
