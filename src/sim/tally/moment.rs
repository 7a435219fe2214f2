//! Days as they are counted: in ticks after the start of the horizon, and by quarter.

use super::super::outcome::{Census, TICKS_PER_QUARTER};

/// The horizon as it is counted.
#[derive(Clone, Copy)]
pub(super) struct Horizon {
    /// Ticks of the clock at which it starts.
    pub(super) start: i64,
    /// Its length, ticks.
    pub(super) ticks: i64,
    /// Quarters, the last perhaps not whole.
    pub(super) quarters: usize,
}

/// A day, made ready to be counted.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// Its quarter from 1; 0 before the horizon, one beyond the last after it. The very end of the horizon belongs to its last quarter.
    pub(super) quarter: usize,
    /// Ticks from it to the end of its quarter.
    pub(super) ticks_left: i64,
}

impl Horizon {
    /// A day, made ready to be counted.
    #[inline(always)]
    pub(super) fn moment(&self, day: f64) -> Moment {
        let since_start = ticks(day) - self.start;
        let quarter = ((since_start.max(-1) + TICKS_PER_QUARTER) as u64 / TICKS_PER_QUARTER as u64) as usize;
        // Added, not chosen: which days lie beyond the end cannot be foreseen, and a wrong guess costs more than a sum.
        let quarter = quarter.min(self.quarters) + usize::from(since_start > self.ticks);
        Moment { quarter, ticks_left: quarter as i64 * TICKS_PER_QUARTER - since_start }
    }

    /// Ticks of the clock from which on a day lies in a later quarter than this one.
    pub(super) fn ticks_after(&self, quarter: usize) -> i64 {
        self.start + if quarter == self.quarters { self.ticks + 1 } else { quarter as i64 * TICKS_PER_QUARTER }
    }

    /// Whether a quarter lies within the horizon.
    #[inline(always)]
    pub(super) fn holds(&self, quarter: usize) -> bool {
        quarter.wrapping_sub(1) < self.quarters
    }
}

impl Moment {
    #[inline(always)]
    pub(super) fn change(&self, census: &mut Census, change: i64) {
        census.quarters[self.quarter].change(self.ticks_left, change);
    }
}

/// 2²¹: adding it to a day below 2²¹ leaves the day's multiple of 2⁻³¹ in the lower bits.
const GRID: f64 = 2_097_152.0;

/// Ticks from day 0 of the clock. Days beyond 2²⁰ are taken for 2²⁰.
/// A day before day 0 has a negative number of ticks, but not the right one: all that matters of it is that it is before.
#[inline]
pub(super) fn ticks(day: f64) -> i64 {
    (grid_bits(if day < 1_048_576.0 { day } else { 1_048_576.0 }).wrapping_sub(GRID.to_bits())) as i64
}

/// A day as bits that differ from its ticks by the same number for every day from 0 to 2²⁰: sums of them are told by [`ticks_of_bits`].
#[inline]
pub(super) fn grid_bits(day: f64) -> u64 {
    (day + GRID).to_bits()
}

/// The ticks of so many days, from the sum of their [`grid_bits`].
pub(super) fn ticks_of_bits(sum: u64, days: u32) -> i64 {
    sum.wrapping_sub(GRID.to_bits().wrapping_mul(u64::from(days))) as i64
}

/// The day with so many ticks, at most 2⁵¹.
pub(super) fn day_of(ticks: i64) -> f64 {
    f64::from_bits(GRID.to_bits().wrapping_add_signed(ticks)) - GRID
}
