//! Runs scenarios behind the window's back.
//!
//! One worker thread; the newest job wins. What it finds is put where the window can pick it up without waiting, and the window is
//! woken. A job that is no longer wanted stops at the next whole replication.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use crate::analysis::{Experiment, Summary};
use crate::model::{Scenario, ValidScenario};

/// Replications after which a first answer is shown, and after which it is first sharpened.
const FIRST_ANSWERS: [u32; 2] = [25, 100];
/// How often a sharper answer is shown.
const INTERVAL: Duration = Duration::from_millis(150);
/// A summary takes at most this share of the worker's time.
const SUMMARY_SHARE: u32 = 4;

/// How a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// More is coming.
    Running,
    /// Everything asked for is done.
    Finished,
    /// Stopped early on request; what is done is kept.
    Stopped,
    /// A fault in the program ended it.
    Failed(String),
}

/// A run at a moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Number of the job; a later job has a greater one.
    pub job: u64,
    /// What was run.
    pub scenario: Arc<Scenario>,
    /// The answer so far; none before the first replications are done.
    pub summary: Option<Arc<Summary>>,
    /// Replications done.
    pub done: u32,
    /// Replications asked for.
    pub wanted: u32,
    /// Time taken so far.
    pub elapsed: Duration,
    /// How it stands.
    pub phase: Phase,
}

struct Job {
    number: u64,
    scenario: ValidScenario,
    stop: Arc<AtomicBool>,
}

type Latest = Arc<Mutex<Option<Arc<Snapshot>>>>;

/// The worker and what it found last.
pub struct Jobs {
    sender: Option<mpsc::Sender<Job>>,
    latest: Latest,
    number: u64,
    stop: Arc<AtomicBool>,
    target: Option<Arc<Scenario>>,
}

impl Jobs {
    /// Starts the worker. `wake` is called, from the worker's thread, whenever there is something new to see.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let latest: Latest = Arc::default();
        let (sender, receiver) = mpsc::channel();
        let slot = Arc::clone(&latest);
        let worker = std::thread::Builder::new().name("simulation".to_owned()).spawn(move || work(&receiver, &slot, &wake));
        Self { sender: worker.is_ok().then_some(sender), latest, number: 0, stop: Arc::default(), target: None }
    }

    /// Whether the newest job is this very document, run or found wanting.
    pub fn is_for(&self, scenario: &Arc<Scenario>) -> bool {
        self.target.as_ref().is_some_and(|target| Arc::ptr_eq(target, scenario))
    }

    /// Whether the newest job is still to give its first answer.
    pub fn awaits_first_answer(&self) -> bool {
        self.latest().is_some_and(|latest| latest.phase == Phase::Running && latest.summary.is_none())
    }

    /// Takes what the newest job finds for the answer of another document, if that differs from the one run in nothing that an answer
    /// depends on: a name, a note, a colour, the order of options.
    pub fn adopt(&mut self, scenario: &Arc<Scenario>) -> bool {
        // A document that might not run has no answer to take over.
        let has_run = lock(&self.latest).is_some();
        let alike = has_run && self.target.as_ref().is_some_and(|target| target.run_inputs() == scenario.run_inputs());
        if alike {
            self.target = Some(Arc::clone(scenario));
        }
        alike
    }

    /// Starts a job in place of the one before.
    pub fn start(&mut self, scenario: ValidScenario) {
        self.abandon(scenario.shared());
        self.stop = Arc::default();
        let start = Snapshot {
            job: self.number,
            scenario: scenario.shared(),
            summary: None,
            done: 0,
            wanted: scenario.run.replications,
            elapsed: Duration::ZERO,
            phase: Phase::Running,
        };
        let sent = self.sender.as_ref().map(|sender| sender.send(Job { number: self.number, scenario, stop: Arc::clone(&self.stop) }));
        let phase = match sent {
            Some(Ok(())) => Phase::Running,
            _ => Phase::Failed("the simulation's thread could not be started".to_owned()),
        };
        put(&self.latest, Snapshot { phase, ..start });
    }

    /// Gives up the job before for a document that may not run.
    pub fn abandon(&mut self, target: Arc<Scenario>) {
        self.stop();
        self.number += 1;
        self.target = Some(target);
        *lock(&self.latest) = None;
    }

    /// Forgets what was run last, so that it may be run again.
    pub fn forget(&mut self) {
        self.target = None;
    }

    /// Stops the job and keeps what is done.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// How the newest job stands.
    pub fn latest(&self) -> Option<Arc<Snapshot>> {
        let mut slot = lock(&self.latest);
        let snapshot = slot.as_mut().filter(|snapshot| snapshot.job == self.number)?;
        if let Some(target) = self.target.as_ref().filter(|target| !Arc::ptr_eq(target, &snapshot.scenario)) {
            let summary = snapshot.summary.as_ref().map(|summary| Arc::new(summary.renamed(target)));
            *snapshot = Arc::new(Snapshot { scenario: Arc::clone(target), summary, ..Snapshot::clone(snapshot) });
        }
        Some(Arc::clone(snapshot))
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.stop();
    }
}

