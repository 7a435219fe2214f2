//! Whether the conclusions hold with other seeds: each option against the first, on other children.

use std::sync::atomic::AtomicBool;

use super::check::{Check, CheckUnit, Held, Subject};
use crate::analysis::{Difference, Experiment};
use crate::model::{Scenario, ValidScenario};

/// Other seeds that are tried.
pub const SEEDS: u64 = 5;
/// The measure by which options are compared.
const MEASURE: &str = "welfare_placed_share";
/// Where the method comes from.
const REFERENCE: &str = "The same run with five other seeds; paired differences, 95% intervals";

/// What is concluded of an option against the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// Clearly more are placed.
    More,
    /// Clearly fewer are.
    Fewer,
    /// The interval holds zero.
    Unclear,
}

impl Conclusion {
    fn of(difference: &Difference) -> Self {
        match difference {
            _ if !difference.is_clear() => Conclusion::Unclear,
            Difference { mean, .. } if *mean > 0.0 => Conclusion::More,
            _ => Conclusion::Fewer,
        }
    }

    fn contradicts(self, other: Self) -> bool {
        matches!((self, other), (Conclusion::More, Conclusion::Fewer) | (Conclusion::Fewer, Conclusion::More))
    }
}

/// What is concluded of each option but the first, with a seed so many after the scenario's own; nothing where it was stopped.
pub fn conclusions(
    scenario: &ValidScenario,
    (options, replications): (&[usize], u32),
    after: u64,
    threads: usize,
    stop: &AtomicBool,
) -> Option<Vec<Conclusion>> {
    let mut other = Scenario::clone(scenario);
    other.run.seed = other.run.seed.wrapping_add(after) % (1 << 53);
    let mut experiment = Experiment::new(&ValidScenario::new(other).ok()?, options, 0, threads);
    experiment.advance(replications, stop);
    if experiment.done() < replications {
        return None;
    }
    let summary = experiment.summary();
    let place = summary.measures.iter().position(|measure| measure.key == MEASURE)?;
    let against_first = summary.options.iter().skip(1).map(|option| option.differences.first().and_then(|first| first.get(place)));
    against_first.map(|difference| difference.map(Conclusion::of)).collect()
}

/// Holds the conclusions to those of other seeds: no seed may say clearly the opposite.
pub fn checks(scenario: &Scenario, options: &[usize], own: &[Conclusion], others: &[Vec<Conclusion>], replications: u32) -> Vec<Check> {
    let name = |option: usize| scenario.options.get(option).map_or("", |option| option.name.as_str());
    let Some((first, rest)) = options.split_first() else { return Vec::new() };
    let of_option = |(place, (option, own)): (usize, (&usize, &Conclusion))| {
        let said = others.iter().filter_map(|conclusions| conclusions.get(place));
        let contradicting = said.filter(|conclusion| conclusion.contradicts(*own)).count();
        let word = match own {
            Conclusion::More => "more are placed",
            Conclusion::Fewer => "fewer are placed",
            Conclusion::Unclear => "no clear difference",
        };
        Check::new(
            (Subject::Seeds, format!("{} against {}: {word}; other seeds that clearly say the opposite", name(*option), name(*first))),
            REFERENCE,
            CheckUnit::Seeds,
            contradicting as f64,
            Held::AtMost { value: 0.0 },
            replications,
        )
    };
    rest.iter().zip(own).enumerate().map(of_option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_that_says_the_opposite_fails() {
        let scenario = super::super::plain_world::quiet();
        let held = |others: &[Vec<Conclusion>]| checks(&scenario, &[0, 1], &[Conclusion::More], others, 9)[0].clone();
        assert!(held(&[vec![Conclusion::More], vec![Conclusion::Unclear]]).passed);
        let failed = held(&[vec![Conclusion::More], vec![Conclusion::Fewer]]);
        assert!(!failed.passed && failed.found == 1.0);
    }
}
