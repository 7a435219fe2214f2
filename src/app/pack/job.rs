//! Draws what may go into a pack, and makes it, behind the window's back.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};

use egui::{ColorImage, TextureHandle, TextureOptions};

use super::Order;
use crate::analysis::{Progress, Summary};
use crate::app::files::Page;
use crate::app::jobs::{Phase, fault_message, give_way, threads};
use crate::app::state::AppState;
use crate::model::{Scenario, ValidScenario};
use crate::report::drawing::{PictureError, pixels};
use crate::report::manifest::MANIFEST;
use crate::report::pack::{self, Choices, Contents, PackError, pack};
use crate::report::paper::Length;
use crate::report::studies::{self, Closer, Studies};
use crate::report::{Answer, layout};
use crate::store::{self, FolderError};

/// Dots of a preview in a point of the paper: sharp enough on a screen.
const PREVIEW_SCALE: f64 = 2.5;

/// An answer that a pack may be made of.
#[derive(Clone, Debug)]
struct Source {
    scenario: Arc<Scenario>,
    summary: Arc<Summary>,
}

impl Source {
    fn is(&self, other: &Source) -> bool {
        Arc::ptr_eq(&self.scenario, &other.scenario) && Arc::ptr_eq(&self.summary, &other.summary)
    }

    /// The answer without the options that are hidden, and the bytes of its scenario's file. None where no option is shown.
    fn answer(&self) -> Option<(Answer, Vec<u8>)> {
        let shown: Vec<usize> = (0..self.summary.options.len())
            .filter(|index| self.scenario.option(&self.summary.options[*index].id).is_some_and(|option| !option.hidden))
            .collect();
        if shown.is_empty() {
            return None;
        }
        let file = store::to_ron(&self.scenario).into_bytes();
        let scenario = ValidScenario::new(Arc::clone(&self.scenario)).ok()?;
        Some((Answer::new(scenario, store::sha256(&file), self.summary.only(&shown)), file))
    }
}

enum Job {
    Contents(Source),
    Picture(Arc<Contents>, String),
    Study { source: Source, closer: Closer, stop: Arc<AtomicBool> },
    Make { source: Source, choices: Choices, closer: Option<Closer>, folder: PathBuf, replace: bool, stop: Arc<AtomicBool> },
    ShowFolder(PathBuf),
}

/// A figure as it will stand in the paper.
#[derive(Clone)]
pub struct Picture {
    /// The figure.
    pub id: String,
    /// The picture; the reason why there is none.
    pub drawn: Result<TextureHandle, PictureError>,
    of: Arc<Contents>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A part of the making of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The self-test that goes into the verification record.
    SelfTest,
    /// The long analyses.
    Studies,
    /// Charts, paper and tables.
    Files,
}

impl Part {
    /// What is under way, in words.
    pub fn label(self) -> &'static str {
        match self {
            Part::SelfTest => "Self-test",
            Part::Studies => "Long analyses",
            Part::Files => "Charts, paper and tables",
        }
    }
}

/// The long analyses of an answer.
#[derive(Clone, Debug)]
struct Studied {
    source: Source,
    found: Arc<Studies>,
}

/// How the making of a pack stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Making {
    /// Under way: which part, and how far.
    Running(Part, Progress),
    /// Made: where, of how many files, of how many bytes.
    Done(PathBuf, usize, usize),
    /// There is a pack in this folder already; it may be replaced.
    Exists(PathBuf),
    /// Not made, and why.
    Failed(String),
}

/// What is known of packs.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// What may go into a pack of the answer shown, or of the one before while the newer is being drawn.
    pub contents: Option<Arc<Contents>>,
    /// The figure that is looked at.
    pub picture: Option<Picture>,
    /// How the making of the last pack stands.
    pub making: Option<Making>,
    /// How far the long analyses are, while they are worked out to be looked at.
    pub studying: Option<Progress>,
    /// What they have found.
    studied: Option<Studied>,
}

impl Known {
    /// What the long analyses have found, if for these choices.
    pub fn studies(&self, closer: &Closer) -> Option<&Studies> {
        self.studied.as_ref().map(|studied| studied.found.as_ref()).filter(|found| found.closer == *closer)
    }

    /// The picture of a figure of these contents, if it is drawn.
    pub fn picture_of(&self, contents: &Arc<Contents>, id: &str) -> Option<&Picture> {
        self.picture.as_ref().filter(|picture| picture.id == id && Arc::ptr_eq(&picture.of, contents))
    }
}

/// The thread that makes packs.
pub struct PackJob {
    jobs: Option<mpsc::Sender<Job>>,
    known: Arc<Mutex<Known>>,
    thread: Option<std::thread::JoinHandle<()>>,
    stop: Arc<AtomicBool>,
    /// What was asked for last.
    drawn: Option<Source>,
    pictured: Option<(Arc<Contents>, String)>,
}

impl PackJob {
    /// Starts the thread.
    pub fn new(ctx: &egui::Context) -> Self {
        let (jobs, receiver) = mpsc::channel();
        let (known, window) = (Arc::<Mutex<Known>>::default(), ctx.clone());
        let own = Arc::clone(&known);
        let thread = std::thread::Builder::new().name("packs".to_owned()).spawn(move || {
            give_way();
            while let Ok(job) = receiver.recv() {
                work(job, &own, &window);
                window.request_repaint();
            }
        });
        Self { jobs: Some(jobs), known, thread: thread.ok(), stop: Arc::default(), drawn: None, pictured: None }
    }

