//! What replications say together: means, intervals, percentiles, paired differences.

use std::sync::Arc;

use serde::Serialize;

use super::boroughs::BoroughCounts;
use super::costs::Usage;
use super::kept::Kept;
use super::measure::MeasureSpec;
use crate::model::Scenario;

/// Dots that stand for all replications of a measure.
pub const DOTS: usize = 50;
/// The middle of each fiftieth of a measure's values, in rising order: fifty equally possible futures. NaN where there is no value.
pub type Dots = [f64; DOTS];

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
    /// Share in which it does worse; in the rest both are the same.
    #[serde(skip)]
    pub worse_share: f64,
}

impl Difference {
    /// Whether the interval leaves zero out.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    /// The same with option and baseline exchanged.
    pub fn turned(self) -> Self {
        Self { mean: -self.mean, low: -self.high, high: -self.low, better_share: self.worse_share, worse_share: self.better_share }
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
    /// Fifty futures, for each of [`Summary::measures`].
    pub dots: Vec<Dots>,
    /// Difference to each option before it in turn, for each of [`Summary::measures`].
    pub differences: Vec<Vec<Difference>>,
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
    /// What was used of everything that is paid for, from which costs are reckoned.
    pub usage: Arc<Usage>,
    /// Measures that show the review's criteria, future by future.
    pub kept: Arc<Kept>,
}

impl Summary {
    /// The same answer with the names of another scenario that has the same options, found by their ids.
    pub fn renamed(&self, scenario: &Scenario) -> Self {
        let mut renamed = self.clone();
        for option in &mut renamed.options {
            let Some(described) = scenario.option(&option.id) else { continue };
            option.name.clone_from(&described.name);
            for home in &mut option.homes {
                if let Some(described) = described.homes.iter().find(|described| described.id == home.id) {
                    home.name.clone_from(&described.name);
                }
            }
        }
        renamed
    }

    /// The same answer for some of the options, by their indices in rising order, as if only they had been run. The first of them is the baseline
    /// where the run's own is not among them.
    pub fn only(&self, options: &[usize]) -> Self {
        let kept = |values: &[Vec<Difference>]| options.iter().filter_map(|earlier| values.get(*earlier).cloned()).collect();
        let of = |index: &usize| {
            self.options.get(*index).map(|option| OptionSummary { differences: kept(&option.differences), ..option.clone() })
        };
        Self {
            baseline: options.iter().position(|option| *option == self.baseline).unwrap_or(0),
            options: options.iter().filter_map(of).collect(),
            ..self.clone()
        }
    }

    /// Index of an option by its id.
    pub fn option_index(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|option| option.id == id)
    }

    /// Index of a measure by its key.
    pub fn measure_index(&self, key: &str) -> Option<usize> {
        self.measures.iter().position(|measure| measure.key == key)
    }

    /// The estimate of a measure for an option, by index and key.
    pub fn estimate(&self, option: usize, key: &str) -> Option<&Estimate> {
        self.options.get(option)?.measures.get(self.measure_index(key)?)
    }

    /// Fifty futures of a measure for an option, by index and key; none where it has no value.
    pub fn dots(&self, option: usize, key: &str) -> Option<&Dots> {
        self.options.get(option)?.dots.get(self.measure_index(key)?).filter(|dots| dots.iter().all(|dot| dot.is_finite()))
    }

    /// The difference of a measure between an option and another, by indices and key; none between an option and itself.
    pub fn difference(&self, option: usize, baseline: usize, key: &str) -> Option<Difference> {
        self.difference_at(option, baseline, self.measure_index(key)?)
    }

    /// The differences between an option and the run's baseline, one for each measure; none for the baseline itself.
    pub fn differences(&self, option: usize) -> Option<Vec<Difference>> {
        (0..self.measures.len()).map(|measure| self.difference_at(option, self.baseline, measure)).collect()
    }

    fn difference_at(&self, option: usize, baseline: usize, measure: usize) -> Option<Difference> {
        let (later, earlier) = (option.max(baseline), option.min(baseline));
        let difference = *self.options.get(later)?.differences.get(earlier)?.get(measure)?;
        Some(if later == option { difference } else { difference.turned() })
    }
}
