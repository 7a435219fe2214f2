//! The engine against exact values of queueing theory.

use std::sync::atomic::AtomicBool;

use super::cases::{
    census, census_and_variance, infinite, loss, refused_share, two_stage, waited_share, waiting, with_patience, with_step_down,
};
use super::check::{Check, CheckUnit, Held, Subject};
use super::precision::{Part, outcomes, plain};
use crate::model::{DAYS_PER_YEAR, Patience, Scenario, StayFamily, ValidScenario};
use crate::sim::Outcome;

/// Exact values, one a metric: its name, its unit, the value, and how wide the 99.9% interval may be, as a share of the value.
type Metric = (&'static str, CheckUnit, f64, f64);

/// A special case of the model, and what theory says of it.
pub struct Case {
    name: &'static str,
    reference: &'static str,
    scenario: Scenario,
    metrics: &'static [Metric],
    measure: fn(&Outcome) -> Vec<Part>,
}

/// Warm-up and years measured of a history.
const YEARS: (f64, f64) = (5.0, 100.0);
/// The mean stay of welfare placements in the review, days: 4.2 months.
const STAY_DAYS: f64 = 0.35 * DAYS_PER_YEAR;
const LOSS: &str = "Erlang's loss formula (Erlang 1917); for stays of any shape, Sevastyanov 1957";
const PATIENCE: &str = "Erlang A (Palm 1957; Garnett, Mandelbaum and Reiman 2002)";

/// Every case. Values to the digits of their tables.
pub fn cases() -> Vec<Case> {
    use CheckUnit::{Children, Share};
    vec![
        Case {
            name: "Beds without end: 60 requests a year, lognormal stays of 4.2 months",
            reference: "M/G/∞: the number of children is Poisson with mean rate × stay (Takács 1962)",
            scenario: infinite(60.0, STAY_DAYS, 0.8, YEARS),
            metrics: &[("children on an average day", Children, 21.0, 0.01), ("their variance", Children, 21.0, 0.02)],
            measure: |outcome| census_and_variance(outcome, 21.0).into(),
        },
        Case {
            name: "12 beds, load 10.5, exponential stays, the rest placed elsewhere",
            reference: LOSS,
            scenario: loss(30.0, (StayFamily::Exponential, STAY_DAYS, 1.0), 12, YEARS),
            metrics: &[("share refused", Share, 0.139_142_489_7, 0.01)],
            measure: |outcome| vec![refused_share(outcome, 10.5)],
        },
        Case {
            name: "24 beds, load 21, lognormal stays, the rest placed elsewhere",
            reference: LOSS,
            scenario: loss(60.0, (StayFamily::Lognormal, STAY_DAYS, 0.9), 24, YEARS),
            metrics: &[("share refused", Share, 0.084_543_543_6, 0.01)],
            measure: |outcome| vec![refused_share(outcome, 21.0)],
        },
        Case {
            name: "18 beds, load 14, nobody gives up",
            reference: "Erlang's delay formula (Erlang 1917)",
            scenario: waiting(40.0, STAY_DAYS, Patience::Unlimited, 18, YEARS),
            metrics: &[("share that waits", Share, 0.231_719_404, 0.02), ("children in beds", Children, 14.0, 0.01)],
            measure: |outcome| vec![waited_share(outcome, 14.0), plain(census(outcome))],
        },
        Case {
            name: "3 beds, load 2, patience twice the stay",
            reference: PATIENCE,
            scenario: waiting(2.0 * DAYS_PER_YEAR / 30.0, 30.0, Patience::MeanDays(60.0), 3, YEARS),
            metrics: &[
                ("share that waits", Share, 0.354_802_613, 0.02),
                ("share withdrawn", Share, 0.080_677_648, 0.02),
                ("children waiting", Children, 0.322_710_593, 0.02),
                ("children in beds", Children, 1.838_644_704, 0.01),
            ],
            measure: |outcome| with_patience(outcome, 2.0 * DAYS_PER_YEAR / 30.0).into(),
        },
        Case {
            name: "24 beds, 121 requests a year, patience as the review's open requests would have it",
            reference: PATIENCE,
            scenario: waiting(121.0, STAY_DAYS, Patience::MeanDays(18.0 / 61.0 * DAYS_PER_YEAR), 24, YEARS),
            metrics: &[
                ("share that waits", Share, 0.998_052_265, 0.01),
                ("share withdrawn", Share, 0.433_385_825, 0.01),
                ("children waiting", Children, 15.474_005, 0.01),
                ("children in beds", Children, 23.996_110, 0.01),
            ],
            measure: |outcome| with_patience(outcome, 121.0).into(),
        },
        Case {
            name: "2 beds and 1 step-down place: half need it, and block the bed until it is free",
            reference: "Markov chain of nine states, solved",
            scenario: two_stage(2.0 * DAYS_PER_YEAR / 30.0, (2, 30.0), (1, 30.0), 0.5, YEARS),
            metrics: &[
                ("share refused", Share, 0.474_227, 0.01),
                ("children blocked", Children, 0.270_987, 0.01),
                ("children in step-down", Children, 0.525_773, 0.01),
            ],
            measure: |outcome| with_step_down(outcome).into(),
        },
    ]
}

impl Case {
    /// Plays the case until its intervals are narrow enough, and holds them to the exact values.
    pub fn run(&self, stop: &AtomicBool) -> Vec<Check> {
        // The cases are written above, and a test runs each: one that is refused by the checks has nothing to say.
        let Ok(scenario) = ValidScenario::new(self.scenario.clone()) else { return Vec::new() };
        let wanted: Vec<f64> = self.metrics.iter().map(|(_, _, value, share)| value * share).collect();
        let found = outcomes(&scenario, &wanted, stop, self.measure);
        let checks = self.metrics.iter().zip(wanted).zip(found).map(|((&(metric, unit, value, _), widest), found)| {
            let held = Held::Equal { value, margin: found.half_width, widest };
            let name = format!("{}: {metric}", self.name);
            Check::new((Subject::Theory, name), self.reference, unit, found.mean, held, found.replications)
        });
        checks.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Share refused by so many beds under a load (the recursion of Erlang B).
    fn erlang_b(beds: u32, load: f64) -> f64 {
        (1..=beds).fold(1.0, |refused, beds| load * refused / (f64::from(beds) + load * refused))
    }

    fn exact(name: &str, metric: &str) -> f64 {
        let case = cases().into_iter().find(|case| case.name.starts_with(name)).expect("the case");
        case.metrics.iter().find(|(of, ..)| *of == metric).expect("the metric").2
    }

    /// The table of values is worked out again from the formulas.
    #[test]
    fn the_exact_values_are_exact() {
        let delay = |beds: u32, load: f64| {
            let refused = erlang_b(beds, load);
            refused / (1.0 - load / f64::from(beds) * (1.0 - refused))
        };
        // Birth and death: each of n children leaves its bed at rate 1 or the list at the rate of patience.
        let erlang_a = |load: f64, beds: u32, impatience: f64| {
            let rate = |n: u32| f64::from(n.min(beds)) + f64::from(n.saturating_sub(beds)) * impatience;
            let mut weights = vec![1.0];
            (1..2_000).for_each(|n| weights.push(weights[n as usize - 1] * load / rate(n)));
            let all: f64 = weights.iter().sum();
            let mean = |of: &dyn Fn(u32) -> f64| weights.iter().enumerate().map(|(n, weight)| weight / all * of(n as u32)).sum::<f64>();
            let queue = mean(&|n| f64::from(n.saturating_sub(beds)));
            let waits = mean(&|n| f64::from(u8::from(n >= beds)));
            [waits, impatience * queue / load, queue, mean(&|n| f64::from(n.min(beds)))]
        };
        let near = |one: f64, other: f64| (one / other - 1.0).abs() < 1e-7;
        assert!(near(exact("12 beds", "share refused"), erlang_b(12, 10.5)));
        assert!(near(exact("24 beds, load 21", "share refused"), erlang_b(24, 21.0)));
        assert!(near(exact("18 beds", "share that waits"), delay(18, 14.0)));
        let metrics = ["share that waits", "share withdrawn", "children waiting", "children in beds"];
        for (metric, value) in metrics.iter().zip(erlang_a(2.0, 3, 0.5)) {
            assert!(near(exact("3 beds", metric), value), "{metric}: {value}");
        }
        for (metric, value) in metrics.iter().zip(erlang_a(121.0 * 0.35, 24, 0.35 * 61.0 / 18.0)) {
            assert!(near(exact("24 beds, 121", metric), value), "{metric}: {value}");
        }
        // As many beds taken or blocked as requests find none: refused share is the share of time in which both beds hold a child, and
        // step-down is busy for every child who is let go by it.
        let (refused, in_step_down) = (exact("2 beds", "share refused"), exact("2 beds", "children in step-down"));
        assert!(near(in_step_down, 2.0 * (1.0 - refused) * 0.5));
    }

    #[test]
    fn a_case_held_to_a_wrong_value_fails() {
        let mut case = cases().into_iter().nth(1).expect("a case");
        case.metrics = &[("share refused", CheckUnit::Share, 0.139_142_489_7 * 1.05, 0.02)];
        assert!(case.run(&AtomicBool::new(false)).iter().all(|check| !check.passed));
    }
}
