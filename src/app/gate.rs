//! What cannot be done where nothing can be kept any more.
//!
//! The one idea: an act that could not be kept is refused before it is done, and the person is
//! told why and what to do. Reading, searching and taking files away go on.

use super::{Backup, Library, Message, Notice, Place, State, Transfer};

/// Refuses a message that would change something where nothing can be changed; whether it did.
pub(super) fn refuses(state: &mut State, message: &Message) -> bool {
    let why = match &state.storage.place {
        Place::Opening | Place::Browser | Place::Memory(_) => return false,
        Place::Newer => "A newer version of Hearsay keeps its articles here",
        Place::Superseded => "Hearsay was updated in another tab",
    };
    if !changes(message) {
        return false;
    }
    state.notice = Some(Notice::alarm(format!("{why}, so nothing was changed. Reload the page to go on.")));
    true
}

fn changes(message: &Message) -> bool {
    match message {
        Message::Library(library) => !matches!(
            library,
            Library::AddForm(false)
                | Library::StepBack
                | Library::AboutBookmarklet
                | Library::Open(..)
                | Library::Rename(None)
                | Library::ShowBin(_)
                | Library::AskErase(_)
                | Library::Find(_)
        ),
        Message::Transfer(transfer) => {
            matches!(transfer, Transfer::File { .. } | Transfer::Decide(_) | Transfer::TakeBack(_))
        }
        Message::Backup(backup) => {
            matches!(backup, Backup::Chosen { .. } | Backup::Restore(_) | Backup::TakeBack(_))
        }
        Message::Mark(..)
        | Message::Attribute
        | Message::AttributeThese
        | Message::Pick(..)
        | Message::Unattribute(..)
        | Message::ToggleArticleVoice(_)
        | Message::Cue(_)
        | Message::ClearCue(..)
        | Message::AddPart(_)
        | Message::Continue(_)
        | Message::RemovePart(..)
        | Message::Set(..)
        | Message::SetSource(..)
        | Message::SettleEdge(_)
        | Message::Register(_)
        | Message::Together(_)
        | Message::AttributeVia(_)
        | Message::Again(_)
        | Message::ChangeKeys(_)
        | Message::Versions(_)
        | Message::Delete(_)
        | Message::DeleteThese(_)
        | Message::Undo(_)
        | Message::Redo(_) => true,
        _ => false,
    }
}
