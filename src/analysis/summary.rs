//! What replications say together: means, intervals, percentiles, paired differences.

use serde::Serialize;

use super::boroughs::BoroughCounts;
use super::measure::MeasureSpec;

/// A measure over all replications. Where a measure has no value (a mean wait when nobody was placed) every field is NaN, written `null`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Mean over replications.
    pub mean: f64,
    /// Standard error of the mean.
    pub standard_error: f64,
    /// Lower end of the 95% interval of the mean (Student t).
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// 5th percentile between replications.
    pub p05: f64,
    /// 25th percentile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 95th percentile.
    pub p95: f64,
}

/// A paired difference, option minus baseline, on the same children.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Mean over replications.
    pub mean: f64,
    /// Lower end of the 95% interval of the mean (Student t).
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Share of replications in which the option does better than the baseline; NaN (`null`) for measures with no better direction.
    pub better_share: f64,
}

impl Difference {
    /// Whether the interval leaves zero out.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// A home of an option over all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeSummary {
    /// Id of the home.
    pub id: String,
    /// Name of the home.
    pub name: String,
    /// One estimate for each of [`Summary::home_measures`].
    pub measures: Vec<Estimate>,
}

/// One quarter of a series: percentiles and mean between replications.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct QuarterPoint {
    /// Mean.
    pub mean: f64,
    /// 5th percentile.
    pub p05: f64,
    /// 25th percentile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 95th percentile.
    pub p95: f64,
}

/// A measure quarter by quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterlySeries {
    /// Key in the machine-readable output.
    pub key: String,
    /// Name on screen.
    pub label: String,
    /// One point a quarter of the horizon.
    pub points: Vec<QuarterPoint>,
}

/// How often exactly n London beds held a child of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct OccupancyDistribution {
    /// Key of the stream.
    pub key: String,
    /// Name of the stream on screen.
    pub label: String,
    /// Share of time with exactly n beds occupied, n from 0; adds up to one.
    pub shares: Vec<f64>,
}

/// An option over all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionSummary {
    /// Id of the option.
    pub id: String,
    /// Name of the option.
    pub name: String,
    /// One estimate for each of [`Summary::measures`].
    pub measures: Vec<Estimate>,
    /// Difference to the baseline, one for each of [`Summary::measures`]; none for the baseline itself.
    pub differences: Option<Vec<Difference>>,
    /// Its homes.
    pub homes: Vec<HomeSummary>,
    /// Occupancy by stream.
    pub occupancy_distributions: Vec<OccupancyDistribution>,
    /// Measures by quarter.
    pub quarterly: Vec<QuarterlySeries>,
}

/// The answer so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Replications in it.
    pub replications: u32,
    /// Index, among the options run, of the baseline.
    pub baseline: usize,
    /// What is measured of an option.
    pub measures: Vec<MeasureSpec>,
    /// What is measured of a home.
    pub home_measures: Vec<MeasureSpec>,
    /// The options run, in the order of the scenario.
    pub options: Vec<OptionSummary>,
    /// Boroughs by the welfare requests of a year, the same in every option.
    pub boroughs: BoroughCounts,
}

impl Summary {
    /// Index of a measure by its key.
    pub fn measure_index(&self, key: &str) -> Option<usize> {
        self.measures.iter().position(|measure| measure.key == key)
    }

    /// The estimate of a measure for an option, by index and key.
    pub fn estimate(&self, option: usize, key: &str) -> Option<&Estimate> {
        self.options.get(option)?.measures.get(self.measure_index(key)?)
    }

    /// The difference to the baseline of a measure for an option, by index and key.
    pub fn difference(&self, option: usize, key: &str) -> Option<&Difference> {
        self.options.get(option)?.differences.as_ref()?.get(self.measure_index(key)?)
    }
}
