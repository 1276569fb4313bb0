//! The page, loaded anew.

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = super::window() {
        // A browser that refuses has its own button.
        drop(window.location().reload());
    }
}
