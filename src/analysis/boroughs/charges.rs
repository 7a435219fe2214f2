//! What the authorities pay for a night or a year of each kind of place.

use super::use_of::Night;
use crate::model::{DAYS_PER_YEAR, ProvisionOption, Scenario};

/// Fee of a secure welfare place a night: £7,000 a week in 2019.
const SECURE_FEE_A_NIGHT: f64 = 1_000.0;
/// Bespoke wraparound care a night: the middle of £10,000 to £15,000, read as a week.
const BESPOKE_FEE_A_NIGHT: f64 = 12_500.0 / 7.0;

/// The authorities' part of the prices, pounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Charges {
    /// What must be paid for what is run together whether anybody is there or not, by year of the horizon.
    pub shared_fixed: Vec<f64>,
    /// What a night there costs besides, by [`Night`].
    pub shared_night: [f64; Night::COUNT],
    /// What an authority pays for a night that it buys on its own, by [`Night`].
    pub own_night: [f64; Night::COUNT],
}

impl Charges {
    /// The charges of an option: welfare beds in London cost the fee of a secure place, taken or not; other places are bought by the night. The
    /// Youth Custody Service pays for its own placements.
    pub fn of(scenario: &Scenario, option: &ProvisionOption) -> Self {
        let years = super::study::whole_years(&scenario.run);
        let mut own_night = [0.0; Night::COUNT];
        own_night[Night::ElsewhereWelfare as usize] = SECURE_FEE_A_NIGHT;
        own_night[Night::Bespoke as usize] = BESPOKE_FEE_A_NIGHT;
        let open_days = |year: usize| {
            let start = scenario.run.warm_up_days() + year as f64 * DAYS_PER_YEAR;
            option.homes.iter().map(move |home| {
                let opens = home.opens.map_or(start, |month| scenario.run.clock_day(month));
                let closes = home.closes.map_or(f64::INFINITY, |month| scenario.run.clock_day(month));
                let days = (closes.min(start + DAYS_PER_YEAR) - opens.max(start)).max(0.0);
                days * f64::from(home.welfare_beds + home.either_beds)
            })
        };
        Self {
            shared_fixed: (0..years).map(|year| open_days(year).sum::<f64>() * SECURE_FEE_A_NIGHT).collect(),
            shared_night: [0.0; Night::COUNT],
            own_night,
        }
    }

    /// The nights spent in what the authorities run together.
    pub fn shared_nights(&self) -> impl Iterator<Item = Night> {
        [Night::LondonWelfare, Night::StepDown, Night::OpenFacility].into_iter()
    }
}
