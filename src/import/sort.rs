//! What sort of file something is: by its contents first, by its name second.

use std::fmt;

/// A sort of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A web page saved with all its parts (RFC 2557).
    Mhtml,
    /// A Word document of 2007 or later (Office Open XML).
    Docx,
    /// An electronic book.
    Epub,
    /// A PDF.
    Pdf,
    /// A zip archive of something else.
    Zip,
    /// An office document of before 2007.
    OldOffice,
    /// Rich Text Format.
    Rtf,
    /// An OpenDocument text.
    OpenDocument,
    /// A picture.
    Picture,
    /// A sound or film.
    Film,
    /// A saved page of Safari.
    Webarchive,
}

impl Sort {
    /// What a person can do who has a file of a sort that is not read.
    pub(super) fn way_out(self) -> &'static str {
        match self {
            Self::Zip => "Unpack it, and open what is in it.",
            Self::OldOffice | Self::Rtf | Self::OpenDocument => {
                "Open it in a word processor and save it as .docx, or copy its text and paste it here."
            }
            Self::Picture => "Run it through text recognition (OCR), and open or paste the result.",
            Self::Film => "Paste or open a transcript of it.",
            Self::Webarchive => "Save the page as .html instead, or copy its text and paste it here.",
            _ => "Copy its text and paste it here.",
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text file",
            Self::Markdown => "Markdown file",
            Self::Html => "web page",
            Self::Mhtml => "saved web page (MHTML)",
            Self::Docx => "Word document",
            Self::Epub => "book (EPUB)",
            Self::Pdf => "PDF",
            Self::Zip => "zip archive",
            Self::OldOffice => "document of an older office program",
            Self::Rtf => "document in Rich Text Format",
            Self::OpenDocument => "document in OpenDocument format",
            Self::Picture => "picture",
            Self::Film => "sound or film",
            Self::Webarchive => "saved page of Safari (webarchive)",
        })
    }
}

/// What these bytes are, when they say so themselves: by the numbers that begin files of their sort.
pub(super) fn by_bytes(bytes: &[u8]) -> Option<Sort> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let at = |place: usize, magic: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(magic));
    let head = bytes.get(..1024).unwrap_or(bytes);
    Some(match () {
        // ISO 32000-1, annex H: the header may stand anywhere within the first 1024 bytes.
        () if head.windows(5).any(|five| five == b"%PDF-") => Sort::Pdf,
        () if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") => Sort::Zip,
        () if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => Sort::OldOffice,
        () if begins(b"{\\rtf") => Sort::Rtf,
        () if begins(b"bplist00") => Sort::Webarchive,
        () if begins(b"\x89PNG") || begins(b"\xff\xd8\xff") || begins(b"GIF8") || begins(b"II*\0") => {
            Sort::Picture
        }
        () if begins(b"RIFF") && at(8, b"WEBP") => Sort::Picture,
        () if at(4, b"ftypavif") || at(4, b"ftypheic") => Sort::Picture,
        () if at(4, b"ftyp") || begins(b"ID3") || begins(b"OggS") || begins(b"\x1aE\xdf\xa3") => Sort::Film,
        () if begins(b"RIFF") || begins(b"fLaC") => Sort::Film,
        () => return None,
    })
}

/// What an archive is that has lost the list of its parts, which stands at its end: by the first of
/// them, then by its name.
pub(super) fn of_packed(name: &str, bytes: &[u8]) -> Sort {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes));
    let name = name.to_ascii_lowercase();
    if head.contains("application/epub+zip")
        || head.contains("META-INF/container.xml")
        || name.ends_with(".epub")
    {
        Sort::Epub
    } else if head.contains("word/") || name.ends_with(".docx") {
        Sort::Docx
    } else if head.contains("application/vnd.oasis.opendocument") || name.ends_with(".odt") {
        Sort::OpenDocument
    } else {
        Sort::Zip
    }
}

/// What this text is: by its beginning, then by the name or media type it came with.
pub(super) fn by_text(text: &str, name: &str, media: Option<&str>) -> Sort {
    let head: String = text.trim_start().chars().take(4096).collect::<String>().to_ascii_lowercase();
    let named = |ends: &[&str]| {
        let name = name.to_ascii_lowercase();
        ends.iter().any(|end| name.ends_with(end))
    };
    let media = media.unwrap_or_default().to_ascii_lowercase();
    if head.contains("mime-version:") && head.contains("content-type: multipart/related") {
        Sort::Mhtml
    } else if ["<!doctype html", "<html", "<head", "<body", "<meta ", "<article", "<!--startfragment"]
        .iter()
        .any(|tag| head.starts_with(tag))
        || (head.starts_with('<') && head.contains("<html"))
        || named(&[".html", ".htm", ".xhtml"])
        || media.starts_with("text/html")
        || media.starts_with("application/xhtml")
    {
        Sort::Html
    } else if named(&[".md", ".markdown"]) || media.starts_with("text/markdown") {
        Sort::Markdown
    } else {
        Sort::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_come_before_the_name() {
        let check = |text: &str, name: &str, media: Option<&str>, expected: Sort| {
            assert_eq!(by_text(text, name, media), expected, "{name}");
        };
        check("<!DOCTYPE html><p>Hello", "a.txt", None, Sort::Html);
        check("\n<?xml version='1.0'?><HTML>", "a", None, Sort::Html);
        check("<p>Hello", "a.htm", None, Sort::Html);
        check("<p>Hello", "a", Some("text/html; charset=utf-8"), Sort::Html);
        check("Hello", "a.md", None, Sort::Markdown);
        check("< 5 people", "a.txt", Some("text/plain"), Sort::Text);
        check("From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;", "a.txt", None, Sort::Mhtml);
    }

    #[test]
    fn bytes_say_what_they_are() {
        assert_eq!(by_bytes(b"\n%PDF-1.7"), Some(Sort::Pdf));
        assert_eq!(by_bytes(b"{\\rtf1"), Some(Sort::Rtf));
        assert_eq!(by_bytes(b"\0\0\0\x18ftypmp42"), Some(Sort::Film));
        assert_eq!(by_bytes(b"Hello"), None);
        assert_eq!(by_bytes(b""), None);
    }
}
