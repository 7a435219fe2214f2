//! Is it right? The program checked on the machine it runs on: exact values of queueing theory, two counters against each other, the
//! warm-up, the number of replications, other seeds.

pub mod cases;
mod check;
mod enough;
mod exact;
mod little;
pub mod plain_world;
pub mod precision;
mod seeds;
mod warm_up;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::progress::{Progress, Tell};
use crate::model::ValidScenario;
use crate::sim::{Player, Simulation};

pub use check::{Check, CheckUnit, Held, Subject};
pub use warm_up::{STEP_DAYS, WarmUp};

/// What is asked of a self-test.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Indices of the options looked at.
    pub options: Vec<usize>,
    /// Most replications of the scenario behind any one check; exact values take as many as they need.
    pub replications: u32,
}

impl Ask {
    /// The usual self-test of some options.
    pub fn of(options: Vec<usize>) -> Self {
        Self { options, replications: 200 }
    }
}

/// What a self-test has found so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Found {
    /// Everything checked, in the order of the record.
    pub checks: Vec<Check>,
    /// How the option with the most secure beds settles from empty.
    pub warm_up: Option<WarmUp>,
}

impl Found {
    /// Whether everything checked passes.
    pub fn passed(&self) -> bool {
        self.checks.iter().all(|check| check.passed)
    }

    /// Checks that do not pass.
    pub fn failed(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.passed)
    }
}

/// Replications in which children are counted one by one.
const COUNTED: u32 = 5;
/// Replications of a run from empty.
const SETTLING: u32 = 100;

/// Carries a self-test out. The same scenario and ask give the same checks on any number of threads (0: one a core). Stopped, it returns
/// what it has.
pub fn run(scenario: &ValidScenario, ask: &Ask, threads: usize, stop: &AtomicBool, tell: Tell<'_, Found>) -> Found {
    let replications = ask.replications.min(scenario.run.replications).max(2);
    let cases = exact::cases();
    let wanted = (cases.len() + ask.options.len()) as u32 + 2 + 1 + seeds::SEEDS as u32;
    let mut found = Found::default();
    let mut done = 0;
    let mut told = |found: &Found| {
        done += 1;
        tell(Progress { done, wanted }, found);
    };
    let stopped = || stop.load(Ordering::Relaxed);
    // Where the system gives no threads of its own, the common ones do the work.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
    for case in &cases {
        let checks = pool.as_ref().map_or_else(|| case.run(stop), |pool| pool.install(|| case.run(stop)));
        if stopped() {
            return found;
        }
        found.checks.extend(checks);
        told(&found);
    }
    let simulation = Arc::new(Simulation::new(scenario));
    for option in &ask.options {
        found.checks.extend(little::checks(scenario, &simulation, *option, COUNTED.min(replications)));
        told(&found);
        if stopped() {
            return found;
        }
    }
    let largest =
        ask.options.iter().copied().max_by_key(|option| simulation.options().get(*option).map_or(0, |option| option.total_beds()));
    let settling = SETTLING.min(replications);
    found.warm_up = largest.and_then(|option| warm_up::warm_up(scenario, option, settling));
    if let (Some(option), Some(settled)) = (largest, &found.warm_up) {
        found.checks.extend(warm_up::checks(scenario, option, settled, settling));
    }
    told(&found);
    if stopped() {
        return found;
    }
    let shares = enough::shares_placed(&mut Player::of(simulation), &ask.options, replications);
    found.checks.extend(enough::checks(scenario, &ask.options, &shares));
    told(&found);
    let mut said = Vec::new();
    for after in 0..=seeds::SEEDS {
        let Some(conclusions) = seeds::conclusions(scenario, (&ask.options, replications), after, threads, stop) else { return found };
        said.push(conclusions);
        if after == seeds::SEEDS
            && let Some((own, others)) = said.split_first()
        {
            found.checks.extend(seeds::checks(scenario, &ask.options, own, others, replications));
        }
        told(&found);
    }
    found
}
