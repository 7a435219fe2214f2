//! Runs replications and folds them, in the order of their numbers, into a [`Summary`].

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::model::{Stream, ValidScenario};
use crate::sim::{CompiledOption, Outcome, Player, Simulation};

use super::boroughs::{self, BoroughCounts};
use super::costs::{Capacity, QUANTITIES, Usage, push_usage, year_count};
use super::kept::Kept;
use super::measure::{MeasureSpec, home_measures, option_measures, reported_streams};
use super::sample::{PairedSample, Sample, TQuantile};
use super::series::{QuarterSample, SeriesSpec, push_series, series};
use super::summary::{HomeSummary, OccupancyDistribution, OptionSummary, QuarterlySeries, Summary};
use super::values::{WaitRoom, push_home_values, push_option_values};

/// Replications that one thread runs before it looks for more.
const CHUNK: u32 = 25;
/// Chunks a thread, and at most in all, until all threads wait for each other: no more are held, however long one is kept from its work.
const ROUND: [usize; 2] = [20, 64];
/// Threads that work at once, however many there are: each holds a replication and a chunk.
const MOST_THREADS: usize = ROUND[1];

/// A run that can be carried on, looked at and stopped. The answer depends on scenario, options and number of replications,
/// never on the number of threads or on how often it was looked at.
pub struct Experiment {
    plan: Arc<Plan>,
    /// Threads that work at once, the caller's own among them.
    threads: usize,
    teams: Mutex<Vec<Team>>,
    given: Given,
}

/// What the replications done have given.
struct Given {
    options: Vec<OptionSample>,
    /// Counts of boroughs, which are the same in every option.
    boroughs: [Sample; 2],
    /// What costs are reckoned from.
    usage: Usage,
    /// What is weighed together, future by future.
    kept: Arc<Kept>,
    done: u32,
}

/// What is run and how a replication's numbers are laid out in a row.
struct Plan {
    simulation: Arc<Simulation>,
    scenario: ValidScenario,
    /// Indices of the options in the scenario.
    options: Vec<usize>,
    /// Places of each of those options that are there to be paid for.
    capacities: Vec<Capacity>,
    baseline: usize,
    /// Streams reported.
    streams: Vec<Stream>,
    measures: Vec<MeasureSpec>,
    home_measures: Vec<MeasureSpec>,
    series: Vec<SeriesSpec>,
}

/// What one thread needs to run replications, kept for the next chunk.
struct Team {
    player: Player,
    outcomes: Vec<Outcome>,
    /// Working room of each option.
    waits: Vec<WaitRoom>,
}

/// Chunks on their way.
struct Line {
    /// Replications that a thread has taken.
    begun: u32,
    /// Rows of chunks that were run and are not added yet, by the first replication of each.
    ready: BTreeMap<u32, Vec<Vec<f64>>>,
}

impl Line {
    /// The next chunk of so many replications: the first in it, and the first after it.
    fn next_chunk(&mut self, replications: u32) -> Option<(u32, u32)> {
        let (from, to) = (self.begun, replications.min(self.begun.saturating_add(CHUNK)));
        self.begun = self.begun.max(to);
        (from < to).then_some((from, to))
    }
}

/// A poisoned lock means that another thread panicked; that panic ends the run once the round is over.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Values of one option so far.
#[derive(Default)]
struct OptionSample {
    measures: Vec<Sample>,
    /// Options before this one in turn, measures in a row: any of two options may be the baseline afterwards.
    differences: Vec<PairedSample>,
    /// Homes in turn.
    homes: Vec<Sample>,
    /// Series in turn, quarters in a row.
    quarters: Vec<QuarterSample>,
    /// Sums of shares of time with exactly n beds occupied, streams in turn.
    occupancy: Vec<f64>,
}

