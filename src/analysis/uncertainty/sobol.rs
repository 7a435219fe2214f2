//! What share of a function's variance each of its arguments causes, for any function of independent arguments.
//!
//! Two sets of points, A and B, and for each argument the points of A with that argument from B. First order (the argument alone):
//! Saltelli et al. 2010, *Variance based sensitivity analysis of model output*, table 2 (b), with the mean taken away first. Total order
//! (alone and together with others): Jansen 1999, ibid. (f). Both are unbiased for any number of points up to the division by the variance,
//! and the second is never negative. Points are drawn at random by key and not from a low-discrepancy sequence: the first n of them are then
//! a fair sample for every n, so a run that is stopped can be used, and intervals follow from resampling points with replacement.

use super::figures::RESAMPLING;
use crate::sim::draws::{Purpose, item_key, purpose_key, upper_half};

/// Times that the points are resampled for an interval.
const RESAMPLES: u32 = 200;

/// The function at one point of A, the same of B, and at the point of A with each argument in turn from B.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// At the point of A.
    pub a: f64,
    /// At the point of B.
    pub b: f64,
    /// At the point of A with one argument from B, in the order of the arguments.
    pub swapped: Vec<f64>,
}

/// What an argument causes, as shares of the variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// Alone.
    pub first: f64,
    /// Lower end of its 95% interval.
    pub first_low: f64,
    /// Upper end.
    pub first_high: f64,
    /// Alone and together with others.
    pub total: f64,
    /// Lower end of its 95% interval.
    pub total_low: f64,
    /// Upper end.
    pub total_high: f64,
}

impl Shares {
    /// Alone and together with others, as told: of 100, with the ends of its interval. What few points make of a share can lie beyond 0 and 100.
    pub fn total_of_100(&self) -> [f64; 3] {
        [self.total, self.total_low, self.total_high].map(|share| 100.0 * share.clamp(0.0, 1.0))
    }
}

/// The shares of each argument; none for fewer than two points or a function that never varies. `seed` keys the resampling.
pub fn shares(points: &[Point], seed: u64) -> Vec<Shares> {
    let whole: Vec<u32> = (0..points.len() as u32).collect();
    let Some(estimates) = estimate(points, &whole) else { return Vec::new() };
    let mut resampled: Vec<(Vec<f64>, Vec<f64>)> = vec![Default::default(); estimates.len()];
    for resample in 0..RESAMPLES {
        let key = purpose_key(seed, resample, Purpose::Figures(RESAMPLING));
        let drawn = |place: u64| ((u64::from(upper_half(item_key(key, place))) * points.len() as u64) >> 32) as u32;
        let chosen: Vec<u32> = (0..points.len() as u64).map(drawn).collect();
        let Some(again) = estimate(points, &chosen) else { continue };
        for (kept, (first, total)) in resampled.iter_mut().zip(again) {
            kept.0.push(first);
            kept.1.push(total);
        }
    }
    let interval = |values: &mut Vec<f64>| {
        values.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| values.get(((values.len() as f64 * share) as usize).min(values.len().saturating_sub(1))).copied();
        (at(0.025).unwrap_or(f64::NAN), at(0.975).unwrap_or(f64::NAN))
    };
    let shares = estimates.into_iter().zip(&mut resampled).map(|((first, total), (firsts, totals))| {
        let ((first_low, first_high), (total_low, total_high)) = (interval(firsts), interval(totals));
        Shares { first, first_low, first_high, total, total_low, total_high }
    });
    shares.collect()
}

/// First and total order of each argument from the points chosen.
fn estimate(points: &[Point], chosen: &[u32]) -> Option<Vec<(f64, f64)>> {
    let points: Vec<&Point> = chosen.iter().filter_map(|place| points.get(*place as usize)).collect();
    let arguments = points.first()?.swapped.len();
    let count = points.len() as f64;
    let both = || points.iter().flat_map(|point| [point.a, point.b]);
    let mean = both().sum::<f64>() / (2.0 * count);
    let variance = both().map(|value| (value - mean).powi(2)).sum::<f64>() / (2.0 * count - 1.0);
    if points.len() < 2 || variance.is_nan() || variance <= 0.0 {
        return None;
    }
    let orders = (0..arguments).map(|argument| {
        let sum = |term: fn(f64, f64, f64) -> f64| {
            points.iter().map(|point| term(point.a - mean, point.b - mean, point.swapped[argument] - mean)).sum::<f64>() / count
        };
        (sum(|a, b, swapped| b * (swapped - a)) / variance, sum(|a, _, swapped| (a - swapped).powi(2)) / (2.0 * variance))
    });
    Some(orders.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::draws::uniform;

    fn points(count: u32, arguments: usize, of: impl Fn(&[f64]) -> f64) -> Vec<Point> {
        let draw = |set: usize, point: u32| -> Vec<f64> {
            let key = purpose_key(9, point, Purpose::Figures(set));
            (0..arguments as u64).map(|argument| uniform(upper_half(item_key(key, argument)))).collect()
        };
        let point = |point: u32| {
            let (a, b) = (draw(0, point), draw(1, point));
            let swapped = (0..arguments).map(|argument| {
                let mut mixed = a.clone();
                mixed[argument] = b[argument];
                of(&mixed)
            });
            Point { a: of(&a), b: of(&b), swapped: swapped.collect() }
        };
        (0..count).map(point).collect()
    }

    /// y = 3x₁ + 2x₂ + x₃ of like arguments: shares 9, 4 and 1 of 14, alone and in all.
    #[test]
    fn a_sum_has_the_squares_of_its_weights() {
        let found = shares(&points(8_000, 4, |x| 3.0 * x[0] + 2.0 * x[1] + x[2]), 1);
        for (share, weight) in found.iter().zip([9.0, 4.0, 1.0, 0.0]) {
            let known = weight / 14.0;
            assert!((share.first - known).abs() < 0.02 && (share.total - known).abs() < 0.02, "{share:?} for {known}");
            // Eight intervals of 95%: one of them may well miss by a little.
            assert!(share.total_low - 0.005 <= known && known <= share.total_high + 0.005, "{share:?} for {known}");
        }
    }

    /// Ishigami's function with a = 7, b = 0.1: first order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437.
    #[test]
    fn the_function_of_ishigami_has_its_known_shares() {
        let of = |x: &[f64]| {
            let angle = |u: f64| std::f64::consts::PI * (2.0 * u - 1.0);
            let (one, two, three) = (angle(x[0]), angle(x[1]), angle(x[2]));
            one.sin() + 7.0 * two.sin().powi(2) + 0.1 * three.powi(4) * one.sin()
        };
        let found = shares(&points(20_000, 3, of), 1);
        let known = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
        for (share, (first, total)) in found.iter().zip(known) {
            assert!((share.first - first).abs() < 0.025 && (share.total - total).abs() < 0.025, "{share:?} for {first}, {total}");
            assert!(share.first_low < first && first < share.first_high, "{share:?} for {first}");
        }
    }

    #[test]
    fn what_never_varies_has_no_shares() {
        assert!(shares(&points(50, 2, |_| 3.0), 1).is_empty());
        assert!(shares(&points(1, 2, |x| x[0]), 1).is_empty());
    }
}
