//! What things cost and who pays: prices with their ranges, capital with its optimism bias, shares of the bill. Plain data and
//! arithmetic; how much of each thing there is the simulation says, and it never asks what it costs.

mod discount;
mod figure;
mod kind;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::provision::ProvisionOption;
use super::time::DAYS_PER_YEAR;
pub use discount::{DiscountRates, Discounting};
pub use figure::CostFigure;
pub use kind::{CostGroup, CostKind, Payer};

/// Days in a week.
const DAYS_PER_WEEK: f64 = 7.0;

/// A figure that is not known exactly.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// What is reckoned with.
    pub central: f64,
    /// The least it may plausibly be.
    pub low: f64,
    /// The most it may plausibly be.
    pub high: f64,
}

/// The time for which the printed price of bespoke care is paid: the review says a year, which could pay for no such care.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BespokePaid {
    /// A week, as every other source has it.
    #[default]
    PerWeek,
    /// A year, as printed.
    PerYear,
}

impl BespokePaid {
    /// Both readings, the one reckoned with first.
    pub const ALL: [BespokePaid; 2] = [BespokePaid::PerWeek, BespokePaid::PerYear];

    /// The words on screen.
    pub fn label(self) -> &'static str {
        match self {
            BespokePaid::PerWeek => "A week",
            BespokePaid::PerYear => "A year, as printed",
        }
    }

    /// Days that one payment lasts.
    pub fn days(self) -> f64 {
        match self {
            BespokePaid::PerWeek => DAYS_PER_WEEK,
            BespokePaid::PerYear => DAYS_PER_YEAR,
        }
    }
}

/// Shares of a bill, 0 to 1; boroughs pay whatever the others leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidBy {
    /// Share of the Department for Education.
    pub department_for_education: f64,
    /// Share of the Ministry of Justice, whose Youth Custody Service buys justice places.
    pub ministry_of_justice: f64,
    /// Share of the NHS.
    pub nhs: f64,
}

impl PaidBy {
    /// Everybody's share, in the order of [`Payer::ALL`]; together 1.
    pub fn shares(&self) -> [f64; Payer::ALL.len()] {
        let others = self.department_for_education + self.ministry_of_justice + self.nhs;
        [(1.0 - others).max(0.0), self.department_for_education, self.ministry_of_justice, self.nhs]
    }

    /// A payer's share set; of the boroughs nothing is set, since they pay what is left.
    pub fn with(mut self, payer: Payer, share: f64) -> Self {
        match payer {
            Payer::Boroughs => {}
            Payer::DepartmentForEducation => self.department_for_education = share,
            Payer::MinistryOfJustice => self.ministry_of_justice = share,
            Payer::Nhs => self.nhs = share,
        }
        self
    }
}

/// What things cost and who pays, in pounds of one year, without VAT (which authorities recover) and before any transfer between payers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// The year in whose pounds all prices are.
    pub price_year: u32,
    /// What the printed price of bespoke care pays for.
    #[serde(default)]
    pub bespoke_paid: BespokePaid,
    /// Every price, share and life that costs depend on.
    pub figures: BTreeMap<CostFigure, Spread>,
    /// Who pays for each kind of thing.
    pub paid_by: BTreeMap<CostGroup, PaidBy>,
}

impl Costs {
    /// What is reckoned with for a figure; 0 for one that is not there, which a valid scenario does not have.
    pub fn figure(&self, figure: CostFigure) -> f64 {
        self.figures.get(&figure).map_or(0.0, |spread| spread.central)
    }

    /// The same with another value for a figure, its range as it was.
    pub fn with(&self, figure: CostFigure, value: f64) -> Self {
        let mut costs = self.clone();
        costs.set(figure, value);
        costs
    }

    /// Sets what is reckoned with for a figure; its range grows where it must, so that it holds the value.
    pub fn set(&mut self, figure: CostFigure, value: f64) {
        if let Some(spread) = self.figures.get_mut(&figure) {
            *spread = Spread { central: value, low: spread.low.min(value), high: spread.high.max(value) };
        }
    }

    /// Shares of a group's bill, in the order of [`Payer::ALL`].
    pub fn shares(&self, group: CostGroup) -> [f64; Payer::ALL.len()] {
        self.paid_by.get(&group).copied().unwrap_or_default().shares()
    }

    /// Pounds for one night of a kind: a child in a place, or an empty place kept open, which costs its fixed share. Capital has no nights.
    pub fn pounds_a_night(&self, kind: CostKind) -> f64 {
        use CostFigure as F;
        let week = |figure| self.figure(figure) / DAYS_PER_WEEK;
        match kind {
            CostKind::LondonWelfare => week(F::LondonWelfareBedWeek),
            CostKind::LondonWelfareEmpty => week(F::LondonWelfareBedWeek) * self.figure(F::LondonFixedShare),
            CostKind::LondonJustice => week(F::LondonJusticeBedWeek),
            CostKind::LondonJusticeEmpty => week(F::LondonJusticeBedWeek) * self.figure(F::LondonFixedShare),
            CostKind::StepDown => week(F::StepDownPlaceWeek),
            CostKind::StepDownEmpty => week(F::StepDownPlaceWeek) * self.figure(F::StepDownFixedShare),
            CostKind::OpenFacility => week(F::OpenFacilityPlaceWeek),
            CostKind::OpenFacilityEmpty => week(F::OpenFacilityPlaceWeek) * self.figure(F::StepDownFixedShare),
            CostKind::ElsewhereWelfare => week(F::ElsewhereWelfareWeek),
            CostKind::ElsewhereJustice => week(F::ElsewhereJusticeWeek),
            CostKind::Bespoke => self.figure(F::Bespoke) / self.bespoke_paid.days(),
            CostKind::Capital => 0.0,
        }
    }

