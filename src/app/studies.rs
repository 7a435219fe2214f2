//! Long analyses behind the window's back: one at a time, on a thread of their own; the newest asked for wins.
//!
//! What a study finds is kept by what it depends on: what the scenario's answer depends on, and the [`Ask`]. Going back to figures that
//! were studied before is instant; results of other figures are never shown.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use crate::analysis::beds::{self, StudyError};
use crate::analysis::boroughs;
use crate::analysis::boroughs::study::{BoroughAsk, BoroughStudy};
use crate::analysis::uncertainty::{self, Global, GlobalAsk, Levels, LevelsAsk, Switching, SwitchingAsk, Variations, VariationsAsk};
use crate::analysis::{Progress, selftest};
use crate::model::{Scenario, ValidScenario};

use super::cores::{give_way, threads};
use super::jobs::{Phase, fault_message, lock};

/// Studies kept, for all figures together.
const KEPT: usize = 32;
/// How often what is known so far is shown.
const INTERVAL: Duration = Duration::from_millis(100);

/// What may be studied. An ask holds all that a study depends on besides what a run of the scenario depends on.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// An option larger and smaller.
    Beds(beds::sweep::Ask),
    /// What rules about who may have which bed cost.
    Restrictions(beds::restrictions::Ask),
    /// What the figures cannot tell.
    Unknown(beds::unknown::Ask),
    /// Is the program right?
    Selftest(selftest::Ask),
    /// What the children of each borough make of an option, and as now.
    Boroughs(BoroughAsk),
    /// What moves the answer: figures one at a time and other worlds, then all figures together.
    Drivers(VariationsAsk, GlobalAsk),
    /// Chance and not knowing, apart.
    Levels(LevelsAsk),
    /// Where a choice turns.
    Switching(SwitchingAsk),
    /// For the tests of this file: so many portions, each of which waits until the one before has been seen.
    #[cfg(test)]
    Count(u32),
}

/// What a study has found. Options are named by their index in the scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// An option larger and smaller, or why that cannot be.
    Beds(Result<beds::Sweep, StudyError>),
    /// What rules cost.
    Restrictions(Result<beds::Restrictions, StudyError>),
    /// What the figures cannot tell.
    Unknown(Result<beds::Unknown, StudyError>),
    /// What the self-test has checked.
    Selftest(selftest::Found),
    /// What the children of each borough make of an option, and as now.
    Boroughs(BoroughStudy),
    /// What moves the answer; all figures together once the variations are done.
    Drivers(Variations, Option<Global>),
    /// Chance and not knowing, apart.
    Levels(Levels),
    /// Where a choice turns.
    Switching(Switching),
    /// Portions counted.
    #[cfg(test)]
    Count(u32),
}

impl Ask {
    /// Carries the study out; stopped, it finds what it has.
    fn carry_out(&self, scenario: &ValidScenario, threads: usize, stop: &AtomicBool, tell: &mut dyn FnMut(Progress, Found)) -> Found {
        match self {
            Ask::Beds(ask) => Found::Beds(beds::sweep(scenario, ask, threads, stop, &mut |progress, found| {
                tell(progress, Found::Beds(Ok(found.clone())));
            })),
            Ask::Restrictions(ask) => Found::Restrictions(beds::restrictions(scenario, ask, threads, stop, &mut |progress, found| {
                tell(progress, Found::Restrictions(Ok(found.clone())));
            })),
            Ask::Unknown(ask) => Found::Unknown(beds::unknown(scenario, ask, threads, stop, &mut |progress, found| {
                tell(progress, Found::Unknown(Ok(found.clone())));
            })),
            Ask::Selftest(ask) => Found::Selftest(selftest::run(scenario, ask, threads, stop, &mut |progress, found| {
                tell(progress, Found::Selftest(found.clone()));
            })),
            Ask::Boroughs(ask) => Found::Boroughs(boroughs::study::study(scenario, ask, threads, stop, &mut |progress, found| {
                tell(progress, Found::Boroughs(found.clone()));
            })),
            Ask::Drivers(variations_ask, global_ask) => drivers(scenario, (variations_ask, global_ask), threads, stop, tell),
            Ask::Levels(ask) => {
                let found = uncertainty::levels(scenario, ask, threads, stop, &mut |progress, found| {
                    tell(progress, Found::Levels(found.clone()));
                });
                Found::Levels(found)
            }
            Ask::Switching(ask) => {
                let found = uncertainty::switching(scenario, ask, threads, stop, &mut |progress, found| {
                    tell(progress, Found::Switching(found.clone()));
                });
                Found::Switching(found)
            }
            #[cfg(test)]
            &Ask::Count(wanted) => {
                let mut done = 0;
                while done < wanted && !stop.load(Ordering::Relaxed) {
                    assert!(threads > 0 && !scenario.options.is_empty());
                    done += 1;
                    tell(Progress { done, wanted }, Found::Count(done));
                    std::thread::sleep(Duration::from_millis(5));
                }
                Found::Count(done)
            }
        }
    }
}

