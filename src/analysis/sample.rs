//! Values of one measure over replications: running mean and variance, and percentiles in bounded room.

use std::cmp::Ordering;

use super::measure::Better;
use super::summary::{DOTS, Difference, Dots, Estimate};

/// Values kept one by one; beyond this many they are counted in cells.
const EXACT: usize = 4_096;
/// Cells of a measure.
const CELLS: usize = 2_048;

/// Running mean and sum of squared deviations (Welford 1962).
#[derive(Clone, Copy, Debug, Default)]
pub struct Moments {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Adds a value.
    #[inline]
    pub fn push(&mut self, value: f64) {
        self.count += 1.0;
        let deviation = value - self.mean;
        self.mean += deviation / self.count;
        self.squares += deviation * (value - self.mean);
    }

    /// Mean; NaN for no values.
    pub fn mean(&self) -> f64 {
        if self.count > 0.0 { self.mean } else { f64::NAN }
    }

    /// How many values.
    pub fn count(&self) -> f64 {
        self.count
    }

    /// Variance of the values, n − 1 in the denominator; NaN for fewer than two values.
    pub fn variance(&self) -> f64 {
        if self.count > 1.0 { (self.squares / (self.count - 1.0)).max(0.0) } else { f64::NAN }
    }

    /// Standard error of the mean; NaN for fewer than two values.
    pub fn standard_error(&self) -> f64 {
        if self.count > 1.0 { (self.squares / (self.count - 1.0) / self.count).max(0.0).sqrt() } else { f64::NAN }
    }
}

/// The 97.5th percentile of Student's t for a number of values, remembered because it is asked for again and again.
#[derive(Clone, Debug, Default)]
pub struct TQuantile {
    known: Option<(u64, f64)>,
}

impl TQuantile {
    /// NaN for fewer than two values.
    pub fn for_count(&mut self, count: f64) -> f64 {
        if count < 2.0 {
            return f64::NAN;
        }
        match self.known {
            Some((known, t)) if known == count as u64 => t,
            _ => {
                let t = student_t_975(count - 1.0);
                self.known = Some((count as u64, t));
                t
            }
        }
    }
}

/// The 97.5th percentile of Student's t, to ten decimals: beyond those, platforms' logarithms may differ.
pub fn student_t_975(degrees_of_freedom: f64) -> f64 {
    use statrs::distribution::{ContinuousCDF, StudentsT};
    StudentsT::new(0.0, 1.0, degrees_of_freedom).map_or(f64::NAN, |t| (t.inverse_cdf(0.975) * 1e10).round() / 1e10)
}

/// Values of one measure. The first 4,096 are kept; after that they are counted in 2,048 cells over the range seen, widened as need be,
/// so that the room stays the same and percentiles stay within half a thousandth of the range.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    moments: Moments,
    exact: Vec<f64>,
    cells: Option<Cells>,
}

impl Sample {
    /// Adds a value; NaN (no value in this replication) is passed over.
    #[inline]
    pub fn push(&mut self, value: f64) {
        if value.is_nan() {
            return;
        }
        self.moments.push(value);
        if let Some(cells) = &mut self.cells {
            cells.push(value);
        } else {
            self.exact.push(value);
            if self.exact.len() == EXACT {
                self.cells = Some(Cells::of(&std::mem::take(&mut self.exact)));
            }
        }
    }

    /// Mean, interval and percentiles. `room` is working room, and then holds what [`Sample::dots`] asks for.
    pub fn estimate(&self, t: &mut TQuantile, room: &mut Vec<f64>) -> Estimate {
        let (mean, standard_error) = (self.moments.mean(), self.moments.standard_error());
        let half_width = t.for_count(self.moments.count) * standard_error;
        room.clear();
        room.extend_from_slice(&self.exact);
        // None is NaN, so a plain comparison puts them in order.
        room.sort_unstable_by(|one, other| one.partial_cmp(other).unwrap_or(Ordering::Equal));
        let percentile = |share: f64| self.percentile(room, share);
        Estimate {
            mean,
            standard_error,
            low: mean - half_width,
            high: mean + half_width,
            p05: percentile(0.05),
            p25: percentile(0.25),
            p50: percentile(0.5),
            p75: percentile(0.75),
            p95: percentile(0.95),
        }
    }

