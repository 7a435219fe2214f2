//! What one option made of one replication, over the reported horizon: counts, sums and censuses by quarter. Nothing is averaged here.

use crate::model::{DAYS_PER_YEAR, Stream};

/// Days in a quarter.
pub const DAYS_PER_QUARTER: f64 = DAYS_PER_YEAR / 4.0;

/// How many children were somewhere, as the integral of the census over each quarter, kept as changes.
///
/// A change of the census on a day adds its child-days to the rest of that quarter, and one child to each later quarter.
/// Changes may come in any order; on the grid of days the sums are exact, so the order does not matter to the last bit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Census {
    /// By quarter: child-days in the quarter of the change, and the change carried into the next.
    quarters: Vec<(f64, f64)>,
    horizon_days: f64,
}

impl Census {
    pub(super) fn reset(&mut self, quarters: usize, horizon_days: f64) {
        self.quarters.clear();
        self.quarters.resize(quarters, (0.0, 0.0));
        self.horizon_days = horizon_days;
    }

    /// Changes the census `offset_days` after the start of the horizon (0 for a change before it).
    #[inline]
    pub(super) fn change(&mut self, offset_days: f64, change: f64) {
        if offset_days < self.horizon_days {
            let quarter = (offset_days * (1.0 / DAYS_PER_QUARTER)) as usize;
            if let Some((days, carried)) = self.quarters.get_mut(quarter) {
                *days += change * (((quarter + 1) as f64 * DAYS_PER_QUARTER).min(self.horizon_days) - offset_days);
                *carried += change;
            }
        }
    }

    /// Child-days by quarter.
    pub fn days_by_quarter(&self) -> impl Iterator<Item = f64> {
        let mut census = 0.0;
        self.quarters.iter().enumerate().map(move |(quarter, (days, change))| {
            let from_day = quarter as f64 * DAYS_PER_QUARTER;
            let child_days = census * ((from_day + DAYS_PER_QUARTER).min(self.horizon_days) - from_day) + days;
            census += change;
            child_days
        })
    }

    /// Child-days over the horizon.
    pub fn days(&self) -> f64 {
        self.days_by_quarter().sum()
    }
}

/// One stream over the horizon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamOutcome {
    /// Requests made, by quarter.
    pub requests: Vec<u32>,
    /// Children placed in London homes, by quarter.
    pub placed_london: Vec<u32>,
    /// Children placed elsewhere, by quarter.
    pub placed_elsewhere: Vec<u32>,
    /// Requests withdrawn that never needed a place, by quarter.
    pub not_proceeding: Vec<u32>,
    /// Requests withdrawn for want of a place, by quarter.
    pub no_place: Vec<u32>,
    /// Open requests that will not proceed.
    pub not_proceeding_census: Census,
    /// Children waiting for a place.
    pub waiting_census: Census,
    /// Children in London secure beds.
    pub london_census: Census,
    /// Children in secure beds elsewhere.
    pub elsewhere_census: Census,
    /// Days with exactly n of this stream's children in London beds.
    pub occupancy_days: Vec<f64>,
    /// Days with no usable London bed free for this stream.
    pub all_full_days: f64,
    /// Days from request to placement of each child placed, in no order.
    pub waits_days: Vec<f64>,
    /// Miles from home borough to placement, summed over children placed.
    pub miles: f64,
    /// Lengths of stay, days, that children whose request was withdrawn for want of a place would have had, summed.
    pub unplaced_stay_days: f64,
}

/// One pool of beds over the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PoolOutcome {
    /// Child-days in its beds, blocked days included.
    pub occupied_days: f64,
    /// Days of usable beds.
    pub usable_days: f64,
    /// Admissions.
    pub admissions: u32,
    /// Child-days in its beds after being ready to leave.
    pub blocked_days: f64,
}

/// What one option made of one replication, over the reported horizon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Days of the horizon.
    pub horizon_days: f64,
    /// By stream.
    pub streams: [StreamOutcome; Stream::COUNT],
    /// By home and kind of bed, three for each home.
    pub pools: Vec<PoolOutcome>,
    /// Children in step-down.
    pub step_down_census: Census,
    /// Children who left without the step-down they needed, because no place was free.
    pub step_down_refused: u32,
    /// Children in the open facility instead of being requested.
    pub open_facility_census: Census,
    /// Requests that a stay in the open facility prevented.
    pub prevented: u32,
}
