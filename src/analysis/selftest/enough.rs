//! Whether there are enough replications: what half-width they reach, and how many a target needs.

use super::check::{Check, CheckUnit, Held, Subject};
use crate::analysis::sample::{Moments, TQuantile};
use crate::model::{Scenario, Stream};
use crate::sim::Player;

/// Half-width of the 95% interval of the share placed that is aimed at: one percentage point.
pub const TARGET: f64 = 0.01;
/// Fewest replications from which an interval is told.
const FEWEST: u32 = 3;
/// Replications over which the target must hold on, up to a hundred; beyond, this share of them in percent.
const LOOK_AHEAD: u32 = 5;
/// Where the method comes from.
const REFERENCE: &str = "Replications by precision with look-ahead (Hoad, Robinson and Davies 2010)";

/// The number of values from which on the half-width of their 95% interval is at most a target, and stays so for the next few (5, or 5%
/// of them beyond 100); none where there are too few values to tell.
pub fn needed(values: &[f64], target: f64) -> Option<u32> {
    let (mut moments, mut t) = (Moments::default(), TQuantile::default());
    let mut since = None;
    for (index, value) in values.iter().enumerate() {
        moments.push(*value);
        let count = index as u32 + 1;
        let is_narrow = count >= FEWEST && t.for_count(f64::from(count)) * moments.standard_error() <= target;
        since = if is_narrow { since.or(Some(count)) } else { None };
        if let Some(first) = since.filter(|first| count - first >= (first * LOOK_AHEAD).div_ceil(100).max(LOOK_AHEAD)) {
            return Some(first);
        }
    }
    None
}

/// Half-width of the 95% interval of the mean of some values.
fn half_width(values: &[f64]) -> f64 {
    let mut moments = Moments::default();
    values.iter().for_each(|value| moments.push(*value));
    TQuantile::default().for_count(values.len() as f64) * moments.standard_error()
}

/// The share of welfare requests placed, replication by replication, of some options.
pub fn shares_placed(player: &mut Player, options: &[usize], replications: u32) -> Vec<Vec<f64>> {
    let mut outcomes = vec![Default::default(); options.len()];
    let mut shares = vec![Vec::new(); options.len()];
    for replication in 0..replications {
        player.replicate(replication, options, &mut outcomes);
        for (shares, outcome) in shares.iter_mut().zip(&outcomes) {
            let totals = outcome.streams[Stream::Welfare.index()].totals();
            let share = f64::from(totals.placed_london + totals.placed_elsewhere) / f64::from(totals.requests);
            if share.is_finite() {
                shares.push(share);
            }
        }
    }
    shares
}

/// Holds the replications of a scenario to what its options need. Where nobody asks there is nothing to hold.
pub fn checks(scenario: &Scenario, options: &[usize], shares: &[Vec<f64>]) -> Vec<Check> {
    let wanted = scenario.run.replications;
    let of_option = |(option, shares): (&usize, &Vec<f64>)| {
        let name = scenario.options.get(*option).map_or("", |option| option.name.as_str());
        let played = shares.len() as u32;
        if played == 0 {
            return Vec::new();
        }
        // Beyond what was played the interval narrows with the root of the number.
        let at_wanted = half_width(shares) * (f64::from(played) / f64::from(wanted.max(1))).sqrt();
        let check = |what: String, unit, found, held| {
            Check::new((Subject::Precision, format!("{name}: {what}")), REFERENCE, unit, found, held, played)
        };
        let reached = check(
            format!("share of welfare requests placed known to ± one percentage point by {wanted} possible futures"),
            CheckUnit::Share,
            at_wanted,
            Held::AtMost { value: TARGET },
        );
        let needed = f64::from(needed(shares, TARGET).unwrap_or(u32::MAX));
        let needed = if needed < f64::from(u32::MAX) { needed } else { f64::INFINITY };
        let enough = check(
            "possible futures needed for ± one percentage point".to_owned(),
            CheckUnit::Replications,
            needed,
            Held::AtMost { value: f64::from(wanted) },
        );
        vec![reached, enough]
    };
    options.iter().zip(shares).flat_map(of_option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ones and minus ones in turn: after an even number n the standard error is 1/√(n − 1), so ± 0.5 is reached at 19, where
    /// t = 2.101 and the mean is off by 1/19: standard error √((1 − 1/361)/18).
    #[test]
    fn the_number_needed_is_the_one_worked_by_hand() {
        let values: Vec<f64> = (0..200).map(|i| if i % 2 == 0 { 1.0 } else { -1.0 }).collect();
        let standard_error = ((1.0 - 1.0 / 361.0) / 18.0_f64).sqrt();
        assert!(2.1009 * standard_error < 0.5, "{standard_error}");
        assert_eq!(needed(&values, 0.5), Some(19));
        assert_eq!(needed(&values[..23], 0.5), None, "it must hold on");
        assert_eq!(needed(&values, 0.01), None);
        // A half-width that is small by chance at first does not count.
        assert_eq!(needed(&[1.0, 1.0, 1.0, 9.0, -9.0, 9.0, -9.0, 9.0, -9.0], 0.1), None);
    }
}
