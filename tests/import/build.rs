//! Files of other programs, put together for the tests.

use miniz_oxide::deflate::compress_to_vec;

/// A zip archive of these parts. Written by hand, part by part (APPNOTE.TXT §4.3), so that it can be
/// as wrong as a test needs.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, contents) in parts {
        let packed = compress_to_vec(contents, 6);
        let offset = archive.len() as u32;
        let mut header = Vec::new();
        header.extend([20u8, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
        // No checksum: summing up a bomb takes a debug build half a minute.
        header.extend([0; 4]);
        header.extend((packed.len() as u32).to_le_bytes());
        header.extend((contents.len() as u32).to_le_bytes());
        header.extend((name.len() as u16).to_le_bytes());
        header.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&header);
        archive.extend(name.as_bytes());
        archive.extend(packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&header);
        directory.extend([0u8; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, count) = (archive.len() as u32, parts.len() as u16);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

/// A Word document with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A Word document with this body and these parts besides.
pub(crate) fn docx_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style><w:style w:styleId="Aufzhlung"><w:name w:val="List Bullet"/></w:style></w:styles>"#;
    let core = r#"<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:title>Draft 3 FINAL</dc:title><dc:creator>Ann Lee</dc:creator></cp:coreProperties>"#;
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ];
    parts.extend(more.iter().map(|(path, part)| (*path, part.as_bytes())));
    zip(&parts)
}

/// A paragraph of a Word document in this style.
pub(crate) fn paragraph(style: &str, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
}

/// A book of these chapters, each the inside of a `<body>`.
pub(crate) fn epub(chapters: &[&str]) -> Vec<u8> {
    let chapters: Vec<Option<&str>> = chapters.iter().copied().map(Some).collect();
    epub_with(&chapters, "<html><body><nav><ol><li>One</li></ol></nav></body></html>", "")
}

/// A book of these chapters, of which some are only listed, with its contents as EPUB 3 and as EPUB 2
/// have them.
pub(crate) fn epub_with(chapters: &[Option<&str>], nav: &str, ncx: &str) -> Vec<u8> {
    let container = r#"<container><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    let items: String = (0..chapters.len())
        .map(|n| {
            format!(r#"<item id="c{n}" href="text/ch%20{n}.xhtml" media-type="application/xhtml+xml"/>"#)
        })
        .collect();
    let refs: String = (0..chapters.len()).map(|n| format!(r#"<itemref idref="c{n}"/>"#)).collect();
    let package = format!(
        r#"<?xml version="1.0"?><package xmlns:dc="dc"><metadata><dc:title>Salt &amp; Rope</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator><dc:language>en</dc:language><dc:publisher>Quay Press</dc:publisher></metadata><manifest><item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>{items}</manifest><spine><itemref idref="nav"/>{refs}</spine></package>"#
    );
    let files: Vec<(String, String)> = chapters
        .iter()
        .enumerate()
        .filter_map(|(n, body)| Some((n, (*body)?)))
        .map(|(n, body)| {
            let page = format!(
                r#"<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>"#
            );
            (format!("OEBPS/text/ch {n}.xhtml"), page)
        })
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("OEBPS/content.opf", package.as_bytes()),
        ("OEBPS/nav.xhtml", nav.as_bytes()),
        ("OEBPS/toc.ncx", ncx.as_bytes()),
    ];
    parts.extend(files.iter().map(|(name, page)| (name.as_str(), page.as_bytes())));
    zip(&parts)
}

/// A PDF of these pages, each the contents of its stream, with Helvetica as `/F1`; and what is to
/// stand in its trailer besides.
pub(crate) fn pdf(pages: &[&str], trailer: &str) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut kids = String::new();
    for page in pages {
        let number = objects.len() + 1;
        kids.push_str(&format!("{number} 0 R "));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", n + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF").bytes(),
    );
    file
}
