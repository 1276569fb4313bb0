//! What one line is, judged by its words alone.

use super::phrases;

/// A line that is no part of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Line {
    /// Who wrote it.
    Byline,
    /// When it appeared.
    Date,
    /// Tags, topics.
    Tags,
    /// The head of a comment section.
    Comments,
    /// Buttons, links elsewhere, advertisements, rights.
    Label,
}

/// No line has more words than this.
const LONGEST: usize = 30;

/// What this line is; `None` for text.
pub(in crate::import) fn line(words: &str) -> Option<Line> {
    // What no line is longer than, so that only what is short is copied and searched.
    if words.len() > 600 {
        return None;
    }
    // Blanks of other scripts part too few lines for their cost.
    let count = words.split_ascii_whitespace().take(LONGEST + 1).count();
    if count > LONGEST {
        return None;
    }
    let lower = words.trim().to_lowercase();
    let begins = |phrases: &[&str]| phrases.iter().any(|phrase| lower.starts_with(phrase));
    let is = |phrases: &[&str]| phrases.contains(&lower.as_str());
    Some(match () {
        () if begins(phrases::TAGS) && !lower.ends_with('.') => Line::Tags,
        () if count <= 6 && (is(phrases::COMMENTS) || counts_comments(&lower)) => Line::Comments,
        () if is(phrases::LABELS) || (count <= 25 && begins(phrases::RIGHTS)) => Line::Label,
        () if count <= 20 && begins(phrases::ELSEWHERE) => Line::Label,
        () if invites(&lower, count) => Line::Label,
        () if count <= 6 && (is_reading_time(&lower) || is_time(&lower)) => Line::Label,
        () if is_byline(words, &lower, count) => Line::Byline,
        () if is_date(words) || (count <= 6 && is_ago(&lower)) => Line::Date,
        () if count <= 6 && counts_views(&lower) => Line::Label,
        () => return None,
    })
}

/// Whether it invites to a newsletter or a subscription. A sentence that tells of one is longer, and does not
/// begin with it.
fn invites(lower: &str, count: usize) -> bool {
    let told =
        |a: &str| count > 9 && lower.ends_with(['.', '”', '"']) && lower.find(a).is_some_and(|at| at > 20);
    phrases::INVITES.iter().any(|(a, b)| lower.contains(a) && lower.contains(b) && !told(a))
}

/// “2 Comments”, “12 responses”, “3件のコメント”, “Comments (14)”.
fn counts_comments(lower: &str) -> bool {
    let counted = lower.strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（']));
    if let Some((words, count)) = counted {
        return count.chars().all(char::is_numeric) && phrases::COMMENTS.contains(&words.trim());
    }
    let rest = lower.trim_start_matches(|c: char| c.is_numeric() || c == ',' || c == '.').trim();
    rest.len() < lower.len() && phrases::COUNTED_COMMENTS.contains(&rest)
}

/// Whether a paragraph of a few words is a number, how long a text takes, or who took its picture.
pub(super) fn is_beside(words: &str) -> bool {
    if words.len() > 160 {
        return false;
    }
    let count = words.split_ascii_whitespace().count();
    if count > 14 {
        return false;
    }
    let lower = words.to_lowercase();
    let minutes = || {
        let units = ["min", "min.", "mins", "minutes", "minuten)", "minuten", "минут", "분"];
        count <= 5
            && lower.split_whitespace().last().is_some_and(|last| units.contains(&last))
            && lower.contains(|c: char| c.is_ascii_digit())
            && !lower.ends_with('.')
            && (count <= 2 || phrases::LISTEN.iter().any(|begin| lower.starts_with(begin)))
    };
    // A share of votes, or of stars, is longer: “4.6 / 5 (231)”.
    let is_number = || {
        let longest = if lower.contains('/') && lower.contains('(') { 24 } else { 8 };
        lower.len() <= longest && !lower.contains(|c: char| c.is_alphabetic() || c == '|')
    };
    let is_picture = || {
        !lower.ends_with(['.', '!', '?']) && phrases::PICTURES.iter().any(|begin| lower.starts_with(begin))
    };
    is_number() || minutes() || is_picture()
}