impl Experiment {
    /// Prepares a run of the options with these indices (in the order given), compared with `baseline`, an index into `options`.
    /// The seed is the scenario's. `threads`: 0 for one a core.
    pub fn new(scenario: &ValidScenario, options: &[usize], baseline: usize, threads: usize) -> Self {
        let streams = reported_streams(scenario);
        let simulation = Arc::new(Simulation::new(scenario));
        let capacity = |option: &usize| Capacity::new(&scenario.options[*option], &simulation.options()[*option], &scenario.run);
        let plan = Plan {
            capacities: options.iter().map(capacity).collect(),
            simulation: Arc::clone(&simulation),
            scenario: scenario.clone(),
            options: options.to_vec(),
            baseline,
            measures: option_measures(&streams),
            home_measures: home_measures(),
            series: series(&streams),
            streams,
        };
        let given = Given {
            options: options.iter().map(|_| OptionSample::default()).collect(),
            boroughs: Default::default(),
            usage: Usage::new(options.len(), &scenario.run),
            kept: Arc::new(Kept::new(&plan.measures, options.len())),
            done: 0,
        };
        Self {
            plan: Arc::new(plan),
            threads: if threads == 0 { thread::available_parallelism().map_or(1, NonZero::get) } else { threads }.min(MOST_THREADS),
            teams: Mutex::new(Vec::new()),
            given,
        }
    }

    /// Runs until `replications` are done in all, or until `stop` is set. Whole replications only; what is done is kept.
    pub fn advance(&mut self, replications: u32, stop: &AtomicBool) {
        let at_once = CHUNK * (ROUND[0] * self.threads).min(ROUND[1]) as u32;
        while self.given.done < replications && !stop.load(Ordering::Relaxed) {
            self.run_round(replications.min(self.given.done.saturating_add(at_once)), stop);
        }
    }

    /// Each thread takes the next chunk, runs it, and adds what is next in turn, unless another is adding already: nobody waits for the slowest.
    fn run_round(&mut self, until: u32, stop: &AtomicBool) {
        let Self { plan, threads, teams, given } = self;
        let chunks = (until - given.done).div_ceil(CHUNK) as usize;
        let line = Mutex::new(Line { begun: given.done, ready: BTreeMap::new() });
        let given = Mutex::new(given);
        let next_chunk = || lock(&line).next_chunk(until).filter(|_| !stop.load(Ordering::Relaxed));
        let work = || {
            while let Some((from, to)) = next_chunk() {
                let rows = run_chunk(plan, teams, from, to, stop);
                lock(&line).ready.insert(from, rows);
                if let Ok(mut given) = given.try_lock() {
                    given.add(plan, &line);
                }
            }
        };
        thread::scope(|scope| {
            // Where the system gives no thread, those that there are do its work.
            let others = (1..chunks.min(*threads)).filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok());
            let others: Vec<_> = others.collect();
            work();
            // A panic is told in its own words.
            others.into_iter().for_each(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        });
        // The last may have found another adding.
        lock(&given).add(plan, &line);
    }

    /// Replications done.
    pub fn done(&self) -> u32 {
        self.given.done
    }

    /// The answer so far.
    pub fn summary(&self) -> Summary {
        let plan = &self.plan;
        let mut t = TQuantile::default();
        let mut room = Vec::new();
        let given = &self.given;
        let [without_request, above_twelve_requests] = given.boroughs.each_ref().map(|sample| sample.estimate(&mut t, &mut room));
        let options = given.options.iter().zip(&plan.options).map(|(sample, option)| {
            let described = &plan.scenario.options[*option];
            let (mut measures, mut dots) = (Vec::with_capacity(plan.measures.len()), Vec::with_capacity(plan.measures.len()));
            for values in &sample.measures {
                measures.push(values.estimate(&mut t, &mut room));
                dots.push(values.dots(&room));
            }
            let mut estimates = |samples: &[Sample]| samples.iter().map(|s| s.estimate(&mut t, &mut room)).collect::<Vec<_>>();
            let homes = described.homes.iter().zip(sample.homes.chunks(plan.home_measures.len()));
            let homes = homes
                .map(|(home, samples)| HomeSummary { id: home.id.clone(), name: home.name.clone(), measures: estimates(samples) })
                .collect();
            let against = |pairs: &[PairedSample]| {
                let pairs = pairs.iter().zip(&plan.measures);
                pairs.map(|(pair, spec)| pair.difference(&mut t, spec.better)).collect()
            };
            let differences = sample.differences.chunks(plan.measures.len().max(1)).map(against).collect();
            OptionSummary {
                id: described.id.clone(),
                name: described.name.clone(),
                measures,
                dots,
                differences,
                homes,
                occupancy_distributions: plan.occupancy_distributions(sample, given.done),
                quarterly: plan.quarterly(sample),
            }
        });
        Summary {
            replications: given.done,
            baseline: plan.baseline,
            options: options.collect(),
            boroughs: BoroughCounts { without_request, above_twelve_requests },
            kept: Arc::clone(&given.kept),
            measures: plan.measures.clone(),
            home_measures: plan.home_measures.clone(),
            usage: Arc::new(given.usage.clone()),
        }
    }
}

