//! Grants wishes about files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::pages::{Compared, With};
use super::places;
use super::worker::{Expected, Job};
use super::{Asked, FileAction, Next, Page, PictureUse, Purpose, Question, plain_name};
use crate::app::document::{self, NotOpened};
use crate::app::history::History;
use crate::app::state::{AppState, Document};
use crate::model::{Scenario, validate};
use crate::store::{self, LoadedScenario, folders, library, shipped};

/// Grants a wish.
pub fn grant(state: &mut AppState, wish: FileAction) {
    match wish {
        FileAction::Start(next) => {
            if state.has_unsaved_changes() {
                state.files.question = Some(Question::Unsaved(next));
            } else {
                go_on(state, next);
            }
        }
        FileAction::WithoutSaving => {
            if let Some(Question::Unsaved(next)) = state.files.question.take() {
                // The user has decided: nothing of it is kept.
                state.files.outbox.push(Job::ClearKept);
                discard_restored(state);
                go_on(state, next);
            }
        }
        FileAction::SaveAndGoOn => {
            if let Some(Question::Unsaved(next)) = state.files.question.take() {
                state.files.after_save = Some(next);
                save(state);
            }
        }
        FileAction::Save => save(state),
        FileAction::SaveOver(path) => {
            state.files.question = None;
            save_at(state, path, Expected::Anything);
        }
        FileAction::SaveAs => ask(state, Purpose::SaveAs),
        FileAction::AskPath(purpose) => ask(state, purpose),
        FileAction::Picture(PictureUse::Copy, shot) => state.files.outbox.push(Job::CopyPicture(shot)),
        FileAction::Picture(used, shot) => {
            state.files.picture = Some((used, shot));
            ask(state, Purpose::Picture);
        }
        FileAction::Dropped(paths) => match paths.as_slice() {
            [path] => grant(state, FileAction::Start(Next::Open(path.clone()))),
            _ => state.files.say(format!("{} files were dropped together, and none was opened: drop one at a time", paths.len()), true),
        },
        FileAction::PathTyped(typed) => {
            if let Some(Question::Path { text, .. }) = &mut state.files.question {
                *text = typed;
            }
        }
        FileAction::PathChosen(purpose, path) => {
            state.files.question = None;
            stop_waiting(state);
            chosen(state, purpose, path, Expected::Nothing);
        }
        FileAction::TypeInstead => {
            if let Some(asked) = state.files.asked {
                type_path(state, asked.purpose);
            }
        }
        FileAction::StopWaiting => {
            stop_waiting(state);
            state.files.after_save = None;
        }
        FileAction::Leave => {
            if matches!(state.files.question, Some(Question::Path { .. })) {
                stop_waiting(state);
            }
            state.files.question = None;
            state.files.after_save = None;
        }
        FileAction::Discard(index) => {
            if let Some(lost) = state.files.lost.get_mut(index) {
                lost.decided = true;
                state.files.outbox.push(Job::Discard(index));
            }
            if state.files.undecided().next().is_none() {
                state.files.question = None;
            }
        }
        FileAction::AskLost => state.files.question = Some(Question::Lost),
        FileAction::Show(page) => {
            state.files.page = page;
            if page == Some(Page::Differences) && state.files.compared.is_none() {
                compare(state, With::Opened);
            }
            if page == Some(Page::Pack) && state.view.pack.folder.is_empty() {
                state.view.pack.folder = suggested_pack(state).display().to_string();
            }
        }
        FileAction::AgreeToMends => {
            state.files.mending.clear();
            state.files.is_mended = true;
            state.files.page = None;
        }
        FileAction::AgreeToLongRun => {
            state.files.long_run_agreed = state.document.as_ref().ok().map(|document| Arc::clone(&document.scenario));
        }
        FileAction::DropNotice => state.files.notice = None,
        FileAction::DropWarnings => state.files.warnings.clear(),
        FileAction::GoToField(path) => places::go_to(state, &path),
        FileAction::Compare(With::AskFile) => ask(state, Purpose::Compare),
        FileAction::Compare(with) => compare(state, with),
        FileAction::Register(view) => state.files.register = view,
    }
}

