//! What is known about an article, as fields that other tools carry along unread.

use super::object::{self, Item};
use crate::article::About;

/// The fields and their values, in their order; empty ones are there too.
pub(super) fn fields(about: &About) -> [(&'static str, &str); 6] {
    [
        ("title", &about.title),
        ("byline", &about.byline),
        ("site", &about.site),
        ("url", &about.url),
        ("published", &about.published),
        ("language", &about.language),
    ]
}

/// Takes in what an item says of the article. `other` hears of every field that is none of these, or no
/// text.
pub(super) fn take_all<'a>(about: &mut About, item: &Item<'a>, mut other: impl FnMut(&str, &'a str)) {
    for (name, raw) in item.each() {
        let taken = object::text(raw).is_some_and(|value| take(about, name, &value));
        if !taken {
            other(name, raw);
        }
    }
}

/// Takes a field in; whether it is one of these.
fn take(about: &mut About, name: &str, value: &str) -> bool {
    let field = match name {
        "title" => &mut about.title,
        "byline" => &mut about.byline,
        "site" => &mut about.site,
        "url" => &mut about.url,
        "published" => &mut about.published,
        "language" => &mut about.language,
        _ => return false,
    };
    *field = value.to_owned();
    true
}
