//! A version being made, or two being compared: the worker does it, this waits for the answer.

use std::rc::Rc;

use super::{Comparison, finish};
use crate::{
    annotation::Document,
    app::{Done, Effect, Load, Notice, State, Task},
    article::{About, FrozenText},
    record::{ArticleId, Stamp},
};

/// Something being anchored or compared.
#[derive(Debug)]
pub struct Work {
    number: u32,
    old: (ArticleId, Rc<FrozenText>),
    /// The version it is compared with; `None` while one is being made.
    new: Option<(ArticleId, Rc<FrozenText>)>,
    /// How much of it is done, from 0 to 1.
    pub share: f32,
}

impl Work {
    /// Whether a version is being made, and not only compared.
    #[must_use]
    pub fn is_update(&self) -> bool {
        self.new.is_none()
    }
}

fn begin(
    state: &mut State,
    old: (ArticleId, Rc<FrozenText>),
    new: Option<(ArticleId, Rc<FrozenText>)>,
    task: Task,
) -> Vec<Effect> {
    state.jobs += 1;
    let number = state.jobs;
    state.work = Some(Work { number, old, new, share: 0.0 });
    vec![Effect::Work { number, task, file: None }]
}

/// Has a version of `old` made from a new text.
pub(super) fn make(
    state: &mut State,
    old: Document,
    about: About,
    text: FrozenText,
    stamp: Stamp,
) -> Vec<Effect> {
    let before = (old.article.id, old.article.text.clone());
    begin(state, before, None, Task::Update { old: Box::new(old), about, text: Box::new(text), stamp })
}

/// Has two versions compared.
pub(super) fn compare(
    state: &mut State,
    old: (ArticleId, Rc<FrozenText>),
    new: (ArticleId, Rc<FrozenText>),
) -> Vec<Effect> {
    let task = Task::Compare { old: old.1.clone(), new: new.1.clone() };
    begin(state, old, Some(new), task)
}

/// The worker has done so much; whether it was about this.
pub(in crate::app) fn share(state: &mut State, number: u32, share: f32) -> bool {
    let work = state.work.as_mut().filter(|work| work.number == number);
    work.map(|work| work.share = share).is_some()
}

/// The worker answered; `Err` with the answer when it was not about this.
pub(in crate::app) fn worked(state: &mut State, number: u32, done: Done) -> Result<Vec<Effect>, Done> {
    let Some(Work { old, new, .. }) = state.work.take_if(|work| work.number == number) else {
        return Err(done);
    };
    Ok(match (new, done) {
        (None, Done::Updated { document, rows }) => {
            let new = (document.article.id, document.article.text.clone());
            finish(state, *document, Comparison { old, new, rows: Rc::new(rows) })
        }
        (Some(new), Done::Compared(rows)) => {
            state.comparison = Load::Ready(Box::new(Comparison { old, new, rows: Rc::new(rows) }));
            Vec::new()
        }
        (new, done) => {
            let why =
                if let Done::Failed(why) = done { why } else { "the answer was of another kind".to_owned() };
            if new.is_some() {
                state.comparison = Load::Failed(why.clone());
            }
            state.notice = Some(Notice::alarm(why));
            Vec::new()
        }
    })
}
