//! Runs a special case until its intervals are narrow enough.

use std::sync::Arc;

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, StudentsT};
use sufficiency::model::{LengthOfStay, Patience, Scenario, StayFamily, StreamDemand, ValidScenario};
use sufficiency::sim::{Episode, Outcome, Player, Simulation, Trace};

use super::table::{Answer, Answers, Case};
use crate::worlds;

/// Replications before the number needed is known.
const PILOT: u32 = 64;
/// Replications at which a case gives up.
const MOST: u32 = 200_000;

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

/// Measures option 0 by its outcome: the parts of these metrics, in their order.
pub fn outcomes(case: &Case, metrics: &[&str], scenario: Scenario, measure: impl Fn(&Outcome) -> Vec<Part> + Sync) -> Answers {
    let simulation = Arc::new(Simulation::new(&valid(scenario)));
    until_narrow(case, metrics, |from, to| {
        let player = || (Player::of(Arc::clone(&simulation)), [Outcome::default()]);
        let replicate = |(player, outcome): &mut (Player, [Outcome; 1]), replication| {
            player.replicate(replication, &[0], outcome);
            measure(&outcome[0])
        };
        (from..to).into_par_iter().map_init(player, replicate).collect()
    })
}

/// Measures option 0 child by child.
pub fn episodes(case: &Case, metrics: &[&str], scenario: Scenario, measure: impl Fn(&Trace, &[Episode]) -> Vec<Part> + Sync) -> Answers {
    let simulation = Arc::new(Simulation::new(&valid(scenario)));
    until_narrow(case, metrics, |from, to| {
        let player = || (Player::of(Arc::clone(&simulation)), Trace::default());
        let replicate = |(player, trace): &mut (Player, Trace), replication| {
            player.chance().trace_into(replication, trace);
            let (episodes, _) = player.episodes(0, trace);
            measure(trace, &episodes)
        };
        (from..to).into_par_iter().map_init(player, replicate).collect()
    })
}

/// Runs the pilot, and then as many replications as its spread calls for, until every metric that the case asks for is narrow enough.
fn until_narrow(case: &Case, metrics: &[&str], run: impl Fn(u32, u32) -> Vec<Vec<Part>>) -> Answers {
    let mut parts = run(0, PILOT);
    loop {
        let answers: Answers = metrics.iter().enumerate().map(|(i, metric)| ((*metric).to_owned(), ratio_of_sums(&parts, i))).collect();
        let mut times = 0.0_f64;
        for (metric, answer) in &answers {
            if let (Some(row), Answer::Sampled { half_width, .. }) = (case.row(metric), answer)
                && *half_width > case.half_width(row)
            {
                times = times.max((half_width / case.half_width(row)).powi(2) * 1.1);
            }
        }
        let done = parts.len() as u32;
        let needed = ((f64::from(done) * times) as u32).min(MOST);
        if needed <= done {
            return answers;
        }
        parts.extend(run(done, needed));
    }
}

/// The ratio of sums, and its interval from the spread of what each replication adds (Cochran 1977, section 2.11).
fn ratio_of_sums(parts: &[Vec<Part>], metric: usize) -> Answer {
    let count = parts.len() as f64;
    let sum = |value: &dyn Fn(&Part) -> f64| parts.iter().map(|part| value(&part[metric])).sum::<f64>();
    let (below, control) = (sum(&|part| part.below), sum(&|part| part.control) / count);
    let raw = sum(&|part| part.above) / below;
    let excess = |part: &Part| part.above - raw * part.below;
    let spread = sum(&|part| (part.control - control).powi(2));
    let slope = if spread > 0.0 { sum(&|part| excess(part) * (part.control - control)) / spread } else { 0.0 };
    let squares = sum(&|part| (excess(part) - slope * (part.control - control)).powi(2));
    let standard_error = (squares / (count - 2.0) / count).sqrt() * count / below;
    let t = StudentsT::new(0.0, 1.0, count - 2.0).expect("degrees of freedom").inverse_cdf(0.9995);
    Answer::Sampled { mean: raw - slope * control * count / below, half_width: t * standard_error, count: parts.len() }
}

/// A length of stay from 0 days up.
pub fn stay(family: StayFamily, mean_days: f64, cv: f64) -> LengthOfStay {
    LengthOfStay { family, mean_days, cv, minimum_days: 0.0 }
}

/// Exponential stays.
pub fn exponential(mean_days: f64) -> LengthOfStay {
    stay(StayFamily::Exponential, mean_days, 1.0)
}

/// A stream whose children wait as long as it takes.
pub fn stream(requests_per_year: f64, length_of_stay: LengthOfStay) -> StreamDemand {
    StreamDemand { requests_per_year, length_of_stay, patience: Patience::Unlimited, ..worlds::no_demand() }
}

/// A welfare stream alone, in homes with so many welfare beds in all, for a warm-up and horizon in years.
pub fn one_stream(demand: StreamDemand, beds: u32, years: (f64, f64)) -> Scenario {
    let mut scenario = worlds::quiet();
    scenario.demand.welfare = demand;
    // A home has at most 2,000 beds; several with one waiting list are as one.
    let homes = (0..beds.div_ceil(2_000)).map(|i| worlds::home(&format!("home-{i}"), (beds - i * 2_000).min(2_000), 0, 0));
    scenario.options[0].homes = homes.collect();
    (scenario.run.warm_up_years, scenario.run.horizon_years) = years;
    scenario
}

fn valid(scenario: Scenario) -> ValidScenario {
    worlds::valid(scenario)
}
