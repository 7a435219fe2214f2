//! Plays variations of a scenario, each on the futures asked for, and measures what readers judge options by.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::analysis::measure::{MeasureSpec, option_measures, reported_streams};
use crate::analysis::values::{WaitRoom, push_option_values};
use crate::model::{Stream, ValidScenario};
use crate::sim::{Outcome, Player, Simulation};

/// What options are judged by, by the measure's name; the rest of the catalogue follows from these or is an output to look at.
const JUDGED_BY: [&str; 8] = [
    "placed_share",
    "no_place_per_year",
    "london_share",
    "waiting",
    "mean_wait_days",
    "placed_within_7_days_share",
    "mean_distance_miles",
    "all_full_share",
];

/// The options played, what is measured of them, and the threads that play.
pub struct Stage {
    options: Vec<usize>,
    streams: Vec<Stream>,
    measures: Vec<MeasureSpec>,
    /// Places of these measures among all that are measured of an option.
    places: Vec<usize>,
    /// None where the system gives no threads: then the caller's own does the work.
    threads: Option<rayon::ThreadPool>,
}

/// Values future by future: options in turn, measures in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    width: usize,
    values: Vec<f64>,
}

impl Rows {
    /// The futures in turn.
    pub fn iter(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.width)
    }

    /// The mean of each column, futures without a value left out; NaN where none has one.
    pub fn means(&self) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); self.width];
        for row in self.iter() {
            for ((sum, count), value) in sums.iter_mut().zip(row).filter(|(_, value)| !value.is_nan()) {
                *sum += value;
                *count += 1.0;
            }
        }
        sums.into_iter().map(|(sum, count)| sum / count).collect()
    }
}

/// The measures that options of a scenario are judged by here.
pub fn judged_measures(scenario: &ValidScenario) -> Vec<MeasureSpec> {
    option_measures(&reported_streams(scenario)).into_iter().filter(is_judged_by).collect()
}

fn is_judged_by(spec: &MeasureSpec) -> bool {
    spec.stream.is_some() && JUDGED_BY.contains(&spec.name)
}

impl Stage {
    /// A stage for the options with these indices. `threads`: 0 for one a core. The answer does not depend on their number.
    pub fn new(scenario: &ValidScenario, options: &[usize], threads: usize) -> Self {
        let streams = reported_streams(scenario);
        let all = option_measures(&streams);
        let places: Vec<usize> = (0..all.len()).filter(|place| is_judged_by(&all[*place])).collect();
        Self {
            options: options.to_vec(),
            streams,
            measures: all.into_iter().filter(is_judged_by).collect(),
            places,
            threads: rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok(),
        }
    }

    /// What is measured.
    pub fn measures(&self) -> &[MeasureSpec] {
        &self.measures
    }

    /// Columns of a row.
    pub fn width(&self) -> usize {
        self.options.len() * self.measures.len()
    }

    /// How many things are best done at once.
    pub fn portion(&self) -> usize {
        4 * self.threads.as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// Does something to each item, on all threads; the results are in the order of the items.
    pub fn each<T: Sync, R: Send>(&self, items: &[T], does: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        match &self.threads {
            Some(pool) => pool.install(|| items.par_iter().map(does).collect()),
            None => items.iter().map(does).collect(),
        }
    }

    /// Plays a variation of the scenario on these futures; nothing when stopped before the last.
    pub fn play(&self, scenario: &ValidScenario, futures: Range<u32>, stop: &AtomicBool) -> Option<Rows> {
        let mut player = Player::of(Arc::new(Simulation::new(scenario)));
        let mut outcomes = vec![Outcome::default(); self.options.len()];
        let mut waits = vec![WaitRoom::default(); self.options.len()];
        let mut row = Vec::new();
        let mut values = Vec::with_capacity(futures.len() * self.width());
        for future in futures {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            player.replicate(future, &self.options, &mut outcomes);
            for (outcome, waits) in outcomes.iter().zip(&mut waits) {
                row.clear();
                push_option_values(outcome, &self.streams, scenario.pathway.bespoke_share, waits, &mut row);
                values.extend(self.places.iter().map(|place| row[*place]));
            }
        }
        Some(Rows { width: self.width(), values })
    }
}
