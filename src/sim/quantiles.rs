//! Lengths of time from quantiles: each family by mean, coefficient of variation and minimum, as a table built once and read often.
//!
//! A table has 2,048 cells of equal probability and is linear inside each; in the outer eight cells at either end the exact function
//! is used, so that tails are exact. Tables are built with `libm`, whose results are the same on every platform.

use std::sync::LazyLock;

use crate::model::{LengthOfStay, StayFamily};

use super::draws::{Quantile, uniform};
use super::special::{gamma_cdf, gamma_quantile, normal_quantile, weibull_shape_from_cv};

/// Cells of a table.
const CELLS: usize = 2_048;
/// Bits of a quantile below the number of its cell.
const CELL_BITS: u32 = 32 - 11;
/// Cells at either end that use the exact function.
const EXACT_CELLS: u32 = 8;

/// The part of a length of stay above its minimum.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Exponential { mean: f64 },
    Gamma { shape: f64, scale: f64 },
    Weibull { shape: f64, scale: f64 },
    Lognormal { mu: f64, sigma: f64 },
}

impl Shape {
    /// The value below which a share `u` of all values falls.
    fn quantile(&self, u: f64) -> f64 {
        match *self {
            Shape::Exponential { mean } => -mean * libm::log1p(-u),
            Shape::Gamma { shape, scale } => scale * gamma_quantile(shape, u),
            Shape::Weibull { shape, scale } => scale * libm::pow(-libm::log1p(-u), 1.0 / shape),
            Shape::Lognormal { mu, sigma } => libm::exp(mu + sigma * normal_quantile(u)),
        }
    }

    /// The share of all values that do not exceed `days`.
    fn share_within(&self, days: f64) -> f64 {
        if days <= 0.0 {
            return 0.0;
        }
        match *self {
            Shape::Exponential { mean } => -libm::expm1(-days / mean),
            Shape::Gamma { shape, scale } => gamma_cdf(shape, days / scale),
            Shape::Weibull { shape, scale } => -libm::expm1(-libm::pow(days / scale, shape)),
            Shape::Lognormal { mu, sigma } => 0.5 * libm::erfc((mu - libm::log(days)) / (sigma * std::f64::consts::SQRT_2)),
        }
    }

    fn mean(&self) -> f64 {
        match *self {
            Shape::Exponential { mean } => mean,
            Shape::Gamma { shape, scale } => shape * scale,
            Shape::Weibull { shape, scale } => scale * libm::tgamma(1.0 + 1.0 / shape),
            Shape::Lognormal { mu, sigma } => libm::exp(mu + sigma * sigma / 2.0),
        }
    }
}

/// Days from quantiles.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantiles {
    /// The line through each cell: days at quantile 0, and days for each unit of a quantile.
    lines: Box<[(f64, f64); CELLS]>,
    /// The first cell read from the table, and how many are.
    first_cell: u32,
    cells: u32,
    exact: Exact,
}

/// What holds outside the cells of the table.
#[derive(Clone, Debug, PartialEq)]
enum Exact {
    Fixed(f64),
    /// In rising order.
    Observed(Vec<f64>),
    Shape {
        minimum: f64,
        shape: Shape,
    },
}

impl Quantiles {
    /// The distribution of a length of stay.
    pub fn new(stay: &LengthOfStay) -> Self {
        match Exact::of(stay) {
            Exact::Shape { minimum, shape } => Self::table(minimum, shape),
            exact => Self::without_table(exact),
        }
    }

    /// A gamma distribution with mean 1.
    pub fn unit_gamma(shape: f64) -> Self {
        Self::table(0.0, Shape::Gamma { shape, scale: 1.0 / shape })
    }

