//! Written words changed on both sides.

/// What was done to a text, as one splice: these bytes of it became those words.
struct Splice<'a> {
    start: usize,
    end: usize,
    words: &'a str,
}

/// The smallest splice that makes `after` of `before`; it never cuts a character.
fn splice<'a>(before: &str, after: &'a str) -> Splice<'a> {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = before.chars().zip(after.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (rest, tail) = (&before[start..], &after[start..]);
    let end: usize =
        rest.chars().rev().zip(tail.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    Splice { start, end: before.len() - end, words: &tail[..tail.len() - end] }
}

/// The words out of three states of them, and whether both sides changed the same place.
///
/// Two changes in different places are both made. In the same place nothing is thrown away: what
/// each wrote stands there, theirs first, a line each.
pub(super) fn merge(base: &str, mine: &str, theirs: &str) -> (String, bool) {
    if mine == base || mine == theirs {
        return (theirs.to_owned(), false);
    }
    if theirs == base {
        return (mine.to_owned(), false);
    }
    let (m, t) = (splice(base, mine), splice(base, theirs));
    let apart = |first: &Splice<'_>, then: &Splice<'_>| {
        let between = &base[first.end..then.start];
        format!("{}{}{between}{}{}", &base[..first.start], first.words, then.words, &base[then.end..])
    };
    let at_one_place = m.start == t.start && m.end == t.end && m.start == m.end;
    // Touching is meeting: two halves of a word are no word.
    if m.end < t.start {
        return (apart(&m, &t), false);
    }
    if t.end < m.start {
        return (apart(&t, &m), false);
    }
    if at_one_place {
        let (before, after) = base.split_at(m.start);
        return (format!("{before}{}\n{}{after}", t.words, m.words), true);
    }
    if mine.is_empty() || theirs.is_empty() {
        return (format!("{theirs}{mine}"), true);
    }
    (format!("{theirs}\n{mine}"), true)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(base: &str, mine: &str, theirs: &str, expected: &str, clash: bool) {
        assert_eq!(merge(base, mine, theirs), (expected.to_owned(), clash), "{base:?} {mine:?} {theirs:?}");
    }

    #[test]
    fn changes_in_different_places_are_both_made() {
        check(
            "the mill closed",
            "the old mill closed",
            "the mill closed in May",
            "the old mill closed in May",
            false,
        );
        check("a b c", "b c", "a b", "b", false);
        check("a", "ab", "T\na", "T\nab", false);
        check("naïve", "naïve!", "très naïve", "très naïve!", false);
    }

    #[test]
    fn changes_in_one_place_are_both_kept() {
        check("", "mine", "theirs", "theirs\nmine", true);
        check("status: open", "status: shut", "status: gone", "status: gone\nstatus: shut", true);
        check("here", "", "there it is", "there it is", true);
    }

    #[test]
    fn what_one_side_left_alone_is_as_the_other_made_it() {
        check("a", "a", "b", "b", false);
        check("a", "b", "a", "b", false);
        check("a", "b", "b", "b", false);
    }

    proptest! {
        #[test]
        fn a_splice_makes_the_one_of_the_other(before in "[aä👩]{0,8}", after in "[aä👩]{0,8}") {
            let Splice { start, end, words } = splice(&before, &after);
            prop_assert_eq!(format!("{}{words}{}", &before[..start], &before[end..]), after);
        }

        #[test]
        fn no_new_words_are_lost(base in "[ab]{0,5}", m in "[xy]{1,3}", t in "[uv]{1,3}", at in 0usize..6, to in 0usize..6) {
            let with = |n: usize, words: &str| {
                let (a, b) = base.split_at(n.min(base.len()));
                format!("{a}{words}{b}")
            };
            let (merged, _) = merge(&base, &with(at, &m), &with(to, &t));
            prop_assert!(merged.contains(&m) && merged.contains(&t), "{merged:?}");
            let kept: String = merged.chars().filter(|c| "ab".contains(*c)).collect();
            prop_assert!(kept.contains(&base), "{merged:?}");
        }
    }
}
