//! What one option made of one replication, over the reported horizon: counts, sums and censuses by quarter. Nothing is averaged here.

use crate::model::{DAYS_PER_YEAR, Stream};

/// Days in a quarter.
pub const DAYS_PER_QUARTER: f64 = DAYS_PER_YEAR / 4.0;

/// Ticks of the grid of days in a day.
pub(super) const TICKS_PER_DAY: f64 = 2_147_483_648.0;
/// Ticks in a quarter: 91.25 days.
pub(super) const TICKS_PER_QUARTER: i64 = 91 * (1 << 31) + (1 << 29);

/// How many children were somewhere, as the integral of the census over each quarter, kept as changes.
///
/// A change of the census adds its child-days to the rest of that quarter, and one child to each later quarter.
/// Days are counted in ticks of 2⁻³¹ day, so sums are exact and changes may come in any order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Census {
    /// By quarter: child-ticks from each change to the end of its quarter, and the change carried into the next.
    quarters: Vec<(i64, i64)>,
    horizon_ticks: i64,
}

impl Census {
    pub(super) fn reset(&mut self, quarters: usize, horizon_ticks: i64) {
        self.quarters.clear();
        self.quarters.resize(quarters, (0, 0));
        self.horizon_ticks = horizon_ticks;
    }

    /// Changes the census so many ticks after the start of the horizon (0 for a change before it), in the quarter that they fall in;
    /// nothing beyond the last.
    #[inline(always)]
    pub(super) fn change(&mut self, quarter: usize, ticks: i64, change: i64) {
        if let Some((child_ticks, carried)) = self.quarters.get_mut(quarter) {
            *child_ticks += change * ((quarter as i64 + 1) * TICKS_PER_QUARTER - ticks);
            *carried += change;
        }
    }

    /// Child-days by quarter.
    pub fn days_by_quarter(&self) -> impl Iterator<Item = f64> {
        let mut census = 0;
        self.quarters.iter().enumerate().map(move |(quarter, (child_ticks, change))| {
            let from = quarter as i64 * TICKS_PER_QUARTER;
            // The last quarter may be cut short by the horizon; a change at its very end cuts itself off.
            let cut = (from + TICKS_PER_QUARTER - self.horizon_ticks).max(0);
            let sum = census * TICKS_PER_QUARTER + child_ticks;
            census += change;
            (sum - census * cut) as f64 / TICKS_PER_DAY
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
    /// Ticks of 2⁻³¹ day with exactly n of this stream's children in London beds.
    pub(super) occupancy_ticks: Vec<i64>,
    /// Ticks with no usable London bed free for this stream.
    pub(super) all_full_ticks: i64,
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
    pub(super) occupied_ticks: i64,
    pub(super) usable_ticks: i64,
    pub(super) blocked_ticks: i64,
    /// Admissions.
    pub admissions: u32,
}

impl PoolOutcome {
    /// Child-days in its beds, blocked days included.
    pub fn occupied_days(&self) -> f64 {
        self.occupied_ticks as f64 / TICKS_PER_DAY
    }

    /// Days of usable beds.
    pub fn usable_days(&self) -> f64 {
        self.usable_ticks as f64 / TICKS_PER_DAY
    }

    /// Child-days in its beds after being ready to leave.
    pub fn blocked_days(&self) -> f64 {
        self.blocked_ticks as f64 / TICKS_PER_DAY
    }
}

impl StreamOutcome {
    /// Days with exactly n of this stream's children in London beds, n from 0 to all beds.
    pub fn occupancy_days(&self) -> impl Iterator<Item = f64> {
        self.occupancy_ticks.iter().map(|ticks| *ticks as f64 / TICKS_PER_DAY)
    }

    /// Days with no usable London bed free for this stream.
    pub fn all_full_days(&self) -> f64 {
        self.all_full_ticks as f64 / TICKS_PER_DAY
    }
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