    fn table(minimum: f64, shape: Shape) -> Self {
        let edge = |cell: usize| {
            minimum
                + match shape {
                    Shape::Lognormal { mu, sigma } => libm::exp(mu + sigma * NORMAL_EDGES[cell]),
                    _ => shape.quantile(edge_share(cell)),
                }
        };
        let mut lines = Box::new([(0.0, 0.0); CELLS]);
        // The outermost edges may be infinite; the outer cells are never read from the table.
        let mut lower = edge(EXACT_CELLS as usize);
        for (cell, line) in lines.iter_mut().enumerate().skip(EXACT_CELLS as usize).take(CELLS - 2 * EXACT_CELLS as usize) {
            let upper = edge(cell + 1);
            let slope = (upper - lower) * (1.0 / f64::from(1_u32 << CELL_BITS));
            // Half a unit, because a quantile stands for the middle of its unit.
            *line = (lower - slope * (f64::from((cell as u32) << CELL_BITS) - 0.5), slope);
            lower = upper;
        }
        let exact = Exact::Shape { minimum, shape };
        Self { lines, first_cell: EXACT_CELLS, cells: CELLS as u32 - 2 * EXACT_CELLS, exact }
    }

    fn without_table(exact: Exact) -> Self {
        Self { lines: Box::new([(0.0, 0.0); CELLS]), first_cell: 0, cells: 0, exact }
    }

    /// Days at a quantile.
    #[inline(always)]
    pub fn days(&self, quantile: Quantile) -> f64 {
        let cell = quantile >> CELL_BITS;
        if cell.wrapping_sub(self.first_cell) < self.cells {
            let (start, slope) = self.lines[cell as usize];
            start + slope * f64::from(quantile)
        } else {
            self.exact.days(quantile)
        }
    }
}

impl Exact {
    /// The distribution of a length of stay. Its mean and CV are those of the whole stay: the part above the minimum has
    /// mean − minimum and a CV larger by mean / (mean − minimum).
    fn of(stay: &LengthOfStay) -> Self {
        let mean = stay.mean_days - stay.minimum_days;
        let cv = stay.cv * stay.mean_days / mean;
        let shape = match &stay.family {
            StayFamily::Fixed => return Exact::Fixed(stay.mean_days),
            StayFamily::Empirical(stays) => {
                let mut sorted = stays.clone();
                sorted.sort_by(f64::total_cmp);
                return Exact::Observed(sorted);
            }
            StayFamily::Exponential => Shape::Exponential { mean },
            StayFamily::Gamma => Shape::Gamma { shape: 1.0 / (cv * cv), scale: mean * cv * cv },
            StayFamily::Weibull => {
                let shape = weibull_shape_from_cv(cv);
                Shape::Weibull { shape, scale: mean / libm::tgamma(1.0 + 1.0 / shape) }
            }
            StayFamily::Lognormal => {
                let sigma_squared = libm::log1p(cv * cv);
                Shape::Lognormal { mu: libm::log(mean) - sigma_squared / 2.0, sigma: libm::sqrt(sigma_squared) }
            }
        };
        Exact::Shape { minimum: stay.minimum_days, shape }
    }

    #[cold]
    #[inline(never)]
    fn days(&self, quantile: Quantile) -> f64 {
        match self {
            Exact::Fixed(days) => *days,
            Exact::Observed(stays) => stays[((u64::from(quantile) * stays.len() as u64) >> 32) as usize],
            Exact::Shape { minimum, shape } => minimum + shape.quantile(uniform(quantile)),
        }
    }
}

/// A length of stay without a table, for what is asked of it only now and then.
#[derive(Clone, Debug, PartialEq)]
pub struct Stays(Exact);

impl Stays {
    /// The distribution of a length of stay that has passed its checks.
    pub fn new(stay: &LengthOfStay) -> Self {
        Self(Exact::of(stay))
    }

    /// Days that a share of the stays does not exceed, 0 < share < 1.
    pub fn quantile(&self, share: f64) -> f64 {
        match &self.0 {
            Exact::Fixed(days) => *days,
            Exact::Observed(stays) => stays[((share * stays.len() as f64) as usize).min(stays.len() - 1)],
            Exact::Shape { minimum, shape } => minimum + shape.quantile(share),
        }
    }

