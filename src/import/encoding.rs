//! Bytes to text, whatever wrote them.
//!
//! The one idea: what is certain goes first: a byte order mark, the zeros of UTF-16, valid UTF-8;
//! then what the file says of itself, if it is true; then a guess from the bytes (`chardetng`, the
//! detector of Firefox). Encodings and their labels are those of the WHATWG Encoding Standard.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::Hygiene;

/// So many bytes from the beginning are searched for what a file says of itself; the standard says
/// 1024 (HTML §13.2.3.2), and pages in the wild take more.
const DECLARED_WITHIN: usize = 4096;
/// So many bytes show the zeros of UTF-16.
const SAMPLE: usize = 4096;

/// The text of these bytes. `label` is what the medium says of them, if it does (`charset=` of a
/// media type or header). Which encoding it was goes into `hygiene`; that of UTF-8 goes without
/// saying.
pub(super) fn decode(bytes: &[u8], label: Option<&str>, hygiene: &mut Hygiene) -> String {
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or_else(|| (detect(bytes, label), 0));
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    if encoding != UTF_8 {
        encoding.name().clone_into(&mut hygiene.encoding);
    }
    text.into_owned()
}

fn detect(bytes: &[u8], label: Option<&str>) -> &'static Encoding {
    if let Some(utf_16) = utf_16(bytes) {
        return utf_16;
    }
    if is_mostly_utf_8(bytes) {
        return UTF_8;
    }
    let declared = label.map(ToOwned::to_owned).or_else(|| declared(bytes));
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    let fits = |encoding: &&'static Encoding| !encoding.decode_without_bom_handling(bytes).1;
    if let Some(true_one) = declared.filter(|e| *e != REPLACEMENT && *e != UTF_8).filter(fits) {
        return true_one;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Text in UTF-16 without a mark: no encoding but it has zeros, and those of ASCII characters are
/// all on one side.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let one_sided = |some: usize, none: usize| some > 0 && none * 20 <= some && some * 50 >= sample.len();
    let encoding = if one_sided(odd, even) {
        UTF_16LE
    } else if one_sided(even, odd) {
        UTF_16BE
    } else {
        return None;
    };
    let (text, wrong) = encoding.decode_without_bom_handling(sample.get(..sample.len() / 2 * 2)?);
    let strange = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    // A sample may end within a pair of surrogates.
    ((!wrong || sample.len() == SAMPLE) && strange * 50 <= text.len()).then_some(encoding)
}

/// Whether it is UTF-8, but for a few damaged places: far more characters beyond ASCII are right
/// than wrong.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        // The end of the file may cut a character in two.
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong == 0 || right > 4 * wrong
}

/// What a page or an XML file says of itself: `<meta charset=…>`, `<meta http-equiv content="…;
/// charset=…">`, `<?xml encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    let tags = head.split('<').filter(|tag| tag.starts_with("meta") || tag.starts_with("?xml"));
    for tag in tags {
        let tag = tag.split('>').next().unwrap_or_default();
        for name in ["charset", "encoding"] {
            let Some((_, rest)) = tag.split_once(name) else { continue };
            let Some(value) = rest.trim_start().strip_prefix('=') else { continue };
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let label: String =
                value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
            if !label.is_empty() {
                return Some(label);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GBK, KOI8_R, SHIFT_JIS, WINDOWS_1252};

    use super::*;

    const ENGLISH: &str = "“It’s the café’s naïve façade,” said Zoë. “We’d never do that – never.”";
    const JAPANESE: &str =
        "橋は来月まで閉鎖されると市の担当者が述べた。川の水位はまだ高く、検査は続いている。";
    const CHINESE: &str = "市政府星期一表示，这座桥将关闭到下个月。河水水位仍然很高，检查还在继续进行。";
    const RUSSIAN: &str =
        "Мост закроют до следующего месяца, сообщили в понедельник власти города. Осмотр продолжается.";

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let mut hygiene = Hygiene::default();
        assert_eq!(decode(bytes, None, &mut hygiene), text);
        assert_eq!(hygiene.encoding, encoding);
    }

    #[test]
    fn encodings_are_told_from_the_bytes() {
        // KOI8-U is KOI8-R with four letters of Ukrainian more, and the detector knows only it.
        for (text, encoding, told) in [
            (ENGLISH, WINDOWS_1252, "windows-1252"),
            (JAPANESE, SHIFT_JIS, "Shift_JIS"),
            (CHINESE, GBK, "GBK"),
            (RUSSIAN, KOI8_R, "KOI8-U"),
        ] {
            check(&encoding.encode(text).0, text, told);
            check(text.as_bytes(), text, "");
        }
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let text = "Bridge to close – “until May”, it said.\nよかった 👍🏽";
        let units = |order: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
            let mark = mark.then_some(0xfeff);
            mark.into_iter().chain(text.encode_utf16()).flat_map(order).collect()
        };
        for mark in [true, false] {
            check(&units(u16::to_le_bytes, mark), text, "UTF-16LE");
            check(&units(u16::to_be_bytes, mark), text, "UTF-16BE");
        }
    }

    #[test]
    fn a_page_is_believed_when_it_tells_the_truth() {
        let page = |label: &str, body: &[u8]| [format!("<meta charset={label}>").as_bytes(), body].concat();
        let koi = KOI8_R.encode("Да").0.into_owned();
        check(&page("koi8-r", &koi), "<meta charset=koi8-r>Да", "KOI8-R");
        check(&page("koi8-r", "Да".as_bytes()), "<meta charset=koi8-r>Да", "");
        let xml = b"<?xml version='1.0' encoding='windows-1252'?>caf\xe9";
        check(xml, "<?xml version='1.0' encoding='windows-1252'?>café", "windows-1252");
    }

    #[test]
    fn a_damaged_place_does_not_spoil_the_rest() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.splice(10..11, [0xff]);
        let mut hygiene = Hygiene::default();
        let text = decode(&bytes, None, &mut hygiene);
        assert!(text.contains('\u{fffd}') && text.ends_with("Осмотр продолжается."), "{text}");
        assert_eq!(hygiene.encoding, "");
    }
}