/// “125 views”, “1.2K shares”.
fn counts_views(lower: &str) -> bool {
    let rest = lower.trim_start_matches(|c: char| c.is_numeric() || ",.  ".contains(c));
    let rest = rest.strip_prefix(['k', 'm']).unwrap_or(rest).trim();
    rest.len() < lower.len() && ["views", "view", "shares", "share", "likes", "reads"].contains(&rest)
}

/// “4 min read”, “Reading time: 3 minutes”.
fn is_reading_time(lower: &str) -> bool {
    let minutes =
        ["min read", "mins read", "minute read", "minutes read", "min. lesezeit", "minuten lesezeit"];
    minutes.iter().any(|end| lower.ends_with(end))
        || lower.starts_with("reading time")
        || [
            "lesezeit",
            "temps de lecture",
            "lecture :",
            "tiempo de lectura",
            "время чтения",
            "tempo di lettura",
        ]
        .iter()
        .any(|begin| lower.starts_with(begin))
}

/// “09:12 GMT”, “8.05 pm”: as it stands over the entries of a live report.
fn is_time(lower: &str) -> bool {
    let rest = lower.trim_start_matches(|c: char| c.is_numeric());
    let Some(minutes) = rest.strip_prefix([':', '.', 'h']).filter(|_| rest.len() < lower.len()) else {
        return false;
    };
    let zone = minutes.trim_start_matches(|c: char| c.is_numeric());
    zone.len() < minutes.len()
        && ["", "am", "pm", "a.m.", "p.m.", "gmt", "utc", "et", "est", "cet", "bst", "uhr"]
            .contains(&zone.trim())
}

/// “4 hours ago”, “vor 3 Stunden”, “il y a 2 heures”: how sites print when something appeared.
fn is_ago(lower: &str) -> bool {
    let numbered = lower.contains(|c: char| c.is_numeric());
    let phrases = phrases::AGO.iter();
    numbered && phrases.into_iter().any(|(begin, end)| lower.starts_with(begin) && lower.ends_with(end))
}

/// “By Ann Lee”: a few words, the one after “by” with a capital, where the script has capitals.
fn is_byline(words: &str, lower: &str, count: usize) -> bool {
    let Some(by) = phrases::BY.iter().find(|by| lower.starts_with(**by)) else { return false };
    // Offsets of the lower-case text need not fit the other: count characters.
    let name = words.trim().chars().nth(by.chars().count()).or(words.chars().next());
    count <= 16
        && words.chars().count() <= 120
        && !words.ends_with(['.', '!', '?', ':', ','])
        && name.is_some_and(|c| !c.is_lowercase())
}

/// A short line with a year in it and a month or a second number.
fn is_date(words: &str) -> bool {
    if words.len() > 200 {
        return false;
    }
    let words: String = words.chars().map(western).collect();
    let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let year = numbers.iter().any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
    let lower = words.to_lowercase();
    let says = phrases::PUBLISHED.iter().any(|begin| lower.starts_with(begin));
    let is_row = words.contains(" | ") && !words.contains(char::is_alphabetic);
    words.chars().count() <= if says { 110 } else { 60 }
        && year
        && (says || !tells(&words))
        && numbers.len() >= 2
        && !is_row
        && !words.ends_with(['.', '?', '!', '”', '"'])
}

/// Whether a date begins with words that say when an article appeared, or was changed: “Updated March 4, 2026”.
pub(super) fn says_when(date: &str) -> bool {
    let lower = date.to_lowercase();
    date.split_whitespace().count() <= 12 && phrases::PUBLISHED.iter().any(|begin| lower.starts_with(begin))
}

/// Whether a line with a month that has a capital has other words that have none: then it tells something
/// of that day.
fn tells(words: &str) -> bool {
    let words = || words.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
    words().any(|word| phrases::MONTHS.contains(&word))
        && words().any(|word| word.starts_with(char::is_lowercase) && !phrases::BESIDE_A_DATE.contains(&word))
}

/// The digits of Arabic and Persian as those of Europe.
fn western(c: char) -> char {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return c,
    };
    char::from_u32(u32::from('0') + u32::from(c) - u32::from(zero)).unwrap_or(c)
}

