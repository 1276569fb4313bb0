//! The title of a page taken apart: a headline, and beside it the name of an outlet.

/// What stands between a headline and the name of an outlet.
pub(super) const MARKS: [&str; 7] = [" | ", " – ", " — ", " - ", " · ", " :: ", " » "];

/// What may stand behind the name of an outlet, as it may within a headline.
pub(super) const COLONS: [&str; 3] = [" : ", ": ", "："];

/// Whether two headlines say the same: one holds the other, or they share half of their words.
pub(super) fn agree(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (lower_a, lower_b) = (a.to_lowercase(), b.to_lowercase());
    let (words_a, words_b) = (words(a), words(b));
    let common = words_a.iter().filter(|word| words_b.contains(word)).count();
    (!a.is_empty() && lower_b.contains(&lower_a))
        || (!b.is_empty() && lower_a.contains(&lower_b))
        || (common > 1 && common * 2 >= words_a.len().max(words_b.len()))
}

/// Whether a title is this headline, or it and something beside it, parted by a mark.
pub(super) fn is_named(title: &str, headline: &str) -> bool {
    let before = title.strip_suffix(headline).filter(|_| !headline.is_empty());
    title == headline
        || behind(title, headline).is_some()
        || before.is_some_and(|start| {
            MARKS.iter().chain(&COLONS).any(|mark| start.ends_with(mark)) && !is_longer(start, headline)
        })
}

/// Whether a heading is the name of the outlet at the end of a title.
pub(super) fn is_last(title: &str, heading: &str) -> bool {
    behind(title, heading).is_none()
        && title
            .strip_suffix(heading)
            .is_some_and(|start| MARKS.iter().any(|mark| start.ends_with(mark)) && is_longer(start, heading))
}

/// Whether one is longer than the other, as a headline is than the name of its outlet.
pub(super) fn is_longer(a: &str, b: &str) -> bool {
    a.trim().chars().count() > b.chars().count() + 3
}

/// What stands last in a title that begins with a headline.
pub(super) fn behind<'t>(title: &'t str, headline: &str) -> Option<&'t str> {
    let rest = title.strip_prefix(headline).filter(|_| !headline.is_empty())?;
    if !MARKS.iter().any(|mark| rest.starts_with(mark)) {
        return None;
    }
    MARKS.iter().find_map(|mark| rest.rsplit_once(mark)).map(|(_, end)| end.trim())
}

/// A title without the name of the outlet that pages put after or before it.
pub(super) fn without_site(title: &str, site: &str) -> String {
    let is_site = |part: &str| !site.is_empty() && part.trim().to_lowercase() == site.to_lowercase();
    for mark in MARKS.iter().chain(&COLONS) {
        if let Some((before, after)) = title.rsplit_once(mark)
            && (is_site(after) || (site.is_empty() && *mark == " | "))
        {
            return before.trim().to_owned();
        }
        if let Some((_, after)) = title.split_once(mark).filter(|(before, _)| is_site(before)) {
            return after.trim().to_owned();
        }
    }
    title.to_owned()
}
