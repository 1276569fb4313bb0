//! Icons of our own drawing: strokes on a 20 by 20 grid.

use super::element::html;
use yew::prelude::*;

#[derive(Clone, Copy)]
pub(super) enum Icon {
    Library,
    Margin,
    Undo,
    Redo,
    Import,
    Export,
    Plus,
    Keys,
    Close,
    Bin,
    Pen,
    Restore,
    Logo,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Library => "M3 4h4v12H3zM7 4h4v12H7zM12 5l4-1 2.6 11.6-4 .9z",
            Self::Margin => "M3 4h14v12H3zM12 4v12M14 7.5h1.5M14 10h1.5",
            Self::Undo => "M4 8h8a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5",
            Self::Redo => "M16 8H8a4 4 0 0 0 0 8h4M16 8l-3.5-3.5M16 8l-3.5 3.5",
            Self::Import => "M10 3v9M6.5 8.5 10 12l3.5-3.5M4 13v3h12v-3",
            Self::Export => "M10 12V3M6.5 6.5 10 3l3.5 3.5M4 13v3h12v-3",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Keys => "M2.5 6h15v8h-15zM5.5 9h.01M8.5 9h.01M11.5 9h.01M14.5 9h.01M6.5 11.5h7",
            Self::Close => "M5 5l10 10M15 5 5 15",
            Self::Bin => "M4 6h12M8 6V4h4v2M5.5 6l.8 10h7.4l.8-10M8.5 9v4.5M11.5 9v4.5",
            Self::Pen => "M4 16l.8-3.4L13 4.4a1.6 1.6 0 0 1 2.4 2.3l-8.1 8.4zM11.5 6l2.4 2.3",
            Self::Restore => "M4 10a6 6 0 1 0 2-4.5M6 2.5v3.2h3.2",
            Self::Logo => "M4 4h12v9H10l-4 3.5V13H4zM7.5 7v2.5M10.5 7v2.5",
        }
    }

    pub(super) fn html(self) -> Html {
        html! {
            <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d={self.path()} /></svg>
        }
    }
}
