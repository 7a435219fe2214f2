//! Days as they are counted: in ticks after the start of the horizon, and by quarter.

use super::super::outcome::Census;

/// The present quarter.
#[derive(Clone, Copy, Default)]
pub(super) struct Quarter {
    /// Its first and last tick after the start of the horizon.
    pub(super) start: i64,
    pub(super) end: i64,
    /// Where its censuses are kept: the first for a day before the horizon, one beyond the last for the end of it.
    pub(super) census: usize,
    /// Where its counts are kept: one beyond the last for a day before the horizon.
    pub(super) count: usize,
}

/// A day, made ready to be counted.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// Ticks after the start of the horizon; 0 before it, the whole horizon after it.
    pub(super) offset: i64,
    /// Its quarter; one beyond the last counts for a day outside the horizon.
    pub(super) quarter: Quarter,
}

impl Moment {
    #[inline(always)]
    pub(super) fn ticks_left(&self) -> i64 {
        self.quarter.end - self.offset
    }

    #[inline(always)]
    pub(super) fn change(&self, census: &mut Census, change: i64) {
        census.quarters[self.quarter.census].change(self.ticks_left(), change);
    }
}

/// Ticks from day 0 of the clock: adding 2²¹ leaves a day's multiple of 2⁻³¹ in the lower bits. Days beyond 2²⁰ are taken for 2²⁰.
/// A day before day 0 has a negative number of ticks, but not the right one: all that matters of it is that it is before.
#[inline]
pub(super) fn ticks(day: f64) -> i64 {
    const GRID: f64 = 2_097_152.0;
    (((if day < 1_048_576.0 { day } else { 1_048_576.0 }) + GRID).to_bits().wrapping_sub(GRID.to_bits())) as i64
}
