//! How many of the children who need a place are placed in London soon enough.
//!
//! A *genuine* request is one that proceeds: the child needs a place, whether or not one is found. The share is of genuine requests made
//! in the years reported; placements are counted in the years in which they are made, as everywhere.

use crate::model::Stream;
use crate::sim::outcome::StreamOutcome;

use super::super::sample::{Sample, TQuantile};
use super::super::summary::Estimate;

/// The longest wait that a goal may allow, days.
pub const MOST_DAYS: u32 = 30;
/// Counts kept of a future: genuine requests, then children placed in London within 0, 1, 2 … days.
pub(super) const COUNTS: usize = MOST_DAYS as usize + 2;

/// What is asked of provision: so large a share of genuine requests placed in London within so many days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// 0 to 1.
    pub share: f64,
    /// Days from request to placement, 0 to [`MOST_DAYS`]; the last day counts.
    pub days: u32,
}

/// How soon children were placed in London, future by future.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    counts: Vec<u32>,
}

/// How a goal is met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Met {
    /// The share of genuine requests placed in London within the goal's days.
    pub share: Estimate,
    /// Share of futures in which it is the goal's or more; NaN before the first.
    pub futures_share: f64,
}

impl Met {
    /// Whether the goal is met on average over futures.
    pub fn on_average(&self, goal: Goal) -> bool {
        self.share.mean >= goal.share
    }

    /// Whether more futures could not change that: the interval of the mean is above the goal, or below it.
    pub fn is_clear(&self, goal: Goal) -> bool {
        self.share.low >= goal.share || self.share.high < goal.share
    }
}

impl Access {
    /// Adds the next future of a stream.
    pub(super) fn counts_of(outcome: &StreamOutcome) -> [u32; COUNTS] {
        let mut counts = [0; COUNTS];
        counts[0] = outcome.totals().requests.saturating_sub(outcome.requests_without_need);
        for wait in &outcome.waits_for_london_days {
            if let Some(placed) = counts.get_mut(1 + wait.max(0.0).ceil() as usize) {
                *placed += 1;
            }
        }
        (2..COUNTS).for_each(|day| counts[day] += counts[day - 1]);
        counts
    }

    /// Adds the counts of the next future.
    pub(super) fn push(&mut self, counts: &[u32; COUNTS]) {
        self.counts.extend_from_slice(counts);
    }

    /// How a goal is met in the futures so far. A future without a genuine request says nothing.
    pub fn met(&self, goal: Goal) -> Met {
        let day = 1 + goal.days.min(MOST_DAYS) as usize;
        let mut sample = Sample::default();
        let (mut futures, mut met) = (0_u32, 0_u32);
        for counts in self.counts.chunks_exact(COUNTS).filter(|counts| counts[0] > 0) {
            let share = f64::from(counts[day]) / f64::from(counts[0]);
            sample.push(share);
            futures += 1;
            met += u32::from(share >= goal.share);
        }
        Met { share: sample.estimate(&mut TQuantile::default(), &mut Vec::new()), futures_share: f64::from(met) / f64::from(futures) }
    }
}

/// How soon children of each stream were placed in London.
pub type AccessByStream = [Access; Stream::COUNT];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_of_genuine_requests_and_its_last_day_counts() {
        let mut outcome = StreamOutcome::default();
        outcome.waits_for_london_days = vec![0.0, 7.0, 7.01, 90.0];
        let mut access = Access::default();
        let mut counts = Access::counts_of(&outcome);
        counts[0] = 8;
        access.push(&counts);
        counts[0] = 4;
        access.push(&counts);
        let met = |share, days| access.met(Goal { share, days });
        // Two of eight and two of four within a week.
        assert_eq!((met(0.5, 7).share.mean, met(0.5, 7).futures_share), (0.375, 0.5));
        assert_eq!(met(0.25, 7).futures_share, 1.0);
        assert_eq!(met(0.5, 0).share.mean, (0.125 + 0.25) / 2.0);
        assert_eq!(met(0.5, 8).share.mean, (0.375 + 0.75) / 2.0);
        assert!(Access::default().met(Goal { share: 0.5, days: 7 }).futures_share.is_nan());
    }
}
