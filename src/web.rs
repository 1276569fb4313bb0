//! The browser, for those who would rather not know it: selection, scrolling, files, time.
//!
//! The one idea: each function is one thing a browser does, and takes and gives the core's own
//! types. Nothing here decides anything. Neighbours: the shell in `ui` calls it; `store` is its
//! sibling for the database.

mod backup;
mod caret;
mod clock;
mod dialog;
mod events;
mod files;
mod focus;
mod geometry;
mod idle;
mod jump;
mod keep;
mod pages;
mod paint;
mod pieces;
mod press;
mod reload;
mod reshape;
mod scroll;
mod selection;
mod tabs;
mod thread;
mod whole;
mod worker;

pub use backup::{Fault, KeptFile, alone, can_keep};
pub use caret::{click_point, dragged_to, grasp, handles_at, is_third, point_in_sight};
pub use clock::{date, stamp, time};
pub use dialog::{chosen, focus, focus_opener, is_in_line, prevented, show_modal};
pub use events::{
    dom_path_ids, is_in_details, is_rtl, key_press, number_at, on_document, on_window, prevent,
};
pub use files::{
    BACKUP, Files, choose as choose_file, choose_backup, copy, copy_words, has_files, is_backup, joined,
    leaves_page, offer, picked, show_drop,
};
pub use focus::Focus;
pub use geometry::{Later, near_mark, near_selection, size_rows};
pub use idle::{after, in_next_frame, soon};
pub use jump::jumps;
pub use keep::{ask_to_keep, room};
pub use pages::{Handed, bookmarklet, handed_page, is_for_a_page, pasted_nowhere, pasted_page, with_pasted};
pub use paint::paint;
pub use pieces::{Drawn, Look, Marked, block_element, draw_pieces, put_on};
pub use press::{is_finger_alone, on_long_press};
pub use reload::{ask_before_leaving, on_newer, reload};
pub use reshape::{Reshape, on_reshape};
pub use scroll::{
    first_row, reveal_element, reveal_mark, reveal_range, reveal_row, row_to_top, to_top, uncover_mark,
};
pub use selection::{block_id, end_in_article, read as read_selection, show as show_selection};
pub use tabs::Tabs;
pub use thread::thread_between;
pub use whole::{is_first_visit, is_whole};
pub use worker::{Answer, Fill, Run, Script, Worker, serve};

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Window};

/// The page's window.
fn window() -> Option<Window> {
    web_sys::window()
}

/// The page.
fn document() -> Option<Document> {
    window()?.document()
}

/// The element of this id.
fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that a selector finds.
fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// The drawn article.
pub const ARTICLE: &str = "article";
/// The list of annotations.
pub const LIST: &str = "list";
