//! Bytes to text, whatever wrote them.
//!
//! The one idea: what is certain goes first: a byte order mark, the zeros of UTF-16, valid UTF-8, UTF-16
//! of a script that has few zeros; then what the file says of itself, if it is true; then a guess from the bytes (`chardetng`, the
//! detector of Firefox). Encodings and their labels are those of the WHATWG Encoding Standard.

use std::collections::BTreeMap;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::Hygiene;

/// So many bytes from the beginning are searched for what a file says of itself; the standard says
/// 1024 (HTML §13.2.3.2), and pages in the wild take more.
const DECLARED_WITHIN: usize = 4096;
/// So many bytes show the zeros of UTF-16.
const SAMPLE: usize = 4096;
/// Fewer characters than this do not show their script.
const FEWEST: usize = 8;
/// Of a hundred bytes of UTF-16 beyond Europe, fewer than so many could be letters of English.
const MOST_LATIN: usize = 85;

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
    let is_utf_8 = is_mostly_utf_8(bytes);
    // Thai in UTF-16 has no byte beyond ASCII; but every second is a control character.
    if let Some(utf_16) = utf_16_of_few_zeros(bytes).filter(|_| !is_utf_8 || has_controls(bytes)) {
        return utf_16;
    }
    if is_utf_8 {
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

/// UTF-16 without a mark of a script that puts no spaces between words, as Japanese.
///
/// Its line ends, its full stops and commas are units with a control character or a zero in them, which
/// no other encoding of text has; and all else is of one or two scripts.
fn utf_16_of_few_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    // Letters of Europe, two and two, look like Han characters; there are some in any text.
    let latin = sample.iter().filter(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')).count();
    if bytes.len() % 2 == 1 || latin * 100 > sample.len() * MOST_LATIN {
        return None;
    }
    let parting = |encoding: &&'static Encoding| parting(sample, encoding);
    let best = [UTF_16LE, UTF_16BE].into_iter().max_by_key(parting)?;
    Some(best).filter(|best| parting(best) > 0)
}

/// Whether more of it is control characters than there are in any text.
fn has_controls(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace());
    controls.count() * 20 > sample.len()
}

/// How many characters that part words or sentences there are in this sample of UTF-16; 0 where it is
/// no text in it.
fn parting(sample: &[u8], encoding: &'static Encoding) -> usize {
    // A sample may end within a pair of surrogates.
    let order = if encoding == UTF_16LE { u16::from_le_bytes } else { u16::from_be_bytes };
    let units = sample.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    let mut scripts: BTreeMap<u32, usize> = BTreeMap::new();
    let (mut all, mut parting, mut marks) = (0, 0, 0);
    for c in char::decode_utf16(units.take(sample.len() / 2 - usize::from(sample.len() == SAMPLE))) {
        let Ok(c) = c else { return 0 };
        all += 1;
        match u32::from(c) {
            0x0a | 0x0d | 0x20 | 0x3000..=0x3002 => parting += 1,
            // Punctuation that scripts share; emoji.
            0x09 | 0x21..=0x7e | 0x2000..=0x206f | 0x3003..=0x303f | 0xff00..=0xffef | 0x1f000.. => {
                marks += 1;
            }
            // Control characters, and those that anybody may give a meaning.
            0..=0x9f | 0xe000..=0xf8ff => return 0,
            0x3400..=0x9fff => *scripts.entry(0x3400).or_default() += 1,
            0xac00..=0xd7a3 => *scripts.entry(0xac00).or_default() += 1,
            code => *scripts.entry(code & !0xff).or_default() += 1,
        }
    }
    let mut counts: Vec<usize> = scripts.into_values().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let known = parting + marks + counts.iter().take(2).sum::<usize>();
    let is_text = all >= FEWEST && known * 100 >= all * 95 && parting * 100 >= all && marks * 2 < all;
    if is_text { parting } else { 0 }
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
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1252};
    use proptest::{collection::vec, prelude::*};

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
    fn utf_16_without_its_mark_is_told_by_its_script() {
        let thai = "สะพานจะปิดจนถึงเดือนหน้า นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าไม่ปลอดภัย ";
        for text in [JAPANESE, CHINESE, thai, "橋は閉鎖\n\n「安全だ」と市長は言った。"] {
            let units = |order: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
                text.encode_utf16().flat_map(order).collect()
            };
            check(&units(u16::to_le_bytes, text), text, "UTF-16LE");
            check(&units(u16::to_be_bytes, text), text, "UTF-16BE");
            let long = format!("{text}👍").repeat(200);
            check(&units(u16::to_le_bytes, &long), &long, "UTF-16LE");
        }
    }

    #[test]
    fn what_only_looks_like_utf_16_is_read_as_what_it_is() {
        let korean = "다리는 다음 달까지 폐쇄된다고 시 관계자가 월요일에 밝혔다. 점검은 계속된다.";
        for (text, encoding) in [
            (JAPANESE, SHIFT_JIS),
            (JAPANESE, EUC_JP),
            (CHINESE, GBK),
            (CHINESE, BIG5),
            (korean, EUC_KR),
            (ENGLISH, WINDOWS_1252),
        ] {
            for before in ["", " ", "\n\n", "\u{8}\u{1}", "\u{c}x"] {
                let text = format!("{before}{}\n", text.repeat(3));
                let bytes = encoding.encode(&text).0;
                assert_eq!(utf_16_of_few_zeros(&bytes), None, "{before:?} {}", encoding.name());
            }
        }
        for text in [JAPANESE, CHINESE, ENGLISH, korean] {
            check(format!("{text}\u{1}\u{2}").as_bytes(), &format!("{text}\u{1}\u{2}"), "");
        }
    }

    proptest! {
        #[test]
        fn bytes_by_chance_are_no_utf_16(bytes in vec(any::<u8>(), 32..400)) {
            prop_assert_eq!(utf_16_of_few_zeros(&bytes), None);
        }

        #[test]
        fn numbers_are_no_utf_16(numbers in vec(-300i16..300, 16..200)) {
            let bytes: Vec<u8> = numbers.into_iter().flat_map(i16::to_le_bytes).collect();
            prop_assert_eq!(utf_16_of_few_zeros(&bytes), None);
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