impl Given {
    /// Adds the chunks whose turn it is. Where a stop left replications out, those after them are not added.
    fn add(&mut self, plan: &Plan, line: &Mutex<Line>) {
        let next = |done: u32| lock(line).ready.remove(&done);
        while let Some(chunk) = next(self.done) {
            self.fold(plan, &chunk);
            self.done += chunk.len() as u32;
        }
    }

    /// Adds a chunk. Measures and series take all their values of the chunk at once, because what each counts in is large:
    /// it is fetched once a chunk instead of once a replication.
    fn fold(&mut self, plan: &Plan, chunk: &[Vec<f64>]) {
        let mut from = self.boroughs.len();
        for (sample, option) in self.options.iter_mut().zip(&plan.options) {
            let to = from + plan.row_length(*option);
            let rows: Vec<&[f64]> = chunk.iter().map(|row| &row[from..to]).collect();
            sample.fold(plan, *option, &rows);
            from = to;
        }
        chunk.iter().for_each(|row| self.fold_together(plan, row));
    }

    /// Adds to what is reckoned from all options of a replication: the counts of boroughs, then the rows of the options, one after the other.
    fn fold_together(&mut self, plan: &Plan, row: &[f64]) {
        let (boroughs, mut rest) = row.split_at(self.boroughs.len());
        self.boroughs.iter_mut().zip(boroughs).for_each(|(sample, value)| sample.push(*value));
        let mut rows = Vec::with_capacity(self.options.len());
        for option in &plan.options {
            let (own, others) = rest.split_at(plan.row_length(*option));
            rows.push(own);
            rest = others;
        }
        let used = self.usage.row_length();
        self.usage.push(rows.iter().map(|row| &row[row.len() - used..]));
        if self.kept.has_room() {
            Arc::make_mut(&mut self.kept).push(&rows);
        }
        for (i, sample) in self.options.iter_mut().enumerate() {
            sample.differences.resize(plan.measures.len() * i, PairedSample::default());
            let measured = &rows[i][..plan.measures.len()];
            for (pairs, other) in sample.differences.chunks_exact_mut(plan.measures.len()).zip(&rows) {
                for ((pair, value), baseline) in pairs.iter_mut().zip(measured).zip(*other) {
                    pair.push(value - baseline);
                }
            }
        }
    }
}

/// Runs some replications; the rows of all options of a replication stand one after the other. Fewer come back when `stop` is set.
fn run_chunk(plan: &Plan, teams: &Mutex<Vec<Team>>, from: u32, to: u32, stop: &AtomicBool) -> Vec<Vec<f64>> {
    let idle = lock(teams).pop();
    let mut team = idle.unwrap_or_else(|| Team {
        player: Player::of(Arc::clone(&plan.simulation)),
        outcomes: vec![Outcome::default(); plan.options.len()],
        waits: vec![WaitRoom::default(); plan.options.len()],
    });
    let length = boroughs::COUNTS + plan.options.iter().map(|option| plan.row_length(*option)).sum::<usize>();
    let mut rows = Vec::with_capacity((to - from) as usize);
    for replication in from..to {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        team.player.replicate(replication, &plan.options, &mut team.outcomes);
        let mut row = Vec::with_capacity(length);
        row.extend(boroughs::counts(team.player.trace(), &plan.scenario.run));
        for ((outcome, capacity), waits) in team.outcomes.iter().zip(&plan.capacities).zip(&mut team.waits) {
            plan.push_row(outcome, capacity, waits, &mut row);
        }
        rows.push(row);
    }
    lock(teams).push(team);
    rows
}

