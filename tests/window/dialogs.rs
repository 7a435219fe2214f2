//! The system's file dialogs when they are out of order: absent, stalled, failing, or answering too late. The window goes on, says what is
//! the matter, and leaves another way.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, mpsc};

use sufficiency::app::files::dialog::Answer;
use sufficiency::app::files::{FileAction, Purpose, Question};

use super::desk::{Desk, change, command, files, name, press};
use super::support::*;

const FIELD: &str = "Folder and name of the file";

/// What the dialogs of a test are told to answer, by the folder from which they start: a plain function has nothing of its own.
static ANSWERS: Mutex<Vec<(PathBuf, mpsc::Receiver<Answer>)>> = Mutex::new(Vec::new());

/// A dialog that waits until the test says what is chosen, and breaks down where the test is over.
fn waits(_: Purpose, suggested: &Path) -> Answer {
    let answers = {
        let mut all = ANSWERS.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|(folder, _)| suggested.starts_with(folder)).expect("a dialog that a test has laid out");
        all.remove(at).1
    };
    answers.recv().expect("the dialog breaks down")
}

/// Lays out the answer of the next dialog.
fn lay_out(desk: &Desk) -> mpsc::Sender<Answer> {
    let (answer, answers) = mpsc::channel();
    ANSWERS.lock().unwrap_or_else(PoisonError::into_inner).push((desk.folder.path().to_owned(), answers));
    answer
}

fn is_typing(window: &Window) -> bool {
    matches!(files(window).question, Some(Question::Path { .. }))
}

fn says(window: &Window, words: &str) -> bool {
    files(window).notice.as_ref().is_some_and(|notice| notice.text.contains(words))
}

fn type_path(window: &mut Window, path: &Path) {
    window.get_by_role_and_label(Role::TextInput, FIELD).click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::TextInput, FIELD).type_text(path.to_str().unwrap());
    window.step();
    window.step();
}

/// A second file beside the plan.
fn other(desk: &Desk, called: &str) -> PathBuf {
    let path = desk.folder.path().join(format!("{called}.ron"));
    let mut scenario = small_review();
    scenario.name = called.to_owned();
    std::fs::write(&path, store::to_ron(&scenario)).unwrap();
    path
}

#[test]
fn a_dialog_that_does_not_answer_holds_nothing_up() {
    let desk = Desk::new();
    let other = other(&desk, "other");
    let mut window = desk.open_with(&desk.plan(), Some(waits));
    wait(&mut window, "remembered", |window| !files(window).recent.is_empty());
    let answer = lay_out(&desk);
    command(&mut window, Modifiers::COMMAND, Key::O);
    assert!(!is_typing(&window));
    // Everything goes on meanwhile: figures, and saving them.
    change(&mut window);
    command(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "saved", |window| !window.state().state().has_unsaved_changes());
    wait(&mut window, "told of", |window| files(window).is_kept_waiting);
    window.get_by_label_contains("The system’s dialog for the file has not answered yet");
    all_named(&window);
    all_large_enough(&window);
    press(&mut window, "Type the place");
    window.step();
    window.get_by_label_contains("A dialog of the system is asked for already");
    type_path(&mut window, &other);
    press(&mut window, "Open");
    wait(&mut window, "opened", |window| name(window) == "other");
    assert!(!files(&window).is_kept_waiting && files(&window).asked.is_none());
    // What is chosen when it is too late is told, and nothing is opened in place of what is on screen.
    answer.send(Answer::Chosen(Some(desk.plan()))).unwrap();
    wait(&mut window, "told", |window| says(window, "“plan.ron” was chosen too late for this file, and nothing was done"));
    assert_eq!(name(&window), "other");
}

#[test]
fn asked_for_twice_whichever_answers_first_counts() {
    let desk = Desk::new();
    let other = other(&desk, "other");
    let mut window = desk.open_with(&desk.plan(), Some(waits));
    let answer = lay_out(&desk);
    command(&mut window, Modifiers::COMMAND, Key::O);
    command(&mut window, Modifiers::COMMAND, Key::O);
    assert!(is_typing(&window), "not a second dialog, but another way");
    answer.send(Answer::Chosen(Some(other))).unwrap();
    wait(&mut window, "opened", |window| name(window) == "other");
    assert!(!is_typing(&window));
    // Another wish has its own dialog; that of the first counts no more.
    let (first, second) = (lay_out(&desk), desk.folder.path().join("saved.ron"));
    command(&mut window, Modifiers::COMMAND, Key::O);
    wait(&mut window, "shown", |_| ANSWERS.lock().unwrap_or_else(PoisonError::into_inner).iter().all(|(of, _)| of != desk.folder.path()));
    let saves = lay_out(&desk);
    command(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    first.send(Answer::Chosen(Some(desk.plan()))).unwrap();
    wait(&mut window, "told", |window| says(window, "“plan.ron” was chosen too late"));
    saves.send(Answer::Chosen(Some(second.clone()))).unwrap();
    wait(&mut window, "saved", |window| files(window).path.as_ref() == Some(&second));
    assert_eq!(store::load(&second).unwrap().scenario.name, "other");
    // Nothing chosen is nothing done, and nothing said.
    let answer = lay_out(&desk);
    command(&mut window, Modifiers::COMMAND, Key::O);
    answer.send(Answer::Chosen(None)).unwrap();
    wait(&mut window, "left", |window| files(window).asked.is_none());
    assert!(!is_typing(&window) && files(&window).path.as_ref() == Some(&second));
}

#[test]
fn a_dialog_that_is_not_there_or_breaks_down_says_what_is_absent() {
    let desk = Desk::new();
    let mut window = desk.open_with(&desk.plan(), Some(waits));
    let answer = lay_out(&desk);
    command(&mut window, Modifiers::COMMAND, Key::O);
    answer.send(Answer::NotThere).unwrap();
    wait(&mut window, "asked", is_typing);
    window.get_by_label_contains("This computer shows no dialog for files");
    if cfg!(target_os = "linux") {
        window.get_by_label_contains("xdg-desktop-portal-gtk");
    }
    window.get_by_label_contains("A file can also be dragged onto the window");
    all_named(&window);
    all_large_enough(&window);
    press(&mut window, "Cancel");
    assert!(!is_typing(&window) && files(&window).asked.is_none());
    // A thread that comes to grief, in the midst of saving before something else is opened: nothing is lost, and the way goes on.
    change(&mut window);
    let target = desk.folder.path().join("elsewhere.ron");
    drop(lay_out(&desk));
    window.state_mut().wish(FileAction::SaveAs);
    wait(&mut window, "asked", is_typing);
    type_path(&mut window, &target);
    press(&mut window, "Save");
    wait(&mut window, "saved", |window| files(window).path.as_ref() == Some(&target));
    assert_eq!(store::load(&target).unwrap().scenario.demand.welfare.requests_per_year, 150.0);
    // The wait can be given up.
    let answer = lay_out(&desk);
    command(&mut window, Modifiers::COMMAND, Key::O);
    wait(&mut window, "told of", |window| files(window).is_kept_waiting);
    press(&mut window, "Never mind");
    assert!(files(&window).asked.is_none() && !is_typing(&window));
    drop(answer);
}
