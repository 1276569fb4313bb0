//! A page saved with all its parts: a message whose first part of HTML is the page (RFC 2557).

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

use super::{
    Draft, Hygiene, ImportError, Sort, encoding, html,
    read::{Progress, tell},
};

/// Parts that stand in one another; the parser goes a level deeper for each.
const MAX_NESTED: usize = 50;

/// Reads the page.
pub(super) fn read(bytes: &[u8], progress: Progress<'_>) -> Result<Draft, ImportError> {
    let damaged = ImportError::Damaged(Sort::Mhtml);
    let nested = bytes.windows(9).filter(|part| part.eq_ignore_ascii_case(b"boundary=")).count();
    if nested > MAX_NESTED {
        return Err(damaged);
    }
    let Ok(message) = parse_mail(bytes) else { return Err(damaged) };
    let Some(part) = page(&message) else { return Err(damaged) };
    let Ok(body) = part.get_body_raw() else { return Err(damaged) };
    tell(progress, 0.2)?;
    let headers = |name: &str| message.get_headers().get_first_value(name);
    let own = part.get_headers().get_first_value("Content-Location");
    let url =
        headers("Snapshot-Content-Location").or(own).or(headers("Content-Location")).unwrap_or_default();
    let mut hygiene = Hygiene::default();
    let label = part.ctype.params.get("charset").map(String::as_str);
    let text = encoding::decode(&body, label, &mut hygiene);
    let mut draft = html::page(&text, &url, progress)?;
    draft.hygiene.encoding = hygiene.encoding;
    Ok(draft)
}

/// The first part that is HTML.
fn page<'a>(message: &'a ParsedMail<'a>) -> Option<&'a ParsedMail<'a>> {
    message.parts().find(|part| part.ctype.mimetype.eq_ignore_ascii_case("text/html"))
}