/// Does what comes next, whatever is unsaved.
fn go_on(state: &mut AppState, next: Next) {
    match next {
        Next::Close => state.files.outbox.push(Job::CloseWindow),
        Next::New(id) => {
            let loaded = shipped(id).map_or_else(document::london_review, |supplied| {
                supplied.load().map_err(|error| NotOpened::new(supplied.id.to_owned(), &error))
            });
            show(state, loaded, None);
        }
        Next::Blank => show(state, library::blank().map_err(|error| NotOpened::new("a new scenario".to_owned(), &error)), None),
        Next::AskOpen => ask(state, Purpose::Open),
        Next::Open(path) => state.files.outbox.push(Job::Open(path)),
        Next::Restore(index) => restore(state, index),
    }
}

/// Puts a scenario on screen in place of the one before, or says why it is not there.
pub fn show(state: &mut AppState, loaded: Result<LoadedScenario, NotOpened>, path: Option<PathBuf>) {
    let new = AppState::new(loaded);
    let before = std::mem::replace(state, new);
    let (view, kept) = (&mut state.view, before.view);
    (view.room, view.precision_share) = (kept.room, kept.precision_share);
    (view.appearance, view.zoom, view.presenting) = (kept.appearance, kept.zoom, kept.presenting);
    state.files = before.files;
    let files = &mut state.files;
    (files.path, files.newer_version, files.page, files.compared, files.notice) = (path, None, None, None, None);
    (files.is_mended, files.fate) = (false, None);
    files.mending.clear();
    files.located.clear();
    files.warnings.clear();
    (files.register.chosen, files.register.draft) = (None, None);
    (files.restored, files.long_run_agreed) = (None, None);
}

/// Puts a scenario on screen that may not be run as it stands.
pub fn show_raw(state: &mut AppState, scenario: Scenario, opened: Option<Scenario>, sha256: String, path: Option<PathBuf>) {
    let nothing = NotOpened { file: String::new(), reasons: Vec::new(), readable: true };
    show(state, Err(nothing), path);
    let (option, scenario) = (crate::app::state::first_choice(&scenario), Arc::new(scenario));
    let opened = opened.map_or_else(|| Arc::clone(&scenario), Arc::new);
    let problems = validate::problems(&scenario);
    state.document = Ok(Document { opened, sha256, history: History::default(), problems, scenario });
    state.view.option = option.unwrap_or_default();
    state.keep_an_option_chosen();
}

/// Takes up work left behind.
fn restore(state: &mut AppState, index: usize) {
    let Some(lost) = state.files.lost.get(index).cloned() else { return };
    let read = |text: &str| store::load_bytes(text.as_bytes()).map(|loaded| Scenario::clone(&loaded.scenario)).ok();
    let scenario = read(&lost.work.text).or_else(|| store::mendable(lost.work.text.as_bytes()).map(|mendable| mendable.scenario));
    let Some(scenario) = scenario else {
        state.files.say("The work left behind cannot be read; it stays where it is", true);
        return;
    };
    let path = lost.work.file.as_deref().and_then(|mark| state.files.marked(mark)).cloned();
    show_raw(state, scenario, read(&lost.work.before), lost.work.sha256, path);
    state.files.is_mended = true;
    state.files.question = None;
    state.files.restored = Some(index);
    state.files.say(format!("This is the work of {}. It is not saved yet.", lost.when), false);
}

/// The work taken up is in its file now, or nobody wants it.
pub fn discard_restored(state: &mut AppState) {
    if let Some(index) = state.files.restored.take() {
        if let Some(lost) = state.files.lost.get_mut(index) {
            lost.decided = true;
        }
        state.files.outbox.push(Job::Discard(index));
    }
}

fn save(state: &mut AppState) {
    let Ok(document) = &state.document else { return };
    let known = document.sha256.clone();
    if state.files.newer_version.is_some() {
        state.files.after_save = None;
        state.files.say("A file of a newer version is only looked at here: saving it would lose what this program does not know", true);
    } else if let Some(path) = state.files.path.clone() {
        save_at(state, path, Expected::File(known));
    } else {
        ask(state, Purpose::SaveAs);
    }
}

fn save_at(state: &mut AppState, path: PathBuf, expected: Expected) {
    let Ok(document) = &state.document else { return };
    if state.files.holds_run() {
        state.files.after_save = None;
        state.files.say("Say first what is to stand in place of what could not be read", true);
        state.files.page = Some(Page::Mending);
        return;
    }
    state.files.outbox.push(Job::Save(path, Arc::clone(&document.scenario), expected));
}