    /// By how much building costs more than is first thought: the bounds for standard and non-standard building, mixed (Green Book,
    /// supplementary guidance on optimism bias). 0.321 for 30% at 51% and 70% at 24%.
    pub fn optimism_bias(&self) -> f64 {
        let non_standard = self.figure(CostFigure::NonStandardShare);
        non_standard * self.figure(CostFigure::OptimismNonStandard) + (1.0 - non_standard) * self.figure(CostFigure::OptimismStandard)
    }

    /// Pounds that building an option is said to cost, optimism bias left out: what the option says itself, or so much a place.
    pub fn capital_pounds(&self, option: &ProvisionOption) -> f64 {
        option.capital_pounds.unwrap_or_else(|| {
            let beds: u32 = option.homes.iter().map(super::provision::Home::total_beds).sum();
            let places: u32 = option.step_down_units.iter().map(|unit| unit.places).sum();
            let open = option.open_facility.as_ref().map_or(0, |facility| facility.places);
            f64::from(beds) * self.figure(CostFigure::CapitalPerSecureBed)
                + f64::from(places) * self.figure(CostFigure::CapitalPerStepDownPlace)
                + f64::from(open) * self.figure(CostFigure::CapitalPerOpenPlace)
        })
    }
}

/// Splits a whole amount by weights so that the parts add up to it (largest remainders; ties go to the first). Weights that add up to
/// nothing give everything to the first part.
pub fn apportion(amount: i64, weights: &[f64]) -> Vec<i64> {
    let sum: f64 = weights.iter().map(|weight| weight.max(0.0)).sum();
    let mut parts = vec![0; weights.len()];
    if !(sum > 0.0 && sum.is_finite()) {
        if let Some(first) = parts.first_mut() {
            *first = amount;
        }
        return parts;
    }
    let exact: Vec<f64> = weights.iter().map(|weight| amount as f64 * weight.max(0.0) / sum).collect();
    parts.iter_mut().zip(&exact).for_each(|(part, exact)| *part = exact.floor() as i64);
    let mut order: Vec<usize> = (0..weights.len()).filter(|part| weights[*part] > 0.0).collect();
    order.sort_by(|a, b| (exact[*b] - exact[*b].floor()).total_cmp(&(exact[*a] - exact[*a].floor())));
    // What is left is less than a unit a part, but for what floating point makes of very large amounts.
    let mut left = amount - parts.iter().sum::<i64>();
    for part in order.iter().cycle().take(2 * order.len()) {
        if left == 0 {
            break;
        }
        parts[*part] += left.signum();
        left -= left.signum();
    }
    if let Some(first) = order.first() {
        parts[*first] += left;
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn costs(figures: &[(CostFigure, f64)]) -> Costs {
        let spread = |central| Spread { central, low: central, high: central };
        Costs {
            price_year: 2019,
            bespoke_paid: BespokePaid::PerWeek,
            figures: figures.iter().map(|(figure, central)| (*figure, spread(*central))).collect(),
            paid_by: BTreeMap::new(),
        }
    }

    #[test]
    fn optimism_bias_is_the_mix_of_the_published_bounds() {
        let mix = |share| {
            costs(&[(CostFigure::NonStandardShare, share), (CostFigure::OptimismNonStandard, 0.51), (CostFigure::OptimismStandard, 0.24)])
                .optimism_bias()
        };
        assert!((mix(0.3) - 0.321).abs() < 1e-12);
        assert!((mix(0.0) - 0.24).abs() < 1e-12 && (mix(1.0) - 0.51).abs() < 1e-12);
    }

    #[test]
    fn an_empty_bed_costs_its_fixed_share_of_a_full_one() {
        let costs = costs(&[(CostFigure::LondonWelfareBedWeek, 7_000.0), (CostFigure::LondonFixedShare, 0.8)]);
        assert_eq!(costs.pounds_a_night(CostKind::LondonWelfare), 1_000.0);
        assert_eq!(costs.pounds_a_night(CostKind::LondonWelfareEmpty), 800.0);
    }

    #[test]
    fn bespoke_care_a_week_is_fifty_two_times_that_a_year() {
        let mut costs = costs(&[(CostFigure::Bespoke, 12_500.0)]);
        let weekly = costs.pounds_a_night(CostKind::Bespoke);
        costs.bespoke_paid = BespokePaid::PerYear;
        assert!((weekly / costs.pounds_a_night(CostKind::Bespoke) - 365.0 / 7.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_penny(amount in -9_000_000_000_000_i64..9_000_000_000_000, weights in prop::collection::vec(0.0..1.0_f64, 1..12)) {
            let parts = apportion(amount, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            let sum: f64 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(sum == 0.0 || (*part as f64 - amount as f64 * weight / sum).abs() < 1.01);
            }
        }
    }
}
