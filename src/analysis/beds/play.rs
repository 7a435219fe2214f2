//! Plays many provisions on the same futures and keeps what is asked about them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::model::{Scenario, Stream, ValidScenario};
use crate::sim::{Outcome, Player, Simulation};

use super::super::costs::{Capacity, Usage, push_usage};
use super::super::measure::{MeasureSpec, option_measures, reported_streams};
use super::super::progress::Progress;
use super::super::sample::{PairedSample, Sample, TQuantile};
use super::super::summary::{Difference, Estimate};
use super::super::values::{WaitRoom, push_option_values};
use super::StudyError;
use super::access::{Access, AccessByStream};

/// Futures that one thread plays before it looks for more.
const CHUNK: u32 = 10;

/// A scenario and those of its options that are played.
pub(super) struct World {
    pub(super) scenario: ValidScenario,
    pub(super) options: Vec<usize>,
}

impl World {
    /// A scenario with other options beside its own, of which the new ones are played after some of the old.
    pub(super) fn with_options(
        scenario: &Scenario,
        old: &[usize],
        new: impl IntoIterator<Item = crate::model::ProvisionOption>,
        futures: u32,
    ) -> Result<Self, StudyError> {
        let mut changed = scenario.clone();
        let mut options = old.to_vec();
        for (number, mut option) in new.into_iter().enumerate() {
            option.id = (number..).map(|n| format!("studied-{n}")).find(|id| changed.option(id).is_none()).unwrap_or_default();
            options.push(changed.options.len());
            changed.options.push(option);
        }
        Self::of(changed, options, futures)
    }

    /// A scenario and options of it.
    pub(super) fn of(mut scenario: Scenario, options: Vec<usize>, futures: u32) -> Result<Self, StudyError> {
        scenario.run.replications = futures.max(1);
        let scenario = ValidScenario::new(Arc::new(scenario))
            .map_err(|problems| StudyError::NotPermitted(problems.first().map(|problem| problem.message.clone()).unwrap_or_default()))?;
        Ok(Self { scenario, options })
    }
}

/// One provision in all futures so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// One estimate for each of the measures of the study.
    pub measures: Vec<Estimate>,
    /// The paired difference to the study's reference, for each of the measures; empty where it has none, and for the reference itself.
    pub differences: Vec<Difference>,
    /// How soon children were placed in London, by stream.
    pub access: AccessByStream,
    /// What it used of everything that is paid for, to be priced; none where the study was not asked to count it.
    pub usage: Option<Usage>,
}

/// What is asked of a study.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Possible futures.
    pub(super) futures: u32,
    /// Threads; 0 for one a core.
    pub(super) threads: usize,
    /// The point that the others are compared with, if any.
    pub(super) reference: Option<usize>,
    /// Whether what is paid for is counted.
    pub(super) counts_usage: bool,
}

/// The measures of a study, in the order of the estimates.
pub(super) fn measures(scenario: &Scenario) -> Vec<MeasureSpec> {
    option_measures(&reported_streams(scenario))
}

/// One provision in one future.
struct Row {
    values: Vec<f64>,
    access: [[u32; super::access::COUNTS]; Stream::COUNT],
    /// Empty where it is not counted.
    usage: Vec<f64>,
}

#[derive(Clone, Default)]
struct Gathered {
    samples: Vec<Sample>,
    differences: Vec<PairedSample>,
    access: AccessByStream,
    usage: Option<Usage>,
}