/// Variations, and then all figures together: one study, whose parts are the variations and the points.
fn drivers(
    scenario: &ValidScenario,
    (variations_ask, global_ask): (&VariationsAsk, &GlobalAsk),
    threads: usize,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Progress, Found),
) -> Found {
    let mut before = Progress::default();
    let variations = uncertainty::variations(scenario, variations_ask, threads, stop, &mut |progress, found| {
        before = progress;
        let wanted = progress.wanted + global_ask.points;
        tell(Progress { wanted, ..progress }, Found::Drivers(found.clone(), None));
    });
    if stop.load(Ordering::Relaxed) {
        return Found::Drivers(variations, None);
    }
    let global = uncertainty::global(scenario, global_ask, threads, stop, &mut |progress, found| {
        let whole = Progress { done: before.done + progress.done, wanted: before.wanted + progress.wanted };
        tell(whole, Found::Drivers(variations.clone(), Some(found.clone())));
    });
    Found::Drivers(variations, Some(global))
}

/// What a view may wish of studies.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Begin a study of the scenario shown; the one before is stopped and keeps what it has.
    Start(Ask),
    /// Stop the study under way and keep what it has.
    Stop,
}

/// How a study stands.
#[derive(Clone, Debug)]
pub struct Study {
    /// What was asked.
    pub ask: Ask,
    /// How far it is.
    pub progress: Progress,
    /// Time taken so far.
    pub elapsed: Duration,
    /// What is known so far.
    pub found: Option<Arc<Found>>,
    /// How it stands.
    pub phase: Phase,
    /// The scenario it is of.
    scenario: Arc<Scenario>,
}

impl Study {
    /// Time until everything is done, at the pace so far.
    pub fn time_left(&self) -> Option<Duration> {
        let Progress { done, wanted } = self.progress;
        (done > 0).then(|| self.elapsed.mul_f64(f64::from(wanted.saturating_sub(done)) / f64::from(done)))
    }
}

/// The studies of the scenario shown.
#[derive(Clone, Debug, Default)]
pub struct Known(Vec<Arc<Study>>);

impl Known {
    /// How a study of the scenario shown stands; none where it was not begun.
    pub fn of(&self, ask: &Ask) -> Option<&Study> {
        self.0.iter().map(Arc::as_ref).find(|study| study.ask == *ask)
    }

    /// Whether any study of the scenario shown is under way.
    pub fn is_busy(&self) -> bool {
        self.0.iter().any(|study| study.phase == Phase::Running)
    }
}

struct Job {
    scenario: ValidScenario,
    study: Arc<Study>,
    stop: Arc<AtomicBool>,
}

/// All studies, with those of other scenarios.
type Shelf = Arc<Mutex<Vec<Arc<Study>>>>;

/// The thread of the studies, and what they have found.
pub struct Studies {
    sender: Option<mpsc::Sender<Job>>,
    shelf: Shelf,
    stop: Arc<AtomicBool>,
    /// The scenario shown, and what was found to have the same answer.
    shown: Option<Arc<Scenario>>,
    alike: Vec<Arc<Scenario>>,
}

impl Studies {
    /// Starts the thread. `wake` is called from it whenever there is something new to see.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let (sender, receiver) = mpsc::channel();
        let shelf = Shelf::default();
        let own = Arc::clone(&shelf);
        let thread = std::thread::Builder::new().name("studies".to_owned()).spawn(move || work(&receiver, &own, &wake));
        Self { sender: thread.is_ok().then_some(sender), shelf, stop: Arc::default(), shown: None, alike: Vec::new() }
    }

    /// What is known of a scenario.
    pub fn known(&mut self, scenario: &Arc<Scenario>) -> Known {
        let shelf = lock(&self.shelf);
        if !self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, scenario)) {
            self.shown = Some(Arc::clone(scenario));
            self.alike.clear();
            let inputs = scenario.run_inputs();
            for study in shelf.iter() {
                if !has(&self.alike, &study.scenario) && is_alike(&study.scenario, scenario, &inputs) {
                    self.alike.push(Arc::clone(&study.scenario));
                }
            }
        }
        let of_these = |study: &&Arc<Study>| Arc::ptr_eq(&study.scenario, scenario) || has(&self.alike, &study.scenario);
        Known(shelf.iter().filter(of_these).map(Arc::clone).collect())
    }

    /// Grants a wish concerning a scenario.
    pub fn grant(&mut self, scenario: &Arc<Scenario>, wish: Wish) {
        self.stop.store(true, Ordering::Relaxed);
        let Wish::Start(ask) = wish else { return };
        // A scenario with problems is not studied: the window lists them.
        let Ok(valid) = ValidScenario::new(Arc::clone(scenario)) else { return };
        self.stop = Arc::default();
        let mut study = Study {
            ask,
            progress: Progress::default(),
            elapsed: Duration::ZERO,
            found: None,
            phase: Phase::Running,
            scenario: Arc::clone(scenario),
        };
        let known = self.known(scenario);
        {
            let mut shelf = lock(&self.shelf);
            shelf.retain(|kept| kept.ask != study.ask || !known.0.iter().any(|other| Arc::ptr_eq(other, kept)));
            if shelf.len() >= KEPT {
                shelf.remove(0);
            }
            shelf.push(Arc::new(study.clone()));
        }
        let job = Job { scenario: valid, study: Arc::new(study.clone()), stop: Arc::clone(&self.stop) };
        if self.sender.as_ref().is_none_or(|sender| sender.send(job).is_err()) {
            study.phase = Phase::Failed("the thread for long analyses could not be started".to_owned());
            put(&self.shelf, study);
        }
    }
}