/// Whether it says what was wrong in the article, or what its editors have to say of it.
pub(in crate::import) fn is_correction(words: &str) -> bool {
    if words.len() > 1_000 {
        return false;
    }
    let lower = words.to_lowercase();
    phrases::CORRECTIONS.iter().any(|begin| lower.starts_with(begin))
        || phrases::CORRECTED.iter().any(|words| lower.contains(words))
}

/// “Reporting by Ann Lee; editing by …”, “Bo Ek contributed to this report.”
pub(super) fn is_credit(words: &str) -> bool {
    // Scripts without spaces write them as one word.
    if words.len() > 600 || words.split_ascii_whitespace().nth(70).is_some() {
        return false;
    }
    let lower = words.to_lowercase();
    phrases::CREDITS.iter().any(|credit| lower.starts_with(credit))
        || (words.len() <= 250 && phrases::CREDITED.iter().any(|credited| lower.contains(credited)))
}

/// “Ann Lee is a reporter …”.
pub(super) fn is_author_note(words: &str) -> bool {
    let lower = words.to_lowercase();
    let count = lower.split_whitespace().count();
    if count > 70 {
        return false;
    }
    if is_credit(words) {
        return true;
    }
    if count < 3 {
        return false;
    }
    let mut names = words.split_whitespace().take_while(|w| w.starts_with(char::is_uppercase)).count();
    names += usize::from(lower.starts_with("the author"));
    let rest = lower.split_whitespace().skip(names).take(2).collect::<Vec<_>>();
    let is_told = matches!(rest.as_slice(), ["is", "a" | "an" | "the" | "our"] | ["writes" | "covers", _]);
    (2..=4).contains(&names) && is_told && phrases::TRADES.iter().any(|trade| lower.contains(trade))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_what_they_say() {
        let check = |words: &str, expected: Option<Line>| assert_eq!(line(words), expected, "{words}");
        check("By Ann Lee", Some(Line::Byline));
        check("Von Jörg Äpfel", Some(Line::Byline));
        check("By then it was late", None);
        check("by the river", None);
        check("Автор: Глеб Тарасевич", Some(Line::Byline));
        check("作者：林晓岚", Some(Line::Byline));
        check("By", None);
        check("3 March 2026", Some(Line::Date));
        check("2026年3月3日", Some(Line::Date));
        check("١٥ مارس ٢٠٢٦", Some(Line::Date));
        check("In 2026, 3 of them left.", None);
        check("Tags: , , ,", Some(Line::Tags));
        check("Filed under: Mills", Some(Line::Tags));
        check("2 Comments", Some(Line::Comments));
        check("1,204 comments", Some(Line::Comments));
        check("3件のコメント", Some(Line::Comments));
        check("Comments were closed on Monday", None);
        check("Advertisement", Some(Line::Label));
        check("Read more: The mill that burnt", Some(Line::Label));
        check("5 min read", Some(Line::Label));
        check("09:12 GMT", Some(Line::Label));
        check("9.15 pm", Some(Line::Label));
        check("3.5 tonnes", None);
        check("4 hours ago", Some(Line::Date));
        check("vor 3 Stunden", Some(Line::Date));
        check("Three years ago", None);
        check("Temps de lecture : 4 min.", Some(Line::Label));
        check("Sign up for our free newsletter", Some(Line::Label));
        check("© 2026 The Weir", Some(Line::Label));
        check("The mill reopened.", None);
        check("Comments (14)", Some(Line::Comments));
        check("1.2K views", Some(Line::Label));
        check("More than 300 people sign up for the newsletter each day, its editor said.", None);
        check(
            "Published: 19:02, 14 March 2026, by the desk at Upper Weir, and updated at 20:11",
            Some(Line::Date),
        );
        check("", None);
    }

    #[test]
    fn authors_are_introduced_by_name_and_trade() {
        assert!(is_author_note("Ann Lee is a reporter at The Weir."));
        assert!(is_author_note("Reporting by Ann Lee; editing by Bo Ek"));
        assert!(is_author_note("（责任编辑：孙倩）"));
        assert!(!is_author_note("The mill is a reporter’s dream."));
        assert!(!is_author_note("Ann Lee is a miller."));
    }
}
