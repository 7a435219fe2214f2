//! Takes in what the worker has to tell, and keeps unsaved work.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::dialog::Answer;
use super::grant::{chosen, discard_restored, grant, show, show_raw, stop_waiting, type_path};
use super::pages::{Compared, With};
use super::worker::{Arrived, Expected, Job, News};
use super::{Asked, Fate, FileAction, Next, Page, Question, name_of};
use crate::app::document::NotOpened;
use crate::app::state::AppState;
use crate::model::Scenario;
use crate::store::{LoadError, SaveError, warnings};

/// Unsaved work is kept no more often than this.
const KEEP_EVERY: Duration = Duration::from_secs(30);

/// Takes in a piece of news.
pub fn receive(state: &mut AppState, news: News) {
    match news {
        News::Opened(arrived) => opened(state, *arrived),
        News::ToCompare(arrived) => match arrived.result {
            Ok(loaded) => grant(state, FileAction::Compare(With::File(arrived.path, loaded.scenario.shared()))),
            Err(error) => {
                let first = error.to_string().lines().next().unwrap_or_default().to_owned();
                state.files.say(format!("{} cannot be compared with: {first}", name_of(&arrived.path)), true);
            }
        },
        News::Answered(asked, answer) => answered(state, asked, answer),
        News::StillAsked(asked) => state.files.is_kept_waiting = state.files.asked == Some(asked),
        News::Picture(_) => state.files.say("The chart is on the clipboard.", false),
        News::PictureSaved(path, Ok(())) => state.files.say(format!("Saved as {}.", name_of(&path)), false),
        News::PictureSaved(path, Err(why)) => state.files.say(format!("{} was not saved: {why}", name_of(&path)), true),
        News::Saved(path, scenario, result) => saved(state, path, scenario, result),
        News::Looked(path, found) => {
            let known = state.document.as_ref().map_or("", |document| document.sha256.as_str());
            let fate = match &found {
                None => Some(Fate::Gone),
                Some(sha256) if sha256 != known => Some(Fate::Changed),
                Some(_) => None,
            };
            // Another file may have been opened since.
            if state.files.path.as_ref() == Some(&path) {
                state.files.fate = fate;
            }
        }
        News::Recent(recent) => state.files.recent = recent,
        News::Lost(lost) => {
            state.files.lost = lost;
            state.files.question = Some(Question::Lost);
        }
        News::NotKept(error) => state.files.say(format!("Unsaved work is not kept against a crash: {error}. Save it soon."), true),
    }
}

/// A dialog answered.
fn answered(state: &mut AppState, asked: Asked, answer: Answer) {
    if state.files.asked != Some(asked) {
        // Something else was asked for since, or the place was typed: what is chosen late is told, not done.
        if let Answer::Chosen(Some(path)) = answer {
            let what = asked.purpose.thing();
            state.files.say(format!("“{}” was chosen too late for this {what}, and nothing was done: choose again", name_of(&path)), true);
        }
        return;
    }
    stop_waiting(state);
    let is_typed = matches!(state.files.question, Some(Question::Path { .. }));
    match answer {
        Answer::Chosen(Some(path)) => {
            if is_typed {
                state.files.question = None;
            }
            chosen(state, asked.purpose, path, Expected::Anything);
        }
        // Whoever types goes on typing.
        _ if is_typed => {}
        Answer::Chosen(None) => state.files.after_save = None,
        Answer::NotThere => type_path(state, asked.purpose),
    }
}

