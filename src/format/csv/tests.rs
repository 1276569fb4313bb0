use proptest::prelude::*;

use super::*;
use crate::{
    annotation::{Attribution, arbitrary},
    format::{context, example},
};

/// The rows as another reader sees them, without the head.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let body = bytes.strip_prefix(BYTE_ORDER_MARK).expect("a byte order mark");
    let mut reader = ::csv::Reader::from_reader(body);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_guarded() {
    let check = |cell: &str, expected: &str| assert_eq!(guarded(cell), expected);
    check("=HYPERLINK(\"https://a.example\")", "'=HYPERLINK(\"https://a.example\")");
    check("+1", "'+1");
    check("-1", "'-1");
    check("@SUM(A1)", "'@SUM(A1)");
    check("\t=1", "'\t=1");
    check("\r=1", "'\r=1");
    check("  =1", "'  =1");
    check("\u{feff}=1", "'\u{feff}=1");
    check("＝1", "'＝1");
    check("a=1", "a=1");
    check("’tis", "’tis");
    check("", "");
}

#[test]
fn a_table_has_one_row_for_each_item() {
    let document = example::document();
    let annotations = rows(&write(&[&document], example::at()));
    assert_eq!(annotations.len(), 3);
    assert_eq!(annotations[0][5], "“It is not safe,” … “and it was not last year.”");
    assert_eq!(annotations[0][8], "17-34 55-82");
    let attributions = rows(&write_attributions(&[&document], example::at()));
    assert_eq!(attributions.len(), 1);
    assert_eq!(attributions[0][9], "Ines Calloway");
    assert_eq!(attributions[0][15], "said");
    assert!(write(&[&document], example::at()).ends_with(b"\r\n"));
}

proptest! {
    #[test]
    fn another_reader_sees_every_row_and_no_formula(document in arbitrary::settled()) {
        let annotations = rows(&write(&[&document], Timestamp::default()));
        prop_assert_eq!(annotations.len(), document.annotations.len());
        for (row, annotation) in annotations.iter().zip(document.in_reading_order()) {
            prop_assert_eq!(&row[3], &annotation.id.to_string());
            let words = context::words(document.article.text.as_str(), annotation.target.ranges());
            prop_assert!(row[5] == words || row[5] == format!("'{words}"), "{} {words}", row[5]);
        }
        let count = document.annotations.values().flat_map(|a| a.attributions()).flat_map(Attribution::all).count();
        let attributions = rows(&write_attributions(&[&document], Timestamp::default()));
        prop_assert_eq!(attributions.len(), count);
        for cell in annotations.iter().chain(&attributions).flatten() {
            prop_assert!(!cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
}
