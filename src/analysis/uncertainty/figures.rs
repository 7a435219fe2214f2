//! Values of uncertain figures: drawn by key from their ranges, put into the scenario, and the calibration solved again.

use std::collections::BTreeMap;

use statrs::distribution::{Beta, ContinuousCDF};

use crate::model::calibration::{largest_not_proceeding_share, patience_days};
use crate::model::{ParameterId, Patience, Range, RangeShape, Scenario, Stream, ValidScenario};
use crate::sim::draws::{Purpose, item_key, name_key, purpose_key, uniform, upper_half};
use crate::sim::special::gamma_quantile;

/// The set of draws that the two-level run takes; also the first of the two sets of the global measure.
pub const FIRST_SET: usize = 0;
/// The second set of the global measure.
pub const SECOND_SET: usize = 1;
/// Resampling, for intervals.
pub const RESAMPLING: usize = 2;

/// The value of a range below which a share `u` of its values falls, 0 < u < 1.
pub fn quantile(range: &Range, u: f64) -> f64 {
    let (low, central, high) = (range.low, range.central, range.high);
    let width = high - low;
    match range.shape {
        RangeShape::Uniform => low + u * width,
        RangeShape::Triangular => {
            let rising = (central - low) / width;
            if u < rising { low + (u * width * (central - low)).sqrt() } else { high - ((1.0 - u) * width * (high - central)).sqrt() }
        }
        RangeShape::Pert => {
            let (a, b) = (1.0 + 4.0 * (central - low) / width, 1.0 + 4.0 * (high - central) / width);
            // To ten decimals: beyond those, platforms' logarithms may differ.
            Beta::new(a, b).map_or(central, |beta| low + width * (beta.inverse_cdf(u) * 1e10).round() / 1e10)
        }
        RangeShape::Counted { years } => gamma_quantile(central * years + 0.5, u) / years,
    }
}

/// The share of a range's values that do not exceed a value.
fn share_up_to(range: &Range, value: f64) -> f64 {
    let (mut below, mut above) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = 0.5 * (below + above);
        if quantile(range, middle) <= value {
            below = middle;
        } else {
            above = middle;
        }
    }
    0.5 * (below + above)
}

/// How a draw agrees with what the review saw: with the open requests that patience is solved from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// As drawn.
    Whole,
    /// The share of requests that never need a place was drawn from the part of its range that agrees with the other figures drawn.
    Cut,
    /// No such share agrees: patience is at its nearest limit (the longest permitted where there is no shortage, the shortest where the
    /// requests that never need a place fill the list).
    Beyond,
}

/// A scenario with values drawn.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The value of each uncertain figure.
    pub values: Vec<f64>,
    /// The scenario; none where the values contradict each other in another way, and the draw is set aside.
    pub scenario: Option<ValidScenario>,
    /// How it agrees with the review.
    pub agreement: Agreement,
}

/// The uncertain figures of a scenario.
pub struct Figures<'a> {
    scenario: &'a ValidScenario,
    ranges: Vec<(ParameterId, &'a Range)>,
}

impl<'a> Figures<'a> {
    /// Those figures with a range that the scenario has.
    pub fn new(scenario: &'a ValidScenario, ranges: &'a BTreeMap<ParameterId, Range>) -> Self {
        let there = ranges.iter().filter(|(id, _)| id.may_have_range() && id.ranged_value(scenario).is_some());
        Self { scenario, ranges: there.map(|(id, range)| (*id, range)).collect() }
    }

    /// The figures, in the order of the catalogue.
    pub fn ids(&self) -> Vec<ParameterId> {
        self.ranges.iter().map(|(id, _)| *id).collect()
    }

