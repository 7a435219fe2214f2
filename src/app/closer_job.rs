//! Looks closely at the chosen option behind the window's back: the same children as in the run, and as many futures as it has, up to a limit.
//!
//! One thread of its own. What is asked for is written on a board that the thread looks at between small portions of work, so a look that
//! is no longer wanted ends at once, and one that only needs more futures goes on from where it is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::analysis::closely::{CloseLook, Closely};
use crate::analysis::story::Story;
use crate::model::{Scenario, ValidScenario};
use crate::sim::Player;

use super::cores::give_way;
use super::experience::Picture;
use super::jobs::{Phase, lock};
use super::state::{AppState, Room};

/// Futures after which a first look is shown.
const FIRST_FUTURES: u32 = 50;
/// Futures looked at while the run is under way: the run comes first.
const EARLY_FUTURES: u32 = 200;
/// Most futures looked at closely.
pub const MOST_FUTURES: u32 = 2_000;
/// How often a sharper look is shown.
const INTERVAL: Duration = Duration::from_millis(400);

/// What to look at.
#[derive(Clone)]
struct Ask {
    scenario: ValidScenario,
    /// Index of the option.
    option: usize,
    /// Futures to look at.
    futures: u32,
    /// The future to be watched, by number, if one is.
    watched: Option<u32>,
}

impl Ask {
    fn is_for(&self, scenario: &Arc<Scenario>, option: usize) -> bool {
        Arc::ptr_eq(&self.scenario.shared(), scenario) && self.option == option
    }
}

/// An option seen closely.
#[derive(Clone, Debug)]
pub struct Closer {
    /// The scenario looked at.
    pub scenario: Arc<Scenario>,
    /// Index of the option in it.
    pub option: usize,
    /// Futures wanted.
    pub wanted: u32,
    /// What the futures so far say.
    pub look: CloseLook,
}

/// A future to be watched.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The scenario it is of.
    pub scenario: Arc<Scenario>,
    /// Index of the option in it.
    pub option: usize,
    /// Its number.
    pub replication: u32,
    /// What happens.
    pub story: Story,
}

/// What has been found last.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The last look.
    pub closer: Option<Arc<Closer>>,
    /// The last future to be watched.
    pub watched: Option<Arc<Watched>>,
    /// What ended the work, if a fault in the program did.
    pub fault: Option<String>,
}

impl Found {
    /// The look at an option of a scenario, if it is of just these.
    pub fn closer_for(&self, scenario: &Arc<Scenario>, option: usize) -> Option<&Closer> {
        self.closer.as_deref().filter(|closer| Arc::ptr_eq(&closer.scenario, scenario) && closer.option == option)
    }

    /// The future to be watched of an option of a scenario, if it is of just these.
    pub fn watched_for(&self, scenario: &Arc<Scenario>, option: usize, replication: u32) -> Option<&Watched> {
        let is_for =
            |watched: &&Watched| Arc::ptr_eq(&watched.scenario, scenario) && watched.option == option && watched.replication == replication;
        self.watched.as_deref().filter(is_for)
    }
}

/// What is asked for and what is found, seen by both sides.
#[derive(Default)]
struct Board {
    ask: Option<Ask>,
    closed: bool,
    found: Found,
}

type Shared = Arc<(Mutex<Board>, Condvar)>;

/// The thread that looks closely.
pub struct CloserJob {
    shared: Shared,
}

impl CloserJob {
    /// Starts the thread. `wake` is called from it whenever there is something new to see.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let shared = Shared::default();
        let own = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("closer".to_owned()).spawn(move || work(&own, &wake));
        if thread.is_err() {
            lock(&shared.0).found.fault = Some("its thread could not be started".to_owned());
        }
        Self { shared }
    }

    /// Asks for an option of a scenario to be looked at; what was asked for before is given up, unless it is the same.
    fn ask(&self, scenario: &Arc<Scenario>, option: usize, futures: u32, watched: Option<u32>) {
        let mut board = lock(&self.shared.0);
        match &mut board.ask {
            Some(ask) if ask.is_for(scenario, option) => {
                if ask.futures == futures && ask.watched == watched {
                    return;
                }
                (ask.futures, ask.watched) = (futures, watched);
            }
            _ => {
                let Ok(scenario) = ValidScenario::new(Arc::clone(scenario)) else {
                    board.ask = None;
                    return;
                };
                board.ask = Some(Ask { scenario, option, futures, watched });
                board.found.fault = None;
            }
        }
        self.shared.1.notify_one();
    }

    /// Asks for what the window shows, or for nothing where it shows nothing of the kind. While figures are being dragged nothing new is
    /// asked for.
    pub fn follow(&self, state: &AppState) {
        let Ok(document) = &state.document else { return self.rest() };
        if document.history.is_dragging() {
            return;
        }
        let shows = matches!(state.view.room, Room::Experience | Room::Options);
        let Some((option, _)) = document.option(&state.view.option).filter(|_| shows && document.problems.is_empty()) else {
            return self.rest();
        };
        let run = state.results.run.as_ref().filter(|run| Arc::ptr_eq(&run.scenario, &document.scenario));
        let futures = match run {
            Some(run) if run.phase != Phase::Running => run.done.clamp(1, MOST_FUTURES),
            _ => document.scenario.run.replications.min(EARLY_FUTURES),
        };
        let view = &state.view.experience;
        let watches = state.view.room == Room::Experience && view.picture == Picture::Watch;
        self.ask(&document.scenario, option, futures, watches.then_some(view.watch.replication));
    }

    /// Nothing needs to be looked at any more; what has been found stays.
    fn rest(&self) {
        lock(&self.shared.0).ask = None;
    }

    /// What has been found last.
    pub fn found(&self) -> Found {
        lock(&self.shared.0).found.clone()
    }
}

