//! What stands beside the article is drawn in the frame after it.
//!
//! The one idea: a person who marks something looks at the words. The list, with the rows it jumps
//! to, and the details of what is new take several times longer to draw than the mark; so the mark
//! is painted first, with what the browser has of everything else.

use yew::prelude::*;

/// What was drawn there last.
#[derive(Default)]
pub(super) struct Drawn {
    html: Html,
    /// How often it was drawn.
    times: u32,
    waits: bool,
    late: bool,
}

impl Drawn {
    /// When the page is drawn next, this waits for the frame after that.
    pub(super) fn wait(&mut self) {
        self.waits = true;
    }

    /// Whether what is on the page is older than the article beside it.
    pub(super) fn is_late(&self) -> bool {
        self.late
    }

    /// What to draw: what is new, or, when this has to wait, what there is; nothing without a desk.
    pub(super) fn draw(&mut self, new: Option<impl FnOnce() -> Html>) -> Html {
        let there = new.is_some() && self.times > 0;
        self.late = std::mem::take(&mut self.waits) && there && !self.late;
        let Some(new) = new else {
            *self = Self::default();
            return Html::default();
        };
        if !self.late {
            self.html = new();
            self.times += 1;
        }
        yew::html! { <Beside html={self.html.clone()} times={self.times} /> }
    }
}

#[derive(Properties)]
struct BesideProps {
    html: Html,
    times: u32,
}

impl PartialEq for BesideProps {
    fn eq(&self, other: &Self) -> bool {
        self.times == other.times
    }
}

#[component(Beside)]
fn beside(props: &BesideProps) -> Html {
    props.html.clone()
}
