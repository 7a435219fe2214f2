//! Lengths of time from quantiles: each family by mean, coefficient of variation and minimum, as a table built once and read often.
//!
//! A table has 2,048 cells of equal probability and is linear inside each; in the outer eight cells at either end the exact function
//! is used, so that tails are exact. Tables are built with `libm`, whose results are the same on every platform.

use std::sync::LazyLock;

use crate::model::{LengthOfStay, StayFamily};

use super::draws::{Quantile, uniform};
use super::special::{gamma_quantile, normal_quantile, weibull_shape_from_cv};

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
    /// The distribution of a length of stay. Its mean and CV are those of the whole stay: the part above the minimum has
    /// mean − minimum and a CV larger by mean / (mean − minimum).
    pub fn new(stay: &LengthOfStay) -> Self {
        let mean = stay.mean_days - stay.minimum_days;
        let cv = stay.cv * stay.mean_days / mean;
        let shape = match &stay.family {
            StayFamily::Fixed => return Self::without_table(Exact::Fixed(stay.mean_days)),
            StayFamily::Empirical(stays) => {
                let mut sorted = stays.clone();
                sorted.sort_by(f64::total_cmp);
                return Self::without_table(Exact::Observed(sorted));
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
        Self::table(stay.minimum_days, shape)
    }

    /// A gamma distribution with mean 1.
    pub fn unit_gamma(shape: f64) -> Self {
        Self::table(0.0, Shape::Gamma { shape, scale: 1.0 / shape })
    }

    fn table(minimum: f64, shape: Shape) -> Self {
        let edge = |cell: usize| minimum + shape.quantile(cell as f64 / CELLS as f64);
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
    #[inline(never)]
    fn days(&self, quantile: Quantile) -> f64 {
        match self {
            Exact::Fixed(days) => *days,
            Exact::Observed(stays) => stays[((u64::from(quantile) * stays.len() as u64) >> 32) as usize],
            Exact::Shape { minimum, shape } => minimum + shape.quantile(uniform(quantile)),
        }
    }
}

static EXPONENTIAL: LazyLock<Quantiles> = LazyLock::new(|| Quantiles::table(0.0, Shape::Exponential { mean: 1.0 }));

/// The exponential distribution with mean 1: gaps, patience and every other memoryless time are multiples of it.
pub fn exponential() -> &'static Quantiles {
    &EXPONENTIAL
}