    /// The values that stand for equal parts of all: the middle of each fiftieth. `sorted` is the working room of
    /// [`Sample::estimate`] just after it.
    pub fn dots(&self, sorted: &[f64]) -> Dots {
        std::array::from_fn(|dot| self.percentile(sorted, (dot as f64 + 0.5) / DOTS as f64))
    }

    fn percentile(&self, sorted: &[f64], share: f64) -> f64 {
        match &self.cells {
            Some(cells) => cells.percentile(share),
            None => sorted_percentile(sorted, share),
        }
    }
}

/// Linear interpolation between order statistics; NaN for no values.
fn sorted_percentile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = share * last as f64;
    let below = position as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64)
}

/// Counts in cells of equal width.
#[derive(Clone, Debug)]
struct Cells {
    low: f64,
    width: f64,
    /// Of the values themselves: no percentile lies beyond them.
    least: f64,
    greatest: f64,
    count: u64,
    counts: Vec<u32>,
}

impl Cells {
    fn of(values: &[f64]) -> Self {
        let (least, greatest) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(*v), h.max(*v)));
        let spread = (greatest - least).max(1e-9 * greatest.abs()).max(1e-300);
        let width = 1.5 * spread / CELLS as f64;
        let mut cells = Self { low: least - spread / 4.0, width, least, greatest, count: 0, counts: vec![0; CELLS] };
        values.iter().for_each(|value| cells.push(*value));
        cells
    }

    fn push(&mut self, value: f64) {
        (self.least, self.greatest) = (self.least.min(value), self.greatest.max(value));
        loop {
            let cell = (value - self.low) / self.width;
            if cell < 0.0 {
                // Twice the width, downwards: pairs of cells become one in the upper half.
                let half = CELLS / 2;
                for i in (0..half).rev() {
                    self.counts[half + i] = self.counts[2 * i] + self.counts[2 * i + 1];
                }
                self.counts[..half].fill(0);
                self.low -= self.width * CELLS as f64;
                self.width *= 2.0;
            } else if cell >= CELLS as f64 {
                halve(&mut self.counts);
                self.width *= 2.0;
            } else {
                self.counts[cell as usize] += 1;
                self.count += 1;
                return;
            }
        }
    }

    fn percentile(&self, share: f64) -> f64 {
        let [percentile] = percentiles_of_counts(&self.counts, self.count, [share], self.low, self.width);
        percentile.clamp(self.least, self.greatest)
    }
}

/// Pairs of cells become one in the lower half.
pub(super) fn halve(counts: &mut [u32]) {
    let half = counts.len() / 2;
    for i in 0..half {
        counts[i] = counts[2 * i] + counts[2 * i + 1];
    }
    counts[half..].fill(0);
}

/// Percentiles in rising order; interpolates inside the cells that hold them.
pub(super) fn percentiles_of_counts<const N: usize>(counts: &[u32], count: u64, shares: [f64; N], low: f64, width: f64) -> [f64; N] {
    let mut percentiles = [f64::NAN; N];
    let (mut found, mut before) = (0, 0.0);
    for (i, cell) in counts.iter().enumerate().filter(|(_, cell)| **cell > 0) {
        let cell = f64::from(*cell);
        while let Some(share) = shares.get(found)
            && share * count as f64 - before <= cell
        {
            percentiles[found] = low + width * (i as f64 + (share * count as f64 - before) / cell);
            found += 1;
        }
        before += cell;
        if found == N {
            break;
        }
    }
    percentiles
}

/// Paired differences of one measure.
#[derive(Clone, Copy, Debug, Default)]
pub struct PairedSample {
    moments: Moments,
    above: u32,
    below: u32,
}

impl PairedSample {
    /// Adds a difference. NaN is passed over.
    #[inline]
    pub fn push(&mut self, difference: f64) {
        if !difference.is_nan() {
            self.moments.push(difference);
            self.above += u32::from(difference > 0.0);
            self.below += u32::from(difference < 0.0);
        }
    }

