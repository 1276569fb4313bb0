//! Keys by their names: `q`, `Enter`, `Control+Shift+z`.

use anyhow::{Context as _, bail};
use thirtyfour::Key;

/// The keys of one press: those that are held, and the one that is struck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// Held down in this order, released in the reverse.
    pub held: Vec<char>,
    /// Struck while they are held.
    pub struck: char,
}

impl Press {
    /// Reads `Control+z`; a lone `+` is itself.
    ///
    /// # Errors
    /// If a name is not known.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let (held, struck) = match text.rfind('+').filter(|_| text.len() > 1) {
            None => ("", text),
            // `Control++`: the last one is the key.
            Some(at) if at + 1 == text.len() => (&text[..at - 1], "+"),
            Some(at) => (&text[..at], &text[at + 1..]),
        };
        let held: anyhow::Result<Vec<char>> =
            held.split('+').filter(|name| !name.is_empty()).map(key).collect();
        Ok(Self { held: held?, struck: key(struck)? })
    }
}

/// A key's character in the WebDriver protocol.
fn key(name: &str) -> anyhow::Result<char> {
    let mut characters = name.chars();
    let first = characters.next().context("a key needs a name")?;
    if characters.next().is_none() {
        return Ok(first);
    }
    let key = match name {
        "Alt" => Key::Alt,
        "Control" => Key::Control,
        "Meta" => Key::Meta,
        "Shift" => Key::Shift,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return Ok(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "F2" => Key::F2,
        "F6" => Key::F6,
        _ => bail!("there is no key `{name}`"),
    };
    Ok(key.into())
}

#[cfg(test)]
mod tests {
    use super::Press;
    use thirtyfour::Key;

    #[test]
    fn is_read_as_it_is_written() {
        let check = |text, held: &[Key], struck: char| {
            let held = held.iter().map(Key::value).collect();
            assert_eq!(Press::parse(text).unwrap(), Press { held, struck }, "{text}");
        };
        check("q", &[], 'q');
        check("+", &[], '+');
        check("?", &[], '?');
        check("Enter", &[], Key::Enter.value());
        check("Control+z", &[Key::Control], 'z');
        check("Control+Shift+z", &[Key::Control, Key::Shift], 'z');
        check("Control++", &[Key::Control], '+');
    }

    #[test]
    fn unknown_name_is_told() {
        assert!(Press::parse("Control+Entre").is_err());
        assert!(Press::parse("").is_err());
    }
}