fn lock(latest: &Mutex<Option<Arc<Snapshot>>>) -> MutexGuard<'_, Option<Arc<Snapshot>>> {
    latest.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Shows a snapshot, unless a later one is there already.
fn put(latest: &Mutex<Option<Arc<Snapshot>>>, snapshot: Snapshot) {
    let mut slot = lock(latest);
    let stale = slot.as_ref().is_some_and(|shown| shown.job > snapshot.job || (shown.job == snapshot.job && shown.done > snapshot.done));
    if !stale {
        *slot = Some(Arc::new(snapshot));
    }
}

fn work(jobs: &mpsc::Receiver<Job>, latest: &Mutex<Option<Arc<Snapshot>>>, wake: &dyn Fn()) {
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let started = Instant::now();
        if let Err(fault) = catch_unwind(AssertUnwindSafe(|| carry_out(&job, latest, wake, started))) {
            let phase = Phase::Failed(fault_message(fault.as_ref()));
            put(latest, snapshot(&job, started, 0, None, phase));
            wake();
        }
    }
}

fn fault_message(fault: &(dyn Any + Send)) -> String {
    let text = fault.downcast_ref::<String>().map(String::as_str).or_else(|| fault.downcast_ref::<&str>().copied());
    text.unwrap_or("no reason is known").to_owned()
}

fn snapshot(job: &Job, started: Instant, done: u32, summary: Option<Arc<Summary>>, phase: Phase) -> Snapshot {
    let wanted = job.scenario.run.replications;
    Snapshot { job: job.number, scenario: job.scenario.shared(), summary, done, wanted, elapsed: started.elapsed(), phase }
}

fn carry_out(job: &Job, latest: &Mutex<Option<Arc<Snapshot>>>, wake: &dyn Fn(), started: Instant) {
    let options: Vec<usize> = (0..job.scenario.options.len()).collect();
    let wanted = job.scenario.run.replications;
    let mut experiment = Experiment::new(&job.scenario, &options, 0, threads());
    let mut target = 0;
    let mut interval = INTERVAL;
    loop {
        let before = (Instant::now(), experiment.done());
        target = next_target(target, wanted);
        experiment.advance(target, &job.stop);
        while experiment.done() == target && target < wanted && target >= FIRST_ANSWERS[1] && before.0.elapsed() < interval {
            let pace = before.0.elapsed().as_secs_f64() / f64::from((target - before.1).max(1));
            let left = interval.saturating_sub(before.0.elapsed()).as_secs_f64();
            target = target.saturating_add(((left / pace.max(1e-6)) as u32).clamp(1, target)).min(wanted);
            experiment.advance(target, &job.stop);
        }
        let done = experiment.done();
        let stopped = job.stop.load(Ordering::Relaxed);
        let phase = match (done >= wanted, stopped) {
            (true, _) => Phase::Finished,
            (false, true) => Phase::Stopped,
            (false, false) => Phase::Running,
        };
        let summarising = Instant::now();
        let summary = (done > 0).then(|| Arc::new(experiment.summary()));
        interval = INTERVAL.max(summarising.elapsed() * SUMMARY_SHARE);
        let over = phase != Phase::Running;
        put(latest, snapshot(job, started, done, summary, phase));
        wake();
        if over {
            return;
        }
    }
}

/// How far to go before looking at the clock again.
fn next_target(done: u32, wanted: u32) -> u32 {
    let first = FIRST_ANSWERS.into_iter().find(|&answer| answer > done);
    first.unwrap_or_else(|| done.saturating_add(25)).min(wanted)
}

/// Threads of a run: one core is left to the window.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().saturating_sub(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_answer_comes_early() {
        assert_eq!(next_target(0, 1_000), 25);
        assert_eq!(next_target(25, 1_000), 100);
        assert_eq!(next_target(100, 1_000), 125);
        assert_eq!(next_target(0, 10), 10);
        assert_eq!(next_target(990, 1_000), 1_000);
    }
}
