//! Which lines begin an item of a list.
//!
//! The one idea: a bullet is one; but any line may begin with a number and a full stop, as where a date
//! is broken. So a number begins an item only where the next one stands under it.

use super::lines::Line;

/// The next number stands within so many lines.
const WITHIN: usize = 16;
/// Numbers of a list stand under each other to this, in sizes of their letters: 9 and 10 do not begin
/// at one place.
const ALIGNED: f32 = 1.0;

/// Which of these lines begin an item.
pub(super) fn begin(lines: &[Line]) -> Vec<bool> {
    let mut begin: Vec<bool> = lines.iter().map(|line| is_bullet(&line.text)).collect();
    for at in 0..lines.len() {
        let Some((number, closes)) = number(&lines[at].text) else { continue };
        let ahead = lines.iter().enumerate().skip(at + 1).take(WITHIN);
        let is_next = |line: &Line| {
            let jumps = line.page != lines[at].page || line.base < lines[at].base;
            let aligned = (line.left - lines[at].left).abs() < ALIGNED * line.size;
            self::number(&line.text) == Some((number + 1, closes)) && (jumps || aligned)
        };
        if let Some((next, _)) = ahead.into_iter().find(|(_, line)| is_next(line)) {
            (begin[at], begin[next]) = (true, true);
        }
    }
    begin
}

fn is_bullet(text: &str) -> bool {
    text.starts_with(['•', '‣', '▪', '●', '◦', '–']) && text.chars().nth(1).is_some_and(char::is_whitespace)
}

/// The number that a line begins with, and what closes it: “3.”, “3)”, “(3)”.
fn number(text: &str) -> Option<(u32, char)> {
    let inside = text.strip_prefix('(').unwrap_or(text);
    let (digits, rest) = inside.split_at(inside.find(|c: char| !c.is_ascii_digit())?);
    let closes = rest.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let follows = rest[1..].starts_with(char::is_whitespace);
    (digits.len() <= 3 && follows).then_some((digits.parse().ok()?, closes))
}
