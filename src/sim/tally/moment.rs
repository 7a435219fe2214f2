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
    /// A day before it, which stands for all of them, and its last.
    early_day: f64,
    end_day: f64,
}

/// A day, made ready to be counted.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// Its quarter from 1; 0 before the horizon, one beyond the last after it. The very end of the horizon belongs to its last quarter.
    pub(super) quarter: usize,
    /// Ticks after the start of the horizon.
    pub(super) at: i64,
}

impl Horizon {
    /// The horizon of so many days and quarters after so many days of warm-up.
    pub(super) fn new(warm_up_days: f64, days: f64, quarters: usize) -> Self {
        let (early_day, end_day) = (warm_up_days - 1.0, warm_up_days + days);
        Self { start: ticks(warm_up_days), ticks: ticks(days), quarters, early_day, end_day }
    }

    /// A day, made ready to be counted.
    pub(super) fn moment(&self, day: f64) -> Moment {
        let within = self.census_moment(day);
        Moment { quarter: within.quarter + usize::from(day > self.end_day), ..within }
    }

    /// A day that is not after the end, made ready to be counted; or one on which a census changes, which after the end is as good as at the end.
    #[inline(always)]
    pub(super) fn census_moment(&self, day: f64) -> Moment {
        let day = if day > self.early_day { day } else { self.early_day };
        let at = ticks(if day < self.end_day { day } else { self.end_day }) - self.start;
        let quarter = ((at + TICKS_PER_QUARTER) as u64 / TICKS_PER_QUARTER as u64) as usize;
        Moment { quarter: quarter.min(self.quarters), at }
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
    pub(super) fn change(&self, census: &mut Census, change: i32) {
        census.quarters[self.quarter].change(self.at, change);
    }
}

/// 1.5 × 2²¹: adding it to a day leaves the day's multiple of 2⁻³¹ in the lower bits.
const GRID: f64 = 3_145_728.0;

/// Ticks from day 0 of the clock, for days nearer to it than 2²⁰.
#[inline(always)]
pub(super) fn ticks(day: f64) -> i64 {
    (day + GRID).to_bits().wrapping_sub(GRID.to_bits()) as i64
}

/// The day with so many ticks, at most 2⁵¹.
pub(super) fn day_of(ticks: i64) -> f64 {
    f64::from_bits(GRID.to_bits().wrapping_add_signed(ticks)) - GRID
}
