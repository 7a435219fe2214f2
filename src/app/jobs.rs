//! Runs scenarios behind the window's back.
//!
//! One worker thread; the newest job wins. What it finds is put where the window can pick it up without waiting, and the window is
//! woken. A job that is no longer wanted stops at the next whole replication. The worker keeps what it ran last, so that a run that
//! was stopped, or is to be sharper, is carried on and not begun again.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use crate::analysis::{Experiment, Summary};
use crate::model::{ParameterId, Scenario, ValidScenario};

use super::cores::{give_way, threads};

/// Replications after which a first answer is shown, and after which it is first sharpened.
const FIRST_ANSWERS: [u32; 2] = [25, 100];
/// How often a sharper answer is shown.
const INTERVAL: Duration = Duration::from_millis(150);
/// A summary takes at most this share of the worker's time.
const SUMMARY_SHARE: u32 = 4;
/// Answers kept for figures that are gone back to.
const KEPT: usize = 16;

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

impl Snapshot {
    /// Time until everything asked for is done, at the pace so far.
    pub fn time_left(&self) -> Option<Duration> {
        (self.done > 0).then(|| self.elapsed.mul_f64(f64::from(self.wanted.saturating_sub(self.done)) / f64::from(self.done)))
    }
}

/// How sharp an answer is to be: at least so many replications, and then twice as many until the interval is narrow enough. The
/// number run depends on the scenario and the goal alone, so the same figures always give the same answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Replications to run in any case.
    pub least: u32,
    /// Half the width of the 95% interval of the share of requests placed, as a share, that every option and stream must reach.
    pub half_width_share: f64,
}

impl Goal {
    /// Replications still to do beyond those in an answer: none where it is sharp enough.
    fn next(&self, done: u32, summary: &Summary) -> Option<u32> {
        let most = ParameterId::Replications.spec().max as u32;
        if done < self.least.min(most) {
            return Some(self.least.min(most));
        }
        let wide = self.half_width_share.is_finite() && (done < 2 || widest(summary) > self.half_width_share);
        let mut next = self.least.max(1);
        while next <= done && next < most {
            next = next.saturating_mul(2).min(most);
        }
        (wide && next > done).then_some(next)
    }
}

/// The widest of the intervals of the share of requests placed: half of it, as a share.
fn widest(summary: &Summary) -> f64 {
    let placed = |(_, measure): &(usize, &crate::analysis::MeasureSpec)| measure.key.ends_with("_placed_share");
    let placed: Vec<usize> = summary.measures.iter().enumerate().filter(placed).map(|(index, _)| index).collect();
    let estimates = summary.options.iter().flat_map(|option| placed.iter().filter_map(|&index| option.measures.get(index)));
    estimates.map(|estimate| (estimate.high - estimate.low) / 2.0).filter(|half| half.is_finite()).fold(0.0, f64::max)
}

struct Job {
    number: u64,
    scenario: ValidScenario,
    goal: Goal,
    stop: Arc<AtomicBool>,
}

/// What the worker ran last, to be carried on.
struct Bench {
    scenario: Arc<Scenario>,
    experiment: Experiment,
    elapsed: Duration,
}

type Latest = Arc<Mutex<Option<Arc<Snapshot>>>>;

/// What a job is for.
#[derive(Clone)]
struct Target {
    scenario: Arc<Scenario>,
    goal: Goal,
}

/// The worker and what it found last.
pub struct Jobs {
    sender: Option<mpsc::Sender<Job>>,
    latest: Latest,
    number: u64,
    stop: Arc<AtomicBool>,
    target: Option<Target>,
    kept: Vec<Arc<Snapshot>>,
}

