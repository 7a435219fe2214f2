//! Runs a special case until its intervals are as narrow as its table asks.

use std::sync::atomic::AtomicBool;

pub use sufficiency::analysis::selftest::plain_world::{exponential, one_stream, stay, stream};
use sufficiency::analysis::selftest::precision::{self, Sampled};
pub use sufficiency::analysis::selftest::precision::{Part, plain, ratio};
use sufficiency::model::Scenario;
use sufficiency::sim::{Episode, Outcome, Trace};

use super::table::{Answer, Answers, Case};
use crate::worlds::valid;

/// Measures option 0 by its outcome: the parts of these metrics, in their order.
pub fn outcomes(case: &Case, metrics: &[&str], scenario: Scenario, measure: impl Fn(&Outcome) -> Vec<Part> + Sync) -> Answers {
    answers(metrics, precision::outcomes(&valid(scenario), &wanted(case, metrics), &AtomicBool::new(false), measure))
}

/// Measures option 0 child by child.
pub fn episodes(case: &Case, metrics: &[&str], scenario: Scenario, measure: impl Fn(&Trace, &[Episode]) -> Vec<Part> + Sync) -> Answers {
    answers(metrics, precision::episodes(&valid(scenario), &wanted(case, metrics), &AtomicBool::new(false), measure))
}

/// How narrow the case asks each metric to be; as wide as may be where it does not ask for it.
fn wanted(case: &Case, metrics: &[&str]) -> Vec<f64> {
    metrics.iter().map(|metric| case.row(metric).map_or(f64::INFINITY, |row| case.half_width(row))).collect()
}

fn answers(metrics: &[&str], found: Vec<Sampled>) -> Answers {
    let answer = |found: Sampled| Answer::Sampled { mean: found.mean, half_width: found.half_width, count: found.replications as usize };
    metrics.iter().zip(found).map(|(metric, found)| ((*metric).to_owned(), answer(found))).collect()
}
