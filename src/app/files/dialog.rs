//! The system's file dialogs, asked for behind the window's back: a dialog may stay open for hours, and where the desktop is out of order
//! it may never come, or never answer.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Once, mpsc};
use std::time::{Duration, Instant};

use super::worker::News;
use super::{Asked, Purpose, name_of};

/// A dialog gone sooner than anybody can read it was never there.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// A dialog that has not answered by then may not be there at all: the window offers another way.
const PATIENCE: Duration = Duration::from_secs(3);

/// Shows a dialog and waits for what comes of it.
pub type Show = fn(Purpose, &Path) -> Answer;

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A path was chosen, or none.
    Chosen(Option<PathBuf>),
    /// There was none: the system offers no dialogs.
    NotThere,
}

/// Shows a dialog with a name suggested; `tell` hears what comes of it, and before that if it takes long.
pub fn begin(show: Show, asked: Asked, suggested: PathBuf, tell: impl Fn(News) + Clone + Send + 'static) {
    let not_there = News::Answered(asked, Answer::NotThere);
    // Threads of their own: unsaved work goes on being kept while somebody looks for a folder.
    let (answer, answers) = mpsc::channel();
    let shown = std::thread::Builder::new().spawn(move || {
        // Nobody listens any more once the window is gone.
        let _ = answer.send(show(asked.purpose, &suggested));
    });
    let waits = tell.clone();
    let waiting = std::thread::Builder::new().spawn(move || {
        let mut found = answers.recv_timeout(PATIENCE);
        if found == Err(mpsc::RecvTimeoutError::Timeout) {
            waits(News::StillAsked(asked));
            found = answers.recv().map_err(mpsc::RecvTimeoutError::from);
        }
        // A dialog that failed without a word was not there.
        waits(News::Answered(asked, found.unwrap_or(Answer::NotThere)));
    });
    if shown.is_err() || waiting.is_err() {
        tell(not_there);
    }
}

/// Shows the system's dialog and waits.
pub fn system(purpose: Purpose, suggested: &Path) -> Answer {
    let title = match purpose {
        Purpose::Open => "Open a scenario",
        Purpose::SaveAs => "Save the scenario",
        Purpose::Compare => "Compare with a scenario",
        Purpose::PackFolder => "Make the pack in a folder",
        Purpose::Picture => "Save the chart",
    };
    let mut dialog = rfd::FileDialog::new().set_title(title);
    dialog = match purpose {
        Purpose::Open | Purpose::Compare | Purpose::SaveAs => dialog.add_filter("Scenario", &["ron"]),
        Purpose::Picture => dialog.add_filter("Picture", &["png", "svg"]),
        Purpose::PackFolder => dialog,
    };
    if let Some(folder) = suggested.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    Listener::listen();
    let asked = Instant::now();
    let chosen = match purpose {
        Purpose::Open | Purpose::Compare => dialog.pick_file(),
        Purpose::SaveAs | Purpose::Picture => dialog.set_file_name(name_of(suggested)).save_file(),
        Purpose::PackFolder => dialog.pick_folder(),
    };
    let never_there = NONE_SHOWN.get() || asked.elapsed() < NO_DIALOG;
    if chosen.is_none() && never_there { Answer::NotThere } else { Answer::Chosen(chosen) }
}

thread_local! {
    /// Whether the dialog asked for on this thread could not be shown.
    static NONE_SHOWN: Cell<bool> = const { Cell::new(false) };
}

/// Hears from the library of dialogs that it could show none: what it returns is the same as if somebody had chosen nothing.
struct Listener;

impl Listener {
    fn listen() {
        static ONCE: Once = Once::new();
        // Where somebody else listens already, how soon a dialog is gone still tells.
        ONCE.call_once(|| {
            if log::set_logger(&Listener).is_ok() {
                log::set_max_level(log::LevelFilter::Warn);
            }
        });
        NONE_SHOWN.set(false);
    }
}

impl log::Log for Listener {
    fn enabled(&self, about: &log::Metadata) -> bool {
        about.target().starts_with("rfd") && about.level() <= log::Level::Warn
    }

    /// The portal fails first, and Zenity is tried; only what is said of that is the last word.
    fn log(&self, record: &log::Record) {
        if self.enabled(record.metadata()) {
            let last_word = record.level() == log::Level::Error && record.args().to_string().contains("with zenity");
            NONE_SHOWN.set(last_word);
        }
    }

    fn flush(&self) {}
}

#[cfg(test)]
mod tests {
    use log::Log;

    use super::*;

    #[test]
    fn only_the_last_word_of_the_library_means_that_there_is_no_dialog() {
        let say = |target: &str, level, words: &str| {
            Listener.log(&log::Record::builder().target(target).level(level).args(format_args!("{words}")).build());
            NONE_SHOWN.get()
        };
        let library = "rfd::backend::xdg_desktop_portal";
        assert!(!say("rfd::backend::xdg_desktop_portal::portal", log::Level::Error, "OpenFile failed: no reply"));
        assert!(!say(library, log::Level::Warn, "Using zenity fallback"));
        assert!(say(library, log::Level::Error, "Failed to pick file with zenity: No such file or directory"));
        assert!(say("winit", log::Level::Error, "something else"), "others change nothing");
        assert!(!say(library, log::Level::Warn, "Using zenity fallback"), "another dialog");
    }
}