/// A file was read.
pub fn opened(state: &mut AppState, arrived: Arrived) {
    let Arrived { path, result, mendable, warnings } = arrived;
    if result == Err(LoadError::Missing) {
        state.files.outbox.push(Job::Forget(path.clone()));
    }
    match (result, mendable) {
        (Ok(loaded), _) => {
            let version = loaded.version;
            show(state, Ok(loaded), Some(path));
            state.files.warnings = warnings;
            if version < crate::model::FORMAT_VERSION {
                state
                    .files
                    .say(format!("This file was written in format version {version}. Saved, it becomes the current version."), false);
            }
        }
        (Err(_), Some(mendable)) => {
            show_raw(state, mendable.scenario, None, mendable.sha256, Some(path));
            state.files.newer_version = mendable.newer_version;
            (state.files.mending, state.files.located) = mendable.problems.into_iter().partition(|problem| problem.used.is_some());
            state.files.page = Some(Page::Mending);
        }
        (Err(error), None) if state.document.is_ok() => {
            // What is on screen stays there.
            let mut lines = error.to_string().lines().map(str::to_owned).collect::<Vec<_>>();
            let rest = lines.split_off(1.min(lines.len())).len();
            let more = if rest == 0 { String::new() } else { format!(" (and {rest} more)") };
            state.files.say(format!("{} was not opened: {}{more}", name_of(&path), lines.concat()), true);
        }
        (Err(error), None) => show(state, Err(NotOpened::new(path.display().to_string(), &error)), None),
    }
}

/// A scenario was saved, or not.
fn saved(state: &mut AppState, path: PathBuf, scenario: Arc<Scenario>, result: Result<String, SaveError>) {
    match result {
        Ok(sha256) => {
            let Ok(document) = &mut state.document else { return };
            document.opened = scenario;
            document.sha256 = sha256;
            state.files.say(format!("Saved as {}.", name_of(&path)), false);
            state.files.path = Some(path);
            (state.files.is_mended, state.files.fate) = (false, None);
            state.files.located.clear();
            state.files.warnings = warnings::personal_data(&document.opened);
            state.files.outbox.push(Job::ClearKept);
            discard_restored(state);
            if let Some(next) = state.files.after_save.take() {
                grant(state, FileAction::Start(next));
            }
        }
        Err(SaveError::Changed) => state.files.question = Some(Question::Changed(path)),
        Err(SaveError::Exists) => state.files.question = Some(Question::Exists(path)),
        Err(error) => {
            state.files.after_save = None;
            state.files.say_not_saved(&path, &error);
        }
    }
}

/// Keeps unsaved work, and comparisons up to date.
#[derive(Debug, Default)]
pub struct Keeper {
    /// What was kept last, and when.
    kept: Option<(Arc<Scenario>, Instant)>,
}

impl Keeper {
    /// Looks whether there is something to keep; gives how long until there may be.
    pub fn look(&mut self, state: &mut AppState) -> Option<Duration> {
        refresh_comparison(state);
        let unsaved = state.has_unsaved_changes() && !state.files.holds_run();
        let Ok(document) = &state.document else { return None };
        if !unsaved {
            // The user's file, or a decision, has it now; what a newer window would find is gone with it.
            if self.kept.take().is_some() {
                state.files.outbox.push(Job::ClearKept);
            }
            return None;
        }
        if document.history.is_dragging() || self.kept.as_ref().is_some_and(|(kept, _)| Arc::ptr_eq(kept, &document.scenario)) {
            return None;
        }
        let wait = self.kept.as_ref().map_or(Duration::ZERO, |(_, at)| KEEP_EVERY.saturating_sub(at.elapsed()));
        let before_long_run = state.files.long_run_agreed.as_ref().is_some_and(|agreed| Arc::ptr_eq(agreed, &document.scenario));
        if !wait.is_zero() && !before_long_run {
            return Some(wait);
        }
        self.kept = Some((Arc::clone(&document.scenario), Instant::now()));
        state.files.outbox.push(Job::Keep {
            file: state.files.path.clone(),
            sha256: document.sha256.clone(),
            before: Arc::clone(&document.opened),
            scenario: Arc::clone(&document.scenario),
        });
        None
    }
}

/// A comparison on screen follows the scenario.
fn refresh_comparison(state: &mut AppState) {
    let (Ok(document), Some(compared)) = (&state.document, &state.files.compared) else { return };
    let stale = !Arc::ptr_eq(&compared.scenario, &document.scenario) && !document.history.is_dragging();
    if stale && state.files.page == Some(Page::Differences) {
        state.files.compared = Compared::new(compared.with.clone(), &document.scenario, &document.opened);
    }
}

/// The window is about to close: whether it may, or is asked first.
pub fn closing(state: &mut AppState) -> bool {
    if !state.has_unsaved_changes() {
        return true;
    }
    if state.files.question.is_none() {
        state.files.question = Some(Question::Unsaved(Next::Close));
    }
    false
}