    /// Asks for what the page of the pack shows, hands out what was ordered, and puts what is known into the state.
    pub fn follow(&mut self, state: &mut AppState) {
        let orders = std::mem::take(&mut state.view.pack.orders);
        if state.files.page == Some(Page::Pack) {
            let source = source(state);
            for order in orders {
                self.carry_out(order, source.as_ref());
            }
            if let Some(source) = source.filter(|source| !self.drawn.as_ref().is_some_and(|drawn| drawn.is(source))) {
                self.drawn = Some(source.clone());
                self.send(Job::Contents(source));
            }
            let contents = lock(&self.known).contents.clone();
            if let Some(contents) = contents {
                let wanted = state.view.pack.previewed.clone().or_else(|| contents.figures.all().next().map(|figure| figure.id.clone()));
                let is_asked = |id: &String| self.pictured.as_ref().is_some_and(|(of, asked)| Arc::ptr_eq(of, &contents) && asked == id);
                if let Some(id) = wanted.filter(|id| !is_asked(id) && contents.figures.all().any(|figure| figure.id == *id)) {
                    self.pictured = Some((Arc::clone(&contents), id.clone()));
                    self.send(Job::Picture(contents, id));
                }
            }
        }
        state.results.pack = lock(&self.known).clone();
    }

    fn carry_out(&mut self, order: Order, source: Option<&Source>) {
        match order {
            Order::Make { choices, closer, folder, replace } => {
                let Some(source) = source.cloned() else { return };
                self.stop = Arc::default();
                lock(&self.known).making = Some(Making::Running(Part::Files, Progress::default()));
                self.send(Job::Make { source, choices, closer, folder, replace, stop: Arc::clone(&self.stop) });
            }
            Order::Study(closer) => {
                let Some(source) = source.cloned() else { return };
                self.stop = Arc::default();
                lock(&self.known).studying = Some(Progress::default());
                self.send(Job::Study { source, closer, stop: Arc::clone(&self.stop) });
            }
            Order::Stop => self.stop.store(true, Ordering::Relaxed),
            Order::ShowFolder(folder) => self.send(Job::ShowFolder(folder)),
        }
    }

    fn send(&self, job: Job) {
        if self.jobs.as_ref().is_none_or(|jobs| jobs.send(job).is_err()) {
            lock(&self.known).making = Some(Making::Failed("Packs cannot be made in this window any more; open another window".to_owned()));
        }
    }
}

impl Drop for PackJob {
    /// A pack under way is given up before the window is gone, so that nothing half is left.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A worker that failed has nothing more to do.
            let _ = thread.join();
        }
    }
}

fn lock(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The answer on screen, if it is whole and of the scenario as it stands.
fn source(state: &AppState) -> Option<Source> {
    let document = state.document.as_ref().ok().filter(|document| document.problems.is_empty())?;
    let shown = state.results.shown.as_ref().filter(|shown| shown.phase != Phase::Running && state.results.are_for(&document.scenario))?;
    Some(Source { scenario: Arc::clone(&shown.scenario), summary: Arc::clone(shown.summary.as_ref()?) })
}

/// Whether there is an answer on screen that a pack can be made of.
pub fn is_ready(state: &AppState) -> bool {
    source(state).is_some()
}

fn work(job: Job, known: &Mutex<Known>, window: &egui::Context) {
    let outcome = catch_unwind(AssertUnwindSafe(|| match job {
        Job::Contents(source) => {
            // The long analyses of another answer say nothing of this one.
            lock(known).studied.take_if(|studied| !studied.source.is(&source));
            draw(&source, known);
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
        Job::Picture(of, id) => {
            let Some(figure) = of.figures.all().find(|figure| figure.id == id) else { return };
            let drawn = pixels(&layout::drawing(figure), PREVIEW_SCALE).map(|picture| {
                let size = [picture.width as usize, picture.height as usize];
                window.load_texture("preview", ColorImage::from_rgb(size, &picture.rgb), TextureOptions::LINEAR)
            });
            lock(known).picture = Some(Picture { id, drawn, of });
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

/// Draws what may go into a pack of an answer, the long analyses included where they are there.
fn draw(source: &Source, known: &Mutex<Known>) {
    let studies = lock(known).studied.as_ref().filter(|studied| studied.source.is(source)).map(|studied| Arc::clone(&studied.found));
    let contents = source.answer().map(|(answer, _)| {
        let answer = Answer { studies: studies.map(|found| Studies::clone(&found)), ..answer };
        Arc::new(Contents::of(&answer))
    });
    lock(known).contents = contents;
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
    let kept = lock(known).studied.clone().filter(|studied| studied.source.is(source) && studied.found.closer == *closer);
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
    let files = match pack(&answer, choices, &file, store::sha256, &mut |progress| tell(Part::Files, progress)) {
        Ok(files) => files,
        Err(PackError::Stopped) => return Making::Failed("Stopped; nothing was written".to_owned()),
        Err(error) => return Making::Failed(crate::app::wording::capital(&error.to_string())),
    };
    match store::write_folder(folder, &files, replace, MANIFEST) {
        Ok(()) => Making::Done(folder.to_owned(), files.len(), files.iter().map(|(_, bytes)| bytes.len()).sum()),
        Err(error) => at(error),
    }
}

/// Why a pack of the scenario on screen may not be made as chosen, before anybody waits for it.
pub fn refusal(scenario: &Scenario, choices: &Choices) -> Option<String> {
    pack::check(scenario, choices).err().map(|error| crate::app::wording::capital(&error.to_string()))
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
