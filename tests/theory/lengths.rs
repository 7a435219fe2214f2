//! Lengths of stay and quantiles: no chance, only the program's own tables and functions.

use sufficiency::analysis::sample::student_t_975;
use sufficiency::model::{LengthOfStay, StayFamily};
use sufficiency::sim::quantiles::Quantiles;
use sufficiency::sim::special::normal_quantile;

use super::run::stay;
use super::table::{Answer, Answers, Case};

/// Values of a table over the middles of this many equal parts of all quantiles.
const PARTS: u32 = 1 << 20;

/// A distribution as the engine reads it.
pub struct Lengths(Quantiles);

impl Lengths {
    /// The table of a length of stay.
    pub fn new(stay: &LengthOfStay) -> Self {
        Self(Quantiles::new(stay))
    }

    /// The value below which a share of all values lies.
    pub fn quantile(&self, share: f64) -> f64 {
        self.0.days((share * 4_294_967_296.0) as u32)
    }

    /// The share of values below `days`.
    pub fn share_below(&self, days: f64) -> f64 {
        let (mut low, mut high) = (0_u64, 1_u64 << 32);
        while high - low > 1 {
            let middle = low.midpoint(high);
            if self.0.days(middle as u32) < days {
                low = middle;
            } else {
                high = middle;
            }
        }
        high as f64 / 4_294_967_296.0
    }

    /// The mean of a function of the value.
    pub fn mean_of(&self, function: impl Fn(f64) -> f64) -> f64 {
        let width = (1_u64 << 32) / u64::from(PARTS);
        let sum: f64 = (0..u64::from(PARTS)).map(|part| function(self.0.days((part * width + width / 2) as u32))).sum();
        sum / f64::from(PARTS)
    }

    /// Mean and standard deviation.
    pub fn moments(&self) -> (f64, f64) {
        let mean = self.mean_of(|days| days);
        (mean, self.mean_of(|days| (days - mean).powi(2)).sqrt())
    }
}

fn exact(metric: &str, value: f64, within: f64) -> (String, Answer) {
    (metric.to_owned(), Answer::Exact { value, within })
}

/// Quantiles and the means of what a year cuts short.
pub fn lognormal(case: &Case) -> Answers {
    let lengths = Lengths::new(&stay(StayFamily::Lognormal, case.get("mean"), case.get("cv")));
    let mu = lengths.quantile(0.5).ln();
    let quantiles = [("q05", 0.05), ("q25", 0.25), ("median", 0.5), ("q75", 0.75), ("q95", 0.95), ("q99", 0.99)];
    let mut answers: Answers = quantiles.map(|(metric, share)| exact(metric, lengths.quantile(share), 3e-4)).into();
    answers.extend([
        exact("mu", mu, 1e-5),
        exact("sigma", (lengths.quantile(0.95).ln() - mu) / normal_quantile(0.95), 1e-5),
        exact("p_below_28", lengths.share_below(28.0), 1e-5),
        exact("p_above_365", 1.0 - lengths.share_below(365.0), 2e-3),
        exact("limited_mean_365", lengths.mean_of(|days| days.min(365.0)), 5e-5),
    ]);
    answers
}

/// The rows give the shape; the program asks for the spread, which the shape decides.
pub fn weibull(case: &Case) -> Answers {
    let shape = case.get("shape");
    let gamma = |x: f64| libm::tgamma(1.0 + x / shape);
    let cv = (gamma(2.0) / gamma(1.0).powi(2) - 1.0).sqrt();
    let lengths = Lengths::new(&stay(StayFamily::Weibull, case.get("mean"), cv));
    let (mean, deviation) = lengths.moments();
    vec![
        // A Weibull value is below its scale with probability 1 - 1/e.
        exact("scale", lengths.quantile(1.0 - (-1.0_f64).exp()), 1e-5),
        exact("median", lengths.quantile(0.5), 1e-5),
        exact("q95", lengths.quantile(0.95), 1e-5),
        exact("cv", deviation / mean, 1e-3),
    ]
}

/// Shape and scale follow from mean and variance.
pub fn gamma(case: &Case) -> Answers {
    let lengths = Lengths::new(&stay(StayFamily::Gamma, case.get("mean"), case.get("cv")));
    let (mean, deviation) = lengths.moments();
    vec![
        exact("shape", (mean / deviation).powi(2), 1e-3),
        exact("scale", deviation * deviation / mean, 1e-3),
        exact("median", lengths.quantile(0.5), 1e-5),
        exact("q95", lengths.quantile(0.95), 1e-5),
    ]
}

/// The factor of every interval on screen.
pub fn student_t(case: &Case) -> Answers {
    vec![exact("q975", student_t_975(case.get("df")), 1e-6)]
}

/// The quantile behind lognormal stays.
pub fn normal(_case: &Case) -> Answers {
    [("q95", 0.95), ("q975", 0.975), ("q999", 0.999)].map(|(metric, share)| exact(metric, normal_quantile(share), 1e-13)).into()
}
