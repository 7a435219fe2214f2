//! What is not known of prices, apart from the chance of the run: the same nights at the ends of each price's range.

use crate::model::costs::{Costs, Spread};
use crate::model::{CostFigure, ProvisionOption, RunSettings};

use super::{CostMeasure, Pricing, Usage};

/// The least and the most that something may be while prices lie within their ranges; infinite where there is no most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

impl Ends {
    /// Those of some values; those that are not there are without end.
    pub(super) fn of(values: impl Iterator<Item = Option<f64>>) -> Self {
        let grown = |ends: Self, value: f64| Self { low: ends.low.min(value), high: ends.high.max(value) };
        values.map(|value| value.unwrap_or(f64::INFINITY)).fold(Self { low: f64::INFINITY, high: f64::NEG_INFINITY }, grown)
    }
}

/// What not knowing prices makes of what an option costs.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceRange {
    /// Means of [`CostMeasure::ALL`] with every price at its cheap end, and at its dear end.
    pub measures: Vec<Ends>,
    /// Pounds a year with every price at its cheap end.
    pub low: f64,
    /// Pounds a year with every price at its dear end.
    pub high: f64,
    /// Each figure alone, from its low to its high end; the widest first, those without effect left out.
    pub swings: Vec<Swing>,
}

/// One figure alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// Which.
    pub figure: CostFigure,
    /// Pounds a year with the figure at its low end.
    pub at_low: f64,
    /// Pounds a year with it at its high end.
    pub at_high: f64,
}

impl Swing {
    fn width(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }
}

/// The ranges of an option's costs over the ranges of prices.
pub fn price_range(costs: &Costs, option: &ProvisionOption, run: &RunSettings, usage: &Usage, place: usize) -> PriceRange {
    let per_year = |costs: &Costs| Pricing::new(costs, option, run, usage, place).mean_per_year();
    let [cheap, dear] = [false, true].map(|dear| at_ends(costs, |figure| figure.makes_dearer() == dear));
    let means = |costs: &Costs| -> Vec<f64> {
        let values = Pricing::new(costs, option, run, usage, place).values();
        values.iter().map(|values| mean(values)).collect()
    };
    let measures = means(&cheap).into_iter().zip(means(&dear)).map(|(low, high)| Ends { low, high }).collect();
    let mut swings: Vec<Swing> = costs
        .figures
        .iter()
        .map(|(figure, spread)| Swing {
            figure: *figure,
            at_low: per_year(&costs.with(*figure, spread.low)),
            at_high: per_year(&costs.with(*figure, spread.high)),
        })
        .filter(|swing| swing.width() >= 1.0)
        .collect();
    swings.sort_by(|a, b| b.width().total_cmp(&a.width()));
    PriceRange { measures, low: per_year(&cheap), high: per_year(&dear), swings }
}

/// All prices at an end of their ranges: the high one where asked for, the low one elsewhere.
pub(super) fn at_ends(costs: &Costs, is_high: impl Fn(CostFigure) -> bool) -> Costs {
    let mut at_end = costs.clone();
    for (figure, Spread { low, high, .. }) in &costs.figures {
        at_end.set(*figure, if is_high(*figure) { *high } else { *low });
    }
    at_end
}

/// Mean of those values that are there.
fn mean(values: &[f64]) -> f64 {
    let there = || values.iter().filter(|value| value.is_finite());
    there().sum::<f64>() / there().count() as f64
}

impl PriceRange {
    /// The ends of a measure; none where it has no value.
    pub fn of(&self, measure: CostMeasure) -> Option<Ends> {
        self.measures.get(measure as usize).copied().filter(|ends| ends.low.is_finite() && ends.high.is_finite())
    }
}