/// Plays the options of all worlds on the same futures; `tell` hears the points so far after each portion of futures. Stopped, it returns
/// the points of the futures that are whole. Points stand in the order of the worlds and of their options.
pub(super) fn play(worlds: &[World], wanted: Wanted, stop: &AtomicBool, tell: &mut dyn FnMut(Progress, Vec<Point>)) -> (u32, Vec<Point>) {
    let simulations: Vec<Arc<Simulation>> = worlds.iter().map(|world| Arc::new(Simulation::new(&world.scenario))).collect();
    let Wanted { futures, threads, reference, counts_usage } = wanted;
    let empty = worlds.iter().flat_map(|world| {
        let usage = || counts_usage.then(|| Usage::new(1, &world.scenario.run));
        world.options.iter().map(move |_| Gathered { usage: usage(), ..Gathered::default() })
    });
    let mut gathered: Vec<Gathered> = empty.collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
    let at_once = pool.as_ref().map_or(1, rayon::ThreadPool::current_num_threads) as u32;
    let specs = worlds.first().map(|world| measures(&world.scenario)).unwrap_or_default();
    let mut done = 0;
    while done < futures && !stop.load(Ordering::Relaxed) {
        let until = futures.min(done + CHUNK * 2 * at_once);
        let starts: Vec<u32> = (done..until).step_by(CHUNK as usize).collect();
        let run = |from: u32| play_chunk(worlds, &simulations, from..until.min(from + CHUNK), counts_usage, stop);
        let chunks: Vec<Option<Vec<Vec<Row>>>> = match &pool {
            Some(pool) => pool.install(|| starts.into_par_iter().map(run).collect()),
            None => starts.into_iter().map(run).collect(),
        };
        for chunk in chunks {
            // What comes after a chunk cut short would not be the next future.
            let Some(rows) = chunk else { return (done, points(&gathered, &specs, reference)) };
            for future in rows {
                fold(&mut gathered, &future, reference);
                done += 1;
            }
        }
        tell(Progress { done, wanted: futures }, points(&gathered, &specs, reference));
    }
    (done, points(&gathered, &specs, reference))
}

/// Some futures, the rows of all points in each; none when stopped.
fn play_chunk(
    worlds: &[World],
    simulations: &[Arc<Simulation>],
    futures: std::ops::Range<u32>,
    counts_usage: bool,
    stop: &AtomicBool,
) -> Option<Vec<Vec<Row>>> {
    let mut rows: Vec<Vec<Row>> = futures.clone().map(|_| Vec::new()).collect();
    for (world, simulation) in worlds.iter().zip(simulations) {
        let mut player = Player::of(Arc::clone(simulation));
        let mut outcomes = vec![Outcome::default(); world.options.len()];
        let mut waits = vec![WaitRoom::default(); world.options.len()];
        let streams = reported_streams(&world.scenario);
        let capacity =
            |option: &usize| Capacity::new(&world.scenario.options[*option], &simulation.options()[*option], &world.scenario.run);
        let capacities: Vec<Capacity> = if counts_usage { world.options.iter().map(capacity).collect() } else { Vec::new() };
        for (future, row) in futures.clone().zip(&mut rows) {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            player.replicate(future, &world.options, &mut outcomes);
            row.extend(outcomes.iter().zip(&mut waits).enumerate().map(|(place, (outcome, waits))| {
                let (mut values, mut usage) = (Vec::new(), Vec::new());
                push_option_values(outcome, &streams, world.scenario.pathway.bespoke_share, waits, &mut values);
                if let Some(capacity) = capacities.get(place) {
                    push_usage(outcome, capacity, world.scenario.pathway.bespoke_share, &mut usage);
                }
                Row { values, access: outcome.streams.each_ref().map(Access::counts_of), usage }
            }));
        }
    }
    Some(rows)
}

fn fold(gathered: &mut [Gathered], rows: &[Row], reference: Option<usize>) {
    let reference = reference.and_then(|reference| Some((reference, rows.get(reference)?)));
    for (index, (point, row)) in gathered.iter_mut().zip(rows).enumerate() {
        point.samples.resize_with(row.values.len(), Sample::default);
        point.samples.iter_mut().zip(&row.values).for_each(|(sample, value)| sample.push(*value));
        if let Some((_, baseline)) = reference.filter(|(at, _)| *at != index) {
            point.differences.resize_with(row.values.len(), PairedSample::default);
            for ((pair, value), baseline) in point.differences.iter_mut().zip(&row.values).zip(&baseline.values) {
                pair.push(value - baseline);
            }
        }
        point.access.iter_mut().zip(&row.access).for_each(|(access, counts)| access.push(counts));
        if let Some(usage) = &mut point.usage {
            usage.push(std::iter::once(row.usage.as_slice()));
        }
    }
}

fn points(gathered: &[Gathered], specs: &[MeasureSpec], reference: Option<usize>) -> Vec<Point> {
    let mut t = TQuantile::default();
    let mut room = Vec::new();
    let points = gathered.iter().enumerate().map(|(index, point)| Point {
        measures: point.samples.iter().map(|sample| sample.estimate(&mut t, &mut room)).collect(),
        differences: if reference.is_some_and(|reference| reference != index) {
            point.differences.iter().zip(specs).map(|(pair, spec)| pair.difference(&mut t, spec.better)).collect()
        } else {
            Vec::new()
        },
        access: point.access.clone(),
        usage: point.usage.clone(),
    });
    points.collect()
}