impl Jobs {
    /// Starts the worker. `wake` is called, from the worker's thread, whenever there is something new to see.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let latest: Latest = Arc::default();
        let (sender, receiver) = mpsc::channel();
        let slot = Arc::clone(&latest);
        let worker = std::thread::Builder::new().name("simulation".to_owned()).spawn(move || work(&receiver, &slot, &wake));
        let sender = worker.is_ok().then_some(sender);
        Self { sender, latest, number: 0, stop: Arc::default(), target: None, kept: Vec::new() }
    }

    /// Whether the newest job is this very document to this goal, run or found wanting.
    pub fn is_for(&self, scenario: &Arc<Scenario>, goal: Goal) -> bool {
        let same = |target: &Target| Arc::ptr_eq(&target.scenario, scenario) && target.goal == goal;
        self.target.as_ref().is_some_and(same)
    }

    /// Whether the newest job is still to give its first answer.
    pub fn awaits_first_answer(&self) -> bool {
        self.latest().is_some_and(|latest| latest.phase == Phase::Running && latest.summary.is_none())
    }

    /// Takes what the newest job finds for the answer of another document, if that differs from the one run in nothing that an answer
    /// depends on: a name, a note, a colour, the order of options.
    pub fn adopt(&mut self, scenario: &Arc<Scenario>, goal: Goal) -> bool {
        // A document that might not run has no answer to take over.
        let has_run = lock(&self.latest).is_some();
        let target = self.target.as_mut().filter(|target| has_run && target.goal == goal);
        let target = target.filter(|target| target.scenario.run_inputs() == scenario.run_inputs());
        target.map(|target| target.scenario = Arc::clone(scenario)).is_some()
    }

    /// Starts a job in place of the one before. An answer that is kept is there at once; if it is sharp enough, nothing is run.
    pub fn start(&mut self, scenario: ValidScenario, goal: Goal) {
        let shared = scenario.shared();
        self.replace(Some(Target { scenario: Arc::clone(&shared), goal }));
        self.stop = Arc::default();
        let kept = self.kept.iter().rfind(|kept| alike(&kept.scenario, &shared));
        let mut start = Snapshot {
            job: self.number,
            scenario: shared,
            summary: None,
            done: 0,
            wanted: goal.least,
            elapsed: Duration::ZERO,
            phase: Phase::Running,
        };
        if let Some(kept) = kept
            && let Some(summary) = &kept.summary
        {
            let next = goal.next(kept.done, summary);
            start.summary = Some(named_after(summary, &kept.scenario, &start.scenario));
            (start.done, start.elapsed) = (kept.done, kept.elapsed);
            start.wanted = next.unwrap_or(kept.done);
            if next.is_none() {
                start.phase = Phase::Finished;
                put(&self.latest, start);
                return;
            }
        }
        let job = Job { number: self.number, scenario, goal, stop: Arc::clone(&self.stop) };
        if self.sender.as_ref().is_none_or(|sender| sender.send(job).is_err()) {
            start.phase = Phase::Failed("the simulation's thread could not be started".to_owned());
        }
        put(&self.latest, start);
    }

    /// Gives up the job before for a document that may not run.
    pub fn abandon(&mut self, scenario: Arc<Scenario>, goal: Goal) {
        self.replace(Some(Target { scenario, goal }));
    }

    /// Forgets what was run last, so that it is carried on.
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
        if let Some(Target { scenario, .. }) = self.target.as_ref().filter(|target| !Arc::ptr_eq(&target.scenario, &snapshot.scenario)) {
            let summary = snapshot.summary.as_ref().map(|summary| named_after(summary, &snapshot.scenario, scenario));
            *snapshot = Arc::new(Snapshot { scenario: Arc::clone(scenario), summary, ..Snapshot::clone(snapshot) });
        }
        Some(Arc::clone(snapshot))
    }

    /// Ends the job before, keeps its answer and makes room for another.
    fn replace(&mut self, target: Option<Target>) {
        self.stop();
        self.number += 1;
        self.target = target;
        let Some(last) = lock(&self.latest).take().filter(|last| last.summary.is_some() && last.done >= FIRST_ANSWERS[1].min(last.wanted))
        else {
            return;
        };
        self.kept.retain(|kept| !alike(&kept.scenario, &last.scenario));
        self.kept.push(last);
        if self.kept.len() > KEPT {
            self.kept.remove(0);
        }
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Whether two scenarios have the same answer, but for names.
fn alike(a: &Arc<Scenario>, b: &Arc<Scenario>) -> bool {
    Arc::ptr_eq(a, b) || a.run_inputs() == b.run_inputs()
}

/// An answer of a scenario with the names of one that is alike.
fn named_after(summary: &Arc<Summary>, of: &Arc<Scenario>, scenario: &Arc<Scenario>) -> Arc<Summary> {
    if Arc::ptr_eq(of, scenario) { Arc::clone(summary) } else { Arc::new(summary.renamed(scenario)) }
}

/// What is shared with a thread behind the window: where such a thread panicked, what it had put there by then.
pub(super) fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Shows a snapshot, unless a later one is there already. An answer that was kept stays until there is a sharper one.
fn put(latest: &Mutex<Option<Arc<Snapshot>>>, mut snapshot: Snapshot) {
    let mut slot = lock(latest);
    if let Some(shown) = slot.as_ref() {
        if shown.job > snapshot.job || (shown.job == snapshot.job && matches!(shown.phase, Phase::Failed(_))) {
            return;
        }
        if shown.job == snapshot.job && shown.done > snapshot.done {
            snapshot.summary = shown.summary.clone();
            (snapshot.done, snapshot.elapsed) = (shown.done, shown.elapsed.max(snapshot.elapsed));
        }
    }
    *slot = Some(Arc::new(snapshot));
}

fn work(jobs: &mpsc::Receiver<Job>, latest: &Mutex<Option<Arc<Snapshot>>>, wake: &dyn Fn()) {
    give_way();
    let mut bench: Option<Bench> = None;
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let carried_on = bench.take().filter(|bench| alike(&bench.scenario, &job.scenario.shared()));
        match catch_unwind(AssertUnwindSafe(|| carry_out(&job, carried_on, latest, wake))) {
            Ok(done) => bench = Some(done),
            Err(fault) => {
                let phase = Phase::Failed(fault_message(fault.as_ref()));
                put(latest, job.snapshot(0, job.goal.least, Duration::ZERO, None, phase));
                wake();
            }
        }
    }
}

