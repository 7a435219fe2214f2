//! Runs a special case until its intervals are narrow enough: the number of replications follows from a pilot (Stein 1945), so it is
//! enough and no more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::model::ValidScenario;
use crate::sim::{Episode, Outcome, Player, Simulation, Trace};

/// Replications before the number needed is known.
const PILOT: u32 = 64;
/// Replications at which a case gives up.
const MOST: u32 = 200_000;
/// Replications between two looks at whether to stop.
const PORTION: u32 = 256;

/// One replication's part in a metric.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    above: f64,
    below: f64,
    control: f64,
}

impl Part {
    /// Made steadier by something that moves with it and whose mean is known to be 0: as far as a line through the replications explains
    /// the part by it, it is taken off (control variate: Lavenberg and Welch 1981).
    pub fn steadied(self, control: f64) -> Self {
        Self { control, ..self }
    }
}

/// Part of a ratio of two sums over replications.
pub fn ratio(above: f64, below: f64) -> Part {
    Part { above, below, control: 0.0 }
}

/// A plain mean over replications.
pub fn plain(value: f64) -> Part {
    ratio(value, 1.0)
}

/// What replications say of a metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampled {
    /// Mean, or ratio of sums.
    pub mean: f64,
    /// Half-width of its 99.9% interval.
    pub half_width: f64,
    /// Replications.
    pub replications: u32,
}

/// Measures the first option by its outcome until the half-width of each metric is as wanted; infinite for whatever it comes to.
pub fn outcomes(
    scenario: &ValidScenario,
    wanted: &[f64],
    stop: &AtomicBool,
    measure: impl Fn(&Outcome) -> Vec<Part> + Sync,
) -> Vec<Sampled> {
    let simulation = Arc::new(Simulation::new(scenario));
    until_narrow(wanted, stop, |from, to| {
        let player = || (Player::of(Arc::clone(&simulation)), [Outcome::default()]);
        let replicate = |(player, outcome): &mut (Player, [Outcome; 1]), replication| {
            player.replicate(replication, &[0], outcome);
            measure(&outcome[0])
        };
        (from..to).into_par_iter().map_init(player, replicate).collect()
    })
}

/// Measures the first option child by child.
pub fn episodes(
    scenario: &ValidScenario,
    wanted: &[f64],
    stop: &AtomicBool,
    measure: impl Fn(&Trace, &[Episode]) -> Vec<Part> + Sync,
) -> Vec<Sampled> {
    let simulation = Arc::new(Simulation::new(scenario));
    until_narrow(wanted, stop, |from, to| {
        let player = || (Player::of(Arc::clone(&simulation)), Trace::default());
        let replicate = |(player, trace): &mut (Player, Trace), replication| {
            player.chance().trace_into(replication, trace);
            let (episodes, _) = player.episodes(0, trace);
            measure(trace, &episodes)
        };
        (from..to).into_par_iter().map_init(player, replicate).collect()
    })
}

/// Runs the pilot, and then as many replications as its spread calls for, until every metric is as narrow as wanted.
fn until_narrow(wanted: &[f64], stop: &AtomicBool, run: impl Fn(u32, u32) -> Vec<Vec<Part>>) -> Vec<Sampled> {
    let mut parts = run(0, PILOT);
    loop {
        let found: Vec<Sampled> = (0..wanted.len()).map(|metric| ratio_of_sums(&parts, metric)).collect();
        let over = found.iter().zip(wanted).filter(|(found, wanted)| found.half_width > **wanted);
        let times = over.fold(0.0_f64, |times, (found, wanted)| times.max((found.half_width / wanted).powi(2) * 1.1));
        let needed = ((parts.len() as f64 * times) as u32).min(MOST);
        while (parts.len() as u32) < needed && !stop.load(Ordering::Relaxed) {
            let done = parts.len() as u32;
            parts.extend(run(done, needed.min(done + PORTION)));
        }
        if (found.first().map_or(0, |found| found.replications) as usize) == parts.len() || stop.load(Ordering::Relaxed) {
            return found;
        }
    }
}

/// The ratio of sums, and its interval from the spread of what each replication adds (Cochran 1977, section 2.11).
fn ratio_of_sums(parts: &[Vec<Part>], metric: usize) -> Sampled {
    let count = parts.len() as f64;
    let sum = |value: &dyn Fn(&Part) -> f64| parts.iter().map(|part| value(&part[metric])).sum::<f64>();
    let (below, control) = (sum(&|part| part.below), sum(&|part| part.control) / count);
    let raw = sum(&|part| part.above) / below;
    let excess = |part: &Part| part.above - raw * part.below;
    let spread = sum(&|part| (part.control - control).powi(2));
    let slope = if spread > 0.0 { sum(&|part| excess(part) * (part.control - control)) / spread } else { 0.0 };
    let squares = sum(&|part| (excess(part) - slope * (part.control - control)).powi(2));
    let standard_error = (squares / (count - 2.0) / count).sqrt() * count / below;
    let t = StudentsT::new(0.0, 1.0, count - 2.0).map_or(f64::NAN, |t| t.inverse_cdf(0.9995));
    Sampled { mean: raw - slope * control * count / below, half_width: t * standard_error, replications: parts.len() as u32 }
}
