//! Upper and lower case, for code that the first page runs.
//!
//! The one idea: what Europe writes most needs no table. Why not the standard library alone: its two
//! tables weigh 6 kB in the first download, and a first visit met no letter that needs them. For any
//! other letter they are asked, so the answers are the same.

/// The letter in lower case, as far as it is known without a table: ASCII, Latin-1, punctuation and
/// signs of currency.
fn lower_of(c: char) -> Option<char> {
    Some(match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '×' | '\u{80}'..='\u{bf}' | '\u{df}'..='\u{ff}' | '\u{2000}'..='\u{20cf}' => c,
        'À'..='Þ' => char::from_u32(u32::from(c) + 0x20)?,
        _ => return None,
    })
}

/// Tells each letter of [`char::to_lowercase`].
pub fn each_lower(c: char, tell: &mut dyn FnMut(char)) {
    match lower_of(c) {
        Some(c) => tell(c),
        None => each_by_table(c, tell),
    }
}

#[inline(never)]
fn each_by_table(c: char, tell: &mut dyn FnMut(char)) {
    c.to_lowercase().for_each(tell);
}

/// As [`str::to_lowercase`].
#[must_use]
pub fn lower(text: &str) -> String {
    text.chars().map(lower_of).collect::<Option<String>>().unwrap_or_else(|| lower_by_table(text))
}

#[inline(never)]
fn lower_by_table(text: &str) -> String {
    text.to_lowercase()
}

/// As [`str::to_uppercase`].
#[must_use]
pub fn upper(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { upper_by_table(text) }
}

#[inline(never)]
fn upper_by_table(text: &str) -> String {
    text.to_uppercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_letter_is_what_the_standard_library_makes_of_it() {
        for c in '\0'..=char::MAX {
            let mut lower = String::new();
            each_lower(c, &mut |c| lower.push(c));
            assert_eq!(lower, c.to_lowercase().to_string(), "{c}");
        }
    }

    proptest! {
        #[test]
        fn so_is_every_text(text in r"[A-Za-zÀ-ÿΑ-ω£“”…ßİ ]{0,12}|\PC{0,12}") {
            prop_assert_eq!(lower(&text), text.to_lowercase());
            prop_assert_eq!(upper(&text), text.to_uppercase());
        }
    }
}
