//! Where the numbers of a criterion come from: the measures of the run, and what its nights cost at the scenario's prices.

use crate::analysis::costs::{CostAnswer, CostMeasure};
use crate::analysis::measure::{Better, MeasureSpec, MeasureUnit};
use crate::analysis::summary::{Estimate, Summary};
use crate::model::{Criterion, ProvisionOption, Scenario};

/// A measure of money: key, label, unit, what it is of, meaning, formula.
type CostRow = (&'static str, &'static str, MeasureUnit, Option<CostMeasure>, &'static str, &'static str);

/// Pounds in a million.
const MILLION: f64 = 1e6;

/// Money, for those criteria that are about it. Without a measure of cost: the buildings.
const COSTS: [CostRow; 3] = [
    (
        "net_present_cost_gbp_million",
        "Net present cost",
        MeasureUnit::MillionPounds,
        Some(CostMeasure::NetPresent),
        "What the option costs over the years reported, in pounds of today; placements elsewhere and buildings are in it.",
        "discounted costs of each year, less what buildings are still worth at the end",
    ),
    (
        "cost_per_child_week_gbp",
        "Cost of a child's week in a secure bed",
        MeasureUnit::Pounds,
        Some(CostMeasure::PerChildWeek),
        "What a week of a child in a secure bed costs, in London or elsewhere; empty beds are in it.",
        "cost ÷ weeks of children in secure beds",
    ),
    (
        "capital_gbp_million",
        "Capital with optimism bias",
        MeasureUnit::MillionPounds,
        None,
        "What must be invested once, with the usual overrun of buildings in it.",
        "price of each place × places × (1 + optimism bias)",
    ),
];

/// The measure of money with a key.
pub(super) fn of_costs(key: &str) -> Option<MeasureSpec> {
    let (name, label, unit, _, definition, formula) = *COSTS.iter().find(|row| row.0 == key)?;
    Some(MeasureSpec { key: name.into(), label: label.into(), unit, better: Better::Lower, stream: None, name, definition, formula })
}

/// The run and its prices.
pub(super) struct Sources<'a> {
    summary: &'a Summary,
    costs: Option<CostAnswer>,
    /// Whether each option of the run has any step-down place.
    has_step_down: Vec<bool>,
}

/// Where the values of a measure stand, future by future.
#[derive(Clone, Copy)]
pub(super) enum Column {
    /// Among the measures kept, in their own order.
    Kept(usize),
    /// Among what the futures cost.
    Cost(CostMeasure, f64),
}

impl<'a> Sources<'a> {
    pub(super) fn new(scenario: &Scenario, summary: &'a Summary) -> Self {
        let has_step_down = |id: &str| scenario.option(id).is_some_and(ProvisionOption::has_step_down);
        let has_step_down = summary.options.iter().map(|option| has_step_down(&option.id)).collect();
        Self { summary, costs: CostAnswer::new(scenario, summary), has_step_down }
    }

    /// The measure with a key; none where the run or the scenario has no such number.
    pub(super) fn measure(&self, key: &str) -> Option<MeasureSpec> {
        if let Some(index) = self.summary.measure_index(key) {
            return self.summary.measures.get(index).cloned();
        }
        of_costs(self.cost_row(key)?.0)
    }

    fn cost_row(&self, key: &str) -> Option<&'static CostRow> {
        COSTS.iter().find(|row| row.0 == key).filter(|_| self.costs.is_some())
    }

    /// The estimate of a measure for an option, by its place in the summary. What step-down leaves undone has no value where there is none:
    /// an option without a place would seem to refuse nobody.
    pub(super) fn estimate(&self, place: usize, key: &str) -> Option<Estimate> {
        let is_of_step_down = Criterion::Transition.measures().contains(&key);
        if is_of_step_down && self.has_step_down.get(place) == Some(&false) {
            return None;
        }
        if let Some(estimate) = self.summary.estimate(place, key) {
            return Some(*estimate);
        }
        let (row, costs) = (self.cost_row(key)?, self.costs.as_ref()?.options.get(place)?);
        let scale = if row.2 == MeasureUnit::MillionPounds { MILLION } else { 1.0 };
        let scaled = |estimate: Estimate| {
            let Estimate { mean, standard_error, low, high, p05, p25, p50, p75, p95 } = estimate;
            let [mean, standard_error, low, high, p05, p25, p50, p75, p95] =
                [mean, standard_error, low, high, p05, p25, p50, p75, p95].map(|value| value / scale);
            Estimate { mean, standard_error, low, high, p05, p25, p50, p75, p95 }
        };
        match row.3 {
            Some(measure) => costs.estimate(measure).copied().map(scaled),
            // Buildings cost the same in every future.
            None => {
                let pounds = costs.capital.pounds;
                let [mean, low, high, p05, p25, p50, p75, p95] = [pounds; 8];
                Some(scaled(Estimate { mean, standard_error: 0.0, low, high, p05, p25, p50, p75, p95 }))
            }
        }
    }

    /// Where the values of a measure stand; none where it does not differ from future to future.
    pub(super) fn column(&self, key: &str) -> Option<Column> {
        if let Some(column) = self.summary.kept.column(key) {
            return Some(Column::Kept(column));
        }
        let row = self.cost_row(key)?;
        let scale = if row.2 == MeasureUnit::MillionPounds { MILLION } else { 1.0 };
        row.3.map(|measure| Column::Cost(measure, scale))
    }

    /// Futures of which every value is known.
    pub(super) fn futures(&self) -> usize {
        let kept = self.summary.kept.futures();
        self.costs.as_ref().map_or(kept, |costs| kept.min(costs.replications))
    }

    /// A value by future and option (its place in the summary); NaN where there is none.
    pub(super) fn value(&self, future: usize, place: usize, column: Column) -> f64 {
        match column {
            Column::Kept(column) => self.summary.kept.value(future, place, column),
            Column::Cost(measure, scale) => {
                let option = self.costs.as_ref().and_then(|costs| costs.options.get(place));
                let values = option.and_then(|option| option.values.get(measure as usize));
                values.and_then(|values| values.get(future)).map_or(f64::NAN, |value| value / scale)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::measure::option_measures;
    use crate::model::Stream;

    #[test]
    fn every_measure_of_a_criterion_is_measured() {
        let measures = option_measures(&[Stream::Welfare, Stream::Justice]);
        for criterion in Criterion::ALL {
            for key in criterion.measures() {
                let there = measures.iter().any(|measure| measure.key == *key) || COSTS.iter().any(|row| row.0 == *key);
                assert!(there, "{key}");
            }
        }
    }
}