impl Drop for CloserJob {
    fn drop(&mut self) {
        let mut board = lock(&self.shared.0);
        (board.closed, board.ask) = (true, None);
        self.shared.1.notify_one();
    }
}

/// What the thread is at.
struct Work {
    ask: Ask,
    player: Player,
    closely: Closely,
    watched: Option<u32>,
    shown: Option<(u32, Instant)>,
}

impl Work {
    fn new(ask: Ask) -> Self {
        let player = Player::new(&ask.scenario);
        let closely = Closely::new(&ask.scenario.options[ask.option]);
        Self { ask, player, closely, watched: None, shown: None }
    }

    fn is_done(&self) -> bool {
        self.watch_is_done()
            && self.closely.futures() >= self.ask.futures
            && self.shown.is_some_and(|(futures, _)| futures == self.closely.futures())
    }

    fn watch_is_done(&self) -> bool {
        self.ask.watched.is_none() || self.ask.watched == self.watched
    }

    /// One portion of the work; what there is to see after it.
    fn portion(&mut self) -> (Option<Closer>, Option<Watched>) {
        let (scenario, option) = (self.ask.scenario.shared(), self.ask.option);
        if let Some(replication) = self.ask.watched.filter(|_| !self.watch_is_done()) {
            self.watched = Some(replication);
            let story = Story::new(self.player.chronicle(replication, option));
            return (None, Some(Watched { scenario, option, replication, story }));
        }
        let started = Instant::now();
        while self.closely.futures() < self.ask.futures && started.elapsed() < Duration::from_millis(20) {
            self.closely.add(&self.player.chronicle(self.closely.futures(), option));
        }
        let futures = self.closely.futures();
        let due = match self.shown {
            None => futures >= FIRST_FUTURES.min(self.ask.futures),
            Some((shown, at)) => futures > shown && (futures >= self.ask.futures || at.elapsed() >= INTERVAL),
        };
        if !due {
            return (None, None);
        }
        let look = self.closely.look();
        self.shown = Some((futures, Instant::now()));
        (look.map(|look| Closer { scenario, option, wanted: self.ask.futures, look }), None)
    }
}

fn work(shared: &(Mutex<Board>, Condvar), wake: &dyn Fn()) {
    give_way();
    let mut work: Option<Work> = None;
    loop {
        let mut board = lock(&shared.0);
        let ask = loop {
            if board.closed {
                return;
            }
            match &board.ask {
                Some(ask) if !work.as_ref().is_some_and(|work| work.ask.is_for(&ask.scenario.shared(), ask.option)) => break ask.clone(),
                Some(ask) => {
                    if let Some(work) = &mut work {
                        (work.ask.futures, work.ask.watched) = (ask.futures, ask.watched);
                        if !work.is_done() {
                            break ask.clone();
                        }
                    }
                }
                None => {}
            }
            board = shared.1.wait(board).unwrap_or_else(PoisonError::into_inner);
        };
        drop(board);
        let result = catch_unwind(AssertUnwindSafe(|| {
            let mut current = match work.take() {
                Some(work) if work.ask.is_for(&ask.scenario.shared(), ask.option) => work,
                _ => Work::new(ask),
            };
            let seen = current.portion();
            (current, seen)
        }));
        let mut board = lock(&shared.0);
        match result {
            Ok((current, (closer, watched))) => {
                work = Some(current);
                if closer.is_none() && watched.is_none() {
                    continue;
                }
                board.found.closer = closer.map(Arc::new).or_else(|| board.found.closer.take());
                board.found.watched = watched.map(Arc::new).or_else(|| board.found.watched.take());
            }
            Err(_) => {
                board.ask = None;
                board.found.fault = Some("a fault in the program ended it".to_owned());
            }
        }
        drop(board);
        wake();
    }
}
