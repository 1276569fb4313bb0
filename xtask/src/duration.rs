//! Durations as a person reads them.

use std::time::Duration;

/// `0.8 s`, `42 s`, `3 min 07 s`.
pub(crate) fn words(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use std::time::Duration;

    #[test]
    fn grows_coarser_with_length() {
        let check = |millis, expected| assert_eq!(words(Duration::from_millis(millis)), expected);
        check(840, "0.8 s");
        check(42_300, "42 s");
        check(187_000, "3 min 07 s");
    }
}
