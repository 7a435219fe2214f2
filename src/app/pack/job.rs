//! Draws what may go into a pack, and makes it, behind the window's back.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use egui::TextureHandle;

use super::work::work;
use super::{Order, PackView};
use crate::analysis::{Progress, Summary};
use crate::app::cores::give_way;
use crate::app::files::Page;
use crate::app::jobs::{Phase, lock};
use crate::app::state::AppState;
use crate::model::{Scenario, ValidScenario};
use crate::report::Answer;
use crate::report::drawing::PictureError;
use crate::report::pack::{self, Choices, Contents, Item};
use crate::report::studies::{Closer, Studies};
use crate::store;

/// An answer that a pack may be made of.
#[derive(Clone, Debug)]
pub(super) struct Source {
    scenario: Arc<Scenario>,
    summary: Arc<Summary>,
}

impl Source {
    pub(super) fn is(&self, other: &Source) -> bool {
        Arc::ptr_eq(&self.scenario, &other.scenario) && Arc::ptr_eq(&self.summary, &other.summary)
    }

    /// Whether two answers differ at most in what officers wrote for readers who do not see a chart. As many replications of the same
    /// scenario give the same numbers.
    pub(super) fn is_but_for_words(&self, other: &Source) -> bool {
        let wordless = |source: &Source| Scenario { alternative_texts: BTreeMap::new(), ..Scenario::clone(&source.scenario) };
        self.is(other) || (self.summary.replications == other.summary.replications && wordless(self) == wordless(other))
    }

    /// The answer without the options that are hidden, and the bytes of its scenario's file. None where no option is shown.
    pub(super) fn answer(&self) -> Option<(Answer, Vec<u8>)> {
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

/// Something for the thread to do.
pub(super) enum Job {
    Contents(Source),
    Boroughs { source: Source, stop: Arc<AtomicBool> },
    Picture(Arc<Contents>, String),
    Study { source: Source, closer: Closer, stop: Arc<AtomicBool> },
    Make { source: Source, choices: Choices, closer: Option<Closer>, folder: PathBuf, replace: bool, stop: Arc<AtomicBool> },
    ShowFolder(PathBuf),
}

/// A figure as it will stand in the paper.
#[derive(Clone)]
pub struct Picture {
    /// The key of the figure.
    pub key: String,
    /// The picture; the reason why there is none.
    pub drawn: Result<TextureHandle, PictureError>,
    pub(super) of: Arc<Contents>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture").field("key", &self.key).finish_non_exhaustive()
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
pub(super) struct Studied {
    pub(super) source: Source,
    pub(super) found: Arc<Studies>,
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
    pub(super) studied: Option<Studied>,
    /// The answer that the contents are of.
    pub(super) of: Option<Source>,
}

impl Known {
    /// The contents, if of this answer.
    pub(super) fn contents_of(&self, source: &Source) -> Option<Arc<Contents>> {
        self.contents.clone().filter(|_| self.of.as_ref().is_some_and(|of| of.is(source)))
    }

    /// What the long analyses have found, if for these choices.
    pub fn studies(&self, closer: &Closer) -> Option<&Studies> {
        self.studied.as_ref().map(|studied| studied.found.as_ref()).filter(|found| found.closer == *closer)
    }

    /// The picture of a figure of these contents, if it is drawn.
    pub fn picture_of(&self, contents: &Arc<Contents>, key: &str) -> Option<&Picture> {
        self.picture.as_ref().filter(|picture| picture.key == key && Arc::ptr_eq(&picture.of, contents))
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
    /// Whether it has been asked what is said of the boroughs with that answer.
    is_told: bool,
    /// Gives up what is said of the boroughs of an answer that is no more on screen.
    telling: Arc<AtomicBool>,
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
        Self {
            jobs: Some(jobs),
            known,
            thread: thread.ok(),
            stop: Arc::default(),
            drawn: None,
            pictured: None,
            is_told: false,
            telling: Arc::default(),
        }
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
                self.telling.store(true, Ordering::Relaxed);
                self.is_told = false;
                self.send(Job::Contents(source));
            }
            let contents = lock(&self.known).contents.clone();
            if let Some(contents) = contents {
                self.ask_for_rest(&state.view.pack, contents);
            }
        }
        state.results.pack = lock(&self.known).clone();
    }

    /// Asks for the picture of the figure that is looked at, then for what is said of the boroughs, so that the picture does not wait for it.
    fn ask_for_rest(&mut self, view: &PackView, contents: Arc<Contents>) {
        if let Some(item @ Item::Figure(_)) = view.shown(&contents) {
            let key = item.key();
            if !self.pictured.as_ref().is_some_and(|(of, asked)| Arc::ptr_eq(of, &contents) && *asked == key) {
                self.pictured = Some((Arc::clone(&contents), key.clone()));
                self.send(Job::Picture(Arc::clone(&contents), key));
            }
        }
        let is_awaited = !self.is_told && contents.boroughs.get().is_none();
        let of_drawn = self.drawn.clone().filter(|source| lock(&self.known).contents_of(source).is_some());
        if let Some(source) = of_drawn.filter(|_| is_awaited) {
            self.is_told = true;
            self.telling = Arc::default();
            self.send(Job::Boroughs { source, stop: Arc::clone(&self.telling) });
        }
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
        self.telling.store(true, Ordering::Relaxed);
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A worker that failed has nothing more to do.
            let _ = thread.join();
        }
    }
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

/// Why a pack of the scenario on screen may not be made as chosen, before anybody waits for it.
pub fn refusal(scenario: &Scenario, choices: &Choices) -> Option<String> {
    pack::check(scenario, choices).err().map(|error| crate::app::wording::capital(&error.to_string()))
}
