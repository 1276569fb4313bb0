//! XHTML in a form that an HTML parser reads rightly.
//!
//! The one idea: `<title/>` and `<a id="p1"/>` are closed in XML and open in HTML, where the first
//! would swallow the book. Such tags get an end of their own.

/// Elements that have no end in HTML either (HTML §13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// `source` with every tag that closes itself written out.
pub(super) fn as_html(source: &str) -> String {
    let mut html = String::with_capacity(source.len() + source.len() / 50);
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("/>") {
        html.push_str(before);
        rest = after;
        let name = before.rsplit_once('<').map_or("", |(_, tag)| {
            tag.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default()
        });
        let is_name =
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':' || c == '-');
        if is_name && !VOID.contains(&name) {
            html.push_str("></");
            html.push_str(name);
            html.push('>');
        } else {
            html.push_str("/>");
        }
    }
    html.push_str(rest);
    html
}

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn tags_that_close_themselves_get_an_end() {
        let check = |source: &str, expected: &str| assert_eq!(as_html(source), expected);
        check("<title/><p>one<br/>two<a id='x'/></p>", "<title></title><p>one<br/>two<a id='x'></a></p>");
        check("a /> b", "a /> b");
        check("<br />/>", "<br />/>");
    }
}
