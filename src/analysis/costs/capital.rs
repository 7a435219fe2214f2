//! When an option's buildings are paid for, what they cost each year of their life, and what they are worth at the end.

use crate::model::costs::{Costs, DiscountRates, Discounting};
use crate::model::{CostFigure, DAYS_PER_YEAR, LinkedHome, ProvisionOption, RunSettings};

use super::usage::year_length;

/// The buildings of an option.
#[derive(Clone, Debug, PartialEq)]
pub struct Capital {
    /// Pounds as the scenario says them.
    pub said_pounds: f64,
    /// Pounds with optimism bias.
    pub pounds: f64,
    /// Year of the horizon in which each part is paid for and opens, from 0, and its share of the pounds.
    parts: Vec<(f64, f64)>,
    /// Share of the pounds that is for the open facility, which is there from the start.
    facility_share: f64,
    life_years: f64,
}

impl Capital {
    /// Buildings are paid for in the year they open, those open throughout in the first; what opens after the horizon is left out.
    pub fn new(costs: &Costs, option: &ProvisionOption, run: &RunSettings) -> Self {
        let opens = |month: Option<crate::model::YearMonth>| {
            month.map_or(0.0, |month| ((run.clock_day(month) - run.warm_up_days()) / DAYS_PER_YEAR).max(0.0))
        };
        let mut weights: Vec<(f64, f64)> = Vec::new();
        let facility = option.open_facility.as_ref().map_or(0.0, |facility| f64::from(facility.places));
        let facility = facility * costs.figure(CostFigure::CapitalPerOpenPlace);
        for home in &option.homes {
            weights.push((opens(home.opens), f64::from(home.total_beds()) * costs.figure(CostFigure::CapitalPerSecureBed)));
        }
        for unit in &option.step_down_units {
            let home = match &unit.linked_home {
                LinkedHome::Any => None,
                LinkedHome::Home(id) => option.homes.iter().find(|home| home.id == *id),
            };
            let weight = f64::from(unit.places) * costs.figure(CostFigure::CapitalPerStepDownPlace);
            weights.push((opens(home.and_then(|home| home.opens)), weight));
        }
        weights.push((0.0, facility));
        let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let parts = if sum > 0.0 { weights.into_iter().map(|(year, weight)| (year, weight / sum)).collect() } else { vec![(0.0, 1.0)] };
        let said_pounds = costs.capital_pounds(option);
        Self {
            said_pounds,
            pounds: said_pounds * (1.0 + costs.optimism_bias()),
            facility_share: if sum > 0.0 { facility / sum } else { 0.0 },
            parts: parts.into_iter().filter(|(year, _)| *year < run.horizon_years).collect(),
            life_years: costs.figure(CostFigure::AssetLifeYears).max(1.0),
        }
    }

    /// Pounds that fall to a year of the horizon when each building is spread evenly over its life.
    pub fn charge(&self, run: &RunSettings, year: usize) -> f64 {
        let (from, to) = (year as f64, year as f64 + year_length(run, year));
        let years = |opens: f64| (to.min(opens + self.life_years) - from.max(opens)).max(0.0);
        self.parts.iter().map(|(opens, share)| self.pounds * share / self.life_years * years(*opens)).sum()
    }

    /// Pounds a year of the open facility's building over the horizon, spread evenly over its life.
    pub fn facility_pounds_a_year(&self, run: &RunSettings) -> f64 {
        self.pounds * self.facility_share / self.life_years * run.horizon_years.min(self.life_years) / run.horizon_years
    }

    /// Pounds of today: what is paid in the year of opening, less what the buildings are still worth at the end of the horizon.
    pub fn present_pounds(&self, run: &RunSettings, discounting: Discounting) -> f64 {
        let factor = |year: f64| DiscountRates::published().factor(year as u32, discounting);
        let end = run.horizon_years;
        let part = |(opens, share): &(f64, f64)| {
            let left = (1.0 - (end - opens) / self.life_years).max(0.0);
            self.pounds * share * (factor(opens.floor()) - left * factor(end.ceil()))
        };
        self.parts.iter().map(part).sum()
    }
}