impl Drop for Studies {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn has(scenarios: &[Arc<Scenario>], one: &Arc<Scenario>) -> bool {
    scenarios.iter().any(|other| Arc::ptr_eq(other, one))
}

/// Whether what is found of one scenario holds for another: they differ in names and the like only, and in the order of nothing.
fn is_alike(studied: &Scenario, shown: &Scenario, inputs: &Scenario) -> bool {
    studied.options.iter().map(|option| &option.id).eq(shown.options.iter().map(|option| &option.id)) && studied.run_inputs() == *inputs
}

/// Puts a study in the place of how it stood before; one that is no longer kept is dropped.
fn put(shelf: &Mutex<Vec<Arc<Study>>>, study: Study) {
    let mut shelf = lock(shelf);
    let before = shelf.iter_mut().find(|kept| kept.ask == study.ask && Arc::ptr_eq(&kept.scenario, &study.scenario));
    if let Some(kept) = before {
        *kept = Arc::new(study);
    }
}

fn work(jobs: &mpsc::Receiver<Job>, shelf: &Mutex<Vec<Arc<Study>>>, wake: &dyn Fn()) {
    give_way();
    while let Ok(job) = jobs.recv() {
        let started = Instant::now();
        let mut study = Study::clone(&job.study);
        let mut shown: Option<Instant> = None;
        let mut tell = |progress: Progress, found: Found| {
            study.progress = progress;
            if shown.is_none_or(|at| at.elapsed() >= INTERVAL) {
                shown = Some(Instant::now());
                (study.elapsed, study.found) = (started.elapsed(), Some(Arc::new(found)));
                put(shelf, study.clone());
                wake();
            }
        };
        let carried_out = catch_unwind(AssertUnwindSafe(|| job.study.ask.carry_out(&job.scenario, threads(), &job.stop, &mut tell)));
        study.elapsed = started.elapsed();
        match carried_out {
            Ok(found) => {
                let whole = study.progress.done >= study.progress.wanted;
                study.phase = if whole { Phase::Finished } else { Phase::Stopped };
                study.found = Some(Arc::new(found));
            }
            Err(fault) => study.phase = Phase::Failed(fault_message(fault.as_ref())),
        }
        put(shelf, study);
        wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::shipped;

    fn review() -> Arc<Scenario> {
        shipped("london-review").expect("a shipped scenario").load().expect("a valid one").scenario.shared()
    }

    fn until(studies: &mut Studies, scenario: &Arc<Scenario>, ask: &Ask, holds: impl Fn(&Study) -> bool) -> Study {
        for _ in 0..2_000 {
            if let Some(study) = studies.known(scenario).of(ask).filter(|study| holds(study)) {
                return study.clone();
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        panic!("the study did not come so far");
    }

    #[test]
    fn a_study_is_stopped_kept_and_shown_for_its_own_figures_only() {
        let (mut studies, review) = (Studies::new(|| ()), review());
        let (long, short) = (Ask::Count(100_000), Ask::Count(3));
        studies.grant(&review, Wish::Start(long.clone()));
        let under_way = until(&mut studies, &review, &long, |study| study.found.is_some());
        assert_eq!(under_way.phase, Phase::Running);
        assert!(under_way.time_left().is_some_and(|left| left > Duration::ZERO));
        // The newest wins; what the one before has is kept.
        studies.grant(&review, Wish::Start(short.clone()));
        let done = until(&mut studies, &review, &short, |study| study.phase == Phase::Finished);
        assert_eq!(done.found.as_deref(), Some(&Found::Count(3)));
        assert_eq!(until(&mut studies, &review, &long, |study| study.phase != Phase::Running).phase, Phase::Stopped);

        let mut renamed = (*review).clone();
        renamed.name.push_str(" again");
        assert!(studies.known(&Arc::new(renamed.clone())).of(&short).is_some());
        renamed.run.seed += 1;
        assert!(studies.known(&Arc::new(renamed.clone())).of(&short).is_none());
        assert!(studies.known(&review).of(&short).is_some(), "going back is instant");
        renamed.run.seed -= 1;
        renamed.options.swap(1, 2);
        assert!(studies.known(&Arc::new(renamed)).of(&short).is_none(), "options are named by index");
    }
}
