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
        let quarter = if since_start > self.ticks { self.quarters + 1 } else { quarter.min(self.quarters) };
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

/// Ticks from day 0 of the clock: adding 2²¹ leaves a day's multiple of 2⁻³¹ in the lower bits. Days beyond 2²⁰ are taken for 2²⁰.
/// A day before day 0 has a negative number of ticks, but not the right one: all that matters of it is that it is before.
#[inline]
pub(super) fn ticks(day: f64) -> i64 {
    const GRID: f64 = 2_097_152.0;
    (((if day < 1_048_576.0 { day } else { 1_048_576.0 }) + GRID).to_bits().wrapping_sub(GRID.to_bits())) as i64
}
