//! Comments, left out of the scripts we write by hand.
//!
//! Trunk copies those as they are. Only lines that are nothing but a comment go: what stands
//! behind code may be part of an address, or of a pattern.

use anyhow::Context as _;
use std::path::Path;

/// The scripts we write by hand.
const OURS: &[&str] = &["failed.js", "install.js", "rescue.js", "service-worker.js", "worker_loader.js"];

/// Leaves the comments out of the scripts in a finished folder.
pub(super) fn strip(folder: &Path) -> anyhow::Result<()> {
    for name in OURS {
        let file = folder.join(name);
        let text = std::fs::read_to_string(&file).with_context(|| format!("{name} cannot be read"))?;
        std::fs::write(&file, without_comments(&text))?;
    }
    Ok(())
}

fn without_comments(text: &str) -> String {
    let code = text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//"));
    code.collect()
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn lines_of_comment_go_and_code_stays() {
        let text = "// What it is.\nconst at = 'https://example.org'; // here\n  // Why.\n  go(at);\n";
        assert_eq!(without_comments(text), "const at = 'https://example.org'; // here\n  go(at);\n");
    }
}
