//! What is not known of prices, apart from the chance of the run: the same nights at the ends of each price's range.

use crate::model::costs::{Costs, Spread};
use crate::model::{CostFigure, ProvisionOption, RunSettings};

use super::{Pricing, Usage};

/// What not knowing prices makes of the cost a year.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceRange {
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

/// The range of an option's cost a year over the ranges of prices.
pub fn price_range(costs: &Costs, option: &ProvisionOption, run: &RunSettings, usage: &Usage, place: usize) -> PriceRange {
    let per_year = |costs: &Costs| Pricing::new(costs, option, run, usage, place).mean_per_year();
    let end = |dear: bool| {
        let mut at_end = costs.clone();
        for (figure, Spread { low, high, .. }) in &costs.figures {
            at_end.set(*figure, if figure.makes_dearer() == dear { *high } else { *low });
        }
        per_year(&at_end)
    };
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
    PriceRange { low: end(false), high: end(true), swings }
}
