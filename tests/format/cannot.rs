//! What formats cannot hold is written where people look for it.

use hearsay::format::{brat, citron, doccano, label_studio};

#[test]
fn what_a_format_cannot_hold_is_in_its_documentation() {
    let page = include_str!("../../docs/format.md");
    let all = [brat::CANNOT, citron::CANNOT, doccano::CANNOT, label_studio::CANNOT];
    for sentence in all.into_iter().flatten() {
        assert!(page.contains(&format!("\n* {sentence}\n")), "{sentence}");
    }
}
