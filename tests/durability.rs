//! Several tabs, one store, and anything that may happen to them, without a browser.
//!
//! The one idea: acts, deliveries, crashes and reloads come in any order. The store is a shelf
//! that keeps batches as the browser's database does; what is on its way when a tab dies is
//! lost. In the end a simple reference is asked: every word of every act that was reported as
//! saved is in the article or in its history.

// Tests say what they expect; helpers of tests do too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "durability/anything.rs"]
mod anything;
#[path = "durability/clashes.rs"]
mod clashes;
#[path = "durability/tabs.rs"]
mod tabs;