/// Asks for a path: by a dialog, or, where one for the same is out already, by typing it. Whichever answers first counts.
fn ask(state: &mut AppState, purpose: Purpose) {
    if purpose == Purpose::SaveAs && state.files.newer_version.is_some() {
        return;
    }
    if state.files.asked.is_some_and(|asked| asked.purpose == purpose) {
        type_path(state, purpose);
        return;
    }
    let suggested = suggested_for(state, purpose);
    state.files.dialogs += 1;
    let asked = Asked { number: state.files.dialogs, purpose };
    (state.files.asked, state.files.is_kept_waiting) = (Some(asked), false);
    state.files.outbox.push(Job::Ask(asked, suggested));
}

/// Whatever comes of the dialog that was asked for counts no more.
pub fn stop_waiting(state: &mut AppState) {
    (state.files.asked, state.files.is_kept_waiting) = (None, false);
}

/// Asks for a path to be typed.
pub fn type_path(state: &mut AppState, purpose: Purpose) {
    if purpose == Purpose::PackFolder {
        // The page of the pack has a field of its own.
        state.view.pack.has_no_dialog = true;
        stop_waiting(state);
        return;
    }
    let suggested = suggested_for(state, purpose);
    let suggests = matches!(purpose, Purpose::SaveAs | Purpose::Picture);
    // What is looked for has another name, but may well be in the same folder.
    let folder = suggested.parent().filter(|folder| folder.is_absolute()).map(|folder| folder.join(""));
    let text = if suggests { Some(suggested.clone()) } else { folder };
    let text = text.map_or_else(String::new, |path| path.display().to_string());
    state.files.question = Some(Question::Path { purpose, text });
}

/// A name for the file: its own, or one made of the scenario's.
pub fn suggested(state: &AppState) -> PathBuf {
    if let Some(path) = &state.files.path {
        return path.clone();
    }
    let name = state.document.as_ref().map_or("", |document| &document.scenario.name);
    beside(state, &format!("{}.ron", plain_name(name, "scenario")))
}

/// A path of this name where files were last opened.
fn beside(state: &AppState, name: &str) -> PathBuf {
    state.files.recent.first().and_then(|file| file.parent()).unwrap_or(Path::new("")).join(name)
}

/// What is suggested where a path is asked for.
pub fn suggested_for(state: &AppState, purpose: Purpose) -> PathBuf {
    match purpose {
        Purpose::Open | Purpose::Compare | Purpose::SaveAs => suggested(state),
        Purpose::PackFolder => suggested_pack(state),
        Purpose::Picture => {
            let name = state.files.picture.as_ref().map_or_else(String::new, |(used, shot)| format!("{}.{}", shot.name, used.extension()));
            suggested(state).parent().map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
        }
    }
}

/// A folder for a pack: beside the file, named after it.
fn suggested_pack(state: &AppState) -> PathBuf {
    let file = suggested(state);
    let name = file.file_stem().map_or_else(|| "scenario".to_owned(), |name| name.to_string_lossy().into_owned());
    let folder = file.parent().filter(|folder| folder.is_absolute()).map(Path::to_owned).or_else(folders::documents);
    folder.unwrap_or_default().join(format!("{name}-pack"))
}

/// A path was chosen.
pub fn chosen(state: &mut AppState, purpose: Purpose, mut path: PathBuf, expected: Expected) {
    match purpose {
        Purpose::Open => state.files.outbox.push(Job::Open(path)),
        Purpose::Compare => state.files.outbox.push(Job::Compare(path)),
        Purpose::PackFolder => {
            // A folder that was chosen is where the pack goes; its own folder is new.
            let name = suggested_pack(state).file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
            state.view.pack.folder = path.join(name).display().to_string();
        }
        Purpose::Picture => {
            if let Some((used, shot)) = state.files.picture.take() {
                let asked = expected == Expected::Anything && path.extension().is_some();
                if path.extension().is_none() {
                    path.set_extension(used.extension());
                }
                state.files.outbox.push(Job::SavePicture { path, used, shot, replace: asked });
            }
        }
        Purpose::SaveAs if path.extension().is_none() => {
            // Nobody was asked about a file of this name.
            path.set_extension("ron");
            save_at(state, path, Expected::Nothing);
        }
        Purpose::SaveAs => save_at(state, path, expected),
    }
}

/// Compares, and shows the page.
pub fn compare(state: &mut AppState, with: With) {
    let Ok(document) = &state.document else { return };
    if let Some(compared) = Compared::new(with, &document.scenario, &document.opened) {
        state.files.compared = Some(compared);
        state.files.page = Some(Page::Differences);
    }
}