impl Plan {
    fn row_length(&self, option: usize) -> usize {
        let option = &self.simulation.options()[option];
        self.measures.len()
            + option.homes.len() * self.home_measures.len()
            + self.series.len() * self.simulation.quarters()
            + self.occupancy_length(option)
            + year_count(&self.scenario.run) * QUANTITIES
    }

    fn occupancy_length(&self, option: &CompiledOption) -> usize {
        self.streams.len() * (option.total_beds() + 1)
    }

    fn push_row(&self, outcome: &Outcome, capacity: &Capacity, waits: &mut WaitRoom, row: &mut Vec<f64>) {
        push_option_values(outcome, &self.streams, self.scenario.pathway.bespoke_share, waits, row);
        push_home_values(outcome, row);
        push_series(outcome, &self.streams, row);
        for stream in &self.streams {
            row.extend(outcome.streams[stream.index()].occupancy_days().map(|days| days / outcome.horizon_days));
        }
        push_usage(outcome, capacity, self.scenario.pathway.bespoke_share, row);
    }

    fn occupancy_distributions(&self, sample: &OptionSample, done: u32) -> Vec<OccupancyDistribution> {
        let length = sample.occupancy.len() / self.streams.len().max(1);
        let shares = sample.occupancy.chunks(length.max(1));
        let distributions = self.streams.iter().zip(shares).map(|(stream, sums)| OccupancyDistribution {
            key: stream.key().into(),
            label: stream.label().into(),
            shares: sums.iter().map(|sum| sum / f64::from(done)).collect(),
        });
        distributions.collect()
    }

    fn quarterly(&self, sample: &OptionSample) -> Vec<QuarterlySeries> {
        let series = self.series.iter().zip(sample.quarters.chunks(self.simulation.quarters().max(1)));
        series
            .map(|(spec, quarters)| QuarterlySeries {
                key: spec.key.clone(),
                label: spec.label.clone(),
                points: quarters.iter().map(|quarter| quarter.point(spec.is_count)).collect(),
            })
            .collect()
    }
}

impl OptionSample {
    /// Adds the rows of this option. What it used stands behind what is added here.
    fn fold(&mut self, plan: &Plan, option: usize, rows: &[&[f64]]) {
        let compiled = &plan.simulation.options()[option];
        let mut from = 0;
        let mut next = |length: usize| {
            from += length;
            from - length..from
        };
        let extend = |sample: &mut Sample, values: Column| values.for_each(|value| sample.push(value));
        extend_all(&mut self.measures, next(plan.measures.len()), rows, extend);
        extend_all(&mut self.homes, next(compiled.homes.len() * plan.home_measures.len()), rows, extend);
        let extend = |sample: &mut QuarterSample, values: Column| sample.extend(values);
        extend_all(&mut self.quarters, next(plan.series.len() * plan.simulation.quarters()), rows, extend);
        let add = |sum: &mut f64, shares: Column| *sum = shares.fold(*sum, |sum, share| sum + share);
        extend_all(&mut self.occupancy, next(plan.occupancy_length(compiled)), rows, add);
    }
}

/// The values at one place of some rows.
struct Column<'a> {
    rows: std::slice::Iter<'a, &'a [f64]>,
    place: usize,
}

impl Iterator for Column<'_> {
    type Item = f64;

    #[inline(always)]
    fn next(&mut self) -> Option<f64> {
        self.rows.next().map(|row| row[self.place])
    }
}

/// Gives each sample its values, which stand in `places` of the rows.
fn extend_all<T: Default>(samples: &mut Vec<T>, places: Range<usize>, rows: &[&[f64]], extend: impl Fn(&mut T, Column)) {
    samples.resize_with(places.len(), T::default);
    for (sample, place) in samples.iter_mut().zip(places) {
        extend(sample, Column { rows: rows.iter(), place });
    }
}
