//! What to call a file.

use unicode_segmentation::UnicodeSegmentation;

use crate::record::Timestamp;

/// The most bytes the title may take. File systems allow 255 for the whole name, and some
/// people encrypt theirs, which makes names longer.
const MAX_TITLE: usize = 96;

/// `Ferry-withdrawn-2026-11-22.json`: the title's letters and digits of any script, the day in
/// UTC and the extension, which is given without its dot.
///
/// The name is safe on every system: no blanks, dots or marks that mean something to one, none of
/// the names Windows reserves (the day takes care of that), never too long, never hidden.
#[must_use]
pub fn file_name(title: &str, at: Timestamp, extension: &str) -> String {
    let mut name = String::new();
    let mut gap = false;
    for grapheme in title.graphemes(true) {
        // An apostrophe joins: “don’t” becomes “dont”.
        if matches!(grapheme, "'" | "’") {
            continue;
        }
        if !grapheme.starts_with(char::is_alphanumeric) || grapheme.chars().any(char::is_control) {
            gap = !name.is_empty();
            continue;
        }
        if name.len() + usize::from(gap) + grapheme.len() > MAX_TITLE {
            break;
        }
        if std::mem::take(&mut gap) {
            name.push('-');
        }
        name.push_str(grapheme);
    }
    if name.is_empty() {
        name.push_str("article");
    }
    let time = at.to_rfc3339();
    let day = time.split('T').next().unwrap_or_default();
    format!("{name}-{day}.{extension}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(title: &str, expected: &str) {
        let noon = Timestamp::from_rfc3339("2026-11-22T12:00:00Z").expect("a time");
        assert_eq!(file_name(title, noon, "json"), format!("{expected}-2026-11-22.json"), "{title}");
    }

    #[test]
    fn a_file_name_keeps_letters_of_every_script() {
        check("Ferry withdrawn", "Ferry-withdrawn");
        check("“We don’t know,” says Aske: 3 boats?", "We-dont-know-says-Aske-3-boats");
        check("العبّارة خارج الخدمة", "العبّارة-خارج-الخدمة");
        check("渡轮停运", "渡轮停运");
        check("नौका बंद हुई", "नौका-बंद-हुई");
        check("cafe\u{301}", "cafe\u{301}");
    }

    #[test]
    fn a_file_name_means_nothing_to_any_system() {
        check("../../etc/passwd", "etc-passwd");
        check("CON", "CON");
        check("a:b\\c*d?\u{202e}\"<e>|f\u{0}g", "a-b-c-d-e-f-g");
        check("...", "article");
        check("", "article");
        check("👩\u{200d}🚒", "article");
    }

    proptest! {
        #[test]
        fn a_file_name_is_never_too_long(title in r"\PC{0,300}") {
            let name = file_name(&title, Timestamp::from_millis(0), "json");
            prop_assert!(name.len() <= MAX_TITLE + "-1970-01-01.json".len());
            prop_assert!(!name.starts_with(['.', '-']));
        }
    }
}
