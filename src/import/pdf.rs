//! A PDF with a layer of text.

use super::{Draft, ImportError, Sort, read::Progress};

/// Reads the text layer.
pub(super) fn read(_bytes: &[u8], _progress: Progress<'_>) -> Result<Draft, ImportError> {
    Err(ImportError::NotRead(Sort::Pdf))
}
