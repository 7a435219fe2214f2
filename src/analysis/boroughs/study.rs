//! The boroughs of one option beside *as now*: the same children as in the run, future by future.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::use_of::{BoroughYear, years_of};
use crate::analysis::Progress;
use crate::model::geography::BOROUGHS;
use crate::model::{RunSettings, ValidScenario};
use crate::sim::{Player, Simulation};

/// Futures that one thread plays before what is known is told.
const CHUNK: u32 = 10;
/// Most futures studied: with ten years each, a bad year is then read from 4,000 years.
pub const MOST_FUTURES: u32 = 400;
/// Most years of futures kept, so that a long horizon does not fill the memory.
const MOST_YEARS: u32 = 10_000;

/// What to study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoroughAsk {
    /// Index of the option.
    pub option: usize,
    /// Futures to play.
    pub futures: u32,
}

impl BoroughAsk {
    /// As many futures as the scenario has, up to a limit.
    pub fn usual(option: usize, run: &RunSettings) -> Self {
        let years = whole_years(run).max(1) as u32;
        Self { option, futures: run.replications.min(MOST_FUTURES).min((MOST_YEARS / years).max(20)) }
    }
}

/// Whole years of the horizon: a bill is for a year, so what is left over is not looked at.
pub fn whole_years(run: &RunSettings) -> usize {
    run.horizon_years as usize
}

/// One possible future: with the option, and as now with the very same children. Years in a row, boroughs within each.
#[derive(Clone, Debug, PartialEq)]
pub struct BoroughFuture {
    /// With the option.
    pub with: Vec<BoroughYear>,
    /// As now.
    pub without: Vec<BoroughYear>,
}

/// What has been played so far.
#[derive(Clone, Debug, PartialEq)]
pub struct BoroughStudy {
    /// Index of the option.
    pub option: usize,
    /// Whole years of each future; none where the horizon is shorter than a year.
    pub years: usize,
    /// The futures, in the order of their numbers.
    pub futures: Vec<Arc<BoroughFuture>>,
}

impl BoroughStudy {
    /// The rows of one borough, future by future and year by year, with the option and as now.
    pub fn of_borough(&self, borough: usize) -> impl Iterator<Item = (&BoroughYear, &BoroughYear)> {
        let rows = |future: &BoroughFuture| 0..future.with.len() / BOROUGHS.len();
        self.futures.iter().flat_map(move |future| {
            rows(future).map(move |year| (&future.with[year * BOROUGHS.len() + borough], &future.without[year * BOROUGHS.len() + borough]))
        })
    }
}

/// Plays the futures asked for. Stopped, it gives those that are done. The answer does not depend on `threads` (0: one a core).
pub fn study(
    scenario: &ValidScenario,
    ask: &BoroughAsk,
    threads: usize,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Progress, &BoroughStudy),
) -> BoroughStudy {
    let simulation = Arc::new(Simulation::new(scenario));
    let players: Mutex<Vec<Player>> = Mutex::default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
    let years = whole_years(&scenario.run);
    let mut found = BoroughStudy { option: ask.option, years, futures: Vec::new() };
    let chunk = |from: u32, to: u32| -> Vec<Arc<BoroughFuture>> {
        // A poisoned lock only means that another chunk panicked; the players in it are whole.
        let idle = players.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut player = idle.unwrap_or_else(|| Player::of(Arc::clone(&simulation)));
        let mut played = |future: u32, option: usize| {
            let units = scenario.options[option].step_down_units.len();
            years_of(&player.chronicle(future, option), years, units, scenario.pathway.bespoke_share)
        };
        let futures = (from..to).take_while(|_| !stop.load(Ordering::Relaxed)).map(|future| {
            let without = played(future, 0);
            let with = if ask.option == 0 { without.clone() } else { played(future, ask.option) };
            Arc::new(BoroughFuture { with, without })
        });
        let futures = futures.collect();
        players.lock().unwrap_or_else(PoisonError::into_inner).push(player);
        futures
    };
    let mut done = 0;
    while done < ask.futures && !stop.load(Ordering::Relaxed) {
        let at_once = pool.as_ref().map_or(1, |pool| pool.current_num_threads() as u32);
        let until = ask.futures.min(done + CHUNK * at_once);
        let starts: Vec<u32> = (done..until).step_by(CHUNK as usize).collect();
        let run = |from: u32| chunk(from, until.min(from + CHUNK));
        let chunks: Vec<_> = match &pool {
            Some(pool) => pool.install(|| starts.into_par_iter().map(run).collect()),
            None => starts.into_iter().map(run).collect(),
        };
        for (from, futures) in (done..).step_by(CHUNK as usize).zip(chunks) {
            let whole = futures.len() as u32 == until.min(from + CHUNK) - from;
            found.futures.extend(futures);
            if !whole {
                // Later chunks would leave a gap in the numbers.
                return found;
            }
        }
        done = until;
        tell(Progress { done, wanted: ask.futures }, &found);
    }
    found
}