    /// The figures with their ranges.
    pub fn ranges(&self) -> &[(ParameterId, &'a Range)] {
        &self.ranges
    }

    /// Where in its range each figure lies in a draw. Keyed by the figure's name: a range added elsewhere changes no other draw.
    pub fn uniforms(&self, set: usize, draw: u32) -> Vec<f64> {
        let key = purpose_key(self.scenario.run.seed, draw, Purpose::Figures(set));
        self.ranges.iter().map(|(id, _)| uniform(upper_half(item_key(key, name_key(&id.path()))))).collect()
    }

    /// The scenario with each figure at a place in its range.
    pub fn at(&self, uniforms: &[f64]) -> Drawn {
        let mut scenario = Scenario::clone(self.scenario);
        let mut values: Vec<f64> = self.ranges.iter().zip(uniforms).map(|((id, range), u)| limited(*id, quantile(range, *u))).collect();
        for ((id, _), value) in self.ranges.iter().zip(&values) {
            id.set_ranged(&mut scenario, *value);
        }
        let mut agreement = Agreement::Whole;
        for (place, (id, range)) in self.ranges.iter().enumerate() {
            let ParameterId::NotProceedingShare(stream) = *id else { continue };
            let most = largest_not_proceeding_share(scenario.demand.stream(stream), &scenario.elsewhere, stream);
            if most < range.high {
                // A hair below, where the patience is long but not without end.
                let most = (most - 0.001).max(0.0);
                let value = quantile(range, (uniforms[place] * share_up_to(range, most)).max(1e-9)).min(most);
                agreement = agreement.max(if most > range.low { Agreement::Cut } else { Agreement::Beyond });
                values[place] = value;
                id.set_ranged(&mut scenario, value);
            }
        }
        agreement = agreement.max(solve_at_limits(&mut scenario));
        Drawn { values, scenario: ValidScenario::new(scenario).ok(), agreement }
    }

    /// The scenario with some figures at given values and the others as they are in it.
    pub fn with(&self, changes: &[(ParameterId, f64)]) -> Drawn {
        let mut scenario = Scenario::clone(self.scenario);
        for (id, value) in changes {
            id.set_ranged(&mut scenario, limited(*id, *value));
        }
        let agreement = solve_at_limits(&mut scenario);
        Drawn { values: changes.iter().map(|(_, value)| *value).collect(), scenario: ValidScenario::new(scenario).ok(), agreement }
    }
}

/// A value kept within what its figure may be: a count's range has no end.
fn limited(id: ParameterId, value: f64) -> f64 {
    let spec = id.spec();
    value.clamp(spec.min, spec.max)
}

/// States the patience at its nearest limit where it cannot be solved.
pub fn solve_at_limits(scenario: &mut Scenario) -> Agreement {
    use crate::model::calibration::CalibrationError as Why;
    let mut agreement = Agreement::Whole;
    for stream in Stream::ALL {
        let spec = ParameterId::Patience(stream).spec();
        let limit = match patience_days(scenario.demand.stream(stream), &scenario.elsewhere, stream) {
            Ok(Some(days)) if days > spec.max => spec.max,
            Err(Why::NoShortage { .. }) => spec.max,
            Err(Why::NobodyWaits { .. }) => spec.min,
            Ok(_) | Err(Why::Unlimited) => continue,
        };
        scenario.demand.stream_mut(stream).patience = Patience::MeanDays(limit);
        agreement = Agreement::Beyond;
    }
    agreement
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Source;

    fn range(low: f64, central: f64, high: f64, shape: RangeShape) -> Range {
        Range { low, central, high, shape, source: Source::Assumed { why: "a test".into() } }
    }

    /// 95% of the gamma distribution with shape 121.5 lies between 100.9 and 144.0.
    #[test]
    fn one_count_of_121_tells_of_a_rate_between_101_and_144() {
        let counted = range(100.9, 121.0, 144.0, RangeShape::Counted { years: 1.0 });
        let ends = [0.025, 0.975].map(|u| (quantile(&counted, u) * 10.0).round() / 10.0);
        assert_eq!(ends, [100.9, 144.0]);
    }

    #[test]
    fn quantiles_have_their_closed_forms() {
        assert!((quantile(&range(2.0, 3.0, 6.0, RangeShape::Uniform), 0.25) - 3.0).abs() < 1e-12);
        // Of a triangle with its top a quarter along, a quarter lies below the top.
        let triangle = range(0.0, 1.0, 4.0, RangeShape::Triangular);
        assert!((quantile(&triangle, 0.25) - 1.0).abs() < 1e-12);
        assert!((share_up_to(&triangle, 1.0) - 0.25).abs() < 1e-9);
        // A symmetric hump has its median in the middle; the mean of any is (low + 4 central + high) / 6.
        let hump = range(0.0, 0.3, 0.6, RangeShape::Pert);
        assert!((quantile(&hump, 0.5) - 0.3).abs() < 1e-9);
        let skewed = range(0.0, 0.1, 0.25, RangeShape::Pert);
        let mean = (0..4_000).map(|i| quantile(&skewed, (f64::from(i) + 0.5) / 4_000.0)).sum::<f64>() / 4_000.0;
        assert!((mean - 0.65 / 6.0).abs() < 1e-5, "{mean}");
    }
}
