//! Whole files going in: pages as sites build them, documents of every sort, and what is no article.

// Tests say what they expect; helpers of tests do too.
#![allow(clippy::expect_used)]

#[path = "import/bad.rs"]
mod bad;
#[path = "import/build.rs"]
mod build;
#[path = "import/files.rs"]
mod files;
#[path = "import/pages.rs"]
mod pages;
#[path = "import/published.rs"]
mod published;
