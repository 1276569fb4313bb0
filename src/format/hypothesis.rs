//! Hypothesis: what its sidebar exports as JSON, and what its interface answers.
//!
//! Read after the [interface's description](https://h.readthedocs.io/en/latest/api-reference/):
//! a search answers with `rows`, the sidebar writes `annotations`, and either holds annotations
//! with `uri`, `text`, `tags`, `user` and a `target` of selectors. The one idea: the quote decides.
//! Positions count UTF-16 in the text a browser made of the page, which is another text than the
//! article here, so they are not taken at all.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    Loose, Part, Taken, Unreadable,
    item::{self, Remarks, each_at, get, prose_at, text_at},
    json::{self, Node},
    left::Left,
    selector::{self, Positions},
    unreadable,
};
use crate::{
    annotation::{Annotation, Body, Claim, Kind, Mention, Origin, Quote, Source, Target},
    record::Stamp,
};

/// The fields of an annotation that are read, and those that say where Hypothesis keeps it.
const KNOWN: [&str; 12] = [
    "id",
    "created",
    "updated",
    "user",
    "user_info",
    "uri",
    "text",
    "tags",
    "target",
    "references",
    "links",
    "document",
];

/// Reads an export, an answer of the interface, a list of annotations, or one.
///
/// All are loose: the file has no text of its own. `name` is the file's; `stamp` gives times to
/// what has none.
///
/// # Errors
/// When the file as a whole is not one that can be read; never because of an item in it.
pub fn read(bytes: &[u8], name: &str, stamp: Stamp) -> Result<Taken, Unreadable> {
    read_telling(bytes, name, stamp, &mut |_| ())
}

/// The same; `tell` hears how much is done, from 0 to 1.
pub(super) fn read_telling(
    bytes: &[u8],
    name: &str,
    stamp: Stamp,
    tell: &mut dyn FnMut(f32),
) -> Result<Taken, Unreadable> {
    let text = unreadable::decode_json(bytes)?;
    let parts = items(text).ok_or(Unreadable::NoAnnotations)?;
    let mut remarks = Remarks::default();
    let mut left = Left::default();
    let mut met = BTreeSet::new();
    let mut loose = Vec::new();
    let all = parts.len();
    for (n, part) in parts.into_iter().enumerate() {
        tell(n as f32 / all as f32);
        let place = format!("annotation {}", n + 1);
        match one(part, &mut met, (name, stamp), &place, &mut left, &mut remarks) {
            Ok(annotation) => loose.push(annotation),
            Err(why) => remarks.refused(&place, why),
        }
    }
    remarks.0.extend(left.remark());
    Ok(Taken { documents: Vec::new(), loose, remarks: remarks.0 })
}

/// The annotations of a file, as they stand in it.
fn items(text: &str) -> Option<Vec<&str>> {
    if let Ok(parts) = json::parts(text) {
        return Some(parts);
    }
    let fields = json::fields(text).ok()?;
    match fields.get("rows").or_else(|| fields.get("annotations")) {
        Some(list) => json::parts(list).ok(),
        None => fields.get("target").map(|_| vec![text]),
    }
}

fn one(
    part: &str,
    met: &mut BTreeSet<Uuid>,
    (file, stamp): (&str, Stamp),
    place: &str,
    left: &mut Left,
    remarks: &mut Remarks,
) -> Result<Loose, String> {
    let node = item::sound(part)?;
    left.besides("an annotation", &node, &KNOWN);
    if !each_at(&node, "references").is_empty() {
        return Err("It is a reply to another annotation, and Hearsay has no replies.".into());
    }
    let selectors: Vec<&[Node<'_>]> =
        each_at(&node, "target").iter().map(|target| each_at(target, "selector")).collect();
    if selectors.iter().all(|selectors| selectors.is_empty()) {
        return Err("It is a note on a whole page and marks no words.".into());
    }
    let mut parts = Vec::new();
    for selectors in selectors {
        parts.push(selector::part(selectors, Positions::Elsewhere)?);
    }
    let key = text_at(&node, "id");
    if key.is_empty() {
        return Err("It has no id.".into());
    }
    let id = item::id_of(&format!("https://hypothes.is/a/{key}"));
    if !met.insert(id) {
        return Err("An annotation before it in the file has the same id.".into());
    }
    item::tell_of_controls(part, &node, place, remarks);
    let created = item::moment(&node, "created", stamp.at, place, remarks);
    let tags: Vec<String> = each_at(&node, "tags").iter().map(|tag| item::prose(item::text(tag))).collect();
    let tags: Vec<String> = tags.into_iter().filter(|tag| !tag.trim().is_empty()).collect();
    if tags.len() < each_at(&node, "tags").len() {
        remarks.changed(place, "Some of its tags are empty or no text, and were left behind.");
    }
    let kind = tags.iter().find_map(|tag| kind_of(tag)).unwrap_or_else(|| {
        remarks.changed(place, "None of its tags is “claim”, “source” or “quote”, so it became a claim.");
        Kind::Claim
    });
    let url = text_at(&node, "uri");
    let words: Vec<&str> = parts.iter().map(|part| part.exact.as_str()).collect();
    let sources: Vec<Source> = (kind == Kind::Source)
        .then(|| item::source_named(&words.join(" "), url, created))
        .into_iter()
        .collect();
    let body = match (kind, sources.first()) {
        (Kind::Source, Some(source)) => Body::Mention(Mention { source: source.id }),
        (Kind::Quote, _) => Body::Quote(Quote { manner: Part::manner(&parts), ..Quote::default() }),
        _ => Body::Claim(Claim::default()),
    };
    let annotation = Annotation {
        id: id.into(),
        // Of no meaning until it is known where it stands.
        target: Target::nowhere(),
        body,
        tags,
        note: prose_at(&node, "text"),
        creator: creator(&node),
        origin: Origin::File { name: file.to_owned() },
        created,
        modified: item::moment(&node, "updated", created, place, remarks),
    };
    Ok(Loose { annotation, sources, parts, url: url.to_owned() })
}

/// The kind that a tag names.
fn kind_of(tag: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.as_str() == tag.trim().to_lowercase())
}

/// The name shown, or that of the account: `acct:sam@hypothes.is` is Sam.
fn creator(node: &Node<'_>) -> String {
    let shown = get(node, "user_info").map(|info| prose_at(info, "display_name")).unwrap_or_default();
    if !shown.is_empty() {
        return shown;
    }
    let user = text_at(node, "user");
    let name = user.strip_prefix("acct:").unwrap_or(user);
    item::prose(name.split_once('@').map_or(name, |(name, _)| name))
}