    /// Mean, interval and how often better and worse.
    pub fn difference(&self, t: &mut TQuantile, better: Better) -> Difference {
        let mean = self.moments.mean();
        let half_width = t.for_count(self.moments.count) * self.moments.standard_error();
        let share = |count: u32| f64::from(count) / self.moments.count;
        let (better_share, worse_share) = match better {
            Better::Higher => (share(self.above), share(self.below)),
            Better::Lower => (share(self.below), share(self.above)),
            Better::Neither => (f64::NAN, f64::NAN),
        };
        Difference { mean, low: mean - half_width, high: mean + half_width, better_share, worse_share }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(i: u32) -> f64 {
        f64::from(i.wrapping_mul(2_654_435_761) >> 8) / f64::from(1 << 24)
    }

    #[test]
    fn percentiles_in_cells_agree_with_exact_ones() {
        let value = |i: u32| 100.0 + 30.0 * spread(i) + if i > 5_000 { 60.0 * (spread(i + 7) - 0.5) } else { 0.0 };
        let mut sample = Sample::default();
        let mut all: Vec<f64> = (0..20_000).map(value).collect();
        all.iter().for_each(|v| sample.push(*v));
        all.sort_by(f64::total_cmp);
        let estimate = sample.estimate(&mut TQuantile::default(), &mut Vec::new());
        for (share, cell) in [(0.05, estimate.p05), (0.25, estimate.p25), (0.5, estimate.p50), (0.75, estimate.p75), (0.95, estimate.p95)] {
            assert!((cell - sorted_percentile(&all, share)).abs() < 0.15, "{share}: {cell}");
        }
    }

    /// Cells have a width, values need not: no percentile lies beyond the least and the greatest.
    #[test]
    fn percentiles_in_cells_stay_within_the_values() {
        let percentiles = |value: fn(u32) -> f64| {
            let mut sample = Sample::default();
            (0..2 * EXACT as u32).for_each(|i| sample.push(value(i)));
            let estimate = sample.estimate(&mut TQuantile::default(), &mut Vec::new());
            [estimate.p05, estimate.p25, estimate.p50, estimate.p75, estimate.p95]
        };
        assert_eq!(percentiles(|_| 0.0), [0.0; 5]);
        assert_eq!(percentiles(|_| 18.0), [18.0; 5]);
        assert_eq!(percentiles(|i| f64::from(i % 50).max(40.0) - 40.0)[0], 0.0);
        assert!(percentiles(|i| if i < 7_000 { 1.0 } else { 3.0 })[4] <= 3.0);
    }

    #[test]
    fn mean_and_error_are_the_textbook_ones() {
        let mut sample = Sample::default();
        [2.0, 4.0, 4.0, f64::NAN, 6.0].iter().for_each(|v| sample.push(*v));
        let estimate = sample.estimate(&mut TQuantile::default(), &mut Vec::new());
        assert_eq!(estimate.mean, 4.0);
        // Variance 8/3, standard error sqrt(2/3); t with 3 degrees of freedom 3.182446.
        assert!((estimate.standard_error - (2.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!((estimate.high - 4.0 - 3.182_446_305 * (2.0_f64 / 3.0).sqrt()).abs() < 1e-6);
        assert_eq!(estimate.p50, 4.0);
    }

    #[test]
    fn dots_are_the_middles_of_fiftieths() {
        let mut sample = Sample::default();
        // 0 to 100 in another order: the percentile of a share is a hundred times the share.
        (0..101_u32).for_each(|i| sample.push(f64::from(i * 37 % 101)));
        let mut room = Vec::new();
        sample.estimate(&mut TQuantile::default(), &mut room);
        let dots = sample.dots(&room);
        for (i, dot) in dots.iter().enumerate() {
            assert!((dot - (2.0 * i as f64 + 1.0)).abs() < 1e-9, "dot {i} is at {dot}");
        }
        assert!(Sample::default().dots(&[]).iter().all(|dot| dot.is_nan()));
    }

    #[test]
    fn ties_are_neither_better_nor_worse() {
        let mut pair = PairedSample::default();
        [-1.0, 0.0, 2.0, 3.0, f64::NAN].into_iter().for_each(|difference| pair.push(difference));
        let lower = pair.difference(&mut TQuantile::default(), Better::Lower);
        assert_eq!((lower.mean, lower.better_share, lower.worse_share), (1.0, 0.25, 0.5));
        let turned = lower.turned();
        assert_eq!((turned.mean, turned.low, turned.high), (-1.0, -lower.high, -lower.low));
        assert_eq!((turned.better_share, turned.worse_share), (0.5, 0.25));
        assert!(pair.difference(&mut TQuantile::default(), Better::Neither).better_share.is_nan());
    }

    #[test]
    fn no_values_give_no_estimate() {
        let estimate = Sample::default().estimate(&mut TQuantile::default(), &mut Vec::new());
        assert!(estimate.mean.is_nan() && estimate.low.is_nan() && estimate.p50.is_nan());
    }
}
