//! What the thread that makes packs does: it draws contents and pictures, plays what takes long, and writes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use egui::{ColorImage, TextureOptions};

use super::job::{Job, Known, Making, Part, Picture, Source, Studied};
use crate::analysis::Progress;
use crate::app::cores::threads;
use crate::app::jobs::{fault_message, lock};
use crate::report::boroughs::told_unless;
use crate::report::drawing::pixels;
use crate::report::manifest::MANIFEST;
use crate::report::pack::{Choices, Contents, Item, PackError, pack};
use crate::report::paper::Length;
use crate::report::studies::{self, Closer, Studies};
use crate::report::{Answer, layout};
use crate::store::{self, FolderError};

/// Dots of a preview in a point of the paper: sharp enough on a screen.
const PREVIEW_SCALE: f64 = 2.5;
/// Said of a pack that somebody stopped.
const STOPPED: &str = "Stopped; nothing was written";

/// Does one job.
pub(super) fn work(job: Job, known: &Mutex<Known>, window: &egui::Context) {
    let outcome = catch_unwind(AssertUnwindSafe(|| match job {
        Job::Contents(source) => {
            // The long analyses of another answer say nothing of this one.
            lock(known).studied.take_if(|studied| !studied.source.is_but_for_words(&source));
            draw(&source, known);
        }
        Job::Boroughs { source, stop } => {
            let contents = lock(known).contents_of(&source);
            if let Some((contents, (answer, _))) = contents.zip(source.answer())
                && let Some(told) = told_unless(&answer, &stop)
            {
                // It cannot be there already: it is asked for once.
                let _ = contents.boroughs.set(told);
            }
        }
        Job::Study { source, closer, stop } => {
            let mut tell = |progress| {
                lock(known).studying = Some(progress);
                window.request_repaint();
            };
            if let Some((answer, _)) = source.answer() {
                study(&source, &answer, &closer, known, &stop, &mut tell);
                draw(&source, known);
            }
            lock(known).studying = None;
        }
        Job::Picture(of, key) => {
            let Some(Item::Figure(figure)) = of.item(&key) else { return };
            let drawn = pixels(&layout::drawing(figure), PREVIEW_SCALE).map(|picture| {
                let size = [picture.width as usize, picture.height as usize];
                window.load_texture("preview", ColorImage::from_rgb(size, &picture.rgb), TextureOptions::LINEAR)
            });
            lock(known).picture = Some(Picture { key, drawn, of });
        }
        Job::Make { source, choices, closer, folder, replace, stop } => {
            let tell = |part, progress| {
                lock(known).making = Some(Making::Running(part, progress));
                window.request_repaint();
                !stop.load(Ordering::Relaxed)
            };
            let made = make(&source, (&choices, closer.as_ref()), (&folder, replace), known, &stop, tell);
            lock(known).making = Some(made);
        }
        Job::ShowFolder(folder) => {
            if let Err(error) = show_folder(&folder) {
                let why = format!("The folder cannot be shown ({error}); it is {}", folder.display());
                lock(known).making = Some(Making::Failed(why));
            }
        }
    }));
    if let Err(fault) = outcome {
        let why = format!("A fault in the program ended it: {}", fault_message(fault.as_ref()));
        let mut known = lock(known);
        (known.making, known.studying) = (Some(Making::Failed(why)), None);
    }
}

/// Draws what may go into a pack of an answer: the long analyses too where they were run, and the boroughs where they are played already.
fn draw(source: &Source, known: &Mutex<Known>) {
    let studies =
        lock(known).studied.as_ref().filter(|studied| studied.source.is_but_for_words(source)).map(|studied| Arc::clone(&studied.found));
    let drawn = source.answer().map(|(answer, _)| {
        let answer = Answer { studies: studies.map(|found| Studies::clone(&found)), ..answer };
        Arc::new(contents(source, &answer, known))
    });
    let mut known = lock(known);
    (known.contents, known.of) = (drawn, Some(source.clone()));
}

/// What may go into a pack, with what is said of the boroughs where that is known of this answer.
fn contents(source: &Source, answer: &Answer, known: &Mutex<Known>) -> Contents {
    let boroughs = lock(known).contents_of(source).map(|contents| contents.boroughs.clone());
    let mut contents = Contents::at_once(answer);
    contents.boroughs = boroughs.unwrap_or_default();
    contents
}

/// The long analyses of an answer: those that are there, or worked out and kept. None when stopped.
fn study(
    source: &Source,
    answer: &Answer,
    closer: &Closer,
    known: &Mutex<Known>,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Progress),
) -> Option<Arc<Studies>> {
    let kept = lock(known).studied.clone().filter(|studied| studied.source.is_but_for_words(source) && studied.found.closer == *closer);
    if let Some(kept) = kept {
        return Some(kept.found);
    }
    let found = Arc::new(studies::run(answer, closer, threads(), stop, tell)?);
    lock(known).studied = Some(Studied { source: source.clone(), found: Arc::clone(&found) });
    Some(found)
}

fn make(
    source: &Source,
    (choices, closer): (&Choices, Option<&Closer>),
    (folder, replace): (&Path, bool),
    known: &Mutex<Known>,
    stop: &AtomicBool,
    mut tell: impl FnMut(Part, Progress) -> bool,
) -> Making {
    let at = |error: FolderError| match error {
        FolderError::NotEmpty if folder.join(MANIFEST).is_file() => Making::Exists(folder.to_owned()),
        FolderError::NotEmpty => Making::Failed("The folder is not empty; give the name of a new one".to_owned()),
        error => Making::Failed(format!("{}: {error}", folder.display())),
    };
    // Better now than after the wait.
    if let Err(error) = store::check_folder(folder, replace, MANIFEST) {
        return at(error);
    }
    let Some((mut answer, file)) = source.answer() else {
        return Making::Failed("Every option is hidden; show at least one".to_owned());
    };
    if choices.length == Length::Full {
        tell(Part::SelfTest, Progress::default());
        answer = answer.tested(threads(), stop);
    }
    if let Some(closer) = closer {
        let found = study(source, &answer, closer, known, stop, &mut |progress| {
            tell(Part::Studies, progress);
        });
        answer.studies = found.map(|found| Studies::clone(&found));
    }
    let contents = contents(source, &answer, known);
    if contents.boroughs.get().is_none() {
        let Some(told) = told_unless(&answer, stop) else { return Making::Failed(STOPPED.to_owned()) };
        contents.boroughs.get_or_init(|| told);
    }
    let files = match pack(&answer, contents, choices, &file, store::sha256, &mut |progress| tell(Part::Files, progress)) {
        Ok(files) => files,
        Err(PackError::Stopped) => return Making::Failed(STOPPED.to_owned()),
        Err(error) => return Making::Failed(crate::app::wording::capital(&error.to_string())),
    };
    match store::write_folder(folder, &files, replace, MANIFEST) {
        Ok(()) => Making::Done(folder.to_owned(), files.len(), files.iter().map(|(_, bytes)| bytes.len()).sum()),
        Err(error) => at(error),
    }
}

/// Shows a folder in the system's own program for files.
fn show_folder(folder: &Path) -> std::io::Result<()> {
    let program = match std::env::consts::OS {
        "windows" => "explorer",
        "macos" => "open",
        _ => "xdg-open",
    };
    std::process::Command::new(program).arg(folder).spawn().map(drop)
}