/// What a fault in the program says of itself.
pub fn fault_message(fault: &(dyn Any + Send)) -> String {
    let text = fault.downcast_ref::<String>().map(String::as_str).or_else(|| fault.downcast_ref::<&str>().copied());
    text.unwrap_or("no reason is known").to_owned()
}

impl Job {
    fn snapshot(&self, done: u32, wanted: u32, elapsed: Duration, summary: Option<Arc<Summary>>, phase: Phase) -> Snapshot {
        let scenario = self.scenario.shared();
        Snapshot { job: self.number, scenario, summary, done, wanted, elapsed, phase }
    }

    fn bench(&self) -> Bench {
        let options: Vec<usize> = (0..self.scenario.options.len()).collect();
        let experiment = Experiment::new(&self.scenario, &options, 0, threads());
        Bench { scenario: self.scenario.shared(), experiment, elapsed: Duration::ZERO }
    }
}

fn carry_out(job: &Job, carried_on: Option<Bench>, latest: &Mutex<Option<Arc<Snapshot>>>, wake: &dyn Fn()) -> Bench {
    let started = Instant::now();
    let mut bench = carried_on.unwrap_or_else(|| job.bench());
    let before = bench.elapsed;
    let experiment = &mut bench.experiment;
    let mut wanted = job.goal.least.max(1);
    let mut interval = INTERVAL;
    loop {
        let (began, from) = (Instant::now(), experiment.done());
        let mut target = next_target(from, wanted);
        experiment.advance(target, &job.stop);
        while experiment.done() == target && target < wanted && target >= FIRST_ANSWERS[1] && began.elapsed() < interval {
            let pace = began.elapsed().as_secs_f64() / f64::from((target - from).max(1));
            let left = interval.saturating_sub(began.elapsed()).as_secs_f64();
            target = target.saturating_add(((left / pace.max(1e-6)) as u32).clamp(1, target)).min(wanted);
            experiment.advance(target, &job.stop);
        }
        let done = experiment.done();
        let summarising = Instant::now();
        let summary = (done > 0).then(|| named_after(&Arc::new(experiment.summary()), &bench.scenario, &job.scenario.shared()));
        interval = INTERVAL.max(summarising.elapsed() * SUMMARY_SHARE);
        // How wide the interval is decides only at counts that do not depend on the clock.
        let next = if done < wanted { Some(wanted) } else { summary.as_ref().and_then(|summary| job.goal.next(done, summary)) };
        let phase = match next {
            None => Phase::Finished,
            Some(_) if job.stop.load(Ordering::Relaxed) => Phase::Stopped,
            Some(_) => Phase::Running,
        };
        wanted = next.unwrap_or(done);
        let over = phase != Phase::Running;
        bench.elapsed = before + started.elapsed();
        put(latest, job.snapshot(done, wanted, bench.elapsed, summary, phase));
        wake();
        if over {
            return bench;
        }
    }
}

/// How far to go before looking at the clock again.
fn next_target(done: u32, wanted: u32) -> u32 {
    let first = FIRST_ANSWERS.into_iter().find(|&answer| answer > done);
    first.unwrap_or_else(|| done.saturating_add(25)).min(wanted)
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
