//! The boroughs' part of the prices: what must be paid for what they run together, and what each buys on its own.

use super::study::whole_years;
use super::use_of::Night;
use crate::analysis::costs::{Capacity, Capital};
use crate::model::{CostKind, Payer, ValidScenario};
use crate::sim::Simulation;

/// The boroughs' part of the prices of an option, pounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Charges {
    /// What must be paid for what is run together whether anybody is there or not, buildings spread over their life, by year of the horizon.
    pub shared_fixed: Vec<f64>,
    /// What a night there costs besides, by [`Night`].
    pub shared_night: [f64; Night::COUNT],
    /// What a borough pays for a night that it buys on its own, by [`Night`].
    pub own_night: [f64; Night::COUNT],
}

/// Places that the boroughs run together: nights there, the cost of a night and the cost of a night on which the place is empty.
const SHARED: [(Night, CostKind, CostKind); 4] = [
    (Night::LondonWelfare, CostKind::LondonWelfare, CostKind::LondonWelfareEmpty),
    (Night::LondonJustice, CostKind::LondonJustice, CostKind::LondonJusticeEmpty),
    (Night::StepDown, CostKind::StepDown, CostKind::StepDownEmpty),
    (Night::OpenFacility, CostKind::OpenFacility, CostKind::OpenFacilityEmpty),
];

impl Charges {
    /// The charges of options, by index; none where the scenario has no prices. What other payers pay is left out.
    pub fn of(scenario: &ValidScenario, options: &[usize]) -> Option<Vec<Self>> {
        let costs = scenario.costs.as_ref()?;
        let simulation = Simulation::new(scenario);
        let part = |kind: CostKind| costs.shares(kind.group())[Payer::Boroughs as usize];
        let price = |kind: CostKind| costs.pounds_a_night(kind) * part(kind);
        let of = |index: &usize| {
            let option = &scenario.options[*index];
            let capacity = Capacity::new(option, &simulation.options()[*index], &scenario.run);
            let capital = Capital::new(costs, option, &scenario.run);
            let fixed = |year: usize| {
                let kept_open = SHARED.iter().zip(capacity.nights(year)).map(|((_, _, empty), nights)| price(*empty) * nights);
                kept_open.sum::<f64>() + capital.charge(&scenario.run, year) * part(CostKind::Capital)
            };
            let (mut shared_night, mut own_night) = ([0.0; Night::COUNT], [0.0; Night::COUNT]);
            for (night, used, empty) in SHARED {
                shared_night[night as usize] = price(used) - price(empty);
            }
            own_night[Night::ElsewhereWelfare as usize] = price(CostKind::ElsewhereWelfare);
            own_night[Night::ElsewhereJustice as usize] = price(CostKind::ElsewhereJustice);
            own_night[Night::Bespoke as usize] = price(CostKind::Bespoke);
            Self { shared_fixed: (0..whole_years(&scenario.run)).map(fixed).collect(), shared_night, own_night }
        };
        Some(options.iter().map(of).collect())
    }

    /// Nights spent in what the boroughs run together that count as use of it: not those in justice beds, which the courts fill.
    pub fn used(nights: &[f64; Night::COUNT]) -> f64 {
        [Night::LondonWelfare, Night::StepDown, Night::OpenFacility].into_iter().map(|night| nights[night as usize]).sum()
    }
}