    /// Days that a share of the stays does not exceed, 0 < share < 1, of those stays that are longer than so many days. Where hardly any
    /// stay is so long, those days themselves.
    pub fn quantile_beyond(&self, days: f64, share: f64) -> f64 {
        let whole = match &self.0 {
            Exact::Fixed(stay) => *stay,
            Exact::Observed(stays) => {
                let longer = &stays[stays.partition_point(|stay| *stay <= days)..];
                longer.get(((share * longer.len() as f64) as usize).min(longer.len().saturating_sub(1))).copied().unwrap_or(days)
            }
            Exact::Shape { .. } => {
                let within = self.share_within(days);
                let at = within + (1.0 - within) * share;
                if at < 1.0 { self.quantile(at) } else { days }
            }
        };
        whole.max(days)
    }

    /// Share of the stays that are no longer than so many days.
    pub fn share_within(&self, days: f64) -> f64 {
        match &self.0 {
            Exact::Fixed(stay) => f64::from(u8::from(*stay <= days)),
            Exact::Observed(stays) => stays.partition_point(|stay| *stay <= days) as f64 / stays.len() as f64,
            Exact::Shape { minimum, shape } => shape.share_within(days - minimum),
        }
    }

    /// Mean, days.
    pub fn mean(&self) -> f64 {
        match &self.0 {
            Exact::Fixed(days) => *days,
            Exact::Observed(stays) => stays.iter().sum::<f64>() / stays.len() as f64,
            Exact::Shape { minimum, shape } => minimum + shape.mean(),
        }
    }
}

/// The share of all values below the lower edge of a cell.
fn edge_share(cell: usize) -> f64 {
    cell as f64 / CELLS as f64
}

/// Quantiles of the standard normal distribution at the edges of cells, on which every lognormal table stands.
static NORMAL_EDGES: LazyLock<Box<[f64]>> = LazyLock::new(|| (0..=CELLS).map(|cell| normal_quantile(edge_share(cell))).collect());

static EXPONENTIAL: LazyLock<Quantiles> = LazyLock::new(|| Quantiles::table(0.0, Shape::Exponential { mean: 1.0 }));

/// The exponential distribution with mean 1: gaps, patience and every other memoryless time are multiples of it.
pub fn exponential() -> &'static Quantiles {
    &EXPONENTIAL
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stay(family: StayFamily) -> LengthOfStay {
        LengthOfStay { family, mean_days: 127.75, cv: 0.8, minimum_days: 28.0 }
    }

    #[test]
    fn shares_undo_quantiles_and_means_are_the_stated_ones() {
        for family in [StayFamily::Exponential, StayFamily::Gamma, StayFamily::Weibull, StayFamily::Lognormal] {
            let stays = Stays::new(&stay(family.clone()));
            assert!((stays.mean() - 127.75).abs() < 1e-6, "{family:?}: {}", stays.mean());
            for share in [0.001, 0.1, 0.5, 0.9, 0.999] {
                assert!((stays.share_within(stays.quantile(share)) - share).abs() < 1e-9, "{family:?} at {share}");
            }
            assert_eq!(stays.share_within(28.0), 0.0);
        }
    }

    /// Exponential above a minimum: the median is min + (mean − min) ln 2, and exp(−(365 − min)/(mean − min)) stay over a year.
    #[test]
    fn an_exponential_stay_has_its_closed_form() {
        let stays = Stays::new(&stay(StayFamily::Exponential));
        assert!((stays.quantile(0.5) - (28.0 + 99.75 * 2.0_f64.ln())).abs() < 1e-9);
        assert!((1.0 - stays.share_within(365.0) - (-337.0_f64 / 99.75).exp()).abs() < 1e-12);
    }

    #[test]
    fn observed_and_fixed_stays_are_counted() {
        let stays = Stays::new(&stay(StayFamily::Empirical(vec![400.0, 30.0, 100.0, 90.0])));
        assert_eq!((stays.mean(), stays.quantile(0.5), stays.share_within(365.0)), (155.0, 100.0, 0.75));
        let fixed = Stays::new(&stay(StayFamily::Fixed));
        assert_eq!((fixed.mean(), fixed.quantile(0.9), fixed.share_within(127.0)), (127.75, 127.75, 0.0));
    }
}
