//! The built-in sample: a news report of our own writing.

/// The sample article as plain text.
pub const ARTICLE: &str = include_str!("sample/article.txt");
